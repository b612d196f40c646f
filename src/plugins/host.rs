//! What a script can call and see: views of one result, shares and means of its cells, and the makers of findings
//! and levels. Every function is pure. The reference for authors is `plugins/README.md`, which names all of them.

use std::sync::Arc;

use rhai::{Array, Dynamic, Engine, EvalAltResult, INT, ImmutableString, Map, Position};

use super::estimate;
use super::input::{CellInput, ChangeInput, CheckInput};
use crate::language::{Lang, Show, Text};
use crate::manifest::{Direction, Unit};
use crate::stats;

type Raised<T> = Result<T, Box<EvalAltResult>>;

/// The names a script can call, for “did you mean”. A test holds it against what is registered.
pub(super) const FUNCTIONS: [&str; 22] = [
    "beside",
    "ceiling",
    "cells",
    "count",
    "finding",
    "floor",
    "id",
    "is_nan",
    "label",
    "mean",
    "net_share",
    "number",
    "percent",
    "points",
    "reached",
    "replace",
    "round",
    "share",
    "sqrt",
    "to_float",
    "to_int",
    "to_string",
];

/// The properties a script can read, for “did you mean”.
pub(super) const PROPERTIES: [&str; 26] = [
    "about",
    "beyond_chance",
    "brand",
    "changes",
    "difference",
    "direction",
    "from",
    "from_label",
    "high",
    "interval",
    "level",
    "low",
    "n",
    "n_effective",
    "p",
    "parameters",
    "persona",
    "scale",
    "standard_error",
    "target",
    "to",
    "to_label",
    "total",
    "touchpoint",
    "unit",
    "value",
];

/// The most characters of a value that an error repeats.
const SHOWN: usize = 60;

/// An estimate with its error, as scripts see it. A share is from 0 to 1.
#[derive(Debug, Clone)]
pub(super) struct EstimateView {
    found: stats::Estimate,
    show: Show,
    decimals: INT,
}

/// An interval that knows how it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct IntervalView {
    low: f64,
    high: f64,
    /// What the ends are divided by before they are shown: 100 where they are percent.
    per: f64,
    show: Show,
    decimals: INT,
}

/// Words in every language.
#[derive(Debug, Clone)]
pub(super) struct WordsView(Text);

/// The result of the check.
#[derive(Debug, Clone)]
pub(super) struct ResultView(pub(super) Arc<CheckInput>);

/// One cell, or everyone.
#[derive(Debug, Clone)]
pub(super) struct CellView {
    input: Arc<CheckInput>,
    /// Index in `cells`; everyone where left out.
    index: Option<usize>,
}

/// A difference between two periods.
#[derive(Debug, Clone)]
pub(super) struct ChangeView {
    input: Arc<CheckInput>,
    index: usize,
}

impl CellView {
    fn cell(&self) -> &CellInput {
        self.index
            .and_then(|index| self.input.cells.get(index))
            .unwrap_or(&self.input.total)
    }

    fn interval(&self) -> Option<stats::Interval> {
        self.cell().figure.as_ref().and_then(|figure| figure.interval)
    }
}

fn raise<T>(words: impl Into<String>) -> Raised<T> {
    Err(Box::new(EvalAltResult::ErrorRuntime(
        Dynamic::from(words.into()),
        Position::NONE,
    )))
}

fn optional<T: Clone + Send + Sync + 'static>(value: Option<T>) -> Dynamic {
    value.map_or(Dynamic::UNIT, Dynamic::from)
}

fn whole(count: u64) -> INT {
    INT::try_from(count).unwrap_or(INT::MAX)
}

fn range(low: INT, high: INT) -> (i32, i32) {
    let within = |value: INT| value.clamp(i32::MIN.into(), i32::MAX.into()) as i32;
    (within(low), within(high))
}

/// How a figure of this unit is written: the format, what it is divided by, the digits.
fn format_of(unit: Unit) -> (Show, f64, INT) {
    match unit {
        Unit::Points => (Show::Points, 1.0, 0),
        Unit::Percent => (Show::Percent, 100.0, 0),
        Unit::Score | Unit::Amount | Unit::Duration | Unit::Ratio => (Show::Number, 1.0, 1),
        Unit::Level | Unit::Count => (Show::Number, 1.0, 0),
    }
}

