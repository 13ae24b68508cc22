-- The governed vocabulary and the editor's second pair of eyes: docs/decisions/0025-a-governed-vocabulary.md.

alter table tag add column intro text not null default '', add column pinned_id uuid, add column starts_on date,
  add column ends_on date, add column retired_at timestamptz(3), add column merged_into_id integer;
alter table tag add constraint tag_days check (starts_on is null or ends_on is null or starts_on <= ends_on),
  add constraint tag_not_into_itself check (merged_into_id is distinct from id);

create table tag_successor (
  tag_id integer not null,
  successor_id integer not null,
  constraint tag_successor_pkey primary key (tag_id, successor_id),
  constraint tag_successor_tag_id_fkey foreign key (tag_id) references tag(id) on delete cascade on update cascade,
  constraint tag_successor_successor_id_fkey foreign key (successor_id) references tag(id) on delete cascade on update cascade,
  constraint tag_successor_another check (tag_id <> successor_id)
);

create table tag_redirect (
  old_slug text not null,
  tag_id integer not null,
  created_at timestamptz(3) not null default current_timestamp,
  constraint tag_redirect_pkey primary key (old_slug)
);
create index tag_redirect_tag_id_idx on tag_redirect(tag_id);

create table tag_operation (
  id uuid not null default gen_random_uuid(),
  kind text not null,
  state text not null default 'running',
  asked jsonb not null,
  before jsonb not null default '{}',
  total integer not null default 0,
  done integer not null default 0,
  created_by_id uuid,
  created_by_name text not null,
  created_at timestamptz(3) not null default current_timestamp,
  ended_at timestamptz(3),
  undone_at timestamptz(3),
  undone_by_name text,
  holder text,
  step_at timestamptz(3),
  failure text,
  constraint tag_operation_pkey primary key (id),
  constraint tag_operation_kind check (kind in ('merge', 'rename', 'retire', 'split', 'bulk')),
  constraint tag_operation_state check (state in ('running', 'done', 'stopped', 'undoing', 'undone'))
);
create index tag_operation_state_idx on tag_operation(state);
create index tag_operation_created_at_idx on tag_operation(created_at);

create table tag_operation_story (
  operation_id uuid not null,
  revision_id uuid not null,
  article_id uuid not null,
  before integer[],
  after integer[],
  done_at timestamptz(3),
  constraint tag_operation_story_pkey primary key (operation_id, revision_id),
  constraint tag_operation_story_operation_id_fkey foreign key (operation_id) references tag_operation(id) on delete cascade on update cascade
);
create index tag_operation_story_article_id_idx on tag_operation_story(article_id);

create table tag_proposal (
  id uuid not null default gen_random_uuid(),
  label text not null,
  type text not null,
  reason text not null default '',
  article_id uuid,
  proposed_by_id uuid,
  proposed_by_name text not null,
  created_at timestamptz(3) not null default current_timestamp,
  state text not null default 'open',
  decided_by_name text,
  decided_at timestamptz(3),
  decided_note text,
  tag_id integer,
  constraint tag_proposal_pkey primary key (id),
  constraint tag_proposal_state check (state in ('open', 'made', 'declined', 'already'))
);
create index tag_proposal_state_created_at_idx on tag_proposal(state, created_at);

create table style_rule (
  id text not null,
  active boolean not null default true,
  pattern text not null,
  flags text not null default '',
  context text not null default 'any',
  correct text not null,
  reason text not null default '',
  severity text not null default 'warning',
  example text not null,
  counter_example text not null,
  version integer not null default 1,
  updated_at timestamptz(3) not null default current_timestamp,
  updated_by text not null default '',
  constraint style_rule_pkey primary key (id)
);

create table style_finding (
  article_id uuid not null,
  rule text not null,
  words text not null,
  state text not null default 'open',
  first_at timestamptz(3) not null default current_timestamp,
  changed_at timestamptz(3) not null default current_timestamp,
  reason text,
  left_by text,
  constraint style_finding_pkey primary key (article_id, rule, words),
  constraint style_finding_state check (state in ('open', 'fixed', 'left'))
);
create index style_finding_rule_state_idx on style_finding(rule, state);

