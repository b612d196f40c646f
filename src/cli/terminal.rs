//! Speaking on the terminal: results to standard output, everything else to standard error.

use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use super::arguments::{Colour, Global, ProjectOptions};
use super::progress;
use crate::diagnostics::Problem;
use crate::diagnostics::render::{self, Look};
use crate::files::Disk;
use crate::language::{Lang, Text};
use crate::pipeline::Options;

/// How this run speaks.
pub(super) struct Terminal {
    /// Language of messages.
    pub(super) lang: Lang,
    /// Whether messages on standard error are coloured.
    pub(super) colour: bool,
    pub(super) quiet: bool,
}

impl Terminal {
    pub(super) fn new(global: &Global) -> Self {
        let colour = match global.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                io::stderr().is_terminal()
                    && environment("NO_COLOR").is_none_or(|value| value.is_empty())
                    && environment("TERM").is_none_or(|term| term != "dumb")
            }
        };
        let lang = global.messages.map(Lang::from).or_else(|| {
            ["LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .find_map(environment)
                .and_then(|name| Lang::from_code(&name))
        });
        Terminal {
            lang: lang.unwrap_or_default(),
            colour,
            quiet: global.quiet,
        }
    }

    /// Words in the language of messages.
    pub(super) fn say(&self, en: &str, fr: &str) -> String {
        Text::new(en, fr).get(self.lang).to_owned()
    }

    /// A line about what was done, on standard error, unless `--quiet`.
    pub(super) fn note(&self, line: &str) {
        if !self.quiet {
            let _ = writeln!(io::stderr().lock(), "{line}");
        }
    }

    /// A result, on standard output.
    #[expect(
        clippy::unused_self,
        reason = "speaking is the terminal's, whichever stream it goes to"
    )]
    pub(super) fn print(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        if !text.ends_with('\n') {
            out.write_all(b"\n")?;
        }
        out.flush()
    }

    /// Problems, drawn, on standard error.
    pub(super) fn problems(&self, problems: &[Problem]) {
        if problems.is_empty() {
            return;
        }
        let look = if self.colour {
            Look::styled(self.lang)
        } else {
            Look::plain(self.lang)
        };
        let drawn = render::render(problems, look);
        let _ = writeln!(io::stderr().lock(), "{}", drawn.trim_end());
    }

    /// A failure of the world, on standard error.
    pub(super) fn error(&self, error: &anyhow::Error) {
        let word = self.say("error", "erreur");
        let _ = writeln!(io::stderr().lock(), "{word}: {error:#}");
    }
}

/// A bug of ours, on standard error.
pub(super) fn bug(panic: &std::panic::PanicHookInfo<'_>) {
    let _ = writeln!(
        io::stderr().lock(),
        "internal error in parcours {}: {panic}\nThis is a bug. Please report it with the command and, if you can, the project.",
        env!("CARGO_PKG_VERSION")
    );
}

/// A variable of the environment.
#[expect(
    clippy::disallowed_methods,
    reason = "cli is the one place that reads the environment"
)]
pub(super) fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The user's home folder, which is never published into.
pub(super) fn home() -> Option<PathBuf> {
    environment("HOME")
        .or_else(|| environment("USERPROFILE"))
        .map(PathBuf::from)
}

/// What refuses a file that a command was given by name: what is wrong and what to do.
pub(super) fn refused(problem: &Problem, terminal: &Terminal) -> anyhow::Error {
    anyhow::anyhow!(
        "{}\n{}",
        problem.what.get(terminal.lang),
        problem.help.get(terminal.lang)
    )
}

/// The files of the project that the options name.
pub(super) fn files(options: &ProjectOptions, terminal: &Terminal) -> anyhow::Result<Disk> {
    if !options.project.is_dir() {
        anyhow::bail!(
            "{}: {}",
            options.project.display(),
            terminal.say(
                "no such folder; `parcours new DIR` starts a project",
                "ce dossier n’existe pas ; `parcours new DOSSIER` commence un projet"
            )
        );
    }
    let mut disk = Disk::new(&options.project)?.with_cache();
    for folder in &options.allow_root {
        disk = disk.allow(folder)?;
    }
    Ok(disk)
}

/// The pipeline's options from those of the command line.
pub(super) fn pipeline_options(options: &ProjectOptions, theme: Option<String>, terminal: &Terminal) -> Options {
    Options {
        languages: options.lang.iter().copied().map(Lang::from).collect(),
        theme,
        today: None,
        commit: options.commit.clone(),
        progress: progress::watcher(terminal.lang, terminal.quiet),
    }
}

/// A path as people write it: from the current folder where it lies inside.
pub(super) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let inside = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
    inside.unwrap_or(path).display().to_string()
}
