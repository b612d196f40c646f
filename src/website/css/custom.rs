//! Custom properties: `--x`, and `var(--x, fallback)` in a value.
//!
//! CSS Custom Properties 1. Cycles and texts that grow without end are invalid, as they are in browsers.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::matching::Atom;

/// Longest text that substitution may make, in bytes.
const MAX_TEXT: usize = 32 * 1024;
/// Deepest chain of references that is followed.
const MAX_DEPTH: u32 = 32;

/// The value of a custom property on an element.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Resolved {
    Text(Arc<str>),
    /// “Guaranteed-invalid”: as if it were not set.
    Invalid,
    Unknown,
}

/// The custom properties of an element.
pub(super) type Customs = Arc<BTreeMap<Atom, Resolved>>;

/// What has been declared on an element itself, before references are followed; `None` for unknown.
pub(super) type Declared = BTreeMap<Atom, Option<Arc<str>>>;

/// The custom properties of an element, from its parent's and what is declared on it.
pub(super) fn resolve(parent: &Customs, declared: &Declared) -> Customs {
    if declared.is_empty() {
        return Arc::clone(parent);
    }
    let mut resolver = Resolver {
        parent,
        declared,
        done: BTreeMap::new(),
        open: Vec::new(),
    };
    for name in declared.keys() {
        resolver.value(name, 0);
    }
    let done = resolver.done;
    let mut customs = (**parent).clone();
    customs.extend(done);
    Arc::new(customs)
}

struct Resolver<'a> {
    parent: &'a Customs,
    declared: &'a Declared,
    done: BTreeMap<Atom, Resolved>,
    open: Vec<Atom>,
}

impl Resolver<'_> {
    fn value(&mut self, name: &Atom, depth: u32) -> Resolved {
        if let Some(done) = self.done.get(name) {
            return done.clone();
        }
        let inherited = || self.parent.get(name).cloned().unwrap_or(Resolved::Invalid);
        let value = match self.declared.get(name) {
            None => return inherited(),
            Some(None) => Resolved::Unknown,
            Some(Some(_)) if depth > MAX_DEPTH || self.open.contains(name) => return Resolved::Invalid,
            Some(Some(text)) => match text.to_ascii_lowercase().as_str() {
                "inherit" | "unset" => inherited(),
                "initial" => Resolved::Invalid,
                "revert" | "revert-layer" => Resolved::Unknown,
                _ if !super::property::has_var(text) => Resolved::Text(Arc::clone(text)),
                _ => {
                    self.open.push(name.clone());
                    let value = substitute_with(text, &mut |name| self.value(name, depth + 1), 0);
                    self.open.pop();
                    value
                }
            },
        };
        self.done.insert(name.clone(), value.clone());
        value
    }
}

/// A value with every `var()` replaced.
pub(super) fn substitute(text: &str, customs: &Customs) -> Resolved {
    substitute_with(
        text,
        &mut |name| customs.get(name).cloned().unwrap_or(Resolved::Invalid),
        0,
    )
}

fn substitute_with(text: &str, value: &mut dyn FnMut(&Atom) -> Resolved, depth: u32) -> Resolved {
    if depth > MAX_DEPTH {
        return Resolved::Invalid;
    }
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = find_var(rest) {
        made.push_str(&rest[..at]);
        let inside = &rest[at + 4..];
        let (end, comma) = extent(inside);
        let (name, fallback) = match comma {
            Some(comma) => (&inside[..comma], Some(&inside[comma + 1..end])),
            None => (&inside[..end], None),
        };
        match (value(&Atom::from(name.trim())), fallback) {
            (Resolved::Text(text), _) => made.push_str(&text),
            (Resolved::Unknown, _) => return Resolved::Unknown,
            (Resolved::Invalid, None) => return Resolved::Invalid,
            (Resolved::Invalid, Some(fallback)) => match substitute_with(fallback.trim(), value, depth + 1) {
                Resolved::Text(text) => made.push_str(&text),
                other => return other,
            },
        }
        if made.len() > MAX_TEXT {
            return Resolved::Invalid;
        }
        rest = inside.get(end + 1..).unwrap_or_default();
    }
    made.push_str(rest);
    if made.len() > MAX_TEXT {
        return Resolved::Invalid;
    }
    Resolved::Text(made.into())
}

fn find_var(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (0..bytes.len().saturating_sub(3)).find(|at| bytes[*at..at + 4].eq_ignore_ascii_case(b"var("))
}

/// Where the parenthesis that is open at the start closes, and the first comma on its level.
fn extent(text: &str) -> (usize, Option<usize>) {
    let (mut depth, mut comma, mut quote) = (0_usize, None, None);
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if byte == open => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'(') => depth += 1,
            (None, b')') if depth == 0 => return (at, comma),
            (None, b')') => depth -= 1,
            (None, b',') if depth == 0 && comma.is_none() => comma = Some(at),
            _ => {}
        }
    }
    (text.len(), comma)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn customs(declared: &[(&str, &str)]) -> Customs {
        let declared = declared
            .iter()
            .map(|(name, text)| (Atom::from(*name), Some((*text).into())))
            .collect();
        resolve(&Customs::default(), &declared)
    }

    fn text(resolved: &Resolved) -> Option<&str> {
        match resolved {
            Resolved::Text(text) => Some(text),
            _ => None,
        }
    }

    #[test]
    fn references_are_followed_with_their_fallbacks() {
        let customs = customs(&[("--a", "red"), ("--b", "var(--a)"), ("--c", "rgb(var(--x, 1, 2), 3)")]);
        for (value, wanted) in [
            ("var(--b)", "red"),
            ("1px solid VAR( --b , blue)", "1px solid red"),
            ("var(--none, var(--a))", "red"),
            ("var(--c)", "rgb(1, 2, 3)"),
            ("var(--none,)", ""),
        ] {
            assert_eq!(text(&substitute(value, &customs)), Some(wanted), "{value}");
        }
        assert_eq!(substitute("var(--none)", &customs), Resolved::Invalid);
    }

    #[test]
    fn cycles_and_billions_are_invalid() {
        let cycle = customs(&[("--a", "var(--b)"), ("--b", "var(--a)")]);
        assert_eq!(substitute("var(--a)", &cycle), Resolved::Invalid);
        let names: Vec<(String, String)> = (0..40)
            .map(|n| (format!("--n{n:02}"), format!("var(--n{:02})", n + 1).repeat(10)))
            .chain([("--n40".to_owned(), "lol".to_owned())])
            .collect();
        let names: Vec<(&str, &str)> = names.iter().map(|(name, text)| (&**name, &**text)).collect();
        assert_eq!(substitute("var(--n00)", &customs(&names)), Resolved::Invalid);
    }
}
