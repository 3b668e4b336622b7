//! What later revisions may do to the form: fill in, sign, and add signature fields.

use super::changes::{Allowed, Comparison, Stop, same_except};
use super::field::{self, Field};
use super::verdict::ChangeGrade;
use crate::pdf::{Dictionary, Object, ObjectId, Reader};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};
use std::rc::Rc;

/// Keys of the form that are judged apart or only say how text looks.
const FORM_KEYS: [&str; 5] = ["Fields", "DR", "DA", "Q", "NeedAppearances"];
/// Keys of a field that filling it in changes.
const VALUE_KEYS: [&str; 8] = ["Ff", "Type", "AP", "AS", "V", "F", "DA", "Q"];
/// Keys of a field that writers set without a change of meaning.
const HARMLESS_KEYS: [&str; 2] = ["Ff", "Type"];
/// All that a new signature field or its widget may have: no actions, no other kind of annotation.
const NEW_FIELD_KEYS: &str =
    "Type Subtype FT T TU TM F Ff Rect P V AP AS DA Q MK Lock SV Kids Parent BS Border H M NM StructParent";
/// How a field or widget is referred to.
const FIELD_REFERENCES: &[&str] = &["Fields", "Kids", "Annots", "Obj", "Parent", "CO"];

/// The fields of the signed revision and where its pages keep their annotations.
pub(super) struct SignedForm {
    fields: BTreeMap<String, Field>,
    pages: Vec<(ObjectId, Option<ObjectId>)>,
    /// Arrays that are objects of their own and hold fields or widgets.
    arrays: Rc<BTreeSet<u32>>,
}

impl SignedForm {
    pub(super) fn read<R: Read + Seek>(reader: &mut Reader<R>, revision: usize) -> Result<Self, Stop> {
        let fields = by_name(field::fields(reader, revision)?)?;
        let mut arrays: BTreeSet<u32> = BTreeSet::new();
        arrays.extend(fields.values().filter_map(|field| field.dictionary.reference("Kids")).map(|id| id.number));
        let (_, catalog) = reader.catalog_at(revision)?;
        if let Object::Dictionary(form) = reader.value_at(revision, &catalog, "AcroForm")? {
            arrays.extend(form.reference("Fields").map(|id| id.number));
        }
        let mut pages = Vec::new();
        for page in reader.pages_at(revision)? {
            let annotations = reader.get_at(revision, page)?.dictionary().and_then(|page| page.reference("Annots"));
            arrays.extend(annotations.map(|id| id.number));
            pages.push((page, annotations));
        }
        Ok(Self { fields, pages, arrays: Rc::new(arrays) })
    }
}

/// Compares the forms of the two revisions.
pub(super) fn compare<R: Read + Seek>(
    comparison: &mut Comparison<'_, R>,
    signed: &SignedForm,
    root: ObjectId,
    old_catalog: &Dictionary,
    new_catalog: &Dictionary,
) -> Result<(), Stop> {
    let key = "AcroForm";
    let (old, new) = comparison.replaced_value(root.number, key, old_catalog, new_catalog, key)?;
    let (Object::Dictionary(old), Object::Dictionary(new)) = (old, new) else {
        let none = !old_catalog.contains(key) && !new_catalog.contains(key);
        return if none { Ok(()) } else { Err(Stop::Altered(Some(root.number))) };
    };
    let reference = old_catalog.reference(key);
    let owner = reference.unwrap_or(root).number;
    let path = |key: &str| if reference.is_some() { key.to_owned() } else { format!("AcroForm/{key}") };
    if !same_except(&old, &new, &FORM_KEYS) {
        return Err(Stop::Altered(Some(owner)));
    }
    let (_, fields) = comparison.replaced_value(owner, &path("Fields"), &old, &new, "Fields")?;
    // A field that is no object of its own would be seen by viewers and not by us.
    if !fields.as_array().unwrap_or_default().iter().all(|field| field.as_reference().is_some()) {
        return Err(Stop::Altered(Some(owner)));
    }
    let (old_resources, new_resources) = comparison.replaced_value(owner, &path("DR"), &old, &new, "DR")?;
    if old_resources != new_resources {
        comparison.raise(ChangeGrade::FormFillingAndSignatures);
    }
    let mut form = Form { comparison, signed, new_widgets: BTreeSet::new() };
    form.fields()?;
    form.pages()
}

struct Form<'c, 'a, R> {
    comparison: &'c mut Comparison<'a, R>,
    signed: &'c SignedForm,
    /// Widgets of new signature fields, which pages may now show.
    new_widgets: BTreeSet<ObjectId>,
}

