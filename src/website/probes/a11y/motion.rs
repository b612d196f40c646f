//! a11y-motion: what moves for more than five seconds by itself can be stopped or stays still for who asks for it.
//!
//! WCAG 2.2, 2.2.2. A heuristic: a sheet that asks for `prefers-reduced-motion` is taken to heed it, and what turns while
//! something loads is left out.

use serde::{Deserialize, Serialize};

use crate::website::css::{Environment, Known};
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{PageView, Site};
use crate::website::tree::{Document, NodeId};

/// Motion longer than this has to be stoppable, in seconds.
const MOST: f32 = 5.0;

pub(super) const PROBE: Probe = Probe {
    id: "a11y-motion",
    scope: Scope::Site,
    messages: &["motion-endless", "motion-element"],
    facts: &[&MOVES],
    run,
};

/// What moves on a page, and what of it moves without end.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Moves {
    any: bool,
    endless: Vec<NodeId>,
    elements: Vec<NodeId>,
}

const MOVES: Fact<Moves> = Fact {
    name: "moves",
    of: moves,
};

fn moves(view: &PageView<'_>) -> Moves {
    let mut found = Moves::default();
    let (page, document) = (view.page, view.document);
    let heeds = page
        .styles
        .sheets()
        .applied(Environment::DESKTOP)
        .any(|css| css.tally.motion_queries > 0);
    for worn in &page.census().styles {
        let Known::Known(animation) = worn.style.animation else {
            continue;
        };
        let long = animation.seconds > 0.0 && animation.seconds * animation.times > MOST;
        if !long || worn.style.text_is_seen() == Known::Known(false) && worn.characters > 0 {
            continue;
        }
        found.any = true;
        if !heeds && !waits(document, worn.first) {
            found.endless.push(worn.first);
        }
    }
    for id in document.named_any(&["marquee", "blink"]) {
        found.any = true;
        found.elements.push(id);
    }
    for node in found.endless.iter().chain(&found.elements) {
        page.pin(Spot::Element(*node));
    }
    found
}

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let mut moving = false;
    for index in (0..site.pages().len()).filter(|index| site.weights[*index] > 0) {
        let here = site.fact(&MOVES, index);
        moving |= here.any;
        for node in here.endless {
            sheet.fail(index, Spot::Element(node), "motion-endless", &[]);
        }
        for node in here.elements {
            sheet.fail(index, Spot::Element(node), "motion-element", &[]);
        }
    }
    if moving {
        sheet.pass_site();
    }
    sheet.finish()
}

/// Whether an element shows that something is loading.
fn waits(document: &Document, id: NodeId) -> bool {
    std::iter::once(id).chain(document.ancestors(id)).any(|at| {
        let said = ["class", "id", "role", "aria-label"].iter().any(|name| {
            document.attribute(at, name).is_some_and(|value| {
                let value = value.to_ascii_lowercase();
                ["spin", "load", "progress", "skeleton", "wait"]
                    .iter()
                    .any(|word| value.contains(word))
            })
        });
        said || document.attribute(at, "aria-busy").is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(html: &str) -> Verdict {
        run(&site(&[("index.html", html)])).outcome
    }

    #[test]
    fn endless_motion_fails() {
        assert_eq!(
            outcome("<style>p{animation:slide 2s infinite}</style><p>x y</p>"),
            Verdict::Failed
        );
        assert_eq!(outcome("<marquee>news</marquee>"), Verdict::Failed);
    }

    #[test]
    fn short_motion_spinners_and_sheets_that_heed_the_reader_pass() {
        assert_eq!(
            outcome("<style>p{animation:slide 2s}</style><p>x y</p>"),
            Verdict::NotApplicable
        );
        for html in [
            "<style>.spinner{animation:turn 1s infinite}</style><div class=spinner></div>",
            "<style>p{animation:a 9s infinite}@media(prefers-reduced-motion:reduce){p{animation:none}}</style><p>x y</p>",
        ] {
            assert_eq!(outcome(html), Verdict::Passed, "{html}");
        }
    }
}
