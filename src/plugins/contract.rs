//! What a manifest must keep to beyond its types: names that exist, one estimate, levels without a gap, messages
//! that are patterns. Everything is found before anything of the plugin runs.

use std::collections::BTreeSet;

use super::wording::{suggestion, words};
use crate::diagnostics::{Place, Problem, Problems};
use crate::language::{Lang, Messages, Text};
use crate::manifest::{Estimate, Kind, Manifest, Parameter, ParameterKind, Unit};

/// Whether `manifest` keeps the contract; every breach is a problem. Missing words are a warning and no breach.
pub(super) fn keep(manifest: &Manifest, folder: &str, has_script: bool, problems: &mut Problems) -> bool {
    let mut contract = Contract {
        manifest,
        path: format!("{folder}/plugin.yaml"),
        kept: true,
        problems,
    };
    contract.id(folder);
    contract.reads();
    match manifest.kind {
        Kind::Kpi => contract.kpi(),
        Kind::Maturity => contract.maturity(has_script),
        Kind::Website => contract.website(),
    }
    contract.parameters();
    contract.messages();
    contract.both_languages("title", &manifest.title);
    contract.kept
}

struct Contract<'m> {
    manifest: &'m Manifest,
    path: String,
    kept: bool,
    problems: &'m mut Problems,
}

