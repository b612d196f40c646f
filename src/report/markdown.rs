//! Markdown that somebody wrote → HTML that is safe to show.
//!
//! Raw HTML becomes text, links lead to the web, to an address or inside the site, pictures are those of the project.
//! French typography is applied to prose, never to code. Headings keep their order under whatever heading the page
//! already has, and get ids.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeStream, html};

use crate::language::{Lang, typography};

/// How a text is to be placed in its page.
pub(super) struct Setting<'a> {
    /// Language of the prose.
    pub(super) lang: Lang,
    /// Level of its highest heading, 2 to 6.
    pub(super) top: u8,
    /// Put before every id, so that two texts of a page do not clash.
    pub(super) prefix: &'a str,
    /// Where a picture is found from the page; `None` for one that is not shown.
    pub(super) picture: &'a dyn Fn(&str) -> Option<String>,
}

fn parser(source: &str) -> impl Iterator<Item = Event<'_>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    TextMergeStream::new(Parser::new_ext(source, options))
}

/// The addresses of the pictures in `source`.
pub(super) fn pictures(source: &str) -> Vec<String> {
    parser(source)
        .filter_map(|event| match event {
            Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
            _ => None,
        })
        .collect()
}

/// `source` as HTML.
pub(super) fn to_html(source: &str, setting: &Setting<'_>) -> String {
    let levels = ranks(source);
    let mut ids = BTreeSet::new();
    let mut events = Vec::new();
    let mut rest: Vec<Event<'_>> = parser(source).collect();
    rest.reverse();
    // What is left out closes in the same order as it was opened.
    let mut closing = Vec::new();
    let mut code = false;
    let mut head = false;
    while let Some(event) = rest.pop() {
        let event = match event {
            Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
            Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
            Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
            Event::Start(Tag::Heading { level, .. }) => {
                let level = placed(level, &levels, setting.top);
                let id = unique(&words_until_end(&rest), setting.prefix, &mut ids);
                closing.push(Some(TagEnd::Heading(level)));
                Event::Start(Tag::Heading {
                    level,
                    id: Some(id.into()),
                    classes: Vec::new(),
                    attrs: Vec::new(),
                })
            }
            Event::Start(Tag::Link { dest_url, .. }) if !is_safe(&dest_url) => {
                closing.push(None);
                continue;
            }
            Event::Start(Tag::Link {
                dest_url,
                title,
                id,
                link_type,
            }) => {
                closing.push(Some(TagEnd::Link));
                Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    id,
                })
            }
            Event::Start(Tag::Image {
                dest_url,
                title,
                id,
                link_type,
            }) => {
                let Some(address) = (setting.picture)(&dest_url) else {
                    closing.push(None);
                    continue;
                };
                closing.push(Some(TagEnd::Image));
                Event::Start(Tag::Image {
                    link_type,
                    dest_url: address.into(),
                    title,
                    id,
                })
            }
            Event::End(TagEnd::Heading(_) | TagEnd::Link | TagEnd::Image) => match closing.pop().flatten() {
                Some(end) => Event::End(end),
                None => continue,
            },
            // Alignment would be written as a style attribute, which the page's policy refuses.
            Event::Start(Tag::Table(columns)) => {
                events.push(Event::Html(CowStr::Borrowed("<div class=\"scroll\" tabindex=\"0\">")));
                Event::Start(Tag::Table(vec![pulldown_cmark::Alignment::None; columns.len()]))
            }
            Event::End(TagEnd::Table) => {
                events.push(Event::End(TagEnd::Table));
                Event::Html(CowStr::Borrowed("</div>\n"))
            }
            // A heading cell without words heads nothing.
            Event::Start(Tag::TableCell) if head && rest.last() == Some(&Event::End(TagEnd::TableCell)) => {
                rest.pop();
                Event::Html(CowStr::Borrowed("<td></td>"))
            }
            Event::Start(Tag::TableHead) => {
                head = true;
                Event::Start(Tag::TableHead)
            }
            Event::End(TagEnd::TableHead) => {
                head = false;
                Event::End(TagEnd::TableHead)
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                code = true;
                Event::Start(Tag::CodeBlock(kind))
            }
            Event::End(TagEnd::CodeBlock) => {
                code = false;
                Event::End(TagEnd::CodeBlock)
            }
            Event::Text(text) if !code => Event::Text(typography(setting.lang, &text).into()),
            other => other,
        };
        events.push(event);
    }
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter());
    out
}

/// Which of the levels of `source` is its highest, its second, and so on: a text that starts at `###` or skips a
/// level still gives headings in order.
fn ranks(source: &str) -> BTreeMap<u8, u8> {
    let used: BTreeSet<u8> = parser(source)
        .filter_map(|event| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(level as u8),
            _ => None,
        })
        .collect();
    used.into_iter().zip(0..).collect()
}

