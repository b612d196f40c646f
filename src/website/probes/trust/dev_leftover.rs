//! trust-dev-leftover: nothing of the workshop was published: addresses of test machines, notes to oneself, files of
//! backups and versions.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::website::content::{Block, Parts};
use crate::website::fold::fold;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{PageView, Role, Site};
use crate::website::snippet;
use crate::website::tree::NodeId;

pub(super) const PROBE: Probe = Probe {
    id: "trust-dev-leftover",
    scope: Scope::Element,
    messages: &[
        "leftover-address",
        "leftover-reload",
        "leftover-note",
        "leftover-page",
        "leftover-file",
        "leftover-map",
        "leftover-sitemap",
    ],
    facts: &[&LEFT],
    run,
};

#[expect(clippy::expect_used, reason = "the pattern is a constant, and a test compiles it")]
static NOTE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:^|[\[(:.!] ?)(?:TODO|FIXME|XXX ?:)(?: ?[:\]]|$)").expect("valid"));

/// Files that editors, version control and installers leave behind.
fn is_leftover(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    matches!(
        ending,
        "bak" | "orig" | "old" | "swp" | "sql" | "rej" | "tmp" | "psd" | "log"
    ) || name.ends_with('~')
        || matches!(
            name.as_str(),
            ".env" | "phpinfo.php" | "info.php" | "thumbs.db" | ".ds_store" | "composer.lock" | "package-lock.json"
        )
        || path.split('/').any(|part| part == ".git" || part == ".svn")
}

/// Words from which on somebody wrote a page for readers.
const MOST_OF_TRIAL: usize = 150;

/// Pages of installers and of trials.
fn is_trial(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    matches!(
        name.as_str(),
        "readme.html" | "test.html" | "tests.html" | "test.htm" | "phpinfo.html" | "untitled.html" | "lorem.html"
    )
}

/// Whether an address leads to a machine that only its makers reach: this machine, one inside, or one for trials. On other
/// domains than the site's own, `dev.` is where developers are told things.
fn is_private(address: &str, own: Option<&str>) -> bool {
    let address = address.trim();
    if !address.starts_with("http") && !address.starts_with("//") {
        return false;
    }
    let full = if address.starts_with("//") {
        format!("http:{address}")
    } else {
        address.to_owned()
    };
    let Ok(url) = Url::parse(&full) else { return false };
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback() || address.is_private() || address.is_unspecified(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(host)) => {
            let host = host.to_ascii_lowercase();
            let first = host.split('.').next().unwrap_or_default();
            host == "localhost"
                || [".localhost", ".local", ".test", ".lan", ".internal"]
                    .iter()
                    .any(|end| host.ends_with(end))
                || matches!(first, "staging" | "preprod" | "recette") && host.matches('.').count() >= 2
                || matches!(first, "dev" | "preview") && own.is_some_and(|own| domain(&host) == domain(own))
        }
        None => false,
    }
}

/// The last two parts of a host, or three where the last two are short, as in `co.uk`.
fn domain(host: &str) -> &str {
    let parts: Vec<&str> = host.rsplit('.').collect();
    let short = parts.len() > 2 && parts[0].len() == 2 && parts[1].len() <= 3;
    let length = parts
        .iter()
        .take(if short { 3 } else { 2 })
        .map(|part| part.len() + 1)
        .sum::<usize>();
    &host[(host.len() + 1).saturating_sub(length)..]
}

/// What was left on a page: the element, the attribute, what it says.
#[derive(Debug, Serialize, Deserialize)]
enum Left {
    Reload(NodeId, String),
    Address(NodeId, String, String),
    Note(NodeId, String),
    /// The page itself is one of a trial.
    Trial,
}

const LEFT: Fact<Vec<Left>> = Fact {
    name: "leftovers",
    of: left,
};

