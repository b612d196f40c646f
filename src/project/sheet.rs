//! The sheet of actions: a table that owners fill in (`parcours actions export`), laid over the actions by their ids.
//!
//! What a cell says goes before what the project's YAML says; an empty cell changes nothing. Words are those of YAML
//! (`done`, `high`), days are written `2026-10-31`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Action, ActionStatus, Day, Expected, Size};
use crate::diagnostics::{Place, Problem, suggestion};
use crate::language::{Lang, Text};
use crate::manifest::Located;

/// How many characters a cell of a workbook holds.
pub const MOST_IN_A_CELL: usize = 32_767;

/// The columns of the sheet, in their order.
pub const COLUMNS: [&str; 16] = [
    "id",
    "title",
    "status",
    "owner",
    "decision",
    "decided-by",
    "effort",
    "impact",
    "cost",
    "gain",
    "expected-low",
    "expected-high",
    "due",
    "done",
    "ticket",
    "findings",
];

const STATUSES: [(&str, ActionStatus); 5] = [
    ("proposed", ActionStatus::Proposed),
    ("planned", ActionStatus::Planned),
    ("ongoing", ActionStatus::Ongoing),
    ("done", ActionStatus::Done),
    ("dropped", ActionStatus::Dropped),
];

const SIZES: [(&str, Size); 3] = [("low", Size::Low), ("medium", Size::Medium), ("high", Size::High)];

/// The words of a status in YAML and in the sheet.
pub fn status_word(status: ActionStatus) -> &'static str {
    STATUSES
        .iter()
        .find(|(_, known)| *known == status)
        .map_or("", |(word, _)| *word)
}

/// The words of a size in YAML and in the sheet.
pub fn size_word(size: Size) -> &'static str {
    SIZES
        .iter()
        .find(|(_, known)| *known == size)
        .map_or("", |(word, _)| *word)
}

/// The words of every status, for a list to choose from.
pub fn status_words() -> [&'static str; 5] {
    STATUSES.map(|(word, _)| word)
}

/// The words of every size.
pub fn size_words() -> [&'static str; 3] {
    SIZES.map(|(word, _)| word)
}

/// A cell with its place in the file.
type Cell = Located<String>;

/// Lays the sheet at `path` over `actions`, by id. Gives every problem with its line; a line with one is still laid over as
/// far as it goes.
pub fn lay_over(actions: &mut [Action], path: &str, text: &str) -> Vec<Problem> {
    let mut rows = cells(path, text).into_iter();
    let mut problems = Vec::new();
    let head: Vec<Cell> = rows.next().unwrap_or_default();
    for name in head.iter().filter(|name| !COLUMNS.contains(&name.as_str())) {
        problems.push(unknown_column(name));
    }
    if !head.iter().any(|name| name.value == "id") {
        problems.push(no_ids(path));
        return problems;
    }
    let mut first: BTreeMap<String, Place> = BTreeMap::new();
    for row in rows {
        let row: BTreeMap<&str, &Cell> = head
            .iter()
            .map(|name| name.value.as_str())
            .zip(&row)
            .filter(|(_, cell)| !cell.is_empty())
            .collect();
        let Some(id) = row.get("id") else {
            if let Some(cell) = row.values().next() {
                problems.push(line_without_id(cell));
            }
            continue;
        };
        if let Some(earlier) = first.insert(id.value.clone(), id.place()) {
            problems.push(super::ids::twice(id, id.place(), earlier));
            continue;
        }
        let known: Vec<String> = actions.iter().map(|action| action.id.value.clone()).collect();
        match actions.iter_mut().find(|action| action.id.value == id.value) {
            Some(action) => fill(action, &row, &mut problems),
            None => problems.push(unknown_action(id, &known)),
        }
    }
    problems
}

