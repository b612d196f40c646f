//! YAML text → located tree. The only file that calls `serde_yaml`.
//!
//! The parser stops at its first syntax error, so a file has at most one problem from here besides its duplicate
//! keys; everything else that can be wrong is found on the tree. Limits hold memory and time whatever the text.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_yaml::budget::BudgetBreach;
use serde_yaml::options::{DuplicateKeyPolicy, NonFiniteFloatPolicy};
use serde_yaml::{Error, Location, Spanned};

use super::node::{Key, Node, NodeKind, Scalar, Spot};
use super::source;
use crate::diagnostics::{Place, Problem, Problems};
use crate::language::Text;

/// How deep lists and maps may stand in one another; a project needs about ten. Each level takes some 33 KB of
/// stack in an unoptimised build, so this stays at half of the 2 MiB a thread has.
const DEEPEST: usize = 32;

/// How many values a file may hold; a file of 5 MB has about 500,000.
const MOST_VALUES: usize = 2_000_000;

/// How many values aliases may stand for; an alias bomb of nine lines asks for a thousand million.
const MOST_ALIASED: usize = 20_000;

/// Reads the YAML of the file at `path`. Duplicate keys are reported and the first of them kept; anything that
/// makes the text unreadable is reported and gives `None`. A file without any value gives a blank node.
pub fn parse(path: &str, text: &str, problems: &mut Problems) -> Option<Node> {
    let options = serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: DEEPEST,
            // The scanner looks 1,024 characters ahead of the depth counted here.
            flow_nesting_limit: 2048,
            max_nodes: MOST_VALUES,
            max_events: 3 * MOST_VALUES,
            max_documents: 1,
            max_recorded_anchor_events: 10 * MOST_ALIASED,
        },
        alias_limits: serde_yaml::alias_limits! {
            max_total_replayed_events: MOST_ALIASED,
            max_replay_stack_depth: 16,
        },
        // Duplicates are looked for on the tree, all of them, with the place of the first.
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        // Comments are not looked at, and their parser refuses more than 32 in a row.
        emit_comments: false,
        strict_booleans: true,
        strict_indentation: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        reject_unsupported_tags: true,
        with_snippet: false,
    };
    match serde_yaml::from_str_with_options::<Raw>(text, options) {
        Ok(raw) => {
            let mut node = raw.settle(text);
            keep_first_keys(&mut node, path, text, problems);
            Some(node)
        }
        Err(error) => {
            problems.push(refusal(&error, path, text));
            None
        }
    }
}

/// A node as the parser hands it over: its number still without the characters it was written with.
struct Raw {
    used: Location,
    defined: Location,
    held: Held,
}

enum Held {
    Scalar(Scalar, Box<str>),
    List(Vec<Raw>),
    Map(Vec<(Spanned<String>, Raw)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Held>::deserialize(deserializer)?;
        Ok(Raw {
            used: spanned.referenced,
            defined: spanned.defined,
            held: spanned.value,
        })
    }
}

impl<'de> Deserialize<'de> for Held {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Anything)
    }
}

struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Held;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_unit<E>(self) -> Result<Held, E> {
        Ok(Held::Scalar(Scalar::Null, Box::default()))
    }
    fn visit_bool<E>(self, truth: bool) -> Result<Held, E> {
        Ok(Held::Scalar(Scalar::Boolean(truth), truth.to_string().into()))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Held, E> {
        let scalar = u64::try_from(number).map_or(Scalar::Negative(number), Scalar::Whole);
        Ok(Held::Scalar(scalar, number.to_string().into()))
    }
    fn visit_u64<E>(self, number: u64) -> Result<Held, E> {
        Ok(Held::Scalar(Scalar::Whole(number), number.to_string().into()))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Held, E> {
        Ok(Held::Scalar(Scalar::Decimal(number), number.to_string().into()))
    }
    fn visit_str<E>(self, text: &str) -> Result<Held, E> {
        Ok(Held::Scalar(Scalar::Text, text.into()))
    }
    fn visit_string<E>(self, text: String) -> Result<Held, E> {
        Ok(Held::Scalar(Scalar::Text, text.into()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Held, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Held::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Held, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Held::Map(entries))
    }
}

impl Raw {
    /// The node with the characters of its numbers as written (`1.50`, not `1.5`) and the lengths of its spots.
    fn settle(self, text: &str) -> Node {
        let kind = match self.held {
            // What was written between quotes or by a tag is shown as the parser understood it.
            Held::Scalar(scalar, shown) if !matches!(scalar, Scalar::Text | Scalar::Null) => {
                let written = slice(&self.defined, text).map(str::trim);
                let plain = |written: &&str| written.starts_with(|c: char| c.is_alphanumeric() || "+-.".contains(c));
                NodeKind::Scalar(scalar, written.filter(plain).map_or(shown, Into::into))
            }
            Held::Scalar(scalar, shown) => NodeKind::Scalar(scalar, shown),
            Held::List(items) => NodeKind::List(items.into_iter().map(|item| item.settle(text)).collect()),
            Held::Map(entries) => NodeKind::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| {
                        let key = Key {
                            at: spot(&key.referenced, text, true),
                            name: key.value.into(),
                        };
                        (key, value.settle(text))
                    })
                    .collect(),
            ),
        };
        Node {
            at: spot(&self.used, text, matches!(kind, NodeKind::Scalar(..))),
            kind,
        }
    }
}

