-- How many items an import brought is counted by this, not by reading their bytes.

CREATE INDEX capture_import ON capture (import);
