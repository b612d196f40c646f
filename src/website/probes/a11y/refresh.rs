//! a11y-refresh: the page does not reload or leave by itself while it is read (ACT bc659a). At once is allowed, and so
//! is after more than twenty hours.

use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::{Document, NodeId};
use crate::website::visible::in_noscript;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-refresh",
    scope: Scope::Page,
    messages: &["refresh-delayed"],
    look,
};

/// WCAG 2.2.1: a limit of more than 20 hours needs no adjusting.
const LONG: u64 = 20 * 60 * 60;

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    if let Some((id, seconds)) = refresh(view.document) {
        if seconds == 0 || seconds > LONG {
            sheet.pass();
        } else {
            let values = [("seconds", seconds.to_string())];
            sheet.fail(Spot::Attribute(id, "content"), "refresh-delayed", &values);
        }
    }
}

/// The first valid refresh of a page, with its delay in seconds.
pub(super) fn refresh(document: &Document) -> Option<(NodeId, u64)> {
    // Only browsers that run no script see what is in `noscript`.
    let mut metas = document.named("meta").filter(|id| !in_noscript(document, *id));
    metas.find_map(|id| {
        let refresh = document.attribute(id, "http-equiv")?.eq_ignore_ascii_case("refresh");
        let seconds = delay(document.attribute(id, "content")?)?;
        refresh.then_some((id, seconds))
    })
}

/// The delay in seconds; `None` where browsers ignore the refresh (HTML standard, “shared declarative refresh steps”).
fn delay(content: &str) -> Option<u64> {
    let space = [' ', '\t', '\n', '\x0c', '\r'];
    let content = content.trim_start_matches(space);
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 && !content.starts_with('.') {
        return None;
    }
    let seconds = if digits == 0 {
        0
    } else {
        content[..digits].parse().unwrap_or(u64::MAX)
    };
    let rest = content[digits..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if rest.is_empty() || rest.starts_with([';', ',']) || rest.starts_with(space) {
        Some(seconds)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::*;

    #[test]
    fn at_once_late_and_invalid_ones_pass() {
        passed(
            &PROBE,
            &[
                "<meta http-equiv=refresh content='0; url=https://w3.org'><meta http-equiv=refresh content=5>",
                "<meta http-equiv=refresh content='72001'>",
                "<meta http-equiv=refresh content='0: x'>",
                "<meta http-equiv=refresh content='+5; x'>",
                "<meta http-equiv=refresh content='-00.12 foo'>",
                "<meta http-equiv=refresh content='foo; URL=x'>",
                "<meta http-equiv=refresh>",
                "<meta http-equiv=refresh content=''>",
                "<meta name=refresh content=5>",
            ],
        );
    }

    #[test]
    fn a_delay_fails_after_invalid_ones_too() {
        failed(
            &PROBE,
            &[
                "<meta http-equiv=refresh content=30>",
                "<meta http-equiv=Refresh content=' 5;url=x'>",
                "<meta http-equiv=refresh content='72000'>",
                "<meta http-equiv=refresh content='0: x'><meta http-equiv=refresh content='5; x'>",
            ],
        );
    }

    #[test]
    fn delays_are_read_as_the_standard_says() {
        for (content, wanted) in [
            ("5.9 x", Some(5)),
            (".5", Some(0)),
            ("7,x", Some(7)),
            ("7x", None),
            ("", None),
            ("99999999999999999999", Some(u64::MAX)),
        ] {
            assert_eq!(delay(content), wanted, "{content}");
        }
    }
}
