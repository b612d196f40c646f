//! What a manifest must keep to beyond what reading it alone can tell: the name of its folder, the unit of its
//! estimate, a level that somebody finds, messages that are patterns.

use std::collections::BTreeMap;

use super::formula;
use crate::diagnostics::{Place, Problem, Problems, suggestion};
use crate::language::{Lang, Messages, Text};
use crate::manifest::{self, Estimate, Kind, Manifest, Parameter, ParameterKind, Role, Unit};

/// The kinds of chart that a check of a kind can ask for by name.
pub fn charts(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Kpi => &["net-share-bar", "distribution", "breakdown-dots", "trend"],
        Kind::Maturity => &["radar"],
        Kind::Website => &[],
    }
}

/// Whether `manifest` keeps the contract; every breach is a problem. Missing words are a warning and no breach.
/// `source` is the manifest as written, which is looked into again for the place of a breach.
pub(super) fn keep(
    manifest: &Manifest,
    source: &[u8],
    folder: &str,
    has_script: bool,
    problems: &mut Problems,
) -> bool {
    let mut contract = Contract {
        manifest,
        source,
        file: Place::file(format!("{folder}/plugin.yaml")),
        kept: true,
        problems,
    };
    contract.folder(folder);
    contract.units();
    contract.mean_as_share();
    contract.level(has_script);
    contract.charts();
    contract.messages();
    contract.both_languages("title", &manifest.title);
    contract.kept
}

struct Contract<'m> {
    manifest: &'m Manifest,
    source: &'m [u8],
    file: Place,
    kept: bool,
    problems: &'m mut Problems,
}

