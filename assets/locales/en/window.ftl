# The window.

app-name = Fieldseal
loading = One moment …
save = Save
edit = Edit
cancel = Cancel
close = Close
discard = Discard changes
choose = Choose …
menu = Menu
list-comma = {", "}
list-semicolon = {"; "}
field-missing = This is needed.
copy-details = Copy technical details
close-notice = Close notice
open-folder = Open folder

# The letter of a mark.
mark-critical = C
mark-major = M
mark-minor = m
mark-opportunity = i
mark-conforming = ✓
mark-unknown = –

# Controls
date-hint = 2026-11-21
date-pick = Pick a day
date-wrong = Write the day as year-month-day, like 2026-11-21.
month-back = Previous month
month-on = Next month
sort-by = Sort by { $column }

# Places, commands, shortcuts
place-inspections = Inspections
place-suppliers = Suppliers
place-findings = Findings
place-checklists = Checklists
place-verify = Verify
place-settings = Settings
command-palette = Search or run a command
command-back = Back
command-new-inspection = Start an inspection
command-open-example = Open the example
command-zoom-in = Larger
command-zoom-out = Smaller
command-zoom-reset = Normal size
command-switch-language = Switch between English and Chinese
command-lock = Lock my key
command-help = Keyboard shortcuts
command-redo = Do again
command-undo = Undo
command-next-unanswered = Next unanswered
command-next-question = Next
command-previous-question = Previous
command-add-photo = Add photo
command-finding = Finding
command-note = Write a note
command-search-questions = Find a question
command-choose = Choose the answer with this number
tab-plan = Plan
tab-answers = Answers
tab-photos = Photos
tab-findings = Findings
tab-closing = Closing
tab-report = Report
scope-anywhere = Everywhere
scope-inspection = In an inspection
scope-answering = While answering
help-keys = Keys without Ctrl or Alt work while no text is being edited.
palette-open = Search
palette-help = Find a question, an inspection or a command
palette-hint = Type a few letters
palette-none = Nothing matches.

# Status bar
saved-nothing = Nothing to save yet
saving = Saving …
saved-at = Saved { $time }
saved-not = Not saved: { $what }
job-photos = Photos { $done } of { $total }
job-export = Writing the report
job-verify = Verifying
job-backup = Writing the backup
closing-failed = The last signature over the log could not be written: { $what } All answers and photos are saved.

# Files
dialog-photos = Choose photos
dialog-pictures = Pictures
dialog-report = Choose a report
dialog-pdf = PDF
dialog-backup = Backup
path-why = This desktop has no file dialog to show. Type or paste the path instead.
path-one = Path of the file
path-several = Paths, one on each line
path-hint = /home/me/photo.jpg
path-take = Use this path

# First start and unlocking
start-title = Who works here?
start-intro = Fieldseal makes a signing key for you. It stays on this laptop; no account and no network are needed.
start-name = Your name
start-name-help = As it is to stand under your reports.
start-organisation = Organisation
start-create = Make my key and start
start-lost = Write the passphrase down and keep it safe. Nobody can recover it: without it the data stays readable, but a new key has to be made.
passphrase = Passphrase
passphrase-again = Passphrase once more
passphrase-help = At least 8 characters. Several words are easy to remember and hard to guess.
passphrase-short = At least 8 characters are needed.
passphrase-differs = The two passphrases are not the same.
passphrase-weak = Easy to guess
passphrase-fair = Fair
passphrase-strong = Hard to guess
unlock-title = Welcome back
unlock-person = Who works here?
unlock = Unlock
unlock-other = Somebody else

# Inspections
inspections-empty = No inspections yet
inspections-empty-text = Start with a supplier of your own, or look around in the built-in example first.
inspections-search = Search inspections
inspections-none-found = No inspection matches
inspections-none-found-text = Search and filters together leave nothing.
filter-clear = Clear search and filters
filter-severe = Critical or major findings
column-state = State
column-number = Number
column-supplier = Supplier and site
column-type = Type
column-dates = Dates
column-progress = Answered
column-findings = Findings
column-changed = Last saved
column-photo = Photo
column-severity = Severity
column-finding = Finding
column-due = Due

