CREATE TABLE basis_decision_basis (
  id uuid PRIMARY KEY REFERENCES record (id),
  recipient text NOT NULL,
  year bigint NOT NULL,
  grounds text NOT NULL,
  number bigint NOT NULL UNIQUE,
  frozen_on text NOT NULL,
  plan_version uuid REFERENCES documents_version (id),
  fingerprint text NOT NULL,
  content text NOT NULL,
  sources text NOT NULL
);
