//! French and English say the same things: word lists and method pages come in pairs.

use parcours::language::{Catalogue, Lang};

use crate::{root, texts};

/// The keys that one of two word lists has and the other lacks.
fn gaps(fr: &str, en: &str) -> Vec<(Lang, String)> {
    let mut catalogue = Catalogue::new();
    catalogue.add(Lang::Fr, fr).unwrap();
    catalogue.add(Lang::En, en).unwrap();
    catalogue.gaps()
}

#[test]
fn word_lists_have_the_same_keys() {
    let mut pairs = 0;
    for folder in ["src", "themes", "plugins"] {
        for (path, fr) in texts(folder, "fr.ftl") {
            let english = format!("{}en.ftl", path.trim_end_matches("fr.ftl"));
            let en = texts(folder, "en.ftl")
                .into_iter()
                .find(|(path, _)| *path == english)
                .unwrap_or_else(|| panic!("{path} has no {english} beside it"))
                .1;
            assert_eq!(
                gaps(&fr, &en),
                [],
                "{path} and {english} (language that lacks a key, key)"
            );
            pairs += 1;
        }
    }
    assert!(pairs > 0, "there is no word list at all");
}

#[test]
fn a_missing_word_is_noticed() {
    assert_eq!(gaps("a = un\nb = deux\n", "a = one\n"), [(Lang::En, "b".to_owned())]);
}

#[test]
fn method_pages_exist_in_both_languages() {
    for (path, _) in texts("plugins", "README.md") {
        // plugins/README.md is the authors' guide; deeper ones are shown in reports.
        if path.matches('/').count() > 2 {
            let french = path.replace("README.md", "README.fr.md");
            assert!(root().join(&french).is_file(), "{french} is missing beside {path}");
        }
    }
}
