//! Themes: `theme.yaml`, templates, assets and words, built into the binary or in the project's `themes/` folder.
//!
//! Owns which file of which theme wins: the project's own first, then the built-in theme it names as parent, then
//! `agency`. A template reaches the one it replaces as `child/…` or `base/…`. Themes are trusted code, like the
//! program; what they are given is not.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use tera::Tera;

use super::{filters, words};
use crate::diagnostics::{Place, Problem, Problems};
use crate::files::{FileError, Files};
use crate::language::{Catalogue, Lang, Text};
use crate::manifest::Located;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The theme every other one falls back on.
const BASE: &str = "agency";
/// No file of a theme may be larger than this, in bytes.
const LARGEST_FILE: u64 = 8 << 20;
/// Where templates of each layer live in tera, the first one winning.
const LAYERS: [&str; 3] = ["project/", "child/", "base/"];

/// `theme.yaml` as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ThemeFile {
    /// Version of the contract; 1.
    protocol: u32,
    /// Version of the theme.
    #[expect(dead_code, reason = "read so that a theme may state it; nothing depends on it yet")]
    version: String,
    /// What it is called.
    #[expect(dead_code, reason = "shown by `theme list`, which is still to come")]
    title: Text,
    /// The built-in theme it changes.
    #[serde(default)]
    parent: Option<String>,
    /// The style sheets of a page, in order, as paths under `assets/`.
    #[serde(default)]
    stylesheets: Vec<String>,
}

/// A theme ready to render.
#[derive(Debug)]
pub struct Theme {
    pub(super) tera: Tera,
    pub(super) words: Arc<Catalogue>,
    /// Path under `assets/` → bytes.
    pub(super) assets: BTreeMap<String, Vec<u8>>,
    /// Style sheets in order, as paths under `assets/`.
    pub(super) stylesheets: Vec<String>,
    /// Folder of each layer, for the places of problems.
    folders: BTreeMap<&'static str, String>,
    /// Where the project's own theme says the words for a key.
    said: BTreeMap<(Lang, String), Place>,
}

/// The files of one theme: path inside its folder → bytes.
type Layer = BTreeMap<String, Vec<u8>>;

impl Theme {
    /// The theme `name`: the folder `themes/<name>` of `project` where there is one, else a built-in one. Fails with
    /// everything that is wrong with its files.
    pub fn load(name: &Located<String>, project: &dyn Files) -> Result<Theme, Vec<Problem>> {
        let folder = format!("themes/{}", name.value);
        let own = project_layer(&folder, project).map_err(|problem| vec![*problem])?;
        let mut layers: Vec<(&'static str, String, Layer)> = Vec::new();
        let parent = match own {
            Some(layer) => {
                let parent = manifest(&folder, &layer)
                    .map_err(|problem| vec![*problem])?
                    .parent
                    .unwrap_or_else(|| BASE.to_owned());
                layers.push((LAYERS[0], folder.clone(), layer));
                parent
            }
            None => name.value.clone(),
        };
        let Some(built_in) = built_in_layer(&parent) else {
            return Err(vec![unknown_theme(name, &parent)]);
        };
        if parent != BASE {
            layers.push((LAYERS[1], format!("themes/{parent}"), built_in));
        }
        layers.push((
            LAYERS[2],
            format!("themes/{BASE}"),
            built_in_layer(BASE).unwrap_or_default(),
        ));
        Theme::assemble(layers)
    }

    /// The theme every other one falls back on.
    pub fn agency() -> Result<Theme, Vec<Problem>> {
        Theme::assemble(vec![(
            LAYERS[2],
            format!("themes/{BASE}"),
            built_in_layer(BASE).unwrap_or_default(),
        )])
    }

    /// Names of the built-in themes.
    pub fn built_in() -> impl Iterator<Item = &'static str> {
        BUILT_IN
            .dirs()
            .filter_map(|folder| folder.path().file_name().and_then(|name| name.to_str()))
    }

