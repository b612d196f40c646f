//! Runs the tests that a plugin brings along: given answers, items or facts → expected figures, levels and findings.
//! `parcours plugin test` prints what this returns; the suite of parcours runs those of every built-in.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::estimate::{Figure, estimate};
use super::input::{CellInput, CheckInput, RawLevel};
use super::maturity::aggregate;
use super::own_people::{self, Person};
use super::own_rows;
use super::plugin::{Plugin, TestFile};
use super::run::{run_findings, run_level};
use super::settings::parameters;
use crate::diagnostics::{Place, Problem, Problems};
use crate::evidence::{Summary, ValueCount};
use crate::language::Text;
use crate::manifest::{Direction, Kind, Located, Unit, typed};
use crate::project::Period;

/// How near two figures have to be where a test does not say.
const TOLERANCE: f64 = 1e-9;

/// What became of one test.
#[derive(Debug, Clone, PartialEq)]
pub struct TestResult {
    /// Id of the plugin.
    pub plugin: String,
    /// What the test is called.
    pub name: String,
    /// Where it stands.
    pub place: Place,
    /// What was not as expected; empty for a test that passed.
    pub failures: Vec<Text>,
    /// The problem of the plugin itself, where it broke.
    pub problem: Option<Problem>,
}

impl TestResult {
    /// Whether all was as expected.
    pub fn passed(&self) -> bool {
        self.failures.is_empty() && self.problem.is_none()
    }
}

/// Answers of one value.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Answers {
    value: i32,
    n: u64,
    #[serde(default = "one")]
    weight: f64,
}

fn one() -> f64 {
    1.0
}

/// What a test expects of a construct.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct ExpectedConstruct {
    value: Option<f64>,
    n: Option<u64>,
    standard_error: Option<f64>,
    interval: Option<[f64; 2]>,
    alpha: Option<f64>,
}

/// What a test expects; whatever is left out is not looked at.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Expected {
    value: Option<f64>,
    n: Option<u64>,
    n_effective: Option<f64>,
    standard_error: Option<f64>,
    interval: Option<[f64; 2]>,
    unweighted: Option<f64>,
    beside: BTreeMap<String, f64>,
    constructs: BTreeMap<String, ExpectedConstruct>,
    findings: Option<Vec<String>>,
    level: Option<u8>,
    no_level: bool,
    mean: Option<f64>,
    share: Option<f64>,
    weakest: Option<Vec<String>>,
    missing: Option<Vec<String>>,
    tolerance: Option<f64>,
}

/// One test as written.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    name: Located<String>,
    #[serde(default)]
    scale: Option<[i32; 2]>,
    #[serde(default)]
    direction: Option<Direction>,
    /// How many gave each answer.
    #[serde(default)]
    counts: BTreeMap<String, u64>,
    /// The same with weights; the same value may be there several times.
    #[serde(default)]
    answers: Vec<Answers>,
    /// Rows of a table, by field.
    #[serde(default)]
    rows: Vec<BTreeMap<String, Value>>,
    /// The window of the table.
    #[serde(default)]
    window: Option<Period>,
    /// Values of parameters.
    #[serde(default)]
    with: BTreeMap<String, Value>,
    /// Answers of people by construct.
    #[serde(default)]
    people: Vec<Person>,
    /// Levels by item, one for each rater.
    #[serde(default)]
    items: BTreeMap<String, Vec<u8>>,
    /// What the script of a maturity check sees.
    #[serde(default)]
    facts: Option<Value>,
    expect: Expected,
}

/// Runs every test of a plugin, in the order of the files and of what is in them.
pub fn test(plugin: &Plugin) -> Vec<TestResult> {
    plugin
        .tests
        .iter()
        .flat_map(|file| file_results(plugin, file))
        .collect()
}

