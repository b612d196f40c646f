//! `parcours questionnaire`: what raters are asked, to print or to fill in.

use std::path::PathBuf;

use super::End;
use super::arguments::{Questionnaire as Arguments, QuestionnaireFormat};
use super::terminal::{Terminal, files, pipeline_options, shown};
use crate::diagnostics::Problems;
use crate::project::Form;
use crate::report::Theme;
use crate::report::questionnaire::{Filled, Questionnaire, html, workbook};
use crate::{pipeline, publish};

/// Writes the questionnaire. Reads the project and its plugins, no data.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> anyhow::Result<End> {
    let disk = files(&arguments.project, terminal)?;
    let mut problems = Problems::new();
    let options = pipeline_options(&arguments.project, None, terminal);
    let loaded = pipeline::load(&disk, &options, &mut problems).filter(|_| !problems.has_errors());
    terminal.problems(&problems.sorted());
    let Some(loaded) = loaded else {
        return Ok(End::Wrong);
    };
    let project = &loaded.project;
    let form = match (arguments.short, arguments.outside) {
        (true, _) => Form::Short,
        (_, true) => Form::Outside,
        _ => Form::Full,
    };
    let lang = project.languages.first().copied().unwrap_or(terminal.lang);
    let asked = Questionnaire::of(project, &loaded.registry, form, lang);
    let (ending, bytes) = match arguments.format {
        QuestionnaireFormat::Html => {
            let theme = match Theme::load(&project.theme, &disk) {
                Ok(theme) => theme,
                Err(found) => {
                    terminal.problems(&found);
                    return Ok(End::Wrong);
                }
            };
            match html(&asked, &theme, &project.brand) {
                Ok(page) => ("html", page.into_bytes()),
                Err(problem) => {
                    terminal.problems(&[*problem]);
                    return Ok(End::Wrong);
                }
            }
        }
        QuestionnaireFormat::Xlsx => {
            let rater = arguments.rater.as_deref();
            let filled = rater
                .map(|rater| Filled::of(project, rater, form, lang))
                .unwrap_or_default();
            ("xlsx", workbook(&asked, &filled)?)
        }
    };
    let name = || PathBuf::from(format!("questionnaire-{}-{}.{ending}", form.word(), lang.code()));
    let out = arguments.out.clone().unwrap_or_else(name);
    publish::write(&out, &bytes)?;
    terminal.note(&terminal.say(
        &format!("{}: {} statements", shown(&out), asked.items()),
        &format!("{} : {} énoncés", shown(&out), asked.items()),
    ));
    Ok(End::Done)
}
