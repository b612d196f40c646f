//! Tables besides surveys on a real file: the customers of a telephone company, against figures computed by other
//! programs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use parcours::audit::{Audit, Check};
use parcours::files::Memory;
use parcours::stats::{Interval, LEVEL, proportion};
use serde_json::Value;

use crate::{judged, shared};

const GROUPS: [&str; 10] = [
    "Contract",
    "InternetService",
    "PaymentMethod",
    "SeniorCitizen",
    "gender",
    "Partner",
    "Dependents",
    "PaperlessBilling",
    "TechSupport",
    "OnlineSecurity",
];

/// The project, with the time that survival is asked for.
fn project(after: u32) -> String {
    let dimensions: Vec<String> = GROUPS
        .iter()
        .map(|group| format!("{{id: d{}, column: {group}}}", group.to_lowercase()))
        .collect();
    format!(
        "title: Telco\ntables:\n  - id: customers\n    kind: customers\n    file: data.csv\n    columns: {{customer: \
         customerID, value: MonthlyCharges, duration: tenure, lost: {{column: Churn, values: {{Yes: 1, No: 0}}}}}}\n    \
         dimensions: [{}]\nchecks: [{{check: survival, with: {{after: {after}}}}}]\n",
        dimensions.join(", ")
    )
}

fn data() -> Option<(Vec<u8>, Value)> {
    let rows = shared::file("telco-churn/Telco-Customer-Churn.csv")?;
    let reference = serde_json::from_slice(&shared::file("telco-churn/reference.json")?).unwrap();
    Some((rows, reference))
}

fn audit(rows: &[u8], after: u32) -> Audit {
    let files = Memory::new()
        .with("parcours.yaml", project(after))
        .with("data.csv", rows);
    judged::clean(&files)
}

fn check<'a>(audit: &'a Audit, id: &str) -> &'a Check {
    audit.checks.iter().find(|check| check.id == id).unwrap()
}

#[track_caller]
fn close(ours: f64, theirs: &Value, times: f64) {
    let theirs = theirs.as_f64().unwrap() * times;
    assert!(
        (ours - theirs).abs() <= 1e-9 * theirs.abs().max(1.0),
        "{ours} against {theirs}"
    );
}

#[test]
fn churn_overall_and_by_every_group_and_the_revenue_that_left_are_those_of_the_reference() {
    let Some((rows, reference)) = data() else { return };
    let audit = audit(&rows, 12);
    let churn = check(&audit, "churn");
    close(churn.value.unwrap(), &reference["churn_rate"]["p"], 100.0);
    let interval = churn.interval.unwrap();
    close(interval.low, &reference["churn_rate"]["lo"], 100.0);
    close(interval.high, &reference["churn_rate"]["hi"], 100.0);
    assert_eq!(
        churn.counts,
        BTreeMap::from([("0".to_owned(), 5174), ("1".to_owned(), 1869)])
    );
    let lost = &churn.beside[0];
    close(
        lost.value.unwrap(),
        &reference["monthly_revenue"]["revenue_churn_share"],
        100.0,
    );
    let mut compared = 0;
    for group in GROUPS {
        let id = format!("d{}", group.to_lowercase());
        let breakdown = churn.breakdowns.iter().find(|one| one.by == [id.as_str()]).unwrap();
        let known = reference["churn_by"][group].as_object().unwrap();
        assert_eq!(breakdown.cells.len(), known.len(), "{group}");
        for cell in &breakdown.cells {
            let known = &known[&cell.key[&id]];
            assert_eq!(cell.n, known["n"].as_u64(), "{group}");
            assert_eq!(cell.counts["1"], known["k"].as_u64().unwrap(), "{group}");
            close(cell.value.unwrap(), &known["p"], 100.0);
            close(cell.interval.unwrap().low, &known["lo"], 100.0);
            close(cell.interval.unwrap().high, &known["hi"], 100.0);
            compared += 1;
        }
    }
    assert_eq!(compared, 26);
}

/// The rows with two columns more, as the reference groups them: years of tenure, and contract and internet together.
fn with_groups(rows: &[u8]) -> String {
    let text = std::str::from_utf8(rows).unwrap();
    let mut lines = text.lines();
    let header = lines.next().unwrap();
    let column = |name: &str| {
        header
            .split(',')
            .position(|one| one.trim_start_matches('\u{feff}') == name)
            .unwrap()
    };
    let [tenure, contract, internet] = ["tenure", "Contract", "InternetService"].map(column);
    let mut all = format!("{header},band,both\n");
    for line in lines {
        let fields: Vec<&str> = line.split(',').collect();
        let band = match fields[tenure].parse::<u32>().unwrap() {
            0 => "0".to_owned(),
            months => {
                let year = (months - 1) / 12;
                format!("{}-{}", 12 * year + 1, 12 * year + 12)
            }
        };
        writeln!(all, "{line},{band},{} | {}", fields[contract], fields[internet]).unwrap();
    }
    all
}

