//! Writes the values of an audit in the language of a page: words, numbers with their range and n, links.
//!
//! Every text of a person goes through [`Scribe::say`] (typography) and is escaped later, by the template. Words that
//! are missing are collected and become problems; nothing is ever left blank.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::figures::Charts;
use super::latest::headline;
use super::words;
use crate::audit::{Audit, Check, Finding, Outcome, TouchpointRow, VerbatimRow};
use crate::charts::Figure;
use crate::language::{Arg, Args, Catalogue, Lang, Text, date, number, quote, typography};
use crate::manifest::{Kind, Unit};
use crate::stats::Interval;

/// Where each check and each map has its page: check id or [`map_key`] → path inside a language folder.
pub(super) type Addresses = BTreeMap<String, String>;

/// Words that pages asked for and that could not be said: the language and the key, and why.
pub(super) type Missing = RefCell<BTreeMap<(Lang, String), String>>;

/// The key of a map among the addresses; no id of a check holds a slash.
pub(super) fn map_key(id: &str) -> String {
    format!("map/{id}")
}

/// The writer of one page in one language.
pub(super) struct Scribe<'a> {
    pub(super) audit: &'a Audit,
    pub(super) lang: Lang,
    charts: &'a Charts,
    catalogue: &'a Catalogue,
    addresses: &'a Addresses,
    /// From the page to the folder of its language: empty, `../` or `fr/`.
    pub(super) up: &'static str,
    missing: &'a Missing,
}

/// A figure with everything a reader needs beside it, already written.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Measure {
    /// `+18`, `4,2`, `54 %`.
    pub(super) value: String,
    /// What follows the value: `points`, `/ 5`; may be empty.
    pub(super) unit: String,
    /// `entre +15 et +21`; empty where there is no interval.
    pub(super) range: String,
    /// `4 212 réponses`; empty where there is no n.
    pub(super) answers: String,
}

/// An outcome in words, with its EARL word for a class and a sign.
#[derive(Debug, Clone, Serialize)]
pub(super) struct OutcomeWords {
    /// EARL word.
    pub(super) key: &'static str,
    /// What the page says.
    pub(super) words: String,
}

/// A chart as a page shows it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FigureView {
    id: String,
    title: String,
    sentence: String,
    svg: String,
    narrow_svg: String,
    table: TableView,
}

#[derive(Debug, Clone, Serialize)]
struct TableView {
    caption: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// A link.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Link {
    /// Its words.
    pub(super) text: String,
    /// Relative to the page; empty where there is nothing to link to.
    pub(super) href: String,
}

/// A section of a long page, in the list at its top.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Entry {
    pub(super) title: String,
    /// `#` and its id.
    pub(super) href: String,
    /// A figure of it, such as its level; may be empty.
    pub(super) note: String,
}

/// A page with more sections than this lists them at its top.
const SECTIONS: usize = 3;

/// The list at the top of a page: its sections as title, id and note; empty where there are few.
pub(super) fn contents(sections: impl Iterator<Item = (String, String, String)>) -> Vec<Entry> {
    let entries: Vec<Entry> = sections
        .map(|(title, id, note)| Entry {
            title,
            href: format!("#{id}"),
            note,
        })
        .collect();
    if entries.len() > SECTIONS { entries } else { Vec::new() }
}

/// A customer's words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Quote {
    /// Between the quotation marks of the page's language.
    pub(super) text: String,
    /// Who said it, as far as it is known: personas, channels.
    pub(super) by: String,
    /// Code of its language where that is not the page's; empty where it is.
    pub(super) lang: &'static str,
    /// Link to a recording of the visit; empty where there is none.
    pub(super) replay: String,
}

impl<'a> Scribe<'a> {
    pub(super) fn new(
        audit: &'a Audit,
        lang: Lang,
        charts: &'a Charts,
        catalogue: &'a Catalogue,
        addresses: &'a Addresses,
        up: &'static str,
        missing: &'a Missing,
    ) -> Self {
        Scribe {
            audit,
            lang,
            charts,
            catalogue,
            addresses,
            up,
            missing,
        }
    }

    /// A person's words, with the typography of the page's language.
    pub(super) fn say(&self, text: &Text) -> String {
        typography(self.lang, text.get(self.lang))
    }

