//! The tables of the shop besides its survey: customers, purchases, web traffic, campaigns, requests, mailings, a test.
//!
//! Whole numbers only, as everywhere here; amounts are in cents until they are written.

use std::fmt::Write as _;

use crate::random::Random;

/// Days before each month of 2026.
const BEFORE: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/// The day of 2026, counted from 0, as `2026-03-01`.
fn day(number: u32) -> String {
    let month = BEFORE.iter().rposition(|before| *before <= number).unwrap_or(0);
    format!("2026-{:02}-{:02}", month + 1, number - BEFORE[month] + 1)
}

/// Cents as an amount.
fn amount(cents: u32) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// 320 holders of a loyalty card: when they joined and left, what they spend in a year, whether they look online first.
pub(crate) fn customers() -> String {
    let mut random = Random::new(0x1A11);
    let mut text = String::from(
        "carte,profil,entree,sortie,marge_annuelle,depense_debut,depense_fin,achat_magasin,visite_site,delai_jours,ca_magasin\n",
    );
    for number in 1..=320 {
        let online = random.chance(420);
        let joined = random.between(2021, 2026);
        let entry = if joined == 2026 {
            day(random.between(10, 280))
        } else {
            format!(
                "{joined}-{:02}-{:02}",
                random.between(1, if joined == 2025 { 10 } else { 12 }),
                random.between(1, 28)
            )
        };
        let leaves = joined < 2026 && random.chance(if online { 190 } else { 110 });
        let exit = if leaves {
            day(random.between(62, 300))
        } else {
            String::new()
        };
        let spent = random.between(4_000, 60_000);
        let margin = spent * random.between(32, 48) / 100;
        let after = if leaves {
            0
        } else {
            spent * *random.pick(&[60, 85, 100, 100, 105, 130]) / 100
        };
        let buyer = random.chance(if online { 550 } else { 900 });
        let known = random.chance(760);
        let visited = known && random.chance(if online { 800 } else { 330 });
        let word = |yes: bool| if yes { "oui" } else { "non" };
        let _ = writeln!(
            text,
            "L{number:04},{},{entry},{exit},{},{},{},{},{},{},{}",
            if online { "en ligne" } else { "magasin" },
            amount(margin),
            if joined < 2026 { amount(spent) } else { String::new() },
            if leaves { String::new() } else { amount(after.max(1)) },
            word(buyer),
            if known { word(visited) } else { "" },
            if visited {
                random.below(75).to_string()
            } else {
                String::new()
            },
            if buyer {
                amount(random.between(1_500, 40_000))
            } else {
                String::new()
            },
        );
    }
    text
}

/// 420 purchases from January to October.
pub(crate) fn purchases() -> String {
    let mut random = Random::new(0x2B22);
    let mut text = String::from("carte,ticket,jour,montant,marge,articles,canal\n");
    for number in 1..=420 {
        // The later half has a little more of them.
        let when = random.below(304).max(random.below(304) * u32::from(random.chance(150)));
        let items = *random.pick(&[1, 1, 1, 2, 2, 3, 4, 6]);
        let cents: u32 = (0..items).map(|_| random.between(900, 6_500)).sum();
        let _ = writeln!(
            text,
            "L{:04},T{number:05},{},{},{},{items},{}",
            random.between(1, 260),
            day(when),
            amount(cents),
            amount(cents * random.between(36, 52) / 100),
            random.pick(&["site", "magasin", "magasin", "appli"]),
        );
    }
    text
}

