//! The JSON Schema of the project's files, from the types that read them.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::{
    Action, Benchmark, Brand, Channel, DataMap, Friction, HandOver, Idea, Journey, Lexicon, Milestone, Note,
    Organisation, Persona, ProjectFile, Ratings, Reconciliation, Reference, Survey, Table, Term, ValueAtStake, Website,
};

/// The kinds of file that have a schema of their own besides `parcours.yaml`: the names `parcours schema` takes.
pub const FILE_KINDS: [&str; 22] = [
    "personas",
    "channels",
    "hand-overs",
    "journey",
    "surveys",
    "tables",
    "reconcile",
    "notes",
    "ideas",
    "lexicon",
    "website",
    "maturity",
    "actions",
    "frictions",
    "value-at-stake",
    "benchmarks",
    "references",
    "brand",
    "data-map",
    "organisation",
    "glossary",
    "timeline",
];

/// The JSON Schema (draft 2020-12) of `parcours.yaml`. Its `$defs` hold every kind of file.
pub fn schema() -> Value {
    of::<ProjectFile>("parcours.yaml", false)
}

/// The JSON Schema of a file that `parcours.yaml` names under the key `kind`; `None` for a name that is none of
/// [`FILE_KINDS`].
pub fn schema_of(kind: &str) -> Option<Value> {
    Some(match kind {
        "personas" => of::<Persona>(kind, true),
        "channels" => of::<Channel>(kind, true),
        "hand-overs" => of::<HandOver>(kind, true),
        "journey" => of::<Journey>(kind, false),
        "surveys" => of::<Survey>(kind, true),
        "tables" => of::<Table>(kind, true),
        "reconcile" => of::<Reconciliation>(kind, true),
        "notes" => of::<Note>(kind, true),
        "ideas" => of::<Idea>(kind, true),
        "lexicon" => of::<Lexicon>(kind, false),
        "website" => of::<Website>(kind, false),
        "maturity" => of::<Ratings>(kind, false),
        "actions" => of::<Action>(kind, true),
        "frictions" => of::<Friction>(kind, true),
        "value-at-stake" => of::<ValueAtStake>(kind, false),
        "benchmarks" => of::<Benchmark>(kind, true),
        "references" => of::<Reference>(kind, true),
        "brand" => of::<Brand>(kind, false),
        "data-map" => of::<DataMap>(kind, false),
        "organisation" => of::<Organisation>(kind, false),
        "glossary" => of::<Term>(kind, true),
        "timeline" => of::<Milestone>(kind, true),
        _ => return None,
    })
}

/// `list`: the file holds one item or a list of them.
fn of<T: JsonSchema>(title: &str, list: bool) -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    if !list {
        let mut schema = generator.into_root_schema_for::<T>().to_value();
        if let Some(schema) = schema.as_object_mut() {
            schema.insert("title".to_owned(), json!(format!("parcours: {title}")));
        }
        return schema;
    }
    let item = generator.subschema_for::<T>();
    let definitions = generator.take_definitions(true);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("parcours: {title}"),
        "oneOf": [item, {"type": "array", "items": item}],
        "$defs": definitions,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_file_has_a_schema() {
        for kind in FILE_KINDS {
            let schema = schema_of(kind).unwrap();
            assert!(jsonschema::meta::is_valid(&schema), "{kind}");
        }
        assert!(jsonschema::meta::is_valid(&schema()));
        assert_eq!(schema_of("persona"), None);
    }

    #[test]
    fn an_editor_accepts_what_loading_accepts_and_refuses_a_typo() {
        let personas = jsonschema::validator_for(&schema_of("personas").unwrap()).unwrap();
        let good = json!({"id": "anna", "name": "Anna", "pains": [{"text": {"fr": "Attend"}, "grade": "assumed"}]});
        assert!(personas.is_valid(&good));
        assert!(personas.is_valid(&json!([good])));
        assert!(!personas.is_valid(&json!({"id": "anna", "nme": "Anna"})));
        let project = jsonschema::validator_for(&schema()).unwrap();
        assert!(
            project.is_valid(&json!({"title": "Audit", "personas": "personas/*.yaml", "surveys": [
                {"id": "s", "file": "data/s.csv", "questions": [{"id": "q", "role": "csat", "scale": "yes-no"}]}
            ]}))
        );
        assert!(!project.is_valid(&json!({"title": "Audit", "languages": ["de"]})));
    }
}