    /// A person's words, `None` where there are none.
    pub(super) fn said(&self, text: &Text) -> Option<String> {
        (!text.is_empty()).then(|| self.say(text))
    }

    /// The words for a key.
    pub(super) fn word(&self, key: &str) -> String {
        self.phrase(key, Args::new())
    }

    /// The words for a key, with values put in.
    pub(super) fn phrase(&self, key: &str, args: impl Into<Args>) -> String {
        words::find(self.catalogue, self.lang, key, &args.into()).unwrap_or_else(|error| {
            let asked = (self.lang, key.to_owned());
            self.missing.borrow_mut().insert(asked, error.to_string());
            String::new()
        })
    }

    /// Whether there are words for a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.catalogue.has(self.lang, key)
    }

    /// A day in full.
    pub(super) fn day(&self, day: Date) -> String {
        date::long(self.lang, day)
    }

    /// A count.
    pub(super) fn count(&self, n: u64) -> String {
        count(n).write(self.lang)
    }

    /// A share from 0 to 1, as a percentage without decimals.
    pub(super) fn share(&self, share: f64) -> String {
        number::percent(self.lang, share, 0)
    }

    /// `4 212 réponses`.
    pub(super) fn answers(&self, n: u64) -> String {
        self.phrase("unit-answers", args([("n", count(n))]))
    }

    /// What a figure of a check counts: answers, or what a table has rows or numbers of.
    pub(super) fn counted(&self, check: &Check, n: u64) -> String {
        match check.subject.counted {
            Some(counted) => self.phrase(&format!("unit-{}", counted.word()), args([("n", count(n))])),
            None => self.answers(n),
        }
    }

    /// A value in its unit, without what follows it.
    pub(super) fn value(&self, unit: Option<Unit>, value: f64, decimals: usize) -> String {
        match unit {
            Some(Unit::Points) => number::signed(self.lang, value, decimals),
            Some(Unit::Percent) => number::percent(self.lang, value / 100.0, decimals),
            Some(Unit::Level | Unit::Count) => number::number(self.lang, value, 0),
            Some(Unit::Score | Unit::Amount | Unit::Duration | Unit::Ratio) | None => {
                number::number(self.lang, value, decimals)
            }
        }
    }

    /// `entre +15 et +21`, with one more digit where both ends would look the same.
    pub(super) fn range(&self, unit: Option<Unit>, interval: &Interval, decimals: usize) -> String {
        let write = |decimals| {
            number::range(self.lang, interval.low, interval.high, |end| {
                self.value(unit, end, decimals)
            })
        };
        let ends = |decimals| {
            (
                self.value(unit, interval.low, decimals),
                self.value(unit, interval.high, decimals),
            )
        };
        let (low, high) = ends(decimals);
        write(if low == high { decimals + 1 } else { decimals })
    }

    /// A value with its unit, range and n.
    pub(super) fn measure(
        &self,
        check: &Check,
        value: f64,
        interval: Option<&Interval>,
        n: Option<u64>,
        detail: Detail,
    ) -> Measure {
        let decimals = detail.decimals(check.unit);
        Measure {
            value: self.value(check.unit, value, decimals),
            unit: self.unit(check, value),
            range: interval
                .map(|interval| self.range(check.unit, interval, decimals))
                .unwrap_or_default(),
            answers: n.map(|n| self.counted(check, n)).unwrap_or_default(),
        }
    }

    /// What follows a value of the check: `points`, `/ 5`.
    pub(super) fn unit(&self, check: &Check, value: f64) -> String {
        match check.unit {
            Some(Unit::Points) => self.points(value, 0),
            Some(Unit::Score) => check
                .scale
                .map(|[_, high]| self.out_of(i64::from(high)))
                .unwrap_or_default(),
            Some(Unit::Level) => check
                .levels
                .iter()
                .map(|level| i64::from(level.level))
                .max()
                .map(|highest| self.out_of(highest))
                .unwrap_or_default(),
            Some(Unit::Amount) => self.audit.project.currency.clone(),
            Some(Unit::Percent | Unit::Duration | Unit::Count | Unit::Ratio) | None => String::new(),
        }
    }

    /// `points` or `point`, after a value written with so many decimals.
    pub(super) fn points(&self, value: f64, decimals: usize) -> String {
        let n = match decimals {
            0 => whole(value),
            _ => Arg::Number {
                value: value.abs(),
                decimals: 1,
            },
        };
        self.phrase("word-points", args([("n", n)]))
    }

    fn out_of(&self, highest: i64) -> String {
        self.phrase("out-of", args([("highest", Arg::Count(highest))]))
    }

    /// The value of a check in its latest period.
    pub(super) fn total(&self, check: &Check, detail: Detail) -> Option<Measure> {
        if let Some(level) = check.level.filter(|_| check.kind == Kind::Maturity) {
            return Some(Measure {
                value: number::integer(self.lang, i64::from(level)),
                unit: self.unit(check, 0.0),
                range: String::new(),
                answers: String::new(),
            });
        }
        let now = headline(check);
        Some(self.measure(check, now.value?, now.interval, now.n, detail))
    }

    /// A difference with its sign, and what follows it.
    pub(super) fn difference(&self, unit: Option<Unit>, value: f64) -> (String, String) {
        let decimals = difference_decimals(unit);
        (number::signed(self.lang, value, decimals), self.points(value, decimals))
    }

    /// The interval of a difference: `entre −11 et −3`.
    pub(super) fn difference_range(&self, unit: Option<Unit>, interval: &Interval) -> String {
        let decimals = difference_decimals(unit);
        let write = |end, more| number::signed(self.lang, end, decimals + more);
        let more = usize::from(write(interval.low, 0) == write(interval.high, 0));
        number::range(self.lang, interval.low, interval.high, |end| write(end, more))
    }

    /// An outcome in the words of its kind of check.
    pub(super) fn outcome(&self, kind: Kind, outcome: Outcome) -> OutcomeWords {
        let key = match outcome {
            Outcome::Passed => "passed",
            Outcome::Failed => "failed",
            Outcome::CannotTell => "cannot-tell",
            Outcome::NotApplicable => "not-applicable",
            Outcome::Untested => "untested",
        };
        let kind = match kind {
            Kind::Kpi => "kpi",
            Kind::Maturity => "maturity",
            Kind::Website => "website",
        };
        OutcomeWords {
            key,
            words: self.word(&format!("outcome-{kind}-{key}")),
        }
    }

    /// What a check is called here: the short name of its subject, else its title.
    pub(super) fn name(&self, check: &Check) -> String {
        check
            .subject
            .label
            .as_ref()
            .and_then(|label| self.said(label))
            .unwrap_or_else(|| self.say(&check.title))
    }

    /// A chart, if it was drawn.
    pub(super) fn figure(&self, key: &str) -> Option<FigureView> {
        self.charts.get(&(self.lang, key.to_owned())).map(FigureView::new)
    }

    /// From the page to another page of the same language.
    pub(super) fn to(&self, path: &str) -> String {
        format!("{}{path}", self.up)
    }

    /// From the page to the page of a check, if it has one.
    pub(super) fn to_check(&self, id: &str) -> Option<String> {
        self.addresses.get(id).map(|path| self.to(path))
    }

    /// From the page to the map of one actor.
    pub(super) fn to_map(&self, id: &str) -> String {
        self.to_check(&map_key(id)).unwrap_or_default()
    }

    /// From the page to a finding.
    pub(super) fn to_finding(&self, id: &str) -> Link {
        let exists = self.audit.findings.iter().any(|finding| finding.id == id);
        Link {
            text: id.to_owned(),
            href: if exists {
                self.to(&format!("findings.html#{id}"))
            } else {
                String::new()
            },
        }
    }

    /// From the page to an action.
    pub(super) fn to_action(&self, id: &str) -> Link {
        Link {
            text: id.to_owned(),
            href: self.to(&format!("actions.html#{id}")),
        }
    }

    /// A check by id.
    pub(super) fn check(&self, id: &str) -> Option<&'a Check> {
        self.audit.checks.iter().find(|check| check.id == id)
    }

    /// A finding by id.
    pub(super) fn finding(&self, id: &str) -> Option<&'a Finding> {
        self.audit.findings.iter().find(|finding| finding.id == id)
    }

    /// A touchpoint by id.
    pub(super) fn touchpoint(&self, id: &str) -> Option<&'a TouchpointRow> {
        self.audit
            .journeys
            .iter()
            .flat_map(|journey| &journey.touchpoints)
            .find(|touchpoint| touchpoint.id == id)
    }

    /// What pages call a persona.
    pub(super) fn persona(&self, id: &str) -> String {
        self.audit
            .personas
            .iter()
            .find(|persona| persona.id == id)
            .map_or_else(|| id.to_owned(), |persona| self.say(&persona.name))
    }

    /// What pages call a channel.
    pub(super) fn channel(&self, id: &str) -> String {
        self.audit
            .channels
            .iter()
            .find(|channel| channel.id == id)
            .map_or_else(|| id.to_owned(), |channel| self.say(&channel.name))
    }

    /// A comment by id.
    pub(super) fn verbatim(&self, id: &str) -> Option<Quote> {
        self.audit
            .verbatims
            .iter()
            .find(|verbatim| verbatim.id == id)
            .map(|verbatim| self.quote(verbatim))
    }

    /// A comment with what is known of who wrote it.
    pub(super) fn quote(&self, verbatim: &VerbatimRow) -> Quote {
        // Data do not say in which language a comment is; customers of a project most often write in its first.
        let spoken = self.audit.project.languages.first().copied().unwrap_or(self.lang);
        let values = |dimension: &str| verbatim.dimensions.get(dimension).into_iter().flatten();
        let mut by: Vec<String> = values("persona").map(|id| self.persona(id)).collect();
        by.extend(values("channel").map(|id| self.channel(id)));
        Quote {
            text: quote(self.lang, &typography(spoken, verbatim.text.trim())),
            by: by.join(" · "),
            lang: self.unless_own(spoken),
            replay: verbatim.replay.clone().unwrap_or_default(),
        }
    }

    /// Somebody's words that exist by language.
    pub(super) fn spoken(&self, text: &Text, by: String) -> Quote {
        Quote {
            text: quote(self.lang, self.say(text).trim()),
            by,
            lang: Lang::ALL
                .into_iter()
                .find(|lang| !text.has(self.lang) && text.has(*lang))
                .map_or("", |lang| self.unless_own(lang)),
            replay: String::new(),
        }
    }

    fn unless_own(&self, lang: Lang) -> &'static str {
        if lang == self.lang { "" } else { lang.code() }
    }
}

