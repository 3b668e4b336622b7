//! How quick the database is with many inspections: `cargo bench --bench store [-- INSPECTIONS]`.
//!
//! Makes a workspace of 10,000 inspections with 100 answers each in a temporary folder (about 1 GB), and prints what
//! lists, search, saving and checking take. For people to read; nothing fails when it is slow.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a measurement by hand: it reads the clock and stops at the first error"
)]

use chrono::NaiveDate;
use fieldseal::domain::*;
use fieldseal::store::*;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

const ANSWERS: usize = 100;
const SUPPLIERS: usize = 500;
const NOTES: [&str; 6] = [
    "Exit B blocked by pallets, cleared on the spot",
    "消防通道宽 3 m，应为 4 m",
    "Wage records of March to May seen, 12 of 12 complete",
    "宿舍每间 6 人，符合要求",
    "Wastewater permit valid until 2027",
    "防护罩缺失，已停机整改",
];

/// Random bytes, the same in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB)
    }

    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.next().to_be_bytes()[..chunk.len()]);
        }
    }

    fn id(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        self.fill(&mut bytes);
        bytes
    }
}

fn at(ms: usize) -> Moment {
    Moment { utc_ms: 1_795_219_200_000 + i64::try_from(ms).unwrap(), utc_offset_min: 480 }
}

fn append(store: &mut Store, dice: &mut Dice, stream: Stream, ms: usize, bodies: &[EventBody]) {
    let summary = InspectionSummary { answered: 61, asked: 94, letter: Some(Letter::C) };
    let new = NewEvents {
        stream,
        actor_id: Some(PersonId::from_parts(1, &[1; 10])),
        at: at(ms),
        bodies,
        summary: Some(&summary),
        random: &mut |bytes| dice.fill(bytes),
    };
    store.append(new).unwrap();
}

fn suppliers(store: &mut Store, dice: &mut Dice) -> Vec<(SupplierId, SiteId)> {
    let mut ids = Vec::new();
    let mut bodies = Vec::new();
    for number in 0..SUPPLIERS {
        let supplier = Supplier {
            id: SupplierId::from_parts(1, &dice.id()),
            name: format!("Example Supplier {:03}", (number * 7_919) % 1_000),
            name_local: format!("示例供应商第{number}号有限公司"),
            country: "DE".to_owned(),
            registration: format!("HRB{number}"),
            own: false,
            contact: String::new(),
        };
        let site = Site {
            id: SiteId::from_parts(1, &dice.id()),
            supplier_id: supplier.id,
            name: format!("Plant {number} 一厂"),
            address: "示例路 1 号".to_owned(),
            country: "CN".to_owned(),
            indigenous: false,
        };
        ids.push((supplier.id, site.id));
        bodies.extend([EventBody::SupplierSaved(supplier), EventBody::SiteSaved(site)]);
    }
    append(store, dice, Stream::Workspace, 0, &bodies);
    ids
}

/// Everything of one inspection: its plan, 100 answers of which one in five has a note, three findings.
fn inspection(number: usize, id: InspectionId, dice: &mut Dice, of: (SupplierId, SiteId)) -> Vec<EventBody> {
    let day = NaiveDate::from_yo_opt(2026, u32::try_from(number % 365 + 1).unwrap()).unwrap();
    let plan = InspectionPlan {
        id,
        number: format!("RPT-2026-{number:05}"),
        supplier_id: of.0,
        site_id: of.1,
        template_digest: Digest::of(b"template"),
        rule_set_digest: Digest::of(b"rules"),
        inspection_type: InspectionType::Periodic,
        starts_on: day,
        ends_on: day,
        team: vec![TeamMember::new(format!("Auditor {}", number % 40), "lead")],
        scope: String::new(),
    };
    let mut bodies = vec![EventBody::InspectionPlanned { plan, report_id: ReportId::from_parts(1, &dice.id()) }];
    for question in 0..ANSWERS {
        let note = if question % 5 == 0 { NOTES[(number + question) % NOTES.len()] } else { "" };
        let answer = Answer { note: note.to_owned(), ..Answer::of("conforming") };
        bodies.push(EventBody::AnswerGiven { path: InstancePath::of_question(&format!("esg_{question:03}")), answer });
    }
    for (severity, question) in [(Severity::Minor, 3), (Severity::Major, 5), (Severity::Critical, 10)] {
        if number.is_multiple_of(question) {
            bodies.push(EventBody::FindingSaved(Finding {
                id: FindingId::from_parts(1, &dice.id()),
                title: "Exit blocked 安全出口被堵".to_owned(),
                severity,
                severity_reason: String::new(),
                suggested: None,
                repeats: None,
                contained: None,
                sensitive: false,
                questions: vec![InstancePath::of_question("esg_000")],
                requirement: "Exits are free and openable from inside".to_owned(),
                evidence: NOTES[number % NOTES.len()].to_owned(),
                place: "Hall 2".to_owned(),
                immediate_action: String::new(),
                action: CorrectiveAction::default(),
                remedy: Remedy::Standard,
                agreed_due_on: None,
            }));
        }
    }
    bodies
}

fn shown(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1_000.0;
    if ms < 1_000.0 { format!("{ms:10.3} ms") } else { format!("{:10.2} s ", ms / 1_000.0) }
}

/// How long this thread was on a processor; zero where the system does not say. On a busy machine only this counts.
fn on_processor() -> Duration {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(said.split_whitespace().next().and_then(|ns| ns.parse().ok()).unwrap_or_default())
}