alter table revision add column form text not null default 'news';
alter table revision add constraint revision_form check (form in ('news', 'result', 'monitoring', 'reaction', 'explainer'));
alter table published_article add column form text not null default 'news';

create table refused_tag (
  article_id uuid not null,
  tag_id integer not null,
  by_name text not null,
  at timestamptz(3) not null default current_timestamp,
  constraint refused_tag_pkey primary key (article_id, tag_id),
  constraint refused_tag_article_id_fkey foreign key (article_id) references article(id) on delete cascade on update cascade
);

create table fact (
  id uuid not null default gen_random_uuid(),
  slug text not null,
  label text not null,
  value text not null,
  source_url text,
  checked_on date,
  version integer not null default 1,
  updated_at timestamptz(3) not null default current_timestamp,
  updated_by text not null default '',
  constraint fact_pkey primary key (id)
);
create unique index fact_slug_key on fact(slug);

alter table published_tag add column intro text not null default '', add column pinned_number integer, add column starts_on date,
  add column ends_on date, add column retired boolean not null default false, add column successors integer[] default '{}';

create table published_tag_redirect (
  old_slug text not null,
  slug text not null,
  constraint published_tag_redirect_pkey primary key (old_slug)
);
create index published_tag_redirect_slug_idx on published_tag_redirect(slug);

create table published_fact (
  slug text not null,
  value text not null,
  source_url text,
  checked_on date,
  constraint published_fact_pkey primary key (slug)
);
grant select on published_tag_redirect, published_fact to throughline_reader;

-- As it was, and: the tag's address may change, its introduction, its story that stands first, its days, what took its place,
-- and the addresses it once had.
create or replace function publish_vocabulary(p_tags int[]) returns void language plpgsql as $$
declare all_tags int[] := tags_and_broader(p_tags);
begin
  insert into published_tag (id, slug, label, type, description, aliases, broader_id, do_not_relate, points, inherited_points, article_count,
    intro, pinned_number, starts_on, ends_on, retired, successors)
  select t.id, t.slug, t.label, t.type, t.description,
    coalesce((select array_agg(x.alias order by x.alias) from tag_alias x where x.tag_id = t.id), '{}'),
    t.broader_id, t.do_not_relate, coalesce(t.points, 0), coalesce(t.inherited_points, 0), used.stories,
    t.intro, (select p.number from published_article p where p.article_id = t.pinned_id and not p.legally_sensitive),
    t.starts_on, t.ends_on, t.retired_at is not null,
    coalesce((select array_agg(s.successor_id order by s.successor_id) from tag_successor s where s.tag_id = t.id), '{}')
  from tag t cross join lateral (select count(*)::int as stories from published_article_tag p where p.tag_id = t.id) used
  where t.id = any (all_tags) and used.stories > 0
  on conflict (id) do update set slug = excluded.slug, label = excluded.label, type = excluded.type, description = excluded.description,
    aliases = excluded.aliases, broader_id = excluded.broader_id, do_not_relate = excluded.do_not_relate, points = excluded.points,
    inherited_points = excluded.inherited_points, article_count = excluded.article_count, intro = excluded.intro,
    pinned_number = excluded.pinned_number, starts_on = excluded.starts_on, ends_on = excluded.ends_on, retired = excluded.retired,
    successors = excluded.successors;
  delete from published_tag v where v.id = any (all_tags)
    and not exists (select from published_article_tag p where p.tag_id = v.id);
  delete from published_tag_redirect p using tag_redirect r where r.old_slug = p.old_slug and r.tag_id = any (all_tags)
    and not exists (select from published_tag v where v.id = r.tag_id);
  insert into published_tag_redirect (old_slug, slug)
  select r.old_slug, v.slug from tag_redirect r join published_tag v on v.id = r.tag_id where r.tag_id = any (all_tags)
  on conflict (old_slug) do update set slug = excluded.slug;
  perform publish_storylines(all_tags);
end $$;
