//! The structure of a file against the JSON Schema of its type: every mistake of a file in one run.
//!
//! serde stops at its first error, so the tree is walked before it is decoded. What does not fit is reported and
//! taken out of the tree, up to the nearest thing that may be left out (an optional key, an item of a list), so
//! that the rest still decodes and its own mistakes are found in the same run.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde_json::Value;

use super::node::{Node, NodeKind, Scalar, Spot};
use super::source;
use super::source::MOST_PROBLEMS;
use crate::diagnostics::{Problem, Problems, closest, suggestion};
use crate::language::{Lang, Text};

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
        } else {
            self.check(node, report)
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
                report.unknown_word(word, &words, at);
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
                    let unused: Vec<&str> = names
                        .map(String::as_str)
                        .filter(|other| !written.iter().any(|key| &**key == *other))
                        .collect();
                    report.unknown_key(name, &unused, key.at);
                    // Its author meant this key: it is not missing besides.
                    written.extend(closest(name, unused).map(Into::into));
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

fn types(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ if schema.get("const").is_some() || schema.get("enum").is_some() => vec!["string"],
        _ => Vec::new(),
    }
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

/// Lowest and highest number a schema takes.
fn bounds(schema: &Value) -> (Option<f64>, Option<f64>) {
    let limit = |name| schema.get(name).and_then(Value::as_f64);
    let (low, high) = match schema.get("format").and_then(Value::as_str) {
        Some("uint8") => (0.0, f64::from(u8::MAX)),
        Some("uint16") => (0.0, f64::from(u16::MAX)),
        Some("uint32") => (0.0, f64::from(u32::MAX)),
        Some("uint64") => (0.0, f64::MAX),
        Some("int32") => (f64::from(i32::MIN), f64::from(i32::MAX)),
        _ => return (limit("minimum"), limit("maximum")),
    };
    (
        Some(limit("minimum").unwrap_or(low)),
        Some(limit("maximum").unwrap_or(high)),
    )
}

/// Collects the structural problems of one file, at most [`MOST_PROBLEMS`] of them.
pub struct Report<'p> {
    path: &'p str,
    text: &'p str,
    problems: &'p mut Problems,
    raised: usize,
    doubts: BTreeSet<Spot>,
}

impl<'p> Report<'p> {
    /// A report on the file at `path`, whose text gives the source lines.
    pub fn new(path: &'p str, text: &'p str, problems: &'p mut Problems) -> Self {
        Report {
            path,
            text,
            problems,
            raised: 0,
            doubts: BTreeSet::new(),
        }
    }

    /// Where maps stand (and their values) out of which something was taken: that a key is absent there must not be
    /// held against their author.
    pub fn doubts(self) -> BTreeSet<Spot> {
        self.doubts
    }

    /// Adds a problem at a spot of the file.
    pub fn push(&mut self, problem: Problem, at: Spot) {
        self.tell(at, || problem);
    }

    /// Adds the problem that `make` puts into words, which takes longer than finding it.
    fn tell(&mut self, at: Spot, make: impl FnOnce() -> Problem) {
        self.raised += 1;
        let problem = match self.raised {
            count if count <= MOST_PROBLEMS => make(),
            count if count == MOST_PROBLEMS + 1 => source::more_problems(MOST_PROBLEMS),
            _ => return,
        };
        self.problems
            .push(problem.at(at.place(self.path)).line(source::line(self.text, at.line)));
    }

    fn unknown_key(&mut self, name: &str, known: &[&str], at: Spot) {
        self.tell(at, || {
            Problem::error(
                "project/unknown-key",
                Text::prose(format!("unknown key `{name}`"), format!("clé inconnue : `{name}`")),
            )
            .why(Text::prose(
                "a key that nobody reads would be ignored in silence, and with it what you meant to say",
                "une clé que personne ne lit serait ignorée en silence, et avec elle ce que vous vouliez dire",
            ))
            .help(suggestion(name, known.iter().copied()))
        });
    }

    fn unknown_word(&mut self, word: &str, words: &[&str], at: Spot) {
        self.tell(at, || {
            Problem::error(
                "project/unknown-word",
                Text::prose(
                    format!("`{word}` is not one of the words this key takes"),
                    format!("`{word}` ne fait pas partie des mots que cette clé accepte"),
                ),
            )
            .why(Text::prose(
                "each of these words has a fixed meaning in the audit",
                "chacun de ces mots a un sens précis dans l'audit",
            ))
            .help(suggestion(word, words.iter().copied()))
        });
    }

