//! `parcours.yaml` as written, and the project put together from all its files.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::{
    Action, Benchmark, Brand, Channel, DataMap, Day, EarlierAudit, Friction, HandOver, Idea, Journey, Lexicon,
    Milestone, Note, Organisation, Persona, Ratings, Reconciliation, Review, Survey, Table, Term, ValueAtStake,
    Website,
};
use crate::language::{Lang, Text};
use crate::manifest::Located;

/// A list written in place, or the path or glob of the files that hold its items.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Listed<T> {
    /// The items themselves.
    Inline(Vec<T>),
    /// A path or a glob such as `personas/*.yaml`; each file holds one item or a list of them.
    Files(String),
}

/// One thing written in place, or the path of its file.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum One<T> {
    /// The thing itself.
    Inline(T),
    /// The path of its file.
    File(String),
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Listed::Inline(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Listed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = Listed<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list, or the path of the files that hold it")
            }
            fn visit_str<E: de::Error>(self, path: &str) -> Result<Self::Value, E> {
                Ok(Listed::Files(path.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Self::Value, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(items)).map(Listed::Inline)
            }
        }
        deserializer.deserialize_any(Either(std::marker::PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for One<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = One<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map, or the path of the file that holds it")
            }
            fn visit_str<E: de::Error>(self, path: &str) -> Result<Self::Value, E> {
                Ok(One::File(path.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(One::Inline)
            }
        }
        deserializer.deserialize_any(Either(std::marker::PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Listed<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("{}List", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let items = generator.subschema_for::<T>();
        json_schema!({"oneOf": [
            {"type": "array", "items": items},
            {"type": "string", "description": "A path or a glob of the files that hold the list."}
        ]})
    }
}

impl<T: JsonSchema> JsonSchema for One<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("{}OrPath", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let inline = generator.subschema_for::<T>();
        json_schema!({"oneOf": [inline, {"type": "string", "description": "The path of the file that holds it."}]})
    }
}

/// From a day to a day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Period {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// How respondents are protected. Values can be raised as far as you like, and never go below 3.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Protection {
    /// Fewest people in a cell that is shown; 5 where left out.
    pub minimum_cell: Option<Located<u32>>,
    /// Fewest comments in a group whose verbatims are shown; 10 where left out.
    pub minimum_verbatims: Option<Located<u32>>,
}

/// What a project says of one check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CheckSettings {
    /// Id of the check: the plugin's (`nps`), or of one of its matches (`rating:satisfaction.pickup`).
    pub check: Located<String>,
    /// `false` leaves it out.
    pub active: Option<bool>,
    /// Ids of the questions that are its drivers; every question of the roles its plugin reads where left out.
    pub drivers: Option<Vec<Located<String>>>,
    /// How many periods ahead its figure is projected, 1 to 6; not at all where left out.
    #[schemars(range(min = 1, max = 6))]
    pub projection: Option<Located<u32>>,
    /// Values of its parameters, such as `target: 30`.
    #[serde(default)]
    pub with: BTreeMap<String, Located<serde_json::Value>>,
}

/// What the project says of one thing of a check: what is said of the check itself goes before what is said of its
/// plugin, and where it is said twice the last one counts.
pub fn setting<'s, T>(
    settings: &'s [CheckSettings],
    check: &str,
    plugin: &str,
    pick: impl Fn(&'s CheckSettings) -> Option<T>,
) -> Option<T> {
    let of = |id: &str| {
        settings
            .iter()
            .rev()
            .filter(|setting| setting.check.value == id)
            .find_map(&pick)
    };
    of(check).or_else(|| of(plugin))
}

/// A source that pages and claims cite.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Reference {
    /// Its id, such as `reichheld-2003`.
    pub id: Located<String>,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub year: u16,
    /// What it is called.
    pub title: Text,
    /// Where it appeared, or its address.
    #[serde(rename = "where", default)]
    pub place: Text,
    /// Whether whoever cites it has seen the primary source.
    #[serde(default)]
    pub seen: bool,
}

