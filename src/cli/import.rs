//! `parcours import`: looks at survey exports and prints the mapping it guesses, to paste into a project.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context as _;

use super::End;
use super::arguments::Import;
use super::terminal::Terminal;
use crate::data::{DateOrder, Declared, Header, Meaning, TableFile, guess};
use crate::diagnostics::Problem;
use crate::files::{Disk, Files};

/// More columns of recurring values than this are printed as comments.
const MOST_DIMENSIONS: usize = 8;

/// Prints the mapping of each file.
pub(super) fn run(import: &Import, terminal: &Terminal) -> anyhow::Result<End> {
    let mut yaml = "surveys:\n".to_owned();
    for file in &import.files {
        yaml += &mapping(file, terminal)?;
    }
    terminal.print(&yaml)?;
    Ok(End::Done)
}

fn mapping(file: &Path, terminal: &Terminal) -> anyhow::Result<String> {
    let name = file
        .file_name()
        .and_then(|name| name.to_str())
        .context("no file name")?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let source = Disk::new(folder.unwrap_or(Path::new(".")))?.open(name)?;
    let refused = |problem: &Problem| {
        anyhow::anyhow!(
            "{}\n{}",
            problem.what.get(terminal.lang),
            problem.help.get(terminal.lang)
        )
    };
    let mut table = match TableFile::open(&*source, name, &Declared::default())? {
        Ok(table) => table,
        Err(problem) => return Err(refused(&problem)),
    };
    let (meanings, rows) = guess(&mut table)?;
    let header = table.header().clone();
    let read = table.finish()?;
    let stem = name.split('.').next().unwrap_or(name);
    let mut ids = BTreeSet::new();
    let said = terminal.say(
        &format!("Guessed from the first {rows} rows of {name}: check every line, and remove what you do not need."),
        &format!("Deviné d’après les {rows} premières lignes de {name} : vérifiez chaque ligne, retirez l’inutile."),
    );
    let mut yaml = format!(
        "  # {said}\n  - id: {}\n    file: {}\n",
        id(stem, &mut BTreeSet::new()),
        scalar(&file.display().to_string())
    );
    if let Some(tool) = read.tool {
        let _ = writeln!(yaml, "    format: {}", tool.word());
    }
    let columns: Vec<(String, String, &Meaning)> = meanings
        .iter()
        .enumerate()
        .map(|(column, meaning)| {
            let title = header.names().nth(column).unwrap_or_default();
            (address(&header, column), title.to_owned(), meaning)
        })
        .collect();
    if let Some((column, ..)) = columns.iter().find(|(.., meaning)| **meaning == Meaning::Respondent) {
        let _ = writeln!(yaml, "    respondent: {}", scalar(column));
    }
    if let Some((column, order)) = columns.iter().find_map(|(column, _, meaning)| match meaning {
        Meaning::Date(order) => Some((column, order)),
        _ => None,
    }) {
        let column = scalar(column);
        let _ = match order {
            Some(DateOrder::Iso) => writeln!(yaml, "    date: {{column: {column}}}"),
            Some(DateOrder::Dmy) => writeln!(yaml, "    date: {{column: {column}, format: dmy}}"),
            Some(DateOrder::Mdy) => writeln!(yaml, "    date: {{column: {column}, format: mdy}}"),
            None => writeln!(
                yaml,
                "    # date: {{column: {column}, format: dmy}}  # {}",
                terminal.say("dmy or mdy?", "dmy ou mdy ?")
            ),
        };
    }
    let (mut dimensions, mut questions) = (String::new(), String::new());
    for (column, title, meaning) in &columns {
        let column = scalar(column);
        match meaning {
            Meaning::Values(values) => {
                let id = id(title, &mut ids);
                let values = values.join(", ");
                let values = values.split_whitespace().collect::<Vec<_>>().join(" ");
                let values: String = values.chars().take(80).collect();
                // Every dimension multiplies what has to be protected; the others wait for somebody to want them.
                let mark = if dimensions.lines().count() < MOST_DIMENSIONS {
                    "-"
                } else {
                    "# -"
                };
                let _ = writeln!(dimensions, "      {mark} {{id: {id}, column: {column}}}  # {values}");
            }
            Meaning::Scores([low, high]) => {
                let id = id(title, &mut ids);
                let asks = title.to_lowercase();
                let recommends = *high == 10 && (asks.contains("recommend") || asks.contains("recommand"));
                let role = if recommends { "nps" } else { "rating" };
                let _ = writeln!(
                    questions,
                    "      - {{id: {id}, role: {role}, column: {column}, scale: [{low}, {high}]}}"
                );
            }
            Meaning::Words => {
                let id = id(title, &mut ids);
                let _ = writeln!(questions, "      - {{id: {id}, role: verbatim, column: {column}}}");
            }
            _ => {}
        }
    }
    if !dimensions.is_empty() {
        yaml += &format!("    dimensions:\n{dimensions}");
    }
    if questions.is_empty() {
        let none = terminal.say("no question was recognised", "aucune question reconnue");
        let _ = writeln!(yaml, "    questions: []  # {none}");
    } else {
        yaml += &format!("    questions:\n{questions}");
    }
    Ok(yaml)
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
