//! Which of a check's figures speak for now: those of the latest period where there are several, else all of them.

use std::collections::BTreeMap;

use crate::audit::{Cell, Check, Unweighted};
use crate::language::Text;
use crate::stats::Interval;

/// The figure a page opens with.
pub(super) struct Headline<'a> {
    pub(super) value: Option<f64>,
    pub(super) interval: Option<&'a Interval>,
    pub(super) n: Option<u64>,
    pub(super) n_effective: Option<f64>,
    pub(super) counts: &'a BTreeMap<String, u64>,
    pub(super) unweighted: Option<&'a Unweighted>,
    /// What pages call the period it speaks of; `None` where there is only one.
    pub(super) period: Option<&'a Text>,
}

/// The latest period of a check, or all there is.
pub(super) fn headline(check: &Check) -> Headline<'_> {
    match check.current.as_ref().filter(|cell| !cell.suppressed) {
        Some(cell) => Headline {
            value: cell.value,
            interval: cell.interval.as_ref(),
            n: cell.n,
            n_effective: cell.n_effective,
            counts: &cell.counts,
            unweighted: cell.unweighted.as_ref(),
            period: cell.labels.get("period"),
        },
        None => Headline {
            value: check.value,
            interval: check.interval.as_ref(),
            n: check.n,
            n_effective: check.n_effective,
            counts: &check.counts,
            unweighted: check.unweighted.as_ref(),
            period: None,
        },
    }
}

/// The cells of one dimension.
pub(super) struct Cells<'a> {
    pub(super) list: Vec<&'a Cell>,
    /// What pages call the dimension.
    pub(super) title: Option<&'a Text>,
    /// Whether they are those of the latest period alone.
    pub(super) latest: bool,
}

/// The cells by `dimension`: of the latest period where the check was also broken down by both, else of all periods.
pub(super) fn cells<'a>(check: &'a Check, dimension: &str) -> Option<Cells<'a>> {
    let period = check.current.as_ref().and_then(|cell| cell.key.get("period"));
    let crossed = period.and_then(|period| {
        let breakdown = check.breakdowns.iter().find(|breakdown| {
            breakdown.by.len() == 2
                && ["period", dimension]
                    .iter()
                    .all(|id| breakdown.by.iter().any(|by| by == id))
        })?;
        let place = breakdown.by.iter().position(|by| by == dimension)?;
        Some(Cells {
            list: breakdown
                .cells
                .iter()
                .filter(|cell| cell.key.get("period") == Some(period))
                .collect(),
            title: breakdown.titles.get(place),
            latest: true,
        })
    });
    crossed
        .filter(|found| dimension != "period" && !found.list.is_empty())
        .or_else(|| {
            let breakdown = check.breakdowns.iter().find(|breakdown| breakdown.by == [dimension])?;
            Some(Cells {
                list: breakdown.cells.iter().collect(),
                title: breakdown.titles.first(),
                latest: false,
            })
        })
}

/// The cell of one value of a dimension.
pub(super) fn cell<'a>(check: &'a Check, dimension: &str, id: &str) -> Option<&'a Cell> {
    cells(check, dimension)?
        .list
        .into_iter()
        .find(|cell| cell.key.get(dimension).is_some_and(|found| found == id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn the_latest_period_speaks_where_there_is_one() {
        let audit = fixture::audit();
        let nps = audit.checks.iter().find(|check| check.id == "nps").unwrap();
        assert_eq!(headline(nps).n, Some(2108));
        assert!(headline(nps).period.is_some());
        assert!(cells(nps, "persona").unwrap().latest);
        assert!(!cells(nps, "channel").unwrap().latest);
        assert_eq!(cell(nps, "persona", "camille").unwrap().n, Some(600));
        let csat = audit.checks.iter().find(|check| check.id == "csat").unwrap();
        assert_eq!(headline(csat).n, csat.n);
    }
}
