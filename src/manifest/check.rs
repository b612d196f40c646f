//! Reading a `plugin.yaml`: its structure, then what its parts say of one another. Nothing of the plugin runs.

mod table;

use std::collections::BTreeSet;

use super::breach::{
    gap, needs, no_use, not_a_question, not_exactly_one, one_language, order, unknown_read, unknown_word, wrong_default,
};
use super::source::{LARGEST, unreachable};
use super::{
    Breakdown, Estimate, Kind, Located, Manifest, Node, Parameter, ParameterKind, Read, Report, Shape, Spot, bad_id,
    declared_twice, decode, is_kebab, parse, scoring, source,
};
use crate::diagnostics::{Place, Problem, Problems, Severity};
use crate::files::FileError;
use crate::language::Text;

/// The version of the contract this parcours speaks.
const PROTOCOL: u32 = 1;

/// The words a breakdown may use.
const BREAKDOWNS: [&str; 5] = ["persona", "channel", "stage", "period", "dimension"];

/// The JSON Schema of `plugin.yaml`.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Manifest).to_value()
}

/// Reads the `plugin.yaml` at `path` (a path for messages only; the bytes are given). `None` when anything is wrong
/// with it; every problem is told.
pub fn read(path: &str, bytes: &[u8], problems: &mut Problems) -> Option<Manifest> {
    if bytes.len() as u64 > LARGEST {
        let error = FileError::TooLarge {
            path: path.to_owned(),
            len: bytes.len() as u64,
            limit: LARGEST,
        };
        problems.push(unreachable(&error, path, None));
        return None;
    }
    let text = source::decode(path, bytes.to_vec(), problems)?;
    let before = problems.len();
    let mut node = parse(path, &text, problems)?;
    if node.is_null() {
        problems.push(source::empty(path));
        return None;
    }
    // A manifest of another protocol may look quite different: say that, and nothing about its keys.
    if let Some(problem) = unknown_protocol(&node, path) {
        problems.push(problem.line(source::line(&text, node.at.line)));
        return None;
    }
    if !Shape::of::<Manifest>().check(&mut node, &mut Report::new(path, &text, problems)) {
        return None;
    }
    let manifest: Manifest = decode(path, &node, problems)?;
    let mut check = Check {
        manifest: &manifest,
        node: &node,
        report: Report::new(path, &text, problems),
    };
    check.all();
    let sound = problems
        .iter()
        .skip(before)
        .all(|problem| problem.severity == Severity::Warning);
    sound.then_some(manifest)
}

fn unknown_protocol(node: &Node, path: &str) -> Option<Problem> {
    let protocol = node.get("protocol")?;
    let version = protocol.text()?;
    if version.parse() == Ok(PROTOCOL) {
        return None;
    }
    Some(
        Problem::error(
            "plugin/unknown-protocol",
            Text::prose(
                format!("unknown protocol {version}: this parcours speaks protocol {PROTOCOL}"),
                format!("protocole {version} inconnu : cette version de parcours parle le protocole {PROTOCOL}"),
            ),
        )
        .why(Text::prose(
            "a plugin made for another contract could be misunderstood, and its figures with it",
            "une extension écrite pour un autre contrat pourrait être mal comprise, et ses chiffres avec elle",
        ))
        .help(Text::prose(
            format!("write `protocol: {PROTOCOL}`, or use the version of parcours the plugin was made for"),
            format!(
                "écrivez `protocol: {PROTOCOL}`, ou prenez la version de parcours pour laquelle l'extension est faite"
            ),
        ))
        .at(protocol.at.place(path)),
    )
}

/// A key and whether it is written.
type Written = (&'static str, bool);

struct Check<'a> {
    manifest: &'a Manifest,
    node: &'a Node,
    report: Report<'a>,
}

