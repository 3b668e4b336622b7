//! Checklists in the first stored format, which inspections begun with it keep: read as workbooks.
//!
//! Their tables of records were only counted, so that every sampled question is a tally.

use super::xlsform::{JsonProblem, Workbook};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// The `format` of the file.
pub(super) const FORMAT: &str = "fieldseal-checklist/1";

/// The languages of every text, by their code and as a workbook names them.
const LANGUAGES: [(&str, &str); 2] = [("en", "English (en)"), ("zh-CN", "Chinese (zh-CN)")];

#[derive(Deserialize)]
struct File {
    id: String,
    version: String,
    title: Value,
    sections: Vec<Section>,
    questions: Vec<Map<String, Value>>,
    #[serde(default)]
    hidden: Vec<Hidden>,
}

#[derive(Deserialize)]
struct Section {
    code: String,
    title: Value,
    weight: u32,
}

#[derive(Deserialize)]
struct Hidden {
    name: String,
    calculate: Option<String>,
}

/// Whether bytes say that they are of this format.
pub(super) fn is_it(bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Head {
        format: String,
    }
    serde_json::from_slice::<Head>(bytes).is_ok_and(|head| head.format == FORMAT)
}

/// Reads a file as a workbook.
///
/// # Errors
/// [`JsonProblem::Shape`] for what is no such file.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, JsonProblem> {
    let file: File = serde_json::from_slice(bytes).map_err(|error| JsonProblem::Shape(error.to_string()))?;
    let mut sheets = Sheets::default();
    for hidden in &file.hidden {
        let kind = if hidden.calculate.is_some() { "calculate" } else { "hidden" };
        let mut row = row(kind, &hidden.name);
        put(&mut row, "calculation", hidden.calculate.as_deref());
        sheets.survey.push(row);
    }
    for section in &file.sections {
        let mut begin = row("begin_group", &section.code);
        put_texts(&mut begin, "label", Some(&section.title));
        put(&mut begin, "audit::weight", Some(&section.weight.to_string()));
        sheets.survey.push(begin);
        let own =
            |question: &&Map<String, Value>| question.get("section").and_then(Value::as_str) == Some(&section.code);
        for question in file.questions.iter().filter(own) {
            sheets.question(question)?;
        }
        sheets.survey.push(row("end_group", ""));
    }
    let mut settings = Map::new();
    put(&mut settings, "form_title", file.title.get("en").and_then(Value::as_str));
    put(&mut settings, "form_id", Some(&file.id));
    put(&mut settings, "version", Some(&file.version));
    put(&mut settings, "default_language", Some(LANGUAGES[0].1));
    put(&mut settings, "audit::title::Chinese (zh-CN)", file.title.get("zh-CN").and_then(Value::as_str));
    Workbook::from_json(&sheets.file(settings))
}

#[derive(Default)]
struct Sheets {
    survey: Vec<Map<String, Value>>,
    choices: Vec<Map<String, Value>>,
    references: Vec<Map<String, Value>>,
}

impl Sheets {
    fn question(&mut self, question: &Map<String, Value>) -> Result<(), JsonProblem> {
        let text = |key: &str| question.get(key).and_then(Value::as_str);
        let name = text("name").ok_or_else(|| JsonProblem::Shape("a question has no name".to_owned()))?;
        let kind = question.get("kind").and_then(Value::as_object);
        let kind = kind.ok_or_else(|| JsonProblem::Shape(format!("`{name}` has no kind")))?;
        let code = kind.get("type").and_then(Value::as_str).unwrap_or_default();
        let mut cells = row(&self.type_of(code, name, kind)?, name);
        put_texts(&mut cells, "label", question.get("text"));
        put_texts(&mut cells, "guidance_hint", question.get("guidance"));
        put(&mut cells, "relevant", text("relevant"));
        for key in ["code", "element", "severity", "remedy"] {
            put(&mut cells, &format!("audit::{key}"), text(key));
        }
        let weight = question.get("weight").and_then(Value::as_u64).unwrap_or(0);
        put(&mut cells, "audit::weight", (weight > 0).then(|| weight.to_string()).as_deref());
        for key in ["zero_tolerance", "sensitive"] {
            put(&mut cells, &format!("audit::{key}"), (question.get(key) == Some(&json!(true))).then_some("yes"));
        }
        let duties = question.get("evidence").and_then(Value::as_array).into_iter().flatten();
        let duty = |duty: &Value| {
            let mark = if duty.get("mandatory") == Some(&json!(true)) { "!" } else { "" };
            duty.get("kind").and_then(Value::as_str).map(|kind| format!("{kind}{mark}"))
        };
        let evidence: Vec<String> = duties.filter_map(duty).collect();
        put(&mut cells, "audit::evidence", Some(evidence.join(" ")).filter(|text| !text.is_empty()).as_deref());
        kind_columns(code, kind, &mut cells);
        self.survey.push(cells);
        if code == "sampled" {
            self.parts(kind);
        }
        for reference in question.get("references").and_then(Value::as_array).into_iter().flatten() {
            let mut cells = Map::new();
            put(&mut cells, "question", Some(name));
            put_texts(&mut cells, "label", reference.get("label"));
            put_texts(&mut cells, "note", reference.get("note"));
            for key in ["verification", "country"] {
                put(&mut cells, key, reference.get(key).and_then(Value::as_str));
            }
            self.references.push(cells);
        }
        Ok(())
    }

