//! What the n of a figure counts, said by what its plugin reads.

use crate::audit::Counted;
use crate::manifest::{Estimate, Manifest, TableKind};

/// What n of the estimate counts; `None` for a plugin that reads no table. The terms of a rate may be numbers of things in
/// each row: then these are counted, not the rows.
pub(super) fn of_table(manifest: &Manifest, estimate: &Estimate) -> Option<Counted> {
    let table = manifest.table()?;
    let rate = estimate.rate.as_ref().map(|rate| &rate.among);
    let among = rate.or(estimate.difference.as_ref().map(|difference| &difference.among));
    let summed = among
        .and_then(|name| manifest.measures.get(name))
        .and_then(|measure| measure.sum.as_deref());
    Some(match (summed, table.per.as_deref(), table.kind) {
        (Some("users" | "new-users"), ..) => Counted::Visitors,
        (Some("sent" | "delivered" | "opened"), ..) => Counted::Messages,
        (Some("sessions"), ..) | (None, Some("session"), _) => Counted::Sessions,
        (Some(_), ..) => Counted::Cases,
        (None, Some("customer"), TableKind::Events) => Counted::People,
        (None, Some("customer"), _) | (None, None, TableKind::Customers) => Counted::Customers,
        (None, Some("order"), _) | (None, None, TableKind::Transactions) => Counted::Purchases,
        (None, Some("contact"), _) | (None, None, TableKind::Contacts) => Counted::Contacts,
        (None, None, TableKind::Events) => Counted::Steps,
        (None, None, TableKind::Campaigns) => Counted::Campaigns,
        (None, None, TableKind::Mailings) => Counted::Mailings,
        (None, Some(_), _) | (None, None, TableKind::Traffic | TableKind::Experiments) => Counted::Rows,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Problems;
    use crate::plugins::Registry;

    #[test]
    fn n_is_called_what_it_counts() {
        let registry = Registry::load(None, &mut Problems::new());
        for (id, expected) in [
            ("nps", None),
            ("churn", Some(Counted::Customers)),
            ("conversion", Some(Counted::People)),
            ("loyalty-rate", Some(Counted::Customers)),
            ("average-basket", Some(Counted::Purchases)),
            ("bounce-rate", Some(Counted::Rows)),
            ("complaint-rate", Some(Counted::Contacts)),
            ("campaign-return", Some(Counted::Campaigns)),
            ("open-rate", Some(Counted::Mailings)),
            ("response-rate", Some(Counted::Messages)),
            ("ab-test", Some(Counted::Visitors)),
        ] {
            let manifest = &registry.get(id).unwrap().manifest;
            let estimate = &manifest.estimate.as_ref().unwrap().value;
            assert_eq!(of_table(manifest, estimate), expected, "{id}");
        }
    }
}
