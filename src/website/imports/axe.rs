//! Results of axe-core: reporters v1, v2 and no-passes, from its API or in the list that its command line writes.
//!
//! All have the four lists `violations`, `passes`, `incomplete` and `inapplicable`, each of rules with their nodes.

use serde_json::Value;

use super::{NodeSaid, Report, RuleSaid, Said, Tool, text};

pub(super) fn read(value: &Value, left: &mut usize) -> Option<Report> {
    let lists = [
        ("violations", Said::Failed),
        ("incomplete", Said::Open),
        ("passes", Said::Passed),
        ("inapplicable", Said::NotApplicable),
    ];
    value.get("violations")?.as_array()?;
    let mut rules: Vec<RuleSaid> = Vec::new();
    for (key, said) in lists {
        let Some(list) = value.get(key).and_then(Value::as_array) else {
            continue;
        };
        for one in list {
            let rule = text(one, "id");
            if rule.is_empty() {
                continue;
            }
            let nodes = one
                .get("nodes")
                .and_then(Value::as_array)
                .map_or(&[][..], Vec::as_slice);
            let nodes: Vec<NodeSaid> = nodes
                .iter()
                .take(*left)
                .map(|node| NodeSaid {
                    said,
                    selector: target(node.get("target")),
                    html: text(node, "html"),
                    reason: reason(node),
                })
                .collect();
            *left -= nodes.len();
            // A rule may stand in several lists: some elements pass, some fail. The worst is the rule's.
            match rules.iter_mut().find(|known| known.rule == rule) {
                Some(known) => known.nodes.extend(nodes),
                None => rules.push(RuleSaid { rule, said, nodes }),
            }
        }
    }
    Some(Report {
        tool: Tool::Axe,
        version: value
            .get("testEngine")
            .map(|engine| text(engine, "version"))
            .unwrap_or_default(),
        url: text(value, "url"),
        rules,
        run: None,
        throttling: String::new(),
    })
}

/// The selector of an element. One that lies inside a frame or a shadow tree has several, and is not in the page.
fn target(target: Option<&Value>) -> String {
    let Some(Value::Array(parts)) = target else {
        return target.and_then(Value::as_str).unwrap_or_default().to_owned();
    };
    let parts: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
    parts.join(" >>> ")
}

/// `Fix any of the following:` and its indented lines, in one line; else the messages of the checks.
fn reason(node: &Value) -> String {
    let summary = text(node, "failureSummary");
    let lines: Vec<&str> = summary
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.ends_with(':'))
        .collect();
    if !lines.is_empty() {
        return lines.join("; ");
    }
    let checks = ["any", "all", "none"]
        .iter()
        .filter_map(|key| node.get(key)?.as_array())
        .flatten();
    let said: Vec<&str> = checks.filter_map(|check| check.get("message")?.as_str()).collect();
    said.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::imports::read as read_file;

    const RESULTS: &str = r##"{"testEngine":{"name":"axe-core","version":"4.10.2"},"url":"https://e.org/a.html",
        "violations":[{"id":"image-alt","nodes":[{"html":"<img src=a>","target":["body > img"],
            "failureSummary":"Fix any of the following:\n  Element has no alt\n  No title"}]}],
        "passes":[{"id":"image-alt","nodes":[{"html":"<img alt>","target":["#b"]},{"html":"<img>","target":["iframe","img"]}]}],
        "incomplete":[{"id":"color-contrast","nodes":[{"html":"<p>","target":["p"],"any":[{"message":"Unable to tell"}]}]}],
        "inapplicable":[{"id":"label","nodes":[]}]}"##;

    #[test]
    fn a_rule_with_passing_and_failing_elements_fails() {
        let report = &read_file(RESULTS.as_bytes()).unwrap()[0];
        assert_eq!((report.tool, report.version.as_str()), (Tool::Axe, "4.10.2"));
        let said: Vec<_> = report
            .rules
            .iter()
            .map(|rule| (rule.rule.as_str(), rule.said, rule.nodes.len()))
            .collect();
        assert_eq!(
            said,
            [
                ("image-alt", Said::Failed, 3),
                ("color-contrast", Said::Open, 1),
                ("label", Said::NotApplicable, 0)
            ]
        );
        assert_eq!(report.rules[0].nodes[0].reason, "Element has no alt; No title");
        assert_eq!(report.rules[0].nodes[2].selector, "iframe >>> img");
        assert_eq!(report.rules[1].nodes[0].reason, "Unable to tell");
    }

    #[test]
    fn the_list_of_the_command_line_holds_a_report_per_address() {
        let list = format!("[{RESULTS},{RESULTS}]");
        assert_eq!(read_file(list.as_bytes()).unwrap().len(), 2);
    }
}