impl CheckInput {
    fn interval_view(&self, interval: stats::Interval) -> IntervalView {
        let (show, per, decimals) = format_of(self.unit);
        IntervalView {
            low: interval.low,
            high: interval.high,
            per,
            show,
            decimals,
        }
    }
}

/// Gives `engine` everything of this file. `longest` is the longest string in bytes.
pub(super) fn register(engine: &mut Engine, longest: usize) {
    numbers(engine);
    text(engine, longest);
    estimates(engine);
    cells(engine);
    results(engine);
    changes(engine);
    makers(engine);
}

/// What the arithmetic package lacks and every platform computes alike.
fn numbers(engine: &mut Engine) {
    engine
        .register_fn("floor", |x: f64| x.floor())
        .register_fn("ceiling", |x: f64| x.ceil())
        .register_fn("round", |x: f64| x.round())
        .register_fn("sqrt", |x: f64| x.sqrt())
        .register_fn("is_nan", |x: f64| x.is_nan())
        .register_fn("to_float", |x: INT| x as f64)
        .register_fn("to_float", |x: f64| x)
        .register_fn("to_int", |x: INT| x)
        .register_fn("to_int", |x: f64| {
            if x.is_finite() && x.abs() < 9e15 {
                Ok(x as INT)
            } else {
                raise(format!("{x} is too large for a whole number"))
            }
        });
}

/// Replaces what the string package does without a bound: a replacement can be as long as one string times another,
/// and a list that holds a closure that holds the list would be written for ever.
fn text(engine: &mut Engine, longest: usize) {
    let bounded = move |text: &mut ImmutableString, from: &str, to: &str| -> Raised<()> {
        let times = if from.is_empty() { 0 } else { text.matches(from).count() };
        if text.len().saturating_add(times.saturating_mul(to.len())) > longest {
            return Err(Box::new(EvalAltResult::ErrorDataTooLarge(
                "Length of string".to_owned(),
                Position::NONE,
            )));
        }
        if times > 0 {
            *text = text.replace(from, to).into();
        }
        Ok(())
    };
    engine
        .register_fn("replace", move |text: &mut ImmutableString, from: &str, to: &str| {
            bounded(text, from, to)
        })
        .register_fn("replace", move |text: &mut ImmutableString, from: &str, to: char| {
            bounded(text, from, to.encode_utf8(&mut [0; 4]))
        })
        .register_fn("replace", move |text: &mut ImmutableString, from: char, to: &str| {
            bounded(text, from.encode_utf8(&mut [0; 4]), to)
        });
    for name in ["to_string", "to_debug"] {
        engine
            .register_fn(name, |list: &mut Array| format!("[list of {}]", list.len()))
            .register_fn(name, |map: &mut Map| format!("#{{map of {}}}", map.len()))
            .register_fn(name, |_: &mut rhai::FnPtr| "Fn".to_owned());
    }
    engine.register_fn("to_json", |_: &mut Map| {
        raise::<String>("maps are returned as they are, not as JSON")
    });
}

fn estimates(engine: &mut Engine) {
    engine
        .register_type_with_name::<EstimateView>("Estimate")
        .register_get("value", |view: &mut EstimateView| view.found.value)
        .register_get("n", |view: &mut EstimateView| whole(view.found.n))
        .register_get("n_effective", |view: &mut EstimateView| view.found.n_effective)
        .register_get("standard_error", |view: &mut EstimateView| {
            optional(view.found.standard_error)
        })
        .register_get("interval", |view: &mut EstimateView| {
            optional(view.found.interval.map(|interval| IntervalView {
                low: interval.low,
                high: interval.high,
                per: 1.0,
                show: view.show,
                decimals: view.decimals,
            }))
        })
        .register_type_with_name::<IntervalView>("Interval")
        .register_get("low", |view: &mut IntervalView| view.low)
        .register_get("high", |view: &mut IntervalView| view.high)
        .register_type_with_name::<WordsView>("Words");
}

