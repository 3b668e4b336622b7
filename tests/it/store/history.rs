//! A history in which every kind of event happens, most of them twice.

use chrono::NaiveDate;
use fieldseal::domain::*;
use fieldseal::store::{NewEvents, Store, StoreError};
use std::path::PathBuf;
use std::sync::LazyLock;

/// 2026-11-21T08:00:00+08:00.
pub const START_MS: i64 = 1_795_219_200_000;

/// Random bytes that are the same in every run.
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            // SplitMix64.
            self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = self.0;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            *byte = (z ^ (z >> 31)) as u8;
        }
    }
}

macro_rules! id {
    ($kind:ty, $number:expr) => {
        <$kind>::from_parts(START_MS as u64, &[0, 0, 0, 0, 0, 0, 0, 0, 0, $number])
    };
}

pub fn device() -> DeviceId {
    id!(DeviceId, 1)
}

pub fn at(minute: i64) -> Moment {
    Moment { utc_ms: START_MS + minute * 60_000, utc_offset_min: 480 }
}

pub fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

pub fn inspection_id(number: u8) -> InspectionId {
    id!(InspectionId, number)
}

pub fn finding_id(number: u8) -> FindingId {
    id!(FindingId, number)
}

pub fn photo_id(number: u8) -> PhotoId {
    id!(PhotoId, number)
}

pub fn supplier(number: u8, name: &str) -> Supplier {
    Supplier {
        id: id!(SupplierId, number),
        name: name.to_owned(),
        name_local: "苏州示例精密五金有限公司".to_owned(),
        country: "CN".to_owned(),
        registration: format!("91320500MA0000{number:03}X"),
        own: false,
        contact: "Example Person, example@example.com".to_owned(),
    }
}

pub fn site(number: u8, supplier: &Supplier) -> Site {
    Site {
        id: id!(SiteId, number),
        supplier_id: supplier.id,
        name: format!("{} 一号厂房", supplier.name),
        address: "江苏省苏州市工业园区示例路 1 号".to_owned(),
        country: "CN".to_owned(),
        indigenous: false,
    }
}

pub fn person() -> Person {
    Person {
        id: id!(PersonId, 1),
        name: "Example Auditor".to_owned(),
        organisation: "Example Organisation".to_owned(),
        role: Role::Auditor,
        language: Language::ZhCn,
        certificate_pem: "-----BEGIN CERTIFICATE-----\n".to_owned(),
    }
}

pub const TEMPLATE: &[u8] = br#"{"format":"fieldseal-checklist/1"}"#;
pub const RULE_SET: &[u8] = br#"{"format":"fieldseal-rules/1"}"#;

pub fn plan(number: u8, supplier: &Supplier, site: &Site) -> InspectionPlan {
    InspectionPlan {
        id: inspection_id(number),
        number: format!("RPT-2026-{number:04}"),
        supplier_id: supplier.id,
        site_id: site.id,
        template_digest: Digest::of(TEMPLATE),
        rule_set_digest: Digest::of(RULE_SET),
        inspection_type: InspectionType::Periodic,
        starts_on: day(20),
        ends_on: day(21),
        team: vec![TeamMember::new("Example Auditor", "lead auditor"), TeamMember::new("示例翻译", "interpreter")],
        scope: "Labour and safety of building 3".to_owned(),
    }
}

pub fn photo(number: u8, links: Vec<EvidenceLink>) -> Photo {
    Photo {
        id: photo_id(number),
        digest: Digest::of(&[number]),
        file_name: format!("IMG_{number:04}.jpg"),
        facts: PhotoFacts {
            media_type: "image/jpeg".to_owned(),
            size_bytes: 2_000_000 + u64::from(number),
            width_px: 4000,
            height_px: 3000,
            orientation: 6,
            taken_at: Some(TakenAt {
                local: "2026-11-21T09:10:11+08:00".to_owned(),
                source: TimeSource::ExifWithOffset,
            }),
            place: Some(GeoPoint { latitude_deg: "31.3".to_owned(), longitude_deg: "120.6".to_owned() }),
            camera: "Example Camera".to_owned(),
            look_hash: "00c3e7ffffe7c300".to_owned(),
        },
        added_at: at(30),
        caption: String::new(),
        links,
        overlay: Overlay::default(),
        consent: Consent::default(),
        trade_secret: false,
    }
}

