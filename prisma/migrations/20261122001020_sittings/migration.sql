-- A sitting: what one page of the editor has typed since the last version. docs/decisions/0020-the-workflow.md
ALTER TABLE "working_copy" ADD COLUMN "base_revision" INTEGER NOT NULL DEFAULT 1;
-- What a page sent before it was settled may arrive after it: everything up to this number counts for nothing.
ALTER TABLE "editor_presence" ADD COLUMN "settled" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "settled_version" INTEGER, ADD COLUMN "kept_revision" INTEGER, ADD COLUMN "ended_at" TIMESTAMPTZ(3);
