-- What other modules may read of needs.
CREATE VIEW needs_v_need AS SELECT id, title, state FROM needs_need;
