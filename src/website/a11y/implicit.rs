//! The role that an element has of itself, by the HTML Accessibility API Mappings (HTML-AAM) and ARIA in HTML.

use super::roles::{self, Role};
use crate::website::tree::{Document, Element, Namespace, NodeId};

/// The role of an element without its `role` attribute; `None` where no role of ARIA corresponds to it.
pub(super) fn role(document: &Document, id: NodeId, element: &Element) -> Option<&'static Role> {
    let name = match element.namespace {
        Namespace::Html => html(document, id, element)?,
        Namespace::Svg => match &*element.name {
            "svg" => "graphics-document",
            "a" if has(document, id, "href") || has(document, id, "xlink:href") => "link",
            _ => return None,
        },
        Namespace::MathMl => return (&*element.name == "math").then(|| roles::find("math")).flatten(),
    };
    roles::find(name)
}

fn has(document: &Document, id: NodeId, name: &str) -> bool {
    document.attribute(id, name).is_some()
}

fn html(document: &Document, id: NodeId, element: &Element) -> Option<&'static str> {
    let has = |name: &str| has(document, id, name);
    Some(match &*element.name {
        "a" | "area" if has("href") => "link",
        "a" | "area" | "b" | "bdi" | "bdo" | "body" | "data" | "div" | "i" | "pre" | "q" | "samp" | "small"
        | "span" | "u" => "generic",
        "address" | "details" | "fieldset" | "hgroup" | "optgroup" => "group",
        "article" => "article",
        "aside" => "complementary",
        "blockquote" => "blockquote",
        "button" => "button",
        "caption" => "caption",
        "code" => "code",
        "datalist" => "listbox",
        "dd" => "definition",
        "del" | "s" => "deletion",
        "dfn" | "dt" => "term",
        "dialog" => "dialog",
        "em" => "emphasis",
        "figure" => "figure",
        // In a section they are only a part of it, which ARIA 1.3 names and 1.2 does not.
        "footer" if !in_section(document, id) => "contentinfo",
        "header" if !in_section(document, id) => "banner",
        "form" => "form",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "heading",
        "hr" => "separator",
        "html" => "document",
        // An empty alternative says that the image is decoration.
        "img" if document.attribute(id, "alt") == Some("") => "presentation",
        "img" => "img",
        "input" => return input(document, id),
        "ins" => "insertion",
        "li" if document
            .parent(id)
            .is_some_and(|parent| ["ul", "ol", "menu"].iter().any(|name| document.is(parent, name))) =>
        {
            "listitem"
        }
        "main" => "main",
        "math" => "math",
        "menu" | "ol" | "ul" => "list",
        "meter" => "meter",
        "nav" => "navigation",
        "option" => "option",
        "output" => "status",
        "p" => "paragraph",
        "progress" => "progressbar",
        "search" => "search",
        "section" if has("aria-label") || has("aria-labelledby") || has("title") => "region",
        "select" if has("multiple") || size(document, id) > 1 => "listbox",
        "select" => "combobox",
        "strong" => "strong",
        "sub" => "subscript",
        "sup" => "superscript",
        "table" => "table",
        "tbody" | "tfoot" | "thead" => "rowgroup",
        "td" => cell(document, id),
        "textarea" => "textbox",
        "th" => header(document, id),
        "time" => "time",
        "tr" => "row",
        _ => return None,
    })
}

fn size(document: &Document, id: NodeId) -> u32 {
    document
        .attribute(id, "size")
        .and_then(|size| size.trim().parse().ok())
        .unwrap_or(0)
}

fn input(document: &Document, id: NodeId) -> Option<&'static str> {
    let kind = input_type(document, id);
    let list = has(document, id, "list");
    Some(match kind {
        "button" | "image" | "reset" | "submit" => "button",
        "checkbox" => "checkbox",
        "radio" => "radio",
        "range" => "slider",
        "number" => "spinbutton",
        "search" | "email" | "tel" | "url" | "text" if list => "combobox",
        "search" => "searchbox",
        "email" | "tel" | "url" | "text" => "textbox",
        _ => return None,
    })
}

