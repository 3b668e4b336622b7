//! From tokens to a tree (XPath 1.0, 2 and 3).

use super::error::{Problem, XpathError};
use super::functions::Function;
use super::token::{Placed, Token, tokens};
use std::ops::Range;

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Text(String),
    Number(f64),
    /// `${name}`: the place of the name in the expression's list.
    Reference(usize, String),
    Negate(Box<Node>),
    /// Operators of one rank from the left.
    Binary(Operator, Box<Node>, Box<Node>),
    Call(Function, Vec<Node>, Range<usize>),
    /// A call that cannot succeed: an error once it is made, so that a branch never taken does no harm.
    Faulty(Box<XpathError>),
    Path(Box<Path>),
}

/// An operator between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Union,
}

/// Where a path begins.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Start {
    /// At the root of the main document.
    Root,
    /// At the context node.
    Context,
    /// At the nodes of an expression, filtered.
    Filter(Node, Vec<Node>),
}

/// A location path.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Path {
    pub(super) start: Start,
    pub(super) steps: Vec<Step>,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    pub(super) axis: Axis,
    pub(super) test: Test,
    pub(super) predicates: Vec<Node>,
}

/// In which direction a step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Axis {
    Child,
    Descendant,
    Parent,
    Ancestor,
    FollowingSibling,
    PrecedingSibling,
    Following,
    Preceding,
    Attribute,
    Namespace,
    Own,
    DescendantOrSelf,
    AncestorOrSelf,
}

impl Axis {
    const NAMES: [(&'static str, Self); 13] = [
        ("child", Self::Child),
        ("descendant", Self::Descendant),
        ("parent", Self::Parent),
        ("ancestor", Self::Ancestor),
        ("following-sibling", Self::FollowingSibling),
        ("preceding-sibling", Self::PrecedingSibling),
        ("following", Self::Following),
        ("preceding", Self::Preceding),
        ("attribute", Self::Attribute),
        ("namespace", Self::Namespace),
        ("self", Self::Own),
        ("descendant-or-self", Self::DescendantOrSelf),
        ("ancestor-or-self", Self::AncestorOrSelf),
    ];

    /// Whether the nodes nearest to the context come first, against the order of the document.
    pub(super) const fn is_reverse(self) -> bool {
        matches!(self, Self::Ancestor | Self::AncestorOrSelf | Self::Preceding | Self::PrecedingSibling)
    }
}

/// Which nodes of an axis are meant.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    /// `*`.
    Any,
    /// `prefix:*`.
    Prefix(String),
    /// `name` or `prefix:name`.
    Name(Option<String>, String),
    /// `node()`.
    Node,
    /// `text()`.
    Text,
    /// `comment()`.
    Comment,
    /// `processing-instruction()` with or without a target.
    Instruction(Option<String>),
}

/// An expression, the names that it refers to, and what it calls in vain.
pub(super) struct Parsed {
    pub(super) root: Node,
    pub(super) references: Vec<(String, Range<usize>)>,
    /// Calls that cannot succeed.
    pub(super) faults: Vec<XpathError>,
}

/// Deeper nesting than any checklist has.
const MOST_DEPTH: usize = 100;
/// Longer than any checklist has, in tokens.
const MOST_TOKENS: usize = 50_000;
/// More than any checklist has: each may add a level to the tree, which is walked by recursion.
const MOST_OPERATORS: usize = 1_000;

/// Reads an expression.
pub(super) fn parse(source: &str) -> Result<Parsed, XpathError> {
    let tokens = tokens(source)?;
    let whole = 0..source.len();
    if tokens.len() > MOST_TOKENS {
        return Err(XpathError { span: whole, problem: Problem::TooComplex });
    }
    let mut parser =
        Parser { tokens, at: 0, depth: 0, operators: 0, end: source.len(), references: Vec::new(), faults: Vec::new() };
    let root = parser.expression()?;
    match parser.peek() {
        Some(_) => Err(parser.unexpected()),
        None => Ok(Parsed { root, references: parser.references, faults: parser.faults }),
    }
}

struct Parser {
    tokens: Vec<Placed>,
    at: usize,
    depth: usize,
    operators: usize,
    end: usize,
    references: Vec<(String, Range<usize>)>,
    faults: Vec<XpathError>,
}