fn fill(action: &mut Action, row: &BTreeMap<&str, &Cell>, problems: &mut Vec<Problem>) {
    let mut day = |name: &str, into: &mut Option<Day>| {
        let Some(cell) = row.get(name) else { return };
        match cell.parse::<Date>() {
            Ok(day) => *into = Some(Day(day)),
            Err(_) => problems.push(wrong(
                cell,
                "a day, written `2026-10-31`",
                "un jour, écrit `2026-10-31`",
            )),
        }
    };
    day("due", &mut action.due);
    day("done", &mut action.done);
    if let Some(cell) = row.get("status")
        && let Some(status) = word(cell, &STATUSES, problems)
    {
        action.status = status;
    }
    for (name, into) in [("effort", &mut action.effort), ("impact", &mut action.impact)] {
        if let Some(cell) = row.get(name)
            && let Some(size) = word(cell, &SIZES, problems)
        {
            *into = Some(size);
        }
    }
    let texts = [
        ("title", &mut action.title),
        ("owner", &mut action.owner),
        ("decision", &mut action.decision),
        ("decided-by", &mut action.decided_by),
        ("cost", &mut action.cost),
        ("gain", &mut action.gain),
    ];
    for (name, into) in texts {
        // Words that stand in one of the languages already keep the other one.
        let same = |cell: &&&Cell| Lang::ALL.into_iter().any(|lang| into.get(lang) == cell.value);
        if let Some(cell) = row.get(name).filter(|cell| !same(cell)) {
            *into = Text::same(cell.value.clone());
        }
    }
    if let Some(cell) = row.get("ticket") {
        action.ticket = Some((*cell).clone());
    }
    expected(action, row, problems);
    if let Some(cell) = row.get("findings") {
        action.written_for = cell
            .split([' ', ',', ';'])
            .filter(|id| !id.is_empty())
            .map(|id| Located::at(id.to_owned(), &cell.place()))
            .collect();
    }
}

fn expected(action: &mut Action, row: &BTreeMap<&str, &Cell>, problems: &mut Vec<Problem>) {
    let mut ends = [None, None];
    for (name, end) in ["expected-low", "expected-high"].into_iter().zip(&mut ends) {
        let Some(cell) = row.get(name) else { continue };
        // As people write numbers in a sheet: a decimal comma, spaces between thousands.
        let plain: String = cell.chars().filter(|char| !char.is_whitespace()).collect();
        match plain.replace(',', ".").parse::<f64>() {
            Ok(number) if number.is_finite() => *end = Some(Located::at(number, &cell.place())),
            _ => problems.push(wrong(cell, "a number", "un nombre")),
        }
    }
    let [low, high] = ends;
    match (&mut action.expected, low, high) {
        (Some(expected), low, high) => {
            expected.low = low.unwrap_or(expected.low.clone());
            expected.high = high.unwrap_or(expected.high.clone());
        }
        (none, Some(low), Some(high)) => {
            *none = Some(Expected {
                low,
                high,
                unit: Text::default(),
            });
        }
        _ => {}
    }
}

fn word<T: Copy>(cell: &Cell, known: &[(&str, T)], problems: &mut Vec<Problem>) -> Option<T> {
    let found = known.iter().find(|(word, _)| *word == cell.value.to_lowercase());
    if found.is_none() {
        let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
        problems.push(
            Problem::error(
                "project/unknown-word",
                Text::prose(
                    format!("`{}` is not one of the words this column takes", cell.value),
                    format!("`{}` ne fait pas partie des mots que cette colonne accepte", cell.value),
                ),
            )
            .why(Text::prose(
                "each of these words has a fixed meaning in the plan",
                "chacun de ces mots a un sens précis dans le plan",
            ))
            .help(suggestion(cell, words))
            .at(cell.place()),
        );
    }
    found.map(|(_, value)| *value)
}

