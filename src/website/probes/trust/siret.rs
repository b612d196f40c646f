//! trust-siret: company numbers agree with their check digits.

use crate::website::content::Parts;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::recognise::company_numbers;
use crate::website::site::{PageView, Role};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "trust-siret",
    scope: Scope::Element,
    messages: &["company-number"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    if view.role == Role::Redirect {
        return;
    }
    for block in &view.page.content().blocks {
        if block.parts.has(Parts::CODE) {
            continue;
        }
        for number in company_numbers(&block.text) {
            if number.valid {
                sheet.pass();
            } else {
                let values = [("kind", number.kind.to_owned()), ("number", number.text.clone())];
                sheet.fail(Spot::Element(block.element_at(number.at)), "company-number", &values);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(html: &str) -> Verdict {
        PROBE.run(&site(&[("index.html", html)])).outcome
    }

    #[test]
    fn a_number_with_a_wrong_digit_fails() {
        assert_eq!(outcome("<footer>SIRET 732 829 320 00075</footer>"), Verdict::Failed);
    }

    #[test]
    fn numbers_in_any_grouping_and_those_of_the_post_office_pass() {
        assert_eq!(
            outcome("<p>SIREN : 732.829.320</p><p>RCS Brest 732\u{a0}829\u{a0}320</p>"),
            Verdict::Passed
        );
        assert_eq!(outcome("<p>SIRET 356 000 000 49837</p>"), Verdict::Passed);
        assert_eq!(outcome("<p>Appelez le 01 02 03 04 05</p>"), Verdict::NotApplicable);
    }
}
