//! The accessible name of an element: W3C Accessible Name and Description Computation 1.2 with HTML-AAM and SVG-AAM.

use cssparser::{Parser, Token};

use super::{View, implicit::input_type};
use crate::website::css::{Computed, Display, Known};
use crate::website::page::TEXT_LIMIT;
use crate::website::tree::{Document, Element, Namespace, NodeId, NodeKind};
use crate::website::visible::collapse;

/// Deepest nesting that is followed for a name.
const MAX_DEPTH: usize = 256;

/// The name, white space collapsed; empty when there is none. At most about [`TEXT_LIMIT`] bytes.
pub(super) fn of(view: View<'_>, id: NodeId) -> String {
    compute(view, id, TEXT_LIMIT)
}

/// Whether there is a name; stops at its first letter.
pub fn exists(view: View<'_>, id: NodeId) -> bool {
    !compute(view, id, 1).is_empty()
}

/// The text that an element gives to the name of another that refers to it, itself hidden or not.
pub fn of_reference(view: View<'_>, id: NodeId) -> String {
    let mut computation = Computation::new(view, TEXT_LIMIT);
    collapse(&computation.text(id, computation.referenced(id)))
}

fn compute(view: View<'_>, id: NodeId, limit: usize) -> String {
    let step = Step {
        root: true,
        by_reference: false,
        hidden_too: true,
    };
    collapse(&Computation::new(view, limit).text(id, step))
}

struct Computation<'a> {
    view: View<'a>,
    visited: Vec<NodeId>,
    depth: usize,
    limit: usize,
}

/// How the computation got to a node.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// It is the element whose name is asked for.
    root: bool,
    /// By way of `aria-labelledby`, which is not followed twice.
    by_reference: bool,
    /// What is hidden counts, since what was referred to is hidden itself.
    hidden_too: bool,
}

impl<'a> Computation<'a> {
    fn new(view: View<'a>, limit: usize) -> Self {
        Computation {
            view,
            visited: Vec::new(),
            depth: 0,
            limit,
        }
    }

    fn referenced(&self, id: NodeId) -> Step {
        Step {
            root: false,
            by_reference: true,
            hidden_too: self.view.is_hidden(id),
        }
    }

    fn text(&mut self, id: NodeId, step: Step) -> String {
        let view = self.view;
        let Some(element) = view.document.element(id) else {
            return String::new();
        };
        if self.depth > MAX_DEPTH || self.visited.contains(&id) || (!step.hidden_too && view.is_hidden(id)) {
            return String::new();
        }
        self.visited.push(id);
        self.depth += 1;
        let text = self.steps(id, element, step);
        self.depth -= 1;
        text
    }

    /// The steps of the computation, in its order; the first that gives text wins.
    fn steps(&mut self, id: NodeId, element: &Element, step: Step) -> String {
        let view = self.view;
        if !step.by_reference
            && let Some(list) = view.aria(id, "aria-labelledby")
        {
            let texts: Vec<String> = view.by_ids(list).into_iter().map(|target| self.refer(target)).collect();
            let text = texts.join(" ");
            if !text.trim().is_empty() {
                return text;
            }
        }
        if !step.root
            && let Some(value) = self.value(id, element)
        {
            return value;
        }
        if let Some(label) = view.aria(id, "aria-label") {
            return label.to_owned();
        }
        let presentational = view.role(id).is_some_and(super::Role::is_none);
        if !presentational {
            match self.native(id, element, step) {
                Native::Text(text) => return text,
                Native::Final => return String::new(),
                Native::None => {}
            }
        }
        let by_content = !step.root
            || view.role(id).is_some_and(super::Role::named_by_content)
            || (element.namespace == Namespace::Html && &*element.name == "summary");
        if by_content {
            let text = self.content(id, step);
            if !text.trim().is_empty() {
                return text;
            }
        }
        if element.namespace == Namespace::Html && !presentational {
            if let Some(title) = view.aria(id, "title") {
                return title.to_owned();
            }
            if step.root
                && takes_hint(view.document, id, &element.name)
                && let Some(hint) = view.aria(id, "placeholder")
            {
                return hint.to_owned();
            }
        }
        String::new()
    }

    /// The text of an element that `aria-labelledby` names: it may be the element itself.
    fn refer(&mut self, target: NodeId) -> String {
        let step = self.referenced(target);
        let before = std::mem::take(&mut self.visited);
        let text = self.text(target, step);
        self.visited = before;
        text
    }

    /// The value of a form control inside the text of another element.
    fn value(&mut self, id: NodeId, element: &Element) -> Option<String> {
        let view = self.view;
        let role = view.role(id)?;
        let native = |name: &str| view.document.attribute(id, name).map(str::to_owned);
        match role.name {
            "textbox" | "searchbox" => Some(match &*element.name {
                "input" => native("value").unwrap_or_default(),
                _ => view.document.text(id),
            }),
            "combobox" | "listbox" => Some(self.chosen(id, element)),
            "slider" | "spinbutton" | "progressbar" | "scrollbar" | "meter" => {
                let text = view.aria(id, "aria-valuetext").or(view.aria(id, "aria-valuenow"));
                Some(text.map(str::to_owned).or(native("value")).unwrap_or_default())
            }
            _ => None,
        }
    }

