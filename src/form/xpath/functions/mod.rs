//! The functions: one table, a file for each field.

mod date;
mod form;
mod geo;
mod node;
mod number;
mod text;

use super::context::Context;
use super::error::{Problem, XpathError};
use super::evaluate::{evaluate, nodes};
use super::forest::Spot;
use super::parse::Node;
use super::value::Value;

type Outcome<T> = Result<T, XpathError>;

/// The arguments of a call, evaluated one by one when they are asked for.
pub(super) struct Arguments<'a> {
    name: &'static str,
    nodes: &'a [Node],
    context: &'a Context<'a>,
}

impl Arguments<'_> {
    fn count(&self) -> usize {
        self.nodes.len()
    }

    fn value(&self, place: usize) -> Outcome<Value> {
        self.nodes.get(place).map_or_else(|| Ok(Value::Text(String::new())), |node| evaluate(node, self.context))
    }

    fn text(&self, place: usize) -> Outcome<String> {
        self.value(place).map(|value| self.context.text(&value))
    }

    fn number(&self, place: usize) -> Outcome<f64> {
        self.value(place).map(|value| self.context.number(&value))
    }

    fn truth(&self, place: usize) -> Outcome<bool> {
        self.value(place).map(|value| self.context.truth(&value))
    }

    fn nodes(&self, place: usize) -> Outcome<Vec<Spot>> {
        match self.nodes.get(place) {
            Some(node) => nodes(node, self.context, self.name),
            None => Ok(vec![self.context.node]),
        }
    }

    /// The value of the argument, or of the context node without one.
    fn value_or_context(&self) -> Outcome<Value> {
        if self.count() == 0 { Ok(Value::Nodes(vec![self.context.node])) } else { self.value(0) }
    }

    fn text_or_context(&self) -> Outcome<String> {
        self.value_or_context().map(|value| self.context.text(&value))
    }

    /// What one argument says: of a node-set what the text of each node says, else what the value itself does.
    fn each<T>(&self, place: usize, of_node: impl Fn(String) -> T, of_value: impl Fn(&Value) -> T) -> Outcome<Vec<T>> {
        let value = self.value(place)?;
        Ok(match value.as_nodes() {
            Some(nodes) => nodes.iter().map(|node| of_node(self.context.forest.text(*node))).collect(),
            None => vec![of_value(&value)],
        })
    }

    /// The texts of all arguments from `first` on: of a node-set each node's.
    fn texts_from(&self, first: usize) -> Outcome<Vec<String>> {
        let texts = |place| self.each(place, |text| text, |value| self.context.text(value));
        Ok((first..self.count()).map(texts).collect::<Outcome<Vec<_>>>()?.concat())
    }

    /// The numbers of all arguments: of a node-set each node's.
    fn numbers(&self) -> Outcome<Vec<f64>> {
        let all: Outcome<Vec<Vec<f64>>> = (0..self.count()).map(|place| self.numbers_of(place)).collect();
        Ok(all?.concat())
    }

    /// The numbers of one argument: of a node-set each node's.
    fn numbers_of(&self, place: usize) -> Outcome<Vec<f64>> {
        let number = |value: &Value| self.context.number(value);
        self.each(place, |text| number(&Value::Text(text)), number)
    }

    /// What of one argument is true: of a node-set each node that says so.
    fn truths_of(&self, place: usize) -> Outcome<Vec<bool>> {
        self.each(place, |text| says_true(&text), |value| self.context.truth(value))
    }

    /// What of one argument is true: of a node-set each node that holds a text.
    fn filled(&self, place: usize) -> Outcome<Vec<bool>> {
        self.each(place, |text| !text.is_empty(), |value| self.context.truth(value))
    }

    fn count_true(&self, place: usize) -> Outcome<u32> {
        let count = self.truths_of(place)?.into_iter().filter(|truth| *truth).count();
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    fn refuse(&self, value: impl Into<String>) -> XpathError {
        let problem = Problem::BadArgument { name: self.name.to_owned(), value: value.into() };
        XpathError { span: 0..0, problem }
    }
}

/// Whether a node's text says true: `true`, or a number that is not 0.
fn says_true(text: &str) -> bool {
    let text = text.trim();
    text == "true" || super::value::plain_number(text).is_some_and(|number| number != 0.0)
}

macro_rules! functions {
    ($($variant:ident $name:literal ($least:expr, $most:expr) $run:path;)+) => {
        /// A function of the language.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Function {
            $($variant),+
        }

        impl Function {
            /// The function of this name.
            pub(super) fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }

            /// Its name.
            pub(super) const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
                }
            }

            /// Whether it takes so many arguments.
            pub(super) fn takes(self, count: usize) -> bool {
                match self {
                    $(Self::$variant => ($least..=$most).contains(&count)),+
                }
            }
        }

        /// Calls a function.
        pub(super) fn call(function: Function, nodes: &[Node], context: &Context<'_>) -> Outcome<Value> {
            let arguments = Arguments { name: function.name(), nodes, context };
            match function {
                $(Function::$variant => $run(&arguments)),+
            }
        }
    };
}