/// A report of web analytics as it is downloaded: comments, a row of totals, compact dates; a row a week and source.
pub(crate) fn traffic() -> String {
    const SOURCES: [(&str, &str, u32); 5] = [
        ("(direct)", "(none)", 1400),
        ("google", "organic", 2600),
        ("lettre", "email", 700),
        ("instagram", "paid_social", 500),
        ("deco-passion.example", "referral", 180),
    ];
    let mut random = Random::new(0x3C33);
    let mut rows = String::new();
    let mut totals = [0_u32; 5];
    for week in 0..35 {
        for (source, medium, base) in SOURCES {
            let sessions = base + random.below(base / 3);
            let engaged = sessions * random.between(52, 68) / 100;
            let carts = sessions * random.between(80, 130) / 1000;
            // The cart page got heavier in the summer.
            let checkouts =
                carts * random.between(if week < 18 { 46 } else { 40 }, if week < 18 { 54 } else { 48 }) / 100;
            let orders = checkouts * random.between(55, 66) / 100;
            for (total, value) in totals.iter_mut().zip([sessions, engaged, carts, checkouts, orders]) {
                *total += value;
            }
            let _ = writeln!(
                rows,
                "{},{source},{medium},{sessions},{engaged},{}.{},{carts},{checkouts},{orders}",
                day(59 + 7 * week).replace('-', ""),
                random.between(48, 131),
                random.below(10),
            );
        }
    }
    let [sessions, engaged, carts, checkouts, orders] = totals;
    format!(
        "# ----------------------------------------\n# Acquisition de trafic\n# Compte : Maison Lorzac (enseigne fictive)\n\
         # ----------------------------------------\n#\n# Tous les utilisateurs\n# Date de début : 20260301\n\
         # Date de fin : 20261031\nDate,Session source,Session medium,Sessions,Engaged sessions,\
         Average engagement time per session,Add to carts,Checkouts,Purchases\n\
         ,,,{sessions},{engaged},,{carts},{checkouts},{orders},Grand total\n{rows}"
    )
}

/// Nine campaigns.
pub(crate) fn campaigns() -> &'static str {
    "campagne,canal,jour,cout,ca,taux_marge\n\
     Linge de printemps,recherche,2026-03-09,8200,31400,0.46\n\
     Anniversaire,courriel,2026-03-23,1900,14800,0.44\n\
     Terrasse,réseaux sociaux,2026-04-20,9600,21900,0.45\n\
     Fête des mères,recherche,2026-05-18,7400,24600,0.46\n\
     Soldes d’été,affichage,2026-06-24,14500,38100,0.28\n\
     Retour de vacances,réseaux sociaux,2026-08-31,6800,12700,0.45\n\
     Carte fidélité,courriel,2026-09-07,1600,11900,0.44\n\
     Rentrée,recherche,2026-09-14,8900,35200,0.46\n\
     Laine d’automne,réseaux sociaux,2026-10-05,7200,15100,0.45\n"
}

/// 260 requests to the service.
pub(crate) fn requests() -> String {
    let mut random = Random::new(0x4D44);
    let mut text = String::from("demande,canal,ouverte,heures_reponse,heures_solution,contacts,resolue,reclamation\n");
    for number in 1..=260 {
        let channel = *random.pick(&["téléphone", "e-mail", "e-mail", "messagerie"]);
        let opened = random.between(59, 303);
        // Answers by e-mail got slower after the summer; a few are forgotten for days.
        let slow = if opened > 212 { 2 } else { 1 };
        let tenths = match channel {
            "téléphone" => random.between(1, 9),
            "messagerie" => random.between(2, 60),
            _ => random.between(20, 260) * slow,
        } + if random.chance(40) { 900 } else { 0 };
        let contacts = *random.pick(&[1, 1, 1, 2, 2, 3]);
        let solved = random.chance(840);
        let complaint = if random.chance(120) {
            ""
        } else if random.chance(if opened > 212 { 230 } else { 140 }) {
            "oui"
        } else {
            "non"
        };
        let solution = tenths + random.between(0, 480) * (contacts - 1);
        let _ = writeln!(
            text,
            "D{number:04},{channel},{},{}.{},{},{contacts},{},{complaint}",
            day(opened),
            tenths / 10,
            tenths % 10,
            if solved {
                format!("{}.{}", solution / 10, solution % 10)
            } else {
                String::new()
            },
            if solved { "oui" } else { "non" },
        );
    }
    text
}

/// Sixteen newsletters.
pub(crate) fn newsletters() -> String {
    let mut random = Random::new(0x5E55);
    let mut text = String::from("lettre,jour,envoyes,delivres,ouverts,cliques\n");
    for number in 1..=16 {
        let sent = random.between(38_000, 43_000);
        let delivered = sent - random.between(500, 1_400);
        let opened = delivered * random.between(24, 33) / 100;
        let clicked = delivered * random.between(18, 36) / 1000;
        let _ = writeln!(
            text,
            "n° {number},{},{sent},{delivered},{opened},{clicked}",
            day(50 + 15 * number)
        );
    }
    text
}

