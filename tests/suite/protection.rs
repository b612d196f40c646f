//! Protection of respondents, held to account from outside: what is planted in the data and has to stay unknown is
//! looked for in every byte of the site, and what `audit.json` publishes is solved for what it withholds, by linear
//! algebra that shares nothing with the code that withholds.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use parcours::files::Memory;
use parcours::pipeline::{Options, Outcome, build};
use serde_json::Value;

/// Builds a project in memory; whatever is wrong with it fails the test.
fn built(yaml: &str, files: &[(&str, &str)]) -> Outcome {
    let memory = files
        .iter()
        .fold(Memory::new().with("parcours.yaml", yaml), |memory, (path, text)| {
            memory.with(*path, text)
        });
    let outcome = build(&memory, &Options::default());
    let errors: Vec<_> = outcome
        .problems
        .iter()
        .filter(|problem| problem.severity == parcours::diagnostics::Severity::Error)
        .collect();
    assert!(errors.is_empty() && outcome.site.is_some(), "{errors:#?}");
    outcome
}

/// `audit.json` as it is published.
fn published(outcome: &Outcome) -> Value {
    let site = outcome.site.as_ref().unwrap();
    let (_, bytes) = site.iter().find(|(path, _)| *path == "audit.json").unwrap();
    serde_json::from_slice(bytes).unwrap()
}

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

const MINIMUM: u64 = 5;

/// A prime that has nothing to do with the one of the code under test.
const PRIME: u64 = 1_000_000_007;

/// The rows of a matrix in echelon form, modulo the prime.
#[derive(Clone, Default)]
pub(crate) struct Echelon(Vec<(usize, Vec<u64>)>);

impl Echelon {
    fn left(&self, mut row: Vec<u64>) -> Vec<u64> {
        for (lead, known) in &self.0 {
            let factor = row[*lead];
            if factor != 0 {
                for (value, part) in row.iter_mut().zip(known) {
                    *value = (*value + (PRIME - factor) * part) % PRIME;
                }
            }
        }
        row
    }

    pub(crate) fn add(&mut self, row: Vec<u64>) {
        let mut row = self.left(row);
        let Some(lead) = row.iter().position(|value| *value != 0) else {
            return;
        };
        // Fermat once more.
        let (mut base, mut exponent, mut inverse) = (row[lead], PRIME - 2, 1);
        while exponent > 0 {
            if exponent & 1 == 1 {
                inverse = inverse * base % PRIME;
            }
            base = base * base % PRIME;
            exponent >>= 1;
        }
        for value in &mut row {
            *value = *value * inverse % PRIME;
        }
        self.0.push((lead, row));
    }

    pub(crate) fn has(&self, row: Vec<u64>) -> bool {
        self.left(row).iter().all(|value| *value == 0)
    }
}

pub(crate) type Key = BTreeMap<String, String>;

/// A figure of `audit.json` about some answers: which ones, and how many unless it is withheld.
pub(crate) struct Sum {
    pub(crate) key: Key,
    pub(crate) n: Option<u64>,
    pub(crate) counts: BTreeMap<String, u64>,
}

pub(crate) fn sum(cell: &Value) -> Sum {
    let strings = |value: &Value| -> Key {
        let pairs = value.as_object().into_iter().flatten();
        pairs
            .map(|(key, value)| (key.clone(), value.as_str().unwrap_or_default().to_owned()))
            .collect()
    };
    let counts = cell["counts"].as_object().into_iter().flatten();
    Sum {
        key: strings(&cell["key"]),
        n: cell["n"].as_u64(),
        counts: counts.map(|(value, n)| (value.clone(), n.as_u64().unwrap())).collect(),
    }
}

