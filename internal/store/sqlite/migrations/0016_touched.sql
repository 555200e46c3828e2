-- Which reports were changed after they came, and how often the store had been
-- changed when they last were: who knows all reports of a state asks for these alone.
-- New reports have greater keys. The place of a report in the index is no change of it.

CREATE TABLE touched (
    report  INTEGER PRIMARY KEY REFERENCES report (key),
    changes INTEGER NOT NULL
) STRICT;

CREATE INDEX touched_changes ON touched (changes);

CREATE TRIGGER report_touched AFTER UPDATE OF outlet, topic, published, lang, version, extraction, versions, kind, import, headline ON report BEGIN
    INSERT INTO touched SELECT new.key, changes FROM state WHERE true ON CONFLICT DO UPDATE SET changes = excluded.changes;
END;

CREATE TRIGGER extraction_touched AFTER UPDATE ON extraction BEGIN
    INSERT INTO touched SELECT v.report, changes FROM state, version v WHERE v.key = new.version ON CONFLICT DO UPDATE SET changes = excluded.changes;
END;
