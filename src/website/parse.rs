//! From decoded text to a [`Document`]: html5ever's tokenizer and tree builder, with a token sink between the two
//! that knows where each start tag stands.
//!
//! html5ever reports no positions. The text is therefore fed in slices that end after each `>`: a tag token arrives
//! exactly when the slice that closes it has been fed, and starts at the first `<` + letter after the token before.
//! Scripting is off, so that the contents of `<noscript>` are elements.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::BTreeMap;

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{EndTag, StartTag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, TokenizerResult, local_name, ns};

use super::source::SourceText;
use super::tree::{Document, Element, Mistake, Namespace, Node, NodeId, NodeKind, Span, marks};

/// Deepest nesting that is followed, the one browsers settled on; deeper start tags are left out. Without a limit
/// the tree builder's own look-ups make a page of nested `<div>` cost the square of its length.
const MAX_DEPTH: u32 = 512;

/// Most nodes that are kept of one page. Misnested formatting can multiply nodes far beyond the source's length.
const MAX_NODES: usize = 2_000_000;

/// Most white space and `=` between two tokens: about as many attributes as one tag may have. The tokenizer compares
/// each attribute with all before it, so a tag of a million of them would take hours.
const MAX_PARTS: usize = 40_000;

/// Largest slice that is fed at once, in bytes.
const SLICE: usize = 64 * 1024;

/// Most mistakes that are kept of one page.
const MAX_MISTAKES: usize = 100;

/// The mistakes that matter, by html5ever's words for them.
fn mistake(message: &str) -> Option<Mistake> {
    Some(match message {
        "nested forms" => Mistake::NestedForm,
        "nested buttons" => Mistake::NestedButton,
        "nested heading tags" => Mistake::NestedHeading,
        "Non-space table text" => Mistake::TextInTable,
        "No matching tag to close" => Mistake::StrayEnd,
        _ => return None,
    })
}

/// Elements whose end tag, without a start tag, most often closes another element than was meant.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "article"
            | "aside"
            | "blockquote"
            | "div"
            | "dl"
            | "fieldset"
            | "figure"
            | "footer"
            | "form"
            | "header"
            | "main"
            | "nav"
            | "ol"
            | "section"
            | "table"
            | "ul"
    )
}

/// Parses a page. Never fails: every text is a page.
pub fn parse(text: &str) -> Document {
    #[cfg(test)]
    PARSED.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    parse_limited(text, MAX_NODES)
}

#[cfg(test)]
static PARSED: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);

/// How many pages this process has parsed; tests run in processes of their own.
#[cfg(test)]
pub(super) fn parsed_here() -> usize {
    PARSED.load(std::sync::atomic::Ordering::Relaxed)
}

fn parse_limited(text: &str, max_nodes: usize) -> Document {
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let positions = Positions {
        builder: TreeBuilder::new(Arena::new(), options),
        text,
        fed: Cell::new(0),
        after_token: Cell::new(0),
        max_nodes,
        parts: Cell::new(0),
        truncated: Cell::new(false),
        flattened: Cell::new(false),
    };
    let tokenizer = Tokenizer::new(positions, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut start = 0;
    while start < text.len() {
        let reach = ceiling(text, start + SLICE);
        let end = text[start..reach].find('>').map_or(reach, |at| start + at + 1);
        let parts = text[start..end]
            .bytes()
            .filter(|byte| byte.is_ascii_whitespace() || *byte == b'=');
        let parts = tokenizer.sink.parts.get() + parts.count();
        if parts > MAX_PARTS {
            tokenizer.sink.truncated.set(true);
            break;
        }
        tokenizer.sink.parts.set(parts);
        tokenizer.sink.fed.set(end);
        queue.push_back(StrTendril::from_slice(&text[start..end]));
        // A script or an encoding declaration interrupts the tokenizer; neither concerns us.
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        start = end;
        if tokenizer.sink.truncated.get() {
            break;
        }
    }
    tokenizer.end();
    let positions = tokenizer.sink;
    let arena = positions.builder.sink;
    Document {
        nodes: arena.nodes.into_inner(),
        source: SourceText::new(text.to_owned()),
        mistakes: arena.mistakes.into_inner(),
        quirks: arena.quirks.get(),
        flattened: positions.flattened.get(),
        truncated: positions.truncated.get(),
        index: std::sync::OnceLock::new(),
    }
}

/// The first character boundary at or after an offset.
fn ceiling(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset += 1;
    }
    offset
}

