-- Which stories embed a fact. Few do, and these indexes hold only those: whoever asks writes the same condition.
create index revision_with_facts on revision (id) where body @? '$.** ? (@.type == "fact")';
create index published_article_with_facts on published_article (number) where body @? '$.** ? (@.type == "fact")';
alter table fact add constraint fact_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80);
