//! Holds the built-in website plugins against the probes: every probe they name exists, every message is worded, every
//! value that a message asks for is given. One file per plugin, with a site that has its defects.

mod accessible;
mod credible;
mod design;
mod effective;
mod findable;
mod intuitive;

use std::collections::BTreeSet;

use regex::Regex;

use super::facts::{ProbeRequest, ProbeUse, collect};
use super::probes;
use super::snapshot::SnapshotSettings;
use crate::diagnostics::Problems;
use crate::files::Memory;
use crate::language::Lang;
use crate::manifest::{Certainty, Criterion, Manifest, ProbeRef};

fn manifest(path: &str, text: &str) -> Manifest {
    let mut problems = Problems::new();
    let manifest = crate::manifest::read(path, text.as_bytes(), &mut problems);
    let told: Vec<String> = problems.iter().map(|problem| problem.headline(Lang::En)).collect();
    assert_eq!(told, Vec::<String>::new());
    manifest.unwrap()
}

/// Every criterion has a probe of its scope and words in both languages; every message that a probe may give is worded,
/// and no other; every probe of the families that the plugin uses is used.
fn assert_worded(manifest: &Manifest, families: &[&str]) {
    let (mut used, mut messages) = (BTreeSet::new(), BTreeSet::new());
    for criterion in &manifest.criteria {
        if criterion.certainty == Certainty::Manual || criterion.survey {
            assert_asked(criterion);
            continue;
        }
        let Some(ProbeRef::Native(id)) = criterion.probe.as_deref() else {
            panic!("{} has no native probe", criterion.id);
        };
        let probe = probes::find(id).unwrap_or_else(|| panic!("no probe {id}"));
        assert_eq!(probe.scope(), criterion.scope, "{id}");
        assert!([1, 3, 7, 10].contains(&criterion.weight));
        for text in [&criterion.title, &criterion.why, &criterion.fix] {
            assert!(text.has(Lang::Fr) && text.has(Lang::En), "{id}");
            assert_ne!(text.get(Lang::Fr), text.get(Lang::En), "{id}");
        }
        for message in probe.messages() {
            let words = manifest
                .messages
                .get(*message)
                .unwrap_or_else(|| panic!("no words for {message}"));
            assert!(words.has(Lang::Fr) && words.has(Lang::En), "{message}");
            messages.insert(*message);
        }
        used.insert(probe.id());
    }
    let unused: Vec<&str> = probes::all()
        .map(probes::Native::id)
        .filter(|id| id.split('-').next().is_some_and(|family| families.contains(&family)))
        .filter(|id| !used.contains(id))
        .collect();
    assert_eq!(unused, Vec::<&str>::new());
    let idle: Vec<&String> = manifest
        .messages
        .keys()
        .filter(|key| !messages.contains(key.as_str()))
        .collect();
    assert_eq!(idle, Vec::<&String>::new());
}

/// What a person judges has a question and a rubric in both languages, and a probe that says where to look at most.
fn assert_asked(criterion: &Criterion) {
    let id = &criterion.id;
    let mut texts = vec![&criterion.title, &criterion.why, &criterion.fix];
    if criterion.certainty == Certainty::Manual {
        let rubric = criterion
            .rubric
            .as_ref()
            .unwrap_or_else(|| panic!("{id} has no rubric"));
        texts.extend([&criterion.question, &rubric.passed, &rubric.failed]);
    }
    for text in texts {
        assert!(text.has(Lang::Fr) && text.has(Lang::En), "{id}");
        assert_ne!(text.get(Lang::Fr), text.get(Lang::En), "{id}");
    }
    match criterion.probe.as_deref() {
        None => {}
        Some(ProbeRef::Selector(probe)) => assert!(probe.expect == "judged" && probe.per == criterion.scope, "{id}"),
        Some(ProbeRef::Native(_)) => panic!("{id} is decided by a probe"),
    }
}

/// The criteria that fail or cannot be told on the site in the folder `site`, each value that their words ask for given.
fn failing(manifest: &Manifest, files: &Memory) -> BTreeSet<String> {
    let requests: Vec<ProbeRequest> = manifest
        .criteria
        .iter()
        .filter_map(|criterion| {
            Some(ProbeRequest {
                criterion: criterion.id.clone(),
                probe: ProbeUse::new(criterion.probe.as_ref()?).unwrap(),
                place: None,
            })
        })
        .collect();
    let mut problems = Problems::new();
    let facts = collect(files, &SnapshotSettings::new("site"), &requests, &mut problems).unwrap();
    let asked = Regex::new(r"\{ \$([a-z-]+) \}").unwrap();
    let mut failing = BTreeSet::new();
    for (criterion, result) in &facts.results {
        for evidence in &result.evidence {
            failing.insert(criterion.clone());
            assert!(evidence.snippet.chars().count() <= 120);
            if evidence.message == "select-judged" {
                continue;
            }
            for (lang, words) in manifest.messages[&evidence.message].iter() {
                for name in asked.captures_iter(words) {
                    let given = evidence.values.contains_key(&name[1]);
                    assert!(given, "{} ({lang}) asks for {}", evidence.message, &name[1]);
                }
            }
        }
    }
    failing
}
