//! Ids of findings: short enough to say in a meeting, the same after rewording, a new wave or reordered files.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

/// `F-` and three digits of the key's hash; where two keys of one audit share them, the later key in alphabetical
/// order takes five digits of another part of its hash, and so on until it is alone.
pub(super) fn assign<'a>(keys: impl IntoIterator<Item = &'a str>) -> BTreeMap<String, String> {
    let keys: BTreeSet<&str> = keys.into_iter().collect();
    let mut taken = BTreeSet::new();
    let mut ids = BTreeMap::new();
    for key in keys {
        let hash = Sha256::digest(key.as_bytes());
        let number = |part: usize| {
            hash.iter()
                .skip(part * 4)
                .take(4)
                .fold(0_u32, |number, byte| number << 8 | u32::from(*byte))
        };
        let mut id = format!("F-{:03}", number(0) % 1_000);
        let mut part = 1;
        while !taken.insert(id.clone()) {
            id = if part < 8 {
                format!("F-{:05}", number(part) % 100_000)
            } else {
                format!("F-{:05}-{part}", number(0) % 100_000)
            };
            part += 1;
        }
        ids.insert(key.to_owned(), id);
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_depends_on_its_key_alone() {
        let alone = assign(["nps:s.q/fell"]);
        let among = assign(["zzz", "nps:s.q/fell", "another"]);
        assert_eq!(alone["nps:s.q/fell"], among["nps:s.q/fell"]);
        assert!(alone["nps:s.q/fell"].len() == 5);
    }

    #[test]
    fn thousands_of_findings_get_different_ids() {
        let keys: Vec<String> = (0..3_000).map(|number| format!("key-{number}")).collect();
        let ids = assign(keys.iter().map(String::as_str));
        let different: BTreeSet<&String> = ids.values().collect();
        assert_eq!(different.len(), 3_000);
    }
}
