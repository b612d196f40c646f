//! The questionnaire as one page to print: the theme's template, its style inside, no other file.

use serde::Serialize;
use tera::Context;

use super::Questionnaire;
use crate::diagnostics::Problem;
use crate::project::Brand;
use crate::report::assets::{Assets, Media};
use crate::report::theme::Theme;

/// What the page knows of its surroundings.
#[derive(Serialize)]
struct SiteContext<'q> {
    title: &'q str,
    brand: &'q str,
    tool: &'static str,
    version: &'static str,
    style: &'q str,
    style_policy: &'q str,
}

/// The page. Fails where the theme's template does.
pub fn html(questionnaire: &Questionnaire, theme: &Theme, brand: &Brand) -> Result<String, Box<Problem>> {
    let assets = Assets::new(theme, brand, &Media::default());
    let mut context = Context::new();
    context.insert("lang", questionnaire.lang.code());
    context.insert(
        "site",
        &SiteContext {
            title: &questionnaire.audit,
            brand: brand.name.as_deref().unwrap_or_default(),
            tool: "parcours",
            version: env!("CARGO_PKG_VERSION"),
            style: &assets.style,
            style_policy: &assets.style_policy,
        },
    );
    context.insert("form", questionnaire.form.word());
    context.insert("items", &questionnaire.items());
    context.insert("view", questionnaire);
    theme
        .tera
        .render("questionnaire.html", &context)
        .map_err(|error| Box::new(theme.template_problem(&error)))
}
