//! design-favicon: the site has an icon, and its file is an image.

use crate::website::links::Target;
use crate::website::page::has_word;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;
use crate::website::snapshot::ending;

pub(super) const PROBE: Probe = Probe {
    id: "design-favicon",
    scope: Scope::Site,
    messages: &["icon-none", "icon-missing", "icon-elsewhere"],
    facts: &[],
    run,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let home = &site.pages()[site.home];
    let document = &home.document;
    let at_root = ["favicon.ico", "favicon.ico.html", "favicon.svg", "favicon.png"]
        .iter()
        .any(|name| site.resolver.files().contains(*name));
    let mut broken = None;
    let mut elsewhere = None;
    for link in document.named("link") {
        let is_icon = document.attribute(link, "rel").is_some_and(|rel| {
            has_word(rel, "icon")
                || has_word(rel, "apple-touch-icon")
                || has_word(rel, "mask-icon")
                || has_word(rel, "manifest")
        });
        let Some(href) = document.attribute(link, "href").filter(|_| is_icon) else {
            continue;
        };
        if href.trim_start().starts_with("data:image/") {
            sheet.pass_site();
            return sheet.finish();
        }
        match site.resolve(site.home, href) {
            Target::File { path, .. } if is_image(&path) => {
                sheet.pass_site();
                return sheet.finish();
            }
            // HTTrack keeps icons as `favicon.ico.html`.
            Target::Page { .. } if href.to_ascii_lowercase().contains(".ico") => {
                sheet.pass_site();
                return sheet.finish();
            }
            Target::Missing { .. } | Target::Invalid => broken = broken.or(Some((link, href))),
            Target::Unknown(_) | Target::External { .. } | Target::Elsewhere { .. } => {
                elsewhere = elsewhere.or(Some((link, href)));
            }
            _ => {}
        }
    }
    match (at_root, broken, elsewhere) {
        (true, ..) => sheet.pass_site(),
        (_, _, Some((link, href))) => {
            sheet.unknown(
                site.home,
                Spot::Attribute(link, "href"),
                "icon-elsewhere",
                &[("href", href.to_owned())],
            );
        }
        (_, Some((link, href)), _) => {
            sheet.fail(
                site.home,
                Spot::Attribute(link, "href"),
                "icon-missing",
                &[("href", href.to_owned())],
            );
        }
        _ => sheet.fail(site.home, Spot::Element(home.head_or_root()), "icon-none", &[]),
    }
    sheet.finish()
}

fn is_image(path: &str) -> bool {
    matches!(
        ending(path).as_str(),
        "ico" | "png" | "svg" | "gif" | "jpg" | "jpeg" | "webp" | "avif" | "webmanifest" | "json"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(html: &str, file: &str) -> Verdict {
        run(&site(&[("index.html", html), (file, "x")])).outcome
    }

    #[test]
    fn no_icon_and_one_that_is_not_there_fail() {
        assert_eq!(outcome("<p>x", "a.css"), Verdict::Failed);
        assert_eq!(outcome("<link rel=icon href=/i.png>", "a.css"), Verdict::Failed);
    }

    #[test]
    fn every_way_to_have_an_icon_passes() {
        for (html, file) in [
            ("<link rel='shortcut icon' href=img/i.png>", "img/i.png"),
            ("<p>x", "favicon.ico"),
            ("<link rel=icon href=/favicon.ico>", "favicon.ico.html"),
            ("<link rel=icon href='data:image/svg+xml,<svg/>'>", "a.css"),
            ("<link rel=manifest href=/site.webmanifest>", "site.webmanifest"),
        ] {
            assert_eq!(outcome(html, file), Verdict::Passed, "{html}");
        }
        assert_eq!(
            outcome("<link rel=icon href=https://cdn.example/i.png>", "a.css"),
            Verdict::CannotTell
        );
    }
}
