//! Checks that the project asks for and that nothing in it can feed: without a word they would only not be there.

use super::Case;
use crate::diagnostics::{Place, Problem, Problems, suggestion};
use crate::language::{Lang, Text};
use crate::plugins::{Origin, Plugin, plugin_of, reads};

/// A warning for each setting of a check that was not run, and for each plugin of the project's own that reads nothing
/// of it.
pub(super) fn without_an_answer(case: &Case<'_>, problems: &mut Problems) {
    let bindings = &case.plan.bindings;
    let runs = |plugin: &str| bindings.iter().any(|binding| binding.plugin == plugin);
    for settings in &case.project.checks {
        let id = settings.check.value.as_str();
        let known = bindings.iter().any(|binding| binding.check == id);
        // A check that no plugin provides was refused when the project was loaded.
        let Some(plugin) = case.registry.get(plugin_of(id)) else {
            continue;
        };
        if settings.active == Some(false) || known || (id == plugin.id() && runs(id)) {
            continue;
        }
        let matches = bindings.iter().filter(|binding| binding.plugin == plugin.id());
        let matches: Vec<&str> = matches.map(|binding| binding.check.as_str()).collect();
        let help = if matches.is_empty() {
            missing(plugin)
        } else {
            suggestion(id, matches)
        };
        problems.push(not_run(id, settings.check.place(), help));
    }
    for plugin in case
        .registry
        .plugins()
        .filter(|plugin| plugin.origin == Origin::Project)
    {
        let id = plugin.id();
        let told = |check: &str| plugin_of(check) == id;
        if !runs(id) && !case.project.checks.iter().any(|settings| told(&settings.check)) {
            problems.push(not_run(id, plugin.manifest.id.place(), missing(plugin)));
        }
    }
}

fn not_run(id: &str, place: Place, help: Text) -> Problem {
    Problem::warning(
        "project/check-not-run",
        Text::prose(
            format!("nothing in this project can be read by `{id}`"),
            format!("rien dans ce projet ne peut être lu par `{id}`"),
        ),
    )
    .why(Text::prose(
        "the report leaves it out: its target and its page would be looked for in vain",
        "le rapport l'omet : on y chercherait en vain son objectif et sa page",
    ))
    .help(help)
    .at(place)
}

/// What the project would have to declare.
fn missing(plugin: &Plugin) -> Text {
    let id = plugin.id();
    Text::prose(
        format!(
            "declare what it reads: {}; `parcours explain {id}` says more",
            reads(plugin, Lang::En)
        ),
        format!(
            "déclarez ce qu'il lit : {} ; `parcours explain {id}` en dit plus",
            reads(plugin, Lang::Fr)
        ),
    )
}
