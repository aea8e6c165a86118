-- A spreadsheet of persons on its way in. The id is also the batch of what the import does.
-- rows: the sheet between preview and confirmation; refused: what was not taken, with the reasons;
-- both are emptied after a day. done: line, what was done and the person, for as long as the row.
CREATE TABLE people_import (
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
CREATE INDEX people_import_by_time ON people_import (made_at);
