-- What reports say of plans and in words: plan claims, acts, titles, and what
-- kind of piece a report is.
--
-- An extraction that was kept before has none of them, until its version is read
-- by a newer engine.

ALTER TABLE report ADD COLUMN kind TEXT NOT NULL DEFAULT ''; -- as its current extraction has it

-- from a record to the report whose current one it is
CREATE INDEX report_extraction ON report (extraction);

ALTER TABLE extraction ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE extraction ADD COLUMN plans INTEGER NOT NULL DEFAULT 0; -- how many it has
ALTER TABLE extraction ADD COLUMN acts INTEGER NOT NULL DEFAULT 0;

CREATE TABLE plan (
    extraction INTEGER NOT NULL REFERENCES extraction (key),
    number     INTEGER NOT NULL, -- from 1, in text order
    plan       TEXT NOT NULL,
    subject    TEXT,
    assigner   TEXT,
    horizon    TEXT,
    status     TEXT NOT NULL,
    value      TEXT,
    voice      TEXT NOT NULL,
    referent   TEXT NOT NULL,
    folded     TEXT NOT NULL,    -- plan and subject as store.Fold leaves them
    evidence   TEXT NOT NULL,
    at_field   TEXT NOT NULL,
    at_start   INTEGER NOT NULL,
    at_end     INTEGER NOT NULL,
    formula    TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (extraction, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE act (
    extraction INTEGER NOT NULL REFERENCES extraction (key),
    number     INTEGER NOT NULL,
    speaker    TEXT NOT NULL,
    folded     TEXT NOT NULL,    -- speaker as store.Fold leaves it
    act        TEXT NOT NULL,
    sentence   TEXT NOT NULL,    -- its first words
    condition  TEXT,
    addressee  TEXT,
    voice      TEXT NOT NULL,
    referent   TEXT NOT NULL,
    at_field   TEXT NOT NULL,
    at_start   INTEGER NOT NULL,
    at_end     INTEGER NOT NULL,
    formula    TEXT NOT NULL,
    confidence REAL NOT NULL,
    evidence   TEXT NOT NULL,    -- last, so that the others can be had without it
    folded_evidence TEXT NOT NULL,
    PRIMARY KEY (extraction, number)
) STRICT, WITHOUT ROWID;

ALTER TABLE mention ADD COLUMN referent TEXT NOT NULL DEFAULT ''; -- titles: the leader meant
ALTER TABLE mention ADD COLUMN voice TEXT NOT NULL DEFAULT '';    -- titles: whose words
ALTER TABLE mention ADD COLUMN folded TEXT NOT NULL DEFAULT '';   -- titles: name as store.Fold leaves it
ALTER TABLE mention ADD COLUMN figures TEXT NOT NULL DEFAULT '[]'; -- weapons: JSON list

CREATE INDEX mention_title ON mention (referent, folded, voice, name) WHERE kind = 'title';
