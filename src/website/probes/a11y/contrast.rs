//! a11y-contrast and a11y-contrast-enhanced: text stands out against what is behind it.
//!
//! WCAG 2.2, 1.4.3 and 1.4.6: 4.5:1 and 7:1; for large text, 3:1 and 4.5:1. Colours are those of the cascade, opacity
//! and transparency laid over one another. What an image, a shadow or something laid over it decides is left open.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::website::css::{Computed, Known, Position, Rgba};
use crate::website::page::Page;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::{Document, Namespace, NodeId, NodeKind};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-contrast",
    scope: Scope::Element,
    messages: &["contrast-low", "contrast-unknown"],
    look: |view, sheet| look(view, sheet, 4.5, 3.0),
};

pub(super) const ENHANCED: PageProbe = PageProbe {
    id: "a11y-contrast-enhanced",
    scope: Scope::Element,
    messages: &["contrast-low", "contrast-unknown"],
    look: |view, sheet| look(view, sheet, 7.0, 4.5),
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>, usual: f64, large: f64) {
    let page = view.page;
    let accessible = view.accessible();
    let mut inactive: Option<Inactive> = None;
    let mut ground = Ground::new(page);
    for worn in page.census().styles.iter().filter(|worn| worn.characters > 0) {
        let style = &worn.style;
        if style.text_is_seen() == Known::Known(false) {
            continue;
        }
        let needed = match is_large(style) {
            Known::Known(true) => large,
            Known::Known(false) => usual,
            Known::Unknown => f64::NAN,
        };
        let seen = style.text_on_ground();
        let ratio = match seen {
            Known::Known((text, ground)) => Some(text.contrast(ground)),
            Known::Unknown => None,
        };
        // Where the size is not known, only what fails or passes both ways is told.
        let verdict = ratio.and_then(|ratio| {
            if needed.is_nan() {
                (ratio >= usual).then_some(true).or((ratio < large).then_some(false))
            } else {
                Some(ratio >= needed)
            }
        });
        let texts = worn.texts.iter().copied();
        for node in texts.filter(|node| !accessible.is_aria_hidden(*node) && is_text(page, *node)) {
            if verdict == Some(true) {
                sheet.pass();
                continue;
            }
            let inactive = inactive.get_or_insert_with(|| Inactive::new(&page.document));
            if inactive.holds(&page.document, node) {
                continue;
            }
            let sure =
                verdict == Some(false) && style.text_is_seen() == Known::Known(true) && !ground.is_overlaid(node);
            if let (true, Some(ratio), Known::Known((text, ground))) = (sure, ratio, seen) {
                let needed = if needed.is_nan() { large } else { needed };
                let values = (!sheet.is_full()).then(|| values(ratio, text, ground, needed));
                let values = values.as_ref().map(<[_; 4]>::as_slice).unwrap_or_default();
                sheet.fail(Spot::Element(node), "contrast-low", values);
            } else {
                sheet.unknown(Spot::Element(node), "contrast-unknown", &[]);
            }
        }
    }
}

