//! The specifications of the charts of what stands behind the experience and what will be done about it.

use super::titles;
use crate::audit::{ActionRow, Check};
use crate::charts::{Figure, Format, Reading, data_map, priority_matrix, trend};
use crate::language::{Args, Lang, Text, date, typography};
use crate::project::{ActionStatus, DataMap, Day, Exchange, Size};

/// The stores of customer data and the flows between them.
pub(super) fn data_map(map: &DataMap, lang: Lang) -> Figure {
    let say = |text: &Text| typography(lang, text.get(lang));
    let place = |id: &str| {
        map.stores
            .iter()
            .position(|store| store.id.value == id)
            .unwrap_or(usize::MAX)
    };
    let spec = data_map::Spec {
        id: "data-map".to_owned(),
        title: titles::phrase(lang, "title-data-map", Args::new()),
        stores: map
            .stores
            .iter()
            .map(|store| data_map::Store {
                label: say(&store.name),
                owner: say(&store.owner),
                outside: store.outside,
            })
            .collect(),
        flows: map
            .flows
            .iter()
            .map(|flow| data_map::Flow {
                from: place(&flow.from),
                to: place(&flow.to),
                label: say(&flow.what),
                kind: match flow.exchange {
                    Exchange::Live => data_map::Kind::Live,
                    Exchange::Scheduled => data_map::Kind::Scheduled,
                    Exchange::ByHand => data_map::Kind::ByHand,
                },
                key: say(&flow.key),
                owner: say(&flow.owner),
            })
            .collect(),
    };
    data_map::draw(&spec, lang)
}

/// The levels of earlier assessments and the one of today; nothing without earlier ones. A level is no estimate: it has
/// neither interval nor n.
pub(super) fn level_trend(check: &Check, as_of: Option<Day>, lang: Lang) -> Option<Figure> {
    let detail = check.maturity.as_ref().filter(|detail| !detail.history.is_empty())?;
    let point = |label: String, level: Option<u8>| trend::Point {
        label,
        reading: level.map_or(Reading::Missing, |level| Reading::Measured {
            value: level.into(),
            interval: None,
            n: None,
        }),
    };
    let month = |day: Day| date::month_short(lang, day.0);
    let today = as_of.map_or_else(|| titles::phrase(lang, "level-today", Args::new()), month);
    let past = detail.history.iter();
    let points: Vec<trend::Point> = past
        .map(|past| point(month(past.date), Some(past.level)))
        .chain([point(today, check.level)])
        .collect();
    let ends = (check.levels.first()?.level, check.levels.last()?.level);
    let spec = trend::Spec {
        id: format!("levels-{}", check.id),
        title: titles::levels(lang, check, detail.history.last().map(|past| past.level)),
        points,
        target: check.target.map(|target| target.value),
        scale: Some((ends.0.into(), ends.1.into())),
        format: Format::plain(0),
        ..trend::Spec::default()
    };
    Some(trend::draw(&spec, lang))
}

/// Actions still to come, impact against effort; nothing where none says both.
pub(super) fn priorities(actions: &[ActionRow], lang: Lang) -> Option<Figure> {
    let step = |size: Size| match size {
        Size::Low => 0,
        Size::Medium => 1,
        Size::High => 2,
    };
    let items: Vec<priority_matrix::Item> = actions
        .iter()
        .filter(|action| !matches!(action.status, ActionStatus::Done | ActionStatus::Dropped))
        .filter_map(|action| {
            Some(priority_matrix::Item {
                label: action.id.clone(),
                title: typography(lang, action.title.get(lang)),
                up: step(action.impact?),
                right: step(action.effort?),
            })
        })
        .collect();
    if items.is_empty() {
        return None;
    }
    let word = |key| titles::phrase(lang, key, Args::new());
    let spec = priority_matrix::Spec {
        id: "priorities".to_owned(),
        title: word("title-priorities"),
        up: word("axis-impact"),
        right: word("axis-effort"),
        steps: ["size-low", "size-medium", "size-high"].map(word),
        items,
    };
    Some(priority_matrix::draw(&spec, lang))
}
