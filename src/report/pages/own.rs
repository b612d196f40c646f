//! A page the project wrote itself.

use serde::Serialize;

use crate::project::Page;
use crate::report::assets::{Assets, beside};
use crate::report::markdown::{self, Setting};
use crate::report::scribe::Scribe;

/// What `own.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    /// HTML made from Markdown: safe to show as it is.
    html: String,
    /// Whether the page exists in this language only in another one's words.
    other_language: bool,
}

pub(super) fn view(scribe: &Scribe<'_>, page: &Page, assets: &Assets, root: &str) -> View {
    let file = page
        .paths
        .get(&scribe.lang)
        .or_else(|| page.paths.values().next())
        .map_or("", String::as_str);
    let picture = |address: &str| {
        let path = beside(file, address)?;
        assets.pictures.get(&path).map(|found| format!("{root}{found}"))
    };
    let setting = Setting {
        lang: scribe.lang,
        top: 2,
        prefix: "",
        picture: &picture,
    };
    View {
        html: markdown::to_html(page.markdown.get(scribe.lang), &setting),
        other_language: !page.markdown.has(scribe.lang),
    }
}