fn cells(engine: &mut Engine) {
    let view = |found: Option<stats::Estimate>, show: Show, decimals: INT| match found {
        Some(found) => Ok(EstimateView { found, show, decimals }),
        None => raise("there is no answer to make an estimate of"),
    };
    engine
        .register_type_with_name::<CellView>("Cell")
        .register_get("n", |cell: &mut CellView| whole(cell.cell().summary.n()))
        .register_get("value", |cell: &mut CellView| {
            optional(cell.cell().figure.as_ref().and_then(|figure| figure.value))
        })
        .register_get("interval", |cell: &mut CellView| {
            optional(cell.interval().map(|interval| cell.input.interval_view(interval)))
        })
        .register_fn("id", |cell: &mut CellView, dimension: &str| {
            match find(cell, dimension) {
                Some(at) => Ok(cell.cell().key[at].1.clone()),
                None => raise(format!("the cell is not broken down by `{dimension}`")),
            }
        })
        .register_fn("label", |cell: &mut CellView, dimension: &str| {
            match find(cell, dimension) {
                Some(at) => Ok(WordsView(cell.cell().labels.get(at).cloned().unwrap_or_default())),
                None => raise(format!("the cell is not broken down by `{dimension}`")),
            }
        })
        .register_fn("count", |cell: &mut CellView, low: INT, high: INT| {
            let (low, high) = range(low, high);
            whole(cell.cell().summary.count(low, high))
        })
        .register_fn("share", move |cell: &mut CellView, low: INT, high: INT| {
            let (low, high) = range(low, high);
            let found = estimate::share_of(&cell.cell().summary, low, high, cell.input.weighted);
            view(found, Show::Percent, 0)
        })
        .register_fn("mean", move |cell: &mut CellView| {
            view(
                estimate::mean_of(&cell.cell().summary, cell.input.weighted),
                Show::Number,
                1,
            )
        })
        .register_fn("net_share", move |cell: &mut CellView, plus: Array, minus: Array| {
            let net = crate::manifest::NetShare {
                of: String::new(),
                plus: pair(&plus)?,
                minus: pair(&minus)?,
            };
            view(
                estimate::net_of(&net, &cell.cell().summary, cell.input.weighted),
                Show::Points,
                0,
            )
        });
}

fn find(cell: &CellView, dimension: &str) -> Option<usize> {
    cell.cell().key.iter().position(|(name, _)| name == dimension)
}

fn pair(bounds: &Array) -> Raised<[i32; 2]> {
    match bounds.as_slice() {
        [low, high] if low.is_int() && high.is_int() => {
            let (low, high) = range(low.as_int().unwrap_or(0), high.as_int().unwrap_or(0));
            Ok([low, high])
        }
        _ => raise("a range is a list of two whole numbers, such as [9, 10]"),
    }
}

