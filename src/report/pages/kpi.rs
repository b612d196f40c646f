//! The page of one figure: how much, how sure, for whom, since when, in whose words, and how it was computed.

mod of_table;

use std::collections::BTreeSet;

use serde::Serialize;

use super::compared::{self, ChangeRow, Rest};
use super::point::{Point, point};
use super::{constructs, drivers, projection, references, weights};
use super::{journey, verbatims};
use crate::audit::{Breakdown, Cell, Check, TrendNeeds, VerbatimRow};
use crate::evidence::Reason;
use crate::language::{Arg, number};
use crate::manifest::{Direction, Unit};
use crate::report::figures;
use crate::report::latest::headline;
use crate::report::markdown::{self, Setting};
use crate::report::scribe::{Detail, FigureView, Measure, OutcomeWords, Quote, Scribe, args, capital, count};

/// At most this many comments.
const QUOTES: usize = 8;
/// Fewer answers than this deserve a word of caution.
const FEW: u64 = 100;

/// What `kpi.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    summary: String,
    /// The question as respondents read it, and its scale.
    question: String,
    scale: String,
    survey: String,
    measure: Option<Measure>,
    /// The value as somebody would check it: two more digits, n, level of confidence.
    close: String,
    /// Which period the page opens with; empty where there is only one.
    period: String,
    all_periods: String,
    outcome: OutcomeWords,
    target: String,
    strip: Option<FigureView>,
    /// Whether it has so many sections that a list of them helps.
    long: bool,
    beside: Vec<Beside>,
    /// The same without weights, what the weights cost and where they come from, in sentences.
    unweighted: Vec<String>,
    missing: String,
    benchmarks: Vec<Benchmark>,
    charts: Vec<Chart>,
    changes: Vec<ChangeRow>,
    /// What it may be in the periods to come, where the project asks.
    projection: Option<projection::View>,
    /// Why there is no trend, in a sentence; blank where there is one.
    no_trend: String,
    /// What the corrections cover and what the waves could show, in sentences.
    families: Vec<String>,
    /// What several questions ask for together, where the check reads constructs.
    constructs: Option<constructs::View>,
    /// What goes along with the figure, where the check asks.
    drivers: Option<drivers::View>,
    breakdowns: Vec<Table>,
    /// What the correction of the groups covers, in a sentence.
    rest_family: String,
    /// Why groups are not shown, in a sentence; blank where all are.
    withheld: String,
    /// Why there is no figure at all.
    withheld_whole: String,
    findings: Vec<Point>,
    quotes: Vec<Quote>,
    /// How many participants of interviews met a difficulty at the touchpoint, in a sentence, and what they said of it.
    heard: String,
    note_quotes: Vec<Quote>,
    /// What those who gave high and low scores speak of.
    behind: Vec<verbatims::Group>,
    formula: String,
    interval_method: String,
    /// HTML made from the plugin's README: safe to show as it is.
    readme: String,
    sources: Vec<String>,
    /// What a reader may not conclude.
    cautions: Vec<String>,
    plugin: String,
}

/// A chart and which periods it shows.
#[derive(Serialize)]
struct Chart {
    figure: FigureView,
    note: String,
}

#[derive(Serialize)]
struct Beside {
    title: String,
    measure: Measure,
    /// The value without weights; empty where there are none.
    unweighted: String,
}

#[derive(Serialize)]
struct Benchmark {
    name: String,
    value: String,
    year: u16,
    source: String,
    href: String,
}

#[derive(Serialize)]
struct Table {
    title: String,
    /// Headings of the dimensions.
    head: Vec<String>,
    /// Whether the figures without weights stand beside.
    weighted: bool,
    /// Whether its groups are held against the rest.
    compared: bool,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    labels: Vec<String>,
    /// `None` where the cell is withheld.
    measure: Option<Measure>,
    /// What stands in its place.
    withheld: String,
    n: String,
    /// The value without weights and its range.
    unweighted: String,
    rest: Option<Rest>,
}

