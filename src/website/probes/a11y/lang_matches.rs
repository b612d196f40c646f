//! a11y-lang-matches: the text seems to be in the language that the page says. Two detectors have to agree on another.

use whatlang::Lang as What;

use crate::website::a11y::View;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::{NodeId, NodeKind};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-lang-matches",
    scope: Scope::Page,
    messages: &["lang-differs", "lang-unsure"],
    look,
};

/// Fewest letters that say anything about a language.
const FEWEST: usize = 200;
/// Fewest words in a row that are taken for a sentence and not for a name.
const FEWEST_WORDS: usize = 4;
/// Letters that are looked at.
const ENOUGH: usize = 3_000;

/// The languages that both detectors know: code of two letters, then of three.
const LANGUAGES: [(&str, &str); 16] = [
    ("ar", "ara"),
    ("de", "deu"),
    ("en", "eng"),
    ("es", "spa"),
    ("fr", "fra"),
    ("hi", "hin"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("ko", "kor"),
    ("nl", "nld"),
    ("pt", "por"),
    ("ru", "rus"),
    ("sv", "swe"),
    ("tr", "tur"),
    ("vi", "vie"),
    ("zh", "cmn"),
];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let said = view.language();
    let Some((_, said_code)) = LANGUAGES.iter().find(|(short, _)| *short == said) else {
        return;
    };
    let page = view.accessible();
    let text = text(page, &said);
    if text.chars().filter(|c| c.is_alphabetic()).count() < FEWEST {
        return;
    }
    let one = whichlang::detect_language(&text).three_letter_code();
    if one == *said_code {
        sheet.pass();
        return;
    }
    let other = whatlang::detect(&text).map(|found| found.lang());
    let other = other.as_ref().map_or("", What::code);
    let html = view.page.head.html.unwrap_or_else(|| page.document.root());
    let short = LANGUAGES
        .iter()
        .find(|(_, code)| *code == one)
        .map_or(one, |(short, _)| short);
    let values = [("said", said.clone()), ("found", short.to_owned())];
    if other == one {
        sheet.fail(Spot::Attribute(html, "lang"), "lang-differs", &values);
    } else if other == *said_code {
        sheet.pass();
    } else {
        sheet.unknown(Spot::Attribute(html, "lang"), "lang-unsure", &values);
    }
}

/// What is written on the page in its own language, code left out.
fn text(page: View<'_>, said: &str) -> String {
    let document = page.document;
    let mut text = String::new();
    let root = document.root();
    let mut next = Some(root);
    while let Some(at) = next {
        let skipped = is_foreign(page, at, said);
        if let NodeKind::Text(words) = &document.node(at).kind
            && (words.split_whitespace().nth(FEWEST_WORDS - 1).is_some() || is_unspaced(words))
            && document.parent(at).is_some_and(|parent| page.is_shown(parent))
        {
            text.push_str(words);
            text.push(' ');
        }
        if text.len() > ENOUGH * 2 {
            break;
        }
        next = if skipped {
            document.after(at, root)
        } else {
            document.following(at, root)
        };
    }
    text.chars().take(ENOUGH).collect()
}

/// Whether a text is a sentence of a script that puts no spaces between words: Han, Kana, Thai and its neighbours.
fn is_unspaced(text: &str) -> bool {
    let letters = text
        .chars()
        .filter(|c| matches!(*c, '\u{e00}'..='\u{eff}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'));
    letters.count() >= 8
}

fn is_foreign(page: View<'_>, id: NodeId, said: &str) -> bool {
    let Some(element) = page.document.element(id) else {
        return false;
    };
    if matches!(
        &*element.name,
        "code" | "pre" | "kbd" | "samp" | "var" | "script" | "style" | "svg" | "math"
    ) {
        return true;
    }
    page.document.attribute(id, "lang").is_some_and(|lang| {
        let language = lang.split('-').next().unwrap_or_default();
        !language.is_empty() && !language.eq_ignore_ascii_case(said)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    const FRENCH: &str = "Nous réparons les vélos de toutes les marques dans notre atelier du centre, du mardi au samedi, sans rendez-vous le \
        matin. Les petites réparations sont faites devant vous ; pour les autres, nous vous prêtons une bicyclette jusqu'au lendemain et vous \
        appelons dès que la vôtre est prête.";

    #[test]
    fn code_short_pages_and_quotations_do_not_count() {
        let own = format!("<html lang=fr-BE><p>{FRENCH}");
        let code = format!("<html lang=en><pre>{FRENCH}</pre><p>short");
        let quoted = format!("<html lang=en><p lang=fr>{FRENCH}");
        let index = format!("<html lang=en><ul>{}", FRENCH.replace(' ', "<li>"));
        let rare = format!("<html lang=br><p>{FRENCH}");
        passed(
            &PROBE,
            &[&own, &code, &quoted, &rare, &index, "<html lang=en><p>Bonjour"],
        );
    }

    #[test]
    fn scripts_without_spaces_have_sentences_too() {
        let english = "Sets the type of the database file that is used to store the passwords of users. ".repeat(5);
        let japanese = "<p>与えられたプロバイダでユーザを検索し、アクセスを制限できるようになります。</p>".repeat(12);
        passed(&PROBE, &[&format!("<html lang=ja>{japanese}<p>{english}")]);
        failed(&PROBE, &[&format!("<html lang=ja><p>{english}")]);
    }

    #[test]
    fn french_under_another_language_fails() {
        failed(&PROBE, &[&format!("<html lang=en><p>{FRENCH}")]);
    }
}
