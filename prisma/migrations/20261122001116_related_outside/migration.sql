-- Links to other sites in the record of lists: [{url, headline}], in order. Null: not known, from before.
alter table related_shown add column outside jsonb;
alter table related_change add column outside_before jsonb, add column outside_after jsonb;
