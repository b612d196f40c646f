//! Stores of data and the flows between them, as an arc diagram: the stores stand in a column, each flow is an arc from
//! the store it leaves to an arrow at the one it reaches. Crossings stay readable, and the same form fits a phone.

use crate::language::Lang;

use super::canvas::{Canvas, LEADING, SMALL, Stroke, Type};
use super::figure::{Figure, Form, Frame, Table};
use super::legend::{self, Sign};
use super::token::Token;
use super::words;
use super::wrap::wrap;

/// Stores and flows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spec {
    /// Unique among the charts of a page.
    pub id: String,
    /// The heading, localised.
    pub title: String,
    /// The stores in order.
    pub stores: Vec<Store>,
    /// The flows; one whose ends are not stores is left out of the drawing.
    pub flows: Vec<Flow>,
}

/// A store.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Store {
    /// Its name, localised.
    pub label: String,
    /// Who answers for it, localised; may be empty.
    pub owner: String,
    /// Whether it belongs to somebody else.
    pub outside: bool,
}

/// How a flow is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// By itself, at once.
    #[default]
    Live,
    /// By itself, at fixed times.
    Scheduled,
    /// By hand.
    ByHand,
}

/// A flow.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Flow {
    /// Place of the store it leaves.
    pub from: usize,
    /// Place of the store it reaches.
    pub to: usize,
    /// What goes, localised.
    pub label: String,
    /// How it goes.
    pub kind: Kind,
    /// What both stores know a customer by, localised; may be empty.
    pub key: String,
    /// Who answers for it, localised; may be empty.
    pub owner: String,
}

impl Kind {
    const ALL: [Kind; 3] = [Kind::Live, Kind::Scheduled, Kind::ByHand];

    fn words(self, lang: Lang) -> &'static str {
        match self {
            Kind::Live => words::live(lang),
            Kind::Scheduled => words::scheduled(lang),
            Kind::ByHand => words::by_hand(lang),
        }
    }

    fn stroke(self) -> Stroke {
        match self {
            Kind::Live => Stroke::new(Token::Accent, 2.0),
            Kind::Scheduled => Stroke::new(Token::Accent, 1.0),
            Kind::ByHand => Stroke::new(Token::Muted, 1.5).dashed(),
        }
    }
}

/// Draws the chart.
pub fn draw(spec: &Spec, lang: Lang) -> Figure {
    let name = |place: usize| {
        spec.stores
            .get(place)
            .map_or("–", |store| store.label.as_str())
            .to_owned()
    };
    let dash = |words: &str| {
        if words.is_empty() {
            "–".to_owned()
        } else {
            words.to_owned()
        }
    };
    let head = [
        words::from(lang),
        words::to(lang),
        words::what(lang),
        words::how(lang),
        words::key(lang),
        words::owner(lang),
    ];
    let table = Table {
        caption: spec.title.clone(),
        head: head.map(words::capital).into(),
        rows: spec
            .flows
            .iter()
            .map(|flow| {
                vec![
                    name(flow.from),
                    name(flow.to),
                    dash(&flow.label),
                    flow.kind.words(lang).to_owned(),
                    dash(&flow.key),
                    dash(&flow.owner),
                ]
            })
            .collect(),
    };
    Frame {
        id: &spec.id,
        kind: "data-map",
        title: &spec.title,
        sentence: words::stores_and_flows(lang, spec.stores.len(), spec.flows.len()),
        table,
    }
    .draw(lang, |form| paint(spec, lang, form))
}

/// Space between two stores.
const GAP: f64 = 14.0;