pub fn finding(number: u8, severity: Severity, title: &str, questions: &[&str]) -> Finding {
    Finding {
        id: finding_id(number),
        title: title.to_owned(),
        severity,
        severity_reason: String::new(),
        suggested: Some(severity),
        repeats: None,
        contained: None,
        sensitive: false,
        questions: questions.iter().map(|name| InstancePath::of_question(name)).collect(),
        requirement: "Exits are free".to_owned(),
        evidence: "2 of 14 exits blocked".to_owned(),
        place: "Building 3".to_owned(),
        immediate_action: String::new(),
        action: CorrectiveAction { owner: "Plant manager".to_owned(), ..CorrectiveAction::default() },
        remedy: Remedy::Standard,
        agreed_due_on: None,
    }
}

pub fn answered(name: &str, value: &str) -> EventBody {
    EventBody::AnswerGiven { path: InstancePath::of_question(name), answer: Answer::of(value) }
}

pub fn noted(name: &str, note: &str) -> EventBody {
    let answer = Answer { note: note.to_owned(), ..Answer::of("minor") };
    EventBody::AnswerGiven { path: InstancePath::of_question(name), answer }
}

fn seal(inspection: u8, findings: Vec<FixedFinding>) -> Seal {
    Seal {
        manifest: Manifest {
            format: Manifest::FORMAT.to_owned(),
            report_id: id!(ReportId, inspection),
            inspection_id: inspection_id(inspection),
            template_digest: Digest::of(TEMPLATE),
            rule_set_digest: Digest::of(RULE_SET),
            device_id: device(),
            head_seq: 1,
            head_hash: Digest::of(b"head"),
            item_digests: vec![Digest::of(b"item")],
        },
        salts: Vec::new(),
        sealed_at: at(90),
        closing_on: day(21),
        findings,
    }
}

fn fixed(number: u8, name: &str) -> FixedFinding {
    let due = DueDates { plan_on: Some(day(25)), corrected_on: Some(day(30)) };
    FixedFinding { id: finding_id(number), number: name.to_owned(), due }
}

/// The figures as a caller would compute them; these follow from the answers alone.
pub fn summary_of(inspection: &Inspection) -> InspectionSummary {
    let answered = inspection.answers.values().filter(|answer| answer.is_settled()).count();
    let letter = (answered > 2).then_some(Letter::C);
    InspectionSummary { answered: u32::try_from(answered).unwrap(), asked: 94, letter }
}

/// Writes one event as the app does: with the figures that follow from it.
pub fn write(store: &mut Store, stream: Stream, minute: i64, body: EventBody) -> Result<Event, StoreError> {
    let mut dice = Dice::new(u64::try_from(minute).unwrap() ^ (store.head()?.map_or(0, |(seq, _)| seq) as u64) << 20);
    let event = |body: &EventBody| Event {
        header: EventHeader {
            device_id: store.device_id(),
            seq: 0,
            event_id: EventId::from_parts(0, &[0; 10]),
            at: at(minute),
            actor_id: None,
            stream,
        },
        body: body.clone(),
    };
    let summary = match stream {
        Stream::Workspace => None,
        Stream::Inspection(_) => {
            let mut events = store.events(stream)?;
            events.push(event(&body));
            Inspection::replay(&events).as_ref().map(summary_of)
        }
    };
    let bodies = [body];
    let written = store.append(NewEvents {
        stream,
        actor_id: Some(person().id),
        at: at(minute),
        bodies: &bodies,
        summary: summary.as_ref(),
        random: &mut |bytes| dice.fill(bytes),
    })?;
    Ok(written.into_iter().next().unwrap())
}

/// An arrow and a block.
pub fn overlay() -> Overlay {
    let (from, to) = (OverlayPoint::new(1_000, 1_000), OverlayPoint::new(4_000, 2_500));
    Overlay {
        redactions: vec![Redaction { from, to, reason: RedactionReason::Person }],
        marks: vec![Mark { shape: MarkShape::Arrow { from, to }, colour: MarkColour::Red }],
    }
}

