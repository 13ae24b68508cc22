-- What an explainer has to be worth to come into a list, which makes room for one (docs/decisions/0026).
alter table related_shown add column least_explainer integer;
update related_work set audit_id = 0, target_id = 0, after_number = 0;
