//! The six rules of a good website. A rule that nobody judged says so.

mod answers;
mod criterion;
mod pages;

use serde::Serialize;

use super::point::anchor;
use crate::audit::{Check, Criterion, Felt, Outcome, SitePage};
use crate::language::{Arg, number};
use crate::manifest::Kind;
use crate::report::markdown::{self, Setting};
use crate::report::scribe::{Detail, Measure, OutcomeWords, Scribe, args, count};

/// The six rules, by the id of the check that judges each.
pub(super) const RULES: [&str; 6] = ["findable", "accessible", "design", "intuitive", "credible", "effective"];
/// At most this many pages of the copy are listed; all are in the exports.
const LISTED: usize = 60;

/// What `website.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    address: String,
    captured: String,
    /// How many pages were read.
    count: usize,
    /// Path and title of the first of them.
    pages: Vec<(String, String)>,
    more_pages: String,
    about: Option<pages::Pages>,
    rules: Vec<Rule>,
    /// How many of the six are judged.
    judged: usize,
    /// Rules of the project's own plugins.
    own: Vec<Rule>,
}

#[derive(Serialize)]
struct Rule {
    anchor: String,
    number: usize,
    title: String,
    judged: bool,
    outcome: OutcomeWords,
    /// From 0 to 100; empty where there is none.
    score: String,
    /// Why there is no score, or what holds it down.
    score_note: String,
    share_checked: String,
    threshold: String,
    met: String,
    summary: String,
    /// HTML made from the plugin's README: safe to show as it is.
    readme: String,
    /// How far the people who looked agree; empty where fewer than two looked.
    agreement: String,
    felt: Vec<FeltView>,
    /// Blockers first, then by weight.
    failed: Vec<criterion::View>,
    open: Vec<criterion::View>,
    passed: Vec<criterion::View>,
    other: Vec<criterion::View>,
}

/// What respondents feel, beside the score.
#[derive(Serialize)]
struct FeltView {
    text: String,
    measure: Measure,
    href: String,
}

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    let website = scribe.audit.website.as_ref();
    let listed: &[SitePage] = website.map_or(&[], |website| website.pages.as_slice());
    let judged: Vec<&Check> = scribe
        .audit
        .checks
        .iter()
        .filter(|check| check.kind == Kind::Website)
        .collect();
    let rules: Vec<Rule> = RULES
        .iter()
        .enumerate()
        .map(|(index, id)| match judged.iter().find(|check| check.plugin.id == *id) {
            Some(check) => rule(scribe, check, index + 1),
            None => not_judged(scribe, id, index + 1),
        })
        .collect();
    let own = judged.iter().filter(|check| !RULES.contains(&check.plugin.id.as_str()));
    View {
        address: website.and_then(|website| website.address.clone()).unwrap_or_default(),
        captured: website
            .and_then(|website| website.captured)
            .map(|day| scribe.phrase("copied-on", args([("day", Arg::Date(day.0))])))
            .unwrap_or_default(),
        count: listed.len(),
        pages: listed
            .iter()
            .take(LISTED)
            .map(|page| (page.path.clone(), page.title.clone()))
            .collect(),
        more_pages: match listed.len().saturating_sub(LISTED) {
            0 => String::new(),
            more => scribe.phrase("more-pages", args([("n", count(more))])),
        },
        about: website.map(|website| pages::view(scribe, website)),
        judged: rules.iter().filter(|rule| rule.judged).count(),
        rules,
        own: own
            .zip(1..)
            .map(|(check, number)| rule(scribe, check, number))
            .collect(),
    }
}

/// How many of the six rules are judged.
pub(super) fn judged(scribe: &Scribe<'_>) -> usize {
    RULES
        .iter()
        .filter(|id| scribe.audit.checks.iter().any(|check| check.plugin.id == **id))
        .count()
}

fn not_judged(scribe: &Scribe<'_>, id: &str, number: usize) -> Rule {
    Rule {
        anchor: anchor(id),
        number,
        title: scribe.word(&format!("rule-{id}")),
        judged: false,
        outcome: scribe.outcome(Kind::Website, Outcome::Untested),
        score: String::new(),
        score_note: String::new(),
        share_checked: String::new(),
        threshold: String::new(),
        met: String::new(),
        summary: String::new(),
        readme: String::new(),
        agreement: String::new(),
        felt: Vec::new(),
        failed: Vec::new(),
        open: Vec::new(),
        passed: Vec::new(),
        other: Vec::new(),
    }
}

