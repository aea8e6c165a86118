CREATE TABLE surveys_survey (
  id uuid PRIMARY KEY REFERENCES record (id),
  title text NOT NULL,
  title_nn text NOT NULL,
  title_en text NOT NULL,
  introduction text NOT NULL,
  introduction_nn text NOT NULL,
  introduction_en text NOT NULL,
  kind text NOT NULL,
  unit uuid REFERENCES people_unit (id),
  smallest_group bigint,
  smallest_share bigint,
  closes_on text,
  state text NOT NULL,
  made_by uuid REFERENCES people_person (id),
  opened_on text,
  closed_on text,
  invited bigint,
  answers bigint,
  fingerprint text NOT NULL,
  sharing text NOT NULL,
  evidence uuid REFERENCES needs_evidence (id)
);
CREATE INDEX surveys_survey_by_state ON surveys_survey (state);
CREATE INDEX surveys_survey_by_unit ON surveys_survey (unit);
CREATE INDEX surveys_survey_by_made_by ON surveys_survey (made_by);
CREATE INDEX surveys_survey_by_evidence ON surveys_survey (evidence);
CREATE TABLE surveys_item_set (
  id uuid PRIMARY KEY REFERENCES record (id),
  title text NOT NULL,
  source text NOT NULL,
  licence text NOT NULL,
  permission text NOT NULL,
  choices text NOT NULL,
  choices_nn text NOT NULL,
  choices_en text NOT NULL,
  questions text NOT NULL,
  questions_nn text NOT NULL,
  questions_en text NOT NULL,
  reversed text NOT NULL
);
CREATE TABLE surveys_item (
  id uuid PRIMARY KEY REFERENCES record (id),
  survey uuid NOT NULL REFERENCES surveys_survey (id),
  place bigint,
  type text NOT NULL,
  text text NOT NULL,
  text_nn text NOT NULL,
  text_en text NOT NULL,
  help text NOT NULL,
  help_nn text NOT NULL,
  help_en text NOT NULL,
  choices text NOT NULL,
  choices_nn text NOT NULL,
  choices_en text NOT NULL,
  lines text NOT NULL,
  lines_nn text NOT NULL,
  lines_en text NOT NULL,
  required integer NOT NULL CHECK (required IN (0, 1)),
  reversed integer NOT NULL CHECK (reversed IN (0, 1)),
  splits integer NOT NULL CHECK (splits IN (0, 1)),
  shown_if uuid REFERENCES surveys_item (id),
  shown_if_choices text NOT NULL,
  dimension text NOT NULL,
  dimension_nn text NOT NULL,
  dimension_en text NOT NULL,
  item_set uuid REFERENCES surveys_item_set (id),
  code text NOT NULL
);
CREATE INDEX surveys_item_by_survey ON surveys_item (survey, place);
CREATE INDEX surveys_item_by_shown_if ON surveys_item (shown_if);
CREATE INDEX surveys_item_by_item_set ON surveys_item (item_set);
-- One row a survey, rewritten whole with each answer: so no row, order or transaction is an answer's.
CREATE TABLE surveys_urn (
  id uuid PRIMARY KEY REFERENCES record (id),
  survey uuid NOT NULL UNIQUE REFERENCES surveys_survey (id),
  content text NOT NULL
);
-- Who was invited (a person, or a code of a sheet), and whether the invitation is used: a day, never
-- a time. Nothing here stands in the urn.
CREATE TABLE surveys_invitation (
  id uuid PRIMARY KEY,
  survey uuid NOT NULL REFERENCES surveys_survey (id),
  person uuid,
  sheet uuid,
  used_on text,
  reminded_on text
);
CREATE INDEX surveys_invitation_by_survey ON surveys_invitation (survey, person);
CREATE INDEX surveys_invitation_by_person ON surveys_invitation (person);
-- The hashes of the links and codes of an invitation: the first, and one for each reminder.
CREATE TABLE surveys_link (
  hash text PRIMARY KEY,
  invitation uuid NOT NULL REFERENCES surveys_invitation (id)
);
CREATE INDEX surveys_link_by_invitation ON surveys_link (invitation);
-- What is saved to go on later, under another hash of the link and a key that only the link holds.
CREATE TABLE surveys_draft (
  hash text PRIMARY KEY,
  survey uuid NOT NULL REFERENCES surveys_survey (id),
  content text NOT NULL
);
CREATE INDEX surveys_draft_by_survey ON surveys_draft (survey);
