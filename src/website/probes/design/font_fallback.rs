//! design-font-fallback: each list of families that text is set in ends with a generic one.

use std::collections::BTreeSet;

use super::is_icons;
use crate::website::css::Family;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "design-font-fallback",
    scope: Scope::Element,
    messages: &["fallback-missing"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let mut seen = BTreeSet::new();
    for worn in view.page.census().seen() {
        let Some(families) = worn.style.font_family.as_ref().known() else {
            continue;
        };
        if !seen.insert(families.clone()) {
            continue;
        }
        let icons = families
            .iter()
            .any(|family| matches!(family, Family::Named(name) if is_icons(name)));
        if icons {
            continue;
        }
        match families.last() {
            Some(Family::Named(last)) => {
                let node = worn.texts.first().copied().unwrap_or(worn.first);
                sheet.fail(Spot::Element(node), "fallback-missing", &[("family", last.to_string())]);
            }
            _ => sheet.pass(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    #[test]
    fn a_list_without_a_generic_family_fails_once_where_it_is_first_used() {
        let result = PROBE.run(&site(&[(
            "index.html",
            "<style>p{font-family:Lora,Georgia}h1{font-family:Inter,sans-serif}</style><h1>a</h1><p>b</p><p>c</p>",
        )]));
        assert_eq!((result.passed, result.failed), (1, 1));
        assert_eq!(result.evidence[0].values["family"], "Georgia");
    }

    #[test]
    fn what_is_inherited_set_by_a_variable_or_drawn_is_no_defect() {
        let result = PROBE.run(&site(&[(
            "index.html",
            "<style>:root{--f:Inter,sans-serif}body{font-family:var(--f)}p{font-family:inherit}i{font-family:'Material \
             Icons'}</style><p>b<i>home</i></p>",
        )]));
        assert_eq!((result.passed, result.failed), (1, 0));
    }
}
