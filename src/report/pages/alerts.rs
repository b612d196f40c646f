//! Alerts on the page of findings: what got worse into the latest wave, how surely, and in whose words.

use serde::Serialize;

use super::compared;
use crate::report::scribe::{Quote, Scribe, args, count};

/// What `findings.html` is given of alerts.
#[derive(Serialize)]
pub(super) struct View {
    /// How many changes were looked at, and how they were corrected.
    family: String,
    list: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    text: String,
    /// Address of the figure's page.
    href: String,
    /// The corrected p value, in a sentence.
    sure: String,
    /// Comments of the wave that fell.
    quotes: Vec<Quote>,
}

pub(super) fn view(scribe: &Scribe<'_>) -> Option<View> {
    let alerts = scribe.audit.alerts.as_ref()?;
    let rows = alerts.list.iter().filter_map(|alert| {
        Some(Row {
            text: scribe.say(&scribe.finding(&alert.finding)?.text),
            href: scribe.to_check(&alert.check).unwrap_or_default(),
            sure: scribe.phrase(
                "alert-sure",
                args([("p", compared::p_said(scribe, alert.p_corrected).into())]),
            ),
            quotes: alert.verbatims.iter().filter_map(|id| scribe.verbatim(id)).collect(),
        })
    });
    let key = if alerts.list.is_empty() {
        "alerts-none"
    } else {
        "alerts-family"
    };
    Some(View {
        family: scribe.phrase(key, args([("n", count(alerts.family))])),
        list: rows.collect(),
    })
}
