//! What a check counts of the rows of a table: several fields of a row become an answer on a scale of its own, or
//! measures that are added up. Nothing is worked out per row but what a manifest declares.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::amounts;
use super::field::{Asked, Fields, Said, State};
use super::keyed::TOGETHER;
use super::raw::RawQuestion;
use super::replicate;
use crate::data::{Header, Row, Trouble};
use crate::diagnostics::{Place, Problem, Problems};
use crate::language::{Lang, Text};
use crate::manifest::{Against, Code, Condition, Estimate, FieldType, FormulaPart, Located, Measure, TableRead};
use crate::project::{Period, Table};

/// What stands before the time of those to whom the event happened, among the values of a survival estimate: others
/// have their time alone.
pub const EVENT: i32 = 1 << 24;

/// How many parts of one a quantile tells apart.
pub const HUNDREDTHS: f64 = 100.0;

/// What is counted of the rows of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Derived {
    /// The estimate, its parameters filled in.
    pub estimate: Estimate,
    /// The measures it takes, their parameters filled in.
    pub measures: BTreeMap<String, Measure>,
    /// The table it reads.
    pub read: TableRead,
    /// The time it is about.
    pub window: Option<Period>,
}

/// The amounts of people among what a check adds up.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Amounts {
    /// Their places among the moments.
    pub(super) places: Vec<usize>,
    /// Whether the rows of each value are a sum of their own: those of two times.
    pub(super) by_value: bool,
}

impl Derived {
    /// Which of the moments are sums of amounts; a count or a time tells nothing that is a secret of one row.
    pub(super) fn amounts(&self) -> Amounts {
        let is_amount = |name: &str| {
            let sum = self.measures.get(name).and_then(|measure| measure.sum.as_deref());
            sum.and_then(|sum| self.read.field(sum))
                .is_some_and(|field| field.kind == FieldType::Amount)
        };
        let estimate = &self.estimate;
        let adds_up = estimate.ratio.is_some()
            || estimate.average.is_some()
            || estimate.growth.is_some()
            || estimate.formula.is_some();
        if !adds_up {
            return Amounts::default();
        }
        // As [`DerivedReader::read`] puts them: a measure each, of a formula what stands above and below each line.
        let moments: Vec<bool> = match &estimate.formula {
            None => estimate.measures().into_iter().map(is_amount).collect(),
            Some(formula) => formula
                .of
                .values()
                .flat_map(|part| part_amounts(part, &is_amount))
                .collect(),
        };
        let places = moments.iter().enumerate().filter(|(_, is_amount)| **is_amount);
        Amounts {
            places: places.map(|(place, _)| place).collect(),
            by_value: estimate.growth.is_some(),
        }
    }
}

/// Whether amounts stand above and below the line of a part of a formula.
fn part_amounts(part: &FormulaPart, is_amount: &dyn Fn(&str) -> bool) -> [bool; 2] {
    match (&part.rate, &part.ratio, &part.average) {
        (Some(rate), _, _) => [is_amount(&rate.of), is_amount(&rate.among)],
        (_, Some(ratio), _) => [
            is_amount(&ratio.of) || ratio.less.as_deref().is_some_and(is_amount),
            is_amount(&ratio.over),
        ],
        (_, _, Some(average)) => [is_amount(&average.of), false],
        _ => [false; 2],
    }
}

/// A condition, compiled.
enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    /// A test of a field, by their places.
    Field(usize, usize),
    Always(bool),
}

impl Test {
    fn holds(&self, said: &[Said]) -> bool {
        match self {
            Test::All(tests) => tests.iter().all(|test| test.holds(said)),
            Test::Any(tests) => tests.iter().any(|test| test.holds(said)),
            Test::Not(test) => !test.holds(said),
            Test::Field(place, test) => said[*place].holds(*test),
            Test::Always(holds) => *holds,
        }
    }
}

/// A field whose number is taken; `None` for one that the table does not have.
type At = Option<usize>;

/// A measure, compiled.
struct Compiled {
    test: Option<Test>,
    sum: Option<At>,
    times: Option<At>,
    less: Option<At>,
    capped_by: Option<At>,
    blank: Option<f64>,
}

/// What a measure makes of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Amount {
    /// It is not about this row.
    Absent,
    /// A field it needs is blank.
    Blank,
    Of(f64),
}

