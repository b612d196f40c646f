//! The JSON Schema of `audit.json`, generated from the types that are serialised.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::Audit;

/// The schema, as `parcours schema audit` prints it and as `schema/audit.schema.json` holds it.
pub fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Audit>();
    schema.insert(
        "title".to_owned(),
        "audit.json of parcours, format parcours-audit/1".into(),
    );
    schema.to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_schema_is_current() {
        let committed: Value = serde_json::from_str(include_str!("../../schema/audit.schema.json")).unwrap();
        // Not `assert_eq!`: both sides are thousands of lines.
        assert!(
            committed == schema(),
            "rewrite it: cargo run -- schema audit > schema/audit.schema.json"
        );
    }
}
