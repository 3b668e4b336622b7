-- The Fieldseal database, version 2. A new database executes exactly this file; older ones are brought to it by
-- src/store/migrations. SQLite 3.43 or later.
--
-- `event` is the truth: what happened, in order, chained by hashes, never changed. `content` holds the checklists and
-- rule sets that events name. Every table after the line "Projections" is derived from these two and can be dropped
-- and replayed (`fieldseal check` does so and compares).
--
-- Conventions: identifiers are UUIDv7 as text. Digests are SHA-256, 32 bytes. Times are milliseconds since
-- 1970-01-01T00:00:00Z, apart from them stands the offset in minutes east of UTC that the clock showed. Dates are local
-- calendar dates, ISO 8601. Codes are words in snake_case. Flags are 0 or 1. Texts are UTF-8.

PRAGMA application_id = 1179862337; -- "FSEA" in ASCII
PRAGMA user_version = 3;

-- The installation that writes here. One row, made with the database.
CREATE TABLE device (
  only_row  INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1), -- always 1
  device_id TEXT NOT NULL -- the device whose chain this installation continues
) STRICT;

-- The log. Append-only; one chain per device.
CREATE TABLE event (
  device_id      TEXT NOT NULL,    -- the device that wrote it
  seq            INTEGER NOT NULL CHECK (seq >= 1), -- place in the device's chain, from 1 without a gap; the only order
  event_id       TEXT NOT NULL UNIQUE, -- the event's own identifier
  at_ms          INTEGER NOT NULL, -- when, by the device's clock; may run backwards, which is recorded and not corrected
  utc_offset_min INTEGER NOT NULL, -- minutes east of UTC that the clock showed
  actor_id       TEXT,             -- the person who did it; NULL for what the app does by itself before there is a person
  stream         TEXT NOT NULL,    -- what it is about: 'workspace' or 'inspection/<id>'; a stream is replayed together
  kind           TEXT NOT NULL,    -- what happened, as a code: 'answer_given'
  version        INTEGER NOT NULL CHECK (version >= 1), -- version of the kind's body
  body           TEXT,             -- canonical JSON (RFC 8785), hashed as these exact bytes; NULL once erased on legal demand
  salt           BLOB CHECK (length(salt) = 16), -- 16 random bytes, so that the digest of an erased body gives nothing away; erased with it
  content_digest BLOB NOT NULL CHECK (length(content_digest) = 32), -- digest of header, kind, version, body and salt; stays for ever
  prev_hash      BLOB CHECK (length(prev_hash) = 32), -- hash of the event before it in the chain; NULL for the first
  hash           BLOB NOT NULL CHECK (length(hash) = 32), -- SHA-256 of prev_hash (32 zero bytes for the first) and content_digest
  PRIMARY KEY (device_id, seq),
  CHECK ((body IS NULL) = (salt IS NULL)),
  CHECK ((prev_hash IS NULL) = (seq = 1))
) STRICT, WITHOUT ROWID;

-- Replay of one inspection.
CREATE INDEX event_by_stream ON event (stream, device_id, seq);

-- Only the next event of a chain can come in. This also stops INSERT OR REPLACE, which fires no DELETE trigger.
CREATE TRIGGER event_is_appended BEFORE INSERT ON event
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event WHERE device_id = NEW.device_id)
  OR NEW.prev_hash IS NOT (SELECT hash FROM event WHERE device_id = NEW.device_id AND seq = NEW.seq - 1)
  OR EXISTS (SELECT 1 FROM event WHERE event_id = NEW.event_id)
BEGIN SELECT RAISE(ABORT, 'event: only the next event of the chain can be added'); END;

-- The one change allowed: body and salt go, on legal demand; the digest stays and the chain still verifies.
CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event
WHEN NEW.body IS NOT NULL
  OR NEW.salt IS NOT NULL
  OR NEW.device_id IS NOT OLD.device_id
  OR NEW.seq IS NOT OLD.seq
  OR NEW.event_id IS NOT OLD.event_id
  OR NEW.at_ms IS NOT OLD.at_ms
  OR NEW.utc_offset_min IS NOT OLD.utc_offset_min
  OR NEW.actor_id IS NOT OLD.actor_id
  OR NEW.stream IS NOT OLD.stream
  OR NEW.kind IS NOT OLD.kind
  OR NEW.version IS NOT OLD.version
  OR NEW.content_digest IS NOT OLD.content_digest
  OR NEW.prev_hash IS NOT OLD.prev_hash
  OR NEW.hash IS NOT OLD.hash
