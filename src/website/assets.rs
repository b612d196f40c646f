//! How much each file of a snapshot weighs, as stored and as a host would send it.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::LazyLock;

use flate2::Compression;
use flate2::write::GzEncoder;
use regex::Regex;

use crate::files::Files;

use super::links::{Resolver, Target};

/// Largest text that is compressed to see what it would weigh, in bytes; larger ones count as they are.
const MOST_TEXT: u64 = 4 * 1024 * 1024;
/// Most addresses that are kept of one style sheet.
const MOST_ADDRESSES: usize = 500;

/// A file that is no page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asset {
    /// Size as stored, in bytes.
    pub bytes: u64,
    /// Size after gzip at level 6, for text; an estimate of what a host sends.
    pub packed: Option<u64>,
    /// Addresses that a style sheet asks for, as written.
    pub asks_for: Vec<String>,
}

impl Asset {
    /// What is sent, as far as can be told.
    pub fn sent(&self) -> u64 {
        self.packed.unwrap_or(self.bytes)
    }
}

/// Size after gzip at level 6, the default of most hosts.
pub fn packed(bytes: &[u8]) -> u64 {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder
        .finish()
        .map_or(bytes.len() as u64, |packed| packed.len() as u64)
}

#[expect(clippy::expect_used, reason = "the pattern is a constant, and a test compiles it")]
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?i)url\(\s*["']?([^"')\s]+)|@import\s+["']([^"']+)"#).expect("valid"));

/// By style sheet, the files of the snapshot that it asks for itself, in its order.
pub(super) fn asked_for(assets: &BTreeMap<String, Asset>, resolver: &Resolver) -> BTreeMap<String, Vec<String>> {
    let file = |sheet: &str, address: &str| match resolver.resolve(sheet, None, address) {
        Target::File { path, .. } => Some(path),
        _ => None,
    };
    assets
        .iter()
        .filter(|(_, asset)| !asset.asks_for.is_empty())
        .map(|(sheet, asset)| {
            let asked = asset.asks_for.iter();
            (
                sheet.clone(),
                asked.filter_map(|address| file(sheet, address)).collect(),
            )
        })
        .collect()
}

/// Weighs one file; `full` is its path from the root of the project.
pub fn weigh(files: &dyn Files, path: &str, full: &str) -> Asset {
    let bytes = files.info(full).map_or(0, |info| info.len);
    let ending = super::snapshot::ending(path);
    let text = matches!(ending.as_str(), "css" | "js" | "mjs" | "svg" | "json" | "webmanifest");
    if !text || bytes > MOST_TEXT {
        return Asset {
            bytes,
            ..Asset::default()
        };
    }
    let Ok(content) = files.read(full, MOST_TEXT) else {
        return Asset {
            bytes,
            ..Asset::default()
        };
    };
    let asks_for = if ending == "css" {
        ADDRESS
            .captures_iter(&String::from_utf8_lossy(&content))
            .filter_map(|found| found.get(1).or(found.get(2)).map(|address| address.as_str().to_owned()))
            .filter(|address| !address.starts_with("data:") && !address.starts_with('#'))
            .take(MOST_ADDRESSES)
            .collect()
    } else {
        Vec::new()
    };
    Asset {
        bytes,
        packed: Some(packed(&content)),
        asks_for,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Memory;

    #[test]
    fn a_style_sheet_weighs_less_when_sent_and_tells_what_it_asks_for() {
        let css = format!(
            "@import 'b.css';a{{background:url( \"i.png\" )}}{}b{{background:url(data:x)}}",
            " ".repeat(5_000)
        );
        let files = Memory::new().with("w/a.css", &css).with("w/i.png", [0_u8; 300]);
        let sheet = weigh(&files, "a.css", "w/a.css");
        assert_eq!(sheet.bytes, css.len() as u64);
        assert!(sheet.sent() < 300);
        assert_eq!(sheet.asks_for, ["b.css", "i.png"]);
        assert_eq!(weigh(&files, "i.png", "w/i.png").sent(), 300);
    }
}
