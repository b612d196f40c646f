//! What the levels, items, signals and scoring of a maturity check must say of one another.

use super::breach::unknown_word;
use super::{Aggregation, Manifest};
use crate::diagnostics::Problem;
use crate::language::Text;

/// A problem, and the way to the key it stands at.
pub(super) type Breach = (Problem, Vec<String>);

/// Everything that is wrong with the maturity part of a manifest but the order of its levels.
pub(super) fn breaches(manifest: &Manifest) -> Vec<Breach> {
    let mut found = Vec::new();
    let (Some(lowest), Some(highest)) = (manifest.levels.first(), manifest.levels.last()) else {
        return found;
    };
    let (lowest, highest) = (lowest.level, highest.level);
    let mut tell = |problem: Problem, way: &[&str]| {
        found.push((problem, way.iter().map(|step| (*step).to_owned()).collect()));
    };
    let steps = manifest.levels.len() - 1;
    let parts: Vec<&str> = manifest.parts.iter().map(|part| part.id.as_str()).collect();
    let items: Vec<&str> = manifest.items.iter().map(|item| item.id.as_str()).collect();
    for (index, item) in manifest.items.iter().enumerate() {
        if let Some(part) = item.part.as_deref().filter(|part| !parts.contains(part)) {
            tell(unknown_word(part, &parts), &["items", &index.to_string(), "part"]);
        }
    }
    for (index, signal) in manifest.signals.iter().enumerate() {
        let at = index.to_string();
        if let Some(item) = signal.item.as_deref().filter(|item| !items.contains(item)) {
            tell(unknown_word(item, &items), &["signals", &at, "item"]);
        }
        let rising = !signal.signal.low_is_good();
        if signal.from.len() != steps || !ordered(&signal.from, rising) {
            tell(bad_steps("from", steps, rising), &["signals", &at, "from"]);
        }
    }
    if let Some(fundamentals) = &manifest.fundamentals
        && !(lowest..=highest).contains(&fundamentals.value)
    {
        tell(
            bad_scoring(
                Text::prose(
                    format!("`fundamentals: {}` is no level of this check", fundamentals.value),
                    format!(
                        "`fundamentals: {}` n'est pas un niveau de ce contrôle",
                        fundamentals.value
                    ),
                ),
                Text::prose(
                    format!("its levels go from {lowest} to {highest}"),
                    format!("ses niveaux vont de {lowest} à {highest}"),
                ),
            ),
            &["fundamentals"],
        );
    }
    let Some(scoring) = &manifest.scoring else { return found };
    let answers = scoring.answers.unwrap_or([lowest, highest]);
    let cut = matches!(scoring.aggregation, Aggregation::Tally | Aggregation::CutOffs);
    if answers[0] >= answers[1] {
        tell(
            super::breach::order(answers[0].into(), answers[1].into()),
            &["scoring", "answers"],
        );
    }
    if scoring.answers.is_some() && !cut {
        tell(
            bad_scoring(
                Text::prose(
                    "the weakest link and the mean are levels: `answers` would be another scale",
                    "le maillon faible et la moyenne sont des niveaux : `answers` serait une autre échelle",
                ),
                Text::prose(
                    "take `answers` out, or choose `cut-offs` or `tally`",
                    "retirez `answers`, ou choisissez `cut-offs` ou `tally`",
                ),
            ),
            &["scoring", "answers"],
        );
    }
    if cut && (scoring.cut_offs.len() != steps || !ordered(&scoring.cut_offs, true)) {
        tell(bad_steps("cut-offs", steps, true), &["scoring", "cut-offs"]);
    }
    if !cut && !scoring.cut_offs.is_empty() {
        tell(
            bad_scoring(
                Text::prose(
                    "only a tally and a score are put between `cut-offs`",
                    "seuls un décompte et un score se placent entre des `cut-offs`",
                ),
                Text::prose("take `cut-offs` out", "retirez `cut-offs`"),
            ),
            &["scoring", "cut-offs"],
        );
    }
    let counted = scoring
        .counted
        .is_some_and(|one| (answers[0]..=answers[1]).contains(&one));
    if (scoring.aggregation == Aggregation::Tally) != counted {
        tell(
            bad_scoring(
                Text::prose(
                    "a tally, and nothing else, says from which answer on an item is `counted`",
                    "un décompte, et lui seul, dit à partir de quelle réponse un item compte (`counted`)",
                ),
                Text::prose(
                    format!("write `counted:` with an answer from {} to {}", answers[0], answers[1]),
                    format!("écrivez `counted:` avec une réponse de {} à {}", answers[0], answers[1]),
                ),
            ),
            &["scoring", "counted"],
        );
    }
    found
}

/// Whether each number goes beyond the one before.
fn ordered(numbers: &[f64], rising: bool) -> bool {
    numbers
        .windows(2)
        .all(|pair| if rising { pair[0] < pair[1] } else { pair[0] > pair[1] })
}

fn bad_steps(key: &str, steps: usize, rising: bool) -> Problem {
    let (en, fr) = if rising {
        ("rising", "croissant")
    } else {
        ("falling", "décroissant")
    };
    bad_scoring(
        Text::prose(
            format!("`{key}` needs {steps} numbers in {en} order: one for each level but one"),
            format!("`{key}` demande {steps} nombres en ordre {fr} : un par niveau, sauf un"),
        ),
        Text::prose(
            "write the numbers at which one level ends and the next begins",
            "écrivez les nombres où finit un niveau et où commence le suivant",
        ),
    )
}

fn bad_scoring(message: Text, help: Text) -> Problem {
    Problem::error("plugin/scoring", message)
        .why(Text::prose(
            "a level that cannot be worked out one way only would depend on who reads the model",
            "un niveau qui ne se calcule pas d'une seule façon dépendrait de qui lit le modèle",
        ))
        .help(help)
}
