-- When the person behind a session last proved who they are: what changes a password or a factor asks for it again.
ALTER TABLE "session" ADD COLUMN "proved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