fn paint(spec: &Spec, lang: Lang, form: Form) -> Canvas {
    if spec.stores.is_empty() {
        return legend::empty(form, words::empty(lang));
    }
    let canvas = Canvas::new(form.width());
    let flows = || {
        let inside = |flow: &&Flow| flow.from != flow.to && flow.from.max(flow.to) < spec.stores.len();
        spec.flows.iter().filter(inside)
    };
    let mut signs: Vec<(Sign, String)> = Kind::ALL
        .into_iter()
        .filter(|kind| flows().any(|flow| flow.kind == *kind))
        .map(|kind| (Sign::Line(kind.stroke()), kind.words(lang).to_owned()))
        .collect();
    if spec.stores.iter().any(|store| store.outside) {
        signs.push((Sign::Ring(Token::Ink), words::outside(lang).to_owned()));
    }
    let top = legend::key(&canvas, &signs, form.width(), 0.0) + 10.0;

    let column = form.pick(300.0, 170.0);
    let spine = column + 12.0;
    let mut y = top;
    let mut centres = Vec::with_capacity(spec.stores.len());
    for store in &spec.stores {
        let name = wrap(&store.label, column, Type::VALUE.size, true);
        let owner = wrap(&store.owner, column, SMALL, false);
        let below = canvas.paragraph(&name, column, y, Type::VALUE.end());
        let below = canvas.paragraph(&owner, column, below, Type::SMALL.end());
        centres.push(f64::midpoint(y, y + LEADING * name.len() as f64));
        y = below + GAP;
    }
    let height = y - GAP;

    // The farther apart two stores are, the wider their arc; a flow upwards keeps clear of the one downwards.
    let room = form.width() - spine - 10.0;
    let widest = flows()
        .map(|flow| bulge(centres[flow.from], centres[flow.to]))
        .fold(1.0_f64, f64::max);
    let scale = (room / widest).min(1.0);
    for flow in flows() {
        let (from, to) = (centres[flow.from], centres[flow.to]);
        let reach = bulge(from, to) * scale;
        let said = format!("{} → {}", spec.stores[flow.from].label, spec.stores[flow.to].label);
        let said = if flow.label.is_empty() {
            said
        } else {
            words::colon(lang, &said, &flow.label)
        };
        canvas.mark(&format!("{said} ({})", flow.kind.words(lang)), || {
            canvas.path(&arc(spine + 7.0, from, to, reach), flow.kind.stroke());
            let token = flow.kind.stroke().token;
            canvas.polygon(
                &[(spine + 6.0, to), (spine + 14.0, to - 4.0), (spine + 14.0, to + 4.0)],
                token,
                1.0,
            );
        });
    }
    for (store, centre) in spec.stores.iter().zip(&centres) {
        if store.outside {
            canvas.ring((spine, *centre), 4.5, Stroke::new(Token::Ink, 1.5));
        } else {
            canvas.dot((spine, *centre), 5.0, Token::Ink);
        }
    }
    canvas.set_height(height + 4.0);
    canvas
}

/// How far an arc reaches from the column, in CSS pixels.
fn bulge(from: f64, to: f64) -> f64 {
    let up = if from > to { 14.0 } else { 0.0 };
    (to - from).abs() * 0.55 + 16.0 + up
}

/// Half an ellipse, as a line of short pieces.
fn arc(x: f64, from: f64, to: f64, reach: f64) -> Vec<(f64, f64)> {
    const PIECES: u32 = 24;
    let (middle, half) = (f64::midpoint(from, to), (to - from) / 2.0);
    (0..=PIECES)
        .map(|piece| {
            // The rational form of a circle: no transcendental function, the same bytes everywhere.
            let s = f64::from(piece) / f64::from(PIECES) * 2.0 - 1.0;
            let d = 1.0 + s * s;
            (x + reach * (1.0 - s * s) / d, middle + half * 2.0 * s / d)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arc_leaves_and_arrives_at_the_column_and_reaches_its_bulge_half_way() {
        let points = arc(100.0, 20.0, 60.0, 30.0);
        assert_eq!(points.first(), Some(&(100.0, 20.0)));
        assert_eq!(points.last(), Some(&(100.0, 60.0)));
        assert_eq!(points[12], (130.0, 40.0));
    }

    #[test]
    fn a_flow_to_nowhere_is_in_the_table_and_not_in_the_drawing() {
        let spec = Spec {
            id: "map".to_owned(),
            title: "Data".to_owned(),
            stores: vec![Store::default(), Store::default()],
            flows: vec![
                Flow {
                    to: 1,
                    ..Flow::default()
                },
                Flow {
                    to: 7,
                    ..Flow::default()
                },
            ],
        };
        let figure = draw(&spec, Lang::En);
        assert_eq!(figure.table.rows.len(), 2);
        assert_eq!(
            figure.svg.matches("<title>").count(),
            1,
            "one mark, beside the title of the drawing"
        );
    }
}
