-- Corrections: what analysts say of records, of whole reports and of earlier words.
-- They are appended and stay: neither another extraction nor another version
-- touches them.

CREATE TABLE correction (
    key       INTEGER PRIMARY KEY, -- from 1, in the order in which they were said
    report    INTEGER NOT NULL REFERENCES report (key),
    version   INTEGER NOT NULL REFERENCES version (key), -- that was looked at
    profile   TEXT NOT NULL, -- whose extraction was looked at, by digest
    engine    TEXT NOT NULL, -- and the engine's version
    verdict   TEXT NOT NULL,
    analyst   TEXT NOT NULL,
    folded    TEXT NOT NULL, -- analyst as store.Fold leaves it
    said      TEXT NOT NULL, -- time in UTC
    why       TEXT NOT NULL,
    subject   TEXT,          -- the record: JSON; null where it is on none
    changes   TEXT NOT NULL, -- fields that are to be others: JSON
    withdraws INTEGER REFERENCES correction (key) -- the word that is taken back
) STRICT;

CREATE INDEX correction_report ON correction (report);
CREATE UNIQUE INDEX correction_withdraws ON correction (withdraws) WHERE withdraws IS NOT NULL;

CREATE TRIGGER correction_stays BEFORE UPDATE ON correction BEGIN SELECT RAISE(ABORT, 'a correction is never changed'); END;
CREATE TRIGGER correction_kept BEFORE DELETE ON correction BEGIN SELECT RAISE(ABORT, 'a correction is never deleted'); END;
