//! Pages to printpdf: fonts are made small, glyphs become glyph numbers, shapes become paths.

use super::input::ReportError;
use super::layout::font::Face;
use super::layout::item::{Frame, Ground, Item, Segment, Shape};
use super::layout::page::Page;
use super::layout::style::{Colour, page};
use super::layout::text::GlyphRun;
use super::layout::tree::NodeId;
use crate::domain::Digest;
use printpdf::{
    Codepoint, Color, DictItem, FontId, Line, LinePoint, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFont,
    PdfFontHandle, PdfPage, PdfSaveOptions, Point, Polygon, PolygonRing, Pt, Rgb, TextItem, TextMatrix,
    TextRenderingMode, WindingOrder, XObjectId, XObjectTransform,
};
use std::collections::{BTreeMap, BTreeSet};
use subsetter::GlyphRemapper;

/// The painted pages.
pub struct Painted {
    /// What printpdf made of them.
    pub document: lopdf::Document,
    /// For each page the parts of the structure that its marked content belongs to, by marked-content identifier.
    pub marked: Vec<Vec<NodeId>>,
    /// For each page the photos that stand on it.
    pub photos: Vec<BTreeSet<usize>>,
}

/// The name that a page's content uses for a photo.
#[must_use]
pub fn photo_name(index: usize) -> String {
    format!("Ph{index}")
}

/// Paints pages.
///
/// # Errors
/// [`ReportError::Font`] when a face cannot be made small.
pub fn paint(pages: &[Page]) -> Result<Painted, ReportError> {
    let fonts = Fonts::of(pages)?;
    let mut document = PdfDocument::new("");
    for (face, (_, parsed)) in &fonts.faces {
        document.resources.fonts.map.insert(font_id(*face), PdfFont::new(parsed.clone()));
    }
    let mut marked = Vec::with_capacity(pages.len());
    let mut photos = Vec::with_capacity(pages.len());
    for page in pages {
        let mut painter = Painter { fonts: &fonts, ops: Vec::new(), state: State::default(), marked: Vec::new() };
        painter.grounds(&page.grounds);
        painter.items(&page.items);
        document.pages.push(PdfPage::new(Mm(210.0), Mm(297.0), painter.ops));
        marked.push(painter.marked);
        photos.push(page.items.iter().filter_map(photo_index).collect());
    }
    // No photo goes through printpdf: it would decode and shrink them.
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    let document = document.to_lopdf_document(&options, &mut Vec::new());
    Ok(Painted { document, marked, photos })
}

fn photo_index(item: &Item) -> Option<usize> {
    if let Shape::Photo { index, .. } = item.shape { Some(index) } else { None }
}

fn font_id(face: Face) -> FontId {
    FontId(
        match face {
            Face::Latin => "L",
            Face::LatinSemiBold => "S",
            Face::Han => "H",
        }
        .to_owned(),
    )
}

/// The faces in use, each with the glyphs in use only.
struct Fonts {
    faces: BTreeMap<Face, (GlyphRemapper, ParsedFont)>,
}

impl Fonts {
    fn of(pages: &[Page]) -> Result<Self, ReportError> {
        let mut remappers: BTreeMap<Face, GlyphRemapper> = BTreeMap::new();
        for item in pages.iter().flat_map(|page| &page.items) {
            if let Shape::Glyphs { run, .. } = &item.shape {
                let remapper = remappers.entry(run.face).or_default();
                run.glyphs.iter().for_each(|glyph| {
                    remapper.remap(glyph.id);
                });
            }
        }
        let mut faces = BTreeMap::new();
        for (face, remapper) in remappers {
            let parsed = small(face, &remapper)?;
            faces.insert(face, (remapper, parsed));
        }
        Ok(Self { faces })
    }

    /// The glyph's number in the small font, and its width in thousandths of the em as the file will state it.
    fn glyph(&self, face: Face, id: u16) -> (u16, f32) {
        let Some((remapper, parsed)) = self.faces.get(&face) else { return (0, 0.0) };
        let new = remapper.get(id).unwrap_or_default();
        let width = parsed.glyph_widths.get(&new).copied().unwrap_or_default();
        let units = u32::from(parsed.units_per_em).max(1);
        // printpdf states whole thousandths, rounded down.
        (new, (u32::from(width) * 1000 / units) as f32)
    }
}

