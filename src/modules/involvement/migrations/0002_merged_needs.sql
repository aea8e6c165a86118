-- What was asked about a need that was merged into another, was asked about the one that carries it
-- on, and about the measures that serve either.
DROP VIEW involvement_v_about;
CREATE VIEW involvement_v_about AS
  SELECT owner AS involvement, target AS about FROM involvement_involvement_needs
  UNION
  SELECT owner, target FROM involvement_involvement_measures
  UNION
  SELECT l.owner, n.measure FROM involvement_involvement_needs l
  JOIN measures_v_need n ON n.need = l.target
  UNION
  SELECT l.owner, m.carrier FROM involvement_involvement_needs l
  JOIN needs_v_merged m ON m.need = l.target
  UNION
  SELECT l.owner, n.measure FROM involvement_involvement_needs l
  JOIN needs_v_merged m ON m.need = l.target JOIN measures_v_need n ON n.need = m.carrier
  UNION
  SELECT l.owner, n.measure FROM involvement_involvement_needs l
  JOIN needs_v_merged m ON m.carrier = l.target JOIN measures_v_need n ON n.need = m.need;
