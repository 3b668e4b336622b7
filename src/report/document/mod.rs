//! The file around the pages: what printpdf leaves out, and photos that are streamed.

mod copy;
mod metadata;
mod outline;
mod structure;

use super::input::{OnProgress, PhotoSource, Progress, ReportError};
use super::layout::item::{Item, Shape};
use super::layout::page::Page;
use super::layout::style::page as paper;
use super::layout::tree::Tree;
use super::model::{Model, PhotoModel};
use super::paint::{Painted, photo_name};
use crate::domain::{Digest, FramedHash};
use crate::pdf::{Dictionary, Object, ObjectId, PdfError, PdfString, Writer, deflate};
use copy::Copier;
use metadata::Metadata;
use outline::Targets;
use std::collections::BTreeMap;
use std::io::Write;
use structure::Structure;

/// What the file is made of.
pub struct Parts<'a> {
    /// What the report shows.
    pub model: &'a Model<'a>,
    /// The pages as they were laid out.
    pub pages: &'a [Page],
    /// The pages as they were painted.
    pub painted: &'a Painted,
    /// The structure of the document.
    pub tree: &'a Tree,
}

/// Counts the steps of the work and asks whether it goes on.
struct Steps<'a> {
    progress: OnProgress<'a>,
    done: u64,
    total: u64,
}

impl Steps<'_> {
    fn step(&mut self) -> Result<(), ReportError> {
        self.done += 1;
        let now = Progress { done: self.done, total: self.total };
        if (self.progress)(now).is_break() { Err(ReportError::Cancelled) } else { Ok(()) }
    }
}

/// Writes the file.
///
/// # Errors
/// When a photo cannot be had, writing fails, or the work is cancelled.
pub fn write(
    parts: &Parts<'_>,
    photos: &dyn PhotoSource,
    out: &mut dyn Write,
    progress: OnProgress<'_>,
) -> Result<(), ReportError> {
    let used: Vec<usize> = {
        let mut used: Vec<usize> = parts.painted.photos.iter().flatten().copied().collect();
        used.sort_unstable();
        used.dedup();
        used
    };
    let total = u64::try_from(parts.pages.len() + used.len() + 1).unwrap_or(u64::MAX);
    let mut steps = Steps { progress, done: 0, total };
    let mut writer = Writer::new(out)?;
    let catalog = writer.reserve();
    let tree = writer.reserve();
    let page_ids: Vec<ObjectId> = parts.pages.iter().map(|_| writer.reserve()).collect();
    let photo_ids: BTreeMap<usize, ObjectId> = used.iter().map(|index| (*index, writer.reserve())).collect();
    let targets = Targets::of(parts.pages, &page_ids);
    let mut structure = Structure::new(parts.tree);
    let identity = PageWriter { parts, tree, page_ids: &page_ids, photo_ids: &photo_ids, targets: &targets }.write(
        &mut writer,
        &mut structure,
        &mut steps,
    )?;
    let kids: Vec<Object> = page_ids.iter().map(|id| Object::from(*id)).collect();
    let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
    let pages = Dictionary::new().with("Type", Object::name("Pages")).with("Kids", kids).with("Count", count);
    writer.object(tree, &Object::Dictionary(pages))?;
    for index in used {
        let (Some(id), Some(photo)) = (photo_ids.get(&index), parts.model.photos.get(index)) else { continue };
        write_photo(*id, photo, photos, &mut writer)?;
        steps.step()?;
    }
    write_catalog(parts, catalog, tree, &targets, &structure, identity, &mut writer).and_then(|trailer| {
        writer.finish(trailer)?.flush().map_err(PdfError::from)?;
        Ok(())
    })?;
    steps.step()
}

/// Writes the pages.
struct PageWriter<'a> {
    parts: &'a Parts<'a>,
    tree: ObjectId,
    page_ids: &'a [ObjectId],
    photo_ids: &'a BTreeMap<usize, ObjectId>,
    targets: &'a Targets,
}

