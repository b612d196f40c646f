//! The order in which checks are judged: those whose results others read come first.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::Problem;
use crate::language::Text;
use crate::manifest::{Kind, Manifest};

/// Ids of plugins so that each comes after those whose results it reads, alphabetical otherwise. A cycle is an error
/// that names its members; they are left out.
pub(super) fn order(manifests: &[&Manifest]) -> Result<Vec<String>, Problem> {
    let mut waits: BTreeMap<&str, BTreeSet<&str>> = manifests
        .iter()
        .map(|manifest| {
            let reads = manifest.reads.values().filter_map(|read| read.result.as_deref());
            let known = reads.filter(|id| manifests.iter().any(|other| other.id.as_str() == *id));
            // A website rule shows what respondents feel beside its score, so indicators come first.
            let website = manifest.kind == Kind::Website;
            let felt = manifests.iter().filter(|other| {
                website && other.kind == Kind::Kpi && other.reads.values().all(|read| read.result.is_none())
            });
            let felt = felt.map(|other| other.id.as_str());
            // A level that broken fundamentals hold down waits for those who find them.
            let held = manifests.iter().filter(|other| {
                manifest.fundamentals.is_some()
                    && other.kind != Kind::Maturity
                    && other.reads.values().all(|read| read.result.is_none())
            });
            let held = held.map(|other| other.id.as_str());
            (manifest.id.as_str(), known.chain(felt).chain(held).collect())
        })
        .collect();
    let mut order = Vec::with_capacity(waits.len());
    while let Some(next) = waits.iter().find(|(_, waits)| waits.is_empty()).map(|(id, _)| *id) {
        waits.remove(next);
        for others in waits.values_mut() {
            others.remove(next);
        }
        order.push(next.to_owned());
    }
    if waits.is_empty() {
        return Ok(order);
    }
    let members = waits.keys().copied().collect::<Vec<_>>().join(", ");
    let place = manifests
        .iter()
        .find(|manifest| waits.contains_key(manifest.id.as_str()))
        .map(|manifest| manifest.id.place());
    let problem = Problem::error(
        "plugin/cycle",
        Text::new(
            format!("these checks wait for one another's results: {members}"),
            format!("ces contrôles attendent les résultats les uns des autres : {members}"),
        ),
    )
    .why(Text::new(
        "a check is judged after those it reads, so none of these can be judged",
        "un contrôle est jugé après ceux qu’il lit : aucun de ceux-ci ne peut l’être",
    ))
    .help(Text::new(
        "remove one `result:` from the `reads` of one of them",
        "retirez un `result:` des `reads` de l’un d’eux",
    ));
    let problem = problem.contained();
    Err(match place {
        Some(place) => problem.at(place),
        None => problem,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(id: &str, reads: &str) -> Manifest {
        let yaml =
            format!("{{protocol: 1, id: {id}, version: 1.0.0, kind: maturity, title: {id}, reads: {{{reads}}}}}");
        let mut problems = crate::diagnostics::Problems::new();
        crate::manifest::typed("plugin.yaml", &yaml, &mut problems).unwrap()
    }

    #[test]
    fn a_check_comes_after_those_it_reads() {
        let (first, second) = (manifest("a", "x: {result: b}"), manifest("b", "x: {result: c}"));
        let third = manifest("c", "");
        assert_eq!(order(&[&first, &second, &third]).unwrap(), ["c", "b", "a"]);
    }

    #[test]
    fn a_cycle_names_its_members_and_nobody_else() {
        let (first, second) = (manifest("a", "x: {result: b}"), manifest("b", "x: {result: a}"));
        let problem = order(&[&first, &second, &manifest("c", "")]).unwrap_err();
        assert!(problem.what.get(crate::language::Lang::En).ends_with(": a, b"));
        assert!(problem.contained, "the rest of the audit is made");
    }
}
