//! Where the periods of a series lie in time, in steps of one period, and what the periods after them are called.

use jiff::civil::Date;

use crate::audit::NoProjection;
use crate::language::{Lang, Text, date};
use crate::project::{Periods, WavePeriod};

/// How far a distance may be from a whole number of steps, in steps: months and quarters are not of one length.
const TOLERANCE: f64 = 0.15;

/// What a period of the calendar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    Month,
    Quarter,
    Year,
}

/// A period of the calendar as its id writes it: `2026-03`, `2026-q1`, `2026`. Counted from the year 0.
fn of_calendar(id: &str) -> Option<(Cut, i64)> {
    let (year, rest) = id.split_once('-').map_or((id, None), |(year, rest)| (year, Some(rest)));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let year = Some(year).filter(|year| year.len() == 4 && digits(year))?;
    let year: i64 = year.parse().ok()?;
    let Some(rest) = rest else {
        return Some((Cut::Year, year));
    };
    let within = |text: &str, most: i64| {
        let number: i64 = Some(text).filter(|text| digits(text))?.parse().ok()?;
        (1..=most).contains(&number).then_some(number - 1)
    };
    match rest.strip_prefix(['q', 'Q']) {
        Some(quarter) if rest.len() == 2 => Some((Cut::Quarter, 4 * year + within(quarter, 4)?)),
        None if rest.len() == 2 => Some((Cut::Month, 12 * year + within(rest, 12)?)),
        _ => None,
    }
}

/// What people call a period of the calendar.
fn name(cut: Cut, count: i64) -> Option<Text> {
    let (per_year, months) = match cut {
        Cut::Month => (12, 1),
        Cut::Quarter => (4, 3),
        Cut::Year => (1, 12),
    };
    let year = i16::try_from(count.div_euclid(per_year)).ok()?;
    let month = i8::try_from(count.rem_euclid(per_year) * months + 1).ok()?;
    let day = Date::new(year, month, 1).ok()?;
    Some(match cut {
        Cut::Month => Text::new(date::month(Lang::En, day), date::month(Lang::Fr, day)),
        Cut::Quarter => Text::new(date::quarter(Lang::En, day), date::quarter(Lang::Fr, day)),
        Cut::Year => Text::same(format!("{year:04}")),
    })
}

/// Periods at even distances.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spacing<'p> {
    /// The place of each period: 0, and how many steps later each of the others is.
    pub(super) places: Vec<usize>,
    /// Of periods of the calendar: which, the count of the first one, and how long a step is.
    calendar: Option<(Cut, i64, i64)>,
    /// Of named periods: the middle of the first one in days, how long a step is, and all that the project declares, also
    /// those that have not been yet.
    named: Option<(f64, f64, &'p [WavePeriod])>,
}

