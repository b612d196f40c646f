//! Draws problems for a terminal, the way rustc does: place, source line, why, what to do. Prints nothing itself.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use super::{Place, Problem, Severity};
use crate::language::{Arg, Args, Lang, core};

/// How problems are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Language of all words.
    pub lang: Lang,
    /// Whether to use colours (as ANSI escapes).
    pub styled: bool,
    /// Width in columns to which long source lines are cut.
    pub width: usize,
}

impl Look {
    /// Without colours, 140 columns wide.
    pub fn plain(lang: Lang) -> Self {
        Look {
            lang,
            styled: false,
            width: 140,
        }
    }

    /// In colour, 140 columns wide.
    pub fn styled(lang: Lang) -> Self {
        Look {
            styled: true,
            ..Look::plain(lang)
        }
    }
}

/// All problems in the order given, parted by blank lines, and a last line that counts them. Empty for no problem.
pub fn render<'p>(problems: impl IntoIterator<Item = &'p Problem>, look: Look) -> String {
    let mut out = String::new();
    let (mut errors, mut warnings) = (0, 0);
    for problem in problems {
        match problem.severity {
            Severity::Error => errors += 1,
            Severity::Warning => warnings += 1,
        }
        out.push_str(&render_one(problem, look));
        out.push_str("\n\n");
    }
    if !out.is_empty() {
        out.push_str(&count_line(errors, warnings, look.lang));
        out.push('\n');
    }
    out
}

/// `2 errors, 1 warning`; `2 erreurs, 1 avertissement`. What there is none of is left out; empty for neither.
pub fn count_line(errors: i64, warnings: i64, lang: Lang) -> String {
    let counted = |key, count| {
        let args = Args::from([("n".to_owned(), Arg::Count(count))]);
        (count > 0).then(|| core().get(lang, key, &args).unwrap_or_else(|_| format!("{count}")))
    };
    let parts: Vec<String> = [counted("problem-errors", errors), counted("problem-warnings", warnings)]
        .into_iter()
        .flatten()
        .collect();
    parts.join(", ")
}

/// One problem, without a newline at its end.
pub fn render_one(problem: &Problem, look: Look) -> String {
    let lang = look.lang;
    let word = |key: &str| core().word(lang, key).unwrap_or_else(|_| key.to_owned());
    let (level, name) = match problem.severity {
        Severity::Error => (Level::ERROR, word("problem-error")),
        Severity::Warning => (Level::WARNING, word("problem-warning")),
    };
    let mut elements: Vec<Element<'_>> = Vec::new();
    if let Some(place) = &problem.place {
        elements.push(match &problem.source_line {
            Some(line) if place.line > 0 => snippet(place, line).into(),
            _ => origin(place).into(),
        });
    }
    let mut note = |level: Level<'static>, name: String, text: &str| {
        if !text.is_empty() {
            // Messages may be styled, so that whatever comes from a file is made harmless first.
            elements.push(level.with_name(name).message(normalize_untrusted_str(text)).into());
        }
    };
    if problem.count > 1 {
        let args = Args::from([(
            "n".to_owned(),
            Arg::Count(i64::try_from(problem.count).unwrap_or(i64::MAX)),
        )]);
        let seen = core().get(lang, "problem-repeated", &args).unwrap_or_default();
        note(Level::NOTE, word("problem-note"), &seen);
    }
    note(Level::NOTE, word("problem-why"), problem.why.get(lang));
    note(Level::HELP, word("problem-help"), problem.help.get(lang));
    let first = level
        .with_name(name)
        .primary_title(problem.what.get(lang))
        .id(problem.code)
        .elements(elements);
    let see = word("problem-see");
    let groups: Vec<Group<'_>> = std::iter::once(first)
        .chain(problem.related.iter().map(|(place, label)| {
            Level::NOTE
                .with_name(see.clone())
                .secondary_title(normalize_untrusted_str(label.get(lang)))
                .element(origin(place))
        }))
        .collect();
    let renderer = if look.styled {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.term_width(look.width).render(&groups)
}

fn origin(place: &Place) -> Origin<'_> {
    let origin = Origin::path(place.path.as_str());
    match (place.line, place.column) {
        (0, _) => origin,
        (line, 0) => origin.line(line as usize),
        (line, column) => origin.line(line as usize).char_column(column as usize),
    }
}

fn snippet<'p>(place: &'p Place, line: &'p str) -> Snippet<'p, Annotation<'p>> {
    Snippet::source(line)
        .line_start(place.line as usize)
        .path(place.path.as_str())
        .annotation(AnnotationKind::Primary.span(span(place, line)))
}

