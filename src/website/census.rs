//! How often each computed style of a page occurs, and on how much text: what criteria about a page's look add up.

use std::sync::Arc;

use super::css::{Computed, Known};
use super::page::Page;
use super::tree::{NodeId, NodeKind};

/// One style with what wears it.
#[derive(Debug, Clone)]
pub struct Worn {
    /// The values.
    pub style: Arc<Computed>,
    /// Rendered elements with it.
    pub elements: u64,
    /// Elements with it that hold text of their own that can be seen, in document order.
    pub texts: Vec<NodeId>,
    /// Letters and figures of that text.
    pub characters: u64,
    /// The first element with it.
    pub first: NodeId,
}

/// The styles of a page, in the order in which they first occur. Parts of the page that are not rendered are left out.
#[derive(Debug, Clone, Default)]
pub struct Census {
    /// The styles.
    pub styles: Vec<Worn>,
}

impl Census {
    /// Walks the page.
    pub fn new(page: &Page) -> Census {
        let document = &page.document;
        let mut found: Vec<Worn> = Vec::new();
        let mut by_number: Vec<Option<usize>> = vec![None; page.styles.count(document)];
        let mut at = document.root();
        loop {
            let mut enter = true;
            match &document.node(at).kind {
                NodeKind::Element(_) => {
                    let number = page.styles.number(document, at);
                    let index = *by_number[number].get_or_insert_with(|| {
                        found.push(Worn {
                            style: Arc::clone(page.style(at)),
                            elements: 0,
                            texts: Vec::new(),
                            characters: 0,
                            first: at,
                        });
                        found.len() - 1
                    });
                    let worn = &mut found[index];
                    enter = worn.style.rendered != Known::Known(false);
                    worn.elements += u64::from(enter);
                }
                NodeKind::Text(text) => {
                    let characters = characters(text);
                    if characters > 0
                        && let Some(parent) = document.parent(at)
                        && document.element(parent).is_some()
                        && let Some(index) = by_number[page.styles.number(document, parent)]
                    {
                        let worn = &mut found[index];
                        if worn.texts.last() != Some(&parent) {
                            worn.texts.push(parent);
                        }
                        worn.characters += characters;
                    }
                }
                _ => {}
            }
            match document.step(at, enter) {
                Some(next) => at = next,
                None => break,
            }
        }
        found.retain(|worn| worn.elements > 0);
        Census { styles: found }
    }

    /// The styles of text that can be seen, as far as is known.
    pub fn seen(&self) -> impl Iterator<Item = &Worn> {
        self.styles
            .iter()
            .filter(|worn| worn.characters > 0 && worn.style.text_is_seen() != Known::Known(false))
    }
}

/// Letters and figures of a text.
fn characters(text: &str) -> u64 {
    let count = if text.is_ascii() {
        text.bytes().filter(u8::is_ascii_alphanumeric).count()
    } else {
        text.chars().filter(|c| c.is_alphanumeric()).count()
    };
    count as u64
}

#[cfg(test)]
mod tests {
    use crate::website::site::tests::site;

    #[test]
    fn text_is_counted_by_style_and_what_is_not_rendered_is_left_out() {
        let site = site(&[(
            "index.html",
            "<style>b{font-size:20px}.x{display:none}</style><p>abc <b>de</b></p><p>fg<b>h</b></p><p class=x>no<b>no</b></p>",
        )]);
        let census = site.pages()[0].census();
        let texts: Vec<(u64, usize)> = census.seen().map(|worn| (worn.characters, worn.texts.len())).collect();
        assert_eq!(texts, [(5, 2), (3, 2)]);
    }
}
