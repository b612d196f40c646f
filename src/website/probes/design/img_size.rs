//! design-img-size: each image says how much room it takes before it has come, so that the page does not jump.

use crate::website::css::{Extent, Known, Position};
use crate::website::images::{Picture, source};
use crate::website::links::Target;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "design-img-size",
    scope: Scope::Element,
    messages: &["image-no-size", "image-size-unknown"],
    look,
};

/// Images smaller than this move nothing that anybody notices, in pixels.
const SMALL: u32 = 33;

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    for id in &view.page.head.images {
        match judge(view, *id) {
            Some(Known::Known(true)) => sheet.pass(),
            Some(Known::Known(false)) => sheet.fail(Spot::Element(*id), "image-no-size", &[]),
            Some(Known::Unknown) => sheet.unknown(Spot::Element(*id), "image-size-unknown", &[]),
            None => {}
        }
    }
}

fn judge(view: &PageView<'_>, id: NodeId) -> Option<Known<bool>> {
    let (page, document) = (view.page, view.document);
    let address = source(document, id)?;
    if address.starts_with("data:") {
        return None;
    }
    let style = page.style(id);
    // What is out of the flow moves nothing, and what is not shown takes no room.
    if matches!(style.rendered, Known::Known(false))
        || matches!(style.position, Known::Known(Position::Absolute | Position::Fixed))
        || matches!(style.out_of_sight, Known::Known(true))
    {
        return None;
    }
    let attribute = |name: &str| {
        document
            .attribute(id, name)
            .is_some_and(|value| value.trim().starts_with(|c: char| c.is_ascii_digit()))
    };
    let both = attribute("width") && attribute("height");
    let ratio = matches!(style.aspect_ratio, Known::Known(Some(_)));
    let fixed = |extent: Known<Extent>| matches!(extent, Known::Known(Extent::Px(_)));
    if both || ratio || fixed(style.height) {
        return Some(Known::Known(true));
    }
    if let Target::File { path, .. } = view.resolve(address)
        && let Some(Picture::Raster { width, height, .. }) = view.site.gallery.get(&path)
        && width < SMALL
        && height < SMALL
    {
        return None;
    }
    // A box of a fixed size around it keeps the room.
    let in_box = document.ancestors(id).take(4).any(|above| {
        let around = page.style(above);
        fixed(around.height) || matches!(around.aspect_ratio, Known::Known(Some(_)))
    });
    let unsure = style.height == Known::Unknown
        || matches!(style.height, Known::Known(Extent::Share(..)))
        || style.aspect_ratio == Known::Unknown;
    Some(if in_box || unsure {
        Known::Unknown
    } else {
        Known::Known(false)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::images::tests::gif;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(html: &str) -> Verdict {
        PROBE
            .run(&site(&[
                ("index.html", html),
                ("a.gif", &gif(100, 50)),
                ("dot.gif", &gif(16, 16)),
            ]))
            .outcome
    }

    #[test]
    fn an_image_without_a_height_fails() {
        assert_eq!(outcome("<img src=a.gif>"), Verdict::Failed);
        assert_eq!(outcome("<img src=a.gif width=100>"), Verdict::Failed);
        assert_eq!(
            outcome("<style>img{max-width:100%;height:auto}</style><img src=a.gif>"),
            Verdict::Failed
        );
    }

    #[test]
    fn sizes_by_attribute_or_by_sheet_pass_and_what_moves_nothing_is_not_judged() {
        for html in [
            "<style>img{max-width:100%;height:auto}</style><img src=a.gif width=100 height=50>",
            "<style>img{width:100px;height:50px}</style><img src=a.gif>",
            "<style>img{width:100%;aspect-ratio:2}</style><img src=a.gif>",
        ] {
            assert_eq!(outcome(html), Verdict::Passed, "{html}");
        }
        for html in [
            "<img src='data:image/svg+xml,<svg/>'>",
            "<img src=a.gif style='position:absolute'>",
            "<img src=a.gif hidden>",
            "<img src=dot.gif>",
        ] {
            assert_eq!(outcome(html), Verdict::NotApplicable, "{html}");
        }
        assert_eq!(
            outcome("<div style='height:200px'><img src=a.gif></div>"),
            Verdict::CannotTell
        );
    }
}
