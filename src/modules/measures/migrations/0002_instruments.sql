ALTER TABLE measures_measure ADD COLUMN instruments text NOT NULL DEFAULT '';
