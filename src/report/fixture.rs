//! An audit made by hand for the tests of this module: every kind of row once, and the words of somebody hostile.

use std::collections::BTreeMap;

use jiff::civil::date;

use crate::audit::*;
use crate::language::{Lang, Text};
use crate::manifest::{Certainty, Direction, Kind, Level, Located, Scope, Unit};
use crate::project::{
    ActionStatus, Brand, ChannelKind, Claim, Context, Day, Grade, Moment, NoteKind, Page, Reference, Shared, Size,
};
use crate::stats::Interval;

/// What somebody hostile may write wherever words are taken.
pub(super) const HOSTILE: &str =
    "<script>alert(1)</script> \"><img src=x onerror=alert(2)> {{ 7 * 7 }} {% if %} javascript:alert(3) ' & </svg>";

fn text(en: &str, fr: &str) -> Text {
    Text::new(en, fr)
}

fn day(year: i16, month: i8, day: i8) -> Day {
    Day(date(year, month, day))
}

fn interval(low: f64, high: f64) -> Interval {
    Interval {
        level: 0.95,
        low,
        high,
        method: "adjusted-wald",
    }
}

fn located<T>(value: T) -> Located<T> {
    Located::unwritten(value)
}

/// Id, English and French title, stage, channel, everyone's mean, Camille's mean, n.
type Touchpoint = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    f64,
    f64,
    u64,
);

/// The touchpoints of the journey.
const TOUCHPOINTS: [Touchpoint; 12] = [
    ("window", "Shop window", "Vitrine", "before", "shop", 4.1, 4.0, 640),
    ("advert", "Advert", "Publicité", "before", "social", 0.0, 0.0, 0),
    (
        "search",
        "Product search",
        "Recherche d'un produit",
        "consideration",
        "site",
        4.2,
        4.2,
        640,
    ),
    (
        "sheet",
        "Product page",
        "Fiche produit",
        "consideration",
        "site",
        4.4,
        4.5,
        655,
    ),
    (
        "stock",
        "Availability in shops",
        "Disponibilité en magasin",
        "consideration",
        "site",
        3.6,
        3.1,
        590,
    ),
    (
        "payment",
        "Online payment",
        "Paiement en ligne",
        "conversion",
        "site",
        4.4,
        4.3,
        631,
    ),
    (
        "advice",
        "Advice in the shop",
        "Conseil en magasin",
        "conversion",
        "shop",
        4.6,
        4.5,
        702,
    ),
    (
        "pickup",
        "Pick-up in the shop",
        "Retrait en magasin",
        "conversion",
        "shop",
        3.3,
        2.2,
        612,
    ),
    (
        "delivery",
        "Delivery at home",
        "Livraison à domicile",
        "conversion",
        "post",
        4.0,
        3.9,
        480,
    ),
    (
        "use",
        "First use",
        "Première utilisation",
        "evaluation",
        "shop",
        4.3,
        4.2,
        288,
    ),
    (
        "return",
        "Return of an item",
        "Retour d'un article",
        "evaluation",
        "shop",
        3.5,
        3.4,
        150,
    ),
    (
        "loyalty",
        "Loyalty card",
        "Carte de fidélité",
        "loyalty",
        "app",
        3.9,
        3.8,
        190,
    ),
];

const PERSONAS: [(&str, &str); 4] = [
    ("camille", "Camille"),
    ("robert", "Robert"),
    ("ines", "Inès"),
    ("paul", "Paul et Jeanne"),
];

fn persona_cell(id: &str, name: &str, value: f64, half: f64, n: u64, counts: BTreeMap<String, u64>) -> Cell {
    Cell {
        key: BTreeMap::from([("persona".to_owned(), id.to_owned())]),
        labels: BTreeMap::from([("persona".to_owned(), Text::same(name))]),
        suppressed: false,
        value: Some(value),
        n: Some(n),
        n_effective: Some(n as f64),
        standard_error: Some(half / 1.96),
        counts,
        interval: Some(interval(value - half, value + half)),
        unweighted: None,
        beside: Vec::new(),
    }
}

fn withheld(dimension: &str, id: &str, label: Text) -> Cell {
    Cell {
        key: BTreeMap::from([(dimension.to_owned(), id.to_owned())]),
        labels: BTreeMap::from([(dimension.to_owned(), label)]),
        suppressed: true,
        value: None,
        n: None,
        n_effective: None,
        standard_error: None,
        counts: BTreeMap::new(),
        interval: None,
        unweighted: None,
        beside: Vec::new(),
    }
}

