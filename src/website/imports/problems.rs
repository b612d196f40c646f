//! What can be wrong with a file of results.

use crate::diagnostics::{Place, Problem};
use crate::language::Text;

/// The file cannot be read, or is no such file.
pub(in crate::website) fn unreadable(file: &str, named: &Place, reason: &str) -> Problem {
    Problem::error(
        "website/tool-unreadable",
        Text::prose(
            format!("`{file}` holds no results that parcours reads: {reason}"),
            format!("« {file} » ne contient pas de résultats lisibles : {reason}"),
        ),
    )
    .at(named.clone())
    .why(Text::prose(
        "its results would be missing from the audit in silence",
        "ses résultats manqueraient à l’audit sans que rien ne le dise",
    ))
    .help(Text::prose(
        "name a JSON file as axe or Lighthouse writes it (`lighthouse … --output=json`, `axe … --save`)",
        "indiquez un fichier JSON tel que l’écrivent axe ou Lighthouse (`lighthouse … --output=json`, `axe … --save`)",
    ))
}

/// The results are about another site.
pub(super) fn other_host(file: &str, named: &Place, url: &str, own: Option<&str>) -> Problem {
    let problem = Problem::warning(
        "website/tool-other-host",
        Text::prose(
            format!("`{file}` is about `{url}`, which is not this site, and was left out"),
            format!("« {file} » porte sur « {url} », qui n’est pas ce site, et a été écarté"),
        ),
    )
    .at(named.clone())
    .why(Text::prose(
        "results of another site, or of a test server, say nothing about this one",
        "les résultats d’un autre site, ou d’un serveur d’essai, ne disent rien de celui-ci",
    ));
    problem.help(match own {
        Some(own) => Text::prose(
            format!("run the tool on `{own}`, or correct `address` in the description of the website"),
            format!("lancez l’outil sur « {own} », ou corrigez `address` dans la description du site"),
        ),
        None => Text::prose(
            "say where the site lives with `address`, so that results can be matched to it",
            "indiquez l’adresse du site avec `address`, pour que les résultats puissent lui être rattachés",
        ),
    })
}

/// The page is not in the copy.
pub(super) fn no_page(file: &str, named: &Place, url: &str) -> Problem {
    Problem::warning(
        "website/tool-no-page",
        Text::prose(
            format!("`{file}` is about `{url}`, which is not in the copy of the site, and was left out"),
            format!("« {file} » porte sur « {url} », absente de la copie du site, et a été écarté"),
        ),
    )
    .at(named.clone())
    .why(Text::prose(
        "results are laid over what was found on the same page of the copy",
        "les résultats se superposent à ce qui a été constaté sur la même page de la copie",
    ))
    .help(Text::prose(
        "copy that page too, or take the file out",
        "copiez aussi cette page, ou retirez le fichier",
    ))
}
