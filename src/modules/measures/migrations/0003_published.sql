-- What other modules may read of measures, the needs they serve and who takes part.
CREATE VIEW measures_v_measure AS SELECT id, title, state FROM measures_measure;
CREATE VIEW measures_v_need AS SELECT owner AS measure, target AS need FROM measures_measure_needs;
CREATE VIEW measures_v_participant AS SELECT id, measure, who FROM measures_participant;
CREATE VIEW measures_v_participant_unit AS
  SELECT owner AS participant, target AS unit FROM measures_participant_units;