/// All that is published about the answers to one question: the total and the cells of every table, those of the
/// rows' own counts among them where every row has an answer.
fn sums(audit: &Value, check: &Value) -> Vec<Sum> {
    let mut sums = vec![sum(check)];
    for breakdown in check["breakdowns"].as_array().into_iter().flatten() {
        sums.extend(breakdown["cells"].as_array().unwrap().iter().map(sum));
    }
    let missing: u64 = ["blank", "not_an_answer", "out_of_scale"]
        .iter()
        .map(|kind| check["missing"][kind].as_u64().unwrap_or(1))
        .sum();
    if missing == 0 {
        for group in audit["surveys"][0]["groups"].as_array().unwrap() {
            let word = |name: &str| group[name].as_str().unwrap().to_owned();
            if group["n"].as_u64() != Some(0) {
                sums.push(Sum {
                    key: [(word("dimension"), word("id"))].into(),
                    n: group["n"].as_u64(),
                    counts: BTreeMap::new(),
                });
            }
        }
    }
    sums
}

/// Every way in which a row can stand in the dimensions, as far as a reader knows: any set of personas, any value or
/// none of the others, less what a published table shows to be empty. In the `complete` ones no row is blank.
pub(crate) fn ways(sums: &[Sum], complete: &[&str]) -> Vec<BTreeMap<String, BTreeSet<String>>> {
    let mut values: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut tables: BTreeMap<Vec<&str>, BTreeSet<&Key>> = BTreeMap::new();
    for sum in sums {
        for (dimension, value) in &sum.key {
            values.entry(dimension).or_default().insert(value);
        }
        tables
            .entry(sum.key.keys().map(String::as_str).collect())
            .or_default()
            .insert(&sum.key);
    }
    let mut ways = vec![BTreeMap::new()];
    for (dimension, values) in &values {
        let sets: Vec<BTreeSet<String>> = if *dimension == "persona" {
            let values: Vec<&&str> = values.iter().collect();
            (0..1_u32 << values.len())
                .map(|set| {
                    let inside = (0..values.len()).filter(|place| set >> place & 1 == 1);
                    inside.map(|place| values[place].to_string()).collect()
                })
                .collect()
        } else {
            let single = values.iter().map(|value| BTreeSet::from([(*value).to_owned()]));
            let blank = (!complete.contains(dimension)).then(BTreeSet::new);
            single.chain(blank).collect()
        };
        ways = ways
            .iter()
            .flat_map(|way: &BTreeMap<String, BTreeSet<String>>| {
                sets.iter().map(|set| {
                    let mut way = way.clone();
                    way.insert((*dimension).to_owned(), set.clone());
                    way
                })
            })
            .collect();
    }
    // A cell that a table leaves out is empty.
    ways.retain(|way| {
        tables.iter().all(|(by, cells)| {
            let mut keys = vec![Key::new()];
            for dimension in by {
                keys = keys
                    .iter()
                    .flat_map(|key| {
                        way[*dimension].iter().map(|value| {
                            let mut key = key.clone();
                            key.insert((*dimension).to_owned(), value.clone());
                            key
                        })
                    })
                    .collect();
            }
            keys.iter().all(|key| cells.contains(key))
        })
    });
    ways
}

pub(crate) fn is_in(way: &BTreeMap<String, BTreeSet<String>>, key: &Key) -> bool {
    key.iter().all(|(dimension, value)| way[dimension].contains(value))
}

