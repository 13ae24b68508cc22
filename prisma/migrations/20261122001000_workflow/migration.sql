-- The workflow: review, schedules, embargoes, sensitive drafts, working copies and presence, comments, preview links,
-- corrections, pictures, invitations and second factors. docs/decisions/0020-the-workflow.md
ALTER TABLE "user_account" ADD COLUMN "duties" TEXT[] DEFAULT ARRAY[]::TEXT[], ADD COLUMN "grace_until" TIMESTAMPTZ(3), ADD COLUMN "oidc_subject" TEXT;
ALTER TABLE "session" ADD COLUMN "factors" TEXT[] DEFAULT ARRAY['pwd']::TEXT[];
CREATE TABLE "invitation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token_hash" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "duties" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "invited_by_id" UUID,
    "invited_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "password_reset" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "password_reset_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "one_time_code" (
    "user_id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "one_time_code_pkey" PRIMARY KEY ("user_id")
);
CREATE TABLE "recovery_code" (
    "user_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("user_id","code_hash")
);
CREATE TABLE "passkey" (
    "id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "transports" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "passkey_challenge" (
    "challenge" TEXT NOT NULL,
    "user_id" UUID,
    "purpose" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "passkey_challenge_pkey" PRIMARY KEY ("challenge")
);
CREATE TABLE "newsroom_settings" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 1,
    "second_reader" TEXT NOT NULL DEFAULT 'advise',
    "features" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "newsroom_settings_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "media" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "key" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "widths" INTEGER[],
    "bytes" INTEGER NOT NULL,
    "alt" TEXT NOT NULL DEFAULT '',
    "caption" TEXT NOT NULL DEFAULT '',
    "credit" TEXT NOT NULL DEFAULT '',
    "rights_until" DATE,
    "shows_family" BOOLEAN NOT NULL DEFAULT false,
    "consent_by" TEXT NOT NULL DEFAULT '',
    "consent_on" DATE,
    "consent_until" DATE,
    "consent_withdrawn" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,

    CONSTRAINT "media_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "article" ADD COLUMN "headline" TEXT NOT NULL DEFAULT '', ADD COLUMN "review" TEXT NOT NULL DEFAULT 'none', ADD COLUMN "submitted_at" TIMESTAMPTZ(3), ADD COLUMN "submitted_by_id" UUID, ADD COLUMN "submitted_by_name" TEXT, ADD COLUMN "submitted_note" TEXT, ADD COLUMN "approved_at" TIMESTAMPTZ(3), ADD COLUMN "approved_by_id" UUID, ADD COLUMN "approved_by_name" TEXT, ADD COLUMN "returned_note" TEXT, ADD COLUMN "unreviewed_since" TIMESTAMPTZ(3), ADD COLUMN "urgent_reason" TEXT, ADD COLUMN "published_by_id" UUID, ADD COLUMN "published_by_name" TEXT, ADD COLUMN "sensitive" BOOLEAN NOT NULL DEFAULT false, ADD COLUMN "embargo_until" TIMESTAMPTZ(3), ADD COLUMN "embargo_note" TEXT, ADD COLUMN "legally_sensitive" BOOLEAN NOT NULL DEFAULT false, ADD COLUMN "remind_on" DATE, ADD COLUMN "remind_note" TEXT, ADD COLUMN "remind_by_name" TEXT, ADD COLUMN "correction_kind" TEXT, ADD COLUMN "correction_at" TIMESTAMPTZ(3);
