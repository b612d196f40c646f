//! `parcours diff`: what changed from one audit to another.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context as _;
use serde_json::Value;

use super::End;
use super::arguments::{Diff, DiffFormat};
use super::terminal::Terminal;
use crate::audit::diff::{AuditDiff, CheckChange, FindingRow, Movement, diff};
use crate::files::{Disk, Files as _};
use crate::language::{Lang, number};
use crate::pipeline::{self, Options};

/// Larger than this a file is no audit.
const MOST_BYTES: u64 = 1 << 30;

/// Compares two audits.
pub(super) fn run(arguments: &Diff, terminal: &Terminal) -> anyhow::Result<End> {
    let (Some(before), Some(after)) = (audit(&arguments.before, terminal)?, audit(&arguments.after, terminal)?) else {
        return Ok(End::Wrong);
    };
    let found = diff(&before, &after);
    terminal.print(&match arguments.format {
        DiffFormat::Json => serde_json::to_string_pretty(&found)?,
        DiffFormat::Human => told(&found, terminal, &PLAIN),
        DiffFormat::Markdown => told(&found, terminal, &MARKDOWN),
    })?;
    Ok(if found.is_worse() { End::GateFailed } else { End::Done })
}

/// The audit of a project, or that of a file or of a site; `None` for a project that is wrong, which was told.
fn audit(path: &Path, terminal: &Terminal) -> anyhow::Result<Option<Value>> {
    let is_project = path.join(crate::project::PROJECT_FILE).exists();
    if is_project {
        let outcome = pipeline::audit(&Disk::new(path)?, &Options::default());
        terminal.problems(&outcome.problems);
        return Ok(outcome.audit.map(serde_json::to_value).transpose()?);
    }
    let (folder, name) = if path.is_dir() {
        (path, "audit.json".to_owned())
    } else {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        (path.parent().unwrap_or(path), name.unwrap_or_default())
    };
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let bytes = Disk::new(folder)
        .map_err(anyhow::Error::from)
        .and_then(|disk| Ok(disk.read(&name, MOST_BYTES)?))
        .with_context(|| path.display().to_string())?;
    let audit: Value = serde_json::from_slice(&bytes).with_context(|| path.display().to_string())?;
    if audit["format"] != "parcours-audit/1" {
        anyhow::bail!(
            "{}: {}",
            path.display(),
            terminal.say(
                "this is no audit of a version that can be compared; name a project or an audit.json",
                "ce n’est pas un audit d’une version comparable ; nommez un projet ou un audit.json"
            )
        );
    }
    Ok(Some(audit))
}

/// How headings and lines are written.
struct Style {
    heading: &'static str,
    item: &'static str,
}

const PLAIN: Style = Style {
    heading: "",
    item: "  ",
};
const MARKDOWN: Style = Style {
    heading: "## ",
    item: "- ",
};

fn told(found: &AuditDiff, terminal: &Terminal, style: &Style) -> String {
    let mut text = String::new();
    let mut section = |title: String, lines: Vec<String>| {
        if lines.is_empty() {
            return;
        }
        let gap = if text.is_empty() { "" } else { "\n" };
        let _ = writeln!(text, "{gap}{}{title}\n", style.heading);
        for line in lines {
            let _ = writeln!(text, "{}{line}", style.item);
        }
    };
    let checks = |wanted: &dyn Fn(&CheckChange) -> bool| -> Vec<String> {
        let wanted = found.checks.iter().filter(|check| wanted(check));
        wanted.map(|check| line(check, terminal)).collect()
    };
    let findings = |rows: &[FindingRow]| -> Vec<String> { rows.iter().map(|row| finding(row, terminal)).collect() };
    section(
        terminal.say("Worse", "En recul"),
        checks(&|check| check.movement == Movement::Worse),
    );
    section(
        terminal.say("Better", "En progrès"),
        checks(&|check| check.movement == Movement::Better),
    );
    section(
        terminal.say(
            &format!(
                "Moved, not beyond chance ({} differences tested together)",
                found.family
            ),
            &format!("Écarts non concluants ({} écarts testés ensemble)", found.family),
        ),
        checks(&|check| check.movement == Movement::NotConclusive),
    );
    section(
        terminal.say("Other outcome", "Résultat différent"),
        checks(&|check| check.movement == Movement::Same && check.outcome_changed()),
    );
    section(terminal.say("New findings", "Nouveaux constats"), findings(&found.new));
    section(
        terminal.say("Findings no longer there", "Constats disparus"),
        findings(&found.fixed),
    );
    let same = found
        .checks
        .iter()
        .filter(|check| check.movement == Movement::Same && !check.outcome_changed());
    let (checks, findings) = (same.count(), found.same.len());
    let gap = if text.is_empty() { "" } else { "\n" };
    let _ = writeln!(
        text,
        "{gap}{}",
        terminal.say(
            &format!("The same: {checks} checks, {findings} findings."),
            &format!("Inchangés\u{a0}: {checks} contrôles, {findings} constats."),
        )
    );
    text
}

/// A check on one line: its figures with the interval of the difference, and its outcomes where they differ.
fn line(check: &CheckChange, terminal: &Terminal) -> String {
    let lang = terminal.lang;
    let show = |value: f64| match check.unit.as_deref() {
        Some("points") => number::signed(lang, value, 1),
        Some("percent") => number::percent(lang, value / 100.0, 1),
        _ => number::number(lang, value, 2),
    };
    let absent = || terminal.say("not there", "absent");
    let mut line = format!("{}{} ", check.id, if lang == Lang::Fr { "\u{a0}:" } else { ":" });
    match check.value {
        [None, None] => {}
        value => {
            let [before, after] = value.map(|value| value.map_or_else(absent, show));
            let _ = write!(line, "{before} → {after}");
        }
    }
    if let (Some(_), Some([low, high]), Some(p)) = (check.difference, check.interval, check.p_holm) {
        let change = number::range(lang, low, high, |value| number::signed(lang, value, 2));
        let _ = write!(line, " ({change}; p = {})", number::number(lang, p, 3));
    }
    if let [Some(before), Some(after)] = check.n {
        let _ = write!(line, ", {} → {}", number::n(lang, before), number::n(lang, after));
    }
    if check.outcome_changed() {
        let [before, after] = check
            .outcome
            .each_ref()
            .map(|outcome| outcome.clone().unwrap_or_else(absent));
        let _ = write!(line, " [{before} → {after}]");
    }
    line
}

fn finding(row: &FindingRow, terminal: &Terminal) -> String {
    let lang = match terminal.lang {
        Lang::En => "en",
        Lang::Fr => "fr",
    };
    let words = row.text[lang].as_str().or_else(|| {
        let mut others = row.text.as_object()?.values();
        others.find_map(Value::as_str)
    });
    format!("{} [{}] {}", row.id, row.severity, words.unwrap_or_default())
}
