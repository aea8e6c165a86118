-- Who signed or decided, that impartiality was considered, and the seats that were left out (R23).
ALTER TABLE statements_office ADD COLUMN impartiality text NOT NULL DEFAULT 'by_hand';
ALTER TABLE statements_step ADD COLUMN person uuid REFERENCES people_person (id);
ALTER TABLE statements_step ADD COLUMN impartial integer NOT NULL DEFAULT 0 CHECK (impartial IN (0, 1));
CREATE INDEX statements_step_by_person ON statements_step (person);
CREATE TABLE statements_step_disqualified (
  owner uuid NOT NULL REFERENCES statements_step (id),
  target uuid NOT NULL REFERENCES people_seat (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX statements_step_disqualified_by_target ON statements_step_disqualified (target);
