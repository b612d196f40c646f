//! The parameters of the story that the sample data tell. Change a number here and every file follows.
//!
//! Between March and October the pick-up in shops collapses for those who order online, and for nobody else; the
//! recommendation follows. Delivery tracking improves, the chatbot gets worse, returns move within chance.

/// The seed of every figure, chosen so that what the story does not move stays level between the waves.
pub(crate) const SEED: u64 = 20_261_069;

/// The seed of the words.
pub(crate) const WORDS_SEED: u64 = 28_091_970;

/// Where who codes the comments begins: a stream of their own, so that no answer and no word depends on it.
pub(crate) const CODER_SEED: u64 = 17_111_931;

/// A wave of answers.
#[derive(Debug)]
pub(crate) struct Wave {
    /// Month, written in dates.
    pub(crate) month: u32,
    /// First and last day of the month on which answers came in.
    pub(crate) days: (u32, u32),
    /// How many answers.
    pub(crate) rows: u32,
}

/// The two waves, in the order of time.
pub(crate) const WAVES: [Wave; 2] = [
    Wave {
        month: 3,
        days: (2, 29),
        rows: 2418,
    },
    Wave {
        month: 10,
        days: (5, 31),
        rows: 2574,
    },
];

/// Who answers, so many per mille: the kinds of customer behind the personas. A persona is selected by a rule over
/// columns, so its members are not exactly those of the kind.
pub(crate) const KINDS: [(Kind, u32); 5] = [
    (Kind::Online, 360),
    (Kind::Regular, 240),
    (Kind::Researcher, 180),
    (Kind::Settling, 120),
    (Kind::Other, 100),
];

/// A kind of customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Orders online, picks up in the shop.
    Online,
    /// Comes to the shop, again and again.
    Regular,
    /// Compares online, buys in the shop.
    Researcher,
    /// Young, a first flat, small baskets.
    Settling,
    /// None of them.
    Other,
}

/// What the columns of a kind of customer look like.
#[derive(Debug)]
pub(crate) struct Profile {
    /// Weights of the age bands: 18–24, 25–34, 35–49, 50–64, 65 and over, not said.
    pub(crate) ages: [u32; 6],
    /// Fewest and most orders online in twelve months.
    pub(crate) orders: (u32, u32),
    /// Fewest and most visits to a shop in twelve months.
    pub(crate) visits: (u32, u32),
    /// Weights of having prepared the last purchase in the shop on the site, in the app, not at all.
    pub(crate) prepared: [u32; 3],
    /// Smallest and largest last basket, in euros.
    pub(crate) basket: (u32, u32),
    /// Weights of the channel of the last contact: site, app, shop, phone, e-mail, chatbot, not known.
    pub(crate) channels: [u32; 7],
}

/// The profiles, in the order of [`KINDS`].
pub(crate) const PROFILES: [Profile; 5] = [
    Profile {
        ages: [70, 280, 400, 180, 50, 20],
        orders: (6, 22),
        visits: (0, 6),
        prepared: [120, 40, 840],
        basket: (25, 190),
        channels: [520, 190, 150, 40, 40, 35, 25],
    },
    Profile {
        ages: [10, 50, 230, 400, 290, 20],
        orders: (0, 2),
        visits: (8, 32),
        prepared: [170, 20, 810],
        basket: (18, 240),
        channels: [20, 5, 880, 50, 15, 5, 25],
    },
    Profile {
        ages: [50, 210, 420, 240, 60, 20],
        orders: (0, 5),
        visits: (1, 7),
        prepared: [700, 300, 0],
        basket: (18, 240),
        channels: [230, 60, 610, 30, 25, 20, 25],
    },
    Profile {
        ages: [520, 480, 0, 0, 0, 0],
        orders: (0, 5),
        visits: (1, 7),
        prepared: [230, 170, 600],
        basket: (9, 79),
        channels: [220, 260, 400, 20, 25, 50, 25],
    },
    Profile {
        ages: [0, 0, 380, 370, 220, 30],
        orders: (0, 4),
        visits: (0, 7),
        prepared: [0, 0, 1000],
        basket: (18, 240),
        channels: [160, 40, 640, 80, 40, 10, 30],
    },
];

/// How many per mille of those who order online come to the shop often as well, so that personas overlap.
pub(crate) const ONLINE_AND_REGULAR: u32 = 18;

/// A touchpoint that answers rate from 1 to 5.
#[derive(Debug)]
pub(crate) struct Rated {
    /// Its column.
    pub(crate) column: &'static str,
    /// How many per mille of each kind met it, in the order of [`KINDS`].
    pub(crate) reach: [u32; 5],
    /// Mean of each kind in the first wave, in hundredths.
    pub(crate) mean: [i32; 5],
    /// What the second wave adds to each, in hundredths.
    pub(crate) shift: [i32; 5],
}

const LEVEL: [i32; 5] = [0; 5];