fn values(ratio: f64, text: Rgba, ground: Rgba, needed: f64) -> [(&'static str, String); 4] {
    // Rounded down: 4.49 is not 4.5.
    let ratio = ((ratio * 100.0).floor() / 100.0).to_string();
    [
        ("ratio", ratio),
        ("text", text.hex()),
        ("ground", ground.hex()),
        ("needed", needed.to_string()),
    ]
}

/// 18 points, or 14 points in bold: 24 and 18.66 CSS pixels.
fn is_large(style: &Computed) -> Known<bool> {
    match (style.font_size, style.font_weight) {
        (Known::Known(size), _) if size >= 24.0 => Known::Known(true),
        (Known::Known(size), _) if size < 18.66 => Known::Known(false),
        (Known::Known(_), Known::Known(weight)) => Known::Known(weight >= 700.0),
        _ => Known::Unknown,
    }
}

/// Whether an element holds text that somebody reads: not the text of a drawing, not a sign on its own.
fn is_text(page: &Page, id: NodeId) -> bool {
    let document = &page.document;
    let Some(element) = document.element(id) else {
        return false;
    };
    if element.namespace != Namespace::Html || &*element.name == "option" {
        return false;
    }
    // One letter may be a sign, two are not: no more are counted.
    let letters = document
        .children(id)
        .filter_map(|child| match &document.node(child).kind {
            NodeKind::Text(text) => Some(text.chars().filter(|c| c.is_alphanumeric())),
            _ => None,
        })
        .flatten()
        .take(2)
        .count();
    // “X” for closing is a sign; a single figure is the number of a page and is read.
    let sign = letters == 1 && !document.text(id).trim().chars().all(|c| c.is_ascii_digit());
    letters > 0 && !sign
}

fn is_disabled(document: &Document, id: NodeId) -> bool {
    let Some(element) = document.element(id) else {
        return false;
    };
    element.attributes.iter().any(|(name, value)| match &**name {
        "disabled" => matches!(
            &*element.name,
            "button" | "input" | "select" | "textarea" | "fieldset" | "optgroup"
        ),
        "aria-disabled" => value.trim().eq_ignore_ascii_case("true"),
        _ => false,
    })
}

/// The controls that are switched off, what they hold, and what names them.
struct Inactive {
    /// By node, whether it is switched off in itself or above.
    off: Vec<bool>,
    /// The ids of controls that are switched off, and of what names them.
    ids: BTreeSet<String>,
    /// Whether there is any.
    any: bool,
}

impl Inactive {
    fn new(document: &Document) -> Inactive {
        let mut found = Inactive {
            off: Vec::new(),
            ids: BTreeSet::new(),
            any: false,
        };
        let mut said = document.with_any(&["disabled", "aria-disabled"]);
        if !said.any(|id| is_disabled(document, id)) {
            return found;
        }
        found.off = vec![false; document.len()];
        for id in document.descendants(document.root()) {
            let above = document.parent(id).is_some_and(|above| found.off[above.index()]);
            if !above && !is_disabled(document, id) {
                continue;
            }
            found.off[id.index()] = true;
            found.any = true;
            found.ids.extend(document.attribute(id, "id").map(str::to_owned));
            let names = document.attribute(id, "aria-labelledby").unwrap_or_default();
            found.ids.extend(names.split_ascii_whitespace().map(str::to_owned));
        }
        found
    }

    /// Whether text belongs to a control that is switched off: its contents, or its label.
    fn holds(&self, document: &Document, id: NodeId) -> bool {
        self.any
            && std::iter::once(id).chain(document.ancestors(id)).any(|at| {
                let named = |name: &str| document.attribute(at, name).is_some_and(|id| self.ids.contains(id));
                let labels = document.is(at, "label")
                    && (named("for") || document.descendants(at).any(|below| is_disabled(document, below)));
                labels || self.off[at.index()] || named("id")
            })
    }
}

/// What lies around an element that may stand between its text and its ground.
struct Around {
    /// Children out of the flow that are images or filled.
    laid: Vec<NodeId>,
    /// Whether a generated box is.
    generated: bool,
    /// Whether its own ground hides what is behind it.
    opaque: bool,
}

/// What stands between text and the ground that the cascade gives it, worked out once for each element around text.
struct Ground<'a> {
    page: &'a Page,
    known: FxHashMap<NodeId, Around>,
}

impl<'a> Ground<'a> {
    fn new(page: &'a Page) -> Self {
        Ground {
            page,
            known: FxHashMap::default(),
        }
    }

    /// Whether something out of the flow may lie over the ground of an element: an image or a filled box laid into one
    /// of the elements around, a generated one included.
    fn is_overlaid(&mut self, id: NodeId) -> bool {
        let page = self.page;
        let document = &page.document;
        let mut inside = id;
        for at in std::iter::once(id).chain(document.ancestors(id)) {
            if document.element(at).is_none() {
                break;
            }
            let around = self.known.entry(at).or_insert_with(|| around(page, at));
            if around.generated || around.laid.iter().any(|child| *child != inside) {
                return true;
            }
            if around.opaque {
                return false;
            }
            inside = at;
        }
        false
    }
}

