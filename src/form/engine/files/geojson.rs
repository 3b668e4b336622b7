//! Instances from GeoJSON (RFC 7946): an item for each feature, with its geometry as ODK writes places.
//!
//! Features are taken one by one, and a geometry becomes its text while it is read: a file of 64 MB must not become a
//! gigabyte of numbers.

use super::super::choices::add_element;
use super::{FileFault, Outcome, name_of};
use crate::form::xpath::{NodeId, NodeKind, Tree, number_text};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};
use std::fmt;

/// Reads a collection of features: for each the geometry, the identifier, then the other properties in their order.
pub(super) fn tree(text: &str, left: &mut usize) -> Outcome {
    let mut tree = Tree::default();
    let root = add_element(&mut tree, Tree::ROOT, "root", "");
    let mut builder = Builder { tree, root, left, features: 0, fault: None };
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Collection(&mut builder).deserialize(&mut reader).and_then(|()| reader.end());
    let Err(error) = read else { return Ok(builder.tree) };
    let line = Some(error.line()).filter(|line| *line > 0);
    let wrong = if error.is_data() { FileFault::Shape } else { FileFault::Syntax(error.to_string()) };
    Err((line, builder.fault.unwrap_or(wrong)))
}

/// What features are added to.
struct Builder<'a> {
    tree: Tree,
    root: NodeId,
    left: &'a mut usize,
    features: usize,
    /// Why the reading ended, where it was for what a feature says.
    fault: Option<FileFault>,
}

impl Builder<'_> {
    fn add(&mut self, feature: Feature) -> Result<(), FileFault> {
        self.features += 1;
        let refused = || FileFault::Feature(self.features);
        let geometry = match feature.geometry {
            Some(geometry) => geometry.text().ok_or_else(refused)?,
            None => String::new(),
        };
        if feature.kind != "Feature" {
            return Err(refused());
        }
        let Properties(properties) = feature.properties.unwrap_or_default();
        *self.left = self.left.checked_sub(2 + properties.len()).ok_or(FileFault::TooLarge)?;
        let item = add_element(&mut self.tree, self.root, "item", "");
        let inner = properties.iter().find(|(name, _)| name == "id").map(|(_, Scalar(value))| value.as_str());
        let id = feature.id.as_ref().map(|Scalar(id)| id.as_str()).or(inner);
        self.value(item, "geometry", &geometry);
        if let Some(id) = id {
            self.value(item, "id", id);
        }
        for (name, Scalar(value)) in properties.iter().filter(|(name, _)| name != "id") {
            self.value(item, name, value);
        }
        Ok(())
    }

    fn value(&mut self, item: NodeId, name: &str, value: &str) {
        let node = self.tree.add(item, NodeKind::Element, name_of(name), "");
        self.tree.set_text(node, value);
    }
}

struct Collection<'a, 'b>(&'a mut Builder<'b>);

impl<'de> DeserializeSeed<'de> for Collection<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Collection<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a collection of features")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut is_collection, mut has_features) = (false, false);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "type" => is_collection = map.next_value::<String>()? == "FeatureCollection",
                "features" => {
                    map.next_value_seed(Features(self.0))?;
                    has_features = true;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if is_collection && has_features { Ok(()) } else { Err(A::Error::custom("no collection of features")) }
    }
}

struct Features<'a, 'b>(&'a mut Builder<'b>);

impl<'de> DeserializeSeed<'de> for Features<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Features<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut features: A) -> Result<(), A::Error> {
        while let Some(feature) = features.next_element()? {
            self.0.add(feature).map_err(|fault| {
                let error = A::Error::custom(&fault);
                self.0.fault = Some(fault);
                error
            })?;
        }
        Ok(())
    }
}

#[derive(Deserialize)]
struct Feature {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    id: Option<Scalar>,
    #[serde(default)]
    geometry: Option<Geometry>,
    #[serde(default)]
    properties: Option<Properties>,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default = "Coordinates::none")]
    coordinates: Coordinates,
}

