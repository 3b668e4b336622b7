//! Entities: what a form creates or changes in the lists of a server, and where in the form each is declared.
//!
//! An entity is declared in the innermost container that all its answers share: the form, a repeat, or a group. It
//! cannot take answers from two repeats, and a container holds one declaration (ODK entities specification).

use super::columns::{self, Columns, Fields};
use super::names::{is_name, readable_references};
use super::problem::{CellPlace, Fault, Problem};
use super::types::Block;
use super::workbook::Workbook;
use std::collections::{HashMap, HashSet};

const SAVE_TO: &[&str] = &["bind", "entities:saveto"];

/// An entity that the form creates or changes.
pub(super) struct Entity {
    /// Its list.
    pub(super) list: String,
    /// How it is called: an expression; empty without one.
    pub(super) label: String,
    /// Its row in the sheet of entities.
    row: u32,
    /// The questions that its cells name.
    questions: HashSet<String>,
}

/// The entities of a form.
pub(super) fn entities(workbook: &Workbook, problems: &mut Vec<Problem>) -> Vec<Entity> {
    const EXPRESSIONS: [&str; 4] = ["entity_id", "create_if", "update_if", "label"];
    let Some(sheet) = workbook.sheet("entities").filter(|sheet| !sheet.rows.is_empty()) else { return Vec::new() };
    let columns = Columns::read(sheet, &columns::ENTITIES, &[], "default", false, problems);
    let mut entities: Vec<Entity> = Vec::new();
    for row in &sheet.rows {
        let row = columns.row(row);
        check_entity(&row, &entities, problems);
        let text = |name: &str| row.get(&[name]).unwrap_or_default().to_owned();
        let named = EXPRESSIONS.iter().flat_map(|name| readable_references(&text(name)));
        let questions = named.map(|reference| reference.name).collect();
        entities.push(Entity { list: text("dataset"), label: text("label"), row: row.number, questions });
    }
    entities
}

fn check_entity(row: &Fields<'_>, before: &[Entity], problems: &mut Vec<Problem>) {
    for (meaning, _) in row.all() {
        if meaning.len() > 1 || !columns::ENTITIES.known.contains(&meaning[0].as_str()) {
            let name = meaning.join("::");
            problems.push(row.problem(&[meaning[0].as_str()], Fault::EntityColumn, name));
        }
    }
    let list = row.get(&["dataset"]).unwrap_or_default();
    if list.is_empty() {
        problems.push(row.problem(&["dataset"], Fault::NameMissing, ""));
    } else if list.starts_with("__") || list.contains('.') || !is_name(list) {
        problems.push(row.problem(&["dataset"], Fault::NameInvalid, list));
    } else if before.iter().any(|entity| entity.list == list) {
        problems.push(row.problem(&["dataset"], Fault::NameTwice, list));
    }
    let (id, create, update, label) =
        (row.has(&["entity_id"]), row.has(&["create_if"]), row.has(&["update_if"]), row.has(&["label"]));
    for (wrong, column) in
        [(!id && update, "entity_id"), (id && create && !update, "update_if"), (!id && !label, "label")]
    {
        if wrong {
            problems.push(row.problem(&[column], Fault::Entity, column));
        }
    }
}

/// A group, repeat or loop, or the form itself.
struct Container {
    name: String,
    /// None for the form.
    block: Option<Block>,
    /// The container around it; the form is around itself.
    around: usize,
    /// How many containers are around it.
    depth: usize,
}

/// An answer that an entity takes.
struct Use {
    /// How many were taken before it, in the whole form.
    number: usize,
    container: usize,
    place: CellPlace,
    /// Whether it is saved as a property; else a cell of the entity names its question.
    is_saved: bool,
    /// The name of the question.
    question: String,
}

/// Which answers the entities take, and from where.
pub(super) struct Uses<'a> {
    entities: &'a [Entity],
    containers: Vec<Container>,
    inside: usize,
    /// The entities that name a question.
    naming: HashMap<&'a str, Vec<usize>>,
    /// For each entity the question that is saved as a property.
    saved: Vec<HashMap<String, String>>,
    /// For each entity.
    all: Vec<Vec<Use>>,
    count: usize,
}

