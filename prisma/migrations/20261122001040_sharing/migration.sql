-- A preview link of a sensitive story is one that somebody named on it made while it was; any other shows nothing then.
ALTER TABLE "preview_link" ADD COLUMN "made_closed" BOOLEAN NOT NULL DEFAULT false;
alter table preview_link add constraint preview_link_hours check (expires_at > created_at and expires_at <= created_at + interval '336 hours');
alter table preview_link add constraint preview_link_token check (token_hash ~ '^[0-9a-f]{64}$');
-- When a link was opened is a record.
create trigger preview_opening_append_only before update or delete on preview_opening for each row execute function refuse_change();
create trigger preview_opening_no_truncate before truncate on preview_opening for each statement execute function refuse_change();
