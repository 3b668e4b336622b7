# Reports as PDF: titles, labels, sentences.
report-title = Inspection report
report-closing-title = Findings and corrective action plan
report-subject = On-site inspection of { $supplier }, { $site }
report-confidential = Confidential. For the organisation that commissioned the inspection and the people it names. An inspection is a sample on the days stated; it is not a legal opinion and does not show that nothing else is wrong.
report-number = Report number
report-revision = revision { $revision }
report-type = Type
report-dates = Dates on site
report-registration = Registration number
report-scope = Purpose and scope
report-lead-auditor = Lead auditor
report-team = Team
report-checklist = Checklist
report-rule-set = Rule set
report-seal = Seal
report-seal-full = Seal (SHA-256 of the manifest)
report-page = Page { $page } of { $pages }
report-made-by = Fieldseal { $version }

# Result
report-overall-result = Overall result
report-score-line = Score { $points } of 100 · { $coverage }% verified
report-provisional = Provisional: too little could be verified for a final letter.
report-esg-passed = ESG review passed
report-esg-not-passed = ESG review not passed
report-pillar-E = Environment
report-pillar-S = Social
report-pillar-G = Governance

# Summary
report-summary = Summary
report-critical-box = { $count ->
    [one] One critical finding
   *[other] { $count } critical findings
}
report-and-more = and { $count } more
report-critical-meaning = Zero tolerance. The supervisor is told within 24 hours; the letter of this inspection is E.
report-findings-by-severity = Findings by severity
report-scores = Scores by section
report-overall = Overall
report-col-section = Section
report-col-points = Points
report-col-answered = Answered
report-main-risks = Main risks
report-no-risks = No critical, major or minor finding was raised.
report-why = Why this result
report-why-capped = { $section }: { $points } points are capped at { $cap } because of a critical finding.
report-why-critical = { $count ->
    [one] One critical result sets the letter.
   *[other] { $count } critical results set the letter.
}
report-why-unverified = { $questions } { $count ->
    [one] is
   *[other] are
} critical by default and could not be verified: { $letter } at best, provisional.
report-why-coverage = { $percent }% of the applicable weight was verified. Below { $provisional }% the letter is provisional, below { $unrated }% there is none.
report-why-letter-score = { $letter } needs at least { $least } points overall; the score is { $points }.
report-why-letter-section = { $letter } needs at least { $least } points in every section; { $section } has { $points }.
report-why-letter-major = { $letter } allows { $most ->
    [0] no major finding
    [one] one major finding
   *[other] { $most } major findings
}; there { $count ->
    [one] is one
   *[other] are { $count }
}.
report-why-pillar = ESG review: { $pillar } has { $points } points; at least { $least } are needed.
report-why-overall = ESG review: { $points } points overall; at least { $least } are needed.

# Answers
report-answers = Results by section
report-answers-lead = All questions that apply to this site, with answer, reason, note, evidence and the reference behind the question.
report-mark-not-verified = ?
report-section-line = { $points } points · { $coverage } verified · { $answered } of { $asked } answered
report-section-line-unscored = Not scored · { $answered } of { $asked } answered
report-no-questions = No question of this section applies to this site.
report-hidden-questions = { $count ->
    [one] One question does not apply to this site because of its condition.
   *[other] { $count } questions do not apply to this site because of their conditions.
}
report-col-code = Code
report-col-question = Question
report-col-result = Result
report-unanswered = Not answered
report-recorded = Recorded
report-finding-ref = Finding
report-photo-ref = Photo
report-answer = Answer
report-reason = Reason
report-note = Note
report-to-be-confirmed = to be confirmed
report-superseded = superseded
report-at-most = Limit: at most { $limit }
report-at-least = Limit: at least { $limit }
report-limit-inside = Within the limit
report-limit-near = Close to the limit
report-limit-exceeded = Limit exceeded
report-limit-no_limit = Limit not known
report-no-date = No such date
report-sample = { $checked } checked, { $failed } failed
report-sample-critical = A critical case among them
report-tag-systemic = Systemic
report-tag-isolated = Isolated

# Findings
report-findings = Findings
report-no-findings = No finding was raised.
report-sensitive = Sensitive: kept from the site
report-questions = Questions
report-severity-reason = Reason for severity
report-severity-change = Severity changed
report-repeats = Repeats
report-state = State
report-contained = Corrected on the spot; before: { $before }, after: { $after }. The severity stays.
report-for-reviewer = For the reviewer
report-proposal = { $name } proposes { $to }.
report-place = Place
report-requirement = Requirement
report-evidence = Objective evidence
report-immediate-action = Immediate action
report-root-cause = Root cause
report-correction = Correction
report-corrective-action = Corrective action
report-owner = Owner
report-due = Due
report-due-plan = Plan by
report-due-corrected = Corrected by
report-remedy-staged = Staged plan with milestones agreed with the auditor; no single closing date.
report-remedy-protect = Immediate protection, then a remediation plan with long-term monitoring; no closing date.
report-no-due-date = No date; to be checked at the next visit.
report-position = Site's position
report-no-position = Not recorded
report-position-withheld = Not put to the site
report-photo = Photo

