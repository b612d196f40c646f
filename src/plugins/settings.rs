//! What a project says of checks, held against what the manifests declare.

use std::collections::BTreeMap;

use super::contract::{has_type, kind_word};
use super::plugin::Plugin;
use super::registry::Registry;
use crate::diagnostics::{Place, Problem, Problems, suggestion};
use crate::evidence::{OtherTime, missing, other_times};
use crate::language::Text;
use crate::manifest::{Kind, Located, Per};
use crate::project::{CheckSettings, Project, Rating, Table, setting};
use crate::stats::real::{exp, ln};

/// The id of the plugin in the id of a check: `rating` in `rating:satisfaction.pickup`.
pub fn plugin_of(check: &str) -> &str {
    check.split_once(':').map_or(check, |(plugin, _)| plugin)
}

impl Registry {
    /// Checks that every check and every parameter in `settings` exists, and that values have the declared type.
    pub fn check_settings(&self, settings: &[CheckSettings], problems: &mut Problems) {
        for setting in settings {
            let Some(plugin) = self.named(&setting.check, problems) else {
                continue;
            };
            for (name, value) in &setting.with {
                let parameters = &plugin.manifest.parameters;
                let Some(parameter) = parameters.get(name) else {
                    let known: Vec<&str> = parameters.keys().map(String::as_str).collect();
                    problems.push(
                        Problem::error(
                            "project/unknown-parameter",
                            Text::prose(
                                format!("`{}` has no parameter `{name}`", plugin.id()),
                                format!("`{}` n'a pas de paramètre `{name}`", plugin.id()),
                            ),
                        )
                        .at(value.place())
                        .why(Text::prose(
                            "a setting that nothing reads would be believed to work",
                            "on croirait à l'effet d'un réglage que rien ne lit",
                        ))
                        .help(suggestion(name, known)),
                    );
                    continue;
                };
                if !has_type(parameter, value) {
                    let kind = kind_word(parameter.kind);
                    problems.push(
                        Problem::error(
                            "project/parameter-type",
                            Text::prose(
                                format!("the parameter `{name}` of `{}` must be of type `{kind}`", plugin.id()),
                                format!("le paramètre `{name}` de `{}` doit être de type `{kind}`", plugin.id()),
                            ),
                        )
                        .at(value.place())
                        .help(Text::prose(
                            format!("it is `{}`; write numbers and booleans without quotes", value.value),
                            format!(
                                "il vaut `{}` ; écrivez les nombres et les booléens sans guillemets",
                                value.value
                            ),
                        )),
                    );
                }
            }
        }
    }

    /// [`Registry::check_settings`], and the checks that actions, benchmarks and ratings name.
    pub fn check_project(&self, project: &Project, problems: &mut Problems) {
        self.check_settings(&project.checks, problems);
        for benchmark in &project.benchmarks {
            let Some(plugin) = self.named(&benchmark.check, problems) else {
                continue;
            };
            if let Some(scale) = &benchmark.scale {
                other_scale(plugin, project, &benchmark.check, scale, problems);
            }
        }
        for measure in project.actions.iter().filter_map(|action| action.measure.as_ref()) {
            self.named(&measure.check, problems);
        }
        self.check_review(project, problems);
        self.check_constructs(project, problems);
        self.check_rates(project, problems);
        self.check_maturity(project, problems);
    }

    /// Rates of one time held against tables of another.
    fn check_rates(&self, project: &Project, problems: &mut Problems) {
        for settings in project.checks.iter().filter(|settings| settings.active != Some(false)) {
            let Some(plugin) = self.get(plugin_of(&settings.check)) else {
                continue;
            };
            let Some(read) = plugin.manifest.table() else { continue };
            let of_check = |table: &&Table| {
                let named = settings.check.value.split_once(':');
                named.is_none_or(|(_, table_id)| table.id.value == table_id)
                    && missing(project, &plugin.manifest, read, table).is_none()
            };
            for table in project.tables.iter().filter(of_check) {
                for other in other_times(project, &plugin.manifest, table) {
                    problems.push(other_time(plugin.id(), table, &other, settings.check.place()));
                }
            }
        }
    }

