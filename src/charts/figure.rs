//! What a chart hands over: two drawings, the finding in words, and the table that stands beside them.

use serde::Serialize;

use crate::language::Lang;

use super::canvas::Canvas;

/// A drawn chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The specification's id, reduced to letters, digits, `-` and `_`.
    pub id: String,
    /// The wide form, 720 CSS pixels across (small kinds less), as a stand-alone SVG without XML declaration.
    pub svg: String,
    /// The form made for a phone, 350 CSS pixels across.
    pub narrow_svg: String,
    /// Plain text: the heading, also the `<title>` of both drawings.
    pub title: String,
    /// Plain text: the finding in words, also the `<desc>` of both drawings.
    pub sentence: String,
    /// The same figures as text, for readers who cannot see the drawing. Always shown beside it.
    pub table: Table,
}

/// The figures of a chart as text. All cells are plain text, already written for the language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Table {
    /// What the table holds.
    pub caption: String,
    /// One heading a column.
    pub head: Vec<String>,
    /// Rows as long as `head`; the first cell is the row's heading.
    pub rows: Vec<Vec<String>>,
}

/// The two forms in which every chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// For a page or a printed sheet.
    Wide,
    /// For a phone.
    Narrow,
}

impl Form {
    pub(super) fn width(self) -> f64 {
        match self {
            Form::Wide => 720.0,
            Form::Narrow => 350.0,
        }
    }

    /// Class suffix and part of the ids.
    pub(super) fn name(self) -> &'static str {
        match self {
            Form::Wide => "wide",
            Form::Narrow => "narrow",
        }
    }

    /// One value in the wide form, another in the narrow one.
    pub(super) fn pick<T>(self, wide: T, narrow: T) -> T {
        match self {
            Form::Wide => wide,
            Form::Narrow => narrow,
        }
    }
}

/// An id that is safe in an attribute and in a selector: letters, digits, `-` and `_`, starting with a letter.
pub(super) fn safe_id(id: &str) -> String {
    let kept: String = id
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' })
        .collect();
    if kept.starts_with(|c: char| c.is_ascii_alphabetic()) {
        kept
    } else {
        format!("chart-{kept}")
    }
}

/// What every chart has in common: who it is and what it says.
pub(super) struct Frame<'a> {
    pub(super) id: &'a str,
    /// The kind, as in the class of the root element: `radar`.
    pub(super) kind: &'static str,
    pub(super) title: &'a str,
    pub(super) sentence: String,
    pub(super) table: Table,
}

impl Frame<'_> {
    /// Draws both forms with `paint`.
    pub(super) fn draw(self, lang: Lang, paint: impl Fn(Form) -> Canvas) -> Figure {
        let id = safe_id(self.id);
        let write = |form: Form| paint(form).finish(&id, &self, form, lang);
        Figure {
            svg: write(Form::Wide),
            narrow_svg: write(Form::Narrow),
            title: self.title.to_owned(),
            sentence: self.sentence.clone(),
            table: self.table.clone(),
            id,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_safe_in_attributes_and_selectors() {
        assert_eq!(safe_id("nps:survey.q1"), "nps-survey-q1");
        assert_eq!(safe_id("\"><script>"), "chart----script-");
        assert_eq!(safe_id(""), "chart-");
    }
}