# Suppliers and sites
suppliers-search = Search suppliers
suppliers-empty = No suppliers yet
suppliers-empty-text = A supplier is identified by its registration number, so that it stands here only once.
suppliers-choose = Choose a supplier
suppliers-choose-text = Its sites and particulars are shown here.
supplier-add = Add
supplier-new = Add a supplier
supplier-edit = Change the supplier
supplier-name = Legal name
supplier-name-help = As it stands in the business register.
supplier-local-name = Name in Chinese characters
supplier-other-name = Other name
supplier-contact = Contact
supplier-own = This is our own organisation
supplier-own-mark = Our own organisation
country = Country
country-help = Two letters, CN for China.
registration = Registration number
registration-cn = Unified social credit code
registration-help = Two suppliers of one country with the same number are one.
registration-length = A unified social credit code has 18 characters; this has { $n }.
registration-character = “{ $character }” does not occur in a unified social credit code.
registration-check = The last character does not fit the others; it would be “{ $expected }”. Check for a typing mistake.
sites = Sites
sites-count = { $n ->
    [one] 1 site
   *[other] { $n } sites
}
site-new = Add a site
site-edit = Change the site
site-name = Name of the site
site-address = Address
site-country-help = Questions that rest on national law depend on it.
site-indigenous = Indigenous peoples live on or use the land
site-inspect = Inspect this site
site-save = Save site

# Plan
plan-no-site = A supplier with a site is needed first
plan-no-site-text = An inspection takes place at a site.
plan-supplier = Supplier
plan-site = Site
plan-checklist = Checklist
plan-checklist-help = The inspection keeps the version it starts with.
questions-count = { $n ->
    [one] 1 question
   *[other] { $n } questions
}
plan-type = Type of inspection
plan-starts = First day
plan-ends = Last day
plan-reversed = The last day lies before the first.
plan-team = Team, the lead auditor first
team-lead = Lead auditor
team-name = Name
team-function = Function
team-add = Add a person
team-remove = Remove person
plan-scope = Purpose and scope
plan-scope-hint = What is inspected, and what is not
plan-create = Plan the inspection
plan-incomplete = Supplier, site, both days and a lead auditor are needed.
plan-change = Change the plan
plan-fixed = The closing seal fixed the plan.
call-off = Call the inspection off
call-off-text = The inspection stays in the list as cancelled, with the reason. This cannot be undone.
call-off-reason = Reason
call-off-do = Call off { $number }
inspection-title = { $number } { $supplier }, { $site }

# Answering
answers-none = This checklist asks nothing.
answers-progress = { $answered } of { $asked } answered
answers-blockers = { $n ->
    [one] 1 thing blocks sealing
   *[other] { $n } things block sealing
}
answers-no-blockers = Nothing blocks sealing
answers-all-done = Every question is answered.
answers-keys = Number keys answer, Enter goes on, P photo, F finding, N note, / find
section = Section
score-why = Why this score?
score-provisional = provisional
score-coverage = { $percent } % verified
score-points = { $points } points of 100
score-overall = Overall score
score-no-reasons = Nothing lowers the score.
question-place = Question { $number } of { $total }
question-severity = If it fails: { $severity }
question-evidence = Evidence: { $kinds }
question-evidence-help = Evidence with a star must be there.
question-references = Reference: { $list }
reference-to_be_confirmed = to be confirmed
reference-superseded = superseded
zero-tolerance = Zero tolerance
outcome-hidden = Not asked here
outcome-unanswered = Not answered
grade-short-conforming = Conforming
grade-short-opportunity = Improve
grade-short-minor = Minor
grade-short-major = Major
grade-short-critical = Critical
severity-short-critical = Critical
severity-short-major = Major
severity-short-minor = Minor
severity-short-opportunity = Improve
answer-number = Value in { $unit }
answer-count = Number
answer-text = Answer
answer-date = Date
date-none = There is none
answer-photos = { $present } of { $least } photos
answer-outcome = Comes to: { $grade }
sample-checked = Checked
sample-failed = Failed
sample-critical = Any critical among them?
limit-inside = { $value } is inside the limit of { $limit }.
limit-near = { $value } is close to the limit of { $limit }.
limit-exceeded = { $value } exceeds the limit of { $limit }.
limit-no_limit = The limit is not known yet; the answer counts as not verified.
limit-to-be-confirmed = The limit is to be confirmed; a failure is an opportunity for improvement at most.
answer-problem-unknown_code = This cannot be chosen here.
answer-problem-not_a_number = Write a number, like 42.5.
answer-problem-not_a_count = Write a whole number.
answer-problem-not_a_date = Write the day as year-month-day.
answer-problem-not_a_boolean = Choose yes or no.
answer-problem-nothing_checked = At least one has to be checked.
answer-problem-more_failed_than_checked = More failed than were checked.
answer-problem-critical_row_not_counted = A critical one counts among the failed.
answer-problem-no_value_here = This question takes no value.
answer-problem-unknown_place = The checklist has no such place.
reason-not-applicable = Why it does not apply
reason-not-verified = Why it could not be verified
reason-owed = A word on why is needed before this is saved.
note = Note
note-hint = What you saw, heard, read
evidence = Evidence
evidence-hint = Photos can also be dropped or pasted here.
evidence-tray = From the tray ({ $n })
evidence-tray-help = Press a photo to link it to this question.
evidence-tray-all = All photos
photo-name = Photo { $name }
photo-link = Link { $name } to this question
duty-photos = { $present } of { $least } photos that are needed
hidden-show = { $n ->
    [one] 1 question of this section is not asked: show
   *[other] { $n } questions of this section are not asked: show
}
hidden-hide = { $n ->
    [one] Hide the question that is not asked
   *[other] Hide the { $n } questions that are not asked
}
hidden-condition = Asked when: { $condition }

