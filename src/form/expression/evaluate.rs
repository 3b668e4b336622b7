//! From a tree to a value: operators of XPath 1.0 (3.3 to 3.5).

use super::Scope;
use super::functions::{call, matches};
use super::parse::Node;
use super::token::Operator;
use super::value::Value;

/// What `node` comes to in `scope`. Never fails: what cannot be computed is NaN, an empty text or false.
pub(super) fn evaluate<'a>(node: &'a Node, scope: &'a dyn Scope) -> Value<'a> {
    match node {
        Node::Text(text) => Value::Text(text.as_str().into()),
        Node::Number(number) => Value::Number(*number),
        Node::Reference(reference) => Value::Nodes(vec![scope.value(*reference)]),
        Node::Current => Value::Nodes(vec![scope.current()]),
        Node::Negate(operand) => Value::Number(-evaluate(operand, scope).number()),
        Node::Chain(first, rest) => chain(first, rest, scope),
        Node::Call(function, arguments) => call(*function, arguments, scope),
        Node::Match(text, pattern) => Value::Boolean(matches(pattern, &evaluate(text, scope).into_text())),
    }
}

fn chain<'a>(first: &'a Node, rest: &'a [(Operator, Node)], scope: &'a dyn Scope) -> Value<'a> {
    let mut left = evaluate(first, scope);
    for (operator, right) in rest {
        left = match operator {
            Operator::Or => Value::Boolean(left.truth() || evaluate(right, scope).truth()),
            Operator::And => Value::Boolean(left.truth() && evaluate(right, scope).truth()),
            Operator::Equal
            | Operator::NotEqual
            | Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => Value::Boolean(compare(*operator, &left, &evaluate(right, scope))),
            Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide | Operator::Modulo => {
                Value::Number(arithmetic(*operator, left.number(), evaluate(right, scope).number()))
            }
        };
    }
    left
}

fn arithmetic(operator: Operator, left: f64, right: f64) -> f64 {
    match operator {
        Operator::Subtract => left - right,
        Operator::Multiply => left * right,
        Operator::Divide => left / right,
        Operator::Modulo => left % right,
        Operator::Add
        | Operator::Or
        | Operator::And
        | Operator::Equal
        | Operator::NotEqual
        | Operator::Less
        | Operator::LessOrEqual
        | Operator::Greater
        | Operator::GreaterOrEqual => left + right,
    }
}

/// Compares two values; with nodes, whether any of them compares (XPath 1.0, 3.4).
fn compare(operator: Operator, left: &Value<'_>, right: &Value<'_>) -> bool {
    match (left, right) {
        (Value::Boolean(_), _) | (_, Value::Boolean(_)) if equality(operator) => {
            numbers(operator, truth_number(left), truth_number(right))
        }
        (Value::Nodes(nodes), _) => nodes.iter().any(|node| compare(operator, &Value::Text((*node).into()), right)),
        (_, Value::Nodes(nodes)) => nodes.iter().any(|node| compare(operator, left, &Value::Text((*node).into()))),
        (Value::Text(left), Value::Text(right)) if equality(operator) => {
            (left == right) == (operator == Operator::Equal)
        }
        _ => numbers(operator, left.number(), right.number()),
    }
}

const fn equality(operator: Operator) -> bool {
    matches!(operator, Operator::Equal | Operator::NotEqual)
}

fn truth_number(value: &Value<'_>) -> f64 {
    f64::from(u8::from(value.truth()))
}

#[allow(clippy::float_cmp, reason = "XPath compares numbers exactly")]
fn numbers(operator: Operator, left: f64, right: f64) -> bool {
    match operator {
        Operator::NotEqual => left != right,
        Operator::Less => left < right,
        Operator::LessOrEqual => left <= right,
        Operator::Greater => left > right,
        Operator::GreaterOrEqual => left >= right,
        Operator::Equal
        | Operator::Or
        | Operator::And
        | Operator::Add
        | Operator::Subtract
        | Operator::Multiply
        | Operator::Divide
        | Operator::Modulo => left == right,
    }
}
