//! trust-consent: no tracker runs before the visitor has agreed. A copy shows what a page asks for, not what runs.

use crate::website::page::Page;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "trust-consent",
    scope: Scope::Page,
    messages: &["tracker-live", "tracker-manager", "tracker-exempt", "tracker-denied"],
    look,
};

/// Part of an address or of a script, and the name of the service behind it.
const TRACKERS: [(&str, &str); 27] = [
    ("google-analytics.com/", "Google Analytics"),
    ("googletagmanager.com/gtag", "Google Analytics"),
    ("GoogleAnalyticsObject", "Google Analytics"),
    ("googletagmanager.com/gtm", "Google Tag Manager"),
    ("googletagmanager.com/ns.html", "Google Tag Manager"),
    ("googleadservices.com/", "Google Ads"),
    ("doubleclick.net/", "Google Ads"),
    ("googlesyndication.com/", "Google Ads"),
    ("connect.facebook.net/", "Facebook"),
    ("facebook.com/tr?", "Facebook"),
    ("facebook.com/plugins/", "Facebook"),
    ("static.hotjar.com/", "Hotjar"),
    ("snap.licdn.com/", "LinkedIn"),
    ("px.ads.linkedin.com/", "LinkedIn"),
    ("analytics.tiktok.com/", "TikTok"),
    ("clarity.ms/tag", "Microsoft Clarity"),
    ("bat.bing.com/", "Microsoft Ads"),
    ("static.criteo.net/", "Criteo"),
    ("s.pinimg.com/ct/", "Pinterest"),
    ("static.ads-twitter.com/", "X"),
    ("platform.twitter.com/widgets", "X"),
    ("sc-static.net/scevent", "Snapchat"),
    ("js.hs-scripts.com/", "HubSpot"),
    ("cdn.segment.com/", "Segment"),
    ("cdn.mxpnl.com/", "Mixpanel"),
    ("youtube.com/embed/", "YouTube"),
    ("matomo.js", "Matomo"),
];

/// Services that ask visitors for their consent.
const MANAGERS: [&str; 22] = [
    "tarteaucitron",
    "axept",
    "didomi",
    "onetrust",
    "otSDKStub",
    "cookielaw",
    "orejime",
    "cookiebot",
    "klaro",
    "quantcast",
    "sirdata",
    "usercentrics",
    "iubenda",
    "complianz",
    "cmplz",
    "cookieyes",
    "termly",
    "trustcommander",
    "osano",
    "borlabs",
    "cookieconsent",
    "consentmanager",
];

/// What a page asks of a tracker.
pub(super) struct Tracker {
    /// The service.
    pub name: &'static str,
    /// The script, frame or image.
    pub node: NodeId,
}

/// The trackers that a page asks for as it stands, those that wait for a consent left out.
pub(super) fn trackers(page: &Page) -> Vec<Tracker> {
    let document = &page.document;
    let mut found: Vec<Tracker> = Vec::new();
    for id in document.elements() {
        let Some(element) = document.element(id) else { continue };
        let script = &*element.name == "script";
        if !script && !matches!(&*element.name, "iframe" | "img") {
            continue;
        }
        let attribute = |name: &str| document.attribute(id, name).unwrap_or_default();
        if is_gated(page, id) {
            continue;
        }
        let source = attribute("src");
        // Scripts are long; what they load stands near their start or end.
        let text = if script && source.is_empty() {
            document.text(id)
        } else {
            String::new()
        };
        let known = TRACKERS
            .iter()
            .find(|(mark, _)| source.contains(mark) || text.contains(mark));
        if let Some((mark, name)) = known
            && (script || *mark != "matomo.js")
            && !(source.contains("youtube-nocookie"))
            && !found.iter().any(|other| other.name == *name)
        {
            found.push(Tracker { name, node: id });
        }
    }
    found
}

