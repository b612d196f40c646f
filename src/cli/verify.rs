//! `parcours verify`: reads every input of an audit again and says which are no longer what the audit was made from.

use std::path::Path;

use anyhow::Context as _;
use serde::Deserialize;

use super::End;
use super::arguments::Verify;
use super::terminal::{Terminal, files, pipeline_options, shown};
use crate::diagnostics::Problems;
use crate::files::{Disk, Files, digest_source};
use crate::{evidence, pipeline};

/// What is read of an audit.
#[derive(Deserialize)]
struct Audit {
    inputs: Vec<Input>,
}

/// An input as the audit lists it.
#[derive(Deserialize)]
struct Input {
    path: String,
    digest: String,
    bytes: u64,
    /// None for the copy of the website, which is a folder.
    rows: Option<u64>,
}

/// What became of an input.
enum State {
    Same,
    /// With its size now.
    Changed(u64),
    Missing,
}

/// Compares what the audit lists with what is there. Always reads the files: neither their times nor the cache say
/// that they are the same.
pub(super) fn run(verify: &Verify, terminal: &Terminal) -> anyhow::Result<End> {
    let path = if verify.audit.is_dir() {
        verify.audit.join("audit.json")
    } else {
        verify.audit.clone()
    };
    let audit = read(&path, terminal)?;
    let disk = files(&verify.project, terminal)?;
    let mut differ = 0;
    for input in &audit.inputs {
        let state = if input.rows.is_some() {
            of_file(input, &disk)?
        } else {
            of_website(input, verify, &disk, terminal)?
        };
        let (sign, words) = match state {
            State::Same => ("=", String::new()),
            State::Changed(bytes) => (
                "!",
                terminal.say(
                    &format!(": changed ({} bytes then, {bytes} now)", input.bytes),
                    &format!(" : modifié ({} octets alors, {bytes} maintenant)", input.bytes),
                ),
            ),
            State::Missing => ("!", terminal.say(": not there", " : absent")),
        };
        differ += u64::from(sign == "!");
        if sign == "!" || !terminal.quiet {
            terminal.print(&format!("{sign} {}{words}\n", input.path))?;
        }
    }
    let all = audit.inputs.len();
    terminal.note(&if differ == 0 {
        terminal.say(
            &format!("{all} inputs, all as they were when the audit was made"),
            &format!("{all} fichiers lus, tous tels qu’au moment de l’audit"),
        )
    } else {
        terminal.say(
            &format!("{differ} of {all} inputs differ: the audit says nothing of what they hold now"),
            &format!("{differ} fichiers lus sur {all} diffèrent : l’audit ne dit rien de leur contenu actuel"),
        )
    });
    Ok(if differ == 0 { End::Done } else { End::GateFailed })
}

fn read(path: &Path, terminal: &Terminal) -> anyhow::Result<Audit> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let bytes = Disk::new(folder.unwrap_or(Path::new(".")))
        .map_err(anyhow::Error::from)
        .and_then(|disk| disk.read(name, MOST_BYTES).map_err(anyhow::Error::from));
    let bytes = bytes.with_context(|| shown(path))?;
    serde_json::from_slice(&bytes).with_context(|| {
        format!(
            "{}: {}",
            shown(path),
            terminal.say(
                "this is no audit; name a site or an audit.json",
                "ce n’est pas un audit ; nommez un site ou un audit.json"
            )
        )
    })
}

/// Larger than this a file is no audit.
const MOST_BYTES: u64 = 1 << 30;

fn of_file(input: &Input, disk: &Disk) -> anyhow::Result<State> {
    let Ok(source) = disk.open(&input.path) else {
        return Ok(State::Missing);
    };
    let digest = digest_source(&*source).with_context(|| input.path.clone())?;
    Ok(if digest == input.digest {
        State::Same
    } else {
        State::Changed(source.len())
    })
}

/// The copy of the website counts as one input: its pages, as the project says where they are.
fn of_website(input: &Input, verify: &Verify, disk: &Disk, terminal: &Terminal) -> anyhow::Result<State> {
    let mut problems = Problems::new();
    let options = pipeline_options(&verify.project, None, terminal);
    let Some(loaded) = pipeline::load(disk, &options, &mut problems) else {
        anyhow::bail!(terminal.say(
            "the copy of the website cannot be compared: the project has errors, which `parcours check` tells",
            "la copie du site ne peut être comparée : le projet a des erreurs, que `parcours check` énonce"
        ));
    };
    Ok(match evidence::website_input(&loaded.project, disk) {
        None => State::Missing,
        Some(now) if now.path != input.path => State::Missing,
        Some(now) if now.digest == input.digest => State::Same,
        Some(now) => State::Changed(now.bytes),
    })
}
