-- Reports that belong together, and what has to be decided anew.

CREATE TABLE link (
    report INTEGER NOT NULL REFERENCES report (key), -- that it begins at
    other  INTEGER NOT NULL REFERENCES report (key),
    kind   TEXT NOT NULL,
    score  REAL NOT NULL,
    names  TEXT NOT NULL, -- that both have: JSON list
    day    TEXT NOT NULL, -- of publication of the later one, when it was decided
    PRIMARY KEY (report, other, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_other ON link (other);
CREATE INDEX link_day ON link (day);

-- days of which something came since what belongs together was decided
CREATE TABLE unrelated (
    day  TEXT PRIMARY KEY,
    mark INTEGER NOT NULL -- grows when something comes
) STRICT, WITHOUT ROWID;

INSERT INTO unrelated SELECT DISTINCT published, 1 FROM report WHERE published <> '';