/// Fails where a withheld figure of `audit.json` is determined by those published, or where what is published breaks a
/// rule by itself. Gives back how many sums are published and how many withheld.
fn hold_to_account(audit: &Value, complete: &[&str], what: &str) -> (usize, usize) {
    let mut shown = 0;
    let mut hidden = 0;
    let checks = audit["checks"].as_array().unwrap();
    // Questions that everybody answered have the same numbers of answers.
    let everybody: Vec<Vec<Sum>> = checks
        .iter()
        .filter(|check| check["missing"]["blank"] == 0 && check["missing"]["not_an_answer"] == 0)
        .map(|check| sums(audit, check))
        .collect();
    let together: Vec<Sum> = everybody.into_iter().flatten().collect();
    let apart = checks.iter().map(|check| sums(audit, check));
    for sums in apart.chain([together]) {
        let ways = ways(&sums, complete);
        let row = |key: &Key| -> Vec<u64> { ways.iter().map(|way| u64::from(is_in(way, key))).collect() };
        let mut known = Echelon::default();
        for sum in sums.iter().filter(|sum| sum.n.is_some()) {
            known.add(row(&sum.key));
            assert!(sum.n.unwrap() >= MINIMUM, "{what}: {:?} of {:?} people", sum.key, sum.n);
        }
        for sum in sums.iter().filter(|sum| sum.n.is_none()) {
            hidden += 1;
            assert!(!known.has(row(&sum.key)), "{what}: {:?} is determined", sum.key);
        }
        shown += sums.iter().filter(|sum| sum.n.is_some()).count();
    }
    for check in checks.iter().filter(|check| check["n"].is_number()) {
        let total = sum(check);
        for breakdown in check["breakdowns"].as_array().unwrap() {
            let cells: Vec<Sum> = breakdown["cells"].as_array().unwrap().iter().map(sum).collect();
            for cell in cells.iter().filter(|cell| cell.n.is_some()) {
                not_unanimous(&cell.counts, &format!("{what}: {:?}", cell.key));
            }
            waves_are_apart(&cells, what);
            let by = &breakdown["by"];
            if by.as_array().unwrap().iter().all(|dimension| dimension != "persona") {
                // What is left of the total is no small group, and none that agrees.
                let mut rest = total.counts.clone();
                for cell in &cells {
                    for (value, n) in &cell.counts {
                        *rest.get_mut(value).unwrap() -= n;
                    }
                }
                let left: u64 = rest.values().sum();
                assert!(left == 0 || left >= MINIMUM, "{what}: {left} are left of {by}");
                if left > 0 {
                    not_unanimous(&rest, &format!("{what}: the rest of {by}"));
                }
            }
        }
    }
    (shown, hidden)
}

/// Fails if all are promoters, all passive or all detractors.
fn not_unanimous(counts: &BTreeMap<String, u64>, what: &str) {
    let group = |value: &str| match value.parse::<u32>().unwrap() {
        0..=6 => 0,
        7..=8 => 1,
        _ => 2,
    };
    let groups: BTreeSet<u32> = counts
        .iter()
        .filter(|(_, n)| **n > 0)
        .map(|(value, _)| group(value))
        .collect();
    assert!(groups.len() > 1, "{what}: all agree: {counts:?}");
}

/// Fails if two waves of a group that follow one another differ by one to four answers.
fn waves_are_apart(cells: &[Sum], what: &str) {
    for cell in cells.iter().filter(|cell| cell.n.is_some()) {
        let Some(wave) = cell.key.get("period") else { continue };
        let next = format!("w{}", wave[1..].parse::<u32>().unwrap() + 1);
        let mut key = cell.key.clone();
        key.insert("period".to_owned(), next);
        for later in cells.iter().filter(|later| later.n.is_some() && later.key == key) {
            let answers: BTreeSet<&String> = cell.counts.keys().chain(later.counts.keys()).collect();
            let n = |sum: &Sum, value: &String| sum.counts.get(value).copied().unwrap_or_default();
            let apart: u64 = answers
                .iter()
                .map(|value| n(cell, value).abs_diff(n(later, value)))
                .sum();
            assert!(
                apart == 0 || apart >= MINIMUM,
                "{what}: {key:?} differs by {apart} from the wave before"
            );
        }
    }
}

/// A survey with overlapping personas, a channel, a region and waves.
const RANDOM: &str = "\
title: T
personas:
  - {id: ana, name: Ana, segments: [{survey: s, where: {column: age, between: [18, 40]}}]}
  - {id: bea, name: Bea, segments: [{survey: s, where: {column: age, between: [30, 60]}}]}
  - {id: cyd, name: Cyd, segments: [{survey: s, where: {column: age, between: [35, 39]}}]}
channels: [{id: web, name: Web, kind: digital}, {id: shop, name: Shop, kind: physical}, {id: fax, name: Fax, kind: remote}]
surveys:
  - id: s
    file: s.csv
    periods: {wave: {column: wave, waves: [{id: w1}, {id: w2}, {id: w3}]}}
    dimensions: [{id: channel}, {id: region}]
    questions:
      - {id: first, role: nps, scale: [0, 10]}
      - {id: second, role: nps, scale: [0, 10]}
";

