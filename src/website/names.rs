//! The names of links and what pages are for, found once for a site. Menus repeat the same names on every page, so
//! each is kept and compared once.

use std::collections::HashMap;

use super::fold::{fold, holds_any};
use super::links::Target;
use super::site::{Site, slug};
use super::tree::{Document, NodeId};
use super::visible::{collapse, words};

/// Longest name of a link that is kept, in bytes.
const MOST_NAME: usize = 300;
/// Most words of a name that says what a page is for; longer ones are sentences.
const MOST_WORDS: usize = 6;

/// What a page may be for, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Purposes(u16);

impl Purposes {
    /// The legal notice.
    pub const LEGAL: Purposes = Purposes(1);
    /// The privacy policy.
    pub const PRIVACY: Purposes = Purposes(1 << 1);
    /// Terms of sale.
    pub const TERMS: Purposes = Purposes(1 << 2);
    /// Contact.
    pub const CONTACT: Purposes = Purposes(1 << 3);
    /// Who is behind the site.
    pub const ABOUT: Purposes = Purposes(1 << 4);
    /// The list of all pages.
    pub const SITE_MAP: Purposes = Purposes(1 << 5);
    /// Questions and answers, help.
    pub const HELP: Purposes = Purposes(1 << 6);
    /// Search.
    pub const SEARCH: Purposes = Purposes(1 << 7);
    /// The basket of a shop.
    pub const BASKET: Purposes = Purposes(1 << 8);

    /// Whether the two sets have a purpose in common.
    pub fn has(self, other: Purposes) -> bool {
        self.0 & other.0 != 0
    }

    fn add(&mut self, other: Purposes) {
        self.0 |= other.0;
    }
}

impl std::ops::BitOr for Purposes {
    type Output = Purposes;
    fn bitor(self, other: Purposes) -> Purposes {
        Purposes(self.0 | other.0)
    }
}

/// Phrases that name a purpose: those that count anywhere in a name, then those that have to be the whole name.
const PHRASES: [(Purposes, &[&str], &[&str]); 9] = [
    (
        Purposes::LEGAL,
        &[
            "mentions legales",
            "mention legale",
            "informations legales",
            "infos legales",
            "legal notice",
            "legal notices",
            "legal information",
            "impressum",
            "imprint",
        ],
        &["legal", "mentions", "editeur du site", "legals"],
    ),
    (
        Purposes::PRIVACY,
        &[
            "confidentialite",
            "vie privee",
            "donnees personnelles",
            "protection des donnees",
            "rgpd",
            "gdpr",
            "privacy",
            "data protection",
            "vos donnees",
            "personal data",
        ],
        &[],
    ),
    (
        Purposes::TERMS,
        &[
            "conditions generales de vente",
            "cgv",
            "conditions de vente",
            "terms of sale",
            "terms and conditions",
        ],
        &["conditions generales", "terms"],
    ),
    (
        Purposes::CONTACT,
        &[
            "contact",
            "contacts",
            "contactez",
            "contacter",
            "nous ecrire",
            "ecrivez nous",
            "nous joindre",
            "get in touch",
            "joindre",
        ],
        &["coordonnees"],
    ),
    (
        Purposes::ABOUT,
        &[
            "a propos",
            "apropos",
            "qui sommes nous",
            "notre histoire",
            "notre equipe",
            "l equipe",
            "notre entreprise",
            "notre agence",
            "notre maison",
            "notre association",
            "about us",
            "our story",
            "our team",
            "who we are",
            "nous connaitre",
            "notre cabinet",
            "notre societe",
            "notre savoir faire",
        ],
        &[
            "about",
            "presentation",
            "l association",
            "l entreprise",
            "la maison",
            "le cabinet",
            "la societe",
            "histoire",
            "historique",
            "equipe",
            "team",
            "entreprise",
            "association",
            "la compagnie",
            "le musee",
        ],
    ),
    (
        Purposes::SITE_MAP,
        &[
            "plan du site",
            "plan de site",
            "site map",
            "sitemap",
            "table des matieres",
            "table of contents",
            "index general",
            "general index",
        ],
        &[
            "sommaire",
            "contents",
            "full contents",
            "index",
            "genindex",
            "a z",
            "toc",
            "plan",
        ],
    ),
    (
        Purposes::HELP,
        &[
            "faq",
            "foire aux questions",
            "questions frequentes",
            "questions reponses",
            "frequently asked questions",
            "centre d aide",
            "help center",
            "help centre",
        ],
        &["aide", "help", "vos questions", "questions"],
    ),
    (
        Purposes::SEARCH,
        &[
            "moteur de recherche",
            "recherche avancee",
            "search page",
            "advanced search",
        ],
        &["recherche", "rechercher", "search"],
    ),
    (
        Purposes::BASKET,
        &[
            "mon panier",
            "votre panier",
            "shopping cart",
            "shopping bag",
            "your basket",
            "checkout",
        ],
        &["panier", "cart", "basket"],
    ),
];

/// What a folded name says that a page is for.
pub fn purposes(folded: &str) -> Purposes {
    let mut found = Purposes::default();
    if folded.is_empty() || folded.split(' ').count() > MOST_WORDS {
        return found;
    }
    for (purpose, anywhere, whole) in PHRASES {
        if whole.contains(&folded) || holds_any(folded, anywhere) {
            found.add(purpose);
        }
    }
    found
}

