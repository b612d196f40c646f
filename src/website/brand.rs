//! The name that a site gives its brand, in the places where it gives it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::fold::fold;
use super::probes::Fact;
use super::site::{PageView, Site};
use super::tree::NodeId;
use super::visible::collapse;

/// Share of titles that have to begin or end alike for that to be the brand.
const MOST_TITLES: f64 = 0.5;
/// What stands between a title and the brand.
const SEPARATORS: [&str; 7] = [" | ", " – ", " — ", " - ", " · ", " : ", " » "];

/// Where names stand on pages.
const SOURCES: [&str; 4] = ["og:site_name", "JSON-LD", "logo", "©"];

/// The names that a page gives the brand, with their source and their element.
pub(super) const MENTIONS: Fact<Vec<(String, String, NodeId)>> = Fact {
    name: "brand",
    of: of_page,
};

/// A name with the place where it stands.
#[derive(Debug, Clone)]
pub struct Mention {
    /// As written.
    pub text: String,
    /// Where: `og:site_name`, `JSON-LD`, `logo`, `title`, `©`.
    pub source: &'static str,
    /// The page.
    pub page: usize,
    /// The element.
    pub node: NodeId,
}

/// The brand, as far as the site says it.
#[derive(Debug, Clone)]
pub struct Brand {
    /// The name by the first source that has one.
    pub name: String,
    /// Every spelling with the place where it was first met, sorted by spelling and source.
    pub mentions: Vec<Mention>,
}

impl Brand {
    /// Reads the brand from metadata, structured data, logo, titles and foot; `None` when none of the first four says it.
    pub fn of(site: &Site) -> Option<Brand> {
        let mut mentions: BTreeMap<(String, &'static str), (usize, Mention)> = BTreeMap::new();
        let mut affixes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for (index, page) in site.pages().iter().enumerate() {
            if site.weights[index] == 0 {
                continue;
            }
            for (text, source, node) in site.fact(&MENTIONS, index) {
                let Some(source) = SOURCES.iter().find(|known| **known == source) else {
                    continue;
                };
                let mention = Mention {
                    text,
                    source,
                    page: index,
                    node,
                };
                let key = (mention.text.clone(), mention.source);
                mentions.entry(key).or_insert((0, mention)).0 += 1;
            }
            if let Some(title) = page.title() {
                for affix in affixes_of(&title) {
                    let entry = affixes.entry(affix).or_insert((0, index));
                    entry.0 += 1;
                }
            }
        }
        let counted = site.weights.iter().filter(|weight| **weight > 0).count();
        for (text, (count, page)) in affixes {
            if count >= 2 && count as f64 >= MOST_TITLES * counted as f64 {
                let node = site.pages()[page]
                    .head
                    .title
                    .unwrap_or_else(|| site.pages()[page].head_or_root());
                let mention = Mention {
                    text: text.clone(),
                    source: "title",
                    page,
                    node,
                };
                mentions.insert((text, "title"), (count, mention));
            }
        }
        let most = |source: &str| {
            mentions
                .values()
                .filter(|(_, mention)| mention.source == source)
                .max_by(|(a, x), (b, y)| a.cmp(b).then_with(|| y.text.cmp(&x.text)))
                .map(|(_, mention)| mention.text.clone())
        };
        let name = ["og:site_name", "JSON-LD", "title", "logo"]
            .iter()
            .find_map(|source| most(source))?;
        Some(Brand {
            name,
            mentions: mentions.into_values().map(|(_, mention)| mention).collect(),
        })
    }
}

fn affixes_of(title: &str) -> Vec<String> {
    let mut found = Vec::new();
    for separator in SEPARATORS {
        if let Some((_, after)) = title.rsplit_once(separator) {
            found.push(after.trim().to_owned());
        }
        if let Some((before, _)) = title.split_once(separator) {
            found.push(before.trim().to_owned());
        }
    }
    found.retain(|affix| !affix.is_empty() && affix.chars().count() <= 60);
    found.sort_unstable();
    found.dedup();
    found
}

fn of_page(view: &PageView<'_>) -> Vec<(String, String, NodeId)> {
    let (page, document) = (view.page, view.document);
    let mut found = Vec::new();
    let mut add = |text: &str, source: &'static str, node: NodeId| {
        let text = collapse(text);
        if !text.is_empty() && text.chars().count() <= 60 {
            found.push((text, source.to_owned(), node));
        }
    };
    for node in document.named("meta") {
        if document
            .attribute(node, "property")
            .is_some_and(|name| name.eq_ignore_ascii_case("og:site_name"))
        {
            add(
                document.attribute(node, "content").unwrap_or_default(),
                "og:site_name",
                node,
            );
        }
    }
    for node in &page.head.json_ld {
        if let Ok(value) = serde_json::from_str::<Value>(document.text(*node).trim()) {
            for name in organisations(&value) {
                add(name, "JSON-LD", *node);
            }
        }
    }
    // A logo leads home and has a picture whose alternative is the name, often with “home” added.
    let logo = view.links.iter().take(10).find_map(|link| {
        let home = link.target.page() == Some(view.site.home);
        let image = document.descendants(link.node).find(|id| document.is(*id, "img"));
        home.then_some(image?).filter(|image| {
            document
                .attribute(*image, "src")
                .is_some_and(|source| source.to_ascii_lowercase().contains("logo"))
        })
    });
    if let Some(image) = logo {
        let said = without_home(document.attribute(image, "alt").unwrap_or_default());
        add(&said, "logo", image);
    }
    for block in page.content().blocks.iter().rev().take(30) {
        if let Some(owner) = owner(&block.text) {
            add(&owner, "©", block.node);
            break;
        }
    }
    found
}