fn check(id: &str, kind: Kind, title: Text) -> Check {
    Check {
        id: id.to_owned(),
        kind,
        plugin: PluginRef {
            id: id.split(':').next().unwrap_or(id).to_owned(),
            version: "1.0.0".to_owned(),
        },
        title,
        summary: Text::default(),
        subject: Subject::default(),
        estimate: None,
        outcome: Outcome::NotApplicable,
        value: None,
        unit: None,
        range: None,
        direction: None,
        scale: None,
        n: None,
        n_effective: None,
        standard_error: None,
        counts: BTreeMap::new(),
        missing: None,
        interval: None,
        unweighted: None,
        beside: Vec::new(),
        current: None,
        target: None,
        benchmarks: Vec::new(),
        changes: Vec::new(),
        share_checked: 1.0,
        score: None,
        level: None,
        website: None,
        levels: Vec::new(),
        missing_for_next: Vec::new(),
        items: Vec::new(),
        breakdowns: Vec::new(),
        criteria: Vec::new(),
        charts: Vec::new(),
        references: Vec::new(),
        readme: Text::default(),
    }
}

fn counts(of: &[u64], first: i64) -> BTreeMap<String, u64> {
    of.iter()
        .zip(first..)
        .map(|(count, answer)| (answer.to_string(), *count))
        .collect()
}

fn period(id: &str, label: &str, value: f64, half: f64, n: u64) -> Cell {
    let mut cell = persona_cell("", "", value, half, n, BTreeMap::new());
    cell.key = BTreeMap::from([("period".to_owned(), id.to_owned())]);
    cell.labels = BTreeMap::from([("period".to_owned(), Text::same(label))]);
    cell
}

fn breakdown(by: &str, title: Text, cells: Vec<Cell>) -> Breakdown {
    Breakdown {
        by: vec![by.to_owned()],
        titles: vec![title],
        cells,
    }
}

