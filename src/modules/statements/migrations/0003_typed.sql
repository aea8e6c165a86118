-- What someone has typed into the form of a statement and not saved yet; their own, and forgotten
-- when it is saved. text: the fields as the browser would send them.
CREATE TABLE statements_typed (
  statement uuid NOT NULL,
  person uuid NOT NULL,
  text text NOT NULL,
  saved_at text NOT NULL,
  PRIMARY KEY (statement, person)
);
