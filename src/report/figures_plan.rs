//! The specifications of the charts of what stands behind the experience and what will be done about it.

use super::titles;
use crate::audit::ActionRow;
use crate::charts::{Figure, data_map, priority_matrix};
use crate::language::{Args, Lang, Text, typography};
use crate::project::{ActionStatus, DataMap, Exchange, Size};

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
