//! Changing a grade: what an auditor may do with a severity, what only the reviewer may, and what the rule does alone.

use super::support::{Desk, Until};
use fieldseal::app::command::{FindingDraft, InspectionCommand, PhotoSource};
use fieldseal::app::job::Unwatched;
use fieldseal::app::verb::check::check;
use fieldseal::app::view::BlockerKind;
use fieldseal::app::{AppError, Changes, Outcome};
use fieldseal::domain::{
    Answer, Containment, CorrectiveAction, EvidenceLink, Finding, FindingId, FindingState, GradeChange, InspectionId,
    InstancePath, PhotoId, Position, PositionKind, Remedy, RepeatBasis, Severity,
};
use fieldseal::form::{GradeRule, Reason};

fn code(result: Result<Changes, AppError>) -> String {
    result.unwrap_err().code()
}

fn path(question: &str) -> InstancePath {
    InstancePath::of_question(question)
}

/// A finding on one question, as an auditor writes it.
fn draft(question: &str, severity: Option<Severity>) -> FindingDraft {
    FindingDraft {
        id: None,
        title: "Guard taken off".to_owned(),
        severity,
        severity_reason: String::new(),
        repeats: String::new(),
        contained: None,
        sensitive: false,
        questions: vec![path(question)],
        requirement: "Dangerous movements are guarded.".to_owned(),
        evidence: "Hall 1, 10:20: guard off.".to_owned(),
        place: String::new(),
        immediate_action: String::new(),
        action: CorrectiveAction::default(),
        remedy: Remedy::Standard,
        agreed_due_on: None,
    }
}

fn with_reason(draft: FindingDraft) -> FindingDraft {
    FindingDraft { severity_reason: "One place, the others in order.".to_owned(), ..draft }
}

/// A desk with an inspection in which some questions are answered.
struct Day {
    desk: Desk,
    id: InspectionId,
}

impl Day {
    fn new() -> Self {
        let mut desk = Desk::new();
        let id = desk.example(Until::Planned);
        Self { desk, id }
    }

    fn ask(&mut self, command: InspectionCommand) -> Result<Changes, AppError> {
        self.desk.ask(self.id, command)
    }

    fn answer(&mut self, question: &str, grade: &str) {
        self.ask(InspectionCommand::Answer { path: path(question), answer: Answer::of(grade) }).unwrap();
    }

    fn save(&mut self, draft: FindingDraft) -> Result<Changes, AppError> {
        self.ask(InspectionCommand::SaveFinding(Box::new(draft)))
    }

    fn saved(&mut self, draft: FindingDraft) -> FindingId {
        let Outcome::Finding(id) = self.save(draft).unwrap().outcome else { panic!("no finding") };
        id
    }

    fn finding(&mut self, id: FindingId) -> Finding {
        self.desk.app.inspection_view(self.id).unwrap().inspection.finding(id).unwrap().clone()
    }

    fn kinds(&mut self) -> Vec<BlockerKind> {
        let view = self.desk.app.inspection_view(self.id).unwrap();
        view.closing_blockers.iter().map(|blocker| blocker.kind).collect()
    }

    fn reasons(&mut self) -> Vec<Reason> {
        self.desk.app.inspection_view(self.id).unwrap().evaluation.score.reasons.clone()
    }

    fn photo(&mut self, question: &str) -> PhotoId {
        let (name, bytes) = fieldseal::assets::example::PHOTOS[0];
        let sources = vec![PhotoSource::Bytes { file_name: name.to_owned(), bytes: bytes.to_vec() }];
        let links = vec![EvidenceLink::Question(path(question))];
        let Outcome::Photos(photos) = self.ask(InspectionCommand::AddPhotos { sources, links }).unwrap().outcome else {
            panic!("no photo")
        };
        *photos[0].result.as_ref().unwrap()
    }

    /// The next inspection of the same site; what was found so far was agreed by the site.
    fn come_again(&mut self) {
        for finding in self.desk.app.inspection_view(self.id).unwrap().inspection.findings.clone() {
            let position = Position { kind: PositionKind::Agreed, words: String::new() };
            self.ask(InspectionCommand::TakePosition { finding_id: finding.id, position }).unwrap();
        }
        self.id = self.desk.example(Until::Planned);
    }
}

#[test]
fn a_finding_takes_the_severity_of_its_answers() {
    let mut day = Day::new();
    day.answer("esg_hs_08", "major");
    let id = day.saved(draft("esg_hs_08", None));
    let finding = day.finding(id);
    assert_eq!((finding.severity, finding.suggested), (Severity::Major, Some(Severity::Major)));
    let free = FindingDraft { questions: Vec::new(), ..draft("esg_hs_08", None) };
    assert_eq!(code(day.save(free.clone())), "missing", "no answer suggests one");
    day.saved(FindingDraft { severity: Some(Severity::Minor), ..free });
}