fn wrong(cell: &Cell, en: &str, fr: &str) -> Problem {
    Problem::error(
        "project/bad-sheet",
        Text::prose(
            format!("`{}` is not {en}", cell.value),
            format!("`{}` n'est pas {fr}", cell.value),
        ),
    )
    .why(Text::prose(
        "the plan is ordered and checked by what the sheet says",
        "le plan est ordonné et contrôlé par ce que dit la feuille",
    ))
    .help(Text::prose(
        "correct the cell, or empty it to leave the action as it is",
        "corrigez la cellule, ou videz-la pour laisser l'action telle quelle",
    ))
    .at(cell.place())
}

fn unknown_action(id: &Cell, known: &[String]) -> Problem {
    Problem::error(
        "project/unknown-action",
        Text::prose(
            format!("unknown action `{}`", id.value),
            format!("action inconnue : `{}`", id.value),
        ),
    )
    .why(Text::prose(
        "a line of the sheet belongs to an action by its id",
        "une ligne de la feuille appartient à une action par son identifiant",
    ))
    .help(suggestion(id, known.iter().map(String::as_str)))
    .at(id.place())
}

fn unknown_column(name: &Cell) -> Problem {
    Problem::error(
        "project/bad-sheet",
        Text::prose(
            format!("unknown column `{}`", name.value),
            format!("colonne inconnue : `{}`", name.value),
        ),
    )
    .why(Text::prose(
        "what stands in it would be ignored in silence",
        "ce qui s'y trouve serait ignoré en silence",
    ))
    .help(suggestion(name, COLUMNS))
    .at(name.place())
}

/// The problem of a sheet that was written when its action answered other findings.
pub fn other_findings(action: &Action, place: Place, then: &BTreeSet<&str>, now: &BTreeSet<&str>) -> Problem {
    let list = |ids: &BTreeSet<&str>| match ids.len() {
        0 => "–".to_owned(),
        _ => ids.iter().copied().collect::<Vec<_>>().join(", "),
    };
    let (id, then, now) = (&action.id.value, list(then), list(now));
    Problem::warning(
        "project/sheet-finding",
        Text::prose(
            format!("this line of `{id}` was written for {then}; it now answers {now}"),
            format!("cette ligne de `{id}` a été écrite pour {then} ; elle répond maintenant à {now}"),
        ),
    )
    .why(Text::prose(
        "whoever filled it in decided on what was known then",
        "qui l'a remplie a décidé sur ce que l'on savait alors",
    ))
    .help(Text::prose(
        "ask the owner whether it still holds, then export the sheet anew",
        "demandez au responsable si cela tient encore, puis exportez la feuille à nouveau",
    ))
    .at(place)
}

fn no_ids(path: &str) -> Problem {
    Problem::error(
        "project/bad-sheet",
        Text::prose("the sheet has no column `id`", "la feuille n'a pas de colonne `id`"),
    )
    .why(Text::prose(
        "its lines are laid over the actions by their ids",
        "ses lignes se rapportent aux actions par leur identifiant",
    ))
    .help(Text::prose(
        "begin with a sheet that `parcours actions export` wrote",
        "partez d'une feuille écrite par `parcours actions export`",
    ))
    .at(Place::file(path))
}

fn line_without_id(cell: &Cell) -> Problem {
    Problem::error(
        "project/bad-sheet",
        Text::prose("this line has no id", "cette ligne n'a pas d'identifiant"),
    )
    .why(Text::prose(
        "nothing tells which action it is about",
        "rien ne dit de quelle action elle parle",
    ))
    .help(Text::prose(
        "write the id of its action, or add the action to the project first",
        "écrivez l'identifiant de son action, ou ajoutez d'abord l'action au projet",
    ))
    .at(cell.place())
}

