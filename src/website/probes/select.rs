//! The probe that a plugin writes in YAML: elements by selector, a value from each, what is expected of it.

use regex::{Regex, RegexBuilder};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::sheet::{Sheet, Spot};
use super::{ProbeResult, Scope};
use crate::language::Text;
use crate::website::page::Page;
use crate::website::selector::{Selector, SelectorError};
use crate::website::site::{Role, Site};
use crate::website::tree::NodeId;
use crate::website::visible::collapse;

/// Largest compiled regular expression, in bytes.
const MAX_REGEX: usize = 1 << 20;

/// A probe as its plugin writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SelectSpec {
    /// A CSS selector: type, `#id`, `.class`, `[attribute]`, `:not()`, descendants, children, lists.
    pub select: String,
    /// What is taken from each element: `exists`, `text`, or `attr NAME`.
    #[serde(default)]
    pub extract: Extract,
    /// What is counted.
    #[serde(default)]
    pub per: Per,
    /// What is expected.
    #[serde(default)]
    pub expect: Expect,
}

/// What is taken from an element.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Extract {
    /// Nothing: that it is there is enough.
    #[default]
    Exists,
    /// Its visible text, white space collapsed.
    Text,
    /// The value of an attribute, by name.
    Attribute(String),
}

impl TryFrom<String> for Extract {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        match text.split_once(' ') {
            None if text == "exists" => Ok(Extract::Exists),
            None if text == "text" => Ok(Extract::Text),
            Some(("attr", name)) if !name.trim().is_empty() => Ok(Extract::Attribute(name.trim().to_ascii_lowercase())),
            _ => Err(format!("`{text}` is none of `exists`, `text`, `attr NAME`")),
        }
    }
}

impl From<Extract> for String {
    fn from(extract: Extract) -> String {
        match extract {
            Extract::Exists => "exists".to_owned(),
            Extract::Text => "text".to_owned(),
            Extract::Attribute(name) => format!("attr {name}"),
        }
    }
}

impl JsonSchema for Extract {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Extract".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": "^(exists|text|attr .+)$"})
    }
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    /// Each selected element passes or fails; a page without one does not count.
    Element,
    /// Each page passes or fails by how many elements it has.
    #[default]
    Page,
    /// The site passes or fails by how many elements all its pages have.
    Site,
}

/// What is expected. Of values: `not-empty`, `one-of`, `matches`, `max-length`; of the number of elements whose value
/// is as expected, per page or site: `min` (1 unless `max` is 0) and `max`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Expect {
    /// The value has a character that is not white space.
    pub not_empty: bool,
    /// The value is one of these, in any capitals.
    pub one_of: Vec<String>,
    /// The value matches this regular expression, anywhere in it, in any capitals.
    pub matches: Option<String>,
    /// The value has at most so many characters.
    pub max_length: Option<u32>,
    /// At least so many elements.
    pub min: Option<u32>,
    /// At most so many elements.
    pub max: Option<u32>,
}

/// A probe made ready.
#[derive(Debug, Clone)]
pub struct SelectProbe {
    spec: SelectSpec,
    selector: Selector,
    pattern: Option<Regex>,
}