fn results(engine: &mut Engine) {
    let total = |result: &mut ResultView| CellView {
        input: result.0.clone(),
        index: None,
    };
    let of_total = move |result: &mut ResultView| total(result);
    engine
        .register_type_with_name::<ResultView>("Result")
        .register_get("total", of_total)
        .register_get("n", move |result: &mut ResultView| {
            whole(total(result).cell().summary.n())
        })
        .register_get("value", |result: &mut ResultView| {
            optional(result.0.total.figure.as_ref().and_then(|figure| figure.value))
        })
        .register_get("n_effective", |result: &mut ResultView| {
            optional(result.0.total.figure.as_ref().map(|figure| figure.n_effective))
        })
        .register_get("standard_error", |result: &mut ResultView| {
            optional(result.0.total.figure.as_ref().and_then(|figure| figure.standard_error))
        })
        .register_get("interval", |result: &mut ResultView| {
            let interval = result.0.total.figure.as_ref().and_then(|figure| figure.interval);
            optional(interval.map(|interval| result.0.interval_view(interval)))
        })
        .register_get("unit", |result: &mut ResultView| result.0.unit.word())
        .register_get("scale", |result: &mut ResultView| -> Array {
            result
                .0
                .scale
                .iter()
                .map(|end| Dynamic::from(INT::from(*end)))
                .collect()
        })
        .register_get("direction", |result: &mut ResultView| match result.0.direction {
            Direction::LowerIsBetter => "lower-is-better",
            _ => "higher-is-better",
        })
        .register_get("changes", |result: &mut ResultView| -> Array {
            let changes = 0..result.0.changes.len();
            changes
                .map(|index| {
                    Dynamic::from(ChangeView {
                        input: result.0.clone(),
                        index,
                    })
                })
                .collect()
        })
        .register_fn("beside", |result: &mut ResultView, name: &str| {
            match result.0.beside.get(name) {
                Some(figure) => Ok(optional(figure.value)),
                None => raise(format!("the manifest has nothing `beside` called `{name}`")),
            }
        })
        .register_fn("cells", |result: &mut ResultView, dimension: &str| {
            by(result, &[dimension])
        })
        .register_fn("cells", |result: &mut ResultView, dimensions: Array| {
            let names: Vec<ImmutableString> = dimensions
                .into_iter()
                .filter_map(|name| name.into_immutable_string().ok())
                .collect();
            by(result, &names.iter().map(ImmutableString::as_str).collect::<Vec<_>>())
        });
}

/// The cells broken down by exactly these dimensions; only those that may be shown are there at all.
fn by(result: &ResultView, dimensions: &[&str]) -> Array {
    let matches = |cell: &CellInput| {
        cell.key
            .iter()
            .map(|(name, _)| name.as_str())
            .eq(dimensions.iter().copied())
    };
    (0..result.0.cells.len())
        .filter(|index| matches(&result.0.cells[*index]))
        .map(|index| {
            Dynamic::from(CellView {
                input: result.0.clone(),
                index: Some(index),
            })
        })
        .collect()
}

fn changes(engine: &mut Engine) {
    fn change(view: &ChangeView) -> &ChangeInput {
        &view.input.changes[view.index]
    }
    engine
        .register_type_with_name::<ChangeView>("Change")
        .register_get("from", |view: &mut ChangeView| change(view).from.0.clone())
        .register_get("to", |view: &mut ChangeView| change(view).to.0.clone())
        .register_get("from_label", |view: &mut ChangeView| {
            WordsView(change(view).from.1.clone())
        })
        .register_get("to_label", |view: &mut ChangeView| WordsView(change(view).to.1.clone()))
        .register_get("persona", |view: &mut ChangeView| {
            optional(change(view).persona.clone())
        })
        .register_get("difference", |view: &mut ChangeView| change(view).difference)
        .register_get("interval", |view: &mut ChangeView| {
            view.input.interval_view(change(view).interval)
        })
        .register_get("p", |view: &mut ChangeView| change(view).p)
        .register_get("beyond_chance", |view: &mut ChangeView| change(view).beyond_chance);
}

/// Findings, levels and the formats of values. They are plain maps: what leaves the sandbox is checked field by
/// field, whoever wrote it.
fn makers(engine: &mut Engine) {
    engine
        .register_fn("percent", |share: f64| tagged_number("percent", "share", share, 0))
        .register_fn("percent", |share: f64, decimals: INT| {
            tagged_number("percent", "share", share, decimals)
        })
        .register_fn("points", |value: f64| tagged_number("points", "value", value, 0))
        .register_fn("points", |value: f64, decimals: INT| {
            tagged_number("points", "value", value, decimals)
        })
        .register_fn("number", |value: f64, decimals: INT| {
            tagged_number("number", "value", value, decimals)
        })
        // A parameter that is a whole number.
        .register_fn("number", |value: INT, decimals: INT| {
            tagged_number("number", "value", value as f64, decimals)
        })
        .register_fn("points", |value: INT| tagged_number("points", "value", value as f64, 0))
        .register_fn("finding", |message: ImmutableString| finding(message, Map::new(), None))
        .register_fn("finding", |message: ImmutableString, values: Map| {
            finding(message, values, None)
        })
        .register_fn(
            "finding",
            |message: ImmutableString, values: Map, severity: ImmutableString| finding(message, values, Some(severity)),
        )
        .register_fn("reached", |level: INT| Map::from([("level".into(), level.into())]))
        .register_fn("reached", |level: INT, more: Map| level_with(level, more));
}

