-- What is drawn over photos, consent, trade secrets, the look of photos, and areas as what evidence is for.
DROP TABLE photo;
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

DROP TABLE evidence_link;
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
