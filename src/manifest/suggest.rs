//! Did you mean: the known word nearest to one nobody knows.

use super::prose;
use crate::language::Text;

/// The candidate that `word` was most likely meant to be, if one is near enough: at most a third of its letters
/// wrong, case and `_` for `-` not counted. The first of equals wins, so the order of candidates decides.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |word: &str| word.to_lowercase().replace(['_', ' '], "-");
    let wanted = plain(word);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let known = plain(candidate);
        let distance = strsim::damerau_levenshtein(&wanted, &known);
        let allowed = wanted.chars().count().max(known.chars().count()).div_ceil(3).min(4);
        if distance <= allowed && best.is_none_or(|(shortest, _)| distance < shortest) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// What to do about a word nobody knows: the nearest one, then the known ones (at most 12 of them).
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Text {
    const SHOWN: usize = 12;
    let known: Vec<&str> = known.into_iter().collect();
    let mut listed = known
        .iter()
        .take(SHOWN)
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ");
    if known.len() > SHOWN {
        listed.push_str(", …");
    }
    match (closest(word, known.iter().copied()), known.is_empty()) {
        (_, true) => prose("none is declared yet", "aucune valeur n'est encore déclarée"),
        (Some(near), false) if known.len() == 1 => prose(
            format!("did you mean `{near}`?"),
            format!("vouliez-vous dire `{near}` ?"),
        ),
        (Some(near), false) => prose(
            format!("did you mean `{near}`? Known: {listed}"),
            format!("vouliez-vous dire `{near}` ? Valeurs connues : {listed}"),
        ),
        (None, false) => prose(format!("known: {listed}"), format!("valeurs connues : {listed}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    #[test]
    fn the_nearest_word_is_suggested_and_a_far_one_is_not() {
        let known = ["personas", "periods", "pages"];
        assert_eq!(closest("persona", known), Some("personas"));
        assert_eq!(closest("pesronas", known), Some("personas"));
        assert_eq!(closest("AS_OF", ["as-of"]), Some("as-of"));
        assert_eq!(closest("website", known), None);
        assert_eq!(closest("x", ["y"]), Some("y"));
    }

    #[test]
    fn the_help_lists_what_is_known() {
        let help = did_you_mean("shp", ["shop", "site"]);
        assert_eq!(help.get(Lang::En), "did you mean `shop`? Known: `shop`, `site`");
        assert_eq!(
            help.get(Lang::Fr),
            "vouliez-vous dire `shop`\u{202f}? Valeurs connues\u{202f}: `shop`, `site`"
        );
    }
}
