//! trust-sri-blank: scripts and style sheets of other sites are pinned to the file that was meant.

use crate::website::links::Target;
use crate::website::page::has_word;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "trust-sri-blank",
    scope: Scope::Element,
    messages: &["no-integrity"],
    look,
};

/// Services whose files change by themselves, so that they cannot be pinned.
const CHANGING: [&str; 22] = [
    "google",
    "gstatic",
    "facebook",
    "stripe",
    "paypal",
    "hotjar",
    "licdn",
    "tarteaucitron",
    "axept",
    "didomi",
    "onetrust",
    "cookielaw",
    "cookiebot",
    "matomo",
    "hs-scripts",
    "hsforms",
    "crisp",
    "tawk",
    "typekit",
    "fontawesome",
    "youtube",
    "bing",
];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    if view.role == Role::Redirect {
        return;
    }
    let document = view.document;
    for id in document.named_any(&["script", "link"]) {
        let script = document.is(id, "script");
        let style = document.is(id, "link")
            && document
                .attribute(id, "rel")
                .is_some_and(|rel| has_word(rel, "stylesheet"));
        if !script && !style {
            continue;
        }
        let name = if script { "src" } else { "href" };
        let Some(address) = document.attribute(id, name) else {
            continue;
        };
        let Target::External { host } = view.resolve(address) else {
            continue;
        };
        if CHANGING.iter().any(|part| host.contains(part)) {
            continue;
        }
        if document
            .attribute(id, "integrity")
            .is_some_and(|value| !value.trim().is_empty())
        {
            sheet.pass();
        } else {
            sheet.fail(Spot::Element(id), "no-integrity", &[("host", host)]);
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
    fn a_script_of_another_site_without_a_pin_fails() {
        assert_eq!(
            outcome("<script src='https://cdn.jsdelivr.net/npm/x'></script>"),
            Verdict::Failed
        );
        assert_eq!(
            outcome("<link rel=stylesheet href='//unpkg.com/a.css'>"),
            Verdict::Failed
        );
    }

    #[test]
    fn pinned_files_own_files_and_services_that_change_pass() {
        assert_eq!(
            outcome("<script src='https://cdn.e.net/x.js' integrity='sha384-x' crossorigin></script>"),
            Verdict::Passed
        );
        assert_eq!(
            outcome("<script src=a.js></script><script src='https://www.googletagmanager.com/gtag/js'></script>"),
            Verdict::NotApplicable
        );
    }
}
