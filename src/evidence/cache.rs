//! What was found in a data file, kept from run to run for as long as file, plan and program stay the same.

use serde::{Deserialize, Serialize};

use super::plan::SurveyPlan;
use super::raw::RawSurvey;
use crate::data::Met;
use crate::files::{Cache, Source, Stamp, digest_source};
use crate::project::{Project, Survey};

/// Raised with every change of what is kept, or of how rows are counted.
const FORMAT: u32 = 7;

/// What an entry begins with.
const MAGIC: &[u8] = b"parcours survey\n";

/// A change younger than this when reading began may be followed by another with the same time: clocks of file systems
/// tick every few milliseconds.
const TICK: i128 = 50_000_000;

/// The entry of one survey.
pub(super) struct Kept<'c> {
    cache: &'c dyn Cache,
    name: String,
    key: [u8; 32],
}

/// What is kept.
#[derive(Serialize, Deserialize)]
struct Entry<Found> {
    /// Plan, mapping and version of the program.
    key: [u8; 32],
    stamp: Option<Stamp>,
    /// When reading began.
    begun: Option<i128>,
    /// What was met and found.
    found: Found,
}

impl<'c> Kept<'c> {
    /// The entry of `survey` for `plan`, of the first pass over its file or of the `second`; whatever else of the project has a say in what is found is part of its key.
    pub(super) fn new(
        cache: &'c dyn Cache,
        project: &Project,
        survey: &Survey,
        plan: &SurveyPlan,
        second: bool,
    ) -> Option<Self> {
        let personas: Vec<_> = project
            .personas
            .iter()
            .map(|persona| (&persona.id, &persona.segments))
            .collect();
        let channels: Vec<&str> = project
            .channels
            .iter()
            .map(|channel| channel.id.value.as_str())
            .collect();
        let stages = &project.journey.stages;
        let stages: Vec<&str> = stages.iter().map(|stage| stage.id.value.as_str()).collect();
        let said = (
            env!("CARGO_PKG_VERSION"),
            FORMAT,
            survey,
            plan,
            personas,
            channels,
            stages,
            project.minimum_cell,
            project.as_of,
            project.period,
            project.tables.iter().find(|table| table.id.value == survey.id.value),
            (&project.lexicon, project.seed),
        );
        let said = serde_json::to_vec(&said).ok()?;
        let place = format!("{}\0{}", plan.survey, survey.file.value);
        let place = blake3::hash(place.as_bytes()).to_hex();
        Some(Kept {
            cache,
            name: format!(
                "{}-{}",
                if second { "weighted" } else { "survey" },
                &place.as_str()[..32]
            ),
            key: *blake3::hash(&said).as_bytes(),
        })
    }

    /// What was found in `source` before. Whether it is the same file is told by its stamp, else by its digest.
    pub(super) fn find(&self, source: &dyn Source) -> Option<(Met, RawSurvey)> {
        let bytes = self.cache.get(&self.name)?;
        let entry: Entry<(Met, RawSurvey)> = decode(&bytes)?;
        if entry.key != self.key {
            return None;
        }
        let stamp = source.stamp();
        let same = match (stamp, entry.stamp, entry.begun) {
            (Some(now), Some(then), Some(begun)) => now == then && then.changed.max(then.modified) + TICK < begun,
            _ => false,
        };
        if same {
            return Some(entry.found);
        }
        if entry.stamp.is_some_and(|then| then.len != source.len()) {
            return None;
        }
        let begun = self.cache.now();
        if digest_source(source).ok()? != entry.found.0.digest {
            return None;
        }
        self.put(stamp, begun, &entry.found.0, &entry.found.1);
        Some(entry.found)
    }

    /// The time before reading begins.
    pub(super) fn now(&self) -> Option<i128> {
        self.cache.now()
    }

    /// Keeps what was found in a file that bore `stamp` before and after it was read, from `begun` on.
    pub(super) fn put(&self, stamp: Option<Stamp>, begun: Option<i128>, met: &Met, raw: &RawSurvey) {
        let entry = Entry {
            key: self.key,
            stamp,
            begun,
            found: (met, raw),
        };
        if let Some(bytes) = encode(&entry) {
            self.cache.put(&self.name, &bytes);
        }
    }
}

/// The magic, the hash of what follows, and what follows.
fn encode<Found: Serialize>(entry: &Entry<Found>) -> Option<Vec<u8>> {
    let content = postcard::to_allocvec(entry).ok()?;
    Some([MAGIC, blake3::hash(&content).as_bytes(), &content].concat())
}

/// The entry, if not a byte of it was changed or lost.
fn decode(bytes: &[u8]) -> Option<Entry<(Met, RawSurvey)>> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (hash, content) = rest.split_first_chunk::<32>()?;
    if blake3::hash(content).as_bytes() != hash {
        return None;
    }
    postcard::from_bytes(content).ok()
}

#[cfg(test)]
mod tests;
