//! The whole main job with no questions asked: a new workspace, an inspection, a signed report, a verdict.

use super::player::{Player, built_in_script};
use crate::app::command::{InspectionCommand, Passphrase};
use crate::app::environment::Environment;
use crate::app::job::Progress;
use crate::app::verb::check::check;
use crate::app::verb::export::Exported;
use crate::app::workspace::{WorkspaceFolder, write_whole};
use crate::app::{App, AppError, Command, Outcome, Thing};
use crate::domain::{InspectionId, Language, Letter, ReportKind, ReportLanguages, ReportRequest, Role};
use std::fs;
use std::path::PathBuf;

/// The passphrase of the example's key. It protects nothing.
pub const PASSPHRASE: &str = "practice makes perfect";

/// What is asked of the demo.
#[derive(Debug, Clone)]
pub struct DemoRequest {
    /// The new workspace.
    pub folder: PathBuf,
    /// Photos of one's own.
    pub photos: Option<PathBuf>,
    /// The language of person and report.
    pub language: Language,
}

/// What the demo led to.
#[derive(Debug)]
pub struct DemoResult {
    /// The workspace.
    pub workspace: PathBuf,
    /// The inspection report.
    pub report: PathBuf,
    /// The plan left on site.
    pub closing_plan: PathBuf,
    /// The auditor's certificate.
    pub certificate: PathBuf,
    /// Questions that are settled.
    pub answers: usize,
    /// Photos.
    pub photos: usize,
    /// The files of one's own that are no pictures or cannot be read.
    pub skipped: Vec<PathBuf>,
    /// Findings.
    pub findings: usize,
    /// The overall letter.
    pub letter: Letter,
    /// The overall score with one decimal.
    pub score: String,
    /// Events checked.
    pub events: u64,
    /// The report and its verdict.
    pub exported: Exported,
}

/// Runs the whole main job.
///
/// # Errors
/// [`AppError::Exists`] where the folder holds anything already; what the verbs say.
pub fn run(
    request: &DemoRequest,
    environment: Box<dyn Environment>,
    progress: &mut dyn Progress,
) -> Result<DemoResult, AppError> {
    let folder = WorkspaceFolder::at(&request.folder);
    if fs::read_dir(&request.folder).is_ok_and(|mut files| files.next().is_some()) || request.folder.is_file() {
        return Err(AppError::Exists { path: request.folder.clone() });
    }
    if let Some(photos) = &request.photos {
        fs::read_dir(photos).map_err(|source| AppError::file(photos, source))?;
    }
    let script = built_in_script()?;
    let mut app = App::open(folder, environment)?;
    app.complete(
        Command::CreatePerson {
            name: script.auditor.name.clone(),
            organisation: script.auditor.organisation.clone(),
            role: Role::Auditor,
            language: request.language,
            passphrase: Passphrase::new(PASSPHRASE.to_owned()),
        },
        progress,
    )?;
    let mut player = Player::plan(&mut app, &script)?;
    player.answer()?;
    player.raise_findings()?;
    player.photograph(request.photos.as_deref(), progress)?;
    player.take_notes()?;
    player.record_facts()?;
    player.meet()?;
    player.sign()?;
    player.ask(InspectionCommand::SealClosing)?;
    player.ask(InspectionCommand::SealReport)?;
    let id = player.inspection_id();
    let skipped = player.skipped().to_vec();
    let plan = export(&mut app, id, ReportKind::ClosingPlan, request, "closing-plan.pdf", progress)?;
    let exported = export(&mut app, id, ReportKind::Inspection, request, "report.pdf", progress)?;
    let result = finish(app, id, request, plan, exported, progress)?;
    Ok(DemoResult { skipped, ..result })
}

fn export(
    app: &mut App,
    id: InspectionId,
    kind: ReportKind,
    request: &DemoRequest,
    name: &str,
    progress: &mut dyn Progress,
) -> Result<Exported, AppError> {
    let report = ReportRequest::usual(kind, ReportLanguages::One(request.language));
    let to = Some(request.folder.join(name));
    let command = Command::Inspection(id, InspectionCommand::Export { report, to });
    let Outcome::Exported(exported) = app.complete(command, progress)?.outcome else {
        return Err(AppError::not_found(Thing::Inspection, id));
    };
    Ok(*exported)
}

fn finish(
    mut app: App,
    id: InspectionId,
    request: &DemoRequest,
    plan: Exported,
    exported: Exported,
    progress: &mut dyn Progress,
) -> Result<DemoResult, AppError> {
    let certificate = request.folder.join("auditor.pem");
    if let Some(person) = app.person() {
        write_whole(&certificate, person.certificate_pem.as_bytes())?;
    }
    let checked = check(&mut app, progress)?;
    let view = app.inspection_view(id)?;
    let score = &view.evaluation.score;
    let result = DemoResult {
        workspace: request.folder.clone(),
        report: exported.path.clone(),
        closing_plan: plan.path,
        certificate,
        answers: view.evaluation.progress().0 as usize,
        photos: view.inspection.photos.len(),
        skipped: Vec::new(),
        findings: view.inspection.findings.len(),
        letter: score.letter,
        score: score.points.map_or_else(|| "-".to_owned(), |points| points.one_decimal()),
        events: checked.events,
        exported,
    };
    app.close()?;
    if checked.is_sound() { Ok(result) } else { Err(AppError::Unsound(Box::new(checked))) }
}
