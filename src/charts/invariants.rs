//! What holds for every kind of chart, tested on ordinary, crowded and broken specifications: well-formed, titled,
//! same bytes twice, nothing cut, no two labels on each other, no colour but tokens, nothing a strict content
//! security policy would refuse.

use super::*;
use crate::language::Lang;

const LONG: &str = "Entreprises (PME/ETI) de plus de 250 salariés";
const UNBROKEN: &str = "Donaudampfschifffahrtsgesellschaftskapitänskajüte";
const HOSTILE: &str = "<script>alert('x')</script> & \"Cie\"\u{1}";

/// A label for place `at`, some of them awkward.
fn label(at: usize) -> String {
    match at % 7 {
        1 => LONG.into(),
        3 => UNBROKEN.into(),
        5 => HOSTILE.into(),
        _ => format!("Libellé {at}"),
    }
}

/// A short label for place `at`.
fn number(at: usize) -> String {
    at.to_string()
}

/// A reading for place `at`, some of them awkward.
fn reading(at: usize) -> Reading {
    let value = f64::from((at * 37 % 100) as u8) - 40.0;
    match at % 9 {
        2 => Reading::Suppressed,
        4 => Reading::Missing,
        5 => Reading::Hypothesis { value },
        6 => Reading::Measured {
            value: f64::NAN,
            interval: None,
            n: None,
        },
        7 => Reading::measured(value, f64::NEG_INFINITY, value, 12),
        8 if at.is_multiple_of(2) => Reading::measured(1e300, -1e300, 1e300, u64::MAX),
        8 => Reading::measured(99_999_999.4, -99_999_999.0, 1e9, 99_999_999_999),
        _ => Reading::measured(value, value - 9.0, value + 7.0, 1204),
    }
}

fn net_shares(rows: usize) -> net_share_bar::Spec {
    let shares = |at: usize| match at % 5 {
        1 => net_share_bar::Shares::Suppressed,
        2 => net_share_bar::Shares::Missing,
        3 => net_share_bar::Shares::Measured {
            negative: 0.0,
            neutral: f64::NAN,
            positive: -1.0,
            score: f64::INFINITY,
            interval: None,
            n: None,
        },
        _ => net_share_bar::Shares::Measured {
            negative: 0.01,
            neutral: 30.0,
            positive: at as f64,
            score: -44.4,
            interval: Some(Interval {
                low: -50.0,
                high: -38.0,
            }),
            n: Some(1_234_567),
        },
    };
    net_share_bar::Spec {
        id: "net".into(),
        title: HOSTILE.into(),
        target: Some(30.0),
        rows: (0..rows)
            .map(|at| net_share_bar::Row {
                label: label(at),
                shares: shares(at),
                overall: at == 0,
            })
            .collect(),
        ..Default::default()
    }
}

fn distribution(bars: usize, labels: fn(usize) -> String) -> distribution::Spec {
    let group = |at: usize| (at != 2).then_some(at * 3 / bars.max(1));
    distribution::Spec {
        id: "dist".into(),
        title: LONG.into(),
        bars: (0..bars)
            .map(|at| distribution::Bar {
                label: labels(at),
                count: if at == 1 { f64::NAN } else { (at * at * 97) as f64 },
                group: group(at),
            })
            .collect(),
        groups: [
            ("Détracteurs", Token::Negative),
            (LONG, Token::Neutral),
            (UNBROKEN, Token::Positive),
        ]
        .map(|(label, token)| distribution::Group {
            label: label.into(),
            token,
        })
        .into(),
        ..Default::default()
    }
}

fn dots(rows: usize) -> breakdown_dots::Spec {
    breakdown_dots::Spec {
        id: "dots".into(),
        title: LONG.into(),
        scale: Some((-100.0, 100.0)),
        format: Format::points(),
        target: Some(30.0),
        reference: Some((LONG.into(), 12.0)),
        rows: (0..rows)
            .map(|at| breakdown_dots::Row {
                label: label(at),
                reading: reading(at),
            })
            .collect(),
        ..Default::default()
    }
}

fn trend(points: usize, labels: fn(usize) -> String) -> trend::Spec {
    trend::Spec {
        id: "trend".into(),
        title: LONG.into(),
        target: Some(400.0),
        scale: Some((-100.0, 100.0)),
        format: Format::points(),
        points: (0..points)
            .map(|at| trend::Point {
                label: labels(at),
                reading: reading(at),
            })
            .collect(),
        ..Default::default()
    }
}

