//! a11y-refresh-strict: the page never reloads or leaves by itself, however late (ACT bisz58, level AAA).

use super::refresh::refresh;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-refresh-strict",
    scope: Scope::Page,
    messages: &["refresh-delayed"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    match refresh(view.document) {
        Some((_, 0)) => sheet.pass(),
        Some((id, seconds)) => {
            let values = [("seconds", seconds.to_string())];
            sheet.fail(Spot::Attribute(id, "content"), "refresh-delayed", &values);
        }
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn at_once_passes() {
        passed(
            &PROBE,
            &[
                "<meta http-equiv=refresh content='0; url=x'>",
                "<meta http-equiv=refresh content='foo'>",
            ],
        );
    }

    #[test]
    fn a_delay_of_any_length_fails() {
        failed(
            &PROBE,
            &[
                "<meta http-equiv=refresh content=72001>",
                "<meta http-equiv=refresh content=1>",
            ],
        );
    }
}
