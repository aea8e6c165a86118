-- What waits to be told the members of a body; a job sends it and drops the row.
CREATE TABLE governance_letter (
  id uuid PRIMARY KEY,
  meeting uuid NOT NULL,
  about text NOT NULL,
  asked_at text NOT NULL,
  begun_at text NOT NULL
);
CREATE INDEX governance_letter_by_turn ON governance_letter (begun_at, asked_at);
-- When and where a called meeting was to be, as its members were told last.
CREATE TABLE governance_told (
  meeting uuid PRIMARY KEY,
  held_on text NOT NULL,
  starts text NOT NULL,
  ends text NOT NULL,
  place text NOT NULL
);
-- What a new holder of a seat has been sent.
CREATE TABLE governance_briefing (
  id uuid PRIMARY KEY REFERENCES record (id),
  holding uuid NOT NULL UNIQUE REFERENCES people_holding (id),
  sent_on text NOT NULL
);