fn radar(axes: usize) -> radar::Spec {
    radar::Spec {
        id: "radar".into(),
        title: LONG.into(),
        axes: (0..axes)
            .map(|at| radar::Axis {
                label: label(at),
                level: [Some(3.0), None, Some(f64::NAN), Some(9.0), Some(1.5)][at % 5],
                target: [Some(4.0), Some(2.0), None][at % 3],
                levels: (at % 4 == 1).then_some(4),
            })
            .collect(),
        ..Default::default()
    }
}

fn journey(stops: usize, series: usize, stages: bool) -> journey_curve::Spec {
    let stage = |at: usize, touchpoints: Vec<String>| journey_curve::Stage {
        label: label(at),
        touchpoints,
    };
    journey_curve::Spec {
        id: "journey".into(),
        title: LONG.into(),
        scale: Some((-60.0, 60.0)),
        format: Format::points(),
        stages: if stages {
            (0..stops.div_ceil(3))
                .map(|at| stage(at, (0..3.min(stops - at * 3)).map(|t| label(at * 3 + t)).collect()))
                .collect()
        } else {
            (0..stops).map(|at| stage(at, vec![])).collect()
        },
        series: (0..series)
            .map(|at| journey_curve::Series {
                label: label(at),
                points: (0..stops).map(|stop| reading(stop + at)).collect(),
                highlighted: at == 1,
            })
            .collect(),
        ..Default::default()
    }
}

/// Every kind in every size that might go wrong.
fn all(lang: Lang) -> Vec<Figure> {
    let mut figures = Vec::new();
    for rows in [0, 1, 2, 7, 40] {
        figures.push(net_share_bar::draw(&net_shares(rows), lang));
        figures.push(distribution::draw(&distribution(rows, label), lang));
        figures.push(distribution::draw(&distribution(rows, number), lang));
        figures.push(breakdown_dots::draw(&dots(rows), lang));
        figures.push(breakdown_dots::draw(
            &breakdown_dots::Spec {
                scale: None,
                ..dots(rows)
            },
            lang,
        ));
        figures.push(trend::draw(&trend(rows, label), lang));
        figures.push(trend::draw(
            &trend(rows, |at| format!("T{} 20{:02}", at % 4 + 1, at / 4)),
            lang,
        ));
    }
    // Projected from a measured value, from a place without one, alone, and dense.
    for (rows, projected) in [(1, 1), (3, 2), (9, 6), (5, 1), (30, 4)] {
        let spec = trend::Spec {
            projected,
            ..trend(rows, number)
        };
        figures.push(trend::draw(&spec, lang));
    }
    // A dense trend whose lowest value lies on the foot of its scale.
    let mut foot = trend(40, |at| format!("Semaine {at}"));
    for (at, point) in foot.points.iter_mut().enumerate() {
        let value = if at == 20 { -100.0 } else { at as f64 };
        point.reading = Reading::Measured {
            value,
            interval: None,
            n: None,
        };
    }
    figures.push(trend::draw(&foot, lang));
    figures.push(distribution::draw(
        &distribution::Spec {
            suppressed: true,
            ..distribution(11, label)
        },
        lang,
    ));
    for axes in [0, 1, 2, 3, 5, 8, 12, 13, 40] {
        figures.push(radar::draw(&radar(axes), lang));
    }
    for (stops, series) in [(0, 0), (1, 1), (3, 2), (8, 1), (14, 4), (40, 6)] {
        figures.push(journey_curve::draw(&journey(stops, series, true), lang));
        figures.push(journey_curve::draw(&journey(stops, series, false), lang));
    }
    for at in 0..9 {
        for (scale, target) in [
            (Some((-100.0, 100.0)), Some(30.0)),
            (None, Some(f64::NAN)),
            (Some((5.0, 5.0)), Some(-99.0)),
        ] {
            let strip = interval_strip::Spec {
                id: "strip".into(),
                title: label(at),
                reading: reading(at),
                target,
                scale,
                ..Default::default()
            };
            figures.push(interval_strip::draw(&strip, lang));
        }
    }
    for (levels, reached) in [
        (0, None),
        (1, Some(1.0)),
        (5, Some(2.6)),
        (6, None),
        (5, Some(f64::NAN)),
        (20, Some(99.0)),
    ] {
        let ladder = level_ladder::Spec {
            id: "ladder".into(),
            title: LONG.into(),
            levels: (0..levels).map(label).collect(),
            reached,
            target: Some(4.0),
            ..Default::default()
        };
        figures.push(level_ladder::draw(&ladder, lang));
    }
    for stores in [0, 1, 7, 20] {
        figures.push(data_map::draw(&stores_and_flows(stores), lang));
    }
    for points in [0, 1, 15] {
        figures.push(importance_performance::draw(&fields(points), lang));
    }
    for items in [0, 1, 30] {
        figures.push(priority_matrix::draw(&priorities(items), lang));
    }
    figures
}