    /// Puts layers together, the strongest first.
    fn assemble(layers: Vec<(&'static str, String, Layer)>) -> Result<Theme, Vec<Problem>> {
        let mut problems = Problems::new();
        let mut theme = Theme {
            tera: filters::engine(&LAYERS),
            words: Arc::default(),
            assets: BTreeMap::new(),
            stylesheets: Vec::new(),
            folders: layers
                .iter()
                .map(|(prefix, folder, _)| (*prefix, folder.clone()))
                .collect(),
            said: BTreeMap::new(),
        };
        let mut catalogue = Catalogue::new();
        words::add_own(&mut catalogue);
        let mut templates = Vec::new();
        // The weakest first, so that a stronger layer's words and assets replace it.
        for (prefix, folder, layer) in layers.into_iter().rev() {
            match manifest(&folder, &layer) {
                Ok(manifest) if !manifest.stylesheets.is_empty() => theme.stylesheets = manifest.stylesheets,
                Ok(_) => {}
                Err(problem) => problems.push(*problem),
            }
            for (path, bytes) in layer {
                if let Some(name) = path.strip_prefix("templates/") {
                    match String::from_utf8(bytes) {
                        Ok(source) => templates.push((format!("{prefix}{name}"), source)),
                        Err(_) => problems.push(not_text(&format!("{folder}/{path}"))),
                    }
                } else if let Some(name) = path.strip_prefix("assets/") {
                    theme.assets.insert(name.to_owned(), bytes);
                } else if let Some(lang) = words_language(&path) {
                    let source = String::from_utf8_lossy(&bytes);
                    if prefix == LAYERS[0] {
                        let places = keys(&source).map(|(line, key)| {
                            let place = Place::at(format!("{folder}/{path}"), line, 1);
                            ((lang, key.to_owned()), place)
                        });
                        theme.said.extend(places);
                    }
                    if let Err(error) = catalogue.add(lang, &source) {
                        problems.push(bad_words(&format!("{folder}/{path}"), &error));
                    }
                }
            }
        }
        // Templates are checked against the functions that exist when they are added.
        theme.words = Arc::new(catalogue);
        filters::register_words(&mut theme.tera, Arc::clone(&theme.words));
        if let Err(error) = theme.tera.add_raw_templates(templates) {
            problems.push(theme.template_problem(&error));
        }
        if problems.is_empty() {
            Ok(theme)
        } else {
            Err(problems.sorted())
        }
    }

    /// What tera says, as a problem with the place in the theme's file.
    pub(super) fn template_problem(&self, error: &tera::Error) -> Problem {
        let (message, place) = match error.kind() {
            tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
                let span = report.span();
                let place = Place::at(
                    self.template_path(report.filename()),
                    span.start_line as u32,
                    span.start_col as u32 + 1,
                );
                (report.message().to_owned(), Some(place))
            }
            other => (other.to_string(), None),
        };
        let mut problem = Problem::error(
            "theme/template",
            Text::new(
                format!("this template cannot be rendered: {message}"),
                format!("ce gabarit ne peut pas être rendu : {message}"),
            ),
        )
        .help(Text::new(
            "themes/README.md lists what each template is given",
            "themes/README.md donne ce que reçoit chaque gabarit",
        ));
        problem.place = place;
        problem
    }

    /// The problem of words that a page asks for and cannot say.
    pub(super) fn missing_word(&self, lang: Lang, key: &str, reason: &str) -> Problem {
        let problem = Problem::error(
            "theme/missing-word",
            Text::prose(
                format!("a page lacks the words for `{key}` in `{lang}`: `{reason}`"),
                format!("il manque à une page les mots de `{key}` en `{lang}` : `{reason}`"),
            ),
        )
        .why(Text::prose(
            "a sentence that is left blank would go unnoticed",
            "une phrase laissée en blanc passerait inaperçue",
        ))
        .help(Text::prose(
            "words of a theme use the values of those they replace, and no others",
            "les mots d'un thème emploient les valeurs de ceux qu'ils remplacent, et aucune autre",
        ));
        match self.said.get(&(lang, key.to_owned())) {
            Some(place) => problem.at(place.clone()),
            None => problem,
        }
    }