impl Contract<'_> {
    fn breach(&mut self, place: Place, code: &'static str, what: Text, help: Text) {
        self.kept = false;
        self.problems.push(Problem::error(code, what).at(place).help(help));
    }

    fn file(&self) -> Place {
        Place::file(self.path.as_str())
    }

    fn id(&mut self, folder: &str) {
        let id = &self.manifest.id;
        let name = folder.rsplit('/').next().unwrap_or(folder);
        let kebab = !id.is_empty()
            && id
                .split('-')
                .all(|part| !part.is_empty() && part.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit()));
        if !kebab {
            self.breach(
                id.place(),
                "plugin/id",
                words(
                    &format!("`{}` is no id for a plugin", id.value),
                    &format!("`{}` ne peut pas être l'identifiant d'un plugin", id.value),
                ),
                words(
                    "write it in kebab case: small letters a–z, digits and single hyphens",
                    "écrivez-le en minuscules sans accent, avec des chiffres et des traits d'union simples",
                ),
            );
        } else if id.value != name {
            self.breach(
                id.place(),
                "plugin/folder-name",
                words(
                    &format!("the plugin says it is `{}`, its folder `{name}`", id.value),
                    &format!("le plugin s'appelle `{}`, son dossier `{name}`", id.value),
                ),
                words(
                    "give both the same name, so that a plugin is found where it is expected",
                    "donnez-leur le même nom, pour que l'on trouve le plugin là où on l'attend",
                ),
            );
        }
    }

    fn reads(&mut self) {
        for (name, read) in &self.manifest.reads {
            let set = [
                read.question.is_some(),
                read.result.is_some(),
                read.project.is_some(),
                read.website.is_some(),
                read.items.is_some(),
            ];
            if set.iter().filter(|set| **set).count() != 1 {
                self.breach(
                    read.place(),
                    "plugin/read",
                    words(
                        &format!("`{name}` must read exactly one thing"),
                        &format!("`{name}` doit lire une seule chose"),
                    ),
                    words(
                        "write one of `question`, `result`, `project`, `website`, `items`; a second one is a second read",
                        "écrivez `question`, `result`, `project`, `website` ou `items` ; un second est une autre lecture",
                    ),
                );
            }
            for (word, only) in [(&read.website, "snapshot"), (&read.items, "rated")] {
                if let Some(word) = word
                    && word != only
                {
                    self.breach(
                        read.place(),
                        "plugin/read",
                        words(
                            &format!("`{name}` reads `{word}`, which does not exist"),
                            &format!("`{name}` lit `{word}`, qui n'existe pas"),
                        ),
                        suggestion(word, &[only]),
                    );
                }
            }
        }
    }

    fn kpi(&mut self) {
        let Some(estimate) = &self.manifest.estimate else {
            self.breach(
                self.file(),
                "plugin/estimate",
                words("a KPI needs an `estimate`", "un indicateur a besoin d'un `estimate`"),
                words(
                    "write one of `net-share`, `share`, `mean`: `estimate: {mean: {of: …}}`",
                    "écrivez `net-share`, `share` ou `mean` : `estimate: {mean: {of: …}}`",
                ),
            );
            return;
        };
        self.estimate(&estimate.place(), "estimate", estimate, self.manifest.unit);
        for (name, beside) in &self.manifest.beside {
            self.estimate(&self.file(), &format!("beside.{name}"), &beside.estimate, Some(beside.unit));
        }
    }

    fn estimate(&mut self, place: &Place, name: &str, estimate: &Estimate, unit: Option<Unit>) {
        let (of, unit_word, fits) = match (&estimate.net_share, &estimate.share, &estimate.mean) {
            (Some(net), None, None) => (&net.of, "points", unit == Some(Unit::Points)),
            (None, Some(share), None) => {
                if share.values.is_some() == share.top.is_some() {
                    self.breach(
                        place.clone(),
                        "plugin/estimate",
                        words(
                            &format!("the share in `{name}` needs either `values` or `top`"),
                            &format!("la part dans `{name}` demande soit `values`, soit `top`"),
                        ),
                        words(
                            "`values: [4, 5]` counts these answers, `top: 2` the two best of any scale",
                            "`values: [4, 5]` compte ces réponses, `top: 2` les deux meilleures de toute échelle",
                        ),
                    );
                }
                (&share.of, "percent", unit == Some(Unit::Percent))
            }
            (None, None, Some(mean)) => (&mean.of, "score", unit == Some(Unit::Score)),
            _ => {
                self.breach(
                    place.clone(),
                    "plugin/estimate",
                    words(
                        &format!("`{name}` must hold exactly one estimate"),
                        &format!("`{name}` doit contenir une seule estimation"),
                    ),
                    words(
                        "write one of `net-share`, `share`, `mean`; further figures go under `beside`",
                        "écrivez `net-share`, `share` ou `mean` ; les autres chiffres vont sous `beside`",
                    ),
                );
                return;
            }
        };
        let questions: Vec<&str> = self
            .manifest
            .reads
            .iter()
            .filter(|(_, read)| read.question.is_some())
            .map(|(name, _)| name.as_str())
            .collect();
        if !questions.contains(&of.as_str()) {
            self.breach(
                place.clone(),
                "plugin/unknown-read",
                words(
                    &format!("`{name}` is of `{of}`, which the plugin does not read as a question"),
                    &format!("`{name}` porte sur `{of}`, que le plugin ne lit pas comme question"),
                ),
                suggestion(of, &questions),
            );
        }
        if !fits {
            self.breach(
                place.clone(),
                "plugin/unit",
                words(
                    &format!("the estimate in `{name}` is in `{unit_word}`"),
                    &format!("l'estimation dans `{name}` est en `{unit_word}`"),
                ),
                words(
                    &format!("write `unit: {unit_word}`"),
                    &format!("écrivez `unit: {unit_word}`"),
                ),
            );
        }
    }

    fn maturity(&mut self, has_script: bool) {
        let levels: Vec<u8> = self.manifest.levels.iter().map(|level| level.level).collect();
        if levels.len() < 2 || levels.windows(2).any(|pair| pair[0].checked_add(1) != Some(pair[1])) {
            self.breach(
                self.file(),
                "plugin/levels",
                words(
                    "the `levels` must be two or more and follow one another without a gap, lowest first",
                    "les `levels` doivent être au moins deux et se suivre sans trou, le plus bas d'abord",
                ),
                words("number them 1, 2, 3, …", "numérotez-les 1, 2, 3, …"),
            );
        }
        if self.manifest.items.is_empty() && !has_script {
            self.breach(
                self.file(),
                "plugin/items",
                words(
                    "a maturity check needs `items` that people rate, or a script that finds the level",
                    "une dimension de maturité a besoin d'`items` que l'on évalue, ou d'un script qui établit le niveau",
                ),
                words("write at least one item", "écrivez au moins un item"),
            );
        }
        self.once("item", self.manifest.items.iter().map(|item| item.id.as_str()).collect());
    }

    fn website(&mut self) {
        if self.manifest.criteria.is_empty() {
            self.breach(
                self.file(),
                "plugin/criteria",
                words("a website rule needs `criteria`", "une règle de site web a besoin de `criteria`"),
                words("write at least one criterion", "écrivez au moins un critère"),
            );
        }
        self.once(
            "criterion",
            self.manifest.criteria.iter().map(|criterion| criterion.id.as_str()).collect(),
        );
    }

    fn once(&mut self, what: &str, ids: Vec<&str>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !seen.insert(id) {
                self.breach(
                    self.file(),
                    "plugin/twice",
                    words(
                        &format!("the {what} `{id}` is there twice"),
                        &format!("l'identifiant `{id}` est utilisé deux fois"),
                    ),
                    words("ids are unique within a plugin", "un identifiant est unique dans un plugin"),
                );
            }
        }
    }

    fn parameters(&mut self) {
        for (name, parameter) in &self.manifest.parameters {
            if let Some(default) = &parameter.default
                && !has_type(parameter, default)
            {
                self.breach(
                    self.file(),
                    "plugin/parameter",
                    words(
                        &format!("the default of the parameter `{name}` is not of its type"),
                        &format!("la valeur par défaut du paramètre `{name}` n'est pas de son type"),
                    ),
                    words(
                        &format!("it is declared as `{}`", kind_word(parameter.kind)),
                        &format!("il est déclaré comme `{}`", kind_word(parameter.kind)),
                    ),
                );
            }
        }
    }

    fn messages(&mut self) {
        for (key, text) in &self.manifest.messages {
            self.both_languages(&format!("messages.{key}"), text);
            for (lang, pattern) in text.iter() {
                if let Err(error) = Messages::variables(pattern) {
                    self.breach(
                        self.file(),
                        "plugin/message",
                        words(
                            &format!("the message `{key}` ({lang}) is no pattern: `{error}`"),
                            &format!("le message `{key}` ({lang}) n'est pas un modèle valide : `{error}`"),
                        ),
                        words(
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
                        words(
                            &format!("`{name}` has no words in `{lang}`"),
                            &format!("`{name}` n'a pas de texte en `{lang}`"),
                        ),
                    )
                    .at(self.file())
                    .help(words(
                        &format!("add `{lang}: …`; until then pages show the other language"),
                        &format!("ajoutez `{lang}: …` ; d'ici là, les pages montrent l'autre langue"),
                    )),
                );
            }
        }
    }
}

/// Whether a value is of the type a parameter declares.
pub(super) fn has_type(parameter: &Parameter, value: &serde_json::Value) -> bool {
    match parameter.kind {
        ParameterKind::Number => value.is_number(),
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
