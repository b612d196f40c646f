//! Exports of web analytics, which are no plain tables: held in memory, put right, then read as one.
//!
//! They are small, a row for each day and channel; what is held is measured all the same.

use super::{Tool, ga4, matomo};
use crate::diagnostics::{Place, Problem, suggestion};
use crate::language::{Lang, Text, quote};
use crate::manifest::Located;

/// A row as it stands in the file, or as it was put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::data) struct Held {
    /// The line it begins on.
    pub(in crate::data) line: u64,
    /// Its fields.
    pub(in crate::data) cells: Vec<String>,
}

/// One of the tables of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::data) struct Table {
    /// The line of its header.
    pub(in crate::data) line: u64,
    /// The names of its columns.
    pub(in crate::data) header: Vec<String>,
    /// How many of them, at the end, do not stand in the file.
    pub(in crate::data) added: usize,
    /// Its rows; one of another width than the header cannot be read.
    pub(in crate::data) rows: Vec<Held>,
}

impl Table {
    pub(super) fn new(line: u64, header: Vec<String>) -> Table {
        Table {
            line,
            header,
            added: 0,
            rows: Vec::new(),
        }
    }

    /// What it is called: by its first column, for nothing in the file names it.
    fn name(&self) -> &str {
        self.header.first().map_or("", String::as_str)
    }
}

impl Tool {
    /// Whether files of this tool are put right in memory before they are read.
    pub(in crate::data) fn is_analytics(self) -> bool {
        matches!(self, Tool::Ga4 | Tool::Matomo)
    }

    fn tables(self, rows: &[Held]) -> Vec<Table> {
        match self {
            Tool::Ga4 => ga4::tables(rows),
            Tool::Matomo => matomo::tables(rows),
            _ => Vec::new(),
        }
    }
}

/// The table that is meant, and a warning where it was chosen among several. `None` where there is no table at all.
pub(in crate::data) fn chosen(
    tool: Tool,
    rows: &[Held],
    wanted: Option<&Located<String>>,
    path: &str,
) -> Result<Option<(Table, Option<Problem>)>, Box<Problem>> {
    let mut tables = tool.tables(rows);
    let names: Vec<String> = tables.iter().map(|table| table.name().to_owned()).collect();
    let place = match wanted {
        None => 0,
        Some(wanted) => {
            let name = wanted.value.trim();
            let by_number = || name.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            names
                .iter()
                .position(|known| known == name)
                .or_else(by_number)
                .filter(|place| *place < tables.len())
                .ok_or_else(|| Box::new(no_table(path, wanted, &names)))?
        }
    };
    if tables.is_empty() {
        return Ok(None);
    }
    let told = (wanted.is_none() && names.len() > 1).then(|| several_tables(path, &names));
    Ok(Some((tables.swap_remove(place), told)))
}

fn no_table(path: &str, wanted: &Located<String>, names: &[String]) -> Problem {
    Problem::error(
        "data/unknown-sheet",
        Text::prose(
            format!("{path} has no table {}", quote(Lang::En, &wanted.value)),
            format!("{path} n'a pas de tableau {}", quote(Lang::Fr, &wanted.value)),
        ),
    )
    .why(Text::prose(
        "A table in this file is called by its first column, or by its number from 1.",
        "Un tableau de ce fichier est désigné par sa première colonne, ou par son numéro à partir de 1.",
    ))
    .help(suggestion(&wanted.value, names.iter().map(String::as_str)))
    .at(wanted.place())
}

fn several_tables(path: &str, names: &[String]) -> Problem {
    let list = |lang| {
        let quoted: Vec<String> = names.iter().skip(1).map(|name| quote(lang, name)).collect();
        quoted.join(", ")
    };
    let first = names.first().map_or("", String::as_str);
    Problem::warning(
        "data/several-sheets",
        Text::prose(
            format!(
                "{path} holds several tables; the one of {} was read",
                quote(Lang::En, first)
            ),
            format!(
                "{path} contient plusieurs tableaux ; celui de {} a été lu",
                quote(Lang::Fr, first)
            ),
        ),
    )
    .why(Text::prose(
        format!(
            "The others were not looked at; they begin with the columns {}.",
            list(Lang::En)
        ),
        format!(
            "Les autres n'ont pas été regardés ; ils commencent par les colonnes {}.",
            list(Lang::Fr)
        ),
    ))
    .help(Text::prose(
        "Write `sheet: 1` to say that it is the right one, or the number of another.",
        "Écrivez `sheet: 1` pour confirmer, ou le numéro d'un autre.",
    ))
    .at(Place::file(path))
}

