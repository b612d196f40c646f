//! Questionnaires that raters filled in: workbooks that `parcours questionnaire` wrote → ratings, one rater each. Every
//! mistake of a rater is told with the sheet and the cell it stands in.

use std::collections::BTreeMap;

use super::{Input, Plan, RatedPlan};
use crate::data;
use crate::diagnostics::{Place, Problem, Problems, suggestion};
use crate::files::{Files, digest_source};
use crate::language::Text;
use crate::manifest::{Located, unreachable};
use crate::project::{Form, Project, Rating};

/// How a questionnaire is laid out. Columns count from nought. The first two are hidden from raters: they say which row
/// is which item, whatever was translated or widened.
pub mod layout {
    /// Name of the sheet that is read back; the same in every language.
    pub const SHEET: &str = "Questionnaire";
    /// Id of the check, or the word of a row that is no item.
    pub const CHECK: u16 = 0;
    /// Id of the item, or the value of such a row.
    pub const ITEM: u16 = 1;
    /// What is read by the rater.
    pub const STATEMENT: u16 = 2;
    /// The level; the rater's role in its row.
    pub const LEVEL: u16 = 3;
    /// What shows it.
    pub const EVIDENCE: u16 = 4;
    /// Its address.
    pub const LINK: u16 = 5;
    /// The word of the row that says which form it is.
    pub const FORM: &str = "form";
    /// The word of the row in which raters say who they are.
    pub const RATER: &str = "rater";
}

/// Longest text that is taken from a cell, in characters: what a spreadsheet holds.
const LONGEST: usize = 32_767;

/// Reads every questionnaire of the project. One that cannot be read is left out, and its problems are told.
pub(super) fn collect(
    project: &Project,
    plan: &Plan,
    files: &dyn Files,
    problems: &mut Problems,
) -> (Vec<Input>, Vec<Rating>) {
    let (mut inputs, mut ratings) = (Vec::new(), Vec::new());
    for path in &project.maturity.workbooks {
        let source = match files.open(path) {
            Ok(source) => source,
            Err(error) => {
                problems.push(unreachable(&error, path, Some(path.place())));
                continue;
            }
        };
        let rows = match data::cells(&*source, path, layout::SHEET) {
            Ok(rows) => rows,
            Err(problem) => {
                problems.push(*problem);
                continue;
            }
        };
        if let Ok(digest) = digest_source(&*source) {
            inputs.push(Input {
                path: path.value.clone(),
                digest,
                bytes: source.len(),
                rows: None,
                rejected_rows: None,
                format: None,
            });
        }
        let mut sheet = Sheet {
            path,
            plan,
            project,
            problems,
        };
        let found = sheet.ratings(&rows);
        for rating in found {
            sheet.once(&rating, &ratings);
            ratings.push(rating);
        }
    }
    (inputs, ratings)
}

/// A row: its number as the spreadsheet shows it, and its cells.
type Row = (u64, Vec<String>);

fn cell(row: &[String], column: u16) -> &str {
    row.get(usize::from(column)).map_or("", |cell| cell.trim())
}

/// One questionnaire being read.
struct Sheet<'s> {
    path: &'s Located<String>,
    plan: &'s Plan,
    project: &'s Project,
    problems: &'s mut Problems,
}

