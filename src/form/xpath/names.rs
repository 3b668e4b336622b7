//! The names that an expression looks for, whatever the path to them.

use super::parse::{Node, Start, Test};

/// The local names in the paths of `node`, in their order.
pub(super) fn collect<'a>(node: &'a Node, names: &mut Vec<&'a str>) {
    match node {
        Node::Text(_) | Node::Number(_) | Node::Reference(..) | Node::Faulty(_) => {}
        Node::Negate(operand) => collect(operand, names),
        Node::Binary(_, left, right) => {
            collect(left, names);
            collect(right, names);
        }
        Node::Call(_, arguments, _) => arguments.iter().for_each(|argument| collect(argument, names)),
        Node::Path(path) => {
            if let Start::Filter(primary, predicates) = &path.start {
                collect(primary, names);
                predicates.iter().for_each(|predicate| collect(predicate, names));
            }
            for step in &path.steps {
                if let Test::Name(_, name) = &step.test {
                    names.push(name);
                }
                step.predicates.iter().for_each(|predicate| collect(predicate, names));
            }
        }
    }
}
