-- What other modules may read of units and of who works where.
CREATE VIEW people_v_unit AS
  SELECT id, name, kind, owner_type, owner, district, valid_from, valid_until FROM people_unit;
CREATE VIEW people_v_district AS SELECT id, name, place FROM people_district;
-- A person's place of work: a unit, or an organisation; a held seat counts for whom it represents.
CREATE VIEW people_v_workplace AS
  SELECT person, unit, organisation, valid_from, valid_until FROM people_employment
  UNION ALL
  SELECT h.person, NULL, s.represents, h.valid_from, h.valid_until
  FROM people_holding h JOIN people_seat s ON s.id = h.seat WHERE s.represents IS NOT NULL;
