//! The window: takes in what the service says, draws the screen, passes on what a person wants.

mod events;
mod requests;

use crate::app::job::{JobKind, Step};
use crate::app::problem::Problem;
use crate::app::service::{Service, Ticket, Watch};
use crate::app::view::{FindingListView, InspectionListView, InspectionView, SupplierListView, WorkspaceView};
use crate::app::{AppError, Changes, Command};
use crate::domain::{FindingQuery, InspectionId, Language, Moment};
use crate::ui::actions::{Actions, Request};
use crate::ui::command_table;
use crate::ui::dialogs::{DialogReply, DialogRequest, FileDialogs, ReplySender, Tag};
use crate::ui::intake;
use crate::ui::router::{Router, Screen};
use crate::ui::screens::inspection::{InspectionState, Part};
use crate::ui::screens::settings::WindowSettings;
use crate::ui::screens::{checklists, findings, inspection, inspections, plan, settings, start, suppliers, verify};
use crate::ui::shell::{
    JobView, Notices, PaletteOutput, Saving, StatusView, TopBarView, TypedPath, help_ui, palette_ui, status_bar_ui,
    top_bar_ui, typed_path_ui,
};
use crate::ui::shell::{PaletteItem, PaletteState};
use crate::ui::theme::{Look, ThemeChoice};
use crate::words::{Value, Words};
use egui::{Context, Ui};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

/// The snapshots that were handed over last.
#[derive(Default)]
struct Views {
    workspace: Option<Arc<WorkspaceView>>,
    inspections: Arc<InspectionListView>,
    suppliers: Arc<SupplierListView>,
    inspection: Option<Arc<InspectionView>>,
    findings: Arc<FindingListView>,
}

/// What the screens keep.
#[derive(Default)]
struct Screens {
    start: start::StartState,
    inspections: inspections::InspectionsState,
    suppliers: suppliers::SuppliersState,
    findings: findings::AllFindingsState,
    plan: plan::PlanState,
    /// What is typed and chosen in the inspections that were opened; kept until the window closes.
    drafts: HashMap<InspectionId, InspectionState>,
    verify: verify::VerifyState,
    settings: settings::SettingsState,
    checklists: checklists::LibraryState,
    checklist: checklists::ChecklistState,
    import: checklists::ImportState,
    trial: checklists::TrialState,
}

/// The window.
pub struct Window {
    service: Option<Service>,
    dialogs: Box<dyn FileDialogs>,
    reply: ReplySender,
    replies: Receiver<(Tag, DialogReply)>,
    asked: HashMap<Tag, DialogRequest>,
    actions: Actions,
    tickets: HashMap<Ticket, Tag>,
    parts: HashMap<Ticket, Changes>,
    jobs: BTreeMap<Ticket, (JobKind, Step)>,
    views: Views,
    watch: Watch,
    router: Router,
    screens: Screens,
    notices: Notices,
    palette: Option<(PaletteState, Vec<PaletteItem>)>,
    help: bool,
    typed_path: Option<TypedPath>,
    saved_at: Option<Moment>,
    save_problem: Option<Problem>,
    problems: Vec<AppError>,
    in_force: Option<WindowSettings>,
    language: Language,
}

impl Window {
    /// A window over a running service. `language` is used until the workspace says which one a person chose.
    #[must_use]
    pub fn new(ctx: &Context, service: Service, dialogs: Box<dyn FileDialogs>, language: Language) -> Self {
        crate::ui::theme::install(ctx);
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let (sender, replies) = channel();
        let waker = ctx.clone();
        let reply = ReplySender::new(sender, Arc::new(move || waker.request_repaint()));
        Self {
            service: Some(service),
            dialogs,
            reply,
            replies,
            asked: HashMap::new(),
            actions: Actions::default(),
            tickets: HashMap::new(),
            parts: HashMap::new(),
            jobs: BTreeMap::new(),
            views: Views::default(),
            watch: Watch::default(),
            router: Router::default(),
            screens: Screens { inspections: inspections::InspectionsState::new(), ..Screens::default() },
            notices: Notices::default(),
            palette: None,
            help: false,
            typed_path: None,
            saved_at: None,
            save_problem: None,
            problems: Vec::new(),
            in_force: None,
            language,
        }
    }

