//! Invents a survey of any size for the benchmark: `cargo run --release --example survey-rows -- ROWS FILE`; with the
//! word `purchases` before them, purchases by a fifth as many customers.
//!
//! About 112 bytes a row; comments with commas, quotes and line ends inside quotes; blanks. The same number of rows
//! gives the same bytes, on every machine.
#![expect(clippy::print_stderr, reason = "a small program of its own, not the library")]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::process::ExitCode;

const PERSONAS: [&str; 6] = ["student", "family", "traveller", "collector", "business", "senior"];
const CHANNELS: [&str; 5] = ["web", "app", "shop", "phone", "mail"];
const STAGES: [&str; 8] = [
    "discover", "compare", "order", "pay", "deliver", "use", "return", "renew",
];
const COUNTRIES: [&str; 5] = ["FR", "BE", "CH", "LU", "CA"];
const DEVICES: [&str; 4] = ["phone", "tablet", "desktop", ""];
const DAYS: [u64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const SAID: [&str; 12] = [
    "Livraison rapide",
    "the parcel came two days late and nobody told me",
    "très bon accueil en magasin",
    "I had to call three times",
    "prix corrects",
    "le retrait a pris une demi-heure",
    "easy to find what I wanted",
    "l’écran de paiement a planté deux fois de suite",
    "helpful staff",
    "rien à redire",
    "the return form asks for things I do not have",
    "trop de courriels après l’achat",
];

/// `SplitMix64`: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ mixed >> 31) % bound
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len() as u64) as usize]
    }
}

fn comment(random: &mut Random) -> String {
    let said = |random: &mut Random| random.one(&SAID).to_owned();
    match random.below(20) {
        0..7 => String::new(),
        7..9 => said(random),
        9..17 => format!("\"{}, {}, {}\"", said(random), said(random), said(random)),
        17..19 => format!("\"{}.\n{}, {}.\"", said(random), said(random), said(random)),
        _ => format!("\"\"\"{}\"\", {}, {}\"", said(random), said(random), said(random)),
    }
}

fn row(number: u64, random: &mut Random) -> String {
    let (year, month) = (2024 + random.below(2), random.below(12));
    let day = 1 + random.below(DAYS[month as usize]);
    let (persona, channel, stage) = (random.one(&PERSONAS), random.one(&CHANNELS), random.one(&STAGES));
    // One in so many is blank; the rest lean to the top of the scale.
    let mut score = |blank: u64, low: u64, high: u64| match random.below(blank) {
        0 => String::new(),
        _ => (low + random.below(high - low + 1).max(random.below(high - low + 1))).to_string(),
    };
    let (nps, csat, ces) = (score(20, 0, 10), score(10, 1, 5), score(3, 1, 7));
    let (country, device) = (random.one(&COUNTRIES), random.one(&DEVICES));
    format!(
        "r{number:08},{year}-{:02}-{day:02},{persona},{channel},{stage},{nps},{csat},{ces},{country},{device},{}\n",
        month + 1,
        comment(random)
    )
}

/// A purchase: every customer has some, and is met again far from where they were met first.
fn purchase(number: u64, rows: u64, random: &mut Random) -> String {
    let customers = (rows / 5).max(1);
    let customer = if number <= customers {
        number
    } else {
        1 + random.below(customers)
    };
    let month = random.below(12);
    let day = 1 + random.below(DAYS[month as usize]);
    let cents = random.below(20_000).min(random.below(20_000));
    format!(
        "k{customer:07},2025-{:02}-{day:02},{}.{:02},{}\n",
        month + 1,
        cents / 100,
        cents % 100,
        random.one(&STAGES)
    )
}

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let purchases = arguments.first().is_some_and(|word| word == "purchases");
    if purchases {
        arguments.remove(0);
    }
    let (Some(rows), Some(path)) = (arguments.first().and_then(|rows| rows.parse().ok()), arguments.get(1)) else {
        eprintln!("how to use: survey-rows [purchases] ROWS FILE");
        return ExitCode::FAILURE;
    };
    match write(rows, path, purchases) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(rows: u64, path: &str, purchases: bool) -> std::io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut random = Random(20_260_301);
    out.write_all(if purchases {
        b"customer,date,amount,shop\n"
    } else {
        b"respondent,date,persona,channel,stage,nps,csat,ces,country,device,comment\n"
    })?;
    for number in 1..=rows {
        let line = if purchases {
            purchase(number, rows, &mut random)
        } else {
            row(number, &mut random)
        };
        out.write_all(line.as_bytes())?;
    }
    out.flush()
}