fn slice<'t>(location: &Location, text: &'t str) -> Option<&'t str> {
    let start = usize::try_from(location.span().byte_offset()?).ok()?;
    let length = usize::try_from(location.span().byte_len()?).ok()?;
    text.get(start..start.checked_add(length)?)
}

fn spot(location: &Location, text: &str, scalar: bool) -> Spot {
    let shown = if scalar { slice(location, text) } else { None };
    let length = shown
        .and_then(|written| written.lines().next())
        .map_or(1, |line| line.trim_end().chars().count().max(1));
    Spot {
        line: u32::try_from(location.line()).unwrap_or(u32::MAX),
        column: u32::try_from(location.column()).unwrap_or(u32::MAX),
        length: u32::try_from(length).unwrap_or(u32::MAX),
    }
}

/// Reports keys written twice in one map, and keeps the first.
fn keep_first_keys(node: &mut Node, path: &str, text: &str, problems: &mut Problems) {
    match &mut node.kind {
        NodeKind::Scalar(..) => {}
        NodeKind::List(items) => {
            for item in items {
                keep_first_keys(item, path, text, problems);
            }
        }
        NodeKind::Map(entries) => {
            let mut first: BTreeMap<Box<str>, Spot> = BTreeMap::new();
            entries.retain_mut(|(key, value)| {
                keep_first_keys(value, path, text, problems);
                let Some(earlier) = first.get(&key.name) else {
                    first.insert(key.name.clone(), key.at);
                    return true;
                };
                if problems.len() < source::MOST_PROBLEMS {
                    problems.push(duplicate(key, *earlier, path, text));
                }
                false
            });
        }
    }
}

fn duplicate(key: &Key, first: Spot, path: &str, text: &str) -> Problem {
    let name = &key.name;
    Problem::error(
        "project/duplicate-key",
        Text::prose(
            format!("the key `{name}` is written twice in the same map"),
            format!("la clé `{name}` est écrite deux fois au même niveau"),
        ),
    )
    .why(Text::prose(
        "only one of the two values could count, and nobody could tell which",
        "une seule des deux valeurs compterait, sans que l'on sache laquelle",
    ))
    .help(Text::prose(
        "keep one of the two, or give the second its own name",
        "gardez l'une des deux, ou donnez un autre nom à la seconde",
    ))
    .at(key.at.place(path))
    .line(source::line(text, key.at.line))
    .related(
        first.place(path),
        Text::prose("first written here", "écrite ici d'abord"),
    )
}

/// The problem that a text nobody can read makes.
fn refusal(error: &Error, path: &str, text: &str) -> Problem {
    let error = innermost(error);
    let (line, column) = error.location().map_or((1, 1), |location| {
        (
            u32::try_from(location.line()).unwrap_or(u32::MAX).max(1),
            u32::try_from(location.column()).unwrap_or(u32::MAX).max(1),
        )
    });
    let problem = match error {
        Error::Budget {
            breach: BudgetBreach::Depth { .. },
            ..
        } => too_deep(),
        Error::AliasReplayLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. }
        | Error::Budget {
            breach:
                BudgetBreach::AliasAnchorRatio { .. }
                | BudgetBreach::Aliases { .. }
                | BudgetBreach::Anchors { .. }
                | BudgetBreach::RecordedAnchorEvents { .. }
                | BudgetBreach::RecordedAnchorBytes { .. },
            ..
        } => alias_bomb(),
        Error::Budget {
            breach: BudgetBreach::Documents { .. },
            ..
        }
        | Error::MultipleDocuments { .. } => several_documents(),
        Error::Budget { .. } => too_many_values(),
        other => syntax(other, source::line(text, line)),
    };
    problem.at(Place::at(path, line, column)).line(source::line(text, line))
}

fn innermost(mut error: &Error) -> &Error {
    while let Error::WithSnippet { error: inner, .. } | Error::AliasError { error: inner, .. } = error {
        error = inner;
    }
    error
}