/// Stands between tokenizer and tree builder and tells the latter's sink where the tag at hand is.
struct Positions<'a> {
    builder: TreeBuilder<NodeId, Arena>,
    text: &'a str,
    fed: Cell<usize>,
    after_token: Cell<usize>,
    max_nodes: usize,
    /// White space and `=` fed since the last token.
    parts: Cell<usize>,
    truncated: Cell<bool>,
    flattened: Cell<bool>,
}

impl TokenSink for Positions<'_> {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let arena = &self.builder.sink;
        if !matches!(token, Token::ParseError(_)) {
            self.parts.set(0);
        }
        if !matches!(token, Token::EOFToken) && arena.nodes.borrow().len() >= self.max_nodes {
            self.truncated.set(true);
            return TokenSinkResult::Continue;
        }
        let fed = self.fed.get();
        match &token {
            Token::TagToken(tag) => {
                let start = if tag.kind == StartTag {
                    self.after_token.get() + tag_start(&self.text[self.after_token.get()..fed])
                } else {
                    let after = self.after_token.get();
                    after + self.text[after..fed].rfind("</").unwrap_or(0)
                };
                self.after_token.set(fed);
                arena.span.set(Span {
                    start: start as u32,
                    end: fed as u32,
                });
                arena.ends_block.set(tag.kind == EndTag && is_block(&tag.name));
                *arena.tag.borrow_mut() = (tag.kind == StartTag).then(|| tag.name.clone());
                // Elements whose contents are not markup must not be dropped, or their contents would become markup.
                let raw = [
                    "script",
                    "style",
                    "textarea",
                    "title",
                    "xmp",
                    "iframe",
                    "noembed",
                    "noframes",
                    "plaintext",
                ];
                if tag.kind == StartTag && arena.depth.get() >= MAX_DEPTH && !raw.contains(&&*tag.name) {
                    self.flattened.set(true);
                    return TokenSinkResult::Continue;
                }
            }
            Token::CommentToken(_) | Token::DoctypeToken(_) => {
                self.after_token.set(fed);
                arena.ends_block.set(false);
                *arena.tag.borrow_mut() = None;
            }
            Token::ParseError(message) => {
                if message == "Duplicate attribute" {
                    let after = self.after_token.get();
                    arena.note(
                        Mistake::AttributeTwice,
                        (after + tag_start(&self.text[after..fed])) as u32,
                    );
                }
                return TokenSinkResult::Continue;
            }
            _ => {
                arena.ends_block.set(false);
                *arena.tag.borrow_mut() = None;
            }
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Offset of the first `<` that opens a start tag, CDATA sections skipped. In text, a `<` before anything but a
/// letter is text, so the first one before a letter is the tag.
fn tag_start(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| *byte == b'<') {
        at += found;
        let rest = &bytes[at + 1..];
        if rest.first().is_some_and(u8::is_ascii_alphabetic) {
            return at;
        }
        at += 1;
        if rest.starts_with(b"![CDATA[") {
            at += text.get(at..).and_then(|section| section.find("]]>")).unwrap_or(0);
        }
    }
    0
}

/// The tree builder's sink: fills the arena.
struct Arena {
    nodes: RefCell<Vec<Node>>,
    depths: RefCell<Vec<u32>>,
    depth: Cell<u32>,
    templates: RefCell<BTreeMap<NodeId, NodeId>>,
    /// Full names by node, as the tree builder wants them back; empty for what is no element.
    names: RefCell<Vec<QualName>>,
    quirks: Cell<bool>,
    mistakes: RefCell<Vec<(Mistake, u32)>>,
    /// Whether the token at hand is the end tag of a block.
    ends_block: Cell<bool>,
    span: Cell<Span>,
    tag: RefCell<Option<LocalName>>,
}

