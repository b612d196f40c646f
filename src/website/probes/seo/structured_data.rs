//! seo-structured-data: JSON-LD that a page carries can be read and names what it describes.

use serde_json::Value;

use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::tree::{Document, NodeId};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "seo-structured-data",
    scope: Scope::Page,
    messages: &[
        "data-not-json",
        "data-no-context",
        "data-no-type",
        "data-no-field",
        "data-placeholder",
        "data-none-on-home",
    ],
    look,
};

/// Fields without which a description of this type is of no use to a search engine: one of each group is wanted.
const WANTED: &[(&str, &[&[&str]])] = &[
    ("Organization", &[&["name"], &["url", "@id", "logo"]]),
    ("LocalBusiness", &[&["name"], &["address"]]),
    ("BreadcrumbList", &[&["itemListElement"]]),
    ("Product", &[&["name"], &["offers", "review", "aggregateRating"]]),
    ("FAQPage", &[&["mainEntity"]]),
];

/// A home page without any scores two thirds: the catalogue gives its absence a third of the criterion's weight.
const NONE_ON_HOME: f64 = 2.0 / 3.0;

/// Most nodes of one block that are looked at.
const MAX_NODES: usize = 10_000;

struct Mistake {
    message: &'static str,
    values: Vec<(&'static str, String)>,
}

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.page;
    if view.role == Role::Redirect {
        return;
    }
    if page.head.json_ld.is_empty() {
        // Microdata and RDFa say the same in another way.
        if page.document.with_any(&["itemscope", "typeof"]).next().is_some() {
            sheet.pass();
        } else if view.is_home() {
            sheet.fail_partly(
                NONE_ON_HOME,
                Spot::Element(page.head_or_root()),
                "data-none-on-home",
                &[],
            );
        }
        return;
    }
    let mut failed = false;
    for node in &page.head.json_ld {
        for mistake in mistakes(&page.document, *node) {
            let offset = page.document.span(*node).end as usize;
            let spot = match mistake.message {
                "data-not-json" => Spot::Offset(*node, offset + line_offset(&page.document, *node, &mistake)),
                _ => Spot::Element(*node),
            };
            if failed {
                sheet.note(spot, mistake.message, &mistake.values, false);
            } else {
                sheet.fail(spot, mistake.message, &mistake.values);
            }
            failed = true;
        }
    }
    if !failed {
        sheet.pass();
    }
}

/// Where in the script the JSON breaks off, in bytes from its start.
fn line_offset(document: &Document, node: NodeId, mistake: &Mistake) -> usize {
    let number = |key: &str| {
        let value = mistake.values.iter().find(|(name, _)| *name == key)?;
        value.1.parse::<usize>().ok()
    };
    let (Some(line), Some(column)) = (number("json-line"), number("json-column")) else {
        return 0;
    };
    let text = document.text(node);
    let (json, skipped) = unwrapped(&text);
    let before: usize = json
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    (skipped + before + column.saturating_sub(1)).min(text.len())
}

/// The JSON inside a `<![CDATA[` or HTML comment wrapper, and how many bytes stand before it.
fn unwrapped(text: &str) -> (&str, usize) {
    let mut json = text;
    for (open, close) in [
        ("//<![CDATA[", "//]]>"),
        ("/*<![CDATA[*/", "/*]]>*/"),
        ("<![CDATA[", "]]>"),
        ("<!--", "-->"),
    ] {
        if let Some(rest) = json.trim_start().strip_prefix(open) {
            json = rest.trim_end();
            json = json.strip_suffix(close).unwrap_or(json);
            break;
        }
    }
    let skipped = json.as_ptr() as usize - text.as_ptr() as usize;
    (json, skipped)
}

