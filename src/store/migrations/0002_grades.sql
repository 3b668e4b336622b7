-- What was suggested for a finding, which earlier one it repeats, and the photos of a correction on the spot.
DROP TABLE finding;
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
