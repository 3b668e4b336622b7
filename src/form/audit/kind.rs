//! How a question is answered and judged: from its type and its audit columns.

use super::{Reader, columns};
use crate::domain::{BilingualText, FileKind, Severity};
use crate::form::question::{
    ChoiceOption, DateRule, Field, Measurand, NumberRule, Question, QuestionKind, Quiz, Sampling, Verification,
};
use crate::form::ratio::Ratio;
use crate::form::xlsform::Fault;
use crate::form::xlsform::definition::{
    Choice, ChoiceSource, Control, Item, ItemKind, PlainType, QuestionType, SelectMode,
};

const KINDS: &str = "grade, yes_no, count, photo, sampled, reading, quiz, limit_sets, table";

impl Reader<'_> {
    /// The kind of a question; none for what nobody answers or reads.
    pub(super) fn question_kind(&mut self, item: &Item) -> Option<QuestionKind> {
        let own = self.cells.kind(item);
        match (&item.kind, own) {
            (ItemKind::Group, Some("sampled")) => Some(self.sampled(item)),
            (ItemKind::Group, Some("reading")) => Some(self.reading(item)),
            (_, Some("grade")) => Some(QuestionKind::Grade),
            (_, Some("yes_no")) => {
                let adverse = self.cells.yes(item, columns::ADVERSE, self.problems);
                Some(QuestionKind::YesNo { adverse })
            }
            (_, Some("count")) => Some(QuestionKind::Count),
            (_, Some("photo")) => {
                let least = self.cells.number(item, columns::LEAST, 1000, self.problems).unwrap_or(1);
                Some(QuestionKind::Photo { least, accepts: FileKind::Picture })
            }
            (ItemKind::Question(QuestionType::Select { list, .. }), Some("quiz")) => Some(self.quiz(item, list)),
            (ItemKind::Question(QuestionType::Select { list, .. }), Some("limit_sets")) => {
                Some(QuestionKind::LimitSets { options: self.options(item, list) })
            }
            (_, Some(other)) => {
                self.cells.wrong(item, columns::KIND, other, KINDS, self.problems);
                None
            }
            (ItemKind::Question(_), None) => self.by_type(item),
            (ItemKind::Group | ItemKind::Repeat | ItemKind::ExternalFile { .. }, None) => None,
        }
    }

    /// The kind that a type has by itself.
    pub(super) fn by_type(&mut self, item: &Item) -> Option<QuestionKind> {
        if !item.is_visible() {
            return None;
        }
        // A calculation with a trigger is done when the trigger changes; in between the answer can be changed.
        if item.bind.contains_key("calculate") && item.triggers.is_empty() {
            return Some(QuestionKind::Field(Field::Calculated));
        }
        match &item.kind {
            ItemKind::Question(QuestionType::Select { mode, list }) => Some(self.select(item, *mode, list)),
            ItemKind::Question(QuestionType::Plain(entry)) => self.plain(item, entry),
            ItemKind::Group | ItemKind::Repeat | ItemKind::ExternalFile { .. } => None,
        }
    }

    fn plain(&mut self, item: &Item, entry: &PlainType) -> Option<QuestionKind> {
        let own = item.bind.get("type").map_or(entry.value, String::as_str);
        Some(match (entry.control, own) {
            (Control::None, _) => return None,
            (Control::Note, _) => QuestionKind::Field(Field::Note),
            (Control::Trigger, _) => QuestionKind::Field(Field::Acknowledge),
            (Control::Upload, _) => {
                let accepts = match entry.name {
                    "audio" => FileKind::Audio,
                    "video" => FileKind::Video,
                    "file" => FileKind::Any,
                    _ => FileKind::Picture,
                };
                QuestionKind::Photo { least: u32::from(item.bind.contains_key("required")), accepts }
            }
            (Control::Range, _) => QuestionKind::Field(scale(item)),
            (Control::Input, "int") => QuestionKind::Field(Field::Integer),
            (Control::Input, "decimal") => self.number(item),
            (Control::Input, "date") if item.appearance.contains("month-year") => QuestionKind::Field(Field::Month),
            (Control::Input, "date") => QuestionKind::Date { rule: self.date_rule(item) },
            (Control::Input, "time") => QuestionKind::Field(Field::Time),
            (Control::Input, "dateTime") => QuestionKind::Field(Field::DateTime),
            (Control::Input, "geopoint") => QuestionKind::Field(Field::Position),
            (Control::Input, _) if self.has_text_type(item) => QuestionKind::Text,
            (Control::Input, _) => QuestionKind::Field(Field::Text),
        })
    }

    /// Whether a text is a question of an audit rather than a field of a form.
    fn has_text_type(&self, item: &Item) -> bool {
        self.cells.text(item, columns::CODE).is_some()
    }

    fn select(&mut self, item: &Item, mode: SelectMode, list: &ChoiceSource) -> QuestionKind {
        let options = self.options(item, list);
        match mode {
            SelectMode::One => QuestionKind::Choice { failing: self.failing(item, list), options },
            SelectMode::Multiple => QuestionKind::Multi {
                options,
                least: self.cells.number(item, columns::LEAST, 1000, self.problems),
                wanted: words(self.cells.text(item, columns::WANTED)),
            },
            SelectMode::Rank => QuestionKind::Rank { options },
        }
    }

    fn choices(&self, list: &ChoiceSource) -> &[Choice] {
        let found = match list {
            ChoiceSource::List(name) => self.form.choices.get(name),
            ChoiceSource::External(name) => self.form.external_choices.get(name),
            ChoiceSource::File(_) | ChoiceSource::Answers(_) => None,
        };
        found.map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn options(&self, item: &Item, list: &ChoiceSource) -> Vec<ChoiceOption> {
        let in_file = self.instances.choices_in_file(item).into_iter();
        let in_file =
            in_file.map(|choice| ChoiceOption { label: BilingualText::same(&choice.label), code: choice.value });
        let option = |choice: &Choice| {
            let label = self.languages.text(&choice.label);
            let label = if label.en.is_empty() { BilingualText::same(&choice.name) } else { label };
            ChoiceOption { code: choice.name.clone(), label }
        };
        self.choices(list).iter().map(option).chain(in_file).collect()
    }

    fn failing(&mut self, item: &Item, list: &ChoiceSource) -> Vec<(String, Option<Severity>)> {
        let cells = self.choices(list).iter().filter_map(|choice| {
            let said = choice.extra.get(columns::FAILS)?;
            Some((choice.name.clone(), said.trim().to_owned()))
        });
        let mut failing = Vec::new();
        for (code, said) in cells.collect::<Vec<_>>() {
            match (said.as_str(), super::cell::code::<Severity>(&said)) {
                ("yes", _) => failing.push((code, None)),
                (_, Some(severity)) => failing.push((code, Some(severity))),
                ("no" | "", None) => {}
                (_, None) => {
                    self.cells.wrong(item, columns::FAILS, &said, "yes, critical, major, minor", self.problems)
                }
            }
        }
        failing
    }

    fn quiz(&mut self, item: &Item, list: &ChoiceSource) -> QuestionKind {
        let is_correct = |choice: &&Choice| choice.extra.get(columns::CORRECT).is_some_and(|said| said.trim() == "yes");
        let correct: Vec<String> =
            self.choices(list).iter().filter(is_correct).map(|choice| choice.name.clone()).collect();
        if correct.is_empty() {
            self.cells.fault(item, columns::CORRECT, Fault::AuditIncomplete, columns::CORRECT, self.problems);
        }
        QuestionKind::Quiz(Quiz {
            options: self.options(item, list),
            correct,
            points: self.cells.number(item, columns::POINTS, 1000, self.problems).unwrap_or(1),
            critical: self.cells.yes(item, columns::CRITICAL, self.problems),
            explanation: self.languages.text(&item.hint),
        })
    }

    fn number(&mut self, item: &Item) -> QuestionKind {
        let unit = self.cells.text(item, columns::UNIT).unwrap_or_default().to_owned();
        let has = |column: &str| self.cells.text(item, column).is_some();
        let (at_most, at_least) = (has(columns::AT_MOST), has(columns::AT_LEAST));
        if !at_most && !at_least {
            return QuestionKind::Number { unit, rule: None };
        }
        let near_by = self.cells.decimal(item, columns::NEAR_BY, self.problems);
        let verification = self.verification(item);
        QuestionKind::Number { unit, rule: Some(NumberRule { at_most, at_least, near_by, verification }) }
    }

    pub(super) fn verification(&mut self, item: &Item) -> Verification {
        let known = "verified, to_be_confirmed, superseded";
        let own = self.cells.code(item, columns::VERIFICATION, known, self.problems);
        own.unwrap_or(Verification::Verified)
    }

    fn date_rule(&mut self, item: &Item) -> Option<DateRule> {
        let text = self.cells.text(item, columns::DATE)?;
        let rule = match text.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["not_past"] => Some(DateRule::NotPast),
            ["not_older_than_months", months] => months.parse().ok().map(DateRule::NotOlderThanMonths),
            _ => None,
        };
        if rule.is_none() {
            self.cells.wrong(item, columns::DATE, text, "not_past, not_older_than_months 12", self.problems);
        }
        rule
    }

    fn sampled(&mut self, item: &Item) -> QuestionKind {
        let part = |name: &str| item.items.iter().find(|part| part.name == name);
        for name in [Question::CHECKED, Question::FAILED] {
            if part(name).is_none() {
                self.cells.fault(item, columns::KIND, Fault::AuditIncomplete, name, self.problems);
            }
        }
        let hint = |name: &str| part(name).map(|part| self.languages.text(&part.hint));
        let critical = hint(Question::CRITICAL_ROW).filter(|hint| *hint != BilingualText::default());
        let failing = hint(Question::FAILED).unwrap_or_default();
        let known = "shares, never_isolated, every_failure";
        QuestionKind::Sampled {
            table: self.cells.text(item, columns::TABLE).unwrap_or("tally").to_owned(),
            flags: words(self.cells.text(item, columns::FLAGS)),
            sampling: self.cells.code(item, columns::SAMPLING, known, self.problems).unwrap_or(Sampling::EveryFailure),
            failing,
            critical,
        }
    }

    fn reading(&mut self, item: &Item) -> QuestionKind {
        if item.items.iter().all(|part| part.name != Question::READING_NODES[0]) {
            self.cells.fault(item, columns::KIND, Fault::AuditIncomplete, Question::READING_NODES[0], self.problems);
        }
        if self.cells.text(item, columns::QUANTITY).is_none() {
            self.cells.fault(item, columns::QUANTITY, Fault::AuditIncomplete, columns::QUANTITY, self.problems);
        }
        let text = |column: &str| self.cells.text(item, column).unwrap_or_default().to_owned();
        QuestionKind::Reading(Measurand {
            quantity: text(columns::QUANTITY),
            medium: text(columns::MEDIUM),
            unit: text(columns::UNIT),
            oxygen: self.cells.yes(item, columns::OXYGEN, self.problems),
        })
    }
}

fn words(text: Option<&str>) -> Vec<String> {
    text.into_iter().flat_map(str::split_whitespace).map(str::to_owned).collect()
}

/// The scale of a range; from 0 to 10 by 1 where it does not say (XLSForm reference, Range).
fn scale(item: &Item) -> Field {
    let get = |name: &str, usual: u32| {
        item.parameters.get(name).and_then(|text| Ratio::parse(text.trim())).unwrap_or_else(|| Ratio::whole(usual))
    };
    Field::Scale { start: get("start", 0), end: get("end", 10), step: get("step", 1) }
}
