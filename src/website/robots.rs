//! `robots.txt`: which lines are wrong, which rule keeps a path out. Matching is the library's.

use texting_robots::Robot;

use super::source::Position;

/// What is wrong with a line of `robots.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    /// A line without `:`.
    NotARule,
    /// A directive that no search engine knows.
    UnknownDirective,
    /// `Allow` or `Disallow` before the first `User-agent`.
    RuleBeforeAgent,
    /// `User-agent:` without a name.
    EmptyAgent,
    /// A path that starts neither with `/` nor with `*`.
    PathStart,
    /// A `$` that is not the last character.
    InnerDollar,
    /// A `Sitemap:` that is not a full address.
    RelativeSitemap,
}

impl Mistake {
    /// Key of the plugin's message.
    pub fn key(self) -> &'static str {
        match self {
            Mistake::NotARule => "robots-not-a-rule",
            Mistake::UnknownDirective => "robots-unknown-directive",
            Mistake::RuleBeforeAgent => "robots-rule-before-agent",
            Mistake::EmptyAgent => "robots-empty-agent",
            Mistake::PathStart => "robots-path-start",
            Mistake::InnerDollar => "robots-inner-dollar",
            Mistake::RelativeSitemap => "robots-relative-sitemap",
        }
    }
}

/// Directives that Google, Bing or others read, and those that are common enough not to be mistakes.
const KNOWN: [&str; 14] = [
    "user-agent",
    "allow",
    "disallow",
    "sitemap",
    "crawl-delay",
    "host",
    "clean-param",
    "request-rate",
    "visit-time",
    "noindex",
    "content-signal",
    "content-usage",
    "robot-version",
    "indexpage",
];

/// A robots.txt.
#[derive(Debug, Clone)]
pub struct Robots {
    text: String,
}

impl Robots {
    /// Takes the text, a byte order mark left out.
    pub fn new(text: &str) -> Robots {
        Robots {
            text: text.trim_start_matches('\u{feff}').to_owned(),
        }
    }

    fn lines(&self) -> impl Iterator<Item = (usize, &str, usize)> {
        self.text.lines().enumerate().filter_map(|(number, line)| {
            let rule = line.split('#').next().unwrap_or_default();
            let trimmed = rule.trim_start();
            let indent = rule.chars().count() - trimmed.chars().count();
            (!trimmed.trim().is_empty()).then_some((number, trimmed.trim_end(), indent))
        })
    }

    /// The lines that are wrong, as written, with what is wrong and where.
    pub fn mistakes(&self) -> Vec<(Mistake, String, Position)> {
        let mut found = Vec::new();
        let mut agent = false;
        for (number, line, indent) in self.lines() {
            let position = Position {
                line: number as u32 + 1,
                column: indent as u32 + 1,
            };
            let mistake = match line.split_once(':') {
                None => Some(Mistake::NotARule),
                Some((directive, value)) => {
                    let directive = directive.trim().to_ascii_lowercase();
                    let value = value.trim();
                    match directive.as_str() {
                        "user-agent" => {
                            agent = true;
                            value.is_empty().then_some(Mistake::EmptyAgent)
                        }
                        "allow" | "disallow" if !agent => Some(Mistake::RuleBeforeAgent),
                        "allow" | "disallow" if !value.is_empty() && !value.starts_with(['/', '*']) => {
                            Some(Mistake::PathStart)
                        }
                        "allow" | "disallow" if value.trim_end_matches('$').contains('$') || value.ends_with("$$") => {
                            Some(Mistake::InnerDollar)
                        }
                        "sitemap" if url::Url::parse(value).is_err() => Some(Mistake::RelativeSitemap),
                        known if KNOWN.contains(&known) => None,
                        _ => Some(Mistake::UnknownDirective),
                    }
                }
            };
            if let Some(mistake) = mistake {
                found.push((mistake, line.to_owned(), position));
            }
        }
        found
    }

    /// The addresses of sitemaps, with their lines.
    pub fn sitemaps(&self) -> Vec<(String, Position)> {
        self.lines()
            .filter_map(|(number, line, indent)| {
                let (directive, value) = line.split_once(':')?;
                let position = Position {
                    line: number as u32 + 1,
                    column: indent as u32 + 1,
                };
                directive
                    .trim()
                    .eq_ignore_ascii_case("sitemap")
                    .then(|| (value.trim().to_owned(), position))
            })
            .collect()
    }

