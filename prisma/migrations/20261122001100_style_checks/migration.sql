-- The checks of the editor: rules that can be mended with one key, rules that rest because they took too long, and a target
-- for the reading age. docs/decisions/0025-a-governed-vocabulary.md.

alter table style_rule add column replaces boolean not null default false, add column ran_out_at timestamptz(3);

-- What was found in a draft goes with it.
alter table style_finding add constraint style_finding_article_id_fkey foreign key (article_id) references article(id)
  on delete cascade on update cascade;

create table style_settings (
  id integer not null default 1,
  reading_age integer not null default 14,
  version integer not null default 1,
  updated_at timestamptz(3) not null default current_timestamp,
  updated_by text not null default '',
  constraint style_settings_pkey primary key (id),
  constraint style_settings_one check (id = 1),
  constraint style_settings_age check (reading_age between 7 and 22)
);
insert into style_settings (id) values (1);