    /// The option that is chosen in a list.
    fn chosen(&mut self, id: NodeId, element: &Element) -> String {
        let view = self.view;
        if &*element.name == "input" {
            return view.document.attribute(id, "value").unwrap_or_default().to_owned();
        }
        let options: Vec<NodeId> = view
            .document
            .descendants(id)
            .filter(|below| view.is(*below, "option"))
            .collect();
        let marked = |option: &&NodeId| {
            view.document.attribute(**option, "selected").is_some()
                || view.aria(**option, "aria-selected") == Some("true")
        };
        let first = options.first().filter(|_| &*element.name == "select");
        match options.iter().find(marked).or(first) {
            Some(option) => collapse(&view.document.text(*option)),
            None => String::new(),
        }
    }

    /// What the markup language itself offers.
    fn native(&mut self, id: NodeId, element: &Element, step: Step) -> Native {
        let view = self.view;
        let document = view.document;
        let attribute = |name: &str| match view.aria(id, name) {
            Some(text) => Native::Text(text.to_owned()),
            None => Native::None,
        };
        if element.namespace == Namespace::Svg {
            return match document.children(id).find(|child| is_svg_title(view, *child)) {
                Some(title) => Native::of(document.text(title)),
                None => Native::None,
            };
        }
        match &*element.name {
            "img" => match document.attribute(id, "alt") {
                Some(alt) if alt.trim().is_empty() => Native::Final,
                Some(alt) => Native::Text(alt.to_owned()),
                None => Native::None,
            },
            "area" => attribute("alt"),
            "input" => match input_type(document, id) {
                "image" => attribute("alt").or(|| self.labels(id)),
                kind @ ("button" | "reset" | "submit") => {
                    self.labels(id).or(|| match document.attribute(id, "value") {
                        Some(value) => Native::of(value.to_owned()),
                        // Browsers write their own word on it.
                        None if kind != "button" => Native::Text(kind.to_owned()),
                        None => Native::None,
                    })
                }
                _ => self.labels(id),
            },
            "button" | "meter" | "output" | "progress" | "select" | "textarea" => self.labels(id),
            "fieldset" => self.part(id, "legend", step),
            "table" => self.part(id, "caption", step),
            "figure" => self.part(id, "figcaption", step),
            "option" | "optgroup" => attribute("label"),
            _ => Native::None,
        }
    }

    fn labels(&mut self, id: NodeId) -> Native {
        let labels: Vec<NodeId> = self.view.semantics.labels(id).collect();
        let texts: Vec<String> = labels.into_iter().map(|label| self.label(label)).collect();
        Native::of(texts.join(" "))
    }

    fn label(&mut self, label: NodeId) -> String {
        let step = Step {
            root: false,
            by_reference: false,
            hidden_too: self.view.is_hidden(label),
        };
        self.text(label, step)
    }

    fn part(&mut self, id: NodeId, name: &str, _: Step) -> Native {
        let document = self.view.document;
        match document.children(id).find(|child| document.is(*child, name)) {
            Some(part) => Native::of(self.label(part)),
            None => Native::None,
        }
    }

    /// The text of what an element holds and claims with `aria-owns`.
    fn content(&mut self, id: NodeId, step: Step) -> String {
        let view = self.view;
        let below = Step { root: false, ..step };
        // Below the element itself only what is shown counts, unless a hidden element was referred to.
        let below = if step.root {
            Step {
                hidden_too: false,
                ..below
            }
        } else {
            below
        };
        let mut text = String::new();
        if let Some(before) = view.styles.and_then(|styles| styles.before(view.document, id)) {
            generated(&before, &mut text);
        }
        let mut child = view.document.children(id).next();
        while let Some(at) = child {
            match &view.document.node(at).kind {
                NodeKind::Text(words) => text.push_str(words),
                NodeKind::Element(element) => {
                    let inner = self.text(at, below);
                    let apart = is_apart(view, at, element);
                    if apart {
                        text.push(' ');
                    }
                    text.push_str(&inner);
                    if apart {
                        text.push(' ');
                    }
                }
                _ => {}
            }
            if self.is_enough(&text) {
                return text;
            }
            child = view.document.next_sibling(at);
        }
        if let Some(owned) = view.aria(id, "aria-owns") {
            for target in view.by_ids(owned) {
                text.push(' ');
                text.push_str(&self.text(target, below));
            }
        }
        if let Some(after) = view.styles.and_then(|styles| styles.after(view.document, id)) {
            generated(&after, &mut text);
        }
        text
    }

    fn is_enough(&self, text: &str) -> bool {
        text.len() > TEXT_LIMIT || (self.limit == 1 && text.bytes().any(|byte| byte > b' ') && !text.trim().is_empty())
    }
}

/// Whether a field shows a `placeholder`: of all kinds of `<input>` only those for text and numbers.
fn takes_hint(document: &Document, id: NodeId, name: &str) -> bool {
    name == "textarea"
        || name == "input"
            && matches!(
                input_type(document, id),
                "email" | "number" | "password" | "search" | "tel" | "text" | "url"
            )
}

