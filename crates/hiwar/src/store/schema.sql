CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- Reports as they were read. The first columns are what the record says of them (`hiwar show documents`).
CREATE TABLE document (
  id TEXT PRIMARY KEY,
  title TEXT,
  outlet TEXT,
  published TEXT,            -- ISO 8601, cut to what is known
  basis TEXT NOT NULL,       -- given, dateline, inferred, unknown
  earliest TEXT,
  latest TEXT,
  lang TEXT NOT NULL,
  origin TEXT,               -- id of the report it is a copy of
  text TEXT NOT NULL,        -- exactly as decoded
  sha256 TEXT NOT NULL,      -- of text in UTF-8
  revision INTEGER NOT NULL, -- from 1; older ones are in document_revision
  path TEXT,                 -- as the user gave it
  url TEXT,
  given_title TEXT,          -- what the input said of it
  given_outlet TEXT,
  given_published TEXT,
  given_lang TEXT NOT NULL,
  whole_file INTEGER NOT NULL, -- 1 where the path names this document alone
  input TEXT NOT NULL,       -- fingerprint of text and given fields
  position INTEGER           -- order in the record
);
CREATE INDEX document_path ON document(path);
CREATE INDEX document_published ON document(published);

-- What was found in each report: offsets here are UTF-8 bytes. `rules` names the rules and data that found it.
CREATE TABLE document_annotation (
  document TEXT PRIMARY KEY REFERENCES document(id),
  rules TEXT NOT NULL,
  blocks TEXT NOT NULL,      -- JSON [{span: {start, end}, kind}]
  annotations TEXT NOT NULL, -- JSON: read by itself
  settled TEXT               -- JSON: read again with a publication date that the other reports give it
);

-- Earlier versions of a changed report.
CREATE TABLE document_revision (
  document TEXT NOT NULL REFERENCES document(id),
  revision INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  path TEXT,
  url TEXT,
  title TEXT,
  outlet TEXT,
  published TEXT,
  lang TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (document, revision)
);

-- Documents that were removed and stay out.
CREATE TABLE tombstone (
  document TEXT PRIMARY KEY,
  path TEXT,
  sha256 TEXT NOT NULL,
  whole_file INTEGER NOT NULL
);

-- The words that rows rest on. start and end count code points: substr(text, start+1, end-start) of the document.
CREATE TABLE evidence (
  id INTEGER PRIMARY KEY,
  row_table TEXT NOT NULL,
  row_id TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES document(id),
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  rule TEXT NOT NULL,
  start_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL
);
CREATE INDEX evidence_row ON evidence(row_table, row_id);
CREATE INDEX evidence_document ON evidence(document, "start");