/// What happens in the workspace before any inspection.
pub fn write_workspace(store: &mut Store) {
    let metal = supplier(1, "Example Metal");
    let textile = supplier(2, "Example Textile");
    let renamed = Supplier { name: "Example Metalworks".to_owned(), ..metal.clone() };
    store.put_content(TEMPLATE).unwrap();
    store.put_content(RULE_SET).unwrap();
    let english = Person { language: Language::En, ..person() };
    let bodies = [
        EventBody::PersonSaved(english),
        EventBody::PersonSaved(person()),
        EventBody::SettingChanged { key: "theme".to_owned(), value: "light".to_owned() },
        EventBody::SettingChanged { key: "theme".to_owned(), value: "dark".to_owned() },
        EventBody::TemplateAdded { digest: Digest::of(TEMPLATE), id: "esg".to_owned(), version: "1".to_owned() },
        EventBody::RuleSetAdded { digest: Digest::of(RULE_SET), id: "house".to_owned(), version: "1".to_owned() },
        EventBody::SupplierSaved(metal.clone()),
        EventBody::SupplierSaved(renamed),
        EventBody::SupplierSaved(textile.clone()),
        EventBody::SiteSaved(site(1, &metal)),
        EventBody::SiteSaved(site(2, &textile)),
        EventBody::SiteSaved(Site { name: "Old warehouse".to_owned(), ..site(3, &textile) }),
        EventBody::SiteArchived { id: site(3, &textile).id },
    ];
    for (minute, body) in (0..).zip(bodies) {
        write(store, Stream::Workspace, minute, body).unwrap();
    }
}