    fn wrong_type(&mut self, expected: &[&Value], node: &Node, at: Spot) {
        self.tell(at, || {
            let wanted = expectation(expected);
            let (en, fr) = (wanted.get(Lang::En), wanted.get(Lang::Fr));
            let (found_en, found_fr) = found(node);
            Problem::error(
                "project/wrong-type",
                Text::prose(
                    format!("expected {en}, found {found_en}"),
                    format!("il faut ici {fr}, {found_fr}"),
                ),
            )
            .why(Text::prose(
                "a value of another type cannot be understood as what this key means",
                "une valeur d'un autre type ne peut pas être comprise comme ce que dit cette clé",
            ))
            .help(type_help(expected, node))
        });
    }

    fn wrong_length(&mut self, found: usize, fewest: u64, most: u64, at: Spot) {
        self.tell(at, || {
            let (en, fr) = if fewest == most {
                (format!("exactly {most} values"), format!("exactement {most} valeurs"))
            } else {
                (
                    format!("{fewest} to {most} values"),
                    format!("de {fewest} à {most} valeurs"),
                )
            };
            Problem::error(
                "project/wrong-type",
                Text::prose(
                    format!("expected {en} in this list, found {found}"),
                    format!("cette liste doit contenir {fr} ; elle en contient {found}"),
                ),
            )
            .why(Text::prose(
                "the values of this list each have their own meaning, such as lowest and highest",
                "chaque valeur de cette liste a son propre sens, comme le plus petit et le plus grand",
            ))
            .help(Text::prose(
                "write them as in `[0, 10]`",
                "écrivez-les comme dans `[0, 10]`",
            ))
        });
    }

    fn missing_key(&mut self, name: &str, takes: &[&Value], at: Spot) {
        self.tell(at, || {
            let takes = expectation(takes);
            Problem::error(
                "project/missing-key",
                Text::prose(
                    format!("the key `{name}` is missing here"),
                    format!("il manque ici la clé `{name}`"),
                ),
            )
            .why(Text::prose(
                "nothing sensible can be assumed in its place",
                "rien de sensé ne peut être supposé à sa place",
            ))
            .help(Text::prose(
                format!("add `{name}:` with {}", takes.get(Lang::En)),
                format!("ajoutez `{name}:` avec {}", takes.get(Lang::Fr)),
            ))
        });
    }

    fn check_scalar(&mut self, node: &Node, schema: &Value) -> bool {
        let NodeKind::Scalar(scalar, text) = &node.kind else {
            return true;
        };
        let number = match *scalar {
            Scalar::Whole(number) => number as f64,
            Scalar::Negative(number) => number as f64,
            Scalar::Decimal(number) => number,
            Scalar::Text if schema.get("format").and_then(Value::as_str) == Some("date") => {
                let good = text.parse::<Date>().is_ok();
                if !good {
                    self.tell(node.at, || bad_date(text));
                }
                return good;
            }
            Scalar::Text | Scalar::Null | Scalar::Boolean(_) => return true,
        };
        if types(schema).contains(&"string") {
            return true;
        }
        let (low, high) = bounds(schema);
        if low.is_some_and(|low| number < low) || high.is_some_and(|high| number > high) {
            let (low, high) = (low.unwrap_or(f64::MIN), high.unwrap_or(f64::MAX));
            self.tell(node.at, || out_of_range(text, low, high));
            return false;
        }
        true
    }
}

fn bad_date(text: &str) -> Problem {
    Problem::error(
        "project/bad-date",
        Text::prose(
            format!("`{text}` is not a date of the calendar"),
            format!("`{text}` n'est pas une date du calendrier"),
        ),
    )
    .why(Text::prose(
        "dates are written year-month-day, so that no country reads them the other way round",
        "les dates s'écrivent année-mois-jour, pour qu'aucun pays ne les lise à l'envers",
    ))
    .help(Text::prose(
        "write it as in `2026-10-31`",
        "écrivez-la comme dans `2026-10-31`",
    ))
}

fn out_of_range(text: &str, low: f64, high: f64) -> Problem {
    let (en, fr) = if high > 1e18 {
        (format!("from {low}"), format!("à partir de {low}"))
    } else {
        (format!("from {low} to {high}"), format!("de {low} à {high}"))
    };
    Problem::error(
        "project/out-of-range",
        Text::prose(
            format!("`{text}` is outside what this key takes ({en})"),
            format!("`{text}` est hors de ce que cette clé accepte ({fr})"),
        ),
    )
    .why(Text::prose(
        "a number outside the range would not mean what this key says",
        "un nombre hors de cet intervalle n'aurait pas le sens de cette clé",
    ))
    .help(Text::prose(
        format!("give a number {en}"),
        format!("donnez un nombre {fr}"),
    ))
}

