//! What happens in the shop, and with the product at home.

use super::Theme;

/// One theme per touchpoint.
pub(super) const THEMES: &[Theme] = &[
    Theme {
        column: "conseil",
        bad: &[
            "Aucun vendeur disponible {jour} après-midi.",
            "La vendeuse ne connaissait pas la différence entre les deux matelas.",
            "On m'a renvoyée vers le site au lieu de me répondre.",
            "Le vendeur discutait avec son collègue, j'ai fini par partir.",
            "Conseil expédié, j'ai eu l'impression de déranger.",
            "Pas moyen d'avoir un avis sur {produit}.",
            "Il faut faire la queue même pour poser une question.",
        ],
        good: &[
            "Des gens qui connaissent leur métier.",
            "La vendeuse de {ville} a pris le temps de comprendre ce que je voulais.",
            "Conseils précis et sans pousser à l'achat.",
            "On m'a déconseillé un produit trop cher pour mon usage, c'est rare.",
            "Accueil souriant, on se sent attendu.",
            "Le vendeur a dessiné le plan de mon salon avec moi, formidable.",
            "Toujours un mot gentil, c'est pour ça que je reviens.",
        ],
    },
    Theme {
        column: "rayon",
        bad: &[
            "Les prix ne sont pas affichés sur la moitié des articles.",
            "Rayon linge de maison en désordre {jour}.",
            "Le magasin de {ville} est devenu triste, beaucoup d'étagères vides.",
            "Difficile de circuler avec une poussette.",
            "On ne trouve plus les classiques, tout change tous les mois.",
            "Les étiquettes sont trop petites, je ne les lis pas.",
        ],
        good: &[
            "Magasin magnifique, on a envie de tout toucher.",
            "Les mises en scène donnent plein d'idées.",
            "Beau choix de vaisselle, et on peut comparer.",
            "J'aime flâner dans le rayon textile, c'est bien présenté.",
            "Le magasin est clair et bien rangé.",
            "Tout est à portée de main, même pour moi qui suis en fauteuil.",
        ],
    },
    Theme {
        column: "caisse",
        bad: &[
            "Deux caisses ouvertes sur six {jour}.",
            "Attente trop longue en caisse.",
            "Le prix en caisse n'était pas celui de l'étiquette.",
            "La caisse automatique s'est bloquée, personne pour m'aider.",
            "On m'a proposé trois fois la carte de fidélité alors que je l'ai.",
            "Plus de sacs en caisse, j'ai tout porté dans les bras.",
        ],
        good: &[
            "Passage en caisse rapide, même {jour}.",
            "La caissière a emballé la vaisselle avec beaucoup de soin.",
            "Le paquet cadeau est offert et très joli.",
            "Pas d'attente, et un vrai sourire.",
            "Le ticket par e-mail, enfin.",
            "Encaissement directement en rayon, très pratique.",
        ],
    },
    Theme {
        column: "usage",
        bad: &[
            "{produit} n'a pas tenu six mois.",
            "Les draps ont bouloché au deuxième lavage.",
            "Il manquait des vis dans le carton.",
            "La notice de montage est incompréhensible.",
            "Qualité en baisse par rapport à l'an dernier.",
            "La peinture s'écaille déjà.",
        ],
        good: &[
            "La qualité est là, mes serviettes ont dix ans.",
            "{produit} est encore plus beau chez moi.",
            "Montage facile, notice claire.",
            "Linge très doux, même après plusieurs lavages.",
            "Produits solides, on en a pour son argent.",
            "Ravie de mon achat, je m'en sers tous les jours.",
            "De la belle matière, fabriquée pas loin.",
        ],
    },
    Theme {
        column: "retour",
        bad: &[
            "Retour refusé parce que l'emballage était ouvert.",
            "Trois semaines pour être remboursée.",
            "Le magasin n'a pas voulu reprendre un achat fait sur le site.",
            "Il faut imprimer l'étiquette de retour, je n'ai pas d'imprimante.",
            "Un avoir au lieu d'un remboursement, ce n'est pas normal.",
            "Le retour est gratuit en théorie, mais il m'a coûté une matinée.",
        ],
        good: &[
            "Échange fait en magasin sans discuter.",
            "Retour simple et remboursement en quatre jours.",
            "On m'a repris {produit} sans ticket grâce à ma carte.",
            "Rien à redire sur le retour, très arrangeants.",
            "Le transporteur est venu chercher le meuble, parfait.",
        ],
    },
];
