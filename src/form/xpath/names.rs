//! What an expression looks for: the names in its paths, and the instances that it looks into.

use super::functions::Function;
use super::parse::{Node, Start, Test};

/// A part of an expression that names something.
enum Part<'a> {
    /// The local name of the nodes that a step of a path looks for.
    Name(&'a str),
    /// A call with its arguments.
    Call(Function, &'a [Node]),
}

/// The local names in the paths of `node`, in their order.
pub(super) fn names(node: &Node) -> Vec<&str> {
    let mut names = Vec::new();
    walk(node, &mut |part| match part {
        Part::Name(name) => names.push(name),
        Part::Call(..) => {}
    });
    names
}

/// The identifiers that `instance()` and `pulldata()` are given as texts, and whether it is `pulldata()`.
pub(super) fn instances(node: &Node) -> Vec<(&str, bool)> {
    let mut found = Vec::new();
    walk(node, &mut |part| {
        if let Part::Call(function @ (Function::Instance | Function::PullData), [Node::Text(id), ..]) = part {
            found.push((id.as_str(), function == Function::PullData));
        }
    });
    found
}

fn walk<'a>(node: &'a Node, visit: &mut impl FnMut(Part<'a>)) {
    match node {
        Node::Text(_) | Node::Number(_) | Node::Reference(..) | Node::Faulty(_) => {}
        Node::Negate(operand) => walk(operand, visit),
        Node::Binary(_, left, right) => {
            walk(left, visit);
            walk(right, visit);
        }
        Node::Call(function, arguments, _) => {
            visit(Part::Call(*function, arguments));
            arguments.iter().for_each(|argument| walk(argument, visit));
        }
        Node::Path(path) => {
            if let Start::Filter(primary, predicates) = &path.start {
                walk(primary, visit);
                predicates.iter().for_each(|predicate| walk(predicate, visit));
            }
            for step in &path.steps {
                if let Test::Name(_, name) = &step.test {
                    visit(Part::Name(name));
                }
                step.predicates.iter().for_each(|predicate| walk(predicate, visit));
            }
        }
    }
}
