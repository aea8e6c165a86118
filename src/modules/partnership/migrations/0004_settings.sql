-- What the partners have agreed on for the whole partnership; at most one row.
CREATE TABLE partnership_settings (
  id uuid PRIMARY KEY REFERENCES record (id),
  most_parallel bigint
);
