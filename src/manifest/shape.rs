//! The structure of a file against the JSON Schema of its type: every mistake of a file in one run.
//!
//! serde stops at its first error, so the tree is walked before it is decoded. What does not fit is reported and
//! taken out of the tree, up to the nearest thing that may be left out (an optional key, an item of a list), so
//! that the rest still decodes and its own mistakes are found in the same run.

use schemars::JsonSchema;
use serde_json::{Value, json};

use super::node::{Node, NodeKind, Scalar, Spot};
use super::report::{Report, types};
use crate::diagnostics::closest;

/// The structure of a type.
#[derive(Debug, Clone)]
pub struct Shape {
    root: Value,
}

impl Shape {
    /// The structure of `T`, from the same declarations that decode it.
    pub fn of<T: JsonSchema>() -> Self {
        Shape {
            root: schemars::schema_for!(T).to_value(),
        }
    }

    /// Checks `node` and takes out what does not fit; `false` when nothing usable is left.
    pub fn check(&self, node: &mut Node, report: &mut Report<'_>) -> bool {
        let at = node.at;
        self.walk(node, &self.root, at, report).usable
    }

    /// Checks each item of a list (or the one item a file holds) and takes out those that do not fit; `false` when
    /// the node is neither a list nor an item.
    pub fn check_items(&self, node: &mut Node, report: &mut Report<'_>) -> bool {
        if let NodeKind::List(items) = &mut node.kind {
            items.retain_mut(|item| self.check(item, report));
            true
        } else if matches!(node.kind, NodeKind::Map(_)) {
            self.check(node, report)
        } else {
            report.wrong_type(&[&json!({"type": ["array", "object"]})], node, node.at);
            false
        }
    }

    fn resolve<'s>(&'s self, mut schema: &'s Value) -> &'s Value {
        // A chain of references is as long as the types are; the bound is against a schema that names itself.
        for _ in 0..16 {
            let Some(pointer) = schema.get("$ref").and_then(Value::as_str) else {
                break;
            };
            match self.root.pointer(pointer.trim_start_matches('#')) {
                Some(target) => schema = target,
                None => break,
            }
        }
        schema
    }

    /// `at` is where a blank value is shown: at its key, since a blank value stands nowhere.
    fn walk(&self, node: &mut Node, schema: &Value, at: Spot, report: &mut Report<'_>) -> Fit {
        let schema = self.resolve(schema);
        let alternatives = self.alternatives(schema);
        let at = if node.is_null() { at } else { node.at };
        if node.is_null() && alternatives.iter().any(|schema| types(schema).contains(&"null")) {
            return Fit::of(true);
        }
        // Text where only certain words are text: `yes-no` beside `[1, 5]` for a scale.
        let textual: Vec<&Value> = alternatives
            .iter()
            .copied()
            .filter(|schema| types(schema).contains(&"string"))
            .collect();
        if let (Some(words), Some(word)) = (words(&textual), node.text()) {
            let known = words.contains(&word);
            if !known {
                report.unknown_word(word, &words, &alternatives, at);
            }
            return Fit::of(known);
        }
        let Some(fitting) = alternatives.iter().find(|schema| fits(schema, node)) else {
            report.wrong_type(&alternatives, node, at);
            return Fit::of(false);
        };
        match node.kind {
            NodeKind::Scalar(..) => Fit::of(report.check_scalar(node, fitting)),
            NodeKind::List(_) => self.walk_list(node, fitting, report),
            NodeKind::Map(_) => self.walk_map(node, fitting, report),
        }
    }

