//! Plays a script through the commands that a person gives.

use super::script::{DemoScript, ScriptedFinding};
use crate::app::command::{
    FactsDraft, FindingDraft, InspectionCommand, PhotoSource, PlanDraft, SiteDraft, SupplierDraft,
};
use crate::app::job::{Progress, Unwatched};
use crate::app::{App, AppError, Changes, Command, Outcome, Thing};
use crate::assets;
use crate::domain::{
    Entry, EvidenceLink, FindingId, GoodPractice, InspectionId, InstancePath, PhotoId, Position, SeenDocument,
    SignatureMark, SiteId, SupplierId,
};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A script and what it has led to so far.
pub struct Player<'a> {
    app: &'a mut App,
    script: &'a DemoScript,
    inspection_id: InspectionId,
    findings: HashMap<&'a str, FindingId>,
    photos: HashMap<&'a str, PhotoId>,
    skipped: Vec<PathBuf>,
}

/// The built-in script.
///
/// # Errors
/// [`AppError::Unreadable`]; a test keeps that from happening.
pub fn built_in_script() -> Result<DemoScript, AppError> {
    DemoScript::parse(assets::example::SCRIPT)
        .map_err(|source| AppError::Unreadable { what: "the built-in example", source })
}

impl<'a> Player<'a> {
    /// Adds supplier and site where the workspace does not have them, and plans the inspection.
    ///
    /// # Errors
    /// What the verbs say.
    pub fn plan(app: &'a mut App, script: &'a DemoScript) -> Result<Self, AppError> {
        let supplier_id = supplier(app, script)?;
        let site_id = site(app, script, supplier_id)?;
        let plan = &script.plan;
        let draft = PlanDraft {
            supplier_id,
            site_id,
            checklist_id: plan.checklist.clone(),
            inspection_type: plan.inspection_type,
            starts_on: plan.starts_on,
            ends_on: plan.ends_on,
            team: plan.team.clone(),
            scope: plan.scope.clone(),
        };
        let changes = app.complete(Command::PlanInspection(draft), &mut Unwatched)?;
        let Outcome::Inspection(inspection_id) = changes.outcome else {
            return Err(AppError::not_found(Thing::Inspection, ""));
        };
        Ok(Self { app, script, inspection_id, findings: HashMap::new(), photos: HashMap::new(), skipped: Vec::new() })
    }

    /// The inspection that is played.
    pub const fn inspection_id(&self) -> InspectionId {
        self.inspection_id
    }

    /// Gives all answers, question by question, as a person does.
    ///
    /// # Errors
    /// What the verbs say.
    pub fn answer(&mut self) -> Result<(), AppError> {
        for answer in &self.script.answers {
            self.ask(InspectionCommand::AnswerMany(answer.to_answers()))?;
        }
        Ok(())
    }

    /// Raises all findings.
    ///
    /// # Errors
    /// What the verbs say.
    pub fn raise_findings(&mut self) -> Result<(), AppError> {
        for finding in &self.script.findings {
            let changes = self.ask(InspectionCommand::SaveFinding(Box::new(draft(finding))))?;
            if let Outcome::Finding(id) = changes.outcome {
                self.findings.insert(&finding.key, id);
            }
        }
        Ok(())
    }

    /// Takes the photos in, captions and links them; the built-in ones, or in their places those of `folder`.
    ///
    /// # Errors
    /// What the verbs say; the first photo that cannot be taken in ends it.
    pub fn photograph(&mut self, folder: Option<&Path>, progress: &mut dyn Progress) -> Result<(), AppError> {
        let own = folder.is_some();
        let mut files = folder.map(pictures_in).transpose()?.unwrap_or_default().into_iter();
        for photo in &self.script.photos {
            let links = self.links(&photo.questions, &photo.findings)?;
            if own {
                if self.take_in_next(&mut files, links, progress)?.is_none() {
                    break;
                }
                continue;
            }
            let id = self.take_in(built_in_photo(&photo.file)?, links, progress)?;
            self.photos.insert(&photo.file, id);
            if !photo.caption.is_empty() {
                self.ask(InspectionCommand::CaptionPhoto { id, caption: photo.caption.clone() })?;
            }
        }
        while self.take_in_next(&mut files, Vec::new(), progress)?.is_some() {}
        Ok(())
    }

