CREATE TABLE grants_grant (
  id uuid PRIMARY KEY REFERENCES record (id),
  title text NOT NULL,
  scheme uuid REFERENCES partnership_scheme (id),
  rule_set uuid REFERENCES partnership_rule_set (id),
  decided_on text,
  decision_year bigint NOT NULL,
  total bigint NOT NULL,
  conditions text NOT NULL,
  case_reference text NOT NULL
);
CREATE TABLE grants_grant_measures (
  owner uuid NOT NULL REFERENCES grants_grant (id),
  target uuid NOT NULL REFERENCES measures_measure (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX grants_grant_measures_by_target ON grants_grant_measures (target);
CREATE TABLE grants_share (
  id uuid PRIMARY KEY REFERENCES record (id),
  from_grant uuid NOT NULL REFERENCES grants_grant (id),
  organisation uuid NOT NULL REFERENCES people_organisation (id),
  parts bigint NOT NULL CHECK (parts > 0 AND parts <= 10000),
  place bigint,
  uses text NOT NULL,
  UNIQUE (from_grant, organisation)
);
CREATE TABLE grants_tranche (
  id uuid PRIMARY KEY REFERENCES record (id),
  from_grant uuid NOT NULL REFERENCES grants_grant (id),
  organisation uuid NOT NULL REFERENCES people_organisation (id),
  budget_year bigint NOT NULL,
  amount bigint NOT NULL CHECK (amount >= 0),
  state text NOT NULL
);
CREATE INDEX grants_tranche_by_grant ON grants_tranche (from_grant);
