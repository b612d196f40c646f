//! “You told us, we acted”: what customers said, what was done about it, and what became of the figure.

use std::collections::BTreeSet;

use serde::Serialize;

use super::actions::{Row, row};
use crate::audit::{ActionRow, Audit};
use crate::project::ActionStatus;
use crate::report::scribe::{Link, Quote, Scribe};

/// At most this many comments beside one action.
const QUOTES: usize = 2;

/// What `told.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    acts: Vec<Act>,
}

/// Something that was done.
#[derive(Serialize)]
struct Act {
    /// What was said: comments about what it answers.
    said: Vec<Quote>,
    /// What was done, as on the page of actions.
    action: Row,
    /// To that page.
    link: Link,
}

/// Whether anything was done.
pub(super) fn exists(audit: &Audit) -> bool {
    audit.actions.iter().any(is_done)
}

fn is_done(action: &ActionRow) -> bool {
    action.status == ActionStatus::Done
}

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    let act = |action: &ActionRow| Act {
        said: said(scribe, action),
        action: row(scribe, action),
        link: Link {
            text: action.id.clone(),
            href: scribe.to(&format!("actions.html#{}", action.id)),
        },
    };
    View {
        acts: scribe
            .audit
            .actions
            .iter()
            .filter(|action| is_done(action))
            .map(act)
            .collect(),
    }
}

/// Comments that explain what the action answers, then those about the touchpoint whose figure should move.
fn said(scribe: &Scribe<'_>, action: &ActionRow) -> Vec<Quote> {
    let findings = action.findings.iter().filter_map(|id| scribe.finding(id));
    let measured = action
        .effect
        .as_ref()
        .and_then(|effect| scribe.check(&effect.check)?.subject.touchpoint.as_deref())
        .and_then(|touchpoint| scribe.touchpoint(touchpoint));
    let ids = findings
        .flat_map(|finding| &finding.verbatims)
        .chain(measured.into_iter().flat_map(|touchpoint| &touchpoint.verbatims));
    let mut seen = BTreeSet::new();
    ids.filter(|id| seen.insert(id.as_str()))
        .filter_map(|id| scribe.verbatim(id))
        .take(QUOTES)
        .collect()
}