fn rule(scribe: &Scribe<'_>, check: &Check, number: usize) -> Rule {
    let detail = check.website.as_ref();
    let nobody = std::collections::BTreeMap::new();
    let around = criterion::Around {
        pages: scribe
            .audit
            .website
            .as_ref()
            .map_or(&[], |website| website.pages.as_slice()),
        raters: detail.map_or(&nobody, |detail| &detail.raters),
        gated_by: detail.map_or(&[], |detail| detail.gated_by.as_slice()),
    };
    let of = |outcomes: &[Outcome]| {
        let mut found: Vec<&Criterion> = check
            .criteria
            .iter()
            .filter(|criterion| outcomes.contains(&criterion.outcome))
            .collect();
        let gates = |found: &Criterion| around.gated_by.contains(&found.id);
        found.sort_by(|a, b| (gates(b), b.weight, &a.id).cmp(&(gates(a), a.weight, &b.id)));
        let views = found.into_iter().map(|found| criterion::view(scribe, found, &around));
        views.collect::<Vec<_>>()
    };
    Rule {
        anchor: anchor(&check.id),
        number,
        title: scribe.say(&check.title),
        judged: true,
        outcome: scribe.outcome(check.kind, check.outcome),
        score: check
            .score
            .map(|score| number::number(scribe.lang, score, 0))
            .unwrap_or_default(),
        score_note: score_note(scribe, check),
        share_checked: scribe.phrase(
            "share-checked",
            args([(
                "share",
                Arg::Percent {
                    share: check.share_checked,
                    decimals: 0,
                },
            )]),
        ),
        threshold: detail
            .map(|detail| {
                scribe.phrase(
                    "threshold-is",
                    args([("n", number::number(scribe.lang, detail.threshold, 0).into())]),
                )
            })
            .unwrap_or_default(),
        met: detail
            .map(|detail| {
                scribe.phrase(
                    "criteria-met",
                    args([
                        ("met", count(detail.met_everywhere)),
                        ("n", count(detail.applicable)),
                        ("open", count(detail.open)),
                    ]),
                )
            })
            .unwrap_or_default(),
        summary: scribe.say(&check.summary),
        readme: markdown::to_html(
            super::kpi::without_title(check.readme.get(scribe.lang)),
            &Setting {
                lang: scribe.lang,
                top: 3,
                prefix: &format!("{}-", anchor(&check.id)),
                picture: &|_| None,
            },
        ),
        agreement: detail
            .and_then(|detail| detail.agreement)
            .map(|share| scribe.phrase("raters-agree", args([("share", Arg::Percent { share, decimals: 0 })])))
            .unwrap_or_default(),
        felt: detail
            .iter()
            .flat_map(|detail| &detail.felt)
            .filter_map(|felt| feeling(scribe, felt))
            .collect(),
        failed: of(&[Outcome::Failed]),
        open: of(&[Outcome::CannotTell]),
        passed: of(&[Outcome::Passed]),
        other: of(&[Outcome::NotApplicable, Outcome::Untested]),
    }
}

fn feeling(scribe: &Scribe<'_>, felt: &Felt) -> Option<FeltView> {
    let check = scribe.check(&felt.check)?;
    Some(FeltView {
        text: scribe.say(&felt.text),
        measure: scribe.measure(check, felt.value, felt.interval.as_ref(), Some(felt.n), Detail::Round),
        href: scribe.to_check(&check.id).unwrap_or_default(),
    })
}

fn score_note(scribe: &Scribe<'_>, check: &Check) -> String {
    if check.score.is_none() {
        return scribe.word("no-score");
    }
    let gates: Vec<String> = check
        .website
        .iter()
        .flat_map(|detail| &detail.gated_by)
        .map(|id| {
            check
                .criteria
                .iter()
                .find(|criterion| criterion.id == *id)
                .map_or_else(|| id.clone(), |found| scribe.say(&found.title))
        })
        .collect();
    if gates.is_empty() {
        return String::new();
    }
    scribe.phrase("score-capped", args([("names", gates.join(", ").into())]))
}
