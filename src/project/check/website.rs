//! The copy of the client's website.

use url::Url;

use super::maturity::unknown_rater;
use super::{Check, Noun};
use crate::diagnostics::Problem;
use crate::files::FileError;
use crate::language::Text;
use crate::manifest::{Located, unreachable};
use crate::project::Project;
use crate::project::reader::bad_glob;

pub(super) fn check(project: &Project, check: &mut Check<'_, '_>) {
    let Some(website) = &project.website else { return };
    let folder = &website.snapshot;
    match check.reader.files.list(folder) {
        Ok(found) if !found.is_empty() => {}
        Ok(_) | Err(FileError::Missing { .. }) => check.push(no_snapshot(folder)),
        Err(error) => check.push(unreachable(&error, folder, Some(folder.place()))),
    }
    if let Some(address) = &website.address {
        let good = Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        if !good {
            check.push(bad_address(address));
        }
    }
    for file in &website.tools {
        check.file(file);
    }
    for of in &website.touchpoints {
        check.known(Noun::Touchpoint, &of.touchpoint);
        for pattern in &of.pages {
            if let Err(error) = globset::Glob::new(pattern) {
                check.push(bad_glob(pattern, &error.kind().to_string()).at(pattern.place()));
            }
        }
    }
    let raters = &project.review.raters;
    for item in &project.review.items {
        if let Some(picture) = &item.screenshot {
            check.file(picture);
        }
        for (rater, answer) in &item.answers {
            if !raters.is_empty() && !raters.contains_key(rater) {
                check.push(unknown_rater(rater, raters.keys().map(String::as_str), answer.place()));
            }
        }
    }
}

fn no_snapshot(folder: &Located<String>) -> Problem {
    Problem::error(
        "project/missing-file",
        Text::prose(
            format!("the folder `{}` does not exist or holds no file", folder.value),
            format!(
                "le dossier `{}` n'existe pas ou ne contient aucun fichier",
                folder.value
            ),
        ),
    )
    .why(Text::prose(
        "the six website rules are judged on the copy of the site in it",
        "les six règles du site sont jugées sur la copie qu'il contient",
    ))
    .help(Text::prose(
        "put the copy there, or remove `website` from the project",
        "déposez-y la copie, ou retirez `website` du projet",
    ))
    .at(folder.place())
}

fn bad_address(address: &Located<String>) -> Problem {
    Problem::error(
        "project/bad-address",
        Text::prose(
            format!("`{}` is not the address of a website", address.value),
            format!("`{}` n'est pas l'adresse d'un site web", address.value),
        ),
    )
    .why(Text::prose(
        "links of the copy are told apart from links to elsewhere by it",
        "elle sert à distinguer les liens internes de la copie des liens vers l'extérieur",
    ))
    .help(Text::prose(
        "write it as in `https://www.example.fr`",
        "écrivez-la comme dans `https://www.example.fr`",
    ))
    .at(address.place())
}