impl Compiled {
    fn of(&self, said: &[Said]) -> Amount {
        if self.test.as_ref().is_some_and(|test| !test.holds(said)) {
            return Amount::Absent;
        }
        let Some(sum) = self.sum else {
            return Amount::Of(1.0);
        };
        let number = |place: At| match place.map(|place| said[place]) {
            Some(said) if said.state == State::Good => Some(said.number),
            _ => self.blank,
        };
        let Some(mut amount) = number(sum) else {
            return Amount::Blank;
        };
        for (field, apply) in [
            (self.times, (|a, b| a * b) as fn(f64, f64) -> f64),
            (self.less, |a, b| a - b),
            (self.capped_by, f64::min),
        ] {
            let Some(place) = field else { continue };
            match number(place) {
                Some(other) => amount = apply(amount, other),
                None => return Amount::Blank,
            }
        }
        Amount::Of(amount)
    }
}

/// How the measures of a row become what is counted of it; places are those of the measures.
enum Shape {
    Rate,
    /// Each measure is added up where any of them is about the row.
    Sums,
    Average,
    Quantile,
    /// The field of the time; the event is the first measure, who counts the second, where there is one.
    Survival(At),
    /// Test of the later and of the earlier time, and the field they look at.
    Growth(Test, Test),
    /// Tests of the two groups.
    Difference(Test, Test),
    /// Pairs of what stands above and below the line; the last part is the column that says whose the row is.
    Formula(Vec<Pair>, Option<usize>),
}

/// A part of a formula: its measures by place.
enum Pair {
    Rate(usize, usize),
    Ratio(usize, usize, Option<usize>),
    Average(usize),
}

/// What became of a row.
enum Counted {
    /// It is none of those the figure is about.
    Apart,
    /// It has what is counted, but is none of those among whom it is.
    LeftOut,
    Blank,
    Outside,
    /// A value so many times, with the measures beside it.
    Values,
}

/// Reads what a check counts of a row.
pub(super) struct DerivedReader {
    measures: Vec<Compiled>,
    /// The fields that must be readable.
    used: Vec<usize>,
    shape: Shape,
    pub(super) blank: u64,
    pub(super) left_out: u64,
    pub(super) outside: Trouble,
    /// Of the current row.
    values: Vec<(i32, u64)>,
    amounts: Vec<f64>,
}

impl DerivedReader {
    /// Compiles what is counted; fields are looked up in `header` and added to `fields`. `None` where a column is
    /// missing, which was reported.
    pub(super) fn new(
        derived: &Derived,
        table: &Table,
        header: &Header,
        fields: &mut Fields,
        problems: &mut Problems,
    ) -> Option<Self> {
        let before = problems.len();
        let mut compiler = Compiler {
            derived,
            table,
            header,
            fields,
            problems,
            used: Vec::new(),
        };
        let estimate = &derived.estimate;
        let named = estimate.measures();
        let measures = named
            .iter()
            .filter_map(|name| derived.measures.get(*name))
            .map(|measure| compiler.measure(measure))
            .collect();
        let shape = compiler.shape(estimate)?;
        let used = std::mem::take(&mut compiler.used);
        if problems.len() > before {
            return None;
        }
        Some(DerivedReader {
            measures,
            used,
            shape,
            blank: 0,
            left_out: 0,
            outside: Trouble::default(),
            values: Vec::new(),
            amounts: Vec::new(),
        })
    }

    /// The column that says whose a row is, where replicate groups are made by it.
    pub(super) fn column(&self) -> Option<usize> {
        match &self.shape {
            Shape::Formula(_, column) => *column,
            _ => None,
        }
    }

