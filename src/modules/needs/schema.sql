CREATE TABLE needs_evidence (
  id uuid PRIMARY KEY REFERENCES record (id),
  title text NOT NULL,
  kind text NOT NULL,
  year bigint,
  organisation uuid REFERENCES people_organisation (id),
  source text NOT NULL,
  findings text NOT NULL,
  not_for_comparison integer NOT NULL CHECK (not_for_comparison IN (0, 1)),
  restricted integer NOT NULL CHECK (restricted IN (0, 1))
);
CREATE INDEX needs_evidence_by_organisation ON needs_evidence (organisation);
CREATE TABLE needs_need (
  id uuid PRIMARY KEY REFERENCES record (id),
  title text NOT NULL,
  description text NOT NULL,
  kind text NOT NULL,
  target_groups text NOT NULL,
  raised_by uuid REFERENCES people_person (id),
  raised_role text NOT NULL,
  priority bigint,
  state text NOT NULL,
  reason text NOT NULL
);
CREATE INDEX needs_need_by_raised_by ON needs_need (raised_by);
CREATE INDEX needs_need_by_priority ON needs_need (priority);
CREATE TABLE needs_need_units (
  owner uuid NOT NULL REFERENCES needs_need (id),
  target uuid NOT NULL REFERENCES people_unit (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX needs_need_units_by_target ON needs_need_units (target);
CREATE TABLE needs_need_elements (
  owner uuid NOT NULL REFERENCES needs_need (id),
  target uuid NOT NULL REFERENCES framework_element (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX needs_need_elements_by_target ON needs_need_elements (target);
CREATE TABLE needs_need_evidence (
  owner uuid NOT NULL REFERENCES needs_need (id),
  target uuid NOT NULL REFERENCES needs_evidence (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX needs_need_evidence_by_target ON needs_need_evidence (target);
