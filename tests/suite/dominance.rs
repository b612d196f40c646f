//! One customer who is worth nearly all of a group: the amount is planted in the data, and neither stands on the site nor
//! follows from what does.

use std::fmt::Write as _;

use parcours::files::Memory;
use parcours::pipeline::{Options, build};
use serde_json::Value;

const YAML: &str = "title: {fr: Essai, en: Trial}
languages: [fr, en]
tables:
  - id: purchases
    kind: transactions
    file: p.csv
    columns: {customer: who, order: order, amount: amount, margin: margin}
    dimensions: [{id: place, column: where}, {id: kind, column: kind}]
";

/// The purchase that is planted.
const PLANTED: f64 = 98_765.43;

/// Rows of a channel and a kind: so many purchases of about `amount` each.
fn rows(csv: &mut String, channel: &str, kind: &str, n: u32, amount: f64) {
    for row in 0..n {
        let amount = amount + f64::from(row % 7);
        writeln!(
            csv,
            "{channel}{kind}{row},o{channel}{kind}{row},{amount},{},{channel},{kind}",
            amount / 4.0
        )
        .unwrap();
    }
}

fn data(with_planted: bool) -> String {
    let mut csv = "who,order,amount,margin,where,kind\n".to_owned();
    rows(&mut csv, "web", "a", 30, 9_000.0);
    rows(&mut csv, "web", "b", 30, 8_000.0);
    rows(&mut csv, "phone", "a", 24, 7_000.0);
    rows(&mut csv, "phone", "b", 24, 6_500.0);
    rows(&mut csv, "shop", "a", 22, 20.0);
    rows(&mut csv, "shop", "b", 22, 15.0);
    if with_planted {
        writeln!(csv, "big,obig,{PLANTED},{},shop,a", PLANTED / 4.0).unwrap();
    }
    csv
}

/// The site, all files after one another, and its audit.
fn site(csv: &str) -> (Vec<u8>, Value) {
    let memory = Memory::new().with("parcours.yaml", YAML).with("p.csv", csv);
    let outcome = build(&memory, &Options::default());
    let site = outcome.site.unwrap_or_else(|| panic!("{:#?}", outcome.problems));
    let audit = site.iter().find(|(path, _)| *path == "audit.json").unwrap();
    let audit = serde_json::from_slice(audit.1).unwrap();
    (site.values().flatten().copied().collect(), audit)
}

fn check<'a>(audit: &'a Value, id: &str) -> &'a Value {
    let checks = audit["checks"].as_array().unwrap();
    checks.iter().find(|check| check["id"] == id).unwrap()
}

/// Cells of one dimension: value, n and mean, `None` where withheld.
fn cells(check: &Value, dimension: &str) -> Vec<(String, Option<(f64, f64)>)> {
    let breakdowns = check["breakdowns"].as_array().unwrap();
    let by = |breakdown: &&Value| breakdown["by"] == serde_json::json!([dimension]);
    let breakdown = breakdowns.iter().find(by).unwrap();
    breakdown["cells"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cell| {
            let key = cell["key"][dimension].as_str().unwrap().to_owned();
            (key, cell["n"].as_f64().zip(cell["value"].as_f64()))
        })
        .collect()
}

#[test]
fn an_amount_that_is_nearly_all_of_a_group_is_neither_shown_nor_left_over() {
    let (bytes, audit) = site(&data(true));
    for planted in ["98765", "98,765", "98\u{202f}765", "98\u{a0}765"] {
        let found = bytes.windows(planted.len()).any(|window| window == planted.as_bytes());
        assert!(!found, "{planted} stands on the site");
    }
    let basket = check(&audit, "average-basket");
    let channels = cells(basket, "place");
    let shown: Vec<&str> = channels
        .iter()
        .filter(|(_, cell)| cell.is_some())
        .map(|(key, _)| key.as_str())
        .collect();
    assert_eq!(shown, ["web"], "{channels:?}");
    // What is left of the total without the groups shown, of which the planted amount may be 85 % at most.
    for dimension in ["place", "kind"] {
        let shown: f64 = cells(basket, dimension)
            .iter()
            .filter_map(|(_, cell)| *cell)
            .map(|(n, mean)| n * mean)
            .sum();
        let total = basket["n"].as_f64().unwrap() * basket["value"].as_f64().unwrap();
        let left = total - shown;
        assert!(
            left.abs() < 1e-6 || PLANTED <= 0.85 * left,
            "{dimension}: {left} is left over"
        );
    }
    // The median adds nothing up, and how many bought is no secret.
    let groups = audit["surveys"][0]["groups"].as_array().unwrap();
    let shop = groups.iter().find(|group| group["id"] == "shop").unwrap();
    assert_eq!(shop["n"], 45);
    let log = audit["surveys"][0]["withheld"].as_array().unwrap();
    let line = log.iter().find(|line| line["question"] == "average-basket").unwrap();
    assert!(
        log.iter().all(|line| line["question"] != "average-basket/median"),
        "{log:?}"
    );
    assert_eq!(
        (&line["dominated"], &line["subtraction"], &line["small"]),
        (&1.into(), &1.into(), &0.into())
    );
}

#[test]
fn without_the_one_nothing_is_withheld() {
    let (_, audit) = site(&data(false));
    let basket = check(&audit, "average-basket");
    assert!(cells(basket, "place").iter().all(|(_, cell)| cell.is_some()));
    assert_eq!(audit["surveys"][0]["withheld_cells"], 0);
}

#[test]
fn a_total_that_one_row_dominates_is_withheld_with_all_its_groups() {
    let mut csv = "who,order,amount,margin,where,kind\n".to_owned();
    rows(&mut csv, "web", "a", 30, 20.0);
    writeln!(csv, "big,obig,{PLANTED},,web,a").unwrap();
    rows(&mut csv, "shop", "a", 30, 20.0);
    let (bytes, audit) = site(&csv);
    let basket = check(&audit, "average-basket");
    assert_eq!(
        (&basket["value"], &basket["withheld"]),
        (&Value::Null, &"dominated".into())
    );
    let groups = basket["breakdowns"].as_array().into_iter().flatten();
    let mut cells = groups.flat_map(|breakdown| breakdown["cells"].as_array().unwrap());
    assert!(cells.all(|cell| cell["value"].is_null()));
    // The margin of the planted purchase is blank: nobody dominates margins.
    let beside = basket["beside"].as_array().into_iter().flatten();
    assert!(
        beside
            .clone()
            .all(|beside| beside["value"].as_f64().is_none_or(|value| value < 100.0))
    );
    let page = String::from_utf8_lossy(&bytes);
    assert!(page.contains("One row makes up nearly all of an amount"));
    assert!(page.contains("Not shown: one row makes up more than 85% of the amount"));
}