fn too_deep() -> Problem {
    Problem::error(
        "project/too-deep",
        Text::prose(
            format!("lists and maps stand in one another more than {DEEPEST} levels deep"),
            format!("listes et clés sont imbriquées sur plus de {DEEPEST} niveaux"),
        ),
    )
    .why(Text::prose(
        "no part of a project needs more than about ten levels, so this is a mistake or an attack",
        "aucune partie d'un projet ne demande plus d'une dizaine de niveaux : c'est une erreur ou une attaque",
    ))
    .help(Text::prose(
        "look for brackets that were opened and never closed",
        "cherchez des crochets ou des accolades ouverts et jamais refermés",
    ))
}

fn alias_bomb() -> Problem {
    Problem::error(
        "project/alias-bomb",
        Text::prose(
            format!("the aliases (`*name`) of this file stand for more than {MOST_ALIASED} values"),
            format!("les alias (`*nom`) de ce fichier tiennent lieu de plus de {MOST_ALIASED} valeurs"),
        ),
    )
    .why(Text::prose(
        "aliases of aliases multiply: a few lines would fill the memory",
        "des alias d'alias se multiplient : quelques lignes rempliraient la mémoire",
    ))
    .help(Text::prose(
        "write the values out, or let an alias stand for a small part only",
        "écrivez les valeurs en toutes lettres, ou ne donnez à un alias qu'une petite partie",
    ))
}

fn several_documents() -> Problem {
    Problem::error(
        "project/yaml-syntax",
        Text::prose(
            "the file holds several documents, parted by `---`",
            "le fichier contient plusieurs documents, séparés par `---`",
        ),
    )
    .why(Text::prose(
        "only one document is read per file",
        "un seul document est lu par fichier",
    ))
    .help(Text::prose(
        "write the items as a list (`- id: …`), or put each document into its own file",
        "écrivez les éléments en liste (`- id: …`), ou mettez chaque document dans son propre fichier",
    ))
}

fn too_many_values() -> Problem {
    Problem::error(
        "project/too-large",
        Text::prose(
            format!("the file holds more than {MOST_VALUES} values"),
            format!("le fichier contient plus de {MOST_VALUES} valeurs"),
        ),
    )
    .why(Text::prose(
        "project files describe the audit; answers of respondents belong in data files, which are streamed",
        "les fichiers du projet décrivent l'audit ; les réponses vont dans les fichiers de données, lus au fil de l'eau",
    ))
    .help(Text::prose(
        "move the data to a CSV file and name it in a survey",
        "déplacez les données dans un fichier CSV et nommez-le dans une enquête",
    ))
}

fn syntax(error: &Error, line: &str) -> Problem {
    let reason = error.to_string();
    let reason = reason.lines().next().unwrap_or_default();
    // The parser says where at the end of its sentence; the place says it already.
    let reason = reason.split(" at line ").next().unwrap_or_default().trim_end();
    let reason = reason.trim_start_matches("error: ");
    Problem::error(
        "project/yaml-syntax",
        Text::prose(
            format!("this is not valid YAML: `{reason}`"),
            format!("ce n'est pas du YAML valide : `{reason}`"),
        ),
    )
    .why(Text::prose(
        "nothing of the file can be read until its form is right",
        "rien ne peut être lu dans ce fichier tant que sa forme n'est pas correcte",
    ))
    .help(syntax_help(line))
}