/// The problem of a file that is held in memory and too large for it.
pub(in crate::data) fn too_large(path: &str) -> Problem {
    Problem::error(
        "data/too-large-together",
        Text::prose(
            format!("the rows of {path} need more than 256 MiB of memory"),
            format!("les lignes de {path} demandent plus de 256 Mio de mémoire"),
        ),
    )
    .why(Text::prose(
        "An export of web analytics is put right before it is read, and held in memory for that.",
        "Un export de mesure d'audience est remis en forme avant d'être lu, et tenu en mémoire pour cela.",
    ))
    .help(Text::prose(
        "Export fewer rows: a row for each day and channel is enough.",
        "Exportez moins de lignes : une par jour et par canal suffit.",
    ))
    .at(Place::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Declared, Format, Read, Row as _, TableFile};
    use crate::files::Bytes;

    /// Rows with their lines.
    type Lines = Vec<(u64, Vec<String>)>;

    /// Names of the columns, rows, and what was told.
    fn read(text: &[u8], declared: &Declared) -> (Vec<String>, Lines, Read) {
        let source = Bytes(text);
        let mut file = TableFile::open(&source, "web.csv", declared).unwrap().unwrap();
        let names: Vec<String> = file.header().names().map(str::to_owned).collect();
        let mut rows = Vec::new();
        while let Some(line) = file.next_row().unwrap() {
            let cell = |column| String::from_utf8(file.field(column).to_vec()).unwrap();
            rows.push((line, (0..names.len()).map(cell).collect()));
        }
        (names, rows, file.finish().unwrap())
    }

    fn sheet(wanted: &str) -> Declared {
        Declared {
            sheet: Some(Located::at(wanted.to_owned(), &Place::at("parcours.yaml", 7, 12))),
            ..Declared::default()
        }
    }

    const GA4: &str = "# ----------------------------------------
# Acquisition de trafic : session, groupe de canaux
# Compte : Maison, \"essai\"
# Propriété : site
# ----------------------------------------
#
# Tous les utilisateurs
# Date de début : 20260101
# Date de fin : 20260103
Nième jour,Direct,Organic Search
0000,12,30
0001,9,41
0002,11,28

# Tous les utilisateurs
# Date de début : 20260101
# Date de fin : 20260103
Groupe de canaux,Sessions,Revenu
,131,900.5,Grand total
Direct,32,400.5
Organic Search,99,500
Email,12
";

    #[test]
    fn the_first_table_of_a_report_with_its_days() {
        let (names, rows, told) = read(GA4.as_bytes(), &Declared::default());
        assert_eq!(
            names,
            ["Nième jour", "Direct", "Organic Search", "Start date", "End date"]
        );
        let expected = ["2026-01-02", "9", "41", "2026-01-01", "2026-01-03"].map(str::to_owned);
        assert_eq!((rows.len(), &rows[1]), (3, &(12, expected.to_vec())));
        assert_eq!((told.tool, told.rows, told.rejected), (Some(Tool::Ga4), 3, 0));
        assert_eq!(told.problems[0].code, "data/several-sheets");
    }

    #[test]
    fn another_table_by_number_or_by_its_first_column_without_its_totals() {
        for wanted in ["2", "Groupe de canaux"] {
            let (names, rows, told) = read(GA4.as_bytes(), &sheet(wanted));
            assert_eq!(names[..3], ["Groupe de canaux", "Sessions", "Revenu"]);
            let sessions: Vec<&str> = rows.iter().map(|(_, cells)| cells[1].as_str()).collect();
            assert_eq!(sessions, ["32", "99"], "neither the totals nor the row that is cut");
            assert_eq!((told.rejected, told.problems[0].code), (1, "data/ragged-row"));
        }
        let source = Bytes(GA4.as_bytes());
        let problem = TableFile::open(&source, "web.csv", &sheet("3")).unwrap().err().unwrap();
        assert_eq!((problem.code, problem.place.unwrap().line), ("data/unknown-sheet", 7));
    }

    #[test]
    fn an_exploration_has_a_row_of_totals_and_dates_of_eight_digits() {
        let text = "# ----------------------------------------\n# Exploration\n# ----------------------------------------\n\n\
                    Date,Source,Sessions\n,,300,Grand total\n20260131,(direct),100\n20260201,google,200\n";
        let (_, rows, told) = read(text.as_bytes(), &Declared::default());
        let first: Vec<&str> = rows[0].1.iter().map(String::as_str).collect();
        assert_eq!(first, ["2026-01-31", "(direct)", "100", "", ""]);
        assert_eq!((rows.len(), told.rejected, told.problems.len()), (2, 0, 0));
    }

    #[test]
    fn a_matomo_export_in_utf_16() {
        let text = "Date,Visites,Actions,Taux de rebond,Durée moyenne\n\
                    2026-01-05,2026-01-11,120,340,45%,3 min 12s\n2026-01-12,80,200,\"37,5%\",00:02:00\n";
        let bytes: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let (names, rows, told) = read(&bytes, &Declared::default());
        assert_eq!((names.len(), told.tool, told.rejected), (5, Some(Tool::Matomo), 0));
        assert_eq!(
            rows[0],
            (
                2,
                ["2026-01-05", "120", "340", "0.45", "192"].map(str::to_owned).to_vec()
            )
        );
        assert_eq!(rows[1].1[3..], ["0.375", "120"]);
    }

    #[test]
    fn a_plain_table_stays_as_it_is_and_another_format_is_told() {
        let declared = |word: &str| Declared {
            format: Some(Format {
                tool: Tool::from_word(word),
                place: Place::at("parcours.yaml", 3, 9),
            }),
            ..Declared::default()
        };
        let (_, rows, told) = read(b"visits,actions,note\n12,40,45%\n", &declared("table"));
        assert_eq!((rows[0].1[2].as_str(), told.tool), ("45%", None));
        let source = Bytes(b"a,b\n1,2\n");
        let problem = TableFile::open(&source, "web.csv", &declared("ga4"))
            .unwrap()
            .err()
            .unwrap();
        assert_eq!(problem.code, "data/other-format");
    }

    #[test]
    fn comments_without_a_table_are_an_empty_file() {
        let source = Bytes(b"# ----------------------------------------\n# Rien\n");
        let problem = TableFile::open(&source, "web.csv", &Declared::default())
            .unwrap()
            .err()
            .unwrap();
        assert_eq!(problem.code, "data/empty-file");
    }
}