fn stores_and_flows(stores: usize) -> data_map::Spec {
    let kinds = [data_map::Kind::Live, data_map::Kind::Scheduled, data_map::Kind::ByHand];
    data_map::Spec {
        id: "data-map".into(),
        title: LONG.into(),
        stores: (0..stores)
            .map(|at| data_map::Store {
                label: label(at),
                owner: label(at + 1),
                outside: at % 3 == 2,
            })
            .collect(),
        flows: (0..stores)
            .map(|at| data_map::Flow {
                from: at,
                to: at * 7 % (stores + 1),
                label: label(at),
                kind: kinds[at % 3],
                ..Default::default()
            })
            .collect(),
    }
}

fn fields(points: usize) -> importance_performance::Spec {
    importance_performance::Spec {
        id: "drivers".into(),
        title: LONG.into(),
        sentence: LONG.into(),
        axes: [0, 1].map(label),
        highest: 0.3,
        lines: [0.1, 60.0],
        fields: [0, 1, 2, 3].map(label),
        uncertain: LONG.into(),
        points: (0..points)
            .map(|at| importance_performance::Point {
                label: label(at),
                importance: Reading::measured(at as f64 / 60.0, at as f64 / 70.0, at as f64 / 50.0, 80),
                performance: Reading::measured(40.0 + 9.0 * (at % 6) as f64, 30.0, 95.0, 80),
                certain: at % 2 == 0,
                ..Default::default()
            })
            .collect(),
        ..Default::default()
    }
}

fn priorities(items: usize) -> priority_matrix::Spec {
    priority_matrix::Spec {
        id: "priorities".into(),
        title: LONG.into(),
        up: LONG.into(),
        right: LONG.into(),
        steps: [0, 1, 3].map(label),
        items: (0..items)
            .map(|at| priority_matrix::Item {
                label: format!("A-{at:02}"),
                title: label(at),
                up: at % 4,
                right: at / 4 % 4,
            })
            .collect(),
    }
}

fn drawings() -> Vec<(Figure, String)> {
    Lang::ALL
        .into_iter()
        .flat_map(all)
        .flat_map(|figure| [figure.svg.clone(), figure.narrow_svg.clone()].map(|svg| (figure.clone(), svg)))
        .collect()
}

/// The box of a text: left, top, right, bottom; computed with the built-in widths.
fn text_box(node: roxmltree::Node<'_, '_>) -> (f64, f64, f64, f64) {
    let number = |name: &str| node.attribute(name).unwrap().parse::<f64>().unwrap();
    let (x, y, size) = (number("x"), number("y"), number("font-size"));
    let width = font::width(node.text().unwrap_or(""), size, node.has_attribute("font-weight"));
    let left = match node.attribute("text-anchor") {
        Some("middle") => x - width / 2.0,
        Some("end") => x - width,
        _ => x,
    };
    // Digits and capitals; descenders and accents of neighbours may share a line's gap.
    (left, y - 0.72 * size, left + width, y)
}

fn texts<'a>(document: &'a roxmltree::Document<'a>) -> Vec<(String, (f64, f64, f64, f64))> {
    document
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")))
        .map(|node| (node.text().unwrap_or("").to_owned(), text_box(node)))
        .collect()
}

fn view(document: &roxmltree::Document<'_>) -> (f64, f64) {
    let parts: Vec<f64> = document
        .root_element()
        .attribute("viewBox")
        .unwrap()
        .split(' ')
        .map(|n| n.parse().unwrap())
        .collect();
    (parts[2], parts[3])
}