impl Check<'_> {
    fn all(&mut self) {
        self.id();
        for (name, read) in &self.manifest.reads {
            self.read(name, read);
        }
        if let Some(estimate) = &self.manifest.estimate {
            let at = at_of(estimate);
            self.estimate(estimate, at);
        }
        let beside: Vec<_> = self.manifest.beside.iter().collect();
        for (name, beside) in beside {
            let at = self.spot(&["beside", name, "estimate"]);
            self.estimate(&beside.estimate, at);
        }
        for (problem, path) in table::told(self.manifest) {
            let keys: Vec<&str> = path.iter().map(String::as_str).collect();
            let at = self.spot(&keys);
            self.push(problem, at);
        }
        self.breakdowns();
        self.levels();
        for (problem, way) in scoring::breaches(self.manifest) {
            let spot = self.spot(&way.iter().map(String::as_str).collect::<Vec<_>>());
            self.push(problem, spot);
        }
        self.parameters();
        self.kind();
        self.unique(
            "criteria",
            self.manifest.criteria.iter().map(|one| one.id.as_str()).collect(),
        );
        let constructs = &self.manifest.constructs;
        self.unique("constructs", constructs.iter().map(|one| one.id.as_str()).collect());
        self.unique("items", self.manifest.items.iter().map(|one| one.id.as_str()).collect());
        self.unique("parts", self.manifest.parts.iter().map(|one| one.id.as_str()).collect());
        for (key, text) in &self.manifest.messages {
            if text.iter().count() < 2 {
                let spot = self.spot(&["messages", key]);
                self.push(one_language(key), spot);
            }
        }
    }

    /// The spot of a nested value; of the nearest one above it where it is not written.
    fn spot(&self, path: &[&str]) -> Spot {
        let mut node = self.node;
        for name in path {
            match name
                .parse::<usize>()
                .ok()
                .and_then(|index| node.items().get(index))
                .or_else(|| node.get(name))
            {
                Some(found) => node = found,
                None => break,
            }
        }
        node.at
    }

    fn push(&mut self, problem: Problem, at: Spot) {
        self.report.push(problem, at);
    }

    fn id(&mut self) {
        let id = &self.manifest.id;
        if !is_kebab(id) {
            self.push(bad_id(id), at_of(id));
        }
    }

    fn read(&mut self, name: &str, read: &Located<Read>) {
        let set = [
            ("question", read.question.is_some()),
            ("matrix", read.matrix.is_some()),
            ("constructs", read.constructs.is_some()),
            ("table", read.table.is_some()),
            ("result", read.result.is_some()),
            ("project", read.project.is_some()),
            ("website", read.website.is_some()),
            ("items", read.items.is_some()),
            ("signals", read.signals.is_some()),
        ];
        let at = at_of(read);
        self.exactly_one(&format!("reads.{name}"), &set, at);
        for (key, written, word) in [
            ("website", read.website.as_deref(), "snapshot"),
            ("items", read.items.as_deref(), "rated"),
            ("signals", read.signals.as_deref(), "computed"),
            ("constructs", read.constructs.as_deref(), "asked"),
        ] {
            if let Some(written) = written
                && written != word
            {
                let spot = self.spot(&["reads", name, key]);
                self.push(unknown_word(written, &[word]), spot);
            }
        }
        if let Some(question) = &read.question
            && let Some([low, high]) = question.scale
            && low >= high
        {
            let spot = self.spot(&["reads", name, "question", "scale"]);
            self.push(order(low, high), spot);
        }
    }

    fn estimate(&mut self, estimate: &Estimate, at: Spot) {
        self.exactly_one("estimate", &estimate.forms(), at);
        if let Some(share) = &estimate.share {
            let set = [("values", share.values.is_some()), ("top", share.top.is_some())];
            self.exactly_one("share", &set, at);
        }
        let ranges = estimate.net_share.iter().flat_map(|net| [net.plus, net.minus]);
        for [low, high] in ranges.chain(estimate.share.iter().filter_map(|share| share.values)) {
            if low > high {
                self.push(order(low, high), at);
            }
        }
        let of = [
            estimate.net_share.as_ref().map(|net| &net.of),
            estimate.share.as_ref().map(|share| &share.of),
            estimate.mean.as_ref().map(|mean| &mean.of),
        ];
        for name in of.into_iter().flatten() {
            match self.manifest.reads.get(name) {
                None => {
                    let known: Vec<&str> = self.manifest.reads.keys().map(String::as_str).collect();
                    self.push(unknown_read(name, &known), at);
                }
                Some(read) if read.question.is_none() && read.constructs.is_none() => {
                    self.push(not_a_question(name), at);
                }
                Some(_) => {}
            }
        }
    }

    fn breakdowns(&mut self) {
        for (index, breakdown) in self.manifest.breakdowns.iter().enumerate() {
            let words: Vec<&str> = match breakdown {
                Breakdown::One(word) => vec![word],
                Breakdown::Crossed(words) => words.iter().map(String::as_str).collect(),
            };
            for word in words {
                if !BREAKDOWNS.contains(&word) {
                    let spot = self.spot(&["breakdowns", &index.to_string()]);
                    self.push(unknown_word(word, &BREAKDOWNS), spot);
                }
            }
        }
    }

    fn levels(&mut self) {
        for (index, pair) in self.manifest.levels.windows(2).enumerate() {
            let [before, after] = pair else { continue };
            if i32::from(after.level) != i32::from(before.level) + 1 {
                let spot = self.spot(&["levels", &(index + 1).to_string(), "level"]);
                self.push(gap(before.level, after.level), spot);
            }
        }
    }

    fn parameters(&mut self) {
        for (name, parameter) in &self.manifest.parameters {
            if !is_kebab(name) {
                let spot = self.spot(&["parameters", name]);
                self.push(bad_id(name), spot);
            }
            if !default_fits(parameter) {
                let spot = self.spot(&["parameters", name, "default"]);
                self.push(wrong_default(name, parameter.kind), spot);
            }
        }
    }

    /// What each kind needs, and what it has no use for.
    fn kind(&mut self) {
        let manifest = self.manifest;
        let of_maturity = [
            ("levels", !manifest.levels.is_empty()),
            ("items", !manifest.items.is_empty()),
            ("parts", !manifest.parts.is_empty()),
            ("scoring", manifest.scoring.is_some()),
            ("signals", !manifest.signals.is_empty()),
            ("fundamentals", manifest.fundamentals.is_some()),
        ];
        let (needed, foreign): (&[Written], &[Written]) = match manifest.kind {
            Kind::Kpi => (
                &[
                    ("estimate", manifest.estimate.is_some()),
                    ("unit", manifest.unit.is_some()),
                    ("direction", manifest.direction.is_some()),
                ],
                &[("criteria", !manifest.criteria.is_empty())],
            ),
            Kind::Maturity => (
                &[("levels", !manifest.levels.is_empty())],
                &[
                    ("criteria", !manifest.criteria.is_empty()),
                    ("estimate", manifest.estimate.is_some()),
                    ("constructs", !manifest.constructs.is_empty()),
                ],
            ),
            Kind::Website => (
                &[("criteria", !manifest.criteria.is_empty())],
                &[
                    ("estimate", manifest.estimate.is_some()),
                    ("constructs", !manifest.constructs.is_empty()),
                ],
            ),
        };
        let at = self.spot(&["kind"]);
        if manifest.reads_constructs() && manifest.constructs.is_empty() {
            self.push(needs(manifest.kind, "constructs"), at);
        }
        for (key, _) in needed.iter().filter(|(_, written)| !written) {
            self.push(needs(manifest.kind, key), at);
        }
        let of_maturity = of_maturity.iter().filter(|_| manifest.kind != Kind::Maturity);
        for (key, _) in foreign.iter().chain(of_maturity).filter(|(_, written)| *written) {
            let spot = self.spot(&[key]);
            self.push(no_use(manifest.kind, key), spot);
        }
    }

    fn unique(&mut self, list: &str, ids: Vec<&str>) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.into_iter().enumerate() {
            let spot = self.spot(&[list, &index.to_string(), "id"]);
            if !is_kebab(id) {
                self.push(bad_id(id), spot);
            }
            if !seen.insert(id) {
                self.push(declared_twice(id), spot);
            }
        }
    }

    fn exactly_one(&mut self, what: &str, set: &[(&str, bool)], at: Spot) {
        if set.iter().filter(|(_, written)| *written).count() != 1 {
            let names: Vec<&str> = set.iter().map(|(name, _)| *name).collect();
            self.push(not_exactly_one(what, &names), at);
        }
    }
}

