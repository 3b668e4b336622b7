//! The one gate for change: every event goes through [`App::commit`] or [`App::commit_inspection`].
//!
//! Order: refuse, append durably, then change what is in memory. Memory is never ahead of the disk.

use super::here::Here;
use super::history::History;
use super::view::Judged;
use super::{App, AppError, Changes, Outcome, Thing};
use crate::domain::{
    Answer, Digest, Event, EventBody, EventHeader, EventId, EvidenceLink, Inspection, InspectionId, InspectionPlan,
    InspectionSummary, InstancePath, Moment, Photo, ReportId, RuleSet, Stream,
};
use crate::form::{Evaluation, Facts, Template, fill_in, own_values};
use crate::store::NewEvents;
use chrono::NaiveDate;
use std::sync::Arc;

/// What a photo is linked to by an event.
fn links_of(body: &EventBody) -> &[EvidenceLink] {
    if let EventBody::PhotoAdded(Photo { links, .. }) | EventBody::PhotoLinked { links, .. } = body {
        links
    } else {
        &[]
    }
}

/// Refuses photos and files of interviews: people speak there in confidence.
pub(super) fn refuse_interview(template: &Template, links: &[EvidenceLink]) -> Result<(), AppError> {
    let confided = links.iter().find_map(|link| match link {
        EvidenceLink::Question(path) => template.question_at(path).filter(|question| question.interview),
        EvidenceLink::Finding(_) | EvidenceLink::Area(_) => None,
    });
    confided.map_or(Ok(()), |question| Err(AppError::Interview { code: question.code.clone() }))
}

/// An inspection in memory, with what follows from it.
pub(super) struct Loaded {
    pub(super) inspection: Arc<Inspection>,
    pub(super) evaluation: Arc<Evaluation>,
    pub(super) template: Arc<Template>,
    pub(super) rule_set: Arc<RuleSet>,
    pub(super) history: History,
}

impl Loaded {
    /// What its seals are judged by.
    pub(super) fn judged(&self) -> Judged<'_> {
        let Self { inspection, template, rule_set, evaluation, .. } = self;
        Judged { inspection, template, rules: rule_set, evaluation }
    }
}

impl App {
    /// Writes events of the workspace in one durable transaction.
    pub(super) fn commit(&mut self, stream: Stream, bodies: Vec<EventBody>) -> Result<Moment, AppError> {
        let at = self.environment.now();
        self.append(stream, &bodies, None, at)?;
        Ok(at)
    }

    /// Writes events of one inspection in one durable transaction that can be undone where its events can.
    /// What the checklist itself records in consequence is part of the step.
    pub(super) fn commit_inspection(
        &mut self,
        id: InspectionId,
        mut bodies: Vec<EventBody>,
    ) -> Result<Changes, AppError> {
        let before = Arc::clone(&self.load(id)?.inspection);
        bodies.extend(self.own_answers(id, &bodies)?);
        let changes = self.commit_unremembered(id, &bodies)?;
        if let Some(loaded) = self.inspections.get_mut(&id) {
            loaded.history.remember(&before, &bodies);
        }
        Ok(changes)
    }

    /// What the checklist records by itself once these events happened; nothing where they will be refused.
    fn own_answers(&mut self, id: InspectionId, bodies: &[EventBody]) -> Result<Vec<EventBody>, AppError> {
        let loaded = self.load(id)?;
        let (earlier, before) = (Arc::clone(&loaded.template), Arc::clone(&loaded.inspection));
        let is_replanned = bodies.iter().any(|body| matches!(body, EventBody::PlanChanged(_)));
        if !earlier.records_itself() && !is_replanned {
            return Ok(Vec::new());
        }
        let at = self.environment.now();
        let header = self.draft_header(Stream::Inspection(id), at);
        let host = self.here(at);
        let mut next = Inspection::clone(&before);
        for body in bodies {
            next.apply(&Event { header: header.clone(), body: body.clone() });
        }
        let is_other = next.plan.template_digest != earlier.digest;
        let template = if is_other { self.template(&next.plan.template_digest)? } else { Arc::clone(&earlier) };
        let (facts, next_facts) = (Facts::of(&before, at.local_date()), Facts::of(&next, at.local_date()));
        let values = own_values(Some((&earlier, &facts)), (&template, &next_facts), Box::new(host));
        Ok(given(&next, values))
    }

