//! `parcours import`: looks at survey exports and prints the mapping it guesses, or writes it into a project.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context as _;

use super::End;
use super::arguments::Import;
use super::terminal::{Terminal, refused, shown};
use crate::data::{DateOrder, Declared, Header, Meaning, TableFile, guess};
use crate::diagnostics::closest;
use crate::files::{Disk, Files};
use crate::project::PROJECT_FILE;
use crate::publish;

/// More columns of recurring values than this are named and left for somebody to want them: every dimension multiplies
/// what has to be protected.
const MOST_DIMENSIONS: usize = 3;

/// The same for questions.
const MOST_QUESTIONS: usize = 4;

/// A project file is never larger.
const MOST_BYTES: u64 = 64 << 20;

/// The folder that mappings are written into.
const SURVEYS: &str = "surveys";

/// Prints the mapping of each file, or writes it.
pub(super) fn run(import: &Import, terminal: &Terminal) -> anyhow::Result<End> {
    let mut yaml = "surveys:\n".to_owned();
    for file in &import.files {
        let mapping = Mapping::of(file, import, terminal)?;
        if import.write {
            write(&mapping, file, import, terminal)?;
            continue;
        }
        for (place, line) in mapping.lines.iter().enumerate() {
            let before = match (place, line.starts_with('#')) {
                (_, true) => "  ",
                _ if Some(line) == mapping.lines.iter().find(|line| !line.starts_with('#')) => "  - ",
                _ => "    ",
            };
            let _ = writeln!(yaml, "{before}{line}");
        }
    }
    if !import.write {
        terminal.print(&yaml)?;
    }
    Ok(End::Done)
}

/// Writes a mapping as a file of its own, and says what it is and what is left to decide.
fn write(mapping: &Mapping, file: &Path, import: &Import, terminal: &Terminal) -> anyhow::Result<()> {
    if !import.project.join(PROJECT_FILE).is_file() {
        anyhow::bail!(
            "{}: {}",
            shown(&import.project),
            terminal.say(
                "there is no parcours.yaml; `parcours new DIR` starts a project, `--project DIR` names one",
                "il n’y a pas de parcours.yaml ; `parcours new DOSSIER` commence un projet, `--project DOSSIER` en nomme un"
            )
        );
    }
    let inside = |path: &Path| -> Option<String> {
        let root = import.project.canonicalize().ok()?;
        let path = path.canonicalize().ok()?;
        let parts = path.strip_prefix(root).ok()?.iter().map(|part| part.to_str());
        Some(parts.collect::<Option<Vec<_>>>()?.join("/"))
    };
    let Some(path) = inside(file) else {
        anyhow::bail!(
            "{}: {}",
            file.display(),
            terminal.say(
                "the file is outside the project, which reads nothing there; copy it into data/ first",
                "le fichier est hors du projet, qui n’y lit rien ; copiez-le d’abord dans data/"
            )
        );
    };
    let written = format!("{SURVEYS}/{}.yaml", mapping.id);
    let mut text = String::new();
    for line in &mapping.lines {
        let _ = match line.strip_prefix("file: ") {
            Some(_) => writeln!(text, "file: {}", scalar(&path)),
            None => writeln!(text, "{line}"),
        };
    }
    let target = import.project.join(&written);
    if target.exists() {
        anyhow::bail!(
            "{}: {}",
            shown(&target),
            terminal.say(
                "is there already and is not overwritten; rename it, or the export",
                "existe déjà et n’est pas remplacé ; renommez-le, ou renommez l’export"
            )
        );
    }
    publish::write_new(&target, text.as_bytes()).with_context(|| target.display().to_string())?;
    let [questions, dimensions] = mapping.taken;
    terminal.note(&terminal.say(
        &format!("{written}: {questions} questions and {dimensions} dimensions of {path}"),
        &format!("{written} : {questions} questions et {dimensions} dimensions de {path}"),
    ));
    for open in &mapping.open {
        terminal.note(&format!("  {open}"));
    }
    let project = Disk::new(&import.project)?.read(PROJECT_FILE, MOST_BYTES)?;
    let project = String::from_utf8_lossy(&project);
    let named = project.lines().find_map(|line| line.strip_prefix("surveys:"));
    if named.is_none_or(|named| !named.contains("surveys/")) {
        terminal.note(&terminal.say(
            &format!("  {PROJECT_FILE} does not read it yet: give it the line `surveys: {SURVEYS}/*.yaml`"),
            &format!("  {PROJECT_FILE} ne le lit pas encore : donnez-lui la ligne `surveys: {SURVEYS}/*.yaml`"),
        ));
    }
    Ok(())
}