fn at_of<T>(located: &Located<T>) -> Spot {
    let Place {
        line, column, length, ..
    } = located.place();
    Spot { line, column, length }
}

fn default_fits(parameter: &Parameter) -> bool {
    match (&parameter.default, parameter.kind) {
        (None, _) => true,
        (Some(value), ParameterKind::Number) => value.is_number(),
        (Some(value), ParameterKind::Text) => value.is_string(),
        (Some(value), ParameterKind::Boolean) => value.is_boolean(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    const GOOD: &str = "\
protocol: 1
id: nps
version: 1.0.0
kind: kpi
title: {en: NPS, fr: NPS}
unit: points
direction: higher-is-better
reads:
  score: {question: {role: nps, scale: [0, 10]}}
estimate: {net-share: {of: score, plus: [9, 10], minus: [0, 6]}}
breakdowns: [persona, [persona, period]]
parameters:
  target: {type: number, default: 30, title: {en: Target, fr: Objectif}}
messages:
  low: {en: Low, fr: Bas}
";

    fn told(text: &str) -> (bool, Vec<String>) {
        let mut problems = Problems::new();
        let manifest = read("plugins/nps/plugin.yaml", text.as_bytes(), &mut problems);
        let told = problems.sorted().into_iter().map(|problem| {
            let place = problem.place.unwrap();
            format!("{}:{} {}", place.line, place.column, problem.code)
        });
        (manifest.is_some(), told.collect())
    }

    #[test]
    fn a_sound_manifest_is_read_with_its_places() {
        let manifest = read("p.yaml", GOOD.as_bytes(), &mut Problems::new()).unwrap();
        assert_eq!(manifest.id.place().to_string(), "p.yaml:2:5");
        assert_eq!(manifest.reads["score"].place().to_string(), "p.yaml:9:10");
        assert_eq!(told(GOOD), (true, Vec::new()));
    }

    #[test]
    fn each_breach_is_told_where_it_stands() {
        for (from, to, expected) in [
            ("id: nps", "id: Net Promoter", "2:5 project/bad-id"),
            ("of: score", "of: scroe", "10:11 plugin/unknown-read"),
            ("minus: [0, 6]", "minus: [6, 0]", "10:11 project/bad-range"),
            ("[persona, [", "[persna, [", "11:14 project/unknown-word"),
            ("default: 30", "default: high", "13:35 plugin/wrong-default"),
            ("unit: points\n", "", "4:7 project/missing-key"),
            ("breakdowns:", "levels: []\nbreakdwons:", "12:1 project/unknown-key"),
            (
                "{question: {role: nps, scale: [0, 10]}}",
                "{}",
                "9:10 project/not-exactly-one",
            ),
            (
                "{role: nps, scale: [0, 10]}",
                "{role: npss}",
                "9:28 project/unknown-word",
            ),
        ] {
            assert!(GOOD.contains(from), "{from}");
            let (sound, told) = told(&GOOD.replace(from, to));
            assert!(!sound, "{to}");
            assert!(told.iter().any(|line| line == expected), "{to}: {told:?}");
        }
    }

    #[test]
    fn words_in_one_language_are_a_warning_only() {
        let (sound, told) = told(&GOOD.replace("{en: Low, fr: Bas}", "{en: Low}"));
        assert!(sound);
        assert_eq!(told, ["15:8 plugin/one-language"]);
    }

    #[test]
    fn levels_follow_one_another_without_a_gap() {
        let text = "protocol: 1\nid: a\nversion: 1.0.0\nkind: maturity\ntitle: A\nlevels:\n  \
                    - {level: 1, title: A, rubric: B}\n  - {level: 3, title: A, rubric: B}\n";
        assert_eq!(told(text), (false, vec!["8:13 plugin/level-gap".to_owned()]));
    }

    #[test]
    fn another_protocol_is_told_alone_and_clearly() {
        let mut problems = Problems::new();
        let text = "protocol: 2\nname: something else entirely\n";
        assert!(read("p.yaml", text.as_bytes(), &mut problems).is_none());
        let all = problems.sorted();
        assert_eq!(all.len(), 1);
        assert_eq!(
            all[0].headline(Lang::En),
            "p.yaml:1:11: error[plugin/unknown-protocol]: unknown protocol 2: this parcours speaks protocol 1"
        );
        assert_eq!(all[0].source_line.as_deref(), Some("protocol: 2"));
    }
}
