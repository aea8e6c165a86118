CREATE TABLE basis_failing (heading text NOT NULL CHECK (heading <> 'Alvehagen'));
INSERT INTO basis_failing (heading) SELECT heading FROM record;
