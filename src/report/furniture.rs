//! What stands at the edges of every page: report number, copy, page n of m.

use super::layout::item::{Frame, Ground, Item};
use super::layout::page::Page;
use super::layout::place::Layouter;
use super::layout::style::{Colour, HAIRLINE_PT, TextStyle, page};
use super::model::Model;
use super::section::{copy_name, revised};
use crate::words::Value;

/// Base of the running header, from the top.
const HEADER_PT: f32 = 34.0;
/// Top of the running footer, from the top.
const FOOTER_PT: f32 = page::HEIGHT_PT - 43.0;

/// Adds header and footer to all pages.
pub fn furnish(layouter: &mut Layouter, model: &Model<'_>, pages: &mut [Page]) {
    let number = revised(model);
    let copy = copy_name(model).joined("  ");
    let version = [("version", Value::Text(model.input.app_version))];
    let mut made = model.speaker.say_with("report-made-by", &version).main().to_owned();
    if let Some(seal) = model.input.seal_digest {
        made = format!("{made}  ·  {} {}", model.speaker.say("report-seal").joined(" "), seal.short());
    }
    let total = i64::try_from(pages.len()).unwrap_or(i64::MAX);
    for (page, number_of_page) in pages.iter_mut().zip(1_i64..) {
        let values = [("page", Value::Number(number_of_page)), ("pages", Value::Number(total))];
        let counted = model.speaker.say_with("report-page", &values).joined("  ");
        // The cover says number and copy in large type.
        if number_of_page > 1 {
            line(layouter, page, &number, &copy, HEADER_PT);
            hairline(page, HEADER_PT + 14.0);
        }
        hairline(page, FOOTER_PT - 6.0);
        line(layouter, page, &made, &counted, FOOTER_PT);
    }
}

fn line(layouter: &mut Layouter, page: &mut Page, left: &str, right: &str, y_pt: f32) {
    let (items, _) = layouter.decoration(left, TextStyle::TINY, page::SIDE_PT, y_pt);
    page.items.extend(items);
    let (items, width_pt) = layouter.decoration(right, TextStyle::TINY, 0.0, y_pt);
    let x_pt = page::WIDTH_PT - page::SIDE_PT - width_pt;
    page.items.extend(items.into_iter().map(|item: Item| item.moved(x_pt, 0.0)));
}

fn hairline(page: &mut Page, y_pt: f32) {
    let frame = Frame { x_pt: page::SIDE_PT, y_pt, width_pt: page::CONTENT_WIDTH_PT, height_pt: HAIRLINE_PT };
    page.grounds.push(Ground { depth: 1, frame, colour: Colour::HAIRLINE });
}