pub(super) fn view(scribe: &Scribe<'_>, check: &Check) -> View {
    let survey = check.subject.survey.as_ref().or(check.subject.table.as_ref());
    let survey = survey.map(String::as_str);
    let at = check.subject.touchpoint.as_deref().and_then(|id| scribe.touchpoint(id));
    View {
        summary: scribe.say(&check.summary),
        question: check
            .subject
            .text
            .as_ref()
            .and_then(|text| scribe.said(text))
            .unwrap_or_default(),
        scale: scale(scribe, check),
        survey: scribe
            .audit
            .surveys
            .iter()
            .find(|row| Some(row.id.as_str()) == survey)
            .map(|row| scribe.say(&row.title))
            .unwrap_or_default(),
        measure: scribe.total(check, Detail::Round),
        close: close(scribe, check),
        period: period(scribe, check),
        all_periods: all_periods(scribe, check),
        outcome: scribe.outcome(check.kind, check.outcome),
        target: super::overview::target(scribe, check),
        strip: scribe.figure(&figures::strip(&check.id)),
        long: is_long(check),
        beside: beside(scribe, check),
        unweighted: weights::of_figure(scribe, check),
        missing: missing(scribe, check),
        benchmarks: benchmarks(scribe, check),
        charts: figures::of_check(check)
            .into_iter()
            .filter_map(|planned| {
                Some(Chart {
                    figure: scribe.figure(&planned.key)?,
                    note: match (&check.current, planned.latest) {
                        (None, _) => String::new(),
                        (Some(_), true) => capital(&period(scribe, check)),
                        (Some(_), false) if planned.is_trend() => String::new(),
                        (Some(_), false) => capital(&scribe.word("period-all")),
                    },
                })
            })
            .collect(),
        changes: check
            .changes
            .iter()
            .map(|change| compared::change_row(scribe, check, change))
            .collect(),
        projection: projection::view(scribe, check),
        no_trend: no_trend(scribe, check),
        families: compared::families(scribe, check),
        constructs: constructs::view(scribe, check),
        drivers: drivers::view(scribe, check),
        rest_family: compared::rest_family(scribe, check),
        withheld: withheld(scribe, check),
        withheld_whole: withheld_whole(scribe, check),
        breakdowns: check
            .breakdowns
            .iter()
            .map(|breakdown| table(scribe, check, breakdown))
            .collect(),
        findings: scribe
            .audit
            .findings
            .iter()
            .filter(|finding| finding.check == check.id)
            .map(|finding| point(scribe, finding))
            .collect(),
        quotes: quotes(scribe, check),
        heard: at.map(|at| journey::notes(scribe, at)).unwrap_or_default(),
        note_quotes: at.map(|at| journey::note_quotes(scribe, at)).unwrap_or_default(),
        behind: check
            .subject
            .survey
            .as_deref()
            .zip(check.subject.question.as_deref())
            .map(|(survey, question)| verbatims::behind(scribe, survey, question, check.subject.touchpoint.as_deref()))
            .unwrap_or_default(),
        formula: formula(scribe, check),
        interval_method: interval_method(scribe, check),
        readme: markdown::to_html(
            without_title(check.readme.get(scribe.lang)),
            &Setting {
                lang: scribe.lang,
                top: 3,
                prefix: "method-",
                picture: &|_| None,
            },
        ),
        sources: Some(&check.references)
            .filter(|_| !lists_sources(check.readme.get(scribe.lang)))
            .into_iter()
            .flatten()
            .filter_map(|id| references::listed(scribe, id))
            .collect(),
        cautions: cautions(scribe, check),
        plugin: format!("{} {}", check.plugin.id, check.plugin.version),
    }
}

/// Drivers, waves and groups together make a page of many screens.
fn is_long(check: &Check) -> bool {
    check.drivers.is_some() && !check.changes.is_empty() && !check.breakdowns.is_empty()
}

fn scale(scribe: &Scribe<'_>, check: &Check) -> String {
    let Some([low, high]) = check.scale else {
        return String::new();
    };
    let key = match check.direction {
        Some(Direction::LowerIsBetter) => "scale-lower-is-better",
        Some(_) => "scale-higher-is-better",
        // Ticked or not: there is no scale to speak of.
        None if [low, high] == [0, 1] => return String::new(),
        None => "scale-alone",
    };
    scribe.phrase(
        key,
        args([("low", Arg::Count(low.into())), ("high", Arg::Count(high.into()))]),
    )
}