impl PageWriter<'_> {
    /// Writes all pages with their fonts; a digest of all that they show comes back.
    fn write(
        &self,
        writer: &mut Writer<&mut dyn Write>,
        structure: &mut Structure<'_>,
        steps: &mut Steps<'_>,
    ) -> Result<Digest, ReportError> {
        let document = &self.parts.painted.document;
        let mut copier = Copier::new(document);
        let mut identity = FramedHash::new("fieldseal:document:1").field(self.parts.model.input.record_json);
        let source = document.get_pages();
        for (place, (id, old)) in self.page_ids.iter().zip(source.values()).enumerate() {
            let old = document.get_dictionary(*old).map_err(|_| ReportError::Document { part: "a page" })?;
            let content = old.get(b"Contents").and_then(lopdf::Object::as_reference);
            let content = content.and_then(|id| document.get_object(id)).and_then(lopdf::Object::as_stream);
            let content = content.map_err(|_| ReportError::Document { part: "the content of a page" })?;
            identity = identity.field(&content.content);
            let content_id = writer.reserve();
            let deflated = Dictionary::new().with("Filter", Object::name("FlateDecode"));
            let packed = deflate(&content.content).map_err(PdfError::from)?;
            writer.stream(content_id, deflated, &packed)?;
            let fonts = document
                .get_dictionary(old.get(b"Resources").and_then(lopdf::Object::as_reference).unwrap_or_default())
                .and_then(|resources| resources.get(b"Font"))
                .map_err(|_| ReportError::Document { part: "the fonts of a page" })?;
            let fonts = copier.object(fonts, writer);
            copier.drain(writer)?;
            let page = self.page(place, *id, content_id, fonts, writer, structure)?;
            writer.object(*id, &Object::Dictionary(page))?;
            steps.step()?;
        }
        Ok(identity.finish())
    }

    fn page(
        &self,
        place: usize,
        id: ObjectId,
        content: ObjectId,
        fonts: Object,
        writer: &mut Writer<&mut dyn Write>,
        structure: &mut Structure<'_>,
    ) -> Result<Dictionary, ReportError> {
        let mut resources = Dictionary::new().with("Font", fonts);
        let mut images = Dictionary::new();
        for index in self.parts.painted.photos.get(place).into_iter().flatten() {
            if let Some(photo) = self.photo_ids.get(index) {
                images.set(&photo_name(*index), *photo);
            }
        }
        if !images.is_empty() {
            resources.set("XObject", images);
        }
        let marked = self.parts.painted.marked.get(place).map(Vec::as_slice).unwrap_or_default();
        let key = structure.page(id, marked);
        let size = [0.0, 0.0, f64::from(paper::WIDTH_PT), f64::from(paper::HEIGHT_PT)];
        let mut page = Dictionary::new()
            .with("Type", Object::name("Page"))
            .with("Parent", self.tree)
            .with("MediaBox", size.map(Object::from).to_vec())
            .with("Resources", resources)
            .with("Contents", content)
            .with("StructParents", key)
            .with("Tabs", Object::name("S"));
        let links = self.links(place, id, writer, structure)?;
        if !links.is_empty() {
            page.set("Annots", links);
        }
        Ok(page)
    }

    fn links(
        &self,
        place: usize,
        page: ObjectId,
        writer: &mut Writer<&mut dyn Write>,
        structure: &mut Structure<'_>,
    ) -> Result<Vec<Object>, ReportError> {
        let mut links = Vec::new();
        let items: &[Item] = self.parts.pages.get(place).map(|page| page.items.as_slice()).unwrap_or_default();
        for item in items {
            let Shape::Link { frame, target } = &item.shape else { continue };
            let Some(destination) = self.targets.get(target) else { continue };
            let id = writer.reserve();
            let (left, upper) = (f64::from(frame.x_pt), f64::from(paper::HEIGHT_PT - frame.y_pt));
            let rectangle =
                [left, upper - f64::from(frame.height_pt), left + f64::from(frame.width_pt), upper].map(Object::from);
            let words = target.split_once('-').map_or(target.as_str(), |(_, number)| number);
            let mut link = Dictionary::new()
                .with("Type", Object::name("Annot"))
                .with("Subtype", Object::name("Link"))
                .with("Rect", rectangle.to_vec())
                .with("Border", vec![Object::Integer(0), Object::Integer(0), Object::Integer(0)])
                .with("F", 4_i64)
                .with("Contents", Object::text(words))
                .with("Dest", destination.clone());
            if let Some(node) = item.node {
                link.set("StructParent", structure.annotation(page, id, node));
            }
            writer.object(id, &Object::Dictionary(link))?;
            links.push(Object::from(id));
        }
        Ok(links)
    }
}