/// The bytes of `line` that `place` means: its columns count characters. The whole line where no column is known,
/// the end of the line where the column lies beyond it (a line is kept up to 400 characters only).
fn span(place: &Place, line: &str) -> Range<usize> {
    if place.column == 0 {
        let start = line.len() - line.trim_start().len();
        return start..line.trim_end().len().max(start);
    }
    let byte_of = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(byte, _)| byte);
    let start = place.column as usize - 1;
    byte_of(start)..byte_of(start + place.length.max(1) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Text;

    fn unknown_persona() -> Problem {
        Problem::error(
            "project/unknown-persona",
            Text::prose("unknown persona `lea`", "persona inconnu : `lea`"),
        )
        .at(Place {
            path: "journey.yaml".to_owned(),
            line: 12,
            column: 16,
            length: 3,
        })
        .line("    personas: [lea, marc]")
        .why(Text::prose("its curve would be empty", "sa courbe serait vide"))
        .help(Text::prose("did you mean `léa`?", "vouliez-vous dire `léa` ?"))
        .related(
            Place::at("personas/lea.yaml", 1, 5),
            Text::prose("declared here", "déclaré ici"),
        )
    }

    #[test]
    fn a_problem_shows_place_line_why_and_help() {
        let drawn = render([&unknown_persona()], Look::plain(Lang::En));
        let expected = "\
error[project/unknown-persona]: unknown persona `lea`
  --> journey.yaml:12:16
   |
12 |     personas: [lea, marc]
   |                ^^^
   |
   = why: its curve would be empty
   = what to do: did you mean `léa`?
see: declared here
  --> personas/lea.yaml:1:5

1 error
";
        assert_eq!(drawn, expected);
    }

    #[test]
    fn a_problem_speaks_french() {
        let drawn = render([&unknown_persona()], Look::plain(Lang::Fr));
        assert!(
            drawn.starts_with("erreur[project/unknown-persona]: persona inconnu\u{202f}: `lea`\n"),
            "{drawn}"
        );
        assert!(drawn.contains("= pourquoi: sa courbe serait vide"), "{drawn}");
        assert!(
            drawn.contains("= que faire: vouliez-vous dire `léa`\u{202f}?"),
            "{drawn}"
        );
        assert!(drawn.contains("voir: déclaré ici"), "{drawn}");
        assert!(drawn.ends_with("\n1 erreur\n"), "{drawn}");
    }

    #[test]
    fn the_last_line_counts() {
        assert_eq!(count_line(2, 1, Lang::En), "2 errors, 1 warning");
        assert_eq!(count_line(2, 1, Lang::Fr), "2 erreurs, 1 avertissement");
        assert_eq!(count_line(0, 3, Lang::Fr), "3 avertissements");
        assert_eq!(render([], Look::plain(Lang::En)), "");
    }

    #[test]
    fn repeats_are_told_once() {
        let mut problem = Problem::warning("data/ragged-row", Text::same("3 fields instead of 4")).at(Place {
            column: 0,
            ..Place::at("data/wave.csv", 7, 0)
        });
        problem.count = 1_204;
        let drawn = render_one(&problem, Look::plain(Lang::En));
        assert!(drawn.contains("--> data/wave.csv:7\n"), "{drawn}");
        assert!(drawn.contains("seen 1,204 times"), "{drawn}");
    }

    #[test]
    fn a_place_beyond_the_line_kept_is_drawn_at_its_end() {
        let problem = Problem::error("project/yaml-syntax", Text::same("broken"))
            .at(Place::at("a.yaml", 1, 9_000))
            .line("é".repeat(900));
        let drawn = render_one(&problem, Look::plain(Lang::En));
        assert!(drawn.contains("--> a.yaml:1:"), "{drawn}");
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        let place = Place {
            length: 2,
            ..Place::at("a.yaml", 1, 3)
        };
        assert_eq!(&"éèàç"[span(&place, "éèàç")], "àç");
        let whole = Place {
            column: 0,
            ..Place::at("a.yaml", 1, 1)
        };
        assert_eq!(&"  mot "[span(&whole, "  mot ")], "mot");
        assert_eq!(span(&whole, "   "), 3..3);
    }

    #[test]
    fn escapes_in_a_file_do_not_reach_the_terminal() {
        let problem = Problem::error("project/wrong-value", Text::same("bad \u{1b}[31mvalue"))
            .at(Place::at("a.yaml", 1, 1))
            .line("x: \u{1b}[2J")
            .why(Text::same("because \u{1b}[0m"))
            .related(Place::file("b.yaml"), Text::same("\u{7}bell"));
        let drawn = render_one(&problem, Look::plain(Lang::En));
        assert!(!drawn.contains('\u{1b}') && !drawn.contains('\u{7}'), "{drawn:?}");
    }

    #[test]
    fn colours_only_when_asked_for() {
        let drawn = render_one(&unknown_persona(), Look::styled(Lang::En));
        assert!(drawn.contains('\u{1b}'));
        assert!(!render_one(&unknown_persona(), Look::plain(Lang::En)).contains('\u{1b}'));
    }
}