fn close(scribe: &Scribe<'_>, check: &Check) -> String {
    let now = headline(check);
    let (Some(measure), Some(interval)) = (scribe.total(check, Detail::Close), now.interval) else {
        return String::new();
    };
    scribe.phrase(
        "close-figure",
        args([
            ("value", with_currency(check, measure.value, &measure.unit).into()),
            ("range", measure.range.into()),
            ("level", number::percent(scribe.lang, interval.level, 0).into()),
            ("n", number::n(scribe.lang, now.n.unwrap_or_default()).into()),
        ]),
    )
}

/// An amount with its currency; other units are said beside the value.
fn with_currency(check: &Check, value: String, unit: &str) -> String {
    match check.unit {
        Some(Unit::Amount) => format!("{value}\u{a0}{unit}"),
        _ => value,
    }
}

/// How the interval was computed, and that of every change.
fn interval_method(scribe: &Scribe<'_>, check: &Check) -> String {
    let own = headline(check)
        .interval
        .map(|found| format!("interval-{}", found.method));
    let methods: BTreeSet<&str> = check.changes.iter().map(|change| change.interval.method).collect();
    let changes = methods.into_iter().map(|method| format!("difference-{method}"));
    let said: Vec<String> = own.into_iter().chain(changes).map(|key| scribe.word(&key)).collect();
    said.join(" ")
}

/// `« octobre 2026 », la vague la plus récente`.
fn period(scribe: &Scribe<'_>, check: &Check) -> String {
    headline(check)
        .period
        .map(|period| scribe.phrase("period-latest", args([("period", scribe.say(period).into())])))
        .unwrap_or_default()
}

/// The figure of all periods together, where the page opens with the latest one.
fn all_periods(scribe: &Scribe<'_>, check: &Check) -> String {
    let (Some(_), Some(value)) = (&check.current, check.value) else {
        return String::new();
    };
    let measure = scribe.measure(check, value, check.interval.as_ref(), check.n, Detail::Close);
    let said = scribe.phrase(
        "all-periods",
        args([
            ("value", measure.value.into()),
            ("range", measure.range.into()),
            ("n", measure.answers.into()),
        ]),
    );
    match &check.unweighted {
        None => said,
        Some(plain) => {
            let plain = scribe.measure(check, plain.value, plain.interval.as_ref(), None, Detail::Close);
            let words = args([("value", plain.value.into()), ("range", plain.range.into())]);
            format!("{said} {}", scribe.phrase("unweighted-in-short", words))
        }
    }
}

fn beside(scribe: &Scribe<'_>, check: &Check) -> Vec<Beside> {
    check
        .beside
        .iter()
        .filter_map(|figure| {
            let value = figure.value?;
            let decimals = if figure.unit == Unit::Score { 2 } else { 0 };
            Some(Beside {
                title: scribe.say(&figure.title),
                measure: Measure {
                    value: scribe.value(Some(figure.unit), value, decimals),
                    unit: match figure.unit {
                        Unit::Points => scribe.points(value, 0),
                        Unit::Amount => scribe.audit.project.currency.clone(),
                        _ => String::new(),
                    },
                    range: figure
                        .interval
                        .map(|interval| scribe.range(Some(figure.unit), &interval, decimals))
                        .unwrap_or_default(),
                    answers: scribe.counted(check, figure.n),
                },
                unweighted: figure
                    .unweighted
                    .as_ref()
                    .map(|plain| scribe.value(Some(figure.unit), plain.value, decimals))
                    .unwrap_or_default(),
            })
        })
        .collect()
}

fn missing(scribe: &Scribe<'_>, check: &Check) -> String {
    let Some(missing) = check.missing else {
        return String::new();
    };
    let (blank, not_an_answer, out_of_scale) = match check.subject.table {
        None => ("missing-blank", "missing-not-an-answer", "missing-out-of-scale"),
        Some(_) => ("missing-field", "missing-outside-base", "missing-unreadable"),
    };
    let parts: Vec<String> = [
        (blank, missing.blank),
        (not_an_answer, missing.not_an_answer),
        (out_of_scale, missing.out_of_scale),
    ]
    .into_iter()
    .filter(|(_, rows)| *rows > 0)
    .map(|(key, rows)| scribe.phrase(key, args([("n", count(rows))])))
    .collect();
    if parts.is_empty() {
        return String::new();
    }
    scribe.phrase("not-counted", args([("parts", parts.join(", ").into())]))
}

