//! seo-title-descriptive: the title says what the page is about. A heuristic: it compares words, it does not read.

use std::collections::BTreeSet;

use icu_normalizer::DecomposingNormalizerBorrowed;

use crate::website::page::Page;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "seo-title-descriptive",
    scope: Scope::Page,
    messages: &["title-generic", "title-file-name", "title-unrelated"],
    look,
};

/// Titles that say nothing, as their words without accents.
const GENERIC: [&str; 22] = [
    "accueil",
    "home",
    "homepage",
    "home page",
    "page d accueil",
    "bienvenue",
    "welcome",
    "untitled",
    "untitled document",
    "untitled page",
    "sans titre",
    "document sans titre",
    "page sans titre",
    "document",
    "index",
    "nouvelle page",
    "new page",
    "page",
    "titre",
    "title",
    "site",
    "test",
];

/// Words of French and English that carry no subject.
const STOP: [&str; 48] = [
    "avec", "aux", "ces", "cette", "comme", "dans", "des", "elle", "est", "les", "leur", "mais", "mes", "nos", "notre",
    "nous", "par", "pas", "plus", "pour", "que", "qui", "sans", "ses", "son", "sont", "sur", "tous", "tout", "une",
    "vos", "votre", "vous", "and", "are", "for", "from", "has", "have", "our", "that", "the", "this", "was", "what",
    "with", "you", "your",
];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.page;
    let (Some(node), Some(title)) = (page.head.title, page.title()) else {
        return;
    };
    if matches!(view.role, Role::Redirect | Role::NotFound) {
        return;
    }
    let plain = words_of(&title).join(" ");
    let values = [("title", title.clone())];
    if GENERIC.contains(&plain.as_str()) {
        sheet.fail(Spot::Element(node), "title-generic", &values);
    } else if is_file_name(&title, &page.path) {
        sheet.fail(Spot::Element(node), "title-file-name", &values);
    } else if view.role == Role::Home || shares_a_word(page, &title) != Some(false) {
        // The home page may well be called “brand – trade” and greet in other words.
        sheet.pass();
    } else {
        sheet.fail(Spot::Element(node), "title-unrelated", &values);
    }
}

/// Whether a title is the file's own name: `tarifs.html`, `page_12`, with an ending or with `_`.
fn is_file_name(title: &str, path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    title.eq_ignore_ascii_case(name)
        || (title.eq_ignore_ascii_case(stem) && stem.contains(|c: char| c == '_' || c.is_ascii_digit()))
}

/// Whether title and main heading or first paragraph have a content word in common; `None` when there is nothing to
/// compare with.
fn shares_a_word(page: &Page, title: &str) -> Option<bool> {
    let document = &page.document;
    let mut about = BTreeSet::new();
    for heading in &page.head.main_headings {
        about.extend(stems(&page.words(*heading)));
    }
    if page.head.main_headings.is_empty() {
        // Books made of chapters begin their pages at a deeper level.
        let is_heading = |id: &NodeId| ["h2", "h3", "h4"].iter().any(|name| document.is(*id, name));
        if let Some(heading) = document.elements().find(is_heading) {
            about.extend(stems(&page.words(heading)));
        }
    }
    if let Some(paragraph) = document
        .named("p")
        .find(|id| page.is_visible(*id) && page.words(*id).len() > 30)
    {
        about.extend(stems(&page.words(paragraph)));
    }
    let title = stems(title);
    (!about.is_empty() && !title.is_empty()).then(|| title.iter().any(|stem| about.contains(stem)))
}

/// Content words cut to five letters, which is stemming enough to bring « vélo » and « vélos » together.
fn stems(text: &str) -> BTreeSet<String> {
    words_of(text)
        .into_iter()
        .filter(|word| {
            let ideographic = word.chars().any(|c| c > '\u{2e80}');
            (word.chars().count() >= 3 || ideographic) && !STOP.contains(&word.as_str())
        })
        .map(|word| {
            let word = word.trim_end_matches(['s', 'x']);
            word.chars().take(5).collect()
        })
        .collect()
}

/// Lower-case words without accents.
fn words_of(text: &str) -> Vec<String> {
    let plain: String = DecomposingNormalizerBorrowed::new_nfd()
        .normalize(text)
        .chars()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .flat_map(char::to_lowercase)
        .collect();
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn message(path: &str, html: &str) -> Option<String> {
        let home = format!("<title>Vélos Dupont</title><a href={path}></a>");
        let result = PROBE.run(&site(&[("index.html", &home), (path, html)]));
        result.evidence.first().map(|evidence| evidence.message.clone())
    }

    #[test]
    fn a_title_about_the_page_passes() {
        assert_eq!(
            message("a.html", "<title>Nos vélos | Dupont</title><h1>Le VÉLO électrique</h1>"),
            None
        );
        assert_eq!(
            message(
                "a.html",
                "<title>Tarifs</title><h1>Combien ?</h1><p>Voici nos tarifs pour l’année, taxes comprises.</p>"
            ),
            None
        );
        assert_eq!(message("tarifs.html", "<title>Tarifs</title>"), None);
        assert_eq!(
            message("a.html", "<title>連絡先</title><h1>お問い合わせ</h1>"),
            Some("title-unrelated".into())
        );
    }

    #[test]
    fn a_page_that_begins_at_a_deeper_level_is_compared_with_its_first_heading() {
        let page = "<title>3.2. Démarche de migration</title><h2>3.2. Démarche de migration</h2>\
                    <p>On commence par dresser la liste des machines et des services.";
        assert_eq!(message("a.html", page), None);
    }

    #[test]
    fn generic_titles_file_names_and_unrelated_titles_fail() {
        assert_eq!(
            message("a.html", "<title>Page d’accueil</title>").as_deref(),
            Some("title-generic")
        );
        assert_eq!(
            message("page_12.html", "<title>page_12</title>").as_deref(),
            Some("title-file-name")
        );
        assert_eq!(
            message("tarifs.html", "<title>tarifs.html</title>").as_deref(),
            Some("title-file-name")
        );
        assert_eq!(
            message("a.html", "<title>Cuisine</title><h1>Vélos</h1>").as_deref(),
            Some("title-unrelated")
        );
    }

    #[test]
    fn the_home_page_may_be_called_by_brand_and_trade() {
        let result = PROBE.run(&site(&[(
            "index.html",
            "<title>Dupont – cycles</title><h1>Bienvenue</h1>",
        )]));
        assert_eq!(result.occurrences, 0);
    }
}
