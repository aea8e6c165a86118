-- The need statements as they were read when the basis was frozen.
ALTER TABLE basis_decision_basis ADD COLUMN statements text NOT NULL DEFAULT '';
