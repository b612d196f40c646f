//! What watch mode adds to a page: a script that reloads it, and the problems of the project over it.

use std::fmt::Write as _;

use crate::diagnostics::{Problem, Severity};
use crate::language::Lang;

/// Path of the script, outside anything a site can hold.
pub(super) const SCRIPT: &str = "/-/reload.js";
/// Path of the style sheet.
pub(super) const STYLE: &str = "/-/overlay.css";
/// Path of the stream of changes.
pub(super) const EVENTS: &str = "/-/events";

/// Reloads the page when what is shown is no longer what the page was made from, and when the connection comes back
/// after it was lost.
pub(super) const SCRIPT_SOURCE: &str = "\
(() => {
  const { moment } = document.currentScript.dataset;
  let lost = false;
  const source = new EventSource('/-/events');
  source.addEventListener('open', () => { if (lost) location.reload(); });
  source.addEventListener('error', () => { lost = true; });
  source.addEventListener('moment', (event) => { if (event.data !== moment) location.reload(); });
})();
";

pub(super) const STYLE_SOURCE: &str = "\
#parcours-problems { position: fixed; inset: auto 0 0 0; max-height: 60vh; overflow: auto; z-index: 2147483647;
  margin: 0; padding: 1rem 1.25rem; background: #2b1416; color: #fff; border-top: 3px solid #ff8a80;
  font: 14px/1.5 system-ui, sans-serif; }
#parcours-problems h2 { margin: 0 0 .5rem; font-size: 1rem; }
#parcours-problems ol { margin: 0; padding-left: 1.25rem; }
#parcours-problems li { margin: .75rem 0; }
#parcours-problems p { margin: .15rem 0; }
#parcours-problems pre { margin: .25rem 0; white-space: pre-wrap; color: #ffd7d3; }
#parcours-problems code { color: #ffd7d3; }
@media print { #parcours-problems { display: none; } }
";

/// What is known of the project when a page is sent.
pub(super) struct State<'m> {
    /// Which moment this is.
    pub(super) number: u64,
    /// Every problem of the last build.
    pub(super) problems: &'m [Problem],
    /// What the page shows.
    pub(super) page: Page,
    /// Language of the words.
    pub(super) lang: Lang,
}

/// How the page that is shown relates to the last build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// It is from the last build.
    Current,
    /// The last build failed; the page is from the last one that did not.
    Earlier,
    /// No build ever succeeded.
    Never,
}

/// The page with the script, and with the problems over it where there are errors.
pub(super) fn over(page: &[u8], state: &State<'_>) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    let head = format!(
        "<link rel=\"stylesheet\" href=\"{STYLE}\"><script src=\"{SCRIPT}\" data-moment=\"{}\" defer></script></head>",
        state.number
    );
    let body = format!("{}</body>", panel(state));
    // The page's own policy allows no script, no connection and only its own style; watch mode needs one of each, from
    // this server.
    let page = page
        .replacen(
            "default-src 'none';",
            "default-src 'none'; script-src 'self'; connect-src 'self';",
            1,
        )
        .replacen("style-src ", "style-src 'self' ", 1);
    let page = page.replacen("</head>", &head, 1);
    match page.rfind("</body>") {
        Some(end) => format!("{}{body}{}", &page[..end], &page[end + "</body>".len()..]).into_bytes(),
        None => format!("{page}{body}").into_bytes(),
    }
}

/// A page of its own for a project that never built.
pub(super) fn alone(state: &State<'_>) -> Vec<u8> {
    let page = format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>parcours</title></head><body></body></html>",
        state.lang
    );
    over(page.as_bytes(), state)
}

fn panel(state: &State<'_>) -> String {
    let lang = state.lang;
    let errors: Vec<&Problem> = state
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .collect();
    if errors.is_empty() {
        return String::new();
    }
    let title = match (state.page, lang) {
        (Page::Current, Lang::En) => "A part of the audit is missing",
        (Page::Current, Lang::Fr) => "Il manque une partie de l’audit",
        (Page::Earlier, Lang::En) => "The project cannot be built: this is the last good site",
        (Page::Earlier, Lang::Fr) => "Le projet ne peut pas être construit : voici le dernier site valable",
        (Page::Never, Lang::En) => "The project cannot be built yet",
        (Page::Never, Lang::Fr) => "Le projet ne peut pas encore être construit",
    };
    let mut panel = format!("<section id=\"parcours-problems\" role=\"alert\"><h2>{title}</h2><ol>");
    for problem in errors {
        let place = problem.place.as_ref().map(ToString::to_string).unwrap_or_default();
        let _ = write!(
            panel,
            "<li><p><strong>{}</strong></p><p><code>{}</code> <code>{}</code></p>",
            escaped(problem.what.get(lang)),
            escaped(&place),
            escaped(problem.code)
        );
        if let Some(line) = &problem.source_line {
            let _ = write!(panel, "<pre>{}</pre>", escaped(line));
        }
        for words in [&problem.why, &problem.help] {
            if !words.is_empty() {
                let _ = write!(panel, "<p>{}</p>", escaped(words.get(lang)));
            }
        }
        panel.push_str("</li>");
    }
    panel.push_str("</ol></section>");
    panel
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Place;
    use crate::language::Text;

    fn state(problems: &[Problem], page: Page) -> State<'_> {
        State {
            number: 7,
            problems,
            page,
            lang: Lang::En,
        }
    }

    fn shown(page: &str, state: &State<'_>) -> String {
        String::from_utf8(over(page.as_bytes(), state)).unwrap()
    }

    #[test]
    fn a_problem_is_shown_over_the_page_and_cannot_become_markup() {
        let problems = [Problem::error("project/unknown-key", Text::same("no such key"))
            .at(Place::at("parcours.yaml", 3, 5))
            .line("<script>alert(1)</script>")];
        let page = "<html><head><title>x</title></head><body><p>site</p></body></html>";
        let shown = shown(page, &state(&problems, Page::Earlier));
        assert!(shown.contains("parcours.yaml:3:5"));
        assert!(shown.contains("<p>site</p>"));
        assert!(shown.contains("data-moment=\"7\""));
        assert!(!shown.contains("<script>alert"));
    }

    #[test]
    fn the_policy_of_a_page_lets_in_what_watch_mode_adds_and_keeps_the_rest() {
        let page = "<html><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src \
                    'sha256-x'; base-uri 'none'\"></head><body></body></html>";
        assert!(shown(page, &state(&[], Page::Current)).contains(
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'sha256-x'; base-uri 'none'"
        ));
    }

    #[test]
    fn warnings_do_not_cover_the_page() {
        let warnings = [Problem::warning("data/rejected-rows", Text::same("x"))];
        let shown = shown("<body></body>", &state(&warnings, Page::Current));
        assert!(!shown.contains("parcours-problems"));
    }

    #[test]
    fn the_panel_says_which_site_is_seen() {
        let problems = [Problem::error("plugin/failed", Text::same("x"))];
        let shown = |page| shown("<body></body>", &state(&problems, page));
        assert!(shown(Page::Current).contains("A part of the audit is missing"));
        assert!(shown(Page::Earlier).contains("the last good site"));
        assert!(!shown(Page::Never).contains("the last good site"));
    }
}
