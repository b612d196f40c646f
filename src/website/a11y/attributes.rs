//! The attributes of ARIA as a table: whether each is global, and what values it takes.
//!
//! Facts of WAI-ARIA 1.2, section 6, with the attributes that 1.3 adds.

/// What values an attribute takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// `true` or `false`.
    Boolean,
    /// `true`, `false` or `undefined`.
    BooleanOrUndefined,
    /// `true`, `false`, `mixed` or `undefined`.
    Tristate,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// One id.
    Id,
    /// Ids with spaces between.
    Ids,
    /// Any text.
    Text,
    /// One of these words.
    Token(&'static [&'static str]),
    /// Some of these words with spaces between.
    Tokens(&'static [&'static str]),
}

/// An attribute.
#[derive(Debug)]
pub struct Attribute {
    /// Its name without `aria-`.
    pub name: &'static str,
    /// Whether every role may have it.
    pub global: bool,
    /// What values it takes.
    pub values: Values,
}

/// The attribute of this name, given without `aria-`.
pub fn find(name: &str) -> Option<&'static Attribute> {
    let at = ATTRIBUTES.binary_search_by(|attribute| attribute.name.cmp(name)).ok()?;
    Some(&ATTRIBUTES[at])
}

/// Whether an attribute of this name, given without `aria-`, takes a presentational role away from its element. The
/// braille attributes of 1.3 do not: a role that hides its element forbids them.
pub fn ends_presentation(name: &str) -> bool {
    !matches!(name, "hidden" | "braillelabel" | "brailleroledescription")
        && find(name).is_some_and(|attribute| attribute.global)
}

impl Attribute {
    /// Whether it takes a value. Words count in any case; an id need not exist.
    pub fn takes(&self, value: &str) -> bool {
        let one_of = |list: &[&str], word: &str| list.iter().any(|known| known.eq_ignore_ascii_case(word));
        let word = value.trim();
        match self.values {
            Values::Boolean => one_of(&["true", "false"], word),
            Values::BooleanOrUndefined => one_of(&["true", "false", "undefined"], word),
            Values::Tristate => one_of(&["true", "false", "mixed", "undefined"], word),
            Values::Integer => {
                let digits = word.strip_prefix(['-', '+']).unwrap_or(word);
                !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
            }
            Values::Number => word.parse::<f64>().is_ok_and(f64::is_finite),
            Values::Id => value.split_ascii_whitespace().count() == 1,
            Values::Ids => value.split_ascii_whitespace().next().is_some(),
            Values::Text => true,
            Values::Token(list) => one_of(list, word),
            Values::Tokens(list) => {
                let mut words = value.split_ascii_whitespace().peekable();
                words.peek().is_some() && words.all(|word| one_of(list, word))
            }
        }
    }
}

const fn global(name: &'static str, values: Values) -> Attribute {
    Attribute {
        name,
        global: true,
        values,
    }
}

const fn local(name: &'static str, values: Values) -> Attribute {
    Attribute {
        name,
        global: false,
        values,
    }
}

use Values::{Boolean, BooleanOrUndefined, Id, Ids, Integer, Number, Text, Token, Tokens, Tristate};

static ATTRIBUTES: [Attribute; 53] = [
    local("activedescendant", Id),
    global("atomic", Boolean),
    local("autocomplete", Token(&["inline", "list", "both", "none"])),
    global("braillelabel", Text),
    global("brailleroledescription", Text),
    global("busy", Boolean),
    local("checked", Tristate),
    local("colcount", Integer),
    local("colindex", Integer),
    local("colindextext", Text),
    local("colspan", Integer),
    global("controls", Ids),
    global(
        "current",
        Token(&["page", "step", "location", "date", "time", "true", "false"]),
    ),
    global("describedby", Ids),
    global("description", Text),
    global("details", Ids),
    global("disabled", Boolean),
    global(
        "dropeffect",
        Tokens(&["copy", "execute", "link", "move", "none", "popup"]),
    ),
    global("errormessage", Ids),
    local("expanded", BooleanOrUndefined),
    global("flowto", Ids),
    global("grabbed", BooleanOrUndefined),
    global(
        "haspopup",
        Token(&["false", "true", "menu", "listbox", "tree", "grid", "dialog"]),
    ),
    global("hidden", BooleanOrUndefined),
    global("invalid", Token(&["grammar", "false", "spelling", "true"])),
    global("keyshortcuts", Text),
    global("label", Text),
    global("labelledby", Ids),
    local("level", Integer),
    global("live", Token(&["assertive", "off", "polite"])),
    local("modal", Boolean),
    local("multiline", Boolean),
    local("multiselectable", Boolean),
    local("orientation", Token(&["horizontal", "undefined", "vertical"])),
    global("owns", Ids),
    local("placeholder", Text),
    local("posinset", Integer),
    local("pressed", Tristate),
    local("readonly", Boolean),
    global("relevant", Tokens(&["additions", "all", "removals", "text"])),
    local("required", Boolean),
    global("roledescription", Text),
    local("rowcount", Integer),
    local("rowindex", Integer),
    local("rowindextext", Text),
    local("rowspan", Integer),
    local("selected", BooleanOrUndefined),
    local("setsize", Integer),
    local("sort", Token(&["ascending", "descending", "none", "other"])),
    local("valuemax", Number),
    local("valuemin", Number),
    local("valuenow", Number),
    local("valuetext", Text),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(ATTRIBUTES.is_sorted_by(|a, b| a.name < b.name));
    }

    #[test]
    fn values_are_held_against_their_type() {
        for (name, good, bad) in [
            ("required", "TRUE", "undefined"),
            ("expanded", "undefined", "yes"),
            ("pressed", "mixed", "horizontal"),
            ("live", "polite", "page"),
            ("relevant", "text removals", "text, removals"),
            ("level", "2", "2.5"),
            ("valuenow", "-2.5", "12px"),
            ("activedescendant", "a", "a b"),
            ("controls", "a b", "\u{20}"),
        ] {
            let attribute = find(name).unwrap();
            assert!(attribute.takes(good), "{name}={good}");
            assert!(!attribute.takes(bad), "{name}={bad}");
        }
    }
}
