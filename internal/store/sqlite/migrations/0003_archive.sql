-- The archive: how a report is recognised, what was captured when and by which
-- import, and the log over versions. What SQL cannot compute for what was held
-- before (clues, leaves) is filled in by migrate.go.

-- other ids that items of a report came with
CREATE TABLE alias (
    id     TEXT PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (key)
) STRICT, WITHOUT ROWID;

CREATE INDEX alias_report ON alias (report);

-- reports at whose address another one was captured later
CREATE TABLE displaced (
    report INTEGER NOT NULL REFERENCES report (key),
    other  INTEGER NOT NULL REFERENCES report (key), -- that stands there instead
    url    TEXT NOT NULL,
    at     TEXT NOT NULL, -- time of that capture, or ''
    PRIMARY KEY (report, other, url)
) STRICT, WITHOUT ROWID;

-- edited reports
CREATE INDEX report_versions ON report (published, id) WHERE versions > 1;

-- the import that brought it; null of what was held before imports were kept
ALTER TABLE report ADD COLUMN import INTEGER REFERENCES import (key);

CREATE INDEX report_unimported ON report (key) WHERE import IS NULL;

-- 1 where a headline without text came of it
ALTER TABLE report ADD COLUMN headline INTEGER NOT NULL DEFAULT 0;

-- addresses that are listings, such as the page of a day: they identify nothing
CREATE TABLE listing (
    url TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

INSERT INTO listing SELECT url FROM address GROUP BY url HAVING count(DISTINCT report) > 1;

-- by what the reports are found that an item may be of: see archive.Clues
CREATE TABLE clue (
    sum    INTEGER NOT NULL,
    report INTEGER NOT NULL,
    PRIMARY KEY (sum, report)
) STRICT, WITHOUT ROWID;

-- what an import says of itself
CREATE TABLE import (
    key      INTEGER PRIMARY KEY,
    inputs   TEXT NOT NULL, -- JSON list
    coverage TEXT NOT NULL,
    rule     TEXT NOT NULL, -- of selection, in words
    breaks   TEXT NOT NULL, -- of the series, in words: JSON list
    began    TEXT NOT NULL, -- time in UTC, or ''
    size     INTEGER NOT NULL, -- of the log after it
    root     BLOB NOT NULL,    -- head of the log after it
    UNIQUE (inputs, coverage, rule, breaks)
) STRICT;

-- one item that brought a version: its bytes as they came
CREATE TABLE capture (
    key       INTEGER PRIMARY KEY,
    version   INTEGER NOT NULL REFERENCES version (key),
    import    INTEGER REFERENCES import (key), -- null of what was held before imports were kept
    id        TEXT NOT NULL, -- that the item came with, or ''
    url       TEXT NOT NULL,
    retrieved TEXT NOT NULL,
    input     TEXT NOT NULL,
    item      INTEGER NOT NULL,
    sum       BLOB NOT NULL, -- SHA-256 of the raw bytes, or empty where they are not held
    raw       BLOB NOT NULL  -- compressed: a Snappy block
) STRICT;

CREATE INDEX capture_version ON capture (version);

INSERT INTO capture (version, id, url, retrieved, input, item, sum, raw)
SELECT v.key, r.id, coalesce((SELECT url FROM address WHERE report = r.key ORDER BY key LIMIT 1), ''), v.retrieved, v.input, v.item, x'', x''
FROM version v JOIN report r ON r.key = v.report ORDER BY v.key;

-- leaves of the log, in the order in which versions came in; see archive.Entry
CREATE TABLE leaf (
    version INTEGER PRIMARY KEY REFERENCES version (key), -- the place in the log, from 1
    hash    BLOB NOT NULL
) STRICT;

-- right edge of the log
CREATE TABLE edge (
    size   INTEGER NOT NULL,
    hashes BLOB NOT NULL
) STRICT;

INSERT INTO edge VALUES (0, x'');