/// A test of the page of the cart.
pub(crate) fn experiment() -> &'static str {
    "version,jour,visiteurs,commandes\nactuelle,2026-09-21,4120,231\nnouvelle,2026-09-21,4087,268\n\
     actuelle,2026-09-28,3985,218\nnouvelle,2026-09-28,4011,259\n"
}

/// 140 employees in two waves, and the rows left over from trying the questionnaire out before each.
pub(crate) fn staff() -> String {
    let mut random = Random::new(0x6F66);
    // What they ask for has a stream of its own, so that it changes nothing of what they answered.
    let mut needs = Random::new(0x6265_736F);
    let mut text = String::from("date,statut,equipe,note,commandes,temps,formation,plannings\n");
    for number in 0..140 {
        if number % 70 == 0 {
            for score in [10, 0] {
                let _ = writeln!(
                    text,
                    "{},essai,siège,{score},oui,oui,oui,oui",
                    if number == 0 { "2026-03-12" } else { "2026-10-08" }
                );
            }
        }
        let autumn = number >= 70;
        let team = *random.pick(&["magasins", "magasins", "service client", "siège"]);
        let score = match random.below(100) + if autumn { 6 } else { 0 } {
            0..32 => random.between(9, 10),
            32..68 => random.between(7, 8),
            _ => random.between(2, 6),
        };
        // Those at the counter and on the phone do not see what was ordered online, and less so in autumn.
        let orders = match team {
            "siège" => 150,
            _ if autumn => 720,
            _ => 420,
        };
        let mut ticked = |per_mille| if needs.chance(per_mille) { "oui" } else { "non" };
        let _ = writeln!(
            text,
            "{},complet,{team},{score},{},{},{},{}",
            if autumn { "2026-10-12" } else { "2026-03-16" },
            ticked(orders),
            ticked(if autumn { 450 } else { 330 }),
            ticked(if autumn { 180 } else { 320 }),
            ticked(if team == "siège" { 60 } else { 320 }),
        );
    }
    text
}

/// 160 people asked on leaving the site: eleven statements from 1 (not at all) to 7 (entirely), of four dimensions. What they
/// say of being met by somebody does not go together, as the two statements ask for two things.
pub(crate) fn visits() -> String {
    let mut random = Random::new(0x51E5);
    let mut text = String::from("date,i1,i2,i3,p1,p2,a1,a2,a3,s1,s2,s3\n");
    for number in 0..160 {
        let _ = write!(text, "2026-10-{:02}", 5 + number % 27);
        for (low, high, questions, scatter) in [(3, 7, 3, 1), (2, 6, 2, 4), (2, 6, 3, 1), (3, 6, 3, 1)] {
            let felt = random.between(low, high);
            for _ in 0..questions {
                let answer = (felt + random.between(0, 2 * scatter))
                    .saturating_sub(scatter)
                    .clamp(1, 7);
                if random.chance(30) {
                    text.push(',');
                } else {
                    let _ = write!(text, ",{answer}");
                }
            }
        }
        text.push('\n');
    }
    text
}

/// Faces pressed at the tills, 1 to 5, over twenty-four months: in how many of a thousand cases each face is pressed drifts from
/// month to month, in no direction.
pub(crate) fn terminals() -> String {
    let mut random = Random::new(0x9C99);
    let mut text = String::from("jour,visage\n");
    let mut pleased = 560;
    for month in 0..24 {
        let (year, month) = (2024 + (month + 10) / 12, (month + 10) % 12 + 1);
        pleased = (pleased + random.between(0, 80) - 40).clamp(440, 680);
        for _ in 0..random.between(90, 140) {
            let face = if random.chance(pleased) {
                *random.pick(&[4, 5, 5])
            } else {
                *random.pick(&[1, 2, 3, 3, 3, 4])
            };
            let _ = writeln!(text, "{year}-{month:02}-{:02},{face}", random.between(1, 28));
        }
    }
    text
}
