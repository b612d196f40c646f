//! What changed from one audit to another, told from noise: each is read as `audit.json` holds it.

use serde::Serialize;
use serde_json::Value;

use crate::stats::{LEVEL, multiple, normal};

/// Below this a corrected p value counts as beyond chance.
const ALPHA: f64 = 0.05;

/// How something moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Movement {
    /// To the good side, and beyond chance where it was estimated from a sample.
    Better,
    /// To the bad side, likewise.
    Worse,
    /// It moved, which chance explains as well; or it cannot be tested.
    NotConclusive,
    /// It did not move.
    Same,
}

/// A check in both audits, or in one of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckChange {
    /// Its id.
    pub id: String,
    /// `kpi`, `maturity` or `website`.
    pub kind: String,
    /// Unit of the figures.
    pub unit: Option<String>,
    /// Outcomes; `None` where an audit does not have the check.
    pub outcome: [Option<String>; 2],
    /// The figures compared: where an indicator stands, the level of a dimension, the score of a rule.
    pub value: [Option<f64>; 2],
    /// Answers behind them.
    pub n: [Option<u64>; 2],
    /// Later less earlier.
    pub difference: Option<f64>,
    /// Interval of the difference, for what was estimated.
    pub interval: Option<[f64; 2]>,
    /// p value of the difference.
    pub p: Option<f64>,
    /// The same after Holm over all differences tested here.
    pub p_holm: Option<f64>,
    /// How the figure moved.
    pub movement: Movement,
}

/// A finding of one of the audits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FindingRow {
    /// Its id.
    pub id: String,
    /// `high`, `medium`, `low` or `strength`.
    pub severity: String,
    /// In words, by language.
    pub text: Value,
}

/// What changed from one audit to another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AuditDiff {
    /// `parcours-diff/1`.
    pub format: &'static str,
    /// The day each speaks of.
    pub as_of: [Option<String>; 2],
    /// How many differences were tested together.
    pub family: usize,
    /// Every check of either, by id.
    pub checks: Vec<CheckChange>,
    /// Findings that only the later one has.
    pub new: Vec<FindingRow>,
    /// Findings that only the earlier one has.
    pub fixed: Vec<FindingRow>,
    /// Findings of both.
    pub same: Vec<FindingRow>,
}

impl AuditDiff {
    /// Whether anything got worse: a figure beyond chance, an outcome that is now a failure or no longer assessed, a
    /// new finding that is no strength.
    pub fn is_worse(&self) -> bool {
        let outcome = |check: &CheckChange| match &check.outcome {
            [Some(before), Some(after)] => before != after && ["failed", "untested"].contains(&after.as_str()),
            [None, Some(after)] => after == "failed",
            _ => false,
        };
        self.checks
            .iter()
            .any(|check| check.movement == Movement::Worse || outcome(check))
            || self.new.iter().any(|finding| finding.severity != "strength")
    }
}

/// What changed from `before` to `after`, both audits as in `audit.json`. The samples are taken for independent, and
/// the standard error of each figure for what its interval implies.
pub fn diff(before: &Value, after: &Value) -> AuditDiff {
    let ids = |audit: &Value| -> Vec<String> {
        let checks = audit["checks"].as_array().into_iter().flatten();
        checks
            .filter_map(|check| check["id"].as_str().map(str::to_owned))
            .collect()
    };
    let mut all = ids(before);
    all.extend(ids(after));
    all.sort();
    all.dedup();
    let mut checks: Vec<CheckChange> = all
        .into_iter()
        .map(|id| change(&id, named(before, "checks", &id), named(after, "checks", &id)))
        .collect();
    let tested: Vec<usize> = (0..checks.len()).filter(|place| checks[*place].p.is_some()).collect();
    let corrected = multiple::holm(&tested.iter().filter_map(|place| checks[*place].p).collect::<Vec<_>>());
    for (place, p) in tested.iter().zip(corrected) {
        let check = &mut checks[*place];
        check.p_holm = Some(p);
        let apart = check.interval.is_some_and(|[low, high]| low > 0.0 || high < 0.0);
        if p >= ALPHA || !apart {
            check.movement = Movement::NotConclusive;
        }
    }
    let only = |one: &Value, other: &Value, is_there: bool| -> Vec<FindingRow> {
        let findings = one["findings"].as_array().into_iter().flatten();
        findings
            .filter(|finding| {
                let id = finding["id"].as_str().unwrap_or_default();
                named(other, "findings", id).is_some() == is_there
            })
            .map(|finding| FindingRow {
                id: finding["id"].as_str().unwrap_or_default().to_owned(),
                severity: finding["severity"].as_str().unwrap_or_default().to_owned(),
                text: finding["text"].clone(),
            })
            .collect()
    };
    let as_of = |audit: &Value| audit["as_of"].as_str().map(str::to_owned);
    AuditDiff {
        format: "parcours-diff/1",
        as_of: [as_of(before), as_of(after)],
        family: tested.len(),
        checks,
        new: only(after, before, false),
        fixed: only(before, after, false),
        same: only(after, before, true),
    }
}

/// The entry of a list with this id.
fn named<'a>(audit: &'a Value, list: &str, id: &str) -> Option<&'a Value> {
    let mut entries = audit[list].as_array()?.iter();
    entries.find(|entry| entry["id"].as_str() == Some(id))
}

