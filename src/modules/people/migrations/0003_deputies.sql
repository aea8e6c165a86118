ALTER TABLE people_seat ADD COLUMN deputy_of uuid REFERENCES people_seat (id);
CREATE INDEX people_seat_by_deputy_of ON people_seat (deputy_of);

-- What other modules ask of bodies, seats and who holds them.
CREATE VIEW people_v_body AS SELECT id, name, kind, decision_rule, quorum FROM people_body;
CREATE VIEW people_v_seat AS
  SELECT s.id, s.body, s.function, s.required, s.votes, s.leads, s.deputy_of, s.represents,
         coalesce(o.kind, '') AS represents_kind
  FROM people_seat s LEFT JOIN people_organisation o ON o.id = s.represents;
CREATE VIEW people_v_holding AS
  SELECT h.id, h.seat, h.person, h.acting, h.valid_from, h.valid_until, s.body, s.leads,
         s.deputy_of
  FROM people_holding h JOIN people_seat s ON s.id = h.seat;
CREATE VIEW people_v_person AS SELECT id, name, mail FROM people_person;
