//! The probe that a plugin writes in YAML: elements by selector, a value from each, what is expected of it.

use regex::{Regex, RegexBuilder};

use super::sheet::{Sheet, Spot};
use super::{ProbeResult, Scope};
use crate::language::Text;
use crate::manifest::SelectorProbe;
use crate::website::page::Page;
use crate::website::selector::{Selector, SelectorError};
use crate::website::site::{Role, Site};
use crate::website::snippet;
use crate::website::tree::NodeId;
use crate::website::visible::collapse;

/// Largest compiled regular expression, in bytes.
const MAX_REGEX: usize = 1 << 20;

/// What is taken from an element.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Extract {
    /// Nothing: that it is there is enough.
    Exists,
    /// Its visible text, white space collapsed.
    Text,
    /// The value of an attribute, by name.
    Attribute(String),
}

/// What must hold of a value, or how many elements there have to be.
#[derive(Debug, Clone)]
enum Expect {
    NonEmpty,
    Contains(String),
    OneOf(Vec<String>),
    Matches(Regex),
    AtLeast(usize),
    AtMost(usize),
}

/// A probe made ready.
#[derive(Debug, Clone)]
pub struct SelectProbe {
    selector: Selector,
    written: String,
    extract: Extract,
    expect: Expect,
    scope: Scope,
}

fn fail(en: String, fr: String) -> SelectorError {
    SelectorError {
        column: 1,
        what: Text::prose(en, fr),
    }
}

fn extract(text: &str) -> Result<Extract, SelectorError> {
    match text.trim() {
        "exists" => Ok(Extract::Exists),
        "text" => Ok(Extract::Text),
        name => match name.strip_prefix('@') {
            Some(name) if !name.is_empty() => Ok(Extract::Attribute(name.to_ascii_lowercase())),
            _ => Err(fail(
                format!("`extract: {name}` is none of `exists`, `text`, `@attribute`"),
                format!("`extract: {name}` n'est ni `exists`, ni `text`, ni `@attribut`"),
            )),
        },
    }
}

fn expect(text: &str) -> Result<Expect, SelectorError> {
    let (word, value) = text.split_once(':').unwrap_or((text, ""));
    let (word, value) = (word.trim(), value.trim());
    let number = || {
        value.parse::<usize>().map_err(|_| {
            fail(
                format!("`{word}:` needs a whole number, not `{value}`"),
                format!("`{word}:` demande un nombre entier, et non `{value}`"),
            )
        })
    };
    match word {
        "present" => Ok(Expect::AtLeast(1)),
        "absent" => Ok(Expect::AtMost(0)),
        "at-least" => number().map(Expect::AtLeast),
        "at-most" => number().map(Expect::AtMost),
        "non-empty" => Ok(Expect::NonEmpty),
        "contains" if !value.is_empty() => Ok(Expect::Contains(value.to_lowercase())),
        "one-of" if !value.is_empty() => Ok(Expect::OneOf(
            value.split('|').map(|one| one.trim().to_lowercase()).collect(),
        )),
        "matches" if !value.is_empty() => RegexBuilder::new(value)
            .case_insensitive(true)
            .size_limit(MAX_REGEX)
            .build()
            .map(Expect::Matches)
            .map_err(|error| {
                let error = collapse(&error.to_string());
                fail(
                    format!("`matches:` is no regular expression: {error}"),
                    format!("`matches:` n'est pas une expression régulière : {error}"),
                )
            }),
        _ => Err(fail(
            format!(
                "`expect: {text}` is none of `present`, `absent`, `at-least:`, `at-most:`, `non-empty`, `contains:`, \
                 `one-of:`, `matches:`"
            ),
            format!(
                "`expect: {text}` n'est aucun de `present`, `absent`, `at-least:`, `at-most:`, `non-empty`, \
                 `contains:`, `one-of:`, `matches:`"
            ),
        )),
    }
}

