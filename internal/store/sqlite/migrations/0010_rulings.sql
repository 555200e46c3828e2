-- Rulings: what analysts say of who is who. They are appended and stay, whatever
-- is extracted again, and name people by a name in a report.

CREATE TABLE ruling (
    key       INTEGER PRIMARY KEY, -- from 1, in the order in which they were said
    sort      TEXT NOT NULL,
    analyst   TEXT NOT NULL,
    folded    TEXT NOT NULL, -- analyst as store.Fold leaves it
    said      TEXT NOT NULL, -- time in UTC
    why       TEXT NOT NULL,
    people    TEXT NOT NULL, -- whom it is about: JSON
    withdraws INTEGER REFERENCES ruling (key) -- the ruling that is taken back
) STRICT;

CREATE UNIQUE INDEX ruling_withdraws ON ruling (withdraws) WHERE withdraws IS NOT NULL;

CREATE TRIGGER ruling_stays BEFORE UPDATE ON ruling BEGIN SELECT RAISE(ABORT, 'a ruling is never changed'); END;
CREATE TRIGGER ruling_kept BEFORE DELETE ON ruling BEGIN SELECT RAISE(ABORT, 'a ruling is never deleted'); END;
