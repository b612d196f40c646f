//! `exports/website-findings.csv` and `exports/website-pages.csv`: everything that the pages of the report show five of.

use crate::audit::{Audit, Check, Criterion, Evidence, Outcome};
use crate::language::Lang;
use crate::manifest::Kind;
use crate::website::probes::Source;

/// The files, by path in the site; none without a website.
pub(super) fn files(audit: &Audit) -> Vec<(String, Vec<u8>)> {
    let Some(website) = &audit.website else {
        return Vec::new();
    };
    let mut findings = Table::new(&[
        "id",
        "rule",
        "criterion",
        "outcome",
        "weight",
        "certainty",
        "source",
        "file",
        "line",
        "column",
        "template",
        "selector",
        "snippet",
        "text_fr",
        "text_en",
        "fix_fr",
        "fix_en",
        "references",
    ]);
    for check in audit.checks.iter().filter(|check| check.kind == Kind::Website) {
        for criterion in &check.criteria {
            for evidence in &criterion.evidence {
                rows(&mut findings, check, criterion, evidence, &website.folder);
            }
        }
    }
    let mut pages = Table::new(&[
        "page",
        "title",
        "weight",
        "clicks",
        "links_in",
        "links_out",
        "criteria_failed",
        "weight_failed",
    ]);
    for page in &website.pages {
        pages.row(&[
            &page.path,
            &page.title,
            &page.weight.to_string(),
            &page.depth.map(|depth| depth.to_string()).unwrap_or_default(),
            &page.links_in.to_string(),
            &page.links_out.to_string(),
            &page.failed.to_string(),
            &page.failed_weight.to_string(),
        ]);
    }
    vec![
        ("exports/website-findings.csv".to_owned(), findings.bytes),
        ("exports/website-pages.csv".to_owned(), pages.bytes),
    ]
}

fn rows(table: &mut Table, check: &Check, criterion: &Criterion, evidence: &Evidence, folder: &str) {
    let folder = folder.trim_end_matches('/');
    let places: Vec<(String, u32, u32)> = if evidence.places.is_empty() {
        vec![(evidence.path.clone(), evidence.line, evidence.column)]
    } else {
        let path = |page: &str| match folder {
            "" | "." => page.to_owned(),
            folder => format!("{folder}/{page}"),
        };
        evidence
            .places
            .iter()
            .map(|place| (path(&place.page), place.line, place.column))
            .collect()
    };
    let outcome = match evidence.outcome {
        Outcome::Failed => "failed",
        _ => "cannot-tell",
    };
    let source = match evidence.source {
        Source::Static => "static",
        Source::Axe => "axe",
        Source::Lighthouse => "lighthouse",
        Source::Survey => "survey",
        Source::Human => "human",
    };
    let certainty = match criterion.certainty {
        crate::manifest::Certainty::Decidable => "decidable",
        crate::manifest::Certainty::Heuristic => "heuristic",
        crate::manifest::Certainty::Manual => "manual",
    };
    for (file, line, column) in places {
        table.row(&[
            &evidence.id,
            &check.id,
            &criterion.id,
            outcome,
            &criterion.weight.to_string(),
            certainty,
            source,
            &file,
            &line.to_string(),
            &column.to_string(),
            evidence.template.as_deref().unwrap_or_default(),
            &evidence.selector,
            &evidence.snippet,
            evidence.text.get(Lang::Fr),
            evidence.text.get(Lang::En),
            criterion.fix.get(Lang::Fr),
            criterion.fix.get(Lang::En),
            &criterion.references.join(" "),
        ]);
    }
}

/// A CSV file as RFC 4180 has it, in UTF-8.
pub(super) struct Table {
    pub(super) bytes: Vec<u8>,
}

impl Table {
    pub(super) fn new(head: &[&str]) -> Table {
        let mut table = Table { bytes: Vec::new() };
        table.row(head);
        table
    }

    pub(super) fn row(&mut self, cells: &[&str]) {
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.bytes.push(b',');
            }
            self.cell(cell);
        }
        self.bytes.extend_from_slice(b"\r\n");
    }

    /// What a page says goes into a spreadsheet as text, never as a formula.
    fn cell(&mut self, cell: &str) {
        let formula = cell.starts_with(['=', '+', '-', '@', '\t']);
        let quoted = formula || cell.contains([',', '"', '\n', '\r', ';']);
        if !quoted {
            self.bytes.extend_from_slice(cell.as_bytes());
            return;
        }
        self.bytes.push(b'"');
        if formula {
            self.bytes.push(b'\'');
        }
        self.bytes.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
        self.bytes.push(b'"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_as_needed_and_formulas_are_text() {
        let mut table = Table::new(&["a", "b"]);
        table.row(&["x,\"y\"", "=cmd|' /C calc'!A0"]);
        assert_eq!(
            String::from_utf8(table.bytes).unwrap(),
            "a,b\r\n\"x,\"\"y\"\"\",\"'=cmd|' /C calc'!A0\"\r\n"
        );
    }
}
