-- What a story said that could not be changed with the others: it is passed over, and somebody is told.
alter table tag_operation_story add column failure text;