#[test]
fn an_auditor_raises_by_one_level_with_a_reason() {
    let mut day = Day::new();
    day.answer("esg_oe_02", "minor");
    let raised = draft("esg_oe_02", Some(Severity::Major));
    assert_eq!(code(day.save(raised.clone())), "refused-grade_reason_missing");
    let too_far = with_reason(draft("esg_oe_02", Some(Severity::Critical)));
    assert_eq!(code(day.save(too_far)), "refused-raised_too_far");
    let id = day.saved(with_reason(raised));
    let view = day.desk.app.inspection_view(day.id).unwrap();
    let finding = view.inspection.finding(id).unwrap();
    assert_eq!(view.grading(finding).change, GradeChange::Raised { from: Severity::Minor });
    assert!(!view.is_for_the_reviewer(finding));
    let (from, to) = (Severity::Minor, Severity::Major);
    assert!(day.reasons().contains(&Reason::Regraded { finding: id, rule: GradeRule::Raised, from, to }));
}

#[test]
fn an_auditor_lowers_major_to_minor_with_reason_and_evidence() {
    let mut day = Day::new();
    day.answer("esg_hs_08", "major");
    let lowered = draft("esg_hs_08", Some(Severity::Minor));
    assert_eq!(code(day.save(lowered.clone())), "refused-grade_reason_missing");
    let unproved = FindingDraft { evidence: String::new(), ..with_reason(lowered.clone()) };
    assert_eq!(code(day.save(unproved.clone())), "refused-lowered_without_evidence");
    let to_nothing = with_reason(draft("esg_hs_08", Some(Severity::Opportunity)));
    assert_eq!(code(day.save(to_nothing)), "refused-lowered_too_far");
    let photo = day.photo("esg_hs_08");
    let id = day.saved(unproved);
    let view = day.desk.app.inspection_view(day.id).unwrap();
    assert!(view.is_for_the_reviewer(view.inspection.finding(id).unwrap()), "the reviewer sees it");
    day.ask(InspectionCommand::RemovePhoto(photo)).unwrap();
    assert!(day.kinds().contains(&BlockerKind::LoweredWithoutEvidence), "evidence that is gone is missed");
    assert!(check(&mut day.desk.app, &mut Unwatched).unwrap().is_sound());
}

#[test]
fn critical_stays_critical_until_the_reviewer_decides() {
    let mut day = Day::new();
    day.answer("esg_hs_08", "critical");
    for severity in [Severity::Major, Severity::Minor, Severity::Opportunity] {
        let milder = with_reason(draft("esg_hs_08", Some(severity)));
        assert_eq!(code(day.save(milder)), "refused-critical_lowered", "not even to begin with");
    }
    let id = day.saved(draft("esg_hs_08", None));
    let milder = FindingDraft { id: Some(id), ..with_reason(draft("esg_hs_08", Some(Severity::Major))) };
    assert_eq!(code(day.save(milder)), "refused-critical_lowered");
    let propose = |severity, reason: &str| InspectionCommand::ProposeGrade {
        finding_id: id,
        severity,
        reason: reason.to_owned(),
    };
    assert_eq!(code(day.ask(propose(Some(Severity::Major), " "))), "refused-reason_missing");
    assert_eq!(code(day.ask(propose(Some(Severity::Critical), "no"))), "refused-nothing_to_propose");
    day.ask(propose(Some(Severity::Major), "Open within a minute")).unwrap();
    let view = day.desk.app.inspection_view(day.id).unwrap();
    let finding = view.inspection.finding(id).unwrap();
    assert_eq!(finding.severity, Severity::Critical, "a proposal changes nothing");
    let proposal = view.inspection.proposal(finding).unwrap();
    assert_eq!((proposal.severity, proposal.proposed_by.as_str()), (Severity::Major, "Lin Example"));
    assert!(view.is_for_the_reviewer(finding));
    day.ask(InspectionCommand::Undo).unwrap();
    let view = day.desk.app.inspection_view(day.id).unwrap();
    assert!(view.inspection.proposal(view.inspection.finding(id).unwrap()).is_none());
}

#[test]
fn only_for_a_critical_finding_something_is_proposed() {
    let mut day = Day::new();
    day.answer("esg_hs_08", "major");
    let finding_id = day.saved(draft("esg_hs_08", None));
    let ask = InspectionCommand::ProposeGrade { finding_id, severity: Some(Severity::Minor), reason: "so".to_owned() };
    assert_eq!(code(day.ask(ask)), "refused-nothing_to_propose");
}

