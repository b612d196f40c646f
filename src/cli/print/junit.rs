//! XML as test runners write it (`junit`), which CI servers show: each check is a test, and so is reading the input.

use super::Judged;
use crate::audit::Outcome;
use crate::diagnostics::Severity;
use crate::manifest::Kind;

/// The report.
pub(in crate::cli) fn junit(judged: &Judged<'_>) -> String {
    let errors: Vec<String> = judged
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| problem.headline(judged.lang))
        .collect();
    let mut cases = case(
        "input",
        "input",
        errors.first().map(|first| {
            format!(
                "<error message=\"{}\">{}</error>",
                escaped(first),
                escaped(&errors.join("\n"))
            )
        }),
    );
    let (mut tests, mut failures, mut skipped) = (1, 0, 0);
    for check in judged.audit.iter().flat_map(|audit| &audit.checks) {
        let kind = match check.kind {
            Kind::Kpi => "kpi",
            Kind::Maturity => "maturity",
            Kind::Website => "website",
        };
        let words = format!("{}: {}", check.title.get(judged.lang), (judged.words)(check));
        tests += 1;
        let inner = if (judged.gated)(check.outcome) {
            failures += 1;
            Some(format!("<failure message=\"{}\"/>", escaped(&words)))
        } else if check.outcome == Outcome::Passed {
            None
        } else {
            skipped += 1;
            Some(format!("<skipped message=\"{}\"/>", escaped(&words)))
        };
        cases.push_str(&case(kind, &check.id, inner));
    }
    let wrong = u32::from(!errors.is_empty());
    let counts = format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"{wrong}\" skipped=\"{skipped}\"");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {counts}>\n<testsuite name=\"parcours\" {counts}>\n{cases}</testsuite>\n\
         </testsuites>\n"
    )
}

fn case(class: &str, name: &str, inner: Option<String>) -> String {
    let head = format!("<testcase classname=\"parcours.{class}\" name=\"{}\"", escaped(name));
    match inner {
        Some(inner) => format!("{head}>{inner}</testcase>\n"),
        None => format!("{head}/>\n"),
    }
}

/// Text as XML holds it; control characters, which it cannot hold, are left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            char if char.is_control() => {}
            char => escaped.push(char),
        }
    }
    escaped
}
