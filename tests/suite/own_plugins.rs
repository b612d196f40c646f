//! Plugins that somebody else writes, odd and legal: what they find has to follow through the audit, the pages and the gate as
//! what built-in ones find does.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use parcours::files::Memory;
use parcours::pipeline::{Options, Outcome, build};
use serde_json::Value;

/// A ratio of sums, with a finding for each segment below a limit.
const MARGIN: &str = "protocol: 1\nid: margin-rate\nversion: 1.0.0\nkind: kpi\ntitle: {en: Margin rate, fr: Taux de marge}\n\
    unit: percent\ndirection: higher-is-better\nreads:\n  sales: {table: {kind: transactions, needs: [amount, margin]}}\n\
    measures:\n  margin: {sum: margin}\n  sales: {sum: amount}\nestimate: {ratio: {of: margin, over: sales}}\n\
    breakdowns: [dimension, period]\nparameters:\n  target: {type: number, optional: true, title: {en: T, fr: O}}\n\
    messages:\n  low:\n    en: \"{ $segment } is at { $rate } for { $brand }.\"\n    fr: \"{ $segment } est à { $rate } pour { $brand }.\"\n";

fn script(more: &str) -> String {
    format!(
        "fn findings(result, context) {{\n  let all = [];\n  for cell in result.cells(\"segment\") {{\n    if cell.value < 33 {{\n      \
         let one = finding(\"low\", #{{ segment: cell.label(\"segment\"), rate: percent(cell.value / 100) }});\n      {more}\n      \
         all.push(one);\n    }}\n  }}\n  all\n}}\n"
    )
}

/// Orders of 90, 100 and 110 by turns in each segment, twenty in April, which sum to 1,990, and 26 in May. The margin is 39, 40, 41 by turns for the first
/// segment and 19, 20, 21 for the others, and one less in May: 799 or 399 in all of April.
fn orders() -> String {
    let mut rows = "order,client,day,segment,paid,margin\n".to_owned();
    for (month, less, count) in [(4, 0, 20), (5, 1, 26)] {
        for segment in ["large", "middle", "small"] {
            for order in 0..count {
                let margin = if segment == "large" { 40 } else { 20 } - less + (order % 3 - 1);
                let paid = 90 + order % 3 * 10;
                let number = format!("{month}{segment}{order}");
                writeln!(
                    rows,
                    "o{number},c{number},2026-{month:02}-{:02},{segment},{paid},{margin}",
                    order + 1
                )
                .unwrap();
            }
        }
    }
    rows
}

fn table(id: &str) -> String {
    format!(
        "  - {{id: {id}, kind: transactions, file: o.csv, columns: {{order: order, customer: client, date: day, amount: paid, \
         margin: margin}}, periods: {{by: month}}, dimensions: [{{id: segment, column: segment}}]}}\n"
    )
}

fn made(yaml: &str, script: &str, rows: &str) -> Outcome {
    let files = Memory::new()
        .with("parcours.yaml", yaml)
        .with("plugins/margin-rate/plugin.yaml", MARGIN)
        .with("plugins/margin-rate/check.rhai", script)
        .with("o.csv", rows);
    build(&files, &Options::default())
}

fn page(outcome: &Outcome, path: &str) -> String {
    let site = outcome
        .site
        .as_ref()
        .unwrap_or_else(|| panic!("{:#?}", outcome.problems));
    String::from_utf8(site[path].clone()).unwrap()
}

fn audit(outcome: &Outcome) -> Value {
    serde_json::from_str(&page(outcome, "audit.json")).unwrap()
}

fn findings<'a>(audit: &'a Value, message: &str) -> Vec<&'a Value> {
    let all = audit["findings"].as_array().unwrap().iter();
    all.filter(|finding| finding["message"] == message).collect()
}

fn ids(audit: &Value) -> Vec<&str> {
    let all = audit["findings"].as_array().unwrap().iter();
    all.map(|finding| finding["id"].as_str().unwrap()).collect()
}

#[test]
fn one_message_of_several_things_is_several_findings() {
    let yaml = format!("title: T\nlanguages: [en, fr]\ntables:\n{}", table("orders"));
    let by_words = audit(&made(&yaml, &script(""), &orders()));
    let low = findings(&by_words, "low");
    let keys: BTreeSet<&str> = low.iter().map(|finding| finding["key"].as_str().unwrap()).collect();
    assert_eq!(
        keys,
        BTreeSet::from(["margin-rate:orders/low=middle", "margin-rate:orders/low=small"])
    );
    let numbers = ids(&by_words);
    assert_eq!(
        numbers.len(),
        numbers.iter().collect::<BTreeSet<_>>().len(),
        "{numbers:?}"
    );

    // A script that says of what keeps the number when another segment rises.
    let says = script("one.about = cell.id(\"segment\");");
    let two = audit(&made(&yaml, &says, &orders()));
    let better: String = orders()
        .lines()
        .map(|line| {
            line.replace(",middle,90,", ",middle,40,")
                .replace(",middle,100,", ",middle,41,")
                .replace(",middle,110,", ",middle,42,")
                + "\n"
        })
        .collect();
    let one = audit(&made(&yaml, &says, &better));
    let (two, one) = (findings(&two, "low"), findings(&one, "low"));
    assert_eq!((two.len(), one.len()), (2, 1));
    assert_eq!(one[0]["key"], "margin-rate:orders/low=small");
    assert!(two.iter().any(|finding| finding["id"] == one[0]["id"]));

    // The same words twice: told apart by their order.
    let same = "fn findings(result, context) { [finding(\"low\", #{segment: \"x\", rate: percent(0.1)}), \
                finding(\"low\", #{segment: \"x\", rate: percent(0.2)})] }";
    let same = audit(&made(&yaml, same, &orders()));
    let numbers = ids(&same);
    assert_eq!(numbers.len(), numbers.iter().collect::<BTreeSet<_>>().len(), "{same:#}");
}

