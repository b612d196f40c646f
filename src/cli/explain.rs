//! `parcours explain`: a check by its id, or a problem by its code.

use super::End;
use super::arguments::Explain;
use super::terminal::Terminal;
use crate::diagnostics::{Problems, codes, suggestion};
use crate::files::{Disk, Files};
use crate::language::Lang;
use crate::plugins::{self, Registry};

/// Prints what is known of a check or of a problem.
pub(super) fn run(explain: &Explain, terminal: &Terminal) -> anyhow::Result<End> {
    let disk = Disk::new(&explain.project).ok();
    let files = disk.as_ref().map(|disk| disk as &dyn Files);
    // A broken plugin of the project is no reason not to explain another.
    let registry = Registry::load(files, &mut Problems::new());
    let Some(id) = &explain.id else {
        terminal.print(&list(&registry, terminal.lang))?;
        return Ok(End::Done);
    };
    if let Some(plugin) = registry.get(id) {
        terminal.print(&plugins::explain(plugin, terminal.lang))?;
        return Ok(End::Done);
    }
    if let Some(code) = codes::explain(id) {
        terminal.print(&format!("{id}\n\n{}", code.explanation().get(terminal.lang)))?;
        return Ok(End::Done);
    }
    let known: Vec<&str> = registry
        .ids()
        .into_iter()
        .chain(codes::all().map(|code| code.code))
        .collect();
    anyhow::bail!(
        "{}; {}",
        terminal.say(
            &format!("`{id}` is neither a check nor a code"),
            &format!("`{id}` n’est ni un contrôle ni un code")
        ),
        suggestion(id, known).get(terminal.lang)
    );
}

/// Every check and every code, one line each.
fn list(registry: &Registry, lang: Lang) -> String {
    let checks = registry
        .plugins()
        .map(|plugin| (plugin.id().to_owned(), plugin.manifest.title.get(lang).to_owned()));
    let codes = codes::all().map(|code| (code.code.to_owned(), first_sentence(code.explanation().get(lang))));
    let lines: Vec<(String, String)> = checks.chain(codes).collect();
    let width = lines.iter().map(|(id, _)| id.len()).max().unwrap_or(0);
    lines.iter().fold(String::new(), |mut all, (id, words)| {
        all.push_str(&format!("{id:<width$}  {words}\n"));
        all
    })
}

fn first_sentence(text: &str) -> String {
    text.split_inclusive(". ").next().unwrap_or(text).trim_end().to_owned()
}
