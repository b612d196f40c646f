//! a11y-svg-object-name: drawings that say they are images (ACT 7d6734), and embedded images, sounds and films
//! (ACT 8fc3b6), have a name.

use super::named;
use crate::website::a11y::View;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::{Namespace, NodeId};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-svg-object-name",
    scope: Scope::Element,
    messages: &["svg-without-name", "object-without-name"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, element) in page.elements() {
        if element.namespace == Namespace::Svg {
            let image = page
                .written_role(id)
                .is_some_and(|role| matches!(role.name, "img" | "image" | "graphics-document" | "graphics-symbol"));
            if image && page.is_included(id) {
                named::judge(page, id, sheet, "svg-without-name");
            }
        } else if page.document.is(id, "object")
            && page.written_role(id).is_none()
            && page.is_included(id)
            && is_media(page, id)
        {
            named::judge(page, id, sheet, "object-without-name");
        }
    }
}

/// Whether an `<object>` shows an image or plays something, by its type or the ending of its address.
fn is_media(page: View<'_>, id: NodeId) -> bool {
    let Some(data) = page.aria(id, "data") else {
        return false;
    };
    if let Some(kind) = page.aria(id, "type") {
        let kind = kind.to_ascii_lowercase();
        return ["image/", "audio/", "video/"]
            .iter()
            .any(|start| kind.starts_with(start));
    }
    let file = data.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    file.rsplit_once('.').is_some_and(|(_, ending)| {
        matches!(
            ending,
            "avif"
                | "bmp"
                | "gif"
                | "jpeg"
                | "jpg"
                | "png"
                | "svg"
                | "webp"
                | "flac"
                | "m4a"
                | "mp3"
                | "oga"
                | "ogg"
                | "wav"
                | "avi"
                | "m4v"
                | "mov"
                | "mp4"
                | "mpeg"
                | "mpg"
                | "ogv"
                | "webm"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn drawings_without_a_role_and_embedded_pages_are_not_meant() {
        passed(
            &PROBE,
            &[
                "<svg><circle></svg>",
                "<svg role=img><title>Logo</title></svg>",
                "<svg><circle role=graphics-symbol aria-label=a /></svg>",
                "<svg role=img aria-hidden=true></svg>",
                "<object data=a.html></object>",
                "<object title=a data=b.mp4></object>",
                "<object role=img title=a data=b.png></object>",
                "<object data=b.png aria-hidden=true></object>",
                "<object></object>",
            ],
        );
    }

    #[test]
    fn text_in_a_drawing_and_content_of_an_object_are_no_name() {
        failed(
            &PROBE,
            &[
                "<svg role=img><text>1 circle</text></svg>",
                "<svg role=img title=a></svg>",
                "<svg role=graphics-document><title> </title></svg>",
                "<object data=a.png><img src=a.png alt=Logo></object>",
                "<object title='' data=a type=video/mp4></object>",
            ],
        );
    }
}
