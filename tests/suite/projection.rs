//! Projections through the whole pipeline: from answers by month to `audit.json`, and every refusal.

use parcours::audit::{Audit, Check, NoProjection, Projection};
use parcours::diagnostics::{Problems, Severity};
use parcours::files::Memory;
use parcours::language::Lang;
use parcours::pipeline::{Options, build};
use parcours::stats::projection::{Against, Model, project};
use parcours::stats::structural::Measured;

use crate::judged;

/// A month with its promoters, passives and detractors, of a hundred; everybody answers twice, since months that differ by
/// fewer than five answers are withheld.
type Month = (&'static str, [usize; 3]);

fn answers(months: &[Month]) -> String {
    let of_month = |(month, counts): &Month| {
        let scores = [9, 7, 4].into_iter().zip(counts);
        scores
            .map(|(score, n)| format!("{month}-15,{month},{score}\n").repeat(2 * *n))
            .collect::<String>()
    };
    format!("day,wave,score\n{}", months.iter().map(of_month).collect::<String>())
}

fn yaml(projection: &str, periods: &str) -> String {
    format!(
        "title: T\nlanguages: [en, fr]\nas_of: 2027-01-31\nchecks:\n  - {{check: nps{projection}}}\nsurveys:\n  - id: s\n    \
         file: s.csv\n    date: {{column: day, format: iso}}\n    periods: {periods}\n    \
         questions: [{{id: score, role: nps, scale: [0, 10]}}]\n"
    )
}

const BY_MONTH: &str = "{by: month}";

fn built(yaml: String, months: &[Month]) -> (Audit, Problems) {
    judged::audit(&Memory::new().with("parcours.yaml", yaml).with("s.csv", answers(months)))
}

fn nps(audit: &Audit) -> &Check {
    audit.checks.iter().find(|check| check.id == "nps").unwrap()
}

fn projected(yaml: String, months: &[Month]) -> Projection {
    let (audit, problems) = built(yaml, months);
    assert!(problems.is_empty(), "{problems:#?}");
    nps(&audit).projection.clone().unwrap()
}

/// The reason of a refusal, which is told at the place that asks.
fn refused(yaml: String, months: &[Month]) -> NoProjection {
    let (audit, problems) = built(yaml, months);
    let told: Vec<_> = problems
        .iter()
        .filter(|problem| problem.code == "project/no-projection")
        .collect();
    let [problem] = &told[..] else { panic!("{problems:#?}") };
    assert_eq!(problem.severity, Severity::Warning);
    assert_eq!(problem.place.as_ref().unwrap().line, 5);
    for lang in [Lang::En, Lang::Fr] {
        assert!(!problem.why.get(lang).is_empty() && !problem.help.get(lang).is_empty());
    }
    let projection = nps(&audit).projection.clone().unwrap();
    assert!(projection.ahead.is_empty() && projection.check.is_none() && projection.model.is_none());
    projection.refused.unwrap()
}

const YEAR: [Month; 13] = [
    ("2025-10", [52, 30, 18]),
    ("2025-11", [48, 30, 22]),
    ("2025-12", [55, 25, 20]),
    ("2026-01", [50, 28, 22]),
    ("2026-02", [46, 34, 20]),
    ("2026-03", [53, 28, 19]),
    ("2026-04", [51, 30, 19]),
    ("2026-05", [47, 31, 22]),
    ("2026-06", [50, 30, 20]),
    ("2026-07", [54, 27, 19]),
    ("2026-08", [49, 30, 21]),
    ("2026-09", [52, 27, 21]),
    ("2026-10", [51, 29, 20]),
];

#[test]
fn a_year_of_answers_is_projected_with_the_error_of_its_sample() {
    let (audit, problems) = built(yaml(", projection: 3", BY_MONTH), &YEAR);
    assert!(problems.is_empty(), "{problems:#?}");
    let projection = nps(&audit).projection.clone().unwrap();
    assert_eq!((projection.asked, projection.periods, projection.gaps), (3, 13, 0));
    assert_eq!(projection.model, Some(Model::LocalLevel));
    let aicc = projection.aicc.unwrap();
    assert!(aicc.local_level < aicc.damped_trend);
    let names: Vec<&str> = projection.ahead.iter().map(|ahead| ahead.label.get(Lang::En)).collect();
    assert_eq!(names, ["November 2026", "December 2026", "January 2027"]);
    // The scores by hand, with the errors that their intervals imply.
    let series: Vec<Option<Measured>> = YEAR
        .iter()
        .zip(&nps(&audit).breakdowns[0].cells)
        .map(|((month, [promoters, _, detractors]), cell)| {
            let interval = cell.interval.unwrap();
            let error = (interval.high - interval.low) / 2.0 / 1.959_963_984_540_054;
            let value = *promoters as f64 - *detractors as f64;
            assert_eq!(cell.key["period"], *month);
            assert!((cell.value.unwrap() - value).abs() < 1e-9 && error > 5.0 && error < 6.0);
            Some(Measured {
                value,
                variance: error * error,
            })
        })
        .collect();
    let expected = project(&series, 3).unwrap();
    for (ours, expected) in projection.ahead.iter().zip(&expected.ahead) {
        assert!((ours.value - expected.value).abs() < 1e-9);
        assert!((ours.interval.low - expected.measured.low).abs() < 1e-9);
        assert!((ours.level_interval.high - expected.level.high).abs() < 1e-9);
    }
    let check = projection.check.unwrap();
    assert_eq!(check.periods, 5);
    // By the last value: 31 after 25, 35 after 30, 28 after 35, 31 after 28, 31 after 31 — June to October.
    let scores: Vec<f64> = YEAR.iter().map(|(_, [p, _, d])| *p as f64 - *d as f64).collect();
    let misses: f64 = (8..13).map(|at| (scores[at] - scores[at - 1]).abs()).sum();
    assert!((check.last_value.mean_absolute_error - misses / 5.0).abs() < 1e-9);
    assert_eq!(check.projected.held, 5);
    // Wilson's interval of five in five, by hand: 25/(25 + 1.959964² · 5) = 5/(5 + 3.8415).
    assert!((check.projected.coverage.low - 5.0 / (5.0 + 3.841_458_8)).abs() < 1e-6);
    assert_ne!(check.against_last_value, Against::Better);
}

#[test]
fn nothing_is_projected_unless_asked_for_and_nothing_else_changes() {
    let without = built(yaml("", BY_MONTH), &YEAR).0;
    assert_eq!(nps(&without).projection, None);
    let json = serde_json::to_string(&without).unwrap();
    assert!(!json.contains("projection"));
    let mut with = built(yaml(", projection: 6", BY_MONTH), &YEAR).0;
    let check = with.checks.iter_mut().find(|check| check.id == "nps").unwrap();
    assert_eq!(check.projection.take().unwrap().ahead.len(), 6);
    with.inputs.clone_from(&without.inputs);
    assert_eq!(serde_json::to_string(&with).unwrap(), json);
}

/// A month that is not shown is a gap: its figure is nowhere, and the periods on both sides stay where they are.
#[test]
fn a_withheld_month_is_a_gap() {
    let mut months = YEAR;
    months[6].1 = [1, 1, 0];
    let (audit, problems) = built(yaml(", projection: 1", BY_MONTH), &months);
    assert!(problems.is_empty(), "{problems:#?}");
    let cells = &nps(&audit).breakdowns[0].cells;
    let withheld = cells.iter().filter(|cell| cell.suppressed).count() as u64;
    assert!(withheld >= 1 && cells[6].suppressed);
    let projection = nps(&audit).projection.as_ref().unwrap();
    assert_eq!((projection.periods, projection.gaps), (13 - withheld, withheld));
    assert_eq!(projection.ahead[0].label.get(Lang::Fr), "novembre 2026");
}

#[test]
fn an_interval_is_cut_at_the_end_of_the_scale_and_says_so() {
    let months = YEAR.map(|(month, _)| (month, [39, 1, 0]));
    let projection = projected(yaml(", projection: 2", BY_MONTH), &months);
    assert!(projection.cut);
    for ahead in &projection.ahead {
        assert!(ahead.interval.high <= 100.0 && ahead.interval.low < ahead.value && ahead.value <= 100.0);
    }
    assert!(!projected(yaml(", projection: 2", BY_MONTH), &YEAR).cut);
}

#[test]
fn seven_months_are_refused() {
    assert_eq!(
        refused(yaml(", projection: 1", BY_MONTH), &YEAR[..7]),
        NoProjection::TooFew
    );
    // Eight are projected, and cannot be checked yet.
    let eight = projected(yaml(", projection: 1", BY_MONTH), &YEAR[..8]);
    assert_eq!((eight.ahead.len(), eight.check), (1, None));
}

#[test]
fn waves_have_to_say_when_they_were_and_to_lie_evenly() {
    let wave = |ids: &[&str]| {
        let waves: Vec<String> = YEAR
            .iter()
            .zip(ids)
            .map(|((value, _), id)| format!("{{id: {id}, value: {value}}}"))
            .collect();
        format!("{{wave: {{column: wave, waves: [{}]}}}}", waves.join(", "))
    };
    let names = ["w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w9"];
    let asked = |ids: &[&str]| yaml(", projection: 2", &wave(ids));
    assert_eq!(refused(asked(&names), &YEAR[..9]), NoProjection::Undated);
    let seasons = [
        "2022-03", "2022-10", "2023-03", "2023-10", "2024-03", "2024-10", "2025-03", "2025-10", "2026-03",
    ];
    assert_eq!(refused(asked(&seasons), &YEAR[..9]), NoProjection::Uneven);
    let halves = [
        "2022-04", "2022-10", "2023-04", "2023-10", "2024-04", "2024-10", "2025-04", "2025-10", "2026-04",
    ];
    let found = projected(asked(&halves), &YEAR[..9]);
    assert_eq!(found.ahead[1].label.get(Lang::En), "April 2027");
}

#[test]
fn periods_that_are_mostly_missing_are_refused() {
    // Eight months in sixteen, two of the first in the same quarter, so that a step is a month.
    let months: Vec<Month> = [
        "2024-01", "2024-02", "2024-05", "2024-08", "2024-11", "2025-02", "2025-05", "2025-08",
    ]
    .into_iter()
    .map(|month| (month, [50, 30, 20]))
    .collect();
    assert_eq!(refused(yaml(", projection: 1", BY_MONTH), &months), NoProjection::Gaps);
}

#[test]
fn what_has_no_periods_is_not_projected() {
    let without = "title: T\nlanguages: [en]\nas_of: 2027-01-31\nchecks:\n  - {check: nps, projection: 2}\nsurveys:\n  \
                   - {id: s, file: s.csv, questions: [{id: score, role: nps, scale: [0, 10]}]}\n";
    assert_eq!(refused(without.to_owned(), &YEAR), NoProjection::NoPeriods);
    let maturity = without.replace("check: nps", "check: listening");
    let (_, problems) = built(maturity, &YEAR);
    assert!(
        problems.iter().any(|problem| problem.code == "project/no-projection"),
        "{problems:#?}"
    );
}

/// Named waves: what the calendar does not name is counted on, and a wave that is planned has its own name.
#[test]
fn periods_to_come_have_the_names_of_the_project_where_it_has_them() {
    let mut named: Vec<String> = (1..=9)
        .map(|month| format!("{{id: w{month}, from: 2026-{month:02}-01, to: 2026-{month:02}-28}}"))
        .collect();
    named.push("{id: w10, title: {en: Autumn, fr: Automne}, from: 2026-10-01, to: 2026-10-28}".to_owned());
    let yaml = yaml(", projection: 2", &format!("{{between: [{}]}}", named.join(", ")));
    let found = projected(yaml, &YEAR[3..12]);
    let names: Vec<&str> = found.ahead.iter().map(|ahead| ahead.label.get(Lang::Fr)).collect();
    assert_eq!((found.periods, found.gaps), (9, 0));
    assert_eq!(names, ["Automne", "+2 périodes"]);
}

#[test]
fn a_horizon_is_one_to_six_periods() {
    let file = Memory::new()
        .with("parcours.yaml", yaml(", projection: 7", BY_MONTH))
        .with("s.csv", answers(&YEAR));
    let mut problems = Problems::new();
    let _ = parcours::project::load(&file, &mut problems);
    let problem = problems.iter().next().unwrap();
    assert_eq!(
        (problem.code, problem.place.as_ref().unwrap().line),
        ("project/out-of-range", 5),
        "{problem:#?}"
    );
}

/// The page of the NPS in a language, on one line and without the chart's other form.
fn page(yaml: String, months: &[Month], lang: &str) -> String {
    let files = Memory::new().with("parcours.yaml", yaml).with("s.csv", answers(months));
    let outcome = build(&files, &Options::default());
    let site = outcome.site.unwrap_or_else(|| panic!("{:#?}", outcome.problems));
    let html = String::from_utf8(site[&format!("{lang}/kpi/nps.html")].clone()).unwrap();
    html.replace('\n', " ")
}

/// What a reader finds beside the projection: the last value, what was chosen and why, what it does not allow to conclude.
#[test]
fn the_page_says_how_projections_did_beside_the_last_value() {
    let yaml = || yaml(", projection: 2", BY_MONTH);
    let english = page(yaml(), &YEAR, "en");
    for said in [
        "<h2 id=\"projection\">Projection</h2>",
        "<th scope=\"row\">December 2026</th>",
        "Projected from 13 periods by a local level",
        "A damped trend was tried too",
        "<th scope=\"row\">The last value, unchanged</th>",
        "5 of 5 (between 57% and 100%)",
        "Only one period ahead is checked",
        "It is neither a target nor a promise",
        "November 2026, projection",
    ] {
        assert!(english.contains(said), "{said}");
    }
    assert!(page(yaml(), &YEAR, "fr").contains("décembre 2026, projection"));
    // Eleven periods do not try a trend, and eight cannot be checked.
    assert!(page(yaml(), &YEAR[..11], "en").contains("A trend is tried from 12 periods on"));
    assert!(page(yaml(), &YEAR[..8], "en").contains("no period has 8 periods before it"));
}

#[test]
fn the_page_of_a_refusal_says_why_and_projects_nothing() {
    let refused = page(yaml(", projection: 2", BY_MONTH), &YEAR[..7], "en");
    assert!(refused.contains("there is none: 7 periods have a figure with a margin of error"));
    assert!(!refused.contains("neither a target nor a promise") && !refused.contains(", projection:"));
    let unasked = page(yaml("", BY_MONTH), &YEAR, "en");
    assert!(!unasked.contains("id=\"projection\"") && !unasked.contains(", projection"));
}

/// What was ten years before the latest sixty changes nothing, and is not counted as a gap.
#[test]
fn only_the_latest_sixty_periods_tell_of_the_next_one() {
    let years = |from: u32| -> Vec<Month> {
        (from..2026)
            .map(|year| {
                let counts = if year < 1966 {
                    [95, 5, 0]
                } else {
                    YEAR[year as usize % 13].1
                };
                (&*format!("{year}-07").leak(), counts)
            })
            .collect()
    };
    let by_year = || yaml(", projection: 2", "{by: year}");
    let (long, short) = (projected(by_year(), &years(1956)), projected(by_year(), &years(1966)));
    assert_eq!((long.periods, long.gaps, short.periods), (70, 0, 60));
    assert_eq!((long.ahead.clone(), long.check), (short.ahead, short.check));
    assert_eq!(long.ahead[1].label.get(Lang::Fr), "2027");
    assert_eq!(long.check.unwrap().periods, 24);
}