/// `Maison Lorzac, accueil` → `Maison Lorzac`.
fn without_home(alt: &str) -> String {
    let parts: Vec<&str> = alt
        .split([',', '–', '—', '|', ':', '('])
        .map(str::trim)
        .filter(|part| {
            let folded = fold(part);
            !folded.is_empty()
                && !["accueil", "home", "logo", "retour", "page d accueil"]
                    .iter()
                    .any(|word| super::fold::holds(&folded, word))
        })
        .collect();
    parts.first().copied().unwrap_or_default().to_owned()
}

/// The owner in `© 2012-2026 Dupont, tous droits réservés`.
fn owner(text: &str) -> Option<String> {
    let at = text.find('©')?;
    let rest = text[at + '©'.len_utf8()..]
        .trim_start_matches(|c: char| !c.is_alphabetic())
        .split([',', '.', '|', '–', '—', '-', ':', '('])
        .next()?
        .trim();
    let words = rest.split(' ').count();
    (!rest.is_empty() && words <= 5 && rest.starts_with(|c: char| c.is_uppercase())).then(|| rest.to_owned())
}

fn organisations(value: &Value) -> Vec<&str> {
    let mut found = Vec::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(list) => open.extend(list.iter().take(100)),
            Value::Object(map) => {
                open.extend(map.get("@graph"));
                let types = match map.get("@type") {
                    Some(Value::String(one)) => vec![one.as_str()],
                    Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
                    _ => Vec::new(),
                };
                let owner = types.iter().any(|name| {
                    [
                        "Organization",
                        "LocalBusiness",
                        "Corporation",
                        "WebSite",
                        "Store",
                        "NGO",
                    ]
                    .contains(name)
                });
                if owner && let Some(name) = map.get("name").and_then(Value::as_str) {
                    found.push(name);
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    #[test]
    fn the_brand_is_what_the_site_calls_itself() {
        let files = [
            (
                "index.html",
                "<title>Accueil | Dupont</title><a href=a.html>a</a><footer>© 2020-2026 Dupont SARL. Tous droits</footer>",
            ),
            (
                "a.html",
                "<title>Offres | Dupont</title><a href=/><img src=logo.svg alt='Dupont – accueil'></a>",
            ),
        ];
        let brand = Brand::of(&site(&files)).unwrap();
        assert_eq!(brand.name, "Dupont");
        let said: Vec<_> = brand
            .mentions
            .iter()
            .map(|mention| (mention.text.as_str(), mention.source))
            .collect();
        assert_eq!(said, [("Dupont", "logo"), ("Dupont", "title"), ("Dupont SARL", "©")]);
    }

    #[test]
    fn metadata_comes_first_and_a_site_may_say_nothing() {
        let named = "<meta property='og:site_name' content='Maison Dupont'><title>a - Dupont</title>";
        assert_eq!(
            Brand::of(&site(&[("index.html", named)])).unwrap().name,
            "Maison Dupont"
        );
        assert!(Brand::of(&site(&[("index.html", "<title>Accueil</title>")])).is_none());
    }
}
