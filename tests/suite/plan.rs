//! What is done about what gets in the way: the register, its value, actions with their effects, the sheet of their owners.

use std::fmt::Write as _;

use parcours::audit::{EffectVerdict, Teller};
use parcours::files::Memory;
use parcours::language::Lang;

use crate::command::{Copied, parcours};
use crate::judged;

const PROJECT: &str = "
title: Plan
languages: [en]
as_of: 2026-06-30
channels:
  - {id: shop, name: Shop, kind: physical, goals: [Buy]}
  - {id: site, name: Site, kind: digital, goals: [Buy]}
personas:
  - {id: a, name: Anna, channels: [shop], segments: [{survey: s, where: {column: a, is: 'yes'}}]}
  - {id: b, name: Ben, segments: [{survey: s, where: {column: b, is: 'yes'}}]}
  - {id: rare, name: Rare, segments: [{survey: s, where: {column: rare, is: 'yes'}}]}
journey:
  template: retail
  touchpoints:
    - {id: pick-up, title: Pick-up, stage: delivery, channel: shop, moment: fmot}
    - {id: search, title: Search, stage: choice, channel: site}
surveys:
  - id: s
    file: data.csv
    periods:
      wave:
        column: wave
        waves:
          - {id: winter, value: w1, title: Winter}
          - {id: summer, value: w2, title: Summer}
    dimensions:
      - {id: channel, column: channel}
    questions:
      - {id: nps, role: nps, scale: [0, 10], column: nps}
      - {id: pick-up, role: rating, scale: [1, 5], column: pickup, touchpoint: pick-up}
notes:
  - {id: W-01, kind: walk-through, participant: One, frictions: [pick-up]}
  - {id: I-01, kind: interview, participant: Two, frictions: [search]}
frictions:
  - {id: no-screen, text: The order is not on the screen, touchpoint: pick-up, n: 14}
value-at-stake:
  customers: {low: 1000, high: 1000, grade: measured}
  value: {low: 10, high: 10, grade: assumed}
  stakes:
    - {touchpoint: pick-up, affected: {check: rating, answers: [1, 3]}, lost: {low: 0.1, high: 0.1, grade: assumed}}
