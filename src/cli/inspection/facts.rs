//! Facts of the report from a JSON file, and in the same shape as a file.

use super::{ask_of, inspection_id};
use crate::app::command::{FactsDraft, InspectionCommand};
use crate::app::input::{self, Place};
use crate::app::view::InspectionView;
use crate::app::{App, AppError, Outcome, Thing};
use crate::cli::args::FileArguments;
use crate::cli::output::Output;
use crate::domain::{Entry, EntryId, Register, ScopeAndMethod, TeamMember};
use crate::words::Value as Word;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// `assets/schemas/facts.schema.json`. Entries with an identifier are changed, those without are new.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FactsFile {
    #[serde(default)]
    team: Option<Vec<TeamMember>>,
    #[serde(default)]
    scope: Option<ScopeAndMethod>,
    #[serde(default)]
    instruments: Vec<Value>,
    #[serde(default)]
    documents: Vec<Value>,
    #[serde(default)]
    good_practices: Vec<Value>,
    #[serde(default)]
    limitations: Vec<Value>,
}

pub fn run(ask: FileArguments, app: &mut App, output: &mut Output<'_>) -> Result<(), AppError> {
    let id = inspection_id(app, &ask.inspection)?;
    let file: FactsFile = input::read_object(&ask.file)?;
    let named = |error: AppError| error.at(Place::File(ask.file.clone()));
    let mut entries = Vec::new();
    entries.extend(read(file.instruments, Entry::Instrument).map_err(named)?);
    entries.extend(read(file.documents, Entry::Document).map_err(named)?);
    entries.extend(read(file.good_practices, Entry::GoodPractice).map_err(named)?);
    entries.extend(read(file.limitations, Entry::Limitation).map_err(named)?);
    let draft = FactsDraft { team: file.team, scope: file.scope, entries };
    let changes = ask_of(app, id, InspectionCommand::RecordFacts(Box::new(draft)))?;
    let Outcome::Entries(ids) = &changes.outcome else { return Ok(()) };
    let at = changes.saved_at.map(|at| at.iso());
    output.answer(&json!({ "saved_at": at, "entries": ids }), |words| match &at {
        Some(at) => words.with("saved", &[("time", Word::Text(at))]),
        None => words.get("nothing-changed"),
    });
    Ok(())
}

/// The entries of one register.
fn read<T: DeserializeOwned>(
    values: Vec<Value>,
    entry: fn(T) -> Entry,
) -> Result<Vec<(Option<EntryId>, Entry)>, AppError> {
    let one = |mut value: Value| {
        let id = value.as_object_mut().and_then(|fields| fields.remove("id"));
        let id = match id.as_ref().map(|id| (id, id.as_str())) {
            Some((_, Some(name))) => Some(name.parse().map_err(|_| AppError::not_found(Thing::Entry, name))?),
            Some((other, None)) => return Err(AppError::not_found(Thing::Entry, other)),
            None => None,
        };
        Ok((id, entry(input::fields(&value)?)))
    };
    values.into_iter().map(one).collect()
}

/// The facts in the shape of a file.
pub fn value(view: &InspectionView) -> Value {
    let inspection = &view.inspection;
    let mut facts = Map::new();
    facts.insert("team".to_owned(), json!(inspection.plan.team));
    facts.insert("scope".to_owned(), json!(inspection.scope));
    for register in Register::ALL {
        let entries = inspection.register(register).map(|one| {
            let mut value = match &one.entry {
                Entry::Instrument(instrument) => json!(instrument),
                Entry::Document(document) => json!(document),
                Entry::GoodPractice(practice) => json!(practice),
                Entry::Limitation(limitation) => json!(limitation),
            };
            value["id"] = json!(one.id);
            value
        });
        facts.insert(register.code().to_owned(), entries.collect());
    }
    Value::Object(facts)
}
