//! What the file says about itself: information dictionary, XMP, output intent, attachment.

use crate::assets::SRGB_PROFILE;
use crate::domain::Moment;
use crate::pdf::{Dictionary, Object, ObjectId, PdfError, PdfString, Writer, deflate};
use crate::report::model::Model;
use crate::words::Value;
use std::io::Write;

/// The name of the attached record.
pub const RECORD_NAME: &str = "fieldseal-record.json";

/// Title, author and dates, which XMP and information dictionary must say alike.
pub struct Metadata {
    title: String,
    author: String,
    subject: String,
    producer: String,
    language: &'static str,
    made: Moment,
}

impl Metadata {
    /// What is said about this report.
    #[must_use]
    pub fn of(model: &Model<'_>) -> Self {
        let input = model.input;
        let title = model.speaker.say(match input.kind {
            crate::domain::ReportKind::Inspection => "report-title",
            crate::domain::ReportKind::ClosingPlan => "report-closing-title",
        });
        let names =
            [("supplier", Value::Text(input.supplier.name.as_str())), ("site", Value::Text(input.site.name.as_str()))];
        Self {
            title: format!("{} {}", title.joined(" / "), input.inspection.plan.number),
            author: input.lead_auditor.name.clone(),
            subject: model.speaker.say_with("report-subject", &names).joined(" / "),
            producer: format!("Fieldseal {}", input.app_version),
            language: model.speaker.language().code(),
            made: input.generated_at,
        }
    }

    /// The information dictionary (ISO 32000-1 §14.3.3).
    #[must_use]
    pub fn information(&self) -> Object {
        let date = pdf_date(self.made);
        Object::Dictionary(
            Dictionary::new()
                .with("Title", Object::text(&self.title))
                .with("Author", Object::text(&self.author))
                .with("Subject", Object::text(&self.subject))
                .with("Creator", Object::text(&self.producer))
                .with("Producer", Object::text(&self.producer))
                .with("CreationDate", date.clone())
                .with("ModDate", date),
        )
    }

    /// Writes the XMP packet (ISO 16684-1); never compressed, so that any program finds it.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write_xmp<W: Write>(&self, document_id: &str, writer: &mut Writer<W>) -> Result<ObjectId, PdfError> {
        let id = writer.reserve();
        let dictionary = Dictionary::new().with("Type", Object::name("Metadata")).with("Subtype", Object::name("XML"));
        writer.stream(id, dictionary, self.xmp(document_id).as_bytes())?;
        Ok(id)
    }

    fn xmp(&self, document_id: &str) -> String {
        let template = include_str!("metadata.xmp");
        let date = self.made.iso();
        let values = [
            ("{title}", escaped(&self.title)),
            ("{author}", escaped(&self.author)),
            ("{subject}", escaped(&self.subject)),
            ("{producer}", escaped(&self.producer)),
            ("{language}", self.language.to_owned()),
            ("{date}", date),
            ("{id}", document_id.to_owned()),
        ];
        values.into_iter().fold(template.to_owned(), |xmp, (name, value)| xmp.replace(name, &value))
    }
}

/// Writes the output intent: colours are sRGB (ISO 19005-3 §6.2.3).
///
/// # Errors
/// When writing fails.
pub fn write_output_intent<W: Write>(writer: &mut Writer<W>) -> Result<Object, PdfError> {
    let profile = writer.reserve();
    let dictionary = Dictionary::new().with("N", 3_i64).with("Filter", Object::name("FlateDecode"));
    writer.stream(profile, dictionary, &deflate(SRGB_PROFILE)?)?;
    Ok(Object::Dictionary(
        Dictionary::new()
            .with("Type", Object::name("OutputIntent"))
            .with("S", Object::name("GTS_PDFA1"))
            .with("OutputConditionIdentifier", Object::text("sRGB"))
            .with("Info", Object::text("sRGB IEC61966-2.1"))
            .with("DestOutputProfile", profile),
    ))
}

/// Writes the record as associated file (ISO 19005-3 §6.8); the file specification comes back.
///
/// # Errors
/// When writing fails.
pub fn write_record<W: Write>(model: &Model<'_>, writer: &mut Writer<W>) -> Result<ObjectId, PdfError> {
    let record = model.input.record_json;
    let size = i64::try_from(record.len()).unwrap_or(i64::MAX);
    let embedded = writer.reserve();
    let parameters = Dictionary::new().with("Size", size).with("ModDate", pdf_date(model.input.generated_at));
    let dictionary = Dictionary::new()
        .with("Type", Object::name("EmbeddedFile"))
        .with("Subtype", Object::name("application/json"))
        .with("Params", parameters)
        .with("Filter", Object::name("FlateDecode"));
    writer.stream(embedded, dictionary, &deflate(record)?)?;
    let files = Dictionary::new().with("F", embedded).with("UF", embedded);
    let description = model.speaker.say("report-record-description");
    writer.add(&Object::Dictionary(
        Dictionary::new()
            .with("Type", Object::name("Filespec"))
            .with("F", Object::text(RECORD_NAME))
            .with("UF", Object::text(RECORD_NAME))
            .with("Desc", Object::text(&description.joined(" / ")))
            .with("AFRelationship", Object::name("Source"))
            .with("EF", files),
    ))
}

/// A date as PDF writes it (ISO 32000-1 §7.9.4): `D:20261121162000+08'00'`.
fn pdf_date(moment: Moment) -> Object {
    let offset = moment.utc_offset_min;
    let sign = if offset < 0 { '-' } else { '+' };
    let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
    let local = moment.local().format("%Y%m%d%H%M%S");
    Object::String(PdfString::literal(format!("D:{local}{sign}{hours:02}'{minutes:02}'")))
}

/// Text inside XML; characters that XML cannot carry are left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ if character.is_control() => escaped.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            _ => escaped.push(character),
        }
    }
    escaped
}