fn benchmarks(scribe: &Scribe<'_>, check: &Check) -> Vec<Benchmark> {
    check
        .benchmarks
        .iter()
        .map(|benchmark| Benchmark {
            name: scribe.say(&benchmark.name),
            value: scribe.value(check.unit, benchmark.value, usize::from(benchmark.value.fract() != 0.0)),
            year: benchmark.year,
            source: references::named(scribe, &benchmark.source),
            href: scribe.to(&format!("references.html#{}", benchmark.source)),
        })
        .collect()
}

/// A reader who looks for the trend should not have to wonder.
fn no_trend(scribe: &Scribe<'_>, check: &Check) -> String {
    let periods = check.breakdowns.iter().find(|breakdown| breakdown.by == ["period"]);
    match periods.map(|periods| &periods.cells[..]) {
        _ if check.value.is_none() => String::new(),
        None | Some([]) => match check.trend_needs {
            None => scribe.word("no-trend"),
            Some(needs) => {
                let key = match needs {
                    TrendNeeds::Periods => "no-trend-periods",
                    TrendNeeds::DayAndPeriods => "no-trend-day",
                    TrendNeeds::InvitedByPeriod => "no-trend-invited",
                };
                let table = check.subject.table.as_deref();
                let row = scribe.audit.surveys.iter().find(|row| Some(row.id.as_str()) == table);
                let title = row.map(|row| scribe.say(&row.title)).unwrap_or_default();
                scribe.phrase(key, args([("table", title.into())]))
            }
        },
        Some([only]) => {
            let period = only
                .labels
                .get("period")
                .map(|label| scribe.say(label))
                .unwrap_or_default();
            scribe.phrase("no-trend-yet", args([("period", period.into())]))
        }
        Some(_) => String::new(),
    }
}

fn withheld(scribe: &Scribe<'_>, check: &Check) -> String {
    let mut cells = check.breakdowns.iter().flat_map(|breakdown| &breakdown.cells);
    if !cells.any(|cell| cell.suppressed) {
        return String::new();
    }
    let minimum = Arg::Count(scribe.audit.project.minimum_cell.into());
    let of_amounts = scribe
        .audit
        .surveys
        .iter()
        .flat_map(|survey| &survey.withheld)
        .any(|withheld| withheld.dominated > 0 && withheld.question.as_deref() == Some(check.plugin.id.as_str()));
    let phrase = if of_amounts {
        "groups-withheld-amounts"
    } else {
        "groups-withheld"
    };
    let is_close = |cell: &Cell| cell.suppressed && cell.reason == Some(Reason::Wave);
    let close = check
        .breakdowns
        .iter()
        .flat_map(|breakdown| &breakdown.cells)
        .any(is_close);
    let said = scribe.phrase(phrase, args([("minimum", minimum.clone())]));
    if close {
        let more = scribe.phrase("groups-withheld-waves", args([("minimum", minimum)]));
        return format!("{said} {more}");
    }
    said
}

/// Why there is no figure at all, where all of it is withheld.
fn withheld_whole(scribe: &Scribe<'_>, check: &Check) -> String {
    let key = match check.withheld {
        None | Some(Reason::Wave) => return String::new(),
        Some(Reason::TooFew) => "withheld-whole-too-few",
        Some(Reason::Dominated) => "withheld-whole-dominated",
    };
    let minimum = Arg::Count(scribe.audit.project.minimum_cell.into());
    scribe.phrase(key, args([("minimum", minimum)]))
}

fn table(scribe: &Scribe<'_>, check: &Check, breakdown: &Breakdown) -> Table {
    let titles: Vec<String> = breakdown.titles.iter().map(|title| scribe.say(title)).collect();
    Table {
        title: titles.join(" × ").to_lowercase(),
        rows: breakdown
            .cells
            .iter()
            .map(|cell| row(scribe, check, breakdown, cell))
            .collect(),
        weighted: breakdown.cells.iter().any(|cell| cell.unweighted.is_some()),
        compared: breakdown.cells.iter().any(|cell| cell.against_rest.is_some()),
        head: titles.iter().map(|title| capital(title)).collect(),
    }
}