ALTER TABLE "revision" ADD COLUMN "lead_picture" JSONB;
CREATE TABLE "revision_picture" (
    "revision_id" UUID NOT NULL,
    "media_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "revision_picture_pkey" PRIMARY KEY ("revision_id","place","position")
);
CREATE TABLE "revision_label" (
    "revision_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revision_label_pkey" PRIMARY KEY ("revision_id")
);
CREATE TABLE "working_copy" (
    "article_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "person_name" TEXT NOT NULL,
    "tab" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "base_version" INTEGER NOT NULL,
    "words" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "working_copy_pkey" PRIMARY KEY ("article_id","person_id")
);
CREATE TABLE "editor_presence" (
    "tab" TEXT NOT NULL,
    "article_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "person_name" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3),
    "taken_by_name" TEXT,
    "taken_at" TIMESTAMPTZ(3),

    CONSTRAINT "editor_presence_pkey" PRIMARY KEY ("tab")
);
CREATE TABLE "article_person" (
    "article_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "added_by" TEXT NOT NULL,

    CONSTRAINT "article_person_pkey" PRIMARY KEY ("article_id","person_id")
);
CREATE TABLE "embargo_opening" (
    "id" BIGSERIAL NOT NULL,
    "article_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "person_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "embargo_opening_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "schedule" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "article_id" UUID NOT NULL,
    "act" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "how" JSONB NOT NULL DEFAULT '{}',
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "schedule_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "comment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "article_id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "parent_id" UUID,
    "anchor" JSONB,
    "body" TEXT NOT NULL,
    "author_id" UUID,
    "author_name" TEXT NOT NULL,
    "preview_link_id" UUID,
    "verdict" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" TEXT,

    CONSTRAINT "comment_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "comment_mention" (
    "comment_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "comment_mention_pkey" PRIMARY KEY ("comment_id","person_id")
);
CREATE TABLE "preview_link" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token_hash" TEXT NOT NULL,
    "article_id" UUID NOT NULL,
    "revision_id" UUID,
    "label" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "preview_link_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "preview_opening" (
    "id" BIGSERIAL NOT NULL,
    "link_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "preview_opening_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "correction" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "article_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "kind" TEXT NOT NULL,
    "wording" TEXT NOT NULL DEFAULT '',
    "complaint" TEXT NOT NULL DEFAULT '',
    "seriousness" TEXT NOT NULL DEFAULT 'minor',
    "sat" TEXT NOT NULL DEFAULT 'body',
    "place" TEXT NOT NULL DEFAULT 'foot',
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "closed_note" TEXT,

    CONSTRAINT "correction_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "published_article" ADD COLUMN "lead_picture" JSONB, ADD COLUMN "legally_sensitive" BOOLEAN NOT NULL DEFAULT false, ADD COLUMN "correction_kind" TEXT, ADD COLUMN "correction_at" TIMESTAMPTZ(3);
