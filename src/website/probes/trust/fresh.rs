//! trust-fresh: the site seems to be kept up. A heuristic: years beside © and the dates of news, held against the day
//! of the copy and never against the clock.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;
use serde::{Deserialize, Serialize};

use super::duty;
use crate::website::content::Parts;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{PageView, Site};
use crate::website::tree::NodeId;

pub(super) const PROBE: Probe = Probe {
    id: "trust-fresh",
    scope: Scope::Site,
    messages: &["old-copyright", "old-news", "year-by-script"],
    facts: &[&DATES],
    run,
};

#[expect(clippy::expect_used, reason = "the pattern is a constant, and a test compiles it")]
static YEARS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(?:19[89][0-9]|20[0-9]{2})\b").expect("valid"));

/// Beyond this many months the latest news is old.
const MONTHS: i32 = 12;

/// The latest year beside © and the latest date of a page.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Dates {
    copyright: Option<(i16, NodeId)>,
    /// A © whose year a script writes.
    script: Option<NodeId>,
    news: Option<(Date, NodeId)>,
}

const DATES: Fact<Dates> = Fact {
    name: "dates",
    of: dates,
};

fn dates(view: &PageView<'_>) -> Dates {
    let mut found = Dates::default();
    let document = view.document;
    for block in view.page.content().blocks.iter().rev().take(40) {
        if !block.text.contains('©') || block.parts.has(Parts::CODE) {
            continue;
        }
        let latest = YEARS
            .find_iter(&block.text)
            .filter_map(|year| year.as_str().parse::<i16>().ok())
            .max();
        match latest {
            Some(year) if found.copyright.is_none_or(|(known, _)| year > known) => {
                found.copyright = Some((year, block.node));
            }
            None if document.descendants(block.node).any(|id| document.is(id, "script")) => {
                found.script = Some(block.node);
            }
            _ => {}
        }
    }
    for id in document.elements() {
        let written = if document.is(id, "time") {
            document.attribute(id, "datetime")
        } else if document.is(id, "meta") && document.attribute(id, "property") == Some("article:published_time") {
            document.attribute(id, "content")
        } else {
            None
        };
        let date = written.and_then(|text| text.trim().get(..10)?.parse::<Date>().ok());
        if let Some(date) = date
            && found.news.is_none_or(|(known, _)| date > known)
        {
            found.news = Some((date, id));
        }
    }
    found
}

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let settings = &site.snapshot.settings;
    let day = settings
        .captured
        .as_deref()
        .and_then(|day| day.parse::<Date>().ok())
        .or(settings.as_of);
    let Some(day) = day else { return sheet.finish() };
    let mut copyright: Option<(i16, usize, NodeId)> = None;
    let mut script: Option<(usize, NodeId)> = None;
    let mut news: Option<(Date, usize, NodeId)> = None;
    for page in duty::counted(site) {
        let here = site.fact(&DATES, page);
        if let Some((year, node)) = here.copyright
            && copyright.is_none_or(|(known, ..)| year > known)
        {
            copyright = Some((year, page, node));
        }
        script = here.script.map(|node| (page, node)).or(script);
        // What is announced for later says that somebody is there.
        if let Some((date, node)) = here.news
            && news.is_none_or(|(known, ..)| date > known)
        {
            news = Some((date, page, node));
        }
    }
    if let Some((year, page, node)) = copyright {
        if year >= day.year() - 1 {
            sheet.pass_site();
        } else {
            let values = [("year", year.to_string()), ("day", day.to_string())];
            sheet.fail(page, Spot::Element(node), "old-copyright", &values);
        }
    } else if let Some((page, node)) = script {
        sheet.unknown(page, Spot::Element(node), "year-by-script", &[]);
    }
    if let Some((date, page, node)) = news {
        let months = i32::from(day.year() - date.year()) * 12 + i32::from(day.month()) - i32::from(date.month());
        if months <= MONTHS {
            sheet.pass_site();
        } else {
            let values = [("date", date.to_string()), ("day", day.to_string())];
            sheet.fail(page, Spot::Element(node), "old-news", &values);
        }
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::{site, site_with};

    fn outcome(html: &str) -> Verdict {
        run(&site_with(&[("index.html", html)], |settings| {
            settings.captured = Some("2026-10-19".into());
        }))
        .outcome
    }

    #[test]
    fn an_old_year_and_old_news_fail() {
        assert_eq!(outcome("<footer>© 2024 Dupont</footer>"), Verdict::Failed);
        assert_eq!(
            outcome("<time datetime='2025-09-30'>30 septembre</time>"),
            Verdict::Failed
        );
    }

    #[test]
    fn ranges_years_by_script_and_copies_without_a_day_do_not() {
        assert_eq!(outcome("<footer>© 2012-2026 Dupont</footer>"), Verdict::Passed);
        assert_eq!(
            outcome("<footer>© 2025 Dupont</footer><time datetime=2025-11-02></time>"),
            Verdict::Passed
        );
        assert_eq!(
            outcome("<footer>© <script>document.write(y)</script></footer>"),
            Verdict::CannotTell
        );
        assert_eq!(
            run(&site(&[("index.html", "<footer>© 2011</footer>")])).outcome,
            Verdict::NotApplicable
        );
    }
}
