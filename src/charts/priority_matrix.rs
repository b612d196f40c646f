//! What to do first: items in a grid of what they bring against what they cost, three steps each way. Steps are
//! words, not measures, so nothing is placed finer than its cell.

use crate::language::Lang;

use super::canvas::{Canvas, LEADING, SMALL, Stroke, Type};
use super::figure::{Figure, Form, Frame, Table};
use super::font;
use super::legend;
use super::token::Token;
use super::words;
use super::wrap::wrap;

/// The grid and what stands in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spec {
    /// Unique among the charts of a page.
    pub id: String,
    /// The heading, localised.
    pub title: String,
    /// What runs upwards, localised: the expected change.
    pub up: String,
    /// What runs to the right, localised: the effort.
    pub right: String,
    /// Names of the three steps from low to high, localised.
    pub steps: [String; 3],
    /// The items.
    pub items: Vec<Item>,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Item {
    /// Short name written in the cell, such as an id.
    pub label: String,
    /// What it is, localised: the tooltip and the table.
    pub title: String,
    /// Step upwards, 0 to 2; larger ones count as 2.
    pub up: usize,
    /// Step to the right, 0 to 2; larger ones count as 2.
    pub right: usize,
}

/// Draws the chart.
pub fn draw(spec: &Spec, lang: Lang) -> Figure {
    let step = |place: usize| spec.steps[place.min(2)].clone();
    let table = Table {
        caption: spec.title.clone(),
        head: vec![words::capital(words::item(lang)), spec.up.clone(), spec.right.clone()],
        rows: spec
            .items
            .iter()
            .map(|item| {
                vec![
                    format!("{} {}", item.label, item.title),
                    step(item.up),
                    step(item.right),
                ]
            })
            .collect(),
    };
    let first: Vec<&str> = spec
        .items
        .iter()
        .filter(|item| item.up >= 2 && item.right == 0)
        .map(|item| item.label.as_str())
        .collect();
    Frame {
        id: &spec.id,
        kind: "priority-matrix",
        title: &spec.title,
        sentence: words::much_for_little(lang, &first),
        table,
    }
    .draw(lang, |form| paint(spec, lang, form))
}

fn paint(spec: &Spec, lang: Lang, form: Form) -> Canvas {
    if spec.items.is_empty() {
        return legend::empty(form, words::empty(lang));
    }
    let canvas = Canvas::new(form.width());
    let left = form.pick(110.0, 70.0);
    let cell = (form.width() - left - 2.0) / 3.0;
    let of = |up: usize, right: usize| -> Vec<&Item> {
        let here = |item: &&Item| item.up.min(2) == up && item.right.min(2) == right;
        spec.items.iter().filter(here).collect()
    };
    let heading = wrap(&spec.up, form.width(), SMALL, false);
    let mut y = canvas.paragraph(&heading, 0.0, 0.0, Type::SMALL) + 6.0;
    for up in (0..3).rev() {
        let rows: Vec<Vec<Vec<&Item>>> = (0..3).map(|right| lines(&of(up, right), cell - 16.0)).collect();
        let most = rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let name = wrap(&spec.steps[up], left - 12.0, SMALL, false);
        let height = LEADING * most.max(name.len()) as f64 + 22.0;
        canvas.lines(&name, left - 10.0, y + height / 2.0, Type::SMALL.end());
        for (right, rows) in rows.iter().enumerate() {
            let x = left + cell * right as f64;
            // Much for little stands out.
            if up == 2 && right == 0 {
                canvas.rect(x, y, cell, height, Token::Accent, 0.12);
            }
            canvas.frame(x, y, cell, height, Stroke::GRID);
            for (place, row) in rows.iter().enumerate() {
                let mut at = x + 8.0;
                for item in row {
                    let tooltip = words::colon(lang, &item.label, &item.title);
                    canvas.mark(&tooltip, || {
                        canvas.text(&item.label, at, y + 11.0 + LEADING * (place as f64 + 0.5), Type::VALUE);
                    });
                    at += font::room(&item.label, Type::VALUE.size, true) + 12.0;
                }
            }
        }
        y += height;
    }
    for (right, name) in spec.steps.iter().enumerate() {
        let lines = wrap(name, cell - 8.0, SMALL, false);
        canvas.paragraph(
            &lines,
            left + cell * (right as f64 + 0.5),
            y + 4.0,
            Type::SMALL.middle(),
        );
    }
    let deepest = spec
        .steps
        .iter()
        .map(|name| wrap(name, cell - 8.0, SMALL, false).len())
        .max()
        .unwrap_or(1);
    let y = y + 4.0 + LEADING * deepest as f64;
    let axis = wrap(&spec.right, form.width() - left, SMALL, false);
    let bottom = canvas.paragraph(&axis, form.width() - 2.0, y, Type::SMALL.end());
    canvas.set_height(bottom + 2.0);
    canvas
}

/// The items in rows no wider than `width`; a label wider than that has a row to itself.
fn lines<'s>(items: &[&'s Item], width: f64) -> Vec<Vec<&'s Item>> {
    let mut rows: Vec<Vec<&Item>> = Vec::new();
    let mut taken = 0.0;
    for item in items {
        let own = font::room(&item.label, Type::VALUE.size, true) + 12.0;
        match rows.last_mut() {
            Some(row) if taken + own <= width => row.push(item),
            _ => {
                rows.push(vec![item]);
                taken = 0.0;
            }
        }
        taken += own;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_stands_in_its_cell_and_much_for_little_is_said() {
        let item = |label: &str, up, right| Item {
            label: label.to_owned(),
            title: "Something".to_owned(),
            up,
            right,
        };
        let spec = Spec {
            id: "matrix".to_owned(),
            title: "First".to_owned(),
            up: "Change".to_owned(),
            right: "Effort".to_owned(),
            steps: ["low", "medium", "high"].map(str::to_owned),
            items: vec![item("A-01", 2, 0), item("A-02", 0, 2)],
        };
        let figure = draw(&spec, Lang::En);
        assert!(
            figure.sentence.contains("A-01") && !figure.sentence.contains("A-02"),
            "{}",
            figure.sentence
        );
        assert_eq!(figure.table.rows[1], ["A-02 Something", "low", "high"]);
        let place = |label: &str| {
            let document = roxmltree::Document::parse(&figure.svg).unwrap();
            let text = document
                .descendants()
                .find(|node| node.text() == Some(label) && node.has_tag_name(("http://www.w3.org/2000/svg", "text")));
            let text = text.unwrap();
            ["x", "y"].map(|name| text.attribute(name).unwrap().parse::<f64>().unwrap())
        };
        let (first, last) = (place("A-01"), place("A-02"));
        assert!(first[0] < last[0] && first[1] < last[1], "{first:?} {last:?}");
    }
}