impl<R: Read + Seek> Form<'_, '_, R> {
    fn fields(&mut self) -> Result<(), Stop> {
        let old = &self.signed.fields;
        let new = by_name(field::fields(self.comparison.reader, self.comparison.revision)?)?;
        if let Some((_, gone)) = old.iter().find(|(name, _)| !new.contains_key(*name)) {
            return altered(gone);
        }
        for (name, new) in &new {
            match old.get(name) {
                Some(old) => self.kept(old, new)?,
                None => self.created(new)?,
            }
        }
        Ok(())
    }

    fn kept(&mut self, old: &Field, new: &Field) -> Result<(), Stop> {
        if old.id != new.id || old.kind != new.kind {
            return altered(new);
        }
        if !same_except(&old.dictionary, &new.dictionary, &VALUE_KEYS) || !type_is_kept(old, new) {
            return altered(new);
        }
        let harmless = same_except(&old.dictionary, &new.dictionary, &HARMLESS_KEYS);
        let allowed = Allowed::Keys { keys: FIELD_REFERENCES, arrays: Rc::clone(&self.signed.arrays) };
        if old.is_signature() {
            let (before, now) = (old.dictionary.contains("V"), new.dictionary.contains("V"));
            if !before && now {
                self.comparison.explain(new.id.number, allowed);
                self.appearance(old, new)?;
                return self.filled(new);
            }
            // A field that is signed, or stays empty, has no reason to change.
            if harmless {
                self.comparison.explain(new.id.number, allowed);
            }
            return Ok(());
        }
        if !harmless {
            if self.comparison.rules.locks.locks(&new.name) {
                return altered(new);
            }
            self.comparison.raise(ChangeGrade::FormFillingAndSignatures);
        }
        self.comparison.explain(new.id.number, allowed);
        self.appearance(old, new)
    }

    /// A new field must be a signature field that is an object of its own.
    fn created(&mut self, field: &Field) -> Result<(), Stop> {
        if !field.is_signature() || !self.comparison.claims.added.contains(&field.id.number) {
            return altered(field);
        }
        let mut widgets = vec![(field.id, field.dictionary.clone())];
        let reader = &mut *self.comparison.reader;
        if let Object::Array(kids) = reader.value_at(self.comparison.revision, &field.dictionary, "Kids")? {
            for kid in &kids {
                let Some(kid) = kid.as_reference() else { return altered(field) };
                match reader.get_at(self.comparison.revision, kid)?.object {
                    Object::Dictionary(widget) => widgets.push((kid, widget)),
                    _ => return altered(field),
                }
            }
        }
        let mut visible = false;
        for (id, widget) in widgets {
            if !is_plain_widget(&widget) {
                return altered(field);
            }
            visible |= self.is_visible(&widget)?;
            self.new_widgets.insert(id);
        }
        if visible {
            if self.comparison.rules.certified || self.comparison.rules.locks.locks(&field.name) {
                return altered(field);
            }
            self.comparison.raise(ChangeGrade::FormFillingAndSignatures);
        }
        if field.dictionary.contains("V") { self.filled(field) } else { Ok(()) }
    }

    /// Whether a widget covers any area; one whose rectangle cannot be read counts as visible.
    fn is_visible(&mut self, widget: &Dictionary) -> Result<bool, Stop> {
        let revision = self.comparison.revision;
        let corners = match self.comparison.reader.value_at(revision, widget, "Rect")? {
            Object::Null => return Ok(false),
            Object::Array(corners) => corners,
            _ => return Ok(true),
        };
        let mut numbers = Vec::new();
        for corner in corners.iter().take(5) {
            numbers.extend(self.comparison.reader.resolve_at(revision, corner)?.as_number());
        }
        let [left, bottom, right, top] = numbers[..] else { return Ok(true) };
        Ok(left != right && bottom != top)
    }

    /// A field that came to be signed: its value is a new object.
    fn filled(&mut self, field: &Field) -> Result<(), Stop> {
        let value = field.dictionary.reference("V");
        let Some(value) = value.filter(|id| self.comparison.claims.added.contains(&id.number)) else {
            return altered(field);
        };
        let Object::Dictionary(signature) = self.comparison.reader.get_at(self.comparison.revision, value)?.object
        else {
            return altered(field);
        };
        let time_stamp = signature.is_name("Type", "DocTimeStamp") && !self.is_visible(&field.dictionary)?;
        if !time_stamp {
            if self.comparison.rules.locks.locks(&field.name) {
                return altered(field);
            }
            self.comparison.raise(ChangeGrade::FormFillingAndSignatures);
        }
        Ok(())
    }