impl Contract<'_> {
    fn breach(&mut self, place: Place, code: &'static str, what: Text, help: Text) {
        self.kept = false;
        self.problems.push(Problem::error(code, what).at(place).help(help));
    }

    /// Where the value at the end of these keys stands, or as much of the way as is written.
    fn spot(&self, keys: &[&str]) -> Place {
        let text = String::from_utf8_lossy(self.source);
        // Whoever looks for a place found no fault in the tree before.
        let Some(root) = manifest::parse(&self.file.path, &text, &mut Problems::new()) else {
            return self.file.clone();
        };
        let mut node = &root;
        for key in keys {
            match node.get(key) {
                Some(found) => node = found,
                None => break,
            }
        }
        node.at.place(&self.file.path)
    }

    fn folder(&mut self, folder: &str) {
        let id = &self.manifest.id;
        let name = folder.rsplit('/').next().unwrap_or(folder);
        if id.value != name {
            self.breach(
                id.place(),
                "plugin/folder-name",
                Text::prose(
                    format!("the plugin says it is `{}`, its folder `{name}`", id.value),
                    format!("l'extension s'appelle `{}`, son dossier `{name}`", id.value),
                ),
                Text::prose(
                    "give both the same name, so that a plugin is found where it is expected",
                    "donnez-leur le même nom, pour que l'on trouve l'extension là où on l'attend",
                ),
            );
        }
    }

    fn units(&mut self) {
        if let Some(estimate) = &self.manifest.estimate {
            self.unit("estimate", estimate, &estimate.place(), self.manifest.unit);
        }
        for (name, beside) in &self.manifest.beside {
            let place = self.spot(&["beside", name, "estimate"]);
            self.unit(&format!("beside.{name}"), &beside.estimate, &place, Some(beside.unit));
        }
    }

    /// The mean of the scores is no NPS and no CSAT, whatever it is called.
    fn mean_as_share(&mut self) {
        let Some(estimate) = &self.manifest.estimate else {
            return;
        };
        let Some(mean) = &estimate.mean else { return };
        let read = self
            .manifest
            .reads
            .get(&mean.of)
            .and_then(|read| read.question.as_ref());
        let Some(role) = read.map(|read| read.role) else { return };
        let titles = self.manifest.title.iter().map(|(_, title)| title.to_lowercase());
        let names: Vec<String> = titles.chain([self.manifest.id.value.to_lowercase()]).collect();
        let is_called = |word: &str| {
            let mut words = names
                .iter()
                .flat_map(|name| name.split(|one: char| !one.is_alphanumeric()));
            words.any(|one| one == word)
        };
        if role == Role::Csat && is_called("csat") {
            self.mean_as_csat(&estimate.place());
            return;
        }
        let of_nps = matches!(role, Role::Nps | Role::EmployeeNps);
        let is_nps = is_called("nps") || names.iter().any(|name| name.contains("promoter"));
        if !of_nps || !(self.manifest.unit == Some(Unit::Points) || is_nps) {
            return;
        }
        self.breach(
            estimate.place(),
            "plugin/mean-as-nps",
            Text::prose(
                "the mean of the scores is offered as an NPS",
                "la moyenne des notes est donnée pour un NPS",
            ),
            Text::prose(
                "the NPS is the share of 9 and 10 less that of 0 to 6: ten 8s and {six 10s, four 5s} both average 8, and are NPS 0 and +20. \
                 Use `nps`, or `estimate: {net-share: {of: …, plus: [9, 10], minus: [0, 6]}}`; keep the mean under its own name, with `unit: score`",
                "le NPS est la part des 9 et 10 moins celle des 0 à 6 : dix 8 et {six 10, quatre 5} font 8 de moyenne, et 0 et +20 de NPS. \
                 Prenez `nps`, ou `estimate: {net-share: {of: …, plus: [9, 10], minus: [0, 6]}}` ; gardez la moyenne sous son propre nom, avec `unit: score`",
            ),
        );
    }

    fn mean_as_csat(&mut self, place: &Place) {
        self.breach(
            place.clone(),
            "plugin/mean-as-csat",
            Text::prose(
                "the mean of the answers is offered as a CSAT",
                "la moyenne des réponses est donnée pour un CSAT",
            ),
            Text::prose(
                "the CSAT is the share of the two best answers: five 5s and five 1s average 3 and are 50%; ten 3s average 3 too and are 0%. \
                 Use `csat`, or `estimate: {share: {of: …, top: 2}}`; keep the mean under its own name, with `unit: score`",
                "le CSAT est la part des deux meilleures réponses : cinq 5 et cinq 1 font 3 de moyenne, et 50 % ; dix 3 font 3 aussi, et 0 %. \
                 Prenez `csat`, ou `estimate: {share: {of: …, top: 2}}` ; gardez la moyenne sous son propre nom, avec `unit: score`",
            ),
        );
    }

    fn unit(&mut self, name: &str, estimate: &Estimate, place: &Place, unit: Option<Unit>) {
        self.formula(name, estimate, place);
        let fits = units_of(estimate);
        if unit.is_none_or(|unit| !fits.contains(&unit)) {
            let words: Vec<&str> = fits.iter().map(|unit| unit.word()).collect();
            let word = words.join("`, `");
            self.breach(
                place.clone(),
                "plugin/unit",
                Text::prose(
                    format!("the figure of `{name}` is in `{word}`"),
                    format!("le chiffre de `{name}` est en `{word}`"),
                ),
                Text::prose(format!("write `unit: {word}`"), format!("écrivez `unit: {word}`")),
            );
        }
    }

    /// A formula must give a number for some names that it declares.
    fn formula(&mut self, name: &str, estimate: &Estimate, place: &Place) {
        let Some(formula) = &estimate.formula else { return };
        let parts = formula.of.keys().chain(self.manifest.parameters.keys());
        let names: BTreeMap<String, f64> = parts
            .enumerate()
            .map(|(place, name)| (formula::variable(name), 0.37 + 0.011 * place as f64))
            .collect();
        if formula::evaluate(&formula.expression, &names).is_none() {
            let expression = formula.expression.as_str();
            self.breach(
                place.clone(),
                "plugin/formula",
                Text::prose(
                    format!("the formula of `{name}` gives no number: `{expression}`"),
                    format!("la formule de `{name}` ne donne pas de nombre : `{expression}`"),
                ),
                Text::prose(
                    "use the names under `of` and of parameters, with `_` for `-`, numbers, `+ - * /` and brackets",
                    "employez les noms sous `of` et ceux des paramètres, avec `_` pour `-`, des nombres, `+ - * /` et des \
                     parenthèses",
                ),
            );
        }
    }

    fn level(&mut self, has_script: bool) {
        if self.manifest.kind == Kind::Maturity && self.manifest.items.is_empty() && !has_script {
            self.breach(
                self.manifest.id.place(),
                "plugin/items",
                Text::prose(
                    "a maturity check needs `items` that people rate, or a script that finds the level",
                    "une dimension de maturité demande des `items` à évaluer, ou un script qui établit le niveau",
                ),
                Text::prose("write at least one item", "écrivez au moins un item"),
            );
        }
    }

    fn charts(&mut self) {
        let known = charts(self.manifest.kind);
        for chart in &self.manifest.charts {
            if known.contains(&chart.value.as_str()) {
                continue;
            }
            let help = if known.is_empty() {
                Text::prose(
                    "a check of this kind has no charts to choose from: leave out `charts`",
                    "une évaluation de ce type n'a pas de graphiques au choix : retirez `charts`",
                )
            } else {
                suggestion(&chart.value, known.iter().copied())
            };
            self.breach(
                chart.place(),
                "plugin/unknown-chart",
                Text::prose(
                    format!("there is no chart `{}`", chart.value),
                    format!("il n'y a pas de graphique `{}`", chart.value),
                ),
                help,
            );
        }
    }

    fn messages(&mut self) {
        for (key, text) in &self.manifest.messages {
            for (lang, pattern) in text.iter() {
                if let Err(error) = Messages::variables(pattern) {
                    self.breach(
                        self.spot(&["messages", key, lang.code()]),
                        "plugin/message",
                        Text::prose(
                            format!("the message `{key}` ({lang}) is no pattern: `{error}`"),
                            format!("le message `{key}` ({lang}) n'est pas un modèle valide : `{error}`"),
                        ),
                        Text::prose(
                            "messages are Fluent patterns: `{ $share } of respondents …`",
                            "les messages sont des modèles Fluent : `{ $share } des répondants …`",
                        ),
                    );
                }
            }
        }
    }

    /// Words missing in a language are shown in the other: worth a warning, no breach.
    fn both_languages(&mut self, name: &str, text: &Text) {
        for lang in Lang::ALL {
            if !text.has(lang) {
                self.problems.push(
                    Problem::warning(
                        "plugin/missing-words",
                        Text::prose(
                            format!("`{name}` has no words in `{lang}`"),
                            format!("`{name}` n'a pas de texte en `{lang}`"),
                        ),
                    )
                    .at(self.spot(&[name]))
                    .help(Text::prose(
                        format!("add `{lang}: …`; until then pages show the other language"),
                        format!("ajoutez `{lang}: …` ; d'ici là, les pages montrent l'autre langue"),
                    )),
                );
            }
        }
    }
}

