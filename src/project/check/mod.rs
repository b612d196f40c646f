//! What the parts of a project say of one another, once each has the right form. One file per noun.

mod action;
mod channel;
mod comments;
mod friction;
mod idea;
mod journey;
mod maturity;
mod note;
mod organisation;
mod persona;
mod question;
mod reconciliation;
mod rule;
mod settings;
mod stake;
mod survey;
mod table;
mod website;
mod weights;

use super::ids::{Ids, Noun};
use super::reader::Reader;
use super::{Project, ProjectFile, Survey};
use crate::diagnostics::{Place, Problem, suggestion};
use crate::language::Text;
use crate::manifest::{Located, bad_id, is_kebab, unreachable};

/// Checks everything that can be known without data and without plugins.
pub(super) fn all(file: &ProjectFile, project: &Project, ids: &Ids, reader: &mut Reader<'_>) {
    let mut check = Check { reader, ids };
    settings::check(file, project, &mut check);
    persona::check(project, &mut check);
    channel::check(project, &mut check);
    journey::check(project, &mut check);
    survey::check(project, &mut check);
    table::check(project, &mut check);
    reconciliation::check(project, &mut check);
    organisation::check(project, &mut check);
    note::check(project, &mut check);
    idea::check(project, &mut check);
    comments::check(project, &mut check);
    maturity::check(project, &mut check);
    action::check(project, &mut check);
    friction::check(project, &mut check);
    stake::check(project, &mut check);
    website::check(project, &mut check);
}

/// What every check needs: the declared ids, the files, and where problems go.
struct Check<'c, 'f> {
    reader: &'c mut Reader<'f>,
    ids: &'c Ids,
}

impl Check<'_, '_> {
    fn push(&mut self, problem: Problem) {
        self.reader.push(problem);
    }

    /// A problem of something that is not there; not told where something was taken out for a mistake of its own.
    fn absent(&mut self, problem: Problem) {
        if problem.place.as_ref().is_none_or(|place| !self.reader.doubtful(place)) {
            self.push(problem);
        }
    }

    /// An id that something must have.
    fn known(&mut self, noun: Noun, id: &Located<String>) {
        if !self.ids.has(noun, id) {
            let problem = self.ids.unknown(noun, id, id.place());
            self.push(problem);
        }
    }

    /// The id of a check; what follows a colon (`rating:satisfaction.pickup`) must be a question of a survey. The
    /// plugin itself is looked up when plugins are known.
    fn check_id(&mut self, id: &Located<String>) {
        let Some((survey, _)) = id.split_once(':').and_then(|(_, subject)| subject.split_once('.')) else {
            return;
        };
        let question = id.split_once(':').map_or("", |(_, subject)| subject);
        if !self.ids.has(Noun::Survey, survey) {
            let problem = self.ids.unknown(Noun::Survey, survey, id.place());
            self.push(problem);
        } else if !self.ids.has(Noun::Question, question) {
            let problem = self.ids.unknown(Noun::Question, question, id.place());
            self.push(problem);
        }
    }

    /// Tells that no survey has this question.
    fn unknown_question(&mut self, id: &Located<String>) {
        let problem = self.ids.unknown(Noun::Question, id, id.place());
        self.push(problem);
    }

    /// An id that becomes an address or a key.
    fn kebab(&mut self, id: &Located<String>) {
        if !is_kebab(id) {
            self.push(bad_id(id).at(id.place()));
        }
    }

    /// An id that people say aloud (`A-03`, `2026-T1`): letters, digits, hyphens, underscores and points.
    fn label(&mut self, id: &Located<String>) {
        let good = !id.is_empty()
            && id
                .chars()
                .all(|char| char.is_ascii_alphanumeric() || "-_.".contains(char));
        if !good {
            self.push(bad_label(id).at(id.place()));
        }
    }

    /// A word out of a few.
    fn word(&mut self, word: &Located<String>, known: &[&str]) -> bool {
        let good = known.contains(&word.as_str());
        if !good {
            self.push(
                Problem::error(
                    "project/unknown-word",
                    Text::prose(
                        format!("`{}` is not one of the words this key takes", word.value),
                        format!("`{}` ne fait pas partie des mots que cette clé accepte", word.value),
                    ),
                )
                .why(Text::prose(
                    "each of these words has a fixed meaning in the audit",
                    "chacun de ces mots a un sens précis dans l'audit",
                ))
                .help(suggestion(word, known.iter().copied()))
                .at(word.place()),
            );
        }
        good
    }

    /// The file of a survey, or what is read in its place, which must be there; `others` are summaries of it too.
    fn data(&mut self, survey: &Survey, others: impl Iterator<Item = String>) {
        if let Some(source) = &survey.source {
            // It may still have to be made; whoever reads it tells if it is not there.
            let _ = self.reader.files.info(source);
        } else if !std::iter::once(survey.summary())
            .chain(others)
            .any(|path| self.reader.files.info(&path).is_ok())
        {
            self.file(&survey.file);
        } else {
            // Looked for all the same, so that watch mode notices when it comes.
            let _ = self.reader.files.info(&survey.file);
        }
    }

    /// A file the project names, which must be there.
    fn file(&mut self, path: &Located<String>) {
        if let Err(error) = self.reader.files.info(path) {
            self.push(unreachable(&error, path, Some(path.place())));
        }
    }
}

/// Whether a reader can follow it as a link.
fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// The problem of an id with characters that have no place in one.
fn bad_label(id: &str) -> Problem {
    Problem::error(
        "project/bad-id",
        Text::prose(
            format!("the id `{id}` holds more than letters, digits and hyphens"),
            format!("l'identifiant `{id}` ne contient pas que des lettres, des chiffres et des traits d'union"),
        ),
    )
    .why(Text::prose(
        "ids become addresses of pages and keys in `audit.json`",
        "les identifiants deviennent des adresses de pages et des clés de `audit.json`",
    ))
    .help(Text::prose("write it as in `A-03`", "écrivez-le comme dans `A-03`"))
}

/// The problem of a key that needs exactly one form and has none or several.
fn not_exactly_one(what: Text, help: Text, place: Place) -> Problem {
    Problem::error("project/not-exactly-one", what)
        .why(Text::prose(
            "with none or several of them it would not be clear what is meant",
            "avec aucune ou plusieurs d'entre elles, on ne saurait pas ce qui est voulu",
        ))
        .help(help)
        .at(place)
}

/// The problem of two bounds that are the wrong way round.
fn bad_range(low: impl std::fmt::Display, high: impl std::fmt::Display, place: Place) -> Problem {
    Problem::error(
        "project/bad-range",
        Text::prose(
            format!("the range from {low} to {high} holds nothing"),
            format!("l'intervalle de {low} à {high} ne contient rien"),
        ),
    )
    .why(Text::prose(
        "the first bound must be the smaller one, else no value lies between them",
        "la première borne doit être la plus petite, sinon aucune valeur ne se trouve entre les deux",
    ))
    .help(Text::prose(
        format!("write {high} first, then {low}, or correct one of them"),
        format!("écrivez d'abord {high}, puis {low}, ou corrigez l'une des deux bornes"),
    ))
    .at(place)
}
