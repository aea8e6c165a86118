ALTER TABLE goals_goal ADD COLUMN judged_on text;
ALTER TABLE goals_goal ADD COLUMN unit uuid REFERENCES people_unit (id);
CREATE INDEX goals_goal_by_unit ON goals_goal (unit);
ALTER TABLE goals_sign ADD COLUMN not_over_time bigint NOT NULL DEFAULT 0;
ALTER TABLE goals_sign ADD COLUMN smallest_group bigint;
CREATE TABLE goals_measurement (
  id uuid PRIMARY KEY REFERENCES record (id),
  sign uuid NOT NULL REFERENCES goals_sign (id),
  measured_on text NOT NULL,
  state text NOT NULL,
  value text NOT NULL,
  about text NOT NULL,
  respondents bigint,
  source text NOT NULL,
  note text NOT NULL
);
CREATE INDEX goals_measurement_by_sign ON goals_measurement (sign, measured_on);
CREATE TABLE goals_scale (
  id uuid PRIMARY KEY REFERENCES record (id),
  goal uuid NOT NULL REFERENCES goals_goal (id),
  title text NOT NULL,
  unit uuid REFERENCES people_unit (id),
  much_less text NOT NULL,
  less text NOT NULL,
  expected text NOT NULL,
  more text NOT NULL,
  much_more text NOT NULL,
  importance text NOT NULL,
  difficulty text NOT NULL,
  baseline text NOT NULL,
  valid_from text NOT NULL,
  valid_until text NOT NULL
);
CREATE INDEX goals_scale_by_goal ON goals_scale (goal);
CREATE INDEX goals_scale_by_unit ON goals_scale (unit);
CREATE TABLE goals_score (
  id uuid PRIMARY KEY REFERENCES record (id),
  scale uuid NOT NULL REFERENCES goals_scale (id),
  level text NOT NULL,
  scored_on text NOT NULL,
  judge text NOT NULL,
  grounds text NOT NULL
);
CREATE INDEX goals_score_by_scale ON goals_score (scale, scored_on);
