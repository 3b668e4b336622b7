//! What a report shows: resolved, sorted, numbered, and without what the copy withholds.
//!
//! # Invariants
//! - The only place that decides what a copy leaves out; sections show all that is here.
//! - In the site's copy nothing tells that something was left out: numbers have no gaps, counts are of what is there.

use super::input::ReportInput;
use super::speak::Speaker;
use crate::domain::{
    Answer, CorrectiveAction, DueDates, EvidenceLink, Finding, InstancePath, MeetingKind, Photo, Position, RecordCopy,
    Rendition,
};
use crate::form::{Question, QuestionResult, Section, SectionResult};

/// A report's content.
pub struct Model<'a> {
    /// What it is made from.
    pub input: &'a ReportInput<'a>,
    /// The words.
    pub speaker: Speaker,
    /// The findings, most severe first.
    pub findings: Vec<FindingModel<'a>>,
    /// The sections of the checklist with their questions.
    pub sections: Vec<SectionModel<'a>>,
    /// The photos.
    pub photos: Vec<PhotoModel<'a>>,
}

/// A finding.
pub struct FindingModel<'a> {
    /// As the auditor wrote it.
    pub finding: &'a Finding,
    /// Its number.
    pub number: String,
    /// Its dates.
    pub due: DueDates,
    /// The site's position.
    pub position: Option<&'a Position>,
    /// What the site does about it.
    pub action: &'a CorrectiveAction,
    /// The questions it covers.
    pub questions: Vec<&'a Question>,
    /// Its photos, by place in [`Model::photos`].
    pub photos: Vec<usize>,
}

impl FindingModel<'_> {
    /// The name that links to it use.
    #[must_use]
    pub fn anchor(&self) -> String {
        format!("finding-{}", self.number)
    }
}

/// A section of the checklist.
pub struct SectionModel<'a> {
    /// As the checklist has it.
    pub section: &'a Section,
    /// What it comes to.
    pub result: &'a SectionResult,
    /// The questions that are asked.
    pub questions: Vec<QuestionModel<'a>>,
}

/// A question.
pub struct QuestionModel<'a> {
    /// As the checklist has it.
    pub question: &'a Question,
    /// What the answer comes to.
    pub result: &'a QuestionResult,
    /// What is recorded at its own path.
    pub answer: Option<&'a Answer>,
    /// Its photos, by place in [`Model::photos`].
    pub photos: Vec<usize>,
    /// The findings that cover it, by place in [`Model::findings`].
    pub findings: Vec<usize>,
}

/// A photo.
pub struct PhotoModel<'a> {
    /// As it was taken in.
    pub photo: &'a Photo,
    /// What is shown of it.
    pub rendition: Rendition,
    /// Its number.
    pub number: String,
    /// Height divided by width.
    pub aspect: f32,
    /// Codes of questions and numbers of findings that it shows.
    pub linked: Vec<String>,
}

impl PhotoModel<'_> {
    /// The name that links to it use.
    #[must_use]
    pub fn anchor(&self) -> String {
        format!("photo-{}", self.number)
    }
}

impl<'a> Model<'a> {
    /// The content of the report that `input` asks for.
    #[must_use]
    pub fn of(input: &'a ReportInput<'a>) -> Self {
        let mut model = Self {
            input,
            speaker: Speaker::of(input.languages),
            findings: Vec::new(),
            sections: Vec::new(),
            photos: Vec::new(),
        };
        model.findings = model.shown_findings();
        model.photos = model.shown_photos();
        for place in 0..model.findings.len() {
            model.findings[place].photos = model.photos_of_finding(model.findings[place].finding);
        }
        model.sections = model.shown_sections();
        model
    }

    fn for_site(&self) -> bool {
        self.input.copy == RecordCopy::Site
    }

    /// Whether what belongs to this question is withheld.
    fn withholds(&self, path: &InstancePath) -> bool {
        let result = self.input.template.index_of(path).and_then(|index| self.input.evaluation.questions.get(index));
        let linked = [EvidenceLink::Question(path.clone())];
        self.for_site()
            && (result.is_some_and(|result| result.withheld) || !self.input.inspection.shown_to_site(&linked))
    }

