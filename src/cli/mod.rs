//! The command line: one file per command. The only module that prints, exits, reads the environment or the clock.

mod actions;
mod arguments;
mod build;
mod check;
mod diff;
mod explain;
mod import;
mod manual;
mod new;
mod plugin;
mod print;
mod progress;
mod questionnaire;
mod schema;
#[cfg(feature = "serve")]
mod serving;
mod sql;
mod summarise;
mod terminal;
mod verify;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};
use terminal::Terminal;

/// How a run ended, as exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Done, and nothing failed the gate.
    Done,
    /// The audit was made and the gate failed; a broken plugin counts.
    GateFailed,
    /// The project, the data or the command line is wrong.
    Wrong,
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        ExitCode::from(match end {
            End::Done => 0,
            End::GateFailed => 1,
            End::Wrong => 2,
        })
    }
}

/// Runs the command line. Exit codes: 0 done, 1 the gate failed, 2 the input is wrong.
pub fn run() -> ExitCode {
    report_bugs();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are asked for, and go to standard output with 0; anything else is a wrong command line.
            let wrong = error.use_stderr();
            let _ = error.print();
            return if wrong { End::Wrong.into() } else { End::Done.into() };
        }
    };
    let terminal = Terminal::new(&arguments.global);
    let done = match arguments.command {
        Command::New(new) => new::run(&new, &terminal),
        Command::Build(build) => build::run(&build, &terminal),
        Command::Check(check) => check::run(&check, &terminal),
        Command::Diff(arguments) => diff::run(&arguments, &terminal),
        Command::Actions(actions) => actions::run(&actions, &terminal),
        Command::Sql(sql) => sql::run(&sql, &terminal),
        Command::Summarise(summarise) => summarise::run(&summarise, &terminal),
        Command::Questionnaire(questionnaire) => questionnaire::run(&questionnaire, &terminal),
        Command::Explain(explain) => explain::run(&explain, &terminal),
        Command::Import(import) => import::run(&import, &terminal),
        Command::Verify(verify) => verify::run(&verify, &terminal),
        Command::Schema(schema) => schema::run(&schema, &terminal),
        Command::Plugin(plugin) => plugin::run(&plugin, &terminal),
        Command::Completions(completions) => manual::completions(completions.shell, &terminal),
        Command::Man => manual::man(&terminal),
        #[cfg(feature = "serve")]
        Command::Watch(watch) => serving::watch(&watch, &terminal),
        #[cfg(feature = "serve")]
        Command::Serve(serve) => serving::serve(&serve, &terminal),
    };
    match done {
        Ok(end) => end.into(),
        Err(error) if is_broken_pipe(&error) => End::Done.into(),
        Err(error) => {
            terminal.error(&error);
            End::Wrong.into()
        }
    }
}

/// Makes a panic, which is always a bug of ours, say so and where. One inside a plugin's run is caught there and told as
/// that plugin's problem.
fn report_bugs() {
    std::panic::set_hook(Box::new(|panic| {
        if std::thread::current().name() != Some("plugin") {
            terminal::bug(panic);
        }
    }));
}

/// Whether somebody closed the pipe we write to (`parcours check | head`): not a failure of ours.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
