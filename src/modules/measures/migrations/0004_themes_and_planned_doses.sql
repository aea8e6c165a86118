CREATE TABLE measures_theme (
  id uuid PRIMARY KEY REFERENCES record (id),
  title text NOT NULL,
  description text NOT NULL,
  depth text NOT NULL,
  further_education text NOT NULL
);
CREATE TABLE measures_measure_themes (
  owner uuid NOT NULL REFERENCES measures_measure (id),
  target uuid NOT NULL REFERENCES measures_theme (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX measures_measure_themes_by_target ON measures_measure_themes (target);

-- A dose is of a unit or a group, and is planned, given, or both: the given one may be missing.
CREATE TABLE measures_dose_of_unit (
  id uuid PRIMARY KEY REFERENCES record (id),
  measure uuid NOT NULL REFERENCES measures_measure (id),
  year bigint NOT NULL,
  term text NOT NULL,
  unit uuid REFERENCES people_unit (id),
  who text NOT NULL,
  planned_participants bigint,
  planned_hours bigint,
  participants bigint,
  hours bigint,
  source text NOT NULL,
  note text NOT NULL
);
INSERT INTO measures_dose_of_unit (id, measure, year, term, who, participants, hours, source, note)
  SELECT id, measure, year, term, who, participants, hours, source, note FROM measures_dose;
DROP TABLE measures_dose;
ALTER TABLE measures_dose_of_unit RENAME TO measures_dose;
CREATE INDEX measures_dose_by_measure ON measures_dose (measure);
CREATE INDEX measures_dose_by_unit ON measures_dose (unit);