/// Rows at random; how many, how uneven and how complete depends on the seed as well.
fn random_rows(dice: &mut Dice) -> String {
    let mut csv = "age,channel,region,wave,first,second\n".to_owned();
    let rows = 8 + dice.below(260);
    let rare = 2 + dice.below(40);
    let complete = dice.below(2) == 0;
    let kind = dice.below(3);
    for _ in 0..rows {
        let channel = match dice.below(rare) {
            0 => "fax",
            1 => "",
            other if other % 2 == 0 => "web",
            _ => "shop",
        };
        let region = ["north", "north", "south", ""][dice.below(4) as usize];
        let wave = ["w1", "w1", "w2", "w3"][dice.below(4) as usize];
        let age = 15 + dice.below(50);
        let score = |dice: &mut Dice| match kind {
            // Many who agree, here and there.
            0 if channel == "fax" || region == "south" => 9 + dice.below(2),
            _ => dice.below(11),
        };
        let first = score(dice).to_string();
        let second = if complete || dice.below(4) > 0 {
            score(dice).to_string()
        } else {
            String::new()
        };
        writeln!(csv, "{age},{channel},{region},{wave},{first},{second}").unwrap();
    }
    csv
}

#[test]
fn no_withheld_figure_of_many_random_surveys_is_determined_by_the_published_ones() {
    let (mut shown, mut hidden) = (0, 0);
    for seed in 0..40 {
        let csv = random_rows(&mut Dice(seed));
        let outcome = built(RANDOM, &[("s.csv", &csv)]);
        let found = hold_to_account(&published(&outcome), &["period"], &format!("seed {seed}"));
        shown += found.0;
        hidden += found.1;
    }
    // The surveys have plenty of both, or the test would show nothing.
    assert!(shown > 1500 && hidden > 400, "{shown} shown, {hidden} hidden");
}

#[test]
fn the_checker_sees_what_subtraction_gives_away() {
    // One withheld cell beside an exact total: not protected at all.
    let cell =
        |id: &str, n: u64| serde_json::json!({"key": {"channel": id}, "n": n, "counts": {"0": n / 2, "9": n - n / 2}});
    let audit = serde_json::json!({"surveys": [{"groups": []}], "checks": [{
        "id": "nps", "n": 62, "counts": {"0": 31, "9": 31}, "missing": {"blank": 1, "not_an_answer": 0},
        "breakdowns": [{"by": ["channel", "period"], "cells": [
            {"key": {"channel": "web", "period": "w1"}, "n": 40, "counts": {"0": 20, "9": 20}},
            {"key": {"channel": "web", "period": "w2"}, "suppressed": true}]},
          {"by": ["channel"], "cells": [cell("web", 42), cell("shop", 20)]}]}]});
    let caught = std::panic::catch_unwind(|| hold_to_account(&audit, &["channel", "period"], "planted"));
    let said = *caught.unwrap_err().downcast::<String>().unwrap();
    assert!(said.contains("\"w2\"") && said.contains("determined"), "{said}");
}

#[test]
fn the_difference_of_a_total_and_a_group_is_not_published() {
    // DOMAIN §10: n 12 with NPS +25, of whom 9 with NPS +33.33; the other three have NPS 0.
    let yaml = "title: T\nsurveys:\n  - {id: s, file: s.csv, dimensions: [{id: group}], questions: [{id: q, role: nps, scale: [0, 10]}]}\n";
    let rows = [
        ("A", 9, 5),
        ("A", 7, 2),
        ("A", 3, 2),
        ("B", 10, 1),
        ("B", 8, 1),
        ("B", 0, 1),
    ];
    let csv: String = std::iter::once("group,q\n".to_owned())
        .chain(
            rows.iter()
                .map(|(group, score, n)| format!("{group},{score}\n").repeat(*n)),
        )
        .collect();
    let outcome = built(yaml, &[("s.csv", &csv)]);
    let audit = published(&outcome);
    let check = &audit["checks"][0];
    assert_eq!((check["n"].as_u64(), check["value"].as_f64()), (Some(12), Some(25.0)));
    let cells = check["breakdowns"][0]["cells"].as_array().unwrap();
    assert_eq!(cells.len(), 2);
    assert!(cells.iter().all(|cell| cell["suppressed"] == true), "{cells:#?}");
    assert!(
        audit["surveys"][0]["groups"]
            .as_array()
            .unwrap()
            .iter()
            .all(|group| group["n"].is_null())
    );
    assert!(!appears(&outcome, "33.3") && !appears(&outcome, "33,3"));
    hold_to_account(&audit, &["group"], "the example");
}

