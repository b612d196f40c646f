//! Rule 3, attractive and coherent: the probes `design-…`.

mod css_shared;
mod favicon;
mod font_fallback;
mod fonts;
mod header_footer;
mod img_broken;
mod img_distorted;
mod img_resolution;
mod img_size;
mod inline_style;
mod line;
mod link_distinct;
mod logo;
mod palette;
mod placeholder;
mod popup;
mod print;
mod responsive;
mod shown;
mod type_scale;
mod underline;
mod uppercase;

use super::{PageProbe, Probe};
use crate::website::css::Family;
use crate::website::site::{Role, Site};

/// The probes of one page.
pub(super) const PAGE_PROBES: &[PageProbe] = &[
    font_fallback::PROBE,
    img_broken::PROBE,
    img_distorted::PROBE,
    img_resolution::PROBE,
    img_size::PROBE,
    placeholder::PROBE,
    popup::PROBE,
    underline::PROBE,
    uppercase::PROBE,
];

/// The probes of the site.
pub(super) const PROBES: &[Probe] = &[
    css_shared::PROBE,
    favicon::PROBE,
    fonts::PROBE,
    header_footer::PROBE,
    inline_style::PROBE,
    line::PROBE,
    link_distinct::PROBE,
    logo::PROBE,
    palette::PROBE,
    print::PROBE,
    responsive::PROBE,
    type_scale::PROBE,
];

/// The pages whose look counts: those that visitors get to and that are pages in their own right.
fn counted(site: &Site) -> Vec<usize> {
    (0..site.pages().len())
        .filter(|page| site.weights[*page] > 0 && !matches!(site.roles[*page], Role::Redirect | Role::NotFound))
        .collect()
}

/// Whether a family is one of drawings rather than of letters.
fn is_icons(family: &str) -> bool {
    let name = family.to_ascii_lowercase();
    [
        "icon",
        "awesome",
        "glyph",
        "symbol",
        "dingbat",
        "emoji",
        "feather",
        "remix",
        "ionic",
        "material",
        "eicons",
        "dashicons",
        "fontello",
        "icomoon",
        "slick",
        "swiper",
        "wingdings",
        "katex",
        "mathjax",
    ]
    .iter()
    .any(|word| name.contains(word))
}

/// Whether a list of families is for code.
fn is_mono(families: &[Family]) -> bool {
    families.iter().any(|family| match family {
        Family::Generic(name) => name.contains("mono"),
        Family::Named(name) => {
            let name = name.to_ascii_lowercase();
            ["mono", "courier", "consol", "menlo", "monaco", "code"]
                .iter()
                .any(|word| name.contains(word))
        }
    })
}
