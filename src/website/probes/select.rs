//! The probe that a plugin writes in YAML: elements by selector, a value from each, what is expected of it.

use regex::{Regex, RegexBuilder};

use super::notes::{PageNotes, PageSheet};
use super::sheet::{Sheet, Spot};
use super::{ProbeResult, Scope};
use crate::language::Text;
use crate::manifest::SelectorProbe;
use crate::website::page::Page;
use crate::website::selector::{Selector, SelectorError};
use crate::website::site::{PageView, Role, Site};
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
    /// A person judges: each page with an element, or each element, is an open question.
    Judged,
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
        "judged" => Ok(Expect::Judged),
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
                 `one-of:`, `matches:`, `judged`"
            ),
            format!(
                "`expect: {text}` n'est aucun de `present`, `absent`, `at-least:`, `at-most:`, `non-empty`, \
                 `contains:`, `one-of:`, `matches:`, `judged`"
            ),
        )),
    }
}

/// How a number of elements differs from what is expected.
enum Wrong {
    TooFew,
    /// With the index of the first that is too many.
    TooMany(usize),
}

impl SelectProbe {
    /// Keys of the messages that it may give.
    pub const MESSAGES: &'static [&'static str] =
        &["select-value", "select-missing", "select-too-many", "select-judged"];

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
        if matches!(expect, Expect::Judged) && written.per == Scope::Site {
            return Err(fail(
                "`expect: judged` needs `per: element` or `per: page`".to_owned(),
                "`expect: judged` demande `per: element` ou `per: page`".to_owned(),
            ));
        }
        if !counts && !matches!(expect, Expect::Judged) && extract == Extract::Exists {
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

    /// Notes what it finds on a page. Per element, each value must be as expected. Per page, there must be as many
    /// elements as expected, or at least one whose value is. Per site, nothing: see [`SelectProbe::result`].
    pub(crate) fn note(&self, view: &PageView<'_>) -> PageNotes {
        let mut sheet = PageSheet::new(*view);
        if view.role == Role::Redirect || self.scope == Scope::Site {
            return sheet.finish();
        }
        if matches!(self.expect, Expect::Judged) {
            let most = if self.scope == Scope::Page { 1 } else { usize::MAX };
            for node in self.selector.select(view.document).take(most) {
                sheet.unknown(Spot::Element(node), "select-judged", &[]);
            }
            return sheet.finish();
        }
        let (mut good, mut found) = (Vec::new(), 0);
        for node in self.selector.select(view.document) {
            let value = self.value(view.page, node);
            if self.fits(&value) {
                found += 1;
                good.push(node);
                if self.scope == Scope::Element {
                    sheet.pass();
                }
            } else if self.scope == Scope::Element {
                let spot = match &self.extract {
                    Extract::Attribute(name) => Spot::Attribute(node, name),
                    _ => Spot::Element(node),
                };
                sheet.fail(spot, "select-value", &[("value", snippet::of_text(&value))]);
            }
        }
        if self.scope == Scope::Page {
            let values = self.values(found);
            match self.wrong(found) {
                Some(Wrong::TooFew) => {
                    sheet.fail(Spot::Element(view.page.head_or_root()), "select-missing", &values);
                }
                Some(Wrong::TooMany(at)) => sheet.fail(Spot::Element(good[at]), "select-too-many", &values),
                None => sheet.pass(),
            }
        }
        sheet.finish()
    }

    /// The result over a site, from the notes of its pages in their order; `id` is that of the criterion. Per site, the
    /// elements of all pages are counted together.
    pub(crate) fn result(&self, id: &str, site: &Site, notes: impl Iterator<Item = PageNotes>) -> ProbeResult {
        let mut sheet = Sheet::new(site, id, self.scope);
        if self.scope != Scope::Site {
            for (page, notes) in notes.enumerate() {
                sheet.take(page, notes);
            }
            return sheet.finish();
        }
        let mut good: Vec<(usize, NodeId)> = Vec::new();
        for (index, page) in site.pages().iter().enumerate() {
            if site.roles[index] != Role::Redirect {
                let nodes = self.selector.select(&page.document);
                good.extend(
                    nodes
                        .filter(|node| self.fits(&self.value(page, *node)))
                        .map(|node| (index, node)),
                );
            }
        }
        let values = self.values(good.len());
        match self.wrong(good.len()) {
            Some(Wrong::TooFew) => {
                let place = site.pages()[site.home].head_or_root();
                sheet.fail(site.home, Spot::Element(place), "select-missing", &values);
            }
            Some(Wrong::TooMany(at)) => {
                let (page, node) = good[at];
                sheet.fail(page, Spot::Element(node), "select-too-many", &values);
            }
            None => sheet.pass(site.home),
        }
        sheet.finish()
    }

    fn values(&self, found: usize) -> [(&'static str, String); 2] {
        [("count", found.to_string()), ("selector", self.written.clone())]
    }

    /// What is wrong with a number of elements.
    fn wrong(&self, found: usize) -> Option<Wrong> {
        let (min, max) = match self.expect {
            Expect::AtLeast(min) => (min, usize::MAX),
            Expect::AtMost(max) => (0, max),
            _ => (1, usize::MAX),
        };
        if found < min {
            Some(Wrong::TooFew)
        } else {
            (found > max).then_some(Wrong::TooMany(max))
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
            Expect::AtLeast(_) | Expect::AtMost(_) | Expect::Judged => true,
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
        let (probe, site) = (probe.unwrap(), site(&[("index.html", html), ("b.html", "")]));
        probe.result("x", &site, (0..2).map(|page| probe.note(&site.view(page))))
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
    fn what_a_person_judges_is_open_on_the_pages_that_have_it() {
        let judged = || probe("video", "exists", "judged", Scope::Page);
        let result = run(judged(), "<p>a\n<video></video><video></video>");
        assert_eq!((result.outcome, result.unknown), (Verdict::CannotTell, 1));
        assert_eq!((result.evidence[0].line, result.share_checked), (2, Some(0.0)));
        assert_eq!(run(judged(), "<p>a").outcome, Verdict::NotApplicable);
        assert!(probe("video", "exists", "judged", Scope::Site).is_err());
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