    /// The files that could not be taken in: no pictures, or none that can be read.
    #[must_use]
    pub fn skipped(&self) -> &[PathBuf] {
        &self.skipped
    }

    /// Takes in the next file that is a picture; none when there is none left.
    fn take_in_next(
        &mut self,
        files: &mut impl Iterator<Item = PathBuf>,
        links: Vec<EvidenceLink>,
        progress: &mut dyn Progress,
    ) -> Result<Option<PhotoId>, AppError> {
        for path in files {
            match self.take_in(PhotoSource::File(path.clone()), links.clone(), progress) {
                Err(AppError::Evidence(_)) => self.skipped.push(path),
                taken => return taken.map(Some),
            }
        }
        Ok(None)
    }

    /// Records scope and method, and the registers.
    ///
    /// # Errors
    /// What the verbs say.
    pub fn record_facts(&mut self) -> Result<(), AppError> {
        let facts = &self.script.facts;
        let photo = |file: &Option<String>| file.as_ref().and_then(|file| self.photos.get(file.as_str()).copied());
        let instruments = facts.instruments.iter().cloned().map(Entry::Instrument);
        let documents = facts
            .documents
            .iter()
            .map(|one| Entry::Document(SeenDocument { photo: photo(&one.file), ..one.entry.clone() }));
        let practices = facts
            .good_practices
            .iter()
            .map(|one| Entry::GoodPractice(GoodPractice { photo: photo(&one.file), ..one.entry.clone() }));
        let limitations = facts.limitations.iter().cloned().map(Entry::Limitation);
        let entries = instruments.chain(documents).chain(practices).chain(limitations);
        let entries = entries.map(|entry| (None, entry)).collect();
        let draft = FactsDraft { team: None, scope: Some(facts.scope.clone()), entries };
        self.ask(InspectionCommand::RecordFacts(Box::new(draft)))?;
        Ok(())
    }

    /// Writes the notes of the tray.
    ///
    /// # Errors
    /// What the verbs say.
    pub fn take_notes(&mut self) -> Result<(), AppError> {
        for note in &self.script.notes {
            let links = self.links(&note.questions, &note.findings)?;
            self.ask(InspectionCommand::SaveNote { id: None, text: note.text.clone(), links })?;
        }
        Ok(())
    }

    /// Records the meetings.
    ///
    /// # Errors
    /// What the verbs say.
    pub fn meet(&mut self) -> Result<(), AppError> {
        for meeting in &self.script.meetings {
            self.ask(InspectionCommand::RecordMeeting {
                kind: meeting.kind,
                held_at: Some(meeting.held_at.into()),
                attendees: meeting.attendees.clone(),
                notes: meeting.notes.clone(),
            })?;
        }
        Ok(())
    }

    /// Takes the site's positions and both signatures.
    ///
    /// # Errors
    /// What the verbs say.
    pub fn sign(&mut self) -> Result<(), AppError> {
        for finding in &self.script.findings {
            if let (Some(position), Some(id)) = (&finding.position, self.findings.get(finding.key.as_str())) {
                let position = Position { kind: position.kind, words: position.words.clone() };
                self.ask(InspectionCommand::TakePosition { finding_id: *id, position })?;
            }
        }
        for signature in &self.script.signatures {
            self.ask(InspectionCommand::GiveSignature {
                role: signature.role,
                name: signature.name.clone(),
                function: signature.function.clone(),
                mark: SignatureMark::Drawn { strokes: signature.strokes.clone() },
            })?;
        }
        Ok(())
    }

    /// Sends a command of this inspection.
    ///
    /// # Errors
    /// What the verb says.
    pub fn ask(&mut self, command: InspectionCommand) -> Result<Changes, AppError> {
        self.app.complete(Command::Inspection(self.inspection_id, command), &mut Unwatched)
    }

