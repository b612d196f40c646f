//! CSS selectors over a [`Document`], for probes that are written in YAML.
//!
//! A documented subset: type and `*`, `#id`, `.class`, `[name]`, `[name=value]` with `~= ^= $= *= |=` and the flag `i`,
//! `:not(…)` of one simple selector, `:nth-child(2)` and `:nth-of-type(2)` with a plain number, `:first-child`, `:root`,
//! descendants (a space), children (`>`), lists (`,`), and `\` escapes. Anything else is an error with its column. Matching takes time in proportion to the depth of the element, whatever the selector.

use crate::language::Text;

use super::page::has_word;
use super::tree::{Document, NodeId};

/// Most simple selectors in one selector.
const MAX_PARTS: usize = 64;

/// A selector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    alternatives: Vec<Vec<Step>>,
}

/// Why a selector cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectorError {
    /// Column in characters of the selector, from 1.
    pub column: u32,
    /// What is wrong.
    pub what: Text,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    /// Whether the element has to be a child of the one before, as opposed to anywhere below it.
    child: bool,
    simple: Vec<Simple>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Simple {
    Any,
    Type(String),
    Id(String),
    Class(String),
    Attribute {
        name: String,
        test: Test,
        value: String,
        any_case: bool,
    },
    Not(Box<Simple>),
    /// The n-th element below its parent, from 1.
    NthChild(usize),
    /// The n-th of its name below its parent, from 1.
    NthOfType(usize),
    Root,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Test {
    Present,
    Equal,
    Word,
    Start,
    End,
    Part,
    Dash,
}

impl Selector {
    /// Reads a selector.
    pub fn parse(text: &str) -> Result<Selector, SelectorError> {
        Reader {
            characters: text.chars().collect(),
            at: 0,
            parts: 0,
        }
        .list()
    }

    /// Whether it selects an element.
    pub fn matches(&self, document: &Document, id: NodeId) -> bool {
        document.element(id).is_some() && self.alternatives.iter().any(|steps| fits(document, id, steps))
    }

    /// The elements that it selects, in document order.
    pub fn select<'a>(&'a self, document: &'a Document) -> impl Iterator<Item = NodeId> + 'a {
        document.elements().filter(move |id| self.matches(document, *id))
    }
}

/// Whether the last step fits the element and the others fit elements above it, in order.
fn fits(document: &Document, id: NodeId, steps: &[Step]) -> bool {
    let Some((last, before)) = steps.split_last() else {
        return false;
    };
    if !all(document, id, &last.simple) {
        return false;
    }
    if before.is_empty() {
        return true;
    }
    let mut line: Vec<NodeId> = document
        .ancestors(id)
        .filter(|id| document.element(*id).is_some())
        .collect();
    line.reverse();
    line.push(id);
    // `reached[n]`: whether the steps so far can end at the n-th element from the root.
    let mut reached = vec![true; line.len()];
    for (number, step) in steps.iter().enumerate() {
        let mut above = false;
        let mut next = vec![false; line.len()];
        for (place, element) in line.iter().enumerate() {
            let before = match (number, step.child) {
                (0, _) => true,
                (_, true) => place > 0 && reached[place - 1],
                (_, false) => above,
            };
            next[place] = before && all(document, *element, &step.simple);
            above |= reached[place];
        }
        reached = next;
    }
    reached.last().copied().unwrap_or(false)
}

fn all(document: &Document, id: NodeId, simple: &[Simple]) -> bool {
    simple.iter().all(|simple| holds(document, id, simple))
}

fn holds(document: &Document, id: NodeId, simple: &Simple) -> bool {
    match simple {
        Simple::Any => true,
        Simple::Type(name) => document
            .element(id)
            .is_some_and(|element| str::eq_ignore_ascii_case(&element.name, name)),
        Simple::Id(wanted) => document.attribute(id, "id") == Some(wanted),
        Simple::Class(class) => document
            .attribute(id, "class")
            .is_some_and(|classes| classes.split_ascii_whitespace().any(|one| one == class)),
        Simple::Not(simple) => !holds(document, id, simple),
        Simple::NthChild(number) => place_among(document, id, |_| true) == *number,
        Simple::NthOfType(number) => {
            let name = document.element(id).map(|element| &element.name);
            place_among(document, id, |other| {
                document.element(other).map(|element| &element.name) == name
            }) == *number
        }
        Simple::Root => document.parent(id) == Some(document.root()),
        Simple::Attribute {
            name,
            test,
            value,
            any_case,
        } => document
            .attribute(id, name)
            .is_some_and(|found| holds_value(found, *test, value, *any_case)),
    }
}

/// The place of an element among those of its parent's children that are elements and count, from 1.
fn place_among(document: &Document, id: NodeId, counts: impl Fn(NodeId) -> bool) -> usize {
    let Some(parent) = document.parent(id) else { return 0 };
    let before = document.children(parent).take_while(|child| *child != id);
    1 + before
        .filter(|child| document.element(*child).is_some() && counts(*child))
        .count()
}

fn holds_value(found: &str, test: Test, value: &str, any_case: bool) -> bool {
    let lowered;
    let (found, value) = if any_case {
        lowered = (found.to_lowercase(), value.to_lowercase());
        (lowered.0.as_str(), lowered.1.as_str())
    } else {
        (found, value)
    };
    match test {
        Test::Present => true,
        Test::Equal => found == value,
        Test::Word if any_case => has_word(found, value),
        Test::Word => found.split_ascii_whitespace().any(|word| word == value),
        Test::Start => !value.is_empty() && found.starts_with(value),
        Test::End => !value.is_empty() && found.ends_with(value),
        Test::Part => !value.is_empty() && found.contains(value),
        Test::Dash => found == value || found.strip_prefix(value).is_some_and(|rest| rest.starts_with('-')),
    }
}

struct Reader {
    characters: Vec<char>,
    at: usize,
    parts: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn fail<T>(&self, en: &str, fr: &str) -> Result<T, SelectorError> {
        Err(SelectorError {
            column: self.at as u32 + 1,
            what: Text::prose(en, fr),
        })
    }

    fn space(&mut self) -> bool {
        let start = self.at;
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        self.at > start
    }

    fn list(mut self) -> Result<Selector, SelectorError> {
        let mut alternatives = Vec::new();
        loop {
            alternatives.push(self.steps()?);
            match self.peek() {
                None => return Ok(Selector { alternatives }),
                Some(_) => self.at += 1,
            }
        }
    }

    /// Steps up to a comma or the end.
    fn steps(&mut self) -> Result<Vec<Step>, SelectorError> {
        let mut steps = Vec::new();
        let mut child = false;
        self.space();
        loop {
            let simple = self.compound()?;
            steps.push(Step { child, simple });
            let spaced = self.space();
            match self.peek() {
                None | Some(',') => return Ok(steps),
                Some('>') => {
                    self.at += 1;
                    self.space();
                    child = true;
                }
                Some('+' | '~') => {
                    return self.fail(
                        "siblings (`+`, `~`) are not supported",
                        "les frères (`+`, `~`) ne sont pas pris en charge",
                    );
                }
                Some(_) if spaced => child = false,
                Some(_) => {
                    return self.fail(
                        "this character is not part of a selector",
                        "ce caractère ne fait pas partie d’un sélecteur",
                    );
                }
            }
        }
    }

    fn compound(&mut self) -> Result<Vec<Simple>, SelectorError> {
        let mut simple = Vec::new();
        while let Some(one) = self.simple(simple.is_empty())? {
            self.parts += 1;
            if self.parts > MAX_PARTS {
                return self.fail("the selector is too long", "le sélecteur est trop long");
            }
            simple.push(one);
        }
        if simple.is_empty() {
            return self.fail("an element is missing here", "il manque un élément ici");
        }
        Ok(simple)
    }

    fn simple(&mut self, first: bool) -> Result<Option<Simple>, SelectorError> {
        match self.peek() {
            Some('*') if first => {
                self.at += 1;
                Ok(Some(Simple::Any))
            }
            Some('#') => {
                self.at += 1;
                Ok(Some(Simple::Id(self.name()?)))
            }
            Some('.') => {
                self.at += 1;
                Ok(Some(Simple::Class(self.name()?)))
            }
            Some('[') => {
                self.at += 1;
                self.attribute().map(Some)
            }
            Some(':') => self.pseudo().map(Some),
            Some(c) if first && (is_name(c) || c == '\\') => Ok(Some(Simple::Type(self.name()?))),
            _ => Ok(None),
        }
    }

    fn pseudo(&mut self) -> Result<Simple, SelectorError> {
        let rest: String = self.characters.iter().skip(self.at).take(16).collect();
        let rest = rest.to_ascii_lowercase();
        for (word, simple) in [(":first-child", Simple::NthChild(1)), (":root", Simple::Root)] {
            if rest.starts_with(word) && !rest[word.len()..].starts_with(is_name) {
                self.at += word.len();
                return Ok(simple);
            }
        }
        for (word, simple) in [
            (":nth-child(", Simple::NthChild as fn(usize) -> Simple),
            (":nth-of-type(", Simple::NthOfType),
        ] {
            if rest.starts_with(word) {
                self.at += word.len();
                return self.number().map(simple);
            }
        }
        self.not()
    }

    /// A plain number and the parenthesis after it.
    fn number(&mut self) -> Result<usize, SelectorError> {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        let digits: String = self.characters[start..self.at].iter().collect();
        match (digits.parse(), self.peek()) {
            (Ok(number), Some(')')) => {
                self.at += 1;
                Ok(number)
            }
            _ => self.fail(
                "a plain number and `)` go here",
                "il faut ici un nombre simple, puis `)`",
            ),
        }
    }

    fn not(&mut self) -> Result<Simple, SelectorError> {
        let word: String = self.characters.iter().skip(self.at).take(5).collect();
        if !word.eq_ignore_ascii_case(":not(") {
            return self.fail(
                "of the pseudo-classes only `:not(…)`, `:nth-child(2)`, `:nth-of-type(2)`, `:first-child` and `:root` are supported",
                "seules `:not(…)`, `:nth-child(2)`, `:nth-of-type(2)`, `:first-child` et `:root` sont prises en charge parmi les pseudo-classes",
            );
        }
        self.at += 5;
        self.space();
        if self.peek() == Some(':') {
            return self.fail(
                "`:not(…)` cannot stand inside another",
                "`:not(…)` ne peut pas en contenir un autre",
            );
        }
        let Some(inner) = self.simple(true)? else {
            return self.fail("an element is missing here", "il manque un élément ici");
        };
        self.space();
        if self.peek() != Some(')') {
            return self.fail(
                "`:not(…)` takes one simple selector and a `)`",
                "`:not(…)` prend un seul sélecteur simple, puis `)`",
            );
        }
        self.at += 1;
        Ok(Simple::Not(Box::new(inner)))
    }

    fn attribute(&mut self) -> Result<Simple, SelectorError> {
        self.space();
        let name = self.name()?.to_ascii_lowercase();
        self.space();
        let test = match self.peek() {
            Some(']') => {
                self.at += 1;
                return Ok(Simple::Attribute {
                    name,
                    test: Test::Present,
                    value: String::new(),
                    any_case: false,
                });
            }
            Some('=') => Test::Equal,
            Some('~') => Test::Word,
            Some('^') => Test::Start,
            Some('$') => Test::End,
            Some('*') => Test::Part,
            Some('|') => Test::Dash,
            _ => {
                return self.fail(
                    "`]` or a comparison is missing here",
                    "il manque ici `]` ou une comparaison",
                );
            }
        };
        if test != Test::Equal {
            self.at += 1;
        }
        if self.peek() != Some('=') {
            return self.fail("`=` is missing here", "il manque `=` ici");
        }
        self.at += 1;
        self.space();
        let value = match self.peek() {
            Some(quote @ ('"' | '\'')) => {
                self.at += 1;
                let mut value = String::new();
                while let Some(c) = self.peek().filter(|c| *c != quote) {
                    self.at += 1;
                    value.push(if c == '\\' { self.escaped() } else { c });
                }
                if self.peek().is_none() {
                    return self.fail(
                        "the quotation mark is never closed",
                        "le guillemet n’est jamais refermé",
                    );
                }
                self.at += 1;
                value
            }
            _ => self.name()?,
        };
        self.space();
        let any_case = self.peek().is_some_and(|c| c.eq_ignore_ascii_case(&'i'));
        if any_case {
            self.at += 1;
            self.space();
        }
        if self.peek() != Some(']') {
            return self.fail("`]` is missing here", "il manque `]` ici");
        }
        self.at += 1;
        Ok(Simple::Attribute {
            name,
            test,
            value,
            any_case,
        })
    }

    fn name(&mut self) -> Result<String, SelectorError> {
        let mut name = String::new();
        while let Some(c) = self.peek().filter(|c| is_name(*c) || *c == '\\') {
            self.at += 1;
            name.push(if c == '\\' { self.escaped() } else { c });
        }
        if name.is_empty() {
            return self.fail("a name is missing here", "il manque un nom ici");
        }
        Ok(name)
    }

    /// The character after a `\`: itself, or the one whose code stands there in up to six hexadecimal digits and an
    /// optional space.
    fn escaped(&mut self) -> char {
        let start = self.at;
        while self.at < start + 6 && self.peek().is_some_and(|c| c.is_ascii_hexdigit()) {
            self.at += 1;
        }
        if self.at == start {
            let c = self.peek().unwrap_or('\u{fffd}');
            self.at += usize::from(self.peek().is_some());
            return c;
        }
        let code: String = self.characters[start..self.at].iter().collect();
        if self.peek() == Some(' ') {
            self.at += 1;
        }
        let code = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
        code.unwrap_or('\u{fffd}')
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_' || c > '\u{7f}'
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    const PAGE: &str = "<main id=m><div class='card big'><p><a href='/tel' rel='nofollow me' lang=fr-CA>a</a></p></div>\
                        <div><div class=card><b>b</b><a href='mailto:x' data-v='A \"b\"'>c</a></div></div></main><a name=x>d</a>";

    fn found(selector: &str) -> String {
        let page = parse(PAGE);
        let selector = Selector::parse(selector).unwrap();
        selector
            .select(&page)
            .map(|id| page.text(id))
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn the_documented_subset_selects() {
        for (selector, wanted) in [
            ("a", "a|c|d"),
            ("A[href]", "a|c"),
            ("*[name=x]", "d"),
            ("#m > div > a", ""),
            ("#m div>a", "c"),
            ("div.card a", "a|c"),
            (".card.big a", "a"),
            ("div div .card, a[href^='mailto:']", "c"),
            ("main > div > div.card > a", "c"),
            ("div > .card a", "c"),
            ("a[rel~=me]", "a"),
            ("a[rel~=ME i]", "a"),
            ("a[lang|=fr]", "a"),
            ("a[href$=tel]", "a"),
            ("a[data-v*='\"']", "c"),
            ("a:not([href])", "d"),
            (".card :not(p):not(a)", "b"),
            ("a[href*='']", ""),
            ("main > div:nth-child(2) > div > a:nth-child(2)", "c"),
            ("a:nth-of-type(1)", "a|c|d"),
            (":root a:first-child", "a"),
            ("#\\6d  p > \\61", "a"),
        ] {
            assert_eq!(found(selector), wanted, "{selector}");
        }
    }

    #[test]
    fn mistakes_are_told_by_column() {
        for (selector, column) in [
            ("", 1),
            ("a,", 3),
            ("a >", 4),
            ("a + b", 3),
            ("a[href", 7),
            ("a[href='x", 10),
            ("a:hover", 2),
            ("a:not(:not(b))", 7),
            ("a:not(b c)", 9),
            ("a..b", 3),
            ("a{b", 2),
        ] {
            assert_eq!(Selector::parse(selector).unwrap_err().column, column, "{selector}");
        }
        assert!(Selector::parse(&"a ".repeat(1_000)).is_err());
    }

    #[test]
    fn a_long_selector_on_a_deep_page_is_answered_at_once() {
        let page = parse(&"<div>".repeat(500));
        let selector = Selector::parse(&format!("{}b", "div ".repeat(60))).unwrap();
        assert_eq!(selector.select(&page).count(), 0);
        let selector = Selector::parse(&format!("i {}div", "div ".repeat(60))).unwrap();
        assert_eq!(selector.select(&page).count(), 0);
    }
}
