//! seo-crawlable-link: what acts as a link is one that search engines can follow.

use url::Url;

use crate::website::page::{Page, has_word};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{Outline, PageView};
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "seo-crawlable-link",
    scope: Scope::Element,
    messages: &[
        "link-script",
        "link-hash-script",
        "link-empty",
        "link-invalid",
        "link-not-a-link",
    ],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.page;
    for node in &page.head.anchors {
        match judge(view.site, page, *node) {
            Some(Ok(())) => sheet.pass(),
            Some(Err(message)) => {
                let href = page.document.attribute(*node, "href").unwrap_or_default();
                let values = [("href", crate::website::snippet::of_text(href))];
                sheet.fail(Spot::Attribute(*node, "href"), message, &values);
            }
            None => {}
        }
    }
    for node in page.document.with_any(&["onclick"]) {
        let acts = ["span", "div", "td", "li", "p", "img", "tr"].iter().any(|name| page.document.is(node, name))
                && page.document.attribute(node, "onclick").is_some_and(goes_elsewhere)
                // A link inside or around it gives the way to follow.
                && !page.document.ancestors(node).any(|above| page.document.is(above, "a"))
                && !page
                    .document
                    .descendants(node)
                    .any(|below| page.document.is(below, "a") && page.document.attribute(below, "href").is_some());
        if acts {
            sheet.fail(Spot::Attribute(node, "onclick"), "link-not-a-link", &[]);
        }
    }
}

/// Whether a script leads to another address.
fn goes_elsewhere(script: &str) -> bool {
    let script: String = script.chars().filter(|c| !c.is_whitespace()).collect();
    [
        "location=",
        "location.href=",
        "location.assign(",
        "location.replace(",
        "window.open(",
    ]
    .iter()
    .any(|call| {
        script
            .match_indices(call)
            .any(|(at, _)| !script[at + call.len()..].starts_with('='))
    })
}

/// `None` for what is no link to follow: an anchor, an address for mail or telephone, a button.
fn judge(site: &Outline, page: &Page, node: NodeId) -> Option<Result<(), &'static str>> {
    let document = &page.document;
    let attribute = |name: &str| document.attribute(node, name);
    if attribute("role").is_some_and(|role| !role.trim().is_empty() && !has_word(role, "link")) {
        return None;
    }
    let Some(href) = attribute("href").map(str::trim) else {
        // Without `href` it is a place to link to, unless a script makes it lead somewhere.
        return attribute("onclick")
            .is_some_and(goes_elsewhere)
            .then_some(Err("link-not-a-link"));
    };
    let lower = href.get(..11).unwrap_or(href).to_ascii_lowercase();
    if lower.starts_with("javascript:") {
        return Some(Err("link-script"));
    }
    if href.is_empty() {
        return Some(Err("link-empty"));
    }
    if let Some(fragment) = href.strip_prefix('#') {
        // “Top of the page” and links to a place in it are good links; search engines have no use for them.
        let dead = attribute("onclick").is_some() && (fragment.is_empty() || fragment == "!");
        return dead.then_some(Err("link-hash-script"));
    }
    let base = page.head.base.as_deref();
    if site.resolver.plain(&page.path, base, href).is_some() {
        return Some(Ok(()));
    }
    match site.resolver.join(&page.path, base, href) {
        None => Some(Err("link-invalid")),
        Some(url) if is_web(&url) => Some(Ok(())),
        Some(url) if url.scheme() == "file" => Some(Err("link-invalid")),
        Some(_) => None,
    }
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https" | "ftp")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn messages(html: &str) -> Vec<String> {
        let result = PROBE.run(&site(&[("index.html", html)]));
        result.evidence.into_iter().map(|evidence| evidence.message).collect()
    }

    #[test]
    fn what_cannot_be_followed_fails() {
        for (html, wanted) in [
            ("<a href='javascript:void(0)'>a</a>", "link-script"),
            ("<a href=' JavaScript:go()'>a</a>", "link-script"),
            ("<a href='#' onclick='go()'>a</a>", "link-hash-script"),
            ("<a href=''>a</a>", "link-empty"),
            ("<a href='http://['>a</a>", "link-invalid"),
            ("<a href='file:///C:/site/a.html'>a</a>", "link-invalid"),
            ("<a onclick=\"location.href='/b'\">a</a>", "link-not-a-link"),
            ("<span onclick=\"window.location = '/b'\">a</span>", "link-not-a-link"),
        ] {
            assert_eq!(messages(html), [wanted], "{html}");
        }
    }

    #[test]
    fn anchors_buttons_mail_and_the_top_of_the_page_are_no_defects() {
        for html in [
            "<a id=top></a><a href='#top'>haut de page</a><a href='#'>haut</a>",
            "<a name=x>x</a>",
            "<a href='mailto:a@b.fr'>a</a><a href='tel:+33102030405'>t</a>",
            "<a role=button href='javascript:open()'>a</a>",
            "<div onclick='if (location == x) go()'>a</div>",
            "<div onclick=\"location='/b'\"><a href=/b>b</a></div>",
            "<a href='?page=2'>2</a><a href=' /b '>b</a><a href='//e.org'>e</a>",
        ] {
            assert_eq!(messages(html).len(), 0, "{html}");
        }
    }

    #[test]
    fn a_page_scores_the_share_of_links_that_can_be_followed() {
        let result = PROBE.run(&site(&[(
            "index.html",
            "<a href=/a>a</a><a href=/b>b</a><a href=/c>c</a><a href=''>d</a>",
        )]));
        assert_eq!(
            (result.outcome, result.score, result.passed, result.failed),
            (Verdict::Failed, Some(0.75), 3, 1)
        );
    }
}
