-- How far the worker is within a pass, so that a killed one goes on where it was; and a rebuild's progress.
ALTER TABLE "related_work" ADD COLUMN "target_id" BIGINT NOT NULL DEFAULT 0, ADD COLUMN "after_number" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "sweep_after" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "rebuild_started_at" TIMESTAMPTZ(3), ADD COLUMN "rebuild_step_at" TIMESTAMPTZ(3),
ADD COLUMN "rebuild_done" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "rebuild_total" INTEGER NOT NULL DEFAULT 0;

-- One row, written every few seconds: room on its page, so that each write stays there.
alter table related_work set (fillfactor = 10);

-- Hand-made links that expire are found by when they do.
create index published_pin_expires_at_idx on published_pin (expires_at) where expires_at is not null;
create index published_external_link_expires_at_idx on published_external_link (expires_at) where expires_at is not null;