# Why this score
pillar-E = Environment
pillar-S = Social
pillar-G = Governance
why-answer = { $grade }: takes { $loss } points.
why-section_capped = A critical finding holds “{ $section }” at { $cap } points; it would have { $uncapped }.
why-critical = { $n ->
    [one] One critical finding gives the worst letter.
   *[other] { $n } critical findings give the worst letter.
}
why-unverified_critical = A critical question is not verified: { $letter } at best, and provisional.
why-coverage = { $percent } % is verified. Below { $provisional } % the letter is provisional, below { $rated } % there is none.
why-letter_score = For { $letter } the score has to be { $least }; it is { $points }.
why-letter_section = For { $letter } “{ $section }” has to have { $least } points; it has { $points }.
why-letter_major = For { $letter } there may be { $most } major findings; there are { $count }.
why-not_passed = Not passed in the ESG review: { $what } has { $points } points, { $least } are needed.

# Findings
finding = Finding
finding-open = Open
finding-new = This answer needs a finding
finding-new-help = What is known is filled in.
finding-save = Save finding
finding-later = It can also wait until the closing.
finding-same-cause = Same cause as an earlier finding?
finding-after-closing = The closing seal fixed the findings. To add one, the closing has to be taken up again.
finding-title = Title
finding-severity = Severity
finding-severity-reason = Why the severity differs from the answers
finding-severity-owed = The closing seal asks for a reason here.
finding-requirement = What is required
finding-evidence = What was seen
finding-evidence-hint = What, where, when, how many of how many. No names of workers.
finding-place = Where on site
finding-immediate = What was done on the spot
finding-agreed = Earlier due date agreed with the site
finding-sensitive = Sensitive: keep from everything the site sees
finding-sensitive-help = For what points at a person who spoke, or would put someone at risk. It appears in no copy, score or count that the site sees.
finding-fixed = The closing seal fixed this part.
finding-questions = Answers that this finding covers
finding-unlink = Take { $code } out of this finding
finding-withdraw = Withdraw the finding
finding-withdraw-text = The finding disappears from the inspection; the log keeps it with your reason.
finding-withdraw-reason = Reason
finding-withdraw-do = Withdraw { $number }
sensitive = Sensitive
findings-empty = No findings
findings-empty-text = A failed answer asks for one.
all-findings-empty-text = Findings of all inspections are listed here.
due = Due { $date }
due-none = No due date
due-fixed = Due { $date }, fixed by the closing seal
due-provisional = Due { $date }, provisional until the closing seal
due-plan = Corrective action plan due { $date }
action = What the site does about it
action-help = May come days after the visit; it blocks no seal.
action-root-cause = Root cause
action-correction = Correction
action-corrective = Corrective action
action-owner = Responsible at the site

# Photos and notes
photos-add = Add photos
photos-hint = or drop them here, or paste
photos-all = All
photos-tray = Not linked yet
photos-empty = No photos yet
photos-empty-text = Take photos on the walk and link them later, or add them to a question at once.
photos-tray-empty = Everything is linked
photos-tray-empty-text = Photos that belong to no question or finding wait here.
photos-unlinked = Not linked yet
photos-back = All photos
photo-previous = Previous photo
photo-next = Next photo
photo-caption = Caption
photo-used = Used for
photo-facts = What the file says
photo-taken = Taken
photo-place = Place
photo-camera = Camera
photo-file = File
photo-dimensions = Size
photo-size = { $width } × { $height } pixels, { $megabytes } MB
photo-added = Added
photo-digest = SHA-256
photo-time-from-name = The time comes from the file's name: the file itself does not say when it was taken.
photo-remove = Remove photo
photo-removed = Photo removed. Undo brings it back.
photo-cannot-be-shown = This picture cannot be shown. The original file is kept as it is.
link-to = Link to …
link-search = Code or words
notes = Notes
notes-new = New note
notes-new-hint = Write first, link later
notes-save = Keep note
note-remove = Remove note

