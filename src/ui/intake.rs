//! Files and pictures that come into the window: chosen, dropped, pasted.

use super::dialogs::{DialogKind, DialogRequest};
use super::theme::Look;
use crate::app::command::PhotoSource;
use crate::domain::FileKind;
use egui::{Context, Event};
use std::path::PathBuf;

/// The endings of pictures that can be taken in.
const PICTURES: [&str; 14] =
    ["jpg", "jpeg", "png", "webp", "tif", "tiff", "bmp", "gif", "heic", "heif", "JPG", "JPEG", "HEIC", "HEIF"];

/// The question for photos, or for the files that a question takes instead.
#[must_use]
pub fn photo_dialog(look: &Look, accepts: FileKind) -> DialogRequest {
    DialogRequest {
        kind: DialogKind::Open { several: true },
        title: look.text("dialog-photos"),
        filter: (accepts == FileKind::Picture).then(|| (look.text("dialog-pictures"), PICTURES.to_vec())),
    }
}

/// The question for the folder of a camera card.
#[must_use]
pub fn folder_dialog(look: &Look) -> DialogRequest {
    DialogRequest { kind: DialogKind::Folder, title: look.text("dialog-folder"), filter: None }
}

/// The question for a checklist in a spreadsheet.
#[must_use]
pub fn checklist_dialog(look: &Look) -> DialogRequest {
    DialogRequest {
        kind: DialogKind::Open { several: false },
        title: look.text("dialog-checklist"),
        filter: Some((look.text("dialog-spreadsheets"), vec!["xlsx", "xlsm", "xls", "csv", "md"])),
    }
}

/// The question for a report.
#[must_use]
pub fn report_dialog(look: &Look) -> DialogRequest {
    DialogRequest {
        kind: DialogKind::Open { several: false },
        title: look.text("dialog-report"),
        filter: Some((look.text("dialog-pdf"), vec!["pdf", "PDF"])),
    }
}

/// Pictures that were dropped or pasted in this frame. Each is handed out once.
#[must_use]
pub fn dropped_and_pasted(ctx: &Context) -> Vec<PhotoSource> {
    let mut sources: Vec<PhotoSource> =
        take_dropped(ctx, |path| !is_pdf(path)).into_iter().map(PhotoSource::File).collect();
    if ctx.text_edit_focused() {
        return sources;
    }
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let Event::PasteImage(image) = event else { return true };
            let [width, height] = image.size;
            let (Ok(width_px), Ok(height_px)) = (u32::try_from(width), u32::try_from(height)) else { return true };
            let rgba = image.pixels.iter().flat_map(|pixel| pixel.to_srgba_unmultiplied()).collect();
            sources.push(PhotoSource::Pixels { width_px, height_px, rgba });
            false
        });
    });
    sources
}

/// A report that was dropped in this frame.
#[must_use]
pub fn dropped_report(ctx: &Context) -> Option<PathBuf> {
    take_dropped(ctx, is_pdf).into_iter().next()
}

/// Whether files hang over the window, not yet dropped.
#[must_use]
pub fn files_hover(ctx: &Context) -> bool {
    ctx.input(|input| !input.raw.hovered_files.is_empty())
}

fn is_pdf(path: &std::path::Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
}

fn take_dropped(ctx: &Context, wanted: impl Fn(&std::path::Path) -> bool) -> Vec<PathBuf> {
    ctx.input_mut(|input| {
        let mut taken = Vec::new();
        input.raw.dropped_files.retain(|file| {
            let this = wanted(file.path());
            if this {
                taken.push(file.path().to_owned());
            }
            !this
        });
        taken
    })
}
