//! Structure, signature, attachment, record and text of the demo's reports.

use super::demo::extract;
use super::{Demo, Tool, demo_report};
use std::fs;
use std::path::Path;

#[test]
fn qpdf_finds_no_errors() {
    let Some(qpdf) = Tool::find(Tool::QPDF) else { return };
    for report in Demo::get().reports() {
        let said = qpdf.must([Path::new("--check"), &report]);
        assert!(said.contains("No syntax or stream encoding errors found"), "{}: {said}", report.display());
        assert!(!said.contains("WARNING"), "{said}");
    }
}

#[test]
fn poppler_finds_the_signature_valid_over_the_whole_file() {
    let Some(pdfsig) = Tool::find(Tool::PDFSIG) else { return };
    for report in Demo::get().reports() {
        let said = pdfsig.must([&report]);
        assert!(said.contains("Signature Validation: Signature is Valid."), "{said}");
        assert!(said.contains("Total document signed"), "{said}");
        assert!(said.contains("Signature Type: ETSI.CAdES.detached"), "{said}");
    }
}

#[test]
fn pyhanko_finds_the_signature_valid_when_the_auditor_is_trusted_and_only_then() {
    let Some(pyhanko) = Tool::find(Tool::PYHANKO) else { return };
    let demo = Demo::get();
    for report in demo.reports() {
        let trusted = validate(&pyhanko, Some(&demo.file("auditor.pem")), &report);
        assert!(trusted.contains("The signature is judged VALID."), "{trusted}");
        assert!(trusted.contains("The signature covers the entire file."), "{trusted}");
        let stranger = validate(&pyhanko, None, &report);
        assert!(stranger.contains("cryptographically sound"), "{stranger}");
        assert!(!stranger.contains("judged VALID"), "{stranger}");
    }
}

/// What pyHanko says about the signatures of a file.
pub fn validate(pyhanko: &Tool, trusted: Option<&Path>, report: &Path) -> String {
    let words = ["sign", "validate", "--pretty-print", "--no-revocation-check"].map(Path::new);
    let trust = trusted.map(|path| [Path::new("--trust"), path]);
    pyhanko.run(words.into_iter().chain(trust.into_iter().flatten()).chain([report])).text
}

#[test]
fn poppler_detaches_the_same_record_byte_for_byte() {
    let Some(pdfdetach) = Tool::find(Tool::PDFDETACH) else { return };
    let demo = Demo::get();
    let folder = demo.scratch("detached");
    for (report, name) in demo.reports().iter().zip(["report.json", "plan.json"]) {
        let detached = folder.join(name);
        let words = ["-savefile", "fieldseal-record.json", "-o"].map(Path::new);
        pdfdetach.must(words.into_iter().chain([detached.as_path(), report.as_path()]));
        let extracted = extract(report, &folder.join("extracted").join(name));
        let bytes = fs::read(&detached).unwrap();
        assert!(bytes.len() > 10_000);
        assert!(bytes == fs::read(extracted).unwrap(), "{} differs", report.display());
    }
}

#[test]
fn the_records_follow_their_published_schema_and_a_changed_one_does_not() {
    let Some(python) = Tool::find(Tool::PYTHON) else { return };
    let demo = Demo::get();
    let folder = demo.scratch("records");
    let plan = extract(&demo.file("closing-plan.pdf"), &folder.join("plan"));
    for record in [&demo.record, &plan] {
        let said = schema(&python, "fieldseal-record", record);
        assert_eq!(said.code, Some(0), "{}", said.text);
    }
    type Change = fn(&mut serde_json::Value);
    let changes: [(&str, Change); 3] = [
        ("seal_digest", |record| record["seal_digest"] = "ABC".into()),
        ("a body", |record| {
            let items = record["items"].as_array_mut().unwrap();
            let answer = items.iter_mut().find(|item| item["kind"] == "answer").unwrap();
            answer["body"] = r#"{"status":"maybe"}"#.into();
        }),
        ("a field more", |record| record["grade"] = "A".into()),
    ];
    for (name, change) in changes {
        let mut record = demo.record();
        change(&mut record);
        let path = folder.join("changed.json");
        fs::write(&path, record.to_string()).unwrap();
        assert_eq!(schema(&python, "fieldseal-record", &path).code, Some(1), "{name} was changed");
    }
}

/// Validates a JSON file against one of our published schemas.
pub fn schema(python: &Tool, name: &str, document: &Path) -> super::Said {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let published = root.join(format!("assets/schemas/{name}.schema.json"));
    python.run([&root.join("tests/judges/schema.py"), &published, document])
}

#[test]
fn every_font_is_embedded_and_the_text_can_be_read() {
    let (Some(pdffonts), Some(pdftotext)) = (Tool::find(Tool::PDFFONTS), Tool::find(Tool::PDFTOTEXT)) else { return };
    for report in Demo::get().reports() {
        let fonts = pdffonts.must([&report]);
        let rows: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!rows.is_empty(), "{fonts}");
        for row in rows {
            // From the right: object (two numbers), unicode, subset, embedded.
            let columns: Vec<&str> = row.split_whitespace().rev().collect();
            assert_eq!(columns[2..5], ["yes", "yes", "yes"], "unicode, subset, embedded: {row}");
        }
        let text = pdftotext.must([report.as_path(), Path::new("-")]);
        for words in ["Example Precision Castings", "示例精密压铸", "Second exit of the trim area locked", "F-01"]
        {
            assert!(text.contains(words), "{} does not say {words}", report.display());
        }
    }
}

#[test]
fn the_report_has_as_many_pages_as_the_demo_said_and_a_title() {
    let Some(pdfinfo) = Tool::find(Tool::PDFINFO) else { return };
    let said = pdfinfo.must([demo_report()]);
    let value =
        |name: &str| said.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_owned();
    assert_eq!(value("Pages:"), Demo::get().printed["pages"].to_string());
    assert!(!value("Title:").is_empty(), "{said}");
    assert_eq!(value("Encrypted:"), "no");
}

#[test]
fn nothing_sensitive_leaves_with_the_plan_left_on_site() {
    let demo = Demo::get();
    let script = fieldseal::app::demo::built_in_script().unwrap();
    let sensitive = script.findings.iter().find(|finding| finding.sensitive).unwrap();
    let secrets = [sensitive.title.as_str(), "esg_la_09", "S-01", "attendance bonus", "全勤奖"];
    let record = fs::read_to_string(extract(&demo.file("closing-plan.pdf"), &demo.scratch("secrets"))).unwrap();
    let internal = fs::read_to_string(&demo.record).unwrap();
    let template = serde_json::from_str::<serde_json::Value>(&record).unwrap()["template"].to_string();
    for secret in secrets {
        assert!(internal.contains(secret), "the internal record says {secret}");
        // The checklist names its questions whatever was answered.
        assert!(!record.replace(&template, "").contains(secret), "the site's record says {secret}");
    }
    let Some(pdftotext) = Tool::find(Tool::PDFTOTEXT) else { return };
    let text = |name: &str| pdftotext.must([demo.file(name).as_path(), Path::new("-")]);
    let (report, plan) = (text("report.pdf"), text("closing-plan.pdf"));
    for secret in [sensitive.title.as_str(), "S-01", "attendance bonus"] {
        assert!(report.contains(secret), "the report says {secret}");
        assert!(!plan.contains(secret), "the plan left on site says {secret}");
    }
}
