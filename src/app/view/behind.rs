//! What stands behind the figures of an inspection, as plain values for programs and for lines of text.

use super::InspectionView;
use crate::domain::{BilingualText, SampleExtent};
use crate::form::{
    InspectionIndicator, Measure, Place as NumberPlace, QuizScore, Ratio, SampleProgress, UncountedFlags,
};
use serde::Serialize;

/// A flag that a row raises.
#[derive(Debug, Clone, Serialize)]
pub struct RaisedFlag {
    /// Its code.
    pub code: String,
    /// How bad the row is.
    pub level: &'static str,
    /// What it says.
    pub text: BilingualText,
    /// How far its threshold was checked.
    pub verification: &'static str,
}

/// Flags of a row that no grade counts.
#[derive(Debug, Clone, Serialize)]
pub struct FlaggedRow {
    /// The table.
    pub table: String,
    /// Its title.
    pub title: BilingualText,
    /// The number of the row, from 1; none for all rows together.
    pub row: Option<usize>,
    /// The address of the row.
    pub path: Option<String>,
    /// The flags.
    pub flags: Vec<RaisedFlag>,
}

/// A test question.
#[derive(Debug, Clone, Serialize)]
pub struct TestQuestion {
    /// Its code.
    pub question: String,
    /// What a right answer counts.
    pub points: u32,
    /// Whether nobody passes without it.
    pub critical: bool,
    /// Whether it has an answer.
    pub answered: bool,
    /// Whether that is right; none before the test is finished, so that nobody tries until it fits.
    pub right: Option<bool>,
}

/// What a test came to; points and verdict only once it is finished.
#[derive(Debug, Clone, Serialize)]
pub struct TestResult {
    /// The rule.
    pub rule: &'static str,
    /// Whether every question is answered.
    pub finished: bool,
    /// Questions that are answered.
    pub answered: usize,
    /// Questions.
    pub asked: usize,
    /// Points reached, `47.5`.
    pub points: Option<String>,
    /// Points that can be reached.
    pub most: u32,
    /// The least share of the points that passes, in percent.
    pub pass_least_percent: u32,
    /// Critical questions that are not answered rightly.
    pub critical_missed: Option<u32>,
    /// Whether it is passed.
    pub passed: Option<bool>,
    /// The questions.
    pub questions: Vec<TestQuestion>,
}

/// How far a sample is taken.
#[derive(Debug, Clone, Serialize)]
pub struct SampleLine {
    /// Its code.
    pub sample: String,
    /// The part of the rule set that gave its size.
    pub rule: &'static str,
    /// How many there are; none where nobody said so, or where it does not matter.
    pub population: Option<u32>,
    /// The code of the question, or table and column, that gives it; none where the checklist does not ask.
    pub population_at: Option<String>,
    /// How many have to be looked at; none while the population is not known.
    pub wanted: Option<u32>,
    /// How many were looked at.
    pub recorded: u32,
    /// Where that stands.
    pub recorded_at: String,
    /// Whether enough were looked at; none while nobody knows how many that are.
    pub reached: Option<bool>,
}

/// An indicator with the numbers behind it.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorLine {
    /// Its code.
    pub indicator: &'static str,
    /// The value with two decimals; none where there is nothing to divide by.
    pub value: Option<String>,
    /// `percent` or `ratio`.
    pub measure: &'static str,
    /// What is counted; none where an answer gives the share itself.
    pub numerator: Option<String>,
    /// What it is a part of.
    pub denominator: Option<String>,
    /// The code of the question, or the table.
    pub place: String,
    /// Whether it may leave for the site: not where too few people are counted.
    pub for_the_site: bool,
}

impl InspectionView {
    /// How far samples are taken.
    #[must_use]
    pub fn sample_lines(&self) -> Vec<SampleLine> {
        let line = |sample: &SampleProgress| SampleLine {
            sample: sample.code.clone(),
            rule: match sample.extent {
                SampleExtent::Sample | SampleExtent::Individual => "sample_size",
                SampleExtent::All | SampleExtent::AtLeast(_) => "samples",
            },
            population: sample.population,
            population_at: sample.population_at.map(|place| self.place_code(place)),
            wanted: sample.wanted,
            recorded: sample.recorded,
            recorded_at: self.place_code(sample.recorded_at),
            reached: sample.is_reached(),
        };
        self.evaluation.samples.iter().map(line).collect()
    }

    /// The indicators whose numbers are recorded.
    #[must_use]
    pub fn indicator_lines(&self) -> Vec<IndicatorLine> {
        let line = |own: &InspectionIndicator| {
            let number = |number: Ratio| (!own.as_answered).then(|| number.decimal());
            IndicatorLine {
                indicator: own.value.indicator.code(),
                value: own.value.text(),
                measure: match own.value.indicator.measure() {
                    Measure::Percent => "percent",
                    Measure::Ratio => "ratio",
                },
                numerator: number(own.value.numerator),
                denominator: number(own.value.denominator),
                place: self.place_code(own.place),
                for_the_site: !own.small,
            }
        };
        self.evaluation.indicators.iter().map(line).collect()
    }

    /// A place by the code of its question, or the names of its table and column.
    fn place_code(&self, place: NumberPlace) -> String {
        let table = |at: usize| self.template.tables.get(at);
        let code = match place {
            NumberPlace::Question(index) => self.template.questions.get(index).map(|question| question.code.clone()),
            NumberPlace::Table(at) => table(at).map(|table| table.name.clone()),
            NumberPlace::Column(at, column) => table(at)
                .and_then(|table| table.columns.get(column).map(|column| format!("{}/{}", table.name, column.name))),
        };
        code.unwrap_or_default()
    }

    /// The rows with flags that no grade counts.
    #[must_use]
    pub fn flags_to_look_at(&self) -> Vec<FlaggedRow> {
        self.evaluation.uncounted.iter().filter_map(|found| self.flagged_row(found)).collect()
    }

    fn flagged_row(&self, found: &UncountedFlags) -> Option<FlaggedRow> {
        let table = self.template.tables.get(found.table)?;
        let row = found.row.and_then(|row| self.evaluation.tables.get(found.table)?.rows.get(row));
        let flags = found.flags.iter().filter_map(|flag| table.flags.get(*flag)).map(|flag| RaisedFlag {
            code: flag.code.clone(),
            level: flag.level.code(),
            text: flag.text.clone(),
            verification: flag.verification.code(),
        });
        Some(FlaggedRow {
            table: table.name.clone(),
            title: table.title.clone(),
            row: found.row.map(|row| row + 1),
            path: row.map(|row| row.path.to_string()),
            flags: flags.collect(),
        })
    }

    /// What the test came to, where the checklist has test questions.
    #[must_use]
    pub fn test(&self) -> Option<TestResult> {
        self.evaluation.quiz.as_ref().map(|quiz| self.test_result(quiz))
    }

    fn test_result(&self, quiz: &QuizScore) -> TestResult {
        let finished = quiz.finished();
        let questions = quiz.answers.iter().filter_map(|answer| {
            Some(TestQuestion {
                question: self.template.questions.get(answer.question)?.code.clone(),
                points: answer.points,
                critical: answer.critical,
                answered: answer.answered,
                right: finished.then_some(answer.right),
            })
        });
        TestResult {
            rule: "training",
            finished,
            answered: quiz.answered(),
            asked: quiz.answers.len(),
            points: finished.then(|| quiz.points()),
            most: quiz.most,
            pass_least_percent: quiz.pass_least_percent,
            critical_missed: finished.then_some(quiz.critical_missed),
            passed: finished.then_some(quiz.passed),
            questions: questions.collect(),
        }
    }
}
