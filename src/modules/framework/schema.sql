CREATE TABLE framework_framework (
  id uuid PRIMARY KEY REFERENCES record (id),
  name text NOT NULL,
  valid_from text,
  valid_until text,
  adopted_by text NOT NULL,
  source text NOT NULL,
  description text NOT NULL
);
CREATE TABLE framework_element (
  id uuid PRIMARY KEY REFERENCES record (id),
  framework uuid NOT NULL REFERENCES framework_framework (id),
  parent uuid REFERENCES framework_element (id),
  level text NOT NULL,
  sector text NOT NULL,
  title text NOT NULL,
  text text NOT NULL,
  place bigint
);
CREATE INDEX framework_element_by_framework ON framework_element (framework);
CREATE INDEX framework_element_by_parent ON framework_element (parent);