impl<'a> Uses<'a> {
    pub(super) fn of(entities: &'a [Entity]) -> Self {
        let form = Container { name: String::new(), block: None, around: 0, depth: 0 };
        let mut naming: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, entity) in entities.iter().enumerate() {
            for question in &entity.questions {
                naming.entry(question).or_default().push(index);
            }
        }
        let saved = entities.iter().map(|_| HashMap::new()).collect();
        let all = entities.iter().map(|_| Vec::new()).collect();
        Self { entities, containers: vec![form], inside: 0, naming, saved, all, count: 0 }
    }

    /// A container begins.
    pub(super) fn open(&mut self, name: &str, block: Block) {
        let (around, depth) = (self.inside, self.containers[self.inside].depth + 1);
        self.inside = self.containers.len();
        self.containers.push(Container { name: name.to_owned(), block: Some(block), around, depth });
    }

    /// The innermost container ends.
    pub(super) fn close(&mut self) {
        self.inside = self.containers[self.inside].around;
    }

    /// Takes a row of this name: where its answer is saved, and which entities name it.
    pub(super) fn row(&mut self, row: &Fields<'_>, name: &str, has_answer: bool, problems: &mut Vec<Problem>) {
        if let Some(written) = row.get(SAVE_TO) {
            self.save_to(row, name, written, has_answer, problems);
        }
        for index in self.naming.get(name).cloned().unwrap_or_default() {
            self.take(index, CellPlace::row("entities", self.entities[index].row), false, name);
        }
    }

    fn take(&mut self, entity: usize, place: CellPlace, is_saved: bool, question: &str) {
        let (number, container, question) = (self.count, self.inside, question.to_owned());
        self.all[entity].push(Use { number, container, place, is_saved, question });
        self.count += 1;
    }

    /// Looks at `save_to`: the entity exists, and the property has a name and only this answer.
    fn save_to(&mut self, row: &Fields<'_>, name: &str, written: &str, has_answer: bool, problems: &mut Vec<Problem>) {
        let (list, property) =
            written.split_once('#').map_or((None, written), |(list, property)| (Some(list), property));
        let meant = match (list, self.entities) {
            (None, [_]) => Some(0),
            (None, _) => None,
            (Some(list), entities) => entities.iter().position(|entity| entity.list == list),
        };
        let is_reserved = matches!(property.to_lowercase().as_str(), "name" | "label") || property.starts_with("__");
        let Some(entity) = meant.filter(|_| has_answer && !is_reserved && is_name(property)) else {
            return problems.push(row.problem(SAVE_TO, Fault::Entity, written));
        };
        if let Some(other) = self.saved[entity].insert(property.to_owned(), name.to_owned()) {
            problems.push(row.problem(SAVE_TO, Fault::EntityTwice, property).with_hint(other));
        }
        self.take(entity, row.place(SAVE_TO), true, name);
    }

    /// Whether each entity can be declared somewhere, when all rows are known.
    pub(super) fn check(&self, problems: &mut Vec<Problem>) {
        let scopes: Vec<usize> = self.all.iter().map(|uses| self.scope_of(uses)).collect();
        // Repeats take their turn in the order of the answers, and entities in a repeat in that of their sheet.
        let mut turns: HashMap<usize, usize> = HashMap::new();
        for (uses, scope) in self.all.iter().zip(&scopes) {
            let turn = turns.entry(*scope).or_insert(usize::MAX);
            *turn = uses.first().map_or(*turn, |one| one.number.min(*turn));
        }
        let mut order: Vec<usize> = (0..scopes.len()).collect();
        order.sort_by_key(|index| turns.get(&scopes[*index]));
        // Which entity has a container, and those from its answers up to it.
        let mut taken: HashMap<usize, usize> = HashMap::new();
        for index in order {
            let (uses, scope) = (&self.all[index], scopes[index]);
            if self.check_scopes(uses, scope, problems) {
                self.declare(index, uses, scope, &mut taken, problems);
            }
        }
    }

    /// The repeat that a container is in, or the form.
    fn scope(&self, mut container: usize) -> usize {
        while !matches!(self.containers[container].block, None | Some(Block::Repeat)) {
            container = self.containers[container].around;
        }
        container
    }

    /// A container and those around it, from the innermost.
    fn line(&self, container: usize) -> impl Iterator<Item = usize> {
        let outer = |inner: &usize| (*inner != 0).then(|| self.containers[*inner].around);
        std::iter::successors(Some(container), outer)
    }

    /// The innermost repeat that answers come from.
    fn scope_of(&self, uses: &[Use]) -> usize {
        let repeats =
            |scope: &usize| self.line(*scope).filter(|one| self.containers[*one].block == Some(Block::Repeat)).count();
        // Of repeats equally deep the first.
        uses.iter().map(|one| self.scope(one.container)).rev().max_by_key(repeats).unwrap_or(0)
    }

    /// All answers come from that repeat or those around it, and what is saved from one of them.
    fn check_scopes(&self, uses: &[Use], scope: usize, problems: &mut Vec<Problem>) -> bool {
        let saved = uses.iter().find(|one| one.is_saved).map(|one| self.scope(one.container));
        let fits = |one: &&Use| {
            let own = self.scope(one.container);
            self.line(scope).any(|around| around == own) && (!one.is_saved || saved == Some(own))
        };
        let before = problems.len();
        let wrong = uses.iter().filter(|one| !fits(one));
        problems.extend(wrong.map(|one| Problem::new(one.place.clone(), Fault::EntityRepeat, &one.question)));
        problems.len() == before
    }

    /// Finds a container for the declaration: that of the answers, or the next one around it within the repeat.
    fn declare(
        &self,
        index: usize,
        uses: &[Use],
        scope: usize,
        taken: &mut HashMap<usize, usize>,
        problems: &mut Vec<Problem>,
    ) {
        let depth = |container: usize| self.containers[container].depth;
        let saved: Vec<usize> = uses.iter().filter(|one| one.is_saved).map(|one| one.container).collect();
        // The entity that has the container of the first answer: the converter looks at one answer only.
        let blocked = saved.first().and_then(|container| taken.get(container)).copied();
        let mut other = None;
        for container in self.line(self.wanted(uses, &saved, scope)).take_while(|one| depth(*one) >= depth(scope)) {
            other = taken.get(&container).map(|entity| blocked.unwrap_or(*entity));
            if other.is_none() {
                let between =
                    saved.iter().flat_map(|one| self.line(*one).take_while(|one| depth(*one) > depth(container)));
                taken.extend(between.chain([container]).map(|one| (one, index)).collect::<Vec<_>>());
                break;
            }
            if blocked.is_some() {
                break;
            }
        }
        if let Some(other) = other {
            let (own, other) = (&self.entities[index], &self.entities[other]);
            let place = CellPlace::row("entities", own.row);
            problems.push(Problem::new(place, Fault::EntityCrowded, &own.list).with_hint(&other.list));
        }
    }

    /// The container that the declaration should be in: the innermost around all saved answers; without any, that of
    /// the question which stands deepest.
    fn wanted(&self, uses: &[Use], saved: &[usize], scope: usize) -> usize {
        let Some(first) = saved.first() else {
            let deepest = uses.iter().map(|one| one.container).filter(|one| self.scope(*one) == scope);
            return deepest.rev().max_by_key(|one| self.containers[*one].depth).unwrap_or(0);
        };
        let path = |container: usize| -> Vec<usize> {
            let mut path: Vec<usize> = self.line(container).collect();
            path.reverse();
            path
        };
        let different: HashSet<usize> = saved.iter().copied().collect();
        let paths: Vec<Vec<usize>> = different.into_iter().map(path).collect();
        let shortest = paths.iter().map(Vec::len).min().unwrap_or(1);
        let first = path(*first);
        let same = |one: usize, other: usize| {
            let (one, other) = (&self.containers[one], &self.containers[other]);
            (&one.name, one.block) == (&other.name, other.block)
        };
        // The converter looks for the last difference and not for the first one.
        let differ = |place: &usize| paths.iter().any(|path| !same(path[*place], first[*place]));
        first[(0..shortest).rev().find(differ).unwrap_or(shortest).max(1) - 1]
    }
}
