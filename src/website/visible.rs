//! What a visitor can see of a page, and what an assistive tool is told of it.
//!
//! Functions of a document go by the HTML alone. Methods of a [`Page`] go by its style sheets too, as far as they are
//! known.

use super::css::{Known, Visibility};
use super::page::Page;
use super::tree::{Document, NodeId, NodeKind};

/// Elements whose contents are never shown as text.
const NEVER_SHOWN: [&str; 9] = [
    "script", "style", "template", "head", "title", "noembed", "noframes", "datalist", "iframe",
];

/// Whether an element itself takes itself and everything below it out of sight.
pub(super) fn hides(document: &Document, id: NodeId) -> bool {
    let Some(element) = document.element(id) else {
        return false;
    };
    if document.attribute(id, "hidden").is_some() || NEVER_SHOWN.contains(&&*element.name) {
        return true;
    }
    document.attribute(id, "style").is_some_and(|style| {
        let style: String = style
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
            .to_ascii_lowercase();
        style.split(';').any(|rule| {
            matches!(
                rule.trim_end_matches("!important"),
                "display:none" | "visibility:hidden"
            )
        })
    })
}

/// Whether neither the element nor one above it is hidden by `hidden`, by its style attribute or by being of a kind
/// that is never shown. `aria-hidden` does not hide from sight, so it does not count here.
pub fn is_visible(document: &Document, id: NodeId) -> bool {
    !std::iter::once(id)
        .chain(document.ancestors(id))
        .any(|id| hides(document, id))
}

/// Whether an element stands inside `<noscript>`: seen by machines that run no script, unseen by most people.
pub fn in_noscript(document: &Document, id: NodeId) -> bool {
    document.ancestors(id).any(|above| document.is(above, "noscript"))
}

impl Page {
    /// Whether an element has a box: neither it nor one above it is `display: none`, by `hidden`, by its kind
    /// (`<script>`, a closed `<dialog>`) or by a style sheet.
    pub fn is_rendered(&self, id: NodeId) -> Known<bool> {
        self.style(id).rendered
    }

    /// Whether an element is there to be seen: rendered and not `visibility: hidden`. What is moved off the screen or is
    /// transparent counts as visible; [`Page::is_seen`] looks at that too.
    pub fn visibility(&self, id: NodeId) -> Known<bool> {
        let style = self.style(id);
        style
            .rendered
            .and(style.visibility.map(|visibility| visibility == Visibility::Visible))
    }

    /// The same, what is not known going by the HTML alone. `aria-hidden` does not hide from sight.
    pub fn is_visible(&self, id: NodeId) -> bool {
        self.visibility(id)
            .known()
            .unwrap_or_else(|| is_visible(&self.document, id))
    }

    /// Whether text in an element is there for the eye: visible, on the screen, neither shrunk to nothing nor
    /// transparent.
    pub fn is_seen(&self, id: NodeId) -> Known<bool> {
        self.style(id).text_is_seen()
    }

    /// Whether an element is in the accessibility tree, as far as hiding goes: visible, and neither `aria-hidden` nor
    /// `inert` here or above. Text off the screen is: it is there for screen readers.
    pub fn exposure(&self, id: NodeId) -> Known<bool> {
        if is_silenced(&self.document, id) {
            return Known::Known(false);
        }
        self.visibility(id)
    }

    /// The same, what is not known going by the HTML alone.
    pub fn is_exposed(&self, id: NodeId) -> bool {
        !is_silenced(&self.document, id) && self.is_visible(id)
    }
}

/// Whether an element or one above it is `aria-hidden` or `inert`.
fn is_silenced(document: &Document, id: NodeId) -> bool {
    std::iter::once(id).chain(document.ancestors(id)).any(|at| {
        document
            .attribute(at, "aria-hidden")
            .is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
            || document.attribute(at, "inert").is_some()
    })
}

