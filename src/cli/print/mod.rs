//! What `check` prints for other programs, one file per format: what is wrong at which place, and which checks fail.

mod github;
mod junit;
mod markdown;
mod sarif;

pub(super) use github::github;
pub(super) use junit::junit;
pub(super) use markdown::markdown;
pub(super) use sarif::sarif;

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::audit::{Audit, Check, Outcome};
use crate::diagnostics::{Problem, Severity};
use crate::language::Lang;
use crate::manifest::Kind;

/// What there is to print.
pub(super) struct Judged<'a> {
    /// The project's folder as the command line names it: places are written from where the command runs.
    pub(super) project: &'a Path,
    pub(super) lang: Lang,
    pub(super) problems: &'a [Problem],
    /// The audit, where the input was good enough to make one.
    pub(super) audit: Option<&'a Audit>,
    /// Outcomes that fail the gate.
    pub(super) gated: &'a dyn Fn(Outcome) -> bool,
    /// An outcome in the words of pages.
    pub(super) words: &'a dyn Fn(&Check) -> String,
}

/// How much something matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Error,
    Warning,
    Note,
}

/// Something to look at, at its place.
struct Remark {
    level: Level,
    /// Code of the problem, `rule/criterion`, or id of the check.
    rule: String,
    /// File, line and column; 0 where the whole file or line is meant.
    place: Option<(String, u32, u32)>,
    text: String,
    /// The same in two runs for the same defect, where it has such a name.
    fingerprint: Option<String>,
}

impl Judged<'_> {
    /// A path of the project, from where the command runs.
    fn path(&self, path: &str) -> String {
        let joined = self.project.join(path);
        let clean = joined.strip_prefix(".").unwrap_or(&joined);
        clean.to_string_lossy().replace('\\', "/")
    }

    /// Whether this is the id of a check of the audit.
    fn is_check(&self, rule: &str) -> bool {
        self.audit
            .is_some_and(|audit| audit.checks.iter().any(|check| check.id == rule))
    }

    /// The problems, what was found on the pages of the website, and checks that fail the gate.
    fn remarks(&self) -> Vec<Remark> {
        let problems = self.problems.iter().map(|problem| Remark {
            level: match problem.severity {
                Severity::Error => Level::Error,
                Severity::Warning => Level::Warning,
            },
            rule: problem.code.to_owned(),
            place: problem
                .place
                .as_ref()
                .map(|place| (self.path(&place.path), place.line, place.column)),
            text: [&problem.what, &problem.why, &problem.help]
                .into_iter()
                .map(|text| text.get(self.lang))
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join("\n"),
            fingerprint: None,
        });
        let checks = self.audit.iter().flat_map(|audit| &audit.checks);
        let pages = checks.clone().filter(|check| check.kind == Kind::Website);
        let evidence = pages.flat_map(|check| {
            check.criteria.iter().flat_map(move |criterion| {
                let failed = criterion.evidence.iter().filter(|one| one.outcome == Outcome::Failed);
                failed.map(move |one| Remark {
                    level: Level::Note,
                    rule: format!("{}/{}", check.id, criterion.id),
                    place: Some((self.path(&one.path), one.line, one.column)),
                    text: one.text.get(self.lang).to_owned(),
                    fingerprint: Some(one.id.clone()),
                })
            })
        });
        let gated = checks.filter(|check| (self.gated)(check.outcome)).map(|check| Remark {
            level: Level::Error,
            rule: check.id.clone(),
            place: None,
            text: format!("{}: {}", check.title.get(self.lang), (self.words)(check)),
            fingerprint: Some(check.id.clone()),
        });
        problems.chain(gated).chain(evidence).collect()
    }
}

/// What stands for itself in a path (RFC 3986); all else is written in percent.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// A path as a relative reference.
fn uri(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}
