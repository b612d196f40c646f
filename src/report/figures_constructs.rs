//! The specification of the radar of constructs.

use super::titles;
use crate::audit::Check;
use crate::charts::{Figure, radar};
use crate::language::{Args, Lang, typography};

/// Key of the radar.
pub(super) fn radar(check: &str) -> String {
    format!("{check}/constructs")
}

/// The radar of a check that has constructs, with its key.
pub(super) fn of_check(check: &Check, lang: Lang) -> Option<(String, Figure)> {
    let scored = check.constructs.iter().filter(|row| row.value.is_some()).count();
    if scored == 0 {
        return None;
    }
    let [_, high] = check.scale?;
    let spec = radar::Spec {
        id: format!("{}-constructs", check.id.replace([':', '.'], "-")),
        title: titles::phrase(lang, "title-constructs", Args::new()),
        sentence: Some(titles::phrase(lang, "constructs-radar", Args::new())),
        axes: check
            .constructs
            .iter()
            .map(|row| radar::Axis {
                label: typography(lang, row.title.get(lang)),
                // As the table shows it, to one decimal.
                level: row.value.map(|value| (value * 10.0).round() / 10.0),
                target: check.target.map(|target| target.value),
                levels: None,
            })
            .collect(),
        levels: u32::try_from(high).unwrap_or_default(),
        level_label: titles::phrase(lang, "construct-score", Args::new()),
        ..radar::Spec::default()
    };
    Some((radar(&check.id), radar::draw(&spec, lang)))
}
