-- How often what is held was changed, by whatever: who asked before can tell that
-- the answer is the same, and what was counted then still holds.

CREATE TABLE state (
    changes INTEGER NOT NULL
) STRICT;

INSERT INTO state VALUES (1);

CREATE TRIGGER import_changes AFTER INSERT ON import BEGIN UPDATE state SET changes = changes + 1; END;

-- What is counted over all: the rows themselves are long.
CREATE INDEX extraction_counts ON extraction (key, status, reason, events, plans, acts, unread);
CREATE INDEX act_voice ON act (extraction, voice);
