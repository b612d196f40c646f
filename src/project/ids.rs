//! Every id the project declares, with the place of its declaration.
//!
//! Ids are taken from the trees before anything is judged, so that a persona with a mistake in it still counts as
//! declared and is not reported again wherever it is named.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Place, Problem, closest, suggestion};
use crate::language::Text;
use crate::manifest::{Node, NodeKind, declared_twice};

/// What an id names that something else may refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Noun {
    Persona,
    Channel,
    Stage,
    Touchpoint,
    Branch,
    Survey,
    Table,
    /// Known as `survey.question`.
    Question,
    Note,
    /// A store of customer data.
    Store,
    /// A role of the organisation.
    OrganisationRole,
    Action,
    Reference,
    /// A named period or wave of any survey.
    Period,
}

impl Noun {
    /// The code of an unknown id, and the noun in English and French, the latter with its `inconnu(e)`.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Noun::Persona => ("project/unknown-persona", "persona", "persona inconnu"),
            Noun::Channel => ("project/unknown-channel", "channel", "canal inconnu"),
            Noun::Stage => ("project/unknown-stage", "stage", "étape inconnue"),
            Noun::Touchpoint => ("project/unknown-touchpoint", "touchpoint", "point de contact inconnu"),
            Noun::Branch => ("project/unknown-branch", "branch", "branche inconnue"),
            Noun::Survey => ("project/unknown-survey", "survey", "enquête inconnue"),
            Noun::Table => ("project/unknown-table", "table", "table inconnue"),
            Noun::Question => ("project/unknown-question", "question", "question inconnue"),
            Noun::Store => ("project/unknown-store", "store", "base inconnue"),
            Noun::OrganisationRole => ("project/unknown-role", "role", "rôle inconnu"),
            Noun::Note => ("project/unknown-note", "note", "note inconnue"),
            Noun::Action => ("project/unknown-action", "action", "action inconnue"),
            Noun::Reference => ("project/unknown-reference", "reference", "référence inconnue"),
            Noun::Period => ("project/unknown-period", "period", "période inconnue"),
        }
    }
}

/// Whose ids have to differ from one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Declared {
    /// Of what something else may refer to.
    Named(Noun),
    /// Of what stands in this list, which nothing refers to: the ids tie its pages and findings from audit to audit.
    Listed(&'static str),
}

impl From<Noun> for Declared {
    fn from(noun: Noun) -> Declared {
        Declared::Named(noun)
    }
}

/// The lists of one thing whose items have ids.
pub(super) type Parts = &'static [(&'static str, Declared)];

/// The parts of a journey that have ids.
pub(super) const JOURNEY: Parts = &[
    ("stages", Declared::Named(Noun::Stage)),
    ("touchpoints", Declared::Named(Noun::Touchpoint)),
    ("branches", Declared::Named(Noun::Branch)),
    ("maps", Declared::Listed("maps")),
];
/// Those of a data map.
pub(super) const DATA_MAP: Parts = &[("stores", Declared::Named(Noun::Store))];
/// Those of an organisation.
pub(super) const ORGANISATION: Parts = &[
    ("roles", Declared::Named(Noun::OrganisationRole)),
    ("activities", Declared::Listed("activities")),
];
/// Those of a brand.
pub(super) const BRAND: Parts = &[("promises", Declared::Listed("promises"))];

/// The keys of `parcours.yaml` that hold one thing with such parts.
const PARTS: [(&str, Parts); 4] = [
    ("journey", JOURNEY),
    ("data-map", DATA_MAP),
    ("organisation", ORGANISATION),
    ("brand", BRAND),
];

/// The declared ids.
#[derive(Debug, Default)]
pub(super) struct Ids {
    known: BTreeMap<Declared, BTreeMap<String, Place>>,
    incomplete: BTreeSet<Declared>,
    duplicates: Vec<Problem>,
}

impl Ids {
    /// Takes the ids of `parcours.yaml` itself.
    pub(super) fn collect_root(&mut self, root: &Node, path: &str) {
        for (key, noun) in [
            ("personas", Noun::Persona.into()),
            ("channels", Noun::Channel.into()),
            ("surveys", Noun::Survey.into()),
            ("tables", Noun::Table.into()),
            ("notes", Noun::Note.into()),
            ("ideas", Declared::Listed("ideas")),
            ("actions", Noun::Action.into()),
            ("frictions", Declared::Listed("frictions")),
            ("references", Noun::Reference.into()),
            ("glossary", Declared::Listed("glossary")),
        ] {
            match root.get(key) {
                // A path: its files are collected when they are read.
                None => {}
                Some(node) if node.text().is_some() => {}
                Some(node) if matches!(node.kind, NodeKind::List(_)) => self.collect(noun, node, path),
                Some(_) => self.miss(noun),
            }
        }
        for (key, parts) in PARTS {
            if let Some(whole) = root.get(key)
                && whole.text().is_none()
            {
                self.collect_parts(parts, whole, path);
            }
        }
    }

