CREATE TABLE measures_measure (
  id uuid PRIMARY KEY REFERENCES record (id),
  title text NOT NULL,
  kind text NOT NULL,
  description text NOT NULL,
  practice_change text NOT NULL,
  responsible_body uuid REFERENCES people_body (id),
  responsible_person uuid REFERENCES people_person (id),
  university_part text NOT NULL,
  ppt_role text NOT NULL,
  valid_from text,
  valid_until text,
  planned_hours bigint,
  state text NOT NULL
);
CREATE TABLE measures_measure_goals (
  owner uuid NOT NULL REFERENCES measures_measure (id),
  target uuid NOT NULL REFERENCES goals_goal (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX measures_measure_goals_by_target ON measures_measure_goals (target);
CREATE TABLE measures_measure_needs (
  owner uuid NOT NULL REFERENCES measures_measure (id),
  target uuid NOT NULL REFERENCES needs_need (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX measures_measure_needs_by_target ON measures_measure_needs (target);
CREATE TABLE measures_measure_elements (
  owner uuid NOT NULL REFERENCES measures_measure (id),
  target uuid NOT NULL REFERENCES framework_element (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX measures_measure_elements_by_target ON measures_measure_elements (target);
CREATE TABLE measures_participant (
  id uuid PRIMARY KEY REFERENCES record (id),
  measure uuid NOT NULL REFERENCES measures_measure (id),
  who text NOT NULL,
  attendance text NOT NULL,
  estimated_count bigint
);
CREATE INDEX measures_participant_by_measure ON measures_participant (measure);
CREATE TABLE measures_participant_units (
  owner uuid NOT NULL REFERENCES measures_participant (id),
  target uuid NOT NULL REFERENCES people_unit (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX measures_participant_units_by_target ON measures_participant_units (target);