/// The guessed mapping of a file, as lines of YAML.
struct Mapping {
    id: String,
    lines: Vec<String>,
    /// How many questions and dimensions it takes.
    taken: [usize; 2],
    /// What somebody has to decide.
    open: Vec<String>,
}

impl Mapping {
    fn of(file: &Path, import: &Import, terminal: &Terminal) -> anyhow::Result<Self> {
        let name = file
            .file_name()
            .and_then(|name| name.to_str())
            .context("no file name")?;
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        if !file.is_file() {
            anyhow::bail!("{}", missing(file, folder, name, terminal));
        }
        let source = Disk::new(folder)?.open(name)?;
        let mut table = match TableFile::open(&*source, name, &Declared::default())? {
            Ok(table) => table,
            Err(problem) => return Err(refused(&problem, terminal)),
        };
        let (meanings, rows) = guess(&mut table)?;
        let header = table.header().clone();
        let read = table.finish()?;
        let stem = name.split('.').next().unwrap_or(name);
        let id_of_survey = id(stem, &mut BTreeSet::new());
        let mut open = Vec::new();
        let mut lines = vec![
            terminal.say(
                &format!(
                    "# Guessed from the first {rows} rows of {name}: check every line, and remove what you do not need."
                ),
                &format!(
                    "# Deviné d’après les {rows} premières lignes de {name} : vérifiez chaque ligne, retirez l’inutile."
                ),
            ),
            format!("id: {id_of_survey}"),
            format!("file: {}", scalar(&file.display().to_string())),
        ];
        lines.extend(read.tool.map(|tool| format!("format: {}", tool.word())));
        let columns: Vec<(String, String, &Meaning)> = meanings
            .iter()
            .enumerate()
            .map(|(column, meaning)| {
                let title = header.names().nth(column).unwrap_or_default();
                (address(&header, column), title.to_owned(), meaning)
            })
            .collect();
        if let Some((column, ..)) = columns.iter().find(|(.., meaning)| **meaning == Meaning::Respondent) {
            lines.push(format!("respondent: {}", scalar(column)));
        }
        if let Some((column, order)) = columns.iter().find_map(|(column, _, meaning)| match meaning {
            Meaning::Date(order) => Some((column, order)),
            _ => None,
        }) {
            let column = scalar(column);
            lines.push(match order {
                Some(DateOrder::Iso) => format!("date: {{column: {column}}}"),
                Some(DateOrder::Dmy) => format!("date: {{column: {column}, format: dmy}}"),
                Some(DateOrder::Mdy) => format!("date: {{column: {column}, format: mdy}}"),
                None => {
                    open.push(terminal.say(
                        &format!("dates in {column}: is 03/04 in March (mdy) or in April (dmy)?"),
                        &format!("dates de {column} : 03/04 est-il en mars (mdy) ou en avril (dmy) ?"),
                    ));
                    format!(
                        "# date: {{column: {column}, format: dmy}}  # {}",
                        terminal.say("dmy or mdy?", "dmy ou mdy ?")
                    )
                }
            });
        }
        let mut ids = BTreeSet::new();
        let (mut dimensions, mut questions) = (Vec::new(), Vec::new());
        for (column, title, meaning) in &columns {
            let address = scalar(column);
            match meaning {
                Meaning::Values(values) => {
                    let id = id(title, &mut ids);
                    let values = values.join(", ");
                    let values = values.split_whitespace().collect::<Vec<_>>().join(" ");
                    let values: String = values.chars().take(80).collect();
                    dimensions.push((column, 0, format!("  - {{id: {id}, column: {address}}}  # {values}")));
                }
                Meaning::Scores([low, high]) => {
                    let id = id(title, &mut ids);
                    let asks = title.to_lowercase();
                    let recommends = *high == 10 && (asks.contains("recommend") || asks.contains("recommand"));
                    let (order, role) = if recommends { (0, "nps") } else { (1, "rating") };
                    let line = format!("  - {{id: {id}, role: {role}, column: {address}, scale: [{low}, {high}]}}");
                    questions.push((column, order, line));
                }
                Meaning::Words => {
                    let id = id(title, &mut ids);
                    questions.push((
                        column,
                        2,
                        format!("  - {{id: {id}, role: verbatim, column: {address}}}"),
                    ));
                }
                _ => {}
            }
        }
        let (some_dimensions, more_dimensions) = first(dimensions, MOST_DIMENSIONS, import.all);
        let (some_questions, more_questions) = first(questions, MOST_QUESTIONS, import.all);
        let taken = [some_questions.len(), some_dimensions.len()];
        if !some_dimensions.is_empty() {
            lines.push("dimensions:".to_owned());
            lines.extend(some_dimensions);
        }
        if some_questions.is_empty() {
            let none = terminal.say("no question was recognised", "aucune question reconnue");
            open.push(terminal.say(
                "which column is a question? Scales are numbers from 0 to 10, 1 to 5 or 1 to 7; worded answers need `values:`",
                "quelle colonne est une question ? Les échelles vont de 0 à 10, de 1 à 5 ou de 1 à 7 ; des réponses en mots demandent `values:`",
            ));
            lines.push(format!("questions: []  # {none}"));
        } else {
            lines.push("questions:".to_owned());
            lines.extend(some_questions);
        }
        let more = more_questions.len() + more_dimensions.len();
        if more > 0 {
            let named: Vec<&str> = more_questions
                .iter()
                .chain(&more_dimensions)
                .map(String::as_str)
                .collect();
            let named: String = named.join(", ").split_whitespace().collect::<Vec<_>>().join(" ");
            let named: String = named.chars().take(100).collect();
            lines.push(terminal.say(
                &format!("# {more} more columns can be taken, all of them with --all: {named}"),
                &format!("# {more} autres colonnes peuvent être prises, toutes avec --all : {named}"),
            ));
        }
        Ok(Mapping {
            id: id_of_survey,
            lines,
            taken,
            open,
        })
    }
}

