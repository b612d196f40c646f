//! The roles of ARIA as a table: what each is allowed, asks for, forbids and may hold.
//!
//! Facts of WAI-ARIA 1.2 (W3C Recommendation, 2023), with the roles and attributes that 1.3 adds so that nothing new is
//! called unknown; of the Digital Publishing roles 1.1 and the Graphics roles 1.0. One line a role, sorted by name.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// A role.
#[derive(Debug)]
pub struct Role {
    /// Its name.
    pub name: &'static str,
    /// The role that it inherits from, as far as criteria need it (`doc-noteref` is a link).
    pub base: &'static str,
    /// Attributes, without `aria-`, that it supports beside the global ones, those it requires included.
    pub supports: &'static str,
    /// Attributes, without `aria-`, that must be set since they have no default.
    pub requires: &'static str,
    /// Roles one of which it must be in.
    pub context: &'static str,
    /// Roles that it may own, at least one of them.
    pub owns: &'static str,
    traits: u8,
}

/// It takes its name from what it holds.
const CONTENT: u8 = 1;
/// What it holds is not exposed.
const FLAT: u8 = 2;
/// It must not be named.
const NAMELESS: u8 = 4;
/// It can be operated.
const WIDGET: u8 = 8;
/// It only orders the other roles and must not be used.
const ABSTRACT: u8 = 16;

impl Role {
    /// Whether it is this role, or inherits from it.
    pub fn is(&self, name: &str) -> bool {
        self.name == name || self.base == name
    }

    /// Whether it takes its name from what it holds.
    pub fn named_by_content(&self) -> bool {
        self.traits & CONTENT != 0
    }

    /// Whether what it holds is not exposed to assistive technology.
    pub fn hides_children(&self) -> bool {
        self.traits & FLAT != 0
    }

    /// Whether it must not be named.
    pub fn is_nameless(&self) -> bool {
        self.traits & NAMELESS != 0
    }

    /// Whether it can be operated.
    pub fn is_widget(&self) -> bool {
        self.traits & WIDGET != 0
    }

    /// Whether it says that there is nothing to expose.
    pub fn is_none(&self) -> bool {
        self.name == "none" || self.name == "presentation"
    }

    /// Whether the role supports an attribute, given without `aria-`, beside the global ones.
    pub fn supports(&self, attribute: &str) -> bool {
        words(self.supports).any(|known| known == attribute)
    }

    /// Whether the role forbids an attribute, given without `aria-`.
    pub fn prohibits(&self, attribute: &str) -> bool {
        match attribute {
            "label" | "labelledby" | "braillelabel" => self.is_nameless(),
            "roledescription" | "brailleroledescription" => self.name == "generic" || self.is_none(),
            _ => false,
        }
    }
}

/// The words of a list.
pub fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split_ascii_whitespace()
}

static BY_NAME: LazyLock<FxHashMap<&str, &Role>> =
    LazyLock::new(|| ROLES.iter().map(|role| (role.name, role)).collect());

/// The role of this name, in any case; abstract roles are none.
pub fn find(name: &str) -> Option<&'static Role> {
    known(name).filter(|role| role.traits & ABSTRACT == 0)
}

fn known(name: &str) -> Option<&'static Role> {
    let lower;
    let name = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        lower = name.to_ascii_lowercase();
        &lower
    } else {
        name
    };
    BY_NAME.get(name).copied()
}

/// The role that a `role` attribute gives: its first word that is a role and not abstract.
pub fn of_attribute(value: &str) -> Option<&'static Role> {
    value.split_ascii_whitespace().find_map(find)
}

const fn role(name: &'static str, base: &'static str, traits: u8, supports: &'static str) -> Role {
    Role {
        name,
        base,
        supports,
        requires: "",
        context: "",
        owns: "",
        traits,
    }
}

impl Role {
    const fn requires(mut self, requires: &'static str) -> Role {
        self.requires = requires;
        self
    }

    const fn within(mut self, context: &'static str) -> Role {
        self.context = context;
        self
    }

    const fn owning(mut self, owns: &'static str) -> Role {
        self.owns = owns;
        self
    }
}