fn row(scribe: &Scribe<'_>, check: &Check, breakdown: &Breakdown, cell: &Cell) -> Row {
    Row {
        labels: breakdown
            .by
            .iter()
            .map(|dimension| match cell.labels.get(dimension) {
                Some(label) => scribe.say(label),
                None => cell.key.get(dimension).cloned().unwrap_or_default(),
            })
            .collect(),
        measure: cell
            .value
            .filter(|_| !cell.suppressed)
            .map(|value| scribe.measure(check, value, cell.interval.as_ref(), cell.n, Detail::Close)),
        withheld: scribe.word(match cell.reason {
            Some(Reason::Wave) => "cell-wave",
            Some(Reason::Dominated) => "cell-dominated",
            _ => "withheld",
        }),
        n: cell.n.map(|n| scribe.count(n)).unwrap_or_default(),
        unweighted: cell
            .unweighted
            .as_ref()
            .map(|plain| {
                let measure = scribe.measure(check, plain.value, plain.interval.as_ref(), None, Detail::Close);
                format!("{}, {}", measure.value, measure.range)
            })
            .unwrap_or_default(),
        rest: compared::rest(scribe, check, cell),
    }
}

/// The comments that explain the figure: those its findings name, then those of its touchpoint, then detractors'.
fn quotes(scribe: &Scribe<'_>, check: &Check) -> Vec<Quote> {
    let audit = scribe.audit;
    let named = audit
        .findings
        .iter()
        .filter(|finding| finding.check == check.id)
        .flat_map(|finding| {
            finding
                .verbatims
                .iter()
                .filter_map(|id| audit.verbatims.iter().find(|verbatim| verbatim.id == *id))
        });
    let touchpoint = check.subject.touchpoint.as_deref();
    let survey = check.subject.survey.as_deref();
    let about = |verbatim: &&VerbatimRow| touchpoint.is_some() && verbatim.touchpoint.as_deref() == touchpoint;
    let low = |verbatim: &&VerbatimRow| {
        check.plugin.id == "nps"
            && survey == Some(verbatim.survey.as_str())
            && verbatim.group.as_deref() == Some("detractor")
    };
    let mut seen = BTreeSet::new();
    named
        .chain(audit.verbatims.iter().filter(about))
        .chain(audit.verbatims.iter().filter(low))
        .filter(|verbatim| seen.insert(verbatim.id.as_str()))
        .take(QUOTES)
        .map(|verbatim| scribe.quote(verbatim))
        .collect()
}

/// The formula with the counts of this project, written only where they give the figure.
fn formula(scribe: &Scribe<'_>, check: &Check) -> String {
    if check.subject.table.is_some() {
        return of_table::formula(scribe, check);
    }
    let Some((n, figure)) = unweighted_total(check) else {
        return String::new();
    };
    let counts: Vec<(i64, u64)> = headline(check)
        .counts
        .iter()
        .filter_map(|(value, count)| Some((value.parse().ok()?, *count)))
        .collect();
    let total: u64 = counts.iter().map(|(_, count)| count).sum();
    if total != n || n == 0 {
        return String::new();
    }
    let between = |low: i64, high: i64| -> u64 {
        counts
            .iter()
            .filter(|(value, _)| (low..=high).contains(value))
            .map(|(_, count)| count)
            .sum()
    };
    let same = |computed: f64| (computed - figure).abs() < 1e-6;
    match check.estimate.as_deref() {
        Some("net-share") => {
            let (plus, minus) = (between(9, 10), between(0, 6));
            if !same(100.0 * (plus as f64 - minus as f64) / n as f64) {
                return String::new();
            }
            scribe.phrase(
                "formula-net-share",
                args([
                    ("plus", count(plus)),
                    ("minus", count(minus)),
                    ("n", count(n)),
                    ("result", number::signed(scribe.lang, figure, 1).into()),
                ]),
            )
        }
        Some("share") => {
            // The boxes counted are found again from the figure itself.
            let Some([low, high]) = check.scale else {
                return String::new();
            };
            let (low, high) = (i64::from(low), i64::from(high));
            let ranges = (low..=high)
                .map(|from| (from, high))
                .chain((low..high).map(|to| (low, to)));
            let found = ranges
                .into_iter()
                .find(|(from, to)| same(100.0 * between(*from, *to) as f64 / n as f64));
            let Some((from, to)) = found else { return String::new() };
            scribe.phrase(
                if from == to {
                    "formula-share-one"
                } else {
                    "formula-share"
                },
                args([
                    ("from", Arg::Count(from)),
                    ("to", Arg::Count(to)),
                    ("count", count(between(from, to))),
                    ("n", count(n)),
                    ("result", number::percent(scribe.lang, figure / 100.0, 1).into()),
                ]),
            )
        }
        Some("mean") => {
            let sum: f64 = counts.iter().map(|(value, count)| *value as f64 * *count as f64).sum();
            if !same(sum / n as f64) {
                return String::new();
            }
            scribe.phrase(
                "formula-mean",
                args([
                    ("sum", number::number(scribe.lang, sum, 0).into()),
                    ("n", count(n)),
                    ("result", number::number(scribe.lang, figure, 2).into()),
                ]),
            )
        }
        _ => String::new(),
    }
}

