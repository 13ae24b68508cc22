-- Stories without a tag are found among a hundred thousand without counting every story's tags.
alter table article add column tag_count int not null default 0;
update article a set tag_count = (select count(*) from revision_tag t where t.revision_id = a.head_revision_id);
create index article_untagged on article (updated_at desc) where tag_count = 0 and state <> 'withdrawn';
create index article_returned on article (updated_at desc) where returned_note is not null;
create index article_by_author on article (created_by_id, updated_at desc);