    /// The problem with rows that count in what is looked for, and are none of those among whom it is; or with more of
    /// them than there are.
    pub(super) fn problem(&self, check: &str, found: &RawQuestion, path: &str) -> Option<Problem> {
        if found.too_many {
            return Some(amounts::too_many(check, path));
        }
        if matches!(self.shape, Shape::Rate | Shape::Difference(..)) && self.is_counts() {
            let rows = found.outside.rows.rows();
            let problem = Problem::warning(
                "data/more-than-all",
                Text::prose(
                    format!(
                        "{} where `{check}` counts more than there are to count among",
                        rows.get(Lang::En)
                    ),
                    format!(
                        "{} où `{check}` compte plus que l'ensemble parmi lequel il compte",
                        rows.get(Lang::Fr)
                    ),
                ),
            )
            .why(Text::prose(
                "No share is above 100 %: the two columns speak of different things, such as conversions of sessions \
                 among users. The rows are not counted.",
                "Aucune part ne dépasse 100 % : les deux colonnes parlent de choses différentes, par exemple des \
                 conversions par session rapportées à des utilisateurs. Ces lignes ne sont pas comptées.",
            ))
            .help(Text::prose(
                "Give columns of one unit: people among people, or sessions among sessions.",
                "Donnez des colonnes d'une même unité : des personnes parmi des personnes, ou des sessions parmi des \
                 sessions.",
            ));
            return found.outside.rows.problem(path, problem);
        }
        (found.not_an_answer > 0).then(|| {
            let rows = crate::data::rows(found.not_an_answer);
            Problem::warning(
                "data/outside-base",
                Text::prose(
                    format!("{} left out of `{check}`: outside the group it is counted among", rows.get(Lang::En)),
                    format!("{} hors de `{check}` : hors du groupe parmi lequel il compte", rows.get(Lang::Fr)),
                ),
            )
            .why(Text::prose(
                "For example customers acquired and lost within the period: counted as lost over those at its start, \
                 they would make a churn that no cohort has, and retention would not be what is left to 100 %.",
                "Par exemple des clients gagnés puis perdus pendant la période : comptés comme perdus sur ceux du début, \
                 ils donneraient un taux d'attrition qu'aucune cohorte ne connaît, et la rétention ne serait pas son \
                 complément à 100 %.",
            ))
            .help(Text::prose(
                "Nothing to do if that is what they are; else check the dates and the window of the table.",
                "Rien à faire si c'est bien leur cas ; sinon, vérifiez les dates et la fenêtre (`window`) de la table.",
            ))
            .at(Place::file(path))
        })
    }

    /// What is counted of the row that begins at `line`: values with how often, and the measures that go with each.
    pub(super) fn read(&mut self, said: &[Said], row: &impl Row, line: u64) -> (&[(i32, u64)], &[f64]) {
        self.values.clear();
        self.amounts.clear();
        let counted = if self.used.iter().any(|place| said[*place].state == State::Bad) {
            Counted::Outside
        } else {
            self.count(said, row, line)
        };
        match counted {
            Counted::Apart | Counted::Values => {}
            Counted::LeftOut => self.left_out += 1,
            Counted::Blank => self.blank += 1,
            Counted::Outside => self.outside.at(line),
        }
        (&self.values, &self.amounts)
    }

