//! Channels and the hand-overs between them.

use std::collections::{BTreeMap, BTreeSet};

use super::Check;
use crate::diagnostics::{Place, Problem};
use crate::language::Text;
use crate::manifest::Located;
use crate::project::ids::Noun;
use crate::project::{Context, HandOver, Project};

pub(super) fn check(project: &Project, check: &mut Check<'_, '_>) {
    for channel in &project.channels {
        check.kebab(&channel.id);
    }
    let mut first: BTreeMap<(&str, &str), Place> = BTreeMap::new();
    for hand_over in &project.hand_overs {
        let (from, to) = (&hand_over.from, &hand_over.to);
        check.known(Noun::Channel, from);
        check.known(Noun::Channel, to);
        if from == to {
            check.push(to_itself(to));
        } else if let Some(earlier) = first.get(&(from.as_str(), to.as_str())) {
            check.push(again(from, to, earlier.clone()));
        } else {
            first.insert((from, to), from.place());
        }
    }
    for round in endless(&project.hand_overs) {
        check.push(cycle(&round));
    }
}

/// Ways round on which customers start again at every hand-over and can finish nowhere: one for each set of channels,
/// as the hand-overs that make it, beginning with the one declared first.
fn endless(hand_overs: &[HandOver]) -> Vec<Vec<&HandOver>> {
    let dead: Vec<&HandOver> = hand_overs
        .iter()
        .filter(|one| one.context == Context::Lost && !one.finishes && one.from != one.to)
        .collect();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut rounds = Vec::new();
    for first in &dead {
        if told.contains(first.from.as_str()) {
            continue;
        }
        // The shortest way back, channel by channel.
        let mut ways: Vec<Vec<&HandOver>> = vec![vec![first]];
        let mut seen: BTreeSet<&str> = BTreeSet::from([first.to.as_str()]);
        let mut next = 0;
        while let Some(way) = ways.get(next).cloned() {
            next += 1;
            let Some(last) = way.last() else { continue };
            if last.to == first.from {
                told.extend(way.iter().map(|one| one.from.as_str()));
                rounds.push(way);
                break;
            }
            for onward in dead.iter().filter(|one| one.from == last.to) {
                if seen.insert(&onward.to) {
                    ways.push([way.as_slice(), &[*onward]].concat());
                }
            }
        }
    }
    rounds
}

fn cycle(round: &[&HandOver]) -> Problem {
    let names: Vec<String> = round
        .iter()
        .map(|one| one.from.value.clone())
        .chain(round.first().map(|one| one.from.value.clone()))
        .map(|name| format!("`{name}`"))
        .collect();
    let way = names.join(" → ");
    let problem = Problem::warning(
        "project/hand-over-cycle",
        Text::prose(
            format!("these hand-overs lead round and never end: {way}"),
            format!("ces relais tournent en rond et ne finissent jamais : {way}"),
        ),
    )
    .why(Text::prose(
        "each of them loses the case and none lets the customer finish",
        "chacun perd la demande et aucun ne permet au client de finir",
    ))
    .help(Text::prose(
        "if it is so, it is a finding to act on; else say where the case is kept, or what `finishes`",
        "si c'est bien le cas, c'est un constat à traiter ; sinon dites où la demande est conservée, ou ce qui s'achève (`finishes`)",
    ));
    round.iter().enumerate().fold(problem, |problem, (place, one)| {
        if place == 0 {
            problem.at(one.from.place())
        } else {
            problem.related(one.from.place(), Text::prose("then here", "puis ici"))
        }
    })
}

fn to_itself(channel: &Located<String>) -> Problem {
    Problem::error(
        "project/bad-hand-over",
        Text::prose(
            format!("a hand-over from `{0}` to `{0}` leads nowhere", channel.value),
            format!("un relais de `{0}` vers `{0}` ne mène nulle part", channel.value),
        ),
    )
    .why(Text::prose(
        "hand-overs tell what becomes of a case between two channels",
        "un relais dit ce que devient une demande entre deux canaux",
    ))
    .help(Text::prose(
        "name two different channels",
        "nommez deux canaux différents",
    ))
    .at(channel.place())
}

fn again(from: &Located<String>, to: &Located<String>, first: Place) -> Problem {
    let (one, other) = (&from.value, &to.value);
    Problem::error(
        "project/bad-hand-over",
        Text::prose(
            format!("the hand-over from `{one}` to `{other}` is declared twice"),
            format!("le relais de `{one}` vers `{other}` est déclaré deux fois"),
        ),
    )
    .why(Text::prose(
        "the two could contradict one another",
        "les deux pourraient se contredire",
    ))
    .help(Text::prose(
        "keep one; the way back is a hand-over of its own",
        "gardez-en un seul ; le retour est un autre relais",
    ))
    .at(from.place())
    .related(first, Text::prose("first declared here", "déclaré ici d'abord"))
}
