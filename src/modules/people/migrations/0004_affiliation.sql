-- For whom a person works or sits, from when until when: by employment, by unit and by seat.
CREATE VIEW people_v_affiliation AS
  SELECT person, organisation, valid_from, valid_until FROM people_employment
  WHERE organisation IS NOT NULL
  UNION ALL
  SELECT e.person, u.owner, e.valid_from, e.valid_until
  FROM people_employment e JOIN people_unit u ON u.id = e.unit WHERE u.owner IS NOT NULL
  UNION ALL
  SELECT h.person, s.represents, h.valid_from, h.valid_until
  FROM people_holding h JOIN people_seat s ON s.id = h.seat WHERE s.represents IS NOT NULL;
