//! Two lists of people brought together: who of the one is whom of the other, how sure that is, and which purchases in
//! shops came after a visit online.

mod facts;
mod link;
mod read;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::collect::{input, unreachable_file, words};
use super::exchange::{ListsStandIn, read_lists};
use super::{Evidence, Input};
use crate::data::TableFile;
use crate::diagnostics::{Problem, Problems};
use crate::files::Files;
use crate::language::Text;
use crate::project::{Hashed, Identity, Project, Reconciliation, Table, Unit};
use crate::stats::linkage::{Failure, review_sample};
use crate::text::Likeness;

pub use facts::{FieldFacts, LikenessFacts, ListFacts, ReconciliationFacts, RevenueFacts, ShareFacts};
use link::{Comparison, Record, Unlinked, by_key, by_likeness};
use read::{Identifying, List};

/// Least probability of a link, where the project does not say.
const LINK: f64 = 0.95;

/// Least probability of a pair that a person should look at, where the project does not say.
const REVIEW: f64 = 0.5;

/// Days before a purchase in which a visit counts, where the project does not say.
const WINDOW_DAYS: u32 = 30;

/// Precision that the sample for clerical review is to give the share of false links.
const REVIEW_MARGIN: f64 = 0.02;

/// Brings the two tables of every reconciliation together, or takes what their summary says. What is found and which
/// files were read goes to `evidence`, what is wrong to `problems`.
pub(super) fn collect(project: &Project, files: &dyn Files, evidence: &mut Evidence, problems: &mut Problems) {
    let Evidence {
        inputs, from_summaries, ..
    } = evidence;
    let found = project.reconcile.iter().filter_map(|declared| {
        match read_lists(project, declared, files, problems) {
            ListsStandIn::Absent => {}
            ListsStandIn::Unusable => return None,
            ListsStandIn::Found(found) => {
                let (of_it, facts) = *found;
                for input in of_it {
                    if inputs.iter().all(|known| known.path != input.path) {
                        inputs.push(input);
                    }
                }
                from_summaries.push(declared.id.value.clone());
                return Some(facts);
            }
        }
        let table = |id: &str| project.tables.iter().find(|table| table.id.value == id);
        let (online, offline) = (table(&declared.online)?, table(&declared.offline)?);
        let mut list = |table, side| read_list(project, declared, table, side, files, inputs, problems);
        let (online_list, offline_list) = (list(online, Side::Online), list(offline, Side::Offline));
        let (online_list, offline_list) = (online_list?, offline_list?);
        let minimum = match (online.unit(), offline.unit()) {
            (Unit::Thing, Unit::Thing) => 1,
            _ => u64::from(project.minimum_cell),
        };
        Some(reconcile(declared, &online_list, &offline_list, minimum, problems))
    });
    let found = found.collect();
    evidence.reconciliations = found;
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Online,
    Offline,
}

fn likeness(identity: Identity) -> Likeness {
    match identity {
        Identity::Email => Likeness::Email,
        Identity::Phone => Likeness::Phone,
        Identity::Name => Likeness::Name,
        Identity::Code => Likeness::Code,
    }
}

