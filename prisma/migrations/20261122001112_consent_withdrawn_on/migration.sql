-- The London day a consent was withdrawn on: only one given after it ends the withdrawal.
alter table media add column consent_withdrawn_on date;
update media m set consent_withdrawn_on = coalesce(
  (select (max(e.at) at time zone 'Europe/London')::date from audit_event e
    where e.entity_type = 'media' and e.entity_id = m.id::text and e.kind = 'media.consent-withdrawn'),
  (now() at time zone 'Europe/London')::date)
where m.consent_withdrawn;
