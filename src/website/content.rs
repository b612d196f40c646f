//! The text of a page in blocks, and the part of the page that each element stands in: found in one walk, in time
//! that grows with the page and no faster.

use serde::{Deserialize, Serialize};

use super::page::has_word;
use super::tree::{Document, Namespace, NodeId, NodeKind};
use super::visible::hides;

/// The parts of a page that a node stands in, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Parts(u16);

impl Parts {
    /// Out of sight, as far as HTML alone says so.
    pub const HIDDEN: Parts = Parts(1);
    /// The head of the page: `<header>` of the body, `role=banner`, or called so by id or class.
    pub const HEADER: Parts = Parts(1 << 1);
    /// The foot of the page.
    pub const FOOTER: Parts = Parts(1 << 2);
    /// Navigation.
    pub const NAV: Parts = Parts(1 << 3);
    /// `<main>` or `role=main`.
    pub const MAIN: Parts = Parts(1 << 4);
    /// Beside the content.
    pub const ASIDE: Parts = Parts(1 << 5);
    /// Code, samples, preformatted text.
    pub const CODE: Parts = Parts(1 << 6);
    /// For visitors without scripts.
    pub const NOSCRIPT: Parts = Parts(1 << 7);
    /// A link with an address.
    pub const LINK: Parts = Parts(1 << 8);
    /// A form.
    pub const FORM: Parts = Parts(1 << 9);
    /// An article, section, aside or navigation: a header inside is that of this part, not of the page.
    const SECTION: Parts = Parts(1 << 10);

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Parts) -> Parts {
        Parts(self.0 | other.0)
    }

    /// Whether the two sets have a part in common.
    pub fn has(self, other: Parts) -> bool {
        self.0 & other.0 != 0
    }
}

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A heading and its level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// The term of a definition or the line that opens details.
    Term,
    /// A button, a legend.
    Control,
    /// Text in any other element.
    Other,
}

/// A run of text between two edges of blocks.
#[derive(Debug, Clone)]
pub struct Block {
    /// The element that the text stands in.
    pub node: NodeId,
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub parts: Parts,
    /// The text, white space collapsed.
    pub text: String,
    /// Bytes of it that are in links.
    pub linked: usize,
    /// Where the text of each element begins, in order.
    spans: Vec<(u32, NodeId)>,
}

impl Block {
    /// The innermost element that holds the text at a byte of `text`.
    pub fn element_at(&self, offset: usize) -> NodeId {
        let after = self.spans.partition_point(|(start, _)| *start as usize <= offset);
        after
            .checked_sub(1)
            .and_then(|index| self.spans.get(index))
            .map_or(self.node, |(_, node)| *node)
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        // White space is collapsed: one space between two words, none at the ends.
        memchr::memchr_iter(b' ', self.text.as_bytes()).count() + usize::from(!self.text.is_empty())
    }
}

/// The text of a page and where everything stands.
#[derive(Debug, Clone, Default)]
pub struct Content {
    parts: Vec<Parts>,
    /// The visible text, in document order.
    pub blocks: Vec<Block>,
    /// Visible elements that are `<main>` or say so, outermost first.
    pub mains: Vec<NodeId>,
    /// Elements of the page, and how deep they go.
    pub elements: usize,
    /// Most elements one inside the other.
    pub depth: usize,
}

/// Most bytes of text that are kept of one page.
const MOST_TEXT: usize = 8 * 1024 * 1024;

const HEADER_NAMES: [&str; 8] = [
    "header",
    "site-header",
    "masthead",
    "entete",
    "en-tete",
    "topbar",
    "top-bar",
    "tete",
];
const FOOTER_NAMES: [&str; 9] = [
    "footer",
    "site-footer",
    "page-footer",
    "colophon",
    "pied",
    "pied-de-page",
    "piedpage",
    "bas-de-page",
    "bottomnav",
];
const NAV_NAMES: [&str; 15] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "main-menu",
    "main-nav",
    "mainmenu",
    "site-nav",
    "menu-principal",
    "breadcrumb",
    "breadcrumbs",
    "fil-ariane",
    "ariane",
    "pagination",
    "navheader",
];
const ASIDE_NAMES: [&str; 3] = ["sidebar", "sphinxsidebar", "side-bar"];

