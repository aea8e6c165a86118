-- A spreadsheet of needs on its way in. The id is also the batch of what the import does.
-- rows: the sheet between preview and confirmation; refused: what was not taken, with the reasons;
-- both are emptied after a day. done: the needs it made, as ids, while it can be undone.
CREATE TABLE needs_import (
  id uuid PRIMARY KEY,
  made_at text NOT NULL,
  made_by text NOT NULL,
  file_name text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'done', 'undone')),
  done_at text NOT NULL,
  rows text NOT NULL,
  refused text NOT NULL,
  done text NOT NULL
);
CREATE INDEX needs_import_by_time ON needs_import (made_at);
-- What somebody adds to a need once it is reported.
CREATE TABLE needs_addition (
  id uuid PRIMARY KEY REFERENCES record (id),
  need uuid NOT NULL REFERENCES needs_need (id),
  text text NOT NULL,
  written_by uuid REFERENCES people_person (id)
);
CREATE INDEX needs_addition_by_need ON needs_addition (need);
CREATE INDEX needs_addition_by_written_by ON needs_addition (written_by);
CREATE TABLE needs_addition_evidence (
  owner uuid NOT NULL REFERENCES needs_addition (id),
  target uuid NOT NULL REFERENCES needs_evidence (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX needs_addition_evidence_by_target ON needs_addition_evidence (target);
-- Which need carries a merged one on.
CREATE VIEW needs_v_merged AS
  SELECT id AS need, merged_into AS carrier FROM needs_need WHERE merged_into IS NOT NULL;
