//! Where the values of a dimension come from, and what pages call them.

use super::dimension::{Declared, DimensionReader};
use super::options::OptionsReader;
use super::period::DateReader;
use super::raw::{RawDates, RawDimension, Set};
use super::segment::Segments;
use super::{DimensionFacts, DimensionValue};
use crate::data::{Row, Trouble};
use crate::diagnostics::Problem;
use crate::language::{Lang, Text};
use crate::project::{Project, Survey, WaveColumn};

/// A dimension while rows are read.
pub(super) struct Dimension<'p> {
    pub(super) id: String,
    source: Source<'p>,
    /// Rows by code.
    rows: Vec<u64>,
}

/// Where its values come from.
pub(super) enum Source<'p> {
    Personas(Segments),
    Column(DimensionReader<'p>),
    Options(OptionsReader<'p>),
    /// The column of dates, which is read once for all.
    Date,
}

impl<'p> Dimension<'p> {
    pub(super) fn new(id: String, source: Source<'p>) -> Self {
        Dimension {
            id,
            source,
            rows: Vec::new(),
        }
    }

    /// The code of the current row; `period` is that of its date, `people` how many it stands for.
    pub(super) fn code(&mut self, row: &impl Row, line: u64, period: u32, people: u64) -> u32 {
        let code = match &mut self.source {
            Source::Personas(segments) => segments.code(row, line),
            Source::Column(reader) => reader.read(row, line),
            Source::Options(reader) => reader.code(row, line),
            Source::Date => period,
        };
        let at = code as usize;
        if at >= self.rows.len() {
            self.rows.resize(at + 1, 0);
        }
        self.rows[at] += people;
        code
    }

    /// The columns its values come from, the one of dates left out.
    pub(super) fn columns(&self) -> Vec<usize> {
        match &self.source {
            Source::Personas(segments) => segments.columns(),
            Source::Column(reader) => vec![reader.column()],
            Source::Options(reader) => reader.columns(),
            Source::Date => Vec::new(),
        }
    }

    /// The values that a code stands for.
    pub(super) fn set(&self, code: u32, date: Option<&DateReader<'_>>) -> Set {
        let one = |id: Option<&str>| id.map(ToOwned::to_owned).into_iter().collect();
        match &self.source {
            _ if code == 0 => Set::new(),
            Source::Personas(segments) => segments.set(code),
            Source::Column(reader) => one(reader.id(code)),
            Source::Options(reader) => reader.set(code),
            Source::Date => one(date.and_then(|date| date.id(code))),
        }
    }

    /// The values of every code met so far.
    pub(super) fn sets(&self, date: Option<&DateReader<'_>>) -> Vec<Set> {
        (0..self.rows.len() as u32).map(|code| self.set(code, date)).collect()
    }

    /// What was found so far, given the set of values of each code.
    pub(super) fn found(&self, sets: &[Set]) -> RawDimension {
        let counted = sets.iter().zip(&self.rows).filter(|(_, rows)| **rows > 0);
        let rows = counted.map(|(set, rows)| (set.clone(), *rows)).collect();
        match &self.source {
            Source::Personas(segments) => RawDimension {
                rows,
                too_many: segments.too_many().clone(),
                ..RawDimension::default()
            },
            Source::Column(reader) => reader.found(rows),
            Source::Options(reader) => reader.found(rows),
            Source::Date => RawDimension {
                rows,
                ..RawDimension::default()
            },
        }
    }

    /// What went wrong.
    pub(super) fn problems(&self, found: &RawDimension, path: &str) -> Vec<Problem> {
        match &self.source {
            Source::Personas(_) => too_many_sets(&found.too_many(), path).into_iter().collect(),
            Source::Column(reader) => reader.problems(found, path),
            Source::Options(reader) => reader.problem(found, path).into_iter().collect(),
            Source::Date => Vec::new(),
        }
    }

    /// What pages know of the dimension; its rows are filled in by protection.
    pub(super) fn facts(
        &self,
        project: &Project,
        survey: &Survey,
        found: &RawDimension,
        dates: Option<(&DateReader<'_>, &RawDates)>,
    ) -> DimensionFacts {
        let declared = survey.dimensions.iter().find(|dimension| dimension.id.value == self.id);
        let title = match declared {
            Some(declared) if !declared.title.is_empty() => declared.title.clone(),
            _ => title(&self.id),
        };
        let named = |ids: Vec<String>| -> Vec<DimensionValue> {
            ids.into_iter()
                .map(|id| DimensionValue {
                    label: declared
                        .and_then(|declared| declared.labels.get(&id).cloned())
                        .or_else(|| label(project, survey, &self.id, &id))
                        .filter(|label| !label.is_empty())
                        .unwrap_or_else(|| Text::same(&id)),
                    id,
                })
                .collect()
        };
        let values = match &self.source {
            Source::Personas(segments) => named(segments.ids().map(ToOwned::to_owned).collect()),
            Source::Column(reader) => named(reader.ordered(found.values())),
            Source::Options(reader) => named(reader.ordered(found.values())),
            Source::Date => dates
                .map(|(reader, found)| reader.values(found))
                .unwrap_or_default()
                .into_iter()
                .map(|(id, label)| DimensionValue { id, label })
                .collect(),
        };
        DimensionFacts {
            id: self.id.clone(),
            title,
            overlapping: matches!(self.source, Source::Personas(_) | Source::Options(_)),
            rows: Vec::new(),
            values,
        }
    }
}

/// What the column of one of the survey's dimensions means.
pub(super) fn declared<'p>(project: &'p Project, dimension: &'p crate::project::Dimension) -> Declared<'p> {
    let known = match dimension.id.value.as_str() {
        "channel" => Some(
            project
                .channels
                .iter()
                .map(|channel| channel.id.value.as_str())
                .collect(),
        ),
        "stage" => Some(
            project
                .journey
                .stages
                .iter()
                .map(|stage| stage.id.value.as_str())
                .collect(),
        ),
        _ => None,
    };
    Declared {
        id: &dimension.id,
        values: dimension
            .values
            .iter()
            .map(|(value, id)| (value.as_str(), id.value.as_str()))
            .collect(),
        not_an_answer: &dimension.not_an_answer,
        known,
    }
}

/// What a column of waves means.
pub(super) fn declared_wave(wave: &WaveColumn) -> Declared<'_> {
    Declared {
        id: &wave.column,
        values: wave
            .waves
            .iter()
            .filter_map(|wave| Some((wave.value.as_ref()?.0.as_str(), wave.id.value.as_str())))
            .collect(),
        not_an_answer: &[],
        known: Some(wave.waves.iter().map(|wave| wave.id.value.as_str()).collect()),
    }
}

fn title(id: &str) -> Text {
    match id {
        "persona" => Text::prose("Persona", "Persona"),
        "channel" => Text::prose("Channel", "Canal"),
        "stage" => Text::prose("Stage", "Étape"),
        "period" => Text::prose("Period", "Période"),
        _ => Text::same(id),
    }
}

/// What the project calls a value of one of its own dimensions.
fn label(project: &Project, survey: &Survey, dimension: &str, id: &str) -> Option<Text> {
    match dimension {
        "persona" => project
            .personas
            .iter()
            .find(|persona| persona.id.value == id)
            .map(|found| found.name.clone()),
        "channel" => project
            .channels
            .iter()
            .find(|channel| channel.id.value == id)
            .map(|found| found.name.clone()),
        "stage" => project
            .journey
            .stages
            .iter()
            .find(|stage| stage.id.value == id)
            .map(|found| found.title.clone()),
        "period" => {
            let waves = &survey.periods.as_ref()?.wave.as_ref()?.waves;
            waves
                .iter()
                .find(|wave| wave.id.value == id)
                .map(|found| found.title.clone())
        }
        _ => None,
    }
}

/// Too many sets of personas in one survey.
fn too_many_sets(trouble: &Trouble, path: &str) -> Option<Problem> {
    let rows = trouble.rows();
    let problem = Problem::error(
        "data/too-many-values",
        Text::prose(
            format!("personas overlap in more than 1,000 ways; {} left", rows.get(Lang::En)),
            format!(
                "les personas se recoupent de plus de 1\u{202f}000 façons ; {} en reste",
                rows.get(Lang::Fr)
            ),
        ),
    )
    .why(Text::prose(
        "Groups that small can neither be compared nor protected.",
        "Des groupes aussi petits ne peuvent être ni comparés ni protégés.",
    ))
    .help(Text::prose(
        "Define fewer personas for this survey, or ones that overlap less.",
        "Définissez moins de personas pour cette enquête, ou des personas qui se recoupent moins.",
    ));
    trouble.problem(path, problem)
}