/// What usually mends a line that is not YAML.
fn syntax_help(line: &str) -> crate::language::Text {
    let trimmed = line.trim_start();
    if line.chars().take_while(|c| c.is_whitespace()).any(|c| c == '\t') {
        return Text::prose(
            "the line is indented by a tab: use spaces",
            "la ligne est décalée par une tabulation : utilisez des espaces",
        );
    }
    if trimmed.matches(": ").count() > 1 && !trimmed.contains(['"', '{']) {
        return Text::prose(
            "put text that holds a colon between quotes: `title: \"Shop: pick-up\"`",
            "mettez entre guillemets droits un texte qui contient un deux-points : `title: \"Magasin : retrait\"`",
        );
    }
    if trimmed.matches('"').count() % 2 == 1 {
        return Text::prose(
            "a quotation mark is opened and never closed on this line",
            "un guillemet est ouvert sur cette ligne et jamais refermé",
        );
    }
    Text::prose(
        "check the indentation of this line and of the one above, brackets and quotation marks included",
        "vérifiez le décalage de cette ligne et de la précédente, ainsi que les crochets et les guillemets",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    fn tree(text: &str) -> Node {
        let mut problems = Problems::new();
        let node = parse("a.yaml", text, &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        node.unwrap()
    }

    fn code(text: &str) -> (&'static str, String) {
        let mut problems = Problems::new();
        parse("a.yaml", text, &mut problems);
        let all = problems.sorted();
        assert_eq!(all.len(), 1, "{all:?}");
        (all[0].code, all[0].place.as_ref().unwrap().to_string())
    }

    #[test]
    fn every_value_and_key_knows_its_line_and_column() {
        let root = tree("# heading\ntitle: Été\nlist:\n  - {a: 1}\n  - b: \"2\"\n");
        let NodeKind::Map(entries) = &root.kind else { panic!() };
        assert_eq!((entries[0].0.at.line, entries[0].0.at.column), (2, 1));
        assert_eq!(
            entries[0].1.at,
            Spot {
                line: 2,
                column: 8,
                length: 3
            }
        );
        let items = root.get("list").unwrap().items();
        assert_eq!((items[0].at.line, items[0].at.column), (4, 5));
        assert_eq!(items[0].get("a").unwrap().at.column, 9);
        assert_eq!((items[1].at.line, items[1].at.column), (5, 5));
    }

    #[test]
    fn numbers_keep_the_characters_they_were_written_with() {
        let root = tree("[1.50, 011, 1_000, yes, \"7\", -3, 0, TRUE]");
        let texts: Vec<_> = root.items().iter().map(|item| item.text().unwrap()).collect();
        assert_eq!(texts, ["1.50", "011", "1_000", "yes", "7", "-3", "0", "TRUE"]);
        let kinds: Vec<_> = root
            .items()
            .iter()
            .map(|item| match item.kind {
                NodeKind::Scalar(scalar, _) => scalar,
                _ => panic!(),
            })
            .collect();
        assert_eq!(kinds[0], Scalar::Decimal(1.5));
        assert_eq!(kinds[1..5], [Scalar::Text; 4]);
        assert_eq!(
            kinds[5..],
            [Scalar::Negative(-3), Scalar::Whole(0), Scalar::Boolean(true)]
        );
    }

    #[test]
    fn an_alias_stands_where_it_is_used() {
        let root = tree("a: &x 2.50\nb: *x\n");
        let b = root.get("b").unwrap();
        assert_eq!((b.at.line, b.at.column, b.text()), (2, 4, Some("2.50")));
    }

    #[test]
    fn all_duplicate_keys_are_found_and_the_first_is_kept() {
        let mut problems = Problems::new();
        let root = parse("a.yaml", "a: 1\nb: {c: 1, c: 2}\na: 2\n", &mut problems).unwrap();
        assert_eq!(root.get("a").unwrap().text(), Some("1"));
        let all = problems.sorted();
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].place.as_ref().unwrap().to_string(), "a.yaml:2:11");
        assert_eq!(all[1].related[0].0.to_string(), "a.yaml:1:1");
        assert_eq!(all[1].source_line.as_deref(), Some("a: 2"));
    }

    #[test]
    fn a_syntax_error_says_where() {
        assert_eq!(code("a: [1\nb: 2\n").0, "project/yaml-syntax");
        assert_eq!(code("a: 1\n\tb: 2\n").0, "project/yaml-syntax");
        assert_eq!(code("a: 1\n---\nb: 2\n").0, "project/yaml-syntax");
        assert_eq!(
            code("a: 1\nb: c: d\n"),
            ("project/yaml-syntax", "a.yaml:2:5".to_owned())
        );
    }

    #[test]
    fn nesting_is_refused_beyond_the_limit_only() {
        let nested = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
        assert!(matches!(tree(&nested(DEEPEST)).kind, NodeKind::List(_)));
        assert_eq!(code(&nested(100)).0, "project/too-deep");
        let block: String = (0..100)
            .map(|level| format!("{}a:\n", " ".repeat(level)))
            .chain([format!("{}b", " ".repeat(100))])
            .collect();
        assert_eq!(code(&block).0, "project/too-deep");
        assert_eq!(code(&nested(20_000)).0, "project/too-deep");
    }

    #[test]
    fn an_alias_bomb_is_refused() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for level in 1..9 {
            let before = level - 1;
            let nine = vec![format!("*a{before}"); 9].join(", ");
            bomb = format!("{bomb}a{level}: &a{level} [{nine}]\n");
        }
        assert_eq!(code(&bomb).0, "project/alias-bomb");
    }

    #[test]
    fn a_large_file_that_means_well_is_read() {
        let mut text = String::from("benchmarks:\n");
        while text.len() < 5_000_000 {
            text.push_str("  - {check: nps, name: Somebody else, value: 12.5, year: 2024}\n");
        }
        assert!(tree(&text).get("benchmarks").unwrap().items().len() > 70_000);
    }

    #[test]
    fn messages_exist_in_both_languages() {
        for problem in [too_deep(), alias_bomb(), several_documents(), too_many_values()] {
            for lang in Lang::ALL {
                assert!(problem.what.has(lang) && problem.why.has(lang) && problem.help.has(lang));
            }
        }
    }
}