impl Sheet<'_> {
    fn ratings(&mut self, rows: &[Row]) -> Vec<Rating> {
        let Some((form, rater)) = self.head(rows) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let plan = self.plan;
        for (line, row) in rows {
            let (check, item) = (cell(row, layout::CHECK), cell(row, layout::ITEM));
            if item.is_empty() || check == layout::FORM || check == layout::RATER {
                continue;
            }
            let written = cell(row, layout::LEVEL);
            let Some(rated) = plan.rated.iter().find(|rated| rated.check == check) else {
                if !written.is_empty() {
                    let known = plan.rated.iter().map(|rated| rated.check.as_str());
                    let problem = self.unknown(check, item, suggestion(check, known));
                    self.tell(problem, *line, layout::LEVEL);
                }
                continue;
            };
            let asked: Vec<&str> = rated.asked(form).collect();
            if !asked.contains(&item) {
                if !written.is_empty() {
                    let problem = self.unknown(check, item, suggestion(item, asked));
                    self.tell(problem, *line, layout::LEVEL);
                }
                continue;
            }
            if let Some(level) = self.level(written, rated.answers, *line) {
                found.push(Rating {
                    check: Located::at(check.to_owned(), &self.place(*line, layout::STATEMENT)),
                    item: Located::at(item.to_owned(), &self.place(*line, layout::STATEMENT)),
                    form,
                    levels: BTreeMap::from([(rater.clone(), Located::at(level, &self.place(*line, layout::LEVEL)))]),
                    evidence: Text::same(cell(row, layout::EVIDENCE).chars().take(LONGEST).collect::<String>()),
                    link: self.link(cell(row, layout::LINK), *line),
                });
            }
        }
        if found.is_empty() && !self.problems.has_errors() {
            let problem = Problem::warning(
                "data/questionnaire-blank",
                Text::prose(
                    format!("nobody filled in `{}`: it holds no level", self.path.value),
                    format!("personne n'a rempli `{}` : aucun niveau n'y figure", self.path.value),
                ),
            )
            .help(Text::prose(
                "take it out of `workbooks` until it comes back",
                "retirez-le de `workbooks` en attendant qu'il revienne",
            ));
            self.problems.push(problem.at(Place::file(self.path.as_str())));
        }
        found
    }

    /// Which form it is, and who rated.
    fn head(&mut self, rows: &[Row]) -> Option<(Form, String)> {
        let named = |word: &str| rows.iter().find(|(_, row)| cell(row, layout::CHECK) == word);
        let form = named(layout::FORM).and_then(|(_, row)| {
            let word = cell(row, layout::ITEM);
            Form::ALL.into_iter().find(|form| form.word() == word)
        });
        let (Some(form), Some((line, row))) = (form, named(layout::RATER)) else {
            let problem = Problem::error(
                "data/not-a-questionnaire",
                Text::prose(
                    format!("`{}` does not say which questionnaire it is", self.path.value),
                    format!("`{}` ne dit pas de quel questionnaire il s'agit", self.path.value),
                ),
            )
            .why(Text::prose(
                "the two hidden columns tell items apart; without them no level can be placed",
                "les deux colonnes masquées distinguent les items ; sans elles, aucun niveau n'a de place",
            ))
            .help(Text::prose(
                "fill in a workbook that `parcours questionnaire` wrote, and keep its hidden columns",
                "remplissez un classeur écrit par `parcours questionnaire`, sans supprimer ses colonnes masquées",
            ));
            self.problems.push(problem.at(Place::file(self.path.as_str())));
            return None;
        };
        let rater = cell(row, layout::LEVEL).to_owned();
        let known = &self.project.maturity.raters;
        if rater.is_empty() {
            let problem = Problem::error(
                "data/questionnaire-rater",
                Text::prose(
                    format!("{} says not who rated", name(*line, layout::LEVEL)),
                    format!("{} ne dit pas qui a évalué", nom(*line, layout::LEVEL)),
                ),
            )
            .help(rater_help(known));
            self.tell(problem, *line, layout::LEVEL);
            return None;
        }
        if !known.is_empty() && !known.contains_key(&rater) {
            let problem = Problem::error(
                "project/unknown-rater",
                Text::prose(
                    format!("`{rater}` in {} is not one of the `raters`", name(*line, layout::LEVEL)),
                    format!(
                        "`{rater}`, dans {}, ne figure pas parmi les évaluateurs (`raters`)",
                        nom(*line, layout::LEVEL)
                    ),
                ),
            )
            .help(suggestion(&rater, known.keys().map(String::as_str)));
            self.tell(problem, *line, layout::LEVEL);
            return None;
        }
        Some((form, rater))
    }

    /// The level in a cell; `None` for a blank one, and for one that is no level, which is told.
    fn level(&mut self, written: &str, [low, high]: [u8; 2], line: u64) -> Option<u8> {
        if written.is_empty() {
            return None;
        }
        let level = written.parse::<u8>().ok().filter(|level| (low..=high).contains(level));
        if level.is_none() {
            let problem = Problem::error(
                "data/questionnaire-level",
                Text::prose(
                    format!("`{written}` in {} is no level", name(line, layout::LEVEL)),
                    format!("`{written}`, dans {}, n'est pas un niveau", nom(line, layout::LEVEL)),
                ),
            )
            .help(Text::prose(
                format!("write a whole number from {low} to {high}, or leave the cell blank"),
                format!("écrivez un nombre entier de {low} à {high}, ou laissez la cellule vide"),
            ));
            self.tell(problem, line, layout::LEVEL);
        }
        level
    }

    fn link(&mut self, written: &str, line: u64) -> Option<Located<String>> {
        if written.is_empty() {
            return None;
        }
        if !(written.starts_with("https://") || written.starts_with("http://")) {
            let problem = Problem::error(
                "project/bad-link",
                Text::prose(
                    format!("`{written}` in {} is not an address", name(line, layout::LINK)),
                    format!("`{written}`, dans {}, n'est pas une adresse", nom(line, layout::LINK)),
                ),
            )
            .help(Text::prose(
                "write the whole address, beginning with `https://`; what is no address goes into the column before",
                "écrivez l'adresse entière, à partir de `https://` ; ce qui n'en est pas une va dans la colonne précédente",
            ));
            self.tell(problem, line, layout::LINK);
            return None;
        }
        Some(Located::at(written.to_owned(), &self.place(line, layout::LINK)))
    }

    /// Tells a rating that the same rater gave before, in the project's files or in another questionnaire.
    fn once(&mut self, rating: &Rating, before: &[Rating]) {
        let earlier = self.project.maturity.ratings.iter().chain(before).find_map(|other| {
            let same = (&other.check, &other.item, other.form) == (&rating.check, &rating.item, rating.form);
            let rater = rating.levels.keys().next()?;
            other.levels.get(rater).filter(|_| same)
        });
        if let (Some(earlier), Some((rater, level))) = (earlier, rating.levels.iter().next()) {
            let problem = Problem::error(
                "data/questionnaire-twice",
                Text::prose(
                    format!(
                        "`{rater}` rates `{}` of `{}` twice",
                        rating.item.value, rating.check.value
                    ),
                    format!(
                        "`{rater}` évalue deux fois `{}` de `{}`",
                        rating.item.value, rating.check.value
                    ),
                ),
            )
            .related(earlier.place(), Text::prose("first rated here", "évalué ici d'abord"))
            .help(Text::prose(
                "keep one of the two, or give each rater a name of their own",
                "gardez l'une des deux notes, ou donnez à chacun son nom d'évaluateur",
            ));
            self.problems.push(problem.at(level.place()));
        }
    }

    fn unknown(&self, check: &str, item: &str, help: Text) -> Problem {
        let path = &self.path.value;
        Problem::error(
            "data/questionnaire-item",
            Text::prose(
                format!("`{path}` rates `{item}` of `{check}`, which this form does not ask"),
                format!("`{path}` évalue `{item}` de `{check}`, que ce questionnaire ne demande pas"),
            ),
        )
        .why(Text::prose(
            "the questionnaire was written for other plugins, or for an earlier version of them",
            "le questionnaire a été écrit pour d'autres extensions, ou pour une version antérieure",
        ))
        .help(help)
    }

    fn place(&self, line: u64, column: u16) -> Place {
        Place::at(
            self.path.as_str(),
            u32::try_from(line).unwrap_or(u32::MAX),
            u32::from(column) + 1,
        )
    }

    fn tell(&mut self, problem: Problem, line: u64, column: u16) {
        let place = self.place(line, column);
        self.problems.push(problem.at(place));
    }
}

