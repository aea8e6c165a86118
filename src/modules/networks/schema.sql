CREATE TABLE networks_network (
  id uuid PRIMARY KEY REFERENCES record (id),
  name text NOT NULL,
  age_band text NOT NULL,
  purpose text NOT NULL,
  measure uuid REFERENCES measures_measure (id),
  owner_body uuid REFERENCES people_body (id)
);
CREATE INDEX networks_network_by_measure ON networks_network (measure);
CREATE TABLE networks_series (
  id uuid PRIMARY KEY REFERENCES record (id),
  network uuid NOT NULL REFERENCES networks_network (id),
  district uuid NOT NULL REFERENCES people_district (id),
  school_year bigint NOT NULL,
  coordinator uuid REFERENCES people_person (id),
  university_partner uuid REFERENCES people_person (id),
  planned_gatherings bigint,
  venue text NOT NULL,
  state text NOT NULL,
  note text NOT NULL,
  UNIQUE (network, district, school_year)
);
CREATE INDEX networks_series_by_district ON networks_series (district);
