//! The text that people see in an element, as the ACT rules define “visible inner text”.

use super::View;
use super::name::is_block;
use crate::website::page::TEXT_LIMIT;
use crate::website::tree::{Document, NodeId, NodeKind};

/// The text: line breaks around blocks, a space where something is out of sight. At most about [`TEXT_LIMIT`] bytes.
pub fn of(view: View<'_>, id: NodeId) -> String {
    let mut text = String::new();
    gather(view, id, 0, &mut text);
    text
}

fn gather(view: View<'_>, id: NodeId, depth: usize, text: &mut String) {
    if depth > 256 || text.len() > TEXT_LIMIT {
        return;
    }
    for child in view.document.children(id) {
        match &view.document.node(child).kind {
            NodeKind::Text(words) => text.push_str(words),
            NodeKind::Element(element) => {
                if !view.is_rendered(child) || is_icon(view.document, child) {
                    continue;
                }
                if !view.is_visible(child) {
                    text.push(' ');
                    continue;
                }
                let block = view
                    .semantics
                    .is_block(child)
                    .unwrap_or_else(|| is_block(&element.name));
                let edge = match &*element.name {
                    "td" | "th" | "tr" => Some(' '),
                    _ if block => Some('\n'),
                    _ => None,
                };
                text.extend(edge);
                gather(view, child, depth + 1, text);
                text.extend(edge);
            }
            _ => {}
        }
    }
}

/// Whether the letters of an element are drawn as a picture by a font of icons.
fn is_icon(document: &Document, id: NodeId) -> bool {
    document.attribute(id, "class").is_some_and(|classes| {
        classes
            .split_ascii_whitespace()
            .any(|class| class.starts_with("material-icons") || class.starts_with("material-symbols"))
    })
}
