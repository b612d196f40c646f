//! Stages and touchpoints.

use super::{Check, bad_range};
use crate::diagnostics::{Place, Problem};
use crate::language::Text;
use crate::manifest::Located;
use crate::project::ids::Noun;
use crate::project::{Hypothesis, JourneyMap, Project};

pub(super) fn check(project: &Project, check: &mut Check<'_, '_>) {
    for stage in &project.journey.stages {
        check.kebab(&stage.id);
    }
    for touchpoint in &project.journey.touchpoints {
        check.kebab(&touchpoint.id);
        check.known(Noun::Stage, &touchpoint.stage);
        check.known(Noun::Channel, &touchpoint.channel);
        if let Some(hypothesis) = &touchpoint.hypothesis {
            let Hypothesis { score, scale, .. } = hypothesis;
            hand_set(*score, *scale, touchpoint.id.place(), check);
        }
        if let Some(branch) = &touchpoint.branch {
            check.known(Noun::Branch, branch);
        }
    }
    for branch in &project.journey.branches {
        check.kebab(&branch.id);
    }
    let maps = &project.journey.maps;
    for (place, map) in maps.iter().enumerate() {
        self::map(map, check);
        let same = |earlier: &&JourneyMap| {
            let actor = |map: &JourneyMap| map.actor.as_ref().map(|actor| actor.value.clone());
            actor(earlier) == actor(map) && earlier.state == map.state
        };
        for earlier in maps[..place].iter().filter(same) {
            contradictions(earlier, map, check);
        }
    }
}

fn map(map: &JourneyMap, check: &mut Check<'_, '_>) {
    check.kebab(&map.id);
    if let Some(actor) = &map.actor {
        check.known(Noun::Persona, actor);
    }
    for touchpoint in &map.touchpoints {
        check.known(Noun::Touchpoint, touchpoint);
    }
    for score in &map.scores {
        check.known(Noun::Touchpoint, &score.touchpoint);
        hand_set(score.score, score.scale, score.touchpoint.place(), check);
    }
}

/// Two maps of the same actor and state that order two touchpoints differently, or set different scores by hand.
fn contradictions(earlier: &JourneyMap, map: &JourneyMap, check: &mut Check<'_, '_>) {
    let place_in = |map: &JourneyMap, id: &str| map.touchpoints.iter().position(|one| one.value == id);
    let shared: Vec<(&Located<String>, usize)> = map
        .touchpoints
        .iter()
        .filter_map(|one| Some((one, place_in(earlier, &one.value)?)))
        .collect();
    if let Some(pair) = shared.windows(2).find(|pair| pair[0].1 > pair[1].1) {
        let (first, second) = (&pair[0].0.value, &pair[1].0.value);
        let what = Text::prose(
            format!(
                "`{}` puts `{first}` before `{second}`, `{}` the other way round",
                map.id.value, earlier.id.value
            ),
            format!(
                "`{}` place `{first}` avant `{second}`, `{}` fait l'inverse",
                map.id.value, earlier.id.value
            ),
        );
        check.push(contradict(
            what,
            pair[0].0.place(),
            earlier.touchpoints[pair[0].1].place(),
        ));
    }
    for score in &map.scores {
        let other = earlier
            .scores
            .iter()
            .find(|other| other.touchpoint.value == score.touchpoint.value);
        if let Some(other) = other.filter(|other| (other.score, other.scale) != (score.score, score.scale)) {
            let (id, one, two) = (&score.touchpoint.value, score.score, other.score);
            let what = Text::prose(
                format!("`{id}` is supposed to stand at {one} on one map and at {two} on another"),
                format!("`{id}` est supposé à {one} sur une carte et à {two} sur une autre"),
            );
            check.push(contradict(what, score.touchpoint.place(), other.touchpoint.place()));
        }
    }
}

fn contradict(what: Text, place: Place, earlier: Place) -> Problem {
    Problem::error("project/maps-contradict", what)
        .why(Text::prose(
            "both maps show the journey of the same actor, so only one of them can be true",
            "les deux cartes montrent le parcours du même acteur : une seule peut être vraie",
        ))
        .help(Text::prose(
            "make them agree, or give each its own actor or `state: to-be`",
            "accordez-les, ou donnez à chacune son acteur ou `state: to-be`",
        ))
        .at(place)
        .related(
            earlier,
            Text::prose("the other map says it here", "l'autre carte le dit ici"),
        )
}

fn hand_set(score: f64, [low, high]: [i32; 2], place: Place, check: &mut Check<'_, '_>) {
    if low >= high {
        check.push(bad_range(low, high, place));
    } else if !(f64::from(low)..=f64::from(high)).contains(&score) {
        check.push(
            Problem::error(
                "project/value-outside-scale",
                Text::prose(
                    format!("the supposed score {score} is outside its scale, {low} to {high}"),
                    format!("la note supposée, {score}, est hors de son échelle, de {low} à {high}"),
                ),
            )
            .why(Text::prose(
                "it could not be drawn on the journey map",
                "elle ne pourrait pas être placée sur la carte du parcours",
            ))
            .help(Text::prose(
                "correct the score or the scale",
                "corrigez la note ou l'échelle",
            ))
            .at(place),
        );
    }
}
