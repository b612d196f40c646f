//! What a whole site promises, held against the fixture: links resolve, nothing leaves the page, languages mirror
//! each other, nobody's words become markup.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

use super::assets::Assets;
use super::figures::draw;
use super::scribe::{Addresses, Missing, Scribe};
use super::{Charts, Media, Site, Theme, fixture, pages, render};
use crate::audit::Audit;
use crate::files::Memory;
use crate::language::{Lang, Text};
use crate::manifest::Located;
use crate::website::parse::parse;
use crate::website::tree::{Document, NodeKind};

fn charts(audit: &Audit) -> Charts {
    Lang::ALL.into_iter().flat_map(|lang| draw(audit, lang)).collect()
}

fn site_of(audit: &Audit, theme: &Theme) -> Site {
    let media = Media {
        logo: None,
        pictures: [("pages/x.png".to_owned(), b"png".to_vec())].into(),
    };
    render(
        audit,
        &charts(audit),
        theme,
        &fixture::pages(),
        &fixture::brand(),
        &media,
    )
    .unwrap()
}

fn site() -> Site {
    site_of(&fixture::audit(), &Theme::agency().unwrap())
}

fn html_of(site: &Site) -> impl Iterator<Item = (&str, &str)> {
    site.iter()
        .filter(|(path, _)| path.rsplit('.').next() == Some("html"))
        .map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
}

/// Every attribute of every element, with the element's name.
fn attributes(page: &Document) -> Vec<(String, String, String)> {
    page.elements()
        .filter_map(|id| page.element(id))
        .flat_map(|element| {
            element
                .attributes
                .iter()
                .map(|(name, value)| (element.name.to_string(), name.to_string(), value.to_string()))
        })
        .collect()
}

fn ids(html: &str) -> Vec<String> {
    let page = parse(html);
    attributes(&page)
        .into_iter()
        .filter(|(_, name, _)| name == "id")
        .map(|(_, _, value)| value)
        .collect()
}

/// The one style sheet of a page, byte for byte.
fn style(html: &str) -> &str {
    let (_, rest) = html.split_once("<style>").unwrap();
    rest.split_once("</style>").unwrap().0
}

