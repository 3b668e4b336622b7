//! Reports as files: what stands in them, what must not, and that they are always the same.

pub mod stage;

use fieldseal::domain::Language;
use fieldseal::report::{ReportKind, ReportLanguages};
use stage::Stage;

pub const MODES: [ReportLanguages; 3] =
    [ReportLanguages::One(Language::En), ReportLanguages::One(Language::ZhCn), ReportLanguages::Both];

#[test]
#[ignore = "writes the example's reports where a person can look at them"]
fn look() {
    let folder = std::path::PathBuf::from(std::env::var_os("REPORT_FOLDER").unwrap());
    let stage = Stage::example();
    for (mode, name) in MODES.into_iter().zip(["en", "zh", "both"]) {
        for (kind, title) in [(ReportKind::Inspection, "report"), (ReportKind::ClosingPlan, "plan")] {
            let (bytes, output) = stage.report(kind, mode);
            std::fs::write(folder.join(format!("{title}-{name}.pdf")), bytes).unwrap();
            println!("{title} {name}: {output:?}");
        }
    }
}