# Closing
closing-meetings = Meetings and positions
closing-signatures = Signatures
closing-seal = Seal
step-done = done
step-open = open
meeting-opening-text = Purpose, scope, how the day runs, confidentiality, right to speak.
meeting-closing-text = Every finding is read out; the site says what it thinks of it. Due dates count from this day.
meeting-record = Record the meeting now
meeting-held = Held { $time }
meeting-attendees = Who is present
meeting-add = Add a person
meeting-notes = What was explained or said
meeting-save = Save meeting
positions = The site's position on each finding
positions-text = Agreed or disputed; a dispute is recorded in the site's own words.
positions-none = There are no findings to go through.
position-words = The site's own words
position-save = Save the dispute
signatures-text = The site's signature says that the findings were received, not that they are agreed with.
signer-name = Name
signer-function = Function
pad-auditor = Signature of the auditor
pad-site = Signature of the site's representative
pad-hint = Sign here with pen, finger or mouse
signature-save = Keep signature
signature-clear = Clear
signature-again = Sign again
signature-instead = They sign after all
refusal-instead = They refuse to sign
refusal-text = A refusal is recorded and does not stop the seal.
refusal-reason = Reason given
refusal-witness = Witness
refusal-save = Record the refusal
signed-by = { $name }, { $time }
signature-refused-by = { $name } refused to sign, witness { $witness }, { $time }
seal-closing = Closing seal
seal-closing-text = Fixes findings, due dates and the site's positions. Then a short signed report is left on site.
seal-closing-do = { $n ->
    [0] Seal the closing
    [one] Seal 1 finding
   *[other] Seal { $n } findings
}
seal-closing-ask = Findings, dates and positions cannot be changed afterwards. Answers and photos can, until the report seal.
seal-report = Report seal
seal-report-text = Fixes the whole inspection, often on the evening of the same day. Then the report can be exported.
seal-report-do = { $n ->
    [one] Seal 1 answer
   *[other] Seal { $n } answers
}
seal-report-ask = Nothing in this inspection can be changed afterwards. What the site does about the findings can still be added.
seal-blocked = { $n ->
    [one] One thing stands in the way:
   *[other] { $n } things stand in the way:
}
seal-leave = Findings and dates are fixed. Leave the short report on site now.
seal-leave-do = Export the report for the site
sealed-at = Sealed { $time }
reopen = Take the closing up again
reopen-text = Signatures and fixed dates fall; both sides have to sign again. The log keeps what was sealed.
reopen-reason = Reason
reopen-do = Take up again
blocker-unanswered = not answered
blocker-wrong_value = the value cannot be read
blocker-reason_missing = a reason is missing
blocker-photo_missing = photos are missing
blocker-failure_without_finding = failed and belongs to no finding
blocker-evidence_missing = mandatory evidence is not shown
blocker-finding_without_evidence = does not say what was seen
blocker-severity_without_reason = the severity differs from the answers without a reason
blocker-position_missing = the site's position is missing
blocker-meeting_missing = not recorded
blocker-attendees_missing = nobody was present
blocker-signature_missing = neither signed nor refused
blocker-closing_not_sealed = The closing is not sealed

# Report
report-not-yet = The short report for the site can be exported after the closing seal, the full one after the report seal.
report-kind = Which report
report-full = Inspection report
report-full-text = Complete, internal: answers, photos, findings, signatures, and the whole record inside.
report-closing = Findings and plan for the site
report-closing-text = Short; sensitive findings appear nowhere in it.
report-language = Language
language-en = English
language-zh = Chinese
language-both = Both, side by side
report-export = Export and sign
report-export-to = Export to another place
report-working = The report is being written. You can go on working.
report-result = Result
report-pages = Pages
report-size = Size
report-open = Open report
report-earlier = Exported before
report-missing-characters = No font has these characters; they are printed as code points: { $list }

