//! `parcours new`: a project that builds as it is and teaches by its comments.

use std::path::Path;

use anyhow::Context as _;

use super::End;
use super::arguments::{Language, New};
use super::terminal::{Terminal, shown};
use crate::{project, publish};

/// The files of a new project, by language; the schema is added so that editors complete and check keys.
const FILES: [(&str, &str, &str); 4] = [
    (
        "parcours.yaml",
        include_str!("scaffold/parcours.en.yaml"),
        include_str!("scaffold/parcours.fr.yaml"),
    ),
    (
        "data/answers.csv",
        include_str!("scaffold/answers.csv"),
        include_str!("scaffold/answers.csv"),
    ),
    (
        ".gitignore",
        include_str!("scaffold/gitignore"),
        include_str!("scaffold/gitignore"),
    ),
    (
        "pages/about.md",
        include_str!("scaffold/about.en.md"),
        include_str!("scaffold/about.fr.md"),
    ),
];

/// Writes the project. Refuses a folder that already holds something.
pub(super) fn run(new: &New, terminal: &Terminal) -> anyhow::Result<End> {
    if new.dir.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        anyhow::bail!(
            "{}: {}",
            new.dir.display(),
            terminal.say(
                "this folder is not empty; name a new one",
                "ce dossier n’est pas vide ; nommez-en un nouveau"
            )
        );
    }
    for (path, english, french) in FILES {
        let text = match new.lang {
            Language::En => english,
            Language::Fr => french,
        };
        write(&new.dir, path, text.as_bytes())?;
    }
    let schema = serde_json::to_vec_pretty(&project::schema())?;
    write(&new.dir, "parcours.schema.json", &schema)?;
    let dir = shown(&new.dir);
    terminal.note(&terminal.say(
        &format!("{dir} is ready: `parcours watch {dir} --open`"),
        &format!("{dir} est prêt : `parcours watch {dir} --open`"),
    ));
    Ok(End::Done)
}

/// Writes a new file, its folder included.
pub(super) fn write(folder: &Path, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let target = folder.join(path);
    publish::write_new(&target, bytes).with_context(|| target.display().to_string())
}