    /// A new appearance: new streams, or the old ones replaced when nothing else shows them.
    fn appearance(&mut self, old: &Field, new: &Field) -> Result<(), Stop> {
        let number = new.id.number;
        let (before, after) = self.comparison.replaced_value(number, "AP", &old.dictionary, &new.dictionary, "AP")?;
        let Object::Dictionary(after) = after else {
            return if after.is_null() { Ok(()) } else { altered(new) };
        };
        let Object::Dictionary(before) = before else { return Ok(()) };
        let holder = old.dictionary.reference("AP");
        if let Some(holder) = holder {
            // A dictionary with `/N` could serve as something else besides, resources for instance.
            self.comparison.demand(holder.number, Allowed::From { referrer: number, path: "AP".to_owned() });
        }
        if old.dictionary.contains("AS") {
            return Ok(());
        }
        for key in ["N", "R", "D"] {
            let (Some(shown), Some(id)) = (before.reference(key), after.reference(key)) else { continue };
            if shown != id || !self.comparison.changed.contains(&id.number) {
                continue;
            }
            let allowed = match holder {
                Some(holder) => Allowed::From { referrer: holder.number, path: key.to_owned() },
                None => Allowed::From { referrer: number, path: format!("AP/{key}") },
            };
            self.comparison.explain(id.number, allowed);
            self.comparison.raise(ChangeGrade::FormFillingAndSignatures);
        }
        Ok(())
    }

    /// Pages may show the widgets of new signature fields and otherwise stay as they are.
    fn pages(&mut self) -> Result<(), Stop> {
        if self.new_widgets.is_empty() {
            return Ok(());
        }
        for (id, annotations) in &self.signed.pages {
            let changed = &self.comparison.changed;
            if changed.contains(&id.number) || annotations.is_some_and(|array| changed.contains(&array.number)) {
                self.page(*id)?;
            }
        }
        Ok(())
    }

    fn page(&mut self, id: ObjectId) -> Result<(), Stop> {
        let comparison = &mut *self.comparison;
        let altered = || Stop::Altered(Some(id.number));
        let old = comparison.reader.get_at(comparison.base, id)?.object;
        let new = comparison.reader.get_at(comparison.revision, id)?.object;
        let (Object::Dictionary(old), Object::Dictionary(new)) = (old, new) else { return Err(altered()) };
        let (before, after) = comparison.replaced_value(id.number, "Annots", &old, &new, "Annots")?;
        let (before, after) = (before.as_array().unwrap_or_default(), after.as_array().unwrap_or_default());
        // The old annotations stay as and where they are, the new ones come behind them.
        let Some(new_ones) = after.strip_prefix(before) else { return Err(altered()) };
        let is_new_widget = |item: &Object| item.as_reference().is_some_and(|id| self.new_widgets.contains(&id));
        if !same_except(&old, &new, &["Annots"]) || !new_ones.iter().all(is_new_widget) {
            return Err(altered());
        }
        comparison.explain(id.number, Allowed::Anywhere);
        Ok(())
    }
}

fn altered<T>(field: &Field) -> Result<T, Stop> {
    Err(Stop::Altered(Some(field.id.number)))
}

fn is_plain_widget(widget: &Dictionary) -> bool {
    let is_widget = !widget.contains("Subtype") || widget.is_name("Subtype", "Widget");
    is_widget && widget.iter().all(|(key, _)| NEW_FIELD_KEYS.split(' ').any(|known| key == known))
}

/// Two fields of one name cannot be told apart by whoever reads the form. Those without a name are no fields; what
/// becomes of them is judged as of any object.
fn by_name(fields: Vec<Field>) -> Result<BTreeMap<String, Field>, Stop> {
    let mut named = BTreeMap::new();
    for field in fields.into_iter().filter(|field| !field.name.is_empty()) {
        let id = field.id;
        if named.insert(field.name.clone(), field).is_some() {
            return Err(Stop::Altered(Some(id.number)));
        }
    }
    Ok(named)
}

/// `/Type` may only be added, as `/Annot`.
fn type_is_kept(old: &Field, new: &Field) -> bool {
    let (before, after) = (old.dictionary.get("Type"), new.dictionary.get("Type"));
    before == after || (before.is_none() && new.dictionary.is_name("Type", "Annot"))
}