/// The median of several runs and the slowest by the clock, and the mean on the processor.
fn measure<T>(what: &str, runs: usize, mut run: impl FnMut(usize) -> T) -> T {
    let busy_before = on_processor();
    let mut times = Vec::with_capacity(runs);
    let mut last = None;
    for number in 0..runs.max(1) {
        let start = Instant::now();
        last = Some(run(number));
        times.push(start.elapsed());
    }
    let busy = on_processor().saturating_sub(busy_before) / u32::try_from(times.len()).unwrap();
    times.sort_unstable();
    let slowest = if runs > 1 { format!("   slowest {}", shown(times[times.len() - 1])) } else { String::new() };
    println!("{what:44} {}   processor {}{slowest}", shown(times[times.len() / 2]), shown(busy));
    last.unwrap()
}

fn lists(store: &Store) {
    let query = |sort| ListQuery { sort, descending: true, limit: 50, ..ListQuery::default() };
    for (name, sort) in [
        ("last saved", InspectionSort::Changed),
        ("number", InspectionSort::Number),
        ("first day", InspectionSort::StartsOn),
        ("supplier", InspectionSort::Supplier),
        ("findings", InspectionSort::Findings),
        ("progress", InspectionSort::Progress),
    ] {
        measure(&format!("list, 50 rows by {name}"), 101, |_| store.inspection_rows(&query(sort)).unwrap());
    }
    let deep = ListQuery { offset: 9_000, ..query(InspectionSort::Changed) };
    measure("list, 50 rows from row 9,000", 101, |_| store.inspection_rows(&deep).unwrap());
    let states = ListQuery { states: vec![InspectionState::InProgress], ..query(InspectionSort::Changed) };
    measure("list, of one state", 101, |_| store.inspection_rows(&states).unwrap());
    for text in ["RPT-2026-00777", "Supplier 137", "供应商第137号", "permit", "防护罩"] {
        let query = ListQuery { text: text.to_owned(), ..query(InspectionSort::Changed) };
        let page = measure(&format!("list, with \"{text}\""), 31, |_| store.inspection_rows(&query).unwrap());
        println!("{:>60} found", page.total);
    }
    let findings = FindingQuery { limit: 50, ..FindingQuery::default() };
    let page = measure("findings, 50 rows", 31, |_| store.findings_overview(&findings).unwrap());
    println!("{:>60} found", page.total);
    measure("suppliers, with \"第137\"", 31, |_| store.suppliers("第137").unwrap());
}

fn checks(store: &mut Store, folder: &Path) {
    let mut go_on = |_, _| ControlFlow::Continue(());
    let summary = |_: &Inspection| InspectionSummary { answered: 61, asked: 94, letter: Some(Letter::C) };
    measure("chain check, every digest and hash", 1, |_| {
        assert_eq!(store.verify_chain(&mut go_on).unwrap().problems, []);
    });
    measure("integrity of the file", 1, |_| assert_eq!(store.integrity().unwrap(), []));
    measure("replay and comparison of all tables", 1, |_| {
        assert_eq!(store.projections_match(&summary, &mut go_on).unwrap(), []);
    });
    let backup = folder.join("backup.sqlite");
    measure("backup, checked", 1, |_| store.backup_into(&backup).unwrap());
    let plan = measure("salvage: reading what proves itself", 1, |_| SalvagePlan::read(&backup, &mut go_on).unwrap());
    println!("{:>60} events", plan.events());
    measure("rebuild of all tables", 1, |_| store.rebuild(&summary, &mut go_on).unwrap());
}

fn main() {
    let count = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(10_000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fieldseal.sqlite");
    let mut dice = Dice(1);
    let mut store = Store::create(&path, DeviceId::from_parts(1, &dice.id())).unwrap();
    let of = suppliers(&mut store, &mut dice);
    let ids: Vec<InspectionId> = (0..count).map(|_| InspectionId::from_parts(1, &dice.id())).collect();
    measure(&format!("making {count} inspections of {ANSWERS} answers"), 1, |_| {
        for (number, id) in ids.iter().enumerate() {
            let bodies = inspection(number, *id, &mut dice, of[number % of.len()]);
            append(&mut store, &mut dice, Stream::Inspection(*id), number, &bodies);
        }
    });
    let (events, _) = store.head().unwrap().unwrap();
    drop(store);
    println!("{events:>60} events, {} MB", std::fs::metadata(&path).unwrap().len() / 1_000_000);
    let mut store = measure("opening", 5, |_| Store::open(&path).unwrap());
    measure("saving one answer", 1_001, |number| {
        let answer = Answer { note: NOTES[number % NOTES.len()].to_owned(), ..Answer::of("minor") };
        let body = EventBody::AnswerGiven { path: InstancePath::of_question("esg_042"), answer };
        append(&mut store, &mut dice, Stream::Inspection(ids[number * 7 % ids.len()]), count + number, &[body]);
    });
    let stream = Stream::Inspection(ids[ids.len() / 2]);
    measure("folding one inspection from its events", 101, |_| {
        Inspection::replay(&store.events(stream).unwrap()).unwrap();
    });
    lists(&store);
    for text in ["permit", "wages", "防护罩", "消防", "门", "RPT-2026-00777", "exit 安全", "conforming"] {
        let hits = measure(&format!("search for \"{text}\", 50 hits"), 31, |_| store.search(text, 50).unwrap());
        println!("{:>60} shown", hits.len());
    }
    checks(&mut store, folder.path());
}