/// Whether an element waits: a script of a type that no browser runs, or one that a manager has marked.
fn is_gated(page: &Page, id: NodeId) -> bool {
    let document = &page.document;
    let Some(element) = document.element(id).filter(|element| !element.attributes.is_empty()) else {
        return false;
    };
    let kind = document
        .attribute(id, "type")
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let waits = &*element.name == "script" && !kind.is_empty() && !kind.contains("javascript") && kind != "module";
    waits
        || element.attributes.iter().any(|(name, value)| {
            let name = &**name;
            name.starts_with("data-cookie")
                || name.starts_with("data-consent")
                || name.starts_with("data-cmp")
                || matches!(
                    name,
                    "data-category" | "data-categories" | "data-usercentrics" | "data-service" | "data-suppressedsrc"
                )
                || name == "class" && (value.contains("optanon-category") || value.contains("cmplz-"))
        })
}

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    if matches!(view.role, Role::Redirect | Role::NotFound) {
        return;
    }
    let page = view.page;
    let found = trackers(page);
    if found.is_empty() {
        // Nothing to agree to; a tracker that waits is what was wanted.
        if page
            .document
            .elements()
            .any(|id| is_gated(page, id) && mentions_tracker(page, id))
        {
            sheet.pass();
        }
        return;
    }
    let first = &found[0];
    let spot = Spot::Element(first.node);
    let names: Vec<&str> = found.iter().map(|tracker| tracker.name).collect();
    let values = [("names", names.join(", "))];
    let source = page.document.source.as_str();
    if has_manager(page) {
        sheet.pass();
    } else if names.iter().all(|name| *name == "Google Tag Manager") {
        sheet.unknown(spot, "tracker-manager", &values);
    } else if names.iter().all(|name| *name == "Matomo") {
        if ["disableCookies", "requireConsent", "requireCookieConsent"]
            .iter()
            .any(|call| source.contains(call))
        {
            sheet.pass();
        } else {
            sheet.unknown(spot, "tracker-exempt", &values);
        }
    } else if denies_by_default(source) {
        sheet.unknown(spot, "tracker-denied", &values);
    } else {
        sheet.fail(spot, "tracker-live", &values);
    }
}

fn mentions_tracker(page: &Page, id: NodeId) -> bool {
    let source = page
        .document
        .attribute(id, "src")
        .or_else(|| page.document.attribute(id, "data-src"))
        .unwrap_or_default();
    let text = page.document.text(id);
    TRACKERS
        .iter()
        .any(|(mark, _)| source.contains(mark) || text.contains(mark))
}

fn has_manager(page: &Page) -> bool {
    let document = &page.document;
    document.named("script").any(|id| {
        let source = document.attribute(id, "src").unwrap_or_default().to_ascii_lowercase();
        let named = |text: &str| MANAGERS.iter().any(|mark| text.contains(&mark.to_ascii_lowercase()));
        named(&source) || source.is_empty() && named(&document.text(id).to_ascii_lowercase())
    })
}

/// Consent mode that starts with a refusal: `gtag('consent', 'default', {'ad_storage': 'denied'…})`.
fn denies_by_default(source: &str) -> bool {
    source.match_indices("consent").any(|(at, _)| {
        let end = (at + 200).min(source.len());
        let rest = source.get(at..end).unwrap_or_default();
        rest.contains("default") && rest.contains("denied")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(html: &str) -> Verdict {
        PROBE.run(&site(&[("index.html", html)])).outcome
    }

    const GTAG: &str = "<script async src='https://www.googletagmanager.com/gtag/js?id=G-1'></script>";

    #[test]
    fn a_tracker_that_nothing_holds_back_fails() {
        assert_eq!(outcome(GTAG), Verdict::Failed);
        assert_eq!(
            outcome("<img src='https://www.facebook.com/tr?id=1&ev=PageView'>"),
            Verdict::Failed
        );
        assert_eq!(
            outcome("<iframe src='https://www.youtube.com/embed/x'></iframe>"),
            Verdict::Failed
        );
    }

    #[test]
    fn managers_and_scripts_that_wait_pass() {
        assert_eq!(
            outcome(&format!("<script src=/tarteaucitron/tarteaucitron.js></script>{GTAG}")),
            Verdict::Passed
        );
        assert_eq!(
            outcome(
                "<script type='text/plain' data-category=analytics src='https://www.googletagmanager.com/gtag/js'></script>"
            ),
            Verdict::Passed
        );
        assert_eq!(
            outcome("<script>_paq.push(['disableCookies']);u='//e/matomo.js'</script>"),
            Verdict::Passed
        );
        assert_eq!(
            outcome("<iframe src='https://www.youtube-nocookie.com/embed/x'></iframe>"),
            Verdict::NotApplicable
        );
        assert_eq!(outcome("<script src=menu.js></script>"), Verdict::NotApplicable);
    }

    #[test]
    fn what_may_be_held_back_elsewhere_is_to_be_checked() {
        for html in [
            "<script>'https://www.googletagmanager.com/gtm.js?id='</script>".to_owned(),
            "<script>u='//stats.e.org/matomo.js'</script>".to_owned(),
            format!("<script>gtag('consent', 'default', {{'ad_storage': 'denied'}})</script>{GTAG}"),
        ] {
            assert_eq!(outcome(&html), Verdict::CannotTell, "{html}");
        }
    }
}
