//! What later revisions may do to the form: fill in, sign, and add signature fields.

use super::changes::{Allowed, Comparison, Stop, same_except};
use super::field::{self, Field};
use super::verdict::ChangeGrade;
use crate::pdf::{Dictionary, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};

/// Keys of the form that are judged apart or only say how text looks.
const FORM_KEYS: [&str; 5] = ["Fields", "DR", "DA", "Q", "NeedAppearances"];
/// Keys of a field that filling it in changes.
const VALUE_KEYS: [&str; 8] = ["Ff", "Type", "AP", "AS", "V", "F", "DA", "Q"];
/// Keys of a field that writers set without a change of meaning.
const HARMLESS_KEYS: [&str; 2] = ["Ff", "Type"];
/// How a field or widget is referred to.
const FIELD_REFERENCES: &[&str] = &["Fields", "Kids", "Annots", "Obj", "Parent", "CO"];

/// Compares the forms of the two revisions.
pub(super) fn compare<R: Read + Seek>(
    comparison: &mut Comparison<'_, R>,
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
    comparison.replaced_value(owner, &path("Fields"), &old, &new, "Fields")?;
    let (old_resources, new_resources) = comparison.replaced_value(owner, &path("DR"), &old, &new, "DR")?;
    if old_resources != new_resources {
        comparison.raise(ChangeGrade::FormFillingAndSignatures);
    }
    let arrays = bare_arrays(comparison, &old)?;
    let mut form = Form { comparison, arrays, new_widgets: BTreeSet::new() };
    form.fields()?;
    form.pages()
}

/// Arrays that are objects of their own and hold fields or widgets.
fn bare_arrays<R: Read + Seek>(comparison: &mut Comparison<'_, R>, form: &Dictionary) -> Result<BTreeSet<u32>, Stop> {
    let mut arrays: BTreeSet<u32> = form.reference("Fields").map(|id| id.number).into_iter().collect();
    for field in field::fields(comparison.reader, comparison.base)? {
        arrays.extend(field.dictionary.reference("Kids").map(|id| id.number));
    }
    for page in comparison.reader.pages_at(comparison.base)? {
        if let Object::Dictionary(page) = comparison.reader.get_at(comparison.base, page)?.object {
            arrays.extend(page.reference("Annots").map(|id| id.number));
        }
    }
    Ok(arrays)
}

struct Form<'c, 'a, R> {
    comparison: &'c mut Comparison<'a, R>,
    arrays: BTreeSet<u32>,
    /// Widgets of new signature fields, which pages may now show.
    new_widgets: BTreeSet<ObjectId>,
}

impl<R: Read + Seek> Form<'_, '_, R> {
    fn fields(&mut self) -> Result<(), Stop> {
        let old = by_name(field::fields(self.comparison.reader, self.comparison.base)?)?;
        let new = by_name(field::fields(self.comparison.reader, self.comparison.revision)?)?;
        if let Some((_, gone)) = old.iter().find(|(name, _)| !new.contains_key(*name)) {
            return Err(Stop::Altered(Some(gone.id.number)));
        }
        for (name, new) in &new {
            match old.get(name) {
                Some(old) => self.kept(old, new)?,
                None => self.created(new)?,
            }
        }
        Ok(())
    }

    fn altered<T>(field: &Field) -> Result<T, Stop> {
        Err(Stop::Altered(Some(field.id.number)))
    }

    fn kept(&mut self, old: &Field, new: &Field) -> Result<(), Stop> {
        if old.id != new.id || old.kind != new.kind {
            return Self::altered(new);
        }
        if !same_except(&old.dictionary, &new.dictionary, &VALUE_KEYS) || !type_is_kept(old, new) {
            return Self::altered(new);
        }
        let harmless = same_except(&old.dictionary, &new.dictionary, &HARMLESS_KEYS);
        let allowed = Allowed::Keys { keys: FIELD_REFERENCES, arrays: self.arrays.clone() };
        if old.is_signature() {
            let (before, now) = (old.dictionary.contains("V"), new.dictionary.contains("V"));
            if !before && now {
                self.comparison.explain(new.id.number, allowed);
                self.appearance(old, new)?;
                return self.signed(new);
            }
            // A field that is signed, or stays empty, has no reason to change.
            if harmless {
                self.comparison.explain(new.id.number, allowed);
            }
            return Ok(());
        }
        if !harmless {
            if self.comparison.rules.locks.locks(&new.name) {
                return Self::altered(new);
            }
            self.comparison.raise(ChangeGrade::FormFillingAndSignatures);
        }
        self.comparison.explain(new.id.number, allowed);
        self.appearance(old, new)
    }

