//! Whether a page asks search engines to leave it out: robots metas, `X-Robots-Tag`, expiry dates.

use serde::{Deserialize, Serialize};

use jiff::civil::Date;

use super::hosting::{Header, Hosting};
use super::page::Page;
use super::tree::NodeId;

/// What keeps a page out of search results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A `<meta>` of the page.
    Meta {
        /// The element.
        node: NodeId,
        /// The directive as written.
        directive: String,
    },
    /// A header that the host sends.
    Header {
        /// The header, with its file and line.
        header: Header,
        /// The directive as written.
        directive: String,
    },
}

/// The answer for a page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Indexing {
    /// What keeps it out, if anything does.
    pub block: Option<Block>,
    /// A `<meta>` with a date of expiry that cannot be held against the audit's date.
    pub undated: Option<NodeId>,
}

/// How a list of directives ends.
#[derive(Debug, PartialEq, Eq)]
enum Directive<'a> {
    Blocks(&'a str),
    Undated,
    Harmless,
}

/// Reads `noindex, nofollow` and the like. `nofollow` alone keeps nothing out.
fn read(content: &str, as_of: Option<Date>) -> Directive<'_> {
    let mut undated = false;
    for part in content.split(',') {
        let part = part.trim();
        let lower = part.to_ascii_lowercase();
        // In a header, a directive may be for one robot: `googlebot: noindex`. Others' are none of ours.
        let lower = match lower.split_once(':') {
            Some((agent, rest)) if agent.trim() == "googlebot" => rest.trim().to_owned(),
            Some((name, date)) if name.trim() == "unavailable_after" => {
                // The date may hold commas; the whole content from here on is the date.
                let at = content.to_ascii_lowercase().find("unavailable_after").unwrap_or(0);
                let rest = content[at..].split_once(':').map_or(date, |(_, rest)| rest);
                match (parse_date(rest), as_of) {
                    (Some(date), Some(as_of)) if date < as_of => return Directive::Blocks(part),
                    (Some(_), Some(_)) => {}
                    _ => undated = true,
                }
                continue;
            }
            Some(_) => continue,
            None => lower,
        };
        if lower == "noindex" || lower == "none" {
            return Directive::Blocks(part);
        }
    }
    if undated {
        Directive::Undated
    } else {
        Directive::Harmless
    }
}

/// The day of an ISO 8601, RFC 822 or RFC 850 date; the time of day does not matter here.
fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(date) = text.get(..10).and_then(|day| day.parse::<Date>().ok()) {
        return Some(date);
    }
    let mut parts = text
        .split([' ', '-', ','])
        .filter(|part| !part.is_empty())
        .skip_while(|part| part.parse::<i8>().is_err());
    let day: i8 = parts.next()?.parse().ok()?;
    let month = parts.next()?.get(..3)?.to_ascii_lowercase();
    let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let month = months.iter().position(|name| *name == month)? as i8 + 1;
    let year: i16 = parts.next()?.parse().ok()?;
    Date::new(if year < 100 { 2000 + year } else { year }, month, day).ok()
}

/// Looks at the metas of a page and at the headers that the host sends with `address`, its path from `/`.
pub fn of_page(page: &Page, hosting: &Hosting, address: &str, as_of: Option<Date>) -> Indexing {
    let mut found = Indexing::default();
    for node in &page.head.robots {
        let content = page.document.attribute(*node, "content").unwrap_or_default();
        match read(content, as_of) {
            Directive::Blocks(directive) => {
                found.block = Some(Block::Meta {
                    node: *node,
                    directive: directive.to_owned(),
                });
                return found;
            }
            Directive::Undated => found.undated = Some(*node),
            Directive::Harmless => {}
        }
    }
    for header in hosting.headers_of(address, "x-robots-tag") {
        if let Directive::Blocks(directive) = read(&header.value, as_of) {
            found.block = Some(Block::Header {
                directive: directive.to_owned(),
                header: header.clone(),
            });
            return found;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::page::PageSource;
    use super::*;

    fn blocked(html: &str) -> bool {
        let page = Page::read(&PageSource::new("a.html", html.as_bytes()));
        let as_of = Some(Date::constant(2026, 10, 31));
        of_page(&page, &Hosting::default(), "/a.html", as_of).block.is_some()
    }

    #[test]
    fn noindex_and_none_block_in_any_case() {
        assert!(blocked("<meta name=robots content='NoIndex, follow'>"));
        assert!(blocked("<meta name=GoogleBot content=NONE>"));
    }

    #[test]
    fn nofollow_a_comment_or_a_longer_word_do_not_block() {
        assert!(!blocked("<meta name=robots content='index, nofollow, noimageindex'>"));
        assert!(!blocked("<!-- NOINDEX <meta name=robots content=noindex> -->"));
        assert!(!blocked("<meta name=description content=noindex>"));
    }

    #[test]
    fn an_expiry_date_blocks_once_it_has_passed() {
        assert!(blocked("<meta name=robots content='unavailable_after: 2026-10-30'>"));
        assert!(blocked(
            "<meta name=robots content='unavailable_after: Friday, 25-Jun-26 15:00:00 PST'>"
        ));
        assert!(!blocked(
            "<meta name=robots content='unavailable_after: 25 Jun 2027 15:00:00 PST'>"
        ));
        assert!(!blocked("<meta name=robots content='unavailable_after: soon'>"));
    }

    #[test]
    fn a_header_for_another_robot_does_not_block() {
        assert_eq!(read("bingbot: noindex", None), Directive::Harmless);
        assert_eq!(
            read("googlebot: noindex", None),
            Directive::Blocks("googlebot: noindex")
        );
    }
}