fn nps() -> Check {
    let mut nps = check("nps", Kind::Kpi, text("Recommendation (NPS)", "Recommandation (NPS)"));
    let answers = [60, 40, 60, 80, 110, 240, 310, 700, 960, 820, 832];
    let n: u64 = answers.iter().sum();
    let (plus, minus) = (answers[9] + answers[10], answers[..7].iter().sum::<u64>());
    let value = 100.0 * (plus as f64 - minus as f64) / n as f64;
    nps.summary = text(
        "Would customers recommend us?",
        "Les clients nous recommanderaient-ils ?",
    );
    nps.subject.survey = Some("satisfaction".to_owned());
    nps.subject.question = Some("nps".to_owned());
    nps.subject.text = Some(text(
        "How likely are you to recommend Maison Aubrac to a friend?",
        "Recommanderiez-vous Maison Aubrac à un proche ?",
    ));
    nps.estimate = Some("net-share".to_owned());
    nps.outcome = Outcome::Failed;
    nps.value = Some(value);
    nps.unit = Some(Unit::Points);
    nps.range = Some([-100.0, 100.0]);
    nps.direction = Some(Direction::HigherIsBetter);
    nps.scale = Some([0, 10]);
    nps.n = Some(n);
    nps.n_effective = Some(n as f64);
    nps.standard_error = Some(1.3);
    nps.counts = counts(&answers, 0);
    nps.missing = Some(Missing {
        blank: 84,
        not_an_answer: 16,
        out_of_scale: 0,
    });
    nps.interval = Some(interval(value - 2.5, value + 2.5));
    nps.beside = vec![BesideFigure {
        id: "mean".to_owned(),
        title: text("the mean of the scores", "la moyenne des notes"),
        unit: Unit::Score,
        value: Some(7.21),
        n,
        standard_error: Some(0.04),
        interval: Some(interval(7.13, 7.29)),
        unweighted: None,
    }];
    nps.target = Some(Target { value: 30.0 });
    nps.benchmarks = vec![BenchmarkFigure {
        name: text("A competitor", "Un concurrent"),
        value: 24.0,
        source: "sector-2025".to_owned(),
        year: 2025,
    }];
    let change = |persona: Option<&str>, difference, half: f64, p_holm, beyond_chance| Change {
        from: ("spring".to_owned(), text("March 2026", "mars 2026")),
        to: ("autumn".to_owned(), text("October 2026", "octobre 2026")),
        persona: persona.map(str::to_owned),
        difference,
        interval: interval(difference - half, difference + half),
        p: p_holm / 5.0,
        p_holm,
        family: 3,
        n: (2104, 2108),
        beyond_chance,
    };
    nps.changes = vec![
        change(None, -7.0, 4.1, 0.002, true),
        change(Some("camille"), -21.4, 7.9, 0.000_01, true),
        change(Some("robert"), 1.2, 6.2, 0.71, false),
    ];
    let group = |low: u64, mid: u64, high: u64| counts(&[low, 0, 0, 0, 0, 0, 0, mid, 0, 0, high], 0);
    nps.breakdowns = vec![
        breakdown(
            "persona",
            text("persona", "persona"),
            vec![
                persona_cell("camille", "Camille", -14.0, 4.4, 1204, group(490, 392, 322)),
                persona_cell("robert", "Robert", 46.0, 5.0, 1104, group(160, 276, 668)),
                persona_cell("ines", "Inès", 23.0, 5.2, 1004, group(220, 333, 451)),
                withheld("persona", "paul", Text::same("Paul et Jeanne")),
            ],
        ),
        breakdown(
            "channel",
            text("channel", "canal"),
            vec![
                {
                    let mut cell = persona_cell("", "", 31.0, 4.0, 1900, BTreeMap::new());
                    cell.key = BTreeMap::from([("channel".to_owned(), "shop".to_owned())]);
                    cell.labels = BTreeMap::from([("channel".to_owned(), text("Shop", "Magasin"))]);
                    cell
                },
                {
                    let mut cell = persona_cell("", "", 28.0, 4.6, 1500, BTreeMap::new());
                    cell.key = BTreeMap::from([("channel".to_owned(), "site".to_owned())]);
                    cell.labels = BTreeMap::from([("channel".to_owned(), text("Website", "Site web"))]);
                    cell
                },
                withheld("channel", "chatbot", text("Chatbot", "Agent conversationnel")),
            ],
        ),
        breakdown(
            "period",
            text("wave", "vague"),
            vec![
                period("spring", "mars 2026", value + 3.5, 3.4, 2104),
                period("autumn", "octobre 2026", value - 3.5, 3.6, 2108),
            ],
        ),
    ];
    let mut crossed = persona_cell("camille", "Camille", -22.0, 6.0, 600, group(290, 180, 130));
    crossed.key.insert("period".to_owned(), "autumn".to_owned());
    let mut robert = persona_cell("robert", "Robert", 47.0, 7.0, 560, group(80, 140, 340));
    robert.key.insert("period".to_owned(), "autumn".to_owned());
    nps.breakdowns.push(Breakdown {
        by: vec!["persona".to_owned(), "period".to_owned()],
        titles: vec![text("persona", "persona"), text("wave", "vague")],
        cells: vec![crossed, robert],
    });
    let half = [30, 20, 35, 45, 60, 130, 160, 350, 470, 400, 408];
    let mut current = period("autumn", "octobre 2026", 100.0 * (808.0 - 480.0) / 2108.0, 3.6, 2108);
    current.counts = counts(&half, 0);
    nps.current = Some(current);
    nps.charts = ["net-share-bar", "breakdown-dots", "trend", "distribution"]
        .map(str::to_owned)
        .into();
    nps.references = vec!["reichheld-2003".to_owned()];
    nps.readme = text(
        "# NPS\n\nShare of promoters (9–10) minus share of detractors (0–6).\n\n## A common mistake\n\nThe NPS is not a mean.\n",
        "# NPS\n\nPart des promoteurs (9–10) moins part des détracteurs (0–6).\n\n## Une erreur courante\n\nLe NPS n'est pas une moyenne : dix 8 valent 0.\n",
    );
    nps
}

fn csat() -> Check {
    let mut csat = check("csat", Kind::Kpi, text("Overall satisfaction", "Satisfaction globale"));
    let answers = [180, 260, 700, 1900, 1100];
    let n: u64 = answers.iter().sum();
    csat.subject.survey = Some("satisfaction".to_owned());
    csat.estimate = Some("share".to_owned());
    csat.outcome = Outcome::CannotTell;
    csat.value = Some(100.0 * 3000.0 / n as f64);
    csat.unit = Some(Unit::Percent);
    csat.range = Some([0.0, 100.0]);
    csat.direction = Some(Direction::HigherIsBetter);
    csat.scale = Some([1, 5]);
    csat.n = Some(n);
    csat.counts = counts(&answers, 1);
    csat.interval = Some(Interval {
        level: 0.95,
        low: 71.1,
        high: 73.8,
        method: "wilson",
    });
    csat.target = Some(Target { value: 72.5 });
    csat.charts = vec!["distribution".to_owned()];
    csat.readme = text(
        "# CSAT\n\nTop-2 box.\n",
        "# CSAT\n\nPart des deux meilleures réponses.\n",
    );
    csat
}