impl SelectProbe {
    /// Keys of the messages that it may give.
    pub const MESSAGES: &'static [&'static str] = &["select-value", "select-missing", "select-too-many"];

    /// Reads what a manifest says; the error's column counts in the selector, and is 1 for anything else.
    pub fn compile(written: &SelectorProbe) -> Result<SelectProbe, SelectorError> {
        let selector = Selector::parse(&written.select)?;
        let (extract, expect) = (extract(&written.extract)?, expect(&written.expect)?);
        let counts = matches!(expect, Expect::AtLeast(_) | Expect::AtMost(_));
        if counts && written.per == Scope::Element {
            return Err(fail(
                "an expected number of elements needs `per: page` or `per: site`".to_owned(),
                "un nombre attendu d'éléments demande `per: page` ou `per: site`".to_owned(),
            ));
        }
        if !counts && extract == Extract::Exists {
            return Err(fail(
                format!(
                    "`expect: {}` needs a value: `extract: text` or `extract: @attribute`",
                    written.expect
                ),
                format!(
                    "`expect: {}` demande une valeur : `extract: text` ou `extract: @attribut`",
                    written.expect
                ),
            ));
        }
        Ok(SelectProbe {
            selector,
            written: written.select.clone(),
            extract,
            expect,
            scope: written.per,
        })
    }

    /// What its counts are over.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// Looks at the site; `id` is that of the criterion. Per element, each value must be as expected. Per page or site,
    /// there must be as many elements as expected, or at least one whose value is.
    pub fn run(&self, id: &str, site: &Site) -> ProbeResult {
        let mut sheet = Sheet::new(site, id, self.scope);
        let mut whole: Vec<(usize, NodeId)> = Vec::new();
        for (index, page) in site.pages().iter().enumerate() {
            if site.roles[index] == Role::Redirect {
                continue;
            }
            let mut good: Vec<(usize, NodeId)> = Vec::new();
            for node in self.selector.select(&page.document) {
                let value = self.value(page, node);
                if self.fits(&value) {
                    good.push((index, node));
                    if self.scope == Scope::Element {
                        sheet.pass(index);
                    }
                } else if self.scope == Scope::Element {
                    let spot = match &self.extract {
                        Extract::Attribute(name) => Spot::Attribute(node, name),
                        _ => Spot::Element(node),
                    };
                    let values = [("value", snippet::of_text(&value))];
                    sheet.fail(index, spot, "select-value", &values);
                }
            }
            match self.scope {
                Scope::Element => {}
                Scope::Page => self.count(&mut sheet, index, &good),
                Scope::Site => whole.extend(good),
            }
        }
        if self.scope == Scope::Site {
            self.count(&mut sheet, site.home, &whole);
        }
        sheet.finish()
    }

    fn count(&self, sheet: &mut Sheet<'_>, page: usize, found: &[(usize, NodeId)]) {
        let (min, max) = match self.expect {
            Expect::AtLeast(min) => (min, usize::MAX),
            Expect::AtMost(max) => (0, max),
            _ => (1, usize::MAX),
        };
        let values = [("count", found.len().to_string()), ("selector", self.written.clone())];
        if found.len() < min {
            let place = sheet.site().pages()[page].head_or_root();
            sheet.fail(page, Spot::Element(place), "select-missing", &values);
        } else if let Some((index, node)) = found.get(max) {
            sheet.fail(*index, Spot::Element(*node), "select-too-many", &values);
        } else {
            sheet.pass(page);
        }
    }

    fn value(&self, page: &Page, node: NodeId) -> String {
        match &self.extract {
            Extract::Exists => String::new(),
            Extract::Text => page.words(node),
            Extract::Attribute(name) => page
                .document
                .attribute(node, name)
                .unwrap_or_default()
                .trim()
                .to_owned(),
        }
    }

    fn fits(&self, value: &str) -> bool {
        match &self.expect {
            Expect::NonEmpty => !value.is_empty(),
            Expect::Contains(words) => value.to_lowercase().contains(words.as_str()),
            Expect::OneOf(list) => list.contains(&value.to_lowercase()),
            Expect::Matches(pattern) => pattern.is_match(value),
            Expect::AtLeast(_) | Expect::AtMost(_) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn probe(select: &str, extract: &str, expect: &str, per: Scope) -> Result<SelectProbe, SelectorError> {
        SelectProbe::compile(&SelectorProbe {
            select: select.to_owned(),
            extract: extract.to_owned(),
            expect: expect.to_owned(),
            per,
        })
    }

    fn run(probe: Result<SelectProbe, SelectorError>, html: &str) -> ProbeResult {
        probe.unwrap().run("x", &site(&[("index.html", html), ("b.html", "")]))
    }

    #[test]
    fn a_page_passes_by_the_number_of_elements() {
        let one = || probe("main", "exists", "present", Scope::Page);
        assert_eq!(run(one(), "<main><a href=b.html></a>").passed, 1);
        assert_eq!(run(one(), "<a href=b.html></a>").evidence[0].message, "select-missing");
        let none = || probe("font, marquee", "exists", "absent", Scope::Page);
        assert_eq!(run(none(), "<p>a").outcome, Verdict::Passed);
        let result = run(none(), "<p>a\n<font>b</font>");
        assert_eq!(
            (result.evidence[0].message.as_str(), result.evidence[0].line),
            ("select-too-many", 2)
        );
        assert_eq!(
            run(probe("p", "exists", "at-least: 2", Scope::Page), "<p>a<p>b").outcome,
            Verdict::Passed
        );
    }

    #[test]
    fn an_element_passes_by_its_value() {
        let phone = || probe("a[href^='tel:']", "@href", "matches:^tel:\\+33\\d{9}$", Scope::Element);
        let result = run(phone(), "<a href='tel:+33102030405'>a</a><a href='tel:0102'>b</a>");
        assert_eq!((result.passed, result.failed, result.evidence[0].column), (1, 1, 36));
        assert_eq!(run(phone(), "<p>").outcome, Verdict::NotApplicable);
        let result = run(probe("html", "@lang", "one-of:fr|en", Scope::Element), "<html lang=FR>");
        assert_eq!(result.passed, 1);
    }

    #[test]
    fn the_site_passes_when_one_page_has_it() {
        let siret = || probe("footer", "text", "contains:siret", Scope::Site);
        assert_eq!(run(siret(), "<footer>SIRET 123</footer>").outcome, Verdict::Passed);
        assert_eq!(run(siret(), "<footer>x</footer>").outcome, Verdict::Failed);
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_a_reason() {
        for (select, extract, expect, per) in [
            ("a >", "exists", "present", Scope::Page),
            ("a", "html", "present", Scope::Page),
            ("a", "@", "non-empty", Scope::Page),
            ("a", "exists", "non-empty", Scope::Page),
            ("a", "text", "present", Scope::Element),
            ("a", "exists", "at-least:many", Scope::Page),
            ("a", "text", "matches:(", Scope::Element),
            ("a", "text", "matches:(a{500}){500}", Scope::Element),
            ("a", "text", "beautiful", Scope::Element),
        ] {
            let error = probe(select, extract, expect, per).unwrap_err();
            assert!(!error.what.is_empty(), "{expect}");
        }
    }
}