    fn template_path(&self, name: &str) -> String {
        self.folders
            .iter()
            .find_map(|(prefix, folder)| Some(format!("{folder}/templates/{}", name.strip_prefix(prefix)?)))
            .unwrap_or_else(|| name.to_owned())
    }
}

/// The keys of a file of words, each with its line.
fn keys(source: &str) -> impl Iterator<Item = (u32, &str)> {
    (1..).zip(source.lines()).filter_map(|(line, text)| {
        let (key, _) = text.split_once('=')?;
        let key = key.trim_end();
        let plain = key.starts_with(|first: char| first.is_ascii_alphabetic())
            && key
                .chars()
                .all(|one| one.is_ascii_alphanumeric() || one == '-' || one == '_');
        plain.then_some((line, key))
    })
}

fn words_language(path: &str) -> Option<Lang> {
    let code = path.strip_prefix("words/")?.strip_suffix(".ftl")?;
    Lang::ALL.into_iter().find(|lang| lang.code() == code)
}

fn built_in_layer(name: &str) -> Option<Layer> {
    fn gather(folder: &Dir<'_>, root: &std::path::Path, layer: &mut Layer) {
        for file in folder.files() {
            if let Some(path) = file.path().strip_prefix(root).ok().and_then(|path| path.to_str()) {
                layer.insert(path.replace('\\', "/"), file.contents().to_vec());
            }
        }
        for inner in folder.dirs() {
            gather(inner, root, layer);
        }
    }
    let folder = BUILT_IN.dirs().find(|folder| folder.path().to_str() == Some(name))?;
    let mut layer = Layer::new();
    gather(folder, folder.path(), &mut layer);
    Some(layer)
}

/// The project's own theme; `None` where it has no such folder.
fn project_layer(folder: &str, files: &dyn Files) -> Result<Option<Layer>, Box<Problem>> {
    if matches!(
        files.info(&format!("{folder}/theme.yaml")),
        Err(FileError::Missing { .. })
    ) {
        return Ok(None);
    }
    let paths = files
        .list(folder)
        .map_err(|error| Box::new(unreadable(folder, &error)))?;
    let mut layer = Layer::new();
    for path in paths {
        let bytes = files
            .read(&path, LARGEST_FILE)
            .map_err(|error| Box::new(unreadable(&path, &error)))?;
        if let Some(inside) = path.strip_prefix(folder).and_then(|path| path.strip_prefix('/')) {
            layer.insert(inside.to_owned(), bytes);
        }
    }
    Ok(Some(layer))
}

fn manifest(folder: &str, layer: &Layer) -> Result<ThemeFile, Box<Problem>> {
    let path = format!("{folder}/theme.yaml");
    let source = layer.get("theme.yaml").map(Vec::as_slice).unwrap_or_default();
    let source = std::str::from_utf8(source).map_err(|_| Box::new(not_text(&path)))?;
    let manifest: ThemeFile = serde_yaml::from_str(source).map_err(|error| {
        Box::new(
            Problem::error(
                "theme/manifest",
                Text::prose(
                    format!("theme.yaml cannot be read: `{}`", error.without_snippet()),
                    format!("theme.yaml est illisible : `{}`", error.without_snippet()),
                ),
            )
            .at(error.location().map_or_else(
                || Place::file(&path),
                |at| Place::at(&path, at.line() as u32, at.column() as u32),
            ))
            .help(Text::prose(
                "it has `protocol: 1`, `version`, `title`, and may have `parent` and `stylesheets`; see themes/README.md",
                "il a `protocol: 1`, `version` et `title`, et peut avoir `parent` et `stylesheets` ; voir themes/README.md",
            )),
        )
    })?;
    if manifest.protocol == 1 {
        return Ok(manifest);
    }
    Err(Box::new(
        Problem::error(
            "theme/protocol",
            Text::new(
                format!("this theme follows version {} of the contract", manifest.protocol),
                format!("ce thème suit la version {} du contrat", manifest.protocol),
            ),
        )
        .at(Place::file(&path))
        .help(Text::new("write `protocol: 1`", "écrivez `protocol: 1`")),
    ))
}

