//! What the host was told: redirects and headers from `_redirects`, `_headers`, `netlify.toml`, `vercel.json` and
//! `.htaccess`. Only what changes a verdict is read; rules with conditions count as "there may be something there".

use serde::{Deserialize, Serialize};

use serde_json::Value;

/// A path pattern that the host answers itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// Path pattern; `*` stands for anything, a part that starts with `:` for one part.
    pub from: String,
    /// Where to, as written.
    pub to: String,
    /// HTTP status; 200 is a rewrite.
    pub status: u16,
}

/// A header that the host sends for paths matching a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Path pattern.
    pub pattern: String,
    /// Name in lower case.
    pub name: String,
    /// Value as written.
    pub value: String,
    /// The file it stands in, in the snapshot.
    pub file: String,
    /// Its line there, from 1.
    pub line: u32,
}

/// The rules of a host.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hosting {
    /// In the order in which they are tried.
    pub redirects: Vec<Redirect>,
    /// Headers that matter here (`x-robots-tag`).
    pub headers: Vec<Header>,
    /// Where the host sends those who ask for what does not exist, as written.
    pub not_found: Option<String>,
    /// Whether some rule has conditions that are not followed (`RewriteRule`, regular expressions).
    pub conditional: bool,
}

impl Hosting {
    /// Adds what one file says; other files are passed over.
    pub fn read(&mut self, file: &str, text: &str) {
        match file.rsplit('/').next().unwrap_or(file) {
            "_redirects" => self.redirects(text),
            "_headers" => self.headers(file, text),
            ".htaccess" => self.htaccess(file, text),
            "vercel.json" => self.vercel(text),
            "netlify.toml" => self.netlify(text),
            _ => {}
        }
    }

    /// The rule that answers a path, if there is one.
    pub fn redirect(&self, path: &str) -> Option<&Redirect> {
        self.redirects.iter().find(|rule| matches(&rule.from, path))
    }

    /// The values of a header sent with a path.
    pub fn headers_of<'a>(&'a self, path: &'a str, name: &'a str) -> impl Iterator<Item = &'a Header> {
        self.headers
            .iter()
            .filter(move |header| header.name == name && matches(&header.pattern, path))
    }

    fn add(&mut self, from: &str, to: &str, status: u16) {
        let from = from
            .strip_prefix("https://")
            .or_else(|| from.strip_prefix("http://"))
            .map_or(from, |rest| rest.find('/').map_or("/", |at| &rest[at..]));
        self.redirects.push(Redirect {
            from: from.to_owned(),
            to: to.to_owned(),
            status,
        });
    }

    fn redirects(&mut self, text: &str) {
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let mut words = line.split_whitespace();
            if let (Some(from), Some(mut to)) = (words.next(), words.next()) {
                // Between the two may stand conditions on query parameters: `/a id=:id /b/:id 301`.
                while to.contains('=') && !to.starts_with(['/', 'h']) {
                    let Some(next) = words.next() else { break };
                    to = next;
                }
                let status = words
                    .next()
                    .and_then(|status| status.trim_end_matches('!').parse().ok())
                    .unwrap_or(301);
                self.add(from, to, status);
            }
        }
    }

    fn headers(&mut self, file: &str, text: &str) {
        let mut pattern = String::new();
        for (number, line) in text.lines().enumerate() {
            let trimmed = line.trim();
            if trimmed.is_empty() || trimmed.starts_with('#') {
                continue;
            }
            if !line.starts_with([' ', '\t']) {
                trimmed.clone_into(&mut pattern);
            } else if let Some((name, value)) = trimmed.split_once(':') {
                self.header(&pattern, name, value, file, number);
            }
        }
    }

    fn header(&mut self, pattern: &str, name: &str, value: &str, file: &str, number: usize) {
        let name = name.trim().to_ascii_lowercase();
        if name == "x-robots-tag" {
            self.headers.push(Header {
                pattern: pattern.to_owned(),
                name,
                value: value.trim().trim_matches(['"', '\'']).to_owned(),
                file: file.to_owned(),
                line: number as u32 + 1,
            });
        }
    }

    /// Only unconditional rules: inside `<Files>` and `<If>` blocks, headers are about other paths.
    fn htaccess(&mut self, file: &str, text: &str) {
        let mut depth = 0_u32;
        for (number, line) in text.lines().enumerate() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let Some(first) = words.first().map(|word| word.to_ascii_lowercase()) else {
                continue;
            };
            if first.starts_with("</") {
                depth = depth.saturating_sub(u32::from(!first.starts_with("</ifmodule")));
            } else if first.starts_with('<') {
                depth += u32::from(!first.starts_with("<ifmodule"));
            }
            match first.as_str() {
                "errordocument" if words.get(1) == Some(&"404") => {
                    self.not_found = words
                        .get(2)
                        .filter(|to| to.starts_with('/') || to.starts_with("http"))
                        .map(|to| (*to).to_owned());
                }
                "redirect" | "redirectpermanent" | "redirecttemp" => {
                    let (status, rest) = match words.get(1) {
                        Some(&"permanent") => (301, &words[2..]),
                        Some(&"temp" | &"seeother") => (302, &words[2..]),
                        Some(&"gone") => (410, &words[2..]),
                        Some(code) if code.parse::<u16>().is_ok() => (code.parse().unwrap_or(302), &words[2..]),
                        _ => (if first == "redirectpermanent" { 301 } else { 302 }, &words[1..]),
                    };
                    if let Some(from) = rest.first() {
                        // mod_alias redirects everything below the path as well.
                        self.add(from, rest.get(1).unwrap_or(&""), status);
                        self.add(
                            &format!("{}/*", from.trim_end_matches('/')),
                            rest.get(1).unwrap_or(&""),
                            status,
                        );
                    }
                }
                "redirectmatch" | "rewriterule" => self.conditional = true,
                "header" if depth == 0 => {
                    let set = words.iter().position(|word| {
                        ["set", "add", "append", "merge"].contains(&word.to_ascii_lowercase().as_str())
                    });
                    if let Some(set) = set
                        && let (Some(name), Some(_)) = (words.get(set + 1), words.get(set + 2))
                    {
                        let value = words[set + 2..].join(" ");
                        self.header("/*", name, &value, file, number);
                    }
                }
                _ => {}
            }
        }
    }

    fn vercel(&mut self, text: &str) {
        let Ok(config) = serde_json::from_str::<Value>(text) else {
            return;
        };
        for (list, status) in [("redirects", 308), ("rewrites", 200)] {
            for rule in config.get(list).and_then(Value::as_array).into_iter().flatten() {
                let (Some(from), Some(to)) = (
                    rule.get("source").and_then(Value::as_str),
                    rule.get("destination").and_then(Value::as_str),
                ) else {
                    continue;
                };
                if from.contains('(') || rule.get("has").is_some() {
                    self.conditional = true;
                } else {
                    self.add(from, to, status);
                }
            }
        }
    }

    /// `[[redirects]]` tables, line by line: the keys needed are plain strings.
    fn netlify(&mut self, text: &str) {
        let (mut from, mut to, mut status) = (None, None, 301);
        let mut inside = false;
        for line in text.lines().map(str::trim).chain(["[end]"]) {
            if line.starts_with('[') {
                if let (true, Some(from), Some(to)) = (inside, from.take(), to.take()) {
                    self.add(from, to, status);
                }
                (from, to, status) = (None, None, 301);
                inside = line == "[[redirects]]";
            } else if let Some((key, value)) = line.split_once('=') {
                let value = value.trim();
                let quoted = value.trim_matches(['"', '\'']);
                match key.trim() {
                    "from" => from = Some(quoted),
                    "to" => to = Some(quoted),
                    "status" => status = value.parse().unwrap_or(301),
                    _ => {}
                }
            }
        }
    }
}

