//! Key drivers on the page of a figure: what goes along with it, how much, how sure, and what that does not say.

use serde::Serialize;

use crate::audit::{Check, Drivers, NoDrivers};
use crate::language::{Arg, number};
use crate::report::figures_drivers;
use crate::report::scribe::{FigureView, Scribe, args, count};
use crate::stats::drivers::Method;

/// What `kpi.html` is given of the drivers.
#[derive(Serialize)]
pub(super) struct View {
    /// How many people, how much of the differences, how computed, where the lines stand, what was left out; or why
    /// there are no drivers.
    sentences: Vec<String>,
    figures: Vec<FigureView>,
    /// What a reader may not conclude; empty where there is nothing to conclude from.
    caution: String,
}

pub(super) fn view(scribe: &Scribe<'_>, check: &Check) -> Option<View> {
    let found = check.drivers.as_ref()?;
    let figures = [
        figures_drivers::shares(&check.id),
        figures_drivers::quadrants(&check.id),
    ];
    Some(View {
        sentences: sentences(scribe, found),
        figures: figures.iter().filter_map(|key| scribe.figure(key)).collect(),
        caution: if found.drivers.is_empty() {
            String::new()
        } else {
            scribe.word("drivers-caution")
        },
    })
}

fn sentences(scribe: &Scribe<'_>, found: &Drivers) -> Vec<String> {
    let mut said = Vec::new();
    match (found.refused, found.method, found.r_squared) {
        (Some(NoDrivers::TooFew), ..) => {
            said.push(scribe.phrase("drivers-too-few", args([("needed", count(found.needed))])));
        }
        (Some(NoDrivers::Contradiction), ..) => said.push(scribe.word("drivers-contradiction")),
        (None, Some(method), Some(r_squared)) => {
            let lang = scribe.lang;
            let range = found.r_squared_interval.map(|interval| {
                let [low, high] = [interval.low, interval.high].map(|end| number::percent(lang, end, 0));
                scribe.phrase("drivers-range", args([("low", low.into()), ("high", high.into())]))
            });
            said.push(scribe.phrase(
                "drivers-explained",
                args([
                    ("count", count(found.drivers.len() as u64)),
                    ("share", number::percent(lang, r_squared, 0).into()),
                    ("range", range.unwrap_or_default().into()),
                    ("n", scribe.count(found.n.unwrap_or_default()).into()),
                ]),
            ));
            said.push(scribe.word(match method {
                Method::Lmg => "drivers-lmg",
                Method::Johnson => "drivers-johnson",
            }));
            said.push(if found.groups > 0 {
                scribe.phrase("drivers-jackknife", args([("groups", count(found.groups))]))
            } else {
                scribe.word("drivers-no-intervals")
            });
            if let Some(alpha) = found.alpha {
                let range = found.alpha_interval.map(|interval| {
                    let [low, high] = [interval.low, interval.high].map(|end| number::number(lang, end, 2));
                    scribe.phrase("drivers-range", args([("low", low.into()), ("high", high.into())]))
                });
                let words = args([
                    ("alpha", number::number(lang, alpha, 2).into()),
                    ("range", range.unwrap_or_default().into()),
                ]);
                said.push(scribe.phrase("drivers-alpha", words));
            }
            if let (Some(importance), Some(performance)) = (found.importance_line, found.performance_line) {
                said.push(scribe.phrase(
                    "drivers-lines",
                    args([
                        ("importance", number::percent(lang, importance, 0).into()),
                        ("performance", number::number(lang, performance, 0).into()),
                    ]),
                ));
            }
        }
        _ => {}
    }
    let names: Vec<String> = found.left_out.iter().map(|one| scribe.say(&one.label)).collect();
    if !names.is_empty() && found.refused.is_none() {
        let words = args([
            ("n", Arg::Count(i64::try_from(names.len()).unwrap_or(i64::MAX))),
            ("names", names.join(", ").into()),
        ]);
        said.push(scribe.phrase("drivers-left-out", words));
    }
    said
}
