//! eff-vitals: the page is fast in a browser, by the runs of Lighthouse that the project gives.
//!
//! Limits of “good”: LCP 2.5 s, CLS 0.1 (web.dev/vitals), TBT 200 ms (Lighthouse). The median of three runs decides; fewer
//! leave it open, since one run differs from the next by more than the limits are apart.

use crate::stats::median;
use crate::website::imports::Run;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "eff-vitals",
    scope: Scope::Page,
    messages: &["vitals-lcp", "vitals-cls", "vitals-tbt", "vitals-few"],
    look,
};

/// Fewest runs whose median decides.
const ENOUGH_RUNS: usize = 3;
/// A message, the measure, and the most of it that is good.
type Limit = (&'static str, fn(&Run) -> Option<f64>, f64);

/// Largest Contentful Paint and Total Blocking Time in milliseconds, Cumulative Layout Shift.
const LIMITS: [Limit; 3] = [
    ("vitals-lcp", |run| run.lcp, 2_500.0),
    ("vitals-cls", |run| run.cls, 0.1),
    ("vitals-tbt", |run| run.tbt, 200.0),
];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let (runs, profiles) = view.site.tools.runs(view.index);
    let medians = LIMITS.map(|(message, of, limit)| (message, median(runs.iter().filter_map(of).collect()), limit));
    if medians.iter().all(|(_, value, _)| value.is_none()) {
        return;
    }
    let spot = Spot::Element(view.page.head_or_root());
    let count = ("runs", runs.len().to_string());
    if runs.len() < ENOUGH_RUNS {
        sheet.unknown(spot, "vitals-few", &[count]);
        return;
    }
    let mut failed = false;
    for (message, value, limit) in medians {
        let Some(value) = value.filter(|value| *value > limit) else {
            continue;
        };
        let shown = match message {
            "vitals-lcp" => (value / 100.0).round() / 10.0,
            "vitals-cls" => (value * 100.0).round() / 100.0,
            _ => value.round(),
        };
        let values = [
            ("value", shown.to_string()),
            count.clone(),
            ("profile", profiles.join(" · ")),
        ];
        if !std::mem::replace(&mut failed, true) {
            sheet.count_failed();
        }
        sheet.note(spot, message, &values, false);
    }
    if !failed {
        sheet.pass();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Place, Problems};
    use crate::files::Memory;
    use crate::website::probes::{ProbeResult, Verdict};
    use crate::website::{ProbeRequest, ProbeUse, SnapshotSettings, collect};

    /// A report of Lighthouse on the home page.
    fn report(lcp: f64, cls: f64, tbt: f64) -> String {
        format!(
            r#"{{"lighthouseVersion":"12.8.2","finalDisplayedUrl":"https://e.org/","categories":{{}},"audits":{{
            "largest-contentful-paint":{{"numericValue":{lcp},"score":0.5,"scoreDisplayMode":"numeric"}},
            "cumulative-layout-shift":{{"numericValue":{cls},"score":0.5,"scoreDisplayMode":"numeric"}},
            "total-blocking-time":{{"numericValue":{tbt},"score":0.5,"scoreDisplayMode":"numeric"}}}}}}"#
        )
    }

    fn measured(runs: &[(f64, f64, f64)]) -> ProbeResult {
        let mut files = Memory::new().with("site/index.html", "<html><head><title>a</title></head>");
        let mut settings = SnapshotSettings::new("site");
        settings.host = Some("e.org".to_owned());
        for (number, (lcp, cls, tbt)) in runs.iter().enumerate() {
            let path = format!("run-{number}.json");
            files = files.with(path.as_str(), report(*lcp, *cls, *tbt));
            settings.tools.push((path.clone(), Place::file(path)));
        }
        let request = ProbeRequest {
            criterion: "vitals".to_owned(),
            probe: ProbeUse::Native(PROBE.id.to_owned()),
            place: None,
        };
        let mut facts = collect(&files, &settings, &[request], &mut Problems::new()).unwrap();
        facts.results.remove("vitals").unwrap()
    }

    #[test]
    fn the_median_of_three_runs_decides() {
        let good = measured(&[(2_000.0, 0.05, 100.0), (9_000.0, 0.5, 900.0), (2_500.0, 0.1, 200.0)]);
        assert_eq!(good.outcome, Verdict::Passed);
        let slow = measured(&[(4_040.0, 0.3, 100.0), (2_000.0, 0.2, 100.0), (5_000.0, 0.0, 100.0)]);
        assert_eq!((slow.outcome, slow.failed), (Verdict::Failed, 1));
        let told: Vec<(&str, &str)> = slow
            .evidence
            .iter()
            .map(|one| (one.message.as_str(), one.values["value"].as_str()))
            .collect();
        assert_eq!(told, [("vitals-cls", "0.2"), ("vitals-lcp", "4")]);
    }

    #[test]
    fn one_run_decides_nothing_and_none_is_not_asked_about() {
        assert_eq!(measured(&[(9_000.0, 0.5, 900.0)]).outcome, Verdict::CannotTell);
        assert_eq!(measured(&[]).outcome, Verdict::NotApplicable);
    }
}
