//! Misuse of the field's indicators is refused: each of these small projects makes one mistake, and is told which, why, and
//! which indicator is the right one, in both languages. Below them, messages about tables and plugins that nothing else raises.

use parcours::diagnostics::{Problem, Severity};
use parcours::files::Memory;
use parcours::language::Lang;
use parcours::pipeline::{Options, Outcome, build};

type Files<'a> = &'a [(&'a str, &'a str)];

fn built(yaml: &str, files: Files<'_>) -> Outcome {
    let start = Memory::new().with("parcours.yaml", format!("title: T\n{yaml}"));
    let memory = files
        .iter()
        .fold(start, |memory, (path, text)| memory.with(*path, *text));
    build(&memory, &Options::default())
}

/// The problem of a code, which stands where somebody can mend it and is explained in both languages.
fn told(name: &str, outcome: &Outcome, code: &str) -> Problem {
    let problems = &outcome.problems;
    let Some(found) = problems.iter().find(|problem| problem.code == code) else {
        panic!("{name}: no {code} among {problems:#?}");
    };
    assert!(found.place.is_some(), "{name}: {found:#?}");
    for lang in [Lang::En, Lang::Fr] {
        for text in [&found.what, &found.help] {
            assert!(!text.get(lang).is_empty(), "{name}: {found:#?}");
        }
    }
    found.clone()
}

/// A mistake.
struct Case<'a> {
    name: &'a str,
    yaml: &'a str,
    files: Files<'a>,
    code: &'a str,
    severity: Severity,
    /// What the help names, in English and in French.
    names: [&'a str; 2],
}

const SCORES: &str = "day,q,r\n2026-01-05,5,4\n2026-01-06,7,5\n2026-01-07,3,2\n";

const CUSTOMERS: &str = "id,since,left,worth\n\
    a,2024-05-01,,100\nb,2024-05-01,,90\nc,2024-06-01,2026-01-20,80\nd,2024-06-01,,70\ne,2025-02-01,,60\nf,2025-02-01,,50\n\
    g,2026-01-05,2026-01-25,40\n";

const TRAFFIC: &str = "day,Sessions,Conversions\n2026-01-01,10,2\n2026-01-02,12,3\n";

/// A plugin of the NPS question whose figure is a mean.
const MEAN: &str = "protocol: 1\nid: our-nps\nversion: 1.0.0\nkind: kpi\ntitle: {en: Our NPS, fr: Notre NPS}\nunit: score\n\
    direction: higher-is-better\nreads:\n  score: {question: {role: nps}}\nestimate: {mean: {of: score}}\n";

/// The same of satisfaction.
const MEAN_CSAT: &str = "protocol: 1\nid: european-csat\nversion: 1.0.0\nkind: kpi\ntitle: {en: European CSAT, fr: CSAT européen}\n\
    unit: score\ndirection: higher-is-better\nreads:\n  answers: {question: {role: csat}}\nestimate: {mean: {of: answers}}\n";

const RATE_OF_SESSIONS: &str = "protocol: 1\nid: buyers\nversion: 1.0.0\nkind: kpi\ntitle: {en: Buyers, fr: Acheteurs}\nunit: percent\n\
    direction: higher-is-better\nreads:\n  base: {table: {kind: traffic, needs: [sessions]}}\n\
    measures:\n  visits: {sum: sessions}\n  bought: {sum: conversions}\n\
    estimate: {rate: {of: bought, among: visits}}\n";

const MONTHLY: &str = "tables:\n  - {id: clients, kind: customers, file: c.csv, window: {from: 2026-01-01, to: 2026-01-31}, \
    columns: {customer: id, start: since, end: left, value: worth}}\n";