# Plan
report-plan = Corrective action plan
report-plan-lead = Root cause, action and owner come from the site, often days after the meeting. Dates were fixed at the closing meeting.
report-col-finding = Finding
report-col-action = Correction and corrective action
report-col-due = Due

# Closing plan
report-closing-lead = These findings, dates and positions were read out and fixed at the closing meeting. Please return the root cause, corrective action and owner for each finding by the date shown as “Plan by”.

# Meetings
report-meetings = Meetings
report-no-meetings = No meeting was recorded.
report-held-at = Held
report-said = Explained and said
report-col-name = Name
report-col-function = Function
report-positions = Positions of the site
report-col-number = No.
report-col-words = In the site's words

# Signatures
report-signatures = Signatures
report-acknowledges = The site's representative acknowledges receipt, not agreement. Signatures were drawn on the auditor's device.
report-not-signed = Not signed
report-refused = Refused to sign
report-witness = Witness
report-drawn-by = Drawn signature of { $name }
report-digital-signatures = Digital signatures
report-digital-lead = The lead auditor signs this file as a whole; the supervisor countersigns after review.
report-digital-lead-site = The lead auditor signs this file as a whole.
report-field-auditor = Lead auditor
report-field-supervisor = Supervisor
report-fingerprint = Fingerprint of the lead auditor's certificate (SHA-256)

# Photo log
report-photo-log = Photo log
report-no-photos = No photo was taken.
report-photo-log-lead = { $count ->
    [one] One photo. The 64 characters are the SHA-256 of the original file.
   *[other] { $count } photos. The 64 characters are the SHA-256 of the original file.
}
report-col-photo = Photo
report-col-details = Details
report-linked = Belongs to
report-not-linked = not linked
report-time-unknown = time unknown
report-photo-other-day = By its own time, not taken on a day of the inspection.
report-photo-no-camera = The file says nothing of a camera.
report-time-from-name = from the file's name
report-time-of-capture = taken during the inspection with this laptop's camera

# Checking
report-check = How to check this report
report-check-lead = You do not need Fieldseal for this; other programs can do it too.
report-check-signature = Signature: open the file in a program that verifies PDF signatures (Acrobat, Okular, pdfsig). Nothing may have changed since signing, and the fingerprint of the signer's certificate must be the one above; confirm it with the auditor through another channel.
report-check-record = Record: the file carries the whole inspection as data. Save the attachment fieldseal-record.json (attachments pane, or pdfdetach -saveall).
report-check-photos = Photos: the SHA-256 of an original photo must be the one in the photo log (sha256sum, or certutil -hashfile FILE SHA256).
report-check-seal = Seal: in the record, the SHA-256 of “manifest” as canonical JSON (RFC 8785) must be the seal below, and each item's salted digest must be in the manifest.
report-made-with = Made with Fieldseal { $version } on { $time }.
report-record-description = The whole inspection as data, format fieldseal-record

# Readings, samples, records
report-records = Sampled records
report-records-lead = Rows carry no names. A flag is raised by the figures of a row themselves; the question that reads the table counts it.
report-records-count = { $rows } rows, { $flagged } with a flag
report-col-record = Record
report-col-flags = Flags
report-samples = Samples
report-samples-lead = How many people and records there are, how many had to be looked at by the rule, and how many were. The audit team chose them.
report-col-sample = Sample
report-col-population = There are
report-col-wanted = Needed
report-col-recorded = Looked at
report-col-rule = By the rule
report-rule-root = Square root, at least { $least }, at most { $most }
report-rule-individual = At least { $percent }% of the interviews
report-readings = Readings against limits
report-readings-lead = Each reading stands beside every limit that applies; the strictest decides. The line in the chart is the limit; a bar beyond it exceeds it.
report-col-reading = Reading
report-col-limit = Limit and result
report-col-compared = Compared
report-col-ratio = Ratio
report-col-chart = By its limit
report-measured = Measured: { $value }
report-chart-ratio = The reading is { $ratio } times its limit
report-workforce = Workforce
report-workforce-lead = People at the site by kind of employment, as recorded on the day.
report-col-employment = Employment
report-col-people = People
report-col-women = Women
report-col-men = Men
report-col-young = 16–17
report-col-local = Local
report-col-rural = Rural
report-col-migrant = Migrant
report-col-share = Share
report-total = Total

# Scope, team, registers
report-method = How it was inspected
report-team-qualified = Team and qualifications
report-purpose = Purpose
report-buildings = Buildings
report-processes = Processes
report-workers = Workers
report-shifts = Shifts
report-period = Period
report-exclusions = Left out, and why
report-criteria = Checklist
report-notice = Notice
report-methods = Methods
report-method-words = In detail
report-readers = Confidentiality
report-col-languages = Languages
report-col-days = Days
report-col-certificates = Certificates
report-days-in-all = Person-days in all
report-independence = Independence
report-valid-until = valid until { $date }
report-beyond = Why it is more
report-sharing = Sharing
report-may-be-shared = May be shared with others
report-not-shared = Not to be shared
report-effect = Effect on the result
report-col-document = Document
report-col-dated = Dated
report-col-handling = Seen or copied
report-col-instrument = Instrument
report-col-calibrated = Calibrated
report-col-calibration-due = Holds until