    /// The same without a step of undo: for undo and redo themselves.
    pub(super) fn commit_unremembered(&mut self, id: InspectionId, bodies: &[EventBody]) -> Result<Changes, AppError> {
        let at = self.environment.now();
        let today = at.local_date();
        let stream = Stream::Inspection(id);
        let header = self.draft_header(stream, at);
        let loaded = self.load(id)?;
        let mut next = Inspection::clone(&loaded.inspection);
        for body in bodies {
            if let Some(refusal) = next.refuse(body) {
                return Err(refusal.into());
            }
            refuse_interview(&loaded.template, links_of(body))?;
            next.apply(&Event { header: header.clone(), body: body.clone() });
        }
        let rule_set = Arc::clone(&loaded.rule_set);
        let mut template = Arc::clone(&loaded.template);
        if next.plan.template_digest != template.digest {
            template = self.template(&next.plan.template_digest)?;
        }
        let (spread, evaluation) = fill_in(&template, &rule_set, &Facts::of(&next, today));
        let template = spread.map_or(template, Arc::new);
        let summary = summarise(&evaluation);
        self.append(stream, bodies, Some(&summary), at)?;
        if self.other_photos.as_ref().is_some_and(|others| others.is_stale_after(id, bodies)) {
            self.other_photos = None;
        }
        if let Some(loaded) = self.inspections.get_mut(&id) {
            loaded.inspection = Arc::new(next);
            loaded.evaluation = Arc::new(evaluation);
            loaded.template = template;
        }
        Ok(Changes { saved_at: Some(at), inspection: Some(id), outcome: Outcome::Nothing, ..Changes::default() })
    }

    fn append(
        &mut self,
        stream: Stream,
        bodies: &[EventBody],
        summary: Option<&InspectionSummary>,
        at: Moment,
    ) -> Result<(), AppError> {
        let actor_id = self.actor();
        let environment = &mut self.environment;
        let mut random = |bytes: &mut [u8]| environment.fill_random(bytes);
        self.store.append(NewEvents { stream, actor_id, at, bodies, summary, random: &mut random })?;
        Ok(())
    }

    /// Starts an inspection with its planning and the first facts about the site.
    pub(super) fn begin_inspection(
        &mut self,
        plan: InspectionPlan,
        report_id: ReportId,
        facts: Vec<EventBody>,
    ) -> Result<Moment, AppError> {
        let at = self.environment.now();
        let stream = Stream::Inspection(plan.id);
        let template = self.template(&plan.template_digest)?;
        let rule_set = self.rule_set(&plan.rule_set_digest)?;
        let mut bodies = vec![EventBody::InspectionPlanned { plan, report_id }];
        bodies.extend(facts);
        let header = self.draft_header(stream, at);
        let draft = |bodies: &[EventBody]| {
            let event = |body: &EventBody| Event { header: header.clone(), body: body.clone() };
            Inspection::replay(&bodies.iter().map(event).collect::<Vec<_>>())
        };
        if let Some(inspection) = draft(&bodies).filter(|_| template.records_itself()) {
            let facts = Facts::of(&inspection, at.local_date());
            let values = own_values(None, (&template, &facts), Box::new(self.here(at)));
            bodies.extend(given(&inspection, values));
        }
        let summary = draft(&bodies).map_or_else(InspectionSummary::default, |inspection| {
            summarise(&fill_in(&template, &rule_set, &Facts::of(&inspection, at.local_date())).1)
        });
        self.append(stream, &bodies, Some(&summary), at)?;
        Ok(at)
    }

