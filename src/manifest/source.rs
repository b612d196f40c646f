//! The text of a YAML or Markdown file: reached, small enough, UTF-8. Every way that can fail is a problem.

use crate::diagnostics::{Place, Problem, Problems};
use crate::files::{FileError, Files};
use crate::language::Text;

/// The largest file of text that is read, in bytes. A larger one is refused by its size, without being read.
pub const LARGEST: u64 = 16 * 1024 * 1024;

/// How many problems one file may raise, so that a file of nothing but mistakes does not fill the memory.
pub(super) const MOST_PROBLEMS: usize = 200;

/// Line `number` (from 1) of a text, without its end; empty beyond the last.
pub fn line(text: &str, number: u32) -> &str {
    text.lines()
        .nth((number as usize).saturating_sub(1))
        .unwrap_or_default()
}

/// The text of the file at `path`, without a byte order mark. `named` is where the project names the file, and where
/// the problem is shown when there is no such file.
pub fn fetch(files: &dyn Files, path: &str, named: Option<Place>, problems: &mut Problems) -> Option<String> {
    match files.read(path, LARGEST) {
        Ok(bytes) => decode(path, bytes, problems),
        Err(error) => {
            problems.push(unreachable(&error, path, named));
            None
        }
    }
}

/// The problem that a file which cannot be reached makes, where the project names it.
pub fn unreachable(error: &FileError, path: &str, named: Option<Place>) -> Problem {
    let problem = match error {
        FileError::Missing { .. } => Problem::error(
            "project/missing-file",
            Text::prose(
                format!("there is no file `{path}`"),
                format!("le fichier `{path}` n'existe pas"),
            ),
        )
        .why(Text::prose(
            "the project names it, so the audit would be incomplete without it",
            "le projet le nomme : sans lui, l'audit serait incomplet",
        ))
        .help(Text::prose(
            "create it, or correct the path; paths start at the folder of `parcours.yaml`",
            "créez-le ou corrigez le chemin ; les chemins partent du dossier de `parcours.yaml`",
        )),
        FileError::Outside { .. } => Problem::error(
            "project/outside-folder",
            Text::prose(
                format!("`{path}` leads out of the project folder"),
                format!("`{path}` mène hors du dossier du projet"),
            ),
        )
        .why(Text::prose(
            "a project reads nothing outside its folder, not even through a symbolic link, so that opening somebody \
             else's project is safe",
            "un projet ne lit rien hors de son dossier, pas même par un lien symbolique, pour que l'on puisse ouvrir \
             sans risque le projet d'un autre",
        ))
        .help(Text::prose(
            "move the file into the folder, or allow the other folder on the command line",
            "déplacez le fichier dans le dossier, ou autorisez l'autre dossier en ligne de commande",
        )),
        FileError::TooLarge { len, limit, .. } => {
            let (len, limit) = (len.div_ceil(1 << 20), limit >> 20);
            Problem::error(
                "project/too-large",
                Text::prose(
                    format!("`{path}` is {len} MiB; text files of a project may be {limit} MiB at most"),
                    format!("`{path}` pèse {len} Mio ; les fichiers de texte d'un projet sont limités à {limit} Mio"),
                ),
            )
            .why(Text::prose(
                "project files describe the audit and are read whole; answers of respondents belong in data files",
                "les fichiers du projet décrivent l'audit et sont lus en entier ; les réponses vont dans les fichiers \
                 de données",
            ))
            .help(Text::prose(
                "move data to a CSV file and name it in a survey, or split the file",
                "déplacez les données dans un fichier CSV nommé dans une enquête, ou découpez le fichier",
            ))
        }
        FileError::Io { source, .. } => Problem::error(
            "project/unreadable-file",
            Text::prose(
                format!("`{path}` cannot be read: `{source}`"),
                format!("`{path}` ne peut pas être lu : `{source}`"),
            ),
        )
        .why(Text::prose(
            "the project names it, so the audit would be incomplete without it",
            "le projet le nomme : sans lui, l'audit serait incomplet",
        ))
        .help(Text::prose(
            "check that it is a plain file and that you may read it",
            "vérifiez que c'est un fichier ordinaire et que vous avez le droit de le lire",
        )),
    };
    problem.at(named.unwrap_or_else(|| Place::file(path)))
}