fn read_list(
    project: &Project,
    declared: &Reconciliation,
    table: &Table,
    side: Side,
    files: &dyn Files,
    inputs: &mut Vec<Input>,
    problems: &mut Problems,
) -> Option<List> {
    let survey = table.as_survey();
    let (format, reading) = words(project, &survey);
    let keys: Vec<Identifying<'_>> = declared
        .keys
        .iter()
        .map(|key| Identifying {
            column: if side == Side::Online {
                &key.online
            } else {
                &key.offline
            },
            likeness: likeness(key.identity),
            digests: key.hashed.is_some(),
            is_digest: match key.hashed {
                None => false,
                Some(Hashed::Both) => true,
                Some(Hashed::Online) => side == Side::Online,
                Some(Hashed::Offline) => side == Side::Offline,
            },
        })
        .collect();
    let fields: Vec<Identifying<'_>> = declared
        .fields
        .iter()
        .map(|field| Identifying {
            column: if side == Side::Online {
                &field.online
            } else {
                &field.offline
            },
            likeness: likeness(field.identity),
            digests: false,
            is_digest: false,
        })
        .collect();
    let path = table.file.value.as_str();
    let broken = |error: &dyn std::fmt::Display| unreachable_file(&table.file, error);
    let source = files.open(path).map_err(|error| problems.push(broken(&error))).ok()?;
    let file = match TableFile::open(&*source, path, &format) {
        Ok(Ok(file)) => file,
        Ok(Err(problem)) => {
            problems.push(problem.related(table.file.place(), Text::prose("the table", "la table")));
            return None;
        }
        Err(error) => {
            problems.push(broken(&error));
            return None;
        }
    };
    match read::read(table, &keys, &fields, file, reading.order, reading.decimal, problems) {
        Ok(Some((list, read))) => {
            // Where an indicator reads the table too, its pass tells what is wrong with the rows.
            if inputs.iter().all(|known| known.path != path) {
                inputs.push(input(path, read));
            }
            Some(list)
        }
        Ok(None) => None,
        Err(error) => {
            problems.push(broken(&error));
            None
        }
    }
}

/// Brings two lists together.
fn reconcile(
    declared: &Reconciliation,
    online: &List,
    offline: &List,
    minimum: u64,
    problems: &mut Problems,
) -> ReconciliationFacts {
    let (mut pairs, ambiguous) = by_key(&online.people, &offline.people);
    let of_keys = pairs.len() as u64;
    let mut likeness_facts = None;
    if !declared.fields.is_empty() {
        let how = comparison(declared);
        match by_likeness(&online.people, &offline.people, &pairs, &how) {
            Ok(found) => {
                pairs.extend(found.links.iter().map(|link| (link.left, link.right)));
                likeness_facts = Some(facts::likeness(declared, &how, &found, minimum));
            }
            Err(failure) => problems.push(unlinked(declared, failure)),
        }
    }
    let days = declared.window_days.as_ref().map_or(WINDOW_DAYS, |days| days.value);
    let identified = |people: &[Record]| people.iter().filter(|record| record.identified()).count() as u64;
    let linked = pairs.len() as u64;
    let list = |table: &str, list: &List| {
        let identified = identified(&list.people);
        ListFacts {
            table: table.to_owned(),
            rows: list.deeds.len() as u64,
            people: list.people.len() as u64,
            identified: facts::safe(identified, list.people.len() as u64, minimum),
            match_rate: facts::share(linked, identified, minimum),
        }
    };
    let after = after_a_visit(online, offline, &pairs, days);
    ReconciliationFacts {
        id: declared.id.value.clone(),
        title: declared.title.clone(),
        online: list(&declared.online, online),
        offline: list(&declared.offline, offline),
        by_key: facts::safe(of_keys, identified(&offline.people), minimum),
        ambiguous: facts::safe(
            ambiguous,
            identified(&offline.people) + identified(&online.people),
            minimum,
        ),
        likeness: likeness_facts,
        window_days: days,
        buyers: facts::share(after.buyers, after.identified, minimum),
        revenue: facts::revenue(&after, minimum),
    }
}

fn comparison(declared: &Reconciliation) -> Comparison {
    let place = |id: &str| declared.fields.iter().position(|field| field.id.value == id);
    Comparison {
        fields: declared.fields.iter().map(|field| likeness(field.identity)).collect(),
        blocks: declared.block.iter().filter_map(|id| place(id)).collect(),
        link: declared.link.as_ref().map_or(LINK, |least| least.value),
        review: declared.review.as_ref().map_or(REVIEW, |least| least.value),
    }
}

