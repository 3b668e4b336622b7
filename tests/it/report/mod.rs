//! Reports as files: what stands in them, what must not, and that they are always the same.

mod content;
mod facts;
mod file;
mod limits;
mod photos;
pub mod stage;
mod tables;
mod text;
mod withheld;

use fieldseal::domain::{Language, ReportLanguages};

pub const EN: ReportLanguages = ReportLanguages::One(Language::En);
pub const ZH: ReportLanguages = ReportLanguages::One(Language::ZhCn);
pub const MODES: [ReportLanguages; 3] = [EN, ZH, ReportLanguages::Both];