/// The last problem of a file or project that has more than `most`.
pub fn more_problems(most: usize) -> Problem {
    Problem::error(
        "project/too-many-problems",
        Text::prose(
            format!("more than {most} problems; the others are not shown"),
            format!("plus de {most} problèmes ; les autres ne sont pas montrés"),
        ),
    )
    .why(Text::prose(
        "so many problems usually have one cause",
        "tant de problèmes ont d'ordinaire une même cause",
    ))
    .help(Text::prose(
        "mend the first ones and run again",
        "corrigez les premiers et relancez",
    ))
}

/// The problem that a file without any value makes.
pub fn empty(path: &str) -> Problem {
    Problem::error(
        "project/empty-file",
        Text::prose("the file is empty", "le fichier est vide"),
    )
    .why(Text::prose(
        "a file that says nothing is usually one that was not saved",
        "un fichier qui ne dit rien est souvent un fichier que l'on n'a pas enregistré",
    ))
    .help(Text::prose(
        "write its content, or remove the file and whatever names it",
        "écrivez son contenu, ou retirez le fichier et ce qui le nomme",
    ))
    .at(Place::file(path))
}

/// Bytes as text, or the line of the first byte that is not UTF-8.
pub(super) fn decode(path: &str, bytes: Vec<u8>, problems: &mut Problems) -> Option<String> {
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Some(text)
        }
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let start = bytes[..good]
                .iter()
                .rposition(|byte| *byte == b'\n')
                .map_or(0, |at| at + 1);
            let end = bytes[good..]
                .iter()
                .position(|byte| *byte == b'\n')
                .map_or(bytes.len(), |at| good + at);
            let line = bytes[..good].split(|byte| *byte == b'\n').count();
            let column = String::from_utf8_lossy(&bytes[start..good]).chars().count() + 1;
            let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
            problems.push(
                not_utf8(bytes[good], utf16)
                    .at(Place::at(path, line as u32, column as u32))
                    .line(String::from_utf8_lossy(&bytes[start..end.min(start + 2000)])),
            );
            None
        }
    }
}

fn not_utf8(byte: u8, utf16: bool) -> Problem {
    let (en, fr) = if utf16 {
        ("UTF-16", "UTF-16")
    } else {
        ("Windows-1252 or Latin-1", "Windows-1252 ou Latin-1")
    };
    Problem::error(
        "project/not-utf-8",
        Text::prose(
            format!("the file is not UTF-8 (first wrong byte: 0x{byte:02X})"),
            format!("le fichier n'est pas en UTF-8 (premier octet fautif : 0x{byte:02X})"),
        ),
    )
    .why(Text::prose(
        "project files are UTF-8, so that accents mean the same on every machine",
        "les fichiers du projet sont en UTF-8, pour que les accents soient les mêmes sur toutes les machines",
    ))
    .help(Text::prose(
        format!("save it again as UTF-8 in your editor; it is probably {en}"),
        format!("enregistrez-le en UTF-8 dans votre éditeur ; il est sans doute en {fr}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Memory;

    #[test]
    fn the_first_byte_that_is_not_utf8_is_placed() {
        let files = Memory::new().with("a.yaml", b"a: 1\ntitle: \xc3\xa9t\xe9\n");
        let mut problems = Problems::new();
        assert_eq!(fetch(&files, "a.yaml", None, &mut problems), None);
        let all = problems.sorted();
        assert_eq!(all[0].code, "project/not-utf-8");
        assert_eq!(all[0].place.as_ref().unwrap().to_string(), "a.yaml:2:10");
        assert_eq!(all[0].source_line.as_deref(), Some("title: ét\u{fffd}"));
    }

    #[test]
    fn a_byte_order_mark_is_left_out() {
        let files = Memory::new().with("a.yaml", "\u{feff}a: 1");
        assert_eq!(
            fetch(&files, "a.yaml", None, &mut Problems::new()).as_deref(),
            Some("a: 1")
        );
    }
}
