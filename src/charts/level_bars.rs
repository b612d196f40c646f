//! Levels as bars one below the other: what a radar becomes when it has too few or too many axes to be one.

use crate::language::Lang;

use super::canvas::{Canvas, LEADING, SMALL, Stroke, Type};
use super::radar::Spec;
use super::token::Token;
use super::words;
use super::wrap::{widest, wrap};

/// Draws the bars from `top`; returns where they end.
pub(super) fn paint(canvas: &Canvas, spec: &Spec, top: f64, lang: Lang) -> f64 {
    const HEIGHT: f64 = 10.0;
    let width = canvas.width();
    let levels = f64::from(spec.top());
    let pitch = (width + 3.0) / levels;
    let mut y = top;
    for axis in &spec.axes {
        let said = axis.said(spec.top(), lang);
        let words = wrap(&said, width * 0.4, SMALL, false);
        let room = width - widest(&words, SMALL, false) - 12.0;
        let right = canvas.paragraph(&words, width, y, Type::SMALL.end());
        let name = wrap(&axis.label, room, Type::LABEL.size, false);
        y = canvas.paragraph(&name, 0.0, y, Type::LABEL).max(right).max(y + LEADING) + 5.0;
        canvas.mark(&words::colon(lang, &axis.label, &said), || {
            // A model of four levels ends where the fourth of five does: the same level stands in one line.
            for level in 0..axis.levels.unwrap_or(spec.top()).min(spec.top()) {
                let x = pitch * f64::from(level);
                match axis.level() {
                    None => canvas.hatch(x + 0.5, y, pitch - 4.0, HEIGHT, Token::Grid),
                    Some(reached) => {
                        let part = (reached - f64::from(level)).clamp(0.0, 1.0);
                        canvas.rect(x, y, pitch - 3.0, HEIGHT, Token::Grid, 1.0);
                        if part > 0.0 {
                            canvas.rect(x, y, (pitch - 3.0) * part, HEIGHT, Token::Accent, 1.0);
                        }
                    }
                }
            }
        });
        if let Some(target) = axis.target() {
            let x = (pitch * target.clamp(0.0, levels) - 3.0).clamp(1.0, width - 1.0);
            canvas.line((x, y - 4.0), (x, y + HEIGHT + 4.0), Stroke::TARGET);
        }
        y += HEIGHT + 14.0;
    }
    y
}

#[cfg(test)]
mod tests {
    use super::super::radar::{Axis, Spec, draw};
    use crate::language::Lang;

    #[test]
    fn a_bar_has_as_many_parts_as_its_own_model_has_levels() {
        let parts = |levels: Option<u32>| {
            let axis = Axis {
                label: "Goals".into(),
                level: Some(0.0),
                levels,
                ..Axis::default()
            };
            let spec = Spec {
                id: "levels".into(),
                axes: vec![axis],
                ..Spec::default()
            };
            draw(&spec, Lang::En).svg.matches("<rect").count()
        };
        assert_eq!(parts(None), parts(Some(4)) + 1);
    }
}
