//! What the report tests are made of: the built-in example as an inspection, and sources of photos.

use crate::checklist::{rules, template};
use fieldseal::app::demo::DemoScript;
use fieldseal::assets::example::{PHOTOS, SCRIPT};
use fieldseal::domain::*;
use fieldseal::evidence::{ContentStore, Wanted};
use fieldseal::form::{Evaluation, Facts, Template, evaluate};
use fieldseal::report::*;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::ops::ControlFlow;

/// All that a report is made from.
pub struct Stage {
    pub inspection: Inspection,
    pub template: Template,
    pub rules: RuleSet,
    pub supplier: Supplier,
    pub site: Site,
    pub auditor: Person,
    pub record: Vec<u8>,
    pub photos: Photos,
}

/// Photos as files of one folder, or all the same bytes.
pub enum Photos {
    Stored(ContentStore, #[expect(dead_code, reason = "the folder lives as long as the store")] tempfile::TempDir),
    Same { jpeg: Vec<u8>, width_px: u32, height_px: u32 },
}

impl PhotoSource for Photos {
    fn report_image(&self, rendition: &Rendition) -> Result<ReportPhoto, Box<dyn Error + Send + Sync>> {
        Ok(match self {
            Self::Stored(store, _) => {
                let image = store.drawn_report_image(rendition)?;
                ReportPhoto {
                    width_px: image.width_px,
                    height_px: image.height_px,
                    components: image.components,
                    length_bytes: image.length_bytes,
                    reader: Box::new(File::open(image.path)?),
                }
            }
            Self::Same { jpeg, width_px, height_px } => ReportPhoto {
                width_px: *width_px,
                height_px: *height_px,
                components: 3,
                length_bytes: jpeg.len() as u64,
                reader: Box::new(std::io::Cursor::new(jpeg.clone())),
            },
        })
    }
}

/// The photo source of reports that must not ask for any.
pub struct NoPhotos;

impl PhotoSource for NoPhotos {
    fn report_image(&self, rendition: &Rendition) -> Result<ReportPhoto, Box<dyn Error + Send + Sync>> {
        Err(format!("{} was asked for", rendition.digest).into())
    }
}

pub fn id_bytes(number: usize) -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes[2..].copy_from_slice(&(number as u64).to_be_bytes());
    bytes
}

pub fn moment(iso: &str) -> Moment {
    chrono::DateTime::parse_from_rfc3339(iso).unwrap().into()
}

/// The day of the example, when nothing else says so.
pub const NOW: &str = "2026-11-18T19:05:00+08:00";

/// A photo that was taken in at some time.
pub fn photo(number: usize, digest: Digest, facts: PhotoFacts, caption: &str, links: Vec<EvidenceLink>) -> Photo {
    Photo {
        id: PhotoId::from_parts(2, &id_bytes(number)),
        digest,
        file_name: format!("IMG_{number:04}.jpg"),
        facts,
        added_at: moment(NOW),
        caption: caption.to_owned(),
        links,
        overlay: Overlay::default(),
        consent: Consent::default(),
        trade_secret: false,
    }
}

pub fn facts(width_px: u32, height_px: u32) -> PhotoFacts {
    PhotoFacts {
        media_type: "image/jpeg".to_owned(),
        size_bytes: 2_345_678,
        width_px,
        height_px,
        orientation: 1,
        taken_at: Some(TakenAt { local: "2026-11-18T10:15:02".to_owned(), source: TimeSource::FileName }),
        place: None,
        camera: String::new(),
        look_hash: String::new(),
    }
}

impl Stage {
    /// The built-in example with its photographs, up to the closing meeting.
    pub fn example() -> Self {
        let script = DemoScript::parse(SCRIPT).unwrap();
        let mut stage = Self::bare(&script);
        let finding_id = |key: &str| {
            let place = script.findings.iter().position(|finding| finding.key == key).unwrap();
            FindingId::from_parts(1, &id_bytes(place))
        };
        for answer in &script.answers {
            stage.inspection.answers.extend(answer.to_answers());
        }
        let folder = tempfile::tempdir().unwrap();
        let store = ContentStore::new(folder.path().join("photos"), folder.path().join("cache"));
        for (number, shot) in script.photos.iter().enumerate() {
            let bytes = PHOTOS.iter().find(|(name, _)| *name == shot.file).unwrap().1;
            let mut source = bytes;
            let taken = store
                .take_in(&mut source, &Wanted { file_name: &shot.file, ..Wanted::default() }, &mut |_| {
                    ControlFlow::Continue(())
                })
                .unwrap();
            let questions = shot.questions.iter().map(|name| EvidenceLink::Question(InstancePath::of_question(name)));
            let links = questions.chain(shot.findings.iter().map(|key| EvidenceLink::Finding(finding_id(key))));
            let mut photo = photo(number, taken.digest, taken.facts, &shot.caption, links.collect());
            photo.file_name.clone_from(&shot.file);
            stage.inspection.photos.push(photo);
        }
        stage.photos = Photos::Stored(store, folder);
        for scripted in &script.findings {
            let id = finding_id(&scripted.key);
            if let Some(position) = &scripted.position {
                let position = Position { kind: position.kind, words: position.words.clone() };
                stage.inspection.positions.insert(id, position);
            }
            stage.inspection.findings.push(Finding {
                id,
                title: scripted.title.clone(),
                severity: scripted.severity,
                severity_reason: scripted.severity_reason.clone(),
                suggested: None,
                repeats: None,
                contained: None,
                sensitive: scripted.sensitive,
                questions: scripted.questions.iter().map(|name| InstancePath::of_question(name)).collect(),
                requirement: scripted.requirement.clone(),
                evidence: scripted.evidence.clone(),
                place: scripted.place.clone(),
                immediate_action: scripted.immediate_action.clone(),
                action: scripted.action.clone(),
                remedy: scripted.remedy,
                agreed_due_on: scripted.agreed_due_on,
            });
        }
        for meeting in &script.meetings {
            stage.inspection.meetings.insert(
                meeting.kind,
                Meeting {
                    kind: meeting.kind,
                    held_at: meeting.held_at.into(),
                    attendees: meeting.attendees.clone(),
                    notes: meeting.notes.clone(),
                },
            );
        }
        for (number, signature) in script.signatures.iter().enumerate() {
            stage.inspection.signatures.push(Signature {
                id: SignatureId::from_parts(3, &id_bytes(number)),
                role: signature.role,
                name: signature.name.clone(),
                function: signature.function.clone(),
                mark: SignatureMark::Drawn { strokes: signature.strokes.clone() },
                signed_at: signature.signed_at.into(),
            });
        }
        stage
    }

