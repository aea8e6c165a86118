CREATE TABLE people_organisation (
  id uuid PRIMARY KEY REFERENCES record (id),
  name text NOT NULL,
  number text NOT NULL,
  kind text NOT NULL,
  municipality_number text NOT NULL,
  source text NOT NULL
);
CREATE TABLE people_district (
  id uuid PRIMARY KEY REFERENCES record (id),
  name text NOT NULL,
  place bigint
);
CREATE TABLE people_unit (
  id uuid PRIMARY KEY REFERENCES record (id),
  name text NOT NULL,
  kind text NOT NULL,
  owner_type text NOT NULL,
  owner uuid NOT NULL REFERENCES people_organisation (id),
  district uuid REFERENCES people_district (id),
  number text NOT NULL,
  valid_from text,
  valid_until text,
  successor uuid REFERENCES people_unit (id)
);
CREATE INDEX people_unit_by_district ON people_unit (district);
CREATE INDEX people_unit_by_owner ON people_unit (owner);
CREATE TABLE people_person (
  id uuid PRIMARY KEY REFERENCES record (id),
  name text NOT NULL,
  mail text NOT NULL,
  invented integer NOT NULL CHECK (invented IN (0, 1))
);
CREATE INDEX people_person_by_mail ON people_person (mail);
CREATE TABLE people_employment (
  id uuid PRIMARY KEY REFERENCES record (id),
  person uuid NOT NULL REFERENCES people_person (id),
  unit uuid REFERENCES people_unit (id),
  organisation uuid REFERENCES people_organisation (id),
  position text NOT NULL,
  role text NOT NULL,
  share bigint,
  valid_from text,
  valid_until text
);
CREATE INDEX people_employment_by_person ON people_employment (person);
CREATE INDEX people_employment_by_unit ON people_employment (unit);
CREATE TABLE people_body (
  id uuid PRIMARY KEY REFERENCES record (id),
  name text NOT NULL,
  kind text NOT NULL,
  organisation uuid REFERENCES people_organisation (id),
  decision_rule text NOT NULL,
  quorum bigint,
  mandate text NOT NULL
);
CREATE TABLE people_seat (
  id uuid PRIMARY KEY REFERENCES record (id),
  body uuid NOT NULL REFERENCES people_body (id),
  function text NOT NULL,
  represents uuid REFERENCES people_organisation (id),
  role text NOT NULL,
  required integer NOT NULL CHECK (required IN (0, 1)),
  votes integer NOT NULL CHECK (votes IN (0, 1)),
  leads integer NOT NULL CHECK (leads IN (0, 1))
);
CREATE INDEX people_seat_by_body ON people_seat (body);
CREATE TABLE people_holding (
  id uuid PRIMARY KEY REFERENCES record (id),
  seat uuid NOT NULL REFERENCES people_seat (id),
  person uuid NOT NULL REFERENCES people_person (id),
  acting integer NOT NULL CHECK (acting IN (0, 1)),
  valid_from text,
  valid_until text
);
CREATE INDEX people_holding_by_seat ON people_holding (seat);
CREATE INDEX people_holding_by_person ON people_holding (person);

-- Who is a member with which role, from when until when: employments and held seats alike.
CREATE VIEW people_v_membership AS
  SELECT person, role, valid_from, valid_until FROM people_employment
  UNION ALL
  SELECT h.person, CASE s.role WHEN 'member' THEN 'staff' ELSE s.role END, h.valid_from,
         h.valid_until
  FROM people_holding h JOIN people_seat s ON s.id = h.seat;