/// `parcours.yaml` as written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProjectFile {
    /// The title of the audit.
    pub title: Located<Text>,
    /// Whose experience is audited.
    #[serde(default)]
    pub client: Text,
    /// The client's brand.
    pub brand: Option<Located<One<Brand>>>,
    /// Languages of the site, the first one being that of the front page; French and English where left out.
    #[serde(default)]
    pub languages: Vec<Located<Lang>>,
    /// Name of the theme; `agency` where left out.
    pub theme: Option<Located<String>>,
    /// What the audit is about in time.
    pub period: Option<Located<Period>>,
    /// The day the audit speaks of; the end of `period`, else the latest date in the data, where left out.
    #[serde(rename = "as_of")]
    pub as_of: Option<Located<Day>>,
    /// What is in and what is out, and why.
    #[serde(default)]
    pub scope: Text,
    /// Words shown on every page, such as “synthetic data”.
    #[serde(default)]
    pub notice: Text,
    /// The sentence the overview opens with; put together from the results where left out.
    #[serde(default)]
    pub verdict: Text,
    /// What the project says of checks.
    #[serde(default)]
    pub checks: Vec<CheckSettings>,
    /// Protection of respondents.
    #[serde(default)]
    pub protection: Protection,
    /// Who the customers are.
    pub personas: Option<Located<Listed<Persona>>>,
    /// The channels.
    pub channels: Option<Located<Listed<Channel>>>,
    /// What happens between channels.
    pub hand_overs: Option<Located<Listed<HandOver>>>,
    /// Stages and touchpoints.
    pub journey: Option<Located<One<Journey>>>,
    /// The surveys.
    pub surveys: Option<Located<Listed<Survey>>>,
    /// Tables besides surveys.
    pub tables: Option<Located<Listed<Table>>>,
    /// Tables of people to bring together, one of what they do online and one of what they do elsewhere.
    pub reconcile: Option<Located<Listed<Reconciliation>>>,
    /// The currency of every amount, as people write it: `€` where left out.
    pub currency: Option<Located<String>>,
    /// Interviews, walk-throughs, reviews.
    pub notes: Option<Located<Listed<Note>>>,
    /// What customers would have you do.
    pub ideas: Option<Located<Listed<Idea>>>,
    /// Words by which comments are read, besides the built-in ones.
    pub lexicon: Option<Located<One<Lexicon>>>,
    /// Decides which comments of many are shown: another number, another sample; 0 where left out.
    #[serde(default)]
    pub seed: u64,
    /// The copy of the website.
    pub website: Option<Located<One<Website>>>,
    /// Ratings of maturity.
    pub maturity: Option<Located<One<Ratings>>>,
    /// What will be done.
    pub actions: Option<Located<Listed<Action>>>,
    /// A table that owners fill in (`parcours actions export`); what it says goes before what `actions` says.
    pub actions_sheet: Option<Located<String>>,
    /// What gets in the customer's way, as the team met it.
    pub frictions: Option<Located<Listed<Friction>>>,
    /// The assumptions by which frictions are put into money.
    pub value_at_stake: Option<Located<One<ValueAtStake>>>,
    /// Path or glob of earlier audits (`audit.json` of sites already handed over), to tell since when a finding is gone.
    pub earlier: Option<Located<String>>,
    /// Figures of others.
    pub benchmarks: Option<Located<Listed<Benchmark>>>,
    /// Sources.
    pub references: Option<Located<Listed<Reference>>>,
    /// Where customer data is kept, and how it goes from one store to another.
    pub data_map: Option<Located<One<DataMap>>>,
    /// Who does what.
    pub organisation: Option<Located<One<Organisation>>>,
    /// Words in a fixed sense.
    pub glossary: Option<Located<Listed<Term>>>,
    /// Dates of the notions behind them.
    pub timeline: Option<Located<Listed<Milestone>>>,
    /// Path or glob of the project's own Markdown pages; `pages/*.md` where left out.
    pub pages: Option<Located<String>>,
}

