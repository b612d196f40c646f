//! `parcours watch` and `parcours serve`.

use std::path::Path;
use std::sync::Arc;

use super::End;
use super::arguments::{Serve, Watch};
use super::terminal::{Terminal, files, pipeline_options};
use crate::files::{Disk, Files as _};
use crate::serve::{self, Folder, Live, Shown};
use crate::watch::{self, Watched};

/// Serves a built site until interrupted.
pub(super) fn serve(arguments: &Serve, terminal: &Terminal) -> anyhow::Result<End> {
    let site = arguments.site.display();
    let disk = Disk::new(&arguments.site)
        .ok()
        .filter(|disk| disk.info("index.html").is_ok());
    let Some(disk) = disk else {
        anyhow::bail!(terminal.say(
            &format!("`{site}` is not a built site: it holds no `index.html`; make one with `parcours build`"),
            &format!(
                "`{site}` n'est pas un site construit : il ne contient pas de `index.html` ; faites-en un avec `parcours build`"
            ),
        ));
    };
    let serving = start(Arc::new(Folder::new(disk)), arguments.port, arguments.open, terminal)?;
    serving.wait()?;
    Ok(End::Done)
}

/// Builds, serves, and rebuilds on every change until interrupted.
pub(super) fn watch(arguments: &Watch, terminal: &Terminal) -> anyhow::Result<End> {
    // The same checks of the folder as any other command, before a server is started.
    files(&arguments.project, terminal)?;
    let live = Arc::new(Live::new(terminal.lang));
    let mut serving = None;
    let watched = Watched {
        project: arguments.project.project.clone(),
        allowed: arguments.project.allow_root.clone(),
        options: pipeline_options(&arguments.project, arguments.theme.clone(), terminal),
        poll: arguments.poll,
    };
    let mut failure = None;
    watch::watch(&watched, |outcome| {
        terminal.problems(&outcome.problems);
        terminal.note(&match &outcome.site {
            None => terminal.say(
                "the project cannot be built: correct it and save, the page follows",
                "le projet ne peut pas être construit : corrigez-le et enregistrez, la page suit",
            ),
            Some(site) => terminal.say(
                &format!("built {} files", site.len()),
                &format!("{} fichiers construits", site.len()),
            ),
        });
        live.show(outcome.site, outcome.problems);
        if serving.is_none() {
            let shown: Arc<dyn Shown> = live.clone();
            match start(shown, arguments.port, arguments.open, terminal) {
                Ok(started) => serving = Some(started),
                Err(error) => failure = Some(error),
            }
        }
        failure.is_none()
    })?;
    failure.map_or(Ok(End::Done), Err)
}

fn start(shown: Arc<dyn Shown>, port: u16, open: bool, terminal: &Terminal) -> anyhow::Result<serve::Serving> {
    let serving = serve::serve(shown, port).map_err(|error| match error {
        serve::ServeError::Port { .. } => anyhow::anyhow!(
            "{error}; {}",
            terminal.say("`--port 0` takes any free one", "`--port 0` en prend un libre")
        ),
        other @ serve::ServeError::Server { .. } => other.into(),
    })?;
    let address = format!("http://{}/", serving.address);
    terminal.print(&address)?;
    if open && let Err(error) = open::that_detached(Path::new(&address)) {
        terminal.note(&format!("{address}: {error}"));
    }
    Ok(serving)
}