impl Arena {
    fn new() -> Self {
        let arena = Arena {
            nodes: RefCell::default(),
            depths: RefCell::default(),
            depth: Cell::new(0),
            templates: RefCell::default(),
            names: RefCell::default(),
            quirks: Cell::new(false),
            mistakes: RefCell::default(),
            ends_block: Cell::new(false),
            span: Cell::default(),
            tag: RefCell::default(),
        };
        arena.add(NodeKind::Document);
        arena
    }

    fn add(&self, kind: NodeKind) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        let id = NodeId(nodes.len() as u32);
        nodes.push(Node {
            kind,
            parent: None,
            first_child: None,
            last_child: None,
            previous: None,
            next: None,
        });
        self.depths.borrow_mut().push(0);
        self.names
            .borrow_mut()
            .push(QualName::new(None, ns!(), local_name!("")));
        id
    }

    fn note(&self, mistake: Mistake, offset: u32) {
        let mut mistakes = self.mistakes.borrow_mut();
        if mistakes.len() < MAX_MISTAKES {
            mistakes.push((mistake, offset));
        }
    }

    fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes.borrow()[id.index()].parent
    }

    fn detach(&self, id: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let (parent, previous, next) = {
            let node = &mut nodes[id.index()];
            (node.parent.take(), node.previous.take(), node.next.take())
        };
        match (previous, parent) {
            (Some(previous), _) => nodes[previous.index()].next = next,
            (None, Some(parent)) => nodes[parent.index()].first_child = next,
            (None, None) => {}
        }
        match (next, parent) {
            (Some(next), _) => nodes[next.index()].previous = previous,
            (None, Some(parent)) => nodes[parent.index()].last_child = previous,
            (None, None) => {}
        }
    }

    /// Puts `child` under `parent`, before `before` or last.
    fn insert(&self, parent: NodeId, before: Option<NodeId>, child: NodeId) {
        self.detach(child);
        let mut nodes = self.nodes.borrow_mut();
        let previous = match before {
            Some(before) => nodes[before.index()].previous,
            None => nodes[parent.index()].last_child,
        };
        {
            let node = &mut nodes[child.index()];
            node.parent = Some(parent);
            node.previous = previous;
            node.next = before;
        }
        match previous {
            Some(previous) => nodes[previous.index()].next = Some(child),
            None => nodes[parent.index()].first_child = Some(child),
        }
        match before {
            Some(before) => nodes[before.index()].previous = Some(child),
            None => nodes[parent.index()].last_child = Some(child),
        }
        if matches!(nodes[child.index()].kind, NodeKind::Element(_)) {
            let mut depths = self.depths.borrow_mut();
            let depth = depths[parent.index()].saturating_add(1);
            depths[child.index()] = depth;
            self.depth.set(depth);
        }
    }

    fn insert_node_or_text(&self, parent: NodeId, before: Option<NodeId>, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(child) => self.insert(parent, before, child),
            NodeOrText::AppendText(text) => {
                let neighbour = match before {
                    Some(before) => self.nodes.borrow()[before.index()].previous,
                    None => self.nodes.borrow()[parent.index()].last_child,
                };
                if let Some(neighbour) = neighbour
                    && let NodeKind::Text(words) = &mut self.nodes.borrow_mut()[neighbour.index()].kind
                {
                    words.push_str(&text);
                    return;
                }
                let child = self.add(NodeKind::Text(text.to_string()));
                self.insert(parent, before, child);
            }
        }
    }
}

fn attribute_name(name: &QualName) -> LocalName {
    match &name.prefix {
        Some(prefix) => LocalName::from(format!("{prefix}:{}", name.local)),
        None => name.local.clone(),
    }
}