/// Streams a photo into the file, byte for byte.
fn write_photo(
    id: ObjectId,
    photo: &PhotoModel<'_>,
    source: &dyn PhotoSource,
    writer: &mut Writer<&mut dyn Write>,
) -> Result<(), ReportError> {
    let digest = photo.photo.digest;
    let mut image = source.report_image(&photo.rendition).map_err(|source| ReportError::Photo { digest, source })?;
    let colours = match image.components {
        1 => Some("DeviceGray"),
        3 => Some("DeviceRGB"),
        _ => None,
    };
    let aspect = f64::from(image.height_px) / f64::from(image.width_px.max(1));
    let wanted = f64::from(photo.aspect);
    // A picture that is not the shape it was given room for would be shown distorted.
    let fits = image.width_px > 0 && image.height_px > 0 && (aspect / wanted - 1.0).abs() < 0.02;
    let (Some(colours), true) = (colours, fits) else {
        let (width_px, height_px, components) = (image.width_px, image.height_px, image.components);
        return Err(ReportError::PhotoShape { digest, width_px, height_px, components });
    };
    let dictionary = Dictionary::new()
        .with("Type", Object::name("XObject"))
        .with("Subtype", Object::name("Image"))
        .with("Width", i64::from(image.width_px))
        .with("Height", i64::from(image.height_px))
        .with("ColorSpace", Object::name(colours))
        .with("BitsPerComponent", 8_i64)
        .with("Filter", Object::name("DCTDecode"));
    writer.stream_from(id, dictionary, image.length_bytes, &mut image.reader)?;
    Ok(())
}

fn write_catalog(
    parts: &Parts<'_>,
    catalog: ObjectId,
    tree: ObjectId,
    targets: &Targets,
    structure: &Structure<'_>,
    identity: Digest,
    writer: &mut Writer<&mut dyn Write>,
) -> Result<Dictionary, ReportError> {
    let metadata = Metadata::of(parts.model);
    let structure = structure.write(writer)?;
    let outline = targets.write_outline(writer)?;
    let short: Vec<u8> = identity.as_bytes().iter().take(16).copied().collect();
    let document_id: String = short.iter().map(|byte| format!("{byte:02x}")).collect();
    let xmp = metadata.write_xmp(&document_id, writer)?;
    let intent = metadata::write_output_intent(writer)?;
    let record = metadata::write_record(parts.model, writer)?;
    let names = Dictionary::new().with("Names", vec![Object::text(metadata::RECORD_NAME), Object::from(record)]);
    let mut root = Dictionary::new()
        .with("Type", Object::name("Catalog"))
        .with("Pages", tree)
        .with("Lang", Object::text(parts.model.speaker.language().code()))
        .with("MarkInfo", Dictionary::new().with("Marked", true))
        .with("StructTreeRoot", structure)
        .with("ViewerPreferences", Dictionary::new().with("DisplayDocTitle", true))
        .with("Metadata", xmp)
        .with("OutputIntents", vec![intent])
        .with("Names", Dictionary::new().with("EmbeddedFiles", names))
        .with("AF", vec![Object::from(record)]);
    if let Some(outline) = outline {
        root.set("Outlines", outline);
        root.set("PageMode", Object::name("UseOutlines"));
    }
    writer.object(catalog, &Object::Dictionary(root))?;
    let information = writer.add(&metadata.information())?;
    let half = || Object::String(PdfString::hexadecimal(short.clone()));
    Ok(Dictionary::new().with("Root", catalog).with("Info", information).with("ID", vec![half(), half()]))
}
