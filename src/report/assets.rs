//! What pages need beside their words: the style sheet, the logo, pictures of the project's own pages.
//!
//! The style sheet goes into every page, under a policy that names its digest; a page opened from disk or sent alone
//! looks as it should. Logo and pictures are files whose names hold a digest of their bytes, so that a page never
//! meets the wrong version of them.

use std::collections::BTreeMap;
use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

use super::theme::Theme;
use super::{colour, markdown};
use crate::charts;
use crate::diagnostics::{Place, Problem};
use crate::files::{Files, normalise};
use crate::language::Text;
use crate::project::{Brand, Page};

/// No picture may be larger than this, in bytes.
const LARGEST_PICTURE: u64 = 8 << 20;
/// Endings a picture may have.
const PICTURES: [&str; 7] = ["svg", "png", "jpg", "jpeg", "webp", "gif", "avif"];

/// The project's pictures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Media {
    /// Path in the project and bytes of the logo.
    pub logo: Option<(String, Vec<u8>)>,
    /// Path in the project → bytes of the pictures that pages show.
    pub pictures: BTreeMap<String, Vec<u8>>,
}

impl Media {
    /// Reads the logo and every picture the pages show. A picture that cannot be read is a problem with its place,
    /// and the page shows its description instead.
    pub fn read(brand: &Brand, pages: &[Page], files: &dyn Files) -> (Media, Vec<Problem>) {
        let mut media = Media::default();
        let mut problems = Vec::new();
        if let Some(path) = &brand.logo {
            match picture(&path.value, files) {
                Ok(bytes) => media.logo = Some((path.value.clone(), bytes)),
                Err(problem) => problems.push((*problem).at(path.place())),
            }
        }
        for page in pages {
            for (lang, file) in &page.paths {
                for address in markdown::pictures(page.markdown.get(*lang)) {
                    let Some(path) = beside(file, &address) else { continue };
                    if media.pictures.contains_key(&path) {
                        continue;
                    }
                    match picture(&path, files) {
                        Ok(bytes) => {
                            media.pictures.insert(path, bytes);
                        }
                        Err(problem) => problems.push((*problem).at(Place::file(file))),
                    }
                }
            }
        }
        (media, problems)
    }
}

/// The path in the project of what a page at `file` calls `address`; `None` for what is no path inside it.
pub(super) fn beside(file: &str, address: &str) -> Option<String> {
    if address.contains("://") || address.starts_with(['/', '#']) || address.contains(':') {
        return None;
    }
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    normalise(&parts.join("/")).ok()
}

fn picture(path: &str, files: &dyn Files) -> Result<Vec<u8>, Box<Problem>> {
    let known = ending(path).is_some_and(|ending| PICTURES.contains(&ending.as_str()));
    if !known {
        return Err(Box::new(
            Problem::warning(
                "report/not-a-picture",
                Text::new(
                    format!("`{path}` is no picture a page can show"),
                    format!("`{path}` n'est pas une image qu'une page peut montrer"),
                ),
            )
            .help(Text::new(
                "take SVG, PNG, JPEG, WebP, GIF or AVIF",
                "prenez SVG, PNG, JPEG, WebP, GIF ou AVIF",
            )),
        ));
    }
    files.read(path, LARGEST_PICTURE).map_err(|error| {
        Box::new(Problem::warning(
            "report/missing-picture",
            Text::new(
                format!("this picture cannot be read: {error}"),
                format!("cette image est illisible : {error}"),
            ),
        ))
    })
}

fn ending(path: &str) -> Option<String> {
    let (_, name) = path.rsplit_once('/').unwrap_or(("", path));
    Some(name.rsplit_once('.')?.1.to_ascii_lowercase())
}

/// The files under `assets/` and where each is found.
#[derive(Debug, Default)]
pub(super) struct Assets {
    /// Path in the site → bytes.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// The whole style sheet, as it stands between `<style>` and `</style>`.
    pub(super) style: String,
    /// What a Content-Security-Policy allows it by: `'sha256-…'`.
    pub(super) style_policy: String,
    /// Path of the logo in the site.
    pub(super) logo: Option<String>,
    /// Path in the project → path in the site.
    pub(super) pictures: BTreeMap<String, String>,
}

impl Assets {
    /// Makes the style sheet and puts the rest under its hashed name.
    pub(super) fn new(theme: &Theme, brand: &Brand, media: &Media) -> Assets {
        let mut assets = Assets::default();
        let mut css = colour::variables(brand);
        css.push_str(&charts::stylesheet());
        for path in &theme.stylesheets {
            css.push_str(&String::from_utf8_lossy(
                theme.assets.get(path).map(Vec::as_slice).unwrap_or_default(),
            ));
        }
        assets.style = inline(&css, theme);
        assets.style_policy = format!("'sha256-{}'", BASE64.encode(Sha256::digest(assets.style.as_bytes())));
        if let Some((path, bytes)) = &media.logo {
            let ending = ending(path).unwrap_or_default();
            assets.logo = Some(assets.add("logo", &ending, bytes.clone()));
        }
        for (path, bytes) in &media.pictures {
            let ending = ending(path).unwrap_or_default();
            let name = assets.add("picture", &ending, bytes.clone());
            assets.pictures.insert(path.clone(), name);
        }
        for (path, bytes) in &theme.assets {
            if !theme.stylesheets.contains(path) {
                assets.files.insert(format!("assets/{path}"), bytes.clone());
            }
        }
        assets
    }

