-- Outcomes: what analysts say came of notices. They are appended and stay.

CREATE TABLE outcome (
    key       INTEGER PRIMARY KEY, -- from 1, in the order in which they were said
    report    INTEGER NOT NULL REFERENCES report (key), -- that gave notice
    version   INTEGER NOT NULL REFERENCES version (key), -- that was looked at
    field     TEXT NOT NULL, -- of the sentence that gave it
    start     INTEGER NOT NULL,
    stop      INTEGER NOT NULL,
    quote     TEXT NOT NULL,
    outcome   TEXT NOT NULL,
    analyst   TEXT NOT NULL,
    folded    TEXT NOT NULL, -- analyst as store.Fold leaves it
    said      TEXT NOT NULL, -- time in UTC
    why       TEXT NOT NULL,
    told      INTEGER REFERENCES report (key), -- the report that tells of it, or does not
    source    TEXT NOT NULL, -- outside, as the analyst names it
    withdraws INTEGER REFERENCES outcome (key) -- the word that is taken back
) STRICT;

CREATE INDEX outcome_report ON outcome (report);
CREATE UNIQUE INDEX outcome_withdraws ON outcome (withdraws) WHERE withdraws IS NOT NULL;

CREATE TRIGGER outcome_stays BEFORE UPDATE ON outcome BEGIN SELECT RAISE(ABORT, 'an outcome is never changed'); END;
CREATE TRIGGER outcome_kept BEFORE DELETE ON outcome BEGIN SELECT RAISE(ABORT, 'an outcome is never deleted'); END;