/// Means differ by tenths, shares and levels by whole points.
fn difference_decimals(unit: Option<Unit>) -> usize {
    usize::from(!matches!(
        unit,
        Some(Unit::Points | Unit::Percent | Unit::Level | Unit::Count)
    ))
}

/// How closely figures are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// As a person would say them.
    Round,
    /// As somebody would check them.
    Close,
}

impl Detail {
    pub(super) fn decimals(self, unit: Option<Unit>) -> usize {
        match (self, unit) {
            (_, Some(Unit::Level | Unit::Count)) | (Detail::Round, Some(Unit::Points | Unit::Percent)) => 0,
            (Detail::Round, _) | (Detail::Close, Some(Unit::Points | Unit::Percent)) => 1,
            (Detail::Close, _) => 2,
        }
    }
}

impl FigureView {
    fn new(figure: &Figure) -> Self {
        FigureView {
            id: figure.id.clone(),
            title: figure.title.clone(),
            sentence: figure.sentence.clone(),
            svg: figure.svg.clone(),
            narrow_svg: figure.narrow_svg.clone(),
            table: TableView {
                caption: figure.table.caption.clone(),
                head: figure.table.head.clone(),
                rows: figure.table.rows.clone(),
            },
        }
    }
}

/// The same words with a capital at their head.
pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A whole number of things, as the value of a message.
pub(super) fn count(n: impl TryInto<i64>) -> Arg {
    Arg::Count(n.try_into().unwrap_or(i64::MAX))
}

/// A figure rounded to the whole number that decides on the plural of a message.
pub(super) fn whole(value: f64) -> Arg {
    Arg::Count(value.round() as i64)
}

/// The values of a message.
pub(super) fn args<const N: usize>(values: [(&str, Arg); N]) -> Args {
    values
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