/// The lines of so many, those that come first in their order, in the order of the file; and the columns of the others.
fn first(found: Vec<(&String, u8, String)>, most: usize, all: bool) -> (Vec<String>, Vec<String>) {
    let mut ranked: Vec<usize> = (0..found.len()).collect();
    ranked.sort_by_key(|place| found[*place].1);
    let kept: BTreeSet<usize> = ranked.into_iter().take(if all { usize::MAX } else { most }).collect();
    let (mut some, mut more) = (Vec::new(), Vec::new());
    for (place, (column, _, line)) in found.into_iter().enumerate() {
        if kept.contains(&place) {
            some.push(line);
        } else {
            more.push(column.clone());
        }
    }
    (some, more)
}

/// Says that a file is not there, and which one was probably meant.
fn missing(file: &Path, folder: &Path, name: &str, terminal: &Terminal) -> String {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    let said = terminal.say(
        &format!("{}: no such file", file.display()),
        &format!("{} : ce fichier n’existe pas", file.display()),
    );
    match closest(name, names.iter().map(String::as_str)) {
        Some(close) => {
            let close = if folder == Path::new(".") {
                close.into()
            } else {
                folder.join(close)
            };
            said + &*terminal.say(
                &format!("; did you mean `{}`?", shown(&close)),
                &format!(" ; vouliez-vous dire `{}` ?", shown(&close)),
            )
        }
        None => said,
    }
}

/// What a column is called in the mapping: its name, with its number among those of the same name.
fn address(header: &Header, column: usize) -> String {
    let name = header.names().nth(column).unwrap_or_default();
    let alike: Vec<usize> = header
        .names()
        .zip(0..)
        .filter(|(other, _)| *other == name)
        .map(|(_, place)| place)
        .collect();
    match alike.iter().position(|place| *place == column) {
        _ if name.is_empty() => format!("#{}", column + 1),
        Some(place) if alike.len() > 1 => format!("{name}#{}", place + 1),
        _ => name.to_owned(),
    }
}

/// An id in kebab case from a heading, another each time.
fn id(heading: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = heading
        .to_lowercase()
        .chars()
        .map(|letter| match letter {
            'a'..='z' | '0'..='9' => letter,
            'à' | 'â' => 'a',
            'é' | 'è' | 'ê' => 'e',
            'î' => 'i',
            'ô' => 'o',
            'ù' | 'û' => 'u',
            'ç' => 'c',
            _ => ' ',
        })
        .collect();
    let mut base = plain.split_whitespace().take(4).collect::<Vec<_>>().join("-");
    if !base.starts_with(|letter: char| letter.is_ascii_lowercase())
        || matches!(base.as_str(), "persona" | "period" | "dimension" | "channel" | "stage")
    {
        base = format!("q-{base}");
    }
    let base = base.trim_end_matches('-').to_owned();
    let mut id = base.clone();
    let mut number = 2;
    while !taken.insert(id.clone()) {
        id = format!("{base}-{number}");
        number += 1;
    }
    id
}

/// Text as YAML, in quotes, which are JSON's, unless it is a plain word.
fn scalar(text: &str) -> String {
    let is_plain = text.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && text
            .chars()
            .all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '_' | '/' | '.' | '-'))
        && !matches!(
            text.to_lowercase().as_str(),
            "yes" | "no" | "true" | "false" | "null" | "on" | "off" | "y" | "n"
        );
    if is_plain && text.trim() == text {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}