fn rating(index: usize) -> Option<Check> {
    let (id, en, fr, _, _, mean, camille, n) = *TOUCHPOINTS.get(index)?;
    if n == 0 {
        return None;
    }
    let mut rating = check(
        &format!("rating:satisfaction.{id}"),
        Kind::Kpi,
        text("Satisfaction", "Satisfaction"),
    );
    rating.subject.survey = Some("satisfaction".to_owned());
    rating.subject.question = Some(id.to_owned());
    rating.subject.touchpoint = Some(id.to_owned());
    rating.subject.label = Some(text(en, fr));
    rating.estimate = Some("mean".to_owned());
    rating.value = Some(mean);
    rating.unit = Some(Unit::Score);
    rating.direction = Some(Direction::HigherIsBetter);
    rating.scale = Some([1, 5]);
    rating.n = Some(n);
    rating.interval = Some(Interval {
        level: 0.95,
        low: mean - 0.1,
        high: mean + 0.1,
        method: "student-t",
    });
    rating.breakdowns = vec![breakdown(
        "persona",
        text("persona", "persona"),
        vec![
            persona_cell("camille", "Camille", camille, 0.2, n / 3, BTreeMap::new()),
            persona_cell("robert", "Robert", mean + 0.3, 0.2, n / 3, BTreeMap::new()),
            withheld("persona", "paul", Text::same("Paul et Jeanne")),
        ],
    )];
    rating.charts = vec!["breakdown-dots".to_owned()];
    Some(rating)
}

fn maturity(id: &str, title: Text, level: u8) -> Check {
    let mut check = check(id, Kind::Maturity, title);
    let names = [
        ("Single", "Mono"),
        ("Multi", "Multi"),
        ("Cross", "Cross"),
        ("Omni", "Omni"),
    ];
    check.levels = names
        .iter()
        .zip(1..)
        .map(|((en, fr), level)| Level {
            level,
            title: text(&format!("{en}-channel"), &format!("{fr}canal")),
            rubric: text("What is true at this level.", "Ce qui est vrai à ce niveau."),
            next_step: text("Show the order at the counter.", "Afficher la commande au comptoir."),
        })
        .collect();
    check.level = Some(level);
    check.value = Some(level.into());
    check.unit = Some(Unit::Level);
    check.outcome = if level >= 3 { Outcome::Passed } else { Outcome::Failed };
    check.target = Some(Target { value: 3.0 });
    check.missing_for_next = vec![text(
        "The shop cannot see the online order.",
        "Le magasin ne voit pas la commande en ligne.",
    )];
    check.items = vec![RatedItem {
        id: "orders".to_owned(),
        title: text(
            "An order is known on every channel.",
            "Une commande est connue sur tous les canaux.",
        ),
        levels: BTreeMap::from([
            ("Direction CX".to_owned(), 1),
            ("Magasins".to_owned(), 3),
            ("SI".to_owned(), 2),
        ]),
        evidence: text(
            "Two visits of shops, June 2026.",
            "Deux visites de magasins, juin 2026.",
        ),
    }];
    check.readme = text("# Title\n\nHow it is judged.\n", "# Titre\n\nComment c'est jugé.\n");
    check
}

fn findable() -> Check {
    let mut check = check("findable", Kind::Website, text("Easy to find", "Facile à trouver"));
    let criterion = |id: &str, en: &str, fr: &str, outcome, occurrences, weight| Criterion {
        id: id.to_owned(),
        title: text(en, fr),
        outcome,
        score: Some(if outcome == Outcome::Passed { 1.0 } else { 0.4 }),
        occurrences,
        pages_failed: occurrences.min(4),
        pages_checked: 12,
        weight,
        certainty: Certainty::Decidable,
        scope: Scope::Page,
        friction: occurrences > 10,
        references: vec!["wcag:2.4.2".to_owned()],
        why: text(
            "Searchers see it first.",
            "C'est ce que voient d'abord ceux qui cherchent.",
        ),
        fix: text("Give each page its own.", "Donner le sien à chaque page."),
        evidence: (0..occurrences)
            .map(|place| Evidence {
                path: "magasins.html".to_owned(),
                line: 48 + place as u32,
                column: 12,
                snippet: format!("<a href=\"{HOSTILE}\">"),
                text: text("The link leads nowhere.", "Le lien ne mène nulle part."),
                pages: 1 + place,
            })
            .collect(),
    };
    check.criteria = vec![
        criterion(
            "seo-title-present",
            "Every page has a title",
            "Chaque page a un titre",
            Outcome::Passed,
            0,
            7,
        ),
        criterion(
            "seo-links",
            "Links lead somewhere",
            "Les liens mènent quelque part",
            Outcome::Failed,
            31,
            10,
        ),
        criterion(
            "seo-title-unique",
            "Titles differ",
            "Les titres diffèrent",
            Outcome::Failed,
            2,
            3,
        ),
        criterion(
            "seo-url-readable",
            "Addresses can be read",
            "Les adresses se lisent",
            Outcome::CannotTell,
            0,
            1,
        ),
        criterion(
            "seo-hreflang",
            "Languages are declared",
            "Les langues sont déclarées",
            Outcome::NotApplicable,
            0,
            3,
        ),
    ];
    check.outcome = Outcome::Failed;
    check.score = Some(61.0);
    check.share_checked = 0.71;
    check.website = Some(WebsiteDetail {
        threshold: 80.0,
        gated_by: vec!["seo-links".to_owned()],
        met_everywhere: 1,
        applicable: 4,
    });
    check
}

