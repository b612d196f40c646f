//! a11y-zoom: visitors may enlarge the page (ACT b4f0c3).

use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-zoom",
    scope: Scope::Page,
    messages: &["zoom-forbidden", "zoom-limited"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let document = view.document;
    let mut seen = false;
    for id in document.named("meta") {
        let viewport = document
            .attribute(id, "name")
            .is_some_and(|name| name.trim().eq_ignore_ascii_case("viewport"));
        let Some(content) = document.attribute(id, "content").filter(|_| viewport) else {
            continue;
        };
        let scalable = setting(content, "user-scalable");
        let largest = setting(content, "maximum-scale");
        if let Some(value) = scalable.as_deref().filter(|value| !may_scale(value)) {
            sheet.fail(
                Spot::Attribute(id, "content"),
                "zoom-forbidden",
                &[("value", value.to_owned())],
            );
            return;
        }
        if let Some(value) = largest.as_deref().filter(|value| !is_large(value)) {
            sheet.fail(
                Spot::Attribute(id, "content"),
                "zoom-limited",
                &[("value", value.to_owned())],
            );
            return;
        }
        seen |= scalable.is_some() || largest.is_some();
    }
    if seen {
        sheet.pass();
    }
}

/// The last value of a setting in `width=device-width, user-scalable=no`.
fn setting(content: &str, wanted: &str) -> Option<String> {
    // White space may stand around the sign as well as between settings.
    let flat = content.to_ascii_lowercase().replace([';', ','], " ");
    let parts: Vec<&str> = flat.split('=').collect();
    let mut values = parts.windows(2).filter_map(|pair| {
        let name = pair[0].split_ascii_whitespace().next_back()?;
        let value = pair[1].split_ascii_whitespace().next()?;
        (name == wanted).then(|| value.to_owned())
    });
    values.next_back()
}

/// CSS Device Adaptation: words that are no number count as 0, `yes` as 1.
fn may_scale(value: &str) -> bool {
    match value {
        "yes" | "device-width" | "device-height" => true,
        value => number(value).is_some_and(|number| number.abs() >= 1.0),
    }
}

fn is_large(value: &str) -> bool {
    match value {
        "device-width" | "device-height" => true,
        value => number(value).is_some_and(|number| !(0.0..2.0).contains(&number)),
    }
}

/// The number that a value begins with.
fn number(value: &str) -> Option<f64> {
    let end = value
        .char_indices()
        .find(|(at, c)| !(c.is_ascii_digit() || *c == '.' || (*at == 0 && matches!(c, '-' | '+'))))
        .map_or(value.len(), |(at, _)| at);
    value[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn negative_large_and_named_scales_pass() {
        passed(
            &PROBE,
            &[
                "<meta name=viewport content='width=device-width, initial-scale=1'>",
                "<meta name=viewport content='maximum-scale=-1'>",
                "<meta name=viewport content='maximum-scale=device-width'>",
                "<meta name=viewport content='user-scalable=yes;maximum-scale = 5'>",
                "<meta name=viewport content='user-scalable=-2'>",
                "<meta name=viewport>",
                "<meta name=viewport content='maximum-scale=2.0'>",
            ],
        );
    }

    #[test]
    fn scales_under_two_and_words_that_mean_nothing_fail() {
        failed(
            &PROBE,
            &[
                "<meta name=viewport content='user-scalable=no'>",
                "<meta name=viewport content='width=device-width,user-scalable=0'>",
                "<meta name=viewport content='user-scalable=invalid'>",
                "<meta name=viewport content='maximum-scale=1.0'>",
                "<meta name=viewport content='maximum-scale=yes'>",
                "<meta name=viewport content='maximum-scale=invalid'>",
                "<meta name=viewport content='initial-scale=1; maximum-scale=1.5'>",
                "<meta name=Viewport content='user-scalable = 0.5'>",
            ],
        );
    }
}