/// The operators by rank, loosest first.
const RANKS: [&[(&str, Operator)]; 6] = [
    &[("or", Operator::Or)],
    &[("and", Operator::And)],
    &[("=", Operator::Equal), ("!=", Operator::NotEqual)],
    &[("<", Operator::Less), ("<=", Operator::LessOrEqual), (">", Operator::Greater), (">=", Operator::GreaterOrEqual)],
    &[("+", Operator::Add), ("-", Operator::Subtract)],
    &[("*", Operator::Multiply), ("div", Operator::Divide), ("mod", Operator::Modulo)],
];

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|placed| &placed.token)
    }

    fn span(&self) -> Range<usize> {
        self.tokens.get(self.at).map_or(self.end..self.end, |placed| placed.span.clone())
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).map(|placed| placed.token.clone());
        self.at += 1;
        token
    }

    fn is(&self, mark: &str) -> bool {
        matches!(self.peek(), Some(Token::Mark(own)) if *own == mark)
    }

    fn eat(&mut self, mark: &str) -> bool {
        let is = self.is(mark);
        self.at += usize::from(is);
        is
    }

    fn expect(&mut self, mark: &str) -> Result<(), XpathError> {
        if self.eat(mark) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn error(&self, problem: Problem) -> XpathError {
        XpathError { span: self.span(), problem }
    }

    fn unexpected(&self) -> XpathError {
        let problem = match self.peek() {
            None => Problem::UnexpectedEnd,
            Some(token) => Problem::UnexpectedToken { found: shown(token) },
        };
        self.error(problem)
    }

    fn expression(&mut self) -> Result<Node, XpathError> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(self.error(Problem::TooComplex));
        }
        let node = self.rank(0)?;
        self.depth -= 1;
        Ok(node)
    }

    fn rank(&mut self, rank: usize) -> Result<Node, XpathError> {
        let Some(operators) = RANKS.get(rank) else { return self.unary() };
        let mut left = self.rank(rank + 1)?;
        while let Some(Token::Operator(word)) = self.peek()
            && let Some((_, operator)) = operators.iter().find(|(name, _)| name == word)
        {
            self.at += 1;
            let right = self.rank(rank + 1)?;
            left = self.operator(*operator, left, right)?;
        }
        Ok(left)
    }

    fn operator(&mut self, operator: Operator, left: Node, right: Node) -> Result<Node, XpathError> {
        self.operators += 1;
        if self.operators > MOST_OPERATORS {
            return Err(self.error(Problem::TooComplex));
        }
        Ok(Node::Binary(operator, Box::new(left), Box::new(right)))
    }

    fn unary(&mut self) -> Result<Node, XpathError> {
        let mut negative = 0_usize;
        while matches!(self.peek(), Some(Token::Operator("-"))) {
            self.at += 1;
            negative += 1;
        }
        let node = self.union()?;
        let negate = |node| Node::Negate(Box::new(node));
        Ok(match negative {
            0 => node,
            odd if odd % 2 == 1 => negate(node),
            // Two make a number of it.
            _ => negate(negate(node)),
        })
    }

    fn union(&mut self) -> Result<Node, XpathError> {
        let mut left = self.path()?;
        while matches!(self.peek(), Some(Token::Operator("|"))) {
            self.at += 1;
            let right = self.path()?;
            left = self.operator(Operator::Union, left, right)?;
        }
        Ok(left)
    }

    /// A location path, or a primary expression with what follows it.
    fn path(&mut self) -> Result<Node, XpathError> {
        let start = if self.is("/") || self.is("//") {
            Start::Root
        } else if self.begins_step() {
            Start::Context
        } else {
            let primary = self.primary()?;
            let predicates = self.predicates()?;
            if predicates.is_empty() && !self.is("/") && !self.is("//") {
                return Ok(primary);
            }
            Start::Filter(primary, predicates)
        };
        let mut steps = Vec::new();
        let mut step_owed = matches!(start, Start::Context);
        loop {
            if self.eat("//") {
                steps.push(Step { axis: Axis::DescendantOrSelf, test: Test::Node, predicates: Vec::new() });
                step_owed = true;
            } else if self.eat("/") {
                // The root alone is a path; everywhere else a step follows.
                step_owed = !(steps.is_empty() && matches!(start, Start::Root));
            } else if !(steps.is_empty() && matches!(start, Start::Context)) {
                break;
            }
            if self.begins_step() {
                steps.push(self.step()?);
                step_owed = false;
            } else if step_owed {
                return Err(self.unexpected());
            } else {
                break;
            }
        }
        if step_owed {
            return Err(self.unexpected());
        }
        Ok(Node::Path(Box::new(Path { start, steps })))
    }

    /// Whether a step of a path begins here and not a primary expression: a name followed by `(` is a function,
    /// unless it is the name of a kind of node.
    fn begins_step(&self) -> bool {
        match self.peek() {
            Some(Token::Mark(mark)) => matches!(*mark, "." | ".." | "@" | "*"),
            Some(Token::PrefixAny(_)) => true,
            Some(Token::Name(prefix, name)) => {
                let called = matches!(self.tokens.get(self.at + 1), Some(Placed { token: Token::Mark("("), .. }));
                !called || (prefix.is_none() && is_node_type(name))
            }
            Some(Token::Text(_) | Token::Number(_) | Token::Reference(_) | Token::Operator(_)) | None => false,
        }
    }

    fn step(&mut self) -> Result<Step, XpathError> {
        for (mark, axis) in [("..", Axis::Parent), (".", Axis::Own)] {
            if self.eat(mark) {
                // Abbreviations take no predicates in XPath 1.0; engines of the field accept them.
                let predicates = self.predicates()?;
                return Ok(Step { axis, test: Test::Node, predicates });
            }
        }
        let mut axis = if self.eat("@") { Axis::Attribute } else { Axis::Child };
        if let (Some(Token::Name(None, name)), Some(Placed { token: Token::Mark("::"), .. })) =
            (self.peek().cloned(), self.tokens.get(self.at + 1))
        {
            let known = Axis::NAMES.iter().find(|(own, _)| *own == name);
            axis = known.ok_or_else(|| self.error(Problem::UnknownAxis { name }))?.1;
            self.at += 2;
        }
        let test = self.test()?;
        let predicates = self.predicates()?;
        Ok(Step { axis, test, predicates })
    }

    fn test(&mut self) -> Result<Test, XpathError> {
        if self.eat("*") {
            return Ok(Test::Any);
        }
        match self.peek().cloned() {
            Some(Token::PrefixAny(prefix)) => {
                self.at += 1;
                Ok(Test::Prefix(prefix))
            }
            Some(Token::Name(prefix, name)) => {
                self.at += 1;
                if prefix.is_some() || !is_node_type(&name) || !self.eat("(") {
                    return Ok(Test::Name(prefix, name));
                }
                let mut target = None;
                if name == "processing-instruction"
                    && let Some(Token::Text(text)) = self.peek().cloned()
                {
                    self.at += 1;
                    target = Some(text);
                }
                self.expect(")")?;
                Ok(match name.as_str() {
                    "text" => Test::Text,
                    "comment" => Test::Comment,
                    "processing-instruction" => Test::Instruction(target),
                    _ => Test::Node,
                })
            }
            Some(Token::Operator("*")) => {
                self.at += 1;
                Ok(Test::Any)
            }
            Some(Token::Text(_) | Token::Number(_) | Token::Reference(_) | Token::Mark(_) | Token::Operator(_))
            | None => Err(self.unexpected()),
        }
    }

    fn predicates(&mut self) -> Result<Vec<Node>, XpathError> {
        let mut predicates = Vec::new();
        while self.eat("[") {
            predicates.push(self.expression()?);
            self.expect("]")?;
        }
        Ok(predicates)
    }

    fn primary(&mut self) -> Result<Node, XpathError> {
        let span = self.span();
        match self.peek().cloned() {
            Some(Token::Text(text)) => {
                self.at += 1;
                Ok(Node::Text(text))
            }
            Some(Token::Number(number)) => {
                self.at += 1;
                Ok(Node::Number(number))
            }
            Some(Token::Reference(name)) => {
                self.at += 1;
                self.references.push((name.clone(), span));
                Ok(Node::Reference(self.references.len() - 1, name))
            }
            Some(Token::Mark("(")) => {
                self.at += 1;
                let inner = self.expression()?;
                self.expect(")")?;
                Ok(inner)
            }
            Some(Token::Name(prefix, name)) => self.call(prefix, &name),
            Some(Token::Mark(_) | Token::Operator(_) | Token::PrefixAny(_)) | None => Err(self.unexpected()),
        }
    }

    fn call(&mut self, prefix: Option<String>, name: &str) -> Result<Node, XpathError> {
        let span = self.span();
        let name = prefix.map_or_else(|| name.to_owned(), |prefix| format!("{prefix}:{name}"));
        self.take();
        self.expect("(")?;
        let mut arguments = Vec::new();
        while !self.eat(")") {
            if !arguments.is_empty() {
                self.expect(",")?;
            }
            arguments.push(self.expression()?);
        }
        let problem = match Function::named(&name) {
            Some(function) if function.takes(arguments.len()) => return Ok(Node::Call(function, arguments, span)),
            Some(_) => Problem::ArgumentCount { name, given: arguments.len() },
            None => Problem::UnknownFunction { name },
        };
        let fault = XpathError { span, problem };
        self.faults.push(fault.clone());
        Ok(Node::Faulty(Box::new(fault)))
    }
}

fn is_node_type(name: &str) -> bool {
    matches!(name, "node" | "text" | "comment" | "processing-instruction")
}

fn shown(token: &Token) -> String {
    match token {
        Token::Text(text) => format!("'{text}'"),
        Token::Number(number) => number.to_string(),
        Token::Name(Some(prefix), name) => format!("{prefix}:{name}"),
        Token::Name(None, name) => name.clone(),
        Token::PrefixAny(prefix) => format!("{prefix}:*"),
        Token::Reference(name) => format!("${{{name}}}"),
        Token::Mark(mark) | Token::Operator(mark) => (*mark).to_owned(),
    }
}