/// The path in the site that `address` names from the page at `from`.
fn resolve(from: &str, address: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            ".." => {
                parts.pop().expect("a link leads out of the site");
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn every_link_and_every_fragment_resolves() {
    let site = site();
    let known: BTreeMap<&str, BTreeSet<String>> = html_of(&site)
        .map(|(path, html)| (path, ids(html).into_iter().collect()))
        .collect();
    let mut checked = 0;
    for (path, html) in html_of(&site) {
        for (element, name, value) in attributes(&parse(html)) {
            let is_link = name == "href" || name == "src";
            if !is_link || value.starts_with("https://example.org/") {
                continue;
            }
            let (address, fragment) = value.split_once('#').unwrap_or((&value, ""));
            let target = if address.is_empty() {
                path.to_owned()
            } else {
                resolve(path, address)
            };
            assert!(site.contains_key(&target), "{path}: <{element}> leads to {value}");
            if !fragment.is_empty() {
                assert!(
                    known[target.as_str()].contains(fragment),
                    "{path}: {value} has no such place"
                );
            }
            checked += 1;
        }
    }
    assert!(checked > 1000, "{checked}");
}

#[test]
fn nothing_leaves_the_page_and_a_policy_says_so() {
    let site = site();
    for (path, html) in html_of(&site) {
        let page = parse(html);
        let attributes = attributes(&page);
        for (element, name, value) in &attributes {
            let loads =
                name == "src" || name == "srcset" || (name == "href" && (element == "link" || element == "use"));
            assert!(!loads || !value.contains(':'), "{path}: <{element} {name}={value}>");
            assert_ne!(name, "style", "{path}: <{element} {name}={value}>");
        }
        let policy = attributes
            .iter()
            .find(|(_, name, value)| name == "content" && value.starts_with("default-src"));
        let policy = &policy.unwrap().2;
        assert!(policy.contains("default-src 'none'"), "{path}");
        let css = style(html);
        assert!(!css.contains("url(") && !css.contains("@import"), "{path}");
        let digest = BASE64.encode(Sha256::digest(css.as_bytes()));
        assert!(
            policy.contains(&format!("style-src 'sha256-{digest}';")),
            "{path}: {policy}"
        );
    }
}

#[test]
fn nobodys_words_become_markup() {
    let site = site();
    let allowed: BTreeSet<&str> = "a abbr article blockquote body br caption code dd desc details div dl dt em figcaption \
        figure footer g h1 h2 h3 h4 h5 h6 head header hr html img li line link main meta nav ol p path pre circle rect \
        polygon polyline section span strong style summary svg table tbody td text th thead title tr tspan ul defs pattern"
        .split_whitespace()
        .collect();
    let mut met = 0;
    for (path, html) in html_of(&site) {
        let page = parse(html);
        for id in page.elements() {
            let element = page.element(id).unwrap();
            assert!(allowed.contains(&*element.name), "{path}: <{}>", element.name);
            if &*element.name == "img" {
                let source = page.attribute(id, "src").unwrap();
                assert!(source.contains("assets/picture."), "{path}: {source}");
            }
        }
        for (element, name, value) in attributes(&page) {
            assert!(!name.starts_with("on"), "{path}: <{element} {name}={value}>");
            let bare: String = value.chars().filter(|c| !c.is_whitespace()).collect();
            let followed = name == "href" || name == "src" || name == "action";
            assert!(
                !followed || !bare.to_lowercase().contains("script:"),
                "{path}: <{element} {name}={value}>"
            );
        }
        let said: String = texts(&page).concat();
        // What looks like a template stays as it was written.
        assert_eq!(
            said.matches("{{").count(),
            said.matches("{{ 7 * 7 }}").count(),
            "{path}"
        );
        met += said.matches("<script>alert(1)</script>").count();
    }
    assert!(met > 50, "the hostile words are shown, as words: {met}");
}

fn texts(page: &Document) -> Vec<String> {
    page.descendants(page.root())
        .filter_map(|id| match &page.node(id).kind {
            NodeKind::Text(text) => Some(text.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn both_languages_have_the_same_pages_and_places() {
    let site = site();
    let of = |lang: &str| -> BTreeMap<String, BTreeSet<String>> {
        html_of(&site)
            .filter_map(|(path, html)| {
                let path = path.strip_prefix(lang)?.strip_prefix('/')?;
                // Ids made from headings of somebody's prose differ with the prose.
                let ids = ids(html)
                    .into_iter()
                    .filter(|id| !id.starts_with("method-") && !id.contains("-method"));
                Some((path.to_owned(), ids.collect()))
            })
            .filter(|(path, _): &(String, BTreeSet<String>)| !path.starts_with("pages/"))
            .collect()
    };
    assert_eq!(of("fr"), of("en"));
    assert!(of("fr").len() > 20);
    for (path, html) in html_of(&site) {
        let lang = path.split('/').next().filter(|part| part.len() == 2).unwrap_or("fr");
        assert!(html.contains(&format!("<html lang=\"{lang}\">")), "{path}");
    }
}

#[test]
fn ids_are_unique_and_headings_in_order() {
    for (path, html) in html_of(&site()) {
        let page = parse(html);
        let all = ids(html);
        let once: BTreeSet<&String> = all.iter().collect();
        let twice: Vec<&String> = once
            .iter()
            .filter(|id| all.iter().filter(|other| other == *id).count() > 1)
            .copied()
            .collect();
        assert!(twice.is_empty(), "{path}: {twice:?}");
        let mut before = 0;
        for id in page.elements() {
            let name = page.element(id).unwrap().name.to_string();
            let Some(level) = name.strip_prefix('h').and_then(|level| level.parse::<u32>().ok()) else {
                continue;
            };
            assert!(
                level <= before + 1,
                "{path}: <{name}> after <h{before}>: {}",
                page.text(id)
            );
            assert!(level > 1 || before == 0, "{path}: a second <h1>");
            before = level;
        }
    }
}

#[test]
fn the_same_audit_gives_the_same_bytes() {
    assert_eq!(site(), site());
}

#[test]
fn an_audit_of_almost_nothing_still_makes_a_site() {
    let mut audit = fixture::audit();
    audit.checks.clear();
    audit.findings.clear();
    audit.actions.clear();
    audit.surveys.clear();
    audit.personas.clear();
    audit.channels.clear();
    audit.journeys.clear();
    audit.verbatims.clear();
    audit.voice.clear();
    audit.ideas.clear();
    audit.notes.clear();
    audit.website = None;
    audit.references.clear();
    audit.data_map = None;
    audit.reconciliations = Vec::new();
    audit.organisation = None;
    audit.promises.clear();
    audit.glossary.clear();
    audit.timeline.clear();
    audit.frictions.clear();
    audit.value_at_stake = None;
    audit.project.verdict = Text::default();
    audit.project.languages = vec![Lang::En];
    audit.as_of = None;
    let theme = Theme::agency().unwrap();
    let site = render(
        &audit,
        &charts(&audit),
        &theme,
        &[],
        &fixture::brand(),
        &Media::default(),
    )
    .unwrap();
    let pages: Vec<&str> = html_of(&site).map(|(path, _)| path).collect();
    assert_eq!(pages, ["en/index.html", "en/method.html", "index.html"]);
}

#[test]
fn a_missing_word_is_a_problem_and_not_a_blank() {
    let files = Memory::new()
        .with("themes/own/theme.yaml", "protocol: 1\nversion: 1.0.0\ntitle: Own\n")
        .with("themes/own/templates/own.html", "{{ t(key=\"nowhere-to-be-found\") }}");
    let theme = Theme::load(&Located::unwritten("own".to_owned()), &files).unwrap();
    let audit = fixture::audit();
    let made = render(
        &audit,
        &charts(&audit),
        &theme,
        &fixture::pages(),
        &fixture::brand(),
        &Media::default(),
    );
    let problems = made.unwrap_err();
    assert!(
        problems[0].what.get(Lang::En).contains("nowhere-to-be-found"),
        "{problems:?}"
    );
    assert_eq!(
        problems[0].place.as_ref().unwrap().path,
        "themes/own/templates/own.html"
    );
}

#[test]
fn a_project_theme_changes_what_it_replaces_and_nothing_else() {
    let files = Memory::new()
        .with(
            "themes/own/theme.yaml",
            "protocol: 1\nversion: 1.0.0\ntitle: Own\nstylesheets: [style.css, own.css]\n",
        )
        .with("themes/own/assets/own.css", "h1 { color: red }")
        .with("themes/own/words/en.ftl", "weighs = What drags\n")
        .with(
            "themes/own/templates/overview.html",
            "{% extends \"base/overview.html\" %}{% block verdict %}Mine{% endblock %}",
        );
    let theme = Theme::load(&Located::unwritten("own".to_owned()), &files).unwrap();
    let (own, plain) = (site_of(&fixture::audit(), &theme), site());
    let text = |site: &Site, path: &str| String::from_utf8(site[path].clone()).unwrap();
    assert!(text(&own, "en/index.html").contains("<h1>Mine</h1>"));
    assert!(text(&own, "en/index.html").contains("What drags"));
    assert!(style(&text(&own, "en/index.html")).ends_with("h1 { color: red }"));
    let main = |html: String| html.split("<main").nth(1).unwrap().to_owned();
    assert_eq!(
        main(text(&own, "fr/kpi/nps.html")),
        main(text(&plain, "fr/kpi/nps.html"))
    );
}

/// Every name in a value, however deep.
fn names(value: &serde_json::Value, into: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                into.insert(name.clone());
                names(value, into);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| names(item, into)),
        _ => {}
    }
}

#[test]
fn the_contract_of_themes_names_everything_a_template_is_given() {
    let contract = include_str!("../../themes/README.md");
    let theme = Theme::agency().unwrap();
    let audit = fixture::audit();
    let (charts, own, missing) = (charts(&audit), fixture::pages(), Missing::default());
    let assets = Assets::new(&theme, &fixture::brand(), &Media::default());
    let addresses = Addresses::new();
    for plan in pages::plan(&audit, &own) {
        let scribe = Scribe::new(&audit, Lang::En, &charts, &theme.words, &addresses, "", &missing);
        let view = pages::view(&scribe, &plan, &assets, "../");
        let mut given = BTreeSet::new();
        names(&serde_json::to_value(&view).unwrap(), &mut given);
        let row = contract
            .lines()
            .find(|line| line.starts_with(&format!("| `{}` |", plan.template())));
        assert!(row.is_some(), "{}", plan.template());
        for name in given {
            assert!(contract.contains(&format!("`{name}`")), "{}: `{name}`", plan.template());
        }
    }
}

/// The words of pages in French, without keys and names of values.
fn french() -> Vec<String> {
    let theme = include_str!("../../themes/agency/words/fr.ftl");
    let own = include_str!("words/fr.ftl");
    theme
        .lines()
        .chain(own.lines())
        .filter(|line| !line.starts_with('#'))
        .map(|line| match line.split_once(" = ") {
            Some((key, words)) if !key.contains(' ') => words,
            _ => line,
        })
        .map(|words| {
            words
                .split(' ')
                .filter(|word| !word.starts_with('$'))
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

#[test]
fn french_pages_avoid_the_words_nobody_should_read() {
    let never = [
        "échoué",
        "trouvaille",
        "supprimé",
        "touchpoint",
        "pain point",
        "insight",
        "feedback",
        "churn",
        "centricité",
        "digitalis",
        "snapshot",
        "check",
        "sévérité",
        "impact",
        "levier",
        "prouve",
        "nps %",
        "feed-back",
    ];
    for words in french() {
        for word in never {
            assert!(!words.to_lowercase().contains(word), "« {word} » in: {words}");
        }
    }
}

#[test]
fn every_word_of_the_theme_is_used() {
    let theme = include_str!("../../themes/agency/words/en.ftl");
    let mut templates = String::new();
    for file in include_dir::include_dir!("$CARGO_MANIFEST_DIR/themes/agency/templates").files() {
        templates.push_str(file.contents_utf8().unwrap());
    }
    let idle: Vec<&str> = theme
        .lines()
        .filter_map(|line| line.split_once(" = ").map(|(key, _)| key))
        .filter(|key| key.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
        .filter(|key| !templates.contains(&format!("t(key=\"{key}\"")))
        .collect();
    assert!(idle.is_empty(), "{idle:?}");
}

#[test]
fn a_comment_says_its_language_where_that_is_not_the_pages() {
    let site = site();
    let quoted = |path: &str| String::from_utf8_lossy(&site[path]).matches("<p lang=\"fr\">").count();
    assert_eq!(quoted("fr/kpi/nps.html"), 0);
    assert!(quoted("en/kpi/nps.html") > 0);
}