impl Content {
    /// Walks the page.
    pub fn new(document: &Document) -> Content {
        let mut walk = Walk {
            document,
            found: Content {
                parts: vec![Parts::default(); document.nodes.len()],
                ..Content::default()
            },
            open: vec![(document.root(), Kind::Other)],
            text: String::new(),
            spans: Vec::new(),
            linked: 0,
            kept: 0,
            depth: 0,
        };
        let root = document.root();
        let mut at = root;
        'walk: loop {
            walk.enter(at);
            if let Some(child) = document.node(at).first_child {
                at = child;
                continue;
            }
            loop {
                walk.leave(at);
                if at == root {
                    break 'walk;
                }
                let node = document.node(at);
                if let Some(next) = node.next {
                    at = next;
                    break;
                }
                let Some(parent) = node.parent else { break 'walk };
                at = parent;
            }
        }
        walk.found
    }

    /// Where a node stands.
    pub fn parts(&self, id: NodeId) -> Parts {
        self.parts.get(id.index()).copied().unwrap_or_default()
    }

    /// Whether what stands in these parts is content: in `<main>` where the page has one, else outside of header,
    /// footer, navigation and side column.
    pub fn is_main(&self, parts: Parts) -> bool {
        const AROUND: Parts = Parts::HEADER.with(Parts::FOOTER).with(Parts::ASIDE);
        !parts.has(Parts::NAV.with(Parts::HIDDEN).with(Parts::NOSCRIPT))
            && if self.mains.is_empty() {
                !parts.has(AROUND)
            } else {
                parts.has(Parts::MAIN)
            }
    }

    /// The blocks of the content.
    pub fn main_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| self.is_main(block.parts))
    }
}

struct Walk<'a> {
    document: &'a Document,
    found: Content,
    open: Vec<(NodeId, Kind)>,
    text: String,
    spans: Vec<(u32, NodeId)>,
    linked: usize,
    kept: usize,
    depth: usize,
}

impl Walk<'_> {
    fn enter(&mut self, id: NodeId) {
        let node = self.document.node(id);
        let above = node.parent.map(|parent| self.found.parts(parent)).unwrap_or_default();
        let parts = above.with(own_parts(self.document, id, above));
        self.found.parts[id.index()] = parts;
        match &node.kind {
            NodeKind::Element(element) => {
                self.found.elements += 1;
                self.depth += 1;
                self.found.depth = self.found.depth.max(self.depth);
                if !parts.has(Parts::HIDDEN)
                    && (&*element.name == "main"
                        || self
                            .document
                            .attribute(id, "role")
                            .is_some_and(|role| has_word(role, "main")))
                {
                    self.found.mains.push(id);
                }
                if &*element.name == "br" {
                    self.space();
                } else if let Some(kind) = kind(self.document, id, &element.name) {
                    self.flush();
                    self.open.push((id, kind));
                }
            }
            NodeKind::Text(text) if self.kept < MOST_TEXT && !parts.has(Parts::HIDDEN.with(Parts::NOSCRIPT)) => {
                self.append(text, node.parent.unwrap_or(id), parts);
            }
            _ => {}
        }
    }

    fn leave(&mut self, id: NodeId) {
        if self.document.element(id).is_none() {
            return;
        }
        self.depth -= 1;
        if self.open.last().is_some_and(|(open, _)| *open == id) {
            self.flush();
            self.open.pop();
        }
    }

    fn space(&mut self) {
        if self.text.as_bytes().last().is_some_and(|last| *last != b' ') {
            self.text.push(' ');
        }
    }

    fn append(&mut self, text: &str, parent: NodeId, parts: Parts) {
        let start = self.text.len();
        let mut rest = text;
        while let Some(at) = white_space(rest) {
            self.text.push_str(&rest[..at]);
            self.space();
            rest = rest[at..].trim_start();
        }
        self.text.push_str(rest);
        let added = self.text.len() - start;
        if added > 0 {
            self.spans.push((start as u32, parent));
        }
        if parts.has(Parts::LINK) {
            self.linked += added;
        }
    }

    fn flush(&mut self) {
        // The text itself holds no other white space.
        let length = self.text.trim_end_matches(' ').len();
        self.text.truncate(length);
        let spans = std::mem::take(&mut self.spans);
        let linked = std::mem::take(&mut self.linked);
        if self.text.is_empty() {
            return;
        }
        let text = self.text.clone();
        self.text.clear();
        self.kept += text.len();
        let Some((node, kind)) = self.open.last().copied() else {
            return;
        };
        self.found.blocks.push(Block {
            node,
            kind,
            parts: self.found.parts(node),
            text,
            linked,
            spans,
        });
    }
}

