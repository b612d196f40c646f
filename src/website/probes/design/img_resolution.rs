//! design-img-resolution: files have about the pixels that are shown: not fewer, not many more.

use super::shown::{Shown, shown};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

/// How many times the shown area a file may have: screens with double density need four.
const MOST: f32 = 4.0;
/// Files of fewer pixels weigh next to nothing.
const SMALL: f32 = 40_000.0;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "design-img-resolution",
    scope: Scope::Element,
    messages: &["image-blurred", "image-oversized"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    for id in &view.page.head.images {
        let Some(Shown { size, file, .. }) = shown(view, *id) else {
            continue;
        };
        let values = [
            ("shown", format!("{} × {}", size.0, size.1)),
            ("file", format!("{} × {}", file.0, file.1)),
        ];
        let (area, needed) = (file.0 * file.1, size.0 * size.1);
        // A line or a spacer of one colour may be stretched.
        let flat = file.0 <= 4.0 || file.1 <= 4.0;
        if needed < 1.0 || flat {
            continue;
        }
        if area < needed * 0.9 {
            sheet.fail(Spot::Element(*id), "image-blurred", &values);
        } else if area > needed * MOST * 1.05 && area > SMALL {
            sheet.fail(Spot::Element(*id), "image-oversized", &values);
        } else {
            sheet.pass();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn message(html: &str) -> Option<String> {
        // 127 × 127 by a GIF whose second size byte is 3: 127 + 3 × 256 = 895 pixels wide.
        let large = "GIF89a\u{7f}\u{3}\u{7f}\u{3}\0\0\0;";
        let small = crate::website::images::tests::gif(100, 50);
        let result = PROBE.run(&site(&[("index.html", html), ("a.gif", &small), ("b.gif", large)]));
        result.evidence.first().map(|evidence| evidence.message.clone())
    }

    #[test]
    fn stretched_and_shrunk_files_fail() {
        assert_eq!(
            message("<img src=a.gif width=400 height=200>").as_deref(),
            Some("image-blurred")
        );
        assert_eq!(
            message("<img src=b.gif width=89 height=89>").as_deref(),
            Some("image-oversized")
        );
    }

    #[test]
    fn double_density_and_sets_of_files_are_fine() {
        for html in [
            "<img src=a.gif width=50 height=25>",
            "<img src=b.gif width=448 height=448>",
            "<img src=a.gif srcset='b.gif 2x' width=400 height=200>",
        ] {
            assert_eq!(message(html), None, "{html}");
        }
    }
}
