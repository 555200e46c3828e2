-- What reports tell of others that are not held.

-- all but headlines, which are found by what is held of them
CREATE TABLE cited (
    report   INTEGER NOT NULL REFERENCES report (key), -- that tells of it
    sort     TEXT NOT NULL,
    number   INTEGER NOT NULL, -- of the event, 0 for the report itself
    version  INTEGER NOT NULL REFERENCES version (key),
    day      TEXT NOT NULL, -- of what it tells of
    at_field TEXT NOT NULL,
    at_start INTEGER NOT NULL,
    at_end   INTEGER NOT NULL,
    quote    TEXT NOT NULL,
    decided  TEXT NOT NULL, -- first day of the stretch that it was decided with
    PRIMARY KEY (report, sort, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX cited_decided ON cited (decided);

-- headlines whose text may be missing
CREATE INDEX report_headline ON report (published, id) WHERE headline = 1;

-- what was decided before told nothing of it
INSERT INTO unrelated SELECT DISTINCT published, 1 FROM report WHERE published <> '' ON CONFLICT DO UPDATE SET mark = mark + 1;
