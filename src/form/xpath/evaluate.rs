//! From a tree to a value: paths, predicates and operators (XPath 1.0, 2 and 3).

use super::axis::step;
use super::context::Context;
use super::error::{Problem, XpathError};
use super::forest::Spot;
use super::functions::call;
use super::parse::{Axis, Node, Operator, Path, Start};
use super::value::Value;

type Outcome<T> = Result<T, XpathError>;

/// What `node` comes to.
pub(super) fn evaluate(node: &Node, context: &Context<'_>) -> Outcome<Value> {
    match node {
        Node::Text(text) => Ok(Value::Text(text.clone())),
        Node::Number(number) => Ok(Value::Number(*number)),
        Node::Reference(place, name) => context.reference(*place, name).map(Value::Nodes),
        Node::Negate(operand) => {
            let value = evaluate(operand, context)?;
            Ok(Value::Number(-context.number(&value)))
        }
        Node::Binary(operator, left, right) => binary(*operator, left, right, context),
        Node::Call(function, arguments, span) => call(*function, arguments, context).map_err(|error| {
            let span = if error.span.is_empty() { span.clone() } else { error.span };
            XpathError { span, ..error }
        }),
        Node::Faulty(fault) => Err((**fault).clone()),
        Node::Path(path) => nodes_of_path(path, context).map(Value::Nodes),
    }
}

/// The nodes that an expression comes to, for what can be done with nodes alone.
pub(super) fn nodes(node: &Node, context: &Context<'_>, name: &str) -> Outcome<Vec<Spot>> {
    match evaluate(node, context)? {
        Value::Nodes(nodes) => Ok(nodes),
        Value::Text(_) | Value::Number(_) | Value::Days(_) | Value::Boolean(_) | Value::Date(_) | Value::NoDate => {
            Err(XpathError { span: 0..0, problem: Problem::NeedsNodes { name: name.to_owned() } })
        }
    }
}

/// Whether the evaluation may go on.
pub(super) fn go_on(context: &Context<'_>) -> Outcome<()> {
    if context.forest.is_exhausted() {
        return Err(XpathError { span: 0..0, problem: Problem::TooComplex });
    }
    Ok(())
}

fn nodes_of_path(path: &Path, context: &Context<'_>) -> Outcome<Vec<Spot>> {
    let mut nodes = match &path.start {
        Start::Root => vec![context.root],
        Start::Context => vec![context.node],
        Start::Filter(primary, predicates) => {
            let mut nodes = self::nodes(primary, context, "/")?;
            for predicate in predicates {
                nodes = filter(nodes, predicate, context)?;
            }
            nodes
        }
    };
    for own in &path.steps {
        let mut next: Vec<Spot> = Vec::new();
        for node in &nodes {
            go_on(context)?;
            let mut found = step(context.forest, *node, own.axis, &own.test);
            for predicate in &own.predicates {
                found = filter(found, predicate, context)?;
            }
            if own.axis.is_reverse() {
                found.reverse();
            }
            next.append(&mut found);
        }
        if nodes.len() > 1 && own.axis != Axis::Attribute {
            put_in_order(&mut next, context);
        }
        nodes = next;
    }
    Ok(nodes)
}

/// Nodes once each, in the order of the document.
pub(super) fn put_in_order(nodes: &mut Vec<Spot>, context: &Context<'_>) {
    // Each comparison goes up to the root.
    let depth = nodes.last().map_or(0, |node| context.forest.tree(*node).depth(node.node));
    context.forest.count_work(nodes.len() * (4 + depth) / 4);
    let in_order = nodes.windows(2).all(|pair| context.forest.order(pair[0], pair[1]).is_lt());
    if !in_order {
        nodes.sort_by(|left, right| context.forest.order(*left, *right));
        nodes.dedup();
    }
}