fn tagged(tag: &str, inside: impl Into<Dynamic>) -> Map {
    Map::from([(tag.into(), inside.into())])
}

fn tagged_number(tag: &str, field: &str, value: f64, decimals: INT) -> Map {
    let inside = Map::from([
        (field.into(), Dynamic::from(value)),
        ("decimals".into(), decimals.clamp(0, 6).into()),
    ]);
    tagged(tag, Dynamic::from_map(inside))
}

fn finding(message: ImmutableString, values: Map, severity: Option<ImmutableString>) -> Raised<Map> {
    let mut shown = Map::new();
    for (name, value) in values {
        match as_argument(value) {
            Ok(value) => shown.insert(name, Dynamic::from_map(value)),
            Err(kind) => return raise(format!("no message can show `{name}`, which is of type `{kind}`")),
        };
    }
    let mut finding = Map::from([
        ("message".into(), message.into()),
        ("values".into(), Dynamic::from_map(shown)),
    ]);
    if let Some(severity) = severity {
        finding.insert("severity".into(), severity.into());
    }
    Ok(finding)
}

fn level_with(level: INT, mut more: Map) -> Raised<Map> {
    if let Some(missing) = more.get_mut("missing")
        && let Ok(mut list) = missing.as_array_mut()
    {
        for item in list.iter_mut() {
            if item.is_string() {
                let key = item.clone().into_immutable_string().unwrap_or_default();
                *item = Dynamic::from_map(finding(key, Map::new(), None)?);
            }
        }
    }
    more.insert("level".into(), level.into());
    Ok(more)
}

/// A value with its format, as the message will want it; or the name of a type that has none.
fn as_argument(value: Dynamic) -> Result<Map, String> {
    if let Some(view) = value.read_lock::<EstimateView>() {
        return Ok(match view.show {
            Show::Percent => tagged_number("percent", "share", view.found.value, view.decimals),
            Show::Points => tagged_number("points", "value", view.found.value, view.decimals),
            Show::Number => tagged_number("number", "value", view.found.value, view.decimals),
        });
    }
    if let Some(view) = value.read_lock::<IntervalView>() {
        let show = match view.show {
            Show::Number => "number",
            Show::Percent => "percent",
            Show::Points => "points",
        };
        let inside = Map::from([
            ("low".into(), Dynamic::from(view.low / view.per)),
            ("high".into(), Dynamic::from(view.high / view.per)),
            ("decimals".into(), view.decimals.into()),
            ("show".into(), show.into()),
        ]);
        return Ok(tagged("between", Dynamic::from_map(inside)));
    }
    if let Some(words) = value.read_lock::<WordsView>() {
        let by_language = words
            .0
            .iter()
            .map(|(lang, words)| (lang.code().into(), words.into()))
            .collect();
        return Ok(tagged("words", Dynamic::from_map(by_language)));
    }
    let kind = value.type_name().to_owned();
    if value.is_string() {
        return Ok(tagged("text", value));
    }
    if let Ok(count) = value.as_int() {
        return Ok(tagged("count", count));
    }
    if let Ok(number) = value.as_float() {
        return Ok(tagged_number("number", "value", number, 1));
    }
    match value.try_cast::<Map>() {
        // Words of the project, as its lists hold them.
        Some(map)
            if !map.is_empty()
                && map
                    .iter()
                    .all(|(key, words)| Lang::from_code(key).is_some() && words.is_string()) =>
        {
            Ok(tagged("words", Dynamic::from_map(map)))
        }
        Some(map) if map.len() == 1 => Ok(map),
        _ => Err(kind.chars().take(SHOWN).collect()),
    }
}
