//! tech-fallback: what only newer browsers can show has something for the others.

use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::{Document, NodeId};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "tech-fallback",
    scope: Scope::Element,
    messages: &["picture-without-image", "media-rare-format"],
    look,
};

/// Endings of sound and film that some browsers of today cannot play.
const RARE: [&str; 12] = [
    "avi", "wmv", "wma", "flv", "f4v", "mov", "mpg", "mpeg", "rm", "ogv", "mkv", "3gp",
];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let document = view.document;
    for id in document.named("picture") {
        if document.children(id).any(|child| document.is(child, "img")) {
            sheet.pass();
        } else {
            sheet.fail(Spot::Element(id), "picture-without-image", &[]);
        }
    }
    for id in document.named_any(&["video", "audio"]) {
        let endings = endings(document, id);
        if !endings.is_empty() && endings.iter().all(|ending| RARE.contains(&ending.as_str())) {
            sheet.fail(
                Spot::Element(id),
                "media-rare-format",
                &[("format", endings.join(", "))],
            );
        } else {
            sheet.pass();
        }
    }
}

/// The endings of the files that a player may choose from.
fn endings(document: &Document, id: NodeId) -> Vec<String> {
    std::iter::once(id)
        .chain(document.descendants(id).filter(|below| document.is(*below, "source")))
        .filter_map(|id| document.attribute(id, "src"))
        .map(|source| {
            let file = source.split(['?', '#']).next().unwrap_or_default();
            file.rsplit_once('.')
                .map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::a11y::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn formats_that_every_browser_of_today_knows_pass() {
        passed(
            &PROBE,
            &[
                "<img src=a.webp>",
                "<picture><source srcset=a.avif><img src=a.jpg></picture>",
                "<video src=a.webm></video>",
                "<video><source src=a.ogv><source src=a.mp4></video>",
                "<audio src=/stream></audio>",
            ],
        );
    }

    #[test]
    fn a_picture_without_image_and_a_lone_rare_format_fail() {
        failed(
            &PROBE,
            &[
                "<picture><source srcset=a.webp></picture>",
                "<video src=film.MOV></video>",
            ],
        );
    }
}
