//! A designer's tool: writes a page with every kind of chart, light and dark, wide and narrow.
//!
//! `cargo run --example gallery OUT_DIR`, then open `OUT_DIR/gallery.html`. The figures are invented.

use std::fmt::Write as _;

use parcours::charts::{
    self, Figure, Format, Interval, Reading, Token, breakdown_dots, distribution, interval_strip, journey_curve,
    level_ladder, net_share_bar, radar, trend,
};
use parcours::language::Lang;

fn main() -> anyhow::Result<()> {
    let out = std::env::args().nth(1).unwrap_or_else(|| "target/gallery".to_owned());
    std::fs::create_dir_all(&out)?;
    let figures = figures();
    for (name, dark) in [("gallery.html", false), ("gallery-dark.html", true)] {
        let mut file = std::fs::File::create(std::path::Path::new(&out).join(name))?;
        std::io::Write::write_all(&mut file, page(&figures, dark).as_bytes())?;
    }
    Ok(())
}

/// One page; no rule of `stylesheet` hides a form here, both are shown.
fn page(figures: &[Figure], dark: bool) -> String {
    let mut html = format!(
        "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\"><title>Charts</title><style>{}\n\
         :root{{{}}}\nbody{{margin:24px;background:var(--surface);color:var(--ink);font:16px Arial,sans-serif}}\n\
         h2{{font-size:18px;margin:48px 0 4px}}p{{margin:0 0 16px;color:var(--muted);max-width:70ch}}\n\
         .both{{display:flex;gap:48px;align-items:flex-start}}.w{{width:720px}}.n{{width:350px}}\n\
         .pc-chart.pc-narrow{{display:block}}\n\
         table{{font-size:12px;border-collapse:collapse;margin-top:16px}}td,th{{padding:2px 12px 2px 0;text-align:left}}\
         </style>",
        charts::stylesheet(),
        charts::default_variables(dark)
    );
    for figure in figures {
        let _ = write!(
            html,
            "<h2>{}</h2><p>{}</p><div class=\"both\"><div class=\"w\">{}</div><div class=\"n\">{}</div></div>",
            escape(&figure.title),
            escape(&figure.sentence),
            figure.svg,
            figure.narrow_svg
        );
        let cells = |row: &[String], tag: &str| {
            row.iter().fold(String::new(), |out, cell| {
                format!("{out}<{tag}>{}</{tag}>", escape(cell))
            })
        };
        let _ = write!(
            html,
            "<details><summary>Table</summary><table><tr>{}</tr>",
            cells(&figure.table.head, "th")
        );
        for row in &figure.table.rows {
            let _ = write!(html, "<tr>{}</tr>", cells(row, "td"));
        }
        html.push_str("</table></details>");
    }
    html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn figures() -> Vec<Figure> {
    vec![
        journey_curve::draw(&journey(), Lang::Fr),
        journey_curve::draw(&emotion(), Lang::Fr),
        journey_curve::draw(&crowded(), Lang::Fr),
        net_share_bar::draw(&net_shares(), Lang::Fr),
        distribution::draw(&answers(), Lang::Fr),
        distribution::draw(&satisfaction(), Lang::Fr),
        breakdown_dots::draw(&dots(), Lang::Fr),
        trend::draw(&quarters(), Lang::Fr),
        trend::draw(&months(), Lang::En),
        distribution::draw(&reasons(), Lang::En),
        radar::draw(&maturity(7), Lang::Fr),
        radar::draw(&maturity(12), Lang::Fr),
        radar::draw(&maturity(2), Lang::En),
        interval_strip::draw(&strip(Reading::measured(18.0, 15.0, 21.0, 4212)), Lang::Fr),
        interval_strip::draw(&strip(Reading::Suppressed), Lang::Fr),
        level_ladder::draw(&ladder(), Lang::Fr),
    ]
}

fn shares(negative: f64, neutral: f64, positive: f64, n: u64) -> net_share_bar::Shares {
    let score = positive - negative;
    let half = 190.0 / libm::sqrt(n as f64);
    net_share_bar::Shares::Measured {
        negative,
        neutral,
        positive,
        score,
        interval: Some(Interval {
            low: score - half,
            high: score + half,
        }),
        n: Some(n),
    }
}

fn net_shares() -> net_share_bar::Spec {
    let row = |label: &str, shares| net_share_bar::Row {
        label: label.into(),
        shares,
        overall: label == "Ensemble",
    };
    net_share_bar::Spec {
        id: "nps".into(),
        title: "La recommandation tombe chez les plus de 60 ans".into(),
        target: Some(30.0),
        rows: vec![
            row("Ensemble", shares(26.0, 31.0, 43.0, 4212)),
            row("18-25 ans", shares(34.0, 31.0, 35.0, 412)),
            row("26-40 ans", shares(28.0, 30.0, 42.0, 988)),
            row("41-60 ans", shares(22.0, 33.0, 45.0, 1204)),
            row("60 ans et plus", shares(61.0, 22.0, 17.0, 301)),
            row(
                "Entreprises (PME/ETI) de plus de 250 salariés",
                shares(2.0, 53.0, 45.0, 96),
            ),
            row("Associations", net_share_bar::Shares::Suppressed),
            row("Collectivités", net_share_bar::Shares::Missing),
        ],
        ..Default::default()
    }
}

fn answers() -> distribution::Spec {
    let counts = [17, 6, 12, 20, 31, 102, 140, 420, 640, 812, 546];
    let group = |value| {
        if value < 7 {
            0
        } else {
            usize::from(value > 6) + usize::from(value > 8)
        }
    };
    distribution::Spec {
        id: "answers".into(),
        title: "Réponses de 0 à 10".into(),
        bars: (0..11)
            .map(|value| distribution::Bar {
                label: value.to_string(),
                count: f64::from(counts[value]),
                group: Some(group(value)),
            })
            .collect(),
        groups: [
            ("Détracteurs", Token::Negative),
            ("Passifs", Token::Neutral),
            ("Promoteurs", Token::Positive),
        ]
        .map(|(label, token)| distribution::Group {
            label: label.into(),
            token,
        })
        .into(),
        ..Default::default()
    }
}

fn satisfaction() -> distribution::Spec {
    let bar = |label: &str, count| distribution::Bar {
        label: label.into(),
        count,
        group: None,
    };
    distribution::Spec {
        id: "satisfaction".into(),
        title: "Satisfaction au retrait".into(),
        bars: vec![
            bar("Très insatisfait", 41.0),
            bar("Plutôt insatisfait", 90.0),
            bar("Ni satisfait ni insatisfait", 130.0),
            bar("Plutôt satisfait", 230.0),
            bar("Très satisfait", 121.0),
        ],
        ..Default::default()
    }
}

fn dots() -> breakdown_dots::Spec {
    let row = |label: &str, reading| breakdown_dots::Row {
        label: label.into(),
        reading,
    };
    breakdown_dots::Spec {
        id: "dots".into(),
        title: "La recommandation selon le persona".into(),
        target: Some(30.0),
        reference: Some((String::new(), 17.0)),
        format: Format {
            unit: "points".into(),
            ..Format::points()
        },
        rows: vec![
            row("Camille, commande en ligne", Reading::measured(-12.0, -19.0, -5.0, 612)),
            row("Nora, fidèle du magasin", Reading::measured(46.0, 41.0, 51.0, 1104)),
            row(
                "Entreprises (PME/ETI) de plus de 250 salariés",
                Reading::measured(26.0, 4.0, 48.0, 96),
            ),
            row("Associations", Reading::Suppressed),
            row("Collectivités", Reading::Missing),
            row("Visiteurs étrangers", Reading::Hypothesis { value: 10.0 }),
        ],
        ..Default::default()
    }
}

fn quarters() -> trend::Spec {
    let point = |label: &str, reading| trend::Point {
        label: label.into(),
        reading,
    };
    trend::Spec {
        id: "trend".into(),
        title: "La recommandation recule depuis l’été".into(),
        target: Some(30.0),
        format: Format::points(),
        points: vec![
            point("T1 2025", Reading::measured(31.0, 25.0, 37.0, 640)),
            point("T2 2025", Reading::measured(33.0, 27.0, 39.0, 655)),
            point("T3 2025", Reading::measured(24.0, 18.0, 30.0, 631)),
            point("T4 2025", Reading::Missing),
            point("T1 2026", Reading::measured(21.0, 15.0, 27.0, 612)),
            point("T2 2026", Reading::Suppressed),
            point("T3 2026", Reading::measured(18.0, 12.0, 24.0, 590)),
            point("T4 2026", Reading::Hypothesis { value: 22.0 }),
        ],
        ..Default::default()
    }
}

fn maturity(axes: usize) -> radar::Spec {
    let names = [
        "Vision",
        "Gouvernance de l’expérience client",
        "Données",
        "Culture",
        "Mesure",
        "Relais entre canaux",
        "Amélioration continue",
        "Accessibilité",
        "Parcours sans couture",
        "Écoute",
        "Anticonstitutionnellement",
        "Formation des équipes en magasin",
    ];
    let levels = [3.0, 2.0, 1.5, 3.5, 2.5, 1.0, 4.0, 2.0, 5.0, 0.0, 2.0, 3.0];
    radar::Spec {
        id: format!("radar-{axes}"),
        title: "Maturité de la relation client".into(),
        levels: 5,
        axes: (0..axes)
            .map(|place| radar::Axis {
                label: names[place].into(),
                level: (place != 2 || axes == 7).then_some(levels[place]),
                target: Some((levels[place] + 1.0).min(4.0)),
                levels: None,
            })
            .collect(),
        ..Default::default()
    }
}

fn strip(reading: Reading) -> interval_strip::Spec {
    interval_strip::Spec {
        id: format!("strip-{}", if reading == Reading::Suppressed { "none" } else { "nps" }),
        title: "Recommandation (NPS)".into(),
        reading,
        target: Some(30.0),
        scale: Some((-100.0, 100.0)),
        format: Format::points(),
        ..Default::default()
    }
}

fn ladder() -> level_ladder::Spec {
    level_ladder::Spec {
        id: "ladder".into(),
        title: "Relais entre canaux".into(),
        levels: ["Absent", "Ponctuel", "Organisé", "Mesuré", "Anticipé"]
            .map(String::from)
            .into(),
        reached: Some(2.0),
        target: Some(4.0),
        ..Default::default()
    }
}

fn journey() -> journey_curve::Spec {
    let stage = |label: &str, touchpoints: &[&str]| journey_curve::Stage {
        label: label.into(),
        touchpoints: touchpoints.iter().map(ToString::to_string).collect(),
    };
    let m = |value: f64, n| Reading::measured(value, value - 0.2, value + 0.2, n);
    let series = |label: &str, points: Vec<Reading>, highlighted| journey_curve::Series {
        label: label.into(),
        points,
        highlighted,
    };
    journey_curve::Spec {
        id: "journey".into(),
        title: "C’est au retrait que le parcours décroche".into(),
        scale: Some((1.0, 5.0)),
        stages: vec![
            stage("Envie", &["Publicité"]),
            stage("Recherche", &["Site web", "Chatbot"]),
            stage("Achat", &["Choix", "Paiement"]),
            stage("Retrait", &["Retrait en magasin"]),
            stage("Après", &["Évaluation", "Fidélité"]),
        ],
        series: vec![
            series(
                "Camille, commande en ligne",
                vec![
                    Reading::Hypothesis { value: 3.7 },
                    m(4.2, 640),
                    Reading::Suppressed,
                    m(4.5, 655),
                    m(4.3, 631),
                    m(2.6, 612),
                    m(3.4, 288),
                    m(3.8, 190),
                ],
                true,
            ),
            series(
                "Nora",
                vec![
                    Reading::Missing,
                    m(3.9, 210),
                    m(3.1, 40),
                    m(4.0, 220),
                    m(4.4, 230),
                    m(4.3, 255),
                    m(4.1, 99),
                    m(4.2, 88),
                ],
                false,
            ),
            series(
                "Entreprises (PME/ETI)",
                vec![
                    Reading::Missing,
                    m(3.2, 210),
                    m(3.0, 40),
                    m(3.6, 220),
                    Reading::Missing,
                    m(3.9, 255),
                    m(3.8, 99),
                    Reading::Suppressed,
                ],
                false,
            ),
        ],
        ..Default::default()
    }
}

fn emotion() -> journey_curve::Spec {
    let values = [0.8, 0.2, -1.1, 1.4, 0.9, -1.6, 0.5, -0.2];
    let names = [
        "Découverte",
        "Comparaison",
        "Devis en ligne",
        "Rendez-vous",
        "Signature",
        "Activation",
        "Usage",
        "Renouvellement",
    ];
    journey_curve::Spec {
        id: "emotion".into(),
        title: "Courbe émotionnelle".into(),
        scale: Some((-2.0, 2.0)),
        format: Format {
            style: parcours::charts::Style::Signed,
            ..Format::plain(1)
        },
        stages: names
            .map(|label| journey_curve::Stage {
                label: label.into(),
                touchpoints: vec![],
            })
            .into(),
        series: vec![journey_curve::Series {
            label: "Nora".into(),
            points: values
                .map(|value| Reading::measured(value, value - 0.25, value + 0.3, 140))
                .into(),
            highlighted: true,
        }],
        ..Default::default()
    }
}

fn crowded() -> journey_curve::Spec {
    let names = [
        ["Publicité à la télévision", "Bouche à oreille", "Moteur de recherche"].as_slice(),
        &["Site web", "Chatbot", "Comparateur", "Appel au service commercial"],
        &["Panier", "Paiement en plusieurs fois"],
        &["Livraison", "Retrait en magasin", "Déballage"],
        &["Service après-vente", "Programme de fidélité"],
    ];
    let stages = ["Découverte", "Considération", "Achat", "Réception", "Fidélisation"];
    let values = [3.1, 3.9, 4.4, 4.2, 2.9, 3.3, 4.0, 4.3, 3.7, 3.9, 2.1, 3.0, 2.8, 3.6];
    let series = |label: &str, shift: f64, highlighted| journey_curve::Series {
        label: label.into(),
        points: values
            .map(|v| Reading::measured(v + shift, v + shift - 0.2, v + shift + 0.2, 1240))
            .into(),
        highlighted,
    };
    journey_curve::Spec {
        id: "crowded".into(),
        title: "Quatorze points de contact, quatre personas".into(),
        scale: Some((1.0, 5.0)),
        stages: stages
            .into_iter()
            .zip(names)
            .map(|(label, names)| journey_curve::Stage {
                label: label.into(),
                touchpoints: names.iter().map(ToString::to_string).collect(),
            })
            .collect(),
        series: vec![
            series("Camille", 0.0, true),
            series("Nora", 0.1, false),
            series("Entreprises (PME/ETI) de plus de 250 salariés", 0.15, false),
            series("Visiteurs", -0.5, false),
        ],
        ..Default::default()
    }
}

fn months() -> trend::Spec {
    let months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let season = [0, 2, 3, 1, 4, 6, 3, 2, 5, 7, 8, 6];
    let reading = |at: usize| {
        let value = 78.0 + f64::from(season[at % 12]) - at as f64 / 8.0;
        if at == 9 {
            Reading::Missing
        } else {
            Reading::measured(value, value - 3.0, value + 3.0, 1204)
        }
    };
    trend::Spec {
        id: "months".into(),
        title: "Two years of satisfaction".into(),
        target: Some(85.0),
        format: Format::percent(0),
        points: (0..24)
            .map(|at| trend::Point {
                label: format!("{} {}", months[at % 12], 2025 + at / 12),
                reading: reading(at),
            })
            .collect(),
        ..Default::default()
    }
}

fn reasons() -> distribution::Spec {
    let bar = |label: &str, count, group| distribution::Bar {
        label: label.into(),
        count,
        group: Some(group),
    };
    distribution::Spec {
        id: "reasons".into(),
        title: "Why people came back".into(),
        bars: vec![
            bar("The product was not the one shown on the website", 212.0, 0),
            bar("Delivery later than promised", 188.0, 0),
            bar("Something was missing from the parcel", 90.0, 0),
            bar("To buy again", 640.0, 1),
            bar("Advice from the people in the shop", 331.5, 1),
        ],
        groups: vec![
            distribution::Group {
                label: "Something went wrong".into(),
                token: Token::Negative,
            },
            distribution::Group {
                label: "Something went well".into(),
                token: Token::Positive,
            },
        ],
        ..Default::default()
    }
}
