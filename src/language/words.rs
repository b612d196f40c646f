//! The words parcours itself says, whatever the theme: outcomes, grades, what is withheld.

use std::sync::LazyLock;

use super::{Catalogue, Lang};

const SOURCES: [(Lang, &str); 2] = [
    (Lang::Fr, include_str!("words/fr.ftl")),
    (Lang::En, include_str!("words/en.ftl")),
];

/// The core's own catalogue, `words/fr.ftl` and `words/en.ftl` in this folder.
pub fn core() -> &'static Catalogue {
    static CORE: LazyLock<Catalogue> = LazyLock::new(|| {
        let mut catalogue = Catalogue::new();
        for (lang, source) in SOURCES {
            // The texts are part of the binary and a test reads them; a key that is missing all the same is an
            // error where it is asked for.
            let _ = catalogue.add(lang, source);
        }
        catalogue
    });
    &CORE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_texts_are_valid_and_have_the_same_keys() {
        let mut catalogue = Catalogue::new();
        for (lang, source) in SOURCES {
            catalogue.add(lang, source).unwrap();
        }
        assert_eq!(catalogue.gaps(), []);
        assert!(catalogue.keys(Lang::Fr).count() > 30);
    }

    #[test]
    fn outcomes_differ_by_kind_of_check() {
        for (kind, outcome, fr, en) in [
            ("kpi", "passed", "Objectif atteint", "Target met"),
            ("kpi", "failed", "Objectif non atteint", "Target missed"),
            ("kpi", "cannot-tell", "Écart non concluant", "Not conclusive"),
            ("kpi", "not-applicable", "Sans objectif", "No target"),
            ("kpi", "untested", "Non évalué", "Not assessed"),
            ("website", "passed", "Conforme", "Met"),
            ("website", "failed", "Non conforme", "Not met"),
            ("website", "cannot-tell", "À vérifier", "To be checked"),
            ("maturity", "not-applicable", "Sans objet", "Not applicable"),
            ("maturity", "untested", "Non évalué", "Not assessed"),
        ] {
            let key = format!("outcome-{kind}-{outcome}");
            assert_eq!(core().word(Lang::Fr, &key).unwrap(), fr);
            assert_eq!(core().word(Lang::En, &key).unwrap(), en);
        }
    }

    #[test]
    fn grades_and_withholding_use_the_words_of_the_field() {
        for (key, fr, en) in [
            ("grade-assumed", "hypothèse de l’équipe", "team’s assumption"),
            (
                "withheld",
                "non diffusé (effectif insuffisant)",
                "not shown (too few answers)",
            ),
            ("redacted", "masqué", "redacted"),
            ("severity-high", "priorité haute", "high priority"),
        ] {
            assert_eq!(core().word(Lang::Fr, key).unwrap(), fr);
            assert_eq!(core().word(Lang::En, key).unwrap(), en);
        }
    }
}
