//! Data files → evidence: one streaming pass per survey, protection as the last step.

use super::pass::{Pass, Reading};
use super::period::Cut;
use super::plan::{Plan, SurveyPlan};
use super::protect::protect;
use super::{Evidence, Input, SurveyEvidence};
use crate::data::{DateOrder, DecimalMark, Declared, Encoding, TableFile};
use crate::diagnostics::{Problem, Problems};
use crate::files::{FileError, Files};
use crate::language::{Lang, Text, quote};
use crate::manifest::Located;
use crate::project::{Project, Survey};

/// Reads what `plan` asks for, each data file once, and gives it back protected. What is wrong with the data goes to
/// `problems`; a survey that cannot be read at all is left out of the evidence.
pub fn collect(project: &Project, plan: &Plan, files: &dyn Files, problems: &mut Problems) -> Evidence {
    let mut evidence = Evidence::default();
    for asked in &plan.surveys {
        let Some(survey) = project.surveys.iter().find(|survey| survey.id.value == asked.survey) else {
            continue;
        };
        let Some((input, found)) = read(project, survey, asked, files, problems) else {
            continue;
        };
        if evidence.inputs.iter().all(|known| known.path != input.path) {
            evidence.inputs.push(input);
        }
        let last = found.dates.map(|[_, last]| last);
        evidence.latest = evidence.latest.max(last);
        evidence.surveys.push(found);
    }
    evidence.inputs.sort_by(|a, b| a.path.cmp(&b.path));
    evidence
}

/// Reads one survey.
fn read(
    project: &Project,
    survey: &Survey,
    plan: &SurveyPlan,
    files: &dyn Files,
    problems: &mut Problems,
) -> Option<(Input, SurveyEvidence)> {
    let path = survey.file.value.as_str();
    let (declared, reading) = words(survey, problems)?;
    let source = match files.open(path) {
        Ok(source) => source,
        Err(error) => {
            problems.push(unreachable_file(&survey.file, &error));
            return None;
        }
    };
    let broken = |error: std::io::Error| {
        let error = FileError::Io {
            path: path.to_owned(),
            source: error,
        };
        unreachable_file(&survey.file, &error)
    };
    let mut file = match TableFile::open(&*source, path, declared) {
        Ok(Ok(file)) => file,
        Ok(Err(problem)) => {
            problems.push(problem.related(survey.file.place(), Text::new("the survey", "l'enquête")));
            return None;
        }
        Err(error) => {
            problems.push(broken(error));
            return None;
        }
    };
    let mut pass = Pass::new(project, survey, plan, file.header(), reading, problems);
    let counted = match &mut pass {
        Some(pass) => pass.run(&mut file),
        None => Ok(()),
    };
    let read = match counted.and_then(|()| file.finish()) {
        Ok(read) => read,
        Err(error) => {
            problems.push(broken(error));
            return None;
        }
    };
    let pass = pass?;
    problems.extend(read.problems);
    let found = pass.finish(read.rows, path, problems);
    let input = Input {
        path: path.to_owned(),
        digest: read.digest,
        bytes: read.bytes,
        rows: Some(read.rows),
        rejected_rows: Some(read.rejected),
    };
    Some((input, protect(project, survey, plan, found, read.rejected)))
}

