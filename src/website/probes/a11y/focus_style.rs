//! a11y-focus-style: no style sheet takes the mark of the focus away without giving another.
//!
//! WCAG 2.2, 2.4.7. A heuristic on rules about every element or about links and controls in general.

use std::collections::BTreeSet;

use crate::website::css::{Environment, Known, Property, RuleView};
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;

pub(super) const PROBE: Probe = Probe {
    id: "a11y-focus-style",
    scope: Scope::Site,
    messages: &["focus-removed"],
    facts: &[],
    run,
};

/// Subjects that mean every element, or every link or control.
const GENERAL: [&str; 8] = ["", "*", "a", "a:any", "button", "input", "select", "textarea"];

/// Properties that can mark the focus in place of the outline.
const MARKS: [Property; 8] = [
    Property::BackgroundColor,
    Property::BackgroundImage,
    Property::BorderBottomColor,
    Property::BorderBottomStyle,
    Property::BoxShadow,
    Property::TextDecorationLine,
    Property::Transform,
    Property::Color,
];

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let mut seen = BTreeSet::new();
    let (mut judged, mut failed) = (false, false);
    for (index, page) in site
        .pages()
        .iter()
        .enumerate()
        .filter(|(index, _)| site.weights[*index] > 0)
    {
        let set = page.styles.sheets();
        if !seen.insert(std::sync::Arc::as_ptr(set)) {
            continue;
        }
        let rules: Vec<_> = set
            .applied(Environment::DESKTOP)
            .flat_map(|css| css.rules().map(move |rule| (css, rule)))
            .filter(|(_, rule)| rule.applies(Environment::DESKTOP) != Known::Known(false))
            .collect();
        judged |= !rules.is_empty();
        let marked: BTreeSet<String> = rules
            .iter()
            .filter(|(_, rule)| marks(rule))
            .filter_map(|(_, rule)| rule.focused())
            .collect();
        for (css, rule) in &rules {
            let Some(subject) = subject(rule) else { continue };
            let given = marks(rule) || marked.contains(&subject) || marked.contains("") || marked.contains("*");
            if !rule.removes_outline() || given {
                continue;
            }
            failed = true;
            let values = [("selector", rule.selector())];
            if let Some(path) = &css.path {
                let position = css.position(rule.offset());
                sheet.fail_in_file(
                    path,
                    Some(position),
                    css.excerpt(rule.offset()),
                    "focus-removed",
                    &values,
                );
            } else {
                let style = page.sheets.iter().find(|link| page.document.is(link.node, "style"));
                let node = style.map_or_else(|| page.head_or_root(), |link| link.node);
                sheet.fail(index, Spot::Element(node), "focus-removed", &values);
            }
        }
    }
    if judged && !failed {
        sheet.pass_site();
    }
    sheet.finish()
}

fn marks(rule: &RuleView<'_>) -> bool {
    MARKS.iter().any(|property| rule.declares(*property))
        || !rule.removes_outline() && (rule.declares(Property::OutlineStyle) || rule.declares(Property::OutlineWidth))
}

/// What a rule about the focus is about, if it is about elements in general.
fn subject(rule: &RuleView<'_>) -> Option<String> {
    // `:focus:not(:focus-visible)` leaves the keyboard its mark.
    let subject = rule.focused()?;
    (!rule.selector().contains(":not(:focus") && GENERAL.contains(&subject.as_str())).then_some(subject)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(css: &str) -> Verdict {
        run(&site(&[(
            "index.html",
            &format!("<style>{css}</style><a href=/>a</a>"),
        )]))
        .outcome
    }

    #[test]
    fn an_outline_that_is_taken_away_fails() {
        for css in [
            ":focus{outline:0}",
            "*:focus{outline:none}",
            "a:focus,button:focus{outline:none!important}",
        ] {
            assert_eq!(outcome(css), Verdict::Failed, "{css}");
        }
    }

    #[test]
    fn another_mark_and_a_rule_for_the_mouse_pass() {
        for css in [
            "a:focus{outline:0;box-shadow:0 0 2px #00f}",
            "a:focus{outline:0}a:focus-visible{background:#ff0}",
            "a:focus:not(:focus-visible){outline:0}",
            "a:focus{outline:2px solid}",
            "@media print{:focus{outline:0}}p{color:red}",
        ] {
            assert_eq!(outcome(css), Verdict::Passed, "{css}");
        }
    }
}
