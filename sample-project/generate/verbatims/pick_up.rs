//! The pick-up in shops: what the story is about.

/// Waiting at the counter.
pub(super) const WAITING: &[&str] = &[
    "{min} minutes d'attente pour récupérer un colis déjà payé, c'est n'importe quoi.",
    "J'ai attendu {min} minutes au comptoir alors que le message disait « prêt ».",
    "Une seule personne pour les retraits et pour la caisse, forcément ça bouchonne.",
    "La file des retraits est la même que celle des caisses, je ne vois plus l'intérêt de commander à l'avance.",
    "Attente interminable au retrait, {jour} dernier à {ville}.",
    "Je choisis le retrait pour gagner du temps et j'en perds : {min} minutes debout.",
    "Personne au comptoir de retrait, il faut aller chercher un vendeur dans les rayons.",
    "Trop d'attente au retrait, surtout {jour} en fin de journée.",
    "Le temps qu'on trouve mon colis en réserve, j'ai attendu {min} minutes.",
    "Commande prête depuis la veille et pourtant {min} minutes d'attente sur place.",
    "On m'a laissée attendre au comptoir, puis on m'a dit de repasser dans une heure.",
    "Le retrait en magasin est devenu très long depuis cet été.",
    "Je suis garée en double file et on me fait patienter {min} minutes pour {produit}.",
    "Il y a un panneau retrait mais personne derrière, on attend comme des idiots.",
    "Plus d'un quart d'heure au comptoir à chaque fois, ce n'était pas comme ça avant.",
    "Nous étions six à attendre nos commandes avec une seule vendeuse débordée.",
    "Aller retirer à midi est impossible, la file va jusqu'à l'entrée.",
    "L'attente au retrait gâche tout le reste.",
];

/// The order cannot be seen by the staff.
pub(super) const NOT_VISIBLE: &[&str] = &[
    "Le magasin ne voyait pas ma commande.",
    "Le vendeur n'avait pas ma commande à l'écran, j'ai dû montrer mon e-mail.",
    "Ma commande était « prête » sur le site mais introuvable pour le magasin.",
    "En caisse ils n'ont pas accès aux commandes du site, il a fallu appeler le siège.",
    "La vendeuse était gentille mais son ordinateur ne montrait rien, ni mon nom ni ma commande.",
    "Impossible pour le magasin de {ville} de retrouver ma commande, j'ai fini par repartir sans.",
    "Ils ne voient pas ce qu'on a commandé en ligne, c'est quand même incroyable.",
    "J'avais le numéro, le mail, la carte bleue, et le magasin ne trouvait toujours rien.",
    "On m'a répondu « le site et nous, ce n'est pas pareil ».",
    "La commande apparaissait annulée chez eux et payée chez moi.",
    "Mon colis était là, posé derrière, mais pas dans leur logiciel.",
    "Le magasin pensait que je n'étais pas encore prévenue : le message était parti trop tôt.",
    "Personne ne savait si {produit} était arrivé ou non.",
    "Deux déplacements pour rien, la commande n'était pas visible au comptoir.",
];

/// The customer has to explain again.
pub(super) const EXPLAIN_AGAIN: &[&str] = &[
    "On m'a fait répéter mon numéro de commande trois fois.",
    "J'ai dû réexpliquer toute mon histoire à chaque vendeur.",
    "Trois personnes différentes, trois fois la même explication.",
    "J'avais déjà tout dit au téléphone, et au comptoir il a fallu recommencer à zéro.",
    "Il faut redonner son nom, son adresse, son mail, comme si on n'avait jamais commandé.",
    "Le site m'avait confirmé l'échange, le magasin n'était au courant de rien et j'ai tout réexpliqué.",
    "Je répète mon nom, je l'épelle, je montre le mail, et on me redemande mon numéro.",
    "Aucun suivi entre le site et le magasin, c'est au client de faire le lien.",
    "Le service client m'avait dit que c'était noté, mais au retrait personne n'avait la note.",
    "Entre l'appli, le mail et le comptoir, j'ai raconté la même chose à tout le monde.",
    "Obligée de sortir mon relevé pour prouver que j'avais payé.",
    "Il a fallu que j'explique moi-même comment marchait le retrait.",
];

/// Small things, as they always were.
pub(super) const SMALL_THINGS: &[&str] = &[
    "Un peu d'attente {jour} mais rien de grave.",
    "Le comptoir de retrait n'est pas bien indiqué, il faut le chercher au fond.",
    "Les horaires de retrait ne sont pas les mêmes que ceux du magasin, je ne l'ai trouvé nulle part sur le site.",
    "J'aurais aimé un créneau plus tard le soir.",
    "Le carton était lourd, un chariot aurait aidé.",
    "Pas trouvé les horaires du retrait sur internet, j'ai appelé.",
    "On pourrait nous prévenir par SMS plutôt que par e-mail.",
    "Il manquait un article, il est arrivé deux jours après.",
    "Le délai annoncé était de deux heures, il en a fallu quatre.",
    "Pas de place pour se garer près du retrait.",
];

/// Those of the small things that are neither good nor bad to hear.
pub(super) const NEITHER: &[&str] = &[
    "Un peu d'attente {jour} mais rien de grave.",
    "J'aurais aimé un créneau plus tard le soir.",
    "Le carton était lourd, un chariot aurait aidé.",
    "On pourrait nous prévenir par SMS plutôt que par e-mail.",
];

/// What follows from it.
pub(super) const CONSEQUENCES: &[&str] = &[
    "La prochaine fois je me ferai livrer.",
    "Je ne choisirai plus le retrait.",
    "J'ai annulé et commandé ailleurs.",
    "C'est dommage, le reste est très bien.",
    "À ce compte-là autant aller chez le concurrent.",
    "J'ai failli tout laisser sur place.",
    "Je n'ai plus confiance dans le mot « prêt ».",
    "Avant l'été c'était impeccable.",
];

/// When it went well.
pub(super) const GOOD: &[&str] = &[
    "Retrait en deux minutes, rien à dire.",
    "Le retrait en magasin est très pratique, je passe en sortant du travail.",
    "Commande prête à l'heure, on m'a aidée à porter le carton.",
    "J'adore pouvoir retirer près de chez moi sans payer de livraison.",
    "Au retrait on m'a proposé de vérifier {produit} avant de partir, très bien.",
    "Le comptoir de retrait est à l'entrée, c'est rapide.",
];
