//! A checklist tried out: filled in as in an inspection, and nothing of it is kept.

use super::command::InspectionCommand;
use super::gate::given;
use super::verb::{expression::SystemHost, row};
use super::view::{InspectionParts, InspectionView};
use super::{AppError, Thing};
use crate::assets;
use crate::domain::{
    Answer, DeviceId, Digest, Event, EventBody, EventHeader, EventId, Inspection, InspectionId, InspectionPlan,
    InspectionType, InstancePath, Moment, ReportId, RuleSet, Site, SiteId, Stream, Supplier, SupplierId,
};
use crate::form::{Evaluation, Facts, PRESENT, Template, fill_in, own_values};
use chrono::NaiveDate;
use std::sync::Arc;

/// A checklist that is being tried out.
pub struct Trial {
    inspection: Inspection,
    template: Arc<Template>,
    rule_set: Arc<RuleSet>,
    evaluation: Arc<Evaluation>,
    supplier: Supplier,
    site: Site,
    today: NaiveDate,
    /// How many rows were added; their ids follow each other.
    rows: u64,
}

impl Trial {
    /// The inspection that no workspace has.
    #[must_use]
    pub fn id() -> InspectionId {
        InspectionId::from_parts(0, &[0; 10])
    }

    /// Begins a trial, at a site in `country` (ISO 3166-1 alpha-2).
    ///
    /// # Errors
    /// [`AppError::Unreadable`] for the built-in rule set, which a test keeps from happening.
    pub fn of(template: Arc<Template>, country: &str, today: NaiveDate) -> Result<Self, AppError> {
        let none = [0; 10];
        let (supplier_id, site_id) = (SupplierId::from_parts(0, &none), SiteId::from_parts(0, &none));
        let name = template.title.en.clone();
        let plan = InspectionPlan {
            id: Self::id(),
            number: String::new(),
            supplier_id,
            site_id,
            template_digest: template.digest,
            rule_set_digest: Digest::of(assets::RULES_HOUSE.1),
            inspection_type: InspectionType::ALL[0],
            starts_on: today,
            ends_on: today,
            team: Vec::new(),
            scope: String::new(),
        };
        let fact = |name: &str, value: &str| EventBody::ProfileSet { name: name.to_owned(), value: value.to_owned() };
        let bodies = [
            EventBody::InspectionPlanned { plan, report_id: ReportId::from_parts(0, &none) },
            fact("site_country", country),
            fact("site_indigenous", "false"),
        ];
        let events: Vec<Event> = bodies.into_iter().map(event).collect();
        let read = serde_json::from_slice(assets::RULES_HOUSE.1);
        let rule_set: RuleSet = read.map_err(|source| AppError::Unreadable { what: "the rule set", source })?;
        let mut inspection =
            Inspection::replay(&events).ok_or_else(|| AppError::not_found(Thing::Inspection, Self::id()))?;
        let supplier = Supplier {
            id: supplier_id,
            name: name.clone(),
            name_local: String::new(),
            country: country.to_owned(),
            registration: String::new(),
            own: false,
            contact: String::new(),
        };
        let site = Site {
            id: site_id,
            supplier_id,
            name,
            address: String::new(),
            country: country.to_owned(),
            indigenous: false,
        };
        let own = own_values(None, (&template, &Facts::of(&inspection, today)), Box::new(SystemHost));
        for body in given(&inspection, own) {
            inspection.apply(&event(body));
        }
        let (spread, evaluation) = fill_in(&template, &rule_set, &Facts::of(&inspection, today));
        Ok(Self {
            template: spread.map_or(template, Arc::new),
            evaluation: Arc::new(evaluation),
            rule_set: Arc::new(rule_set),
            inspection,
            supplier,
            site,
            today,
            rows: 0,
        })
    }

    /// What the screens show.
    #[must_use]
    pub fn view(&self) -> InspectionView {
        let parts = InspectionParts {
            inspection: Arc::new(self.inspection.clone()),
            template: Arc::clone(&self.template),
            rule_set: Arc::clone(&self.rule_set),
            evaluation: Arc::clone(&self.evaluation),
            supplier: self.supplier.clone(),
            site: self.site.clone(),
        };
        InspectionView::of(parts, false, false, self.today)
    }

    /// Carries out what concerns answers; false for everything else, which a trial does not have.
    pub fn run(&mut self, command: &InspectionCommand) -> bool {
        let answers = if let InspectionCommand::Answer { path, answer } = command {
            vec![(path.clone(), answer.clone())]
        } else if let InspectionCommand::AnswerMany(answers) = command {
            answers.clone()
        } else if let InspectionCommand::AddRows { repeat, rows } = command {
            self.new_rows(repeat, rows)
        } else if let InspectionCommand::RemoveRow(row) = command {
            row::answers_in(&self.inspection, row)
        } else {
            return false;
        };
        let before = self.inspection.clone();
        for (path, answer) in answers {
            if self.template.check_answer(&path, &answer).is_ok() {
                self.inspection.apply(&event(EventBody::AnswerGiven { path, answer }));
            }
        }
        let facts = Facts::of(&self.inspection, self.today);
        let earlier = Facts::of(&before, self.today);
        let own = own_values(Some((&self.template, &earlier)), (&self.template, &facts), Box::new(SystemHost));
        for body in given(&self.inspection, own) {
            self.inspection.apply(&event(body));
        }
        let facts = Facts::of(&self.inspection, self.today);
        let (spread, evaluation) = fill_in(&self.template, &self.rule_set, &facts);
        self.evaluation = Arc::new(evaluation);
        if let Some(template) = spread {
            self.template = Arc::new(template);
        }
        true
    }

    fn new_rows(&mut self, repeat: &InstancePath, rows: &[Vec<(String, String)>]) -> Vec<(InstancePath, Answer)> {
        let mut answers = Vec::new();
        for values in rows {
            self.rows += 1;
            let id = uuid::Builder::from_unix_timestamp_millis(self.rows, &[0; 10]).into_uuid();
            let row = InstancePath::from(format!("{repeat}[{id}]"));
            answers.push((row.clone(), Answer::of(PRESENT)));
            answers.extend(values.iter().map(|(name, value)| (row.child(name), Answer::of(value.clone()))));
        }
        answers
    }
}

/// An event that no log has.
fn event(body: EventBody) -> Event {
    let none = [0; 10];
    let header = EventHeader {
        device_id: DeviceId::from_parts(0, &none),
        seq: 0,
        event_id: EventId::from_parts(0, &none),
        at: Moment { utc_ms: 0, utc_offset_min: 0 },
        actor_id: None,
        stream: Stream::Inspection(Trial::id()),
    };
    Event { header, body }
}