impl<'p> Spacing<'p> {
    /// That of periods in the order of time, by their ids: by the days of named periods, else by what the ids say.
    pub(super) fn of(periods: &'p Periods, ids: &[&str]) -> Result<Spacing<'p>, NoProjection> {
        let calendar = calendar(ids);
        if let Some(named) = &periods.between {
            let of = |id: &&str| middle(named.iter().find(|period| period.id.value == **id)?);
            let middles: Option<Vec<f64>> = ids.iter().map(of).collect();
            let middles = middles.ok_or(NoProjection::Undated)?;
            let (places, step) = even(&middles)?;
            // Names go on only where ids are as even as the days are.
            let calendar = calendar.filter(|known| known.places == places);
            return Ok(Spacing {
                places,
                calendar: calendar.and_then(|known| known.calendar),
                named: middles.first().map(|first| (*first, step, named.as_slice())),
            });
        }
        match calendar {
            Some(known) => Ok(known),
            None if ids.iter().all(|id| of_calendar(id).is_some()) => Err(NoProjection::Uneven),
            None => Err(NoProjection::Undated),
        }
    }

    /// What the period at a place is called, where the project or the calendar tells.
    pub(super) fn name(&self, place: usize) -> Option<Text> {
        let declared = self.named.and_then(|(first, step, named)| {
            let day = first + step * place as f64;
            let mut near = named
                .iter()
                .filter(|period| middle(period).is_some_and(|middle| (middle - day).abs() <= TOLERANCE * step));
            near.next()
                .map(|period| period.title.clone())
                .filter(|title| !title.is_empty())
        });
        if declared.is_some() {
            return declared;
        }
        let (cut, first, step) = self.calendar?;
        name(cut, first + step * i64::try_from(place).ok()?)
    }
}

/// The day in the middle of a named period.
fn middle(period: &WavePeriod) -> Option<f64> {
    let epoch = Date::new(2000, 1, 1).ok()?;
    let days = |day: Date| day.since(epoch).ok().map(|span| f64::from(span.get_days()));
    Some(f64::midpoint(days(period.from.0)?, days(period.to.0)?))
}

/// Periods of one kind of the calendar, all a whole number of the smallest step apart.
fn calendar<'p>(ids: &[&str]) -> Option<Spacing<'p>> {
    let known: Option<Vec<(Cut, i64)>> = ids.iter().map(|id| of_calendar(id)).collect();
    let known = known?;
    let (cut, first) = *known.first()?;
    if known.iter().any(|(other, _)| *other != cut) {
        return None;
    }
    let steps = || known.windows(2).map(|pair| pair[1].1 - pair[0].1);
    let step = steps().min().unwrap_or(1);
    if step < 1 || steps().any(|other| other % step != 0) {
        return None;
    }
    let places = known
        .iter()
        .map(|(_, count)| usize::try_from((count - first) / step).ok());
    Some(Spacing {
        places: places.collect::<Option<_>>()?,
        calendar: Some((cut, first, step)),
        named: None,
    })
}

/// The places of days and how long a step is, where each distance is a whole number of steps within the tolerance. The step is first the smallest
/// distance, then the mean of all, so that a February does not decide for years.
fn even(days: &[f64]) -> Result<(Vec<usize>, f64), NoProjection> {
    let gaps: Vec<f64> = days.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let smallest = gaps.iter().copied().fold(f64::INFINITY, f64::min);
    if smallest < 1.0 {
        return Err(NoProjection::Uneven);
    }
    let counts: Vec<f64> = gaps.iter().map(|gap| (gap / smallest).round()).collect();
    let step = gaps.iter().sum::<f64>() / counts.iter().sum::<f64>();
    let mut places = vec![0];
    let mut at = 0;
    for (gap, count) in gaps.iter().zip(counts) {
        if (gap - count * step).abs() > TOLERANCE * step {
            return Err(NoProjection::Uneven);
        }
        at += count as usize;
        places.push(at);
    }
    Ok((places, step))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Located;
    use crate::project::Day;

    fn between(days: &[(&str, &str, &str)]) -> Periods {
        let day = |written: &str| Day(written.parse().unwrap());
        let period = |(id, from, to): &(&str, &str, &str)| WavePeriod {
            id: Located::unwritten((*id).to_owned()),
            title: Text::default(),
            from: day(from),
            to: day(to),
        };
        Periods {
            between: Some(days.iter().map(period).collect()),
            ..Periods::default()
        }
    }

    #[test]
    fn months_go_on_into_the_next_year() {
        let periods = Periods::default();
        let spacing = Spacing::of(&periods, &["2026-10", "2026-11", "2026-12"]).unwrap();
        assert_eq!(spacing.places, [0, 1, 2]);
        let next = spacing.name(3).unwrap();
        assert_eq!(
            (next.get(Lang::Fr), next.get(Lang::En)),
            ("janvier 2027", "January 2027")
        );
    }

    #[test]
    fn a_month_without_rows_is_a_gap() {
        let periods = Periods::default();
        let spacing = Spacing::of(&periods, &["2026-01", "2026-02", "2026-05"]).unwrap();
        assert_eq!(spacing.places, [0, 1, 4]);
    }

    #[test]
    fn a_month_in_each_quarter_is_even() {
        let periods = Periods::default();
        let spacing = Spacing::of(&periods, &["2025-01", "2025-04", "2025-10"]).unwrap();
        assert_eq!(spacing.places, [0, 1, 3]);
        assert_eq!(spacing.name(4).unwrap().get(Lang::En), "January 2026");
        let quarters = Spacing::of(&periods, &["2025-Q3", "2025-Q4", "2026-q2"]).unwrap();
        assert_eq!(quarters.places, [0, 1, 3]);
        assert_eq!(quarters.name(4).unwrap().get(Lang::Fr), "T3 2026");
        let years = Spacing::of(&periods, &["2023", "2024"]).unwrap();
        assert_eq!(years.name(2).unwrap().get(Lang::En), "2025");
    }

    #[test]
    fn march_and_october_are_uneven_and_spring_is_undated() {
        let of = |ids: &[&str]| Spacing::of(&Periods::default(), ids).unwrap_err();
        assert_eq!(of(&["2025-03", "2025-10", "2026-03"]), NoProjection::Uneven);
        assert_eq!(of(&["2025", "2025-10"]), NoProjection::Uneven);
        assert_eq!(of(&["spring", "autumn"]), NoProjection::Undated);
        assert_eq!(of(&["2025-13", "2025-14"]), NoProjection::Undated);
    }

    #[test]
    fn named_periods_are_even_by_their_days() {
        let months = [
            ("w1", "2025-01-01", "2025-01-31"),
            ("w2", "2025-02-01", "2025-02-28"),
            ("w3", "2025-03-01", "2025-03-31"),
            ("w4", "2026-03-01", "2026-03-31"),
        ];
        let months = between(&months);
        let spacing = Spacing::of(&months, &["w1", "w2", "w3", "w4"]).unwrap();
        assert_eq!(
            (spacing.places.as_slice(), spacing.name(15)),
            ([0, 1, 2, 14].as_slice(), None)
        );
        let uneven = [
            ("2025-03", "2025-03-01", "2025-03-31"),
            ("2025-10", "2025-10-01", "2025-10-31"),
            ("2026-03", "2026-03-01", "2026-03-31"),
        ];
        let ids = ["2025-03", "2025-10", "2026-03"];
        assert_eq!(Spacing::of(&between(&uneven), &ids), Err(NoProjection::Uneven));
    }
}
