//! trust-social-dead: links to social networks lead to the brand's own pages.

use crate::website::content::{Kind, Parts};
use crate::website::fold::{fold, holds_any};
use crate::website::links::{Target, bare_host};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{Link, PageView, Role};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "trust-social-dead",
    scope: Scope::Element,
    messages: &["social-nowhere", "social-bare", "social-stub"],
    look,
};

const HOSTS: [&str; 13] = [
    "facebook.com",
    "instagram.com",
    "linkedin.com",
    "twitter.com",
    "x.com",
    "youtube.com",
    "tiktok.com",
    "pinterest.com",
    "pinterest.fr",
    "threads.net",
    "bsky.app",
    "snapchat.com",
    "vimeo.com",
];
const NAMES: [&str; 12] = [
    "facebook",
    "instagram",
    "linkedin",
    "twitter",
    "youtube",
    "tiktok",
    "pinterest",
    "mastodon",
    "bluesky",
    "threads",
    "snapchat",
    "vimeo",
];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    if view.role == Role::Redirect {
        return;
    }
    for link in view.links {
        if link.parts.has(Parts::HIDDEN) {
            continue;
        }
        let href = view.document.attribute(link.node, "href").unwrap_or_default().trim();
        let spot = Spot::Attribute(link.node, "href");
        match &link.target {
            Target::External { host } if HOSTS.contains(&network(host).as_str()) => match judge(view, href) {
                None => sheet.pass(),
                Some(message) => sheet.fail(spot, message, &[("host", host.clone())]),
            },
            _ if leads_nowhere(href) && names_network(view, link) && !is_title(view, link) => {
                // A button that shares the page does so by a script.
                let shares = view.document.attribute(link.node, "onclick").is_some()
                    || holds_any(&fold(&link.name), &["partager", "partagez", "share", "tweeter"]);
                if !shares {
                    sheet.fail(spot, "social-nowhere", &[]);
                }
            }
            _ => {}
        }
    }
}

/// `fr-fr.facebook.com` → `facebook.com`.
fn network(host: &str) -> String {
    let host = bare_host(host);
    HOSTS
        .iter()
        .find(|known| host.ends_with(*known) && host[..host.len() - known.len()].ends_with('.'))
        .map_or(host.clone(), |known| (*known).to_owned())
}

fn leads_nowhere(href: &str) -> bool {
    matches!(href, "" | "#" | "#!" | "/" | "#0") || href.to_ascii_lowercase().starts_with("javascript:")
}

/// Whether a link to the top of the page bears the title of the page, as tables of contents have it.
fn is_title(view: &PageView<'_>, link: &Link) -> bool {
    let name = fold(&link.name);
    name.contains(' ')
        && view
            .page
            .content()
            .blocks
            .iter()
            .any(|block| matches!(block.kind, Kind::Heading(_)) && fold(&block.text).contains(&name))
}

fn names_network(view: &PageView<'_>, link: &Link) -> bool {
    let document = view.document;
    let mut said = fold(&link.name);
    for id in std::iter::once(link.node).chain(document.descendants(link.node).take(10)) {
        for name in ["class", "title", "href", "xlink:href", "src"] {
            if let Some(value) = document.attribute(id, name).filter(|value| value.len() < 200) {
                said.push(' ');
                said.push_str(&fold(value));
            }
        }
    }
    said.split(' ').count() <= 20 && holds_any(&said, &NAMES)
}

/// What is wrong with an address of a social network.
fn judge(view: &PageView<'_>, href: &str) -> Option<&'static str> {
    let url = view
        .site
        .resolver
        .join(&view.page.path, view.page.head.base.as_deref(), href)?;
    let path = url.path().trim_matches('/').to_ascii_lowercase();
    let shares = ["sharer", "share", "intent", "sharearticle", "pin/create"]
        .iter()
        .any(|part| path.contains(part));
    if shares {
        let given = url
            .query_pairs()
            .any(|(name, value)| matches!(&*name, "u" | "url" | "text" | "mini" | "media") && value.len() > 6);
        return (!given).then_some("social-stub");
    }
    let fragment = url.fragment().is_some_and(|fragment| !fragment.is_empty());
    let bare = (path.is_empty() || matches!(path.as_str(), "home" | "index.php" | "login" | "#"))
        && url.query().is_none()
        && !fragment;
    bare.then_some("social-bare")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn messages(html: &str) -> Vec<String> {
        let result = PROBE.run(&site(&[("index.html", html)]));
        result.evidence.into_iter().map(|evidence| evidence.message).collect()
    }

    #[test]
    fn signs_of_a_template_fail() {
        assert_eq!(
            messages("<a href='#' aria-label=Facebook><svg></svg></a>"),
            ["social-nowhere"]
        );
        assert_eq!(
            messages("<h1>Contact</h1><a href='#'>Our Threads</a>"),
            ["social-nowhere"]
        );
        assert_eq!(
            messages("<a href='#'><i class='fab fa-instagram'></i></a>"),
            ["social-nowhere"]
        );
        assert_eq!(
            messages("<a href='https://www.facebook.com/'>Facebook</a>"),
            ["social-bare"]
        );
        assert_eq!(
            messages("<a href='https://www.facebook.com/sharer/sharer.php'>Partager</a>"),
            ["social-stub"]
        );
    }

    #[test]
    fn pages_of_the_brand_and_buttons_that_share_pass() {
        for html in [
            "<a href='https://fr-fr.facebook.com/dupont'>Facebook</a>",
            "<a href='https://www.facebook.com/sharer/sharer.php?u=https://e.org/a'>Partager</a>",
            "<a href='https://twitter.com/intent/tweet?text=Bonjour%20x'>Tweeter</a>",
            "<a href='#' onclick='share()' class=facebook>Partager</a>",
            "<a href='https://example.org/'>Facebook</a>",
            "<h1>Initialization, Finalization, and Threads¶</h1><a href='#'>Initialization, Finalization, and Threads</a>",
        ] {
            assert_eq!(messages(html).len(), 0, "{html}");
        }
    }
}
