//! SARIF 2.1.0 (OASIS, 2020): results of static analysis, as code hosts and editors read them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Judged, Level, uri};

/// The log, with one run.
pub(in crate::cli) fn sarif(judged: &Judged<'_>) -> Value {
    let remarks = judged.remarks();
    let rules: BTreeSet<&str> = remarks.iter().map(|remark| remark.rule.as_str()).collect();
    let results: Vec<Value> = remarks
        .iter()
        .map(|remark| {
            let mut result = json!({
                "ruleId": remark.rule,
                "level": match remark.level {
                    Level::Error => "error",
                    Level::Warning => "warning",
                    Level::Note => "note",
                },
                "message": {"text": remark.text},
            });
            if let Some((path, line, column)) = &remark.place {
                let mut place = json!({"artifactLocation": {"uri": uri(path)}});
                if *line > 0 {
                    place["region"] = json!({"startLine": line});
                    if *column > 0 {
                        place["region"]["startColumn"] = (*column).into();
                    }
                }
                result["locations"] = json!([{"physicalLocation": place}]);
            }
            if let Some(fingerprint) = &remark.fingerprint {
                result["partialFingerprints"] = json!({"parcours/v1": fingerprint});
            }
            result
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "parcours",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.into_iter().map(|id| json!({"id": id})).collect::<Vec<_>>(),
            }},
            // Columns count characters, not the units of UTF-16.
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": judged.audit.is_some()}],
            "results": results,
        }],
    })
}
