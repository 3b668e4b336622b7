//! The types of questions: the names of the standard and the older ones that forms still use.

use super::definition::{Control, PlainType};

/// A type of the table.
const fn plain(name: &'static str, control: Control, value: &'static str) -> PlainType {
    PlainType { name, control, value, preload: None, constraint: None, hint: None }
}

/// A value that nobody types in.
const fn preloaded(name: &'static str, value: &'static str, from: (&'static str, &'static str)) -> PlainType {
    PlainType { preload: Some(from), ..plain(name, Control::None, value) }
}

/// A type with a constraint and a hint of its own.
const fn bounded(
    name: &'static str,
    value: &'static str,
    constraint: &'static str,
    hint: Option<&'static str>,
) -> PlainType {
    PlainType { constraint: Some(constraint), hint, ..plain(name, Control::Input, value) }
}

/// All types.
pub(super) static TYPES: &[PlainType] = &[
    plain("acknowledge", Control::Trigger, "string"),
    plain("audio", Control::Upload, "binary"),
    plain("audit", Control::None, "binary"),
    plain("background-audio", Control::None, "binary"),
    plain("background-geopoint", Control::Trigger, "geopoint"),
    plain("barcode", Control::Input, "barcode"),
    plain("calculate", Control::None, "string"),
    plain("csv-external", Control::None, "string"),
    plain("date", Control::Input, "date"),
    plain("dateTime", Control::Input, "dateTime"),
    plain("decimal", Control::Input, "decimal"),
    preloaded("deviceid", "string", ("property", "deviceid")),
    preloaded("email", "string", ("property", "email")),
    preloaded("end", "dateTime", ("timestamp", "end")),
    plain("file", Control::Upload, "binary"),
    plain("geopoint", Control::Input, "geopoint"),
    plain("geoshape", Control::Input, "geoshape"),
    plain("geotrace", Control::Input, "geotrace"),
    plain("hidden", Control::None, "string"),
    plain("integer", Control::Input, "int"),
    plain("note", Control::Note, "string"),
    bounded("number of days in last month", "int", "0 <= . and . <= 31", Some("Enter a number 0-31.")),
    bounded("number of days in last six months", "int", "0 <= . and . <= 183", Some("Enter a number 0-183.")),
    bounded("number of days in last year", "int", "0 <= . and . <= 365", Some("Enter a number 0-365.")),
    plain("osm", Control::Upload, "binary"),
    bounded("percentage", "int", "0 <= . and . <= 100", None),
    bounded("phone number", "string", "regex(., '^\\d*$')", Some("Enter numbers only.")),
    preloaded("phonenumber", "string", ("property", "phonenumber")),
    plain("photo", Control::Upload, "binary"),
    plain("range", Control::Range, "int"),
    preloaded("simserial", "string", ("property", "simserial")),
    preloaded("start", "dateTime", ("timestamp", "start")),
    plain("start-geopoint", Control::None, "geopoint"),
    preloaded("subscriberid", "string", ("property", "subscriberid")),
    plain("text", Control::Input, "string"),
    plain("time", Control::Input, "time"),
    preloaded("today", "date", ("date", "today")),
    plain("trigger", Control::Trigger, "string"),
    preloaded("uri:deviceid", "string", ("property", "uri:deviceid")),
    preloaded("uri:email", "string", ("property", "uri:email")),
    preloaded("uri:phonenumber", "string", ("property", "uri:phonenumber")),
    preloaded("uri:simserial", "string", ("property", "uri:simserial")),
    preloaded("uri:subscriberid", "string", ("property", "uri:subscriberid")),
    preloaded("uri:username", "string", ("property", "uri:username")),
    preloaded("username", "string", ("property", "username")),
    plain("video", Control::Upload, "binary"),
    plain("xml-external", Control::None, "string"),
];

