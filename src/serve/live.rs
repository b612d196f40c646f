//! The site that watch mode holds in memory: swapped whole, so that a browser never sees half of a build.

use std::borrow::Cow;
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::watch::{Receiver, Sender};

use super::Shown;
use super::overlay::{self, Page, State};
use crate::diagnostics::Problem;
use crate::language::Lang;
use crate::report::Site;

/// What is shown at one moment.
struct Now {
    number: u64,
    /// The last good site.
    site: Arc<Site>,
    /// What is wrong with the project now.
    problems: Vec<Problem>,
    page: Page,
}

/// A site that changes.
pub struct Live {
    lang: Lang,
    now: RwLock<Arc<Now>>,
    number: Sender<u64>,
}

impl Live {
    /// Nothing to show yet. Problems are told in `lang`.
    pub fn new(lang: Lang) -> Self {
        let nothing = Now {
            number: 0,
            site: Arc::default(),
            problems: Vec::new(),
            page: Page::Never,
        };
        Live {
            lang,
            now: RwLock::new(Arc::new(nothing)),
            number: Sender::new(0),
        }
    }

    /// Shows a build. Without a new site the last good one stays, with the problems over it.
    pub fn show(&self, site: Option<Site>, problems: Vec<Problem>) {
        let before = self.now();
        let number = before.number + 1;
        let (site, page) = match (site, before.page) {
            (Some(site), _) => (Arc::new(site), Page::Current),
            (None, Page::Never) => (before.site.clone(), Page::Never),
            (None, _) => (before.site.clone(), Page::Earlier),
        };
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Now {
            number,
            site,
            problems,
            page,
        });
        // Only then, so that whoever reloads because of it finds the new moment.
        self.number.send_replace(number);
    }

    fn now(&self) -> Arc<Now> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Shown for Live {
    fn file(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        let now = self.now();
        let state = State {
            number: now.number,
            problems: &now.problems,
            page: now.page,
            lang: self.lang,
        };
        let is_page = std::path::Path::new(path)
            .extension()
            .is_some_and(|ending| ending == "html");
        match now.site.get(path) {
            Some(bytes) if is_page => Some(Cow::Owned(overlay::over(bytes, &state))),
            Some(bytes) => Some(Cow::Owned(bytes.clone())),
            None if is_page && now.page == Page::Never => Some(Cow::Owned(overlay::alone(&state))),
            None => None,
        }
    }

    fn moments(&self) -> Option<Receiver<u64>> {
        Some(self.number.subscribe())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Text;

    fn site(words: &str) -> Site {
        let page = format!("<html><head></head><body>{words}</body></html>");
        Site::from([("fr/index.html".to_owned(), page.into_bytes())])
    }

    fn page(live: &Live, path: &str) -> Option<String> {
        live.file(path)
            .map(|bytes| String::from_utf8(bytes.into_owned()).unwrap())
    }

    #[test]
    fn a_failed_build_leaves_the_last_good_page_under_its_problems() {
        let live = Live::new(Lang::En);
        live.show(Some(site("good")), Vec::new());
        live.show(None, vec![Problem::error("project/bad-yaml", Text::same("spoilt"))]);
        let shown = page(&live, "fr/index.html").unwrap();
        assert!(shown.contains("good") && shown.contains("spoilt"));
        live.show(Some(site("mended")), Vec::new());
        let shown = page(&live, "fr/index.html").unwrap();
        assert!(shown.contains("mended") && !shown.contains("spoilt"));
    }

    #[test]
    fn a_project_that_never_built_shows_its_problems_at_every_page() {
        let live = Live::new(Lang::Fr);
        live.show(None, vec![Problem::error("project/bad-yaml", Text::same("spoilt"))]);
        for path in ["index.html", "fr/journey.html"] {
            assert!(page(&live, path).unwrap().contains("spoilt"), "{path}");
        }
        assert!(live.file("audit.json").is_none());
        live.show(Some(site("good")), Vec::new());
        assert!(live.file("fr/journey.html").is_none());
    }

    #[test]
    fn whoever_asks_late_still_learns_the_moment_of_the_page() {
        let live = Live::new(Lang::Fr);
        live.show(Some(site("one")), Vec::new());
        let shown = page(&live, "fr/index.html").unwrap();
        live.show(Some(site("two")), Vec::new());
        let late = *live.moments().unwrap().borrow();
        assert!(!shown.contains(&format!("data-moment=\"{late}\"")));
        assert!(
            page(&live, "fr/index.html")
                .unwrap()
                .contains(&format!("data-moment=\"{late}\""))
        );
    }
}