impl SelectProbe {
    /// Keys of the messages that it may give.
    pub const MESSAGES: &'static [&'static str] = &["select-value", "select-missing", "select-too-many"];

    /// Reads selector and expression; the error's column counts in the selector, 1 for anything else.
    pub fn compile(spec: &SelectSpec) -> Result<SelectProbe, SelectorError> {
        let selector = Selector::parse(&spec.select)?;
        let fail = |en: String, fr: String| SelectorError {
            column: 1,
            what: Text::new(en, fr),
        };
        if spec.per == Per::Element && (spec.expect.min.is_some() || spec.expect.max.is_some()) {
            return Err(fail(
                "`min` and `max` count elements, so they need `per: page` or `per: site`".to_owned(),
                "`min` et `max` comptent des éléments\u{202f}: ils demandent `per: page` ou `per: site`".to_owned(),
            ));
        }
        let pattern = spec
            .expect
            .matches
            .as_deref()
            .map(|pattern| {
                RegexBuilder::new(pattern)
                    .case_insensitive(true)
                    .size_limit(MAX_REGEX)
                    .build()
                    .map_err(|error| {
                        let error = collapse(&error.to_string());
                        fail(
                            format!("`matches` is no regular expression: {error}"),
                            format!("`matches` n’est pas une expression régulière\u{202f}: {error}"),
                        )
                    })
            })
            .transpose()?;
        Ok(SelectProbe {
            spec: spec.clone(),
            selector,
            pattern,
        })
    }

    /// What its counts are over.
    pub fn scope(&self) -> Scope {
        match self.spec.per {
            Per::Element => Scope::Element,
            Per::Page => Scope::Page,
            Per::Site => Scope::Site,
        }
    }

    /// Looks at the site; `id` is that of the criterion.
    pub fn run(&self, id: &str, site: &Site) -> ProbeResult {
        let mut sheet = Sheet::new(site, id, self.scope());
        let expect = &self.spec.expect;
        let max = expect.max.unwrap_or(u32::MAX) as usize;
        let min = expect.min.unwrap_or(u32::from(max > 0)) as usize;
        let mut whole: Vec<(usize, NodeId)> = Vec::new();
        for (index, page) in site.pages().iter().enumerate() {
            if site.roles[index] == Role::Redirect {
                continue;
            }
            let mut good: Vec<(usize, NodeId)> = Vec::new();
            for node in self.selector.select(&page.document) {
                let (value, fits) = self.look(page, node);
                match (self.spec.per, fits) {
                    (Per::Element, true) => sheet.pass(index),
                    (Per::Element, false) => {
                        let spot = match &self.spec.extract {
                            Extract::Attribute(name) => Spot::Attribute(node, name),
                            _ => Spot::Element(node),
                        };
                        let value = crate::website::snippet::of_text(&value);
                        sheet.fail(index, spot, "select-value", &[("value", value)]);
                    }
                    (_, true) => good.push((index, node)),
                    (_, false) => {}
                }
            }
            match self.spec.per {
                Per::Element => {}
                Per::Page => self.count(&mut sheet, index, &good, min, max),
                Per::Site => whole.extend(good),
            }
        }
        if self.spec.per == Per::Site {
            self.count(&mut sheet, site.home, &whole, min, max);
        }
        sheet.finish()
    }

    fn count(&self, sheet: &mut Sheet<'_>, page: usize, found: &[(usize, NodeId)], min: usize, max: usize) {
        let values = [
            ("count", found.len().to_string()),
            ("selector", self.spec.select.clone()),
        ];
        if found.len() < min {
            let place = sheet.site().pages()[page].head_or_root();
            sheet.fail(page, Spot::Element(place), "select-missing", &values);
        } else if let Some((index, node)) = found.get(max) {
            sheet.fail(*index, Spot::Element(*node), "select-too-many", &values);
        } else {
            sheet.pass(page);
        }
    }

    fn look(&self, page: &Page, node: NodeId) -> (String, bool) {
        let value = match &self.spec.extract {
            Extract::Exists => String::new(),
            Extract::Text => page.words(node),
            Extract::Attribute(name) => page
                .document
                .attribute(node, name)
                .unwrap_or_default()
                .trim()
                .to_owned(),
        };
        let expect = &self.spec.expect;
        let folded = value.to_lowercase();
        let fits = !(expect.not_empty && value.is_empty())
            && (expect.one_of.is_empty() || expect.one_of.iter().any(|one| one.to_lowercase() == folded))
            && self.pattern.as_ref().is_none_or(|pattern| pattern.is_match(&value))
            && expect
                .max_length
                .is_none_or(|max| value.chars().count() <= max as usize);
        (value, fits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn run(spec: &str, html: &str) -> ProbeResult {
        let spec: SelectSpec = serde_json::from_str(spec).unwrap();
        let site = site(&[("index.html", html), ("b.html", "")]);
        SelectProbe::compile(&spec).unwrap().run("x", &site)
    }

    #[test]
    fn a_page_passes_by_the_number_of_elements() {
        let one = r#"{"select": "main"}"#;
        assert_eq!(run(one, "<main><a href=b.html></a>").passed, 1);
        assert_eq!(run(one, "<a href=b.html></a>").evidence[0].message, "select-missing");
        let none = r#"{"select": "font, marquee", "expect": {"max": 0}}"#;
        assert_eq!(run(none, "<p>a").outcome, Verdict::Passed);
        let result = run(none, "<p>a\n<font>b</font>");
        assert_eq!(
            (result.evidence[0].message.as_str(), result.evidence[0].line),
            ("select-too-many", 2)
        );
    }

    #[test]
    fn an_element_passes_by_its_value() {
        let spec = r#"{"select": "a[href^='tel:']", "extract": "attr href", "per": "element", "expect": {"matches": "^tel:\\+33\\d{9}$"}}"#;
        let result = run(spec, "<a href='tel:+33102030405'>a</a><a href='tel:0102'>b</a>");
        assert_eq!((result.passed, result.failed, result.evidence[0].column), (1, 1, 36));
        assert_eq!(run(spec, "<p>").outcome, Verdict::NotApplicable);
    }

    #[test]
    fn the_site_passes_when_one_page_has_it() {
        let spec = r#"{"select": "footer", "extract": "text", "per": "site", "expect": {"matches": "siret"}}"#;
        assert_eq!(run(spec, "<footer>SIRET 123</footer>").outcome, Verdict::Passed);
        assert_eq!(run(spec, "<footer>x</footer>").outcome, Verdict::Failed);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for spec in [
            r#"{"select": "a", "extract": "html"}"#,
            r#"{"select": "a", "expect": {"minimum": 1}}"#,
            r#"{"select": "a", "per": "paragraph"}"#,
        ] {
            assert!(serde_json::from_str::<SelectSpec>(spec).is_err(), "{spec}");
        }
        for spec in [
            r#"{"select": "a >"}"#,
            r#"{"select": "a", "per": "element", "expect": {"min": 1}}"#,
            r#"{"select": "a", "expect": {"matches": "("}}"#,
            r#"{"select": "a", "expect": {"matches": "(a{500}){500}"}}"#,
        ] {
            assert!(
                SelectProbe::compile(&serde_json::from_str(spec).unwrap()).is_err(),
                "{spec}"
            );
        }
    }
}
