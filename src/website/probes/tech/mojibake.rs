//! tech-mojibake: letters with accents have come through whole.

use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::{NodeId, NodeKind};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "tech-mojibake",
    scope: Scope::Page,
    messages: &["mojibake"],
    look,
};

/// What UTF-8 looks like when it is read as windows-1252, for the letters and signs that French and English use.
const BROKEN: [&str; 22] = [
    "Ã©",
    "Ã¨",
    "Ã\u{a0}",
    "Ã§",
    "Ãª",
    "Ã®",
    "Ã´",
    "Ã»",
    "Ã¹",
    "Ã¢",
    "Ã«",
    "Ã¯",
    "Ã¼",
    "Ã‰",
    "â€™",
    "â€œ",
    "â€¦",
    "â€“",
    "â€\u{9d}",
    "Â«",
    "Â»",
    "â‚¬",
];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let document = view.document;
    let mut found: Vec<(NodeId, String)> = Vec::new();
    for id in document.descendants(document.root()) {
        let NodeKind::Text(words) = &document.node(id).kind else {
            continue;
        };
        let Some(sign) = broken(words, view.page.replaced) else {
            continue;
        };
        let Some(parent) = document.parent(id) else { continue };
        let quoted = std::iter::once(parent).chain(document.ancestors(parent)).any(|above| {
            ["code", "pre", "kbd", "samp", "script", "style", "textarea"]
                .iter()
                .any(|name| document.is(above, name))
        });
        if !quoted {
            found.push((parent, sign));
        }
    }
    let Some(((first, sign), others)) = found.split_first() else {
        sheet.pass();
        return;
    };
    sheet.fail(Spot::Element(*first), "mojibake", &[("sign", sign.clone())]);
    for (id, sign) in others {
        sheet.note(Spot::Element(*id), "mojibake", &[("sign", sign.clone())], false);
    }
}

/// The first broken sign of a text. The replacement character counts unless our own reading put it there.
fn broken(text: &str, replaced: bool) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    // Each of the signs begins with one of these.
    let may = text.contains(['Ã', 'â', 'Â']);
    let known = BROKEN
        .iter()
        .filter(|_| may)
        .find(|sign| {
            text.match_indices(**sign)
                .any(|(at, _)| is_in_word(text, at, at + sign.len()))
        })
        .map(|sign| (*sign).to_owned());
    known.or_else(|| (!replaced && text.contains('\u{fffd}')).then(|| '\u{fffd}'.to_string()))
}

/// Whether a letter stands beside it: a text that explains such signs shows them alone.
fn is_in_word(text: &str, start: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    letter(text[..start].chars().next_back()) || letter(text[end..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::super::super::a11y::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn pages_that_explain_encodings_and_portuguese_pass() {
        passed(
            &PROBE,
            &[
                "<p>écrit <code>Ã©</code>",
                "<pre>â€™</pre>",
                "<p>SÃO PAULO",
                "<p>l’été à 5 €",
                "<p>des suites comme « Ã© » ou « Ã§ »",
            ],
        );
    }

    #[test]
    fn letters_read_twice_fail() {
        failed(
            &PROBE,
            &[
                "<meta charset=utf-8><p>crÃ©ation",
                "<meta charset=utf-8><title>lâ€™atelier</title>",
                "<meta charset=utf-8><p>caf\u{fffd}",
            ],
        );
    }
}
