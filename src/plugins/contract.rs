//! What a manifest must keep to beyond what reading it alone can tell: the name of its folder, the unit of its
//! estimate, a level that somebody finds, messages that are patterns.

use crate::diagnostics::{Place, Problem, Problems};
use crate::language::{Lang, Messages, Text};
use crate::manifest::{Estimate, Kind, Manifest, Parameter, ParameterKind, Unit};

/// Whether `manifest` keeps the contract; every breach is a problem. Missing words are a warning and no breach.
pub(super) fn keep(manifest: &Manifest, folder: &str, has_script: bool, problems: &mut Problems) -> bool {
    let mut contract = Contract {
        manifest,
        file: Place::file(format!("{folder}/plugin.yaml")),
        kept: true,
        problems,
    };
    contract.folder(folder);
    contract.units();
    contract.level(has_script);
    contract.messages();
    contract.both_languages("title", &manifest.title);
    contract.kept
}

struct Contract<'m> {
    manifest: &'m Manifest,
    file: Place,
    kept: bool,
    problems: &'m mut Problems,
}

impl Contract<'_> {
    fn breach(&mut self, place: Place, code: &'static str, what: Text, help: Text) {
        self.kept = false;
        self.problems.push(Problem::error(code, what).at(place).help(help));
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
            let file = self.file.clone();
            self.unit(&format!("beside.{name}"), &beside.estimate, &file, Some(beside.unit));
        }
    }

    fn unit(&mut self, name: &str, estimate: &Estimate, place: &Place, unit: Option<Unit>) {
        let (fits, word) = match (&estimate.net_share, &estimate.share) {
            (Some(_), _) => (Unit::Points, "points"),
            (_, Some(_)) => (Unit::Percent, "percent"),
            _ => (Unit::Score, "score"),
        };
        if unit != Some(fits) {
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

    fn level(&mut self, has_script: bool) {
        if self.manifest.kind == Kind::Maturity && self.manifest.items.is_empty() && !has_script {
            self.breach(
                self.file.clone(),
                "plugin/items",
                Text::prose(
                    "a maturity check needs `items` that people rate, or a script that finds the level",
                    "une dimension de maturité demande des `items` à évaluer, ou un script qui établit le niveau",
                ),
                Text::prose("write at least one item", "écrivez au moins un item"),
            );
        }
    }

    fn messages(&mut self) {
        for (key, text) in &self.manifest.messages {
            for (lang, pattern) in text.iter() {
                if let Err(error) = Messages::variables(pattern) {
                    self.breach(
                        self.file.clone(),
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
                    .at(self.file.clone())
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