    fn walk_list(&self, node: &mut Node, schema: &Value, report: &mut Report<'_>) -> Fit {
        let at = node.at;
        let NodeKind::List(items) = &mut node.kind else {
            return Fit::of(true);
        };
        let before = items.len();
        if let Some(item) = schema.get("items") {
            items.retain_mut(|node| self.walk(node, item, node.at, report).usable);
        }
        let shortened = items.len() != before;
        let limit = |name| schema.get(name).and_then(Value::as_u64);
        if let (Some(fewest), Some(most)) = (limit("minItems"), limit("maxItems")) {
            if !(fewest..=most).contains(&(before as u64)) {
                report.wrong_length(before, fewest, most, at);
                return Fit::of(false);
            }
            // A pair that lost one of its two numbers is no pair any more.
            return Fit::of(!shortened);
        }
        Fit {
            usable: true,
            shortened,
        }
    }

    fn walk_map(&self, node: &mut Node, schema: &Value, report: &mut Report<'_>) -> Fit {
        let at = node.at;
        let NodeKind::Map(entries) = &mut node.kind else {
            return Fit::of(true);
        };
        let mut fit = Fit::of(true);
        let properties = schema.get("properties").and_then(Value::as_object);
        let rest = schema.get("additionalProperties");
        let required = schema.get("required").and_then(Value::as_array);
        let required: Vec<&str> = required.into_iter().flatten().filter_map(Value::as_str).collect();
        let mut written: Vec<Box<str>> = entries.iter().map(|(key, _)| key.name.clone()).collect();
        let spots: Vec<Spot> = entries.iter().map(|(_, value)| value.at).collect();
        entries.retain_mut(|(key, value)| {
            let name = &*key.name;
            let kept = match properties.and_then(|properties| properties.get(name)).or(rest) {
                None => Fit::of(true),
                Some(Value::Bool(false)) => {
                    let names = properties.into_iter().flat_map(|properties| properties.keys());
                    let known: Vec<&str> = names.map(String::as_str).collect();
                    report.unknown_key(name, &known, key.at);
                    // Its author meant this key: it is not missing besides.
                    written.extend(closest(name, known).map(Into::into));
                    Fit::of(false)
                }
                Some(schema) => self.walk(value, schema, key.at, report),
            };
            fit.usable &= kept.usable || !required.contains(&name);
            fit.shortened |= !kept.usable || kept.shortened;
            kept.usable
        });
        for name in required {
            if entries.iter().any(|(key, _)| &*key.name == name) {
                continue;
            }
            fit.usable = false;
            if !written.iter().any(|key| &**key == name) {
                let takes = properties.and_then(|properties| properties.get(name));
                let takes = takes.map(|schema| self.alternatives(self.resolve(schema)));
                report.missing_key(name, &takes.unwrap_or_default(), at);
            }
        }
        if fit.shortened {
            report.doubts.insert(at);
            report.doubts.extend(spots);
        }
        fit
    }

    /// The ways a value may be written; one where the schema has no choice. A choice in a choice is laid flat.
    fn alternatives<'s>(&'s self, schema: &'s Value) -> Vec<&'s Value> {
        let choice = schema.get("oneOf").or_else(|| schema.get("anyOf"));
        match choice.and_then(Value::as_array) {
            Some(choices) => choices
                .iter()
                .flat_map(|choice| self.alternatives(self.resolve(choice)))
                .collect(),
            None => vec![schema],
        }
    }
}

/// How a node fits its schema.
#[derive(Clone, Copy)]
struct Fit {
    /// Whether something is left that can be decoded.
    usable: bool,
    /// Whether something was taken out of it, up to the next list: what is not there may have been written.
    shortened: bool,
}

impl Fit {
    fn of(usable: bool) -> Self {
        Fit {
            usable,
            shortened: false,
        }
    }
}

/// The words of a choice of words, where it is one.
fn words<'s>(alternatives: &[&'s Value]) -> Option<Vec<&'s str>> {
    let mut words = Vec::new();
    for schema in alternatives {
        match (schema.get("const"), schema.get("enum").and_then(Value::as_array)) {
            (Some(word), _) => words.push(word.as_str()?),
            (None, Some(listed)) => words.extend(listed.iter().filter_map(Value::as_str)),
            (None, None) => return None,
        }
    }
    (!words.is_empty()).then_some(words)
}

