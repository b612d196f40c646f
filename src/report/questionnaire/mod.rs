//! The questionnaire of the maturity assessment: what raters are asked, as a page to print and as a workbook to fill in.

mod page;
mod workbook;

pub use page::html;
pub use workbook::workbook;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::language::{Lang, Text, typography};
use crate::manifest::Kind;
use crate::plugins::Registry;
use crate::project::{Form, Project, setting};

/// What one form asks, in one language.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Questionnaire {
    /// Which form.
    pub form: Form,
    /// Its language.
    #[serde(skip)]
    pub lang: Lang,
    /// Title of the audit.
    pub audit: String,
    /// Id and words of the raters that the project knows.
    pub raters: Vec<(String, String)>,
    /// The dimensions.
    pub dimensions: Vec<Asked>,
}

/// A dimension with the items that the form asks of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Asked {
    /// Id of the check.
    pub check: String,
    /// What it is called.
    pub title: String,
    /// One sentence about it.
    pub summary: String,
    /// Number, name and rubric of each level.
    pub levels: Vec<(u8, String, String)>,
    /// Every answer an item may get; none where there are too many to print a box for each.
    pub boxes: Vec<u8>,
    /// Lowest and highest answer.
    pub answers: [u8; 2],
    /// The items.
    pub items: Vec<AskedItem>,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AskedItem {
    /// Its id.
    pub id: String,
    /// The statement.
    pub title: String,
    /// The part of the model it belongs to; may be empty.
    pub part: String,
}

/// What one rater answered already, so that only what changed has to be filled in again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filled {
    /// The rater's role; empty for nobody yet.
    pub rater: String,
    /// Level, evidence and link by check and item.
    pub answers: BTreeMap<(String, String), (u8, String, String)>,
}

/// More answers than these are written into a line instead of ticked in boxes.
const MOST_BOXES: usize = 11;

impl Questionnaire {
    /// What `form` asks of the maturity checks that the project has not switched off.
    pub fn of(project: &Project, registry: &Registry, form: Form, lang: Lang) -> Self {
        let say = |text: &Text| typography(lang, text.get(lang));
        let active = |id: &str| setting(&project.checks, id, id, |settings| settings.active).unwrap_or(true);
        let dimensions = registry
            .of_kind(Kind::Maturity)
            .filter(|plugin| active(plugin.id()))
            .map(|plugin| {
                let manifest = &plugin.manifest;
                let part = |id: &Option<String>| {
                    let part = manifest.parts.iter().find(|part| Some(&part.id) == id.as_ref());
                    part.map(|part| say(&part.title)).unwrap_or_default()
                };
                let [low, high] = manifest.answers();
                let boxes: Vec<u8> = (low..=high).collect();
                Asked {
                    check: plugin.id().to_owned(),
                    title: say(&manifest.title),
                    summary: say(&manifest.summary),
                    levels: manifest
                        .levels
                        .iter()
                        .map(|level| (level.level, say(&level.title), say(&level.rubric)))
                        .collect(),
                    boxes: if boxes.len() <= MOST_BOXES { boxes } else { Vec::new() },
                    answers: [low, high],
                    items: manifest
                        .items
                        .iter()
                        .filter(|item| form.asks(item))
                        .map(|item| AskedItem {
                            id: item.id.clone(),
                            title: say(&item.title),
                            part: part(&item.part),
                        })
                        .collect(),
                }
            })
            .filter(|asked| !asked.items.is_empty())
            .collect();
        let raters = &project.maturity.raters;
        Questionnaire {
            form,
            lang,
            audit: say(&project.title),
            raters: raters.iter().map(|(id, words)| (id.clone(), say(words))).collect(),
            dimensions,
        }
    }

    /// How many items it asks.
    pub fn items(&self) -> usize {
        self.dimensions.iter().map(|dimension| dimension.items.len()).sum()
    }
}

impl Filled {
    /// What the project's files say of one rater on one form.
    pub fn of(project: &Project, rater: &str, form: Form, lang: Lang) -> Self {
        let ratings = project.maturity.ratings.iter().filter(|rating| rating.form == form);
        let answers = ratings
            .filter_map(|rating| {
                let key = (rating.check.value.clone(), rating.item.value.clone());
                let link = rating.link.as_ref().map(|link| link.value.clone());
                let evidence = typography(lang, rating.evidence.get(lang));
                Some((
                    key,
                    (rating.levels.get(rater)?.value, evidence, link.unwrap_or_default()),
                ))
            })
            .collect();
        Filled {
            rater: rater.to_owned(),
            answers,
        }
    }
}