fn unknown_theme(name: &Located<String>, asked: &str) -> Problem {
    let known: Vec<&str> = Theme::built_in().collect();
    let known = known.join(", ");
    Problem::error(
        "theme/unknown",
        Text::new(
            format!("there is no theme `{asked}`"),
            format!("il n'y a pas de thème `{asked}`"),
        ),
    )
    .at(name.place())
    .help(Text::new(
        format!("built-in themes: {known}; a theme of your own is a folder themes/<name> with a theme.yaml"),
        format!("thèmes intégrés : {known} ; un thème à vous est un dossier themes/<nom> avec un theme.yaml"),
    ))
}

fn not_text(path: &str) -> Problem {
    Problem::error(
        "theme/not-text",
        Text::prose("this file is not UTF-8 text", "ce fichier n'est pas du texte en UTF-8"),
    )
    .at(Place::file(path))
    .help(Text::prose("save it as UTF-8", "enregistrez-le en UTF-8"))
}

fn unreadable(path: &str, error: &FileError) -> Problem {
    Problem::error(
        "theme/unreadable",
        Text::prose(
            format!(
                "this file of the theme cannot be read: {}",
                error.reason().get(Lang::En)
            ),
            format!("ce fichier du thème est illisible : {}", error.reason().get(Lang::Fr)),
        ),
    )
    .at(Place::file(path))
    .help(Text::prose(
        "check that you may read it, or take it out of the folder of the theme",
        "vérifiez que vous avez le droit de le lire, ou retirez-le du dossier du thème",
    ))
}

fn bad_words(path: &str, error: &crate::language::MessageError) -> Problem {
    let place = match error {
        crate::language::MessageError::Syntax { line, .. } => Place::at(path, *line as u32, 1),
        _ => Place::file(path),
    };
    Problem::error(
        "theme/words",
        Text::new(
            format!("these words cannot be read: {error}"),
            format!("ces mots sont illisibles : {error}"),
        ),
    )
    .at(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Memory;

    fn load(files: &Memory) -> Result<Theme, Vec<Problem>> {
        Theme::load(&Located::unwritten("own".to_owned()), files)
    }

    const OWN: &str = "protocol: 1\nversion: 1.0.0\ntitle: Own\n";

    #[test]
    fn every_built_in_theme_loads() {
        for name in Theme::built_in() {
            Theme::load(&Located::unwritten(name.to_owned()), &Memory::new()).unwrap();
        }
    }

    #[test]
    fn a_project_theme_replaces_one_template_and_keeps_the_rest() {
        let files = Memory::new().with("themes/own/theme.yaml", OWN).with(
            "themes/own/templates/overview.html",
            "{% extends \"base/overview.html\" %}{% block verdict %}mine{% endblock %}",
        );
        let theme = load(&files).unwrap();
        assert!(theme.tera.contains_template("overview.html"));
        assert!(theme.tera.contains_template("kpi.html"));
        assert!(
            theme
                .tera
                .get_template_names()
                .any(|name| name == "project/overview.html")
        );
    }

    #[test]
    fn an_unknown_theme_names_those_that_exist() {
        let problems = load(&Memory::new()).unwrap_err();
        assert_eq!(problems[0].code, "theme/unknown");
        assert!(problems[0].help.get(Lang::En).contains("agency"));
    }

    #[test]
    fn a_broken_template_is_placed_by_line_and_column() {
        let files = Memory::new()
            .with("themes/own/theme.yaml", OWN)
            .with("themes/own/templates/kpi.html", "fine\n  {% if %}");
        let problems = load(&files).unwrap_err();
        let place = problems[0].place.clone().unwrap();
        assert_eq!((place.path.as_str(), place.line), ("themes/own/templates/kpi.html", 2));
    }

    #[test]
    fn broken_words_and_another_protocol_are_problems() {
        let files = Memory::new().with("themes/own/theme.yaml", OWN.replace('1', "2"));
        assert_eq!(load(&files).unwrap_err()[0].code, "theme/protocol");
        let files = Memory::new()
            .with("themes/own/theme.yaml", OWN)
            .with("themes/own/words/fr.ftl", "ok = oui\nbroken = { $x\n");
        assert_eq!(load(&files).unwrap_err()[0].code, "theme/words");
    }
}
