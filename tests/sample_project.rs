//! The sample project and the course project: they load without a problem, and their data are what the committed
//! generator makes.

#![expect(clippy::unwrap_used, reason = "a test")]
#![expect(clippy::disallowed_methods, reason = "compares files as they lie in the repository")]

#[path = "../sample-project/generate/course.rs"]
mod course;
#[path = "../sample-project/generate/random.rs"]
mod random;
#[path = "../sample-project/generate/rows.rs"]
mod rows;
#[path = "../sample-project/generate/story.rs"]
mod story;
#[path = "../sample-project/generate/tables.rs"]
mod tables;
#[path = "../sample-project/generate/verbatims/mod.rs"]
mod verbatims;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use parcours::audit::{Audit, Case, EffectVerdict, judge};
use parcours::diagnostics::Problems;
use parcours::diagnostics::render::{Look, render};
use parcours::evidence::{Evidence, Summary, plan};
use parcours::files::Disk;
use parcours::language::Lang;
use parcours::manifest::Kind;
use parcours::plugins::Registry;
use parcours::project::{ActionStatus, Project, load};
use parcours::stats::projection::Against;
use parcours::website::{ProbeRequest, ProbeUse, SnapshotSettings, collect};

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn loaded(path: &str) -> Project {
    let disk = Disk::new(&folder(path)).unwrap();
    let mut problems = Problems::new();
    let project = load(&disk, &mut problems);
    assert!(
        problems.is_empty(),
        "{}",
        render(problems.iter(), Look::plain(Lang::En))
    );
    project.unwrap()
}

#[test]
fn the_sample_loads_without_a_problem_and_holds_what_a_reader_expects() {
    let project = loaded("sample-project");
    assert_eq!(project.personas.len(), 4);
    assert_eq!(project.channels.len(), 7);
    assert!(project.journey.touchpoints.len() >= 15);
    let dashed = project
        .journey
        .touchpoints
        .iter()
        .filter(|point| point.hypothesis.is_some());
    assert_eq!(dashed.count(), 1);
    assert_eq!(project.pages.len(), 1);
    assert_eq!((project.data_map.stores.len(), project.glossary.len()), (7, 8));
    let done = project
        .actions
        .iter()
        .filter(|action| action.status == ActionStatus::Done);
    assert!(done.clone().count() == 3 && done.into_iter().all(|action| action.measure.is_some()));
}

#[test]
fn the_plugin_of_the_sample_keeps_the_contract() {
    let disk = Disk::new(&folder("sample-project")).unwrap();
    let mut problems = Problems::new();
    let registry = Registry::load(Some(&disk), &mut problems);
    assert!(
        problems.is_empty(),
        "{}",
        render(problems.iter(), Look::plain(Lang::En))
    );
    assert!(registry.get("pick-up-visible").is_some());
}

#[test]
fn the_course_project_loads_without_a_problem_from_one_file() {
    let project = loaded("sample-project/course");
    assert_eq!(project.notes.len(), 6);
    assert_eq!(project.surveys.len(), 1);
}

#[test]
fn the_committed_data_are_what_the_generator_makes() {
    for (path, made) in [
        ("sample-project/data/satisfaction.csv", rows::satisfaction()),
        ("sample-project/data/clients.csv", tables::customers()),
        ("sample-project/data/achats.csv", tables::purchases()),
        ("sample-project/data/audience.csv", tables::traffic()),
        ("sample-project/data/campagnes.csv", tables::campaigns().to_owned()),
        ("sample-project/data/demandes.csv", tables::requests()),
        ("sample-project/data/lettres.csv", tables::newsletters()),
        ("sample-project/data/sourires.csv", tables::terminals()),
        ("sample-project/data/test-panier.csv", tables::experiment().to_owned()),
        ("sample-project/data/travail.csv", tables::staff()),
        ("sample-project/data/visite.csv", tables::visits()),
        ("sample-project/course/data/answers.csv", course::answers()),
    ] {
        let committed = std::fs::read_to_string(folder(path)).unwrap();
        assert!(
            committed == made,
            "{path} differs: run `cargo run --example sample-data`"
        );
    }
    assert_eq!(course::answers().lines().count(), 43);
}

