//! Finds plugin folders among the files of a project, or of the binary, and reads what is in them.

use std::collections::BTreeMap;

use super::contract;
use super::plugin::{Origin, Plugin, Script, TestFile};
use crate::diagnostics::{Place, Problem, Problems};
use crate::files::Files;
use crate::language::{Lang, Text};
use crate::manifest;

/// The largest file of a plugin that is read, in bytes.
const MAX_FILE: u64 = 256 * 1024;
/// How deep below `plugins/` a plugin may lie.
const MAX_DEPTH: usize = 3;

/// A folder that is meant to be a plugin but cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The name of the folder, which is the id the plugin should have.
    pub id: String,
    /// The folder.
    pub folder: String,
}

/// The files of one plugin, by path within its folder.
type Contents = BTreeMap<String, Vec<u8>>;

/// Every plugin folder under `plugins/` of `files`. A folder that cannot be read is a problem and a [`Broken`].
pub(super) fn find(files: &dyn Files, origin: Origin, problems: &mut Problems) -> (Vec<Plugin>, Vec<Broken>) {
    let paths = files.list("plugins").unwrap_or_default();
    let mut folders: Vec<&str> = paths
        .iter()
        .filter_map(|path| path.strip_suffix("/plugin.yaml"))
        .filter(|folder| (2..=MAX_DEPTH + 1).contains(&folder.split('/').count()))
        .collect();
    folders.sort_unstable();
    let mut plugins = Vec::new();
    let mut broken = Vec::new();
    for path in &paths {
        if let Some(folder) = path.strip_suffix("/check.rhai")
            && !folders.contains(&folder)
        {
            problems.push(no_manifest(folder, path).contained());
        }
    }
    for folder in folders {
        let mut met = Problems::new();
        let mut contents = Contents::new();
        let prefix = format!("{folder}/");
        for path in paths.iter().filter(|path| path.starts_with(&prefix)) {
            match files.read(path, MAX_FILE) {
                Ok(bytes) => {
                    contents.insert(path[prefix.len()..].to_owned(), bytes);
                }
                Err(error) => met.push(
                    Problem::error(
                        "plugin/unreadable-file",
                        Text::prose(
                            format!("this file of the plugin cannot be read: {}", error.reason().get(Lang::En)),
                            format!("ce fichier de l'extension est illisible : {}", error.reason().get(Lang::Fr)),
                        ),
                    )
                    .at(Place::file(path.as_str()))
                    .why(Text::prose(
                        "a plugin is used whole or not at all: what is in the file could change what it finds",
                        "une extension sert entière ou pas du tout : ce que contient le fichier pourrait changer ses constats",
                    ))
                    .help(Text::prose(
                        "check that you may read it, or take it out of the folder of the plugin",
                        "vérifiez que vous avez le droit de le lire, ou retirez-le du dossier de l'extension",
                    )),
                ),
            }
        }
        let plugin = if met.is_empty() {
            read(folder, &contents, origin, &mut met)
        } else {
            None
        };
        // A broken plugin never stops the audit of the others.
        problems.extend(met.into_iter().map(Problem::contained));
        match plugin {
            Some(plugin) => plugins.push(plugin),
            None => broken.push(Broken {
                id: folder.rsplit('/').next().unwrap_or(folder).to_owned(),
                folder: folder.to_owned(),
            }),
        }
    }
    (plugins, broken)
}

/// The plugin that `contents` make; `None`, with problems, where the contract is broken.
fn read(folder: &str, contents: &Contents, origin: Origin, problems: &mut Problems) -> Option<Plugin> {
    let path = format!("{folder}/plugin.yaml");
    let manifest = manifest::read(&path, contents.get("plugin.yaml")?, problems)?;
    let text = |name: &str, problems: &mut Problems| {
        let bytes = contents.get(name)?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Some(text.trim_start_matches('\u{feff}').to_owned()),
            Err(error) => {
                problems.push(not_utf8(&format!("{folder}/{name}"), bytes, error.valid_up_to()));
                None
            }
        }
    };
    let before = problems.len();
    let mut readme = Text::default();
    for (lang, name) in [(Lang::En, "README.md"), (Lang::Fr, "README.fr.md")] {
        if let Some(markdown) = text(name, problems) {
            readme.set(lang, markdown);
        }
    }
    let script = text("check.rhai", problems).map(|source| Script::new(format!("{folder}/check.rhai"), source));
    let panel = text("panel.html", problems);
    if problems.len() > before
        || !contract::keep(
            &manifest,
            contents.get("plugin.yaml")?,
            folder,
            script.is_some(),
            problems,
        )
    {
        return None;
    }
    let tests = contents
        .iter()
        .filter(|(name, _)| {
            name.strip_prefix("tests/")
                .is_some_and(|test| test.rsplit('.').next() == Some("yaml"))
        })
        .map(|(name, bytes)| TestFile {
            path: format!("{folder}/{name}"),
            bytes: bytes.clone(),
        })
        .collect();
    Some(Plugin {
        manifest,
        script,
        readme,
        panel,
        tests,
        origin,
        folder: folder.to_owned(),
    })
}

fn no_manifest(folder: &str, script: &str) -> Problem {
    Problem::error(
        "plugin/no-manifest",
        Text::prose(
            format!("`{folder}` has a script but no `plugin.yaml`"),
            format!("`{folder}` contient un script, mais pas de `plugin.yaml`"),
        ),
    )
    .at(Place::file(script))
    .why(Text::prose(
        "a plugin declares what it is and what it reads before anything of it runs",
        "une extension déclare ce qu'elle est et ce qu'elle lit avant d'être exécutée",
    ))
    .help(Text::prose(
        "write the manifest, or let `parcours plugin new` write a first one",
        "écrivez le manifeste, ou laissez `parcours plugin new` en écrire un premier",
    ))
}

fn not_utf8(path: &str, bytes: &[u8], valid: usize) -> Problem {
    let line = bytes[..valid].split(|byte| *byte == b'\n').count() as u32;
    Problem::error(
        "plugin/not-utf-8",
        Text::prose(
            "the file is not written in UTF-8",
            "le fichier n'est pas écrit en UTF-8",
        ),
    )
    .at(Place {
        path: path.to_owned(),
        line,
        column: 0,
        length: 0,
    })
    .why(Text::prose(
        "in another encoding, accented letters would come out wrong",
        "dans un autre encodage, les lettres accentuées seraient fausses",
    ))
    .help(Text::prose("save it as UTF-8", "enregistrez-le en UTF-8"))
}
