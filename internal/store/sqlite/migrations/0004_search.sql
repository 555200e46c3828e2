-- What a search looks up: see the package comment of internal/search/posting,
-- which makes and reads segments and blocks.

-- number of the report's document in the index; 0 where it has none yet, as for
-- reports that were kept before there was an index
ALTER TABLE report ADD COLUMN document INTEGER NOT NULL DEFAULT 0;

CREATE INDEX report_unindexed ON report (key) WHERE document = 0;

-- keys are never given twice, as segments are remembered by them
CREATE TABLE search_segment (
    key   INTEGER PRIMARY KEY AUTOINCREMENT,
    base  INTEGER NOT NULL, -- number of its first document
    docs  INTEGER NOT NULL, -- how many it has, dead ones too
    dead  INTEGER NOT NULL, -- how many are dead
    marks BLOB NOT NULL     -- which are
) STRICT;

CREATE TABLE search_block (
    key  INTEGER PRIMARY KEY, -- segment, part and number: see blockKey in search.go
    data BLOB NOT NULL
) STRICT;