#[test]
fn one_leaver_between_two_waves_is_not_read_off_them() {
    // Twelve people, the same answers again in the next wave, but for one who left; a third wave is another crowd.
    let yaml = "title: T\nsurveys:\n  - {id: s, file: s.csv, periods: {wave: {column: wave, waves: [{id: w1}, {id: w2}, {id: w3}]}}, \
                questions: [{id: q, role: nps, scale: [0, 10]}]}\n";
    let answers = [10, 9, 9, 8, 8, 7, 6, 5, 3, 2, 1, 0];
    let mut csv = "wave,q\n".to_owned();
    for answer in answers {
        writeln!(csv, "w1,{answer}").unwrap();
    }
    for answer in &answers[..11] {
        writeln!(csv, "w2,{answer}").unwrap();
    }
    for answer in [10, 10, 10, 10, 10, 9, 9, 9, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4] {
        writeln!(csv, "w3,{answer}").unwrap();
    }
    let audit = published(&built(yaml, &[("s.csv", &csv)]));
    let cells = audit["checks"][0]["breakdowns"][0]["cells"].as_array().unwrap();
    let shown: Vec<&str> = cells
        .iter()
        .filter(|cell| cell["suppressed"] != true)
        .map(|cell| cell["key"]["period"].as_str().unwrap())
        .collect();
    assert_eq!(shown.len(), 1, "{cells:#?}");
    let log = &audit["surveys"][0]["withheld"];
    let of_question: Vec<&Value> = log
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["question"] == "q")
        .collect();
    assert_eq!(of_question.len(), 1, "{log}");
    assert_eq!(
        (&of_question[0]["wave"], &of_question[0]["subtraction"]),
        (&1.into(), &1.into())
    );
    // The one withheld for its neighbour says so; that of the other, withheld with it, is not told.
    let told: Vec<&Value> = cells
        .iter()
        .map(|cell| &cell["reason"])
        .filter(|reason| !reason.is_null())
        .collect();
    assert_eq!(told, ["wave"]);
    hold_to_account(&audit, &["period"], "the leaver");
}

/// Whether `words` stand anywhere in the site, in the open or escaped.
fn appears(outcome: &Outcome, words: &str) -> bool {
    let site = outcome.site.as_ref().unwrap();
    let found = |bytes: &[u8]| bytes.windows(words.len()).any(|window| window == words.as_bytes());
    site.iter().any(|(path, bytes)| path.contains(words) || found(bytes))
}

/// What may identify somebody, each written nowhere else.
pub(crate) const PLANTED: [&str; 8] = [
    "zoe.quentin@exemple-planted.fr",
    "06 98 76 54 32",
    "+33 7 55 44 33 22",
    "+44 7911 987654",
    "FR14 2004 1010 0505 0001 3M02 606",
    "4111 1111 1111 1111",
    "2 55 08 14 168 025 38",
    "https://exemple-planted.fr/suivi?jeton=s3cr3tplanted",
];

/// What stands in columns that no question reads, or means nothing.
const RAW: [&str; 4] = ["Zebulon-Qwx", "RESP-88117", "Téléxographe-Qwx", "Minitel-Qwx"];