/// Whether a value is of the type a parameter declares.
pub(super) fn has_type(parameter: &Parameter, value: &serde_json::Value) -> bool {
    match parameter.kind {
        ParameterKind::Number => value.is_number() || parameter.rate(value).is_some(),
        ParameterKind::Text => value.is_string(),
        ParameterKind::Boolean => value.is_boolean(),
    }
}

/// The word for a type in YAML.
pub(super) fn kind_word(kind: ParameterKind) -> &'static str {
    match kind {
        ParameterKind::Number => "number",
        ParameterKind::Text => "text",
        ParameterKind::Boolean => "boolean",
    }
}

/// The units that the figure of an estimate may have.
fn units_of(estimate: &Estimate) -> &'static [Unit] {
    let sums = &[Unit::Percent, Unit::Ratio, Unit::Amount, Unit::Duration, Unit::Count];
    if estimate.net_share.is_some() || estimate.difference.is_some() {
        &[Unit::Points]
    } else if estimate.mean.is_some() {
        &[Unit::Score]
    } else if estimate.ratio.is_some() || estimate.formula.is_some() {
        sums
    } else if estimate.average.is_some() || estimate.quantile.is_some() {
        &sums[1..]
    } else {
        &[Unit::Percent]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Memory;
    use crate::plugins::Registry;

    #[test]
    fn a_chart_that_nothing_draws_is_a_problem_at_its_place() {
        let manifest = "protocol: 1\nid: mine\nversion: 1.0.0\nkind: kpi\ntitle: {en: Mine, fr: Le mien}\n\
                        unit: score\nrange: [1, 5]\ndirection: higher-is-better\nreads: {a: {question: {role: rating}}}\n\
                        estimate: {mean: {of: a}}\ncharts: [trend, distributon]\n";
        let files = Memory::new().with("plugins/mine/plugin.yaml", manifest);
        let mut problems = Problems::new();
        Registry::load(Some(&files), &mut problems);
        let problem = problems.iter().next().unwrap();
        assert_eq!(problem.code, "plugin/unknown-chart", "{problem:?}");
        let place = problem.place.clone().unwrap();
        assert_eq!((place.line, place.column), (11, 17));
        assert!(problem.help.get(Lang::Fr).contains("vouliez-vous dire"), "{problem:?}");
    }
}