/// An element's name, held while the arena is borrowed.
#[derive(Debug)]
struct Name<'a>(Ref<'a, QualName>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &html5ever::Namespace {
        &self.0.ns
    }
    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Arena {
    type Handle = NodeId;
    type Output = ();
    type ElemName<'a> = Name<'a>;

    fn finish(self) {}

    fn parse_error(&self, message: Cow<'static, str>) {
        // An end tag of a block that nothing opened; others are passed over without harm.
        let stray = message == "Unexpected token" && self.ends_block.get();
        if let Some(mistake) = mistake(&message).or(stray.then_some(Mistake::StrayEnd)) {
            self.note(mistake, self.span.get().start);
        }
    }

    fn get_document(&self) -> NodeId {
        NodeId(0)
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name<'a> {
        Name(Ref::map(self.names.borrow(), |names| &names[target.index()]))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let namespace = if name.ns == ns!(svg) {
            Namespace::Svg
        } else if name.ns == ns!(mathml) {
            Namespace::MathMl
        } else {
            Namespace::Html
        };
        let implied = self
            .tag
            .borrow()
            .as_ref()
            .is_none_or(|tag| !tag.eq_ignore_ascii_case(&name.local));
        let attributes: Vec<(LocalName, Box<str>)> = attributes
            .into_iter()
            .map(|attribute| (attribute_name(&attribute.name), Box::from(&*attribute.value)))
            .collect();
        let id = self.add(NodeKind::Element(Element {
            name: name.local.clone(),
            namespace,
            marks: marks(&attributes),
            attributes,
            span: self.span.get(),
            implied,
        }));
        self.names.borrow_mut()[id.index()] = name;
        if flags.template {
            let contents = self.add(NodeKind::Fragment);
            self.templates.borrow_mut().insert(id, contents);
        }
        id
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.add(NodeKind::Comment(text.to_string()))
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.add(NodeKind::Comment(format!("{target} {data}")))
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.insert_node_or_text(*parent, None, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        if self.parent(*element).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {
        let doctype = self.add(NodeKind::Doctype);
        self.insert(NodeId(0), None, doctype);
    }

    fn pop(&self, node: &NodeId) {
        self.depth.set(self.depths.borrow()[node.index()].saturating_sub(1));
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        // The tree builder asks for templates only; anything else gets its own node rather than a panic.
        self.templates.borrow().get(target).copied().unwrap_or(*target)
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.quirks.set(mode == QuirksMode::Quirks);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        if let Some(parent) = self.parent(*sibling) {
            self.insert_node_or_text(parent, Some(*sibling), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let NodeKind::Element(element) = &mut nodes[target.index()].kind {
            for attribute in attributes {
                let name = attribute_name(&attribute.name);
                if element.attributes.iter().all(|(known, _)| *known != name) {
                    element.attributes.push((name, Box::from(&*attribute.value)));
                }
            }
            element.marks = marks(&element.attributes);
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let depth = self.depth.get();
        loop {
            let child = self.nodes.borrow()[node.index()].first_child;
            let Some(child) = child else { break };
            self.insert(*new_parent, None, child);
        }
        self.depth.set(depth);
    }
}

#[cfg(test)]
mod tests {
    use super::super::source::Position;
    use super::*;

    fn position_of(page: &Document, name: &str) -> Position {
        page.position(page.named(name).next().unwrap())
    }

    #[test]
    fn positions_survive_entities_comments_and_angle_brackets_in_values() {
        let page = parse("<!DOCTYPE html>\n<p title='a > b'>1 &lt; 2 < 3 &amp; <!-- <i> --><b>é</b><u>x</u>\n  <em>y");
        assert_eq!(position_of(&page, "p"), Position { line: 2, column: 1 });
        assert_eq!(position_of(&page, "b"), Position { line: 2, column: 49 });
        assert_eq!(position_of(&page, "u"), Position { line: 2, column: 57 });
        assert_eq!(position_of(&page, "em"), Position { line: 3, column: 3 });
        assert!(page.named("i").next().is_none());
    }

    #[test]
    fn a_tag_inside_a_script_a_text_area_or_a_cdata_section_is_no_tag() {
        let page = parse("<script>'<b>'</script><textarea><b></textarea><svg><![CDATA[<b>]]><path/></svg><b>x");
        assert_eq!(page.named("b").count(), 1);
        assert_eq!(position_of(&page, "b"), Position { line: 1, column: 80 });
        let path = page
            .elements()
            .find(|id| page.element(*id).unwrap().name.eq("path"))
            .unwrap();
        assert_eq!(page.position(path), Position { line: 1, column: 67 });
    }

    #[test]
    fn an_element_that_nobody_wrote_is_marked_as_implied() {
        let page = parse("<title>a</title><table><td>b");
        let implied: Vec<String> = page
            .elements()
            .filter_map(|id| {
                page.element(id)
                    .filter(|element| element.implied)
                    .map(|e| e.name.to_string())
            })
            .collect();
        assert_eq!(implied, ["html", "head", "body", "tbody", "tr"]);
    }

    #[test]
    fn the_contents_of_noscript_are_elements_and_those_of_templates_are_not_in_the_page() {
        let page = parse("<body><noscript><img src=a></noscript><template><h1>no</h1></template>");
        assert_eq!(page.named("img").count(), 1);
        assert_eq!(page.named("h1").count(), 0);
    }

    #[test]
    fn quirks_mode_is_told() {
        assert!(parse("<p>a").quirks);
        assert!(!parse("<!doctype html><p>a").quirks);
    }

    #[test]
    fn a_tag_of_a_million_attributes_is_given_up_and_what_came_before_is_kept() {
        use std::fmt::Write as _;
        let mut text = String::from("<p>before</p><a ");
        for number in 0..1_000_000 {
            let _ = write!(text, "a{number}=1 ");
        }
        text.push_str(">after</a><p>later</p>");
        let page = parse(&text);
        assert!(page.truncated);
        assert_eq!(page.named("p").count(), 1);
        // A long address, or text without a tag, is none of that.
        let long = format!("<img alt='{}'><p>{}", "x".repeat(1_000_000), "word ".repeat(100_000));
        let page = parse(&long);
        assert!(!page.truncated);
        assert_eq!(page.named("p").count(), 1);
    }

    #[test]
    fn a_hundred_thousand_nested_elements_are_flattened_and_walked() {
        for open in [
            "<div>",
            "<b>",
            "<ul><li>",
            "<table><tr><td>",
            "<svg><g>",
            "<font><p>",
            "<a><table>",
        ] {
            let page = parse(&format!("{}<h1>end</h1>", open.repeat(100_000)));
            assert!(page.text(page.root()).contains("end"), "{open}");
            assert!(page.elements().all(|id| page.ancestors(id).count() < 2_000), "{open}");
        }
        assert!(parse(&"<div>".repeat(100_000)).flattened);
    }

    #[test]
    fn markup_that_multiplies_nodes_is_cut_off() {
        let mut text: String = std::iter::once("<p>".to_owned())
            .chain((0..400).map(|number| format!("<b id={number}>")))
            .collect();
        text.push_str(&"<p>x</p>".repeat(20_000));
        let page = parse_limited(&text, 100_000);
        assert!(page.truncated);
        assert!(page.nodes.len() < 102_000, "{}", page.nodes.len());
    }

    #[test]
    fn no_prefix_of_a_page_panics() {
        let text = "<!DOCTYPE html><html lang=fr><title>é &eacute; &amp</title><svg><![CDATA[<b>]]></svg><table><b>x<tr><td>\
                    <a href='x>y'>z<a><p></b></a><template><p></template><select><option>1<frameset></html><!-- é --><p/>\
                    <script><!--<script></script>--></script></body><textarea>\0é";
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            let page = parse(&text[..end]);
            for id in page.elements() {
                let span = page.span(id);
                assert!(span.start <= span.end && span.end as usize <= end);
                let _ = (page.path(id), page.attribute_position(id, "href"));
            }
        }
    }

    #[test]
    fn every_written_tag_starts_at_a_bracket_and_ends_after_one() {
        let page = parse("a<p>b<br>c<a b='>' c>d</a><i\n>e</i></p><?php x ?><u>f</u></ x><s>g");
        for id in page.elements() {
            let element = page.element(id).unwrap();
            if !element.implied {
                let tag = page
                    .source
                    .slice(element.span.start as usize, element.span.end as usize);
                assert!(
                    tag.starts_with(&format!("<{}", element.name)) && tag.ends_with('>'),
                    "{tag}"
                );
            }
        }
    }
}
