//! Ids: kebab case, and the way there.

use crate::diagnostics::Problem;
use crate::language::Text;

/// Whether an id is in kebab case: small letters and digits without accents, parted by single hyphens.
pub fn is_kebab(id: &str) -> bool {
    !id.is_empty()
        && id.split('-').all(|part| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|char| char.is_ascii_lowercase() || char.is_ascii_digit())
        })
}

/// `words` in kebab case: accents taken off, everything else that is no letter or digit turned into hyphens.
pub fn to_kebab(words: &str) -> String {
    let mut kebab = String::new();
    for char in words.chars().flat_map(char::to_lowercase) {
        match char {
            'a'..='z' | '0'..='9' => kebab.push(char),
            'à' | 'â' | 'ä' | 'á' => kebab.push('a'),
            'é' | 'è' | 'ê' | 'ë' => kebab.push('e'),
            'î' | 'ï' | 'í' => kebab.push('i'),
            'ô' | 'ö' | 'ó' => kebab.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => kebab.push('u'),
            'ç' => kebab.push('c'),
            'œ' => kebab.push_str("oe"),
            'æ' => kebab.push_str("ae"),
            _ if kebab.is_empty() || kebab.ends_with('-') => {}
            _ => kebab.push('-'),
        }
    }
    kebab.trim_end_matches('-').to_owned()
}

/// The problem of an id that is not in kebab case.
pub fn bad_id(id: &str) -> Problem {
    let better = to_kebab(id);
    let help = if better.is_empty() {
        Text::prose(
            "use small letters, digits and hyphens, as in `click-and-collect`",
            "utilisez des minuscules sans accent, des chiffres et des traits d'union, comme `retrait-magasin`",
        )
    } else {
        Text::prose(format!("write `{better}`"), format!("écrivez `{better}`"))
    };
    Problem::error(
        "project/bad-id",
        Text::prose(
            format!("the id `{id}` is not in kebab case"),
            format!("l'identifiant `{id}` n'est pas de la forme `mots-en-minuscules`"),
        ),
    )
    .why(Text::prose(
        "ids become addresses of pages and keys in `audit.json`, where accents, spaces and capitals cause trouble",
        "les identifiants deviennent des adresses de pages et des clés de `audit.json`, où accents, espaces et \
         majuscules posent problème",
    ))
    .help(help)
}

/// The problem of an id declared twice; where is for the caller to say.
pub fn declared_twice(id: &str) -> Problem {
    Problem::error(
        "project/duplicate-id",
        Text::prose(
            format!("the id `{id}` is declared twice"),
            format!("l'identifiant `{id}` est déclaré deux fois"),
        ),
    )
    .why(Text::prose(
        "whatever names this id could mean either",
        "ce qui nomme cet identifiant pourrait désigner l'un ou l'autre",
    ))
    .help(Text::prose(
        "give one of them another id, or remove it",
        "donnez un autre identifiant à l'un des deux, ou retirez-le",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kebab_case_is_told_from_everything_else() {
        for good in ["nps", "click-and-collect", "2026-w3"] {
            assert!(is_kebab(good), "{good}");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "été", "a_b", "a b", "a.b"] {
            assert!(!is_kebab(bad), "{bad}");
        }
    }

    #[test]
    fn any_words_have_a_kebab_case() {
        assert_eq!(to_kebab("Retrait en magasin (été)"), "retrait-en-magasin-ete");
        assert_eq!(to_kebab("Cœur_de Cible"), "coeur-de-cible");
        assert_eq!(to_kebab("日本"), "");
    }
}