fn file_results(plugin: &Plugin, file: &TestFile) -> Vec<TestResult> {
    let mut problems = Problems::new();
    let tests: Vec<Written> = typed(&file.path, &file.bytes, &mut problems).unwrap_or_default();
    // A file that cannot be read is one test that broke, so that it can never pass for none.
    let unreadable = problems.sorted().into_iter().map(|problem| TestResult {
        plugin: plugin.id().to_owned(),
        name: file.path.clone(),
        place: problem.place.clone().unwrap_or_else(|| Place::file(file.path.as_str())),
        failures: Vec::new(),
        problem: Some(problem.contained()),
    });
    tests
        .iter()
        .map(|test| one_result(plugin, test))
        .chain(unreadable)
        .collect()
}

fn one_result(plugin: &Plugin, test: &Written) -> TestResult {
    let mut failures = Vec::new();
    let outcome = match plugin.manifest.kind {
        Kind::Kpi => kpi(plugin, test, &mut failures),
        Kind::Maturity => maturity(plugin, test, &mut failures),
        Kind::Website => Ok(()),
    };
    TestResult {
        plugin: plugin.id().to_owned(),
        name: test.name.value.clone(),
        place: test.name.place(),
        failures,
        problem: outcome.err(),
    }
}

fn kpi(plugin: &Plugin, test: &Written, failures: &mut Vec<Text>) -> Result<(), Problem> {
    let manifest = &plugin.manifest;
    let Some(how) = &manifest.estimate else {
        return Ok(());
    };
    for value in test.counts.keys().filter(|value| value.parse::<i32>().is_err()) {
        failures.push(Text::prose(
            format!("`counts`: `{value}` is no whole number"),
            format!("`counts` : `{value}` n'est pas un nombre entier"),
        ));
    }
    let weighted = !test.answers.is_empty();
    let of_rows = match manifest.table() {
        Some(read) => {
            let found = own_rows::read(plugin, read, &test.rows, test.window, &test.with)?;
            if found.is_none() {
                failures.push(Text::prose(
                    "`rows`: they lack a field or a window that the check needs",
                    "`rows` : il leur manque un champ ou une fenêtre que le contrôle demande",
                ));
                return Ok(());
            }
            found
        }
        None => None,
    };
    if manifest.reads_constructs() {
        constructs(plugin, test, failures);
        return Ok(());
    }
    let read = manifest.reads.values().find_map(|read| read.question.as_ref());
    let scale = test.scale.or(read.and_then(|read| read.scale)).unwrap_or([0, 10]);
    let direction = test
        .direction
        .or(manifest.direction)
        .unwrap_or(Direction::HigherIsBetter);
    let (summary, figure, beside) = if let Some(found) = of_rows {
        (found.summary, found.figure, found.beside)
    } else {
        let summary = summary(test);
        let estimate = |how| estimate(how, &summary, scale, direction, weighted);
        let beside = manifest.beside.iter();
        let beside = beside.map(|(name, beside)| (name.clone(), estimate(&beside.estimate)));
        let (figure, beside) = (estimate(how), beside.collect::<BTreeMap<String, Figure>>());
        (summary, figure, beside)
    };
    let expected = &test.expect;
    let mut compare = Compare::new(expected, failures);
    compare.number("value", expected.value, figure.value);
    compare.number("n", expected.n.map(|n| n as f64), Some(figure.n as f64));
    compare.number("n-effective", expected.n_effective, Some(figure.n_effective));
    compare.number("standard-error", expected.standard_error, figure.standard_error);
    let [low, high] = [0, 1].map(|end| expected.interval.map(|interval| interval[end]));
    compare.number("interval (low)", low, figure.interval.map(|interval| interval.low));
    compare.number("interval (high)", high, figure.interval.map(|interval| interval.high));
    let unweighted = figure.unweighted.as_ref().and_then(|plain| plain.value);
    compare.number("unweighted", expected.unweighted, unweighted);
    for (name, value) in &expected.beside {
        let found = beside.get(name).and_then(|figure| figure.value);
        compare.number(&format!("beside.{name}"), Some(*value), found);
    }
    if let Some(keys) = &expected.findings {
        let mut values = parameters(plugin, plugin.id(), &[]);
        values.extend(test.with.clone());
        let input = CheckInput {
            brand: "Maison Ovale".to_owned(),
            parameters: values,
            unit: manifest.unit.unwrap_or(Unit::Score),
            scale,
            direction,
            weighted,
            touchpoint: None,
            total: CellInput {
                summary,
                figure: Some(figure),
                ..CellInput::default()
            },
            cells: Vec::new(),
            beside,
            changes: Vec::new(),
        };
        let found = run_findings(plugin, &input)?;
        let found: Vec<String> = found.into_iter().map(|finding| finding.message).collect();
        compare.keys("findings", keys, &found);
    }
    Ok(())
}