#[test]
fn every_drawing_is_titled_xml_with_ids_of_its_own() {
    for (figure, svg) in drawings() {
        let document = roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{error}\n{svg}"));
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        assert!(matches!(root.attribute("lang"), Some("fr" | "en")));
        let named: Vec<&str> = root.attribute("aria-labelledby").unwrap().split(' ').collect();
        let text_of = |id: &str| {
            document
                .descendants()
                .find(|n| n.attribute("id") == Some(id))
                .and_then(|n| n.text())
        };
        // Control characters are the one thing XML cannot say.
        assert_eq!(text_of(named[0]).unwrap_or(""), figure.title.replace('\u{1}', " "));
        assert_eq!(text_of(named[1]).unwrap_or(""), figure.sentence.replace('\u{1}', " "));
        let ids = document.descendants().filter(|n| n.has_attribute("id")).count();
        assert_eq!(ids, 2);
        assert!(!figure.svg.contains(named[0]) || !figure.narrow_svg.contains(named[0]));
    }
}

#[test]
fn nothing_is_drawn_or_written_outside_the_sheet() {
    for (figure, svg) in drawings() {
        let document = roxmltree::Document::parse(&svg).unwrap();
        let (width, height) = view(&document);
        for (text, (left, top, right, bottom)) in texts(&document) {
            let inside = left >= -0.5 && right <= width + 0.5 && top >= -0.5 && bottom <= height + 0.5;
            assert!(
                inside,
                "{} cuts {text:?}: {left} {top} {right} {bottom} in {width} {height}",
                figure.id
            );
        }
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            for pair in node.attribute("points").unwrap_or("").split_whitespace() {
                let (x, y) = pair.split_once(',').unwrap();
                let (x, y) = (x.parse::<f64>().unwrap(), y.parse::<f64>().unwrap());
                assert!(
                    (-0.5..=width + 0.5).contains(&x) && (-0.5..=height + 0.5).contains(&y),
                    "{}: {pair} in {width} {height}",
                    figure.id
                );
            }
            for name in ["x", "x1", "x2", "cx"] {
                let place = node.attribute(name).map_or(0.0, |value| value.parse::<f64>().unwrap());
                assert!((-0.5..=width + 0.5).contains(&place), "{} {name}={place}", figure.id);
            }
            for name in ["y", "y1", "y2", "cy"] {
                let place = node.attribute(name).map_or(0.0, |value| value.parse::<f64>().unwrap());
                assert!((-0.5..=height + 0.5).contains(&place), "{} {name}={place}", figure.id);
            }
        }
    }
}

#[test]
fn no_two_labels_lie_on_each_other() {
    for (figure, svg) in drawings() {
        let document = roxmltree::Document::parse(&svg).unwrap();
        let texts = texts(&document);
        for (at, (a, left)) in texts.iter().enumerate() {
            for (b, right) in &texts[at + 1..] {
                let across = left.2.min(right.2) - left.0.max(right.0);
                let down = left.3.min(right.3) - left.1.max(right.1);
                assert!(
                    across < 0.5 || down < 0.5,
                    "{}: {a:?} {left:?} and {b:?} {right:?}\n{svg}",
                    figure.id
                );
            }
        }
    }
}

#[test]
fn a_label_cannot_become_markup() {
    for (_, svg) in drawings() {
        assert!(!svg.contains("<script"));
    }
    let svg = net_share_bar::draw(&net_shares(7), Lang::En).svg;
    assert!(svg.contains("&lt;script&gt;"));
}

#[test]
fn a_strict_content_security_policy_finds_nothing_to_refuse() {
    for (_, svg) in drawings() {
        for word in ["<style", " style=", "href", " on", "url("] {
            let tags: String = svg.split('<').filter_map(|part| part.split('>').next()).collect();
            assert!(!tags.contains(word), "{word}");
        }
    }
}

#[test]
fn colours_are_tokens_with_their_fallback() {
    for (_, svg) in drawings() {
        let document = roxmltree::Document::parse(&svg).unwrap();
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            for (attribute, kinds) in [("fill", &["fill", "text"][..]), ("stroke", &["stroke"][..])] {
                let Some(colour) = node.attribute(attribute).filter(|colour| *colour != "none") else {
                    continue;
                };
                let classes: Vec<&str> = node.attribute("class").unwrap_or("").split(' ').collect();
                let matching = Token::ALL.iter().any(|token| {
                    let named = kinds
                        .iter()
                        .any(|kind| classes.contains(&format!("pc-{kind}-{}", token.name()).as_str()));
                    token.light() == colour && named
                });
                assert!(matching, "{colour} with {classes:?}");
            }
        }
    }
}

