//! What `parcours.yaml` says of the whole audit: languages, period, protection, brand, checks, references.

use std::collections::BTreeMap;

use super::{Check, bad_range};
use crate::diagnostics::{Place, Problem, closest};
use crate::language::{Lang, Text};
use crate::manifest::Located;
use crate::project::ids::{Noun, twice};
use crate::project::load::LEAST_PROTECTION;
use crate::project::{Project, ProjectFile};

/// Endings of a logo that browsers draw.
const LOGOS: [&str; 5] = ["svg", "png", "jpg", "jpeg", "webp"];

pub(super) fn check(file: &ProjectFile, project: &Project, check: &mut Check<'_, '_>) {
    languages(file, check);
    if let Some(period) = &file.period
        && period.from > period.to
    {
        check.push(bad_range(period.from, period.to, period.place()));
    }
    protection(file, check);
    brand(project, check);
    settings(file, project, check);
    for reference in &project.references {
        check.kebab(&reference.id);
    }
    for benchmark in &project.benchmarks {
        check.check_id(&benchmark.check);
        check.known(Noun::Reference, &benchmark.source);
    }
}

fn languages(file: &ProjectFile, check: &mut Check<'_, '_>) {
    let mut first: BTreeMap<Lang, Place> = BTreeMap::new();
    for lang in &file.languages {
        if let Some(earlier) = first.get(&lang.value) {
            check.push(
                Problem::error(
                    "project/duplicate-language",
                    Text::prose(
                        format!("the language `{}` is listed twice", lang.value),
                        format!("la langue `{}` est citée deux fois", lang.value),
                    ),
                )
                .why(Text::prose(
                    "the site would be written twice to the same place",
                    "le site serait écrit deux fois au même endroit",
                ))
                .help(Text::prose("remove one of the two", "retirez l'une des deux"))
                .at(lang.place())
                .related(earlier.clone(), Text::prose("first listed here", "citée ici d'abord")),
            );
        } else {
            first.insert(lang.value, lang.place());
        }
    }
}

fn protection(file: &ProjectFile, check: &mut Check<'_, '_>) {
    let protection = &file.protection;
    for (name, value) in [
        ("minimum-cell", &protection.minimum_cell),
        ("minimum-verbatims", &protection.minimum_verbatims),
    ] {
        if let Some(value) = value
            && value.value < LEAST_PROTECTION
        {
            check.push(lowered(name, value, LEAST_PROTECTION));
        }
    }
}

fn lowered(name: &str, value: &Located<u32>, least: u32) -> Problem {
    Problem::error(
        "project/protection-lowered",
        Text::prose(
            format!("`{name}: {}` is below the least protection, {least}", value.value),
            format!("`{name}: {}` est en dessous de la protection minimale, {least}", value.value),
        ),
    )
    .why(Text::prose(
        "respondents were promised that nobody could be recognised, and of two people each knows the other's answer",
        "on a promis aux répondants que personne ne pourrait les reconnaître, et de deux personnes chacune connaît la réponse de l'autre",
    ))
    .help(Text::prose(
        format!("write {least} or more, or remove the key"),
        format!("écrivez {least} ou davantage, ou retirez la clé"),
    ))
    .at(value.place())
}

fn brand(project: &Project, check: &mut Check<'_, '_>) {
    let colours = &project.brand.colours;
    for colour in [
        &colours.accent,
        &colours.ink,
        &colours.surface,
        &colours.positive,
        &colours.neutral,
        &colours.negative,
    ]
    .into_iter()
    .flatten()
    {
        if !is_colour(colour) {
            check.push(bad_colour(colour));
        }
    }
    if let Some(logo) = &project.brand.logo {
        let ending = logo.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
        if ending.is_none_or(|ending| !LOGOS.contains(&ending.as_str())) {
            check.push(bad_logo(logo));
        } else {
            check.file(logo);
        }
    }
}

fn is_colour(colour: &str) -> bool {
    colour
        .strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.chars().all(|digit| digit.is_ascii_hexdigit()))
}

fn bad_colour(colour: &Located<String>) -> Problem {
    let digits: String = colour.chars().filter(char::is_ascii_hexdigit).collect();
    let better = match digits.len() {
        6 => Some(format!("#{digits}")),
        3 => Some(
            digits
                .chars()
                .fold("#".to_owned(), |all, digit| format!("{all}{digit}{digit}")),
        ),
        _ => None,
    };
    let help = match better {
        Some(better) => Text::prose(format!("write `\"{better}\"`"), format!("écrivez `\"{better}\"`")),
        None => Text::prose(
            "write six hexadecimal digits after a hash, between quotes: `\"#1a5fb4\"`",
            "écrivez six chiffres hexadécimaux après un dièse, entre guillemets droits : `\"#1a5fb4\"`",
        ),
    };
    Problem::error(
        "project/bad-colour",
        Text::prose(
            format!("`{}` is not a colour written `#rrggbb`", colour.value),
            format!("`{}` n'est pas une couleur de la forme `#rrggbb`", colour.value),
        ),
    )
    .why(Text::prose(
        "the theme computes contrasts from it, so that text stays readable",
        "le thème en calcule les contrastes, pour que le texte reste lisible",
    ))
    .help(help)
    .at(colour.place())
}

fn bad_logo(logo: &Located<String>) -> Problem {
    Problem::error(
        "project/bad-logo",
        Text::prose(
            format!("`{}` is not a picture that browsers draw", logo.value),
            format!("`{}` n'est pas une image que les navigateurs affichent", logo.value),
        ),
    )
    .why(Text::prose(
        "the logo stands on every page",
        "le logo figure sur chaque page",
    ))
    .help(Text::prose(
        "use SVG, PNG, JPEG or WebP",
        "utilisez SVG, PNG, JPEG ou WebP",
    ))
    .at(logo.place())
}

fn settings(file: &ProjectFile, project: &Project, check: &mut Check<'_, '_>) {
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    for settings in &file.checks {
        let id = &settings.check;
        check.check_id(id);
        if let Some(earlier) = first.get(id.as_str()) {
            check.push(twice(id, id.place(), earlier.clone()));
        } else {
            first.insert(id, id.place());
        }
        for driver in settings.drivers.iter().flatten() {
            let mut asked = project.surveys.iter().flat_map(|survey| &survey.questions);
            if !asked.any(|question| question.id.value == driver.value) {
                check.unknown_question(driver);
            }
        }
        // The parameters themselves are checked when plugins are known; this one mistake can be told now.
        for (name, value) in &settings.with {
            if closest(name, ["active"]).is_some() && value.value.is_boolean() {
                check.push(misplaced_active(name, value));
            }
        }
    }
}

fn misplaced_active(name: &str, value: &Located<serde_json::Value>) -> Problem {
    Problem::error(
        "project/unknown-key",
        Text::prose(
            format!("`{name}` is not a parameter of the check"),
            format!("`{name}` n'est pas un paramètre de l'évaluation"),
        ),
    )
    .why(Text::prose(
        "`with` holds the check's own parameters; whether it is active stands beside it",
        "`with` contient les paramètres propres à l'évaluation ; son activation s'écrit à côté",
    ))
    .help(Text::prose(
        "write `active:` at the level of `check:`",
        "écrivez `active:` au niveau de `check:`",
    ))
    .at(value.place())
}
