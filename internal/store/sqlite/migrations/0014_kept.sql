-- Kept: what analyses found, so that they need not find it again. It is no part of
-- what is held: it may be emptied at any time, and counts only as long as nothing
-- was written since.

CREATE TABLE kept (
    name  TEXT PRIMARY KEY, -- of the analysis
    state TEXT NOT NULL,    -- of what it was found in, and by what
    data  BLOB NOT NULL
) STRICT;
