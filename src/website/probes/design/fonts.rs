//! design-fonts: at most three families of letters carry the text.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{counted, is_icons, is_mono};
use crate::website::css::Family;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::Site;
use crate::website::tree::NodeId;

/// Most families of a site.
const MOST: usize = 3;

pub(super) const PROBE: Probe = Probe {
    id: "design-fonts",
    scope: Scope::Site,
    messages: &["fonts-many", "fonts-unknown"],
    facts: &[&FAMILIES],
    run,
};

/// How much text the families of a page carry, and where each does first.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Families {
    known: u64,
    unknown: u64,
    by_name: BTreeMap<String, (u64, NodeId)>,
}

const FAMILIES: Fact<Families> = Fact {
    name: "families",
    of: |view| {
        let mut found = Families::default();
        // Most styles inherit one of a few lists.
        let mut meant: Vec<(&Arc<[Family]>, Option<String>)> = Vec::new();
        for worn in view.page.census().seen() {
            match worn.style.font_family.as_ref().known() {
                None => found.unknown += worn.characters,
                Some(list) => {
                    found.known += worn.characters;
                    let at = meant.iter().position(|(known, _)| Arc::ptr_eq(known, list));
                    let at = at.unwrap_or_else(|| {
                        meant.push((list, first(list)));
                        meant.len() - 1
                    });
                    if let Some(name) = &meant[at].1 {
                        let entry = found.by_name.entry(name.clone());
                        entry.or_insert((0, worn.first)).0 += worn.characters;
                    }
                }
            }
        }
        for (_, node) in found.by_name.values() {
            view.page.pin(Spot::Element(*node));
        }
        found
    },
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let mut families: BTreeMap<String, (u64, usize, NodeId)> = BTreeMap::new();
    let (mut known, mut unknown) = (0_u64, 0_u64);
    for index in counted(site) {
        let here = site.fact(&FAMILIES, index);
        known += here.known;
        unknown += here.unknown;
        for (name, (characters, node)) in here.by_name {
            families.entry(name).or_insert((0, index, node)).0 += characters;
        }
    }
    let home = site.pages()[site.home].head_or_root();
    if known + unknown == 0 {
        return sheet.finish();
    }
    if families.len() <= MOST {
        if unknown * 10 > known {
            sheet.unknown(site.home, Spot::Element(home), "fonts-unknown", &[]);
        } else {
            sheet.pass_site();
        }
        return sheet.finish();
    }
    let mut by_use: Vec<(&String, &(u64, usize, NodeId))> = families.iter().collect();
    by_use.sort_by(|(a, m), (b, n)| n.0.cmp(&m.0).then_with(|| a.cmp(b)));
    let names: Vec<String> = by_use.iter().take(8).map(|(name, _)| (*name).clone()).collect();
    for (name, (_, page, node)) in by_use.iter().skip(MOST) {
        let values = [
            ("family", (*name).clone()),
            ("count", families.len().to_string()),
            ("families", names.join(", ")),
        ];
        sheet.fail(*page, Spot::Element(*node), "fonts-many", &values);
    }
    sheet.finish()
}

/// The family that is meant: the first one, those of the system being one; `None` for code and icons.
fn first(families: &[Family]) -> Option<String> {
    if is_mono(families) {
        return None;
    }
    match families.first()? {
        Family::Named(name) if is_icons(name) => None,
        Family::Named(name) => {
            // A variable font is the font that it is a cut of.
            let name = name.to_ascii_lowercase();
            let base = name.trim_end_matches(" variable").trim_end_matches(" vf");
            Some(match base {
                "segoe ui" | "roboto" if families.iter().any(is_system) => "system-ui".to_owned(),
                base => base.to_owned(),
            })
        }
        Family::Generic(name) if name.contains("math") || *name == "emoji" => None,
        generic if is_system(generic) => Some("system-ui".to_owned()),
        Family::Generic(name) => Some((*name).to_owned()),
    }
}

fn is_system(family: &Family) -> bool {
    matches!(family, Family::Generic("system-ui" | "-apple-system" | "ui-sans-serif"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(families: &[&str]) -> Verdict {
        let texts = families
            .iter()
            .map(|family| format!("<p style=\"font-family:{family}\">abc</p>"))
            .collect::<Vec<_>>()
            .concat();
        run(&site(&[("index.html", &texts)])).outcome
    }

    #[test]
    fn four_families_fail() {
        assert_eq!(
            outcome(&["Lora", "Inter", "Arial", "Oswald,sans-serif"]),
            Verdict::Failed
        );
        assert_eq!(outcome(&["Lora", "Inter", "Arial"]), Verdict::Passed);
    }

    #[test]
    fn stacks_of_the_system_code_icons_and_variable_cuts_are_not_counted_apart() {
        let families = [
            "system-ui,sans-serif",
            "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto",
            "Inter",
            "'Inter Variable'",
            "Lora,serif",
            "Menlo,monospace",
            "'Font Awesome 6 Free'",
            "inter",
        ];
        assert_eq!(outcome(&families), Verdict::Passed);
    }
}
