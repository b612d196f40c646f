//! a11y-text-spacing: style attributes do not force spacing below what readers may need.
//!
//! WCAG 2.2, 1.4.12: letters .12, words .16, lines 1.5 times the size. Only `!important` in an attribute cannot be
//! overridden by a reader's own sheet.

use crate::website::css::{Computed, Extent, Known, LineHeight, forced_spacing};
use crate::website::page::Page;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::{NodeId, NodeKind};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-text-spacing",
    scope: Scope::Element,
    messages: &["spacing-letters", "spacing-words", "spacing-lines", "spacing-unknown"],
    look,
};

/// Least spacing of letters, of words and of lines, in font sizes.
const LEAST: [f32; 3] = [0.12, 0.16, 1.5];
const MESSAGES: [&str; 3] = ["spacing-letters", "spacing-words", "spacing-lines"];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let (page, document) = (view.page, view.document);
    for id in document.with_any(&["style"]) {
        let Some(style) = document.attribute(id, "style").filter(|style| style.contains('!')) else {
            continue;
        };
        for (index, _) in forced_spacing(style)
            .into_iter()
            .enumerate()
            .filter(|(_, forced)| *forced)
        {
            match judge(page, id, index) {
                Some(Known::Known(true)) => sheet.pass(),
                Some(Known::Known(false)) => {
                    let values = [("least", LEAST[index].to_string())];
                    sheet.fail(Spot::Attribute(id, "style"), MESSAGES[index], &values);
                }
                Some(Known::Unknown) => sheet.unknown(Spot::Attribute(id, "style"), "spacing-unknown", &[]),
                None => {}
            }
        }
    }
}

/// The spacing in font sizes of the text's own element.
fn spacing(style: &Computed, size: f32, index: usize) -> Known<f32> {
    match index {
        0 => style.letter_spacing.map(|px| px / size),
        1 => style.word_spacing.map(|px| px / size),
        _ => style.line_height.map(|height| match height {
            // What `normal` comes to is up to the font, and less than 1.5 for all usual ones.
            LineHeight::Normal => 1.2,
            LineHeight::Times(times) => times,
            LineHeight::Px(px) => px / size,
        }),
    }
}

fn same(one: &Computed, other: &Computed, index: usize) -> bool {
    match index {
        0 => one.letter_spacing == other.letter_spacing,
        1 => one.word_spacing == other.word_spacing,
        _ => one.line_height == other.line_height,
    }
}

/// `None` when no text takes the value.
fn judge(page: &Page, id: NodeId, index: usize) -> Option<Known<bool>> {
    let document = &page.document;
    let own = page.style(id);
    let mut verdict: Option<Known<bool>> = None;
    for node in document.descendants(id) {
        let NodeKind::Text(text) = &document.node(node).kind else {
            continue;
        };
        let Some(parent) = document
            .parent(node)
            .filter(|_| text.chars().any(char::is_alphanumeric))
        else {
            continue;
        };
        let html = document
            .element(parent)
            .is_some_and(|element| element.namespace == crate::website::tree::Namespace::Html);
        let style = page.style(parent);
        if !html || style.text_is_seen() == Known::Known(false) || !same(own, style, index) {
            continue;
        }
        let words = text.split_whitespace().count();
        let enough = style
            .font_size
            .and_then(|size| spacing(style, size, index))
            .map(|times| times >= LEAST[index] - 1e-4);
        let one = match index {
            // A word on its own has nothing between words.
            1 if words < 2 => continue,
            2 if enough != Known::Known(true) => match wraps(page, parent, text, style) {
                Known::Known(false) => continue,
                Known::Known(true) => enough,
                Known::Unknown => Known::Unknown,
            },
            _ => enough,
        };
        verdict = Some(verdict.map_or(one, |all| all.and(one)));
    }
    verdict
}

/// Whether text breaks into lines: by a width around it, else by the narrowest and the widest usual screen.
fn wraps(page: &Page, id: NodeId, text: &str, style: &Computed) -> Known<bool> {
    let Known::Known(size) = style.font_size else {
        return Known::Unknown;
    };
    if text.split_whitespace().count() < 2 || matches!(style.white_space, Known::Known("nowrap" | "pre")) {
        return Known::Known(false);
    }
    let letters = text
        .split_whitespace()
        .map(|word| word.chars().count() + 1)
        .sum::<usize>() as f32;
    let (least, most) = (letters * size * 0.35, letters * size * 0.75);
    let limit = std::iter::once(id)
        .chain(page.document.ancestors(id))
        .filter(|at| page.document.element(*at).is_some())
        .find_map(|at| {
            let style = page.style(at);
            let px = |extent: Known<Extent>| extent.known().and_then(Extent::px);
            px(style.max_width).or_else(|| px(style.width))
        });
    match limit {
        Some(limit) if least > limit => Known::Known(true),
        Some(limit) if most <= limit.min(320.0) => Known::Known(false),
        None if least > 1280.0 => Known::Known(true),
        None if most <= 320.0 => Known::Known(false),
        _ => Known::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    const TEXT: &str = "The toy brought back fond memories of being lost in the rain forest.";

    fn outcome(style: &str) -> Verdict {
        PROBE
            .run(&site(&[("index.html", &format!("<p style='{style}'>{TEXT}</p>"))]))
            .outcome
    }

    #[test]
    fn forced_spacing_below_the_least_fails() {
        for style in [
            "letter-spacing:.1em!important",
            "letter-spacing:1px !important",
            "word-spacing:0!important",
            "word-spacing:initial!important",
            "line-height:1.2!important;max-width:200px",
            "line-height:normal!important;max-width:200px",
        ] {
            assert_eq!(outcome(style), Verdict::Failed, "{style}");
        }
    }

    #[test]
    fn what_readers_can_override_and_what_is_wide_enough_is_fine() {
        for style in [
            "letter-spacing:.1em",
            "letter-spacing:inherit!important",
            "line-height:1",
            "display:none;letter-spacing:0!important",
            "line-height:1!important;white-space:nowrap",
        ] {
            assert_eq!(outcome(style), Verdict::NotApplicable, "{style}");
        }
        for style in [
            "letter-spacing:2px!important",
            "word-spacing:.2em!important",
            "line-height:1.5!important",
            "letter-spacing:.1em!important;letter-spacing:.2em!important",
        ] {
            assert_eq!(outcome(style), Verdict::Passed, "{style}");
        }
        assert_eq!(outcome("line-height:1!important"), Verdict::CannotTell);
    }
}
