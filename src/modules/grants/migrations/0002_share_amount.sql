ALTER TABLE grants_share ADD COLUMN amount bigint CHECK (amount >= 0);
