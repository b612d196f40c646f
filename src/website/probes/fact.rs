//! What a probe of sites wants known of each page: worked out while the page's tree is at hand, kept as a few bytes
//! when the tree is let go.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::website::site::PageView;

/// The facts of a page by name, encoded.
pub(crate) type Taken = BTreeMap<String, Vec<u8>>;

/// Something to be known of a page, a pure function of the page and of what is known of its site without other pages.
#[derive(Debug)]
pub(crate) struct Fact<T: 'static> {
    /// Its name, unique among all facts.
    pub(crate) name: &'static str,
    /// Works it out.
    pub(crate) of: fn(&PageView<'_>) -> T,
}

impl<T: Serialize + DeserializeOwned> Fact<T> {
    /// The fact of a page whose tree is at hand, encoded. Plain data in memory is always encoded.
    pub(crate) fn encode(value: &T) -> Vec<u8> {
        postcard::to_allocvec(value).unwrap_or_default()
    }

    /// What was encoded; `None` for bytes of another type.
    pub(crate) fn decode(bytes: &[u8]) -> Option<T> {
        postcard::from_bytes(bytes).ok()
    }
}

/// A fact whatever its type, as probes list what they want taken of every page.
pub(crate) trait Take: Debug + Sync {
    /// Its name.
    fn name(&self) -> &'static str;
    /// Works it out and encodes it.
    fn take(&self, view: &PageView<'_>) -> Vec<u8>;
}

impl<T: Serialize + DeserializeOwned + Debug> Take for Fact<T> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn take(&self, view: &PageView<'_>) -> Vec<u8> {
        Fact::encode(&(self.of)(view))
    }
}
