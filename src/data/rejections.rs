//! Rows that cannot be read: why, where and how many.

use serde::{Deserialize, Serialize};

use super::Trouble;
use super::reader::Fault;
use crate::diagnostics::{Problem, Severity};
use crate::language::{Lang, Text};

/// The rows of a file that were rejected so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Rejections {
    ragged: Trouble,
    /// The first ragged row.
    ragged_first: Option<(u64, Fault)>,
    /// Whether all ragged rows have the same number of fields.
    ragged_alike: bool,
    open_quote: Trouble,
    not_text: Trouble,
    too_long: Trouble,
    zero: Trouble,
    not_json: Trouble,
    open_array: Trouble,
    /// The last line on which a row began that could be read.
    last_read: u64,
    last: u64,
}

impl Rejections {
    /// The row that begins at `line` was read.
    pub(super) fn read(&mut self, line: u64) {
        self.last_read = self.last_read.max(line);
        self.last = self.last.max(line);
    }

    /// The row that begins at `line` was not.
    pub(super) fn at(&mut self, line: u64, fault: Fault) {
        self.last = self.last.max(line);
        match fault {
            Fault::Ragged { found, .. } => {
                self.ragged.at(line);
                self.ragged_alike = match self.ragged_first {
                    None => true,
                    Some((_, Fault::Ragged { found: first, .. })) => self.ragged_alike && first == found,
                    Some(_) => false,
                };
                if self.ragged_first.is_none_or(|(first, _)| line < first) {
                    self.ragged_first = Some((line, fault));
                }
            }
            Fault::OpenQuote => self.open_quote.at(line),
            Fault::NotText => self.not_text.at(line),
            Fault::TooLong => self.too_long.at(line),
            Fault::Zero => self.zero.at(line),
            Fault::NotJson => self.not_json.at(line),
            Fault::OpenArray => self.open_array.at(line),
        }
    }

    /// Adds those of other rows of the file.
    pub(super) fn merge(&mut self, other: &Rejections) {
        match (self.ragged_first, other.ragged_first) {
            (Some((mine, first)), Some((line, fault))) => {
                let alike = match (first, fault) {
                    (Fault::Ragged { found: one, .. }, Fault::Ragged { found, .. }) => one == found,
                    _ => false,
                };
                self.ragged_alike &= other.ragged_alike && alike;
                if line < mine {
                    self.ragged_first = other.ragged_first;
                }
            }
            (None, Some(_)) => {
                (self.ragged_first, self.ragged_alike) = (other.ragged_first, other.ragged_alike);
            }
            (_, None) => {}
        }
        for (mine, others) in [
            (&mut self.ragged, &other.ragged),
            (&mut self.open_quote, &other.open_quote),
            (&mut self.not_text, &other.not_text),
            (&mut self.too_long, &other.too_long),
            (&mut self.zero, &other.zero),
            (&mut self.not_json, &other.not_json),
            (&mut self.open_array, &other.open_array),
        ] {
            mine.merge(others);
        }
        self.last_read = self.last_read.max(other.last_read);
        self.last = self.last.max(other.last);
    }

    /// The line of the last row met.
    pub(super) fn last_line(&self) -> u64 {
        self.last
    }

    /// How many rows were rejected.
    pub(super) fn count(&self) -> u64 {
        self.all().map(Trouble::count).sum()
    }

    fn all(&self) -> impl Iterator<Item = &Trouble> {
        [
            &self.ragged,
            &self.open_quote,
            &self.not_text,
            &self.too_long,
            &self.zero,
            &self.not_json,
            &self.open_array,
        ]
        .into_iter()
    }

