-- Whoever proposed a tag is told what became of it until they have seen it.
alter table tag_proposal add column seen_at timestamptz(3);
create index tag_proposal_proposed_by_id_idx on tag_proposal(proposed_by_id);
