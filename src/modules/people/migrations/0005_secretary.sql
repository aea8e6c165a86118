ALTER TABLE people_seat ADD COLUMN secretary integer NOT NULL DEFAULT 0 CHECK (secretary IN (0, 1));
-- Who writes agenda and minutes of a body, from when until when.
CREATE VIEW people_v_secretary AS
  SELECT h.person, s.body, h.valid_from, h.valid_until
  FROM people_holding h JOIN people_seat s ON s.id = h.seat WHERE s.secretary = 1;