    /// A new field must be a signature field that is an object of its own.
    fn created(&mut self, field: &Field) -> Result<(), Stop> {
        if !field.is_signature() || !self.comparison.added.contains(&field.id.number) {
            return Self::altered(field);
        }
        let mut widgets = vec![(field.id, field.dictionary.clone())];
        let reader = &mut *self.comparison.reader;
        if let Object::Array(kids) = reader.value_at(self.comparison.revision, &field.dictionary, "Kids")? {
            for kid in kids.iter().filter_map(Object::as_reference) {
                if let Object::Dictionary(widget) = reader.get_at(self.comparison.revision, kid)?.object {
                    widgets.push((kid, widget));
                }
            }
        }
        let mut visible = false;
        for (id, widget) in widgets {
            visible |= self.is_visible(&widget)?;
            self.new_widgets.insert(id);
        }
        if visible {
            if self.comparison.rules.certified || self.comparison.rules.locks.locks(&field.name) {
                return Self::altered(field);
            }
            self.comparison.raise(ChangeGrade::FormFillingAndSignatures);
        }
        if field.dictionary.contains("V") { self.signed(field) } else { Ok(()) }
    }

    fn is_visible(&mut self, widget: &Dictionary) -> Result<bool, Stop> {
        let rectangle = self.comparison.reader.value_at(self.comparison.revision, widget, "Rect")?;
        let corners: Option<Vec<f64>> =
            rectangle.as_array().and_then(|items| items.iter().map(Object::as_number).collect());
        let [left, bottom, right, top] = corners.unwrap_or_default()[..] else { return Ok(false) };
        Ok(((right - left) * (top - bottom)).abs() > 0.0)
    }

    /// A field that came to be signed: its value is a new object.
    fn signed(&mut self, field: &Field) -> Result<(), Stop> {
        let value = field.dictionary.reference("V").filter(|id| self.comparison.added.contains(&id.number));
        let Some(value) = value else { return Self::altered(field) };
        let Object::Dictionary(signature) = self.comparison.reader.get_at(self.comparison.revision, value)?.object
        else {
            return Self::altered(field);
        };
        let time_stamp = signature.is_name("Type", "DocTimeStamp") && !self.is_visible(&field.dictionary)?;
        if !time_stamp {
            if self.comparison.rules.locks.locks(&field.name) {
                return Self::altered(field);
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
            return if after.is_null() { Ok(()) } else { Self::altered(new) };
        };
        let Object::Dictionary(before) = before else { return Ok(()) };
        if old.dictionary.contains("AS") {
            return Ok(());
        }
        let holder = old.dictionary.reference("AP");
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
        let comparison = &mut *self.comparison;
        for id in comparison.reader.pages_at(comparison.base)? {
            let Object::Dictionary(old) = comparison.reader.get_at(comparison.base, id)?.object else { continue };
            let array = old.reference("Annots").map(|id| id.number);
            let touched = comparison.changed.contains(&id.number)
                || array.is_some_and(|number| comparison.changed.contains(&number));
            if !touched {
                continue;
            }
            let Object::Dictionary(new) = comparison.reader.get_at(comparison.revision, id)?.object else {
                return Err(Stop::Altered(Some(id.number)));
            };
            let (before, after) = comparison.replaced_value(id.number, "Annots", &old, &new, "Annots")?;
            let before: BTreeSet<ObjectId> = references(&before);
            let after = references(&after);
            let only_new = after.difference(&before).all(|widget| self.new_widgets.contains(widget));
            if !same_except(&old, &new, &["Annots"]) || !before.is_subset(&after) || !only_new {
                return Err(Stop::Altered(Some(id.number)));
            }
            comparison.explain(id.number, Allowed::Anywhere);
        }
        Ok(())
    }
}

fn references(array: &Object) -> BTreeSet<ObjectId> {
    array.as_array().unwrap_or_default().iter().filter_map(Object::as_reference).collect()
}

/// Two fields of one name cannot be told apart by whoever reads the form.
fn by_name(fields: Vec<Field>) -> Result<BTreeMap<String, Field>, Stop> {
    let mut named = BTreeMap::new();
    for field in fields {
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
