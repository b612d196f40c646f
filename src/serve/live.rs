//! The site that watch mode holds in memory: swapped whole, so that a browser never sees half of a build.

use std::borrow::Cow;
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::broadcast;

use super::{Shown, overlay};
use crate::diagnostics::Problem;
use crate::language::Lang;
use crate::report::Site;

/// What is shown at one moment.
#[derive(Default)]
struct Moment {
    /// The last good site.
    site: Arc<Site>,
    /// What is wrong with the project now.
    problems: Vec<Problem>,
}

/// A site that changes.
pub struct Live {
    lang: Lang,
    moment: RwLock<Arc<Moment>>,
    changed: broadcast::Sender<()>,
}

impl Live {
    /// Nothing to show yet. Problems are told in `lang`.
    pub fn new(lang: Lang) -> Self {
        Live {
            lang,
            moment: RwLock::default(),
            changed: broadcast::Sender::new(16),
        }
    }

    /// Shows a build. Without a new site the last good one stays, with the problems over it.
    pub fn show(&self, site: Option<Site>, problems: Vec<Problem>) {
        let site = site.map_or_else(|| self.now().site.clone(), Arc::new);
        *self.moment.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Moment { site, problems });
        // Nobody listening is no failure: the next request sees the new moment.
        let _ = self.changed.send(());
    }

    fn now(&self) -> Arc<Moment> {
        self.moment.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Shown for Live {
    fn file(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        let now = self.now();
        let is_page = std::path::Path::new(path)
            .extension()
            .is_some_and(|ending| ending == "html");
        match now.site.get(path) {
            Some(bytes) if is_page => Some(Cow::Owned(overlay::over(bytes, &now.problems, self.lang))),
            Some(bytes) => Some(Cow::Owned(bytes.clone())),
            None if is_page && now.site.is_empty() => Some(Cow::Owned(overlay::alone(&now.problems, self.lang))),
            None => None,
        }
    }

    fn changes(&self) -> Option<broadcast::Receiver<()>> {
        Some(self.changed.subscribe())
    }
}
