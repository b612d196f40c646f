//! The structural problems of one file, put into words.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::Value;

use super::node::{Node, NodeKind, Scalar, Spot};
use super::source::{self, MOST_PROBLEMS};
use crate::diagnostics::{Problem, Problems, suggestion};
use crate::language::{Lang, Text};

/// The types a schema takes, by the names of JSON Schema.
pub(super) fn types(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ if schema.get("const").is_some() || schema.get("enum").is_some() => vec!["string"],
        _ => Vec::new(),
    }
}

/// Collects the structural problems of one file, at most `MOST_PROBLEMS` of them.
pub struct Report<'p> {
    path: &'p str,
    text: &'p str,
    problems: &'p mut Problems,
    raised: usize,
    pub(super) doubts: BTreeSet<Spot>,
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

    pub(super) fn unknown_key(&mut self, name: &str, known: &[&str], at: Spot) {
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

    pub(super) fn unknown_word(&mut self, word: &str, words: &[&str], expected: &[&Value], at: Spot) {
        let list = expected.iter().any(|schema| types(schema).contains(&"array"));
        self.tell(at, || {
            let help = suggestion(word, words.iter().copied());
            let help = if list {
                Text::prose(
                    format!("{}; or a list such as `[0, 10]`", help.get(Lang::En)),
                    format!("{} ; ou une liste comme `[0, 10]`", help.get(Lang::Fr)),
                )
            } else {
                help
            };
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
            .help(help)
        });
    }

    pub(super) fn wrong_type(&mut self, expected: &[&Value], node: &Node, at: Spot) {
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

    pub(super) fn wrong_length(&mut self, found: usize, fewest: u64, most: u64, at: Spot) {
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

    pub(super) fn missing_key(&mut self, name: &str, takes: &[&Value], at: Spot) {
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

    /// Whether a single value is a date where one is asked for, and in the range of its type.
    pub(super) fn check_scalar(&mut self, node: &Node, schema: &Value) -> bool {
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
                "object" if is_text_map(schema) => ("a map of `fr` and `en`", "un texte par langue (`fr`, `en`)"),
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

/// Whether a map is the words of each language.
fn is_text_map(schema: &Value) -> bool {
    schema
        .get("properties")
        .and_then(Value::as_object)
        .is_some_and(|properties| properties.keys().eq(["fr", "en"]))
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
