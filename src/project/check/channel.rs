//! Channels and the hand-overs between them.

use std::collections::BTreeMap;

use super::Check;
use crate::diagnostics::{Place, Problem};
use crate::language::Text;
use crate::manifest::Located;
use crate::project::Project;
use crate::project::ids::Noun;

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
