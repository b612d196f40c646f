//! Rule 2, accessible: the probes `a11y-…`. Those that implement a W3C ACT rule name it in their first line.

mod aria_context;
mod aria_decorative;
mod aria_known;
mod aria_owned;
mod aria_permitted;
mod aria_prohibited;
mod aria_required;
mod aria_role;
mod aria_value;
mod autocomplete;
mod button_name;
mod contrast;
mod field_label;
mod field_placeholder;
mod focus_style;
mod frame_focus;
mod frame_title;
mod heading_empty;
mod heading_order;
mod hidden_focus;
mod id_unique;
mod image_button;
mod img_alt;
mod img_alt_quality;
mod label_in_name;
mod lang;
mod lang_matches;
mod lang_parts;
mod lang_valid;
mod link_name;
mod list;
mod media;
mod menuitem_name;
mod motion;
mod named;
mod nested_interactive;
mod orientation;
mod refresh;
mod refresh_strict;
mod summary_name;
mod svg_object_name;
mod tabindex;
mod table;
mod table_headers;
mod text_spacing;
mod zoom;

use super::{PageProbe, Probe};

/// Probes of one page at a time, by id.
pub(super) const PAGE_PROBES: &[PageProbe] = &[
    aria_context::PROBE,
    aria_decorative::PROBE,
    aria_known::PROBE,
    aria_owned::PROBE,
    aria_permitted::PROBE,
    aria_prohibited::PROBE,
    aria_required::PROBE,
    aria_role::PROBE,
    aria_value::PROBE,
    autocomplete::PROBE,
    button_name::PROBE,
    contrast::PROBE,
    contrast::ENHANCED,
    field_label::PROBE,
    field_placeholder::PROBE,
    frame_focus::PROBE,
    frame_title::PROBE,
    heading_empty::PROBE,
    heading_order::PROBE,
    hidden_focus::PROBE,
    id_unique::PROBE,
    image_button::PROBE,
    img_alt::PROBE,
    img_alt_quality::PROBE,
    label_in_name::PROBE,
    lang::PROBE,
    lang_matches::PROBE,
    lang_parts::PROBE,
    lang_valid::PROBE,
    link_name::PROBE,
    list::PROBE,
    media::PROBE,
    menuitem_name::PROBE,
    nested_interactive::PROBE,
    orientation::PROBE,
    refresh::PROBE,
    refresh_strict::PROBE,
    summary_name::PROBE,
    svg_object_name::PROBE,
    tabindex::PROBE,
    table::PROBE,
    table_headers::PROBE,
    text_spacing::PROBE,
    zoom::PROBE,
];

/// Probes of the whole site, by id.
pub(super) const PROBES: &[Probe] = &[focus_style::PROBE, motion::PROBE];

#[cfg(test)]
pub(super) mod tests {
    use super::super::{PageProbe, Verdict};
    use crate::website::site::tests::site;

    /// The verdict on a page, and the messages given.
    pub(in crate::website::probes) fn found(probe: &PageProbe, html: &str) -> (Verdict, Vec<String>) {
        let result = probe.run(&site(&[("index.html", html)]));
        let messages = result.evidence.into_iter().map(|evidence| evidence.message).collect();
        (result.outcome, messages)
    }

    /// Holds that nothing is said against any of these pages.
    pub(in crate::website::probes) fn passed(probe: &PageProbe, pages: &[&str]) {
        for html in pages {
            let (verdict, messages) = found(probe, html);
            assert!(
                matches!(verdict, Verdict::Passed | Verdict::NotApplicable),
                "{html}: {messages:?}"
            );
        }
    }

    /// Holds that each of these pages fails.
    pub(in crate::website::probes) fn failed(probe: &PageProbe, pages: &[&str]) {
        for html in pages {
            assert_eq!(found(probe, html).0, Verdict::Failed, "{html}");
        }
    }

    /// Holds that each of these pages stays open.
    pub(in crate::website::probes) fn open(probe: &PageProbe, pages: &[&str]) {
        for html in pages {
            assert_eq!(found(probe, html).0, Verdict::CannotTell, "{html}");
        }
    }
}
