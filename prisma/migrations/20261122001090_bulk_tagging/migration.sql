-- Tagging in bulk is looked at before it is begun: what it would change is filed as "planned", and nobody works on it yet.
alter table tag_operation drop constraint tag_operation_state,
  add constraint tag_operation_state check (state in ('planned', 'running', 'done', 'stopped', 'undoing', 'undone'));