BEGIN SELECT RAISE(ABORT, 'event: an event is never changed'); END;

CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'event: an event is never deleted'); END;

-- Checklists and rule sets, named by what they are. Not derived from events.
CREATE TABLE content (
  digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32), -- digest of the bytes
  bytes  BLOB NOT NULL -- the exact bytes
) STRICT, WITHOUT ROWID;

-- The same bytes twice are nothing new; other bytes under a known digest are never taken.
CREATE TRIGGER content_is_kept BEFORE INSERT ON content
WHEN EXISTS (SELECT 1 FROM content WHERE digest = NEW.digest)
BEGIN SELECT RAISE(IGNORE); END;

CREATE TRIGGER content_is_not_changed BEFORE UPDATE ON content
BEGIN SELECT RAISE(ABORT, 'content: it is named by its digest and never changes'); END;

CREATE TRIGGER content_is_not_deleted BEFORE DELETE ON content
BEGIN SELECT RAISE(ABORT, 'content: inspections rest on it'); END;

-- Projections -------------------------------------------------------------------------------------------------------
-- A supplier, site or checklist may be missing where its event was erased or lost with a damaged disk, so these are
-- named without a foreign key.

-- People of this workspace.
CREATE TABLE person (
  id              TEXT NOT NULL PRIMARY KEY, -- the person's identifier
  name            TEXT NOT NULL, -- the name as it is signed
  organisation    TEXT NOT NULL, -- the organisation the person works for
  role            TEXT NOT NULL, -- auditor, supervisor or trainer
  language        TEXT NOT NULL, -- BCP 47: en or zh-CN
  certificate_pem TEXT NOT NULL, -- the signing certificate, PEM (RFC 7468)
  added_seq       INTEGER NOT NULL -- the event that added the person
) STRICT, WITHOUT ROWID;

-- Settings of this workspace.
CREATE TABLE setting (
  key   TEXT NOT NULL PRIMARY KEY, -- the setting's name
  value TEXT NOT NULL -- its value as text
) STRICT, WITHOUT ROWID;

-- Legal entities that are inspected.
CREATE TABLE supplier (
  id           TEXT NOT NULL PRIMARY KEY, -- the supplier's identifier
  name         TEXT NOT NULL, -- the legal name
  name_local   TEXT NOT NULL, -- the name in the other script; empty where there is none
  country      TEXT NOT NULL, -- ISO 3166-1 alpha-2 code of the country of registration
  registration TEXT NOT NULL, -- the registration number, without spaces and in capitals
  own          INTEGER NOT NULL CHECK (own IN (0, 1)), -- 1 for one's own organisation
  contact      TEXT NOT NULL, -- who to talk to, in free form
  archived     INTEGER NOT NULL CHECK (archived IN (0, 1)) -- 1 when taken out of the lists
) STRICT, WITHOUT ROWID;
CREATE INDEX supplier_by_registration ON supplier (registration, country);

-- Inspected addresses.
CREATE TABLE site (
  id          TEXT NOT NULL PRIMARY KEY, -- the site's identifier
  supplier_id TEXT NOT NULL, -- the supplier it belongs to
  name        TEXT NOT NULL, -- the name by which people know it
  address     TEXT NOT NULL, -- the full postal address
  country     TEXT NOT NULL, -- ISO 3166-1 alpha-2 code
  indigenous  INTEGER NOT NULL CHECK (indigenous IN (0, 1)), -- 1 where Indigenous peoples live on or use the land
  archived    INTEGER NOT NULL CHECK (archived IN (0, 1)) -- 1 when taken out of the lists
) STRICT, WITHOUT ROWID;
CREATE INDEX site_by_supplier ON site (supplier_id);