    fn shown_findings(&self) -> Vec<FindingModel<'a>> {
        let inspection = self.input.inspection;
        let shown = inspection.findings.iter().filter(|finding| !(self.for_site() && finding.sensitive));
        let mut findings: Vec<FindingModel<'a>> = shown
            .map(|finding| FindingModel {
                finding,
                number: inspection.finding_number(finding.id),
                due: self.due(finding),
                position: inspection.positions.get(&finding.id),
                action: inspection.action(finding),
                questions: finding
                    .questions
                    .iter()
                    .filter(|path| !self.withholds(path))
                    .filter_map(|path| self.input.template.index_of(path))
                    .filter_map(|index| self.input.template.questions.get(index))
                    .collect(),
                photos: Vec::new(),
            })
            .collect();
        findings.sort_by(|a, b| {
            b.finding.severity.cmp(&a.finding.severity).then_with(|| natural(&a.number).cmp(&natural(&b.number)))
        });
        findings
    }

    /// The fixed dates, else those that the rules give from the closing meeting or the planned end.
    fn due(&self, finding: &Finding) -> DueDates {
        let inspection = self.input.inspection;
        let closing = inspection.meetings.get(&MeetingKind::Closing).map(|meeting| meeting.held_at.local_date());
        let from = closing.unwrap_or(inspection.plan.ends_on);
        inspection.fixed(finding.id).map_or_else(|| self.input.rule_set.due_dates(finding, from), |fixed| fixed.due)
    }

    /// Photos that the site may not see have numbers of their own, so that its numbers have no gap.
    fn shown_photos(&self) -> Vec<PhotoModel<'a>> {
        let inspection = self.input.inspection;
        let (mut open, mut sensitive) = (0, 0);
        let mut photos = Vec::new();
        for photo in &inspection.photos {
            let seen = inspection.photo_shown_to_site(photo);
            let number = if seen {
                open += 1;
                format!("P-{open:03}")
            } else {
                sensitive += 1;
                format!("SP-{sensitive:03}")
            };
            if !seen && self.for_site() {
                continue;
            }
            let (width, height) = photo.facts.shown_px();
            photos.push(PhotoModel {
                photo,
                rendition: inspection.rendition(photo),
                number,
                aspect: height as f32 / width as f32,
                linked: photo.links.iter().filter_map(|link| self.link_label(link)).collect(),
            });
        }
        photos
    }

    fn link_label(&self, link: &EvidenceLink) -> Option<String> {
        match link {
            EvidenceLink::Question(path) => {
                let index = self.input.template.index_of(path)?;
                self.input.template.questions.get(index).map(|question| question.code.clone())
            }
            EvidenceLink::Finding(id) => Some(self.input.inspection.finding_number(*id)),
            EvidenceLink::Area(name) => Some(name.clone()),
        }
    }

    fn photos_of_finding(&self, finding: &Finding) -> Vec<usize> {
        let linked = |link: &EvidenceLink| match link {
            EvidenceLink::Finding(id) => *id == finding.id,
            EvidenceLink::Question(path) => finding.questions.contains(path),
            EvidenceLink::Area(_) => false,
        };
        self.photos_where(linked)
    }

    fn photos_where(&self, linked: impl Fn(&EvidenceLink) -> bool) -> Vec<usize> {
        let all = self.photos.iter().enumerate();
        all.filter(|(_, photo)| photo.photo.links.iter().any(&linked)).map(|(place, _)| place).collect()
    }

    fn shown_sections(&self) -> Vec<SectionModel<'a>> {
        let (template, evaluation) = (self.input.template, self.input.evaluation);
        let sections = template.sections.iter().zip(&evaluation.sections);
        sections
            .map(|(section, result)| SectionModel {
                section,
                result,
                questions: template
                    .questions_of(&section.code)
                    .filter_map(|(index, question)| Some((question, evaluation.questions.get(index)?)))
                    .filter(|(question, result)| result.shown() && !self.withholds(&question.path()))
                    .map(|(question, result)| self.question(question, result))
                    .collect(),
            })
            .collect()
    }

    fn question(&self, question: &'a Question, result: &'a QuestionResult) -> QuestionModel<'a> {
        let path = question.path();
        let covers = |finding: &FindingModel<'_>| finding.finding.questions.contains(&path);
        QuestionModel {
            question,
            result,
            answer: self.input.inspection.answers.get(&path),
            photos: self.photos_where(|link| matches!(link, EvidenceLink::Question(to) if *to == path)),
            findings: self
                .findings
                .iter()
                .enumerate()
                .filter(|(_, finding)| covers(finding))
                .map(|(place, _)| place)
                .collect(),
        }
    }
}

/// `F-9` before `F-10`: the letters, then the figures as a number.
fn natural(number: &str) -> (String, u64) {
    let split = number.find(|c: char| c.is_ascii_digit()).unwrap_or(number.len());
    let (letters, figures) = number.split_at(split);
    (letters.to_owned(), figures.parse().unwrap_or(u64::MAX))
}
