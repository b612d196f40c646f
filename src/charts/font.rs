//! How wide words are: the advance widths of Liberation Sans, which are those of Arial and Helvetica.
//!
//! Built in, so that a chart is laid out the same on a machine without fonts. A page may set another sans-serif;
//! layouts keep [`SLACK`] for that. Kerning is left out: it narrows ordinary labels by less than 3 %.

/// What a layout keeps free beside a measured text, as a factor: the reader's font may be that much wider.
pub(super) const SLACK: f64 = 1.15;

/// Height above the baseline that capitals and accents need, in em.
pub(super) const ASCENT: f64 = 0.905;
/// Depth below the baseline, in em.
pub(super) const DESCENT: f64 = 0.212;
/// Distance from the middle of a digit down to its baseline, in em (half the height of a capital).
pub(super) const HALF_CAPITAL: f64 = 0.345;

/// Width of `text` in CSS pixels, set in `size` pixels. Within 3 % of what a browser draws in Arial.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let thousandths: u32 = text.chars().map(|c| u32::from(advance(c, bold))).sum();
    f64::from(thousandths) * size / 1000.0
}

/// Room that a layout keeps for `text`: its width with [`SLACK`].
pub(super) fn room(text: &str, size: f64, bold: bool) -> f64 {
    width(text, size, bold) * SLACK
}

/// Advance width of one character in thousandths of an em.
fn advance(c: char, bold: bool) -> u16 {
    let table = if bold { &BOLD } else { &REGULAR };
    let code = c as usize;
    match c {
        ' '..='~' => table[code - 0x20],
        '\u{a0}'..='\u{17f}' => table[code - 0xa0 + 95],
        // Combining marks and joiners take no room of their own.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{2009}' | '\u{202f}' => 170,
        '\u{2002}' | '\u{2007}' | '\u{2191}' | '\u{2193}' => 500,
        '\u{2010}' | '\u{2011}' | '\u{2039}' | '\u{203a}' => 333,
        '\u{2013}' | '\u{2020}' | '\u{20ac}' => 556,
        '\u{2018}'..='\u{201a}' => {
            if bold {
                278
            } else {
                222
            }
        }
        '\u{201c}'..='\u{201e}' => {
            if bold {
                500
            } else {
                333
            }
        }
        '\u{2022}' => 350,
        '\u{2032}' => 240,
        '\u{2212}' => 584,
        '\u{2248}' | '\u{2260}' | '\u{2264}' | '\u{2265}' => 549,
        '\u{25cb}' | '\u{25cf}' => 604,
        '\u{2014}' | '\u{2015}' | '\u{2026}' | '\u{2030}' | '\u{2122}' | '\u{2190}' | '\u{2192}' => 1000,
        // Greek, Cyrillic and other alphabets: their mean is 0.58 to 0.65; ideographs and emoji fill their em.
        _ if code < 0x1100 => 680,
        _ => 1000,
    }
}

/// U+0020 to U+007E, then U+00A0 to U+017F.
#[rustfmt::skip]
const REGULAR: [u16; 319] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, 278,
    333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 552, 400, 549, 333, 333, 333, 576, 537, 278, 333,
    333, 365, 556, 834, 834, 834, 611, 667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278, 722,
    722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611, 556, 556, 556, 556, 556, 556, 889, 500, 556,
    556, 556, 556, 278, 278, 278, 278, 556, 556, 556, 556, 556, 556, 556, 549, 611, 556, 556, 556, 556, 500, 556, 500, 667,
    556, 667, 556, 667, 556, 722, 500, 722, 500, 722, 500, 722, 500, 722, 615, 722, 556, 667, 556, 667, 556, 667, 556, 667,
    556, 667, 556, 778, 556, 778, 556, 778, 556, 778, 556, 722, 556, 722, 556, 278, 278, 278, 278, 278, 278, 278, 222, 278,
    278, 735, 444, 500, 222, 667, 500, 500, 556, 222, 556, 222, 556, 292, 556, 334, 556, 222, 722, 556, 722, 556, 722, 556,
    604, 723, 556, 778, 556, 778, 556, 778, 556, 1000, 944, 722, 333, 722, 333, 722, 333, 667, 500, 667, 500, 667, 500, 667,
    500, 611, 278, 611, 375, 611, 278, 722, 556, 722, 556, 722, 556, 722, 556, 722, 556, 722, 556, 944, 722, 667, 500, 667,
    611, 500, 611, 500, 611, 500, 222,
];

/// The same characters in bold.
const BOLD: [u16; 319] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
    556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
    280, 389, 584, 278, 333, 556, 556, 556, 556, 280, 556, 333, 737, 370, 556, 584, 333, 737, 552, 400, 549, 333, 333,
    333, 576, 556, 278, 333, 333, 365, 556, 834, 834, 834, 611, 722, 722, 722, 722, 722, 722, 1000, 722, 667, 667, 667,
    667, 278, 278, 278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611, 556, 556,
    556, 556, 556, 556, 889, 556, 556, 556, 556, 556, 278, 278, 278, 278, 611, 611, 611, 611, 611, 611, 611, 549, 611,
    611, 611, 611, 611, 556, 611, 556, 722, 556, 722, 556, 722, 556, 722, 556, 722, 556, 722, 556, 722, 556, 722, 719,
    722, 611, 667, 556, 667, 556, 667, 556, 667, 556, 667, 556, 778, 611, 778, 611, 778, 611, 778, 611, 722, 611, 722,
    611, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 785, 556, 556, 278, 722, 556, 556, 611, 278, 611, 278, 611,
    385, 611, 479, 611, 278, 722, 611, 722, 611, 722, 611, 708, 723, 611, 778, 611, 778, 611, 778, 611, 1000, 944, 722,
    389, 722, 389, 722, 389, 667, 556, 667, 556, 667, 556, 667, 556, 611, 333, 611, 479, 611, 333, 722, 611, 722, 611,
    722, 611, 722, 611, 722, 611, 722, 611, 944, 778, 667, 556, 667, 611, 500, 611, 500, 611, 500, 278,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_agree_with_a_browser() {
        // Measured with getComputedTextLength() in Chromium, Liberation Sans, 100 px.
        for (text, bold, measured) in BROWSER {
            let ours = width(text, 100.0, bold);
            assert!(
                (ours - measured).abs() / measured < 0.03,
                "{text}: {ours} against {measured}"
            );
        }
    }

    const BROWSER: [(&str, bool, f64); 10] = [
        ("Détracteurs", false, 516.9),
        ("+39,8", false, 253.0),
        ("n = 2\u{202f}746", false, 405.9),
        ("non diffusé (effectif insuffisant)", false, 1350.8),
        ("« À vérifier » — l’écart", false, 983.7),
        ("Renouvellement", false, 722.7),
        ("12,5\u{202f}%", false, 297.4),
        ("Entreprises (PME/ETI) de plus de 250 salariés", true, 2162.0),
        ("Détracteurs", true, 555.8),
        ("« À vérifier » — l’écart", true, 1050.5),
    ];

    #[test]
    fn combining_marks_take_no_room() {
        assert!((width("e\u{301}", 10.0, false) - width("é", 10.0, false)).abs() < 1e-9);
    }

    #[test]
    fn bold_is_wider() {
        assert!(width("Détracteurs", 13.0, true) > width("Détracteurs", 13.0, false));
    }
}