    fn add(&mut self, stem: &str, ending: &str, bytes: Vec<u8>) -> String {
        let digest = Sha256::digest(&bytes);
        let hex = digest.iter().take(6).fold(String::new(), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        let path = format!("assets/{stem}.{hex}.{ending}");
        self.files.insert(path.clone(), bytes);
        path
    }
}

/// The style sheet as it may stand in a page: a browser reads the very bytes whose digest is in the policy, nothing in
/// it ends the element, and what it calls by `url(…)` from the theme is in it.
fn inline(css: &str, theme: &Theme) -> String {
    // HTML parsers turn these line ends into one before they hash.
    let mut css = css
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\0', "\u{fffd}")
        .replace("</", "<\\/");
    for (path, bytes) in theme
        .assets
        .iter()
        .filter(|(path, _)| !theme.stylesheets.contains(path))
    {
        let Some(media) = media_type(path) else { continue };
        for written in [
            format!("url({path})"),
            format!("url(\"{path}\")"),
            format!("url('{path}')"),
        ] {
            if css.contains(&written) {
                let data = format!("url(data:{media};base64,{})", BASE64.encode(bytes));
                css = css.replace(&written, &data);
            }
        }
    }
    css
}

fn media_type(path: &str) -> Option<&'static str> {
    Some(match ending(path)?.as_str() {
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Memory;
    use crate::language::Lang;
    use crate::manifest::Located;

    #[test]
    fn a_picture_is_looked_for_beside_its_page_and_never_outside() {
        assert_eq!(beside("pages/a.fr.md", "img/x.png").as_deref(), Some("pages/img/x.png"));
        assert_eq!(beside("pages/a.fr.md", "../img/x.png").as_deref(), Some("img/x.png"));
        for outside in [
            "../../x.png",
            "/etc/x.png",
            "https://example.org/x.png",
            "data:image/png;base64,AA",
        ] {
            assert_eq!(beside("pages/a.fr.md", outside), None, "{outside}");
        }
    }

    #[test]
    fn a_picture_that_is_missing_or_none_is_a_problem_at_the_page() {
        let page = Page {
            slug: "a".to_owned(),
            paths: BTreeMap::from([(Lang::En, "pages/a.md".to_owned())]),
            title: Text::same("A"),
            markdown: Text::same("![x](gone.png) ![y](there.png) ![z](notes.txt)"),
        };
        let files = Memory::new().with("pages/there.png", "png");
        let (media, problems) = Media::read(&Brand::default(), &[page], &files);
        assert_eq!(media.pictures.keys().collect::<Vec<_>>(), ["pages/there.png"]);
        let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["report/missing-picture", "report/not-a-picture"]);
    }

    #[test]
    fn other_bytes_get_another_name_and_another_style_another_digest() {
        let theme = Theme::agency().unwrap();
        let mut brand = Brand::default();
        let logo = |bytes: &[u8]| Media {
            logo: Some(("logo.png".to_owned(), bytes.to_vec())),
            ..Media::default()
        };
        let first = Assets::new(&theme, &brand, &logo(b"one"));
        brand.colours.accent = Some(Located::unwritten("#123456".to_owned()));
        let second = Assets::new(&theme, &brand, &logo(b"two"));
        assert_ne!(first.logo, second.logo);
        assert!(second.files.contains_key(second.logo.as_ref().unwrap()));
        assert_ne!(first.style_policy, second.style_policy);
    }

    #[test]
    fn a_style_sheet_cannot_end_its_element_and_holds_what_it_calls() {
        let files = Memory::new()
            .with(
                "themes/own/theme.yaml",
                "protocol: 1\nversion: 1.0.0\ntitle: Own\nstylesheets: [own.css]\n",
            )
            .with(
                "themes/own/assets/own.css",
                "a::after { content: \"</style>\" }\r\n@font-face { src: url(f.woff2) }",
            )
            .with("themes/own/assets/f.woff2", "font");
        let theme = Theme::load(&Located::unwritten("own".to_owned()), &files).unwrap();
        let style = Assets::new(&theme, &Brand::default(), &Media::default()).style;
        assert!(style.ends_with(
            "a::after { content: \"<\\/style>\" }\n@font-face { src: url(data:font/woff2;base64,Zm9udA==) }"
        ));
    }
}