    /// The constructs that questions are asked for.
    fn check_constructs(&self, project: &Project, problems: &mut Problems) {
        let plugins = self.of_kind(Kind::Kpi);
        let known = plugins.flat_map(|plugin| plugin.manifest.constructs.iter().map(|one| one.id.as_str()));
        let known: Vec<&str> = known.collect();
        let questions = project.surveys.iter().flat_map(|survey| &survey.questions);
        for construct in questions.filter_map(|question| question.construct.as_ref()) {
            if known.contains(&construct.as_str()) {
                continue;
            }
            problems.push(
                Problem::error(
                    "project/unknown-construct",
                    Text::prose(
                        format!("no check has a construct `{}`", construct.value),
                        format!("aucun contrôle n'a de construit `{}`", construct.value),
                    ),
                )
                .at(construct.place())
                .why(Text::prose(
                    "its answers would be in no score, and nothing would say so",
                    "ses réponses ne seraient dans aucun score, et rien ne le dirait",
                ))
                .help(suggestion(construct, known.iter().copied())),
            );
        }
    }

    /// What people rated, and what earlier assessments found.
    fn check_maturity(&self, project: &Project, problems: &mut Problems) {
        for rating in &project.maturity.ratings {
            let Some(plugin) = self.named(&rating.check, problems) else {
                continue;
            };
            let asked = || plugin.manifest.items.iter().filter(|item| rating.form.asks(item));
            let items: Vec<&str> = asked().map(|item| item.id.as_str()).collect();
            if !items.contains(&rating.item.as_str()) {
                problems.push(unknown_item(plugin, rating, &items));
            }
            let [low, high] = plugin.manifest.answers();
            for level in rating
                .levels
                .values()
                .filter(|level| !(low..=high).contains(&level.value))
            {
                problems.push(level_beyond(plugin.id(), level, low, high));
            }
        }
        for past in &project.maturity.history {
            for (check, level) in &past.levels {
                let Some(plugin) = self.named(&Located::at(check.clone(), &level.place()), problems) else {
                    continue;
                };
                let levels = &plugin.manifest.levels;
                if let (Some(lowest), Some(highest)) = (levels.first(), levels.last())
                    && !(lowest.level..=highest.level).contains(&level.value)
                {
                    problems.push(level_beyond(plugin.id(), level, lowest.level, highest.level));
                }
            }
        }
    }

    /// The website rules that questions are bound to, and the criteria that people reviewed.
    fn check_review(&self, project: &Project, problems: &mut Problems) {
        let questions = project.surveys.iter().flat_map(|survey| &survey.questions);
        for rule in questions.filter_map(|question| question.rule.as_ref()) {
            self.rule(rule, problems);
        }
        for item in &project.review.items {
            let Some(plugin) = self.rule(&item.rule, problems) else {
                continue;
            };
            let known: Vec<&str> = plugin.manifest.criteria.iter().map(|one| one.id.as_str()).collect();
            if !known.contains(&item.criterion.as_str()) {
                problems.push(
                    Problem::error(
                        "project/unknown-criterion",
                        Text::prose(
                            format!("`{}` has no criterion `{}`", plugin.id(), item.criterion.value),
                            format!("`{}` n'a pas de critère `{}`", plugin.id(), item.criterion.value),
                        ),
                    )
                    .at(item.criterion.place())
                    .why(Text::prose(
                        "an answer to a question that nobody asks would be lost in silence",
                        "une réponse à une question que personne ne pose se perdrait sans que rien ne le dise",
                    ))
                    .help(suggestion(&item.criterion, known)),
                );
            }
        }
    }

    /// A website rule that the project names.
    fn rule(&self, rule: &Located<String>, problems: &mut Problems) -> Option<&Plugin> {
        let plugin = self.named(rule, problems)?;
        if plugin.manifest.kind == Kind::Website {
            return Some(plugin);
        }
        let rules = self.of_kind(Kind::Website).map(|plugin| plugin.id());
        problems.push(
            Problem::error(
                "project/unknown-check",
                Text::prose(
                    format!("`{}` is not a website rule", rule.value),
                    format!("`{}` n'est pas une règle du site", rule.value),
                ),
            )
            .at(rule.place())
            .help(suggestion(rule, rules)),
        );
        None
    }