#[test]
fn churn_by_years_of_tenure_and_by_two_groups_at_once_is_that_of_the_reference() {
    let Some((rows, reference)) = data() else { return };
    let yaml = project(12).replace(
        "dimensions: [",
        "dimensions: [{id: band, column: band}, {id: both, column: both}, ",
    );
    let files = Memory::new()
        .with("parcours.yaml", yaml)
        .with("data.csv", with_groups(&rows));
    let audit = judged::clean(&files);
    let churn = check(&audit, "churn");
    let (mut compared, mut withheld) = (0, Vec::new());
    for (id, known) in [
        ("band", &reference["churn_by"]["tenure_band"]),
        ("both", &reference["churn_by_contract_x_internet"]),
    ] {
        let breakdown = churn.breakdowns.iter().find(|one| one.by == [id]).unwrap();
        assert_eq!(breakdown.cells.len(), known.as_object().unwrap().len(), "{id}");
        for cell in &breakdown.cells {
            let key = &cell.key[id];
            let known = &known[key];
            if cell.suppressed {
                withheld.push(key.as_str());
                continue;
            }
            assert_eq!(cell.n, known["n"].as_u64(), "{key}");
            assert_eq!(cell.counts["1"], known["k"].as_u64().unwrap(), "{key}");
            close(cell.value.unwrap(), &known["p"], 100.0);
            close(cell.interval.unwrap().low, &known["lo"], 100.0);
            close(cell.interval.unwrap().high, &known["hi"], 100.0);
            compared += 1;
        }
    }
    // None of the eleven who came this month has left: what all of a group do is not said, and one band more hides it.
    assert_eq!((compared, withheld), (14, vec!["0", "37-48"]));
}

#[test]
fn customers_by_the_month_leave_more_than_those_of_two_years_as_the_reference_says() {
    let Some((rows, reference)) = data() else { return };
    let audit = audit(&rows, 12);
    let contracts = check(&audit, "churn")
        .breakdowns
        .iter()
        .find(|one| one.by == ["dcontract"])
        .unwrap();
    let share = |contract: &str| {
        let cell = contracts
            .cells
            .iter()
            .find(|cell| cell.key["dcontract"] == contract)
            .unwrap();
        proportion::Share::of(cell.counts["1"], cell.n.unwrap()).unwrap()
    };
    let found = proportion::difference(&share("Two year"), &share("Month-to-month"), LEVEL);
    let known = &reference["month_to_month_minus_two_year"];
    close(found.value, &known["diff"], 1.0);
    close(found.interval.low, &known["newcombe_lo"], 1.0);
    close(found.interval.high, &known["newcombe_hi"], 1.0);
    close(found.statistic, &known["z_pooled"], 1.0);
    // So small that only its size can be compared.
    let theirs = known["p_two_sided"].as_f64().unwrap();
    assert!(
        (found.p_value / theirs - 1.0).abs() < 1e-9,
        "{} against {theirs}",
        found.p_value
    );
}

/// Monthly and total charges as amounts, by whether the customer left; the total is blank for who came this month.
#[test]
fn charges_are_those_of_the_reference() {
    let Some((rows, reference)) = data() else { return };
    let table = |id: &str, column: &str| {
        format!(
            "  - {{id: {id}, kind: transactions, file: data.csv, columns: {{order: customerID, amount: {column}}}, \
             dimensions: [{{id: left, column: Churn}}]}}\n"
        )
    };
    let yaml = format!(
        "title: Telco\ntables:\n{}{}",
        table("monthly", "MonthlyCharges"),
        table("total", "TotalCharges")
    );
    let audit = judged::clean(&Memory::new().with("parcours.yaml", yaml).with("data.csv", &rows));
    let same = |n: u64, value: f64, error: f64, interval: Interval, known: &Value| {
        assert_eq!(Some(n), known["n"].as_u64());
        close(value, &known["mean"], 1.0);
        close(error, &known["se"], 1.0);
        close(error * (n as f64).sqrt(), &known["sd"], 1.0);
        close(interval.low, &known["lo"], 1.0);
        close(interval.high, &known["hi"], 1.0);
    };
    let whole = |table: &str, known: &Value| {
        let check = check(&audit, &format!("average-basket:{table}"));
        let error = check.standard_error.unwrap();
        same(
            check.n.unwrap(),
            check.value.unwrap(),
            error,
            check.interval.unwrap(),
            known,
        );
        let median = check.beside.iter().find(|one| one.id == "median").unwrap();
        close(median.value.unwrap(), &known["median"], 1.0);
    };
    whole("monthly", &reference["monthly_charges"]["all"]);
    whole("total", &reference["total_charges_nonblank"]);
    let monthly = check(&audit, "average-basket:monthly");
    for cell in &monthly.breakdowns.iter().find(|one| one.by == ["left"]).unwrap().cells {
        let known = if cell.key["left"] == "Yes" {
            "churned"
        } else {
            "retained"
        };
        let known = &reference["monthly_charges"][known];
        same(
            cell.n.unwrap(),
            cell.value.unwrap(),
            cell.standard_error.unwrap(),
            cell.interval.unwrap(),
            known,
        );
    }
    let revenue = &reference["monthly_revenue"];
    close(
        monthly.value.unwrap() * monthly.n.unwrap() as f64,
        &revenue["total"],
        1.0,
    );
    let left = monthly.breakdowns[0]
        .cells
        .iter()
        .find(|cell| cell.key["left"] == "Yes")
        .unwrap();
    close(
        left.value.unwrap() * left.n.unwrap() as f64,
        &revenue["lost_with_churners"],
        1.0,
    );
    let blank = monthly.n.unwrap() - check(&audit, "average-basket:total").n.unwrap();
    assert_eq!(Some(blank), reference["blank_TotalCharges_rows"].as_u64());
    assert_eq!(monthly.n, reference["rows"].as_u64());
}

#[test]
fn the_curve_of_kaplan_and_meier_is_that_of_the_reference() {
    let Some((rows, reference)) = data() else { return };
    for (month, survival) in reference["kaplan_meier_tenure_months"].as_object().unwrap() {
        let audit = audit(&rows, month.parse().unwrap());
        let check = check(&audit, "survival");
        close(check.value.unwrap(), survival, 100.0);
        let interval = check.interval.unwrap();
        assert!(interval.low < check.value.unwrap() && check.value.unwrap() < interval.high);
        assert_eq!(interval.method, "log-log");
    }
}