earlier: earlier/*.json
actions:
  - {id: A-01, title: Messages, status: done, answers: [pick-up], measure: {check: rating, before: winter, after: summer}}
  - {id: A-02, title: For few, status: done, measure: {check: rating, persona: rare, before: winter, after: summer}}
  - {id: A-03, title: Calls, status: planned, answers: [F-111], due: 2026-06-01}
  - {id: A-04, title: Nothing, status: done, answers: [no-screen, pickup]}
";

const EARLIER: [(&str, &str); 2] = [
    (
        "earlier/2025-06.json",
        r#"{"format": "parcours-audit/1", "as_of": "2025-06-30", "findings": [{"id": "F-111", "check": "nps", "severity": "medium", "text": {"en": "Calls were not answered"}}]}"#,
    ),
    (
        "earlier/2025-12.json",
        r#"{"format": "parcours-audit/1", "as_of": "2025-12-31", "findings": []}"#,
    ),
];

/// Two waves of 200: Anna's rule takes 100 of each, Ben's 80 of which 20 are Anna's, nobody's 40; the pick-up falls from 4
/// to 3 with half of the answers one above and half one below.
fn files() -> Memory {
    let mut csv = String::from("wave,channel,a,b,rare,nps,pickup\n");
    for (wave, high) in [("w1", 5), ("w2", 4)] {
        for row in 0..200 {
            let yes = |inside: bool| if inside { "yes" } else { "no" };
            let channel = if row % 2 == 0 { "shop" } else { "site" };
            let nps = if row / 2 % 2 == 0 { 9 } else { 5 };
            let pick_up = high - 2 * i32::from(row / 4 % 2 == 0);
            writeln!(
                csv,
                "{wave},{channel},{},{},{},{nps},{pick_up}",
                yes(row < 100),
                yes((80..160).contains(&row)),
                yes(row < 3)
            )
            .unwrap();
        }
    }
    let files = Memory::new().with("parcours.yaml", PROJECT).with("data.csv", &csv);
    EARLIER
        .into_iter()
        .fold(files, |files, (path, text)| files.with(path, text))
}

#[test]
fn rules_that_overlap_and_rows_of_nobody_are_findings_with_their_share() {
    let (audit, _) = judged::audit(&files());
    let row = |id: &str| audit.personas.iter().find(|row| row.id == id).unwrap();
    let with = |id: &str, other: &str| {
        let overlap = row(id)
            .overlaps
            .iter()
            .find(|overlap| overlap.persona == other)
            .unwrap();
        (overlap.n, overlap.share)
    };
    assert_eq!(with("a", "b"), (Some(40), Some(0.2)));
    assert_eq!(with("b", "a"), (Some(40), Some(0.25)));
    let (n, share, interval) = audit.surveys[0].without_persona.unwrap();
    assert_eq!((n, share), (80, 0.2));
    // Wilson for 80 of 400.
    assert!(
        (interval.low - 0.163_737_1).abs() < 1e-6 && (interval.high - 0.241_970_3).abs() < 1e-6,
        "{interval:?}"
    );
    let told: Vec<&str> = audit
        .findings
        .iter()
        .filter(|finding| finding.check == "personas")
        .map(|finding| finding.message.as_str())
        .collect();
    assert!(
        told.contains(&"personas-overlap") && told.contains(&"rows-without-persona"),
        "{told:?}"
    );
    // Half of Anna's answers are on each channel.
    let used: Vec<(&str, Option<f64>)> = row("a")
        .by_channel
        .iter()
        .map(|share| (share.channel.as_str(), share.share))
        .collect();
    assert_eq!(used, [("shop", Some(0.5)), ("site", Some(0.5))]);
}

#[test]
fn what_is_told_of_one_touchpoint_is_one_entry() {
    let (audit, _) = judged::audit(&files());
    let entry = audit.frictions.iter().find(|row| row.id == "at-pick-up").unwrap();
    let kinds: Vec<Teller> = entry.sources.iter().map(|source| source.kind).collect();
    assert!(kinds.is_sorted() && kinds.contains(&Teller::Survey), "{kinds:?}");
    assert_eq!(kinds[kinds.len() - 2..], [Teller::Note, Teller::Hand]);
    assert_eq!(entry.text.get(Lang::En), "The order is not on the screen");
    assert_eq!(
        (entry.n, entry.cases, entry.participants),
        (Some(200), Some(14), Some((1, 2)))
    );
    assert_eq!(entry.actions, ["A-01", "A-04"]);
    assert_eq!(
        audit
            .frictions
            .iter()
            .filter(|row| row.touchpoint.as_deref() == Some("pick-up"))
            .count(),
        1
    );
    // What only a note tells has the name of its touchpoint.
    let search = audit.frictions.iter().find(|row| row.id == "at-search").unwrap();
    assert_eq!((search.text.get(Lang::En), search.n), ("Search", None));
    // 100 of the 200 answers of the latest wave are 3 or less: 1,000 × 0.5 × 0.1 × 10, with Wilson's interval around 0.5.
    let stake = &audit.value_at_stake.as_ref().unwrap().stakes[0];
    let share = stake.affected.as_ref().unwrap();
    assert_eq!((share.share, share.n), (Some(0.5), Some(200)));
    let [low, high] = stake.at_risk.unwrap();
    assert!(
        (low - 431.36).abs() < 0.01 && (high - 568.64).abs() < 0.01,
        "{low} {high}"
    );
    assert_eq!(stake.to_serve, None);
}

#[test]
fn an_action_that_is_done_is_tested_against_the_next_wave() {
    let (audit, problems) = judged::audit(&files());
    let action = |id: &str| audit.actions.iter().find(|row| row.id == id).unwrap();
    // Both waves have a variance of 200 ÷ 199; Welch: −1 ± 1.965942 × √(2 × 1.005025 ÷ 200).
    let effect = action("A-01").effect.as_ref().unwrap();
    assert_eq!(effect.verdict, EffectVerdict::Worse);
    let interval = effect.interval.unwrap();
    assert!((effect.difference.unwrap() + 1.0).abs() < 1e-12);
    assert!(
        (interval.low + 1.197_088).abs() < 1e-5 && (interval.high + 0.802_912).abs() < 1e-5,
        "{interval:?}"
    );
    let few = action("A-02").effect.as_ref().unwrap();
    assert_eq!(
        (few.verdict, few.before, few.interval),
        (EffectVerdict::NotEnoughData, None, None)
    );
    assert!(action("A-03").overdue);
    let gone = &action("A-03").gone[0];
    assert_eq!(
        (gone.finding.as_str(), gone.last_seen.to_string()),
        ("F-111", "2025-06-30".to_owned())
    );
    assert_eq!(gone.gone_by.unwrap().to_string(), "2025-12-31");
    let told: Vec<&str> = problems
        .iter()
        .map(|problem| problem.code)
        .filter(|code| code.starts_with("project/"))
        .collect();
    assert_eq!(told, ["project/finding-gone", "project/unknown-answer"]);
    let problem = problems
        .iter()
        .find(|problem| problem.code == "project/finding-gone")
        .unwrap();
    assert!(
        problem
            .what
            .get(Lang::En)
            .contains("last found on 30 June 2025 and gone by 31 December 2025"),
        "{problem:?}"
    );
    let line = PROJECT.lines().position(|line| line.contains("A-03")).unwrap() + 1;
    assert_eq!(problem.place.as_ref().unwrap().line as usize, line);
}

#[test]
fn a_table_of_actions_comes_back_by_ids_as_it_went() {
    let project = Copied::of("sample-project");
    let folder = project.folder.to_str().unwrap();
    let at = |name: &str| project.folder.join(name).to_str().unwrap().to_owned();
    let before = project.check(&["--format", "json"]).out;
    parcours(&["actions", "export", &at("plan.xlsx"), folder]).exits(0);
    parcours(&["actions", "export", &at("plan.csv"), folder]).exits(0);
    // It may have been filled in: it is never written over.
    parcours(&["actions", "export", &at("plan.csv"), folder])
        .exits(2)
        .says("there already");
    parcours(&["actions", "import", &at("plan.xlsx"), folder])
        .exits(0)
        .says("actions-sheet: actions.csv");
    let imported = std::fs::read_to_string(at("actions.csv")).unwrap();
    assert_eq!(imported, std::fs::read_to_string(at("plan.csv")).unwrap());
    project.edit("parcours.yaml", |text| format!("{text}actions-sheet: actions.csv\n"));
    assert_eq!(
        project.check(&["--format", "json"]).out,
        before,
        "an unchanged sheet changes nothing"
    );

    project.edit("plan.csv", |text| {
        text.replace("F-715", "F-999").replace(",proposed,", ",ongoing,")
    });
    parcours(&["actions", "import", &at("plan.csv"), folder])
        .exits(0)
        .says("project/sheet-finding");
    let after = project.check(&["--format", "json"]).out;
    assert!(before.contains("\"status\": \"proposed\"") && !after.contains("\"status\": \"proposed\""));

    project.edit("plan.csv", |text| {
        text.replace("A-04", "A-77").replace(",ongoing,", ",begun,")
    });
    let refused = parcours(&["actions", "import", &at("plan.csv"), folder]).exits(2);
    refused.says("project/unknown-action").says("project/unknown-word");
    assert_eq!(
        project.check(&["--format", "json"]).out,
        after,
        "a wrong sheet is not put into the project"
    );
}
