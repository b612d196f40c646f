//! Alerts on the page of findings: what got worse into the latest wave, how surely, and in whose words.

use std::collections::BTreeMap;

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
    /// Id on the page.
    anchor: String,
    text: String,
    /// Address of the figure's page.
    href: String,
    /// The corrected p value, in a sentence.
    sure: String,
    /// Comments of the wave that fell.
    quotes: Vec<Quote>,
    /// Where the comments of the same wave stand that are quoted with an earlier alert.
    again: Vec<Again>,
}

/// An earlier alert.
#[derive(Serialize)]
struct Again {
    title: String,
    href: String,
}

pub(super) fn view(scribe: &Scribe<'_>) -> Option<View> {
    let alerts = scribe.audit.alerts.as_ref()?;
    // Several figures that fall together have the same comments: each stands once.
    let mut quoted: BTreeMap<&str, &str> = BTreeMap::new();
    let rows = alerts.list.iter().filter_map(|alert| {
        let mut earlier: Vec<&str> = Vec::new();
        let mut own = Vec::new();
        for id in &alert.verbatims {
            match quoted.get(id.as_str()) {
                Some(finding) if !earlier.contains(finding) => earlier.push(finding),
                Some(_) => {}
                None => {
                    quoted.insert(id, &alert.finding);
                    own.push(id);
                }
            }
        }
        let again = earlier.into_iter().map(|finding| Again {
            title: finding.to_owned(),
            href: format!("#{}", anchor(finding)),
        });
        Some(Row {
            anchor: anchor(&alert.finding),
            again: again.collect(),
            text: scribe.say(&scribe.finding(&alert.finding)?.text),
            href: scribe.to_check(&alert.check).unwrap_or_default(),
            sure: scribe.phrase(
                "alert-sure",
                args([("p", compared::p_said(scribe, alert.p_corrected).into())]),
            ),
            quotes: own.into_iter().filter_map(|id| scribe.verbatim(id)).collect(),
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

/// The id of an alert on the page, by that of its finding.
fn anchor(finding: &str) -> String {
    format!("alert-{}", finding.to_lowercase())
}
