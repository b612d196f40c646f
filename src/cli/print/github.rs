//! Workflow commands of GitHub Actions: notes beside the lines of a change.
//!
//! Source: docs.github.com, “Workflow commands for GitHub Actions”, setting an error, a warning or a notice message.

use super::{Judged, Level};

/// One command a line.
pub(in crate::cli) fn github(judged: &Judged<'_>) -> String {
    let mut lines = String::new();
    for remark in judged.remarks() {
        let command = match remark.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let mut properties = Vec::new();
        if let Some((path, line, column)) = &remark.place {
            properties.push(format!("file={}", property(path)));
            for (name, figure) in [("line", line), ("col", column)] {
                if *figure > 0 {
                    properties.push(format!("{name}={figure}"));
                }
            }
        }
        properties.push(format!("title={}", property(&remark.rule)));
        lines.push_str(&format!(
            "::{command} {}::{}\n",
            properties.join(","),
            message(&remark.text)
        ));
    }
    lines
}

/// A message on one line.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value between commas.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