    /// The example's supplier, site and plan, and nothing recorded.
    pub fn empty() -> Self {
        Self::bare(&DemoScript::parse(SCRIPT).unwrap())
    }

    fn bare(script: &DemoScript) -> Self {
        let (template, rules) = (template(), rules());
        let supplier = Supplier {
            id: SupplierId::from_parts(1, &id_bytes(1)),
            name: script.supplier.name.clone(),
            name_local: script.supplier.name_local.clone(),
            country: script.supplier.country.clone(),
            registration: script.supplier.registration.clone(),
            own: false,
            contact: script.supplier.contact.clone(),
        };
        let site = Site {
            id: SiteId::from_parts(1, &id_bytes(2)),
            supplier_id: supplier.id,
            name: script.site.name.clone(),
            address: script.site.address.clone(),
            country: script.site.country.clone(),
            indigenous: script.site.indigenous,
        };
        let plan = InspectionPlan {
            id: InspectionId::from_parts(1, &id_bytes(3)),
            number: "RPT-2026-0001".to_owned(),
            supplier_id: supplier.id,
            site_id: site.id,
            template_digest: template.digest,
            rule_set_digest: Digest::of(b"rules"),
            inspection_type: script.plan.inspection_type,
            starts_on: script.plan.starts_on,
            ends_on: script.plan.ends_on,
            team: script.plan.team.clone(),
            scope: script.plan.scope.clone(),
        };
        let profile = BTreeMap::from([
            ("site_country".to_owned(), site.country.clone()),
            ("site_indigenous".to_owned(), site.indigenous.to_string()),
        ]);
        let header = EventHeader {
            device_id: DeviceId::from_parts(1, &id_bytes(4)),
            seq: 1,
            event_id: EventId::from_parts(1, &id_bytes(5)),
            at: moment(NOW),
            actor_id: None,
            stream: Stream::Inspection(plan.id),
        };
        let report_id = ReportId::from_parts(1, &id_bytes(6));
        let planned = Event { header, body: EventBody::InspectionPlanned { plan, report_id } };
        let mut inspection = Inspection::start(&planned).unwrap();
        inspection.profile = profile;
        let auditor = Person {
            id: PersonId::from_parts(1, &id_bytes(7)),
            name: script.auditor.name.clone(),
            organisation: script.auditor.organisation.clone(),
            role: Role::Auditor,
            language: Language::En,
            certificate_pem: String::new(),
        };
        let photos = Photos::Same { jpeg: Vec::new(), width_px: 1, height_px: 1 };
        let record = b"{\"format\":\"fieldseal-record\",\"test\":true}".to_vec();
        Self { inspection, template, rules, supplier, site, auditor, record, photos }
    }

    pub fn evaluation(&self, copy: RecordCopy) -> Evaluation {
        let facts = Facts::of(&self.inspection, self.inspection.plan.ends_on).for_copy(copy);
        evaluate(&self.template, &self.rules, &facts)
    }

    pub fn input<'a>(
        &'a self,
        kind: ReportKind,
        languages: ReportLanguages,
        evaluation: &'a Evaluation,
    ) -> ReportInput<'a> {
        ReportInput {
            kind,
            copy: kind.usual_copy(),
            languages,
            inspection: &self.inspection,
            template: &self.template,
            evaluation,
            rule_set: &self.rules,
            supplier: &self.supplier,
            site: &self.site,
            lead_auditor: &self.auditor,
            certificate_fingerprint: Digest::of(b"certificate"),
            record_json: &self.record,
            seal_digest: Some(Digest::of(b"seal")),
            revision: 1,
            generated_at: moment(NOW),
            app_version: "0.1.0",
        }
    }

    /// A report as bytes.
    pub fn report(&self, kind: ReportKind, languages: ReportLanguages) -> (Vec<u8>, ReportOutput) {
        self.report_as(kind, kind.usual_copy(), languages)
    }

    /// A copy of a report as bytes.
    pub fn report_as(&self, kind: ReportKind, copy: RecordCopy, languages: ReportLanguages) -> (Vec<u8>, ReportOutput) {
        let evaluation = self.evaluation(copy);
        let mut bytes = Vec::new();
        let input = ReportInput { copy, ..self.input(kind, languages, &evaluation) };
        let output = write_report(&input, &self.photos, &mut bytes, &mut |_| ControlFlow::Continue(())).unwrap();
        (bytes, output)
    }
}