fn change(id: &str, before: Option<&Value>, after: Option<&Value>) -> CheckChange {
    let some = after.or(before).unwrap_or(&Value::Null);
    let word = |key: &str| some[key].as_str().map(str::to_owned);
    let kind = word("kind").unwrap_or_default();
    // Where an indicator stands: its latest period where it has several.
    let standing = |check: &Value| -> Value {
        match check.get("current").filter(|current| current.is_object()) {
            Some(current) => current.clone(),
            None => check.clone(),
        }
    };
    let sides = [before.map(standing), after.map(standing)];
    let figure = |side: &Option<Value>, whole: Option<&Value>| match kind.as_str() {
        "kpi" => side.as_ref()?["value"].as_f64(),
        "maturity" => whole?["level"].as_f64(),
        _ => whole?["score"].as_f64(),
    };
    let value = [figure(&sides[0], before), figure(&sides[1], after)];
    let n = sides.each_ref().map(|side| side.as_ref()?["n"].as_u64());
    let difference = value[0].zip(value[1]).map(|(before, after)| after - before);
    let sign = if some["direction"] == "lower-is-better" {
        -1.0
    } else {
        1.0
    };
    let moved = |difference: f64| match difference * sign {
        moved if moved > 0.0 => Movement::Better,
        moved if moved < 0.0 => Movement::Worse,
        _ => Movement::Same,
    };
    let mut change = CheckChange {
        id: id.to_owned(),
        unit: word("unit"),
        outcome: [before, after].map(|check| check?["outcome"].as_str().map(str::to_owned)),
        value,
        n,
        difference,
        interval: None,
        p: None,
        p_holm: None,
        movement: difference.map_or(Movement::NotConclusive, moved),
        kind: kind.clone(),
    };
    if let (None, None) = (value[0], value[1]) {
        change.movement = Movement::Same;
    }
    if let Some(difference) = difference.filter(|_| kind == "kpi") {
        if difference == 0.0 && n[0] == n[1] {
            return change;
        }
        let error = |side: &Option<Value>| -> Option<f64> {
            let interval = &side.as_ref()?["interval"];
            let (low, high) = (interval["low"].as_f64()?, interval["high"].as_f64()?);
            Some((high - low) / 2.0 / normal::critical(interval["level"].as_f64()?))
        };
        match error(&sides[0]).zip(error(&sides[1])) {
            Some((one, other)) if one.hypot(other) > 0.0 => {
                let error = (one * one + other * other).sqrt();
                let reach = normal::critical(LEVEL) * error;
                change.interval = Some([difference - reach, difference + reach]);
                change.p = Some(normal::two_sided_p(difference / error));
            }
            _ => change.movement = Movement::NotConclusive,
        }
    }
    change
}

impl CheckChange {
    /// Whether the outcome is another one.
    pub fn outcome_changed(&self) -> bool {
        self.outcome[0] != self.outcome[1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn audit(nps: f64, half: f64, outcome: &str, findings: &[(&str, &str)]) -> Value {
        let findings: Vec<Value> = findings
            .iter()
            .map(|(id, severity)| json!({"id": id, "severity": severity, "text": {"en": id}}))
            .collect();
        json!({"as_of": "2026-10-31", "checks": [
            {"id": "nps", "kind": "kpi", "unit": "points", "direction": "higher-is-better", "outcome": outcome,
             "value": nps, "n": 400, "interval": {"level": 0.95, "low": nps - half, "high": nps + half}},
            {"id": "findable", "kind": "website", "outcome": "passed", "score": 91.0}], "findings": findings})
    }

    #[test]
    fn a_fall_within_chance_is_not_worse_and_one_beyond_is() {
        // Standard errors of 4: the difference has √32 = 5.657, so that 10 gives z = 1.768 and 14 gives z = 2.475.
        let half = 4.0 * normal::critical(0.95);
        let before = audit(30.0, half, "passed", &[]);
        let little = diff(&before, &audit(20.0, half, "passed", &[]));
        let check = &little.checks[1];
        assert_eq!((check.id.as_str(), check.movement), ("nps", Movement::NotConclusive));
        assert!((check.p.unwrap() - 0.0771).abs() < 5e-5, "{check:?}");
        assert!(!little.is_worse());
        let much = diff(&before, &audit(16.0, half, "passed", &[]));
        assert_eq!(much.checks[1].movement, Movement::Worse);
        assert!((much.checks[1].p_holm.unwrap() - 0.0133).abs() < 5e-5);
        assert!(much.is_worse());
    }

    #[test]
    fn findings_are_new_fixed_or_the_same_by_their_ids() {
        let before = audit(30.0, 4.0, "passed", &[("F-1", "high"), ("F-2", "low")]);
        let after = audit(30.0, 4.0, "passed", &[("F-2", "low"), ("F-3", "strength")]);
        let found = diff(&before, &after);
        let ids = |rows: &[FindingRow]| -> Vec<String> { rows.iter().map(|row| row.id.clone()).collect() };
        assert_eq!(
            (ids(&found.new), ids(&found.fixed), ids(&found.same)),
            (vec!["F-3".to_owned()], vec!["F-1".to_owned()], vec!["F-2".to_owned()])
        );
        // A strength is no regression; a finding is.
        assert!(!found.is_worse() && diff(&after, &before).is_worse());
        assert_eq!((found.checks[1].movement, found.family), (Movement::Same, 0));
    }

    #[test]
    fn an_outcome_that_becomes_a_failure_is_worse_and_a_census_needs_no_test() {
        let before = audit(30.0, 4.0, "cannot-tell", &[]);
        let mut after = audit(30.0, 4.0, "failed", &[]);
        assert!(diff(&before, &after).is_worse() && !diff(&after, &before).is_worse());
        after = audit(30.0, 4.0, "cannot-tell", &[]);
        after["checks"][1]["score"] = json!(90.0);
        let found = diff(&before, &after);
        assert_eq!((found.checks[0].movement, found.checks[0].p), (Movement::Worse, None));
    }
}