fn unweighted_total(check: &Check) -> Option<(u64, f64)> {
    let now = headline(check);
    match now.unweighted {
        Some(unweighted) => Some((unweighted.n, unweighted.value)),
        None => Some((now.n?, now.value?)),
    }
}

/// Whether a README names its sources itself, so that the page need not.
fn lists_sources(readme: &str) -> bool {
    readme
        .lines()
        .any(|line| line.starts_with('#') && line.trim_start_matches('#').trim() == "Sources")
}

/// A README starts with its title, which the page has already.
pub(super) fn without_title(readme: &str) -> &str {
    match readme.trim_start().strip_prefix("# ") {
        Some(rest) => rest.split_once('\n').map_or("", |(_, rest)| rest),
        None => readme,
    }
}

fn cautions(scribe: &Scribe<'_>, check: &Check) -> Vec<String> {
    let of_table = check.subject.table.is_some();
    let mut keys = vec![if of_table { "caution-rows" } else { "caution-sampling" }];
    if headline(check).n.is_some_and(|n| n < FEW) {
        keys.push("caution-few");
    }
    if check.estimate.as_deref() == Some("net-share") {
        keys.push("caution-points");
    }
    if check.changes.iter().any(|change| !change.beyond_chance()) {
        keys.push("caution-not-conclusive");
    }
    if check
        .breakdowns
        .iter()
        .any(|breakdown| breakdown.by.contains(&"persona".to_owned()))
    {
        keys.push("caution-personas");
    }
    if check.projection.as_ref().is_some_and(|found| !found.ahead.is_empty()) {
        keys.push("caution-projection");
    }
    keys.push("caution-cause");
    if !check.benchmarks.is_empty() {
        keys.push("caution-benchmark");
    }
    keys.into_iter().map(|key| scribe.word(key)).collect()
}

#[cfg(test)]
mod tests {
    /// The names in the sources are what `interval.method` can hold.
    #[test]
    fn every_interval_that_is_computed_is_explained() {
        let sources = [
            include_str!("../../stats/mean.rs"),
            include_str!("../../stats/overlap.rs"),
            include_str!("../../stats/net_share.rs"),
            include_str!("../../stats/proportion.rs"),
            include_str!("../../stats/weighted.rs"),
            include_str!("../../stats/jackknife.rs"),
            include_str!("../../stats/quantile.rs"),
            include_str!("../../stats/ratio.rs"),
            include_str!("../../stats/survival.rs"),
            include_str!("../../plugins/measured.rs"),
        ];
        let named = |line: &'static str| {
            let line = line.trim();
            let value = line
                .strip_prefix("method: \"")
                .or(line.strip_prefix("const ADJUSTED_WALD"))?;
            value
                .split('"')
                .find(|part| part.contains(|c: char| c.is_ascii_lowercase()) && !part.contains(' '))
        };
        let methods: Vec<&str> = sources
            .iter()
            .flat_map(|source| source.lines())
            .filter_map(named)
            .collect();
        assert!(methods.len() >= 9, "{methods:?}");
        for words in [include_str!("../words/fr.ftl"), include_str!("../words/en.ftl")] {
            for method in &methods {
                let explained = ["interval", "difference"]
                    .iter()
                    .any(|what| words.contains(&format!("\n{what}-{method} = ")));
                assert!(explained, "{method}");
            }
        }
    }
}
