ALTER TABLE partnership_rule_set ADD COLUMN required_units text NOT NULL DEFAULT '';
ALTER TABLE partnership_rule_set ADD COLUMN required_units_severity text NOT NULL DEFAULT 'warn';
ALTER TABLE partnership_rule_set ADD COLUMN involvement_severity text NOT NULL DEFAULT 'warn';
ALTER TABLE partnership_rule_set ADD COLUMN private_severity text NOT NULL DEFAULT 'warn';
ALTER TABLE partnership_rule_set ADD COLUMN supplement_may_extend integer NOT NULL DEFAULT 0 CHECK (supplement_may_extend IN (0, 1));
ALTER TABLE partnership_rule_set ADD COLUMN transition text NOT NULL DEFAULT 'to_the_end';
CREATE VIEW partnership_v_criterion AS
  SELECT id, rule_set, code, text, evidence_wanted, severity FROM partnership_criterion;