/// What a schema expects, in words: `a list`, `text or a map`.
fn expectation(alternatives: &[&Value]) -> Text {
    let mut en: Vec<&str> = Vec::new();
    let mut fr: Vec<&str> = Vec::new();
    for schema in alternatives {
        let date = schema.get("format").and_then(Value::as_str) == Some("date");
        for name in types(schema) {
            let (in_english, in_french) = match name {
                "string" if date => ("a date such as `2026-10-31`", "une date comme `2026-10-31`"),
                "string" => ("text", "un texte"),
                "integer" => ("a whole number", "un nombre entier"),
                "number" => ("a number", "un nombre"),
                "boolean" => ("`true` or `false`", "`true` ou `false`"),
                "array" => ("a list", "une liste"),
                "object" => ("a map of keys and values", "un ensemble de clés et de valeurs"),
                _ => continue,
            };
            if !en.contains(&in_english) {
                en.push(in_english);
                fr.push(in_french);
            }
        }
    }
    if en.is_empty() {
        return Text::prose("a value", "une valeur");
    }
    Text::prose(en.join(" or "), fr.join(" ou "))
}

fn found(node: &Node) -> (&'static str, &'static str) {
    match &node.kind {
        NodeKind::Scalar(Scalar::Null, _) => ("nothing", "et la valeur est vide"),
        NodeKind::Scalar(Scalar::Boolean(_), _) => ("a boolean", "et non un booléen"),
        NodeKind::Scalar(Scalar::Whole(_) | Scalar::Negative(_), _) => ("a whole number", "et non un nombre entier"),
        NodeKind::Scalar(Scalar::Decimal(_), _) => ("a number with decimals", "et non un nombre à virgule"),
        NodeKind::Scalar(Scalar::Text, _) => ("text", "et non un texte"),
        NodeKind::List(_) => ("a list", "et non une liste"),
        NodeKind::Map(_) => ("a map of keys and values", "et non un ensemble de clés et de valeurs"),
    }
}

fn type_help(expected: &[&Value], node: &Node) -> Text {
    let wanted: Vec<&str> = expected.iter().flat_map(|schema| types(schema)).collect();
    match &node.kind {
        NodeKind::Scalar(Scalar::Null, _) => Text::prose(
            "write a value after the colon, or take the key out",
            "écrivez une valeur après le deux-points, ou retirez la clé",
        ),
        NodeKind::Scalar(Scalar::Decimal(_) | Scalar::Boolean(_), text) if wanted.contains(&"string") => Text::prose(
            format!("put it between quotes: `\"{text}\"`"),
            format!("mettez-la entre guillemets droits : `\"{text}\"`"),
        ),
        NodeKind::Scalar(Scalar::Text, text) if wanted.contains(&"number") || wanted.contains(&"integer") => {
            let plain = text.replace(',', ".");
            if plain.parse::<f64>().is_ok() {
                Text::prose(
                    format!("write `{plain}`, with a point and without quotes"),
                    format!("écrivez `{plain}`, avec un point et sans guillemets"),
                )
            } else {
                Text::prose("write a number without quotes", "écrivez un nombre sans guillemets")
            }
        }
        NodeKind::Scalar(Scalar::Text, _) if wanted.contains(&"boolean") => {
            Text::prose("write `true` or `false`", "écrivez `true` ou `false`")
        }
        NodeKind::Scalar(..) | NodeKind::Map(_) if wanted.contains(&"array") => Text::prose(
            "write each item on a line of its own that starts with `- `",
            "écrivez chaque élément sur sa propre ligne, qui commence par `- `",
        ),
        NodeKind::List(_) if wanted.contains(&"object") => Text::prose(
            "take the dashes out: keys stand directly under one another here",
            "retirez les tirets : ici, les clés se suivent directement",
        ),
        _ if wanted.contains(&"object") => Text::prose(
            "write its keys below it, each on a line and indented",
            "écrivez ses clés au-dessous, une par ligne et décalées",
        ),
        _ => Text::prose(
            "`parcours schema` prints what each key takes",
            "`parcours schema` imprime ce que chaque clé accepte",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