/// Compares the scores of constructs.
fn constructs(plugin: &Plugin, test: &Written, failures: &mut Vec<Text>) {
    let found = own_people::scored(&plugin.manifest, &test.people, test.scale.unwrap_or([1, 5]));
    let expected = &test.expect;
    let mut compare = Compare::new(expected, failures);
    compare.number("value", expected.value, found.whole.map(|whole| whole.value));
    compare.number(
        "n",
        expected.n.map(|n| n as f64),
        found.whole.map(|whole| whole.n as f64),
    );
    let ends = |interval: Option<[f64; 2]>| [0, 1].map(|end| interval.map(|ends| ends[end]));
    let [low, high] = ends(expected.interval);
    let interval = found.whole.and_then(|whole| whole.interval);
    compare.number("interval (low)", low, interval.map(|interval| interval.low));
    compare.number("interval (high)", high, interval.map(|interval| interval.high));
    for (id, expected) in &expected.constructs {
        let (score, reliability) = found.constructs.get(id).copied().unwrap_or_default();
        let name = |figure: &str| format!("constructs.{id}.{figure}");
        compare.number(&name("value"), expected.value, score.map(|score| score.value));
        compare.number(
            &name("n"),
            expected.n.map(|n| n as f64),
            score.map(|score| score.n as f64),
        );
        let error = score.and_then(|score| score.standard_error);
        compare.number(&name("standard-error"), expected.standard_error, error);
        let [low, high] = ends(expected.interval);
        let interval = score.and_then(|score| score.interval);
        compare.number(&name("interval (low)"), low, interval.map(|interval| interval.low));
        compare.number(&name("interval (high)"), high, interval.map(|interval| interval.high));
        compare.number(&name("alpha"), expected.alpha, reliability.map(|found| found.alpha));
    }
}

fn maturity(plugin: &Plugin, test: &Written, failures: &mut Vec<Text>) -> Result<(), Problem> {
    let found: Option<RawLevel> = if plugin.script.is_some() {
        run_level(plugin, &test.facts.clone().unwrap_or_default())?
    } else {
        let levels = |id: &str| test.items.get(id).cloned().unwrap_or_default();
        let items = plugin.manifest.items.iter();
        aggregate(&plugin.manifest, items.map(|item| (item.id.as_str(), levels(&item.id))))
    };
    let expected = &test.expect;
    let mut compare = Compare::new(expected, failures);
    if expected.no_level && found.is_some() {
        compare.differs(
            "level",
            "none",
            &format!("{:?}", found.as_ref().map(|found| found.level)),
        );
    }
    let found_level = found.as_ref().map(|found| f64::from(found.level));
    compare.number("level", expected.level.map(f64::from), found_level);
    let found = found.unwrap_or_default();
    compare.number("mean", expected.mean, found.mean);
    compare.number("share", expected.share, found.share);
    let keys = |findings: &[super::RawFinding]| findings.iter().map(|finding| finding.message.clone()).collect();
    for (name, wanted, found) in [
        ("weakest", &expected.weakest, found.weakest.clone()),
        ("missing", &expected.missing, keys(&found.missing)),
        ("findings", &expected.findings, keys(&found.findings)),
    ] {
        if let Some(wanted) = wanted {
            compare.keys(name, wanted, &found);
        }
    }
    Ok(())
}

