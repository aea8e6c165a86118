ALTER TABLE documents_file RENAME COLUMN plan TO record;
