//! a11y-img-alt-quality: the alternative of an image seems to say something: it is no file name, no word for images in
//! general, and does not repeat the text beside it in a link.

use regex::Regex;
use std::sync::LazyLock;

use crate::website::a11y::View;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::NodeId;
use crate::website::visible::collapse;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-img-alt-quality",
    scope: Scope::Element,
    messages: &["alt-file-name", "alt-generic", "alt-repeats"],
    look,
};

const GENERIC: [&str; 16] = [
    "image",
    "images",
    "img",
    "photo",
    "photos",
    "photographie",
    "picture",
    "pic",
    "graphic",
    "illustration",
    "visuel",
    "vignette",
    "thumbnail",
    "untitled",
    "sans titre",
    "alt",
];

#[expect(clippy::expect_used, reason = "the pattern is constant, and a test compiles it")]
static CAMERA: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:img|image|dsc|dscn|dcim|pict|photo|capture|screenshot|screen shot)[ _-]?\d{2,}\b")
        .expect("valid")
});

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for id in page.document.named("img") {
        let Some(alt) = page.aria(id, "alt").filter(|_| page.is_exposed(id)) else {
            continue;
        };
        let text = collapse(alt).to_lowercase();
        let message = if is_file_name(page, id, &text) || CAMERA.is_match(&text) {
            "alt-file-name"
        } else if GENERIC.contains(&text.as_str()) {
            "alt-generic"
        } else if repeats(page, id, &text) {
            "alt-repeats"
        } else {
            sheet.pass();
            continue;
        };
        sheet.fail(Spot::Attribute(id, "alt"), message, &[("alt", alt.to_owned())]);
    }
}

/// Whether the text is the name of the image's file, ending included: without it, a brand may be called like its logo.
fn is_file_name(page: View<'_>, id: NodeId, text: &str) -> bool {
    let source = page.document.attribute(id, "src").unwrap_or_default();
    let file = source.split(['?', '#']).next().unwrap_or_default();
    let file = file.rsplit('/').next().unwrap_or_default().to_lowercase();
    let ending = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp"]
        .iter()
        .any(|ending| {
            text.strip_suffix(ending)
                .is_some_and(|stem| stem.ends_with('.') && stem.len() > 1)
        });
    (ending && !text.contains(' ')) || (file.contains('.') && file == text)
}

/// Whether the link that holds the image says the same in words.
fn repeats(page: View<'_>, id: NodeId, text: &str) -> bool {
    let Some(link) = page.document.ancestors(id).find(|above| page.is(*above, "link")) else {
        return false;
    };
    let words = collapse(&page.document.text(link)).to_lowercase();
    !words.is_empty() && words == text
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn a_brand_that_is_called_like_its_file_passes() {
        passed(
            &PROBE,
            &[
                "<img src=dupont.png alt=Dupont>",
                "<img src=a.png alt='Image de la façade'>",
                "<img src=photo.jpg alt=''>",
                "<a href=x><img src=a.png alt='Vélo'> Louer un vélo</a>",
                "<img src=a alt='Node.js'>",
            ],
        );
    }

    #[test]
    fn file_names_stock_words_and_repeats_fail() {
        failed(
            &PROBE,
            &[
                "<img src=/i/facade-2.JPG?x alt='facade-2.jpg'>",
                "<img src=a.png alt=IMG_1234>",
                "<img src=a.png alt=Photo>",
                "<a href=x><img src=a.png alt='Louer'> Louer</a>",
            ],
        );
    }
}