#[test]
fn each_misuse_is_refused_and_the_right_indicator_named() {
    let lifetime = format!("checks: [{{check: lifetime-value, with: {{discount: 0.1}}}}]\n{MONTHLY}");
    let cases = [
        Case {
            name: "NPS on 1–10",
            yaml: "surveys: [{id: s, file: s.csv, questions: [{id: q, role: nps, scale: [1, 10]}]}]\n",
            files: &[("s.csv", SCORES)],
            code: "project/scale-does-not-fit",
            severity: Severity::Error,
            names: ["`rating`", "`rating`"],
        },
        Case {
            name: "NPS on 0–5",
            yaml: "surveys: [{id: s, file: s.csv, questions: [{id: q, role: nps, scale: [0, 5]}]}]\n",
            files: &[("s.csv", SCORES)],
            code: "project/scale-does-not-fit",
            severity: Severity::Error,
            names: ["`rating`", "`rating`"],
        },
        Case {
            name: "a mean offered as a CSAT",
            yaml: "surveys: [{id: s, file: s.csv, questions: [{id: q, role: csat, scale: [1, 10]}]}]\n",
            files: &[("s.csv", SCORES), ("plugins/european-csat/plugin.yaml", MEAN_CSAT)],
            code: "plugin/mean-as-csat",
            severity: Severity::Error,
            names: ["Use `csat`", "Prenez `csat`"],
        },
        Case {
            name: "effort and ease pooled",
            yaml: "surveys: [{id: s, file: s.csv, questions: [{id: effort, column: q, role: ces, scale: [1, 5]}, {id: ease, column: q, role: ces, scale: [1, 7]}]}]\n",
            files: &[("s.csv", SCORES)],
            code: "project/one-column-two-scales",
            severity: Severity::Error,
            names: [
                "`ces` then has a figure for each",
                "`ces` donne alors un chiffre pour chacune",
            ],
        },
        Case {
            name: "the two best of seven beside the two best of five",
            yaml: "surveys: [{id: s, file: s.csv, questions: [{id: q, role: csat, scale: [1, 5]}]}]\n\
                references: [{id: other, author: A, year: 2025, title: T}]\n\
                benchmarks: [{check: csat, name: Other, value: 61, scale: [1, 7], source: other, year: 2025}]\n",
            files: &[("s.csv", SCORES)],
            code: "project/benchmark-scale",
            severity: Severity::Error,
            names: [
                "compare `csat` with a figure asked from 1 to 5",
                "comparez `csat` à un chiffre demandé de 1 à 5",
            ],
        },
        Case {
            name: "a mean offered as an NPS",
            yaml: "surveys: [{id: s, file: s.csv, questions: [{id: q, role: nps, scale: [0, 10]}]}]\n",
            files: &[("s.csv", SCORES), ("plugins/our-nps/plugin.yaml", MEAN)],
            code: "plugin/mean-as-nps",
            severity: Severity::Error,
            names: ["Use `nps`", "Prenez `nps`"],
        },
        Case {
            name: "a yearly discount beside a monthly retention",
            yaml: &lifetime,
            files: &[("c.csv", CUSTOMERS)],
            code: "project/rate-of-another-time",
            severity: Severity::Error,
            // 1.1^(1/12) − 1.
            names: [
                "`discount: {rate: 0.00797, per: month}`",
                "`discount: {rate: 0.00797, per: month}`",
            ],
        },
        Case {
            name: "sessions given as users",
            yaml: "tables: [{id: web, kind: traffic, file: t.csv, columns: {date: day, users: Sessions}}]\n",
            files: &[("t.csv", TRAFFIC)],
            code: "project/sessions-as-users",
            severity: Severity::Error,
            names: ["(`conversion`)", "(`conversion`)"],
        },
        Case {
            name: "a share of sessions with the interval of people",
            yaml: "tables: [{id: web, kind: traffic, file: t.csv, columns: {date: day, sessions: Sessions, conversions: Conversions}}]\n",
            files: &[("t.csv", TRAFFIC), ("plugins/buyers/plugin.yaml", RATE_OF_SESSIONS)],
            code: "plugin/sessions-as-users",
            severity: Severity::Error,
            names: ["`per: customer`", "`per: customer`"],
        },
    ];
    for case in cases {
        let found = told(case.name, &built(case.yaml, case.files), case.code);
        assert_eq!(found.severity, case.severity, "{}", case.name);
        for (lang, named) in [Lang::En, Lang::Fr].into_iter().zip(case.names) {
            let help = found.help.get(lang);
            assert!(help.contains(named), "{}: {named} is not in {help}", case.name);
        }
    }
}