impl Geometry {
    /// As ODK writes it; none for what it has no words for, such as several areas.
    fn text(self) -> Option<String> {
        match (self.kind.as_str(), self.coordinates) {
            ("Point", Coordinates::Point(text)) | ("LineString", Coordinates::Line(text)) => Some(text),
            ("Polygon", Coordinates::Rings(text, 1)) => Some(text),
            ("LineString" | "Polygon", Coordinates::Nothing) => Some(String::new()),
            _ => None,
        }
    }
}

/// Coordinates of any depth, written as `latitude longitude altitude accuracy; …` while they are read.
enum Coordinates {
    Nothing,
    Number(f64),
    Point(String),
    Line(String),
    Rings(String, usize),
    Other,
}

impl Coordinates {
    const fn none() -> Self {
        Self::Other
    }

    fn point(numbers: &[f64]) -> Self {
        match *numbers {
            [longitude, latitude, ref more @ ..] if more.len() < 2 => {
                let altitude = more.first().copied().unwrap_or_default();
                let numbers = [latitude, longitude, altitude].map(number_text);
                Self::Point(format!("{} 0", numbers.join(" ")))
            }
            _ => Self::Other,
        }
    }
}

impl<'de> Deserialize<'de> for Coordinates {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyCoordinates)
    }
}

struct AnyCoordinates;

impl<'de> Visitor<'de> for AnyCoordinates {
    type Value = Coordinates;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("coordinates")
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Coordinates, E> {
        Ok(Coordinates::Number(number))
    }

    #[expect(clippy::cast_precision_loss, reason = "a coordinate")]
    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Coordinates, E> {
        Ok(Coordinates::Number(number as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "a coordinate")]
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Coordinates, E> {
        Ok(Coordinates::Number(number as f64))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Coordinates, A::Error> {
        let mut numbers = Vec::new();
        let mut all = Coordinates::Nothing;
        while let Some(next) = list.next_element()? {
            all = match (all, next) {
                (Coordinates::Nothing, Coordinates::Number(number)) if numbers.len() < 4 => {
                    numbers.push(number);
                    Coordinates::Nothing
                }
                (Coordinates::Nothing, Coordinates::Point(point)) if numbers.is_empty() => Coordinates::Line(point),
                (Coordinates::Line(line), Coordinates::Point(point)) => Coordinates::Line(line + "; " + &point),
                (Coordinates::Nothing, Coordinates::Line(line)) if numbers.is_empty() => Coordinates::Rings(line, 1),
                (Coordinates::Rings(line, rings), Coordinates::Line(_)) => Coordinates::Rings(line, rings + 1),
                _ => Coordinates::Other,
            };
        }
        Ok(if numbers.is_empty() || !matches!(all, Coordinates::Nothing) { all } else { Coordinates::point(&numbers) })
    }
}

/// Properties in their order.
#[derive(Default)]
struct Properties(Vec<(String, Scalar)>);

impl<'de> Deserialize<'de> for Properties {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Properties;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("properties")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Properties, A::Error> {
                let mut all = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    all.push(entry);
                }
                Ok(Properties(all))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// A value as a text: nothing for null and objects, lists joined by commas.
struct Scalar(String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyScalar)
    }
}

struct AnyScalar;

impl<'de> Visitor<'de> for AnyScalar {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Scalar, E> {
        Ok(Scalar(String::new()))
    }

    fn visit_bool<E: de::Error>(self, truth: bool) -> Result<Scalar, E> {
        Ok(Scalar(truth.to_string()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Scalar, E> {
        Ok(Scalar(number.to_string()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Scalar, E> {
        Ok(Scalar(number.to_string()))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Scalar, E> {
        Ok(Scalar(number_text(number)))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Scalar, A::Error> {
        let mut text = String::new();
        let mut is_first = true;
        while let Some(Scalar(next)) = list.next_element()? {
            if !std::mem::replace(&mut is_first, false) {
                text.push(',');
            }
            text.push_str(&next);
        }
        Ok(Scalar(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar(String::new()))
    }
}