/// Every kind of event of an inspection, in an order that the domain allows.
#[allow(clippy::too_many_lines, reason = "one history, read from top to bottom")]
pub fn bodies(number: u8) -> Vec<EventBody> {
    let (metal, textile) = (supplier(1, "Example Metal"), supplier(2, "Example Textile"));
    let question = |name: &str| EvidenceLink::Question(InstancePath::of_question(name));
    let blocked = finding(1, Severity::Major, "Exit B blocked by pallets", &["esg_hs_04", "esg_hs_05"]);
    let worse = Finding {
        severity: Severity::Critical,
        suggested: Some(Severity::Critical),
        evidence: "安全出口被货物堵塞".to_owned(),
        immediate_action: "Pallets moved at 10:40".to_owned(),
        ..blocked.clone()
    };
    let labour = Finding { sensitive: true, ..finding(2, Severity::Major, "Papers kept", &["esg_la_01"]) };
    let small = finding(3, Severity::Minor, "Aisle unmarked", &[]);
    let proposal = GradeProposal {
        severity: Severity::Major,
        reason: "Opened within a minute".to_owned(),
        proposed_by: "Example Auditor".to_owned(),
        proposed_at: at(1),
    };
    let taken_back = EventBody::AnswerGiven { path: InstancePath::of_question("esg_la_02"), answer: Answer::default() };
    let not_applicable =
        Answer { status: AnswerStatus::NotApplicable, reason: "无宿舍".to_owned(), ..Answer::default() };
    let note = Note {
        id: id!(NoteId, number),
        text: "Ask for the fire drill record".to_owned(),
        written_at: at(31),
        links: Vec::new(),
    };
    let entry = |name: &str| Entry::Instrument(Instrument { name: name.to_owned(), ..Instrument::default() });
    let position = |kind, words: &str| Position { kind, words: words.to_owned() };
    let meeting = |kind, notes: &str| Meeting {
        kind,
        held_at: at(20),
        attendees: vec![Attendee { name: "Example Manager".to_owned(), function: "厂长".to_owned() }],
        notes: notes.to_owned(),
    };
    let signature = |role| Signature {
        id: id!(SignatureId, number),
        role,
        name: "Example Manager".to_owned(),
        function: "plant manager".to_owned(),
        mark: SignatureMark::Drawn { strokes: vec![Stroke(vec![(1, 2), (3, 4)])] },
        signed_at: at(80),
    };
    let action = CorrectiveAction { root_cause: "No storage plan".to_owned(), ..CorrectiveAction::default() };
    vec![
        EventBody::InspectionPlanned { plan: plan(number, &metal, &site(1, &metal)), report_id: id!(ReportId, number) },
        EventBody::PlanChanged(InspectionPlan {
            scope: "Labour, safety and 宿舍".to_owned(),
            ..plan(number, &textile, &site(2, &textile))
        }),
        EventBody::ProfileSet { name: "profile_workers".to_owned(), value: "420".to_owned() },
        EventBody::MeetingRecorded(meeting(MeetingKind::Opening, "Safety rules explained")),
        answered("esg_hs_04", "critical"),
        answered("esg_hs_05", "major"),
        noted("esg_hs_06", "消防通道 2 m wide, 应为 4 m"),
        noted("esg_hs_06", "消防通道 3 m wide"),
        answered("esg_la_02", "yes"),
        taken_back,
        EventBody::AnswerGiven { path: InstancePath::of_question("esg_do_01"), answer: not_applicable },
        EventBody::PhotoAdded(photo(1, Vec::new())),
        EventBody::PhotoAdded(photo(2, vec![question("esg_hs_04")])),
        EventBody::PhotoAdded(photo(3, Vec::new())),
        EventBody::PhotoCaptioned { id: photo_id(1), caption: "安全出口 B".to_owned() },
        EventBody::NoteSaved(note.clone()),
        EventBody::NoteSaved(Note { links: vec![question("esg_hs_04")], ..note.clone() }),
        EventBody::NoteSaved(Note { id: id!(NoteId, 200), text: "gone soon".to_owned(), ..note }),
        EventBody::NoteRemoved { id: id!(NoteId, 200) },
        EventBody::ScopeRecorded(ScopeAndMethod { readers: "委托方".to_owned(), ..ScopeAndMethod::default() }),
        EventBody::ScopeRecorded(ScopeAndMethod { notice: Some(Notice::Announced), ..ScopeAndMethod::default() }),
        EventBody::EntrySaved { id: id!(EntryId, 1), entry: entry("Lux meter"), before: None },
        EventBody::EntrySaved { id: id!(EntryId, 2), entry: entry("Sound level meter"), before: Some(id!(EntryId, 1)) },
        EventBody::EntryRemoved { id: id!(EntryId, 1) },
        EventBody::FindingSaved(blocked),
        EventBody::FindingSaved(labour),
        EventBody::FindingSaved(worse.clone()),
        EventBody::FindingSaved(small.clone()),
        EventBody::PhotoLinked {
            id: photo_id(1),
            links: vec![
                EvidenceLink::Finding(worse.id),
                question("esg_hs_05"),
                EvidenceLink::Area("仓库 B".to_owned()),
            ],
        },
        EventBody::PhotoOverlaid { id: photo_id(1), overlay: overlay() },
        EventBody::PhotoOverlaid { id: photo_id(2), overlay: overlay() },
        EventBody::PhotoOverlaid { id: photo_id(2), overlay: Overlay::default() },
        EventBody::PhotoConsentTaken { id: photo_id(1), consent: Consent::Asked },
        EventBody::PhotoConsentTaken { id: photo_id(1), consent: Consent::Given },
        EventBody::PhotoSecretSet { id: photo_id(1), trade_secret: true },
        EventBody::PhotoPlaced { id: photo_id(3), before: Some(photo_id(1)) },
        EventBody::PhotoRemoved { id: photo_id(2) },
        EventBody::PhotoRemoved { id: photo_id(3) },
        EventBody::PhotoRestored(photo(2, vec![question("esg_hs_04")])),
        EventBody::ActionRecorded { finding_id: small.id, action: action.clone() },
        EventBody::FindingWithdrawn { id: small.id, reason: "Marked on the spot".to_owned() },
        EventBody::FindingSaved(small.clone()),
        EventBody::MeetingRecorded(meeting(MeetingKind::Closing, "All findings read")),
        EventBody::PositionTaken { finding_id: worse.id, position: position(PositionKind::Agreed, "") },
        EventBody::PositionTaken {
            finding_id: small.id,
            position: position(PositionKind::Disputed, "画线计划在十二月"),
        },
        EventBody::SignatureGiven(signature(SignatureRole::Auditor)),
        EventBody::SignatureGiven(signature(SignatureRole::Site)),
        EventBody::ClosingSealed(seal(number, vec![fixed(1, "F-01"), fixed(2, "S-01"), fixed(3, "F-02")])),
        EventBody::ClosingReopened { reason: "Date agreed wrongly".to_owned() },
        EventBody::FindingSaved(Finding {
            agreed_due_on: Some(day(28)),
            repeats: Some(Repeat {
                reference: "RPT-2025-0007 F-02".to_owned(),
                finding_id: None,
                basis: RepeatBasis::Named,
            }),
            contained: Some(Containment { before: photo_id(1), after: photo_id(2) }),
            ..worse.clone()
        }),
        EventBody::GradeProposed { finding_id: worse.id, proposal: Some(proposal.clone()) },
        EventBody::GradeProposed { finding_id: worse.id, proposal: None },
        EventBody::GradeProposed { finding_id: worse.id, proposal: Some(proposal) },
        EventBody::PositionTaken { finding_id: worse.id, position: position(PositionKind::Agreed, "") },
        EventBody::SignatureGiven(signature(SignatureRole::Auditor)),
        EventBody::SignatureGiven(signature(SignatureRole::Site)),
        EventBody::ClosingSealed(seal(number, vec![fixed(1, "F-01"), fixed(2, "S-01"), fixed(3, "F-02")])),
        EventBody::ReportSealed(seal(number, vec![fixed(1, "F-01"), fixed(2, "S-01"), fixed(3, "F-02")])),
        EventBody::ReportExported {
            revision: 1,
            copy: RecordCopy::Internal,
            language: Some(Language::En),
            digest: Digest::of(b"report"),
            file_name: "report.pdf".to_owned(),
        },
        EventBody::ActionRecorded {
            finding_id: finding_id(1),
            action: CorrectiveAction { owner: "王厂长".to_owned(), ..action },
        },
    ]
}

