//! Two tables brought together, through the whole program: what is made with a known truth against what the audit says.

use std::fmt::Write;

use parcours::audit::Audit;
use parcours::files::Memory;

use crate::judged;

const PROJECT: &str = "\
title: T
tables:
  - id: visits
    kind: events
    file: visits.csv
    columns: {customer: id, date: day}
  - id: purchases
    kind: transactions
    file: purchases.csv
    columns: {customer: card, date: day, amount: paid}
reconcile:
  - id: web-to-store
    online: visits
    offline: purchases
    keys: [{online: mail, offline: mail_sha256, as: email, hashed: offline}]
    fields:
      - {id: surname, online: nom, offline: name, as: name}
      - {id: first-name, online: prenom, offline: first, as: name}
      - {id: born, online: naissance, offline: born, as: code}
      - {id: postcode, online: cp, offline: zip, as: code}
    block: [born, postcode]
    link: 0.9
    window-days: 30
";

/// What is true of the invented people.
#[derive(Default)]
struct Truth {
    /// People in both lists, whether or not they can be found.
    both: u64,
    /// Of these, those with an e-mail address on both sides.
    by_key: u64,
    /// Buyers with a visit within thirty days before a purchase.
    after: u64,
    buyers: u64,
}

/// 1,000 visitors and 800 buyers, 500 of them the same people; two in five left an address in the shop, which keeps its
/// digest; names and dates have slips of the pen. Person n visits on a day of March and, if a buyer, buys either ten days
/// later (n even) or two hundred (n odd).
fn files() -> (Memory, Truth) {
    let mut chance = fastrand::Rng::with_seed(2026);
    let syllables = [
        "ma", "ri", "lo", "du", "pon", "ber", "tin", "gui", "ral", "vic", "so", "len", "cha", "rou",
    ];
    let name =
        |chance: &mut fastrand::Rng| -> String { (0..3).map(|_| syllables[chance.usize(..syllables.len())]).collect() };
    let mut truth = Truth::default();
    let mut visits = "id,day,mail,nom,prenom,naissance,cp\n".to_owned();
    let mut purchases = "card,day,mail_sha256,name,first,born,zip,paid\n".to_owned();
    for n in 0..1_300_u32 {
        let (surname, first) = (name(&mut chance), name(&mut chance));
        let born = format!(
            "19{:02}-{:02}-{:02}",
            chance.u8(40..99),
            chance.u8(1..13),
            chance.u8(1..29)
        );
        let zip = format!("{}", 75_000 + chance.u32(..80));
        let mail = format!("{first}.{surname}{n}@exemple.fr");
        let day = chance.u8(1..29);
        let (visits_site, buys) = (n < 1_000, n >= 500);
        let left_address = chance.u8(..5) < 2;
        if visits_site {
            writeln!(visits, "v{n},2026-03-{day:02},{mail},{surname},{first},{born},{zip}").unwrap();
            // A second visit, long before, says nothing more.
            writeln!(visits, "v{n},2025-01-{day:02},,,,,").unwrap();
        }
        if buys {
            let mut written = surname.clone();
            if chance.u8(..10) == 0 {
                written.pop();
            }
            // One in ten has moved, one in twelve is entered with another day of birth, one in ten without first name.
            let lives = if chance.u8(..10) == 0 { "13001" } else { &zip };
            let entered = if chance.u8(..12) == 0 { "1900-01-01" } else { &born };
            let called = if chance.u8(..10) == 0 { "" } else { &first };
            let digest = if left_address {
                parcours::text::hashed(&mail)
            } else {
                String::new()
            };
            let bought = if n % 2 == 0 {
                format!("2026-04-{day:02}")
            } else {
                format!("2026-10-{day:02}")
            };
            // April is 31 days after March: the same day of the month is one too many.
            let after = n % 2 == 0 && visits_site;
            let bought = if after {
                format!("2026-03-{:02}", (day + 10).min(31))
            } else {
                bought
            };
            writeln!(
                purchases,
                "c{n},{bought},{digest},{},{called},{entered},{lives},20.50",
                written.to_uppercase()
            )
            .unwrap();
            truth.buyers += 1;
            truth.both += u64::from(visits_site);
            truth.by_key += u64::from(visits_site && left_address);
            truth.after += u64::from(after);
        }
    }
    let files = Memory::new()
        .with("parcours.yaml", PROJECT)
        .with("visits.csv", visits)
        .with("purchases.csv", purchases);
    (files, truth)
}

fn audit(files: &Memory) -> Audit {
    judged::clean(files)
}

