CREATE TABLE involvement_involvement (
  id uuid PRIMARY KEY REFERENCES record (id),
  title text NOT NULL,
  stage text NOT NULL,
  form text NOT NULL,
  held_on text NOT NULL,
  leaders bigint,
  teachers bigint,
  other_staff bigint,
  ppt bigint,
  special_educators bigint,
  union_representatives bigint,
  others bigint,
  summary text NOT NULL,
  effect text NOT NULL,
  source text NOT NULL,
  published integer NOT NULL CHECK (published IN (0, 1)),
  recorded_by uuid REFERENCES people_person (id)
);
CREATE TABLE involvement_involvement_needs (
  owner uuid NOT NULL REFERENCES involvement_involvement (id),
  target uuid NOT NULL REFERENCES needs_need (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX involvement_involvement_needs_by_target ON involvement_involvement_needs (target);
CREATE TABLE involvement_involvement_measures (
  owner uuid NOT NULL REFERENCES involvement_involvement (id),
  target uuid NOT NULL REFERENCES measures_measure (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX involvement_involvement_measures_by_target
  ON involvement_involvement_measures (target);
CREATE TABLE involvement_involvement_units (
  owner uuid NOT NULL REFERENCES involvement_involvement (id),
  target uuid NOT NULL REFERENCES people_unit (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX involvement_involvement_units_by_target ON involvement_involvement_units (target);
CREATE TABLE involvement_invitation (
  id uuid PRIMARY KEY REFERENCES record (id),
  unit uuid NOT NULL REFERENCES people_unit (id),
  measure uuid REFERENCES measures_measure (id),
  invited_on text NOT NULL,
  how text NOT NULL,
  answer text NOT NULL,
  answered_on text,
  reason text NOT NULL
);
CREATE INDEX involvement_invitation_by_unit ON involvement_invitation (unit);
CREATE INDEX involvement_invitation_by_measure ON involvement_invitation (measure);

-- Each entry with how many of the two groups of R7 it asked.
CREATE VIEW involvement_v_asked AS
  SELECT id, held_on,
         coalesce(teachers, 0) + coalesce(other_staff, 0) + coalesce(ppt, 0)
           + coalesce(special_educators, 0) AS staff,
         coalesce(union_representatives, 0) AS unions
  FROM involvement_involvement;
-- What each entry is about: a need, or a measure directly or through a need that it serves.
CREATE VIEW involvement_v_about AS
  SELECT owner AS involvement, target AS about FROM involvement_involvement_needs
  UNION
  SELECT owner, target FROM involvement_involvement_measures
  UNION
  SELECT l.owner, n.measure FROM involvement_involvement_needs l
  JOIN measures_v_need n ON n.need = l.target;