/// Where the first white space of a text begins.
fn white_space(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut from = 0;
    loop {
        // Of the signs beyond ASCII, only those that begin with these bytes may be white space.
        let may_be = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0x0b || matches!(byte, 0xc2 | 0xe1..=0xe3);
        let at = from + bytes[from..].iter().position(may_be)?;
        if bytes[at].is_ascii() || text[at..].starts_with(char::is_whitespace) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// What kind of block an element opens, if it opens one.
fn kind(document: &Document, id: NodeId, name: &str) -> Option<Kind> {
    Some(match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading(name.as_bytes()[1] - b'0'),
        "p" | "blockquote" | "address" => Kind::Paragraph,
        "li" | "dd" => Kind::Item,
        "td" | "th" => Kind::Cell,
        "dt" | "summary" => Kind::Term,
        "button" | "legend" | "option" => Kind::Control,
        "article" | "aside" | "body" | "caption" | "center" | "details" | "dialog" | "div" | "dl" | "fieldset"
        | "figcaption" | "figure" | "footer" | "form" | "header" | "hgroup" | "hr" | "html" | "main" | "menu"
        | "nav" | "noscript" | "ol" | "pre" | "search" | "section" | "select" | "svg" | "table" | "tbody"
        | "textarea" | "tfoot" | "thead" | "tr" | "ul" => {
            if document
                .attribute(id, "role")
                .is_some_and(|role| has_word(role, "heading"))
            {
                let level = document
                    .attribute(id, "aria-level")
                    .and_then(|level| level.trim().parse().ok());
                Kind::Heading(level.unwrap_or(2))
            } else {
                Kind::Other
            }
        }
        _ => return None,
    })
}

fn own_parts(document: &Document, id: NodeId, above: Parts) -> Parts {
    let mut parts = Parts::default();
    let Some(element) = document.element(id) else {
        return parts;
    };
    let name = &*element.name;
    if hides(document, id) || matches!(name, "select" | "textarea" | "datalist") {
        parts = parts.with(Parts::HIDDEN);
    }
    if element.namespace != Namespace::Html {
        return parts;
    }
    let nested = above.has(Parts::MAIN.with(Parts::SECTION));
    parts = parts.with(match name {
        "header" if !nested => Parts::HEADER,
        "footer" if !nested => Parts::FOOTER,
        "nav" => Parts::NAV.with(Parts::SECTION),
        "main" => Parts::MAIN,
        "aside" => Parts::ASIDE.with(Parts::SECTION),
        "article" | "section" => Parts::SECTION,
        "pre" | "code" | "samp" | "kbd" | "tt" => Parts::CODE,
        "noscript" => Parts::NOSCRIPT,
        "a" | "area" if document.attribute(id, "href").is_some() => Parts::LINK,
        "form" => Parts::FORM,
        _ => Parts::default(),
    });
    if matches!(name, "html" | "body") {
        return parts;
    }
    for (attribute, value) in &element.attributes {
        match &**attribute {
            "role" => {
                for role in value.split_ascii_whitespace() {
                    parts = parts.with(match role {
                        "banner" => Parts::HEADER,
                        "contentinfo" => Parts::FOOTER,
                        "navigation" => Parts::NAV,
                        "main" => Parts::MAIN,
                        "complementary" => Parts::ASIDE,
                        _ => Parts::default(),
                    });
                }
            }
            "id" | "class" if value.len() < 200 => {
                let is_id = &**attribute == "id";
                for token in value.split_ascii_whitespace() {
                    let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(token));
                    if is(&NAV_NAMES) {
                        parts = parts.with(Parts::NAV);
                    } else if above.has(Parts::MAIN) || matches!(name, "h1" | "h2" | "h3" | "a") {
                        // Cards and articles call their own parts so.
                    } else if is(&HEADER_NAMES) || is_id && is(&["page-header"]) {
                        parts = parts.with(Parts::HEADER);
                    } else if is(&FOOTER_NAMES) {
                        parts = parts.with(Parts::FOOTER);
                    } else if is(&ASIDE_NAMES) {
                        parts = parts.with(Parts::ASIDE);
                    }
                }
            }
            _ => {}
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    fn texts(html: &str) -> Vec<(Kind, String)> {
        Content::new(&parse(html))
            .blocks
            .into_iter()
            .map(|block| (block.kind, block.text))
            .collect()
    }

    #[test]
    fn text_comes_in_blocks_without_what_is_hidden() {
        let html =
            "<body><h2> Nos <b>prix</b></h2>libre<p>a<br>b <span hidden>c</span><script>d</script></p><ul><li>e</ul>";
        assert_eq!(
            texts(html),
            [
                (Kind::Heading(2), "Nos prix".to_owned()),
                (Kind::Other, "libre".to_owned()),
                (Kind::Paragraph, "a b".to_owned()),
                (Kind::Item, "e".to_owned()),
            ]
        );
    }

    #[test]
    fn the_element_of_each_piece_of_text_is_known() {
        let document = parse("<p>Appelez le <a href='tel:1'>01 02</a> !</p>");
        let content = Content::new(&document);
        let block = &content.blocks[0];
        assert_eq!(block.text, "Appelez le 01 02 !");
        assert!(document.is(block.element_at(11), "a") && document.is(block.element_at(3), "p"));
        assert!(document.is(block.element_at(17), "p"));
        assert_eq!(block.linked, 5);
    }

    #[test]
    fn the_header_of_an_article_is_not_that_of_the_page() {
        let document = parse(
            "<header><p>1</p></header><div class='pied x'><p>2</p></div><main><article><header><p>3</p></header></article>\
             <nav><p>4</p></nav></main>",
        );
        let content = Content::new(&document);
        let parts: Vec<_> = content.blocks.iter().map(|block| block.parts).collect();
        assert!(parts[0].has(Parts::HEADER) && parts[1].has(Parts::FOOTER));
        assert!(!parts[2].has(Parts::HEADER) && parts[2].has(Parts::MAIN) && parts[3].has(Parts::NAV));
        let main: Vec<_> = content.main_blocks().map(|block| block.text.as_str()).collect();
        assert_eq!(main, ["3"]);
    }

    #[test]
    fn without_main_the_content_is_what_stands_outside_of_the_frame() {
        let document = parse("<div id=header>a</div><div>b</div><div id=menu>c</div><div id=footer>d</div>");
        let content = Content::new(&document);
        let main: Vec<_> = content.main_blocks().map(|block| block.text.as_str()).collect();
        assert_eq!(main, ["b"]);
    }
}