fn finding(id: &str, check: &str, severity: Severity, text: Text) -> Finding {
    Finding {
        id: id.to_owned(),
        key: format!("{check}/{id}"),
        check: check.to_owned(),
        message: "message".to_owned(),
        values: BTreeMap::new(),
        severity,
        size: 0.0,
        text,
        touchpoint: None,
        persona: None,
        criterion: None,
        place: None,
        verbatims: Vec::new(),
        actions: Vec::new(),
    }
}

fn findings() -> Vec<Finding> {
    let mut pickup = finding(
        "F-004",
        "rating:satisfaction.pickup",
        Severity::High,
        text(
            "Pick-up in the shop is where the journey is weakest",
            "Le retrait en magasin est le point le plus faible",
        ),
    );
    pickup.touchpoint = Some("pickup".to_owned());
    pickup.persona = Some("camille".to_owned());
    pickup.verbatims = vec!["V-1".to_owned(), "V-2".to_owned(), "V-hostile".to_owned()];
    pickup.actions = vec!["A-01".to_owned()];
    let mut links = finding(
        "F-017",
        "findable",
        Severity::High,
        text(
            "Dead links to availability in shops",
            "Des liens morts vers les disponibilités en magasin",
        ),
    );
    links.criterion = Some("seo-links".to_owned());
    links.place = Some("magasins.html:48:12".to_owned());
    links.verbatims = vec!["V-2".to_owned()];
    let mut omni = finding(
        "F-011",
        "omnichannel",
        Severity::Medium,
        text(
            "Channels hand over without the case",
            "Les canaux se relaient sans le dossier",
        ),
    );
    omni.verbatims = vec!["V-3".to_owned()];
    let mut advice = finding(
        "F-021",
        "rating:satisfaction.advice",
        Severity::Strength,
        text(
            "Advice in the shop carries the relationship",
            "Le conseil en magasin porte la relation",
        ),
    );
    advice.touchpoint = Some("advice".to_owned());
    advice.verbatims = vec!["V-4".to_owned()];
    let mut robert = finding(
        "F-022",
        "nps",
        Severity::Strength,
        text("Robert recommends", "Robert recommande"),
    );
    robert.persona = Some("robert".to_owned());
    let low = finding("F-030", "csat", Severity::Low, Text::same(HOSTILE));
    vec![pickup, links, omni, low, advice, robert]
}

fn journey() -> JourneyRow {
    let stages = [
        ("before", "Before purchase", "Avant l'achat"),
        ("consideration", "Consideration", "Réflexion"),
        ("conversion", "Conversion", "Achat"),
        ("evaluation", "Evaluation", "Évaluation"),
        ("loyalty", "Loyalty", "Fidélité"),
    ];
    let series = |persona: Option<&str>, label: Text, shift: &dyn Fn(f64, f64) -> f64, half: f64| JourneySeries {
        persona: persona.map(str::to_owned),
        label,
        points: TOUCHPOINTS
            .iter()
            .map(|(id, _, _, _, _, mean, camille, n)| {
                let value = shift(*mean, *camille);
                JourneyPoint {
                    touchpoint: (*id).to_owned(),
                    value: Some(if *n == 0 { 3.2 } else { value }),
                    interval: (*n > 0).then(|| interval(value - half, value + half)),
                    n: (*n > 0).then_some(if persona.is_some() { n / 3 } else { *n }),
                    hypothesis: *n == 0,
                    suppressed: false,
                }
            })
            .collect(),
    };
    let mut paul = series(Some("paul"), Text::same("Paul et Jeanne"), &|mean, _| mean, 0.4);
    for point in &mut paul.points {
        if point.touchpoint == "pickup" {
            *point = JourneyPoint {
                touchpoint: point.touchpoint.clone(),
                value: None,
                interval: None,
                n: None,
                hypothesis: false,
                suppressed: true,
            };
        }
    }
    JourneyRow {
        scale: [1, 5],
        period: Some(("autumn".to_owned(), text("October 2026", "octobre 2026"))),
        stages: stages
            .iter()
            .map(|(id, en, fr)| StageRow {
                id: (*id).to_owned(),
                title: text(en, fr),
            })
            .collect(),
        touchpoints: TOUCHPOINTS
            .iter()
            .map(|(id, en, fr, stage, channel, _, _, n)| TouchpointRow {
                id: (*id).to_owned(),
                title: text(en, fr),
                stage: (*stage).to_owned(),
                channel: (*channel).to_owned(),
                goal: text("to be done with it quickly", "en finir vite"),
                moment: (*id == "search").then_some(Moment::Zmot),
                pains: if *id == "pickup" {
                    vec![text("The queue is that of the tills", "La file est celle des caisses")]
                } else {
                    Vec::new()
                },
                opportunities: if *id == "pickup" {
                    vec![text("A counter of its own", "Un comptoir à part")]
                } else {
                    Vec::new()
                },
                check: (*n > 0).then(|| format!("rating:satisfaction.{id}")),
                hypothesis_reason: if *n == 0 {
                    text("Team workshop, June 2026", "Atelier de l'équipe, juin 2026")
                } else {
                    Text::default()
                },
                findings: if *id == "pickup" {
                    vec!["F-004".to_owned()]
                } else {
                    Vec::new()
                },
                verbatims: if *id == "pickup" {
                    vec!["V-1".to_owned(), "V-hostile".to_owned()]
                } else {
                    Vec::new()
                },
                notes: if *id == "pickup" {
                    vec!["N-1".to_owned()]
                } else {
                    Vec::new()
                },
            })
            .collect(),
        series: vec![
            series(None, text("Everyone", "Ensemble"), &|mean, _| mean, 0.1),
            series(Some("camille"), Text::same("Camille"), &|_, camille| camille, 0.2),
            series(
                Some("robert"),
                Text::same("Robert"),
                &|mean, _| (mean + 0.25).min(4.8),
                0.2,
            ),
            paul,
        ],
        weakest: vec!["pickup".to_owned(), "return".to_owned()],
        low_point: Some((Some("camille".to_owned()), "pickup".to_owned())),
    }
}