    fn type_of(&mut self, code: &str, name: &str, kind: &Map<String, Value>) -> Result<String, JsonProblem> {
        const GRADES: [&str; 5] = ["conforming", "opportunity", "minor", "major", "critical"];
        Ok(match code {
            "grade" => self.list("grade", &GRADES),
            "yes_no" => self.list("yes_no", &["yes", "no"]),
            "number" => "decimal".to_owned(),
            "count" => "integer".to_owned(),
            "choice" | "multi" => {
                let failing = kind.get("failing").and_then(Value::as_array).cloned().unwrap_or_default();
                for option in kind.get("options").and_then(Value::as_array).into_iter().flatten() {
                    let mut cells = Map::new();
                    put(&mut cells, "list_name", Some(name));
                    put(&mut cells, "name", option.get("code").and_then(Value::as_str));
                    put_texts(&mut cells, "label", option.get("label"));
                    let fails = option.get("code").is_some_and(|code| failing.contains(code));
                    put(&mut cells, "audit_fails", fails.then_some("yes"));
                    self.choices.push(cells);
                }
                format!("{} {name}", if code == "multi" { "select_multiple" } else { "select_one" })
            }
            "date" | "text" => code.to_owned(),
            "photo" => "image".to_owned(),
            "sampled" => "begin_group".to_owned(),
            other => return Err(JsonProblem::Shape(format!("`{name}` is of an unknown kind: {other}"))),
        })
    }

    /// A list of codes that need no labels of their own: the words of the trade stand in their place.
    fn list(&mut self, name: &str, codes: &[&str]) -> String {
        if !self.choices.iter().any(|choice| choice.get("list_name") == Some(&json!(name))) {
            for code in codes {
                let mut cells = Map::new();
                put(&mut cells, "list_name", Some(name));
                put(&mut cells, "name", Some(code));
                put_texts(&mut cells, "label", Some(&json!({ "en": code, "zh-CN": code })));
                self.choices.push(cells);
            }
        }
        format!("select_one {name}")
    }

    /// The parts of a sampled question.
    fn parts(&mut self, kind: &Map<String, Value>) {
        for (name, hint) in [("checked", None), ("failed", kind.get("failing"))] {
            let mut cells = row("integer", name);
            put_texts(&mut cells, "label", Some(&json!({ "en": name, "zh-CN": name })));
            put_texts(&mut cells, "hint", hint);
            self.survey.push(cells);
        }
        let list = self.list("true_false", &["true", "false"]);
        let mut cells = row(&list, "critical_row");
        put_texts(&mut cells, "label", Some(&json!({ "en": "critical_row", "zh-CN": "critical_row" })));
        put_texts(&mut cells, "hint", kind.get("critical"));
        self.survey.push(cells);
        self.survey.push(row("end_group", ""));
    }

    /// The bytes of the file in the format of today.
    fn file(self, settings: Map<String, Value>) -> Vec<u8> {
        let sheet = |rows: Vec<Map<String, Value>>| {
            let mut columns: Vec<String> = Vec::new();
            for key in rows.iter().flat_map(Map::keys) {
                if !columns.contains(key) {
                    columns.push(key.clone());
                }
            }
            json!({ "columns": columns, "rows": rows })
        };
        let mut sheets = Map::new();
        for (name, rows) in [
            ("survey", self.survey),
            ("choices", self.choices),
            ("references", self.references),
            ("settings", vec![settings]),
        ] {
            if !rows.is_empty() {
                sheets.insert(name.to_owned(), sheet(rows));
            }
        }
        json!({ "format": Workbook::FORMAT, "sheets": sheets }).to_string().into_bytes()
    }
}

/// The columns that only some kinds have.
fn kind_columns(code: &str, kind: &Map<String, Value>, cells: &mut Map<String, Value>) {
    let text = |key: &str| kind.get(key).and_then(Value::as_str);
    if matches!(code, "grade" | "yes_no" | "count" | "photo" | "sampled") {
        put(cells, "audit::kind", Some(code));
    }
    put(cells, "audit::adverse", (kind.get("adverse") == Some(&json!(true))).then_some("yes"));
    put(cells, "audit::unit", text("unit"));
    put(cells, "audit::sampling", text("sampling"));
    let least = kind.get("least").and_then(Value::as_u64).map(|least| least.to_string());
    put(cells, "audit::least", least.as_deref());
    match kind.get("rule") {
        Some(Value::String(rule)) => put(cells, "audit::date", Some(rule)),
        Some(Value::Object(rule)) => {
            for (key, value) in rule {
                match (key.as_str(), value) {
                    ("not_older_than_months", months) => {
                        put(cells, "audit::date", Some(&format!("{key} {months}")));
                    }
                    (key, Value::String(text)) => put(cells, &format!("audit::{key}"), Some(text)),
                    (_, _) => {}
                }
            }
        }
        _ => {}
    }
}

fn row(kind: &str, name: &str) -> Map<String, Value> {
    let mut cells = Map::new();
    put(&mut cells, "type", Some(kind));
    put(&mut cells, "name", Some(name));
    cells
}

fn put(cells: &mut Map<String, Value>, column: &str, text: Option<&str>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        cells.insert(column.to_owned(), json!(text));
    }
}

fn put_texts(cells: &mut Map<String, Value>, column: &str, texts: Option<&Value>) {
    for (code, language) in LANGUAGES {
        let text = texts.and_then(|texts| texts.get(code)).and_then(Value::as_str);
        put(cells, &format!("{column}::{language}"), text);
    }
}