fn around(page: &Page, at: NodeId) -> Around {
    let document = &page.document;
    let floats = |style: &Computed| {
        matches!(
            style.position,
            Known::Known(Position::Absolute | Position::Fixed) | Known::Unknown
        ) && style.rendered != Known::Known(false)
    };
    let painted = |style: &Computed| {
        style.background_image != Known::Known(false)
            || !style.background_color.is_known_and(|color| color.alpha <= 0.0)
    };
    let is_laid = |child: &NodeId| {
        let Some(element) = document.element(*child) else {
            return false;
        };
        let style = page.style(*child);
        let media = ["img", "picture", "video", "canvas", "svg", "iframe", "object"].contains(&&*element.name);
        floats(style)
            && (media
                || painted(style)
                || document
                    .children(*child)
                    .any(|below| document.is(below, "img") || document.is(below, "picture")))
    };
    let generated = [page.styles.before(document, at), page.styles.after(document, at)];
    Around {
        laid: document.children(at).take(200).filter(is_laid).collect(),
        generated: generated.iter().flatten().any(|style| floats(style) && painted(style)),
        opaque: page.style(at).background_color.is_known_and(|color| color.alpha >= 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(html: &str) -> Verdict {
        PROBE.run(&site(&[("index.html", html)])).outcome
    }

    #[test]
    fn faint_text_fails_in_every_way_it_can_be_made() {
        for html in [
            "<p style='color:#777'>some text</p>",
            "<style>.a{color:#999}</style><p class=a>some text</p>",
            "<p style='color:rgba(0,0,0,.3);background:#fff'>some text</p>",
            "<div style='opacity:.4'><p>some text</p></div>",
            "<body bgcolor=#333333><p>some text</p>",
            "<style>:root{--c:#aaa}p{color:var(--c)}</style><p>some text</p>",
            "<h1 style='color:#999'>large text</h1>",
            "<button style='color:#777;background:#eee'>Send</button>",
        ] {
            assert_eq!(outcome(html), Verdict::Failed, "{html}");
        }
    }

    #[test]
    fn large_text_strong_text_and_links_of_browsers_pass() {
        for html in [
            "<p>some text</p>",
            "<p style='color:#767676'>some text</p>",
            "<h1 style='color:#949494'>large text</h1>",
            "<p style='font:bold 14pt serif;background:#666;color:#000'>some text</p>",
            "<a href=/>a link</a><button>Send</button><mark>found</mark>",
        ] {
            assert_eq!(outcome(html), Verdict::Passed, "{html}");
        }
    }

    #[test]
    fn images_shadows_overlays_and_missing_sheets_leave_it_open() {
        for html in [
            "<p style='color:#777;background:url(a.png)'>some text</p>",
            "<p style='color:#777;text-shadow:0 0 2px #000'>some text</p>",
            "<div style='position:relative'><img style='position:absolute' src=a><p style='color:#fff'>some text</p></div>",
            "<style>div::before{content:'';position:absolute;background:#000}</style><div><p style='color:#fff'>some text</p></div>",
            "<link rel=stylesheet href=https://cdn.example/a.css><p>some text</p>",
            "<p style='color:#777;mix-blend-mode:multiply'>some text</p>",
        ] {
            assert_eq!(outcome(html), Verdict::CannotTell, "{html}");
        }
    }

    #[test]
    fn what_nobody_reads_is_not_judged() {
        for html in [
            "<button disabled style='color:#777;background:#eee'>Send</button>",
            "<label style='color:#888'>Name <input disabled></label>",
            "<label for=x style='color:#888'>Name</label><input id=x disabled>",
            "<fieldset disabled><label style='color:#888'>Name <input></label></fieldset>",
            "<div role=button aria-disabled=true style='color:#888'>Send</div>",
            "<p aria-hidden=true style='color:#fff'>some text</p>",
            "<p style='color:#fff;position:absolute;left:-9999px'>some text</p>",
            "<p hidden style='color:#fff'>some text</p>",
            "<button aria-label=Close style='color:#ccc;background:#fff'>X</button>",
            "<p style='color:#eee'>— · —</p>",
        ] {
            assert_eq!(outcome(html), Verdict::NotApplicable, "{html}");
        }
    }
}