/// What identified people bought offline, and how much of it after a visit online.
struct AfterVisit {
    /// People who bought and of whom something is known by which they could be found online.
    identified: u64,
    /// Of these, those who bought after a visit in the window at least once.
    buyers: u64,
    /// What identified people bought, where amounts are known.
    revenue: Option<f64>,
    /// What was bought after a visit.
    revenue_after: f64,
}

/// A purchase comes after a visit where the buyer's last visit lies on its day or at most `days` before.
fn after_a_visit(online: &List, offline: &List, pairs: &[(u32, u32)], days: u32) -> AfterVisit {
    let visitor: BTreeMap<u32, u32> = pairs.iter().map(|(online, offline)| (*offline, *online)).collect();
    let mut visits: BTreeMap<u32, Vec<Date>> = BTreeMap::new();
    for deed in &online.deeds {
        if let Some(day) = deed.day {
            visits.entry(deed.person).or_default().push(day);
        }
    }
    for days in visits.values_mut() {
        days.sort_unstable();
    }
    let mut bought: BTreeMap<u32, bool> = BTreeMap::new();
    let (mut all, mut after) = (crate::stats::ExactSum::new(), crate::stats::ExactSum::new());
    let mut amounts = false;
    for deed in &offline.deeds {
        if !offline.people[deed.person as usize].identified() {
            continue;
        }
        let dated = deed
            .day
            .zip(visitor.get(&deed.person).and_then(|online| visits.get(online)));
        let follows = dated.is_some_and(|(day, visits)| {
            let last = visits
                .partition_point(|visit| *visit <= day)
                .checked_sub(1)
                .map(|at| visits[at]);
            last.is_some_and(|last| (day - last).get_days() <= i32::try_from(days).unwrap_or(i32::MAX))
        });
        *bought.entry(deed.person).or_default() |= follows;
        if let Some(amount) = deed.amount {
            amounts = true;
            all.add(amount);
            if follows {
                after.add(amount);
            }
        }
    }
    AfterVisit {
        identified: bought.len() as u64,
        buyers: bought.values().filter(|follows| **follows).count() as u64,
        revenue: amounts.then(|| all.value()),
        revenue_after: after.value(),
    }
}

fn unlinked(declared: &Reconciliation, failure: Unlinked) -> Problem {
    let (what_en, what_fr, help_en, help_fr) = match failure {
        Unlinked::TooManyPairs => (
            "too many people agree on a field of `block` to compare them all",
            "trop de personnes s'accordent sur un champ de `block` pour les comparer toutes",
            "name fields in `block` that few people share, such as a postcode or a date of birth",
            "nommez dans `block` des champs que peu de personnes partagent, comme un code postal ou une date de naissance",
        ),
        Unlinked::Model(Failure::NoPairs) => (
            "no two people of the lists agree on a field of `block`",
            "aucune personne d'une liste ne s'accorde avec une de l'autre sur un champ de `block`",
            "check that both columns hold the same thing",
            "vérifiez que les deux colonnes contiennent la même chose",
        ),
        Unlinked::Model(Failure::TooFewFields | Failure::Indistinct) => (
            "the fields do not tell pairs of one person from pairs of two",
            "les champs ne distinguent pas les paires d'une même personne des autres",
            "give at least three fields, such as name, postcode and date of birth",
            "donnez au moins trois champs, comme le nom, le code postal et la date de naissance",
        ),
    };
    Problem::warning(
        "data/not-linked",
        Text::prose(
            format!("`{}`: {what_en}", declared.id.value),
            format!("`{}` : {what_fr}", declared.id.value),
        ),
    )
    .why(Text::prose(
        "people are then found by a shared key only",
        "les personnes ne sont alors retrouvées que par une clé commune",
    ))
    .help(Text::prose(help_en, help_fr))
    .at(declared.id.place())
}

/// The sample that a person should look at.
fn sample(expected: Option<(f64, f64)>, links: u64) -> u64 {
    review_sample(expected.map_or(0.05, |(wrong, _)| wrong), REVIEW_MARGIN, links)
}
