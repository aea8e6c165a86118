CREATE TABLE statements_office (
  id uuid PRIMARY KEY REFERENCES record (id),
  organisation uuid NOT NULL REFERENCES people_organisation (id),
  counties text NOT NULL,
  portal text NOT NULL,
  portal_address text NOT NULL,
  forum_model text NOT NULL
);
CREATE TABLE statements_form (
  id uuid PRIMARY KEY REFERENCES record (id),
  office uuid NOT NULL REFERENCES statements_office (id),
  name text NOT NULL,
  valid_from text,
  valid_until text
);
CREATE INDEX statements_form_by_office ON statements_form (office);
CREATE TABLE statements_form_field (
  id uuid PRIMARY KEY REFERENCES record (id),
  form uuid NOT NULL REFERENCES statements_form (id),
  place bigint,
  part text NOT NULL,
  code text NOT NULL,
  label text NOT NULL,
  type text NOT NULL,
  required integer NOT NULL CHECK (required IN (0, 1)),
  hint text NOT NULL,
  choices text NOT NULL,
  filled_from text NOT NULL
);
CREATE INDEX statements_form_field_by_form ON statements_form_field (form);
CREATE TABLE statements_round (
  id uuid PRIMARY KEY REFERENCES record (id),
  office uuid NOT NULL REFERENCES statements_office (id),
  scheme uuid NOT NULL REFERENCES partnership_scheme (id),
  school_year bigint NOT NULL,
  opens_on text,
  due_on text NOT NULL,
  due_time text NOT NULL,
  forum_on text,
  decision_on text
);
CREATE INDEX statements_round_by_office ON statements_round (office);
CREATE INDEX statements_round_by_scheme ON statements_round (scheme);
CREATE TABLE statements_statement (
  id uuid PRIMARY KEY REFERENCES record (id),
  round uuid NOT NULL REFERENCES statements_round (id),
  measure uuid NOT NULL REFERENCES measures_measure (id),
  rule_set uuid NOT NULL REFERENCES partnership_rule_set (id),
  form uuid REFERENCES statements_form (id),
  filer uuid NOT NULL REFERENCES people_organisation (id),
  consents text NOT NULL,
  contacts text NOT NULL,
  target_groups text NOT NULL,
  target_group text NOT NULL,
  participants text NOT NULL,
  expected text NOT NULL,
  anchoring text NOT NULL,
  own_effort text NOT NULL,
  own_money bigint,
  own_hours bigint,
  total bigint,
  supplement_to uuid REFERENCES statements_statement (id),
  state text NOT NULL,
  due_again text,
  granted_as uuid REFERENCES grants_grant (id)
);
CREATE INDEX statements_statement_by_round ON statements_statement (round);
CREATE INDEX statements_statement_by_measure ON statements_statement (measure);
CREATE INDEX statements_statement_by_supplement_to ON statements_statement (supplement_to);
CREATE INDEX statements_statement_by_granted_as ON statements_statement (granted_as);
CREATE TABLE statements_statement_on_behalf (
  owner uuid NOT NULL REFERENCES statements_statement (id),
  target uuid NOT NULL REFERENCES people_organisation (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX statements_statement_on_behalf_by_target ON statements_statement_on_behalf (target);
CREATE TABLE statements_statement_partners (
  owner uuid NOT NULL REFERENCES statements_statement (id),
  target uuid NOT NULL REFERENCES people_organisation (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX statements_statement_partners_by_target ON statements_statement_partners (target);
-- Which organisations a statement concerns: a private owner sees what it is party to.
CREATE VIEW statements_v_party AS
  SELECT id AS statement, filer AS organisation FROM statements_statement
  UNION ALL
  SELECT owner, target FROM statements_statement_on_behalf
  UNION ALL
  SELECT owner, target FROM statements_statement_partners;
CREATE TABLE statements_year (
  id uuid PRIMARY KEY REFERENCES record (id),
  statement uuid NOT NULL REFERENCES statements_statement (id),
  year bigint NOT NULL,
  total bigint,
  UNIQUE (statement, year)
);
CREATE TABLE statements_amount (
  id uuid PRIMARY KEY REFERENCES record (id),
  statement uuid NOT NULL REFERENCES statements_statement (id),
  stage text NOT NULL,
  year bigint NOT NULL,
  organisation uuid NOT NULL REFERENCES people_organisation (id),
  amount bigint NOT NULL CHECK (amount >= 0),
  UNIQUE (statement, stage, year, organisation)
);
CREATE TABLE statements_answer (
  id uuid PRIMARY KEY REFERENCES record (id),
  statement uuid NOT NULL REFERENCES statements_statement (id),
  criterion uuid REFERENCES partnership_criterion (id),
  field uuid REFERENCES statements_form_field (id),
  text text NOT NULL
);
CREATE INDEX statements_answer_by_statement ON statements_answer (statement);
CREATE INDEX statements_answer_by_criterion ON statements_answer (criterion);
CREATE INDEX statements_answer_by_field ON statements_answer (field);
CREATE TABLE statements_answer_evidence (
  owner uuid NOT NULL REFERENCES statements_answer (id),
  target uuid NOT NULL REFERENCES needs_evidence (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX statements_answer_evidence_by_target ON statements_answer_evidence (target);
CREATE TABLE statements_step (
  id uuid PRIMARY KEY REFERENCES record (id),
  statement uuid NOT NULL REFERENCES statements_statement (id),
  state text NOT NULL,
  made_on text NOT NULL,
  reference text NOT NULL,
  reason text NOT NULL,
  due text,
  hours bigint,
  agreement text NOT NULL,
  votes_for bigint,
  votes_against bigint,
  votes_blank bigint,
  dissent text NOT NULL
);
CREATE INDEX statements_step_by_statement ON statements_step (statement);