/// The cells of a CSV file as RFC 4180 has it, trimmed, each with the line and column it begins at; separated by commas,
/// or by semicolons or tabs where the first line has more of these. Empty lines are left out.
fn cells(path: &str, text: &str) -> Vec<Vec<Cell>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let head = text.lines().next().unwrap_or_default();
    let separator = [',', ';', '\t']
        .into_iter()
        .rev()
        .max_by_key(|separator| head.matches(*separator).count())
        .unwrap_or(',');
    let mut rows = Vec::new();
    let mut row: Vec<Cell> = Vec::new();
    let (mut line, mut column) = (1, 0);
    let mut begun = (1, 1);
    let mut words = String::new();
    let mut quoted = false;
    let mut chars = text.chars().chain(['\n']).peekable();
    while let Some(char) = chars.next() {
        column += 1;
        let ends = !quoted && (char == separator || char == '\n');
        if ends {
            let cell = words.trim();
            // What the export marked as text, so that no spreadsheet takes it for a formula.
            let plain = cell
                .strip_prefix('\'')
                .filter(|rest| rest.starts_with(['=', '+', '-', '@']));
            row.push(Located::at(
                plain.unwrap_or(cell).to_owned(),
                &Place::at(path, begun.0, begun.1),
            ));
            words.clear();
            if char == '\n' {
                let full = std::mem::take(&mut row);
                if full.iter().any(|cell| !cell.is_empty()) {
                    rows.push(full);
                }
            }
        } else if char == '"' && quoted && chars.peek() == Some(&'"') {
            words.push('"');
            chars.next();
            column += 1;
        } else if char == '"' && (quoted || words.trim().is_empty()) {
            quoted = !quoted;
        } else {
            words.push(char);
        }
        if char == '\n' {
            (line, column) = (line + 1, 0);
        }
        if ends {
            begun = (line, column + 1);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Problems;
    use crate::manifest::typed;

    fn actions() -> Vec<Action> {
        let yaml = "[{id: A-01, title: {en: Counter, fr: Comptoir}, status: planned, owner: {en: Shops, fr: Magasins}}, {id: A-02, title: Tell, status: done}]";
        typed("actions.yaml", yaml, &mut Problems::new()).unwrap()
    }

    #[test]
    fn cells_go_before_yaml_and_empty_ones_change_nothing() {
        let mut found = actions();
        let sheet = "id;title;status;owner;due;expected-low;expected-high;findings\r\nA-01;Comptoir;ongoing;\"Shops; \"\"north\"\"\";2027-01-15;20 000;90000,5;F-012 F-013\r\n;;;;;;;\r\nA-02;;;;;;;\r\n";
        assert_eq!(lay_over(&mut found, "actions.csv", sheet), []);
        let counter = &found[0];
        assert_eq!(
            (counter.status, counter.title.get(Lang::En)),
            (ActionStatus::Ongoing, "Counter")
        );
        assert_eq!(counter.owner, Text::same("Shops; \"north\""));
        assert_eq!(counter.due.unwrap().to_string(), "2027-01-15");
        let expected = counter.expected.as_ref().unwrap();
        assert_eq!((expected.low.value, expected.high.value), (20_000.0, 90_000.5));
        let ids: Vec<&str> = counter.written_for.iter().map(|id| id.as_str()).collect();
        assert_eq!(ids, ["F-012", "F-013"]);
        assert_eq!(found[1], actions()[1]);
    }

    #[test]
    fn what_cannot_be_laid_over_is_told_with_its_line() {
        let mut found = actions();
        let sheet = "id,status,due,efort\nA-01,finished,15/01/2027,low\nA-03,done,,\nA-02,,,\nA-02,,,\n,done,,\n";
        let told: Vec<String> = lay_over(&mut found, "actions.csv", sheet)
            .iter()
            .map(|problem| {
                let place = problem.place.as_ref().unwrap();
                format!("{}:{} {}", place.line, place.column, problem.code)
            })
            .collect();
        assert_eq!(
            told,
            [
                "1:15 project/bad-sheet",
                "2:15 project/bad-sheet",
                "2:6 project/unknown-word",
                "3:1 project/unknown-action",
                "5:1 project/duplicate-id",
                "6:2 project/bad-sheet",
            ]
        );
        assert_eq!(
            lay_over(&mut found, "actions.csv", "status\ndone\n")[0].code,
            "project/bad-sheet"
        );
    }
}
