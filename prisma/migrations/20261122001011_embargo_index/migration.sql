-- Few stories among many: whether any was ever under embargo is asked on every page of the newsroom, for its menu.
create index article_embargo on article (embargo_until) where embargo_until is not null;
