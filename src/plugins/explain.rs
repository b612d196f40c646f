//! What `parcours explain` prints of a check: everything its manifest says, then its README. Markdown, so that it
//! reads the same on a terminal and on a page.

use std::fmt::Write as _;

use super::contract::kind_word;
use super::estimate;
use super::plugin::{Origin, Plugin};
use crate::language::Lang;
use crate::manifest::{Kind, Need, Read, TableRead};

/// A plugin explained in `lang`.
pub fn explain(plugin: &Plugin, lang: Lang) -> String {
    let say = |en: &'static str, fr: &'static str| match lang {
        Lang::En => en,
        Lang::Fr => fr,
    };
    let colon = say(":", "\u{202f}:");
    let manifest = &plugin.manifest;
    let kind = match manifest.kind {
        Kind::Kpi => say("indicator", "indicateur"),
        Kind::Maturity => say("maturity", "maturité"),
        Kind::Website => say("website", "site web"),
    };
    let origin = match plugin.origin {
        Origin::BuiltIn => say("built-in", "intégré"),
        Origin::Project => say("of the project", "du projet"),
    };
    let mut text = format!(
        "{} (`{}` {}) – {kind}, {origin}, `{}`\n",
        manifest.title.get(lang),
        plugin.id(),
        manifest.version,
        plugin.folder
    );
    // Writing to a string cannot fail.
    let mut line = |words: std::fmt::Arguments<'_>| {
        let _ = writeln!(text, "{words}");
    };
    if !manifest.summary.is_empty() {
        line(format_args!("{}", manifest.summary.get(lang)));
    }
    if !manifest.reads.is_empty() {
        line(format_args!("\n{}{colon}", say("Reads", "Lit")));
        for (name, read) in &manifest.reads {
            line(format_args!("- `{name}`{colon} {}", read_words(read, lang)));
        }
    }
    if let Some(name) = manifest.estimate.as_ref().and_then(|how| estimate::name(how)) {
        line(format_args!("\n{}{colon} `{name}`", say("Estimate", "Estimation")));
    }
    for (id, beside) in &manifest.beside {
        line(format_args!("- `{id}`{colon} {}", beside.title.get(lang)));
    }
    if !manifest.parameters.is_empty() {
        line(format_args!("\n{}{colon}", say("Parameters", "Paramètres")));
        for (name, parameter) in &manifest.parameters {
            let default = parameter.default.as_ref().map_or_else(String::new, |value| {
                format!(", {} `{value}`", say("by default", "par défaut"))
            });
            line(format_args!(
                "- `{name}` ({}{default}){colon} {}",
                kind_word(parameter.kind),
                parameter.title.get(lang)
            ));
        }
    }
    if !manifest.levels.is_empty() {
        line(format_args!("\n{}{colon}", say("Levels", "Niveaux")));
        for level in &manifest.levels {
            line(format_args!(
                "{}. {}{colon} {}",
                level.level,
                level.title.get(lang),
                level.rubric.get(lang)
            ));
        }
    }
    if !manifest.items.is_empty() {
        line(format_args!("\n{}{colon}", say("Items to rate", "Items à évaluer")));
        for item in &manifest.items {
            line(format_args!("- `{}`{colon} {}", item.id, item.title.get(lang)));
        }
    }
    if !manifest.criteria.is_empty() {
        line(format_args!("\n{}{colon}", say("Criteria", "Critères")));
        for criterion in &manifest.criteria {
            line(format_args!(
                "- `{}`{colon} {}",
                criterion.id,
                criterion.title.get(lang)
            ));
        }
    }
    format!("{text}\n{}", plugin.readme.get(lang))
}

/// What a plugin reads, in words, one thing after the other.
pub fn reads(plugin: &Plugin, lang: Lang) -> String {
    let read: Vec<String> = plugin
        .manifest
        .reads
        .values()
        .map(|read| read_words(read, lang))
        .collect();
    read.join(", ")
}

fn read_words(read: &Read, lang: Lang) -> String {
    let say = |en: &str, fr: &str| match lang {
        Lang::En => en.to_owned(),
        Lang::Fr => fr.to_owned(),
    };
    if let Some(question) = &read.question {
        let role = question.role.word();
        let scale = question
            .scale
            .map_or_else(String::new, |[low, high]| format!(", {low}–{high}"));
        return say(
            &format!("questions of the role `{role}`{scale}"),
            &format!("les questions de rôle `{role}`{scale}"),
        );
    }
    if let Some(table) = &read.table {
        return table_words(table, lang);
    }
    if let Some(id) = &read.result {
        return say(&format!("the result of `{id}`"), &format!("le résultat de `{id}`"));
    }
    if let Some(list) = read.project {
        let name = serde_json::to_value(list).unwrap_or_default();
        let name = name.as_str().unwrap_or_default();
        return say(
            &format!("the project's `{name}`"),
            &format!("la liste `{name}` du projet"),
        );
    }
    if read.constructs.is_some() {
        return say(
            "the questions of a survey that bear its constructs",
            "les questions d’une enquête qui portent ses construits",
        );
    }
    if read.website.is_some() {
        return say("the copy of the website", "la copie du site");
    }
    say(
        "its items as people rated them",
        "ses items tels qu’ils ont été évalués",
    )
}

/// What a check needs of a table.
fn table_words(table: &TableRead, lang: Lang) -> String {
    let or = match lang {
        Lang::En => " or ",
        Lang::Fr => " ou ",
    };
    let need = |need: &Need| {
        let fields: Vec<String> = need.fields().iter().map(|field| format!("`{field}`")).collect();
        fields.join(or)
    };
    let mut needs: Vec<String> = table.needs.iter().map(need).collect();
    needs.extend(table.per.as_ref().map(|per| format!("`{per}`")));
    let kind = table.kind.word();
    let mut text = match lang {
        Lang::En => format!("tables of the kind `{kind}`"),
        Lang::Fr => format!("les tables de type `{kind}`"),
    };
    if !needs.is_empty() {
        let needs = needs.join(", ");
        text.push_str(&match lang {
            Lang::En => format!(" that have the fields {needs}"),
            Lang::Fr => format!(" qui ont les champs {needs}"),
        });
    }
    if let Some(per) = &table.per {
        text.push_str(&match lang {
            Lang::En => format!(", their rows put together by `{per}`"),
            Lang::Fr => format!(", leurs lignes réunies par `{per}`"),
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Problems;
    use crate::plugins::Registry;

    #[test]
    fn a_check_is_explained_in_the_language_asked_for() {
        let registry = Registry::load(None, &mut Problems::new());
        let english = explain(registry.get("nps").unwrap(), Lang::En);
        for words in [
            "`score`: questions of the role `nps`, 0–10",
            "`alarm` (number, by default `0.25`)",
            "## Formula",
        ] {
            assert!(english.contains(words), "{words} is not in {english}");
        }
        let french = explain(registry.get("omnichannel").unwrap(), Lang::Fr);
        for words in [
            "la liste `hand-overs` du projet",
            "4. Omnicanal\u{202f}:",
            "## Erreurs fréquentes",
        ] {
            assert!(french.contains(words), "{words} is not in {french}");
        }
    }
}
