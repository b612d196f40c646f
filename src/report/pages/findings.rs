//! Every finding, gravest first, with what shows it.

use serde::Serialize;

use super::alerts;
use super::point::{Point, point, severity_key};
use crate::audit::Severity;
use crate::report::scribe::{Entry, Scribe, contents};

/// What `findings.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    /// What got worse into the latest wave, where there are waves.
    alerts: Option<alerts::View>,
    /// The groups, where there are many.
    contents: Vec<Entry>,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    /// `high`, `medium`, `low` or `strength`.
    key: &'static str,
    title: String,
    points: Vec<Point>,
}

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    let groups: Vec<Group> = [Severity::High, Severity::Medium, Severity::Low, Severity::Strength]
        .into_iter()
        .map(|severity| Group {
            key: severity_key(severity),
            title: scribe.word(&format!("findings-{}", severity_key(severity))),
            points: scribe
                .audit
                .findings
                .iter()
                .filter(|finding| finding.severity == severity)
                .map(|finding| point(scribe, finding))
                .collect(),
        })
        .filter(|group| !group.points.is_empty())
        .collect();
    View {
        alerts: alerts::view(scribe),
        contents: contents(groups.iter().map(|group| {
            let id = format!("group-{}", group.key);
            (group.title.clone(), id, scribe.count(group.points.len() as u64))
        })),
        groups,
    }
}