/// The words of the survey that say how its file is to be read; `None` if one is unknown, which was then reported.
fn words<'p>(survey: &'p Survey, problems: &mut Problems) -> Option<(Declared, Reading<'p>)> {
    let before = problems.len();
    let mut understood = |word: Option<&Located<String>>, known: &str, understands: &dyn Fn(&str) -> bool| {
        if let Some(word) = word.filter(|word| !understands(&word.value)) {
            problems.push(unknown_word(word, known));
        }
    };
    let date = survey.date.as_ref().and_then(|date| date.format.as_ref());
    let by = survey.periods.as_ref().and_then(|periods| periods.by.as_ref());
    understood(survey.delimiter.as_ref(), "`,`, `;`, `|`, `tab`", &|word| {
        Declared::delimiter(word).is_some()
    });
    understood(
        survey.encoding.as_ref(),
        "`utf-8`, `utf-16le`, `utf-16be`, `windows-1252`",
        &|word| Encoding::from_word(word).is_some(),
    );
    understood(survey.decimal.as_ref(), "`.`, `,`", &|word| {
        DecimalMark::from_word(word).is_some()
    });
    understood(date, "`iso`, `dmy`, `mdy`", &|word| {
        DateOrder::from_word(word).is_some()
    });
    understood(by, "`month`, `quarter`, `year`", &|word| cut(word).is_some());
    if problems.len() > before {
        return None;
    }
    let declared = Declared {
        delimiter: survey
            .delimiter
            .as_ref()
            .and_then(|word| Declared::delimiter(&word.value)),
        encoding: survey
            .encoding
            .as_ref()
            .and_then(|word| Encoding::from_word(&word.value)),
    };
    let between = survey.periods.as_ref().and_then(|periods| periods.between.as_ref());
    let reading = Reading {
        decimal: survey
            .decimal
            .as_ref()
            .and_then(|word| DecimalMark::from_word(&word.value))
            .unwrap_or_default(),
        order: date.and_then(|word| DateOrder::from_word(&word.value)),
        cut: match (by, between) {
            (Some(word), _) => cut(&word.value).unwrap_or(Cut::None),
            (None, Some(periods)) => Cut::Between(periods),
            (None, None) => Cut::None,
        },
    };
    Some((declared, reading))
}

fn cut(word: &str) -> Option<Cut<'static>> {
    match word {
        "month" => Some(Cut::Month),
        "quarter" => Some(Cut::Quarter),
        "year" => Some(Cut::Year),
        _ => None,
    }
}

fn unknown_word(word: &Located<String>, known: &str) -> Problem {
    Problem::error(
        "data/unknown-word",
        Text::new(
            format!("{} is none of the words allowed here", quote(Lang::En, &word.value)),
            format!(
                "{} ne fait pas partie des mots permis ici",
                quote(Lang::Fr, &word.value)
            ),
        ),
    )
    .why(Text::new(
        "Read in another way than it was written, the file gives wrong figures.",
        "Lu autrement qu'il n'a été écrit, le fichier donne des chiffres faux.",
    ))
    .help(Text::new(
        format!("Write one of {known}, or leave it out."),
        format!("Écrivez l'un de {known}, ou n'écrivez rien."),
    ))
    .at(word.place())
}

fn unreachable_file(file: &Located<String>, error: &FileError) -> Problem {
    let name = &file.value;
    let (code, what) = match error {
        FileError::Missing { .. } => (
            "data/missing-file",
            Text::new(
                format!("there is no file {}", quote(Lang::En, name)),
                format!("le fichier {} n'existe pas", quote(Lang::Fr, name)),
            ),
        ),
        FileError::Outside { .. } => (
            "data/outside-project",
            Text::new(
                format!("{} leads outside the project folder", quote(Lang::En, name)),
                format!("{} mène hors du dossier du projet", quote(Lang::Fr, name)),
            ),
        ),
        FileError::TooLarge { .. } | FileError::Io { .. } => (
            "data/unreadable-file",
            Text::new(
                format!("{} cannot be read: {error}", quote(Lang::En, name)),
                format!("{} est illisible\u{202f}: {error}", quote(Lang::Fr, name)),
            ),
        ),
    };
    Problem::error(code, what)
        .why(Text::new(
            "Without its data the survey measures nothing.",
            "Sans ses données, l'enquête ne mesure rien.",
        ))
        .help(Text::new(
            "Check the path, written from the project folder; data is often left out of version control and has to be \
             copied.",
            "Vérifiez le chemin, écrit depuis le dossier du projet ; les données restent souvent hors de la gestion de \
             versions et doivent être copiées.",
        ))
        .at(file.place())
}