/// A name that links have.
#[derive(Debug, Clone)]
pub struct Name {
    /// As it is compared.
    pub folded: String,
    /// What it says that the page is for.
    pub purposes: Purposes,
}

/// The names of all links and the purposes of all pages of a site.
#[derive(Debug, Clone, Default)]
pub struct Names {
    known: Vec<Name>,
    /// By page and by link, in the order of `Site::links`.
    of_links: Vec<Vec<u32>>,
    pages: Vec<Purposes>,
    /// What the paths of pages say, without the links to them.
    paths: Vec<Purposes>,
}

impl Names {
    /// Reads the names of every link.
    pub fn new(site: &Site) -> Names {
        let mut found = Names::default();
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        for links in &site.links {
            let of_page = links
                .iter()
                .map(|link| {
                    *numbers.entry(&link.name).or_insert_with(|| {
                        let folded = fold(&link.name);
                        found.known.push(Name {
                            purposes: purposes(&folded),
                            folded,
                        });
                        found.known.len() as u32 - 1
                    })
                })
                .collect();
            found.of_links.push(of_page);
        }
        found.paths = site.pages().iter().map(|page| purposes_of_path(&page.path)).collect();
        found.pages.clone_from(&found.paths);
        for (from, links) in site.links.iter().enumerate() {
            for (index, link) in links.iter().enumerate() {
                let Target::Page { page, fragment, .. } = &link.target else {
                    continue;
                };
                // A link that was left at “#” or at the home page makes neither the contact page.
                if fragment.is_empty() && (*page == from || *page == site.home) {
                    continue;
                }
                let purposes = found.of(from, index).purposes;
                found.pages[*page].add(purposes);
            }
        }
        found
    }

    /// The name of a link.
    pub fn of(&self, page: usize, link: usize) -> &Name {
        &self.known[self.of_links[page][link] as usize]
    }

    /// What a page is for.
    pub fn of_page(&self, page: usize) -> Purposes {
        self.pages[page]
    }

    /// The pages that are for one of these purposes.
    pub fn pages(&self, purposes: Purposes) -> impl Iterator<Item = usize> + '_ {
        self.pages
            .iter()
            .enumerate()
            .filter(move |(_, found)| found.has(purposes))
            .map(|(page, _)| page)
    }

    /// Which link of a page is for a purpose: named so, or leading to a page whose address says so.
    pub fn link_to(&self, site: &Site, page: usize, purposes: Purposes) -> Option<usize> {
        site.links[page].iter().enumerate().position(|(index, link)| {
            self.of(page, index).purposes.has(purposes)
                || link
                    .target
                    .page()
                    .is_some_and(|target| self.paths[target].has(purposes))
        })
    }
}

/// What the path of a page says that it is for.
pub fn purposes_of_path(path: &str) -> Purposes {
    let mut parts = path.rsplit('/').map(slug);
    let name = match parts.next() {
        Some(name) if name == "index" => parts.next().unwrap_or_default(),
        name => name.unwrap_or_default(),
    };
    let name = name.replace('-', " ");
    if name.split(' ').count() > 4 {
        return Purposes::default();
    }
    purposes(&name)
}

/// The name of a link: its label, else its text and the alternatives of its images, else its title.
pub fn name(document: &Document, node: NodeId) -> String {
    let attribute = |name: &str| {
        document
            .attribute(node, name)
            .map(collapse)
            .filter(|text| !text.is_empty())
    };
    let mut name = attribute("aria-label")
        .or_else(|| Some(words(document, node, MOST_NAME)).filter(|text| !text.is_empty()))
        .or_else(|| attribute("alt"))
        .or_else(|| attribute("title"))
        .unwrap_or_default();
    if name.len() > MOST_NAME {
        let end = (0..=MOST_NAME)
            .rev()
            .find(|end| name.is_char_boundary(*end))
            .unwrap_or(0);
        name.truncate(end);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    #[test]
    fn a_name_says_what_a_page_is_for_unless_it_is_a_sentence() {
        assert!(purposes("mentions legales et cgu").has(Purposes::LEGAL));
        assert!(purposes("legal").has(Purposes::LEGAL) && !purposes("legal advice").has(Purposes::LEGAL));
        assert!(!purposes("nous gardons le contact avec tous nos anciens clients").has(Purposes::CONTACT));
        assert!(purposes_of_path("fr/nous-contacter/index.html").has(Purposes::CONTACT));
    }

    #[test]
    fn a_page_is_known_by_its_path_or_by_the_links_to_it() {
        let site = site(&[
            (
                "index.html",
                "<a href=p12.html>Mentions légales</a><a href='p12.html#d'>Données personnelles</a><a href='#'>Contact</a>",
            ),
            ("p12.html", "<a href=/ aria-label='Accueil du site'>x</a>"),
        ]);
        let names = site.names();
        assert!(names.of_page(1).has(Purposes::LEGAL) && names.of_page(1).has(Purposes::PRIVACY));
        assert!(!names.of_page(0).has(Purposes::CONTACT));
        assert_eq!(names.of(1, 0).folded, "accueil du site");
        assert_eq!(names.link_to(&site, 0, Purposes::CONTACT), Some(2));
    }
}
