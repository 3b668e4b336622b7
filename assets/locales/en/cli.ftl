# What the command line prints.
saved = Saved { $time }
command-missing = a command is missing
nothing-changed = Nothing changed: it was recorded like this before.
init-done = The workspace is ready: { $path }
    Fingerprint of your certificate, to compare by telephone: { $fingerprint }
no-window-built = This fieldseal was built without its window. The commands work: fieldseal --help
checklist-choices = Choices: { $list }
checklist-unit = Unit: { $list }
checklist-parts = Answered in parts: { $list }
checklist-conditional = Asked only where other answers or the site call for it
supplier-added = Added supplier { $id }, site { $site }
supplier-none = There is no supplier yet. Add one with: fieldseal supplier add
supplier-no-match = No supplier matches “{ $search }”.
site-added = Added site { $id }
inspection-none = There is no inspection yet. Plan one with: fieldseal inspection new
inspection-no-match = No inspection matches “{ $search }”.
inspection-planned = Planned { $number } ({ $id })
inspection-progress = { $answered } of { $asked } answered, { $photos } photos
inspection-score = Result { $letter }, { $score } of 100, { $coverage }% covered
finding-saved = Saved finding { $number }
proposed = Proposed to the reviewer ({ $time }). The finding stays critical.
grade-for-reviewer = For the reviewer to look at.
photo-taken-in = Saved { $file }
photo-left = What interrupted imports left out is not taken in.
photo-nothing = There was nothing to take in.
photo-refused = Not added: { $file }
    { $reason }
photo-check-good = Good: { $file }
photo-check-damaged = Damaged, but taken in: { $file }
photo-check-refused = Refused: { $file }
photo-check-counts = { $good } good, { $damaged } damaged, { $refused } refused
seal-refused = { $count ->
    [one] One thing stands in the way of the seal:
   *[other] { $count } things stand in the way of the seal:
}
seal-closing-done = The closing is sealed ({ $time }). Findings, dates and positions are fixed.
seal-report-done = The inspection is sealed ({ $time }). Nothing in it can be changed any more.
reopen-done = The closing is open again ({ $time }). Both sides have to sign again.
export-done = Report: { $path }
    { $pages ->
        [one] One page
       *[other] { $pages } pages
    }, SHA-256 { $digest }
backup-written = Backup written and read back: { $path } ({ $count } files)
    It contains your encrypted keys. Keep it as you keep the laptop.
restore-done = The workspace is restored: { $path } ({ $count } files)
check-sound = The workspace is sound.
check-bad = The workspace is NOT sound. Keep it as it is, make a copy of the folder, and have it looked at.
check-counts = Checked { $events } events, { $checkpoints } signed checkpoints, { $photos } photos, and all tables against a replay of the log.
check-database = Database: { $problem }
check-chain = Log: { $problem }
check-checkpoint = Checkpoint: { $problem }
check-photo = Photo: { $problem }
check-table = Table: { $problem }
check-interrupted = Not finished: taking in { $total } files for inspection { $inspection } was interrupted. Saved: { $saved }. The other { $rest } are taken in by “fieldseal inspection photo { $inspection } --resume” and left by --leave.
check-unnamed = Kept: { $count } files among the photos that no inspection names, as after a database was recovered or put back. The first is { $path }. Add one that is missing somewhere as a photo.
verify-signed-by = Signed by { $name } ({ $organisation }), { $time } by the signer's clock
    Certificate SHA-256 { $fingerprint }
verify-changes-nothing = Nothing has been changed since.
verify-changes-timestamps_or_validation_data = Since then only time stamps or validation data have been added.
verify-changes-form_filling_and_signatures = Since then only form fields have been filled in or signatures added, as the report allows.
verify-changes-other = The file has been changed since then.
verify-record-absent = The file carries no Fieldseal record.
verify-record-unreadable = The record inside cannot be read: { $reason }
verify-record-seal_mismatch = The record inside does not match its seal.
verify-record-unsealed_items = Items of the record inside that are not as sealed: { $count }.
verify-record-sealed = Record { $number }: all { $count } items are as sealed (seal { $seal }).
demo-inspected = Inspected the example supplier: { $answers } answers, { $photos } photos, { $findings } findings.
demo-skipped = Not added, no picture or unreadable: { $path }
demo-result = Result { $letter }, { $score } of 100.
demo-checked = Checked the workspace: { $events } events, chain, checkpoints and photos are sound.
demo-report = Report: { $path } ({ $pages } pages)
demo-closing-plan = Plan left on site: { $path }
demo-certificate = The auditor's certificate: { $path }
demo-next = Look at the report:      open { $report }
    Check it again:          { $program } verify { $report } --trust { $certificate }
    Go on in the window:     { $program } --workspace { $workspace }   (passphrase: practice makes perfect)

recover-not_needed = The database can be opened: there is nothing to recover, and nothing was done.
recover-done =
    Recovered { $events } events; { $lost ->
        [0] none is known to be lost
       *[other] { $lost } are lost and stay visible as a gap
    }. The last one is of { $time }.
    The damaged file was set aside: { $path }
    Check the workspace now: fieldseal check
written = Written: { $path }
checklist-imported = Kept in the workspace: { $id } { $version } ({ $digest })
checklist-known = The workspace has this checklist already: { $id } { $version } ({ $digest })
