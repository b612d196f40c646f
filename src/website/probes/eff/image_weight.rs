//! eff-image-weight: images that are shown are no heavier than they need to be.

use crate::website::images::{Picture, source};
use crate::website::links::Target;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::snapshot::ending;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "eff-image-weight",
    scope: Scope::Element,
    messages: &["image-heavy", "image-old-format", "image-large"],
    look,
};

/// Most bytes of any raster image.
const MOST: u64 = 200 * 1024;
/// Most bytes in a format that newer ones halve.
const MOST_OLD: u64 = 100 * 1024;
/// Below this, size hardly matters.
const SMALL: u64 = 20 * 1024;
/// A screen of double density shows twice the pixels; more is for nothing.
const DENSITY: u32 = 2;

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    if view.role == Role::Redirect {
        return;
    }
    for id in &view.page.head.images {
        let Some(address) = source(view.document, *id) else {
            continue;
        };
        let Target::File { path, .. } = view.resolve(address) else {
            continue;
        };
        let ending = ending(&path);
        if !matches!(
            ending.as_str(),
            "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "bmp"
        ) {
            continue;
        }
        let Some(asset) = view.site.snapshot.assets.get(&path) else {
            continue;
        };
        let old = matches!(ending.as_str(), "png" | "jpg" | "jpeg" | "gif" | "bmp");
        let shown = view
            .document
            .attribute(*id, "width")
            .and_then(|width| width.trim().trim_end_matches("px").parse::<u32>().ok())
            .filter(|width| *width > 0);
        let wide = match view.site.gallery.get(&path) {
            Some(Picture::Raster { width, .. }) => Some(width),
            _ => None,
        };
        let mut values = vec![
            ("file", path.clone()),
            ("weight", asset.bytes.div_ceil(1024).to_string()),
        ];
        let spot = Spot::Element(*id);
        if asset.bytes > MOST {
            sheet.fail(spot, "image-heavy", &values);
        } else if old && asset.bytes > MOST_OLD {
            values.push(("format", ending.to_uppercase()));
            sheet.fail(spot, "image-old-format", &values);
        } else if let (Some(wide), Some(shown)) = (wide, shown)
            && asset.bytes > SMALL
            && wide > shown * DENSITY
        {
            values.push(("pixels", wide.to_string()));
            values.push(("shown", shown.to_string()));
            sheet.fail(spot, "image-large", &values);
        } else {
            sheet.pass();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(html: &str, file: &str, kib: usize) -> (Verdict, Option<String>) {
        let result = PROBE.run(&site(&[("index.html", html), (file, &"x".repeat(kib * 1024))]));
        (
            result.outcome,
            result.evidence.first().map(|evidence| evidence.message.clone()),
        )
    }

    #[test]
    fn heavy_images_fail() {
        assert_eq!(
            outcome("<img src=a.webp>", "a.webp", 201).1.as_deref(),
            Some("image-heavy")
        );
        assert_eq!(
            outcome("<img src=a.png>", "a.png", 120).1.as_deref(),
            Some("image-old-format")
        );
    }

    #[test]
    fn light_ones_pass_and_downloads_are_not_shown() {
        assert_eq!(outcome("<img src=a.webp>", "a.webp", 120).0, Verdict::Passed);
        assert_eq!(
            outcome("<a href=a.png>Télécharger</a>", "a.png", 900).0,
            Verdict::NotApplicable
        );
    }
}
