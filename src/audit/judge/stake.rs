//! Value at stake: what frictions are worth, as ranges from declared assumptions.
//!
//! Revenue at risk = customers × share passing × share badly served × share of these lost × value of a customer; cost to
//! serve = customers × share passing × share badly served × contacts × cost of a contact. Each figure is a range, and
//! none is negative, so the product of the lows and that of the highs bound the amount. The share badly served comes from
//! answers with its 95 % interval where a question tells it. That these customers leave because of the touchpoint is
//! assumed, never shown: an amount is associated with bad answers, it is not what mending would bring.

use crate::audit::{AffectedShare, AssumedFigure, AssumptionRow, StakeRow, ValueAtStakeRow};
use crate::evidence::{Evidence, Protected};
use crate::manifest::{Direction, Estimate, Share};
use crate::project::{Affected, Assumption, Grade, Project, Stake, ValueAtStake};
use crate::stats::Interval;

use super::Judged;

/// What the project's assumptions come to.
pub(super) fn value_at_stake(project: &Project, evidence: &Evidence, judged: &[Judged<'_>]) -> Option<ValueAtStakeRow> {
    let whole = project.value_at_stake.as_ref()?;
    let mut stakes: Vec<StakeRow> = whole
        .stakes
        .iter()
        .map(|stake| {
            let affected = stake
                .affected
                .as_ref()
                .map(|affected| share(affected, evidence, judged));
            row(whole, stake, affected)
        })
        .collect();
    let largest = |row: &StakeRow| {
        let high = |amount: Option<[f64; 2]>| amount.map_or(0.0, |[_, high]| high);
        high(row.at_risk) + high(row.to_serve)
    };
    stakes.sort_by(|a, b| largest(b).total_cmp(&largest(a)));
    let general = [
        (AssumedFigure::Customers, Some(&whole.customers)),
        (AssumedFigure::Value, whole.value.as_ref()),
        (AssumedFigure::ContactCost, whole.contact_cost.as_ref()),
    ];
    Some(ValueAtStakeRow {
        assumptions: rows(general),
        stakes,
    })
}

fn row(whole: &ValueAtStake, stake: &Stake, affected: Option<AffectedShare>) -> StakeRow {
    let passing = stake.passing.as_ref().map_or([1.0, 1.0], ends);
    let badly = match (&affected, &stake.affected_share) {
        (Some(found), _) => found
            .interval
            .map(|interval| [interval.low.max(0.0), interval.high.min(1.0)]),
        (None, Some(assumed)) => Some(ends(assumed)),
        (None, None) => None,
    };
    let customers = badly.map(|badly| product(&[ends(&whole.customers), passing, badly]));
    let amount = |own: &Option<Assumption>, each: &Option<Assumption>| {
        Some(product(&[customers?, ends(own.as_ref()?), ends(each.as_ref()?)]))
    };
    let own = [
        (AssumedFigure::Passing, stake.passing.as_ref()),
        (AssumedFigure::Affected, stake.affected_share.as_ref()),
        (AssumedFigure::Lost, stake.lost.as_ref()),
        (AssumedFigure::Contacts, stake.contacts.as_ref()),
    ];
    let mut assumptions = rows(own);
    if let Some([low, high]) = badly.filter(|_| affected.is_some()) {
        assumptions.push(AssumptionRow {
            figure: AssumedFigure::Affected,
            low,
            high,
            grade: Grade::Measured,
            source: stake.affected.as_ref().map(|affected| affected.check.value.clone()),
            reason: crate::language::Text::default(),
        });
        assumptions.sort_by_key(|row| row.figure);
    }
    StakeRow {
        touchpoint: stake.touchpoint.value.clone(),
        affected,
        assumptions,
        customers,
        at_risk: amount(&stake.lost, &whole.value),
        to_serve: amount(&stake.contacts, &whole.contact_cost),
    }
}

fn ends(one: &Assumption) -> [f64; 2] {
    [one.low.value, one.high.value]
}

/// The least and the greatest product of figures that are not negative.
fn product(ranges: &[[f64; 2]]) -> [f64; 2] {
    ranges
        .iter()
        .fold([1.0, 1.0], |[low, high], range| [low * range[0], high * range[1]])
}

fn rows<const N: usize>(figures: [(AssumedFigure, Option<&Assumption>); N]) -> Vec<AssumptionRow> {
    figures
        .into_iter()
        .filter_map(|(figure, one)| {
            let one = one?;
            Some(AssumptionRow {
                figure,
                low: one.low.value,
                high: one.high.value,
                grade: one.grade.value,
                source: one.source.as_ref().map(|source| source.value.clone()),
                reason: one.reason.clone(),
            })
        })
        .collect()
}

/// The share of the answers in the range, in the latest period where there are periods.
fn share(affected: &Affected, evidence: &Evidence, judged: &[Judged<'_>]) -> AffectedShare {
    let found = judged
        .iter()
        .find(|judged| judged.check.id == affected.check.value)
        .and_then(|judged| counted(affected.answers.value, evidence, judged));
    AffectedShare {
        check: affected.check.value.clone(),
        answers: affected.answers.value,
        share: found.as_ref().map(|found| found.0),
        interval: found.as_ref().map(|found| found.1),
        n: found.as_ref().map(|found| found.2),
    }
}

fn counted(answers: [i32; 2], evidence: &Evidence, judged: &Judged<'_>) -> Option<(f64, Interval, u64)> {
    let (check, how) = (&judged.check, judged.how.as_ref()?);
    let question = evidence.question(check.subject.survey.as_deref()?, check.subject.question.as_deref()?)?;
    let summary = match check.current.as_ref().and_then(|cell| cell.key.get("period")) {
        Some(period) => question.cell(&["period"], &[period]).and_then(Protected::shown),
        None => question.total.shown(),
    }?;
    let estimate = Estimate {
        share: Some(Share {
            of: String::new(),
            values: Some(answers),
            top: None,
        }),
        ..Estimate::default()
    };
    let figure = crate::plugins::estimate(&estimate, summary, how.scale, Direction::HigherIsBetter, how.weighted);
    let interval = figure.interval?;
    Some((
        figure.value? / 100.0,
        Interval {
            low: interval.low / 100.0,
            high: interval.high / 100.0,
            ..interval
        },
        figure.n,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Problems;
    use crate::manifest::typed;

    const PLAN: &str = "
customers: {low: 180000, high: 200000, grade: measured}
value: {low: 40, high: 60, grade: measured}
contact-cost: {low: 5, high: 7, grade: assumed}
stakes:
  - touchpoint: pick-up
    passing: {low: 0.4, high: 0.5, grade: measured}
    affected: {check: rating, answers: [1, 2]}
    lost: {low: 0.02, high: 0.05, grade: assumed}
    contacts: {low: 0.5, high: 1, grade: observed}
  - touchpoint: phone
    affected-share: {low: 0.1, high: 0.2, grade: assumed}
    contacts: {low: 1, high: 2, grade: observed}
";

    fn close(found: Option<[f64; 2]>, expected: [f64; 2]) {
        let found = found.unwrap();
        for (one, other) in found.iter().zip(expected) {
            assert!((one - other).abs() < 0.5, "{found:?} {expected:?}");
        }
    }

    /// 120 of 400 answers are 1 or 2: 30 %, Wilson 95 % from 25.717 % to 34.664 %. So
    /// 180,000 × 0.4 × 0.25717 × 0.02 × 40 = 14,813 and 200,000 × 0.5 × 0.34664 × 0.05 × 60 = 103,991.
    #[test]
    fn amounts_run_from_the_product_of_lows_to_the_product_of_highs() {
        let whole: ValueAtStake = typed("stake.yaml", PLAN, &mut Problems::new()).unwrap();
        let wilson = crate::stats::proportion::Share::of(120, 400).unwrap().interval(0.95);
        assert!(
            (wilson.low - 0.257_167_7).abs() < 1e-6 && (wilson.high - 0.346_637_2).abs() < 1e-6,
            "{wilson:?}"
        );
        let found = AffectedShare {
            check: "rating".to_owned(),
            answers: [1, 2],
            share: Some(0.3),
            interval: Some(wilson),
            n: Some(400),
        };
        let pick_up = row(&whole, &whole.stakes[0], Some(found.clone()));
        close(pick_up.customers, [18516.1, 34663.7]);
        close(pick_up.at_risk, [14812.9, 103_991.2]);
        close(pick_up.to_serve, [46290.2, 242_646.1]);
        let grades: Vec<(AssumedFigure, Grade)> =
            pick_up.assumptions.iter().map(|row| (row.figure, row.grade)).collect();
        assert_eq!(
            grades,
            [
                (AssumedFigure::Passing, Grade::Measured),
                (AssumedFigure::Affected, Grade::Measured),
                (AssumedFigure::Lost, Grade::Assumed),
                (AssumedFigure::Contacts, Grade::Observed),
            ]
        );
        // Without a loss rate no revenue is at risk, and everybody passes where nothing else is said.
        let phone = row(&whole, &whole.stakes[1], None);
        assert_eq!(phone.at_risk, None);
        close(phone.to_serve, [90_000.0, 560_000.0]);
        // Withheld answers give no amount at all.
        let withheld = AffectedShare {
            share: None,
            interval: None,
            n: None,
            ..found
        };
        let nothing = row(&whole, &whole.stakes[0], Some(withheld));
        assert_eq!(
            (nothing.customers, nothing.at_risk, nothing.to_serve),
            (None, None, None)
        );
    }
}
