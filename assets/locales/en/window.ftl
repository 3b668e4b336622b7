# The window.

app-name = Fieldseal
loading = One moment…
save = Save
edit = Edit
cancel = Cancel
close = Close
discard = Discard changes
choose = Choose…
menu = Menu
list-comma = {", "}
list-semicolon = {"; "}
field-missing = This is required.
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
date-pick = Pick a date
date-wrong = Enter the date as year-month-day, such as 2026-11-21.
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
command-redo = Redo
command-undo = Undo
command-next-unanswered = Next unanswered
command-next-question = Next
command-previous-question = Previous
command-add-photo = Add photo
command-camera = Camera
command-take-shot = Take photo
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
scope-camera = At the camera
help-keys = Keys without Ctrl or Alt work only while no text is being edited.
palette-open = Search
palette-help = Find a question, an inspection or a command
palette-hint = Type a few letters
palette-none = Nothing matches.

# Status bar
saved-nothing = Nothing to save yet
saving = Saving…
saved-at = Saved { $time }
saved-not = Not saved: { $what }
job-photos = Photos { $done } of { $total }
job-export = Writing the report
job-verify = Verifying
job-backup = Writing the backup
cannot-open = Fieldseal cannot open this workspace
recover-do = Recover what is left
recover-working = Recovering what is left. This can take a few minutes.
recover-again = Recovered. Start Fieldseal again.
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
start-title = Who is using Fieldseal?
start-intro = Fieldseal makes a signing key for you. It stays on this laptop; no account and no network are needed.
start-name = Your name
start-name-help = As it should appear on your reports.
start-organisation = Organisation
start-create = Make my key and start
start-lost = Write the passphrase down and keep it safe. Nobody can recover it: without it the data stays readable, but you will need a new key.
passphrase = Passphrase
passphrase-again = Repeat passphrase
passphrase-help = At least 8 characters. Several words are easy to remember and hard to guess.
passphrase-short = At least 8 characters are needed.
passphrase-differs = The two passphrases are not the same.
passphrase-weak = Easy to guess
passphrase-fair = Fair
passphrase-strong = Hard to guess
unlock-title = Welcome back
unlock-person = User
unlock = Unlock
unlock-other = Someone else

# Inspections
inspections-empty = No inspections yet
inspections-empty-text = Start with a supplier of your own, or look around in the built-in example first.
inspections-search = Search inspections
inspections-none-found = No inspection matches
inspections-none-found-text = Nothing fits the current search and filters.
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
suppliers-empty-text = A supplier is identified by its registration number, so each one is listed only once.
suppliers-choose = Choose a supplier
suppliers-choose-text = Its sites and details are shown here.
supplier-add = Add
supplier-new = Add a supplier
supplier-edit = Edit the supplier
supplier-name = Legal name
supplier-name-help = As in the business register.
supplier-local-name = Name in Chinese characters
supplier-other-name = Other name
supplier-contact = Contact
supplier-own = This is our own organisation
supplier-own-mark = Our own organisation
country = Country
country-help = Two letters, CN for China.
registration = Registration number
registration-cn = Unified social credit code
registration-help = In one country, the same number means the same supplier.
registration-length = A unified social credit code has 18 characters; this has { $n }.
registration-character = “{ $character }” does not occur in a unified social credit code.
registration-check = The last character does not fit the others; it would be “{ $expected }”. Check for a typing mistake.
sites = Sites
sites-count = { $n ->
    [one] 1 site
   *[other] { $n } sites
}
site-new = Add a site
site-edit = Edit the site
site-name = Name of the site
site-address = Address
site-country-help = Questions based on national law depend on it.
site-indigenous = Indigenous peoples live on or use the land
site-inspect = Inspect this site
site-save = Save site

# Plan
plan-no-site = Add a supplier with a site first
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
plan-reversed = The last day is before the first.
plan-team = Team, lead auditor first
team-lead = Lead auditor
team-name = Name
team-function = Function
team-add = Add a person
team-remove = Remove person
plan-scope = Purpose and scope as agreed
plan-scope-hint = What is inspected, and what is not
plan-create = Plan the inspection
plan-incomplete = Supplier, site, both days and a lead auditor are needed.
plan-change = Edit the plan
plan-fixed = The plan was fixed by the closing seal.
call-off = Call the inspection off
call-off-text = The inspection stays in the list as cancelled, with the reason. This cannot be undone.
call-off-reason = Reason
call-off-do = Call off { $number }
inspection-title = { $number } { $supplier }, { $site }

