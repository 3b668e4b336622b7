//! A form of 5,000 rows: importing it beside pyxform, opening it, and one answer's recalculation.
//! Run by hand after `tests/run` (for pyxform): `cargo bench --bench forms`.
//!
//! Figures go to the README with the machine named; nothing here is a timed test.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a measurement by hand: it reads the clock and stops at the first error"
)]

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use fieldseal::assets::RULES_HOUSE;
use fieldseal::domain::{Answer, Digest, InstancePath, RecordCopy, RuleSet};
use fieldseal::form::engine::Session;
use fieldseal::form::xlsform::{check, read_file};
use fieldseal::form::xpath::Host;
use fieldseal::form::{Facts, Template, fill_in};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;

/// 4,000 questions, every seventh of them conditional, and 1,000 calculations over them.
const MAKE: &str = r#"
import openpyxl, sys
book = openpyxl.Workbook(); sheet = book.active; sheet.title = 'survey'
sheet.append(['type', 'name', 'label::English (en)', 'label::中文 (zh-CN)', 'hint', 'relevant', 'constraint', 'required', 'calculation'])
kinds = ['integer', 'text', 'select_one yn', 'decimal', 'date']
for i in range(4000):
    kind = kinds[i % 5]
    relevant = f"${{q{i - 1}}} != ''" if i % 7 == 3 else None
    constraint = '. >= 0' if kind in ('integer', 'decimal') else None
    sheet.append([kind, f'q{i}', f'Question {i}', f'问题{i}', 'A hint', relevant, constraint, 'yes' if i % 3 == 0 else None, None])
for i in range(1000):
    source = f'${{q{i * 4 // 5 * 5}}}'
    sheet.append(['calculate', f'c{i}', None, None, None, None, None, None, f'if({source} > 3, {source} + {i}, 0)'])
choices = book.create_sheet('choices')
for row in [['list_name', 'name', 'label::English (en)', 'label::中文 (zh-CN)'], ['yn', 'yes', 'Yes', '是'], ['yn', 'no', 'No', '否']]:
    choices.append(row)
book.save(sys.argv[1])
"#;

/// A clock that stands still.
struct Still;

impl Host for Still {
    fn now(&self) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-26T09:30:00+08:00").unwrap()
    }

    fn offset_at(&self, _: NaiveDateTime) -> FixedOffset {
        FixedOffset::east_opt(8 * 3600).unwrap()
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

fn main() {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join(".judges/bin/python");
    if !python.exists() {
        println!("pyxform is not here; run tests/run once");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let form = folder.path().join("form.xlsx");
    assert!(Command::new(&python).args(["-c", MAKE]).arg(&form).status().unwrap().success());
    let convert = "import sys; from pyxform.xls2xform import convert; convert(sys.argv[1])";
    let peer = least(|| {
        assert!(Command::new(&python).args(["-c", convert]).arg(&form).status().unwrap().success());
    });
    let own = least(|| {
        let output = Command::new(env!("CARGO_BIN_EXE_fieldseal")).args(["checklist", "check"]).arg(&form).output();
        assert!(output.unwrap().status.success());
    });
    println!(
        "import of 5,000 rows, whole processes: pyxform {} ms, Fieldseal {} ms, {:.0} times as fast",
        peer.as_millis(),
        own.as_millis(),
        peer.as_secs_f64() / own.as_secs_f64()
    );
    let checked = check(&read_file(&std::fs::read(&form).unwrap()).unwrap(), "form");
    let open = least(|| drop(Session::begin(&checked.form, Box::new(Still))));
    println!("opening it: {:.1} ms", open.as_secs_f64() * 1e3);
    let mut session = Session::begin(&checked.form, Box::new(Still));
    let mut value = 0;
    let answer = least(|| {
        for _ in 0..100 {
            value += 1;
            session.answer("/data/q0", &value.to_string()).unwrap();
        }
    });
    println!("one answer on which others depend: {:.1} µs", answer.as_secs_f64() * 1e6 / 100.0);
    inspect(&form);
}

/// The same form as the checklist of an inspection in which everything was answered: what one answer costs there, with
/// every duty, grade and score.
fn inspect(form: &Path) {
    let workbook = read_file(&std::fs::read(form).unwrap()).unwrap();
    let (template, _) = Template::read(&workbook, "form", Digest::of(b"form")).unwrap();
    let rules: RuleSet = serde_json::from_slice(RULES_HOUSE.1).unwrap();
    let answer = |index: usize| {
        let value = ["7", "text", "yes", "2.5", "2026-11-26"][index % 5];
        (InstancePath::of_question(&format!("q{index}")), Answer::of(value))
    };
    let answers: BTreeMap<InstancePath, Answer> = (0..4000).map(answer).collect();
    let profile = BTreeMap::new();
    let facts = Facts {
        answers: &answers,
        profile: &profile,
        findings: &[],
        photo_counts: BTreeMap::new(),
        today: Still.now().date_naive(),
        copy: RecordCopy::Internal,
    };
    let one = least(|| drop(fill_in(&template, &rules, &facts)));
    println!("one answer in an inspection with 4,000 questions: {:.1} ms", one.as_secs_f64() * 1e3);
}

/// The least time of several rounds.
fn least(mut job: impl FnMut()) -> Duration {
    let round = |_| {
        let start = Instant::now();
        job();
        start.elapsed()
    };
    (0..ROUNDS).map(round).min().unwrap_or_default()
}
