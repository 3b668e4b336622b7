//! An item of a form from the cells of a row, and items that others make.

use super::columns::Fields;
use super::definition::{Item, ItemKind, QuestionType};
use super::lists::{media, texts};
use super::pairs::Pairs;
use super::types::plain_type;
use chrono::NaiveDate;

/// Whether a default can be a value of a type; engines drop it in silence where it cannot.
pub(super) fn is_value(value_type: &str, default: &str) -> bool {
    default.is_empty()
        || match value_type {
            "int" => default.parse::<f64>().is_ok_and(|number| number.fract() == 0.0),
            "decimal" => default.parse::<f64>().is_ok_and(f64::is_finite),
            "date" => NaiveDate::parse_from_str(default, "%Y-%m-%d").is_ok(),
            _ => true,
        }
}

/// Types that a desktop cannot answer.
pub(super) fn is_unsupported(name: &str) -> bool {
    matches!(
        name,
        "background-audio"
            | "background-geopoint"
            | "start-geopoint"
            | "geotrace"
            | "geoshape"
            | "osm"
            | "simserial"
            | "subscriberid"
            | "phonenumber"
    )
}

/// A question of a type of the table.
pub(super) fn plain(name: &str) -> ItemKind {
    plain_type(name).map_or(ItemKind::Group, |entry| ItemKind::Question(QuestionType::Plain(entry)))
}

/// An item that another one makes.
pub(super) fn generated(row: &Fields<'_>, name: &str, kind: &str, bind: Pairs) -> Item {
    let kind = plain(kind);
    Item { row: row.number, name: name.to_owned(), kind, bind, ..Item::default() }
}

/// What the cells of a row say, whatever its type.
pub(super) fn item(row: &Fields<'_>, name: &str, kind: ItemKind) -> Item {
    const MESSAGES: [&str; 3] = ["jr:constraintMsg", "jr:requiredMsg", "jr:noAppErrorString"];
    let bind = row.below("bind").filter(|(rest, _)| !MESSAGES.contains(&rest[0].as_str()));
    let control = row.below("control").filter(|(rest, _)| rest[0] != "appearance");
    let joined = |(rest, value): (&[String], &str)| (rest.join("::"), value.to_owned());
    Item {
        row: row.number,
        name: name.to_owned(),
        kind,
        label: texts(row, &["label"]),
        hint: texts(row, &["hint"]),
        guidance: texts(row, &["guidance_hint"]),
        media: media(row),
        bind: bind.map(joined).collect(),
        constraint_message: texts(row, &["bind", "jr:constraintMsg"]),
        required_message: texts(row, &["bind", "jr:requiredMsg"]),
        appearance: row.get(&["control", "appearance"]).unwrap_or_default().to_owned(),
        control: control.map(joined).collect(),
        choice_filter: row.get(&["choice_filter"]).unwrap_or_default().to_owned(),
        extra: row.all().filter(|(meaning, _)| is_extra(&meaning[0])).map(joined).collect(),
        ..Item::default()
    }
}

/// Columns that the standard does not know.
pub(super) fn is_extra(name: &str) -> bool {
    !super::columns::SURVEY.known.contains(&name)
        && !super::columns::SURVEY.aliases.iter().any(|(_, meant)| meant[0] == name)
        && name != "disabled"
}
