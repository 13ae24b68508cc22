-- CreateTable
CREATE TABLE "user_account" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_attempt" (
    "key" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,
    "blocked_until" TIMESTAMPTZ(3),
    "refused" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "auth_attempt_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "entity_type" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "area" (
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "official_name" TEXT NOT NULL,
    "ons_code" TEXT NOT NULL,
    "council_type" TEXT NOT NULL,
    "region_slug" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "aliases" TEXT[],
    "boards" TEXT[],
    "forum" TEXT,
    "hex_q" INTEGER,
    "hex_r" INTEGER,

    CONSTRAINT "area_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "inspection" (
    "id" TEXT NOT NULL,
    "area_slug" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "framework" TEXT NOT NULL,
    "onsite_start" DATE,
    "onsite_end" DATE,
    "report_published" DATE,
    "outcome" INTEGER,
    "outcome_short" TEXT NOT NULL,
    "what_follows" TEXT NOT NULL,
    "boards" TEXT[],
    "source_url" TEXT NOT NULL,
    "checked" BOOLEAN NOT NULL,
    "notes" TEXT NOT NULL,

    CONSTRAINT "inspection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tag" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "do_not_relate" BOOLEAN NOT NULL DEFAULT false,
    "broader_id" INTEGER,
    "points" INTEGER,
    "inherited_points" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tag_alias" (
    "tag_id" INTEGER NOT NULL,
    "alias" TEXT NOT NULL,

    CONSTRAINT "tag_alias_pkey" PRIMARY KEY ("tag_id","alias")
);

-- CreateTable
CREATE TABLE "tag_companion" (
    "tag_id" INTEGER NOT NULL,
    "offered_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "tag_companion_pkey" PRIMARY KEY ("tag_id","offered_id")
);

-- CreateTable
CREATE TABLE "article" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" SERIAL NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "slug" TEXT NOT NULL,
    "head_revision_id" UUID,
    "live_revision_id" UUID,
    "first_published_at" TIMESTAMPTZ(3),
    "republished_at" TIMESTAMPTZ(3),
    "readers_told_at" TIMESTAMPTZ(3),
    "readers_told_note" TEXT,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_reason" TEXT,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "import_id" TEXT,

    CONSTRAINT "article_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "article_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "headline" TEXT NOT NULL,
    "headline_key" TEXT NOT NULL DEFAULT '',
    "standfirst" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "byline" TEXT NOT NULL,
    "story_date" TIMESTAMPTZ(3),
    "evergreen" BOOLEAN NOT NULL DEFAULT false,
    "source_url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision_tag" (
    "revision_id" UUID NOT NULL,
    "tag_id" INTEGER NOT NULL,

    CONSTRAINT "revision_tag_pkey" PRIMARY KEY ("revision_id","tag_id")
);

-- CreateTable
CREATE TABLE "revision_pin" (
    "revision_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "headline" TEXT NOT NULL,
    "headline_key" TEXT NOT NULL,
    "target_id" UUID,

    CONSTRAINT "revision_pin_pkey" PRIMARY KEY ("revision_id","position")
);

-- CreateTable
CREATE TABLE "article_redirect" (
    "old_slug" TEXT NOT NULL,
    "article_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "article_redirect_pkey" PRIMARY KEY ("old_slug")
);

-- CreateTable
CREATE TABLE "published_article" (
    "number" INTEGER NOT NULL,
    "article_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "headline" TEXT NOT NULL,
    "headline_key" TEXT NOT NULL,
    "standfirst" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "body_text" TEXT NOT NULL,
    "byline" TEXT NOT NULL,
    "source_url" TEXT,
    "evergreen" BOOLEAN NOT NULL,
    "first_published_at" TIMESTAMPTZ(3) NOT NULL,
    "republished_at" TIMESTAMPTZ(3) NOT NULL,
    "readers_told_at" TIMESTAMPTZ(3),
    "readers_told_note" TEXT,
    "rel_tags" INTEGER[],
    "rel_inherited" INTEGER[],
    "search" tsvector,

    CONSTRAINT "published_article_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "published_article_tag" (
    "article_number" INTEGER NOT NULL,
    "tag_id" INTEGER NOT NULL,
    "own" BOOLEAN NOT NULL,
    "first_published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "published_article_tag_pkey" PRIMARY KEY ("article_number","tag_id")
);

-- CreateTable
CREATE TABLE "published_tag" (
    "id" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "aliases" TEXT[],
    "broader_id" INTEGER,
    "do_not_relate" BOOLEAN NOT NULL,
    "points" INTEGER NOT NULL,
    "inherited_points" INTEGER NOT NULL,
    "article_count" INTEGER NOT NULL,

    CONSTRAINT "published_tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "published_pin" (
    "article_number" INTEGER NOT NULL,
    "target_number" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "published_pin_pkey" PRIMARY KEY ("article_number","target_number")
);