fn mistakes(document: &Document, node: NodeId) -> Vec<Mistake> {
    let text = document.text(node);
    let (json, _) = unwrapped(&text);
    if ["{{", "{%", "<%", "<?php", "%%"].iter().any(|mark| json.contains(mark)) {
        return vec![Mistake {
            message: "data-placeholder",
            values: Vec::new(),
        }];
    }
    let value: Value = match serde_json::from_str(json.trim_end()) {
        Ok(value) => value,
        Err(error) => {
            return vec![Mistake {
                message: "data-not-json",
                values: vec![
                    ("error", error.to_string()),
                    ("json-line", error.line().to_string()),
                    ("json-column", error.column().to_string()),
                ],
            }];
        }
    };
    let mut found = Vec::new();
    let roots: Vec<&Value> = match &value {
        Value::Array(list) => list.iter().collect(),
        value => vec![value],
    };
    let (mut context, mut kind) = (false, false);
    let mut things: Vec<&Value> = Vec::new();
    for root in roots {
        context |= root.get("@context").is_some_and(is_schema_org);
        match root.get("@graph") {
            Some(Value::Array(list)) => things.extend(list),
            Some(thing) => things.push(thing),
            None => things.push(root),
        }
    }
    for thing in things.into_iter().take(MAX_NODES) {
        let types = types(thing);
        kind |= !types.is_empty();
        for name in types {
            let Some((_, groups)) = WANTED.iter().find(|(known, _)| *known == name) else {
                continue;
            };
            for group in *groups {
                if !group.iter().any(|field| thing.get(*field).is_some_and(is_filled)) {
                    found.push(Mistake {
                        message: "data-no-field",
                        values: vec![("type", name.to_owned()), ("field", group[0].to_owned())],
                    });
                }
            }
        }
    }
    if !context {
        found.insert(
            0,
            Mistake {
                message: "data-no-context",
                values: Vec::new(),
            },
        );
    }
    if !kind {
        found.push(Mistake {
            message: "data-no-type",
            values: Vec::new(),
        });
    }
    found
}

fn is_schema_org(context: &Value) -> bool {
    match context {
        Value::String(text) => text.to_ascii_lowercase().contains("schema.org"),
        Value::Array(list) => list
            .iter()
            .any(|one| one.as_str().is_some_and(|text| text.contains("schema.org"))),
        Value::Object(map) => map
            .get("@vocab")
            .and_then(Value::as_str)
            .is_some_and(|text| text.contains("schema.org")),
        _ => false,
    }
}

/// The types of a thing, without `https://schema.org/` before them.
fn types(thing: &Value) -> Vec<&str> {
    let list: Vec<&Value> = match thing.get("@type") {
        Some(Value::Array(list)) => list.iter().collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    };
    list.into_iter()
        .filter_map(Value::as_str)
        .map(|name| name.rsplit('/').next().unwrap_or(name))
        .filter(|name| !name.is_empty())
        .collect()
}

fn is_filled(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn messages(json: &str) -> Vec<String> {
        let html = format!("<script type=application/ld+json>{json}</script>");
        let result = PROBE.run(&site(&[("index.html", &html)]));
        result.evidence.into_iter().map(|evidence| evidence.message).collect()
    }

    #[test]
    fn graphs_arrays_and_wrappers_are_read() {
        for json in [
            r#"{"@context": "https://schema.org", "@type": "Organization", "name": "Dupont", "url": "/"}"#,
            r#"[{"@context": "http://schema.org/", "@type": ["Thing", "Store"], "name": "a"}]"#,
            r#"{"@context": {"@vocab": "https://schema.org/"}, "@graph": [{"@type": "WebSite"}]}"#,
            "\n//<![CDATA[\n{\"@context\": \"https://schema.org\", \"@type\": \"WebPage\"}\n//]]>\n",
        ] {
            assert_eq!(messages(json).len(), 0, "{json}");
        }
    }

    #[test]
    fn each_mistake_has_its_own_words() {
        for (json, wanted) in [
            ("{\"@context\": ", "data-not-json"),
            (
                r#"{"@context": "https://schema.org", "name": "{{ name }}"}"#,
                "data-placeholder",
            ),
            (r#"{"@type": "WebSite"}"#, "data-no-context"),
            (r#"{"@context": "https://schema.org"}"#, "data-no-type"),
            (
                r#"{"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": []}"#,
                "data-no-field",
            ),
        ] {
            assert_eq!(messages(json), [wanted], "{json}");
        }
    }

    #[test]
    fn broken_json_is_pointed_at_where_it_breaks() {
        let html = "<script type='application/ld+json'>\n{\n \"@type\": \"A\",,\n}</script>";
        let result = PROBE.run(&site(&[("index.html", html)]));
        assert_eq!((result.evidence[0].line, result.evidence[0].column), (3, 15));
    }

    #[test]
    fn only_the_home_page_has_to_carry_some() {
        let result = PROBE.run(&site(&[("index.html", "<a href=a.html></a>"), ("a.html", "")]));
        assert_eq!(
            (result.outcome, result.score, result.pages.len()),
            (Verdict::Failed, Some(2.0 / 3.0), 1)
        );
        let result = PROBE.run(&site(&[(
            "index.html",
            "<div itemscope itemtype='https://schema.org/Store'>",
        )]));
        assert_eq!(result.outcome, Verdict::Passed);
    }
}