/// The text that a person or an assistive tool gets from an element: visible text, `alt` of images, white space
/// collapsed. `limit` bounds the bytes gathered, since a page may be one element of twenty megabytes.
pub fn words(document: &Document, id: NodeId, limit: usize) -> String {
    let mut text = String::new();
    let mut skip: Option<NodeId> = None;
    for at in document.descendants(id) {
        if let Some(hidden) = skip {
            if at == hidden || document.ancestors(at).any(|above| above == hidden) {
                continue;
            }
            skip = None;
        }
        match &document.node(at).kind {
            NodeKind::Text(words) => text.push_str(words),
            NodeKind::Element(element) => {
                if hides(document, at) {
                    skip = Some(at);
                    continue;
                }
                if !is_inline(&element.name) {
                    text.push(' ');
                }
                if &*element.name == "img"
                    && let Some(alt) = document.attribute(at, "alt")
                {
                    text.push_str(alt);
                }
            }
            _ => {}
        }
        if text.len() > limit {
            break;
        }
    }
    collapse(&text)
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "em"
            | "font"
            | "i"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "wbr"
    )
}

/// White space runs to single spaces, none at the ends.
pub fn collapse(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    collapsed
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    fn first(html: &str, name: &str) -> (Document, NodeId) {
        let page = parse(html);
        let id = page.named(name).next().unwrap();
        (page, id)
    }

    #[test]
    fn words_take_alternatives_and_leave_out_what_is_hidden() {
        let (page, id) = first(
            "<h1> <img alt='Brico'> the<b>me</b> <span hidden>no<i>pe</i></span><span style='DISPLAY : none'>x</span><p>b<script>c</script></h1>",
            "h1",
        );
        assert_eq!(words(&page, id, 1_000), "Brico theme b");
    }

    #[test]
    fn an_element_below_a_hidden_one_is_hidden() {
        let (page, id) = first("<div hidden><h1>a</h1></div>", "h1");
        assert!(!is_visible(&page, id));
        let (page, id) = first("<div style='display:block'><h1>a</h1></div>", "h1");
        assert!(is_visible(&page, id));
    }

    fn styled(html: &str, name: &str) -> (crate::website::site::Site, NodeId) {
        let site = crate::website::site::tests::site(&[("index.html", html)]);
        let id = site.pages()[0].document.named(name).next().unwrap();
        (site, id)
    }

    #[test]
    fn sheets_hide_as_html_does() {
        for (html, visible) in [
            ("<div hidden><h1>a</h1></div>", false),
            ("<div style='display:block'><h1>a</h1></div>", true),
            ("<div hidden style='display:block'><h1>a</h1></div>", true),
            ("<style>div{visibility:hidden}</style><div><h1>a</h1></div>", false),
            (
                "<style>div{visibility:hidden}h1{visibility:visible}</style><div><h1>a</h1></div>",
                true,
            ),
            ("<style>@media print{h1{display:none}}</style><h1>a</h1>", true),
            ("<link rel=stylesheet href=https://cdn.example/a.css><h1>a</h1>", true),
            ("<details><h1>a</h1></details>", false),
            ("<details open><h1>a</h1></details>", true),
        ] {
            let (site, id) = styled(html, "h1");
            assert_eq!(site.pages()[0].is_visible(id), visible, "{html}");
        }
    }

    #[test]
    fn text_for_screen_readers_is_exposed_and_not_seen() {
        for (style, seen) in [
            ("", true),
            ("position:absolute;left:-9999px", false),
            ("position:absolute;clip:rect(0,0,0,0)", false),
            ("position:absolute;width:1px;height:1px;overflow:hidden", false),
            ("clip-path:inset(50%)", false),
            ("opacity:0", false),
            ("left:-9999px", true),
            ("width:1px;height:1px", true),
            ("opacity:.5", true),
        ] {
            let (site, id) = styled(&format!("<p style='{style}'>a</p>"), "p");
            let page = &site.pages()[0];
            assert_eq!(page.is_seen(id), Known::Known(seen), "{style}");
            assert!(page.is_exposed(id), "{style}");
        }
        for html in [
            "<div aria-hidden=true><p>a",
            "<div inert><p>a",
            "<p style=visibility:hidden>a",
        ] {
            let (site, id) = styled(html, "p");
            assert!(!site.pages()[0].is_exposed(id), "{html}");
        }
    }

    #[test]
    fn noscript_is_flagged() {
        let (page, id) = first("<body><noscript><p><img alt=a></noscript>", "img");
        assert!(in_noscript(&page, id));
    }
}
