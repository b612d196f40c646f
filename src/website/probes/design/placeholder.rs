//! design-placeholder: nothing that was only there until the real content came is left.

use std::sync::LazyLock;

use regex::Regex;

use crate::website::content::Parts;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "design-placeholder",
    scope: Scope::Element,
    messages: &["placeholder-text", "placeholder-image", "placeholder-menu"],
    look,
};

/// Links of a menu that lead nowhere from which on it is a menu still to be made.
const DEAD_ITEMS: usize = 3;

#[expect(clippy::expect_used, reason = "the pattern is a constant, and a test compiles it")]
static TEXT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)lorem ipsum dolor|\[(?:à|a) compl[ée]ter[^\]]*\]|\[to be completed\]|votre texte ici|texte à venir|your text (?:here|goes here)|insert text here|ins[ée]rez votre texte|contenu à venir|xxx xxx xxx",
    )
    .expect("valid")
});

const IMAGES: [&str; 9] = [
    "via.placeholder.com",
    "placeholder.com/",
    "placehold.it",
    "placehold.co",
    "picsum.photos",
    "source.unsplash.com",
    "dummyimage.com",
    "loremflickr.com",
    "placekitten.com",
];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let document = view.document;
    let content = view.page.content();
    for block in &content.blocks {
        if block.parts.has(Parts::CODE.with(Parts::HIDDEN)) {
            continue;
        }
        match TEXT.find(&block.text) {
            // Words about such text put it in quotes or explain it.
            Some(found) if !is_about(&block.text, found.start(), found.end()) => {
                let node = block.element_at(found.start());
                let values = [("text", crate::website::snippet::of_text(found.as_str()))];
                sheet.fail(Spot::Element(node), "placeholder-text", &values);
            }
            _ => sheet.pass(),
        }
    }
    for id in &view.page.head.images {
        let address = document.attribute(*id, "src").unwrap_or_default().to_ascii_lowercase();
        if IMAGES.iter().any(|host| address.contains(host)) {
            let values = [("address", crate::website::snippet::of_text(&address))];
            sheet.fail(Spot::Attribute(*id, "src"), "placeholder-image", &values);
        }
    }
    let dead: Vec<_> = view
        .page
        .head
        .anchors
        .iter()
        .filter(|id| {
            document.attribute(**id, "href").is_some_and(|href| href.trim() == "#")
                && content.parts(**id).has(Parts::NAV)
                && !content.parts(**id).has(Parts::HIDDEN)
                && is_plain(view, **id)
        })
        .collect();
    if dead.len() >= DEAD_ITEMS {
        let values = [("count", dead.len().to_string())];
        sheet.fail(Spot::Attribute(*dead[0], "href"), "placeholder-menu", &values);
    }
}

/// A link that no script is known to use: menus open their parts by `#` links with a sign of it.
fn is_plain(view: &PageView<'_>, id: crate::website::tree::NodeId) -> bool {
    let document = view.document;
    let element = document.element(id);
    let scripted = element.is_some_and(|element| {
        element.attributes.iter().any(|(name, value)| {
            name.starts_with("data-")
                || name.starts_with("aria-")
                || name.starts_with("on")
                || name.starts_with('@')
                || name.starts_with(':')
                || &**name == "role"
                || &**name == "id"
                || &**name == "class"
                    && (value.contains("toggle") || value.contains("dropdown") || value.contains("js-"))
        })
    });
    let opens = document.parent(id).is_some_and(|item| {
        document
            .children(item)
            .any(|child| document.is(child, "ul") || document.is(child, "div"))
    });
    !scripted && !opens
}

fn is_about(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let quoted = before.is_some_and(|c| "«“\"'‘(".contains(c)) || text[..start].trim_end().ends_with(['«', '“']);
    let closed = after.is_some_and(|c| "»”\"'’)".contains(c)) || text[end..].trim_start().starts_with(['»', '”']);
    let lower = text.to_lowercase();
    quoted && closed
        || [
            "generator",
            "générateur",
            "faux texte",
            "faux-texte",
            "placeholder text",
            "dummy text",
            "filler text",
        ]
        .iter()
        .any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn messages(html: &str) -> Vec<String> {
        let result = PROBE.run(&site(&[("index.html", html)]));
        result.evidence.into_iter().map(|evidence| evidence.message).collect()
    }

    #[test]
    fn filler_text_stock_images_and_dead_menus_fail() {
        assert_eq!(messages("<p>Lorem ipsum dolor sit amet</p>"), ["placeholder-text"]);
        assert_eq!(messages("<p>Capital : [À COMPLÉTER]</p>"), ["placeholder-text"]);
        assert_eq!(messages("<img src=https://picsum.photos/200>"), ["placeholder-image"]);
        assert_eq!(
            messages("<nav><a href='#'>a</a><a href='#'>b</a><a href='#'>c</a></nav>"),
            ["placeholder-menu"]
        );
    }

    #[test]
    fn words_about_filler_text_code_and_menus_that_open_are_fine() {
        for html in [
            "<p>Le texte « Lorem ipsum dolor » est un faux texte.</p>",
            "<pre>Lorem ipsum dolor sit amet</pre>",
            "<!-- [À COMPLÉTER] --><p>x</p>",
            "<nav><ul><li><a href='#'>a</a><ul></ul><li><a href='#' data-toggle=x>b</a><li><a href='#' aria-expanded=false>c</a></ul></nav>",
            "<p><a href='#'>haut</a><a href='#'>haut</a><a href='#'>haut</a></p>",
        ] {
            assert_eq!(messages(html), Vec::<String>::new(), "{html}");
        }
    }
}