/// Older names: what is written, what is meant.
const ALIASES: &[(&str, &str)] = &[
    ("add acknowledge prompt", "acknowledge"),
    ("add audio prompt", "audio"),
    ("add barcode prompt", "barcode"),
    ("add calculate prompt", "calculate"),
    ("add date prompt", "date"),
    ("add date time prompt", "dateTime"),
    ("add dateTime prompt", "dateTime"),
    ("add decimal prompt", "decimal"),
    ("add file prompt", "file"),
    ("add image prompt", "photo"),
    ("add integer prompt", "integer"),
    ("add location prompt", "geopoint"),
    ("add note prompt", "note"),
    ("add text prompt", "text"),
    ("add video prompt", "video"),
    ("date time", "dateTime"),
    ("datetime", "dateTime"),
    ("device id", "deviceid"),
    ("end time", "end"),
    ("get device id", "deviceid"),
    ("get end time", "end"),
    ("get phone number", "phonenumber"),
    ("get sim id", "simserial"),
    ("get start time", "start"),
    ("get subscriber id", "subscriberid"),
    ("get today", "today"),
    ("gps", "geopoint"),
    ("image", "photo"),
    ("imei", "deviceid"),
    ("int", "integer"),
    ("location", "geopoint"),
    ("q acknowledge", "acknowledge"),
    ("q audio", "audio"),
    ("q barcode", "barcode"),
    ("q calculate", "calculate"),
    ("q date", "date"),
    ("q date time", "dateTime"),
    ("q dateTime", "dateTime"),
    ("q decimal", "decimal"),
    ("q geopoint", "geopoint"),
    ("q geoshape", "geoshape"),
    ("q geotrace", "geotrace"),
    ("q image", "photo"),
    ("q int", "integer"),
    ("q location", "geopoint"),
    ("q note", "note"),
    ("q picture", "photo"),
    ("q string", "text"),
    ("q video", "video"),
    ("select one external", "text"),
    ("sim id", "simserial"),
    ("start time", "start"),
    ("string", "text"),
    ("subscriber id", "subscriberid"),
    ("add photo prompt", "photo"),
];

/// Types of selects without their list, which no question can have.
const SELECTS_WITHOUT_LIST: &[&str] = &[
    "add select multiple prompt using",
    "add select one prompt using",
    "q select",
    "q select1",
    "rank",
    "select all that apply",
    "select all that apply from",
    "select multiple from",
    "select multiple using",
    "select one",
    "select one using",
];

/// Types of other tools and the nearest standard way to say the same.
const DIALECTS: &[(&str, &str)] = &[
    ("audio audit", "background-audio"),
    ("text audit", "audit"),
    ("caseid", "hidden"),
    ("comments", "text"),
    ("sensor_statistic", "hidden"),
    ("sensor_stream", "hidden"),
    ("speed violations count", "audit"),
    ("speed violations list", "audit"),
    ("speed violations audit", "audit"),
    ("calculate_here", "calculate + trigger"),
    ("signature", "image + appearance signature"),
    ("geopoint_map", "geopoint + appearance placement-map"),
    ("image multiple", "begin_repeat + image"),
    ("hidden_text", "hidden"),
    ("kobo--score", "select_one + appearance list"),
    ("begin kobomatrix", "begin_group + appearance table-list"),
    ("end kobomatrix", "end_group"),
    ("begin_score", "begin_group + appearance table-list"),
    ("end_score", "end_group"),
    ("begin_rank", "rank"),
    ("end_rank", "rank"),
    ("rank__level", "rank"),
    ("score__row", "select_one + appearance list-nolabel"),
    ("cascading_select", "select_one + choice_filter"),
    ("cascading select", "select_one + choice_filter"),
    ("enum_audit", "audit"),
];

/// What stands in the column `type`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ParsedType {
    /// A group, repeat or loop begins.
    Begin(Block, Option<String>),
    /// It ends.
    End(Block),
    /// A select: its command, its list, and whether an answer of one's own can be given.
    Select { command: SelectCommand, list: String, or_other: bool },
    /// A type of the table.
    Plain(&'static PlainType),
    /// OpenStreetMap, with its list of tags.
    Osm(Option<String>),
    /// A setting that stands in the survey: its name.
    Setting(&'static str),
    /// A part of another form.
    Include,
    /// A select without a list.
    SelectWithoutList,
    /// None of them, with what was probably meant.
    Unknown { guess: Option<String>, is_dialect: bool },
}

/// What has a beginning and an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Block {
    Group,
    Repeat,
    Loop,
}