    /// A header for events that are only tried out; the store makes the real one.
    fn draft_header(&mut self, stream: Stream, at: Moment) -> EventHeader {
        let event_id = super::environment::new_id(self.environment.as_mut(), EventId::from_parts);
        EventHeader { device_id: self.store.device_id(), seq: 0, event_id, at, actor_id: self.actor(), stream }
    }

    /// What a checklist knows of the device and the moment.
    fn here(&mut self, at: Moment) -> Here {
        let mut seed = [0; 32];
        self.environment.fill_random(&mut seed);
        Here::of(at, seed, self.person().map(|person| person.name.clone()), self.store.device_id())
    }

    /// The inspection in memory; read from the log where it is not there yet.
    pub(super) fn load(&mut self, id: InspectionId) -> Result<&Loaded, AppError> {
        if !self.inspections.contains_key(&id) {
            let events = self.store.events(Stream::Inspection(id))?;
            let inspection = Inspection::replay(&events).ok_or_else(|| AppError::not_found(Thing::Inspection, id))?;
            let template = self.template(&inspection.plan.template_digest)?;
            let rule_set = self.rule_set(&inspection.plan.rule_set_digest)?;
            let today = self.today();
            let (spread, evaluation) = fill_in(&template, &rule_set, &Facts::of(&inspection, today));
            let template = spread.map_or(template, Arc::new);
            let loaded = Loaded {
                inspection: Arc::new(inspection),
                evaluation: Arc::new(evaluation),
                template,
                rule_set,
                history: History::default(),
            };
            self.inspections.insert(id, loaded);
        }
        self.inspections.get(&id).ok_or_else(|| AppError::not_found(Thing::Inspection, id))
    }

    /// The steps of this session that can be taken back.
    pub(super) fn history(&mut self, id: InspectionId) -> Option<&mut History> {
        self.inspections.get_mut(&id).map(|loaded| &mut loaded.history)
    }

    /// The template with this digest, without rows.
    pub(super) fn template(&mut self, digest: &Digest) -> Result<Arc<Template>, AppError> {
        if let Some(template) = self.templates.get(digest) {
            return Ok(Arc::clone(template));
        }
        let bytes = self.content(digest, Thing::Checklist)?;
        let template = Arc::new(Template::parse(&bytes).map_err(AppError::Template)?);
        self.templates.insert(*digest, Arc::clone(&template));
        Ok(template)
    }

    /// The rule set with this digest.
    pub(super) fn rule_set(&mut self, digest: &Digest) -> Result<Arc<RuleSet>, AppError> {
        if let Some(rule_set) = self.rule_sets.get(digest) {
            return Ok(Arc::clone(rule_set));
        }
        let bytes = self.content(digest, Thing::RuleSet)?;
        let read = serde_json::from_slice(&bytes);
        let rule_set: RuleSet = read.map_err(|source| AppError::Unreadable { what: "the rule set", source })?;
        let rule_set = Arc::new(rule_set);
        self.rule_sets.insert(*digest, Arc::clone(&rule_set));
        Ok(rule_set)
    }

    /// The exact bytes of a template or rule set.
    pub(super) fn content(&self, digest: &Digest, thing: Thing) -> Result<Vec<u8>, AppError> {
        self.store.content(digest)?.ok_or_else(|| AppError::not_found(thing, digest))
    }

    /// The local date of the laptop.
    pub(super) fn today(&self) -> NaiveDate {
        self.environment.now().local_date()
    }
}

/// Values that a checklist records, as answers.
pub(super) fn given(inspection: &Inspection, values: Vec<(InstancePath, String)>) -> Vec<EventBody> {
    let body = |(path, value): (InstancePath, String)| {
        let earlier = inspection.answers.get(&path).cloned().unwrap_or_default();
        let answer = Answer { value: Some(value).filter(|value| !value.is_empty()), ..earlier };
        EventBody::AnswerGiven { path, answer }
    };
    values.into_iter().map(body).collect()
}

/// The figures of the inspection list.
pub(super) fn summarise(evaluation: &Evaluation) -> InspectionSummary {
    let (answered, asked) = evaluation.progress();
    InspectionSummary { answered, asked, letter: Some(evaluation.score.letter) }
}
