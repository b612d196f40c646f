//! Stages and touchpoints.

use super::{Check, bad_range};
use crate::diagnostics::{Place, Problem};
use crate::language::Text;
use crate::project::ids::Noun;
use crate::project::{Hypothesis, Project};

pub(super) fn check(project: &Project, check: &mut Check<'_, '_>) {
    for stage in &project.journey.stages {
        check.kebab(&stage.id);
    }
    for touchpoint in &project.journey.touchpoints {
        check.kebab(&touchpoint.id);
        check.known(Noun::Stage, &touchpoint.stage);
        check.known(Noun::Channel, &touchpoint.channel);
        if let Some(hypothesis) = &touchpoint.hypothesis {
            self::hypothesis(hypothesis, touchpoint.id.place(), check);
        }
    }
}

fn hypothesis(hypothesis: &Hypothesis, place: Place, check: &mut Check<'_, '_>) {
    let [low, high] = hypothesis.scale;
    if low >= high {
        check.push(bad_range(low, high, place));
    } else if !(f64::from(low)..=f64::from(high)).contains(&hypothesis.score) {
        let score = hypothesis.score;
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
