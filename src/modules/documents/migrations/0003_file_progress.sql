-- How far a file that is made of many has come: so many of so many are made.
ALTER TABLE documents_file ADD COLUMN made bigint NOT NULL DEFAULT 0;
ALTER TABLE documents_file ADD COLUMN of_all bigint NOT NULL DEFAULT 0;
