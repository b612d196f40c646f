//! Sentences that fit anything: how comments open, turn and close, and what varies inside a sentence.

/// Openings.
pub(super) const OPENINGS: &[&str] = &[
    "Cliente depuis plus de dix ans.",
    "Client régulier.",
    "Première commande chez vous.",
    "Je viens une fois par mois environ.",
    "Nous venons d'emménager.",
    "Achat pour un cadeau.",
    "Je connais la maison depuis toujours.",
    "Commande passée {jour} dernier.",
    "Magasin de {ville}.",
    "Avis honnête.",
    "En deux mots.",
    "Je cherchais {produit}.",
];

/// Between something good and something bad.
pub(super) const TURNS: &[&str] = &[
    "En revanche, un bémol.",
    "Par contre…",
    "Un regret.",
    "Mais.",
    "Dommage pour la suite.",
    "Point faible :",
];

/// Nothing went right.
pub(super) const BAD: &[&str] = &[
    "Déçue, ce n'est plus la maison que j'ai connue.",
    "Trop cher pour ce que c'est devenu.",
    "Beaucoup de promesses, peu de suivi.",
    "Je m'attendais à mieux.",
    "Le service s'est dégradé depuis l'été.",
    "Expérience décevante du début à la fin.",
    "Les prix ont trop augmenté.",
    "On sent que vous manquez de personnel.",
    "Le site et le magasin ne se parlent pas.",
    "Bof.",
];

/// Neither good nor bad.
pub(super) const MIDDLING: &[&str] = &[
    "Correct, sans plus.",
    "Bien dans l'ensemble.",
    "Beaux produits mais un peu chers.",
    "Rien de particulier à signaler.",
    "Ça fait le travail.",
    "Bon choix, délais moyens.",
    "Pourrait mieux faire sur les délais.",
    "J'aime bien, mais je compare toujours avant.",
    "Satisfait sans être enthousiaste.",
    "RAS",
    "Le choix est bon, le service dépend des jours.",
    "Pas mal, à voir dans la durée.",
];

/// All went well.
pub(super) const GOOD: &[&str] = &[
    "Très satisfaite, je recommande.",
    "Toujours un plaisir.",
    "De beaux produits et des gens aimables.",
    "Tout était parfait.",
    "Je ne change pas, c'est une maison sérieuse.",
    "Super, rien à dire.",
    "Excellent rapport qualité-prix.",
    "Continuez comme ça.",
    "Une enseigne qui a du goût.",
    "J'en parle à toutes mes amies.",
    "Merci à toute l'équipe de {ville}.",
    "Choix, qualité, accueil : tout y est.",
];

/// How detractors close.
pub(super) const CLOSINGS_BAD: &[&str] = &[
    "Je ne suis pas près de recommencer.",
    "J'attends toujours une réponse.",
    "À améliorer d'urgence.",
    "Merci de faire quelque chose.",
    "Ce n'est pas sérieux.",
    "Vous m'avez habituée à mieux.",
    "Je regarderai ailleurs la prochaine fois.",
    "Dommage.",
];

/// How passives close.
pub(super) const CLOSINGS: &[&str] = &[
    "Voilà.",
    "Merci quand même.",
    "Je reviendrai peut-être.",
    "À suivre.",
    "Le reste allait bien.",
    "Bonne journée.",
];

/// How promoters close.
pub(super) const CLOSINGS_GOOD: &[&str] = &[
    "Merci !",
    "Je recommande.",
    "Bravo aux équipes.",
    "À bientôt.",
    "Ne changez rien.",
    "Cinq étoiles.",
    "Je reviendrai.",
];

/// Personal data that people leave, which the report must mask. The domain and the numbers are set aside for
/// examples and fiction.
pub(super) const CONTACTS: &[&str] = &[
    "Vous pouvez me joindre au 06 39 98 41 27.",
    "Rappelez-moi au 06.39.98.05.63 après 18 h.",
    "Mon mail : jeanne.r@example.fr",
    "Merci de répondre à c.morel@example.fr",
    "Mon numéro est le 01 99 00 12 34.",
    "Écrivez-moi : paul-henri.b@example.org",
];

/// What varies inside a sentence.
pub(super) const SLOTS: &[(&str, &[&str])] = &[
    (
        "{min}",
        &[
            "vingt",
            "25",
            "une trentaine de",
            "40",
            "trente-cinq",
            "20",
            "presque 30",
            "45",
        ],
    ),
    (
        "{jour}",
        &[
            "samedi",
            "samedi",
            "mercredi",
            "vendredi",
            "lundi",
            "dimanche matin",
            "jeudi",
        ],
    ),
    (
        "{ville}",
        &[
            "Limoges", "Angers", "Clermont", "Tours", "Dijon", "Pau", "Rouen", "Annecy", "Nîmes", "Metz",
        ],
    ),
    (
        "{produit}",
        &[
            "la lampe",
            "le tapis",
            "la parure de lit",
            "le fauteuil",
            "la nappe en lin",
            "le plaid",
            "l'étagère",
            "la cocotte",
            "le miroir",
            "le manteau",
            "la table basse",
            "le rideau",
        ],
    ),
];