/// The nodes for which a predicate holds; a number is a position among them, in the order in which they are given.
fn filter(nodes: Vec<Spot>, predicate: &Node, context: &Context<'_>) -> Outcome<Vec<Spot>> {
    let size = nodes.len();
    if let Node::Number(number) = predicate {
        return Ok(nodes
            .into_iter()
            .enumerate()
            .filter(|(place, _)| is_place(*number, *place))
            .map(|(_, n)| n)
            .collect());
    }
    let mut kept = Vec::with_capacity(size);
    for (place, node) in nodes.into_iter().enumerate() {
        go_on(context)?;
        context.forest.count_work(1);
        let inner = context.at(node, place + 1, size);
        let holds = match evaluate(predicate, &inner)? {
            Value::Number(number) | Value::Days(number) => is_place(number, place),
            value @ (Value::Nodes(_) | Value::Text(_) | Value::Boolean(_) | Value::Date(_) | Value::NoDate) => {
                inner.truth(&value)
            }
        };
        if holds {
            kept.push(node);
        }
    }
    Ok(kept)
}

#[expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "places are small whole numbers")]
fn is_place(number: f64, place: usize) -> bool {
    number == (place + 1) as f64
}

fn binary(operator: Operator, left: &Node, right: &Node, context: &Context<'_>) -> Outcome<Value> {
    let truth = |node: &Node| evaluate(node, context).map(|value| context.truth(&value));
    let number = |node: &Node| evaluate(node, context).map(|value| context.number(&value));
    Ok(match operator {
        Operator::Or => Value::Boolean(truth(left)? || truth(right)?),
        Operator::And => Value::Boolean(truth(left)? && truth(right)?),
        Operator::Equal
        | Operator::NotEqual
        | Operator::Less
        | Operator::LessOrEqual
        | Operator::Greater
        | Operator::GreaterOrEqual => {
            Value::Boolean(compare(operator, &evaluate(left, context)?, &evaluate(right, context)?, context)?)
        }
        Operator::Add => Value::Number(number(left)? + number(right)?),
        Operator::Subtract => Value::Number(number(left)? - number(right)?),
        Operator::Multiply => Value::Number(number(left)? * number(right)?),
        Operator::Divide => Value::Number(number(left)? / number(right)?),
        Operator::Modulo => Value::Number(number(left)? % number(right)?),
        Operator::Union => {
            let mut all = nodes(left, context, "|")?;
            all.extend(nodes(right, context, "|")?);
            put_in_order(&mut all, context);
            Value::Nodes(all)
        }
    })
}

/// Compares two values; with nodes, whether any of them compares (XPath 1.0, 3.4). A date compares by its moment.
///
/// The order of nodes and a truth is that of each node's number, as the field's engines have it, not of whether there
/// are nodes.
fn compare(operator: Operator, left: &Value, right: &Value, context: &Context<'_>) -> Outcome<bool> {
    let any = |nodes: &[Spot], compare: &dyn Fn(&Value) -> Outcome<bool>| {
        for node in nodes {
            go_on(context)?;
            if compare(&Value::Text(context.forest.text(*node)))? {
                return Ok(true);
            }
        }
        Ok(false)
    };
    match (left, right) {
        (Value::Boolean(_), _) | (_, Value::Boolean(_)) if is_equality(operator) => {
            Ok((context.truth(left) == context.truth(right)) == (operator == Operator::Equal))
        }
        (Value::Nodes(nodes), _) => any(nodes, &|text| compare(operator, text, right, context)),
        (_, Value::Nodes(nodes)) => any(nodes, &|text| compare(operator, left, text, context)),
        (Value::Text(left), Value::Text(right)) if is_equality(operator) => {
            Ok((left == right) == (operator == Operator::Equal))
        }
        _ => Ok(numbers(operator, context.number(left), context.number(right))),
    }
}

const fn is_equality(operator: Operator) -> bool {
    matches!(operator, Operator::Equal | Operator::NotEqual)
}

#[expect(clippy::float_cmp, reason = "XPath compares numbers exactly")]
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
        | Operator::Modulo
        | Operator::Union => left == right,
    }
}
