CREATE TABLE goals_goal (
  id uuid PRIMARY KEY REFERENCES record (id),
  title text NOT NULL,
  description text NOT NULL,
  level text NOT NULL,
  parent uuid REFERENCES goals_goal (id),
  held_since text,
  due text,
  judge text NOT NULL,
  state text NOT NULL,
  judgement text NOT NULL,
  judgement_grounds text NOT NULL
);
CREATE INDEX goals_goal_by_parent ON goals_goal (parent);
CREATE TABLE goals_goal_needs (
  owner uuid NOT NULL REFERENCES goals_goal (id),
  target uuid NOT NULL REFERENCES needs_need (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX goals_goal_needs_by_target ON goals_goal_needs (target);
CREATE TABLE goals_goal_elements (
  owner uuid NOT NULL REFERENCES goals_goal (id),
  target uuid NOT NULL REFERENCES framework_element (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX goals_goal_elements_by_target ON goals_goal_elements (target);
CREATE TABLE goals_sign (
  id uuid PRIMARY KEY REFERENCES record (id),
  goal uuid NOT NULL REFERENCES goals_goal (id),
  title text NOT NULL,
  indicator text NOT NULL,
  unit text NOT NULL,
  direction text NOT NULL,
  source text NOT NULL,
  baseline text NOT NULL,
  baseline_on text,
  target text NOT NULL,
  target_on text,
  measured text NOT NULL,
  measured_on text
);
CREATE INDEX goals_sign_by_goal ON goals_sign (goal);
