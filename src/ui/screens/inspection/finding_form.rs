//! The fields of a finding, as the card under a question and the sheet both use them.

use crate::app::command::FindingDraft;
use crate::app::view::InspectionView;
use crate::domain::{CorrectiveAction, Finding, FindingId, InstancePath, Remedy, Severity};
use crate::ui::theme::{Look, Tone};
use crate::ui::widgets::{Field, choice_field, date_field, switch};
use chrono::NaiveDate;
use egui::Ui;

/// A finding that is being written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FindingForm {
    /// The finding that is changed; none for a new one.
    pub id: Option<FindingId>,
    /// A short title.
    pub title: String,
    /// How bad; none before it is chosen.
    pub severity: Option<Severity>,
    /// Why the severity differs from what the answers give.
    pub severity_reason: String,
    /// Kept from everything the site sees.
    pub sensitive: bool,
    /// The failed questions with this one cause.
    pub questions: Vec<InstancePath>,
    /// What is required.
    pub requirement: String,
    /// What was seen.
    pub evidence: String,
    /// Where on site.
    pub place: String,
    /// What was done on the spot.
    pub immediate_action: String,
    /// An earlier due date agreed at the meeting.
    pub agreed_due_on: Option<NaiveDate>,
    /// What the site does about it.
    pub action: CorrectiveAction,
    remedy: Remedy,
}

/// A title longer than this is cut where it is proposed, in characters.
const LONGEST_TITLE: usize = 90;

