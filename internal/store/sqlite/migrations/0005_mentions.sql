-- Mentions stand with their extraction, all in one value, as they are read all at
-- once; titles stand in their table as well, where they are looked for.

-- JSON list; '' where the table has them all, as with what was kept before
ALTER TABLE extraction ADD COLUMN mentions TEXT NOT NULL DEFAULT '';