#[test]
fn findings_of_two_tables_have_ids_of_their_own() {
    let yaml = format!(
        "title: T\ntables:\n{}{}checks: [{{check: margin-rate, with: {{target: 35}}}}]\n",
        table("orders"),
        table("returns")
    );
    let outcome = made(&yaml, "fn findings(result, context) { [] }", &orders());
    let audit = audit(&outcome);
    let missed = findings(&audit, "target-missed");
    assert_eq!(missed.len(), 2, "{:#}", audit["findings"]);
    assert_ne!(missed[0]["id"], missed[1]["id"]);
    let page = page(&outcome, "fr/findings.html");
    for finding in missed {
        let anchor = format!("id=\"{}\"", finding["id"].as_str().unwrap());
        assert_eq!(page.matches(&anchor).count(), 1, "{anchor}");
    }
}

#[test]
fn a_ratio_by_segment_follows_to_pages_trend_and_gate() {
    let yaml = format!(
        "title: {{en: Shops, fr: Magasins}}\nlanguages: [en, fr]\ntables:\n{}checks: [{{check: margin-rate, with: {{target: 60}}}}]\n",
        table("orders")
    );
    let mut rows = orders();
    // Three orders nobody may see, whose margin is that of nobody else.
    for order in 0..3 {
        writeln!(rows, "s{order},s{order},2026-05-0{},rare,1000,777.77", order + 1).unwrap();
    }
    let outcome = made(&yaml, &script(""), &rows);
    let audit = audit(&outcome);
    let check = audit["checks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|check| check["id"] == "margin-rate")
        .unwrap();
    assert_eq!(
        (check["outcome"].as_str(), &check["n"]),
        (Some("failed"), &Value::from(141))
    );
    let by = |dimension: &str| {
        let mut tables = check["breakdowns"].as_array().unwrap().iter();
        tables
            .find(|table| table["by"] == serde_json::json!([dimension]))
            .unwrap()["cells"]
            .as_array()
            .unwrap()
    };
    let april = by("period")
        .iter()
        .find(|cell| cell["key"]["period"] == "2026-04")
        .unwrap();
    assert!(
        (april["value"].as_f64().unwrap() - 100.0 * (799.0 + 399.0 + 399.0) / 5970.0).abs() < 1e-9,
        "{april}"
    );
    let rare = by("segment")
        .iter()
        .find(|cell| cell["key"]["segment"] == "rare")
        .unwrap();
    assert_eq!(
        (&rare["suppressed"], &rare["value"]),
        (&Value::from(true), &Value::Null)
    );
    let withheld = by("segment").iter().filter(|cell| cell["suppressed"] == true).count();
    assert!(withheld >= 2, "{:#?}", by("segment"));
    for (path, title, month) in [
        ("en/kpi/margin-rate.html", "Margin rate", "April 2026"),
        ("fr/kpi/margin-rate.html", "Taux de marge", "avril 2026"),
    ] {
        let page = page(&outcome, path);
        assert!(
            page.contains(title) && page.to_lowercase().contains(&month.to_lowercase()),
            "{path}"
        );
        assert!(
            !page.contains("777") && !page.contains("77.8") && !page.contains("77,8"),
            "{path}"
        );
    }
    // A brand that nobody named is the title of the audit, on each page in its language.
    assert!(page(&outcome, "en/kpi/margin-rate.html").contains(">Shops</a>"));
    assert!(page(&outcome, "fr/kpi/margin-rate.html").contains(">Magasins</a>"));
    let low = findings(&audit, "low");
    assert!(
        low[0]["text"]["en"].as_str().unwrap().ends_with("for Shops."),
        "{low:#?}"
    );
}

/// A survey without a title is called by its id.
#[test]
fn a_survey_without_a_title_is_named_in_sentences() {
    let yaml = "title: T\nsurveys: [{id: panel, file: s.csv, questions: [{id: q, role: rating, scale: [1, 5]}]}]\n\
        personas: [{id: pro, name: Pro, segments: [{survey: panel, where: {column: who, is: pro}}]}]\n";
    let mut rows = "q,who\n".to_owned();
    for row in 0..40 {
        writeln!(rows, "{},{}", 1 + row % 5, if row % 2 == 0 { "pro" } else { "home" }).unwrap();
    }
    let files = Memory::new().with("parcours.yaml", yaml).with("s.csv", rows);
    let audit = audit(&build(&files, &Options::default()));
    let without = findings(&audit, "rows-without-persona");
    assert!(
        without[0]["text"]["en"].as_str().unwrap().starts_with("panel: 50%"),
        "{without:#?}"
    );
}