-- CreateTable
CREATE TABLE "withdrawn_article" (
    "slug" TEXT NOT NULL,
    "article_id" UUID NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "withdrawn_article_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "published_redirect" (
    "old_slug" TEXT NOT NULL,
    "slug" TEXT NOT NULL,

    CONSTRAINT "published_redirect_pkey" PRIMARY KEY ("old_slug")
);

-- CreateTable
CREATE TABLE "site_page" (
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "site_page_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "related_settings" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 1,
    "weights" JSONB NOT NULL,

    CONSTRAINT "related_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "related_key" (
    "k" BIGINT NOT NULL,
    "evergreen" BOOLEAN NOT NULL,
    "sort_at" TIMESTAMPTZ(3) NOT NULL,
    "article_number" INTEGER NOT NULL,

    CONSTRAINT "related_key_pkey" PRIMARY KEY ("k","evergreen","sort_at","article_number")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_account_email_key" ON "user_account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "audit_event_entity_type_entity_id_id_idx" ON "audit_event"("entity_type", "entity_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");

-- CreateIndex
CREATE INDEX "inspection_area_slug_idx" ON "inspection"("area_slug");

-- CreateIndex
CREATE UNIQUE INDEX "tag_slug_key" ON "tag"("slug");

-- CreateIndex
CREATE INDEX "tag_type_idx" ON "tag"("type");

-- CreateIndex
CREATE UNIQUE INDEX "article_number_key" ON "article"("number");

-- CreateIndex
CREATE UNIQUE INDEX "article_slug_key" ON "article"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "article_head_revision_id_key" ON "article"("head_revision_id");

-- CreateIndex
CREATE UNIQUE INDEX "article_live_revision_id_key" ON "article"("live_revision_id");

-- CreateIndex
CREATE UNIQUE INDEX "article_import_id_key" ON "article"("import_id");

-- CreateIndex
CREATE INDEX "article_state_updated_at_idx" ON "article"("state", "updated_at" DESC);

-- CreateIndex
CREATE INDEX "article_updated_at_idx" ON "article"("updated_at" DESC);

-- CreateIndex
CREATE INDEX "revision_headline_key_idx" ON "revision"("headline_key");

-- CreateIndex
CREATE UNIQUE INDEX "revision_article_id_number_key" ON "revision"("article_id", "number");

-- CreateIndex
CREATE INDEX "revision_tag_tag_id_idx" ON "revision_tag"("tag_id");

-- CreateIndex
CREATE INDEX "revision_pin_headline_key_idx" ON "revision_pin"("headline_key");

-- CreateIndex
CREATE INDEX "revision_pin_target_id_idx" ON "revision_pin"("target_id");

-- CreateIndex
CREATE INDEX "article_redirect_article_id_idx" ON "article_redirect"("article_id");

-- CreateIndex
CREATE UNIQUE INDEX "published_article_article_id_key" ON "published_article"("article_id");

-- CreateIndex
CREATE UNIQUE INDEX "published_article_slug_key" ON "published_article"("slug");

-- CreateIndex
CREATE INDEX "published_article_first_published_at_number_idx" ON "published_article"("first_published_at" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "published_article_headline_key_idx" ON "published_article"("headline_key");

-- CreateIndex
CREATE INDEX "published_article_tag_tag_id_first_published_at_article_num_idx" ON "published_article_tag"("tag_id", "first_published_at" DESC, "article_number" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "published_tag_slug_key" ON "published_tag"("slug");

-- CreateIndex
CREATE INDEX "published_tag_type_label_idx" ON "published_tag"("type", "label");

-- CreateIndex
CREATE INDEX "published_pin_target_number_idx" ON "published_pin"("target_number");

-- CreateIndex
CREATE UNIQUE INDEX "withdrawn_article_article_id_key" ON "withdrawn_article"("article_id");

-- CreateIndex
CREATE INDEX "published_redirect_slug_idx" ON "published_redirect"("slug");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tag" ADD CONSTRAINT "tag_broader_id_fkey" FOREIGN KEY ("broader_id") REFERENCES "tag"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tag_alias" ADD CONSTRAINT "tag_alias_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tag_companion" ADD CONSTRAINT "tag_companion_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tag_companion" ADD CONSTRAINT "tag_companion_offered_id_fkey" FOREIGN KEY ("offered_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article" ADD CONSTRAINT "article_head_revision_id_fkey" FOREIGN KEY ("head_revision_id") REFERENCES "revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article" ADD CONSTRAINT "article_live_revision_id_fkey" FOREIGN KEY ("live_revision_id") REFERENCES "revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision_tag" ADD CONSTRAINT "revision_tag_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision_tag" ADD CONSTRAINT "revision_tag_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision_pin" ADD CONSTRAINT "revision_pin_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