#[test]
fn what_an_auditor_made_critical_is_neither_lowered_nor_withdrawn_but_undone() {
    let mut day = Day::new();
    day.answer("esg_hs_08", "major");
    let id = day.saved(draft("esg_hs_08", None));
    let critical = FindingDraft { id: Some(id), ..with_reason(draft("esg_hs_08", Some(Severity::Critical))) };
    day.saved(critical.clone());
    let back = FindingDraft { severity: Some(Severity::Major), severity_reason: String::new(), ..critical };
    assert_eq!(code(day.save(back)), "refused-critical_lowered");
    let withdraw = InspectionCommand::WithdrawFinding { id, reason: "a slip".to_owned() };
    assert_eq!(code(day.ask(withdraw.clone())), "refused-critical_withdrawn");
    let robbing = draft("esg_hs_08", Some(Severity::Major));
    day.saved(robbing.clone());
    assert_eq!(day.finding(id).severity, Severity::Critical, "nor by another finding that takes its question");
    day.ask(InspectionCommand::Undo).unwrap();
    day.ask(InspectionCommand::Undo).unwrap();
    assert_eq!(day.finding(id).severity, Severity::Major, "a slip of just now");
    day.ask(withdraw).unwrap();
    day.saved(robbing);
}

#[test]
fn what_the_answers_make_critical_is_withdrawn_in_vain() {
    let mut day = Day::new();
    day.answer("esg_hs_08", "critical");
    let id = day.saved(draft("esg_hs_08", None));
    day.ask(InspectionCommand::WithdrawFinding { id, reason: "entered twice".to_owned() }).unwrap();
    assert!(day.kinds().contains(&BlockerKind::FailureWithoutFinding), "the answer goes on owing a finding");
    assert_eq!(code(day.save(with_reason(draft("esg_hs_08", Some(Severity::Major))))), "refused-critical_lowered");
    day.saved(draft("esg_hs_08", Some(Severity::Critical)));
}

#[test]
fn a_critical_finding_follows_an_answer_that_was_corrected() {
    let mut day = Day::new();
    day.answer("esg_hs_08", "critical");
    let id = day.saved(draft("esg_hs_08", None));
    day.answer("esg_hs_08", "major");
    assert!(day.kinds().contains(&BlockerKind::SeverityWithoutReason));
    day.saved(FindingDraft { id: Some(id), ..draft("esg_hs_08", Some(Severity::Major)) });
    assert!(!day.kinds().contains(&BlockerKind::SeverityWithoutReason));
}

#[test]
fn an_answer_that_gets_worse_under_a_finding_keeps_both_seals_away() {
    let mut day = Day::new();
    day.answer("esg_hs_08", "major");
    let id = day.saved(with_reason(draft("esg_hs_08", Some(Severity::Minor))));
    day.answer("esg_hs_08", "critical");
    assert!(day.kinds().contains(&BlockerKind::SeverityNotAllowed));
    let view = day.desk.app.inspection_view(day.id).unwrap();
    assert_eq!(view.evaluation.score.counts.critical, 1, "and it counts as the answer says");
    let stays = FindingDraft { id: Some(id), ..with_reason(draft("esg_hs_08", Some(Severity::Minor))) };
    assert_eq!(code(day.save(stays)), "refused-critical_lowered");

    let mut desk = Desk::new();
    let id = desk.example(Until::ClosingSealed);
    let worse = InspectionCommand::Answer { path: path("esg_oe_02"), answer: Answer::of("critical") };
    desk.ask(id, worse).unwrap();
    let Err(AppError::Blocked(blockers)) = desk.ask(id, InspectionCommand::SealReport) else { panic!("sealed") };
    assert_eq!(blockers.iter().map(|blocker| blocker.kind).collect::<Vec<_>>(), [BlockerKind::SeverityNotAllowed]);
}

#[test]
fn what_comes_back_on_the_same_question_is_raised_by_itself() {
    let mut day = Day::new();
    day.answer("esg_oe_02", "minor");
    day.saved(draft("esg_oe_02", None));
    day.come_again();
    day.answer("esg_oe_02", "minor");
    let id = day.saved(draft("esg_oe_02", Some(Severity::Minor)));
    let finding = day.finding(id);
    assert_eq!((finding.severity, finding.suggested), (Severity::Major, Some(Severity::Major)));
    let repeat = finding.repeats.clone().unwrap();
    assert_eq!((repeat.reference.as_str(), repeat.basis), ("RPT-2026-0001 F-01", RepeatBasis::Question));
    let (from, to) = (Severity::Minor, Severity::Major);
    assert!(day.reasons().contains(&Reason::Regraded { finding: id, rule: GradeRule::Repeat, from, to }));
    let back = FindingDraft { id: Some(id), ..draft("esg_oe_02", Some(Severity::Minor)) };
    assert_eq!(code(day.save(back.clone())), "refused-grade_reason_missing");
    day.saved(with_reason(back));
    let view = day.desk.app.inspection_view(day.id).unwrap();
    let finding = view.inspection.finding(id).unwrap();
    assert_eq!(view.grading(finding).change, GradeChange::Lowered { from: Severity::Major });
    assert!(view.is_for_the_reviewer(finding));
    assert!(check(&mut day.desk.app, &mut Unwatched).unwrap().is_sound());
}