fn verbatim(id: &str, words: &str) -> VerbatimRow {
    VerbatimRow {
        id: id.to_owned(),
        survey: "satisfaction".to_owned(),
        question: "comment".to_owned(),
        text: words.to_owned(),
        touchpoint: Some("pickup".to_owned()),
        group: Some("detractor".to_owned()),
        dimensions: BTreeMap::from([
            ("persona".to_owned(), vec!["camille".to_owned()]),
            ("channel".to_owned(), vec!["shop".to_owned()]),
        ]),
    }
}

fn action(id: &str, title: Text, status: ActionStatus) -> ActionRow {
    ActionRow {
        id: id.to_owned(),
        title,
        status,
        owner: text("Head of shops", "Direction des magasins"),
        decision: Text::default(),
        decided_by: Text::default(),
        cost: Text::default(),
        gain: Text::default(),
        effort: Some(Size::Medium),
        impact: Some(Size::High),
        due: Some(day(2027, 1, 15)),
        done: None,
        findings: vec!["F-004".to_owned()],
        overdue: false,
        effect: None,
    }
}

fn actions() -> Vec<ActionRow> {
    let mut counter = action(
        "A-01",
        text("Open a pick-up counter", "Ouvrir un comptoir de retrait"),
        ActionStatus::Proposed,
    );
    counter.decision = text(
        "A pick-up counter with the order on screen",
        "Un comptoir de retrait identifié, avec la commande à l'écran",
    );
    counter.decided_by = text("Executive committee", "Comité de direction");
    counter.cost = text("€180k", "180 k€");
    counter.gain = text("€0.4m to 0.9m a year", "0,4 à 0,9 M€ par an");
    let mut template = action(
        "A-02",
        text(
            "Mend the availability template",
            "Corriger le gabarit des disponibilités",
        ),
        ActionStatus::Ongoing,
    );
    template.decision = text("Six days of development", "Six jours de développement");
    template.cost = text("6 days", "6 j");
    template.overdue = true;
    template.findings = vec!["F-017".to_owned()];
    let effect = |difference: f64, half: f64, verdict| Effect {
        check: "nps".to_owned(),
        persona: Some("robert".to_owned()),
        before: Some((34.0, 1020)),
        after: Some((34.0 + difference, 1104)),
        difference: Some(difference),
        interval: Some(interval(difference - half, difference + half)),
        verdict,
        unit: Some(Unit::Points),
    };
    let mut worked = action(
        "A-03",
        text("Answer complaints within 48 hours", "Répondre aux réclamations en 48 h"),
        ActionStatus::Done,
    );
    worked.effect = Some(effect(12.0, 5.0, EffectVerdict::Better));
    worked.done = Some(day(2026, 6, 1));
    let mut not = action(
        "A-04",
        text("Send text messages", "Envoyer des SMS"),
        ActionStatus::Done,
    );
    not.effect = Some(effect(-9.0, 5.0, EffectVerdict::Worse));
    let mut unclear = action(
        "A-05",
        text("A chatbot", "Un agent conversationnel"),
        ActionStatus::Done,
    );
    unclear.effect = Some(effect(1.0, 5.0, EffectVerdict::NotConclusive));
    vec![
        counter,
        template,
        worked,
        not,
        unclear,
        action("A-06", Text::same(HOSTILE), ActionStatus::Dropped),
    ]
}

