//! A workspace for a test, a clock that ticks, and randomness that repeats.

use fieldseal::app::command::{InspectionCommand, Passphrase, PlanDraft, SiteDraft, SupplierDraft};
use fieldseal::app::demo::{Player, built_in_script};
use fieldseal::app::environment::Environment;
use fieldseal::app::job::Unwatched;
use fieldseal::app::verb::checklist_file::read_checklist;
use fieldseal::app::workspace::WorkspaceFolder;
use fieldseal::app::{App, AppError, Changes, Command, Outcome};
use fieldseal::domain::{
    InspectionId, InspectionType, Language, Moment, Role, SignatureMark, SiteId, SupplierId, TeamMember,
};
use fieldseal::evidence::{Cameras, ScriptedCameras};
use fieldseal::words::Words;
use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

pub const PASSPHRASE: &str = "correct horse battery staple";

/// Starts on 18 November 2026, 16:00 at +08:00, and ticks a second at each look.
pub struct TestEnvironment {
    now_ms: Cell<i64>,
    random: u64,
    cameras: ScriptedCameras,
}

impl Default for TestEnvironment {
    fn default() -> Self {
        Self {
            now_ms: Cell::new(1_794_988_800_000),
            random: 0x9E37_79B9_7F4A_7C15,
            cameras: ScriptedCameras::default(),
        }
    }
}

impl Environment for TestEnvironment {
    fn now(&self) -> Moment {
        self.now_ms.set(self.now_ms.get() + 1000);
        Moment { utc_ms: self.now_ms.get(), utc_offset_min: 480 }
    }

    fn fill_random(&mut self, bytes: &mut [u8]) {
        // xorshift64*: no two ids or salts of one run are equal, and every run is the same.
        for byte in bytes {
            self.random ^= self.random >> 12;
            self.random ^= self.random << 25;
            self.random ^= self.random >> 27;
            *byte = (self.random.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 56) as u8;
        }
    }

    fn cameras(&self) -> Arc<dyn Cameras> {
        Arc::new(self.cameras.clone())
    }
}

/// A workspace in a folder of its own, with a person whose key is unlocked.
pub struct Desk {
    pub app: App,
    pub folder: TempDir,
    /// The cameras of its laptop; none is plugged in.
    pub cameras: ScriptedCameras,
}