    /// Whether the service has nothing under way and nothing waits to be sent to it.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.tickets.is_empty() && self.service.as_ref().is_none_or(Service::is_idle)
    }

    /// The snapshot of the inspection that was opened last.
    #[must_use]
    pub fn inspection(&self) -> Option<&InspectionView> {
        self.views.inspection.as_deref()
    }

    /// The screen that is shown.
    #[must_use]
    pub const fn screen(&self) -> &Screen {
        self.router.here()
    }

    fn words(&self) -> Words {
        Words::of(self.language())
    }

    fn language(&self) -> Language {
        let chosen = self.views.workspace.as_ref().and_then(|view| view.settings.get("language"));
        chosen.and_then(|code| Language::from_code(code)).unwrap_or(self.language)
    }

    fn settings(&self) -> WindowSettings {
        let get = |key: &str| self.views.workspace.as_ref().and_then(|view| view.settings.get(key));
        WindowSettings {
            theme: get("theme").map(|code| ThemeChoice::from_code(code)).unwrap_or_default(),
            zoom_percent: get("zoom_percent").and_then(|text| text.parse().ok()).unwrap_or(100).clamp(50, 300),
            reduced_motion: get("reduced_motion").is_some_and(|text| text == "true"),
        }
    }

    fn look(&self, ctx: &Context) -> Look {
        let today = self.views.workspace.as_ref().map(|view| view.today).unwrap_or_default();
        Look { words: self.words(), palette: self.settings().theme.palette(ctx), today }
    }

    /// Draws the window.
    pub fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.apply_settings(&ctx);
        let look = self.look(&ctx);
        for error in std::mem::take(&mut self.problems) {
            self.notices.problem(&Problem::of(&error, look.words));
        }
        let unlocked = self.views.workspace.as_ref().is_some_and(|view| view.session.is_some());
        if unlocked {
            self.unlocked_ui(ui, &look);
        } else {
            self.locked_ui(ui, &look);
        }
        self.over_ui(ui, &look);
        self.carry_out(&ctx, &look);
        self.keep_fresh();
    }

    fn apply_settings(&mut self, ctx: &Context) {
        let wanted = self.settings();
        if self.in_force == Some(wanted) {
            return;
        }
        wanted.theme.apply(ctx, wanted.reduced_motion);
        ctx.set_zoom_factor(f32::from(wanted.zoom_percent) / 100.0);
        self.in_force = Some(wanted);
        ctx.request_discard("the theme changed");
    }

    fn locked_ui(&mut self, ui: &mut Ui, look: &Look) {
        let Some(view) = self.views.workspace.clone() else { return };
        let chosen = start::start_ui(ui, look, &view, &mut self.screens.start, &mut self.actions);
        if let Some(language) = chosen {
            self.choose_language(language);
        }
    }

    fn choose_language(&mut self, language: Language) {
        self.language = language;
        let value = language.code().to_owned();
        self.actions.send(Command::Set { key: "language".to_owned(), value });
    }

    fn unlocked_ui(&mut self, ui: &mut Ui, look: &Look) {
        let ctx = ui.ctx().clone();
        let over = self.palette.is_some() || self.help || self.typed_path.is_some();
        if let Some(path) = intake::dropped_report(&ctx) {
            self.router.go(Screen::Verify);
            self.screens.verify.start(path, &mut self.actions);
        }
        if !over && let Some(command) = command_table::pressed(&ctx, self.router.here().scope()) {
            self.do_command(command, look);
        }
        let scope = self.router.here().scope();
        let bar = TopBarView { place: self.router.here().place(), can_go_back: self.router.can_go_back(), scope };
        top_bar_ui(ui, look, bar, &mut self.actions);
        self.status_ui(ui, look);
        self.screen_ui(ui, look);
        self.actions.pressed = None;
    }

    fn status_ui(&mut self, ui: &mut Ui, look: &Look) {
        let writing = self.tickets.keys().any(|ticket| !self.jobs.contains_key(ticket));
        // Before the first change of this session: when the open inspection was saved last.
        let here = self.router.here().inspection();
        let open = self.views.inspection.as_ref().filter(|view| Some(view.inspection.plan.id) == here);
        let saving = match (&self.save_problem, self.saved_at) {
            (Some(problem), _) => Saving::Failed(problem),
            (None, _) if writing => Saving::Writing,
            (None, Some(at)) => Saving::Saved(at),
            (None, None) => open.map_or(Saving::Nothing, |view| Saving::Saved(view.inspection.changed_at)),
        };
        let job =
            |(ticket, (kind, step)): (&Ticket, &(JobKind, Step))| JobView { ticket: *ticket, kind: *kind, step: *step };
        let person = self.views.workspace.as_ref().and_then(|view| view.session.as_ref());
        let person = person.map(|session| session.person.name.clone()).unwrap_or_default();
        let view = StatusView { saving, jobs: self.jobs.iter().map(job).collect(), person };
        let output = status_bar_ui(ui, look, &view);
        if let (Some(ticket), Some(service)) = (output.cancel, &self.service) {
            service.cancel(ticket);
        }
        if let Some(language) = output.language {
            self.choose_language(language);
        }
    }

    fn screen_ui(&mut self, ui: &mut Ui, look: &Look) {
        let screen = self.router.here().clone();
        let (views, screens, actions) = (&self.views, &mut self.screens, &mut self.actions);
        let lines = views.workspace.as_ref().map(|view| Arc::clone(&view.checklists)).unwrap_or_default();
        match &screen {
            Screen::Inspections => {
                inspections::inspections_ui(ui, look, &views.inspections, &mut screens.inspections, actions);
            }
            Screen::Suppliers => suppliers::suppliers_ui(ui, look, &views.suppliers, &mut screens.suppliers, actions),
            Screen::Findings => findings::all_findings_ui(ui, look, &views.findings, &mut screens.findings, actions),
            Screen::Checklists => checklists::checklists_ui(ui, look, &lines, &mut screens.checklists, actions),
            Screen::Checklist(digest) => {
                checklists::checklist_ui(ui, look, (*digest, &lines), &mut screens.checklist, actions);
            }
            Screen::TryChecklist(digest) => {
                checklists::trial_ui(ui, look, *digest, &mut screens.trial, actions);
            }
            Screen::ImportChecklist => checklists::import_ui(ui, look, &mut screens.import, actions),
            Screen::Verify => verify::verify_ui(ui, look, &mut screens.verify, actions),
            Screen::Settings => {
                if let Some(view) = views.workspace.clone() {
                    let window = self.in_force.unwrap_or_else(|| self.settings());
                    settings::settings_ui(ui, look, &view, window, &mut self.screens.settings, &mut self.actions);
                }
            }
            Screen::Plan(chosen) => {
                let person = views.workspace.as_ref().and_then(|view| view.session.as_ref()).map(|one| &one.person);
                let known = (&*views.suppliers, lines.as_slice());
                plan::plan_ui(ui, look, known, (*chosen, person), &mut screens.plan, actions);
            }
            Screen::Inspection(id, tab) => self.inspection_ui(ui, look, *id, Part::Tab(*tab)),
            Screen::Photo(id, photo) => self.inspection_ui(ui, look, *id, Part::Photo(*photo)),
            Screen::Finding(id, finding) => self.inspection_ui(ui, look, *id, Part::Finding(*finding)),
            Screen::Camera(id) => self.inspection_ui(ui, look, *id, Part::Camera),
        }
    }

    fn inspection_ui(&mut self, ui: &mut Ui, look: &Look, id: InspectionId, part: Part) {
        match self.views.inspection.clone().filter(|view| view.inspection.plan.id == id) {
            Some(view) => {
                let drafts = self.screens.drafts.entry(id).or_default();
                inspection::inspection_ui(ui, look, &view, part, drafts, &mut self.actions);
            }
            None => {
                egui::CentralPanel::default().show(ui, |ui| ui.label(look.text("loading")));
            }
        }
    }

    /// What lies over the screen: palette, help, a path to type, notices.
    fn over_ui(&mut self, ui: &mut Ui, look: &Look) {
        if let Some((state, items)) = &mut self.palette {
            match palette_ui(ui, look, items, state) {
                PaletteOutput::Open => {}
                PaletteOutput::Closed => self.palette = None,
                PaletteOutput::Chosen(target) => {
                    self.palette = None;
                    self.choose(target, look);
                }
            }
        }
        if self.help && help_ui(ui, look) {
            self.help = false;
        }
        if let Some(mut typed) = self.typed_path.take() {
            match typed_path_ui(ui, look, &mut typed) {
                Some(reply) => self.actions.deliver_reply(typed.tag, reply),
                None => self.typed_path = Some(typed),
            }
        }
        self.notices.ui(ui, look);
    }

    fn keep_fresh(&mut self) {
        let here = self.router.here();
        let mut watch = Watch { inspection: here.inspection(), ..Watch::default() };
        if matches!(here, Screen::Inspections) {
            watch.inspections = Some(self.screens.inspections.query());
        }
        if matches!(here, Screen::Suppliers) {
            watch.suppliers = Some(self.screens.suppliers.search.clone());
        }
        if matches!(here, Screen::Plan(_)) {
            watch.suppliers = Some(String::new());
        }
        watch.findings =
            matches!(here, Screen::Findings).then(|| FindingQuery { limit: 1000, ..FindingQuery::default() });
        if watch != self.watch
            && let Some(service) = &self.service
        {
            service.watch(watch.clone());
            self.watch = watch;
        }
    }

    /// Sends what is typed, finishes what was asked, and closes the workspace.
    ///
    /// # Errors
    /// What [`Service::close`] says.
    pub fn close(&mut self) -> Result<(), AppError> {
        self.flush();
        let Some(mut service) = self.service.take() else { return Ok(()) };
        for request in self.actions.take_requests() {
            if let Request::Run(_, command) = request {
                service.run(*command);
            }
        }
        service.close()
    }

    /// The sentence that says what could not be written at the end, for whoever started the window.
    #[must_use]
    pub fn closing_words(&self, error: &AppError) -> String {
        let problem = Problem::of(error, self.words());
        self.words().with("closing-failed", &[("what", Value::Text(&problem.what))])
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _: &mut eframe::Frame) {
        self.take_events(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        self.show(ui);
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        if let Err(error) = self.close() {
            eprintln!("{}", self.closing_words(&error));
        }
    }
}
