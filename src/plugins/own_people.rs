//! People in a plugin's own tests: the answers of each to the questions of every construct.

use std::collections::BTreeMap;

use super::constructs::{Asked, Reliability, reliability, score};
use crate::evidence::MatrixEvidence;
use crate::manifest::Manifest;
use crate::stats::Estimate;

/// Answers of one person by construct, question by question; `null` is none.
pub(super) type Person = BTreeMap<String, Vec<Option<i32>>>;

/// What is made of them.
pub(super) struct Found {
    /// The mean of all constructs.
    pub(super) whole: Option<Estimate>,
    /// Score and reliability by construct.
    pub(super) constructs: BTreeMap<String, (Option<Estimate>, Option<Reliability>)>,
}

/// The scores of people on a scale; more is better.
pub(super) fn scored(manifest: &Manifest, people: &[Person], scale: [i32; 2]) -> Found {
    let mut asked: Vec<(&str, usize)> = Vec::new();
    for construct in &manifest.constructs {
        let answers = people.iter().filter_map(|person| person.get(&construct.id));
        let count = answers.map(Vec::len).max().unwrap_or_default();
        asked.extend((0..count).map(|question| (construct.id.as_str(), question)));
    }
    let answer = |person: &Person, (construct, question): (&str, usize)| *person.get(construct)?.get(question)?;
    let step = |value: i32| u64::try_from(value - scale[0]).ok().filter(|_| value <= scale[1]);
    let rows: Vec<Vec<Option<u64>>> = people
        .iter()
        .map(|person| asked.iter().map(|one| answer(person, *one).and_then(step)).collect())
        .collect();
    let ids: Vec<String> = asked
        .iter()
        .map(|(construct, question)| format!("{construct}-{question}"))
        .collect();
    let matrix = MatrixEvidence::of_people(&ids, &rows);
    let of = |place: usize| -> Option<Asked> {
        let answers: Vec<u64> = rows.iter().filter_map(|row| row[place]).collect();
        let n = answers.len() as u64;
        (n > 0).then(|| Asked {
            place,
            turn: 1.0,
            mean: f64::from(scale[0]) + answers.iter().sum::<u64>() as f64 / n as f64,
            n,
            n_effective: n as f64,
        })
    };
    let each: Vec<(String, Vec<Asked>)> = manifest
        .constructs
        .iter()
        .map(|construct| {
            let places = asked.iter().enumerate().filter(|(_, (id, _))| *id == construct.id);
            (
                construct.id.clone(),
                places.filter_map(|(place, _)| of(place)).collect(),
            )
        })
        .collect();
    let known: Vec<&[Asked]> = each
        .iter()
        .map(|(_, asked)| asked.as_slice())
        .filter(|asked| !asked.is_empty())
        .collect();
    Found {
        whole: score(&known, &matrix),
        constructs: each
            .iter()
            .map(|(id, asked)| {
                (
                    id.clone(),
                    (score(&[asked.as_slice()], &matrix), reliability(asked, &matrix)),
                )
            })
            .collect(),
    }
}
