//! SPSS: recognised, and refused with the way to convert it (docs/decisions.md says why it is not read).

use crate::diagnostics::{Place, Problem};
use crate::language::Text;

/// Whether a file that begins with these bytes is an SPSS data file, compressed (`.zsav`) or not.
pub(super) fn is_spss(head: &[u8]) -> bool {
    head.starts_with(b"$FL2@(#)") || head.starts_with(b"$FL3@(#)")
}

/// What to do with it. The command is the one a test runs.
pub(super) fn problem(path: &str) -> Problem {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let command = conversion(path, &format!("{stem}.csv"));
    Problem::error(
        "data/spss-file",
        Text::prose(
            format!("{path} is an SPSS file, which is not read"),
            format!("{path} est un fichier SPSS, qui n'est pas lu"),
        ),
    )
    .why(Text::prose(
        "Its value labels and missing ranges need a program that knows them all.",
        "Ses étiquettes de valeurs et ses plages de valeurs manquantes demandent un programme qui les connaît toutes.",
    ))
    .help(Text::prose(
        format!(
            "In SPSS: File, Export, CSV. Without it: `pip install pyreadstat pandas`, then `{command}`; missing ranges become \
             blanks, codes stay codes. Then write `file: {stem}.csv`."
        ),
        format!(
            "Dans SPSS : Fichier, Exporter, CSV. Sinon : `pip install pyreadstat pandas`, puis `{command}` ; les plages de \
             valeurs manquantes deviennent des vides, les codes restent des codes. Écrivez ensuite `file: {stem}.csv`."
        ),
    ))
    .at(Place::file(path))
}

/// The command that converts `from` to `to`.
fn conversion(from: &str, to: &str) -> String {
    format!(
        "python3 -c \"import pyreadstat; pyreadstat.read_sav('{from}')[0].to_csv('{to}', index=False, \
         date_format='%Y-%m-%d')\""
    )
}