    fn take_in(
        &mut self,
        source: PhotoSource,
        links: Vec<EvidenceLink>,
        progress: &mut dyn Progress,
    ) -> Result<PhotoId, AppError> {
        let command = InspectionCommand::AddPhotos { sources: vec![source], links };
        let changes = self.app.complete(Command::Inspection(self.inspection_id, command), progress)?;
        let Outcome::Photos(photos) = changes.outcome else {
            return Err(AppError::not_found(Thing::Photo, ""));
        };
        photos.into_iter().next().ok_or_else(|| AppError::not_found(Thing::Photo, ""))?.result
    }

    fn links(&self, questions: &[String], findings: &[String]) -> Result<Vec<EvidenceLink>, AppError> {
        let mut links: Vec<_> =
            questions.iter().map(|name| EvidenceLink::Question(InstancePath::of_question(name))).collect();
        for key in findings {
            let id = self.findings.get(key.as_str()).ok_or_else(|| AppError::not_found(Thing::Finding, key))?;
            links.push(EvidenceLink::Finding(*id));
        }
        Ok(links)
    }
}

fn draft(finding: &ScriptedFinding) -> FindingDraft {
    FindingDraft {
        id: None,
        title: finding.title.clone(),
        severity: Some(finding.severity),
        severity_reason: finding.severity_reason.clone(),
        repeats: String::new(),
        contained: None,
        sensitive: finding.sensitive,
        questions: finding.questions.iter().map(|name| InstancePath::of_question(name)).collect(),
        requirement: finding.requirement.clone(),
        evidence: finding.evidence.clone(),
        place: finding.place.clone(),
        immediate_action: finding.immediate_action.clone(),
        action: finding.action.clone(),
        remedy: finding.remedy,
        agreed_due_on: finding.agreed_due_on,
    }
}

fn supplier(app: &mut App, script: &DemoScript) -> Result<SupplierId, AppError> {
    let wanted = &script.supplier;
    let known = app.supplier_list(&wanted.registration)?.suppliers;
    if let Some(view) = known.into_iter().find(|view| view.supplier.registration == wanted.registration) {
        return Ok(view.supplier.id);
    }
    let draft = SupplierDraft {
        id: None,
        name: wanted.name.clone(),
        name_local: wanted.name_local.clone(),
        country: wanted.country.clone(),
        registration: wanted.registration.clone(),
        own: false,
        contact: wanted.contact.clone(),
        first_site: None,
    };
    let Outcome::Supplier(id) = app.complete(Command::SaveSupplier(draft), &mut Unwatched)?.outcome else {
        return Err(AppError::not_found(Thing::Supplier, &wanted.name));
    };
    Ok(id)
}

fn site(app: &mut App, script: &DemoScript, supplier_id: SupplierId) -> Result<SiteId, AppError> {
    let wanted = &script.site;
    let known = app.supplier_list(&script.supplier.registration)?.suppliers;
    let mut sites = known.into_iter().filter(|view| view.supplier.id == supplier_id).flat_map(|view| view.sites);
    if let Some(site) = sites.find(|site| site.name == wanted.name) {
        return Ok(site.id);
    }
    let draft = SiteDraft {
        id: None,
        supplier_id,
        name: wanted.name.clone(),
        address: wanted.address.clone(),
        country: wanted.country.clone(),
        indigenous: wanted.indigenous,
    };
    let Outcome::Site(id) = app.complete(Command::SaveSite(draft), &mut Unwatched)?.outcome else {
        return Err(AppError::not_found(Thing::Site, &wanted.name));
    };
    Ok(id)
}

fn built_in_photo(file: &str) -> Result<PhotoSource, AppError> {
    let found = assets::example::PHOTOS.iter().find(|(name, _)| *name == file);
    let (name, bytes) = found.ok_or_else(|| AppError::not_found(Thing::Photo, file))?;
    Ok(PhotoSource::Bytes { file_name: (*name).to_owned(), bytes: bytes.to_vec() })
}

/// The files of a folder in the order of their names; whether they are pictures is seen when they are taken in.
fn pictures_in(folder: &Path) -> Result<Vec<PathBuf>, AppError> {
    let failed = |source| AppError::file(folder, source);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() { Err(AppError::not_found(Thing::Photo, folder.display())) } else { Ok(files) }
}
