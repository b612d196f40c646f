//! `audit.json`: the whole audit, for other programs.

use crate::audit::Audit;

/// The bytes of `audit.json`: two spaces of indentation, keys in the order of the types, numbers unrounded, one
/// newline at the end. The same audit gives the same bytes.
///
/// # Panics
///
/// Never: the keys of an audit's maps are text.
#[expect(
    clippy::expect_used,
    reason = "writing to memory fails for maps whose keys are no text only, and the types of the audit have none"
)]
pub fn audit_json(audit: &Audit) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(audit).expect("keys of an audit are text");
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn keys_keep_their_order_and_numbers_their_digits() {
        let json = String::from_utf8(audit_json(&fixture::audit())).unwrap();
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
