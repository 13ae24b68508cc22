-- Told is what was heard. Until then a server that tells of a time has it for a while only: one that dies in the middle loses no alarm.
alter table schedule add column tell_after timestamptz(3);