#[test]
fn people_are_found_as_often_as_the_model_says() {
    let (files, truth) = files();
    let audit = audit(&files);
    let [found] = audit.reconciliations.as_slice() else {
        panic!()
    };
    assert_eq!((found.online.people, found.online.rows), (1_000, 2_000));
    assert_eq!(found.offline.people, truth.buyers);
    assert_eq!(found.by_key, Some(truth.by_key));
    let likeness = found.likeness.as_ref().unwrap();
    let linked = found.by_key.unwrap() + likeness.links.unwrap();
    let recall = linked as f64 / truth.both as f64;
    let (wrong, missed) = (likeness.expected_false.unwrap(), likeness.expected_missed.unwrap());
    println!(
        "{} of {} people found (recall {recall:.3} at most), {} by likeness; the model expects {wrong:.4} of these wrong and \
         {missed:.4} missed",
        linked,
        truth.both,
        likeness.links.unwrap()
    );
    // Nobody is found twice: more links than people would be false ones.
    assert!(linked <= truth.both && recall > 0.93, "{linked} of {}", truth.both);
    assert!(wrong < 0.02 && missed < 0.05);
    let buyers = found.buyers.unwrap();
    assert_eq!(buyers.n, truth.buyers);
    assert!(
        buyers.count <= truth.after && buyers.count * 100 >= truth.after * 93,
        "{buyers:?}"
    );
    // Every purchase costs the same, so the shares by people and by money agree.
    let revenue = found.revenue.unwrap();
    assert!((revenue.after / revenue.all - buyers.share).abs() < 1e-12);
    assert!((revenue.all - 20.5 * truth.buyers as f64).abs() < 1e-9);
}

#[test]
fn nobody_is_named_and_small_groups_are_not_counted() {
    let rows = |count: usize, key: &str| {
        let rows = (0..count).map(|n| format!("{key}{n},2026-03-01,p{n}@exemple.fr\n"));
        rows.collect::<Vec<_>>().concat()
    };
    let yaml = "title: T\ntables:\n  - {id: visits, kind: events, file: v.csv, columns: {customer: id, date: day}}\n  - {id: buys, \
                kind: transactions, file: p.csv, columns: {customer: id, date: day}}\nreconcile:\n  - {id: r, online: visits, \
                offline: buys, keys: [{online: mail, offline: mail, as: email}]}\n";
    let files = Memory::new()
        .with("parcours.yaml", yaml)
        .with("v.csv", format!("id,day,mail\n{}", rows(3, "v")))
        .with("p.csv", format!("id,day,mail\n{}", rows(40, "c")));
    let audit = audit(&files);
    let [found] = audit.reconciliations.as_slice() else {
        panic!()
    };
    // Three people of forty: neither they nor the share is told.
    assert_eq!(
        (found.by_key, found.buyers, found.offline.match_rate),
        (None, None, None)
    );
    let json = serde_json::to_string(&audit).unwrap();
    assert!(!json.contains("exemple.fr"));
}

/// Days and amounts are read as everywhere: what is left out by `rows:` is nobody's purchase, and a day that has two readings
/// is told and not guessed.
#[test]
fn deeds_are_read_as_the_table_says() {
    let yaml = |date_format: &str| {
        format!(
            "title: T\ntables:\n  - {{id: visits, kind: events, file: v.csv, columns: {{customer: id, date: day}}}}\n  - {{id: \
             buys, kind: transactions, file: p.csv, {date_format}decimal: \",\", rows: {{where: {{column: test, blank: true}}}}, \
             columns: {{customer: id, date: day, amount: paid}}}}\nreconcile:\n  - {{id: r, online: visits, offline: buys, \
             keys: [{{online: mail, offline: mail, as: email}}]}}\n"
        )
    };
    let visits: String = (0..40)
        .map(|n| format!("v{n},2026-03-01,p{n}@exemple.fr\n"))
        .collect::<Vec<_>>()
        .concat();
    // Ten purchases of thirty are tests; all are of the 3rd of March, or of May where it is read so.
    let bought: String = (0..40)
        .map(|n| {
            let (test, day) = (
                if n >= 30 { "x" } else { "" },
                if n < 12 { "05/06/2026" } else { "05/03/2026" },
            );
            format!("c{n};{day};p{n}@exemple.fr;1 000,50 €;{test}\n")
        })
        .collect::<Vec<_>>()
        .concat();
    let files = |date_format: &str| {
        Memory::new()
            .with("parcours.yaml", yaml(date_format))
            .with("v.csv", format!("id,day,mail\n{visits}"))
            .with("p.csv", format!("id;day;mail;paid;test\n{bought}"))
    };
    let (audit, problems) = judged::audit(&files("date-format: dmy, "));
    assert!(
        problems.iter().all(|problem| problem.code != "data/bad-field"),
        "{problems:?}"
    );
    let found = &audit.reconciliations[0];
    assert_eq!((found.offline.people, found.by_key), (30, Some(30)));
    // Eighteen bought four days after their visit, twelve three months later.
    assert_eq!(found.buyers.map(|buyers| (buyers.count, buyers.n)), Some((18, 30)));
    let revenue = found.revenue.unwrap();
    assert!((revenue.all - 30_015.0).abs() < 1e-9 && (revenue.after - 18_009.0).abs() < 1e-9);
    let (_, problems) = judged::audit(&files(""));
    let told = problems
        .iter()
        .find(|problem| problem.code == "data/bad-field")
        .unwrap();
    assert_eq!((told.count, told.place.as_ref().unwrap().path.as_str()), (30, "p.csv"));
}