#[test]
fn what_is_planted_in_the_data_is_in_no_byte_of_the_site() {
    for theme in themes() {
        let yaml = format!(
            "title: {{fr: Essai, en: Trial}}\nlanguages: [fr, en]\ntheme: {theme}\n\
channels: [{{id: web, name: Web, kind: digital}}, {{id: shop, name: Shop, kind: physical}}, {{id: fax, name: Fax, kind: remote}}]\n\
journey: {{stages: [{{id: after, title: After}}], touchpoints: [{{id: till, title: Till, stage: after, channel: shop}}]}}\n\
notes: [{{id: one, kind: interview, participant: P1, consent: true, summary: 'call 06 98 76 54 32', quotes: [{{text: 'write to zoe.quentin@exemple-planted.fr'}}]}}, \
{{id: two, kind: interview, participant: P2, quotes: [{{text: Unwilling-Qwx}}]}}]\n\
surveys:\n  - {{id: s, file: s.csv, respondent: who, dimensions: [{{id: channel}}], questions: [\
{{id: q, role: nps, scale: [0, 10], touchpoint: till}}, {{id: words, role: verbatim, touchpoint: till}}]}}\n"
        );
        // Web 3000; shop 1737, withheld for the sake of fax 3; the blank ones are none.
        let mut csv = "who,name,channel,q,words\n".to_owned();
        let mut row = 0;
        let mut add = |channel: &str, score: usize, words: &str| {
            row += 1;
            writeln!(csv, "RESP-{},Zebulon-Qwx,{channel},{score},\"{words}\"", 88_000 + row).unwrap();
        };
        for place in 0..3000 {
            let planted = PLANTED.get(place % 300 / 20).map_or_else(String::new, |planted| {
                format!("remark {place}: {planted} is where I am")
            });
            add("web", place % 11, &planted);
        }
        for place in 0..1737 {
            add("shop", [10, 9, 10, 9, 8, 3][place % 6], "");
        }
        for score in [0, 9, 7] {
            add("fax", score, "Fax-only-Qwx is what I said");
        }
        let outcome = built(&yaml, &[("s.csv", &csv)]);
        let audit = published(&outcome);
        let cells = audit["checks"][0]["breakdowns"][0]["cells"].as_array().unwrap();
        let shown: Vec<u64> = cells.iter().filter_map(|cell| cell["n"].as_u64()).collect();
        assert_eq!(shown, [3000], "{cells:#?}");
        assert!(audit["verbatims"].as_array().unwrap().len() > 20);

        for planted in PLANTED.iter().chain(&RAW).chain(&["Unwilling-Qwx", "s3cr3tplanted"]) {
            assert!(!appears(&outcome, planted), "{theme}: {planted}");
            let spaced = planted.replace(' ', "\u{a0}");
            let bare: String = planted.chars().filter(|c| !c.is_whitespace()).collect();
            assert!(
                !appears(&outcome, &spaced) && !appears(&outcome, &bare),
                "{theme}: {planted}"
            );
        }
        // Of the withheld group: how many they are, and their score (1,158 of 1,737 for, 290 or 289 against).
        let [plus, minus, n] = [1158.0, 289.0, 1737.0_f64];
        let score = 100.0 * (plus - minus) / n;
        let written = [
            "1737".to_owned(),
            "1,737".to_owned(),
            "1\u{202f}737".to_owned(),
            "1\u{a0}737".to_owned(),
            format!("{score:.6}"),
        ];
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        for (path, bytes) in outcome.site.as_ref().unwrap() {
            let page = text(bytes);
            for figure in &written {
                let alone = page.match_indices(figure.as_str()).any(|(at, _)| {
                    let before = page[..at].chars().next_back();
                    let after = page[at + figure.len()..].chars().next();
                    let joins =
                        |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '/'));
                    !joins(before) && !joins(after)
                });
                assert!(!alone, "{theme}: {figure} in {path}");
            }
        }
        hold_to_account(&audit, &["channel"], &theme);
    }
}

