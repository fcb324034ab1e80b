-- The facts as a database of SQLite. What a comment says behind a name stands in the file, too.

CREATE TABLE metadata ( -- what the file is: title, licence, publisher, address, languages, version of these tables
  name TEXT PRIMARY KEY, -- of what is said
  value TEXT NOT NULL -- what is said
) WITHOUT ROWID;

CREATE TABLE kinds ( -- the kinds of records
  kind TEXT PRIMARY KEY, -- as in addresses
  title TEXT NOT NULL, -- what pages call it
  role TEXT NOT NULL -- record, event, quote or source
) WITHOUT ROWID;

CREATE TABLE records ( -- things with a page: people, places, quotes, sources
  address TEXT PRIMARY KEY, -- by which everything else names it
  kind TEXT NOT NULL REFERENCES kinds (kind), -- of which it is
  id TEXT NOT NULL, -- the address without the kind
  name TEXT NOT NULL, -- in the language of the site; empty if it was taken down
  short_name TEXT, -- if it has one
  type TEXT, -- what it is
  longitude REAL, -- in degrees
  latitude REAL, -- in degrees
  lead TEXT, -- the sentence that says what it is
  checked TEXT, -- the last day on which it was checked
  url TEXT NOT NULL, -- its page
  withdrawn TEXT, -- the day on which a source was withdrawn
  taken_down TEXT, -- the day on which it was taken down
  ground TEXT -- why it was withdrawn or taken down
) WITHOUT ROWID;

CREATE TABLE names ( -- all that a record is called
  record TEXT NOT NULL REFERENCES records (address), -- whose name it is
  position INTEGER NOT NULL, -- its place among them
  sort TEXT NOT NULL, -- name, short_name, alias or native_name
  language TEXT, -- its code, if it is known
  name TEXT NOT NULL, -- as it was typed
  PRIMARY KEY (record, position)
) WITHOUT ROWID;

CREATE TABLE labels ( -- what names or places a record: of a source title, publisher, issued, URL
  record TEXT NOT NULL REFERENCES records (address), -- whose label it is
  label TEXT NOT NULL, -- its key
  position INTEGER NOT NULL, -- its place, where there are several
  value TEXT NOT NULL, -- as it was typed
  value_record TEXT REFERENCES records (address), -- the record that it names
  PRIMARY KEY (record, label, position)
) WITHOUT ROWID;

CREATE TABLE statements ( -- one assertion about a record each
  address TEXT PRIMARY KEY, -- by which everything else names it
  record TEXT NOT NULL REFERENCES records (address), -- on which it stands
  position INTEGER NOT NULL, -- its place there
  property TEXT NOT NULL, -- the key of a field; facts, lead, wordings or event for a sentence
  label TEXT, -- what pages call the field
  value TEXT, -- as it was typed
  value_type TEXT, -- the type of the value
  value_record TEXT REFERENCES records (address), -- the record that it names
  low NUMERIC, -- the least that a number can be
  high NUMERIC, -- the most that it can be
  approximate INTEGER, -- 1 if the number is about so much
  unit TEXT, -- what it counts, as a code of UCUM
  currency TEXT, -- or as a code of ISO 4217
  text TEXT, -- the sentence, as it was typed
  words TEXT, -- the sentence that pages print
  speaker TEXT REFERENCES records (address), -- of a quote
  rendition TEXT, -- original, translation, …
  language TEXT, -- of a wording
  preferred INTEGER, -- 1 for the wording that pages print first
  status TEXT NOT NULL, -- accepted, claimed, denied, disputed, superseded or retracted
  held TEXT, -- when it held or happened, in EDTF
  held_earliest TEXT, -- the first day on which that can have been
  held_latest TEXT, -- the last day on which that can have been
  planned INTEGER, -- 1 if it is a plan
  said TEXT, -- when it was said, in EDTF
  recorded TEXT, -- the day on which it was entered
  scope TEXT, -- what exactly was counted or meant
  note TEXT, -- a remark for readers
  reports INTEGER, -- how many sources that count it rests on
  independent_sources INTEGER, -- how many of them are not copies of one another
  superseded_by TEXT REFERENCES statements (address), -- what took its place
  pin TEXT, -- a digest of all that it says; it changes when anything does
  url TEXT NOT NULL, -- where it stands on the site
  taken_down TEXT, -- the day on which it was taken down
  ground TEXT -- and why
);

CREATE TABLE texts ( -- the texts of a statement by language
  statement TEXT NOT NULL REFERENCES statements (address), -- whose texts they are
  language TEXT NOT NULL, -- its code
  label TEXT, -- what pages call the field
  words TEXT, -- the sentence that pages print
  text TEXT, -- the sentence, as it was typed
  scope TEXT, -- what exactly was counted or meant
  note TEXT, -- a remark for readers
  PRIMARY KEY (statement, language)
) WITHOUT ROWID;