impl Desk {
    pub fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let cameras = ScriptedCameras::default();
        let app = open_with(folder.path(), &cameras);
        let mut desk = Self { app, folder, cameras };
        desk.run(Command::CreatePerson {
            name: "Lin Example".to_owned(),
            organisation: "Example Audit".to_owned(),
            role: Role::Auditor,
            language: Language::En,
            passphrase: Passphrase::new(PASSPHRASE.to_owned()),
        })
        .unwrap();
        desk
    }

    pub fn run(&mut self, command: Command) -> Result<Changes, AppError> {
        self.app.complete(command, &mut Unwatched)
    }

    pub fn ask(&mut self, id: InspectionId, command: InspectionCommand) -> Result<Changes, AppError> {
        self.run(Command::Inspection(id, command))
    }

    /// The built-in example as far as `until` goes.
    pub fn example(&mut self, until: Until) -> InspectionId {
        let script = built_in_script().unwrap();
        let mut player = Player::plan(&mut self.app, &script).unwrap();
        if until >= Until::Recorded {
            player.answer().unwrap();
            player.raise_findings().unwrap();
            player.photograph(None, &mut Unwatched).unwrap();
            player.take_notes().unwrap();
            player.record_facts().unwrap();
        }
        if until >= Until::Signed {
            player.meet().unwrap();
            player.sign().unwrap();
        }
        if until >= Until::ClosingSealed {
            player.ask(InspectionCommand::SealClosing).unwrap();
        }
        if until >= Until::ReportSealed {
            player.ask(InspectionCommand::SealReport).unwrap();
        }
        player.inspection_id()
    }

    /// Plans an inspection of a supplier in China by a checklist.
    pub fn plan(&mut self, checklist_id: &str) -> InspectionId {
        let supplier = SupplierDraft {
            id: None,
            name: "Example Castings Ltd.".to_owned(),
            name_local: String::new(),
            country: "CN".to_owned(),
            registration: "91350100M000100Y43".to_owned(),
            own: false,
            contact: String::new(),
            first_site: None,
        };
        let Outcome::Supplier(supplier_id) = self.run(Command::SaveSupplier(supplier)).unwrap().outcome else {
            panic!()
        };
        let site = SiteDraft {
            id: None,
            supplier_id,
            name: "Plant 1".to_owned(),
            address: "1 Example Road".to_owned(),
            country: "CN".to_owned(),
            indigenous: false,
        };
        let Outcome::Site(site_id) = self.run(Command::SaveSite(site)).unwrap().outcome else { panic!() };
        self.plan_at(supplier_id, site_id, checklist_id)
    }

    /// Plans another inspection where one was planned already.
    pub fn plan_again(&mut self, id: InspectionId, checklist_id: &str) -> InspectionId {
        let earlier = self.app.inspection_view(id).unwrap().inspection.plan.clone();
        self.plan_at(earlier.supplier_id, earlier.site_id, checklist_id)
    }

    fn plan_at(&mut self, supplier_id: SupplierId, site_id: SiteId, checklist_id: &str) -> InspectionId {
        let day = "2026-11-18".parse().unwrap();
        let plan = PlanDraft {
            supplier_id,
            site_id,
            checklist_id: checklist_id.to_owned(),
            inspection_type: InspectionType::ALL[0],
            starts_on: day,
            ends_on: day,
            team: vec![TeamMember::new("Lin Example", "")],
            scope: String::new(),
        };
        let Outcome::Inspection(id) = self.run(Command::PlanInspection(plan)).unwrap().outcome else { panic!() };
        id
    }

    /// Imports a checklist in a file, with the files beside it.
    pub fn import(&mut self, path: &Path) {
        let read = read_checklist(path, Words::of(Language::En)).unwrap();
        assert!(read.template.is_some(), "{:?}", read.file.problems);
        self.run(Command::ImportChecklist(Box::new(read))).unwrap();
    }

    /// Holds both meetings and signs for both sides, as in the example.
    pub fn meet_and_sign(&mut self, id: InspectionId) {
        let script = built_in_script().unwrap();
        for meeting in script.meetings {
            let (kind, held_at) = (meeting.kind, Some(meeting.held_at.into()));
            let (attendees, notes) = (meeting.attendees, meeting.notes);
            self.ask(id, InspectionCommand::RecordMeeting { kind, held_at, attendees, notes }).unwrap();
        }
        for signature in script.signatures {
            let mark = SignatureMark::Drawn { strokes: signature.strokes };
            let (role, name, function) = (signature.role, signature.name, signature.function);
            self.ask(id, InspectionCommand::GiveSignature { role, name, function, mark }).unwrap();
        }
    }

    /// Plans an inspection by a form in Markdown tables, which gets the identifier `walk`.
    pub fn plan_form(&mut self, tables: &str) -> InspectionId {
        let path = self.folder.path().join("walk.md");
        std::fs::write(&path, tables).unwrap();
        self.import(&path);
        self.plan("walk")
    }

    /// Closes the workspace and opens it again, unlocked.
    pub fn reopen(self) -> Self {
        let Self { app, folder, cameras } = self;
        app.close().unwrap();
        let mut desk = Self { app: open_with(folder.path(), &cameras), folder, cameras };
        let passphrase = Passphrase::new(PASSPHRASE.to_owned());
        desk.run(Command::Unlock { person_id: None, passphrase }).unwrap();
        desk
    }
}

/// An inspection by a checklist in a workspace of its own.
pub fn planned(checklist_id: &str) -> (Desk, InspectionId) {
    let mut desk = Desk::new();
    let id = desk.plan(checklist_id);
    (desk, id)
}

pub fn open(folder: &Path) -> App {
    open_with(folder, &ScriptedCameras::default())
}

fn open_with(folder: &Path, cameras: &ScriptedCameras) -> App {
    let environment = TestEnvironment { cameras: cameras.clone(), ..TestEnvironment::default() };
    App::open(WorkspaceFolder::at(folder), Box::new(environment)).unwrap()
}

/// How far the example is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Until {
    Planned,
    Recorded,
    Signed,
    ClosingSealed,
    ReportSealed,
}
