//! How this module words its problems: both languages, typography applied, code between backticks left alone.

use crate::language::{Lang, Text, typography};

/// Words in both languages; write French with plain spaces before `: ; ! ?`, and code between backticks.
pub(super) fn words(en: &str, fr: &str) -> Text {
    Text::new(typography(Lang::En, en), typography(Lang::Fr, fr))
}

/// The name of `known` that somebody may have meant by `name`.
pub(super) fn closest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count().max(name.chars().count()) / 4)
        .min()
        .map(|(_, candidate)| candidate)
}

/// `known` as a list for a message, at most ten of them.
pub(super) fn listed<'n>(known: impl IntoIterator<Item = &'n str>) -> String {
    let all: Vec<&str> = known.into_iter().collect();
    let shown: Vec<String> = all.iter().take(10).map(|name| format!("`{name}`")).collect();
    let more = if all.len() > 10 { "…" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// “did you mean …?”, else the list of what there is.
pub(super) fn suggestion(name: &str, known: &[&str]) -> Text {
    match closest(name, known.iter().copied()) {
        Some(near) => words(
            &format!("did you mean `{near}`?"),
            &format!("vouliez-vous dire `{near}` ?"),
        ),
        None if known.is_empty() => words("there is none", "il n'y en a aucun"),
        None => {
            let all = listed(known.iter().copied());
            words(&format!("there are {all}"), &format!("il existe {all}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_finds_its_word_and_a_stranger_does_not() {
        assert_eq!(closest("targt", ["target", "alarm"]), Some("target"));
        assert_eq!(closest("nsp", ["nps", "csat"]), Some("nps"));
        assert_eq!(closest("colour", ["target", "alarm"]), None);
    }

    #[test]
    fn french_words_get_their_spaces_and_code_does_not() {
        let text = suggestion("targt", &["target"]);
        assert_eq!(text.get(Lang::Fr), "vouliez-vous dire `target`\u{202f}?");
    }
}
