//! `audit.json`: the whole audit, for other programs.

use crate::audit::Audit;
use crate::diagnostics::Problem;
use crate::language::Text;

/// The bytes of `audit.json`: two spaces of indentation, keys in the order of the types, numbers unrounded, one
/// newline at the end. The same audit gives the same bytes.
pub fn audit_json(audit: &Audit) -> Result<Vec<u8>, Box<Problem>> {
    let mut bytes = serde_json::to_vec_pretty(audit).map_err(|error| {
        Box::new(Problem::error(
            "report/audit-json",
            Text::new(
                format!("internal error, please report: audit.json cannot be written: {error}"),
                format!("erreur interne, merci de la signaler : audit.json ne peut pas être écrit : {error}"),
            ),
        ))
    })?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn keys_keep_their_order_and_numbers_their_digits() {
        let json = String::from_utf8(audit_json(&fixture::audit()).unwrap()).unwrap();
        assert!(
            json.starts_with("{\n  \"format\": \"parcours-audit/1\",\n  \"tool\""),
            "{}",
            &json[..80]
        );
        assert!(json.ends_with("}\n"));
        let order = [
            "\"inputs\"",
            "\"checks\"",
            "\"findings\"",
            "\"actions\"",
            "\"problems\"",
        ];
        let places: Vec<_> = order
            .iter()
            .map(|key| json.find(&format!("\n  {key}")).unwrap())
            .collect();
        assert!(places.is_sorted());
    }
}