/// The whole audit.
pub(super) fn audit() -> Audit {
    let mut checks = vec![csat(), nps()];
    checks.extend((0..TOUCHPOINTS.len()).filter_map(rating));
    checks.push(maturity("omnichannel", text("Omnichannel", "Relais entre canaux"), 2));
    checks.push(maturity("listening", text("Listening", "Écoute"), 3));
    checks.push(maturity("privacy", text("Privacy", "Vie privée"), 4));
    checks.push(findable());
    let claim = |words: Text, grade, source: Option<&str>| Claim {
        text: words,
        grade: located(grade),
        source: source.map(|source| located(source.to_owned())),
    };
    Audit {
        format: "parcours-audit/1".to_owned(),
        tool: Tool {
            name: "parcours".to_owned(),
            version: "0.1.0".to_owned(),
        },
        project: ProjectHead {
            title: text("Customer experience audit", "Audit de l'expérience client"),
            client: Text::same("Maison Aubrac SA"),
            brand: "Maison Aubrac".to_owned(),
            languages: vec![Lang::Fr, Lang::En],
            period: Some((day(2026, 3, 1), day(2026, 10, 31))),
            scope: text(
                "Shops and click & collect in France; after-sales service is out of scope.",
                "Les magasins et le retrait en France ; le service après-vente est hors périmètre.",
            ),
            notice: text("synthetic data", "données synthétiques"),
            verdict: text(
                "Customers like the choice and the welcome; at pick-up in the shop, recommendation falls for those who order online.",
                "Les clients aiment le choix et l'accueil ; au retrait en magasin, la recommandation tombe chez celles et ceux qui commandent en ligne.",
            ),
            verdict_written: true,
            minimum_cell: 5,
            minimum_verbatims: 10,
        },
        as_of: Some(day(2026, 10, 31)),
        commit: Some("4f2c9ab".to_owned()),
        inputs: vec![InputRow {
            path: "data/satisfaction.csv".to_owned(),
            digest: "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
            bytes: 412_331,
            rows: Some(4312),
            rejected_rows: Some(1),
        }],
        checks,
        findings: findings(),
        actions: actions(),
        surveys: vec![SurveyRow {
            id: "satisfaction".to_owned(),
            title: text("Customer survey", "Enquête clients"),
            file: "data/satisfaction.csv".to_owned(),
            collection: text(
                "By e-mail, a week after purchase.",
                "Par courriel, une semaine après l'achat.",
            ),
            rows: 4312,
            rejected_rows: 1,
            invited: Some(21_000),
            dates: Some((day(2026, 3, 2), day(2026, 10, 30))),
            weights: Some(crate::evidence::WeightFacts {
                n: 4312,
                n_effective: 3980.0,
                design_effect: 1.08,
                smallest: 0.6,
                largest: 1.9,
            }),
            groups: ["spring", "autumn"]
                .map(|id| GroupRow {
                    dimension: "period".to_owned(),
                    id: id.to_owned(),
                    label: Text::same(id),
                    n: Some(2100),
                })
                .into(),
            withheld_cells: 2,
            comments: 812,
        }],
        personas: PERSONAS
            .iter()
            .map(|(id, name)| PersonaRow {
                id: (*id).to_owned(),
                name: Text::same(*name),
                summary: text(
                    "Orders online, picks up in the shop.",
                    "Commande en ligne, retire en magasin.",
                ),
                n: (*id != "paul").then_some(1200),
                share: (*id != "paul").then_some(0.28),
                share_interval: (*id != "paul").then(|| interval(0.266, 0.294)),
                has_segment: *id != "paul",
                goals: vec![
                    claim(text("Save time", "Gagner du temps"), Grade::Measured, None),
                    claim(
                        text("Know before coming", "Savoir avant de venir"),
                        Grade::Quoted,
                        Some("sector-2025"),
                    ),
                ],
                pains: vec![
                    claim(
                        text("Waiting at the counter", "Attendre au comptoir"),
                        Grade::Observed,
                        None,
                    ),
                    claim(text("Repeating the number", "Répéter son numéro"), Grade::Assumed, None),
                ],
                channels: vec!["site".to_owned(), "shop".to_owned()],
                quotes: if *id == "camille" {
                    vec!["V-1".to_owned(), "V-hostile".to_owned()]
                } else {
                    Vec::new()
                },
            })
            .collect(),
        channels: [
            ("shop", text("Shop", "Magasin"), ChannelKind::Physical),
            ("site", text("Website", "Site web"), ChannelKind::Digital),
            ("post", text("Delivery", "Livraison"), ChannelKind::Remote),
            ("app", text("App", "Application"), ChannelKind::Digital),
            (
                "social",
                text("Social advertising", "Publicité sociale"),
                ChannelKind::Paid,
            ),
        ]
        .into_iter()
        .map(|(id, name, kind)| ChannelRow {
            id: id.to_owned(),
            name,
            kind,
            goals: if id == "social" {
                Vec::new()
            } else {
                vec![text("buy", "acheter"), text("get advice", "être conseillé")]
            },
            hand_overs: if id == "site" {
                vec![HandOverRow {
                    to: "shop".to_owned(),
                    context: Context::Lost,
                    shared: vec![Shared::Price, Shared::Stock],
                    finishes: true,
                    evidence: text("Observed in four shops", "Observé dans quatre magasins"),
                }]
            } else {
                Vec::new()
            },
        })
        .collect(),
        journeys: vec![journey()],
        verbatims: vec![
            verbatim("V-1", "On m'a fait répéter mon numéro de commande trois fois."),
            verbatim("V-2", "Impossible de savoir si c'était en rayon !"),
            verbatim("V-3", "Le magasin ne voyait pas ma commande."),
            verbatim("V-4", "Des gens qui connaissent leur métier."),
            verbatim("V-hostile", HOSTILE),
        ],
        notes: vec![NoteRow {
            id: "N-1".to_owned(),
            kind: NoteKind::Interview,
            participant: format!("P1 {HOSTILE}"),
            date: Some(day(2026, 6, 3)),
            persona: Some("camille".to_owned()),
            summary: text("Waited.", "A attendu."),
            frictions: vec!["pickup".to_owned()],
            quotes: vec![(Text::same("J'ai attendu vingt minutes"), Some("pickup".to_owned()))],
        }],
        frictions: vec![Friction {
            finding: "F-004".to_owned(),
            source: "survey".to_owned(),
            text: text("Pick-up", "Retrait"),
            touchpoint: Some("pickup".to_owned()),
        }],
        website: Some(WebsiteRow {
            address: Some("https://www.maison-aubrac.example".to_owned()),
            captured: Some(day(2026, 10, 20)),
            folder: "site".to_owned(),
            pages: vec![
                ("index.html".to_owned(), "Accueil".to_owned()),
                ("magasins.html".to_owned(), HOSTILE.to_owned()),
            ],
        }),
        data_map: None,
        references: vec![
            Reference {
                id: located("reichheld-2003".to_owned()),
                author: "Reichheld".to_owned(),
                year: 2003,
                title: text("The One Number You Need to Grow", "The One Number You Need to Grow"),
                place: Text::same("Harvard Business Review 81(12)"),
                seen: false,
            },
            Reference {
                id: located("sector-2025".to_owned()),
                author: "Observatoire du commerce".to_owned(),
                year: 2025,
                title: text("Barometer", "Baromètre"),
                place: Text::same("https://example.org/barometre"),
                seen: true,
            },
        ],
        problems: vec![ProblemRow {
            code: "data/out-of-scale".to_owned(),
            severity: "warning".to_owned(),
            place: Some("data/satisfaction.csv:12:4".to_owned()),
            what: text("`11` is outside the scale", "`11` est hors de l'échelle"),
            help: text("declare it as no answer", "déclarez-le comme non-réponse"),
            count: 3,
        }],
    }
}

/// The project's own pages.
pub(super) fn pages() -> Vec<Page> {
    vec![Page {
        slug: "about".to_owned(),
        paths: BTreeMap::from([
            (Lang::Fr, "pages/about.fr.md".to_owned()),
            (Lang::En, "pages/about.en.md".to_owned()),
        ]),
        title: text("About", "À propos"),
        markdown: text(
            &format!(
                "Why this audit.\n\n# Big\n\n### Small\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\n![a](x.png) [bad](javascript:alert(1)) [home](../index.html)\n\n{HOSTILE}\n"
            ),
            &format!("Pourquoi cet audit ?\n\n# Grand\n\n{HOSTILE}\n\n[mal](javascript:alert(1))\n"),
        ),
    }]
}

/// A brand with one colour.
pub(super) fn brand() -> Brand {
    let mut brand = Brand {
        name: Some("Maison Aubrac".to_owned()),
        ..Brand::default()
    };
    brand.colours.accent = Some(located("#1f4e79".to_owned()));
    brand
}
