//! Did you mean: the known word nearest to one nobody knows.

use crate::language::Text;

/// Longer words are compared by their beginning; nobody mistypes a novel.
const COMPARED: usize = 64;
/// How many known words a help line lists.
const LISTED: usize = 12;

/// The candidate that `word` was most likely meant to be, if one is near enough. Case, accents, hyphens,
/// underscores and spaces do not count; a third of the letters may be wrong, three at most, or the one may be the
/// beginning of the other. Of equally near ones the first in alphabetical order wins, so that the order in which
/// candidates were declared changes no message.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = plain(word);
    candidates
        .into_iter()
        .filter_map(|candidate| distance(&wanted, &plain(candidate)).map(|distance| (distance, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

/// “did you mean `x`?” in both languages, when a candidate is near enough.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<Text> {
    closest(word, candidates).map(|near| {
        Text::prose(
            format!("did you mean `{near}`?"),
            format!("vouliez-vous dire `{near}` ?"),
        )
    })
}

/// What to do about an unknown word: the nearest one, then those there are (the first twelve, as given).
pub fn suggestion<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Text {
    let known: Vec<&str> = known.into_iter().collect();
    if known.is_empty() {
        return Text::prose("none is declared yet", "il n'y en a encore aucun");
    }
    let more = if known.len() > LISTED { ", …" } else { "" };
    let listed: Vec<String> = known.iter().take(LISTED).map(|word| format!("`{word}`")).collect();
    let listed = format!("{}{more}", listed.join(", "));
    match closest(word, known.iter().copied()) {
        Some(near) if known.len() == 1 => Text::prose(
            format!("did you mean `{near}`?"),
            format!("vouliez-vous dire `{near}` ?"),
        ),
        Some(near) => Text::prose(
            format!("did you mean `{near}`? Known: {listed}"),
            format!("vouliez-vous dire `{near}` ? Valeurs connues : {listed}"),
        ),
        None => Text::prose(format!("known: {listed}"), format!("valeurs connues : {listed}")),
    }
}

/// How far apart two plain words are; `None` if too far to be a slip.
fn distance(wanted: &str, known: &str) -> Option<usize> {
    let (wanted_length, known_length) = (wanted.chars().count(), known.chars().count());
    let allowed = (wanted_length.max(known_length) / 3).min(3);
    let typed = strsim::damerau_levenshtein(wanted, known);
    if typed <= allowed {
        return Some(typed);
    }
    // `period` for `periods-of-the-survey`: a beginning of at least four letters, further than any slip.
    let shorter = wanted_length.min(known_length);
    (shorter >= 4 && (wanted.starts_with(known) || known.starts_with(wanted))).then_some(10 + typed)
}

/// `word` without case, accents and what parts words.
fn plain(word: &str) -> String {
    let mut plain = String::new();
    for char in word.chars().take(COMPARED).flat_map(char::to_lowercase) {
        match char {
            '-' | '_' | ' ' | '\u{a0}' | '\u{202f}' => {}
            'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' => plain.push('a'),
            'ç' => plain.push('c'),
            'é' | 'è' | 'ê' | 'ë' => plain.push('e'),
            'î' | 'ï' | 'í' | 'ì' => plain.push('i'),
            'ñ' => plain.push('n'),
            'ô' | 'ö' | 'ó' | 'ò' | 'õ' => plain.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => plain.push('u'),
            'ÿ' => plain.push('y'),
            'œ' => plain.push_str("oe"),
            'æ' => plain.push_str("ae"),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    #[test]
    fn a_slip_of_the_pen_finds_its_word() {
        let known = ["personas", "periods", "pages"];
        assert_eq!(closest("persona", known), Some("personas"));
        assert_eq!(closest("pesronas", known), Some("personas"));
        assert_eq!(closest("targt", ["target", "alarm"]), Some("target"));
        assert_eq!(closest("nsp", ["nps", "csat"]), Some("nps"));
        assert_eq!(closest("weight", ["weight_trim", "waves"]), Some("weight_trim"));
    }

    #[test]
    fn case_accents_and_hyphens_do_not_count() {
        assert_eq!(closest("AS_OF", ["as-of", "assets"]), Some("as-of"));
        assert_eq!(closest("Étape d'achat", ["etape-d'achat"]), Some("etape-d'achat"));
        assert_eq!(closest("cœur", ["coeur"]), Some("coeur"));
    }

    #[test]
    fn a_stranger_is_not_explained_away() {
        assert_eq!(closest("website", ["personas", "periods", "pages"]), None);
        assert_eq!(closest("colour", ["target", "alarm"]), None);
        assert_eq!(closest("fr", ["en"]), None);
        assert_eq!(closest("nps", ["ces"]), None);
        assert_eq!(closest("", ["nps"]), None);
        assert_eq!(did_you_mean("colour", ["alarm"]), None);
    }

    #[test]
    fn the_order_of_candidates_changes_nothing() {
        assert_eq!(closest("care", ["cart", "card"]), Some("card"));
        assert_eq!(closest("care", ["card", "cart"]), Some("card"));
    }

    #[test]
    fn the_help_lists_what_there_is() {
        let help = suggestion("shp", ["shop", "site"]);
        assert_eq!(help.get(Lang::En), "did you mean `shop`? Known: `shop`, `site`");
        assert_eq!(
            help.get(Lang::Fr),
            "vouliez-vous dire `shop`\u{202f}? Valeurs connues\u{202f}: `shop`, `site`"
        );
        assert_eq!(suggestion("x", []).get(Lang::En), "none is declared yet");
        let many: Vec<String> = (10..40).map(|n| format!("stage-{n}")).collect();
        let help = suggestion("zzz", many.iter().map(String::as_str));
        assert!(help.get(Lang::En).ends_with("`stage-21`, …"));
    }
}
