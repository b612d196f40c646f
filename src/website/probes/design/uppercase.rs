//! design-uppercase: nothing is typed in capitals; capitals are for the style sheet.

use crate::website::content::Parts;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "design-uppercase",
    scope: Scope::Element,
    messages: &["text-capitals"],
    look,
};

/// Words in capitals from which on it is a sentence rather than a name.
const WORDS: usize = 4;
/// Letters from which on a word is no acronym.
const LONG: usize = 5;

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let content = view.page.content();
    for block in &content.blocks {
        if block.parts.has(Parts::CODE.with(Parts::NOSCRIPT)) || block.words() < WORDS {
            continue;
        }
        let loud = may_shout(&block.text).then(|| shouted(&block.text)).flatten();
        match loud {
            Some(run) => {
                let node = block.element_at(run.0);
                if is_quoted(view, node) {
                    continue;
                }
                let values = [("text", crate::website::snippet::of_text(run.1))];
                sheet.fail(Spot::Element(node), "text-capitals", &values);
            }
            None => sheet.pass(),
        }
    }
}

/// Whether a text is code or the title of a work, which are written as they are written elsewhere.
fn is_quoted(view: &PageView<'_>, node: NodeId) -> bool {
    let document = view.document;
    view.page.content().parts(node).has(Parts::CODE)
        || std::iter::once(node).chain(document.ancestors(node)).any(|at| {
            ["cite", "var", "blockquote", "q"]
                .iter()
                .any(|name| document.is(at, name))
                || ["class", "id", "role"].iter().any(|name| {
                    document.attribute(at, name).is_some_and(|value| {
                        let value = value.to_ascii_lowercase();
                        [
                            "biblio",
                            "citation",
                            "references",
                            "footnote",
                            "literal",
                            "highlight",
                            "programlisting",
                        ]
                        .iter()
                        .any(|word| value.contains(word))
                    })
                })
        })
}

/// Whether there are letters enough that may be capitals for a run of [`WORDS`] words, two of them long: a look at the
/// bytes, since almost no text shouts. Most small letters of Latin, Greek and Cyrillic are told from capitals; of scripts
/// without the two cases a word needs one letter that has them.
fn may_shout(text: &str) -> bool {
    const LETTERS: usize = WORDS * 2 + 2 * (LONG - 2);
    let bytes = text.as_bytes();
    if text.is_ascii() {
        return bytes.iter().filter(|byte| byte.is_ascii_uppercase()).count() >= LETTERS;
    }
    let (mut letters, mut capitals) = (0, 0);
    for (at, byte) in bytes.iter().enumerate() {
        let after = bytes.get(at + 1).copied().unwrap_or_default();
        let capital = match byte {
            0xc3 => after < 0x9f,
            0xce => after < 0xac,
            0xd0 => after < 0xb0,
            0xd1 => after >= 0xa0,
            b'A'..=b'Z' | 0xc4..=0xcd | 0xcf | 0xd2..=0xd6 | 0xe1 | 0xe2 | 0xea | 0xef | 0xf0 => true,
            _ => false,
        };
        capitals += usize::from(capital);
        letters += usize::from(capital || matches!(byte, 0xd7..=0xf4));
    }
    letters >= LETTERS && capitals >= WORDS
}

/// The first run of at least [`WORDS`] words in capitals, and where it begins. Short words are acronyms as likely as not:
/// two of the run have to be longer than any.
fn shouted(text: &str) -> Option<(usize, &str)> {
    let mut run: Option<(usize, usize, usize)> = None;
    let mut at = 0;
    let mut words = 0;
    for word in text.split(' ').chain([""]) {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = letters > 0 && word.chars().all(|c| !c.is_lowercase()) && word.chars().any(char::is_uppercase);
        // Constants and addresses of code are no prose.
        let code = word.contains(['_', '/', '=', '<', '{', '(', '$', '%']) || word.chars().any(|c| c.is_ascii_digit());
        if capitals && !code {
            words += usize::from(letters > 1);
            let (start, _, long) = run.unwrap_or((at, at, 0));
            run = Some((start, at + word.len(), long + usize::from(letters >= LONG)));
        } else if letters > 0 || word.is_empty() {
            if let Some((start, end, long)) = run
                && words >= WORDS
                && long >= 2
            {
                return text.get(start..end).map(|run| (start, run));
            }
            (run, words) = (None, 0);
        }
        at += word.len() + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn failed(html: &str) -> u64 {
        PROBE.run(&site(&[("index.html", html)])).failed
    }

    #[test]
    fn a_sentence_in_capitals_fails() {
        assert_eq!(failed("<p>BIENVENUE SUR NOTRE SITE INTERNET</p>"), 1);
        assert_eq!(failed("<h2>Nos offres : PROFITEZ DE NOS SOLDES MAINTENANT !</h2>"), 1);
    }

    #[test]
    fn acronyms_legal_names_and_capitals_of_the_sheet_are_fine() {
        for html in [
            "<p>La SARL SNCF RATP EDF GDF est là</p>",
            "<p>VÉLOS DUPONT SARL</p>",
            "<style>p{text-transform:uppercase}</style><p>Bienvenue sur notre site</p>",
            "<p>Entrez <code>SELECT NAME FROM CUSTOMERS WHERE ORDERS</code></p>",
            "<dl class=bibliography><dd>KNUTH DONALD ERVIN, THE ART OF COMPUTER PROGRAMMING</dd></dl>",
            "<p><cite>GONE WITH THE WIND AGAIN TODAY</cite></p>",
            "<pre>SELECT NAME FROM CUSTOMERS WHERE ORDERS</pre>",
            "<p>MAX_SIZE HTTP_HOST REQUEST_URI SCRIPT_NAME DOCUMENT_ROOT</p>",
        ] {
            assert_eq!(failed(html), 0, "{html}");
        }
    }
}
