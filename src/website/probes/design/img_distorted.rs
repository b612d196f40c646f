//! design-img-distorted: images keep the proportions of their file.

use super::shown::{Shown, shown};
use crate::website::css::Known;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

/// Most difference of proportions, as a share; Lighthouse takes the same.
const MOST: f32 = 0.05;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "design-img-distorted",
    scope: Scope::Element,
    messages: &["image-distorted"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    for id in &view.page.head.images {
        let Some(Shown {
            size: (width, height),
            file: (file_width, file_height),
            jpeg,
        }) = shown(view, *id)
        else {
            continue;
        };
        // `object-fit` cuts or frames and does not distort.
        if view.page.style(*id).object_fit != Known::Known("fill") || height < 1.0 || width < 1.0 {
            continue;
        }
        // Sizes are whole pixels: the ratio of a narrow image may be off by one of them.
        let near = |ratio: f32| {
            let wanted = width / ratio;
            (width / height - ratio).abs() <= MOST * ratio || (wanted - height).abs() <= 1.0
        };
        let ratio = file_width / file_height;
        // A photo may lie on its side in the file.
        if near(ratio) || jpeg && near(1.0 / ratio) {
            sheet.pass();
        } else {
            let values = [
                ("shown", format!("{width} × {height}")),
                ("file", format!("{file_width} × {file_height}")),
            ];
            sheet.fail(Spot::Element(*id), "image-distorted", &values);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::images::tests::gif;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(html: &str) -> Verdict {
        PROBE
            .run(&site(&[("index.html", html), ("a.gif", &gif(100, 50))]))
            .outcome
    }

    #[test]
    fn other_proportions_than_those_of_the_file_fail() {
        assert_eq!(outcome("<img src=a.gif width=100 height=100>"), Verdict::Failed);
        assert_eq!(
            outcome("<style>img{width:80px;height:80px}</style><img src=a.gif>"),
            Verdict::Failed
        );
    }

    #[test]
    fn scaled_framed_and_fluid_images_are_not_distorted() {
        for html in [
            "<img src=a.gif width=50 height=25>",
            "<img src=a.gif width=51 height=25>",
        ] {
            assert_eq!(outcome(html), Verdict::Passed, "{html}");
        }
        for html in [
            "<img src=a.gif width=100 height=100 style='object-fit:cover'>",
            "<img src=a.gif width='50%' height=100>",
            "<style>img{height:auto}</style><img src=a.gif width=100 height=100>",
            "<img src=a.gif width=100>",
        ] {
            assert_eq!(outcome(html), Verdict::NotApplicable, "{html}");
        }
    }
}
