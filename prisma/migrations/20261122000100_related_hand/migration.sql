-- The editor's hand, storylines, the record of what lists show, counts of what readers do, and the link checker.
ALTER TABLE "revision_pin" ADD COLUMN "url" TEXT, ADD COLUMN "dated_on" DATE, ADD COLUMN "expires_at" TIMESTAMPTZ(3), ADD COLUMN "note" TEXT NOT NULL DEFAULT '';
ALTER TABLE "published_pin" ADD COLUMN "expires_at" TIMESTAMPTZ(3);

CREATE TABLE "revision_exclusion" (
    "revision_id" UUID NOT NULL,
    "target_id" UUID NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "revision_exclusion_pkey" PRIMARY KEY ("revision_id","target_id")
);

CREATE TABLE "storyline" (
    "tag_id" INTEGER NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "by_hand" BOOLEAN NOT NULL DEFAULT false,
    "open" BOOLEAN NOT NULL DEFAULT true,
    "sequence" UUID[],
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "storyline_pkey" PRIMARY KEY ("tag_id")
);

CREATE TABLE "published_exclusion" (
    "article_number" INTEGER NOT NULL,
    "target_number" INTEGER NOT NULL,

    CONSTRAINT "published_exclusion_pkey" PRIMARY KEY ("article_number","target_number")
);

CREATE TABLE "published_external_link" (
    "article_number" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "url" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "dated_on" DATE NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "dead" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "published_external_link_pkey" PRIMARY KEY ("article_number","position")
);

CREATE TABLE "published_storyline" (
    "tag_id" INTEGER NOT NULL,
    "summary" TEXT NOT NULL,
    "by_hand" BOOLEAN NOT NULL,
    "open" BOOLEAN NOT NULL,
    "sequence" INTEGER[],

    CONSTRAINT "published_storyline_pkey" PRIMARY KEY ("tag_id")
);

CREATE TABLE "related_settings_version" (
    "version" INTEGER NOT NULL,
    "weights" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "by_name" TEXT NOT NULL,

    CONSTRAINT "related_settings_version_pkey" PRIMARY KEY ("version")
);

CREATE TABLE "related_shown" (
    "article_number" INTEGER NOT NULL,
    "links" INTEGER[],
    "least_worth" INTEGER,
    "day" DATE NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "related_shown_pkey" PRIMARY KEY ("article_number")
);

