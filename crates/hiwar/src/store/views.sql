CREATE VIEW statement_report AS
  SELECT s.id AS statement, s.speaker, s.content, r.value AS document
  FROM statement s, json_each(s.reports) r;
CREATE VIEW event_report AS
  SELECT e.id AS event, e.type, e.date, r.value AS document
  FROM event e, json_each(e.reports) r;
CREATE VIEW event_actor AS
  SELECT e.id AS event, e.type, e.date, a.value AS actor
  FROM event e, json_each(e.actors) a;
CREATE VIEW person_document AS
  SELECT p.id AS person, p.name, d.value AS document
  FROM person p, json_each(p.documents) d;
CREATE VIEW claim AS
  SELECT c.id AS conflict, c.subject, c.property, c.kind, l.value, e.document, e.text, e."start", e."end"
  FROM conflict c
  JOIN conflict_claim l ON l.parent = c.id
  LEFT JOIN evidence e ON e.row_table = 'conflict_claim' AND e.row_id = l.id;
CREATE VIEW dated_evidence AS
  SELECT e.row_table, e.row_id, e.text, e.document, d.published, d.outlet, d.title, e."start", e."end", e.rule
  FROM evidence e JOIN document d ON d.id = e.document;