/// The themes there are.
pub(crate) fn themes() -> Vec<String> {
    let folder = crate::command::root().join("themes");
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let mut names: Vec<String> = entries
        .filter(|entry| entry.path().join("theme.yaml").exists())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn rows_that_fit_nowhere_are_not_counted_on_the_site() {
    let yaml = "title: T\nchannels: [{id: web, name: Web, kind: digital}]\n\
                surveys:\n  - {id: s, file: s.csv, dimensions: [{id: channel}], questions: [{id: q, role: nps, scale: [0, 10]}]}\n";
    let mut csv = "channel,q\n".to_owned();
    for place in 0..40 {
        let channel = if place < 3 { "Téléxographe-Qwx" } else { "web" };
        writeln!(csv, "{channel},{}", place % 11).unwrap();
    }
    let outcome = built(yaml, &[("s.csv", &csv)]);
    // The analyst is told all of it.
    let told = &outcome.problems[0];
    assert_eq!((told.code, told.count), ("data/unmapped-value", 3));
    // The reader only that it happened: forty less three would be the 37 that are withheld.
    let audit = published(&outcome);
    assert_eq!(audit["problems"][0]["code"], "data/unmapped-value");
    assert!(audit["problems"][0]["count"].is_null() && !appears(&outcome, "Téléxographe-Qwx"));
    assert!(audit["checks"][0]["breakdowns"][0]["cells"][0]["suppressed"] == true);
    hold_to_account(&audit, &[], "unmapped");
}

/// Topics that few raised, and groups that few commented in: neither their names nor what could be subtracted.
#[test]
fn topics_and_codes_of_a_withheld_group_are_in_no_byte() {
    let yaml = "title: {fr: Essai, en: Trial}\nlanguages: [fr, en]\n\
lexicon: {topics: [{id: qwxtopic, title: Qwxtopic, en: [zanzibar]}]}\n\
surveys:\n  - {id: s, file: s.csv, dimensions: [{id: branch}], questions: [\
{id: q, role: nps, scale: [0, 10]}, \
{id: coded, role: verbatim, column: words, codes: {topics: {id: theme, column: theme, labels: {rare-qwx: Rare-label-qwx}}}}, \
{id: read, role: verbatim, column: words}]}\n";
    let mut csv = "branch,q,words,theme\n".to_owned();
    let mut add = |n: usize, branch: &str, words: &str, theme: &str| {
        for place in 0..n {
            writeln!(csv, "{branch},{},{words} {place},{theme}", place % 11).unwrap();
        }
    };
    add(40, "centre", "A very good shop", "shop");
    add(23, "centre", "A slow till", "till");
    add(30, "gare", "A slow till as well", "till");
    // Six people of a branch of their own, and a topic that six raised elsewhere.
    add(6, "annexe", "A good shop over there", "shop");
    add(6, "gare", "Nothing about zanzibar", "rare-qwx");
    let outcome = built(yaml, &[("s.csv", &csv)]);
    for planted in ["rare-qwx", "Rare-label-qwx", "qwxtopic", "Qwxtopic"] {
        assert!(!appears(&outcome, planted), "{planted}");
    }
    let audit = published(&outcome);
    let voice = audit["voice"].as_array().unwrap();
    assert_eq!(voice.len(), 2);
    for row in voice {
        assert_eq!(row["n"], 105);
        let shown = |groups: &Value| -> Vec<(String, u64)> {
            let own = groups
                .as_array()
                .unwrap()
                .iter()
                .filter(|group| group["by"] == "branch");
            own.map(|group| {
                let n = ["negative", "neutral", "positive"]
                    .iter()
                    .map(|tone| group["tones"][tone].as_u64().unwrap());
                (group["value"].as_str().unwrap().to_owned(), n.sum())
            })
            .collect()
        };
        // Annexe's six, and with them the branch that would give them away: of three branches one is left.
        let branches = shown(&row["groups"]);
        assert_eq!(branches, [("centre".to_owned(), 63)], "{row:#}");
        for topic in row["topics"].as_array().unwrap() {
            for (branch, n) in shown(&topic["groups"]) {
                assert!(branch != "annexe" && n >= 10, "{topic:#}");
            }
            let n = topic["n"].as_u64().unwrap();
            let known: u64 = shown(&topic["groups"]).iter().map(|(_, n)| n).sum();
            assert!(n == known || n - known >= 10, "{topic:#}");
        }
        if row["topics_by_people"] == true {
            // One topic each: the topics that are shown leave so many that nobody is singled out.
            let topics: u64 = row["topics"]
                .as_array()
                .unwrap()
                .iter()
                .map(|topic| topic["n"].as_u64().unwrap())
                .sum();
            assert!(105 - topics >= 10, "{topics}");
        }
    }
    for verbatim in audit["verbatims"].as_array().unwrap() {
        assert_ne!(verbatim["dimensions"]["branch"], serde_json::json!(["annexe"]));
    }
}
