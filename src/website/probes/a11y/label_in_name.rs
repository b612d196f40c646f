//! a11y-label-in-name: who speaks the words that are written on a control is understood: they are a part of its name
//! (ACT 2ee8b8).

use icu_normalizer::DecomposingNormalizerBorrowed;

use crate::website::a11y::{View, visible_text};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::NodeId;
use crate::website::visible::collapse;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-label-in-name",
    scope: Scope::Element,
    messages: &["label-not-in-name", "label-maybe-not-in-name"],
    look,
};

/// Roles of controls that take their name from what they hold, as the rule lists them.
const CONTROLS: [&str; 13] = [
    "button",
    "checkbox",
    "gridcell",
    "link",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "option",
    "radio",
    "searchbox",
    "switch",
    "tab",
    "treeitem",
];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, _) in page.with_aria() {
        let named = page.aria(id, "aria-label").is_some() || page.aria(id, "aria-labelledby").is_some();
        let control = page.role(id).is_some_and(|role| CONTROLS.contains(&role.name));
        if !named || !control || !page.is_included(id) {
            continue;
        }
        let label = visible_text::of(page, id);
        if label.trim().is_empty() {
            continue;
        }
        let name = page.name(id);
        let values = [("label", collapse(&label)), ("name", name.clone())];
        match compare(&label, &name) {
            Verdict::Contained => sheet.pass(),
            Verdict::NotMeant => {}
            Verdict::Open => sheet.unknown(spot(page, id), "label-maybe-not-in-name", &values),
            Verdict::Missing => sheet.fail(spot(page, id), "label-not-in-name", &values),
        }
    }
}

fn spot(page: View<'_>, id: NodeId) -> Spot<'static> {
    let name = if page.aria(id, "aria-labelledby").is_some() {
        "aria-labelledby"
    } else {
        "aria-label"
    };
    Spot::Attribute(id, name)
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Contained,
    Missing,
    Open,
    /// The rule is not about abbreviations and different spellings.
    NotMeant,
}

fn compare(label: &str, name: &str) -> Verdict {
    let (wanted, given) = (tokens(label), tokens(name));
    if is_run(&wanted, &given) {
        return Verdict::Contained;
    }
    // One letter often stands for a picture: the cross that closes, the i of information.
    if let [only] = wanted.as_slice()
        && only.chars().count() == 1
        && !only.chars().all(char::is_numeric)
    {
        return if only == "x" { Verdict::Contained } else { Verdict::Open };
    }
    if is_run(&tokens(&unhyphened(label)), &tokens(&unhyphened(name)))
        || abbreviated(label, name)
        || abbreviated(name, label)
    {
        return Verdict::NotMeant;
    }
    if is_acronym(&wanted, &given) || is_acronym(&given, &wanted) {
        return Verdict::Open;
    }
    Verdict::Missing
}

/// The words of a text: without what is in round brackets, in small letters, without accents; only letters and numbers.
fn tokens(text: &str) -> Vec<String> {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('(') {
        let Some(close) = rest[open..].find(')') else { break };
        kept.push_str(&rest[..open]);
        rest = &rest[open + close + 1..];
    }
    kept.push_str(rest);
    let folded = kept.to_lowercase();
    let plain: String = DecomposingNormalizerBorrowed::new_nfkd()
        .normalize(&folded)
        .chars()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().map(str::to_owned).collect()
}

fn is_run(part: &[String], whole: &[String]) -> bool {
    part.is_empty() || whole.windows(part.len()).any(|run| run == part)
}

fn unhyphened(text: &str) -> String {
    text.replace(['-', '\u{2010}', '\u{2011}'], "")
}

/// Whether a word that ends in a full stop begins a word of the other text: “Ave.” and “Avenue”.
fn abbreviated(text: &str, other: &str) -> bool {
    let words = tokens(other);
    text.split_whitespace()
        .filter_map(|word| word.trim_end_matches([',', ';', ':', '!', '?']).strip_suffix('.'))
        .flat_map(tokens)
        .any(|short| {
            words
                .iter()
                .any(|word| word.len() > short.len() && word.starts_with(&short))
        })
}

/// Whether a word is made of the first letters of as many words of the other text.
fn is_acronym(words: &[String], other: &[String]) -> bool {
    words.iter().any(|word| {
        let length = word.chars().count();
        length >= 2
            && other.windows(length).any(|run| {
                run.iter().all(|word| word.chars().count() > 1)
                    && run
                        .iter()
                        .zip(word.chars())
                        .all(|(word, first)| word.starts_with(first))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::*;

    #[test]
    fn symbols_brackets_case_and_hidden_words_are_no_difference() {
        passed(
            &PROBE,
            &[
                "<a href=x aria-label='ACT rules'>ACT rules</a>",
                "<button aria-label=anything>X</button>",
                "<button aria-label=Menu>☰</button>",
                "<button aria-label='Search by date'>Search by date (YYYY-MM-DD)</button>",
                "<button aria-label='Café, ouvert'>CAFÉ</button>",
                "<a href=x aria-label='Some article by John'><h6>Some article</h6><p>by John</p></a>",
                "<button aria-label=Menu></button>",
                "<a href=x aria-label=ACT><div style='display: inline'>A</div><div style='display:inline'>C</div>T</a>",
                "<a href=x aria-label='compose email'>compose &nbsp;&nbsp;<br>email</a>",
                "<a href=x aria-label='W3C homepage'><img alt=logo></a>",
                "<a href=x aria-label='University Avenue'>University Ave.</a>",
                "<input type=email aria-label=E-mail value=Contact>",
                "<button aria-label='Send email'>Send e-mail</button>",
            ],
        );
    }

    #[test]
    fn other_words_parts_of_words_and_gaps_fail() {
        failed(
            &PROBE,
            &[
                "<a href=x aria-label=WCAG>W C A G</a>",
                "<a href=x aria-label='two zero two three'>2 0 2 3</a>",
                "<a href=x aria-label=1a>1</a>",
                "<a href=x aria-label='Download specification'>Download <i aria-hidden=true>gizmo</i> specification</a>",
                "<button aria-label='fibonacci: 0 1 1 2'>fibonacci: 0112</button>",
                "<button aria-label='Find in this website'>Search</button>",
            ],
        );
    }

    #[test]
    fn initials_stay_open() {
        assert_eq!(compare("WAI", "Web Accessibility Initiative"), Verdict::Open);
        assert_eq!(compare("i", "Information"), Verdict::Open);
        assert_eq!(compare("2", "deux"), Verdict::Missing);
    }
}