    fn count(&mut self, said: &[Said], row: &impl Row, line: u64) -> Counted {
        let of = |place: usize| {
            self.measures
                .get(place)
                .map_or(Amount::Absent, |measure| measure.of(said))
        };
        match &self.shape {
            Shape::Rate => rate(of(0), of(1), 0, self.is_counts(), &mut self.values),
            Shape::Difference(one, other) => {
                let group = match (one.holds(said), other.holds(said)) {
                    (true, _) => 0,
                    (_, true) => 2,
                    _ => return Counted::Apart,
                };
                rate(of(0), of(1), group, self.is_counts(), &mut self.values)
            }
            Shape::Sums => {
                let mut met = false;
                for place in 0..self.measures.len() {
                    match of(place) {
                        Amount::Absent => self.amounts.push(0.0),
                        Amount::Blank => return blank(&mut self.amounts),
                        Amount::Of(amount) => {
                            met = true;
                            self.amounts.push(amount);
                        }
                    }
                }
                if !met {
                    self.amounts.clear();
                    return Counted::Apart;
                }
                self.values.push((1, 1));
                Counted::Values
            }
            Shape::Average => match of(0) {
                Amount::Absent => Counted::Apart,
                Amount::Blank => Counted::Blank,
                Amount::Of(amount) => {
                    self.amounts.push(amount);
                    self.values.push((1, 1));
                    Counted::Values
                }
            },
            Shape::Quantile => match of(0) {
                Amount::Absent => Counted::Apart,
                Amount::Blank => Counted::Blank,
                Amount::Of(amount) => match small((amount * HUNDREDTHS).round()) {
                    None => Counted::Outside,
                    Some(value) => {
                        self.values.push((value, 1));
                        Counted::Values
                    }
                },
            },
            Shape::Survival(time) => {
                if self.measures.len() > 1 && of(1) == Amount::Absent {
                    return Counted::Apart;
                }
                let Some(time) = time.map(|place| said[place]).filter(|said| said.state == State::Good) else {
                    return Counted::Blank;
                };
                let whole = small(time.number).filter(|whole| *whole < EVENT && time.number.fract() == 0.0);
                let Some(whole) = whole else {
                    return Counted::Outside;
                };
                let happened = matches!(of(0), Amount::Of(amount) if amount != 0.0);
                self.values.push((if happened { EVENT + whole } else { whole }, 1));
                Counted::Values
            }
            Shape::Growth(now, then) => {
                let value = match (now.holds(said), then.holds(said)) {
                    (true, _) => 1,
                    (_, true) => 0,
                    _ => return Counted::Apart,
                };
                match of(0) {
                    Amount::Absent => Counted::Apart,
                    Amount::Blank => Counted::Blank,
                    Amount::Of(amount) => {
                        self.amounts.push(amount);
                        self.values.push((value, 1));
                        Counted::Values
                    }
                }
            }
            Shape::Formula(pairs, column) => {
                let mut met = false;
                for pair in pairs {
                    let (above, below) = match *pair {
                        Pair::Rate(of_it, among) => match of(among) {
                            Amount::Of(base) => match of(of_it) {
                                Amount::Of(amount) => (amount, base),
                                _ => (0.0, base),
                            },
                            _ => (0.0, 0.0),
                        },
                        Pair::Average(of_it) => match of(of_it) {
                            Amount::Of(amount) => (amount, 1.0),
                            _ => (0.0, 0.0),
                        },
                        Pair::Ratio(of_it, over, less) => {
                            let number = |place| match of(place) {
                                Amount::Of(amount) => amount,
                                _ => 0.0,
                            };
                            (number(of_it) - less.map_or(0.0, number), number(over))
                        }
                    };
                    met |= above != 0.0 || below != 0.0;
                    self.amounts.extend([above, below]);
                }
                if !met {
                    self.amounts.clear();
                    return Counted::Apart;
                }
                let group = replicate::group(column.map(|column| row.field(column)), line);
                self.values.push((i32::from(group), 1));
                Counted::Values
            }
        }
    }

    /// Whether both measures of a rate add up counts: then these are what is counted, not rows.
    fn is_counts(&self) -> bool {
        self.measures.iter().take(2).all(|measure| measure.sum.is_some())
    }
}

fn blank(amounts: &mut Vec<f64>) -> Counted {
    amounts.clear();
    Counted::Blank
}

/// Counts a row of a rate: `group` and 1 where it has it, `group` where it could.
fn rate(of: Amount, among: Amount, group: i32, counts: bool, values: &mut Vec<(i32, u64)>) -> Counted {
    let (hits, base) = match (of, among) {
        (Amount::Absent, Amount::Absent) => return Counted::Apart,
        (_, Amount::Absent) => return Counted::LeftOut,
        (_, Amount::Blank) | (Amount::Blank, _) => return Counted::Blank,
        (Amount::Absent, Amount::Of(base)) => (0.0, base),
        (Amount::Of(hits), Amount::Of(base)) => (hits, base),
    };
    let (hits, base) = if counts {
        (hits, base)
    } else {
        (f64::from(u8::from(hits != 0.0)), 1.0)
    };
    if hits > base || hits < 0.0 || hits.fract() != 0.0 || base.fract() != 0.0 {
        return Counted::Outside;
    }
    let (hits, base) = (hits as u64, base as u64);
    if hits > 0 {
        values.push((group + 1, hits));
    }
    if base > hits {
        values.push((group, base - hits));
    }
    Counted::Values
}

/// A number as an `i32`, where it is one but for its fraction.
fn small(number: f64) -> Option<i32> {
    (number.abs() < f64::from(i32::MAX)).then_some(number as i32)
}

