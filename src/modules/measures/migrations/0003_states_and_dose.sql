ALTER TABLE measures_measure ADD COLUMN ppt_hours_planned bigint;
ALTER TABLE measures_measure ADD COLUMN ppt_hours_used bigint;
ALTER TABLE measures_measure ADD COLUMN decided_on text;
ALTER TABLE measures_measure ADD COLUMN state_grounds text NOT NULL DEFAULT '';
CREATE TABLE measures_dose (
  id uuid PRIMARY KEY REFERENCES record (id),
  measure uuid NOT NULL REFERENCES measures_measure (id),
  year bigint NOT NULL,
  term text NOT NULL,
  who text NOT NULL,
  participants bigint NOT NULL,
  hours bigint NOT NULL,
  source text NOT NULL,
  note text NOT NULL
);
CREATE INDEX measures_dose_by_measure ON measures_dose (measure);
CREATE TABLE measures_programme (
  id uuid PRIMARY KEY REFERENCES record (id),
  title text NOT NULL,
  organiser text NOT NULL,
  aim text NOT NULL,
  valid_from text,
  valid_until text,
  note text NOT NULL
);
CREATE TABLE measures_programme_units (
  owner uuid NOT NULL REFERENCES measures_programme (id),
  target uuid NOT NULL REFERENCES people_unit (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX measures_programme_units_by_target ON measures_programme_units (target);