-- Checklists that were added; the bytes are in `content`.
CREATE TABLE template (
  digest    BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32), -- digest of the exact bytes
  id        TEXT NOT NULL, -- the checklist's identifier through all its versions
  version   TEXT NOT NULL, -- the version that the checklist names
  added_seq INTEGER NOT NULL -- the event that added it
) STRICT, WITHOUT ROWID;

-- Rule sets that were added; the bytes are in `content`.
CREATE TABLE rule_set (
  digest    BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32), -- digest of the exact bytes
  id        TEXT NOT NULL, -- the rule set's identifier through all its versions
  version   TEXT NOT NULL, -- the version that the rule set names
  added_seq INTEGER NOT NULL -- the event that added it
) STRICT, WITHOUT ROWID;

-- Inspections, with the figures that the list shows.
CREATE TABLE inspection (
  id                 TEXT NOT NULL PRIMARY KEY, -- the inspection's identifier
  number             TEXT NOT NULL, -- the report number as printed: RPT-2026-0001
  report_id          TEXT NOT NULL, -- the report through all its revisions
  state              TEXT NOT NULL, -- planned, in_progress, fieldwork_done, sealed or cancelled
  supplier_id        TEXT NOT NULL, -- who is inspected
  site_id            TEXT NOT NULL, -- where
  template_digest    BLOB NOT NULL CHECK (length(template_digest) = 32), -- the exact checklist
  rule_set_digest    BLOB NOT NULL CHECK (length(rule_set_digest) = 32), -- the exact rule set
  inspection_type    TEXT NOT NULL, -- initial, periodic, follow_up or unannounced
  starts_on          TEXT NOT NULL, -- first day on site
  ends_on            TEXT NOT NULL, -- last day on site
  team               TEXT NOT NULL, -- names of the team, one a line, the lead auditor first
  scope              TEXT NOT NULL, -- purpose and scope in the auditor's words
  answered           INTEGER NOT NULL DEFAULT 0, -- questions that are settled
  asked              INTEGER NOT NULL DEFAULT 0, -- questions that apply
  letter             TEXT, -- overall letter A to E or NR; NULL while too little is known
  critical_count     INTEGER NOT NULL DEFAULT 0, -- findings not withdrawn, severity critical
  major_count        INTEGER NOT NULL DEFAULT 0, -- the same, severity major
  minor_count        INTEGER NOT NULL DEFAULT 0, -- the same, severity minor
  opportunity_count  INTEGER NOT NULL DEFAULT 0, -- the same, severity opportunity
  photo_count        INTEGER NOT NULL DEFAULT 0, -- photos not taken out
  changed_at_ms      INTEGER NOT NULL, -- when its last event was committed ("last saved")
  changed_offset_min INTEGER NOT NULL, -- minutes east of UTC then
  changed_seq        INTEGER NOT NULL, -- the last event
  event_count        INTEGER NOT NULL DEFAULT 1 -- how many events it has
) STRICT, WITHOUT ROWID;
CREATE INDEX inspection_by_change ON inspection (changed_seq, state);
CREATE INDEX inspection_by_number ON inspection (number);
CREATE INDEX inspection_by_start ON inspection (starts_on);
CREATE INDEX inspection_by_state ON inspection (state);
CREATE INDEX inspection_by_supplier ON inspection (supplier_id);
CREATE INDEX inspection_by_site ON inspection (site_id);

