//! The words that charts add to their labels, in French and English.

use crate::language::{Lang, number};

use super::format::Format;

fn pick<'a>(lang: Lang, fr: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

macro_rules! fixed {
    ($($(#[$doc:meta])* $name:ident: $fr:literal, $en:literal;)*) => {
        $($(#[$doc])* pub(super) fn $name(lang: Lang) -> &'static str { pick(lang, $fr, $en) })*
    };
}

fixed! {
    suppressed: "non diffusé (effectif insuffisant)", "not shown (too few answers)";
    too_close: "non diffusé (trop proche d’une autre vague)", "not shown (too close to another wave)";
    suppressed_short: "non diffusé", "not shown";
    no_data: "sans donnée", "no data";
    not_assessed: "non évalué", "not assessed";
    hypothesis: "hypothèse", "assumption";
    team_hypothesis: "hypothèse de l’équipe, sans réponse", "team’s assumption, no answers";
    target: "objectif", "target";
    reference: "ensemble", "overall";
    value: "valeur", "value";
    level: "niveau", "level";
    meaning: "signification", "meaning";
    state: "situation", "position";
    reached: "atteint", "reached";
    no_point: "pas de point", "no point";
    /// Between the parts of a list.
    semicolon: "\u{202f}; ", "; ";
    lowest: "le plus bas", "lowest";
    promoters: "Promoteurs", "Promoters";
    passives: "Passifs", "Passives";
    detractors: "Détracteurs", "Detractors";
    score: "Score", "Score";
    answers: "Réponses", "Answers";
    share: "Part", "Share";
    group: "Groupe", "Group";
    row: "Ligne", "Row";
    projection: "projection", "projection";
    period: "Période", "Period";
    dimension: "Dimension", "Dimension";
    stage: "Étape", "Stage";
    touchpoint: "Point de contact", "Touchpoint";
    series: "Série", "Series";
    live: "en direct", "live";
    scheduled: "à heures fixes", "at fixed times";
    by_hand: "à la main", "by hand";
    outside: "hors de l’organisation", "outside the organisation";
    from: "de", "from";
    to: "vers", "to";
    what: "quoi", "what";
    how: "comment", "how";
    key: "identifiant commun", "common key";
    owner: "responsable", "owner";
    item: "action", "action";
    empty: "Aucune donnée à représenter.", "There are no data to show.";
}

/// A number of answers.
pub(super) fn count(lang: Lang, n: u64) -> String {
    number::integer(lang, i64::try_from(n).unwrap_or(i64::MAX))
}

/// What a data map shows.
pub(super) fn stores_and_flows(lang: Lang, stores: usize, flows: usize) -> String {
    let plural = |n: usize, one: &str, several: &str| {
        // French counts nought and one as one, English only one.
        let is_one = n == 1 || (n == 0 && lang == Lang::Fr);
        format!("{} {}", count(lang, n as u64), if is_one { one } else { several })
    };
    let (stores, flows) = (
        plural(
            stores,
            pick(lang, "base de données", "store"),
            pick(lang, "bases de données", "stores"),
        ),
        plural(flows, pick(lang, "flux", "flow"), pick(lang, "flux", "flows")),
    );
    format!("{stores}, {flows}.")
}

/// Which items bring much for little effort.
pub(super) fn much_for_little(lang: Lang, labels: &[&str]) -> String {
    if labels.is_empty() {
        return pick(
            lang,
            "Aucune action n’apporte beaucoup pour peu d’effort.",
            "No action brings much for little effort.",
        )
        .to_owned();
    }
    colon(
        lang,
        pick(lang, "Beaucoup pour peu d’effort", "Much for little effort"),
        &format!("{}.", labels.join(", ")),
    )
}

/// “a to b”, in a table.
pub(super) fn range(lang: Lang, low: &str, high: &str) -> String {
    match lang {
        Lang::Fr => format!("{low} à {high}"),
        Lang::En => format!("{low} to {high}"),
    }
}

/// “95 % interval”, from a level such as 0.95.
pub(super) fn interval(lang: Lang, level: f64) -> String {
    let percent = number::percent(lang, level, 0);
    match lang {
        Lang::Fr => format!("intervalle à {percent}"),
        Lang::En => format!("{percent} interval"),
    }
}

/// What the band around a projection is.
pub(super) fn prediction(lang: Lang, level: f64) -> String {
    let percent = number::percent(lang, level, 0);
    match lang {
        Lang::Fr => format!("projection, intervalle de prévision à {percent}"),
        Lang::En => format!("projection, {percent} prediction interval"),
    }
}

/// A label and what is said of it: “Camille : 4,2”.
pub(super) fn colon(lang: Lang, label: &str, words: &str) -> String {
    match lang {
        Lang::Fr => format!("{label}\u{202f}: {words}"),
        Lang::En => format!("{label}: {words}"),
    }
}

/// The same words with a capital, as at the head of a column.
pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A sentence: a capital at its head, a full stop at its end.
pub(super) fn sentence(words: &str) -> String {
    let words = capital(words);
    if words.ends_with(['.', '!', '?', '…']) {
        words
    } else {
        format!("{words}.")
    }
}

/// “Target: +30.”
pub(super) fn target_is(lang: Lang, target: &str) -> String {
    sentence(&colon(lang, self::target(lang), target))
}

/// “Quoted: Other (2026), +24.” `None` when nothing is quoted.
pub(super) fn cited<'a>(lang: Lang, figures: impl Iterator<Item = (&'a str, f64)>, format: &Format) -> Option<String> {
    let figures: Vec<String> = figures
        .map(|(name, value)| format!("{name}, {}", format.long(lang, value)))
        .collect();
    let quoted = pick(lang, "chiffre cité", "quoted");
    (!figures.is_empty()).then(|| sentence(&colon(lang, quoted, &figures.join(semicolon(lang)))))
}

/// “Highest: A (+46); lowest: B (−12).” `None` for fewer than two values.
pub(super) fn extremes<'a>(
    lang: Lang,
    values: impl Iterator<Item = (&'a str, f64)>,
    write: impl Fn(f64) -> String,
) -> Option<String> {
    let values: Vec<_> = values.collect();
    let highest = values.iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a })?;
    let lowest = values.iter().copied().reduce(|a, b| if b.1 < a.1 { b } else { a })?;
    if values.len() < 2 || highest.1 <= lowest.1 {
        return None;
    }
    let said = |(label, value)| format!("{label} ({})", write(value));
    Some(match lang {
        Lang::Fr => format!(
            "Le plus haut\u{202f}: {}\u{202f}; le plus bas\u{202f}: {}.",
            said(highest),
            said(lowest)
        ),
        Lang::En => format!("Highest: {}; lowest: {}.", said(highest), said(lowest)),
    })
}