/// As many as one likes.
const MANY: usize = usize::MAX;

functions! {
    // XPath 1.0
    Last "last" (0, 0) node::last;
    Position "position" (0, 1) node::position;
    Count "count" (1, 1) node::count;
    Id "id" (1, 1) node::id;
    LocalName "local-name" (0, 1) node::local_name;
    NamespaceUri "namespace-uri" (0, 1) node::namespace_uri;
    Name "name" (0, 1) node::name;
    Lang "lang" (1, 1) node::lang;
    Text "string" (0, 1) text::string;
    Concat "concat" (0, MANY) text::concat;
    StartsWith "starts-with" (2, 2) text::starts_with;
    Contains "contains" (2, 2) text::contains;
    SubstringBefore "substring-before" (2, 2) text::substring_before;
    SubstringAfter "substring-after" (2, 2) text::substring_after;
    Substring "substring" (2, 3) text::substring;
    StringLength "string-length" (0, 1) text::string_length;
    NormalizeSpace "normalize-space" (0, 1) text::normalize_space;
    Translate "translate" (3, 3) text::translate;
    Boolean "boolean" (1, 1) form::boolean;
    Not "not" (1, 1) form::not;
    True "true" (0, 0) form::yes;
    False "false" (0, 0) form::no;
    Number "number" (0, 1) number::number;
    Sum "sum" (1, 1) number::sum;
    Floor "floor" (1, 1) number::floor;
    Ceiling "ceiling" (1, 1) number::ceiling;
    Round "round" (1, 2) number::round;
    // ODK XForms: texts
    Join "join" (1, MANY) text::join;
    Substr "substr" (2, 3) text::substr;
    EndsWith "ends-with" (2, 2) text::ends_with;
    Uuid "uuid" (0, 1) text::uuid;
    Digest "digest" (2, 3) text::digest;
    Base64Decode "base64-decode" (1, 1) text::base64_decode;
    Regex "regex" (2, 2) text::regex;
    // Numbers
    Int "int" (1, 1) number::int;
    Min "min" (1, MANY) number::min;
    Max "max" (1, MANY) number::max;
    Pow "pow" (2, 2) number::pow;
    Log "log" (1, 1) number::log;
    Log10 "log10" (1, 1) number::log10;
    Exp "exp" (1, 1) number::exp;
    Exp10 "exp10" (1, 1) number::exp10;
    Abs "abs" (1, 1) number::abs;
    Sqrt "sqrt" (1, 1) number::sqrt;
    Sin "sin" (1, 1) number::sin;
    Cos "cos" (1, 1) number::cos;
    Tan "tan" (1, 1) number::tan;
    Asin "asin" (1, 1) number::asin;
    Acos "acos" (1, 1) number::acos;
    Atan "atan" (1, 1) number::atan;
    Atan2 "atan2" (2, 2) number::atan2;
    Pi "pi" (0, 0) number::pi;
    Random "random" (0, 0) number::random;
    // Nodes
    Current "current" (0, 0) node::current;
    Instance "instance" (1, 1) node::instance;
    CountNonEmpty "count-non-empty" (1, 1) node::count_non_empty;
    Randomize "randomize" (1, 2) node::randomize;
    IndexedRepeat "indexed-repeat" (3, 7) node::indexed_repeat;
    PullData "pulldata" (4, 4) node::pulldata;
    // Dates
    Today "today" (0, 0) date::today;
    Now "now" (0, 0) date::now;
    Date "date" (1, 1) date::date;
    DateTime "date-time" (1, 1) date::date;
    FormatDate "format-date" (2, 2) date::format_date;
    FormatDateTime "format-date-time" (2, 2) date::format_date;
    DecimalDateTime "decimal-date-time" (1, 1) date::decimal_date_time;
    DecimalDate "decimal-date" (1, 1) date::decimal_date_time;
    DecimalTime "decimal-time" (1, 1) date::decimal_time;
    // Answers
    If "if" (3, 3) form::if_;
    Coalesce "coalesce" (2, MANY) form::coalesce;
    Once "once" (1, 1) form::once;
    BooleanFromString "boolean-from-string" (1, 1) form::boolean_from_string;
    Selected "selected" (2, 2) form::selected;
    SelectedAt "selected-at" (2, 2) form::selected_at;
    CountSelected "count-selected" (1, 1) form::count_selected;
    Checklist "checklist" (2, MANY) form::checklist;
    WeightedChecklist "weighted-checklist" (2, MANY) form::weighted_checklist;
    ChoiceName "jr:choice-name" (2, 2) form::choice_name;
    Itext "jr:itext" (1, 1) form::itext;
    Version "version" (0, 0) form::version;
    // Places on earth
    Area "area" (1, MANY) geo::area;
    Distance "distance" (1, MANY) geo::distance;
    Geofence "geofence" (2, 2) geo::geofence;
}
