CREATE TABLE documents_plan (
  id uuid PRIMARY KEY REFERENCES record (id),
  title text NOT NULL,
  year bigint NOT NULL,
  previous uuid REFERENCES documents_plan (id),
  published bigint NOT NULL,
  state text NOT NULL
);
CREATE INDEX documents_plan_by_year ON documents_plan (year);
CREATE TABLE documents_section (
  id uuid PRIMARY KEY REFERENCES record (id),
  plan uuid NOT NULL REFERENCES documents_plan (id),
  topic text NOT NULL,
  text text NOT NULL,
  UNIQUE (plan, topic)
);
CREATE TABLE documents_comment (
  id uuid PRIMARY KEY REFERENCES record (id),
  plan uuid NOT NULL REFERENCES documents_plan (id),
  topic text NOT NULL,
  person uuid REFERENCES people_person (id),
  text text NOT NULL,
  state text NOT NULL,
  answer text NOT NULL
);
CREATE INDEX documents_comment_by_plan ON documents_comment (plan);
CREATE TABLE documents_version (
  id uuid PRIMARY KEY REFERENCES record (id),
  plan uuid NOT NULL REFERENCES documents_plan (id),
  number bigint NOT NULL,
  adopted_on text NOT NULL,
  body uuid NOT NULL REFERENCES people_body (id),
  fingerprint text NOT NULL,
  content text NOT NULL,
  UNIQUE (plan, number)
);
CREATE TABLE documents_draft (
  plan uuid NOT NULL REFERENCES documents_plan (id),
  topic text NOT NULL,
  person uuid NOT NULL,
  text text NOT NULL,
  based_on bigint NOT NULL,
  saved_at text NOT NULL,
  PRIMARY KEY (plan, topic, person)
);
CREATE TABLE documents_file (
  id uuid PRIMARY KEY,
  plan uuid NOT NULL,
  title text NOT NULL,
  format text NOT NULL,
  language text NOT NULL,
  person uuid,
  state text NOT NULL,
  problem text NOT NULL,
  content text NOT NULL,
  bytes text NOT NULL,
  asked_at text NOT NULL,
  begun_at text NOT NULL,
  done_at text NOT NULL
);
CREATE INDEX documents_file_by_turn ON documents_file (state, asked_at);
