CREATE TABLE partnership_party (
  id uuid PRIMARY KEY REFERENCES record (id),
  organisation uuid NOT NULL REFERENCES people_organisation (id),
  role text NOT NULL,
  duties text NOT NULL,
  valid_from text,
  valid_until text
);
CREATE INDEX partnership_party_by_organisation ON partnership_party (organisation);
CREATE TABLE partnership_scheme (
  id uuid PRIMARY KEY REFERENCES record (id),
  name text NOT NULL,
  code text NOT NULL,
  county_governor uuid REFERENCES people_organisation (id),
  description text NOT NULL
);
CREATE TABLE partnership_rule_set (
  id uuid PRIMARY KEY REFERENCES record (id),
  scheme uuid NOT NULL REFERENCES partnership_scheme (id),
  valid_from text NOT NULL,
  valid_until text,
  legal_reference text NOT NULL,
  max_years bigint,
  own_contribution_required integer NOT NULL CHECK (own_contribution_required IN (0, 1)),
  own_contribution_rate bigint,
  own_contribution_base text NOT NULL,
  in_kind integer NOT NULL CHECK (in_kind IN (0, 1)),
  split_mode text NOT NULL,
  coordinator_cap bigint,
  audit_threshold bigint,
  target_groups text NOT NULL,
  partner_kinds text NOT NULL
);
CREATE INDEX partnership_rule_set_by_scheme ON partnership_rule_set (scheme, valid_from);
CREATE TABLE partnership_criterion (
  id uuid PRIMARY KEY REFERENCES record (id),
  rule_set uuid NOT NULL REFERENCES partnership_rule_set (id),
  code text NOT NULL,
  text text NOT NULL,
  evidence_wanted text NOT NULL,
  severity text NOT NULL
);
CREATE INDEX partnership_criterion_by_rule_set ON partnership_criterion (rule_set);
CREATE TABLE partnership_agreement (
  id uuid PRIMARY KEY REFERENCES record (id),
  title text NOT NULL,
  signed_on text,
  valid_from text,
  valid_until text,
  text text NOT NULL,
  amends uuid REFERENCES partnership_agreement (id),
  state text NOT NULL
);
CREATE INDEX partnership_agreement_by_amends ON partnership_agreement (amends);
CREATE TABLE partnership_phase (
  id uuid PRIMARY KEY REFERENCES record (id),
  number bigint NOT NULL CHECK (number BETWEEN 1 AND 6),
  title text NOT NULL,
  state text NOT NULL,
  municipality_part text NOT NULL,
  university_part text NOT NULL,
  valid_from text,
  valid_until text
);
CREATE UNIQUE INDEX partnership_phase_by_number ON partnership_phase (number);