/// “Not shown (too few answers): A, B.” `None` when nothing is withheld.
pub(super) fn withheld<'a>(lang: Lang, labels: impl Iterator<Item = &'a str>) -> Option<String> {
    listed(lang, suppressed(lang), labels)
}

/// “Not shown (too close to another wave): A, B.” `None` when nothing is.
pub(super) fn withheld_as_close<'a>(lang: Lang, labels: impl Iterator<Item = &'a str>) -> Option<String> {
    listed(lang, too_close(lang), labels)
}

fn listed<'a>(lang: Lang, why: &str, labels: impl Iterator<Item = &'a str>) -> Option<String> {
    let labels: Vec<&str> = labels.collect();
    (!labels.is_empty()).then(|| sentence(&colon(lang, why, &labels.join(", "))))
}

/// “level 2 (Structured) of 5”.
pub(super) fn level_of(lang: Lang, level: &str, count: usize) -> String {
    match lang {
        Lang::Fr => format!("niveau {level} sur {count}"),
        Lang::En => format!("level {level} of {count}"),
    }
}

/// A level: whole where it is whole, else with one decimal.
pub(super) fn plain(lang: Lang, value: f64) -> String {
    number::number(lang, value, usize::from(value.fract().abs() > 1e-9))
}

/// “lowest at a; highest at b”.
pub(super) fn low_and_high(lang: Lang, low: &str, high: &str) -> String {
    match lang {
        Lang::Fr => format!("au plus bas, {low}\u{202f}; au plus haut, {high}"),
        Lang::En => format!("lowest, {low}; highest, {high}"),
    }
}

/// “No data: A, B.” `None` when nothing is missing.
pub(super) fn without_data<'a>(lang: Lang, labels: impl Iterator<Item = &'a str>) -> Option<String> {
    let labels: Vec<&str> = labels.collect();
    (!labels.is_empty()).then(|| sentence(&colon(lang, no_data(lang), &labels.join(", "))))
}

/// “Target reached: 2 of 7.”
pub(super) fn targets_reached(lang: Lang, reached: usize, count: usize) -> String {
    match lang {
        Lang::Fr => format!("Objectif atteint\u{202f}: {reached} sur {count}."),
        Lang::En => format!("Target reached: {reached} of {count}."),
    }
}
