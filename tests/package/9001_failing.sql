CREATE TABLE basis_failing (heading text NOT NULL CHECK (heading <> 'Trebarnehagen'));
INSERT INTO basis_failing (heading) SELECT heading FROM record;