CREATE TABLE parties ( -- who vouches for a statement, through whom it came, whom it is about
  statement TEXT NOT NULL REFERENCES statements (address), -- of which it is said
  role TEXT NOT NULL, -- asserted_by, via, about or translated_by
  position INTEGER NOT NULL, -- its place among those of the role
  name TEXT NOT NULL, -- what the party is called
  record TEXT REFERENCES records (address), -- if it has one
  PRIMARY KEY (statement, role, position)
) WITHOUT ROWID;

CREATE TABLE source_references ( -- on which sources a statement rests
  statement TEXT NOT NULL REFERENCES statements (address), -- that rests on it
  position INTEGER NOT NULL, -- its place among them
  source TEXT NOT NULL REFERENCES records (address), -- the source
  place TEXT, -- the place in the source
  counts INTEGER NOT NULL, -- 0 if the source was withdrawn or taken down
  PRIMARY KEY (statement, position)
) WITHOUT ROWID;

CREATE TABLE changes ( -- what was changed of a statement after it was published
  statement TEXT NOT NULL REFERENCES statements (address), -- that was changed
  position INTEGER NOT NULL, -- its place, the oldest first
  kind TEXT NOT NULL, -- update, correction, clarification or new-evidence
  changed_on TEXT NOT NULL, -- the day
  was TEXT NOT NULL, -- what it said before
  why TEXT NOT NULL, -- the reason
  PRIMARY KEY (statement, position)
) WITHOUT ROWID;

CREATE TABLE disputes ( -- questions on which statements differ
  address TEXT PRIMARY KEY, -- by which everything else names it
  record TEXT NOT NULL REFERENCES records (address), -- on which it stands
  question TEXT NOT NULL, -- what is asked
  note TEXT NOT NULL, -- why they may differ
  url TEXT NOT NULL -- where it stands on the site
) WITHOUT ROWID;

CREATE TABLE dispute_versions ( -- the statements of a dispute
  dispute TEXT NOT NULL REFERENCES disputes (address), -- of which it is a version
  position INTEGER NOT NULL, -- its place
  statement TEXT NOT NULL REFERENCES statements (address), -- the version
  PRIMARY KEY (dispute, position)
) WITHOUT ROWID;

CREATE TABLE statement_pages ( -- the pages that show a statement
  statement TEXT NOT NULL REFERENCES statements (address), -- that is shown
  url TEXT NOT NULL, -- the page
  PRIMARY KEY (statement, url)
) WITHOUT ROWID;

CREATE TABLE former_addresses ( -- where to find what has another address now
  address TEXT PRIMARY KEY, -- that it had
  present TEXT NOT NULL -- that it has
) WITHOUT ROWID;

CREATE INDEX statements_of_a_record ON statements (record, position);
CREATE INDEX references_to_a_source ON source_references (source);
CREATE INDEX parties_with_a_record ON parties (record);

CREATE VIEW facts_in_words AS -- each statement as a sentence, with who says so and on what it rests
SELECT s.address, r.name AS record, s.words, s.status,
  (SELECT group_concat(name, '; ') FROM (SELECT name FROM parties
    WHERE statement = s.address AND role = 'asserted_by' ORDER BY position)) AS claimants,
  s.held, s.held_earliest, s.held_latest,
  (SELECT group_concat(name, '; ') FROM (SELECT c.name FROM source_references AS f
    JOIN records AS c ON c.address = f.source
    WHERE f.statement = s.address AND f.counts ORDER BY f.position)) AS sources,
  s.reports, s.independent_sources, s.note, s.url
FROM statements AS s JOIN records AS r ON r.address = s.record
WHERE s.taken_down IS NULL
ORDER BY s.record, s.position;

CREATE VIEW single_source AS -- what rests on one source alone, or on copies of one
SELECT * FROM facts_in_words WHERE independent_sources = 1 AND status <> 'retracted';

CREATE VIEW claims AS -- what somebody claims or denies, and nobody else has confirmed
SELECT * FROM facts_in_words WHERE status IN ('claimed', 'denied');

CREATE VIEW open_disputes AS -- each version of each question on which statements differ
SELECT d.question, f.words, f.status, f.claimants, f.held, f.sources, d.note, f.address,
  d.url
FROM disputes AS d JOIN dispute_versions AS v ON v.dispute = d.address
JOIN facts_in_words AS f ON f.address = v.statement
ORDER BY d.address, v.position;

CREATE VIEW recent_changes AS -- what was changed after it was published, the newest first
SELECT c.changed_on, c.kind, f.words, c.was, c.why, f.address, f.url
FROM changes AS c JOIN facts_in_words AS f ON f.address = c.statement
ORDER BY c.changed_on DESC, c.statement, c.position DESC;

CREATE VIEW sources_in_use AS -- the sources, by how many statements rest on each
SELECT r.name, count(DISTINCT f.statement) AS statements, r.withdrawn, r.address, r.url
FROM records AS r JOIN source_references AS f ON f.source = r.address
GROUP BY r.address ORDER BY statements DESC, r.address;