#[test]
fn numbers_have_at_most_two_decimals() {
    for (_, svg) in drawings() {
        for tag in svg.split('<').filter_map(|part| part.split('>').next()) {
            for number in tag.split(|c: char| !c.is_ascii_digit() && c != '.') {
                let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                assert!(decimals <= 2, "{tag}");
            }
        }
    }
}

#[test]
fn the_same_specification_gives_the_same_bytes() {
    assert_eq!(all(Lang::Fr), all(Lang::Fr));
}

#[test]
fn tables_are_rectangular_and_never_show_what_is_withheld() {
    for figure in all(Lang::En) {
        assert!(
            figure.table.rows.iter().all(|row| row.len() == figure.table.head.len()),
            "{}",
            figure.id
        );
    }
    let withheld = distribution::Spec {
        suppressed: true,
        ..distribution(11, number)
    };
    let figure = distribution::draw(&withheld, Lang::En);
    // 97 × 100 answers were given to “10”.
    assert!(!format!("{figure:?}").contains("9,700"));
    assert!(figure.sentence.contains("too few answers"));
}

#[test]
fn absent_data_are_said_in_words() {
    for lang in Lang::ALL {
        assert_eq!(breakdown_dots::draw(&dots(0), lang).sentence, words::empty(lang));
        assert!(
            journey_curve::draw(&journey(0, 0, false), lang)
                .svg
                .contains(words::empty(lang))
        );
    }
    let svg = net_share_bar::draw(&net_shares(2), Lang::Fr).svg;
    assert!(svg.contains("non diffusé (effectif insuffisant)"));
}

#[test]
fn no_line_runs_through_a_place_without_a_value() {
    let mut spec = trend(3, |at| format!("P{at}"));
    for (point, reading) in spec.points.iter_mut().zip([reading(0), Reading::Missing, reading(3)]) {
        point.reading = reading;
    }
    let lines = |spec: &trend::Spec| trend::draw(spec, Lang::Fr).svg.matches("pc-stroke-accent").count();
    assert_eq!(lines(&spec), 0);
    spec.points[1].reading = reading(1);
    assert_eq!(lines(&spec), 2);
}

/// What is projected is dotted, hollow and said to be projected, in the drawing, its words and its table.
#[test]
fn what_is_projected_is_told_from_what_was_measured() {
    let point = |label: &str, value: f64, n| trend::Point {
        label: label.to_owned(),
        reading: Reading::Measured {
            value,
            interval: Some(Interval {
                low: value - 5.0,
                high: value + 5.0,
            }),
            n,
        },
    };
    let mut spec = trend(0, number);
    spec.points = vec![
        point("2024", 20.0, Some(900)),
        point("2025", 30.0, Some(900)),
        point("2026", 29.0, None),
        point("2027", 28.0, None),
    ];
    let plain = trend::draw(&spec, Lang::En);
    spec.projected = 2;
    let figure = trend::draw(&spec, Lang::En);
    for svg in [&figure.svg, &figure.narrow_svg] {
        // Two pieces of line and the key.
        assert_eq!(svg.matches("stroke-dasharray=\"2 4\"").count(), 3, "{svg}");
        assert!(svg.contains("2026, projection:"));
    }
    assert!(!plain.svg.contains("stroke-dasharray=\"2 4\""));
    assert!(
        figure.svg.contains("projection, 95% prediction interval"),
        "{}",
        figure.svg
    );
    let rows: Vec<&str> = figure.table.rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(rows, ["2024", "2025", "2026, projection", "2027, projection"]);
    // What is said first and last is what was measured.
    assert!(
        figure.sentence.contains("2025: +30") && figure.sentence.contains("2026, projection: +29"),
        "{}",
        figure.sentence
    );
}

#[test]
fn the_weakest_point_is_told_by_value_and_word() {
    let mut spec = journey(4, 1, false);
    for (point, value) in spec.series[0].points.iter_mut().zip([10.0, -30.0, 20.0, 5.0]) {
        *point = Reading::measured(value, value - 5.0, value + 5.0, 80);
    }
    let figure = journey_curve::draw(&spec, Lang::En);
    for svg in [&figure.svg, &figure.narrow_svg] {
        assert!(svg.contains(">−30<") && svg.contains(">lowest<"), "{svg}");
    }
}