/// The touchpoints, in the order of the columns.
pub(crate) const RATED: [Rated; 15] = [
    rated("recherche", [900, 150, 850, 700, 250], [420, 385, 410, 405, 400], LEVEL),
    rated(
        "fiche_produit",
        [900, 120, 860, 700, 250],
        [445, 410, 435, 430, 420],
        LEVEL,
    ),
    rated(
        "disponibilite",
        [620, 90, 700, 300, 120],
        [358, 352, 350, 362, 355],
        LEVEL,
    ),
    rated("conseil", [150, 900, 650, 450, 500], [425, 452, 440, 432, 430], LEVEL),
    rated("rayon", [150, 950, 750, 550, 600], [410, 430, 420, 425, 415], LEVEL),
    rated("panier", [930, 60, 120, 520, 150], [430, 400, 405, 415, 410], LEVEL),
    rated("caisse", [120, 930, 800, 500, 600], [395, 392, 385, 388, 390], LEVEL),
    rated("appli", [420, 20, 60, 480, 60], [405, 385, 395, 415, 395], LEVEL),
    // The action that worked: a message at each step of the delivery.
    rated("suivi", [640, 40, 120, 420, 120], [346, 340, 345, 348, 345], [46; 5]),
    // The story: one kind of customer, one touchpoint.
    rated(
        "retrait",
        [780, 130, 150, 190, 90],
        [392, 390, 394, 390, 390],
        [-132, 0, 0, 0, 0],
    ),
    rated("usage", [680, 720, 700, 640, 520], [432, 436, 430, 425, 428], LEVEL),
    // The difference that is not conclusive.
    rated("retour", [170, 120, 110, 120, 60], [364, 368, 362, 366, 364], [6; 5]),
    rated("telephone", [130, 180, 90, 110, 80], [375, 384, 372, 370, 374], LEVEL),
    // The action that did not work.
    rated("chatbot", [330, 20, 150, 300, 60], [362, 350, 360, 364, 358], [-26; 5]),
    rated("fidelite", [500, 750, 400, 250, 200], [384, 396, 380, 378, 380], LEVEL),
];

const fn rated(column: &'static str, reach: [u32; 5], mean: [i32; 5], shift: [i32; 5]) -> Rated {
    Rated {
        column,
        reach,
        mean,
        shift,
    }
}

/// Where the pick-up stands in [`RATED`].
pub(crate) const PICK_UP: usize = 9;

/// Moods, so many per mille: somebody in a good mood rates everything a little higher. The shifts cancel out.
pub(crate) const MOODS: [u32; 3] = [480, 330, 190];

/// What a mood adds to every rating, in hundredths.
pub(crate) const MOOD_SHIFT: [i32; 3] = [20, 0, -50];

/// Detractors, passives and promoters per mille, by mood.
pub(crate) const NPS_BY_MOOD: [[u32; 3]; 3] = [[40, 160, 800], [200, 470, 330], [560, 300, 140]];

/// The same for whoever rated the pick-up 1 or 2: this is how the pick-up pulls the recommendation down.
pub(crate) const NPS_AFTER_BAD_PICK_UP: [u32; 3] = [600, 300, 100];

/// Within detractors (0–6), passives (7–8) and promoters (9–10): the answers, as often as they weigh.
pub(crate) const NPS_WITHIN: [&[(u32, u32)]; 3] = [
    &[(0, 60), (1, 35), (2, 65), (3, 110), (4, 130), (5, 290), (6, 310)],
    &[(7, 430), (8, 570)],
    &[(9, 540), (10, 460)],
];

/// Satisfaction 1–5, by group of the recommendation.
pub(crate) const CSAT_BY_GROUP: [[u32; 5]; 3] =
    [[130, 240, 330, 250, 50], [10, 50, 270, 520, 150], [5, 10, 65, 440, 480]];

/// Agreement that it was easy 1–7, by group of the recommendation.
pub(crate) const CES_BY_GROUP: [[u32; 7]; 3] = [
    [90, 130, 180, 210, 200, 130, 60],
    [10, 30, 80, 180, 320, 260, 120],
    [5, 10, 30, 85, 220, 360, 290],
];

/// How many per mille leave a comment, by group of the recommendation.
pub(crate) const COMMENTS_BY_GROUP: [u32; 3] = [430, 270, 300];

/// How many per mille of those asked say what went wrong at the pick-up.
pub(crate) const PICK_UP_COMMENTS: u32 = 520;

/// Which touchpoints are met on a screen.
pub(crate) const ON_SCREEN: [usize; 4] = [0, 1, 5, 7];

/// How many per mille of those who had trouble on a screen, and say so, were recorded.
pub(crate) const RECORDED: u32 = 450;

/// Rows on social media: one in so many, which leaves a cell too small to be shown.
pub(crate) const SOCIAL_EVERY: u32 = 1250;

/// The spread of ratings around five means, in hundredths: how many per mille answer 1, 2, 3, 4 and 5.
const SPREADS: [(u32, [u32; 5]); 6] = [
    (200, [420, 300, 160, 100, 20]),
    (250, [260, 280, 220, 180, 60]),
    (300, [150, 200, 280, 240, 130]),
    (350, [80, 130, 240, 310, 240]),
    (400, [30, 70, 170, 330, 400]),
    (450, [10, 20, 70, 260, 640]),
];

/// How many of 50,000 answer 1, 2, 3, 4 and 5 when the mean is `mean` hundredths, by straight lines between
/// [`SPREADS`]. Means are held between 2.00 and 4.50.
pub(crate) fn spread(mean: i32) -> [u32; 5] {
    let mean = mean.clamp(200, 450) as u32;
    let low = ((mean - 200) / 50).min(4) as usize;
    let beyond = mean - SPREADS[low].0;
    std::array::from_fn(|answer| SPREADS[low].1[answer] * (50 - beyond) + SPREADS[low + 1].1[answer] * beyond)
}