CREATE TABLE "related_change" (
    "id" BIGSERIAL NOT NULL,
    "article_number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "before" INTEGER[],
    "after" INTEGER[],
    "causes" JSONB NOT NULL,

    CONSTRAINT "related_change_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "related_work" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "heartbeat_at" TIMESTAMPTZ(3),
    "audit_id" BIGINT NOT NULL DEFAULT 0,
    "last_sweep_day" DATE,
    "last_rebuild_at" TIMESTAMPTZ(3),
    "last_check_at" TIMESTAMPTZ(3),
    "disagreements" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "last_error_at" TIMESTAMPTZ(3),
    "alarm_sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "related_work_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "related_daily" (
    "day" DATE NOT NULL,
    "stories" INTEGER NOT NULL,
    "full" INTEGER NOT NULL,
    "dead_ends" INTEGER NOT NULL,
    "orphans" INTEGER NOT NULL,
    "links" INTEGER NOT NULL,
    "pins" INTEGER NOT NULL,
    "exclusions" INTEGER NOT NULL,
    "diversity" DOUBLE PRECISION NOT NULL,
    "mean_age_days" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "related_daily_pkey" PRIMARY KEY ("day")
);

CREATE TABLE "related_clicks" (
    "day" DATE NOT NULL,
    "article_number" INTEGER NOT NULL,
    "target_number" INTEGER NOT NULL,
    "slot" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "clicks" INTEGER NOT NULL,

    CONSTRAINT "related_clicks_pkey" PRIMARY KEY ("day","article_number","target_number","slot","reason")
);

CREATE TABLE "related_seen" (
    "day" DATE NOT NULL,
    "article_number" INTEGER NOT NULL,
    "seen" INTEGER NOT NULL,

    CONSTRAINT "related_seen_pkey" PRIMARY KEY ("day","article_number")
);

CREATE TABLE "not_related_report" (
    "article_number" INTEGER NOT NULL,
    "target_number" INTEGER NOT NULL,
    "readers" INTEGER NOT NULL DEFAULT 0,
    "newsroom" INTEGER NOT NULL DEFAULT 0,
    "first_day" DATE NOT NULL,
    "last_day" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" TEXT,

    CONSTRAINT "not_related_report_pkey" PRIMARY KEY ("article_number","target_number")
);

CREATE TABLE "link_check" (
    "url" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'unchecked',
    "http_status" INTEGER,
    "moved_to" TEXT,
    "detail" TEXT NOT NULL DEFAULT '',
    "checked_at" TIMESTAMPTZ(3),
    "ok_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "left_by" TEXT,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "link_check_pkey" PRIMARY KEY ("url")
);

CREATE INDEX "revision_exclusion_target_id_idx" ON "revision_exclusion"("target_id");

CREATE INDEX "published_exclusion_target_number_idx" ON "published_exclusion"("target_number");

CREATE INDEX "published_external_link_url_idx" ON "published_external_link"("url");

CREATE INDEX "related_shown_links_idx" ON "related_shown" USING GIN ("links");

CREATE INDEX "related_change_article_number_id_idx" ON "related_change"("article_number", "id" DESC);

CREATE INDEX "related_change_at_idx" ON "related_change"("at");

CREATE INDEX "related_clicks_article_number_idx" ON "related_clicks"("article_number");

CREATE INDEX "not_related_report_state_last_day_idx" ON "not_related_report"("state", "last_day");

CREATE INDEX "link_check_state_checked_at_idx" ON "link_check"("state", "checked_at");

ALTER TABLE "revision_exclusion" ADD CONSTRAINT "revision_exclusion_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

insert into related_work (id) values (1);
alter table related_work add constraint related_work_one_row check (id = 1);
alter table revision_pin add constraint revision_pin_link check (url is null or target_id is null);
alter table published_exclusion add constraint published_exclusion_two_stories check (article_number <> target_number);
-- Every version is kept from the first on.
insert into related_settings_version (version, weights, by_name) select version, weights, 'Throughline' from related_settings;

create trigger revision_exclusion_immutable before update on revision_exclusion for each row execute function refuse_change();

grant select on published_exclusion, published_external_link, published_storyline to throughline_reader;

-- Writes again what the live revisions of these stories say by hand: links to stories that are live, links to other
-- sites, and exclusions. A link to another site that was found dead stays out until it answers again.
create or replace function publish_pins(p_numbers int[]) returns void language plpgsql as $$
begin
  delete from published_pin p where p.article_number = any (p_numbers);
  insert into published_pin (article_number, target_number, position, expires_at)
  select distinct on (a.number, t.number) a.number, t.number, p.position, p.expires_at
  from article a
  join revision_pin p on p.revision_id = a.live_revision_id and p.url is null
  cross join lateral (
    (select l.number from published_article l where p.target_id is not null and l.article_id = p.target_id)
    union all
    (select l.number from published_article l
      where l.headline_key = p.headline_key and l.number <> a.number
        and (p.target_id is null or not exists (select from article x where x.id = p.target_id))
      order by l.first_published_at desc, l.number desc limit 1)) t
  where a.number = any (p_numbers) and t.number <> a.number
    and not exists (select from revision_exclusion e where e.revision_id = a.live_revision_id and e.target_id = p.target_id)
  order by a.number, t.number, p.position;

  delete from published_external_link l where l.article_number = any (p_numbers);
  insert into published_external_link (article_number, position, url, title, dated_on, expires_at, dead)
  select a.number, p.position, p.url, p.headline, coalesce(p.dated_on, (a.republished_at at time zone 'Europe/London')::date), p.expires_at,
    exists (select from link_check c where c.url = p.url and c.state = 'broken' and c.left_at is null)
  from article a join revision_pin p on p.revision_id = a.live_revision_id
  where a.number = any (p_numbers) and p.url is not null;

  delete from published_exclusion e where e.article_number = any (p_numbers);
  insert into published_exclusion (article_number, target_number)
  select a.number, l.number from article a
  join revision_exclusion e on e.revision_id = a.live_revision_id
  join published_article l on l.article_id = e.target_id
  where a.number = any (p_numbers) and l.number <> a.number
  on conflict do nothing;
end $$;