/// Writes the workspace, a complete inspection, one that is under way and one that was cancelled.
pub fn write_all(store: &mut Store) {
    write_workspace(store);
    let complete = Stream::Inspection(inspection_id(1));
    for (minute, body) in (20..).zip(bodies(1)) {
        write(store, complete, minute, body).unwrap();
    }
    let under_way = Stream::Inspection(inspection_id(2));
    for (minute, body) in (100..).zip(bodies(2).into_iter().take(8)) {
        write(store, under_way, minute, body).unwrap();
    }
    let cancelled = Stream::Inspection(inspection_id(3));
    let reason = "Plant closed".to_owned();
    write(store, cancelled, 120, bodies(3).swap_remove(0)).unwrap();
    write(store, cancelled, 121, EventBody::InspectionCancelled { reason }).unwrap();
    let textile = supplier(2, "Example Textile and Dyeing");
    write(store, Stream::Workspace, 122, EventBody::SupplierSaved(textile.clone())).unwrap();
    write(store, Stream::Workspace, 123, EventBody::SupplierArchived { id: supplier(1, "").id }).unwrap();
    checkpoint(store, 124);
}

/// A database in which all of this was written, closed: made once, then copied.
pub fn full() -> (tempfile::TempDir, PathBuf) {
    static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("fieldseal.sqlite");
        write_all(&mut Store::create(&path, device()).unwrap());
        std::fs::read(path).unwrap()
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fieldseal.sqlite");
    std::fs::write(&path, &*BYTES).unwrap();
    (folder, path)
}

/// The same, open.
pub fn full_store() -> (tempfile::TempDir, Store) {
    let (folder, path) = full();
    let store = Store::open(&path).unwrap();
    (folder, store)
}

/// Signs the head; the signature itself is none.
pub fn checkpoint(store: &mut Store, minute: i64) {
    let (seq, hash) = store.head().unwrap().unwrap();
    let checkpoint = Checkpoint { seq, hash, person_id: person().id, signature_hex: "00".to_owned() };
    write(store, Stream::Workspace, minute, EventBody::CheckpointSigned(checkpoint)).unwrap();
}