fn left(view: &PageView<'_>) -> Vec<Left> {
    let (page, document) = (view.page, view.document);
    let mut found = Vec::new();
    let written = || page.content().main_blocks().map(Block::words).sum::<usize>();
    // A chapter about tests is no trial.
    if is_trial(&page.path) && written() < MOST_OF_TRIAL {
        found.push(Left::Trial);
    }
    for id in document.with_any(&["href", "src", "action", "content"]) {
        let Some(element) = document.element(id) else { continue };
        for (name, value) in &element.attributes {
            if !matches!(&**name, "href" | "src" | "action" | "content") {
                continue;
            }
            if &*element.name == "script" && value.contains("livereload.js") {
                found.push(Left::Reload(id, name.to_string()));
            } else if is_private(value, view.site.resolver.host()) && !shows_address(view, id, value) {
                found.push(Left::Address(id, name.to_string(), snippet::of_text(value)));
            } else {
                continue;
            }
            page.pin(Spot::Attribute(id, name));
        }
    }
    for block in &page.content().blocks {
        if block.parts.has(Parts::CODE) {
            continue;
        }
        if let Some(note) = NOTE.find(&block.text) {
            let node = block.element_at(note.end() - 1);
            if !page.content().parts(node).has(Parts::CODE) {
                page.pin(Spot::Element(node));
                found.push(Left::Note(node, snippet::of_text(&block.text)));
            }
        }
    }
    found
}

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    for (index, page) in site.pages().iter().enumerate() {
        if site.roles[index] == Role::Redirect {
            continue;
        }
        let here = site.fact(&LEFT, index);
        let found = here.len();
        for left in here {
            match left {
                Left::Reload(node, name) => sheet.fail(index, Spot::Attribute(node, &name), "leftover-reload", &[]),
                Left::Address(node, name, address) => {
                    let values = [("address", address)];
                    sheet.fail(index, Spot::Attribute(node, &name), "leftover-address", &values);
                }
                Left::Trial => sheet.fail(index, Spot::Element(page.head_or_root()), "leftover-page", &[]),
                Left::Note(node, text) => sheet.fail(index, Spot::Element(node), "leftover-note", &[("text", text)]),
            }
        }
        if found == 0 {
            sheet.pass(index);
        }
    }
    let home = Spot::Element(site.pages()[site.home].head_or_root());
    for file in &site.snapshot.files {
        let values = [("file", file.clone())];
        if is_leftover(file) {
            sheet.fail(site.home, home, "leftover-file", &values);
        } else if is_own_map(file) {
            // A source map shows the source to everyone, which may well be meant.
            sheet.unknown(site.home, home, "leftover-map", &values);
        }
    }
    for map in &site.snapshot.sitemaps {
        for location in map
            .pages
            .iter()
            .filter(|location| is_private(&location.url, site.resolver.host()))
        {
            sheet.count_failed(site.home);
            let values = [("address", location.url.clone())];
            sheet.note_in_file(
                &map.file,
                Some(location.position),
                &location.url,
                "leftover-sitemap",
                &values,
                false,
            );
        }
    }
    sheet.finish()
}

/// Documentation shows such addresses as they are: the text of the link is the address.
fn shows_address(view: &PageView<'_>, id: NodeId, value: &str) -> bool {
    if view.page.content().parts(id).has(Parts::CODE) {
        return true;
    }
    let shown = view
        .links
        .iter()
        .find(|link| link.node == id)
        .map(|link| fold(&link.name));
    let host = fold(
        value
            .split("//")
            .nth(1)
            .unwrap_or_default()
            .split(['/', ':'])
            .next()
            .unwrap_or_default(),
    );
    shown.is_some_and(|name| name.contains(&host))
}

fn is_own_map(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    (lower.ends_with(".js.map") || lower.ends_with(".css.map"))
        && ![
            "vendor",
            "lib/",
            "libs/",
            "jquery",
            "bootstrap",
            "swiper",
            "min.",
            "plugins/",
        ]
        .iter()
        .any(|part| lower.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn messages(files: &[(&str, &str)]) -> Vec<String> {
        run(&site(files))
            .evidence
            .into_iter()
            .map(|evidence| evidence.message)
            .collect()
    }

    #[test]
    fn what_the_workshop_left_behind_is_found() {
        let html = "<a href='http://localhost:1313/a'>a</a><script src='http://127.0.0.1:35729/livereload.js'></script><p>TODO : écrire</p>\
                    <img src='https://staging.e.org/i.png'>";
        assert_eq!(
            messages(&[("index.html", html)]),
            [
                "leftover-address",
                "leftover-reload",
                "leftover-note",
                "leftover-address"
            ]
        );
        assert_eq!(
            messages(&[("index.html", ""), ("index.html.bak", "")]),
            ["leftover-file"]
        );
        assert_eq!(
            messages(&[("index.html", "<a href=test.html>t</a>"), ("test.html", "")]),
            ["leftover-page"]
        );
        let chapter = format!("<h1>test</h1><p>{}", "How the tests of Python are run. ".repeat(40));
        assert!(messages(&[("index.html", "<a href=test.html>t</a>"), ("test.html", &chapter)]).is_empty());
        let map = "<urlset><url><loc>http://localhost:1313/</loc></url></urlset>";
        assert_eq!(
            messages(&[("index.html", ""), ("sitemap.xml", map)]),
            ["leftover-sitemap"]
        );
    }

    #[test]
    fn the_trial_machine_of_the_own_domain_is_told_from_places_for_developers() {
        let page = |link: &str| {
            let html = format!("<link rel=canonical href=https://www.e.co.uk/><a href='{link}'>the developers</a>");
            messages(&[("index.html", &html)])
        };
        assert_eq!(page("https://dev.e.co.uk/x"), ["leftover-address"]);
        assert!(page("http://dev.apache.org/").is_empty());
        assert!(page("http://dev.other.co.uk/").is_empty());
    }

    #[test]
    fn documentation_may_show_such_addresses_and_speak_of_notes() {
        let html = "<p>Ouvrez <a href='http://localhost:8080/'>http://localhost:8080/</a> ou <code><a href='http://localhost/'>x</a></code>.</p>\
                    <p>Le mot TODO marque une tâche.</p><pre>TODO: x</pre><a href='https://dev.to/x'>d</a>";
        let result = run(&site(&[("index.html", html)]));
        assert_eq!(result.outcome, Verdict::Passed);
    }
}
