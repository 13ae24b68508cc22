-- Who wrote the words of a version: giving it a tag makes another version, and no other author.
alter table revision add column words_by_id uuid;
alter table revision disable trigger revision_immutable;
update revision set words_by_id = created_by_id where created_by_id is not null;
alter table revision enable trigger revision_immutable;
