//! What people drew on the pad, refusals with their witness, and the places for the digital signatures.

use super::kit::{NOTHING, heading, inline, label, plain, section_head, side_by_side, stacked};
use super::stroke;
use crate::domain::{RecordCopy, Signature, SignatureMark, SignatureRole, Stroke};
use crate::report::layout::block::{Block, Columns, Drawing, Outline, Panel, Width};
use crate::report::layout::item::FieldRole;
use crate::report::layout::style::{Colour, TextStyle};
use crate::report::layout::text::RichText;
use crate::report::model::Model;
use crate::words::Value;

/// Height of the place for a digital signature.
const FIELD_PT: f32 = 54.0;

/// The blocks of the signatures.
#[must_use]
pub fn blocks(model: &Model<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let mut blocks = section_head(&speaker.say("report-signatures"), "signatures", false);
    let columns = [SignatureRole::Auditor, SignatureRole::Site].map(|role| (Width::Share(1.0), one(model, role)));
    let mut all = vec![
        side_by_side(&speaker.say("report-acknowledges"), TextStyle::SMALL),
        Block::Space(8.0),
        Block::Columns(Columns { columns: columns.into(), gutter_pt: 16.0, unbroken: true }),
        Block::Space(20.0),
    ];
    all.extend(fields(model));
    // Everybody's signature on one page.
    blocks.push(Block::Together(all));
    blocks
}

fn one(model: &Model<'_>, role: SignatureRole) -> Vec<Block> {
    let speaker = &model.speaker;
    let name = speaker.say(match role {
        SignatureRole::Auditor => "signature-auditor",
        SignatureRole::Site => "signature-site",
    });
    let mut blocks = vec![Block::Text(inline(&name, TextStyle::HEADING_3)), Block::Space(4.0)];
    let Some(signature) = model.input.inspection.signature(role) else {
        blocks.push(pad(vec![Block::Space(stroke::PAD_HEIGHT_PT)]));
        blocks.push(Block::Space(4.0));
        blocks.extend(stacked(&speaker.say("report-not-signed"), TextStyle::SMALL));
        return blocks;
    };
    match &signature.mark {
        SignatureMark::Drawn { strokes } => blocks.push(pad(vec![drawing(model, strokes, signature)])),
        SignatureMark::Refused { reason, witness } => {
            let style = TextStyle::BODY.semi_bold().coloured(Colour::MAJOR);
            let mut words = stacked(&speaker.say("report-refused"), style);
            words.extend(said(model, "report-reason", reason));
            words.extend(said(model, "report-witness", witness));
            blocks.push(pad(words));
        }
    }
    blocks.push(Block::Space(4.0));
    blocks.push(Block::Text(RichText::of(signature.name.clone(), TextStyle::BODY.semi_bold())));
    blocks.push(Block::Text(RichText::of(signature.function.clone(), TextStyle::SMALL)));
    blocks.push(Block::Text(RichText::of(speaker.moment(signature.signed_at), TextStyle::SMALL)));
    blocks
}

fn said(model: &Model<'_>, key: &str, words: &str) -> Vec<Block> {
    let words = if words.trim().is_empty() { NOTHING } else { words };
    vec![Block::Text(label(&model.speaker.say(key))), plain(words)]
}

fn pad(blocks: Vec<Block>) -> Block {
    Block::Panel(Panel { ground: None, bar: None, border: Some(Colour::HAIRLINE), padding_pt: (8.0, 6.0), blocks })
}

fn drawing(model: &Model<'_>, strokes: &[Stroke], signature: &Signature) -> Block {
    let alternative = model.speaker.say_with("report-drawn-by", &[("name", Value::Text(&signature.name))]);
    let inked = |segments| Outline { segments, fill: None, stroke: Some((Colour::INK, 1.1)) };
    Block::Drawing(Drawing {
        height_pt: stroke::PAD_HEIGHT_PT,
        paths: stroke::curves(strokes).into_iter().map(inked).collect(),
        alternative: alternative.main().to_owned(),
    })
}

/// The places for the digital signatures, and the fingerprint to compare.
fn fields(model: &Model<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let (lead, supervisor) = match model.input.copy {
        RecordCopy::Internal => ("report-digital-lead", field(model, FieldRole::Supervisor, "report-field-supervisor")),
        RecordCopy::Site => ("report-digital-lead-site", Vec::new()),
    };
    let auditor = field(model, FieldRole::Auditor, "report-field-auditor");
    let columns = vec![(Width::Share(1.0), auditor), (Width::Share(1.0), supervisor)];
    let fingerprint = grouped(&model.input.certificate_fingerprint.to_string());
    vec![
        heading(2, &speaker.say("report-digital-signatures"), ""),
        Block::Space(4.0),
        side_by_side(&speaker.say(lead), TextStyle::SMALL),
        Block::Space(8.0),
        Block::Columns(Columns { columns, gutter_pt: 16.0, unbroken: true }),
        Block::Space(8.0),
        Block::Text(label(&speaker.say("report-fingerprint"))),
        Block::Text(RichText::of(fingerprint, TextStyle::SMALL.coloured(Colour::INK))),
    ]
}

fn field(model: &Model<'_>, role: FieldRole, key: &str) -> Vec<Block> {
    let mut blocks = stacked(&model.speaker.say(key), TextStyle::SMALL);
    blocks.push(Block::Space(3.0));
    blocks.push(Block::SignatureField { role, height_pt: FIELD_PT });
    blocks
}

/// Hexadecimal digits in groups of four, to be read aloud.
#[must_use]
pub fn grouped(hexadecimal: &str) -> String {
    let characters: Vec<char> = hexadecimal.chars().collect();
    characters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
