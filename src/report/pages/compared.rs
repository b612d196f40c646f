//! Comparisons on the page of a figure: from wave to wave, and of each group with the rest.

use serde::Serialize;

use crate::audit::{Cell, Change, Check, Correction, Test};
use crate::language::number;
use crate::manifest::Unit;
use crate::report::scribe::{Scribe, args, count};

/// A row of the table of waves.
#[derive(Serialize)]
pub(super) struct ChangeRow {
    who: String,
    from: String,
    to: String,
    difference: String,
    range: String,
    answers: String,
    p: String,
    /// The smallest change the numbers of answers show.
    detectable: String,
    beyond_chance: bool,
    verdict: String,
}

/// A group beside everyone who is not in it.
#[derive(Serialize)]
pub(super) struct Rest {
    difference: String,
    range: String,
    p: String,
    beyond_chance: bool,
    verdict: String,
}

pub(super) fn change_row(scribe: &Scribe<'_>, check: &Check, change: &Change) -> ChangeRow {
    ChangeRow {
        who: change
            .persona
            .as_deref()
            .map_or_else(|| scribe.word("everyone"), |id| scribe.persona(id)),
        from: scribe.say(&change.from.1),
        to: scribe.say(&change.to.1),
        difference: difference(scribe, check, change.difference),
        range: scribe.difference_range(check.unit, &change.interval),
        answers: scribe.phrase(
            if change.repeated.is_some() {
                "n-then-n-both"
            } else {
                "n-then-n"
            },
            args([
                ("before", count(change.n.0)),
                ("after", count(change.n.1)),
                ("both", count(change.repeated.unwrap_or_default())),
            ]),
        ),
        p: p_value(scribe, change.test.p_corrected),
        detectable: size(scribe, check, change.test.detectable),
        beyond_chance: change.beyond_chance(),
        verdict: scribe.word(verdict("change", &change.test, change.difference)),
    }
}

pub(super) fn rest(scribe: &Scribe<'_>, check: &Check, cell: &Cell) -> Option<Rest> {
    let contrast = cell.against_rest?;
    Some(Rest {
        difference: difference(scribe, check, contrast.difference),
        range: scribe.difference_range(check.unit, &contrast.interval),
        p: p_value(scribe, contrast.test.p_corrected),
        beyond_chance: contrast.test.beyond_chance,
        verdict: scribe.word(verdict("group", &contrast.test, contrast.difference)),
    })
}

/// What the corrections cover and what the waves could show, in sentences.
pub(super) fn families(scribe: &Scribe<'_>, check: &Check) -> Vec<String> {
    let of = |correction| check.changes.iter().find(|change| change.test.correction == correction);
    let sentence = |key: &str, change: &Change| scribe.phrase(key, args([("n", count(change.test.family))]));
    let everyone = check
        .changes
        .iter()
        .rfind(|change| change.persona.is_none() && change.test.correction == Correction::Holm);
    let detectable = everyone.map(|change| {
        scribe.phrase(
            "change-detectable",
            args([
                ("before", count(change.n.0)),
                ("after", count(change.n.1)),
                ("size", size(scribe, check, change.test.detectable).into()),
            ]),
        )
    });
    let latest = of(Correction::Holm).map(|change| sentence("change-family", change));
    let older = of(Correction::BenjaminiHochberg).map(|change| sentence("change-family-older", change));
    latest.into_iter().chain(older).chain(detectable).collect()
}

/// What the correction of the groups covers; empty where none was tested.
pub(super) fn rest_family(scribe: &Scribe<'_>, check: &Check) -> String {
    let mut cells = check.breakdowns.iter().flat_map(|breakdown| &breakdown.cells);
    match cells.find_map(|cell| cell.against_rest) {
        Some(contrast) => scribe.phrase("rest-family", args([("n", count(contrast.test.family))])),
        None => String::new(),
    }
}

/// `+12 points`.
fn difference(scribe: &Scribe<'_>, check: &Check, value: f64) -> String {
    let (value, unit) = scribe.difference(check.unit, value);
    format!("{value} {unit}").trim().to_owned()
}

/// The size of a difference, without sign, rounded up: a smaller one than is said would not be seen.
fn size(scribe: &Scribe<'_>, check: &Check, value: f64) -> String {
    let decimals = usize::from(matches!(check.unit, Some(Unit::Score) | None));
    let step = if decimals == 0 { 1.0 } else { 10.0 };
    let rounded = (value * step).ceil() / step;
    let unit = scribe.points(rounded, decimals);
    format!("{}\u{a0}{unit}", number::number(scribe.lang, rounded, decimals))
}

fn verdict(what: &str, test: &Test, difference: f64) -> &'static str {
    match (test.beyond_chance, difference > 0.0, what) {
        (false, ..) => "change-not-conclusive",
        (true, true, "change") => "change-up",
        (true, false, "change") => "change-down",
        (true, true, _) => "group-above",
        (true, false, _) => "group-below",
    }
}

/// `p = 0,012`; `p < 0,001`.
pub(super) fn p_said(scribe: &Scribe<'_>, p: f64) -> String {
    let sign = if p < 0.001 { "" } else { "=\u{a0}" };
    format!("p\u{a0}{sign}{}", p_value(scribe, p))
}

/// `0,012`; `< 0,001`.
fn p_value(scribe: &Scribe<'_>, p: f64) -> String {
    if p < 0.001 {
        format!("<\u{a0}{}", number::number(scribe.lang, 0.001, 3))
    } else {
        number::number(scribe.lang, p, 3)
    }
}
