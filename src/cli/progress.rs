//! How far a long reading has come, on one line of the terminal that is wiped at the end.

use std::io::{self, IsTerminal as _, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::terminal::environment;
use crate::data::Progress;
use crate::language::{Lang, number};
use crate::pipeline::Watcher;

/// A reading shorter than this is over before anybody wonders.
const PATIENCE: Duration = Duration::from_millis(500);

/// Between two lines.
const PAUSE: Duration = Duration::from_millis(100);

/// Shows how far reading has come, in one language.
struct Line {
    lang: Lang,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Files being read.
    files: usize,
    /// Bytes of all files begun since nothing was being read.
    total: u64,
    read: u64,
    rows: u64,
    begun: Option<Instant>,
    shown: Option<Instant>,
}

/// Who is told about the progress of a run: nobody unless standard error is a terminal on which somebody is looking.
pub(super) fn watcher(lang: Lang, quiet: bool) -> Watcher {
    let set = |name| environment(name).is_some_and(|value| !value.is_empty());
    let dumb = environment("TERM").is_some_and(|term| term == "dumb");
    if quiet || dumb || set("CI") || !io::stderr().is_terminal() {
        return Watcher::default();
    }
    Watcher(Some(Arc::new(Line {
        lang,
        state: Mutex::default(),
    })))
}

impl Progress for Line {
    fn begins(&self, bytes: u64) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.files == 0 {
            *state = State {
                begun: Some(Instant::now()),
                ..State::default()
            };
        }
        state.files += 1;
        state.total += bytes;
    }

    fn advanced(&self, bytes: u64, rows: u64) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.read += bytes;
        state.rows += rows;
        let Some(begun) = state.begun else { return };
        let (elapsed, last) = (begun.elapsed(), state.shown);
        if elapsed >= PATIENCE && last.is_none_or(|last| last.elapsed() >= PAUSE) {
            state.shown = Some(Instant::now());
            let line = line(self.lang, &state, elapsed);
            let mut out = io::stderr().lock();
            let _ = write!(out, "\r\x1b[2K{line}").and_then(|()| out.flush());
        }
    }

    fn ends(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.files = state.files.saturating_sub(1);
        if state.files == 0 && state.shown.take().is_some() {
            let mut out = io::stderr().lock();
            let _ = write!(out, "\r\x1b[2K").and_then(|()| out.flush());
        }
    }
}

/// The line for a state after so much time: rows, bytes and what is left, if the pace stays.
fn line(lang: Lang, state: &State, elapsed: Duration) -> String {
    let figure = |value: u64| number::integer(lang, i64::try_from(value).unwrap_or(i64::MAX));
    let megabytes = |bytes: u64| figure(bytes / 1_000_000);
    let read = state.read.min(state.total);
    let left = state.total.saturating_sub(read) as f64 / read.max(1) as f64 * elapsed.as_secs_f64();
    let (rows, read, total) = (figure(state.rows), megabytes(read), megabytes(state.total));
    let left = figure(left.ceil() as u64);
    match lang {
        Lang::En => format!("reading data: {rows} rows, {read} of {total} MB, {left} s left"),
        Lang::Fr => {
            format!("lecture des données\u{a0}: {rows} lignes, {read} sur {total}\u{a0}Mo, encore {left}\u{a0}s")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_rows_bytes_and_the_time_left() {
        let state = State {
            files: 1,
            total: 1_200_000_000,
            read: 300_000_000,
            rows: 2_500_000,
            ..State::default()
        };
        // A quarter took two seconds; three quarters take six.
        let elapsed = Duration::from_secs(2);
        assert_eq!(
            line(Lang::En, &state, elapsed),
            "reading data: 2,500,000 rows, 300 of 1,200 MB, 6 s left"
        );
        assert_eq!(
            line(Lang::Fr, &state, elapsed),
            "lecture des données\u{a0}: 2\u{202f}500\u{202f}000 lignes, 300 sur 1\u{202f}200\u{a0}Mo, encore 6\u{a0}s"
        );
    }
}
