//! The organisation behind the experience: where customer data is kept and goes, who does what.

use serde::Serialize;

use super::reconciliation::{self, Reconciled};
use crate::audit::Audit;
use crate::project::{Activity, Store};
use crate::report::figures;
use crate::report::scribe::{FigureView, Scribe};

/// What `organisation.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    map: Option<FigureView>,
    stores: Vec<StoreView>,
    reconciliations: Vec<Reconciled>,
    roles: Vec<String>,
    activities: Vec<ActivityView>,
}

#[derive(Serialize)]
struct StoreView {
    name: String,
    owner: String,
    holds: String,
    outside: bool,
}

#[derive(Serialize)]
struct ActivityView {
    title: String,
    parts: Vec<Part>,
}

/// The part of a role in an activity.
#[derive(Serialize)]
struct Part {
    /// Name of the role.
    role: String,
    /// `R`, `A`, `AR`, `C`, `I` or nothing.
    letters: String,
    /// The letters in words.
    words: String,
}

/// Whether the audit has anything for the page.
pub(super) fn exists(audit: &Audit) -> bool {
    audit.data_map.is_some() || audit.organisation.is_some() || !audit.reconciliations.is_empty()
}

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    let audit = scribe.audit;
    let stores = audit.data_map.iter().flat_map(|map| &map.stores);
    let organisation = audit.organisation.as_ref();
    View {
        map: scribe.figure(figures::DATA_MAP),
        stores: stores.map(|store| store_view(scribe, store)).collect(),
        reconciliations: reconciliation::views(scribe),
        roles: organisation
            .map(|whole| whole.roles.iter().map(|role| scribe.say(&role.name)).collect())
            .unwrap_or_default(),
        activities: organisation
            .map(|whole| {
                let row = |activity: &Activity| ActivityView {
                    title: scribe.say(&activity.title),
                    parts: whole
                        .roles
                        .iter()
                        .map(|role| part(scribe, activity, &role.id, scribe.say(&role.name)))
                        .collect(),
                };
                whole.activities.iter().map(row).collect()
            })
            .unwrap_or_default(),
    }
}

fn store_view(scribe: &Scribe<'_>, store: &Store) -> StoreView {
    StoreView {
        name: scribe.say(&store.name),
        owner: scribe.say(&store.owner),
        holds: store
            .holds
            .iter()
            .map(|text| scribe.say(text))
            .collect::<Vec<_>>()
            .join(", "),
        outside: store.outside,
    }
}

fn part(scribe: &Scribe<'_>, activity: &Activity, role: &str, name: String) -> Part {
    let parts = [
        ("A", "raci-accountable", &activity.accountable),
        ("R", "raci-responsible", &activity.responsible),
        ("C", "raci-consulted", &activity.consulted),
        ("I", "raci-informed", &activity.informed),
    ];
    let own: Vec<_> = parts
        .iter()
        .filter(|(_, _, roles)| roles.iter().any(|one| one.value == role))
        .collect();
    Part {
        role: name,
        letters: own.iter().map(|(letter, _, _)| *letter).collect(),
        words: own
            .iter()
            .map(|(_, key, _)| scribe.word(key))
            .collect::<Vec<_>>()
            .join(", "),
    }
}