#[test]
fn every_wave_holds_two_thousand_answers_in_less_than_a_megabyte() {
    assert!(story::WAVES.iter().all(|wave| wave.rows >= 2000));
    assert!(rows::satisfaction().len() < 1_000_000);
}

/// Criterion and place of everything the website checks find on the snapshot.
fn website_failures(project: &Project) -> Vec<String> {
    let disk = Disk::new(&folder("sample-project")).unwrap();
    let mut problems = Problems::new();
    let registry = Registry::load(Some(&disk), &mut problems);
    let requests: Vec<ProbeRequest> = registry
        .of_kind(Kind::Website)
        .flat_map(|plugin| &plugin.manifest.criteria)
        .filter_map(|criterion| {
            let probe = ProbeUse::new(criterion.probe.as_ref()?).unwrap();
            Some(ProbeRequest {
                criterion: criterion.id.clone(),
                probe,
                place: None,
            })
        })
        .collect();
    let website = project.website.as_ref().unwrap();
    let settings = SnapshotSettings::from_project(website, project.as_of.map(|day| day.0));
    let facts = collect(&disk, &settings, &requests, &mut problems).unwrap();
    assert!(
        problems.is_empty(),
        "{}",
        render(problems.iter(), Look::plain(Lang::En))
    );
    assert_eq!(facts.pages.len(), 12);
    let mut found = Vec::new();
    for (criterion, result) in &facts.results {
        for evidence in result.evidence.iter().filter(|evidence| !evidence.unknown) {
            found.push(format!("{criterion} {}:{}", evidence.path, evidence.line));
        }
    }
    found
}

#[test]
fn the_website_has_the_defects_that_the_readme_names() {
    let expected = [
        "a11y-contrast website/aide-et-contact.html:84",
        "a11y-contrast website/aide-et-contact.html:95",
        "a11y-contrast website/index.html:87",
        "a11y-contrast-enhanced website/aide-et-contact.html:84",
        "a11y-contrast-enhanced website/aide-et-contact.html:95",
        "a11y-contrast-enhanced website/index.html:87",
        "a11y-field-placeholder website/aide-et-contact.html:93",
        "a11y-heading-order website/retrait-en-magasin.html:70",
        "a11y-img-alt website/produits/parure-brume.html:55",
        "availability-without-script website/produits/lampe-alma.html:62",
        "availability-without-script website/produits/parure-brume.html:67",
        "availability-without-script website/retrait-en-magasin.html:65",
        "design-print website/index.html:3",
        "design-underline website/livraison-et-retours.html:56",
        "eff-answers website/index.html:3",
        "eff-answers website/index.html:3",
        "eff-cta website/boutique.html:37",
        "eff-form-type website/aide-et-contact.html:74",
        "nav-adjacent-duplicate website/index.html:64",
        "nav-adjacent-duplicate website/index.html:69",
        "nav-broken-link website/boutique.html:50",
        "nav-broken-link website/boutique.html:63",
        "nav-broken-link website/magasins.html:53",
        "nav-sitemap-page website/index.html:3",
        "seo-canonical website/boutique.html:8",
        "seo-crawlable-link website/produits/lampe-alma.html:62",
        "seo-crawlable-link website/produits/parure-brume.html:67",
        "seo-crawlable-link website/retrait-en-magasin.html:65",
        "seo-description website/livraison-et-retours.html:3",
        "seo-indexable website/retrait-en-magasin.html:9",
        "seo-orphan website/a-propos.html:3",
        "seo-robots-valid website/robots.txt:3",
        "seo-sitemap-consistent website/sitemap.xml:16",
        "seo-sitemap-consistent website/sitemap.xml:31",
        "seo-structured-data website/produits/lampe-alma.html:28",
        "seo-title-descriptive website/produits/lampe-alma.html:6",
        "seo-title-descriptive website/produits/parure-brume.html:6",
        "seo-title-present website/magasins.html:6",
        "seo-title-unique website/produits/lampe-alma.html:6",
        "seo-title-unique website/produits/parure-brume.html:6",
        "trust-legal-content website/mentions-legales.html:39",
    ];
    assert_eq!(website_failures(&loaded("sample-project")), expected);
}