    /// Takes the ids of the items of a list, or of the one item of a file.
    pub(super) fn collect(&mut self, noun: Declared, list: &Node, path: &str) {
        for item in list.items() {
            let Some(id) = self.declare(noun, "", item, path) else {
                continue;
            };
            if noun == Declared::Named(Noun::Survey) {
                self.collect_survey(&id, item, path);
            }
        }
    }

    /// Takes the ids of the lists inside one thing, such as the stages and touchpoints of a journey.
    pub(super) fn collect_parts(&mut self, parts: Parts, whole: &Node, path: &str) {
        for (key, noun) in parts {
            match whole.get(key) {
                None => {}
                Some(node) if matches!(node.kind, NodeKind::List(_)) => self.collect(*noun, node, path),
                Some(_) => self.miss(*noun),
            }
        }
    }

    fn collect_survey(&mut self, survey: &str, item: &Node, path: &str) {
        for question in item.get("questions").map(Node::items).unwrap_or_default() {
            self.declare(Noun::Question.into(), &format!("{survey}."), question, path);
        }
        let periods = item.get("periods");
        let named = periods.and_then(|periods| periods.get("between"));
        let waves = periods.and_then(|periods| periods.get("wave")?.get("waves"));
        for period in named.into_iter().chain(waves).flat_map(Node::items) {
            if let Some(id) = period.get("id")
                && let Some(name) = id.text()
            {
                // Two surveys of one wave share its id; twice in one survey is checked with the survey.
                let known = self.known.entry(Noun::Period.into()).or_default();
                known.entry(name.to_owned()).or_insert_with(|| id.at.place(path));
            }
        }
        // Periods made from dates are known only when the data is read.
        if periods.is_some_and(|periods| periods.get("by").is_some()) {
            self.miss(Noun::Period.into());
        }
    }

    fn declare(&mut self, noun: Declared, scope: &str, item: &Node, path: &str) -> Option<String> {
        let node = item.get("id")?;
        let id = node.text()?.to_owned();
        let place = node.at.place(path);
        let known = self.known.entry(noun).or_default();
        if let Some(first) = known.get(&format!("{scope}{id}")) {
            let problem = twice(&id, place, first.clone());
            self.duplicates.push(problem);
        } else {
            known.insert(format!("{scope}{id}"), place);
        }
        Some(id)
    }

    /// Adds an id that nobody wrote (a stage of a template).
    pub(super) fn add(&mut self, noun: Noun, id: &str, place: Place) {
        self.known
            .entry(noun.into())
            .or_default()
            .entry(id.to_owned())
            .or_insert(place);
    }

    /// Says that some ids of this noun could not be read: no id of it is called unknown from now on.
    pub(super) fn miss(&mut self, noun: Declared) {
        self.incomplete.insert(noun);
        if noun == Declared::Named(Noun::Survey) {
            self.incomplete
                .extend([Noun::Question, Noun::Period].map(Declared::Named));
        }
    }

    /// The problems of ids declared twice.
    pub(super) fn take_duplicates(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.duplicates)
    }

    /// Whether something of this noun has the id, or may have it.
    pub(super) fn has(&self, noun: Noun, id: &str) -> bool {
        self.incomplete.contains(&noun.into())
            || self.known.get(&noun.into()).is_some_and(|known| known.contains_key(id))
    }

    /// Whether any question of any survey has the id, written alone or as `survey.question`.
    pub(super) fn has_question(&self, id: &str) -> bool {
        let suffix = format!(".{id}");
        self.has(Noun::Question, id)
            || self
                .known
                .get(&Noun::Question.into())
                .is_some_and(|known| known.keys().any(|known| known.ends_with(&suffix)))
    }

    /// The ids of a noun.
    pub(super) fn of(&self, noun: Noun) -> impl Iterator<Item = &str> {
        self.known
            .get(&noun.into())
            .into_iter()
            .flat_map(|known| known.keys().map(String::as_str))
    }

    /// The problem of an id that nothing has.
    pub(super) fn unknown(&self, noun: Noun, id: &str, place: Place) -> Problem {
        let (code, en, fr) = noun.words();
        let problem = Problem::error(
            code,
            Text::prose(format!("unknown {en} `{id}`"), format!("{fr} : `{id}`")),
        )
        .why(Text::prose(
            "what is said of it here could be shown nowhere",
            "ce qui en est dit ici ne pourrait être montré nulle part",
        ))
        .help(suggestion(id, self.of(noun)))
        .at(place);
        let near = closest(id, self.of(noun)).and_then(|near| Some((near, self.known.get(&noun.into())?.get(near)?)));
        match near {
            Some((near, declared)) => problem.related(
                declared.clone(),
                Text::prose(
                    format!("`{near}` is declared here"),
                    format!("`{near}` est déclaré ici"),
                ),
            ),
            None => problem,
        }
    }
}

/// The problem of an id declared twice.
pub(super) fn twice(id: &str, place: Place, first: Place) -> Problem {
    declared_twice(id)
        .at(place)
        .related(first, Text::prose("first declared here", "déclaré ici d'abord"))
}
