-- The newsroom's list of a hundred thousand stories: each order has an index that ends ties as the list does, and the
-- words of a headline are found in one.
drop index article_updated_at_idx;
drop index article_headline_idx;
drop index article_first_published_at_idx;
drop index article_state_updated_at_idx;
create index article_updated_at_number_idx on article (updated_at desc, number desc);
create index article_state_updated_at_number_idx on article (state, updated_at desc, number desc);
create index article_headline_number_idx on article (headline, number desc);
create index article_first_published on article (first_published_at desc nulls last, number desc);
create index article_headline_words on article using gin (to_tsvector('simple', headline)) with (fastupdate = off);
-- What waits: few rows among many.
create index article_in_review on article (updated_at desc) where review <> 'none';
create index article_unreviewed on article (unreviewed_since) where unreviewed_since is not null;
create index article_remind on article (remind_on) where remind_on is not null;
create index article_changed on article (updated_at desc) where state = 'live' and head_revision_id is distinct from live_revision_id;
create index article_live_lately on article (republished_at desc) where state = 'live';