/// Whether a path fits a pattern with `*` (anything) and `:name` (one part; `:name*` the rest).
fn matches(pattern: &str, path: &str) -> bool {
    let mut wanted = pattern.trim_end_matches('/').split('/');
    let mut parts = path.trim_end_matches('/').split('/');
    loop {
        match (wanted.next(), parts.next()) {
            (None, None) | (Some("*"), _) => return true,
            (Some(name), _) if name.starts_with(':') && name.ends_with('*') => return true,
            (Some(name), Some(part)) if name.starts_with(':') && !part.is_empty() => {}
            (Some(name), Some(part)) => match name.split_once('*') {
                Some((before, after)) if part.len() >= before.len() + after.len() => {
                    if !part.starts_with(before) || !(after.is_empty() || part.ends_with(after)) {
                        return false;
                    }
                    if after.is_empty() {
                        return true;
                    }
                }
                _ if name == part => {}
                _ => return false,
            },
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosting(file: &str, text: &str) -> Hosting {
        let mut hosting = Hosting::default();
        hosting.read(file, text);
        hosting
    }

    #[test]
    fn redirects_of_every_host_are_found() {
        let rules = [
            hosting(
                "_redirects",
                "# old\n/ancien /nouveau 301!\n/blog/* /articles/:splat\n/p id=:id /q/:id 302",
            ),
            hosting(
                "netlify.toml",
                "[build]\n[[redirects]]\n  from = \"/ancien\"\n  to = '/nouveau'\n[[redirects]]\nfrom=\"/blog/*\"\nto=\"/articles\"",
            ),
            hosting(
                "vercel.json",
                r#"{"redirects": [{"source": "/ancien", "destination": "/nouveau"}, {"source": "/blog/:slug*", "destination": "/a"}]}"#,
            ),
            hosting(
                ".htaccess",
                "Redirect permanent /ancien /nouveau\nRedirect 301 /blog https://example.org/a",
            ),
        ];
        for rules in rules {
            assert_eq!(rules.redirect("/ancien").map(|rule| rule.to.as_str()), Some("/nouveau"));
            assert!(rules.redirect("/blog/2024/x").is_some());
            assert!(rules.redirect("/contact").is_none());
        }
    }

    #[test]
    fn robots_headers_are_kept_with_their_line() {
        let rules = hosting(
            "_headers",
            "/merci\n  X-Robots-Tag: noindex\n/*\n  X-Frame-Options: DENY",
        );
        let header = rules.headers_of("/merci", "x-robots-tag").next().unwrap();
        assert_eq!((header.value.as_str(), header.line), ("noindex", 2));
        assert!(rules.headers_of("/", "x-robots-tag").next().is_none());
        let rules = hosting(
            ".htaccess",
            "<IfModule mod_headers.c>\nHeader set X-Robots-Tag \"noindex, nofollow\"\n</IfModule>\n<Files a.pdf>\nHeader set X-Robots-Tag none\n</Files>",
        );
        let values: Vec<_> = rules
            .headers_of("/x", "x-robots-tag")
            .map(|header| header.value.as_str())
            .collect();
        assert_eq!(values, ["noindex, nofollow"]);
    }

    #[test]
    fn broken_rules_do_not_panic() {
        for file in ["_redirects", "_headers", ".htaccess", "vercel.json", "netlify.toml"] {
            for text in [
                "",
                "Redirect",
                "Redirect permanent",
                "Redirect 301",
                "/a b=",
                "{",
                "[[redirects]]\nfrom",
                "Header set",
                "</a",
                " x: y",
            ] {
                let _ = hosting(file, text);
            }
        }
    }
}