    /// A problem for each way in which rows were wrong.
    pub(super) fn problems(&self, path: &str) -> impl Iterator<Item = Problem> {
        let folded =
            |trouble: &Trouble, code, [one_en, many_en]: [&str; 2], [one_fr, many_fr]: [&str; 2], help: Text| {
                let rows = trouble.rows();
                let (en, fr) = if trouble.count() > 1 {
                    (many_en, many_fr)
                } else {
                    (one_en, one_fr)
                };
                let what = Text::prose(
                    format!("{} {en}", rows.get(Lang::En)),
                    format!("{} {fr}", rows.get(Lang::Fr)),
                );
                let why = Text::prose(
                    "Rows that cannot be read are left out of every figure; they are counted in the report.",
                    "Les lignes illisibles n'entrent dans aucun chiffre ; leur nombre figure dans le rapport.",
                );
                trouble.problem(path, Problem::warning(code, what).why(why).help(help))
            };
        // Unlike the others these take rows along, nobody knows how many, or the half of a file.
        let grave = |problem: Problem| Problem {
            severity: Severity::Error,
            ..problem
        };
        [
            self.ragged_problem(&folded)
                .map(|problem| if self.changes_shape() { grave(problem) } else { problem }),
            folded(
                &self.open_quote,
                "data/open-quote",
                ["opens a quote that is never closed: the rest of the file is inside it"; 2],
                ["ouvre un guillemet jamais refermé : toute la suite du fichier s'y trouve prise"; 2],
                Text::prose(
                    "Close the quote, or double it if it belongs to the text.",
                    "Refermez le guillemet, ou doublez-le s'il fait partie du texte.",
                ),
            )
            .map(grave),
            folded(
                &self.open_array,
                "data/open-array",
                ["is the last of an array that is never closed: the file was cut"; 2],
                ["est la dernière d'un tableau jamais refermé : le fichier a été coupé"; 2],
                Text::prose(
                    "Fetch or export the file again; a JSON array ends in `]`.",
                    "Téléchargez ou exportez le fichier de nouveau ; un tableau JSON se termine par `]`.",
                ),
            )
            .map(grave),
            folded(
                &self.not_text,
                "data/not-text",
                [
                    "holds bytes that are no text in the file's encoding",
                    "hold bytes that are no text in the file's encoding",
                ],
                [
                    "contient des octets qui ne sont pas du texte dans l'encodage du fichier",
                    "contiennent des octets qui ne sont pas du texte dans l'encodage du fichier",
                ],
                Text::prose(
                    "Save the file as UTF-8, or declare its `encoding:` in the survey.",
                    "Enregistrez le fichier en UTF-8, ou déclarez son `encoding:` dans l'enquête.",
                ),
            ),
            folded(
                &self.zero,
                "data/nul-byte",
                ["holds NUL bytes", "hold NUL bytes"],
                ["contient des octets nuls", "contiennent des octets nuls"],
                Text::prose(
                    "No text holds them: the file was damaged on a disk or on its way. Fetch or export it again.",
                    "Aucun texte n'en contient : le fichier a été abîmé sur un disque ou en route. Téléchargez-le ou \
                     exportez-le de nouveau.",
                ),
            ),
            folded(
                &self.too_long,
                "data/row-too-long",
                ["is longer than 4 MiB", "are longer than 4 MiB"],
                ["dépasse 4 Mio", "dépassent 4 Mio"],
                Text::prose(
                    "Most often a quote is opened and closed much later.",
                    "Le plus souvent, un guillemet est ouvert puis refermé bien plus loin.",
                ),
            ),
            folded(
                &self.not_json,
                "data/not-json",
                ["is no JSON object", "are no JSON objects"],
                ["n'est pas un objet JSON", "ne sont pas des objets JSON"],
                Text::prose(
                    "Each respondent is one object, `{\"note\": 9}`, on a line of its own or in one array.",
                    "Chaque répondant est un objet, `{\"note\": 9}`, sur sa propre ligne ou dans un tableau.",
                ),
            ),
        ]
        .into_iter()
        .flatten()
    }

    /// Whether all rows from some line on have the same other number of fields.
    fn changes_shape(&self) -> bool {
        self.ragged.count() > 1
            && self.ragged_alike
            && self.ragged_first.is_some_and(|(first, _)| self.last_read < first)
    }

    fn ragged_problem(
        &self,
        folded: &impl Fn(&Trouble, &'static str, [&str; 2], [&str; 2], Text) -> Option<Problem>,
    ) -> Option<Problem> {
        let Some((line, Fault::Ragged { found, expected, lines })) = self.ragged_first else {
            return None;
        };
        let help = if self.changes_shape() {
            Text::prose(
                format!(
                    "From line {line} on, every row has {found} fields: two exports stand one after the other. Give each \
                     its own file, with its own header."
                ),
                format!(
                    "À partir de la ligne {line}, toutes les lignes ont {found} champs : deux exports se suivent. Donnez \
                     à chacun son fichier, avec son en-tête."
                ),
            )
        } else if lines > 1 {
            Text::prose(
                format!(
                    "The first of them spans {lines} lines: look for a quote that is opened and not closed on its \
                     first line."
                ),
                format!(
                    "La première s'étend sur {lines} lignes du fichier : cherchez un guillemet ouvert et jamais fermé \
                     sur la première."
                ),
            )
        } else {
            Text::prose(
                "Look for a delimiter inside a text that is not quoted, or a row that was cut.",
                "Cherchez un séparateur dans un texte sans guillemets, ou une ligne coupée.",
            )
        };
        folded(
            &self.ragged,
            "data/ragged-row",
            [
                &format!("has not as many fields as the header ({found} instead of {expected})"),
                &format!("have not as many fields as the header ({found} instead of {expected} in the first)"),
            ],
            [
                &format!("n'a pas autant de champs que l'en-tête ({found} au lieu de {expected})"),
                &format!("n'ont pas autant de champs que l'en-tête ({found} au lieu de {expected} pour la première)"),
            ],
            help,
        )
    }
}
