-- Lists are as every other list here is: what the schema's language can say.
alter table article alter column submitted_to_ids drop not null;