const CELL: &str = "colindex colindextext colspan rowindex rowindextext rowspan";
const GRIDCELL: &str =
    "expanded readonly required selected colindex colindextext colspan rowindex rowindextext rowspan";
const HEADER_CELL: &str =
    "sort expanded readonly required selected colindex colindextext colspan rowindex rowindextext rowspan";
const TEXTBOX: &str = "activedescendant autocomplete multiline placeholder readonly required";
const RANGE: &str = "valuemax valuemin valuenow valuetext";
const MENU_ITEMS: &str = "menuitem menuitemcheckbox menuitemradio group separator menu none presentation";
const ROW_PARENTS: &str = "grid rowgroup table treegrid";

static ROLES: [Role; 144] = [
    role("alert", "", 0, ""),
    role("alertdialog", "dialog", 0, "modal"),
    role("application", "", 0, "activedescendant expanded"),
    role("article", "", 0, "posinset setsize"),
    role("banner", "", 0, ""),
    role("blockquote", "", 0, ""),
    role("button", "", CONTENT | FLAT | WIDGET, "expanded pressed"),
    role("caption", "", NAMELESS, ""),
    role("cell", "", CONTENT, CELL).within("row"),
    role(
        "checkbox",
        "",
        CONTENT | FLAT | WIDGET,
        "checked expanded readonly required",
    )
    .requires("checked"),
    role("code", "", NAMELESS, ""),
    role("columnheader", "cell", CONTENT | WIDGET, HEADER_CELL).within("row"),
    role(
        "combobox",
        "",
        WIDGET,
        "activedescendant autocomplete controls expanded readonly required",
    )
    .requires("controls expanded"),
    role("command", "", ABSTRACT, ""),
    role("comment", "article", CONTENT, "level posinset setsize"),
    role("complementary", "", 0, ""),
    role("composite", "", ABSTRACT, ""),
    role("contentinfo", "", 0, ""),
    role("definition", "", 0, ""),
    role("deletion", "", NAMELESS, ""),
    role("dialog", "", 0, "modal"),
    role("directory", "list", 0, ""),
    role("doc-abstract", "", 0, ""),
    role("doc-acknowledgments", "", 0, ""),
    role("doc-afterword", "", 0, ""),
    role("doc-appendix", "", 0, ""),
    role("doc-backlink", "link", CONTENT | WIDGET, "expanded"),
    role("doc-biblioentry", "listitem", 0, "level posinset setsize"),
    role("doc-bibliography", "", 0, ""),
    role("doc-biblioref", "link", CONTENT | WIDGET, "expanded"),
    role("doc-chapter", "", 0, ""),
    role("doc-colophon", "", 0, ""),
    role("doc-conclusion", "", 0, ""),
    role("doc-cover", "img", FLAT, ""),
    role("doc-credit", "", 0, ""),
    role("doc-credits", "", 0, ""),
    role("doc-dedication", "", 0, ""),
    role("doc-endnote", "listitem", 0, "level posinset setsize"),
    role("doc-endnotes", "", 0, ""),
    role("doc-epigraph", "", 0, ""),
    role("doc-epilogue", "", 0, ""),
    role("doc-errata", "", 0, ""),
    role("doc-example", "", 0, ""),
    role("doc-footnote", "", 0, ""),
    role("doc-foreword", "", 0, ""),
    role("doc-glossary", "", 0, ""),
    role("doc-glossref", "link", CONTENT | WIDGET, "expanded"),
    role("doc-index", "", 0, ""),
    role("doc-introduction", "", 0, ""),
    role("doc-noteref", "link", CONTENT | WIDGET, "expanded"),
    role("doc-notice", "", 0, ""),
    role(
        "doc-pagebreak",
        "separator",
        CONTENT,
        "orientation valuemax valuemin valuenow valuetext",
    ),
    role("doc-pagefooter", "", NAMELESS, ""),
    role("doc-pageheader", "", NAMELESS, ""),
    role("doc-pagelist", "", 0, ""),
    role("doc-part", "", 0, ""),
    role("doc-preface", "", 0, ""),
    role("doc-prologue", "", 0, ""),
    role("doc-pullquote", "", 0, ""),
    role("doc-qna", "", 0, ""),
    role("doc-subtitle", "", CONTENT, "level"),
    role("doc-tip", "", 0, ""),
    role("doc-toc", "", 0, ""),
    role("document", "", 0, ""),
    role("emphasis", "", NAMELESS, ""),
    role("feed", "", 0, "").owning("article"),
    role("figure", "", 0, ""),
    role("form", "", 0, ""),
    role("generic", "", NAMELESS, ""),
    role("graphics-document", "document", 0, ""),
    role("graphics-object", "group", 0, "activedescendant"),
    role("graphics-symbol", "img", FLAT, ""),
    role(
        "grid",
        "",
        WIDGET,
        "activedescendant colcount multiselectable readonly rowcount",
    )
    .owning("row rowgroup caption"),
    role("gridcell", "cell", CONTENT | WIDGET, GRIDCELL).within("row"),
    role("group", "", 0, "activedescendant"),
    role("heading", "", CONTENT, "level").requires("level"),
    role("image", "img", FLAT, ""),
    role("img", "", FLAT, ""),
    role("input", "", ABSTRACT, ""),
    role("insertion", "", NAMELESS, ""),
    role("landmark", "", ABSTRACT, ""),
    role("link", "", CONTENT | WIDGET, "expanded"),
    role("list", "", 0, "").owning("listitem"),
    role(
        "listbox",
        "",
        WIDGET,
        "activedescendant expanded multiselectable orientation readonly required",
    )
    .owning("group option"),
    role("listitem", "", 0, "level posinset setsize").within("directory list"),
    role("log", "", 0, ""),
    role("main", "", 0, ""),
    role("mark", "", 0, ""),
    role("marquee", "", 0, ""),
    role("math", "", 0, ""),
    role("menu", "", WIDGET, "activedescendant orientation").owning(MENU_ITEMS),
    role("menubar", "", WIDGET, "activedescendant orientation").owning(MENU_ITEMS),
    role("menuitem", "", CONTENT | WIDGET, "expanded posinset setsize").within("group menu menubar"),
    role(
        "menuitemcheckbox",
        "",
        CONTENT | FLAT | WIDGET,
        "checked expanded posinset readonly required setsize",
    )
    .requires("checked")
    .within("group menu menubar"),
    role(
        "menuitemradio",
        "",
        CONTENT | FLAT | WIDGET,
        "checked expanded posinset readonly required setsize",
    )
    .requires("checked")
    .within("group menu menubar"),
    role("meter", "", FLAT, RANGE).requires("valuenow"),
    role("navigation", "", 0, ""),
    role("none", "", NAMELESS, ""),
    role("note", "", 0, ""),
    role(
        "option",
        "",
        CONTENT | FLAT | WIDGET,
        "checked posinset selected setsize",
    )
    .within("group listbox"),
    role("paragraph", "", NAMELESS, ""),
    role("presentation", "", NAMELESS, ""),
    role("progressbar", "", FLAT | WIDGET, RANGE),
    role("radio", "", CONTENT | FLAT | WIDGET, "checked posinset setsize").requires("checked"),
    role(
        "radiogroup",
        "",
        WIDGET,
        "activedescendant orientation readonly required",
    ),
    role("range", "", ABSTRACT, ""),
    role("region", "", 0, ""),
    role("roletype", "", ABSTRACT, ""),
    role(
        "row",
        "",
        CONTENT | WIDGET,
        "activedescendant colindex expanded level posinset rowindex rowindextext selected setsize",
    )
    .within(ROW_PARENTS)
    .owning("cell columnheader gridcell rowheader"),
    role("rowgroup", "", 0, "").within("grid table treegrid").owning("row"),
    role("rowheader", "cell", CONTENT | WIDGET, HEADER_CELL).within("row"),
    role(
        "scrollbar",
        "",
        FLAT | WIDGET,
        "controls orientation valuemax valuemin valuenow valuetext",
    )
    .requires("controls valuenow"),
    role("search", "", 0, ""),
    role("searchbox", "textbox", WIDGET, TEXTBOX),
    role("section", "", ABSTRACT, ""),
    role("sectionfooter", "", 0, ""),
    role("sectionhead", "", ABSTRACT, ""),
    role("sectionheader", "", 0, ""),
    role("select", "", ABSTRACT, ""),
    role(
        "separator",
        "",
        FLAT,
        "orientation valuemax valuemin valuenow valuetext",
    )
    .requires("valuenow"),
    role(
        "slider",
        "",
        FLAT | WIDGET,
        "orientation readonly valuemax valuemin valuenow valuetext",
    )
    .requires("valuenow"),
    role(
        "spinbutton",
        "",
        WIDGET,
        "activedescendant readonly required valuemax valuemin valuenow valuetext",
    ),
    role("status", "", 0, ""),
    role("strong", "", NAMELESS, ""),
    role("structure", "", ABSTRACT, ""),
    role("subscript", "", NAMELESS, ""),
    role("suggestion", "", NAMELESS, ""),
    role("superscript", "", NAMELESS, ""),
    role(
        "switch",
        "checkbox",
        CONTENT | FLAT | WIDGET,
        "checked expanded readonly required",
    )
    .requires("checked"),
    role("tab", "", CONTENT | FLAT | WIDGET, "expanded posinset selected setsize").within("tablist"),
    role("table", "", 0, "colcount rowcount").owning("row rowgroup caption"),
    role(
        "tablist",
        "",
        WIDGET,
        "activedescendant level multiselectable orientation",
    )
    .owning("tab"),
    role("tabpanel", "", WIDGET, ""),
    role("term", "", 0, ""),
    role("textbox", "", WIDGET, TEXTBOX),
    role("time", "", 0, ""),
    role("timer", "", 0, ""),
    role("toolbar", "", 0, "activedescendant orientation"),
    role("tooltip", "", CONTENT, ""),
    role(
        "tree",
        "",
        WIDGET,
        "activedescendant multiselectable orientation required",
    )
    .owning("group treeitem"),
    role(
        "treegrid",
        "grid",
        WIDGET,
        "activedescendant colcount multiselectable orientation readonly required rowcount",
    )
    .owning("row rowgroup caption"),
    role(
        "treeitem",
        "",
        CONTENT | WIDGET,
        "checked expanded level posinset selected setsize",
    )
    .within("group tree"),
    role("widget", "", ABSTRACT, ""),
    role("window", "", ABSTRACT, ""),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::a11y::attributes;

    #[test]
    fn the_table_is_sorted_and_names_only_what_there_is() {
        assert!(ROLES.is_sorted_by(|a, b| a.name < b.name));
        for role in &ROLES {
            for attribute in words(role.supports).chain(words(role.requires)) {
                assert!(attributes::find(attribute).is_some(), "{}: aria-{attribute}", role.name);
            }
            for required in words(role.requires) {
                assert!(role.supports(required), "{}: {required}", role.name);
            }
            for other in words(role.context).chain(words(role.owns)) {
                assert!(find(other).is_some(), "{}: {other}", role.name);
            }
            assert!(role.base.is_empty() || find(role.base).is_some(), "{}", role.name);
        }
    }

    #[test]
    fn the_first_word_that_is_a_role_counts() {
        let name = |value| of_attribute(value).map(|role| role.name);
        assert_eq!(name("doc-biblioref link"), Some("doc-biblioref"));
        assert_eq!(name("searchfield SearchBox"), Some("searchbox"));
        assert_eq!(name("lnik"), None);
        assert_eq!(name("landmark widget navigation"), Some("navigation"));
        assert_eq!(name(" "), None);
    }

    #[test]
    fn naming_is_forbidden_where_aria_1_2_forbids_it() {
        // WAI-ARIA 1.2, 5.2.8.6 "Roles which cannot be named".
        for name in [
            "caption",
            "code",
            "deletion",
            "emphasis",
            "generic",
            "insertion",
            "none",
            "paragraph",
            "presentation",
            "strong",
            "subscript",
            "superscript",
        ] {
            assert!(find(name).unwrap().prohibits("label"), "{name}");
        }
        assert!(!find("term").unwrap().prohibits("label"));
        assert!(!find("heading").unwrap().prohibits("braillelabel"));
    }
}