/// Who was won and lost within the period is left out of churn, and told: the figure is that of those at its start.
#[test]
fn customers_won_and_lost_within_the_period_are_no_churn() {
    let outcome = built(MONTHLY, &[("c.csv", CUSTOMERS)]);
    let found = told("churn", &outcome, "data/outside-base");
    assert!(
        found.what.get(Lang::En).contains("`churn`") && found.what.get(Lang::Fr).contains("`churn`"),
        "{found:#?}"
    );
    let site = outcome.site.unwrap();
    let (_, audit) = site.iter().find(|(path, _)| *path == "audit.json").unwrap();
    let audit: serde_json::Value = serde_json::from_slice(audit).unwrap();
    let churn = audit["checks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|check| check["id"] == "churn")
        .unwrap();
    // One of six, not two.
    assert_eq!(churn["n"], 6);
    assert!((churn["value"].as_f64().unwrap() - 100.0 / 6.0).abs() < 1e-9);
}

#[test]
fn a_rate_of_the_time_of_its_table_is_taken_and_one_never_asked_for_is_not_there() {
    let monthly = |checks: &str| built(&format!("{checks}{MONTHLY}"), &[("c.csv", CUSTOMERS)]);
    let value = |outcome: Outcome| {
        let site = outcome.site.unwrap_or_else(|| panic!("{:#?}", outcome.problems));
        let (_, audit) = site.iter().find(|(path, _)| *path == "audit.json").unwrap();
        let audit: serde_json::Value = serde_json::from_slice(audit).unwrap();
        let checks = audit["checks"].as_array().unwrap();
        checks
            .iter()
            .find(|check| check["id"] == "lifetime-value")
            .map(|check| check["value"].as_f64().unwrap())
    };
    assert_eq!(value(monthly("")), None);
    let found = value(monthly(
        "checks: [{check: lifetime-value, with: {discount: {rate: 0.01, per: month}}}]\n",
    ))
    .unwrap();
    // m = 75 of six customers, r = 5/6: m·r/(1 + i − r).
    let (m, r) = (75.0, 5.0 / 6.0);
    assert!((found - m * r / (1.01 - r)).abs() < 1e-9, "{found}");
    let wrong = monthly("checks: [{check: lifetime-value, with: {discount: {rate: 0.01, per: week}}}]\n");
    told("a rate a week", &wrong, "project/parameter-type");
}

#[test]
fn what_is_wrong_with_fields_and_counts_of_tables_is_told() {
    let bad = "order,paid\no1,ten\no2,12\n";
    let bought = "tables: [{id: bought, kind: transactions, file: t.csv, columns: {order: order, amount: paid}}]\n";
    told(
        "a word for a number",
        &built(bought, &[("t.csv", bad)]),
        "data/bad-field",
    );
    let more = "variant,people,bought\na,10,12\nb,10,2\n";
    let test = "checks: [{check: ab-test, with: {control: a, tested: b}}]\n\
        tables: [{id: test, kind: experiments, file: t.csv, columns: {variant: variant, users: people, conversions: bought}}]\n";
    told("more than all", &built(test, &[("t.csv", more)]), "data/more-than-all");
}

#[test]
fn keys_of_comments_are_refused_where_there_are_none() {
    let survey = |layout: &str, question: &str| {
        let yaml = format!(
            "surveys: [{{id: s, file: s.csv{layout}, questions: [{question}, {{id: r, role: rating, scale: [1, 5]}}]}}]\n"
        );
        built(&yaml, &[("s.csv", SCORES)])
    };
    let score = survey("", "{id: q, role: rating, scale: [0, 10], topics: false}");
    told("topics of a score", &score, "project/only-for-comments");
    let coded = "{id: q, role: verbatim, codes: {sentiment: {column: r, values: {a: positive}}}}";
    told(
        "codes of repeated rows",
        &survey(", layout: repeated, respondent: day", coded),
        "project/codes-repeated",
    );
    let idea = "ideas: [{id: ID-1, title: {fr: I, en: I}, topic: delivry}]\n\
        surveys: [{id: s, file: s.csv, questions: [{id: q, role: verbatim}]}]\n";
    told(
        "an unknown topic",
        &built(idea, &[("s.csv", SCORES)]),
        "project/unknown-topic",
    );
}

#[test]
fn what_a_manifest_of_tables_gets_wrong_is_told() {
    let good = "protocol: 1\nid: mine\nversion: 1.0.0\nkind: kpi\ntitle: {en: Mine, fr: Mien}\nunit: amount\n\
        direction: higher-is-better\nreads:\n  base: {table: {kind: customers, needs: [value]}}\n\
        measures:\n  worth: {sum: value, where: {field: value, at-least: $least}}\n\
        parameters:\n  least: {type: number, default: 1, title: {en: Least, fr: Minimum}}\n\
        estimate: {formula: {expression: \"m * 2\", of: {m: {average: {of: worth}}}}}\n";
    let yaml = "tables: [{id: c, kind: customers, file: c.csv, columns: {value: worth}}]\n";
    let outcome = |manifest: &str| built(yaml, &[("c.csv", CUSTOMERS), ("plugins/mine/plugin.yaml", manifest)]);
    let codes: Vec<&str> = outcome(good).problems.iter().map(|problem| problem.code).collect();
    assert!(
        codes.iter().all(|code| !code.starts_with("plugin/unknown")),
        "{codes:?}"
    );
    for (from, to, code) in [
        ("sum: value", "sum: valeu", "plugin/unknown-field"),
        ("of: worth", "of: wroth", "plugin/unknown-measure"),
        ("$least", "$most", "plugin/unknown-parameter"),
        ("m * 2", "m * two", "plugin/formula"),
        ("unit: amount", "unit: points", "plugin/unit"),
    ] {
        told(code, &outcome(&good.replacen(from, to, 1)), code);
    }
    let set = built(
        &format!("checks: [{{check: lifetime-value, with: {{discuont: 0.1}}}}]\n{MONTHLY}"),
        &[("c.csv", CUSTOMERS)],
    );
    told("a parameter misspelt", &set, "project/unknown-parameter");
}

/// No threshold of the NPS is official: without a target it is not graded. Its name is a mark, which the page says.
#[test]
fn an_nps_without_a_target_is_not_graded_and_its_mark_is_named() {
    let yaml =
        "languages: [en, fr]\nsurveys: [{id: s, file: s.csv, questions: [{id: q, role: nps, scale: [0, 10]}]}]\n";
    let mut rows = "q\n".to_owned();
    for row in 0..60 {
        rows += ["0\n", "3\n", "7\n"][row % 3];
    }
    let outcome = built(yaml, &[("s.csv", &rows)]);
    let site = outcome.site.unwrap();
    let audit: serde_json::Value = serde_json::from_slice(&site["audit.json"]).unwrap();
    let nps = audit["checks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|check| check["id"] == "nps")
        .unwrap();
    assert_eq!(
        (&nps["outcome"], &nps["target"]),
        (&"not-applicable".into(), &serde_json::Value::Null)
    );
    assert!((nps["value"].as_f64().unwrap() + 200.0 / 3.0).abs() < 1e-9);
    for (page, words) in [
        ("en/kpi/nps.html", "registered trademarks of Bain"),
        ("fr/kpi/nps.html", "marques déposées de"),
    ] {
        let page = std::str::from_utf8(&site[page]).unwrap().replace('\n', " ");
        assert!(page.contains("Net Promoter®") && page.contains(words));
    }
}
