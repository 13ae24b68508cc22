-- Two people may have one name.
ALTER TABLE "editor_presence" ADD COLUMN "taken_by_id" UUID;
