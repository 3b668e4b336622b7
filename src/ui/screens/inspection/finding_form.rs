//! The fields of a finding, as the card under a question and the sheet both use them.

use crate::app::command::FindingDraft;
use crate::app::view::InspectionView;
use crate::domain::{
    Containment, CorrectiveAction, Finding, FindingId, InstancePath, Photo, PhotoId, Remedy, RepeatBasis, Severity,
};
use crate::ui::theme::{Look, Tone};
use crate::ui::widgets::{Field, date_field, switch};
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
    /// The earlier finding that it repeats; empty leaves it to those of the previous inspection.
    pub repeats: String,
    /// Why it repeats it, as it is stored.
    pub basis: Option<RepeatBasis>,
    /// Whether it was corrected on the spot.
    pub contained: bool,
    /// The photo of how it was found.
    pub before: Option<PhotoId>,
    /// The photo of how it was left.
    pub after: Option<PhotoId>,
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
            repeats: finding.repeated().to_owned(),
            basis: finding.repeats.as_ref().map(|repeat| repeat.basis),
            contained: finding.contained.is_some(),
            before: finding.contained.map(|photos| photos.before),
            after: finding.contained.map(|photos| photos.after),
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
        let mut form = Self {
            title,
            sensitive: question.sensitive,
            questions: vec![question.path()],
            requirement,
            evidence: note.trim().to_owned(),
            remedy: question.remedy,
            ..Self::default()
        };
        form.severity = form.suggested(view);
        form
    }

    /// The command's draft. A correction on the spot that is not shown yet is none yet.
    #[must_use]
    pub fn draft(&self) -> FindingDraft {
        let photos = self.before.zip(self.after).filter(|_| self.contained);
        FindingDraft {
            id: self.id,
            title: self.title.clone(),
            severity: self.severity,
            severity_reason: self.severity_reason.clone(),
            repeats: self.repeats.clone(),
            contained: photos.map(|(before, after)| Containment { before, after }),
            sensitive: self.sensitive,
            questions: self.questions.clone(),
            requirement: self.requirement.clone(),
            evidence: self.evidence.clone(),
            place: self.place.clone(),
            immediate_action: self.immediate_action.clone(),
            action: self.action.clone(),
            remedy: self.remedy,
            agreed_due_on: self.agreed_due_on,
        }
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

    /// Everything that is fixed at the closing meeting.
    pub fn full_ui(&mut self, ui: &mut Ui, look: &Look, view: &InspectionView, photos: &[&Photo]) {
        self.severity_ui(ui, look, view);
        self.short_ui(ui, look);
        let text = |key: &str| look.text(key);
        Field { label: &text("finding-requirement"), rows: 2, ..Field::default() }.show(
            ui,
            look,
            "requirement",
            &mut self.requirement,
        );
        self.repeat_ui(ui, look, view);
        Field { label: &text("finding-immediate"), rows: 2, ..Field::default() }.show(
            ui,
            look,
            "immediate",
            &mut self.immediate_action,
        );
        self.contained_ui(ui, look, photos);
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
