//! `parcours new`: a project that builds as it is and teaches by its comments.

use std::path::Path;

use anyhow::Context as _;

use super::End;
use super::arguments::{Language, New, Template};
use super::terminal::{Terminal, shown};
use crate::{project, publish};

/// What a template consists of: the project in English and in French, and its invented answers.
struct Scaffold {
    en: &'static str,
    fr: &'static str,
    answers: &'static str,
}

macro_rules! scaffold {
    ($name:literal) => {
        Scaffold {
            en: include_str!(concat!("scaffold/", $name, "/parcours.en.yaml")),
            fr: include_str!(concat!("scaffold/", $name, "/parcours.fr.yaml")),
            answers: include_str!(concat!("scaffold/", $name, "/answers.csv")),
        }
    };
}

impl Template {
    fn scaffold(self) -> Scaffold {
        match self {
            Template::FiveMoments => scaffold!("five-moments"),
            Template::Funnel => scaffold!("funnel"),
            Template::Retail => scaffold!("retail"),
            Template::Bank => scaffold!("bank"),
            Template::Course => scaffold!("course"),
        }
    }
}

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
    let scaffold = new.template.scaffold();
    let (project, about) = match new.lang {
        Language::En => (scaffold.en, include_str!("scaffold/about.en.md")),
        Language::Fr => (scaffold.fr, include_str!("scaffold/about.fr.md")),
    };
    write(&new.dir, "parcours.yaml", project.as_bytes())?;
    write(&new.dir, "data/answers.csv", scaffold.answers.as_bytes())?;
    write(&new.dir, ".gitignore", include_bytes!("scaffold/gitignore"))?;
    // A report for a course is one file.
    if new.template != Template::Course {
        write(&new.dir, "pages/about.md", about.as_bytes())?;
    }
    // Editors complete and check keys by it.
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
