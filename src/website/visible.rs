//! What a visitor can see of a tree, as far as the HTML alone says so. Style sheets are not read here.

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
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

    #[test]
    fn noscript_is_flagged() {
        let (page, id) = first("<body><noscript><p><img alt=a></noscript>", "img");
        assert!(in_noscript(&page, id));
    }
}
