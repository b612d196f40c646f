//! What the criteria on legal duties share: whether French law is likely to apply, the pages that a duty names, and
//! what their text holds.

use crate::website::content::Parts;
use crate::website::fold::fold;
use crate::website::names::Purposes;
use crate::website::page::Page;
use crate::website::probes::Fact;
use crate::website::site::{Outline, PageView, Role, Site};
use crate::website::tree::NodeId;

/// Whether the site addresses people in France, as far as its language and its host tell.
pub(super) fn is_french(site: &Outline) -> bool {
    let declared = site.snapshot.settings.language.as_deref().unwrap_or_default();
    let language = if declared.is_empty() {
        site.language.clone()
    } else {
        declared.to_ascii_lowercase()
    };
    match language.get(..2) {
        Some(language) => language == "fr",
        None => site
            .host
            .as_ref()
            .is_some_and(|(host, _)| host.trim_end_matches('/').rsplit('.').next() == Some("fr")),
    }
}

/// Pages that people get to and see.
pub(super) fn counted(site: &Site) -> Vec<usize> {
    (0..site.pages().len())
        .filter(|page| site.weights[*page] > 0 && site.roles[*page] != Role::Redirect)
        .collect()
}

/// Whether a page is for a purpose or leads to one that is.
pub(super) fn leads_to(site: &Site, page: usize, purposes: Purposes) -> bool {
    site.names().of_page(page).has(purposes) || site.names().link_to(site, page, purposes).is_some()
}

/// The pages that are for a purpose and that people can see, a link to one that is not in the copy, or nothing.
pub(super) enum Found {
    /// In the copy.
    Pages(Vec<usize>),
    /// Only linked to: the page and the link.
    Elsewhere(usize, NodeId),
    /// Neither.
    Nowhere,
}

pub(super) fn find(site: &Site, purposes: Purposes) -> Found {
    let pages: Vec<usize> = site
        .names()
        .pages(purposes)
        .filter(|page| !matches!(site.roles[*page], Role::Redirect | Role::NotFound))
        .collect();
    if !pages.is_empty() {
        return Found::Pages(pages);
    }
    counted(site)
        .into_iter()
        .find_map(|page| {
            let link = site.names().link_to(site, page, purposes)?;
            Some(Found::Elsewhere(page, site.links[page][link].node))
        })
        .unwrap_or(Found::Nowhere)
}

/// The text of the content of pages, and whether some of it seems to be in images or files alone.
pub(super) struct Text {
    /// As written, one block a line.
    pub written: String,
    /// As it is compared.
    pub folded: String,
    /// Few words, and an image or a file beside them.
    pub elsewhere: bool,
}

pub(super) fn text_of(site: &Site, pages: &[usize]) -> Text {
    let mut written = String::new();
    let mut elsewhere = false;
    for page in pages {
        let (text, shows_files) = site.fact(&TEXT, *page);
        elsewhere |= shows_files && text.split_whitespace().count() < 80;
        written.push_str(&text);
    }
    Text {
        folded: fold(&written),
        written,
        elsewhere,
    }
}

/// The text of the content of a page, one block a line, and whether an image or a file stands beside it. Asked of few
/// pages, so it is taken of none before.
const TEXT: Fact<(String, bool)> = Fact {
    name: "text",
    of: |view| {
        let blocks = view.page.content().main_blocks();
        let text = blocks.flat_map(|block| [block.text.as_str(), "\n"]).collect();
        (text, shows_files(view))
    },
};

fn shows_files(view: &PageView<'_>) -> bool {
    let (document, content) = (view.document, view.page.content());
    document.elements().any(|id| {
        ["img", "object", "embed", "iframe"]
            .iter()
            .any(|name| document.is(id, name))
            && content.is_main(content.parts(id))
    }) || view
        .links
        .iter()
        .any(|link| link.main && matches!(link.target, crate::website::links::Target::File { .. }))
}

/// Where to point when a page lacks something: its main heading, else its head.
pub(super) fn spot(page: &Page) -> NodeId {
    page.head
        .main_headings
        .first()
        .copied()
        .unwrap_or_else(|| page.head_or_root())
}

/// Whether a form asks for something about a person.
pub(super) fn asks_for_personal_data(page: &Page, form: NodeId) -> bool {
    const WORDS: [&str; 20] = [
        "nom",
        "name",
        "prenom",
        "firstname",
        "lastname",
        "email",
        "mail",
        "courriel",
        "tel",
        "telephone",
        "phone",
        "mobile",
        "adresse",
        "address",
        "e mail",
        "votre nom",
        "your name",
        "naissance",
        "birthday",
        "message",
    ];
    let document = &page.document;
    document.descendants(form).any(|id| {
        let attribute = |name: &str| document.attribute(id, name).unwrap_or_default();
        if document.is(id, "textarea") {
            return true;
        }
        if !document.is(id, "input") {
            return false;
        }
        match attribute("type").trim().to_ascii_lowercase().as_str() {
            "email" | "tel" => true,
            "" | "text" => {
                let said = fold(&attribute("name").replace(['_', '-', '[', ']'], " "));
                let hint = fold(attribute("placeholder"));
                WORDS
                    .iter()
                    .any(|word| crate::website::fold::holds(&said, word) || crate::website::fold::holds(&hint, word))
                    || ["email", "name", "tel", "given-name", "family-name", "street-address"]
                        .contains(&attribute("autocomplete").trim())
            }
            _ => false,
        }
    })
}

/// Whether a page has a form that asks for something about a person.
pub(super) const ASKS: Fact<bool> = Fact {
    name: "personal-forms",
    of: |view| !personal_forms(view.page).is_empty(),
};

/// The forms of a page that ask for something about a person, searches and logins left out.
pub(super) fn personal_forms(page: &Page) -> Vec<NodeId> {
    let document = &page.document;
    let content = page.content();
    document
        .named("form")
        .filter(|form| !content.parts(*form).has(Parts::HIDDEN))
        .filter(|form| {
            let role = document.attribute(*form, "role").unwrap_or_default();
            let login = document.descendants(*form).any(|id| {
                document
                    .attribute(id, "type")
                    .is_some_and(|kind| matches!(kind.trim().to_ascii_lowercase().as_str(), "password" | "search"))
            });
            role != "search" && !login && asks_for_personal_data(page, *form)
        })
        .collect()
}
