CREATE TABLE basis_next (heading text NOT NULL);
INSERT INTO basis_next (heading) SELECT heading FROM record;