fn evidence(path: &str) -> Evidence {
    let disk = Disk::new(&folder(path)).unwrap();
    let project = loaded(path);
    let mut problems = Problems::new();
    let registry = Registry::load(Some(&disk), &mut problems);
    let manifests: Vec<_> = registry.manifests().collect();
    let evidence = parcours::evidence::collect(&project, &plan(&project, &manifests), &disk, &mut problems);
    assert!(
        problems.is_empty(),
        "{}",
        render(problems.iter(), Look::plain(Lang::En))
    );
    evidence
}

/// The answers to a question in a cell; those of everyone for an empty key.
fn answers<'a>(evidence: &'a Evidence, question: &str, by: &[&str], key: &[&str]) -> &'a Summary {
    let question = evidence.question("satisfaction", question).unwrap();
    let cell = if by.is_empty() {
        &question.total
    } else {
        question.cell(by, key).unwrap()
    };
    cell.shown().unwrap()
}

fn groups(summary: &Summary) -> [u64; 3] {
    [summary.count(9, 10), summary.count(7, 8), summary.count(0, 6)]
}

/// The mean in hundredths, rounded.
fn hundredths(summary: &Summary) -> u64 {
    let sum: u64 = summary
        .values
        .iter()
        .map(|value| u64::from(value.value.unsigned_abs()) * value.n)
        .sum();
    (200 * sum + summary.n()) / (2 * summary.n())
}

#[test]
fn the_recommendation_falls_for_those_who_order_online_and_for_nobody_else() {
    let evidence = evidence("sample-project");
    let of = |by: &[&str], key: &[&str]| groups(answers(&evidence, "recommendation", by, key));
    assert_eq!(of(&[], &[]), [2355, 1413, 1170]);
    assert_eq!(of(&["period"], &["2026-03"]), [1210, 661, 525]);
    assert_eq!(of(&["period"], &["2026-10"]), [1145, 752, 645]);
    assert_eq!(of(&["persona", "period"], &["camille", "2026-03"]), [446, 215, 205]);
    assert_eq!(of(&["persona", "period"], &["camille", "2026-10"]), [330, 278, 305]);
    assert_eq!(of(&["persona", "period"], &["josiane", "2026-10"]), [317, 178, 127]);
}

#[test]
fn the_pick_up_collapses_in_one_curve_only() {
    let evidence = evidence("sample-project");
    let mean = |persona, period| {
        hundredths(answers(
            &evidence,
            "pick-up",
            &["persona", "period"],
            &[persona, period],
        ))
    };
    let both = |persona| (mean(persona, "2026-03"), mean(persona, "2026-10"));
    assert_eq!(both("camille"), (389, 260));
    assert_eq!(both("josiane"), (388, 384));
    assert_eq!(both("karim"), (384, 415));
    assert_eq!(both("ines"), (359, 383));
}

#[test]
fn social_media_have_too_few_answers_to_be_shown() {
    let evidence = evidence("sample-project");
    let question = evidence.question("satisfaction", "recommendation").unwrap();
    assert!(question.cell(&["channel"], &["social"]).unwrap().shown().is_none());
    assert!(question.cell(&["channel"], &["chatbot"]).unwrap().shown().is_some());
}

#[test]
fn contacts_that_people_leave_never_reach_the_evidence() {
    for verbatim in evidence("sample-project")
        .surveys
        .iter()
        .flat_map(|survey| &survey.verbatims)
    {
        assert!(!verbatim.text.to_lowercase().contains("example."), "{}", verbatim.text);
        assert!(
            !verbatim.text.contains("39 98") && !verbatim.text.contains("39.98"),
            "{}",
            verbatim.text
        );
    }
}

