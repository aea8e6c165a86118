-- What other modules may read of schemes.
CREATE VIEW partnership_v_scheme AS SELECT id, name, code FROM partnership_scheme;