    /// The plugin of a check that the project names; a problem where there is none. A plugin that is there but
    /// broken has told its own.
    fn named(&self, check: &Located<String>, problems: &mut Problems) -> Option<&Plugin> {
        let id = plugin_of(check);
        if let Some(plugin) = self.get(id) {
            return Some(plugin);
        }
        if !self.broken().iter().any(|broken| broken.id == id) {
            problems.push(
                Problem::error(
                    "project/unknown-check",
                    Text::prose(
                        format!("there is no check `{}`", check.value),
                        format!("il n'existe pas d'évaluation `{}`", check.value),
                    ),
                )
                .at(check.place())
                .help(suggestion(id, self.ids())),
            );
        }
        None
    }
}

/// A figure of others on another scale than the questions of the check it is put beside.
fn other_scale(
    plugin: &Plugin,
    project: &Project,
    check: &Located<String>,
    scale: &Located<[i32; 2]>,
    problems: &mut Problems,
) {
    let mut reads = plugin.manifest.reads.values();
    let Some(role) = reads.find_map(|read| Some(read.question.as_ref()?.role)) else {
        return;
    };
    let named = check.value.split_once(':').map(|(_, question)| question);
    let questions = project
        .surveys
        .iter()
        .flat_map(|survey| survey.questions.iter().map(move |one| (survey, one)));
    let asked = questions
        .filter(|(_, question)| question.role.value == role)
        .filter(|(survey, question)| {
            named.is_none_or(|named| named == format!("{}.{}", survey.id.value, question.id.value))
        })
        .find_map(|(_, question)| Some(question.scale.as_ref()?.value.bounds()));
    let Some([low, high]) = asked.filter(|asked| *asked != scale.value) else {
        return;
    };
    let [other_low, other_high] = scale.value;
    let id = plugin.id();
    problems.push(
        Problem::error(
            "project/benchmark-scale",
            Text::prose(
                format!("the benchmark was asked from {other_low} to {other_high}, `{}` from {low} to {high}", check.value),
                format!("le repère a été demandé de {other_low} à {other_high}, `{}` de {low} à {high}", check.value),
            ),
        )
        .at(scale.place())
        .why(Text::prose(
            "the two best answers are 40 % of a scale of five, 29 % of one of seven, 20 % of one of ten; effort from 1 to 5 and ease from 1 to 7 even run in opposite directions",
            "les deux meilleures réponses font 40 % d'une échelle de cinq, 29 % d'une de sept, 20 % d'une de dix ; l'effort de 1 à 5 et la facilité de 1 à 7 vont même en sens opposés",
        ))
        .help(Text::prose(
            format!("compare `{id}` with a figure asked from {low} to {high}, or with its own previous wave"),
            format!("comparez `{id}` à un chiffre demandé de {low} à {high}, ou à sa propre vague précédente"),
        )),
    );
}

