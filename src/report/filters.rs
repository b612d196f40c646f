//! What templates can call: `t`, and filters for numbers, dates and typography in the page's language.
//!
//! The language of a call is the page's `lang` variable. Nothing here returns markup, so everything is escaped.

use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::words;
use crate::language::{Arg, Catalogue, Lang, date, number, typography};

/// An engine without templates: prefixes for theme layers, autoescape for every name, the filters.
pub(super) fn engine(layers: &[&'static str]) -> Tera {
    let mut tera = Tera::new();
    // Every template name ends in the empty suffix: no template can be left unescaped by its name.
    tera.autoescape_on([""]);
    // Cannot fail: the engine has no template yet.
    let _ = tera.set_fallback_prefixes(layers.iter().copied());
    tera.register_filter(
        "number",
        |value: f64, kwargs: Kwargs, state: &State<'_>| -> TeraResult<String> {
            Ok(number::number(lang(state)?, value, decimals(&kwargs)?))
        },
    );
    tera.register_filter(
        "signed",
        |value: f64, kwargs: Kwargs, state: &State<'_>| -> TeraResult<String> {
            Ok(number::signed(lang(state)?, value, decimals(&kwargs)?))
        },
    );
    tera.register_filter(
        "percent",
        |share: f64, kwargs: Kwargs, state: &State<'_>| -> TeraResult<String> {
            Ok(number::percent(lang(state)?, share, decimals(&kwargs)?))
        },
    );
    tera.register_filter(
        "date",
        |day: &str, _: Kwargs, state: &State<'_>| -> TeraResult<String> {
            let day = day
                .parse()
                .map_err(|_| Error::message(format!("`{day}` is no date such as 2026-10-31")))?;
            Ok(date::long(lang(state)?, day))
        },
    );
    tera.register_filter(
        "typography",
        |text: &str, _: Kwargs, state: &State<'_>| -> TeraResult<String> { Ok(typography(lang(state)?, text)) },
    );
    tera
}

/// Gives templates `t(key="…")`, with further arguments put into the message.
pub(super) fn register_words(tera: &mut Tera, catalogue: Arc<Catalogue>) {
    tera.register_function("t", move |kwargs: Kwargs, state: &State<'_>| -> TeraResult<String> {
        let key = kwargs.must_get::<&str>("key")?;
        let args = kwargs
            .iter()
            .filter_map(|(name, value)| Some((name.as_str()?.to_owned(), argument(value)?)))
            .filter(|(name, _)| name != "key")
            .collect();
        words::find(&catalogue, lang(state)?, key, &args).map_err(Error::message)
    });
}

fn argument(value: &Value) -> Option<Arg> {
    if let Some(words) = value.as_str() {
        return Some(Arg::Text(words.to_owned()));
    }
    value
        .as_i64()
        .map(Arg::Count)
        .or_else(|| value.as_f64().map(|value| Arg::Number { value, decimals: 1 }))
}

fn decimals(kwargs: &Kwargs) -> TeraResult<usize> {
    Ok(kwargs.get::<usize>("decimals")?.unwrap_or_default().min(12))
}

fn lang(state: &State<'_>) -> TeraResult<Lang> {
    let code: Option<String> = state.get("lang")?;
    code.as_deref()
        .and_then(Lang::from_code)
        .ok_or_else(|| Error::message("`lang` is not set here; a component takes it as its argument `@lang`"))
}

#[cfg(test)]
mod tests {
    use tera::Context;

    use super::*;

    fn render(template: &str, lang: &str) -> TeraResult<String> {
        let mut tera = engine(&["base/"]);
        let mut catalogue = Catalogue::new();
        words::add_own(&mut catalogue);
        catalogue
            .add(Lang::Fr, "hello = Bonjour { $name }, { $n } fois\n")
            .unwrap();
        register_words(&mut tera, Arc::new(catalogue));
        tera.add_raw_template("base/x", template)?;
        let mut context = Context::new();
        context.insert("lang", lang);
        context.insert("hostile", "<b>{{ 1 }}</b>");
        tera.render("x", &context)
    }

    #[test]
    fn figures_are_written_for_the_language_of_the_page() {
        let template =
            "{{ 1234.5 | number(decimals=1) }} {{ 12.4 | signed }} {{ 0.541 | percent }} {{ \"2026-10-01\" | date }}";
        assert_eq!(
            render(template, "fr").unwrap(),
            "1\u{202f}234,5 +12 54\u{202f}% 1er octobre 2026"
        );
        assert_eq!(render(template, "en").unwrap(), "1,234.5 +12 54% 1 October 2026");
    }

    #[test]
    fn words_take_arguments_and_are_escaped() {
        let written = render("{{ t(key=\"hello\", name=hostile, n=3) }}", "fr").unwrap();
        assert!(written.starts_with("Bonjour &lt;b&gt;{{ 1 }}&lt;"), "{written}");
        assert!(written.ends_with("3 fois"), "{written}");
    }

    #[test]
    fn an_unknown_key_is_an_error_and_not_a_blank() {
        assert!(render("{{ t(key=\"nothing-of-the-kind\") }}", "fr").is_err());
    }

    #[test]
    fn whatever_its_name_a_template_escapes() {
        assert_eq!(render("{{ hostile }}", "en").unwrap(), "&lt;b&gt;{{ 1 }}&lt;/b&gt;");
    }
}
