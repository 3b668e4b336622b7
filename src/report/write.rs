//! The whole way: model, blocks, pages, paint, file.

use super::document::{self, Parts};
use super::furniture::furnish;
use super::input::{
    OnProgress, PagePlace, PhotoSource, Progress, ReportError, ReportInput, ReportOutput, SignaturePlaces,
};
use super::layout::item::{FieldRole, Frame, Shape};
use super::layout::page::{Page, paginate};
use super::layout::place::Layouter;
use super::layout::style::page;
use super::model::Model;
use super::{paint, section};
use std::io::Write;

/// Writes a report.
///
/// # Errors
/// [`ReportError`]; what was written until then is of no use.
pub fn write_report(
    input: &ReportInput<'_>,
    photos: &dyn PhotoSource,
    out: &mut dyn Write,
    progress: OnProgress<'_>,
) -> Result<ReportOutput, ReportError> {
    if !input.kind.copies().contains(&input.copy) {
        return Err(ReportError::WrongCopy { copy: input.copy });
    }
    let (found, expected) = (input.evaluation.questions.len(), input.template.questions.len());
    if found != expected {
        return Err(ReportError::WrongEvaluation { found, expected });
    }
    if progress(Progress { done: 0, total: 1 }).is_break() {
        return Err(ReportError::Cancelled);
    }
    let model = Model::of(input);
    let mut layouter = Layouter::new(model.speaker.language());
    let strips = layouter.place(&section::blocks(&model), page::CONTENT_WIDTH_PT);
    let mut pages = paginate(strips);
    furnish(&mut layouter, &model, &mut pages);
    let auditor =
        field(&pages, FieldRole::Auditor).ok_or(ReportError::Document { part: "a place for the signature" })?;
    let signature_places = SignaturePlaces { auditor, supervisor: field(&pages, FieldRole::Supervisor) };
    let painted = paint::paint(&pages)?;
    let parts = Parts { model: &model, pages: &pages, painted: &painted, tree: &layouter.tree };
    document::write(&parts, photos, out, progress)?;
    let missing_characters = layouter.setter.missing();
    Ok(ReportOutput { pages: pages.len(), signature_places, missing_characters })
}

/// Where a signature goes.
fn field(pages: &[Page], wanted: FieldRole) -> Option<PagePlace> {
    pages.iter().enumerate().find_map(|(page_index, page)| {
        page.items.iter().find_map(|item| match &item.shape {
            Shape::SignatureField { role, frame } if *role == wanted => {
                Some(PagePlace { page_index, rect_pt: rectangle(*frame) })
            }
            Shape::SignatureField { .. }
            | Shape::Glyphs { .. }
            | Shape::Path { .. }
            | Shape::Photo { .. }
            | Shape::Anchor(_)
            | Shape::Link { .. } => None,
        })
    })
}

fn rectangle(frame: Frame) -> [f64; 4] {
    let upper = page::HEIGHT_PT - frame.y_pt;
    [frame.x_pt, upper - frame.height_pt, frame.x_pt + frame.width_pt, upper].map(f64::from)
}
