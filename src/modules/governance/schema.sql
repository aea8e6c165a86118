CREATE TABLE governance_meeting_series (
  id uuid PRIMARY KEY REFERENCES record (id),
  body uuid NOT NULL REFERENCES people_body (id),
  name text NOT NULL,
  starts text NOT NULL,
  ends text NOT NULL,
  place text NOT NULL,
  impartiality text NOT NULL
);
CREATE INDEX governance_meeting_series_by_body ON governance_meeting_series (body);
CREATE TABLE governance_meeting (
  id uuid PRIMARY KEY REFERENCES record (id),
  series uuid NOT NULL REFERENCES governance_meeting_series (id),
  held_on text NOT NULL,
  starts text NOT NULL,
  ends text NOT NULL,
  place text NOT NULL,
  guests text NOT NULL,
  state text NOT NULL
);
CREATE INDEX governance_meeting_by_series ON governance_meeting (series, held_on);
CREATE INDEX governance_meeting_by_day ON governance_meeting (held_on);
CREATE TABLE governance_meeting_attendance (
  id uuid PRIMARY KEY REFERENCES record (id),
  meeting uuid NOT NULL REFERENCES governance_meeting (id),
  seat uuid NOT NULL REFERENCES people_seat (id),
  person uuid REFERENCES people_person (id),
  presence text NOT NULL,
  UNIQUE (meeting, seat)
);
CREATE INDEX governance_meeting_attendance_by_seat ON governance_meeting_attendance (seat);
CREATE INDEX governance_meeting_attendance_by_person ON governance_meeting_attendance (person);
CREATE TABLE governance_agenda_item (
  id uuid PRIMARY KEY REFERENCES record (id),
  meeting uuid NOT NULL REFERENCES governance_meeting (id),
  place bigint,
  title text NOT NULL,
  purpose text NOT NULL,
  minutes bigint,
  presenter uuid REFERENCES people_person (id),
  description text NOT NULL,
  plan uuid REFERENCES documents_plan (id),
  plan_version uuid REFERENCES documents_version (id),
  approves uuid REFERENCES governance_meeting (id),
  standing integer NOT NULL CHECK (standing IN (0, 1)),
  discussion text NOT NULL
);
CREATE INDEX governance_agenda_item_by_meeting ON governance_agenda_item (meeting, place);
CREATE INDEX governance_agenda_item_by_presenter ON governance_agenda_item (presenter);
CREATE INDEX governance_agenda_item_by_plan ON governance_agenda_item (plan);
CREATE INDEX governance_agenda_item_by_plan_version ON governance_agenda_item (plan_version);
CREATE INDEX governance_agenda_item_by_approves ON governance_agenda_item (approves);
CREATE TABLE governance_agenda_item_needs (
  owner uuid NOT NULL REFERENCES governance_agenda_item (id),
  target uuid NOT NULL REFERENCES needs_need (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX governance_agenda_item_needs_by_target ON governance_agenda_item_needs (target);
CREATE TABLE governance_agenda_item_goals (
  owner uuid NOT NULL REFERENCES governance_agenda_item (id),
  target uuid NOT NULL REFERENCES goals_goal (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX governance_agenda_item_goals_by_target ON governance_agenda_item_goals (target);
CREATE TABLE governance_agenda_item_measures (
  owner uuid NOT NULL REFERENCES governance_agenda_item (id),
  target uuid NOT NULL REFERENCES measures_measure (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX governance_agenda_item_measures_by_target ON governance_agenda_item_measures (target);
CREATE TABLE governance_agenda_item_parties (
  owner uuid NOT NULL REFERENCES governance_agenda_item (id),
  target uuid NOT NULL REFERENCES people_organisation (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX governance_agenda_item_parties_by_target ON governance_agenda_item_parties (target);
CREATE TABLE governance_paper (
  id uuid PRIMARY KEY REFERENCES record (id),
  item uuid NOT NULL REFERENCES governance_agenda_item (id),
  title text NOT NULL,
  address text NOT NULL,
  file_name text NOT NULL,
  fingerprint text NOT NULL
);
CREATE INDEX governance_paper_by_item ON governance_paper (item);
-- Files of papers by BLAKE2b-256 of what is in them; base64. They are kept once, and never change.
CREATE TABLE governance_file (
  fingerprint text PRIMARY KEY,
  type text NOT NULL,
  bytes text NOT NULL
);
CREATE TABLE governance_outcome (
  id uuid PRIMARY KEY REFERENCES record (id),
  item uuid NOT NULL REFERENCES governance_agenda_item (id),
  type text NOT NULL,
  text text NOT NULL,
  confidential integer NOT NULL CHECK (confidential IN (0, 1)),
  mode text NOT NULL,
  in_favour bigint,
  against bigint,
  abstained bigint,
  seat uuid REFERENCES people_seat (id),
  person uuid REFERENCES people_person (id),
  due text,
  task_state text NOT NULL,
  closed_on text
);
CREATE INDEX governance_outcome_by_item ON governance_outcome (item);
CREATE INDEX governance_outcome_by_type ON governance_outcome (type, task_state);
CREATE INDEX governance_outcome_by_seat ON governance_outcome (seat);
CREATE INDEX governance_outcome_by_person ON governance_outcome (person);
CREATE TABLE governance_outcome_disqualified (
  owner uuid NOT NULL REFERENCES governance_outcome (id),
  target uuid NOT NULL REFERENCES people_seat (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX governance_outcome_disqualified_by_target ON governance_outcome_disqualified (target);
CREATE TABLE governance_item_note (
  id uuid PRIMARY KEY REFERENCES record (id),
  item uuid NOT NULL UNIQUE REFERENCES governance_agenda_item (id),
  text text NOT NULL
);
CREATE TABLE governance_minutes (
  id uuid PRIMARY KEY REFERENCES record (id),
  meeting uuid NOT NULL REFERENCES governance_meeting (id),
  number bigint NOT NULL,
  circulated_on text NOT NULL,
  fingerprint text NOT NULL,
  content text NOT NULL,
  approved_on text,
  approved_at uuid REFERENCES governance_meeting (id),
  UNIQUE (meeting, number)
);
CREATE INDEX governance_minutes_by_approved_at ON governance_minutes (approved_at);

-- What somebody types and has not saved yet.
CREATE TABLE governance_draft (
  item uuid NOT NULL,
  person uuid NOT NULL,
  discussion text NOT NULL,
  note text NOT NULL,
  based_on bigint NOT NULL,
  saved_at text NOT NULL,
  PRIMARY KEY (item, person)
);
