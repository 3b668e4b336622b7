//! The record of a copy: which items it shows, and the exact bytes that were sealed.

use super::{App, AppError, Thing};
use crate::domain::{
    Digest, EvidenceLink, FindingId, Inspection, InspectionId, InstancePath, Item, ItemKind, Language, RECORD_FORMAT,
    RECORD_VERSION, Record, RecordCopy, RecordItem, ReportKind, Seal, Stream, item_digest,
};
use crate::form::{Evaluation, QuestionResult, Template};
use std::collections::{BTreeSet, HashMap};

/// What a record is made for.
pub(super) struct RecordRequest {
    pub(super) inspection_id: InspectionId,
    pub(super) kind: ReportKind,
    pub(super) copy: RecordCopy,
    pub(super) languages: Vec<Language>,
    pub(super) revision: u32,
}

impl App {
    /// The record of one copy under `seal`, with the items that this copy shows; the site's by what it comes to for it.
    pub(super) fn record(
        &mut self,
        request: RecordRequest,
        seal: &Seal,
        for_site: Option<&Evaluation>,
    ) -> Result<Record, AppError> {
        let RecordRequest { inspection_id, kind, copy, languages, revision } = request;
        let loaded = self.load(inspection_id)?;
        let (inspection, template) = (loaded.inspection.clone(), loaded.template.clone());
        let items = self.items(inspection_id, &seal.findings)?;
        let shown: Box<dyn Fn(&Item) -> bool> = match (copy, for_site) {
            (RecordCopy::Internal, _) => Box::new(|_| true),
            (RecordCopy::Site, Some(evaluation)) if kind == ReportKind::Inspection => {
                Box::new(site_report_filter(&inspection, &template, evaluation))
            }
            (RecordCopy::Site, _) => Box::new(site_filter(&inspection)),
        };
        let salts: HashMap<_, _> =
            seal.salts.iter().map(|salt| ((salt.kind, salt.id.as_str()), salt.salt_hex.as_str())).collect();
        let sealed: BTreeSet<Digest> = seal.manifest.item_digests.iter().copied().collect();
        let mut record_items = Vec::new();
        for item in items.into_iter().filter(|item| shown(item)) {
            // What came after the seal has no salt, and what was changed after it another digest: neither is under it.
            let salt_hex = salts.get(&(item.kind, item.id.as_str())).map(|salt| (*salt).to_owned());
            let Some(salt_hex) = salt_hex.filter(|salt| sealed.contains(&item_digest(&item, salt))) else { continue };
            record_items.push(RecordItem { kind: item.kind, id: item.id, body: text(item.body)?, salt_hex });
        }
        let mut events = self.store.record_events(Stream::Inspection(inspection_id))?;
        if copy == RecordCopy::Site {
            events.iter_mut().for_each(|event| event.content = None);
        }
        let plan = &inspection.plan;
        Ok(Record {
            format: RECORD_FORMAT.to_owned(),
            version: RECORD_VERSION,
            report_id: inspection.report_id,
            report_number: plan.number.clone(),
            inspection_id,
            revision,
            copy,
            languages,
            seal_digest: seal.manifest.digest()?,
            manifest: seal.manifest.clone(),
            template: text(self.content(&plan.template_digest, Thing::Checklist)?)?,
            rule_set: text(self.content(&plan.rule_set_digest, Thing::RuleSet)?)?,
            items: record_items,
            events,
        })
    }
}

/// What the site's copy shows: the plan of the day. Never answers or results, never anything tied to a sensitive
/// finding, and of the photos only those of findings that are shown.
fn site_filter(inspection: &Inspection) -> impl Fn(&Item) -> bool + 'static {
    let shown: BTreeSet<FindingId> =
        inspection.findings.iter().filter(|finding| !finding.sensitive).map(|finding| finding.id).collect();
    let finding_ids: BTreeSet<String> = shown.iter().map(ToString::to_string).collect();
    let is_shown_finding = |link: &EvidenceLink| matches!(link, EvidenceLink::Finding(id) if shown.contains(id));
    let photo_ids: BTreeSet<String> = inspection
        .photos
        .iter()
        .filter(|photo| inspection.photo_shown_to_site(photo) && photo.links.iter().any(is_shown_finding))
        .map(|photo| photo.id.to_string())
        .collect();
    move |item| match item.kind {
        ItemKind::Plan | ItemKind::Supplier | ItemKind::Site | ItemKind::Meeting | ItemKind::Signature => true,
        ItemKind::Finding | ItemKind::FixedFinding | ItemKind::Position => finding_ids.contains(&item.id),
        ItemKind::Photo => photo_ids.contains(&item.id),
        // They belong to the report, which says what they are worth.
        ItemKind::Scope
        | ItemKind::Instrument
        | ItemKind::Document
        | ItemKind::GoodPractice
        | ItemKind::Limitation
        | ItemKind::Profile
        | ItemKind::Answer
        | ItemKind::Note
        | ItemKind::Result => false,
    }
}

/// What the site's copy of the inspection report shows besides: its own profile, the answers to questions that stand in
/// it, scope and registers, and every photo that it may see. Never rows of records, which are about people, and never what is withheld.
fn site_report_filter<'a>(
    inspection: &'a Inspection,
    template: &'a Template,
    evaluation: &'a Evaluation,
) -> impl Fn(&Item) -> bool + 'a {
    let of_the_plan = site_filter(inspection);
    let shown = |id: &str| {
        let index = template.index_of(&InstancePath::from(id.to_owned()));
        index.and_then(|index| evaluation.questions.get(index)).is_some_and(QuestionResult::shown)
    };
    let photos: BTreeSet<String> = inspection
        .photos
        .iter()
        .filter(|photo| inspection.photo_shown_to_site(photo))
        .map(|photo| photo.id.to_string())
        .collect();
    let entries: BTreeSet<String> = inspection
        .entries
        .iter()
        .filter(|one| inspection.entry_shown_to_site(&one.entry))
        .map(|one| one.id.to_string())
        .collect();
    move |item| match item.kind {
        ItemKind::Answer => shown(&item.id),
        ItemKind::Instrument | ItemKind::Document | ItemKind::GoodPractice | ItemKind::Limitation => {
            entries.contains(&item.id)
        }
        ItemKind::Photo => photos.contains(&item.id),
        ItemKind::Profile | ItemKind::Scope => true,
        ItemKind::Note | ItemKind::Result => false,
        ItemKind::Plan
        | ItemKind::Supplier
        | ItemKind::Site
        | ItemKind::Meeting
        | ItemKind::Signature
        | ItemKind::Finding
        | ItemKind::FixedFinding
        | ItemKind::Position => of_the_plan(item),
    }
}

/// JSON bytes as the text that the record carries.
fn text(bytes: Vec<u8>) -> Result<String, AppError> {
    String::from_utf8(bytes).map_err(|_| AppError::not_found(Thing::Record, "UTF-8"))
}
