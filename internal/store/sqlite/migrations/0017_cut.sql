-- Words that the source ran together with a person's name are cut in the index. All
-- documents are made anew, when somebody searches or ingests next.

DELETE FROM search_block;
DELETE FROM search_segment;
UPDATE report SET document = 0 WHERE document <> 0;
