//! design-inline-style: looks are in style sheets, not in attributes, and are not forced.

use std::collections::BTreeSet;

use super::counted;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::Site;
use crate::website::tree::{Namespace, NodeId};

/// Most elements with a style attribute, as a share of all.
const SHARE: f64 = 0.15;
/// Most `!important` in a thousand lines.
const FORCED: u64 = 50;
/// A sheet without line breaks counts a line for so many declarations.
const PER_LINE: u64 = 1;

pub(super) const PROBE: Probe = Probe {
    id: "design-inline-style",
    scope: Scope::Site,
    messages: &["style-attributes", "style-forced"],
    facts: &[&STYLED],
    run,
};

/// HTML elements, those with a style attribute, and the first of these.
const STYLED: Fact<(u64, u64, Option<NodeId>)> = Fact {
    name: "style-attributes",
    of: |view| {
        let document = view.document;
        let (mut elements, mut styled, mut first) = (0, 0, None);
        for id in document.elements() {
            let Some(element) = document.element(id) else { continue };
            let html = element.namespace == Namespace::Html;
            elements += u64::from(html);
            if document.attribute(id, "style").is_some() {
                styled += u64::from(html);
                first = first.or(Some(id));
            }
        }
        (elements, styled, first)
    },
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let (mut elements, mut styled) = (0_u64, 0_u64);
    let mut worst: Option<(u64, usize, NodeId)> = None;
    let mut files = BTreeSet::new();
    for index in counted(site) {
        let page = &site.pages()[index];
        let (all, here, first) = site.fact(&STYLED, index);
        elements += all;
        styled += here;
        if worst.is_none_or(|(most, ..)| here > most) {
            worst = Some((here, index, first.unwrap_or_else(|| page.head_or_root())));
        }
        files.extend(page.styles.sheets().sheets().filter_map(|css| css.path.clone()));
    }
    let mut failed = false;
    if styled as f64 > SHARE * elements as f64
        && let Some((_, page, node)) = worst
    {
        failed = true;
        let percent = (styled as f64 / elements as f64 * 100.0).round();
        sheet.fail(
            page,
            Spot::Element(node),
            "style-attributes",
            &[("percent", percent.to_string())],
        );
    }
    for css in site.library.files() {
        let Some(path) = css.path.as_ref().filter(|path| files.contains(*path)) else {
            continue;
        };
        let lines = css.tally.lines.max(css.tally.declarations * PER_LINE).max(1);
        if css.tally.important * 1_000 > FORCED * lines && css.tally.important > FORCED {
            failed = true;
            let values = [("count", css.tally.important.to_string()), ("lines", lines.to_string())];
            sheet.fail_in_file(path, None, path, "style-forced", &values);
        }
    }
    if !failed && elements > 0 {
        sheet.pass_site();
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    #[test]
    fn many_attributes_and_much_force_fail() {
        let html = "<p style='color:red'>x</p>".repeat(20);
        assert_eq!(run(&site(&[("index.html", &html)])).outcome, Verdict::Failed);
        let css = "p{color:red!important}\n".repeat(60);
        let result = run(&site(&[
            ("index.html", "<link rel=stylesheet href=a.css><p>x"),
            ("a.css", &css),
        ]));
        assert_eq!(result.evidence[0].message, "style-forced");
    }

    #[test]
    fn drawings_and_a_few_exceptions_are_fine() {
        let html = format!(
            "<svg>{}</svg>{}",
            "<path style='fill:red'/>".repeat(50),
            "<p>x</p>".repeat(20)
        );
        assert_eq!(run(&site(&[("index.html", &html)])).outcome, Verdict::Passed);
    }
}
