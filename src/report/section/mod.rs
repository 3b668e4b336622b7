//! The sections of the reports. Each file is a function from the model to blocks.

mod answer_value;
mod answers;
mod check;
mod closing;
mod cover;
mod findings;
mod grade;
mod kit;
mod meetings;
mod photo;
mod photo_log;
mod plan;
mod readings;
mod reasons;
mod records;
mod registers;
mod samples;
mod scope;
mod signatures;
mod stroke;
mod summary;
mod workforce;

pub use cover::{copy_name, revised};

use super::layout::block::Block;
use super::model::Model;
use crate::domain::ReportKind;

/// The blocks of a whole report.
#[must_use]
pub fn blocks(model: &Model<'_>) -> Vec<Block> {
    let sections = match model.input.kind {
        ReportKind::Inspection => vec![
            cover::blocks(model),
            summary::blocks(model),
            scope::blocks(model),
            workforce::blocks(model),
            answers::blocks(model),
            readings::blocks(model),
            samples::blocks(model),
            findings::blocks(model),
            plan::blocks(model),
            registers::good_practices(model),
            registers::limitations(model),
            meetings::blocks(model),
            signatures::blocks(model),
            photo_log::blocks(model),
            registers::annexes(model),
            records::blocks(model),
            check::blocks(model),
        ],
        ReportKind::ClosingPlan => {
            vec![closing::blocks(model), meetings::blocks(model), signatures::blocks(model), check::blocks(model)]
        }
    };
    sections.into_iter().filter(|blocks| !blocks.is_empty()).map(Block::Section).collect()
}