/// A cell as spreadsheets name it, with its sheet, in English.
fn name(line: u64, column: u16) -> String {
    format!("cell {} of the sheet “{}”", address(line, column), layout::SHEET)
}

/// The same in French.
fn nom(line: u64, column: u16) -> String {
    format!(
        "la cellule {} de la feuille « {} »",
        address(line, column),
        layout::SHEET
    )
}

/// `D7`.
fn address(line: u64, column: u16) -> String {
    let letter = char::from(b'A' + u8::try_from(column.min(25)).unwrap_or_default());
    format!("{letter}{line}")
}

fn rater_help(known: &BTreeMap<String, Text>) -> Text {
    if known.is_empty() {
        return Text::prose(
            "write the rater's role there, such as `shops`; a role, never a name",
            "écrivez-y la fonction de l'évaluateur, comme `shops` ; une fonction, jamais un nom",
        );
    }
    let roles = known
        .keys()
        .map(|role| format!("`{role}`"))
        .collect::<Vec<_>>()
        .join(", ");
    Text::prose(
        format!("write one of {roles} there"),
        format!("écrivez-y l'une de ces fonctions : {roles}"),
    )
}

impl RatedPlan {
    /// Ids of the items that a form asks.
    pub fn asked(&self, form: Form) -> impl Iterator<Item = &str> {
        self.items
            .iter()
            .filter(move |item| form.asks(item))
            .map(|item| item.id.as_str())
    }
}