fn placed(level: HeadingLevel, ranks: &BTreeMap<u8, u8>, top: u8) -> HeadingLevel {
    let rank = ranks.get(&(level as u8)).copied().unwrap_or_default();
    HeadingLevel::try_from(usize::from(top + rank).clamp(2, 6)).unwrap_or(HeadingLevel::H6)
}

/// The words of the heading that has just been opened; events lie in reverse.
fn words_until_end(rest: &[Event<'_>]) -> String {
    rest.iter()
        .rev()
        .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))))
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect()
}

fn unique(words: &str, prefix: &str, ids: &mut BTreeSet<String>) -> String {
    let slug: Vec<String> = words
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    let base = format!(
        "{prefix}{}",
        if slug.is_empty() {
            "section".to_owned()
        } else {
            slug.join("-")
        }
    );
    let id = (1..=u32::MAX)
        .map(|count| {
            if count == 1 {
                base.clone()
            } else {
                format!("{base}-{count}")
            }
        })
        .find(|id| !ids.contains(id))
        .unwrap_or(base);
    ids.insert(id.clone());
    id
}

/// Whether a link may be followed: the web, a mail address, or a place that is relative to the page.
pub(super) fn is_safe(address: &str) -> bool {
    // Browsers drop control characters and blanks before they look for a scheme.
    let address: String = address
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    let lower = address.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("mailto:") {
        return true;
    }
    if lower.starts_with("//") || lower.starts_with('\\') || lower.starts_with("/\\") {
        return false;
    }
    let before_path = lower.split(['/', '?', '#']).next().unwrap_or_default();
    !before_path.contains(':') && !before_path.contains("&colon") && !lower.starts_with('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(source: &str) -> String {
        to_html(
            source,
            &Setting {
                lang: Lang::Fr,
                top: 2,
                prefix: "p-",
                picture: &|path| (path == "ok.png").then(|| "../assets/ok.png".to_owned()),
            },
        )
    }

    #[test]
    fn raw_html_becomes_text() {
        let out = html("a <script>alert(1)</script> b\n\n<div onclick=\"x\">c</div>\n");
        assert!(!out.contains("<script") && !out.contains("<div"), "{out}");
        assert!(out.contains("&lt;script&gt;"), "{out}");
    }

    #[test]
    fn only_harmless_links_are_links() {
        for good in [
            "https://a.fr/x",
            "http://a.fr",
            "mailto:a@b.fr",
            "autre.html#x",
            "#ici",
            "../x.html",
        ] {
            assert!(is_safe(good), "{good}");
        }
        let bad = [
            "javascript:alert(1)",
            "JaVaScript:x",
            "java\tscript:x",
            " javascript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example",
            "/\\evil",
            "\\\\evil",
            "/root",
        ];
        for bad in bad {
            assert!(!is_safe(bad), "{bad}");
        }
        let out = html("[a **b**](javascript:alert(1)) [c](https://c.fr) <javascript:x>");
        assert!(
            out.contains("a <strong>b</strong> <a href=\"https://c.fr\">c</a>"),
            "{out}"
        );
        assert!(!out.contains("href=\"javascript"), "{out}");
    }

    #[test]
    fn only_pictures_of_the_project_are_shown() {
        let out = html("![un](ok.png) ![deux](https://evil.example/x.png)");
        assert!(out.contains("<img src=\"../assets/ok.png\" alt=\"un\""), "{out}");
        assert!(out.contains("deux") && !out.contains("evil"), "{out}");
    }

    #[test]
    fn a_link_inside_a_dropped_picture_or_around_one_closes_rightly() {
        let out = html("[![x](https://e.example/x.png)](https://a.fr) fin");
        assert_eq!(out, "<p><a href=\"https://a.fr\">x</a> fin</p>\n");
    }

    #[test]
    fn headings_are_in_order_and_have_ids_of_their_own() {
        let out = html("#### Un\n\n###### Deux\n\n#### Un\n");
        assert!(
            out.contains("<h2 id=\"p-un\">") && out.contains("<h3 id=\"p-deux\">"),
            "{out}"
        );
        assert!(out.contains("<h2 id=\"p-un-2\">"), "{out}");
    }

    #[test]
    fn prose_gets_its_typography_and_code_does_not() {
        let out = html("Vraiment ? `a ? b`\n\n    c ? d\n");
        assert!(out.contains("Vraiment\u{202f}?"), "{out}");
        assert!(out.contains("<code>a ? b</code>") && out.contains("c ? d"), "{out}");
    }

    #[test]
    fn tables_have_no_style_attribute_and_no_empty_heading() {
        let out = html("| a | b |\n|--:|:-:|\n| 1 | 2 |\n");
        assert!(out.contains("<table>") && !out.contains("style="), "{out}");
        let out = html("|  | b |\n|---|---|\n| 1 | 2 |\n");
        assert!(out.contains("<tr><td></td><th>b</th></tr>"), "{out}");
    }
}