# Plan: facts of the report
plan-part-agreed = As planned
plan-part-team = Team
plan-part-scope = Scope and method
team-edit = Edit team and qualifications
team-member = Person { $n }
team-organisation = Organisation
team-languages = Languages
team-days = Person-days
team-days-wrong = A number, such as 1.5
team-days-of = { $days } person-days
team-days-in-all = Person-days in all: { $days }
certificate = Certificate
certificate-name = What the certificate is called
certificate-number = Number
certificate-number-help = If it contains an identity number, only its last four characters are kept.
certificate-expires = Valid until
certificate-until = valid until { $date }
certificate-expired = expired on { $date }
certificate-add = Add a certificate
certificate-remove = Remove certificate
scope-text = What was covered and what was not, how evidence was gathered, the team's independence, and who may read the report. Can be recorded until the report seal.
scope-record = Record scope and method
scope-edit = Edit scope and method
scope-title = Scope
scope-purpose = Purpose
scope-buildings = Buildings and areas covered
scope-processes = Processes covered
scope-workers = Workers covered
scope-shifts = Shifts covered
scope-period = Period of the records
scope-exclusions = Left out, and why
scope-excluded = { $what }: { $why }
exclusion-what = What was left out
exclusion-why = Why
exclusion-add = Add an exclusion
exclusion-remove = Remove exclusion
exclusion-owed = Say what was left out and why, or remove the line.
method-title = Method
scope-notice = Notice to the site
scope-methods = How evidence was gathered
scope-method-words = More about the method
scope-method-hint = How people and records were chosen, who measured, how data was handled
conduct-title = Independence and confidentiality
scope-independence = Independence and conflicts of interest
independence-words = In these words
independence-hint = Work, advice or training for the site; gifts and meals
independence-owed = Say which interests are disclosed.
scope-confidentiality = Confidentiality class
scope-readers = Who may read the report
register-instruments-text = What something was measured with, and until when its calibration holds.
register-instruments-add = Add an instrument
register-instruments-change = Edit the instrument
register-documents-text = Documents that were seen or copied. A copy can be a photo or file of this inspection.
register-documents-add = Add a document
register-documents-change = Edit the document
register-good_practices-text = What the site does beyond what is required of it.
register-good_practices-add = Add a good practice
register-good_practices-change = Edit the good practice
register-limitations-text = What could not be seen, asked or relied on, and what that means for the rating.
register-limitations-add = Add a limitation
register-limitations-change = Edit the limitation
entry-remove = Remove
entry-saved = Entry saved
entry-removed = Entry removed. Undo brings it back.
entry-withheld = Not in the site's copy
instrument-name = Instrument
instrument-number = Serial or inventory number
instrument-calibrated = Calibrated on
instrument-due = Calibration due on
instrument-calibrated-at = calibrated { $date }
instrument-due-at = due { $date }
instrument-overdue = The calibration was overdue on the last day of the inspection.
instrument-reversed = The calibration is due before it was made.
document-title = Title
document-number = Number
document-dated = Date on it
document-dated-at = dated { $date }
document-handling = Seen or copied
document-photo = Photo or file that holds the copy
practice-fact = What was seen
practice-beyond = Why it is beyond the requirement
practice-photo = Photo of it
practice-may-be-shared = May be shared with other sites
practice-shared = May be shared
practice-not-shared = Not to be shared
photo-none = No photo
limitation-kind = Kind
limitation-words = What happened
limitation-effect = Effect on the rating
limitation-effect-is = Effect on the rating: { $effect }
limitation-sensitive = Keep out of everything the site sees
limitation-always-withheld = It can point at people who spoke: it never stands in the site's copy.