/// The kind of an `<input>`: one that HTML does not know is text.
pub fn input_type(document: &Document, id: NodeId) -> &'static str {
    const KINDS: [&str; 22] = [
        "button",
        "checkbox",
        "color",
        "date",
        "datetime-local",
        "email",
        "file",
        "hidden",
        "image",
        "month",
        "number",
        "password",
        "radio",
        "range",
        "reset",
        "search",
        "submit",
        "tel",
        "text",
        "time",
        "url",
        "week",
    ];
    let kind = document.attribute(id, "type").unwrap_or_default();
    KINDS
        .iter()
        .find(|known| known.eq_ignore_ascii_case(kind))
        .copied()
        .unwrap_or("text")
}

/// Whether an element is inside sectioning content or `<main>`.
fn in_section(document: &Document, id: NodeId) -> bool {
    document.ancestors(id).any(|above| {
        ["article", "aside", "main", "nav", "section"]
            .iter()
            .any(|name| document.is(above, name))
    })
}

/// `td` in a grid is a cell of a grid.
fn cell(document: &Document, id: NodeId) -> &'static str {
    let grid = document
        .ancestors(id)
        .find(|above| document.is(*above, "table"))
        .and_then(|table| document.attribute(table, "role"))
        .and_then(roles::of_attribute)
        .is_some_and(|role| role.is("grid"));
    if grid { "gridcell" } else { "cell" }
}

/// Whether a `th` heads its column or its row: what `scope` says, else its column in a row without `td`, else its row.
fn header(document: &Document, id: NodeId) -> &'static str {
    let scope = document.attribute(id, "scope").unwrap_or_default();
    if ["row", "rowgroup"].iter().any(|row| scope.eq_ignore_ascii_case(row)) {
        return "rowheader";
    }
    if ["col", "colgroup"]
        .iter()
        .any(|column| scope.eq_ignore_ascii_case(column))
    {
        return "columnheader";
    }
    let row = document.parent(id);
    let data = row.is_some_and(|row| document.children(row).any(|cell| document.is(cell, "td")));
    let in_head = row
        .and_then(|row| document.parent(row))
        .is_some_and(|group| document.is(group, "thead"));
    if data && !in_head { "rowheader" } else { "columnheader" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::parse::parse;

    fn of(html: &str, name: &str) -> Option<&'static str> {
        let page = parse(html);
        let id = page
            .elements()
            .filter(|id| &*page.element(*id).unwrap().name == name)
            .last()
            .unwrap();
        role(&page, id, page.element(id).unwrap()).map(|role| role.name)
    }

    #[test]
    fn elements_have_the_roles_of_html_aam() {
        for (html, name, wanted) in [
            ("<a href=x>", "a", Some("link")),
            ("<a>", "a", Some("generic")),
            ("<img alt>", "img", Some("presentation")),
            ("<img alt=' '>", "img", Some("img")),
            ("<header>", "header", Some("banner")),
            ("<article><header>", "header", None),
            ("<ul><li>", "li", Some("listitem")),
            ("<div><li>", "li", None),
            ("<input>", "input", Some("textbox")),
            ("<input type=SEARCH list=a>", "input", Some("combobox")),
            ("<input type=password>", "input", None),
            ("<input type=nonsense>", "input", Some("textbox")),
            ("<select size=2>", "select", Some("listbox")),
            ("<select>", "select", Some("combobox")),
            ("<table><tr><th>a<td>b", "th", Some("rowheader")),
            ("<table><thead><tr><th>a<td>b", "th", Some("columnheader")),
            ("<table><tr><th scope=row>a", "th", Some("rowheader")),
            ("<table role=grid><tr><td>", "td", Some("gridcell")),
            ("<svg><a href=x>", "a", Some("link")),
            ("<svg>", "svg", Some("graphics-document")),
            ("<section>", "section", None),
            ("<section aria-label=a>", "section", Some("region")),
        ] {
            assert_eq!(of(html, name), wanted, "{html}");
        }
    }
}