# Verify
verify-title = What is this report worth?
verify-text = Checks the signature, and whether what is inside is what was sealed. Nothing leaves this laptop.
verify-choose = Choose a PDF, or drop one anywhere on the window
verify-working = Checking …
verify-file = File
verify-revision = Revision
verify-copy = Copy
verify-items = Sealed items inside
verify-seal = Seal
verify-unsealed = Not sealed
verify-signature = Signature { $field }
verify-verdict = Verdict
verify-signer = Signer
verify-organisation = Organisation
verify-time = Claimed time
verify-form = Form
verify-problems = What is wrong
verify-fingerprint = Certificate (SHA-256)
verdict-signed-by = Signed by { $name }, { $organisation }, { $time }.
verdict-genuine_trusted = Genuine
verdict-genuine_trusted-means = Nothing was changed since it was signed, and the signer is known here.
verdict-genuine_signer_unknown = Genuine; signer not known here
verdict-genuine_signer_unknown-means = Nothing was changed since it was signed. Whether the signer is who the certificate says is not known on this laptop: compare the certificate's fingerprint by telephone.
verdict-certificate_expired = Certificate expired
verdict-certificate_expired-means = Nothing proves that the signature is older than the end of the certificate.
verdict-certificate_not_yet_valid = Certificate not yet valid
verdict-certificate_not_yet_valid-means = The certificate did not hold when the report was signed, or the clock of this laptop is wrong.
verdict-certificate_not_for_signing = Not a signing certificate
verdict-certificate_not_for_signing-means = The certificate is not meant for signing documents, so the signature proves nothing.
verdict-weak_algorithm = Too weak to prove anything
verdict-weak_algorithm-means = Key or hash function can be forged today.
verdict-unsupported_algorithm = Cannot be checked here
verdict-unsupported_algorithm-means = The signature is of a form that this version does not know.
verdict-not_signed = Not signed
verdict-not_signed-means = The file carries no signature; anybody can have written it.
verdict-altered = Altered after signing
verdict-altered-means = The file was changed after it was signed. Do not rely on it; ask for the original.
verdict-invalid_signature = Signature invalid
verdict-invalid_signature-means = The signature is broken or does not belong to this file. Do not rely on it.
verdict-encrypted = Encrypted
verdict-encrypted-means = An encrypted file cannot be checked.
verdict-too_complex = Too complex
verdict-too_complex-means = The file asks for more work than any real report; it was not read to the end.
verdict-damaged = Damaged
verdict-damaged-means = The file is incomplete or broken. Copy it again from where it came.
verdict-not_pdf = Not a PDF
verdict-not_pdf-means = The file is no PDF document.
verdict-record_unreadable = The record inside cannot be read
verdict-record_unreadable-means = The signature holds, but the data inside is not a record that this version can read.
verdict-record_seal_mismatch = The record does not fit its seal
verdict-record_seal_mismatch-means = The signature holds, but the data inside is not what was sealed. Do not rely on it.
verdict-record_not_sealed = The record holds more than was sealed
verdict-record_not_sealed-means = The signature holds, but some of the data inside was never sealed. Do not rely on it.

# Checklists
checklists-text = An inspection keeps the version it started with; the digest names its exact text.
checklist-version = Version { $version }
checklist-preview = Preview
kind-grade = Grade
kind-yes_no = Yes or no
kind-number = Number
kind-choice = One of several
kind-multi = Several of several
kind-date = Date
kind-text = Text
kind-count = Count
kind-photo = Photos
kind-sampled = Sample

# Settings
settings-language = Language
settings-language-text = Of the window. Reports have their own.
settings-appearance = Appearance
settings-appearance-text = High contrast helps in bright light.
settings-zoom = Size { $percent } %
settings-motion = No moving or fading parts
theme-system = As the desktop
theme-light = Light
theme-dark = Dark
theme-high_contrast = High contrast
settings-identity = Who works here
settings-identity-text = Your key signs reports and the log. It is locked with your passphrase.
identity-role = Role
identity-fingerprint = Fingerprint of the certificate, for comparing by telephone
settings-backup = Backup
settings-backup-text = One file with everything: answers, photos, reports and your locked keys. Keep it on another device.
backup-never = There is no backup yet
backup-days = { $n ->
    [0] Last backup today
    [one] Last backup yesterday
   *[other] Last backup { $n } days ago
}
backup-make = Make a backup
backup-done = { $n ->
    [one] Written and checked: 1 file in { $path }
   *[other] Written and checked: { $n } files in { $path }
}
settings-folder = Data folder
settings-folder-text = Everything Fieldseal knows lies here. Another folder is chosen at start with --workspace.

# Starting
window-no-display-text =
    There is no display to open a window on: { $detail }
    The commands work without one: fieldseal --help
window-graphics-text =
    The window cannot be opened: { $detail }
    On Debian and Ubuntu these packages are needed: libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1
    The commands work without a window: fieldseal --help
window-no-folder = There is no folder for your data. Name one: fieldseal --workspace DIR
