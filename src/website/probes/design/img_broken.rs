//! design-img-broken: every image that the page shows is there, those of its style sheets included.

use std::collections::BTreeSet;

use crate::website::images::{Picture, lazy};
use crate::website::links::Target;
use crate::website::page::has_word;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::snapshot::ending;
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "design-img-broken",
    scope: Scope::Element,
    messages: &[
        "image-missing",
        "image-case",
        "image-in-sheet",
        "image-not-copied",
        "image-unread",
    ],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let document = view.document;
    for id in &view.page.head.images {
        let Some(src) = document.attribute(*id, "src").map(str::trim) else {
            continue;
        };
        // What a script loads later is not broken now; an empty `src` shows nothing.
        let later = lazy(document, *id).is_some();
        if src.is_empty() || later && src.starts_with("data:") {
            continue;
        }
        judge(view, sheet, *id, "src", src, later);
    }
    for id in document.elements() {
        if document.is(id, "video") || document.is(id, "input") {
            let poster = document.is(id, "video");
            let name = if poster { "poster" } else { "src" };
            let image = poster
                || document
                    .attribute(id, "type")
                    .is_some_and(|kind| kind.eq_ignore_ascii_case("image"));
            if let Some(address) = document
                .attribute(id, name)
                .filter(|address| image && !address.trim().is_empty())
            {
                judge(view, sheet, id, name, address, false);
            }
        } else if document.is(id, "source") && document.parent(id).is_some_and(|above| document.is(above, "picture")) {
            let set = document.attribute(id, "srcset").unwrap_or_default();
            if let Some(address) = set.split(',').next().and_then(|one| one.split_whitespace().next()) {
                judge(view, sheet, id, "srcset", address, false);
            }
        }
    }
    in_sheets(view, sheet);
}

fn judge(view: &PageView<'_>, sheet: &mut PageSheet<'_>, id: NodeId, name: &str, address: &str, lenient: bool) {
    let values = [("address", crate::website::snippet::of_text(address))];
    let spot = Spot::Attribute(id, name);
    match view.resolve(address) {
        Target::File { path, .. } => match view.site.gallery.get(&path) {
            Some(Picture::Unread) if !is_modern(&path) => sheet.unknown(spot, "image-unread", &values),
            _ => sheet.pass(),
        },
        Target::Special { scheme } if scheme == "data" || scheme == "blob" => sheet.pass(),
        Target::External { .. } | Target::Page { .. } | Target::Special { .. } => {}
        Target::Missing { near: Some(_), .. } => sheet.fail(spot, "image-case", &values),
        Target::Missing { .. } | Target::Invalid if !lenient && !is_template(address) => {
            sheet.fail(spot, "image-missing", &values);
        }
        _ => sheet.unknown(spot, "image-not-copied", &values),
    }
}

/// Formats that browsers show and whose header is not read here.
fn is_modern(path: &str) -> bool {
    matches!(ending(path).as_str(), "avif" | "svg" | "svgz" | "jxl" | "heic" | "apng")
}

/// `{{ image }}`: filled in by a script.
fn is_template(address: &str) -> bool {
    address.contains("{{") || address.contains("${") || address.contains("<%")
}

/// Images of the style sheets that the page applies, each once.
fn in_sheets(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let mut seen = BTreeSet::new();
    let sheets = view.page.styles.sheets();
    for css in sheets.applied(crate::website::css::Environment::DESKTOP) {
        let Some(from) = &css.path else { continue };
        for address in css.addresses.iter().filter(|address| !address.font) {
            if !is_image(&address.address) || !seen.insert((from, &address.address)) {
                continue;
            }
            match view.site.resolver.resolve(from, None, &address.address) {
                Target::Missing { .. } => {
                    sheet.count_failed();
                    let values = [("address", crate::website::snippet::of_text(&address.address))];
                    let position = css.position(address.offset);
                    let line = css.excerpt(address.offset);
                    sheet.note_in_file(from, Some(position), line, "image-in-sheet", &values, false);
                }
                Target::File { .. } => sheet.pass(),
                _ => {}
            }
        }
    }
}

fn is_image(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    !has_word(address, "about:blank")
        && matches!(
            ending(path).as_str(),
            "png" | "gif" | "jpg" | "jpeg" | "webp" | "avif" | "svg" | "bmp" | "ico"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::images::tests::gif;
    use crate::website::site::tests::site;

    fn found(html: &str) -> (u64, u64, Vec<String>) {
        let result = PROBE.run(&site(&[
            ("index.html", html),
            ("there.gif", &gif(10, 10)),
            ("pointer.png", "version https://git-lfs.github.com/spec/v1"),
            (
                "css/a.css",
                "p{background:url(../there.gif)}b{background:url(gone.png)}@font-face{src:url(no.woff)}",
            ),
        ]));
        let messages = result.evidence.into_iter().map(|evidence| evidence.message).collect();
        (result.passed, result.failed, messages)
    }

    #[test]
    fn what_is_not_there_fails_in_the_page_and_in_its_sheets() {
        assert_eq!(found("<img src=gone.png>").2, ["image-missing"]);
        assert_eq!(found("<img src=There.gif>").2, ["image-case"]);
        assert_eq!(found("<video poster=gone.jpg></video>").2, ["image-missing"]);
        assert_eq!(
            found("<link rel=stylesheet href=css/a.css>"),
            (1, 1, vec!["image-in-sheet".to_owned()])
        );
    }

    #[test]
    fn an_image_of_a_sheet_is_missing_once_however_many_pages_use_the_sheet() {
        let page = "<link rel=stylesheet href=a.css><a href=b.html>b</a>";
        let result = PROBE.run(&site(&[
            ("index.html", page),
            ("b.html", page),
            ("a.css", "b{background:url(gone.png)}"),
        ]));
        assert_eq!((result.failed, result.occurrences, result.evidence.len()), (2, 1, 1));
        assert_eq!(result.evidence[0].page, "a.css");
    }

    #[test]
    fn lazy_images_stand_ins_and_other_hosts_are_not_broken() {
        assert_eq!(found("<img src=there.gif><img src='data:image/gif;base64,x'>").0, 2);
        assert_eq!(found("<img data-src=gone.png src='data:image/gif;base64,x'>").1, 0);
        assert_eq!(found("<img src=pointer.png>").2, ["image-unread"]);
        assert_eq!(found("<img src='https://cdn.example/a.png'><img src='{{ src }}'>").1, 0);
    }
}