    /// What the rules for one robot allow; `None` where the library cannot read the file at all.
    pub fn for_agent(&self, agent: &str) -> Option<Rules<'_>> {
        let robot = Robot::new(agent, self.text.as_bytes()).ok()?;
        Some(Rules { robots: self, robot })
    }
}

/// The rules that one robot follows.
#[derive(Debug)]
pub struct Rules<'a> {
    robots: &'a Robots,
    robot: Robot,
}

impl Rules<'_> {
    /// Whether a path (with its query, percent-encoded, from `/`) may be fetched.
    pub fn allows(&self, path: &str) -> bool {
        self.robot.allowed(path)
    }

    /// The `Disallow` line that most likely keeps a path out: the longest of those that match it.
    pub fn reason(&self, path: &str) -> Option<(String, Position)> {
        self.robots
            .lines()
            .filter_map(|(number, line, indent)| {
                let (directive, value) = line.split_once(':')?;
                let value = value.trim();
                if !directive.trim().eq_ignore_ascii_case("disallow") || value.is_empty() {
                    return None;
                }
                let alone = format!("User-agent: *\nDisallow: {value}\n");
                let keeps_out = !Robot::new("*", alone.as_bytes()).ok()?.allowed(path);
                let position = Position {
                    line: number as u32 + 1,
                    column: indent as u32 + 1,
                };
                keeps_out.then(|| (value.len(), line.to_owned(), position))
            })
            .max_by_key(|(length, _, position)| (*length, std::cmp::Reverse(*position)))
            .map(|(_, line, position)| (line, position))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<(&'static str, u32)> {
        Robots::new(text)
            .mistakes()
            .iter()
            .map(|(mistake, _, position)| (mistake.key(), position.line))
            .collect()
    }

    #[test]
    fn a_good_file_has_no_mistake_whatever_its_line_ends_and_byte_order_mark() {
        let text = "\u{feff}# note\r\nUser-agent: *\r\nDisallow:\r\nAllow: /*.css$\r\nCrawl-delay: 5\r\nContent-Signal: search=yes\r\n\r\nSitemap: https://e.org/sitemap.xml\r\n";
        assert_eq!(keys(text), []);
    }

    #[test]
    fn each_mistake_is_found_on_its_line() {
        let text = "Disallow: /a\nUser-agent: *\nDisallow: a\nDisallow: /a$b\nDissallow: /c\nnonsense\nUser-agent:\nSitemap: /sitemap.xml";
        assert_eq!(
            keys(text),
            [
                ("robots-rule-before-agent", 1),
                ("robots-path-start", 3),
                ("robots-inner-dollar", 4),
                ("robots-unknown-directive", 5),
                ("robots-not-a-rule", 6),
                ("robots-empty-agent", 7),
                ("robots-relative-sitemap", 8),
            ]
        );
    }

    #[test]
    fn the_longest_rule_decides_and_is_named() {
        let robots = Robots::new("User-agent: *\nDisallow: /p\nAllow: /public\nDisallow: /*?\n");
        let rules = robots.for_agent("Googlebot").unwrap();
        assert!(rules.allows("/public/a"));
        assert!(!rules.allows("/private"));
        assert!(!rules.allows("/a?b=1"));
        assert_eq!(rules.reason("/private").unwrap().1.line, 2);
        assert_eq!(rules.reason("/a?b=1").unwrap().1.line, 4);
    }

    #[test]
    fn an_empty_disallow_allows_everything() {
        let robots = Robots::new("User-agent: *\nDisallow:\n");
        assert!(robots.for_agent("*").unwrap().allows("/anything"));
    }

    #[test]
    fn no_prefix_of_a_file_panics() {
        let text = "User-agent: é*\nDisallow: /*a**b$\nAllow: %zz\nSitemap: http://[\n\0:";
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            let robots = Robots::new(&text[..end]);
            let _ = (robots.mistakes(), robots.sitemaps());
            if let Some(rules) = robots.for_agent("é") {
                let _ = (rules.allows("/a?é"), rules.reason("/a?é"));
            }
        }
    }
}
