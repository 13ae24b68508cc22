-- Attempts refused while an account or an address had to wait. The first of each wait goes into the audit, which
-- nobody can shorten; the rest are counted here and logged.
alter table auth_attempt add column refused integer not null default 0;
