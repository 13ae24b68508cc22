-- What links by a place alone have to score is called thinShare now also where weights are kept beside those in use: in the
-- versions one can go back to, in a fair test that runs, and in what fair tests tried. Under its old name it would be the default.
update related_settings_version set weights = (weights - 'placeShare') || jsonb_build_object('thinShare', weights -> 'placeShare')
where weights ? 'placeShare';
update related_settings
set trial = jsonb_set(trial, '{weights}', (trial -> 'weights') - 'placeShare' || jsonb_build_object('thinShare', trial -> 'weights' -> 'placeShare'))
where trial -> 'weights' ? 'placeShare';
update related_test set changes = replace(changes::text, '"key": "placeShare"', '"key": "thinShare"')::jsonb
where changes @> '[{"key": "placeShare"}]';