impl Block {
    /// The word behind `begin_` and `end_`.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Repeat => "repeat",
            Self::Loop => "loop",
        }
    }
}

/// The commands of selects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SelectCommand {
    One,
    Multiple,
    OneExternal,
    OneFromFile,
    MultipleFromFile,
    Rank,
}

const BLOCKS: &[(&str, Block)] = &[
    ("group", Block::Group),
    ("lgroup", Block::Repeat),
    ("repeat", Block::Repeat),
    ("loop", Block::Loop),
    ("looped group", Block::Repeat),
];

const SELECTS: &[(&str, SelectCommand)] = &[
    ("add select one prompt using", SelectCommand::One),
    ("add select multiple prompt using", SelectCommand::Multiple),
    ("select all that apply from", SelectCommand::Multiple),
    ("select one from file", SelectCommand::OneFromFile),
    ("select multiple from file", SelectCommand::MultipleFromFile),
    ("select one from", SelectCommand::One),
    ("select_one_external", SelectCommand::OneExternal),
    ("select_one_from_file", SelectCommand::OneFromFile),
    ("select_multiple_from_file", SelectCommand::MultipleFromFile),
    ("select1", SelectCommand::One),
    ("select_one", SelectCommand::One),
    ("select one", SelectCommand::One),
    ("select_multiple", SelectCommand::Multiple),
    ("select all that apply", SelectCommand::Multiple),
    ("rank", SelectCommand::Rank),
];

const OTHER: [&str; 3] = [" or specify other", " or_other", " or other"];

/// The name that checks are made by: a few older names are the standard's ones from the start.
pub(super) fn standard_name(written: &str) -> &str {
    match written {
        "imei" => "deviceid",
        "image" | "add image prompt" | "add photo prompt" => "photo",
        "add audio prompt" => "audio",
        "add video prompt" => "video",
        "add file prompt" => "file",
        other => other,
    }
}

/// Reads what stands in the column `type`.
pub(super) fn parse(written: &str) -> ParsedType {
    let setting = match written {
        "form_title" | "set_form_title" => Some("title"),
        "form_id" | "set_form_id" => Some("id_string"),
        "prefix" => Some("prefix"),
        _ => None,
    };
    if let Some(name) = setting {
        return ParsedType::Setting(name);
    }
    if let Some(block) = parse_block(written) {
        return block;
    }
    if let Some(select) = parse_select(written) {
        return select;
    }
    if let Some((_, list)) = written.split_once("osm ") {
        return ParsedType::Osm(list.split_whitespace().next().map(str::to_owned));
    }
    if written == "include" {
        return ParsedType::Include;
    }
    plain_type(standard_name(written)).map_or_else(|| unknown(written), ParsedType::Plain)
}

/// The entry of a type by its standard or older name.
pub(super) fn plain_type(name: &str) -> Option<&'static PlainType> {
    let meant = ALIASES.iter().find(|(written, _)| *written == name).map_or(name, |(_, meant)| meant);
    TYPES.iter().find(|entry| entry.name == meant)
}

fn parse_block(written: &str) -> Option<ParsedType> {
    let apart = |one: char| one == '_' || one.is_whitespace();
    let rest = |word: &str| written.strip_prefix(word).and_then(|rest| rest.strip_prefix(apart));
    if let Some(kind) = rest("end") {
        return BLOCKS.iter().find(|(name, _)| *name == kind).map(|(_, block)| ParsedType::End(*block));
    }
    let kind = rest("begin")?;
    BLOCKS.iter().find_map(|(name, block)| {
        let list = match kind.strip_prefix(name)? {
            "" => None,
            list => {
                let list = list.strip_prefix(' ')?;
                let list = list.strip_prefix("over ").unwrap_or(list);
                (!list.is_empty() && !list.contains(char::is_whitespace)).then(|| Some(list.to_owned()))?
            }
        };
        Some(ParsedType::Begin(*block, list))
    })
}

