//! The committed JSON Schemas are those of the types, and fit the projects of the tests.

use std::path::Path;

use parcours::{manifest, project};
use serde_json::Value;

fn assert_current(name: &str, argument: &str, schema: &Value) {
    let file = format!("schema/{name}.schema.json");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    let committed: Value = serde_json::from_str(&committed).unwrap_or_default();
    assert!(
        committed == *schema,
        "{file} is not what the types say any more; rewrite it with\n\n    parcours schema{argument} > {file}\n"
    );
}

#[test]
fn the_committed_schemas_are_current() {
    assert_current("parcours", "", &project::schema());
    assert_current("plugin", " plugin", &manifest::schema());
    for kind in project::FILE_KINDS {
        assert_current(kind, &format!(" {kind}"), &project::schema_of(kind).unwrap());
    }
}

#[test]
fn no_schema_is_left_over() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let kind = name.strip_suffix(".schema.json").unwrap_or(&name);
        assert!(
            ["parcours", "plugin", "audit"].contains(&kind) || project::FILE_KINDS.contains(&kind),
            "schema/{name} belongs to no kind of file"
        );
    }
}
