-- Needs as a process: when a need was raised, what it was merged into, passages it builds on, and how
-- the order of needs was decided.
ALTER TABLE needs_need ADD COLUMN raised_on text;
ALTER TABLE needs_need ADD COLUMN merged_into uuid REFERENCES needs_need (id);
ALTER TABLE needs_need ADD COLUMN gave text NOT NULL DEFAULT '';
CREATE INDEX needs_need_by_merged_into ON needs_need (merged_into);
CREATE TABLE needs_passage (
  id uuid PRIMARY KEY REFERENCES record (id),
  evidence uuid NOT NULL REFERENCES needs_evidence (id),
  page_from bigint NOT NULL,
  page_until bigint,
  quote text NOT NULL,
  note text NOT NULL
);
CREATE INDEX needs_passage_by_evidence ON needs_passage (evidence);
CREATE TABLE needs_need_passages (
  owner uuid NOT NULL REFERENCES needs_need (id),
  target uuid NOT NULL REFERENCES needs_passage (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX needs_need_passages_by_target ON needs_need_passages (target);
CREATE TABLE needs_round (
  id uuid PRIMARY KEY REFERENCES record (id),
  title text NOT NULL,
  purpose text NOT NULL,
  state text NOT NULL,
  ranked bigint,
  body uuid REFERENCES people_body (id),
  decided_on text,
  minutes text NOT NULL
);
CREATE TABLE needs_round_needs (
  owner uuid NOT NULL REFERENCES needs_round (id),
  target uuid NOT NULL REFERENCES needs_need (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX needs_round_needs_by_target ON needs_round_needs (target);
CREATE TABLE needs_yardstick (
  id uuid PRIMARY KEY REFERENCES record (id),
  round uuid NOT NULL REFERENCES needs_round (id),
  place bigint NOT NULL,
  title text NOT NULL,
  weight bigint NOT NULL,
  explanation text NOT NULL
);
CREATE INDEX needs_yardstick_by_round ON needs_yardstick (round);
CREATE TABLE needs_assessment (
  id uuid PRIMARY KEY REFERENCES record (id),
  round uuid NOT NULL REFERENCES needs_round (id),
  need uuid NOT NULL REFERENCES needs_need (id),
  person uuid NOT NULL REFERENCES people_person (id),
  points_1 bigint,
  points_2 bigint,
  points_3 bigint,
  points_4 bigint,
  points_5 bigint,
  points_6 bigint
);
CREATE INDEX needs_assessment_by_round ON needs_assessment (round);
CREATE INDEX needs_assessment_by_need ON needs_assessment (need);
CREATE INDEX needs_assessment_by_person ON needs_assessment (person);
-- What someone has typed into the short form and not sent yet; their own, and forgotten when sent.
CREATE TABLE needs_typed (
  person uuid PRIMARY KEY,
  title text NOT NULL,
  description text NOT NULL,
  saved_at text NOT NULL
);
