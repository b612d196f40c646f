//! design-palette: the colours of text and backgrounds are few, as seen by the eye.
//!
//! A heuristic. Counted are computed colours of what is rendered, so that rules which match nothing do not count; colours
//! that differ by at most 3 in CIEDE2000 are one. Code with coloured syntax is left out.

use std::collections::BTreeMap;

use super::counted;
use crate::website::css::Rgba;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{PageView, Site};
use crate::website::tree::{Document, NodeId};

/// Most clusters of a site.
const MOST: usize = 24;
/// Most difference inside a cluster, in CIEDE2000.
const SAME: f32 = 3.0;

pub(super) const PROBE: Probe = Probe {
    id: "design-palette",
    scope: Scope::Site,
    messages: &["palette-many", "palette-unknown"],
    facts: &[&COLORS],
    run,
};

/// How often the colours of a page are known and not, and how often each occurs.
type Colors = (u64, u64, BTreeMap<[u8; 3], u64>);

const COLORS: Fact<Colors> = Fact {
    name: "colors",
    of: colors,
};

fn colors(view: &PageView<'_>) -> Colors {
    let mut weights: BTreeMap<[u8; 3], u64> = BTreeMap::new();
    let (mut known, mut unknown) = (0_u64, 0_u64);
    for worn in &view.page.census().styles {
        if in_code(view.document, worn.first) {
            continue;
        }
        let style = &worn.style;
        let mut count = |color: Option<Rgba>, times: u64| match color {
            Some(color) if color.alpha >= 0.999 => {
                known += times;
                *weights.entry(bytes(color)).or_default() += times;
            }
            Some(_) => {}
            None => unknown += times,
        };
        if worn.characters > 0 {
            count(style.color.known(), worn.texts.len() as u64);
        }
        count(style.background_color.known(), worn.elements);
        if let Some(Some(border)) = style.border_bottom.known() {
            count(Some(border), worn.elements);
        }
    }
    (known, unknown, weights)
}

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let mut weights: BTreeMap<[u8; 3], u64> = BTreeMap::new();
    let (mut known, mut unknown) = (0_u64, 0_u64);
    for page in counted(site) {
        let here = site.fact(&COLORS, page);
        known += here.0;
        unknown += here.1;
        for (color, times) in here.2 {
            *weights.entry(color).or_default() += times;
        }
    }
    let home = site.pages()[site.home].head_or_root();
    if known == 0 && unknown == 0 {
        return sheet.finish();
    }
    if unknown > known {
        sheet.unknown(site.home, Spot::Element(home), "palette-unknown", &[]);
        return sheet.finish();
    }
    let clusters = clusters(&weights);
    if clusters.len() <= MOST {
        sheet.pass_site();
    } else {
        let shown: Vec<String> = clusters.iter().take(8).map(|(color, _)| color.hex()).collect();
        let values = [
            ("colors", clusters.len().to_string()),
            ("most", MOST.to_string()),
            ("top", shown.join(", ")),
        ];
        sheet.fail(site.home, Spot::Element(home), "palette-many", &values);
    }
    sheet.finish()
}

fn bytes(color: Rgba) -> [u8; 3] {
    [color.red, color.green, color.blue].map(|part| (part.clamp(0.0, 1.0) * 255.0).round() as u8)
}

/// The most frequent colour takes what looks the same, then the next.
fn clusters(weights: &BTreeMap<[u8; 3], u64>) -> Vec<(Rgba, u64)> {
    let mut by_weight: Vec<(&[u8; 3], &u64)> = weights.iter().collect();
    by_weight.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
    let mut clusters: Vec<(Rgba, u64)> = Vec::new();
    for ([red, green, blue], weight) in by_weight {
        let color = Rgba::from_bytes(*red, *green, *blue, 1.0);
        let near = clusters.iter().position(|(center, _)| center.difference(color) <= SAME);
        match near {
            Some(index) => clusters[index].1 += weight,
            None if clusters.len() < 1_000 => clusters.push((color, *weight)),
            None => {}
        }
    }
    clusters
}

fn in_code(document: &Document, id: NodeId) -> bool {
    std::iter::once(id)
        .chain(document.ancestors(id))
        .any(|at| document.is(at, "pre") || document.is(at, "code"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(html: &str) -> Verdict {
        run(&site(&[("index.html", html)])).outcome
    }

    fn colored(n: usize, wrap: &str) -> String {
        let texts = (0..n)
            .map(|n| format!("<p style='color:hsl({} 80% 40%)'>x</p>", n * 12))
            .collect::<Vec<_>>()
            .concat();
        format!("<{wrap}>{texts}</{wrap}>")
    }

    #[test]
    fn thirty_hues_fail_and_a_few_pass() {
        assert_eq!(outcome(&colored(30, "div")), Verdict::Failed);
        assert_eq!(outcome(&colored(10, "div")), Verdict::Passed);
    }

    #[test]
    fn rules_that_match_nothing_shades_of_one_colour_and_code_are_no_palette() {
        let utilities = (0..300)
            .map(|n| format!(".c{n}{{color:hsl({n} 80% 40%)}}"))
            .collect::<Vec<_>>()
            .concat();
        assert_eq!(
            outcome(&format!("<style>{utilities}</style><p class=c1>x")),
            Verdict::Passed
        );
        let shades = (0..60)
            .map(|n| format!("<p style='color:rgb(80,80,{})'>x</p>", 80 + n / 20))
            .collect::<Vec<_>>()
            .concat();
        assert_eq!(outcome(&shades), Verdict::Passed);
        assert_eq!(outcome(&format!("{}<p>x", colored(30, "pre"))), Verdict::Passed);
        assert_eq!(
            outcome("<link rel=stylesheet href=https://cdn.example/a.css><p>x"),
            Verdict::CannotTell
        );
    }
}
