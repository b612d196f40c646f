//! eff-cta: the pages that matter seem to offer something to do. A heuristic.

use crate::website::content::Parts;
use crate::website::fold::{fold, holds_any};
use crate::website::links::Target;
use crate::website::names::{Purposes, purposes_of_path};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "eff-cta",
    scope: Scope::Page,
    messages: &["no-action"],
    look,
};

/// Words of an action, folded.
const ACTIONS: &[&str] = &[
    "devis",
    "reserver",
    "reservez",
    "je reserve",
    "reservation",
    "commander",
    "commandez",
    "acheter",
    "achetez",
    "ajouter",
    "contactez",
    "contacter",
    "contact",
    "appeler",
    "appelez",
    "telecharger",
    "telechargez",
    "inscrire",
    "inscrivez",
    "inscription",
    "s abonner",
    "abonnez",
    "adherer",
    "adhesion",
    "postuler",
    "candidater",
    "demander",
    "demandez",
    "essayer",
    "essayez",
    "commencer",
    "decouvrir",
    "decouvrez",
    "choisir",
    "choisissez",
    "trouver",
    "voir toute",
    "voir les",
    "voir nos",
    "voir la boutique",
    "prendre rendez vous",
    "rendez vous",
    "rejoindre",
    "rejoignez",
    "participer",
    "donner",
    "faire un don",
    "envoyer",
    "estimer",
    "simuler",
    "calculer",
    "comparer",
    "rechercher",
    "order",
    "buy",
    "book",
    "booking",
    "call",
    "download",
    "sign up",
    "subscribe",
    "register",
    "join",
    "apply",
    "get started",
    "start",
    "try",
    "request",
    "ask",
    "donate",
    "shop",
    "find",
    "search",
    "send",
    "quote",
    "discover",
    "see our",
    "view our",
    "contact us",
];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let key = matches!(view.role, Role::Home | Role::Menu | Role::Contact);
    let legal = purposes_of_path(&view.page.path)
        .has(Purposes::LEGAL | Purposes::PRIVACY | Purposes::TERMS | Purposes::SITE_MAP);
    if !key || legal {
        return;
    }
    let content = view.page.content();
    let link = view.links.iter().any(|link| {
        content.is_main(link.parts)
            && (matches!(&link.target, Target::Special { scheme } if scheme == "tel" || scheme == "mailto")
                || link.name.len() < 120 && holds_any(&fold(&link.name), ACTIONS))
    });
    let control = || {
        view.document.named_any(&["button", "input"]).any(|id| {
            let parts = content.parts(id);
            let button = view.document.is(id, "button")
                || view.document.is(id, "input")
                    && view
                        .document
                        .attribute(id, "type")
                        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("submit"));
            button && !parts.has(Parts::HIDDEN) && content.is_main(parts)
        })
    };
    if link || control() {
        sheet.pass();
    } else {
        let spot = content
            .mains
            .first()
            .copied()
            .unwrap_or_else(|| view.page.head_or_root());
        sheet.fail(Spot::Element(spot), "no-action", &[]);
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
    fn a_home_page_with_nothing_to_do_fails() {
        assert_eq!(
            outcome("<nav><a href=a>Contact</a></nav><main><p>Bienvenue</p></main>"),
            Verdict::Failed
        );
    }

    #[test]
    fn actions_pass_and_other_pages_are_not_asked() {
        assert_eq!(outcome("<main><a href=a>Demander un devis</a></main>"), Verdict::Passed);
        assert_eq!(
            outcome("<main><form><button>OK</button></form></main>"),
            Verdict::Passed
        );
        let site = site(&[
            (
                "index.html",
                "<main><a href=a>Réserver</a><a href=mentions-legales.html>m</a></main>",
            ),
            ("mentions-legales.html", "<p>a"),
        ]);
        assert_eq!(PROBE.run(&site).outcome, Verdict::Passed);
    }
}