#[test]
fn comments_that_people_coded_are_theirs_and_visits_on_a_screen_have_links() {
    let evidence = evidence("sample-project");
    let survey = evidence.survey("satisfaction").unwrap();
    let coded = survey
        .opinions
        .iter()
        .find(|one| one.question == "pick-up-comment")
        .unwrap();
    assert!(coded.topics_by_people && coded.sentiment_by_people);
    let titles: Vec<(&str, u64)> = coded
        .topics
        .iter()
        .map(|topic| (topic.topic.as_str(), topic.tones.n()))
        .collect();
    assert_eq!(
        titles,
        [
            ("waiting", 167),
            ("getting-there", 145),
            ("order-not-found", 108),
            ("say-again", 107)
        ]
    );
    // Nobody's words of a dictionary are those of the shop's getting there: three topics of four can be compared.
    assert_eq!(coded.topic_agreement.len(), 3);
    let links: Vec<&str> = survey
        .verbatims
        .iter()
        .filter_map(|one| one.replay.as_deref())
        .collect();
    assert!(!links.is_empty(), "no comment of the sample has a link");
    for link in links {
        assert!(
            link.starts_with("https://rejeu.example.org/lecture?session=S0"),
            "{link}"
        );
    }
}

#[test]
fn most_groups_of_the_course_project_are_withheld() {
    let evidence = evidence("sample-project/course");
    let survey = evidence.survey("visiteurs").unwrap();
    assert_eq!(survey.rows, 42);
    assert!(survey.withheld_cells > 0);
}

fn audit(path: &str) -> Audit {
    let disk = Disk::new(&folder(path)).unwrap();
    let project = loaded(path);
    let mut problems = Problems::new();
    let registry = Registry::load(Some(&disk), &mut problems);
    let manifests: Vec<_> = registry.manifests().collect();
    let plan = plan(&project, &manifests);
    let evidence = parcours::evidence::collect(&project, &plan, &disk, &mut problems);
    let case = Case {
        project: &project,
        registry: &registry,
        plan: &plan,
        evidence: &evidence,
        today: None,
        commit: None,
    };
    judge(&case, &mut problems)
}

/// The last value misses each of the last sixteen monthly means by 0.149 on the average, counted here from the file.
#[test]
fn the_faces_at_the_tills_are_projected_and_chance_may_explain_how_well() {
    let text = std::fs::read_to_string(folder("sample-project/data/sourires.csv")).unwrap();
    let mut months: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for row in text.lines().skip(1) {
        months.entry(&row[..7]).or_default().push(row[11..].parse().unwrap());
    }
    let means: Vec<f64> = months
        .values()
        .map(|faces| faces.iter().sum::<f64>() / faces.len() as f64)
        .collect();
    assert_eq!(means.len(), 24);
    let misses: f64 = means.windows(2).skip(7).map(|pair| (pair[1] - pair[0]).abs()).sum();
    let audit = audit("sample-project");
    let check = audit
        .checks
        .iter()
        .find(|check| check.id == "rating:sourires.visage")
        .unwrap();
    let projection = check.projection.as_ref().unwrap();
    let so_far = projection.check.unwrap();
    assert_eq!((projection.ahead.len(), projection.gaps, so_far.periods), (3, 0, 16));
    assert!((so_far.last_value.mean_absolute_error - misses / 16.0).abs() < 1e-9);
    // As the README says: nearer 12 times in 16, for which the sign test has p = 0.077.
    assert_eq!(so_far.nearer, (12, 4));
    assert!((so_far.p - 0.076_812_744).abs() < 1e-9);
    assert_eq!(so_far.against_last_value, Against::CannotTell);
    let next = projection.ahead[0].interval;
    assert!(
        (next.low - 3.49).abs() < 0.005 && (next.high - 4.02).abs() < 0.005,
        "{next:?}"
    );
}

#[test]
fn one_action_worked_one_did_not_and_one_cannot_be_told() {
    let audit = audit("sample-project");
    let verdicts: Vec<EffectVerdict> = audit
        .actions
        .iter()
        .filter_map(|action| Some(action.effect.as_ref()?.verdict))
        .collect();
    assert_eq!(
        verdicts,
        [
            EffectVerdict::Better,
            EffectVerdict::Worse,
            EffectVerdict::NotConclusive
        ]
    );
    let journey = &audit.journeys[0];
    assert_eq!(
        journey.low_point,
        Some((Some("camille".to_owned()), "pick-up".to_owned()))
    );
}
