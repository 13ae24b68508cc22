-- The story a picture was added in. Without a reference: it outlives the story.
alter table media add column added_to_id uuid;
-- Closed stories are few, and asked for with every list of pictures.
create index article_closed on article (id) where sensitive or embargo_until is not null;
