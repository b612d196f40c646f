//! Sitemaps: the addresses that `sitemap.xml` and its relatives list, with their lines.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::source::{Position, SourceText};

/// Most addresses that are kept of one sitemap. The protocol allows 50,000; more is counted, not kept.
pub const MAX_ADDRESSES: usize = 60_000;

/// An address in a sitemap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The address as written, white space at its ends left out.
    pub url: String,
    /// Where `<loc>` stands.
    pub position: Position,
}

/// A sitemap or an index of sitemaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitemap {
    /// Path in the snapshot.
    pub file: String,
    /// Addresses of pages.
    pub pages: Vec<Location>,
    /// Addresses of further sitemaps.
    pub sitemaps: Vec<Location>,
    /// How many addresses of pages there are, kept or not.
    pub count: usize,
    /// Where reading stopped and why, if it is not well-formed XML.
    pub broken: Option<(Position, String)>,
}

impl Sitemap {
    /// Reads a sitemap; what comes before a mistake is kept.
    pub fn read(file: &str, text: &str) -> Sitemap {
        let mut sitemap = Sitemap {
            file: file.to_owned(),
            pages: Vec::new(),
            sitemaps: Vec::new(),
            count: 0,
            broken: None,
        };
        if !text.trim_start().starts_with('<') {
            return sitemap.plain_text(text);
        }
        let source = SourceText::new(text.to_owned());
        let mut reader = Reader::from_str(text);
        reader.config_mut().trim_text(true);
        let (mut in_index, mut in_entry) = (false, false);
        let mut open: Option<(usize, String)> = None;
        loop {
            let before = reader.buffer_position() as usize;
            match reader.read_event() {
                Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                    "sitemap" => (in_index, in_entry) = (true, true),
                    "url" => (in_index, in_entry) = (false, true),
                    // Image and video sitemaps have `loc`s of their own, under a prefix.
                    "loc" if in_entry && !tag.name().as_ref().contains(':') => open = Some((before, String::new())),
                    _ => {}
                },
                Ok(Event::Text(words)) => {
                    if let Some((_, url)) = &mut open {
                        url.push_str(&words);
                    }
                }
                Ok(Event::CData(words)) => {
                    if let Some((_, url)) = &mut open {
                        url.push_str(&words);
                    }
                }
                Ok(Event::GeneralRef(reference)) => {
                    if let Some((_, url)) = &mut open {
                        match reference.as_ref() {
                            "amp" => url.push('&'),
                            "apos" => url.push('\''),
                            "quot" => url.push('"'),
                            "lt" => url.push('<'),
                            "gt" => url.push('>'),
                            _ => {}
                        }
                    }
                }
                Ok(Event::End(tag)) => {
                    if tag.local_name().as_ref() == "loc"
                        && let Some((start, url)) = open.take()
                    {
                        let location = Location {
                            url: url.trim().to_owned(),
                            position: source.position(start + text[start..].find('<').unwrap_or(0)),
                        };
                        sitemap.add(in_index, location);
                    }
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => {
                    let at = reader.error_position() as usize;
                    sitemap.broken = Some((source.position(at), error.to_string()));
                    break;
                }
            }
        }
        sitemap
    }

    fn add(&mut self, index: bool, location: Location) {
        let list = if index { &mut self.sitemaps } else { &mut self.pages };
        if list.len() < MAX_ADDRESSES {
            list.push(location);
        }
        self.count += usize::from(!index);
    }

    /// A sitemap may be a text file with one address a line.
    fn plain_text(mut self, text: &str) -> Sitemap {
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.starts_with("http://") || line.starts_with("https://") {
                let position = Position {
                    line: number as u32 + 1,
                    column: 1,
                };
                self.add(
                    false,
                    Location {
                        url: line.to_owned(),
                        position,
                    },
                );
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_come_with_their_place_and_without_entities() {
        let sitemap = Sitemap::read(
            "sitemap.xml",
            "<?xml version=\"1.0\"?>\n<urlset xmlns:image=\"i\">\n  <url>\n    <loc> https://e.org/?a=1&amp;b=2\n</loc><image:image><image:loc>x</image:loc></image:image></url>\n  <url><loc><![CDATA[https://e.org/b]]></loc></url></urlset>",
        );
        let found: Vec<_> = sitemap
            .pages
            .iter()
            .map(|page| (page.url.as_str(), page.position.line, page.position.column))
            .collect();
        assert_eq!(found, [("https://e.org/?a=1&b=2", 4, 5), ("https://e.org/b", 6, 8)]);
        assert!(sitemap.broken.is_none());
    }

    #[test]
    fn an_index_lists_sitemaps() {
        let sitemap = Sitemap::read(
            "sitemap_index.xml",
            "<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>",
        );
        assert_eq!((sitemap.pages.len(), sitemap.sitemaps[0].url.as_str()), (0, "/a.xml"));
    }

    #[test]
    fn what_comes_before_a_mistake_is_kept() {
        let sitemap = Sitemap::read(
            "sitemap.xml",
            "<urlset>\n<url><loc>https://e.org/</loc></url>\n<url></loc></urlset>",
        );
        assert_eq!(sitemap.count, 1);
        assert_eq!(sitemap.broken.map(|(position, _)| position.line), Some(3));
    }
}
