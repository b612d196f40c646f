//! A comment on a merge request: the verdict, what is wrong at which place, and every check with its figure.
//!
//! Bounded, so that a host takes it (GitHub refuses a comment of more than 65,536 characters): of each list the first are
//! shown, and how many more there are. The same audit gives the same text.

use super::{Judged, Level, Remark, uri};
use crate::audit::{Check, Outcome};
use crate::language::{Lang, number};

/// Rows shown of problems and of defects of pages, and of checks.
const MOST: usize = 50;
/// Characters shown of a message.
const MOST_OF_TEXT: usize = 300;

/// The comment, which opens with how the run ended. `figure` writes the figure of a check as the terminal does; `links` is the
/// address that paths lie behind on the host: a comment lies nowhere, so that a path alone would lead nowhere.
pub(in crate::cli) fn markdown(
    judged: &Judged<'_>,
    end: &str,
    figure: &dyn Fn(&Check) -> String,
    links: Option<&str>,
) -> String {
    let say = |en: &'static str, fr: &'static str| match judged.lang {
        Lang::En => en,
        Lang::Fr => fr,
    };
    let remarks = judged.remarks();
    let section = |level: Level, title: &str| {
        // A check that fails has no place, and stands in the table.
        let told: Vec<&Remark> = remarks
            .iter()
            .filter(|remark| remark.level == level && (remark.place.is_some() || !judged.is_check(&remark.rule)))
            .collect();
        let mut lines: Vec<String> = told.iter().take(MOST).map(|remark| line(remark, links)).collect();
        lines.extend(more(judged.lang, told.len()));
        let figure = count(judged.lang, told.len());
        (!told.is_empty()).then(|| format!("#### {title} ({figure})\n\n{}", lines.join("\n")))
    };
    let checks = || {
        let mut checks: Vec<&Check> = judged.audit?.checks.iter().collect();
        // What fails the gate first, what is out of the question last, each in the order of the audit.
        checks.sort_by_key(|check| (!(judged.gated)(check.outcome), check.outcome == Outcome::NotApplicable));
        let mut lines = vec![
            say("| outcome | check | figure |", "| résultat | contrôle | chiffre |").to_owned(),
            "| --- | --- | --- |".to_owned(),
        ];
        lines.extend(checks.iter().take(MOST).map(|check| {
            let words = plain(&(judged.words)(check));
            let fails = if (judged.gated)(check.outcome) { "**" } else { "" };
            format!("| {fails}{words}{fails} | `{}` | {} |", check.id, plain(&figure(check)))
        }));
        lines.extend(more(judged.lang, checks.len()).map(|rest| format!("\n{rest}")));
        let title = say("Checks", "Contrôles");
        let figure = count(judged.lang, checks.len());
        Some(format!("#### {title} ({figure})\n\n{}", lines.join("\n")))
    };
    let parts = [
        Some(format!("### parcours: {end}")),
        section(Level::Error, say("Errors", "Erreurs")),
        section(Level::Warning, say("Warnings", "Avertissements")),
        checks(),
        section(Level::Note, say("Defects of pages", "Défauts des pages")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n") + "\n"
}

/// One remark as an item of a list: its place, its code and its message.
fn line(remark: &Remark, links: Option<&str>) -> String {
    let place = remark.place.as_ref().map(|(path, line, column)| {
        let (anchor, shown) = match (*line, *column) {
            (0, _) => (String::new(), path.clone()),
            (line, 0) => (format!("#L{line}"), format!("{path}:{line}")),
            (line, column) => (format!("#L{line}"), format!("{path}:{line}:{column}")),
        };
        match links {
            Some(links) => format!(
                "[{}]({}/{}{anchor}) ",
                plain(&shown),
                links.trim_end_matches('/'),
                uri(path)
            ),
            None => format!("`{}` ", shown.replace('`', "'")),
        }
    });
    let mut text: String = remark.text.chars().take(MOST_OF_TEXT).collect();
    if text.len() < remark.text.len() {
        text.push('…');
    }
    format!("- {}`{}` {}", place.unwrap_or_default(), remark.rule, plain(&text))
}

/// How many more there are than are shown.
fn more(lang: Lang, all: usize) -> Option<String> {
    let rest = all.checked_sub(MOST).filter(|rest| *rest > 0)?;
    Some(match lang {
        Lang::En => format!("- … and {} more", count(lang, rest)),
        Lang::Fr => format!("- … et {} de plus", count(lang, rest)),
    })
}

fn count(lang: Lang, n: usize) -> String {
    number::integer(lang, n.cast_signed() as i64)
}

/// Text on one line that means nothing to Markdown but code between backticks, which is told as such.
fn plain(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut is_code = false;
    for one in text.chars() {
        match one {
            '\n' | '\r' => written.push(' '),
            '`' => {
                is_code = !is_code;
                written.push('`');
            }
            // A column of a table ends at a bar, in code too.
            '|' => written.push_str("\\|"),
            '*' | '_' | '[' | ']' | '<' | '>' | '#' | '\\' | '~' | '@' if !is_code => {
                written.push('\\');
                written.push(one);
            }
            one => written.push(one),
        }
    }
    if is_code {
        written.push('`');
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_client_are_no_markdown() {
        assert_eq!(plain("a|b *c* <d> @e\n`f|_g_`"), "a\\|b \\*c\\* \\<d\\> \\@e `f\\|_g_`");
        assert_eq!(plain("`cut"), "`cut`");
        assert_eq!(uri("a b/é(1).yaml"), "a%20b/%C3%A9%281%29.yaml");
    }

    #[test]
    fn long_messages_end() {
        let remark = Remark {
            level: Level::Error,
            rule: "data/x".to_owned(),
            place: Some(("a.csv".to_owned(), 3, 0)),
            text: "é".repeat(1000),
            fingerprint: None,
        };
        assert!(line(&remark, None).starts_with("- `a.csv:3` `data/x` éé"));
        let line = line(&remark, Some("https://host/project/blob/abc/"));
        assert!(
            line.starts_with("- [a.csv:3](https://host/project/blob/abc/a.csv#L3) `data/x` éé") && line.ends_with("é…"),
            "{line}"
        );
        assert!(line.chars().count() < 380);
    }
}
