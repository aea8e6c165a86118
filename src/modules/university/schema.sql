CREATE TABLE university_capacity (
  id uuid PRIMARY KEY REFERENCES record (id),
  person uuid REFERENCES people_person (id),
  role text NOT NULL,
  institution uuid REFERENCES people_organisation (id),
  year bigint NOT NULL,
  term text NOT NULL,
  hours bigint NOT NULL,
  note text NOT NULL
);
CREATE INDEX university_capacity_by_semester ON university_capacity (year, term);
CREATE INDEX university_capacity_by_person ON university_capacity (person);
CREATE TABLE university_assignment (
  id uuid PRIMARY KEY REFERENCES record (id),
  person uuid REFERENCES people_person (id),
  role text NOT NULL,
  institution uuid NOT NULL REFERENCES people_organisation (id),
  measure uuid NOT NULL REFERENCES measures_measure (id),
  year bigint NOT NULL,
  term text NOT NULL,
  hours_planned bigint NOT NULL,
  hours_used bigint,
  discipline text NOT NULL,
  feeds_back_to text NOT NULL,
  students bigint,
  note text NOT NULL
);
CREATE INDEX university_assignment_by_semester ON university_assignment (year, term);
CREATE INDEX university_assignment_by_person ON university_assignment (person);
CREATE INDEX university_assignment_by_measure ON university_assignment (measure);
