CREATE TABLE networks_network_themes (
  owner uuid NOT NULL REFERENCES networks_network (id),
  target uuid NOT NULL REFERENCES measures_theme (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE INDEX networks_network_themes_by_target ON networks_network_themes (target);
