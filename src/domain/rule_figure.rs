//! Samples and indicators of an inspection: where in a checklist their numbers stand.
//!
//! Questions and tables are named by their nodes, which the built-in checklists share. What a checklist does not have is
//! passed over, so that any checklist can be read by any rule set.

use serde::{Deserialize, Serialize};

/// Where a number stands; of several the first that has one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case", deny_unknown_fields)]
pub enum Source {
    /// The answer to a question.
    Question {
        /// Its name.
        question: String,
    },
    /// The sum of a column.
    Sum {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// How many rows there are.
    Rows {
        /// The table.
        table: String,
        /// What holds of the rows that count.
        #[serde(default, rename = "where")]
        conditions: Vec<RowCondition>,
    },
    /// How many unlike values a column has.
    Distinct {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
}

/// What holds of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowCondition {
    /// This column has a value.
    pub column: String,
    /// The value is one of these; any without them.
    #[serde(default)]
    pub one_of: Vec<String>,
    /// The value is a number of at least this.
    #[serde(default)]
    pub at_least: Option<u32>,
    /// The value is a number of at most this.
    #[serde(default)]
    pub at_most: Option<u32>,
}

/// How large a sample has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SampleExtent {
    /// By the sample size for the population.
    Sample,
    /// The part of that size that is with one person alone.
    Individual,
    /// The whole population.
    All,
    /// So many, whatever the population.
    AtLeast(u32),
}

/// Something of which a sample is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SamplePlan {
    /// Its code, `interviews`.
    pub code: String,
    /// How large the sample has to be.
    pub extent: SampleExtent,
    /// Where the population stands.
    #[serde(default)]
    pub population: Vec<Source>,
    /// Where it stands how many were looked at.
    pub recorded: Vec<Source>,
}

/// Where an indicator is taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case", deny_unknown_fields)]
pub enum IndicatorSource {
    /// Columns of a table, summed over the rows that have all of them; of several parts the lowest of each row.
    Columns {
        /// The table.
        table: String,
        /// What is counted.
        part: Vec<String>,
        /// What it is a part of.
        whole: String,
    },
    /// Rows of a table.
    Rows {
        /// The table.
        table: String,
        /// What holds of the rows that are counted, besides what holds of the whole.
        part: Vec<RowCondition>,
        /// A flag that is not raised on the rows that are counted.
        #[serde(default)]
        without_flag: Option<String>,
        /// What holds of the rows that it is a part of.
        #[serde(default)]
        whole: Vec<RowCondition>,
    },
    /// The answer to a question, in percent.
    Percent {
        /// Its name.
        question: String,
    },
    /// Each reading and the limit that decides.
    Readings {},
}

/// An indicator that an inspection can give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorPlan {
    /// Its code, `kpi.rural_share`.
    pub code: String,
    /// Whether it counts people, of whom few are never shown as a number of their own.
    #[serde(default)]
    pub counts_people: bool,
    /// Where it is taken from: the first place that has it.
    pub sources: Vec<IndicatorSource>,
}
