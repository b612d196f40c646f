//! Earlier audits of the same project: what was found then, so that it can be said since when a finding is gone.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Day;
use super::reader::Reader;
use crate::diagnostics::{Place, Problem};
use crate::language::Text;
use crate::manifest::{Located, unreachable};

/// The largest `audit.json` that is read, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

/// An earlier audit, as its `audit.json` tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct EarlierAudit {
    /// Path of the file.
    pub path: String,
    /// The day it speaks of.
    pub as_of: Day,
    /// What it found.
    pub findings: Vec<EarlierFinding>,
}

/// A finding of an earlier audit.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct EarlierFinding {
    /// Its id.
    pub id: String,
    /// Id of its check.
    #[serde(default)]
    pub check: String,
    /// Its words, by language.
    #[serde(default)]
    text: BTreeMap<String, String>,
    /// `high`, `medium`, `low` or `strength`.
    #[serde(default)]
    pub severity: String,
    /// Id of its touchpoint.
    #[serde(default)]
    pub touchpoint: Option<String>,
    /// Its criterion of a website rule.
    #[serde(default)]
    pub criterion: Option<String>,
}

#[derive(Deserialize)]
struct AuditFile {
    format: String,
    as_of: Option<Day>,
    #[serde(default)]
    findings: Vec<EarlierFinding>,
}

impl EarlierFinding {
    /// Its words.
    pub fn text(&self) -> Text {
        let words = |code: &str| self.text.get(code).cloned().unwrap_or_default();
        Text::new(words("en"), words("fr"))
    }
}

/// The audits that `pattern` names, the oldest first.
pub(super) fn read(pattern: Option<&Located<String>>, reader: &mut Reader<'_>) -> Vec<EarlierAudit> {
    let Some(pattern) = pattern else { return Vec::new() };
    let place = pattern.place();
    let mut audits: Vec<EarlierAudit> = reader
        .matching(pattern, &place)
        .into_iter()
        .filter_map(|path| one(&path, &place, reader))
        .collect();
    audits.sort_by(|a, b| (a.as_of, &a.path).cmp(&(b.as_of, &b.path)));
    audits
}

fn one(path: &str, named: &Place, reader: &mut Reader<'_>) -> Option<EarlierAudit> {
    let bytes = match reader.files.read(path, LARGEST) {
        Ok(bytes) => bytes,
        Err(error) => {
            reader.push(unreachable(&error, path, Some(named.clone())));
            return None;
        }
    };
    let found = serde_json::from_slice::<AuditFile>(&bytes).map_err(|error| error.to_string());
    match found {
        Ok(AuditFile {
            format,
            as_of: Some(as_of),
            findings,
        }) if format == "parcours-audit/1" => Some(EarlierAudit {
            path: path.to_owned(),
            as_of,
            findings,
        }),
        Ok(_) => {
            reader.push(
                bad(
                    path,
                    "`format` is not `parcours-audit/1`, or `as_of` is missing",
                    "`format` n'est pas `parcours-audit/1`, ou `as_of` manque",
                )
                .at(named.clone()),
            );
            None
        }
        Err(error) => {
            reader.push(bad(path, &format!("`{error}`"), &format!("`{error}`")).at(named.clone()));
            None
        }
    }
}

fn bad(path: &str, en: &str, fr: &str) -> Problem {
    Problem::error(
        "project/bad-earlier-audit",
        Text::prose(
            format!("`{path}` is no audit of an earlier day: {en}"),
            format!("`{path}` n'est pas l'audit d'un jour antérieur : {fr}"),
        ),
    )
    .why(Text::prose(
        "it tells which findings were known then, and so since when one is gone",
        "il dit quels constats étaient connus alors, et donc depuis quand l'un d'eux a disparu",
    ))
    .help(Text::prose(
        "put the `audit.json` of an earlier site there, unchanged",
        "placez-y le fichier `audit.json` d'un site antérieur, tel quel",
    ))
}
