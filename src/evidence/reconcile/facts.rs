//! What may be shown of two lists brought together: counts of people as for any group, never a person.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::link::{Compared, Comparison};
use super::{AfterVisit, sample};
use crate::language::Text;
use crate::project::Reconciliation;
use crate::stats::{Interval, LEVEL, proportion};

/// A share of people, with its interval; only where both parts are groups large enough to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Counted")]
pub struct ShareFacts {
    /// The part.
    pub count: u64,
    /// The whole.
    pub n: u64,
    /// The share, from 0 to 1.
    pub share: f64,
    /// Wilson's interval, from 0 to 1.
    pub interval: Interval,
}

/// A share as a summary holds it: the rest follows from both counts.
#[derive(Deserialize, JsonSchema)]
struct Counted {
    count: u64,
    n: u64,
}

impl TryFrom<Counted> for ShareFacts {
    type Error = &'static str;

    fn try_from(Counted { count, n }: Counted) -> Result<Self, Self::Error> {
        share(count, n, 0).ok_or("a share has a part and a whole")
    }
}

/// One of the two lists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ListFacts {
    /// Id of the table.
    pub table: String,
    /// Its rows.
    pub rows: u64,
    /// The people they are about.
    pub people: u64,
    /// Those of whom something is known by which they can be found in the other list.
    pub identified: Option<u64>,
    /// Of these, those found there.
    pub match_rate: Option<ShareFacts>,
}

/// What a field says about a pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FieldFacts {
    /// Id of the field.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// Probability of each level of agreement where the pair is one person (m): from different to the same.
    pub same: Vec<f64>,
    /// The same where it is not (u).
    pub other: Vec<f64>,
}

/// People found by the likeness of several fields.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LikenessFacts {
    /// Pairs that were compared.
    pub pairs: u64,
    /// Share of them that are one person, as the model estimates it.
    pub prevalence: f64,
    /// Whether the estimation of the model came to rest.
    pub converged: bool,
    /// The fields and their weights.
    pub fields: Vec<FieldFacts>,
    /// Least probability of a link.
    pub link: f64,
    /// Least probability of a pair that a person should look at.
    pub review: f64,
    /// Links.
    pub links: Option<u64>,
    /// Pairs between the two thresholds.
    pub to_review: Option<u64>,
    /// Share of the links that the model expects to be wrong, 0 to 1.
    pub expected_false: Option<f64>,
    /// Share of the true pairs among those compared that the model expects to have missed, 0 to 1.
    pub expected_missed: Option<f64>,
    /// How many links a person must look at to know the share of false ones within ±2 points.
    pub sample: Option<u64>,
}

/// What identified people spent offline, and how much of it after a visit online.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RevenueFacts {
    /// After a visit in the window.
    pub after: f64,
    /// In all.
    pub all: f64,
}

/// Two lists brought together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReconciliationFacts {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// The list of what people do online.
    pub online: ListFacts,
    /// The list of what they do offline.
    pub offline: ListFacts,
    /// Pairs found by a shared key.
    pub by_key: Option<u64>,
    /// People whose key belongs to several of one list, so that it links nobody.
    pub ambiguous: Option<u64>,
    /// Pairs found by likeness, where the project declares fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub likeness: Option<LikenessFacts>,
    /// Days before a purchase in which a visit counts.
    pub window_days: u32,
    /// Identified buyers who bought after a visit online at least once: the ROPO effect by customers.
    pub buyers: Option<ShareFacts>,
    /// The same by what they spent.
    pub revenue: Option<RevenueFacts>,
}

/// A count of people that may be shown: it and what is left of the whole are none, or enough.
pub(super) fn safe(count: u64, whole: u64, minimum: u64) -> Option<u64> {
    let enough = |n: u64| n == 0 || n >= minimum;
    (enough(count) && enough(whole.saturating_sub(count))).then_some(count)
}

/// A share of people that may be shown: neither part is smaller than the minimum.
pub(super) fn share(count: u64, n: u64, minimum: u64) -> Option<ShareFacts> {
    if count < minimum || n.saturating_sub(count) < minimum {
        return None;
    }
    let found = proportion::estimate(count, n, LEVEL)?;
    Some(ShareFacts {
        count,
        n,
        share: found.value,
        interval: found.interval?,
    })
}

/// Revenue is shown where the people behind both parts of it are enough.
pub(super) fn revenue(after: &AfterVisit, minimum: u64) -> Option<RevenueFacts> {
    share(after.buyers, after.identified, minimum)?;
    Some(RevenueFacts {
        after: after.revenue_after,
        all: after.revenue?,
    })
}

/// What may be shown of the comparison of fields.
pub(super) fn likeness(declared: &Reconciliation, how: &Comparison, found: &Compared, minimum: u64) -> LikenessFacts {
    let links = found.links.len() as u64;
    let shown = links >= minimum;
    let fields = declared.fields.iter().zip(&found.model.fields);
    LikenessFacts {
        pairs: found.pairs,
        prevalence: found.model.prevalence,
        converged: found.model.converged,
        fields: fields
            .map(|(field, model)| FieldFacts {
                id: field.id.value.clone(),
                title: field.title.clone(),
                same: model.same.clone(),
                other: model.other.clone(),
            })
            .collect(),
        link: how.link,
        review: how.review,
        links: shown.then_some(links),
        to_review: safe(found.review.len() as u64, u64::MAX, minimum),
        expected_false: found.expected.filter(|_| shown).map(|(wrong, _)| wrong),
        expected_missed: found.expected.filter(|_| shown).map(|(_, missed)| missed),
        sample: shown.then(|| sample(found.expected, links)),
    }
}