#[test]
fn what_comes_back_by_its_root_cause_or_by_name_is_raised_too() {
    let mut day = Day::new();
    let cause = |draft: FindingDraft| FindingDraft {
        action: CorrectiveAction { root_cause: "No maintenance plan".to_owned(), ..CorrectiveAction::default() },
        ..draft
    };
    day.answer("esg_oe_02", "minor");
    day.saved(cause(draft("esg_oe_02", None)));
    day.come_again();
    day.answer("esg_hs_08", "major");
    let id = day.saved(cause(draft("esg_hs_08", None)));
    let finding = day.finding(id);
    assert_eq!(finding.severity, Severity::Critical);
    assert_eq!(finding.repeats.unwrap().basis, RepeatBasis::RootCause);

    day.answer("esg_hs_15", "minor");
    let named = FindingDraft { repeats: "Audit 2024, no. 7".to_owned(), ..draft("esg_hs_15", None) };
    let id = day.saved(named.clone());
    let finding = day.finding(id);
    assert_eq!((finding.severity, finding.repeated()), (Severity::Major, "Audit 2024, no. 7"));
    day.saved(FindingDraft { id: Some(id), repeats: String::new(), ..named });
    assert_eq!(day.finding(id).severity, Severity::Minor, "a name that was wrong is taken out again");
}

#[test]
fn what_was_not_confirmed_or_could_only_be_better_does_not_come_back() {
    let mut day = Day::new();
    day.answer("esg_oe_02", "minor");
    day.answer("esg_hs_08", "opportunity");
    day.saved(draft("esg_hs_08", None));
    day.come_again();
    let first = day.desk.app.inspection_view(day.id).unwrap().earlier;
    assert_eq!(first.len(), 1, "an opportunity was agreed; the minor answer got no finding");
    for question in ["esg_oe_02", "esg_hs_08"] {
        day.answer(question, "minor");
        let id = day.saved(draft(question, None));
        assert_eq!((day.finding(id).severity, day.finding(id).repeats), (Severity::Minor, None), "{question}");
    }
}

#[test]
fn what_the_site_reads_never_names_a_sensitive_finding() {
    let mut day = Day::new();
    day.answer("esg_la_09", "minor");
    let sensitive = |draft: FindingDraft| FindingDraft { sensitive: true, ..draft };
    day.saved(sensitive(draft("esg_la_09", None)));
    day.come_again();
    day.answer("esg_la_09", "minor");
    let id = day.saved(draft("esg_la_09", None));
    assert_eq!(day.finding(id).repeats, None, "it is not found by itself");
    let named = FindingDraft { id: Some(id), repeats: "RPT-2026-0001 S-01".to_owned(), ..draft("esg_la_09", None) };
    assert_eq!(code(day.save(named.clone())), "refused-repeats_sensitive");
    day.saved(sensitive(FindingDraft { repeats: String::new(), ..named }));
    let finding = day.finding(id);
    assert_eq!((finding.severity, finding.repeated()), (Severity::Major, "RPT-2026-0001 S-01"));
}

#[test]
fn corrected_on_the_spot_is_shown_by_two_photos_and_changes_no_severity() {
    let mut day = Day::new();
    day.answer("esg_hs_08", "major");
    let (before, after) = (day.photo("esg_hs_08"), day.photo("esg_hs_08"));
    let contained = |before, after, done: &str| FindingDraft {
        contained: Some(Containment { before, after }),
        immediate_action: done.to_owned(),
        ..draft("esg_hs_08", None)
    };
    let owed = "refused-containment_incomplete";
    assert_eq!(code(day.save(contained(before, before, "Guard put back"))), owed);
    assert_eq!(code(day.save(contained(before, after, " "))), owed);
    let id = day.saved(contained(before, after, "Guard put back at 10:40 by the shift leader"));
    let finding = day.finding(id);
    assert_eq!((finding.severity, finding.state()), (Severity::Major, FindingState::Contained));
    day.ask(InspectionCommand::LinkPhoto { id: after, links: Vec::new() }).unwrap();
    assert!(day.kinds().contains(&BlockerKind::ContainmentIncomplete));
}