fn summary(test: &Written) -> Summary {
    let mut cells: BTreeMap<i32, ValueCount> = BTreeMap::new();
    // What is no whole number was told by `kpi`.
    let whole = |(value, n): (&String, &u64)| Some((value.parse().ok()?, *n, 1.0));
    let plain = test.counts.iter().filter_map(whole);
    let weighted = test
        .answers
        .iter()
        .map(|answer| (answer.value, answer.n, answer.weight));
    for (value, n, weight) in plain.chain(weighted) {
        let cell = cells.entry(value).or_insert(ValueCount {
            value,
            n: 0,
            weight: 0.0,
            weight_squared: 0.0,
        });
        cell.n += n;
        cell.weight += n as f64 * weight;
        cell.weight_squared += n as f64 * weight * weight;
    }
    Summary {
        values: cells.into_values().collect(),
        ..Summary::default()
    }
}

struct Compare<'f> {
    tolerance: f64,
    failures: &'f mut Vec<Text>,
}

impl<'f> Compare<'f> {
    fn new(expected: &Expected, failures: &'f mut Vec<Text>) -> Self {
        Compare {
            tolerance: expected.tolerance.unwrap_or(TOLERANCE),
            failures,
        }
    }

    fn number(&mut self, name: &str, expected: Option<f64>, found: Option<f64>) {
        let Some(expected) = expected else { return };
        if !found.is_some_and(|found| (found - expected).abs() <= self.tolerance) {
            let found = found.map_or_else(|| "–".to_owned(), |found| found.to_string());
            self.differs(name, &expected.to_string(), &found);
        }
    }

    fn keys(&mut self, name: &str, expected: &[String], found: &[String]) {
        if expected != found {
            self.differs(name, &expected.join(", "), &found.join(", "));
        }
    }

    fn differs(&mut self, name: &str, expected: &str, found: &str) {
        self.failures.push(Text::prose(
            format!("`{name}`: expected `{expected}`, found `{found}`"),
            format!("`{name}` : attendu `{expected}`, obtenu `{found}`"),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Memory;
    use crate::language::Lang;
    use crate::plugins::{Registry, scaffold};

    fn results(tests: &str) -> Vec<TestResult> {
        let files = scaffold("mine", Kind::Kpi)
            .into_iter()
            .fold(Memory::new(), |files, file| files.with(file.path, file.content))
            .with("plugins/mine/tests/first.yaml", tests);
        let registry = Registry::load(Some(&files), &mut Problems::new());
        test(registry.get("mine").unwrap())
    }

    #[test]
    fn a_wrong_figure_fails_with_its_place_and_both_numbers() {
        let found = results("# one\n- name: wrong\n  scale: [1, 5]\n  counts: {5: 1, 1: 3}\n  expect: {value: 50}\n");
        assert_eq!(found[0].place.to_string(), "plugins/mine/tests/first.yaml:2:9");
        assert_eq!(found[0].failures[0].get(Lang::En), "`value`: expected `50`, found `25`");
    }

    #[test]
    fn a_file_of_tests_that_cannot_be_read_does_not_pass() {
        let found = results("- name: typo\n  expcet: {value: 50}\n- name: b\n  expect: {value: many}\n");
        assert!(!found.is_empty() && found.iter().all(|result| !result.passed()));
        let told: Vec<(&str, String)> = found
            .iter()
            .map(|result| (result.problem.as_ref().unwrap().code, result.place.to_string()))
            .collect();
        let at = |code, place: &str| (code, format!("plugins/mine/tests/first.yaml:{place}"));
        for told_one in [at("project/unknown-key", "2:3"), at("project/wrong-type", "4:19")] {
            assert!(told.contains(&told_one), "{told_one:?} is not in {told:?}");
        }
    }

    #[test]
    fn figures_agree_within_the_tolerance_only() {
        let test = |tolerance: &str| {
            let yaml = format!(
                "- name: near\n  scale: [1, 5]\n  counts: {{5: 1, 1: 2}}\n  expect: {{value: 33.3, tolerance: {tolerance}}}\n"
            );
            results(&yaml)[0].passed()
        };
        assert!(test("0.05"));
        assert!(!test("0.01"));
    }
}
