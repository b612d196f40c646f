//! The project's own Markdown pages: which files are one page, and what it is called.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Page;
use super::reader::Reader;
use crate::diagnostics::{Place, Problem};
use crate::language::{Lang, Text};
use crate::manifest::{Located, bad_id, is_kebab};

/// Reads the pages that `pattern` names; `pages/*.md` where the project says nothing, and then without a warning
/// when there are none.
pub(super) fn read(pattern: Option<&Located<String>>, reader: &mut Reader<'_>) -> Vec<Page> {
    let paths = if let Some(pattern) = pattern {
        reader.matching(pattern, &pattern.place())
    } else {
        let mut found = reader.files.list("pages").unwrap_or_default();
        found.retain(|path| is_markdown(path) && path.matches('/').count() == 1);
        found
    };
    let mut pages: BTreeMap<String, Page> = BTreeMap::new();
    let mut general: BTreeMap<String, (String, String)> = BTreeMap::new();
    for path in paths {
        let Some(text) = reader.text(&path, pattern.map(Located::place).as_ref()) else {
            continue;
        };
        let (slug, lang) = slug_and_lang(&path);
        if !is_kebab(&slug) {
            reader.push(bad_id(&slug).at(Place::file(&path)));
            continue;
        }
        match lang {
            None => {
                if let Some((first, _)) = general.insert(slug.clone(), (path.clone(), text.to_string())) {
                    reader.push(same_page(&slug, &path, &first));
                }
            }
            Some(lang) => {
                let page = pages.entry(slug.clone()).or_insert_with(|| blank(&slug));
                if let Some(first) = page.paths.insert(lang, path.clone()) {
                    reader.push(same_page(&slug, &path, &first));
                }
                let (title, markdown) = split_heading(&text);
                page.title.set(lang, title.unwrap_or_else(|| slug.clone()));
                page.markdown.set(lang, markdown);
            }
        }
    }
    // A file without a language serves those that have none of their own.
    for (slug, (path, text)) in general {
        let page = pages.entry(slug.clone()).or_insert_with(|| blank(&slug));
        let (title, markdown) = split_heading(&text);
        let title = title.unwrap_or(slug);
        for lang in Lang::ALL {
            if let Entry::Vacant(path_of) = page.paths.entry(lang) {
                path_of.insert(path.clone());
                page.title.set(lang, title.clone());
                page.markdown.set(lang, markdown.clone());
            }
        }
    }
    pages.into_values().collect()
}

fn blank(slug: &str) -> Page {
    Page {
        slug: slug.to_owned(),
        paths: BTreeMap::new(),
        title: Text::default(),
        markdown: Text::default(),
    }
}

fn is_markdown(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("md"))
}

/// `pages/about.fr.md` → `about`, French.
fn slug_and_lang(path: &str) -> (String, Option<Lang>) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    match stem.rsplit_once('.') {
        Some((slug, "fr")) => (slug.to_owned(), Some(Lang::Fr)),
        Some((slug, "en")) => (slug.to_owned(), Some(Lang::En)),
        _ => (stem.to_owned(), None),
    }
}

/// The words of the first heading, where the text opens with one of the first level, and the Markdown without it.
fn split_heading(markdown: &str) -> (Option<String>, String) {
    let mut title = String::new();
    let mut inside = false;
    for (event, range) in Parser::new_ext(markdown, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) => inside = true,
            Event::End(TagEnd::Heading(HeadingLevel::H1)) if inside => {
                let rest = markdown.get(range.end..).unwrap_or_default();
                return (Some(title), rest.trim_start_matches(['\r', '\n']).to_owned());
            }
            Event::Text(words) | Event::Code(words) if inside => title.push_str(&words),
            Event::SoftBreak | Event::HardBreak if inside => title.push(' '),
            _ if inside => {}
            // Something stands before any heading: the page keeps it all.
            _ => break,
        }
    }
    (None, markdown.to_owned())
}

fn same_page(slug: &str, path: &str, first: &str) -> Problem {
    Problem::error(
        "project/duplicate-id",
        Text::prose(
            format!("two files are the page `{slug}` in the same language"),
            format!("deux fichiers sont la page `{slug}` dans la même langue"),
        ),
    )
    .why(Text::prose(
        "both would be written to the same address, and one would be lost",
        "les deux seraient écrites à la même adresse, et l'une serait perdue",
    ))
    .help(Text::prose("rename one of them", "renommez l'un des deux"))
    .at(Place::file(path))
    .related(Place::file(first), Text::prose("the other one", "l'autre"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Memory;

    #[test]
    fn files_of_one_slug_are_one_page_in_several_languages() {
        let files = Memory::new()
            .with("pages/about.fr.md", "# À propos de `nous`\n\nBonjour.\n")
            .with("pages/about.en.md", "Hello.\n")
            .with("pages/method.md", "Method\n======\n\nText\n")
            .with("pages/deeper/no.md", "# No\n");
        let mut reader = Reader::new(&files);
        let pages = read(None, &mut reader);
        assert!(reader.finish().0.is_empty());
        assert_eq!(pages.len(), 2);
        assert_eq!(pages[0].title.get(Lang::Fr), "À propos de nous");
        assert_eq!(pages[0].title.get(Lang::En), "about");
        assert_eq!(pages[0].markdown.get(Lang::Fr), "Bonjour.\n");
        assert_eq!(pages[0].paths[&Lang::En], "pages/about.en.md");
        assert_eq!(pages[1].title.get(Lang::En), "Method");
        assert_eq!(pages[1].markdown.get(Lang::Fr), "Text\n");
    }
}
