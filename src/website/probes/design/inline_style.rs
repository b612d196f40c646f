//! design-inline-style: looks are in style sheets, not in attributes, and are not forced.

use std::collections::BTreeSet;

use super::counted;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;
use crate::website::tree::Namespace;

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
    run,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let (mut elements, mut styled) = (0_u64, 0_u64);
    let mut worst: Option<(u64, usize)> = None;
    let mut files = BTreeSet::new();
    for index in counted(site) {
        let page = &site.pages()[index];
        let mut here = 0;
        for id in page.document.elements() {
            let html = page
                .document
                .element(id)
                .is_some_and(|element| element.namespace == Namespace::Html);
            elements += u64::from(html);
            here += u64::from(html && page.document.attribute(id, "style").is_some());
        }
        styled += here;
        if worst.is_none_or(|(most, _)| here > most) {
            worst = Some((here, index));
        }
        files.extend(page.styles.sheets().sheets().filter_map(|css| css.path.clone()));
    }
    let mut failed = false;
    if styled as f64 > SHARE * elements as f64
        && let Some((_, page)) = worst
    {
        failed = true;
        let percent = (styled as f64 / elements as f64 * 100.0).round();
        let document = &site.pages()[page].document;
        let first = document
            .elements()
            .find(|id| document.attribute(*id, "style").is_some());
        let node = first.unwrap_or_else(|| document.root());
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
