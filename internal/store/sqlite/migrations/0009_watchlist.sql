-- The watchlist: rules that analysts keep, and which of them were taken off again.
-- It is appended only.

CREATE TABLE watch (
    key     INTEGER PRIMARY KEY, -- from 1, in the order in which they were said
    rule    TEXT NOT NULL,       -- as internal/watch writes it; '' of one that takes another off
    analyst TEXT NOT NULL,       -- or ''
    said    TEXT NOT NULL,       -- time in UTC
    removes INTEGER REFERENCES watch (key)
) STRICT;

CREATE UNIQUE INDEX watch_removes ON watch (removes) WHERE removes IS NOT NULL;

CREATE TRIGGER watch_stays BEFORE UPDATE ON watch BEGIN SELECT RAISE(ABORT, 'a watchlist is never changed'); END;
CREATE TRIGGER watch_kept BEFORE DELETE ON watch BEGIN SELECT RAISE(ABORT, 'nothing of a watchlist is deleted'); END;
