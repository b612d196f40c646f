//! Reports of Lighthouse, versions 3 to 13: `audits{}` with a score and a way to read it.
//!
//! Names changed over the versions: `finalUrl` became `finalDisplayedUrl` with 10, `not-applicable` is
//! `notApplicable` since 5, and what were `binary` and `numeric` opportunities are `metricSavings` since 12.

use serde_json::Value;

use super::{NodeSaid, Report, RuleSaid, Run, Said, Tool, text};

/// Least score of an audit that passes, as Lighthouse itself colours it.
const PASS: f64 = 0.9;

pub(super) fn read(value: &Value, left: &mut usize) -> Option<Report> {
    let version = text(value, "lighthouseVersion");
    let audits = value.get("audits")?.as_object()?;
    if version.is_empty() && value.get("categories").is_none() {
        return None;
    }
    let url = ["finalDisplayedUrl", "finalUrl", "mainDocumentUrl", "requestedUrl"]
        .iter()
        .map(|key| text(value, key))
        .find(|url| !url.is_empty())
        .unwrap_or_default();
    let rules = audits
        .iter()
        .map(|(id, audit)| {
            let said = said(audit);
            let nodes = if said == Said::Failed {
                nodes(audit, *left)
            } else {
                Vec::new()
            };
            *left -= nodes.len();
            RuleSaid {
                rule: id.clone(),
                said,
                nodes,
            }
        })
        .collect();
    let measured = |id: &str| {
        let audit = audits.get(id)?;
        audit.get("numericValue").or_else(|| audit.get("rawValue"))?.as_f64()
    };
    let run = Run {
        lcp: measured("largest-contentful-paint"),
        cls: measured("cumulative-layout-shift"),
        tbt: measured("total-blocking-time"),
    };
    let measured = run.lcp.is_some() || run.cls.is_some() || run.tbt.is_some();
    Some(Report {
        tool: Tool::Lighthouse,
        version,
        url,
        rules,
        run: measured.then_some(run),
        throttling: throttling(value),
    })
}

fn said(audit: &Value) -> Said {
    let mode = text(audit, "scoreDisplayMode")
        .to_ascii_lowercase()
        .replace(['-', '_'], "");
    match mode.as_str() {
        "notapplicable" | "informative" | "manual" => Said::NotApplicable,
        "error" => Said::Open,
        _ => match audit.get("score") {
            Some(Value::Number(score)) if score.as_f64().unwrap_or(0.0) >= PASS => Said::Passed,
            Some(Value::Bool(true)) => Said::Passed,
            Some(Value::Number(_) | Value::Bool(_)) => Said::Failed,
            _ => Said::NotApplicable,
        },
    }
}

/// The elements in the rows of an audit's table.
fn nodes(audit: &Value, most: usize) -> Vec<NodeSaid> {
    let items = audit.pointer("/details/items").and_then(Value::as_array);
    let of_item = |item: &Value| {
        let fields = item.as_object()?;
        let node = fields
            .values()
            .find(|field| field.get("type").and_then(Value::as_str) == Some("node"))?;
        Some(NodeSaid {
            said: Said::Failed,
            selector: text(node, "selector"),
            html: text(node, "snippet"),
            reason: text(node, "explanation")
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty() && !line.ends_with(':'))
                .collect::<Vec<_>>()
                .join("; "),
        })
    };
    items.into_iter().flatten().filter_map(of_item).take(most).collect()
}

/// Such as `mobile, devtools, 150 ms, 1638 kbit/s, CPU ×4`.
fn throttling(value: &Value) -> String {
    let settings = value.get("configSettings").unwrap_or(&Value::Null);
    let mut parts: Vec<String> = ["formFactor", "emulatedFormFactor", "throttlingMethod"]
        .iter()
        .map(|key| text(settings, key))
        .filter(|word| !word.is_empty())
        .collect();
    let number = |key: &str| settings.get("throttling")?.get(key)?.as_f64();
    if let Some(rtt) = number("rttMs") {
        parts.push(format!("{rtt:.0} ms"));
    }
    if let Some(throughput) = number("throughputKbps") {
        parts.push(format!("{throughput:.0} kbit/s"));
    }
    if let Some(slowdown) = number("cpuSlowdownMultiplier") {
        parts.push(format!("CPU ×{slowdown:.0}"));
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::imports::read as read_file;

    #[test]
    fn the_way_to_read_a_score_has_changed_its_spelling_but_not_its_sense() {
        for (audit, wanted) in [
            (r#"{"score":1,"scoreDisplayMode":"binary"}"#, Said::Passed),
            (r#"{"score":0.89,"scoreDisplayMode":"numeric"}"#, Said::Failed),
            (r#"{"score":0.9,"scoreDisplayMode":"metricSavings"}"#, Said::Passed),
            (
                r#"{"score":null,"scoreDisplayMode":"not-applicable"}"#,
                Said::NotApplicable,
            ),
            (
                r#"{"score":null,"scoreDisplayMode":"notApplicable"}"#,
                Said::NotApplicable,
            ),
            (r#"{"score":1,"scoreDisplayMode":"informative"}"#, Said::NotApplicable),
            (r#"{"score":null,"scoreDisplayMode":"manual"}"#, Said::NotApplicable),
            (r#"{"score":null,"scoreDisplayMode":"error"}"#, Said::Open),
        ] {
            assert_eq!(said(&serde_json::from_str(audit).unwrap()), wanted, "{audit}");
        }
    }

    #[test]
    fn versions_3_and_13_and_their_wrappings_give_the_same() {
        let old = r#"{"lighthouseVersion":"3.2.1","finalUrl":"https://e.org/","audits":{"document-title":
            {"score":0,"scoreDisplayMode":"binary"},"is-crawlable":{"score":1,"scoreDisplayMode":"binary"}}}"#;
        let new = old.replace("3.2.1", "13.4.1").replace("finalUrl", "finalDisplayedUrl");
        let speed = format!("{{\"lighthouseResult\":{new}}}");
        let flow = format!("{{\"steps\":[{{\"lhr\":{new}}}]}}");
        let rules = |text: &str| {
            let report = read_file(text.as_bytes()).unwrap().remove(0);
            assert_eq!(report.url, "https://e.org/");
            report.rules
        };
        let wanted = rules(old);
        assert_eq!((wanted[0].said, wanted[1].said), (Said::Failed, Said::Passed));
        for text in [&new, &speed, &flow] {
            assert_eq!(rules(text), wanted);
        }
    }
}