# Answering
answers-none = This checklist has no questions.
strip-before = Earlier questions of the section
strip-after = Later questions of the section
strip-range = { $first } to { $last } of { $total }
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
score-coverage = { $percent }% verified
score-points = { $points } of 100 points
score-overall = Overall score
score-no-reasons = Nothing lowers the score.
question-place = Question { $number } of { $total }
question-severity = If it fails: { $severity }
question-evidence = Evidence: { $kinds }
question-evidence-help = Evidence marked with a star is mandatory.
question-references = Reference: { $list }
reference-to_be_confirmed = to be confirmed
reference-superseded = superseded
reference-note = { $state }: { $note }
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
add-file = Add file
answer-photos-photo = { $present } of { $least } photos
answer-photos-audio = { $present } of { $least } recordings
answer-photos-video = { $present } of { $least } films
answer-photos-file = { $present } of { $least } files
answer-outcome = Graded as: { $grade }
position-from-photo = A photo of this question with a location can give it.
position-of-photo = Take the location of { $photo }
choices-search = Search the choices
choices-more = { $count ->
    [one] One more choice: type a part of it.
   *[other] { $count } more choices: type a part of the one you want.
}
sample-checked = Checked
sample-failed = Failed
sample-critical = Any critical among them?
limit-inside = { $value } is within the limit of { $limit }.
limit-near = { $value } is close to the limit of { $limit }.
limit-exceeded = { $value } exceeds the limit of { $limit }.
limit-no_limit = The limit is not known yet; the answer counts as not verified.
limit-to-be-confirmed = The limit is still to be confirmed; until then a failure is at most an opportunity for improvement.
answer-problem-unknown_code = This cannot be chosen here.
answer-problem-not_a_number = Enter a number, such as 42.5.
answer-problem-not_a_share = Enter a share from 0 to 100 %.
answer-problem-not_a_count = Enter a whole number.
answer-problem-not_a_date = Enter the date as year-month-day.
answer-problem-not_a_boolean = Choose yes or no.
answer-problem-nothing_checked = At least one has to be checked.
answer-problem-more_failed_than_checked = More failed than were checked.
answer-problem-critical_row_not_counted = Critical cases also count as failed.
answer-problem-no_value_here = This question takes no value.
answer-problem-unknown_place = The checklist has no such question.
reason-not-applicable = Why it does not apply
reason-not-verified = Why it could not be verified
reason-owed = Not saved yet: give a reason first.
note = Note
note-hint = What you saw, heard, read
evidence = Evidence
evidence-hint = Photos can also be dropped or pasted here.
interview-nothing-kept = No photo, recording or other file is kept of an interview: people speak in confidence, and a picture could point at them.
evidence-tray = Unlinked photos ({ $n })
evidence-tray-help = Click a photo to link it to this question.
evidence-tray-all = All photos
photo-name = Photo { $name }
photo-link = Link { $name } to this question
duty-photos = { $present } of { $least } required photos
hidden-show = { $n ->
    [one] 1 question in this section is not asked: show
   *[other] { $n } questions in this section are not asked: show
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
why-answer = { $grade }: costs { $loss } points.
why-section_capped = A critical finding caps “{ $section }” at { $cap } points; without it there would be { $uncapped }.
why-critical = { $n ->
    [one] One critical result means the lowest letter.
   *[other] { $n } critical results mean the lowest letter.
}
why-unverified_critical = A critical question is not verified: { $letter } at best, and provisional.
why-coverage = { $percent }% is verified. Below { $provisional }% the letter is provisional, below { $rated }% there is none.
why-letter_score = { $letter } needs a score of at least { $least }; it is { $points }.
why-letter_section = { $letter } needs at least { $least } points in “{ $section }”; it has { $points }.
why-letter_major = Major findings: { $letter } allows at most { $most }; this inspection has { $count }.
why-regraded_repeat = { $number } is raised from { $from } to { $to } by rule { $rule }: it repeats { $reference }.
why-regraded_raised = { $number } is raised from { $from } to { $to }: { $reason }
why-regraded_lowered = { $number } is lowered from { $from } to { $to }: { $reason }
why-not_passed = ESG review not passed: { $what } has { $points } points; at least { $least } are needed.

# Findings
finding = Finding
finding-open = Open
finding-new = This answer needs a finding
finding-new-help = What is already known is filled in.
finding-save = Save finding
finding-later = It can also wait until the closing.
finding-same-cause = Same cause as an earlier finding?
finding-after-closing = The findings were fixed by the closing seal. To add one, reopen the closing.
finding-title = Title
finding-severity = Severity
finding-severity-reason = Why the severity differs from what is suggested
finding-suggested = Suggested by the answers: { $severity }
finding-suggested-repeat = Suggested: { $severity }. The answers give { $answers }; rule { $rule } raises it, because it repeats { $reference } ({ $because }).
repeat-basis-question = the same question failed in the previous inspection
repeat-basis-root_cause = the previous inspection named the same root cause
repeat-basis-named = named by you
finding-severity-not-allowed = The answers do not allow the severity that is saved any more. Choose one.
finding-lowered = Lowered from { $from }. The reviewer will see this.
finding-critical-help = Only the reviewer lowers a critical finding. You can propose it below.
finding-for-reviewer = For the reviewer
finding-repeats = Repeats an earlier finding of this site
finding-repeats-reference = Number of the earlier finding that it repeats
finding-repeats-help = Such as RPT-2025-0007 F-02. Empty where it repeats none. What the previous inspection found on the same question is found by itself.
finding-contained = Corrected on the spot
finding-contained-help = The severity stays. Root cause and corrective action are still owed.
finding-contained-before = Photo from before
finding-contained-after = Photo from after
finding-contained-owed = Choose two photos and write what was done on the spot. Until then it counts as open.
finding-state-contained = Corrected on the spot
proposal = Proposal to the reviewer
proposal-begin = Propose a milder severity to the reviewer
proposal-help = The finding stays critical until the reviewer and a second person decide. Your name and reason go into the record, not into the site's copy.
proposal-severity = What it should be
proposal-reason = Why it should be milder
proposal-send = Propose
proposal-take-back = Take the proposal back
finding-severity-owed = A reason is needed here.
finding-requirement = What is required
finding-evidence = What was seen
finding-evidence-hint = What, where, when, how many out of how many. No workers' names.
finding-place = Where on site
finding-immediate = What was done on the spot
finding-agreed = Earlier due date agreed with the site
finding-sensitive = Sensitive: keep out of everything the site sees
finding-sensitive-help = For anything that points to a person who spoke up, or would put someone at risk. It appears in no copy, score or count that the site sees.
finding-fixed = This part was fixed by the closing seal.
finding-questions = Answers that this finding covers
finding-unlink = Remove { $code } from this finding
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
action-help = May come days after the visit; it does not block a seal.
action-root-cause = Root cause
action-correction = Correction
action-corrective = Corrective action
action-owner = Responsible at the site

# Photos and notes
photos-add = Add photos
photos-add-files = Add other files
photos-hint = or drop them here, or paste
photos-all = All
photos-tray = Not linked yet
photos-empty = No photos yet
photos-empty-text = Take photos as you walk and link them later, or add them to a question straight away.
photos-tray-empty = Everything is linked
photos-tray-empty-text = Photos not yet linked to a question or finding appear here.
photos-unlinked = Not linked yet
photos-back = All photos
interrupted-what = Taking in { $total } { $total ->
    [one] file
   *[other] files
} was interrupted. Saved: { $saved }.
interrupted-resume = Take in the other { $rest }
interrupted-leave = Leave them
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
file-size = { $kind }, { $megabytes } MB
photo-added = Added
photo-digest = SHA-256
photo-time-from-name = The time comes from the file's name: the file itself does not say when it was taken.
photo-time-of-capture = Taken with the camera of this laptop; the time is that of its clock.
photo-note-other_day = By its own time taken on { $day }, outside of the days of the inspection.
photo-note-used_before = The same file is used in { $number }.
photo-note-looks_alike = Looks like a photo in { $number }.
photo-note-no_camera_data = The file says nothing of a camera, as after a messenger, a screenshot or saving anew.
photo-remove = Remove photo
photo-removed = Photo removed. Undo brings it back.
photo-cannot-be-shown = This picture cannot be shown. The original file is kept as it is.
tool-hand = Move and choose
tool-arrow = Arrow
tool-rectangle = Box
tool-ellipse = Circle
tool-line = Line
tool-freehand = Freehand
tool-text = Text
tool-number = Number
tool-block = Redact
mark-colour-red = Red
mark-colour-yellow = Yellow
mark-colour-blue = Blue
mark-colour-white = White
mark-colour-black = Black
redaction-reason = What is hidden
redaction-person = Face or person
redaction-badge = Name or badge
redaction-plate = Number plate
redaction-trade_secret = Trade secret
redaction-other = Something else
mark-words = Words on the photo
mark-write = Write on the photo
mark-remove = Take off: { $name }
photo-drawn = Drawn on the photo
photo-consent = People on the photo
consent-unasked = Nobody, or not asked
consent-asked = Asked
consent-given = Agreed
consent-withdrawn = Withdrawn
consent-withdrawn-means = In everything that leaves from now on, people on this photo are hidden: by your blocks over them, or, where there are none, by one block over the whole photo. The original stays in the workspace.
photo-secret = Trade secret: only in the internal copy
photo-earlier = Move earlier
photo-later = Move later
photo-compare = Put another photo beside it
photo-beside-previous = Previous photo beside it
photo-beside-next = Next photo beside it
photo-zoom-in = Zoom in
photo-zoom-out = Zoom out
photo-zoom-fit = Show the whole photo
photo-zoom-pixels = Show each pixel
photo-original = Show the original

# The laptop's camera.
camera-title = Camera
camera-picture = What the camera sees
camera-opening = Opening the camera …
camera-keys = or the space bar
camera-done = Done
camera-again = Try again
camera-linked = Photos are linked to { $to }.
camera-unlinked = Photos go to the tray; link them later.
camera-taken = { $n ->
    [0] No photo taken yet
    [one] 1 photo taken
   *[other] { $n } photos taken
}
photos-add-folder = Add a folder or camera card
by-time-open = Sort by time
by-time-title = Sort photos by time
by-time-text = Each photo that is not linked yet, with the question that was answered after it within a quarter of an hour, or shortly before it. Nothing is linked before you confirm.
by-time-shift = The camera's clock, in minutes
by-time-shift-help = How far the camera's clock is behind; minus when it is ahead.
by-time-shift-wrong = Give whole minutes, such as 60 or -5.
by-time-confirm = { $n ->
    [one] Link one photo
   *[other] Link { $n } photos
 }
by-time-nothing = No photo of the tray says when it was taken.
by-time-none = Nothing was answered around this time. It stays in the tray.
by-time-after = Answered { $minutes } min after the photo
by-time-before = Answered { $minutes } min before the photo
dialog-folder = Folder with photos
link-to = Link to…
link-new-area = Add the area “{ $name }”
link-area = Area
drop-title = Link by dragging
drop-help = Drag a photo or a note onto what it shows.
drop-nothing = Nothing found
drop-done = Linked to { $name }
link-search = Code or words
notes = Notes
notes-new = New note
notes-new-hint = Write first, link later
notes-save = Save note
note-remove = Remove note
note-drag = Drag onto what it belongs to
note-edit = Edit note

# Closing
closing-meetings = Meetings and positions
closing-signatures = Signatures
closing-seal = Seal
step-done = done
step-open = open
meeting-opening-text = Purpose, scope, how the day runs, confidentiality, right to speak.
meeting-closing-text = Every finding is read out and the site states its position. Due dates count from this day.
meeting-record = Record the meeting now
meeting-held = Held { $time }
meeting-day = Day
meeting-time = Time
meeting-time-hint = now
meeting-time-wrong = Enter the time as HH:MM.
meeting-attendees = Who is present
meeting-add = Add a person
meeting-notes = What was explained or said
meeting-save = Save meeting
positions = The site's position on each finding
positions-text = Agreed or disputed; a dispute is recorded in the site's own words.
positions-none = There are no findings to go through.
position-words = The site's own words
position-save = Save the dispute
signatures-text = The site's signature confirms receipt of the findings, not agreement.
signer-name = Name
signer-function = Function
pad-auditor = Signature of the auditor
pad-site = Signature of the site's representative
pad-hint = Sign here with pen, finger or mouse; by keyboard with the arrow keys, Space sets the pen down
# What a button is called where several on one screen do the same to different things.
named-at = { $what }: { $place }
signature-save = Save signature
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
reopen = Reopen the closing
reopen-text = The signatures and the fixed dates become void; both sides have to sign again. The log keeps what was sealed.
reopen-reason = Reason
reopen-do = Reopen

# Report
report-not-yet = The short report for the site can be exported after the closing seal, the full one after the report seal.
report-kind = Which report
report-full = Inspection report
report-full-text = Complete, internal: answers, photos, findings, signatures, and the whole record inside.
report-closing = Findings and plan for the site
report-closing-text = Short; sensitive findings appear nowhere in it.
report-copy = Copy
report-copy-internal-text = Everything, for the organisation and its supervisor, who countersigns it.
report-copy-site-text = Without sensitive findings, interviews, rows of records, notes and trade secrets. It is checked against the same seal.
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

# Verify
verify-title = Can this report be trusted?
verify-text = Checks the signature, and whether the data inside is what was sealed. Nothing leaves this laptop.
verify-choose = Choose a PDF, or drop one anywhere on the window
verify-working = Checking…
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
verify-form = Format
verify-problems = What is wrong
verify-fingerprint = Certificate (SHA-256)
verdict-signed-by = Signed by { $name }, { $organisation }, { $time }.

# Checklists
checklists-text = An inspection keeps the version it started with; the digest identifies its exact text.
checklist-version = Version { $version }
checklist-preview = Preview
kind-grade = Grade
kind-yes_no = Yes or no
kind-number = Number
kind-choice = One of several
kind-multi = Any of several
kind-date = Date
kind-text = Text
kind-count = Count
kind-photo = Photos
kind-audio = Recordings
kind-video = Films
kind-file = Files
kind-sampled = Sample

# Settings
settings-language = Language
settings-language-text = For the window. Reports have their own.
settings-appearance = Appearance
settings-appearance-text = High contrast helps in bright light.
settings-zoom = Size { $percent }%
settings-motion = No animations
theme-system = Follow system
theme-light = Light
theme-dark = Dark
theme-high_contrast = High contrast
settings-identity = Current user
settings-identity-text = Your key signs reports and the log. It is locked with your passphrase.
identity-role = Role
identity-fingerprint = Certificate fingerprint, to compare by telephone
settings-photos = Photos
settings-photos-text = What is kept of photos that are added from now on. Those added before stay as they are.
settings-photo-places = Keep the place where a photo was taken, in the record and in reports
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
settings-folder-text = All Fieldseal data is here. To use another folder, start with --workspace.

# Starting
window-no-display-text =
    There is no display to open a window on: { $detail }
    The commands work without one: fieldseal --help
window-graphics-text =
    The window cannot be opened: { $detail }
    On Debian and Ubuntu these packages are needed: libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1
    The commands work without a window: fieldseal --help
window-no-folder = There is no folder for your data. Name one: fieldseal --workspace DIR

# Tables of records, repeats, readings
acknowledge = Confirmed
answer-month = Month, such as 2026-11
answer-time = Time, such as 14:30
answer-date_time = Date and time, such as 2026-11-21T14:30
answer-position = Latitude and longitude in degrees
reading-value = Value
reading-oxygen = Oxygen of the value, %
reading-permit_limit = Limit of the permit
reading-averaging = Averaging time
reading-measured_on = Measured on
reading-method = Method
reading-source = Source: laboratory report or monitoring system
averaging-spot = Single value
averaging-one_hour = 1 hour
averaging-eight_hours = 8 hours
averaging-day = Day
averaging-month = Month
averaging-year = Year
sample-from-table = From the table: { $checked } checked, { $failed } failed, { $warned } with a warning
sample-or-count = Or count without the table:
open-table = Open the table
table-back = Questions
table-count = Rows: { $rows } · critical: { $critical } · failed: { $failed } · with a warning: { $warned }
table-paste = Paste a block
table-keys = Tab goes on, Enter begins the next row. A block copied from a spreadsheet becomes rows; its first row may hold the titles.
table-flags = Flags
table-cell = Row { $row }, { $column }
table-row-flags = Row { $row }, flags: { $flags }
table-remove-row = Take out row { $row }
table-pasted = Rows pasted: { $rows }. Undo takes all of them back.
table-pasted-problem = Left empty: row { $row }, { $column }, “{ $value }”. { $problem }
table-pasted-unknown = Columns that this table does not have were left out: { $list }
table-pasted-beyond = Columns beyond the last one were left out: { $count }
repeat-add = Add: { $title }
repeat-add-in = Add: { $title } ({ $path })
repeat-row = { $title } { $number } of { $total }
repeat-remove = Take out { $row }
kind-rank = Order
kind-limit_sets = Limit sets
kind-reading = Reading
kind-quiz = Test question
kind-integer = Whole number
kind-month = Month
kind-time = Time
kind-date_time = Date and time
kind-position = Position
kind-scale = Scale
kind-acknowledge = Confirmation
kind-note = Note
kind-calculated = Calculated
answer-problem-not_a_whole_number = Enter a whole number.
answer-problem-not_a_time = Enter the time as hours and minutes, such as 14:30.
answer-problem-not_a_date_time = Enter date and time, such as 2026-11-21T14:30.
answer-problem-not_a_position = Enter latitude and longitude in degrees, such as 31.2304 121.4737.
answer-problem-outside_scale = This is outside of the scale.
answer-problem-not_allowed = The checklist does not allow this value.
answer-problem-not_a_row = This is no row.
answer-problem-too_much_oxygen = Enter less than 20.5 %: with the oxygen of air nothing can be converted.
dialog-checklist = Choose a checklist
dialog-spreadsheets = Spreadsheets
checklists-search = Search
checklist-import = Import a checklist
checklist-import-text = A spreadsheet in the XLSForm standard (.xlsx, .xls, .csv) becomes a checklist. Nothing is kept before you say so.
checklist-choose = Choose a spreadsheet
checklist-keep = Keep this checklist
checklist-kept = The checklist is kept in this workspace.
checklist-there = This workspace has the checklist already.
checklist-export = Export as a spreadsheet
checklist-written = Written: { $path }
checklist-built-in = built in
checklist-own = imported
compare-with = Compare with
compare-none = No comparison
difference-added = added
difference-removed = gone
difference-text = text
difference-guidance = guidance
difference-kind = how it is answered
difference-severity = severity
difference-weight = weight
difference-condition = condition
difference-evidence = evidence
difference-references = references
difference-place = section
language-zh-CN = Chinese
tables-count = { $n ->
    [one] 1 table of records
   *[other] { $n } tables of records
}
differences-count = { $n ->
    [0] Nothing differs
    [one] 1 question differs
   *[other] { $n } questions differ
}
import-problems = { $n ->
    [0] No problems
    [one] 1 problem
   *[other] { $n } problems
}
version-title = Version of the checklist
version-text = There are other versions of this checklist. What differs is shown before anything changes; no answer is taken out of the log.
version-other = Other version
version-change = Go on with this version
version-without-place = { $n ->
    [0] Every answer keeps its place.
    [one] 1 answer has no place in that version; it stays in the log:
   *[other] { $n } answers have no place in that version; they stay in the log:
}
reading-line = { $title }: { $value }{ $oxygen }, limit { $limit }, ratio { $ratio }.
reading-proposed-critical = Critical is proposed; a supervisor confirms or lowers it.
reading-status-benchmark_met = As good as the benchmark.
reading-status-benchmark_missed = Not as good as the benchmark.
reading-status-inside = Within the limit.
reading-status-near = Close to the limit.
reading-status-exceeded = Exceeds the limit.
reading-status-far_exceeded = Far above the limit.
reading-status-no_date = Not counted: the reading has no date.
reading-status-too_old = Not counted: the reading is older than 12 months.
reading-status-no_method = Not counted: the method is missing.
reading-status-no_source = Not counted: the source is missing.
reading-status-no_limit = Not counted: no ticked set has a limit for it, and none of the permit is given.
reading-status-limit_without_source = The limit has no source.
reading-status-limit_not_in_force = The limit was not in force on that day.
reading-status-unit_mismatch = Reading and limit have different units.
reading-status-averaging_mismatch = Reading and limit have different averaging times.
reading-status-oxygen_missing = The oxygen content is missing, so that nothing can be converted.
checklist-try = Try it
trial-text = A trial: nothing is kept.
trial-site = Site
trial-china = In China
trial-elsewhere = Elsewhere
trial-not-here = A trial has answers only: no photos, notes or findings.
tables = Tables of records