/// What a rate of another time than its table is told.
fn other_time(check: &str, table: &Table, other: &OtherTime<'_>, named: Place) -> Problem {
    let (rate, per) = other.rate;
    let word = |per: Per| {
        let fr = match per {
            Per::Month => "mois",
            Per::Quarter => "trimestre",
            Per::HalfYear => "semestre",
            Per::Year => "an",
        };
        (per.word(), fr)
    };
    let (en, fr) = word(per);
    let (from, to) = (other.window.from, other.window.to);
    let (id, parameter) = (table.id.as_str(), other.parameter);
    let days = from.0.until(to.0).map_or(0, |span| i64::from(span.get_days()) + 1);
    let help = match Per::of_days(days) {
        Some(of_table) => {
            let same = exp(ln(1.0 + rate) * of_table.months() / per.months()) - 1.0;
            let (en_table, fr_table) = word(of_table);
            Text::prose(
                format!(
                    "for `{check}` give `{id}` a window of a {en} with the margins of a {en}, or write \
                     `{parameter}: {{rate: {same:.5}, per: {en_table}}}`, which comes to {rate} a {en}; the share that stays in a \
                     {en_table} is `retention`"
                ),
                format!(
                    "pour `{check}`, donnez à `{id}` une fenêtre (`window`) d'un {fr} avec les marges d'un {fr}, ou écrivez \
                     `{parameter}: {{rate: {same:.5}, per: {en_table}}}`, ce qui revient à {rate} par {fr} ; la part qui reste en un \
                     {fr_table} est `retention`"
                ),
            )
        }
        None => Text::prose(
            format!(
                "for `{check}` give `{id}` a `window` of a {en}, with the margins of a {en}; the share that stays over any time is `retention`"
            ),
            format!(
                "pour `{check}`, donnez à `{id}` une fenêtre (`window`) d'un {fr}, avec les marges d'un {fr} ; la part qui reste sur une durée quelconque est `retention`"
            ),
        ),
    };
    Problem::error(
        "project/rate-of-another-time",
        Text::prose(
            format!("`{parameter}` of `{check}` is a rate a {en}, and `{id}` is counted from {} to {}", from.0, to.0),
            format!("`{parameter}` de `{check}` est un taux par {fr}, et `{id}` est compté du {} au {}", from.0, to.0),
        ),
    )
    .why(Text::prose(
        "retention, margin and discount are of one time: a monthly retention held against a yearly discount gives a value that no customer has",
        "rétention, marge et actualisation portent sur une même durée : une rétention mensuelle face à une actualisation annuelle donne une valeur qu'aucun client n'a",
    ))
    .help(help)
    .at(other.place.clone().unwrap_or(named))
}

fn unknown_item(plugin: &Plugin, rating: &Rating, items: &[&str]) -> Problem {
    let (id, item) = (plugin.id(), rating.item.as_str());
    let known = plugin.manifest.items.iter().any(|one| one.id == item);
    let (en, fr) = if known {
        let form = rating.form.word();
        (
            format!("the form `{form}` does not ask `{item}` of `{id}`"),
            format!("le questionnaire `{form}` ne demande pas `{item}` de `{id}`"),
        )
    } else {
        (
            format!("`{id}` has no item `{item}`"),
            format!("`{id}` n'a pas d'item `{item}`"),
        )
    };
    Problem::error("project/unknown-item", Text::prose(en, fr))
        .at(rating.item.place())
        .help(suggestion(item, items.iter().copied()))
}

fn level_beyond(id: &str, level: &Located<u8>, lowest: u8, highest: u8) -> Problem {
    let value = level.value;
    Problem::error(
        "project/level-out-of-range",
        Text::prose(
            format!("{value} is no level of `{id}`"),
            format!("{value} n'est pas un niveau de `{id}`"),
        ),
    )
    .at(level.place())
    .help(Text::prose(
        format!("its levels go from {lowest} to {highest}; `parcours explain {id}` says what each means"),
        format!("ses niveaux vont de {lowest} à {highest} ; `parcours explain {id}` explique chacun d'eux"),
    ))
}

/// The values of a plugin's parameters for one check: those of the project, else the defaults. The settings of the
/// plugin apply to each of its checks; those of one check (`rating:satisfaction.pickup`) go before them.
/// A parameter that has neither is `null`.
pub fn parameters(plugin: &Plugin, check: &str, settings: &[CheckSettings]) -> BTreeMap<String, serde_json::Value> {
    let given =
        |name: &str| setting(settings, check, plugin.id(), |said| said.with.get(name)).map(|value| value.value.clone());
    plugin
        .manifest
        .parameters
        .iter()
        .map(|(name, parameter)| {
            let value = given(name)
                .filter(|value| has_type(parameter, value))
                .map(|value| parameter.plain(&value))
                .or_else(|| parameter.default.clone())
                .unwrap_or_default();
            (name.clone(), value)
        })
        .collect()
}