fn parse_select(written: &str) -> Option<ParsedType> {
    SELECTS.iter().find_map(|(name, command)| {
        let rest = written.strip_prefix(name)?.strip_prefix(' ')?;
        let other = OTHER.iter().find_map(|suffix| rest.strip_suffix(suffix));
        let list = other.unwrap_or(rest);
        (!list.is_empty() && !list.contains(char::is_whitespace)).then(|| ParsedType::Select {
            command: *command,
            list: list.to_owned(),
            or_other: other.is_some(),
        })
    })
}

fn unknown(written: &str) -> ParsedType {
    if SELECTS_WITHOUT_LIST.contains(&written) || SELECTS.iter().any(|(name, _)| *name == written) {
        return ParsedType::SelectWithoutList;
    }
    let lower = written.to_lowercase();
    if let Some((_, standard)) = DIALECTS.iter().find(|(name, _)| *name == lower) {
        return ParsedType::Unknown { guess: Some((*standard).to_owned()), is_dialect: true };
    }
    ParsedType::Unknown { guess: guess(&lower), is_dialect: false }
}

/// The type that was probably meant.
fn guess(lower: &str) -> Option<String> {
    let first_word = lower.split_whitespace().next().unwrap_or_default();
    let blocks = ["begin_group", "end_group", "begin_repeat", "end_repeat"];
    let joined = lower.split_whitespace().collect::<Vec<_>>().join("_");
    if joined != lower && blocks.contains(&joined.as_str()) {
        return Some(joined);
    }
    let selects = SELECTS.iter().map(|(name, _)| *name).filter(|name| name.contains('_'));
    let names = TYPES.iter().map(|entry| entry.name).chain(selects).chain(blocks);
    if let Some(same) = names.clone().find(|name| name.to_lowercase() == lower || *name == first_word) {
        return Some(same.to_owned());
    }
    super::columns::nearest(lower, names.clone())
        .or_else(|| super::columns::nearest(first_word, names))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn select(command: SelectCommand, list: &str, or_other: bool) -> ParsedType {
        ParsedType::Select { command, list: list.to_owned(), or_other }
    }

    #[test]
    fn types_are_read_as_the_field_writes_them() {
        for (written, parsed) in [
            ("begin group", ParsedType::Begin(Block::Group, None)),
            ("begin_repeat", ParsedType::Begin(Block::Repeat, None)),
            ("begin\tgroup", ParsedType::Begin(Block::Group, None)),
            ("begin looped group", ParsedType::Begin(Block::Repeat, None)),
            ("begin loop over cars", ParsedType::Begin(Block::Loop, Some("cars".to_owned()))),
            ("end lgroup", ParsedType::End(Block::Repeat)),
            ("select_one yn", select(SelectCommand::One, "yn", false)),
            ("select one from yn or_other", select(SelectCommand::One, "yn", true)),
            ("select_multiple_from_file a.csv", select(SelectCommand::MultipleFromFile, "a.csv", false)),
            ("rank ${q}", select(SelectCommand::Rank, "${q}", false)),
            ("form_id", ParsedType::Setting("id_string")),
            ("select_one", ParsedType::SelectWithoutList),
            (
                "signature",
                ParsedType::Unknown { guess: Some("image + appearance signature".to_owned()), is_dialect: true },
            ),
            ("Text", ParsedType::Unknown { guess: Some("text".to_owned()), is_dialect: false }),
            ("interger", ParsedType::Unknown { guess: Some("integer".to_owned()), is_dialect: false }),
            ("select_one a b", ParsedType::Unknown { guess: Some("select_one".to_owned()), is_dialect: false }),
        ] {
            assert_eq!(parse(written), parsed, "{written}");
        }
        assert!(matches!(parse("image"), ParsedType::Plain(entry) if entry.name == "photo"));
        assert!(matches!(parse("q geopoint"), ParsedType::Plain(entry) if entry.value == "geopoint"));
    }
}
