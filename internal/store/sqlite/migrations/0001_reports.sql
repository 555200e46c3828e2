-- Reports, their versions, what was extracted from them, and the records.
--
-- Keys are given by the one writer, ascending, so that every table but the few
-- with an index grows at its end. Records hang on an extraction and are keyed by
-- their place in it; nothing is ever deleted.
--
-- What points down (to the newest version, to the current extraction) is no
-- declared reference: each version would have to be sought among all reports
-- when it is added, as both refer to each other.

CREATE TABLE report (
    key        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    -- as the newest version has them
    outlet     TEXT NOT NULL,
    topic      TEXT NOT NULL,
    published  TEXT NOT NULL, -- ISO day, or ''
    lang       TEXT NOT NULL, -- as recognised
    version    INTEGER NOT NULL, -- key of the newest
    extraction INTEGER NOT NULL, -- key of its current one
    versions   INTEGER NOT NULL -- how many there are
) STRICT;

CREATE INDEX report_published ON report (published, id);

CREATE TABLE address (
    key    INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (key),
    url    TEXT NOT NULL,
    UNIQUE (report, url)
) STRICT;

CREATE TABLE version (
    key        INTEGER PRIMARY KEY,
    report     INTEGER NOT NULL REFERENCES report (key),
    sha256     BLOB NOT NULL, -- over title, NUL, text
    outlet     TEXT NOT NULL,
    topic      TEXT NOT NULL,
    published  TEXT NOT NULL,
    filed_lang TEXT NOT NULL, -- as the input says
    retrieved  TEXT NOT NULL, -- first capture, or ''
    seen       TEXT NOT NULL, -- last capture of this text, or ''
    input      TEXT NOT NULL,
    item       INTEGER NOT NULL,
    notes      TEXT NOT NULL, -- of the reader: JSON list
    extraction INTEGER NOT NULL, -- key of the current one
    title      TEXT NOT NULL,
    text       TEXT NOT NULL, -- last, so that the others can be had without it
    UNIQUE (report, sha256)
) STRICT;

CREATE TABLE engine (
    key     INTEGER PRIMARY KEY,
    profile TEXT NOT NULL, -- digest
    version TEXT NOT NULL,
    UNIQUE (profile, version)
) STRICT;

CREATE TABLE extraction (
    key     INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES version (key),
    engine  INTEGER NOT NULL REFERENCES engine (key),
    lang    TEXT NOT NULL,
    status  TEXT NOT NULL,
    reason  TEXT NOT NULL,
    notes   TEXT NOT NULL,    -- JSON list
    events  INTEGER NOT NULL, -- how many it has
    unread  INTEGER NOT NULL,
    UNIQUE (version, engine)
) STRICT;

CREATE TABLE event (
    extraction INTEGER NOT NULL REFERENCES extraction (key),
    number     INTEGER NOT NULL, -- from 1, in text order
    report     INTEGER NOT NULL REFERENCES report (key),
    day        TEXT NOT NULL,    -- first and last day: as stated, else of publication, else ''
    last_day   TEXT NOT NULL,
    type       TEXT NOT NULL,
    date       TEXT,
    date_to    TEXT,
    not_before TEXT,
    not_after  TEXT,
    site       TEXT,
    place      TEXT,
    folded     TEXT NOT NULL,    -- site and place as store.Fold leaves them
    form       TEXT NOT NULL,
    evidence   TEXT NOT NULL,
    at_field   TEXT NOT NULL,
    at_start   INTEGER NOT NULL,
    at_end     INTEGER NOT NULL,
    formula    TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (extraction, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_day ON event (day, last_day);

CREATE TABLE appearance (
    extraction INTEGER NOT NULL,
    event      INTEGER NOT NULL,
    number     INTEGER NOT NULL, -- from 1: the place in the line-up
    name       TEXT,
    folded     TEXT,             -- name as store.Fold leaves it
    role       TEXT NOT NULL,
    post       TEXT,
    at_field   TEXT NOT NULL,
    at_start   INTEGER NOT NULL,
    at_end     INTEGER NOT NULL,
    post_at    TEXT NOT NULL,    -- JSON list of spans
    formula    TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (extraction, event, number),
    FOREIGN KEY (extraction, event) REFERENCES event (extraction, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX appearance_name ON appearance (folded, role) WHERE folded IS NOT NULL;

CREATE TABLE mention (
    extraction INTEGER NOT NULL REFERENCES extraction (key),
    number     INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    name       TEXT NOT NULL,
    at_field   TEXT NOT NULL,
    at_start   INTEGER NOT NULL,
    at_end     INTEGER NOT NULL,
    PRIMARY KEY (extraction, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE unread (
    extraction INTEGER NOT NULL REFERENCES extraction (key),
    number     INTEGER NOT NULL,
    at_field   TEXT NOT NULL,
    at_start   INTEGER NOT NULL,
    at_end     INTEGER NOT NULL,
    why        TEXT NOT NULL,
    PRIMARY KEY (extraction, number)
) STRICT, WITHOUT ROWID;

-- Items that could not be read at all, so that none is lost without a word.
CREATE TABLE rejected (
    input     TEXT NOT NULL,
    item      INTEGER NOT NULL,
    reason    TEXT NOT NULL,
    id        TEXT NOT NULL,
    published TEXT NOT NULL,
    title     TEXT NOT NULL,
    PRIMARY KEY (input, item, reason)
) STRICT, WITHOUT ROWID;