enum Native {
    /// Text.
    Text(String),
    /// There is none, and nothing else may stand in for it.
    Final,
    /// There is none.
    None,
}

impl Native {
    fn of(text: String) -> Native {
        if text.trim().is_empty() {
            Native::None
        } else {
            Native::Text(text)
        }
    }

    fn or(self, other: impl FnOnce() -> Native) -> Native {
        match self {
            Native::None => other(),
            found => found,
        }
    }
}

/// Text that style puts before or after what an element holds; what stands after a `/` is said in its place. The signs of
/// icon fonts are no text: they stand in the parts of Unicode that are left to private use.
fn generated(style: &Computed, text: &mut String) {
    let Known::Known(Some(content)) = &style.content else {
        return;
    };
    if style.display == Known::Known(Display::None) {
        return;
    }
    let start = text.len();
    let mut parser = Parser::new(content);
    while let Ok(token) = parser.next() {
        match token {
            Token::QuotedString(words) => text.extend(words.chars().filter(|c| !is_private(*c))),
            Token::Delim('/') => text.truncate(start),
            _ => {}
        }
    }
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

fn is_svg_title(view: View<'_>, id: NodeId) -> bool {
    view.document
        .element(id)
        .is_some_and(|element| element.namespace == Namespace::Svg && &*element.name == "title")
}

/// Whether an element stands apart from the text around it.
fn is_apart(view: View<'_>, id: NodeId, element: &Element) -> bool {
    view.semantics.is_block(id).unwrap_or_else(|| is_block(&element.name))
}

/// Whether an element is a block, or breaks the line, by the style sheet of browsers.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "br"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}

#[cfg(test)]
mod tests {
    use crate::website::site::tests::site;

    /// The name of the element with the id `x`.
    fn name(html: &str) -> String {
        let site = site(&[("index.html", html)]);
        let view = site.view(0).accessible();
        view.name(view.by_id("x").unwrap())
    }

    #[test]
    fn names_come_from_where_the_specification_says() {
        for (html, wanted) in [
            (
                "<p id=a hidden>A <b>b</b></p><p id=b>B</p><button id=x aria-labelledby='a b' aria-label=l>c</button>",
                "A b B",
            ),
            ("<button id=x aria-labelledby=none aria-label=' l '>c</button>", "l"),
            ("<button id=x aria-label='' title=t>c</button>", "c"),
            ("<button id=x title=t></button>", "t"),
            ("<button id=x value=v></button>", ""),
            ("<input id=x type=submit>", "submit"),
            ("<input id=x type=submit value=''>", ""),
            ("<input id=x type=button value=Go>", "Go"),
            ("<input id=x type=image>", ""),
            ("<input id=x type=image title=t>", "t"),
            ("<label>first <input id=x></label>", "first"),
            ("<label for=x>a</label><label for=x>b</label><input id=x>", "a b"),
            ("<label for=x style=display:none>a</label><input id=x>", "a"),
            ("<label for=x>a</label><div id=x role=textbox></div>", ""),
            (
                "<label>every <input value=5> days <input id=y></label><label for=x>every <input value=5> days</label><input id=x>",
                "every 5 days",
            ),
            ("<input id=x placeholder=p title=t>", "t"),
            ("<input id=x placeholder=p>", "p"),
            ("<a id=x href=y><img alt=''>in <div>a block</div></a>", "in a block"),
            ("<a id=x href=y><img alt='' title=no></a>", ""),
            ("<a id=x href=y><img title=yes></a>", "yes"),
            (
                "<a id=x href=y>a<span hidden>b</span><span aria-hidden=true>c</span></a>",
                "a",
            ),
            ("<a id=x href=y><svg><title>Logo</title></svg></a>", "Logo"),
            ("<svg id=x role=img title=no><text>no</text></svg>", ""),
            ("<h1 id=x><img alt=no role=presentation></h1>", ""),
            ("<span id=x>no</span>", ""),
            ("<fieldset id=x><legend>Who</legend></fieldset>", "Who"),
            ("<table id=x><caption>Prices</caption></table>", "Prices"),
            (
                "<button id=x aria-labelledby='x f'>Delete</button><span id=f>file</span>",
                "Delete file",
            ),
            ("<iframe id=x title=t></iframe>", "t"),
            ("<a id=x href=y>a<br>b</a>", "a b"),
            ("<div id=x role=link aria-owns=o></div><i id=o>owned</i>", "owned"),
            (
                "<style>a::before{content:'New: '}</style><a id=x href=y>a</a>",
                "New: a",
            ),
            (
                "<style>i::before{content:'\\f015'}</style><a id=x href=y><i></i></a>",
                "",
            ),
            (
                "<style>.h{display:none}</style><a id=x href=y>a<b class=h>b</b></a>",
                "a",
            ),
        ] {
            assert_eq!(name(html), wanted, "{html}");
        }
    }

    #[test]
    fn circles_end() {
        assert_eq!(
            name("<a id=x href=y aria-owns=x>a<b id=c aria-labelledby='x c'>b</b></a>"),
            "aab b"
        );
    }
}