/// The first sentence, cut at the end of a word where it is too long.
#[must_use]
pub fn short_title(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    let sentence = line.split_inclusive(['。', '！', '？']).next().unwrap_or_default();
    let sentence = sentence.split_inclusive(". ").next().unwrap_or_default().trim_end_matches([' ', '.', '。']);
    if sentence.chars().count() <= LONGEST_TITLE {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(LONGEST_TITLE).collect();
    let at = cut.rfind(char::is_whitespace).filter(|at| *at > cut.len() / 2).unwrap_or(cut.len());
    format!("{}…", cut[..at].trim_end_matches([',', ';', ' ']))
}

impl FindingForm {
    /// The form of a finding that exists.
    #[must_use]
    pub fn of(finding: &Finding, action: &CorrectiveAction) -> Self {
        Self {
            id: Some(finding.id),
            title: finding.title.clone(),
            severity: Some(finding.severity),
            severity_reason: finding.severity_reason.clone(),
            sensitive: finding.sensitive,
            questions: finding.questions.clone(),
            requirement: finding.requirement.clone(),
            evidence: finding.evidence.clone(),
            place: finding.place.clone(),
            immediate_action: finding.immediate_action.clone(),
            agreed_due_on: finding.agreed_due_on,
            action: action.clone(),
            remedy: finding.remedy,
        }
    }

    /// A new finding for a failed question, with what is known already.
    #[must_use]
    pub fn proposed(look: &Look, view: &InspectionView, index: usize, note: &str) -> Self {
        let Some(question) = view.template.questions.get(index) else { return Self::default() };
        let text = question.text.get(look.language());
        let references: Vec<&str> =
            question.references_in(&view.site.country).map(|reference| reference.label.get(look.language())).collect();
        let mut requirement = format!("{} {text}", question.code);
        if !references.is_empty() {
            requirement.push_str(&format!(" ({})", references.join(&look.text("list-semicolon"))));
        }
        let first_line = note.lines().next().unwrap_or_default().trim();
        let title = short_title(if first_line.is_empty() { text } else { first_line });
        Self {
            title,
            severity: view.evaluation.questions.get(index).and_then(|result| result.severity()),
            sensitive: question.sensitive,
            questions: vec![question.path()],
            requirement,
            evidence: note.trim().to_owned(),
            remedy: question.remedy,
            ..Self::default()
        }
    }

    /// The command's draft; none while the severity is missing.
    #[must_use]
    pub fn draft(&self) -> Option<FindingDraft> {
        Some(FindingDraft {
            id: self.id,
            title: self.title.clone(),
            severity: self.severity?,
            severity_reason: self.severity_reason.clone(),
            sensitive: self.sensitive,
            questions: self.questions.clone(),
            requirement: self.requirement.clone(),
            evidence: self.evidence.clone(),
            place: self.place.clone(),
            immediate_action: self.immediate_action.clone(),
            action: self.action.clone(),
            remedy: self.remedy,
            agreed_due_on: self.agreed_due_on,
        })
    }

    /// The worst severity that the answers of its questions give.
    #[must_use]
    pub fn worst_answer(&self, view: &InspectionView) -> Option<Severity> {
        let of = |path: &InstancePath| {
            let index = view.template.index_of(path)?;
            view.evaluation.questions.get(index)?.severity()
        };
        self.questions.iter().filter_map(of).max()
    }

    /// What is seen, where, how bad: enough to go on with the walk.
    pub fn short_ui(&mut self, ui: &mut Ui, look: &Look) {
        let text = |key: &str| look.text(key);
        Field { label: &text("finding-title"), ..Field::default() }.show(ui, look, "title", &mut self.title);
        Field { label: &text("finding-evidence"), hint: &text("finding-evidence-hint"), rows: 3, ..Field::default() }
            .show(ui, look, "evidence", &mut self.evidence);
        Field { label: &text("finding-place"), ..Field::default() }.show(ui, look, "place", &mut self.place);
        switch(ui, &mut self.sensitive, &text("finding-sensitive")).on_hover_text(text("finding-sensitive-help"));
    }

    /// Severity, with the reason where it differs from the answers.
    pub fn severity_ui(&mut self, ui: &mut Ui, look: &Look, view: &InspectionView) {
        let names = Severity::WORST_FIRST.map(|severity| look.text(&format!("severity-{}", severity.code())));
        let chosen = self.severity.and_then(|own| Severity::WORST_FIRST.iter().position(|other| *other == own));
        let label = look.text("finding-severity");
        if let Some(place) = choice_field(ui, look, ("severity", &label), chosen, &names, 260.0) {
            self.severity = Some(Severity::WORST_FIRST[place]);
        }
        let worst = self.worst_answer(view);
        if worst.is_some() && self.severity != worst {
            let owed = self.severity_reason.trim().is_empty();
            let issue = if owed { look.text("finding-severity-owed") } else { String::new() };
            let label = look.text("finding-severity-reason");
            Field { label: &label, issue: &issue, ..Field::default() }.show(ui, look, "why", &mut self.severity_reason);
        }
    }

    /// Everything that is fixed at the closing meeting.
    pub fn full_ui(&mut self, ui: &mut Ui, look: &Look, view: &InspectionView) {
        self.severity_ui(ui, look, view);
        self.short_ui(ui, look);
        let text = |key: &str| look.text(key);
        Field { label: &text("finding-requirement"), rows: 2, ..Field::default() }.show(
            ui,
            look,
            "requirement",
            &mut self.requirement,
        );
        Field { label: &text("finding-immediate"), rows: 2, ..Field::default() }.show(
            ui,
            look,
            "immediate",
            &mut self.immediate_action,
        );
        date_field(ui, look, ("agreed", &text("finding-agreed")), &mut self.agreed_due_on);
    }

    /// What the site does about it; may come days later.
    pub fn action_ui(&mut self, ui: &mut Ui, look: &Look) {
        let fields = [
            ("action-root-cause", &mut self.action.root_cause, 2),
            ("action-correction", &mut self.action.correction, 2),
            ("action-corrective", &mut self.action.corrective_action, 2),
            ("action-owner", &mut self.action.owner, 1),
        ];
        for (key, text, rows) in fields {
            Field { label: &look.text(key), rows, ..Field::default() }.show(ui, look, key, text);
        }
    }

    /// The tone of its severity.
    #[must_use]
    pub fn tone(&self) -> Tone {
        self.severity.map_or(Tone::Unknown, Tone::from)
    }
}