/// Whether a node has one of the types of a schema. A whole number may stand where text is expected (`id: 2026`); a
/// decimal or a boolean may not, since `1.10` and `on` are not what their author sees.
fn fits(schema: &Value, node: &Node) -> bool {
    let types = types(schema);
    let kinds: &[&str] = match &node.kind {
        NodeKind::Scalar(Scalar::Null, _) => &["null"],
        NodeKind::Scalar(Scalar::Boolean(_), _) => &["boolean"],
        NodeKind::Scalar(Scalar::Whole(_) | Scalar::Negative(_), _) => &["integer", "number", "string"],
        NodeKind::Scalar(Scalar::Decimal(_), _) => &["number"],
        NodeKind::Scalar(Scalar::Text, _) => &["string"],
        NodeKind::List(_) => &["array"],
        NodeKind::Map(_) => &["object"],
    };
    types.is_empty() || types.iter().any(|name| kinds.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Problems;
    use crate::language::{Lang, Text};
    use crate::manifest::{Located, decode, parse};
    use serde::Deserialize;

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(rename_all = "lowercase")]
    enum Word {
        /// One.
        Left,
        /// Two.
        Right,
    }

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    struct Thing {
        id: Located<String>,
        #[serde(default)]
        title: Text,
        side: Option<Word>,
        pair: Option<[i32; 2]>,
        small: Option<u8>,
        #[serde(default)]
        parts: Vec<Thing>,
    }

    fn problems(text: &str) -> (Vec<String>, Option<Thing>) {
        let mut problems = Problems::new();
        let mut node = parse("a.yaml", text, &mut problems).unwrap();
        let usable = Shape::of::<Thing>().check(&mut node, &mut Report::new("a.yaml", text, &mut problems));
        let thing = usable.then(|| decode("a.yaml", &node, &mut problems)).flatten();
        let told = problems
            .sorted()
            .iter()
            .map(|problem| format!("{} {}", problem.place.as_ref().unwrap(), problem.code))
            .collect();
        (told, thing)
    }

    #[test]
    fn all_mistakes_of_a_file_come_in_one_run() {
        let (told, thing) = problems(
            "id: a\nsdie: left\nside: lfet\npair: [1]\nsmall: 300\ntitle: {de: Hallo}\nparts:\n  - {title: no id}\n  - id: 1.5\n  - {id: b, parts: text}\n",
        );
        assert_eq!(
            told,
            [
                "a.yaml:2:1 project/unknown-key",
                "a.yaml:3:7 project/unknown-word",
                "a.yaml:4:7 project/wrong-type",
                "a.yaml:5:8 project/out-of-range",
                "a.yaml:6:9 project/unknown-key",
                "a.yaml:8:5 project/missing-key",
                "a.yaml:9:9 project/wrong-type",
                "a.yaml:10:20 project/wrong-type",
            ]
        );
        let thing = thing.unwrap();
        assert_eq!(thing.parts.len(), 1);
        assert_eq!(thing.parts[0].id.place().to_string(), "a.yaml:10:10");
    }

    #[test]
    fn what_fits_is_decoded_with_its_places() {
        let (told, thing) = problems("id: 2026\nside: right\npair: [-1, 10]\ntitle: {fr: Bonjour}\nsmall:\n");
        assert!(told.is_empty(), "{told:?}");
        let thing = thing.unwrap();
        assert_eq!(thing.id.value, "2026");
        assert_eq!(thing.pair, Some([-1, 10]));
        assert_eq!(thing.title.get(Lang::En), "Bonjour");
        assert!(thing.small.is_none() && matches!(thing.side, Some(Word::Right)));
    }

    #[test]
    fn a_blank_value_is_shown_at_its_key() {
        let (told, _) = problems("id: a\nparts:\ntitle: x\n");
        assert_eq!(told, ["a.yaml:2:1 project/wrong-type"]);
    }
}