/// A face with only the glyphs of `remapper`, named with the six letters of a subset (ISO 32000-1 §9.6.4).
fn small(face: Face, remapper: &GlyphRemapper) -> Result<ParsedFont, ReportError> {
    let error = |detail: String| ReportError::Font { name: face.name(), detail };
    let bytes = subsetter::subset(face.bytes(), 0, remapper).map_err(|e| error(e.to_string()))?;
    let mut warnings = Vec::new();
    let mut parsed = ParsedFont::from_bytes(&bytes, 0, &mut warnings)
        .ok_or_else(|| error("the subset cannot be read again".to_owned()))?;
    let tag: String = Digest::of(&bytes).as_bytes().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
    parsed.font_name = Some(format!("{tag}+{}", face.name()));
    Ok(parsed)
}

/// What the page's graphics state is, so that nothing is set twice.
#[derive(Default, PartialEq)]
struct State {
    fill: Option<Colour>,
    stroke: Option<(Colour, f32)>,
    emboldened: Option<f32>,
}

struct Painter<'a> {
    fonts: &'a Fonts,
    ops: Vec<Op>,
    state: State,
    marked: Vec<NodeId>,
}

impl Painter<'_> {
    fn grounds(&mut self, grounds: &[Ground]) {
        if grounds.is_empty() {
            return;
        }
        self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
        for ground in grounds {
            self.fill(ground.colour);
            self.path(&rectangle(ground.frame), true, false);
        }
        self.ops.push(Op::EndMarkedContent);
    }

    /// Items of one part of the structure in a row share one marked sequence.
    fn items(&mut self, items: &[Item]) {
        let mut open: Option<Option<NodeId>> = None;
        for item in items {
            if !is_painted(&item.shape) {
                continue;
            }
            if open != Some(item.node) {
                if open.is_some() {
                    self.ops.push(Op::EndMarkedContent);
                }
                self.begin(item.node);
                open = Some(item.node);
            }
            self.shape(&item.shape);
        }
        if open.is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn begin(&mut self, node: Option<NodeId>) {
        self.ops.push(match node {
            None => Op::BeginMarkedContent { tag: "Artifact".to_owned() },
            Some(node) => {
                let mcid = i64::try_from(self.marked.len()).unwrap_or(i64::MAX);
                self.marked.push(node);
                let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(mcid))]);
                Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties: DictItem::Dict { map } }
            }
        });
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Glyphs { x_pt, y_pt, run } => self.glyphs(*x_pt, *y_pt, run),
            Shape::Path { segments, fill, stroke } => {
                if let Some(colour) = fill {
                    self.fill(*colour);
                }
                if let Some((colour, width_pt)) = stroke {
                    self.stroke(*colour, *width_pt);
                }
                self.path(segments, fill.is_some(), stroke.is_some());
            }
            Shape::Photo { index, frame } => {
                let transform = XObjectTransform {
                    translate_x: Some(Pt(round(frame.x_pt))),
                    translate_y: Some(Pt(up(frame.y_pt + frame.height_pt))),
                    scale_x: Some(round(frame.width_pt)),
                    scale_y: Some(round(frame.height_pt)),
                    no_auto_scale: true,
                    ..XObjectTransform::default()
                };
                self.ops.push(Op::UseXobject { id: XObjectId(photo_name(*index)), transform });
            }
            Shape::Anchor(_) | Shape::Link { .. } | Shape::SignatureField { .. } => {}
        }
    }

    fn glyphs(&mut self, x_pt: f32, y_pt: f32, run: &GlyphRun) {
        self.fill(run.colour);
        self.embolden(run);
        self.ops.push(Op::StartTextSection);
        self.ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(run.face)), size: Pt(run.size_pt) });
        let mut rest = run.glyphs.as_slice();
        while let Some(first) = rest.first() {
            let level = rest.iter().take_while(|glyph| glyph.rise_pt == first.rise_pt).count();
            let (now, later) = rest.split_at(level);
            let at = [1.0, 0.0, 0.0, 1.0, round(x_pt + first.x_pt), up(y_pt - first.rise_pt)];
            self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw(at) });
            self.ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(self.codes(run, now))] });
            rest = later;
        }
        self.ops.push(Op::EndTextSection);
    }

    /// Glyph numbers with the corrections that bring each glyph to its place; below 2/1000 em nobody sees one.
    fn codes(&self, run: &GlyphRun, glyphs: &[super::layout::text::Glyph]) -> Vec<Codepoint> {
        let start_pt = glyphs.first().map_or(0.0, |glyph| glyph.x_pt);
        let mut pen = 0.0;
        let mut codes = Vec::with_capacity(glyphs.len());
        for (place, glyph) in glyphs.iter().enumerate() {
            let (gid, width) = self.fonts.glyph(run.face, glyph.id);
            pen += width;
            let wanted = glyphs.get(place + 1).map(|next| (next.x_pt - start_pt) / run.size_pt * 1000.0);
            let off = wanted.map_or(0.0, |wanted| (pen - wanted).round());
            let offset = if off.abs() >= 2.0 { off } else { 0.0 };
            pen -= offset;
            codes.push(Codepoint { gid, offset, cid: Some(glyph.text.clone()) });
        }
        codes
    }

    fn embolden(&mut self, run: &GlyphRun) {
        if run.embolden {
            let width_pt = run.size_pt * 0.035;
            self.stroke(run.colour, width_pt);
            if self.state.emboldened.is_none() {
                self.ops.push(Op::SetTextRenderingMode { mode: TextRenderingMode::FillStroke });
            }
            self.state.emboldened = Some(width_pt);
        } else if self.state.emboldened.take().is_some() {
            self.ops.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Fill });
        }
    }

    fn fill(&mut self, colour: Colour) {
        if self.state.fill.replace(colour) != Some(colour) {
            self.ops.push(Op::SetFillColor { col: rgb(colour) });
        }
    }

    fn stroke(&mut self, colour: Colour, width_pt: f32) {
        if self.state.stroke.replace((colour, width_pt)) != Some((colour, width_pt)) {
            self.ops.push(Op::SetOutlineColor { col: rgb(colour) });
            self.ops.push(Op::SetOutlineThickness { pt: Pt(round(width_pt)) });
        }
    }

    fn path(&mut self, segments: &[Segment], fill: bool, stroke: bool) {
        for (points, is_closed) in rings(segments) {
            if !fill {
                self.ops.push(Op::DrawLine { line: Line { points, is_closed } });
                continue;
            }
            let mode = if stroke { PaintMode::FillStroke } else { PaintMode::Fill };
            let rings = vec![PolygonRing { points }];
            self.ops.push(Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order: WindingOrder::NonZero } });
        }
    }
}