/// The windows of a growth: the later and the earlier.
pub(super) fn windows(window: Period, against: Against) -> Option<[Period; 2]> {
    use crate::project::Day;
    let (from, to) = (window.from.0, window.to.0);
    let next = to.tomorrow().ok()?;
    let shifted = |months: i32| -> Option<Period> {
        let from = from.checked_sub(months.months()).ok()?;
        let to = next.checked_sub(months.months()).ok()?.yesterday().ok()?;
        Some(Period {
            from: Day(from),
            to: Day(to),
        })
    };
    let earlier = match against {
        Against::YearBefore => shifted(12)?,
        Against::Previous if from.day() == 1 && next.day() == 1 => {
            let months = i32::from(next.year() - from.year()) * 12 + i32::from(next.month() - from.month());
            shifted(months)?
        }
        Against::Previous => {
            let days = from.until(next).ok()?.get_days();
            Period {
                from: Day(from.checked_sub(days.days()).ok()?),
                to: Day(from.yesterday().ok()?),
            }
        }
    };
    Some([window, earlier])
}

struct Compiler<'c> {
    derived: &'c Derived,
    table: &'c Table,
    header: &'c Header,
    fields: &'c mut Fields,
    problems: &'c mut Problems,
    used: Vec<usize>,
}

impl Compiler<'_> {
    /// The place of a field; `None` where the table does not have it.
    fn place(&mut self, name: &str) -> At {
        let field = self.derived.read.field(name)?;
        if self.derived.read.per.is_some()
            && let Some(behind) = TOGETHER.iter().position(|own| *own == name)
        {
            let column = Located::at(name.to_owned(), &self.table.id.place());
            let at = self.header.width() + behind;
            let place = self.fields.place(field, column, Vec::new(), at);
            self.used.push(place);
            return Some(place);
        }
        let declared = self.table.columns.get(name)?;
        let column = self.table.column(name)?;
        match self.header.column(&column) {
            Ok(at) => {
                // Numbers of rows put together were already given their meaning.
                let together = self.derived.read.per.is_some() && field.kind.is_number();
                let values = declared.value.values.iter().filter(|_| !together);
                let values = values.map(|(text, number)| (text.clone(), *number)).collect();
                let place = self.fields.place(field, column, values, at);
                self.used.push(place);
                Some(place)
            }
            Err(problem) => {
                self.problems.push(*problem);
                None
            }
        }
    }

    fn measure(&mut self, measure: &Measure) -> Compiled {
        let mut place = |name: &Option<String>| name.as_ref().map(|name| self.place(name));
        let (sum, times) = (place(&measure.sum), place(&measure.times));
        let (less, capped_by) = (place(&measure.less), place(&measure.capped_by));
        Compiled {
            test: measure.condition.as_ref().map(|condition| self.condition(condition)),
            sum,
            times,
            less,
            capped_by,
            blank: measure.blank,
        }
    }

    fn condition(&mut self, condition: &Condition) -> Test {
        if let Some(all) = &condition.all {
            return Test::All(all.iter().map(|one| self.condition(one)).collect());
        }
        if let Some(any) = &condition.any {
            return Test::Any(any.iter().map(|one| self.condition(one)).collect());
        }
        if let Some(not) = &condition.not {
            return Test::Not(Box::new(self.condition(not)));
        }
        let Some(field) = &condition.field else {
            return Test::Always(true);
        };
        let window = self.derived.window;
        let days = |of: fn(Date, Date) -> Asked| window.map(|window| of(window.from.0, window.to.0));
        let number = |code: &Code| code.number();
        let asked: Vec<Option<Asked>> = [
            condition.is.as_ref().map(|code| Some(Asked::OneOf(vec![code.clone()]))),
            condition.one_of.as_ref().map(|codes| Some(Asked::OneOf(codes.clone()))),
            condition.at_least.as_ref().map(|code| number(code).map(Asked::AtLeast)),
            condition.at_most.as_ref().map(|code| number(code).map(Asked::AtMost)),
            condition.blank.map(|blank| Some(Asked::Blank(blank))),
            condition.before.map(|_| days(|from, _| Asked::Before(from))),
            condition.during.map(|_| days(Asked::During)),
            condition.after.map(|_| days(|_, to| Asked::After(to))),
            condition
                .reached
                .as_ref()
                .map(|code| Some(Asked::Reached(code.clone()))),
        ]
        .into_iter()
        .flatten()
        .collect();
        let tests = asked.into_iter().map(|asked| self.asked(field, asked)).collect();
        Test::All(tests)
    }

    /// A test of a field; a field that is not there is blank.
    fn asked(&mut self, field: &str, asked: Option<Asked>) -> Test {
        let Some(asked) = asked else {
            return Test::Always(false);
        };
        match self.place(field) {
            None => Test::Always(asked == Asked::Blank(true)),
            Some(place) => match self.fields.ask(place, asked) {
                Some(test) => Test::Field(place, test),
                None => Test::Always(false),
            },
        }
    }

    fn shape(&mut self, estimate: &Estimate) -> Option<Shape> {
        if estimate.rate.is_some() {
            return Some(Shape::Rate);
        }
        if estimate.ratio.is_some() {
            return Some(Shape::Sums);
        }
        if estimate.average.is_some() {
            return Some(Shape::Average);
        }
        if estimate.quantile.is_some() {
            return Some(Shape::Quantile);
        }
        if let Some(survival) = &estimate.survival {
            return Some(Shape::Survival(self.place(&survival.time)));
        }
        if let Some(growth) = &estimate.growth {
            let [now, then] = windows(self.derived.window?, growth.against)?;
            let during = |window: Period| Some(Asked::During(window.from.0, window.to.0));
            return Some(Shape::Growth(
                self.asked(&growth.date, during(now)),
                self.asked(&growth.date, during(then)),
            ));
        }
        if let Some(difference) = &estimate.difference {
            let [one, other] = difference.between.clone();
            return Some(Shape::Difference(
                self.asked(&difference.by, Some(Asked::OneOf(vec![one]))),
                self.asked(&difference.by, Some(Asked::OneOf(vec![other]))),
            ));
        }
        let formula = estimate.formula.as_ref()?;
        let mut next = 0;
        let mut take = || {
            next += 1;
            next - 1
        };
        let pairs = formula.of.values().filter_map(|part| {
            Some(match (&part.rate, &part.ratio, &part.average) {
                (Some(_), _, _) => Pair::Rate(take(), take()),
                (_, Some(ratio), _) => Pair::Ratio(take(), take(), ratio.less.as_ref().map(|_| take())),
                (_, _, Some(_)) => Pair::Average(take()),
                _ => return None,
            })
        });
        let pairs = pairs.collect();
        let own = ["customer", "session", "contact", "order"]
            .into_iter()
            .find_map(|name| self.table.column(name));
        let column = own.and_then(|column| self.header.column(&column).ok());
        Some(Shape::Formula(pairs, column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Day;
    use jiff::civil::date;

    fn period(from: Date, to: Date) -> Period {
        Period {
            from: Day(from),
            to: Day(to),
        }
    }

    #[test]
    fn the_time_before_a_window_is_as_many_months_or_days() {
        let quarter = period(date(2026, 4, 1), date(2026, 6, 30));
        let before = windows(quarter, Against::Previous).unwrap()[1];
        assert_eq!(before, period(date(2026, 1, 1), date(2026, 3, 31)));
        let weeks = period(date(2026, 3, 9), date(2026, 3, 22));
        let before = windows(weeks, Against::Previous).unwrap()[1];
        assert_eq!(before, period(date(2026, 2, 23), date(2026, 3, 8)));
        let before = windows(quarter, Against::YearBefore).unwrap()[1];
        assert_eq!(before, period(date(2025, 4, 1), date(2025, 6, 30)));
        let february = period(date(2028, 2, 1), date(2028, 2, 29));
        let before = windows(february, Against::YearBefore).unwrap()[1];
        assert_eq!(before, period(date(2027, 2, 1), date(2027, 2, 28)));
    }

    #[test]
    fn a_rate_counts_rows_or_adds_up_counts_and_refuses_more_than_all() {
        let counted = |of, among, counts| {
            let mut values = Vec::new();
            let outside = matches!(rate(of, among, 0, counts, &mut values), Counted::Outside);
            (values, outside)
        };
        assert_eq!(counted(Amount::Of(1.0), Amount::Of(1.0), false), (vec![(1, 1)], false));
        assert_eq!(counted(Amount::Absent, Amount::Of(1.0), false), (vec![(0, 1)], false));
        assert_eq!(counted(Amount::Of(1.0), Amount::Absent, false), (vec![], false));
        assert_eq!(
            counted(Amount::Of(3.0), Amount::Of(10.0), true),
            (vec![(1, 3), (0, 7)], false)
        );
        assert_eq!(counted(Amount::Of(11.0), Amount::Of(10.0), true), (vec![], true));
    }
}