CREATE TABLE "published_media" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "widths" INTEGER[],
    "credit" TEXT NOT NULL,
    "until" DATE,

    CONSTRAINT "published_media_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "published_picture" (
    "article_number" INTEGER NOT NULL,
    "media_id" UUID NOT NULL,

    CONSTRAINT "published_picture_pkey" PRIMARY KEY ("article_number","media_id")
);
CREATE TABLE "published_correction" (
    "id" UUID NOT NULL,
    "article_number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "wording" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "published_correction_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "user_account_oidc_subject_key" ON "user_account"("oidc_subject");
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");
CREATE INDEX "invitation_email_idx" ON "invitation"("email");
CREATE UNIQUE INDEX "password_reset_token_hash_key" ON "password_reset"("token_hash");
CREATE INDEX "password_reset_user_id_idx" ON "password_reset"("user_id");
CREATE INDEX "passkey_user_id_idx" ON "passkey"("user_id");
CREATE UNIQUE INDEX "media_key_key" ON "media"("key");
CREATE INDEX "media_created_at_idx" ON "media"("created_at" DESC);
CREATE INDEX "article_headline_idx" ON "article"("headline");
CREATE INDEX "article_first_published_at_idx" ON "article"("first_published_at" DESC);
CREATE INDEX "revision_picture_media_id_idx" ON "revision_picture"("media_id");
CREATE INDEX "working_copy_changed_at_idx" ON "working_copy"("changed_at");
CREATE INDEX "editor_presence_article_id_seen_at_idx" ON "editor_presence"("article_id", "seen_at");
CREATE INDEX "article_person_person_id_idx" ON "article_person"("person_id");
CREATE INDEX "embargo_opening_article_id_id_idx" ON "embargo_opening"("article_id", "id");
CREATE INDEX "schedule_article_id_idx" ON "schedule"("article_id");
CREATE INDEX "schedule_state_due_at_idx" ON "schedule"("state", "due_at");
CREATE INDEX "comment_article_id_created_at_idx" ON "comment"("article_id", "created_at");
CREATE INDEX "comment_mention_person_id_seen_at_idx" ON "comment_mention"("person_id", "seen_at");
CREATE UNIQUE INDEX "preview_link_token_hash_key" ON "preview_link"("token_hash");
CREATE INDEX "preview_link_article_id_idx" ON "preview_link"("article_id");
CREATE INDEX "preview_opening_link_id_id_idx" ON "preview_opening"("link_id", "id");
CREATE INDEX "correction_article_id_idx" ON "correction"("article_id");
CREATE INDEX "correction_state_created_at_idx" ON "correction"("state", "created_at");
CREATE UNIQUE INDEX "published_media_key_key" ON "published_media"("key");
CREATE INDEX "published_picture_media_id_idx" ON "published_picture"("media_id");
CREATE INDEX "published_correction_article_number_at_idx" ON "published_correction"("article_number", "at" DESC);
CREATE INDEX "published_correction_at_idx" ON "published_correction"("at" DESC);
ALTER TABLE "revision_picture" ADD CONSTRAINT "revision_picture_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "revision_picture" ADD CONSTRAINT "revision_picture_media_id_fkey" FOREIGN KEY ("media_id") REFERENCES "media"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "revision_label" ADD CONSTRAINT "revision_label_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "article_person" ADD CONSTRAINT "article_person_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "comment_mention" ADD CONSTRAINT "comment_mention_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "preview_opening" ADD CONSTRAINT "preview_opening_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "preview_link"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ── closed lists ───────────────────────────────────────────────────────────────────────────────
alter table user_account add constraint user_account_duties check (duties <@ array['sub', 'tag-editor', 'data-editor']);
alter table newsroom_settings add constraint newsroom_settings_one_record check (id = 1);
alter table newsroom_settings add constraint newsroom_settings_second_reader check (second_reader in ('off', 'advise', 'required'));
insert into newsroom_settings (id) values (1);
alter table article add constraint article_review check (review in ('none', 'submitted', 'approved'));
alter table article add constraint article_unreviewed_is_live check (unreviewed_since is null or state = 'live');
alter table schedule add constraint schedule_act check (act in ('publish', 'withdraw'));
alter table schedule add constraint schedule_state check (state in ('waiting', 'done', 'failed', 'cancelled'));
alter table schedule add constraint schedule_ended check ((state = 'waiting') = (ended_at is null));
create unique index schedule_one_waiting on schedule (article_id, act) where state = 'waiting';
alter table revision_picture add constraint revision_picture_place check (place in ('lead', 'body'));
alter table correction add constraint correction_state check (state in ('open', 'published', 'closed'));
alter table correction add constraint correction_kind check (kind in ('clarification', 'correction', 'apology', 'update'));
alter table correction add constraint correction_place check (place in ('top', 'foot'));
alter table comment add constraint comment_verdict check (verdict in ('approved', 'needs-change'));

-- ── what may never change ──────────────────────────────────────────────────────────────────────
create trigger revision_picture_immutable before update on revision_picture for each row execute function refuse_change();
create trigger embargo_opening_append_only before update or delete on embargo_opening for each row execute function refuse_change();
create trigger embargo_opening_no_truncate before truncate on embargo_opening for each statement execute function refuse_change();

grant select on published_media, published_picture, published_correction to throughline_reader;

-- ── stories that are there already ─────────────────────────────────────────────────────────────
update article a set headline = r.headline from revision r where r.id = a.head_revision_id;

-- As before; a legally sensitive story has no link in either direction.
create or replace function publish_pins(p_numbers int[]) returns void language plpgsql as $$
begin
  delete from published_pin p where p.article_number = any (p_numbers);
  insert into published_pin (article_number, target_number, position, expires_at)
  select distinct on (a.number, t.number) a.number, t.number, p.position, p.expires_at
  from article a
  join revision_pin p on p.revision_id = a.live_revision_id and p.url is null
  cross join lateral (
    (select l.number from published_article l where p.target_id is not null and l.article_id = p.target_id and not l.legally_sensitive)
    union all
    (select l.number from published_article l
      where l.headline_key = p.headline_key and l.number <> a.number and not l.legally_sensitive
        and (p.target_id is null or not exists (select from article x where x.id = p.target_id))
      order by l.first_published_at desc, l.number desc limit 1)) t
  where a.number = any (p_numbers) and t.number <> a.number and not a.legally_sensitive
    and not exists (select from revision_exclusion e where e.revision_id = a.live_revision_id and e.target_id = p.target_id)
  order by a.number, t.number, p.position;

  delete from published_external_link l where l.article_number = any (p_numbers);
  insert into published_external_link (article_number, position, url, title, dated_on, expires_at, dead)
  select a.number, p.position, p.url, p.headline, coalesce(p.dated_on, (a.republished_at at time zone 'Europe/London')::date), p.expires_at,
    exists (select from link_check c where c.url = p.url and c.state = 'broken' and c.left_at is null)
  from article a join revision_pin p on p.revision_id = a.live_revision_id
  where a.number = any (p_numbers) and p.url is not null and not a.legally_sensitive;

  delete from published_exclusion e where e.article_number = any (p_numbers);
  insert into published_exclusion (article_number, target_number)
  select a.number, l.number from article a
  join revision_exclusion e on e.revision_id = a.live_revision_id
  join published_article l on l.article_id = e.target_id
  where a.number = any (p_numbers) and l.number <> a.number
  on conflict do nothing;
end $$;