const fn is_painted(shape: &Shape) -> bool {
    match shape {
        Shape::Glyphs { .. } | Shape::Path { .. } | Shape::Photo { .. } => true,
        Shape::Anchor(_) | Shape::Link { .. } | Shape::SignatureField { .. } => false,
    }
}

/// The outlines of a path, each with whether it closes.
fn rings(segments: &[Segment]) -> Vec<(Vec<LinePoint>, bool)> {
    let mut rings: Vec<(Vec<LinePoint>, bool)> = Vec::new();
    let point = |x: f32, y: f32, bezier| LinePoint { p: Point { x: Pt(round(x)), y: Pt(up(y)) }, bezier };
    for segment in segments {
        if let Segment::MoveTo(x, y) = segment {
            rings.push((vec![point(*x, *y, false)], false));
            continue;
        }
        let Some((points, closed)) = rings.last_mut() else { continue };
        match segment {
            Segment::LineTo(x, y) => points.push(point(*x, *y, false)),
            Segment::CurveTo([x1, y1, x2, y2, x, y]) => {
                points.extend([point(*x1, *y1, true), point(*x2, *y2, true), point(*x, *y, false)]);
            }
            Segment::Close => *closed = true,
            Segment::MoveTo(..) => {}
        }
    }
    rings
}

fn rectangle(frame: Frame) -> Vec<Segment> {
    let (right, low) = (frame.x_pt + frame.width_pt, frame.y_pt + frame.height_pt);
    super::layout::mark::polygon(&[(frame.x_pt, frame.y_pt), (right, frame.y_pt), (right, low), (frame.x_pt, low)])
}

/// From the top to the bottom of the page as PDF counts.
fn up(y_pt: f32) -> f32 {
    round(page::HEIGHT_PT - y_pt)
}

/// Thousandths of a point are enough, and short in the file.
fn round(value: f32) -> f32 {
    (value * 1000.0).round() / 1000.0
}

fn rgb(colour: Colour) -> Color {
    let part = |value: u8| (f32::from(value) / 255.0 * 10_000.0).round() / 10_000.0;
    Color::Rgb(Rgb { r: part(colour.0), g: part(colour.1), b: part(colour.2), icc_profile: None })
}
