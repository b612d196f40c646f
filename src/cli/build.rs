//! `parcours build`.

use super::End;
use super::arguments::Build;
use super::terminal::{Terminal, files, home, pipeline_options, shown};
use crate::{pipeline, publish};

/// Builds the site and publishes it. A broken project publishes nothing: the last good site stays.
pub(super) fn run(build: &Build, terminal: &Terminal) -> anyhow::Result<End> {
    let disk = files(&build.project, terminal)?;
    let outcome = pipeline::build(&disk, &pipeline_options(&build.project, build.theme.clone(), terminal));
    terminal.problems(&outcome.problems);
    let incomplete = outcome.is_incomplete();
    let Some(site) = outcome.site else {
        terminal.note(&terminal.say(
            "nothing was published; the last good site, if any, is untouched",
            "rien n’a été publié ; le dernier site valable, s’il existe, est intact",
        ));
        return Ok(End::Wrong);
    };
    let folder = build.out.clone().unwrap_or_else(|| disk.root().join("site"));
    let done = publish::publish(&site, &folder, disk.root(), home().as_deref())?;
    let open = shown(&folder.join("index.html"));
    terminal.note(&match terminal.lang {
        crate::language::Lang::En => format!(
            "{} files: {} written, {} unchanged, {} removed; open {open}",
            site.len(),
            done.written,
            done.unchanged,
            done.removed
        ),
        crate::language::Lang::Fr => format!(
            "{} fichiers : {} écrits, {} inchangés, {} retirés ; ouvrez {open}",
            site.len(),
            done.written,
            done.unchanged,
            done.removed
        ),
    });
    Ok(if incomplete { End::GateFailed } else { End::Done })
}