-- Answers that are not empty.
CREATE TABLE answer (
  inspection_id TEXT NOT NULL REFERENCES inspection (id), -- the inspection
  path          TEXT NOT NULL, -- where it lives: /esg_hs_04, or /area[<row's UUID>]/esg_oe_02 inside a repeat
  value         TEXT, -- XForms lexical value: conforming, yes, 42.5, 2026-11-21, 'a b' for several choices; NULL without one
  status        TEXT NOT NULL, -- answered, not_applicable or not_verified
  reason        TEXT NOT NULL, -- why it does not apply or could not be verified
  note          TEXT NOT NULL, -- the auditor's note
  seq           INTEGER NOT NULL, -- the event that gave it
  PRIMARY KEY (inspection_id, path)
) STRICT, WITHOUT ROWID;

-- Findings that were not withdrawn.
CREATE TABLE finding (
  inspection_id      TEXT NOT NULL REFERENCES inspection (id), -- the inspection
  id                 TEXT NOT NULL, -- the finding's identifier
  raised_seq         INTEGER NOT NULL, -- the event that raised it; findings are numbered in this order
  title              TEXT NOT NULL, -- a short title
  severity           TEXT NOT NULL, -- critical, major, minor or opportunity; the order of the alphabet is worst first
  severity_reason    TEXT NOT NULL, -- why the severity differs from what was suggested; empty when it does not
  suggested          TEXT, -- the severity that answers and rules suggested when it was saved; NULL where nothing did
  repeats            TEXT NOT NULL, -- the earlier finding that it repeats, by number; empty where there is none
  contained_before   TEXT, -- the photo of how it was found, when corrected on the spot; NULL when not
  contained_after    TEXT, -- the photo of how it was left; NULL when not
  sensitive          INTEGER NOT NULL CHECK (sensitive IN (0, 1)), -- 1 when kept from everything the site sees
  requirement        TEXT NOT NULL, -- what is required
  evidence           TEXT NOT NULL, -- what was seen
  place              TEXT NOT NULL, -- where on site
  immediate_action   TEXT NOT NULL, -- what was done on the spot
  root_cause         TEXT NOT NULL, -- as written in the finding; a later `finding_action` comes first
  correction         TEXT NOT NULL, -- the same
  corrective_action  TEXT NOT NULL, -- the same
  owner              TEXT NOT NULL, -- the same: who at the site answers for it
  remedy             TEXT NOT NULL, -- standard, staged_plan or protect_at_once
  agreed_due_on      TEXT, -- a due date agreed at the meeting; NULL when the rule's holds
  position           TEXT, -- the site's position: agreed or disputed; NULL before it was taken
  position_words     TEXT, -- the site's own words; NULL before the position was taken
  fixed_number       TEXT, -- F-01 or S-01, fixed by the seal in force; NULL before
  fixed_plan_on      TEXT, -- the plan is due, fixed by the seal in force; NULL where there is no date
  fixed_corrected_on TEXT, -- the correction is due, fixed by the seal in force; NULL where there is no date
  PRIMARY KEY (inspection_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_by_severity ON finding (severity, raised_seq DESC);

-- The failed questions that a finding explains.
CREATE TABLE finding_question (
  inspection_id TEXT NOT NULL, -- the inspection
  finding_id    TEXT NOT NULL, -- the finding
  place         INTEGER NOT NULL, -- 0 for the first question
  path          TEXT NOT NULL, -- the question
  PRIMARY KEY (inspection_id, finding_id, place),
  FOREIGN KEY (inspection_id, finding_id) REFERENCES finding (inspection_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What the site does about a finding, as it answered later, also after the seals. Outlives a withdrawn finding.
CREATE TABLE finding_action (
  inspection_id     TEXT NOT NULL REFERENCES inspection (id), -- the inspection
  finding_id        TEXT NOT NULL, -- the finding
  root_cause        TEXT NOT NULL, -- why the system allowed it
  correction        TEXT NOT NULL, -- puts the case right
  corrective_action TEXT NOT NULL, -- stops it coming back
  owner             TEXT NOT NULL, -- who at the site answers for it
  seq               INTEGER NOT NULL, -- the event that recorded it
  PRIMARY KEY (inspection_id, finding_id)
) STRICT, WITHOUT ROWID;

-- Uses of photos; the original bytes lie in the workspace under photos/<first two digits>/<digest in hexadecimal>.
CREATE TABLE photo (
  inspection_id TEXT NOT NULL REFERENCES inspection (id), -- the inspection
  id            TEXT NOT NULL, -- the identifier of this use
  added_seq     INTEGER NOT NULL, -- the event that took it in; photos are shown in this order
  digest        BLOB NOT NULL CHECK (length(digest) = 32), -- digest of the original bytes
  file_name     TEXT NOT NULL, -- the file's name where it came from
  media_type    TEXT NOT NULL, -- found in the bytes: image/jpeg
  size_bytes    INTEGER NOT NULL, -- size of the original
  width_px      INTEGER NOT NULL, -- width, upright
  height_px     INTEGER NOT NULL, -- height, upright
  taken_at      TEXT, -- local date and time, ISO 8601, with the offset where it is known; NULL when the file does not say
  latitude_deg  TEXT, -- degrees north in WGS 84, decimal; NULL when the file does not say
  longitude_deg TEXT, -- degrees east in WGS 84, decimal; NULL when the file does not say
  camera        TEXT NOT NULL, -- maker and model; empty when the file does not say
  look_hash     TEXT NOT NULL, -- perceptual hash, 16 hexadecimal digits; empty where the picture has none
  caption       TEXT NOT NULL, -- the auditor's caption
  overlay       TEXT NOT NULL, -- what is drawn over it, canonical JSON; empty where nothing is
  consent       TEXT NOT NULL, -- of the people on it: unasked, asked, given or withdrawn
  trade_secret  INTEGER NOT NULL CHECK (trade_secret IN (0, 1)), -- 1 when the site's copy leaves it out
  removed       INTEGER NOT NULL CHECK (removed IN (0, 1)), -- 1 when taken out; the bytes are kept
  PRIMARY KEY (inspection_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX photo_by_digest ON photo (digest);

-- Notes of the evidence tray that were not taken out.
CREATE TABLE note (
  inspection_id TEXT NOT NULL REFERENCES inspection (id), -- the inspection
  id            TEXT NOT NULL, -- the note's identifier
  text          TEXT NOT NULL, -- the text
  written_at_ms INTEGER NOT NULL, -- when it was written
  seq           INTEGER NOT NULL, -- the event that wrote it first
  PRIMARY KEY (inspection_id, id)
) STRICT, WITHOUT ROWID;

-- What photos and notes are evidence for.
CREATE TABLE evidence_link (
  inspection_id TEXT NOT NULL REFERENCES inspection (id), -- the inspection
  source        TEXT NOT NULL CHECK (source IN ('photo', 'note')), -- what is linked
  source_id     TEXT NOT NULL, -- the photo's or the note's identifier
  place         INTEGER NOT NULL, -- 0 for the first link
  path          TEXT, -- the question; NULL when linked to something else
  finding_id    TEXT, -- the finding; NULL when linked to something else
  area          TEXT, -- the part of the site by its name; NULL when linked to something else
  PRIMARY KEY (inspection_id, source, source_id, place),
  CHECK ((path IS NULL) + (finding_id IS NULL) + (area IS NULL) = 2)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_link_by_finding ON evidence_link (inspection_id, finding_id) WHERE finding_id IS NOT NULL;
CREATE INDEX evidence_link_by_path ON evidence_link (inspection_id, path) WHERE path IS NOT NULL;

-- Reports that left the workspace.
CREATE TABLE export (
  seq             INTEGER NOT NULL PRIMARY KEY, -- the event that recorded it
  inspection_id   TEXT NOT NULL REFERENCES inspection (id), -- the inspection
  revision        INTEGER NOT NULL, -- 1 for the first
  copy            TEXT NOT NULL, -- internal or site
  language        TEXT, -- BCP 47; NULL for both languages
  digest          BLOB NOT NULL CHECK (length(digest) = 32), -- digest of the file
  file_name       TEXT NOT NULL, -- its name
  exported_at_ms  INTEGER NOT NULL -- when
) STRICT;
CREATE INDEX export_by_inspection ON export (inspection_id);
CREATE INDEX export_by_digest ON export (digest);

-- Texts that can be found.
CREATE TABLE search_entry (
  id            INTEGER NOT NULL PRIMARY KEY, -- the row of `search`; a later one is newer
  inspection_id TEXT NOT NULL REFERENCES inspection (id), -- the inspection
  kind          TEXT NOT NULL, -- inspection, answer, finding, photo, note or meeting
  item_id       TEXT NOT NULL, -- path, identifier or meeting kind; empty for the inspection itself
  text          TEXT NOT NULL, -- the text as written, parts apart by line ends
  UNIQUE (inspection_id, kind, item_id)
) STRICT;

-- The full-text index over `search_entry`. `words` is the text cut for searching: runs of Chinese, Japanese and Korean
-- characters as pairs (消防通道 → 消防 防通 通道 道), because the tokenizers of FTS5 take such a run for one word.
CREATE VIRTUAL TABLE search USING fts5 (
  words, -- not stored
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
