-- What somebody types and has not frozen yet.
CREATE TABLE basis_draft (
  person uuid PRIMARY KEY,
  recipient text NOT NULL,
  year text NOT NULL,
  grounds text NOT NULL,
  saved_at text NOT NULL
);