/// A page the project wrote itself. `pages/about.fr.md` and `pages/about.en.md` are one page in two languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    /// The file name without folder, language and ending.
    pub slug: String,
    /// Path of the file of each language; a file without a language serves all.
    pub paths: BTreeMap<Lang, String>,
    /// Title by language: the first heading, else the slug.
    pub title: Text,
    /// Markdown by language, without its first heading.
    pub markdown: Text,
}

/// A project put together from all its files and checked: every id it mentions exists.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// The title of the audit.
    pub title: Text,
    /// Whose experience is audited.
    pub client: Text,
    /// The client's brand; its name is never empty.
    pub brand: Brand,
    /// Languages of the site, at least one.
    pub languages: Vec<Lang>,
    /// Name of the theme.
    pub theme: Located<String>,
    /// What the audit is about in time.
    pub period: Option<Period>,
    /// The day written by the project.
    pub as_of: Option<Day>,
    /// What is in and what is out.
    pub scope: Text,
    /// Words shown on every page.
    pub notice: Text,
    /// The author's opening sentence.
    pub verdict: Text,
    /// What the project says of checks.
    pub checks: Vec<CheckSettings>,
    /// Fewest people in a cell that is shown.
    pub minimum_cell: u32,
    /// Fewest comments in a group whose verbatims are shown.
    pub minimum_verbatims: u32,
    /// Who the customers are.
    pub personas: Vec<Persona>,
    /// The channels.
    pub channels: Vec<Channel>,
    /// What happens between channels.
    pub hand_overs: Vec<HandOver>,
    /// Stages and touchpoints; the stages of a template are filled in.
    pub journey: Journey,
    /// The surveys.
    pub surveys: Vec<Survey>,
    /// Tables besides surveys.
    pub tables: Vec<Table>,
    /// Tables of people to bring together.
    pub reconcile: Vec<Reconciliation>,
    /// The currency of amounts.
    pub currency: String,
    /// Interviews, walk-throughs, reviews.
    pub notes: Vec<Note>,
    /// What customers would have the firm do.
    pub ideas: Vec<Idea>,
    /// Words by which comments are read, besides the built-in ones.
    pub lexicon: Lexicon,
    /// Decides which comments of many are shown.
    pub seed: u64,
    /// The copy of the website.
    pub website: Option<Website>,
    /// What people decided of the website.
    pub review: Review,
    /// Ratings of maturity.
    pub maturity: Ratings,
    /// What will be done.
    pub actions: Vec<Action>,
    /// Path of the table that is laid over them.
    pub actions_sheet: Option<Located<String>>,
    /// What gets in the customer's way, as the team met it.
    pub frictions: Vec<Friction>,
    /// The assumptions by which frictions are put into money.
    pub value_at_stake: Option<ValueAtStake>,
    /// Earlier audits, the oldest first.
    pub earlier: Vec<EarlierAudit>,
    /// Figures of others.
    pub benchmarks: Vec<Benchmark>,
    /// Sources.
    pub references: Vec<Reference>,
    /// Where customer data is kept.
    pub data_map: DataMap,
    /// Who does what.
    pub organisation: Organisation,
    /// Words in a fixed sense.
    pub glossary: Vec<Term>,
    /// Dates of the notions behind them.
    pub timeline: Vec<Milestone>,
    /// The project's own pages, by slug.
    pub pages: Vec<Page>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_goes_before_its_plugin_and_the_last_word_counts() {
        let said = |check: &str, active| CheckSettings {
            check: Located::unwritten(check.to_owned()),
            active: Some(active),
            drivers: None,
            projection: None,
            with: BTreeMap::new(),
        };
        let settings = [
            said("rating:s.q", true),
            said("rating:s.q", false),
            said("rating", true),
        ];
        let active = |check| setting(&settings, check, "rating", |settings| settings.active);
        assert_eq!(active("rating:s.q"), Some(false));
        assert_eq!(active("rating:s.other"), Some(true));
        assert_eq!(setting(&settings, "nps", "nps", |settings| settings.active), None);
    }
}
