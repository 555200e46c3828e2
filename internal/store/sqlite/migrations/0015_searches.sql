-- Searches that analysts keep, and which of them were taken off again. It is appended
-- only.

CREATE TABLE saved_search (
    key     INTEGER PRIMARY KEY, -- from 1, in the order in which they were said
    name    TEXT NOT NULL,       -- '' of one that takes another off
    query   TEXT NOT NULL,
    newest  INTEGER NOT NULL,    -- whether newest first
    analyst TEXT NOT NULL,
    said    TEXT NOT NULL,       -- time in UTC
    removes INTEGER REFERENCES saved_search (key)
) STRICT;

CREATE UNIQUE INDEX saved_search_removes ON saved_search (removes) WHERE removes IS NOT NULL;

CREATE TRIGGER saved_search_stays BEFORE UPDATE ON saved_search BEGIN SELECT RAISE(ABORT, 'a saved search is never changed'); END;
CREATE TRIGGER saved_search_kept BEFORE DELETE ON saved_search BEGIN SELECT RAISE(ABORT, 'no saved search is deleted'); END;

-- Documents of the index now tell the kind of report: they are made anew.
UPDATE report SET document = 0;
DELETE FROM search_block;
DELETE FROM search_segment;

-- Lists of rare types of events need not go through all of them.
CREATE INDEX event_type ON event (type, day, last_day);
