//! What happens on the site and in the application.

use super::Theme;

/// One theme per touchpoint.
pub(super) const THEMES: &[Theme] = &[
    Theme {
        column: "recherche",
        bad: &[
            "La recherche du site ne comprend rien, je tape {produit} et j'obtiens des coussins.",
            "Impossible de filtrer par dimension, il faut ouvrir chaque fiche.",
            "Trop de résultats et pas d'ordre, on s'y perd.",
            "Je ne retrouve jamais ce que j'ai vu la veille sur le site.",
            "Le tri par prix ne marche pas sur mon téléphone.",
            "Il faut connaître le nom exact du produit pour le trouver.",
            "Les articles épuisés devraient disparaître de la recherche.",
        ],
        good: &[
            "Je trouve toujours ce que je cherche sur le site.",
            "La recherche est rapide et les filtres par matière sont vraiment utiles.",
            "Site bien rangé, j'ai trouvé {produit} en trois clics.",
            "Les idées par pièce donnent envie, on trouve sans chercher.",
            "Le site est clair, même ma mère s'en sort.",
            "Beaucoup de choix et on s'y retrouve.",
        ],
    },
    Theme {
        column: "fiche_produit",
        bad: &[
            "La couleur reçue n'a rien à voir avec la photo.",
            "Il manque les dimensions exactes sur la fiche, j'ai dû renvoyer {produit}.",
            "Pas un seul avis sur les fiches, difficile de se décider.",
            "La matière n'est pas indiquée clairement, lin ou coton on ne sait pas.",
            "Les photos sont belles mais on ne voit jamais l'arrière du meuble.",
            "La fiche disait « lavable » et l'étiquette dit le contraire.",
            "Le poids n'est pas donné, surprise à l'arrivée.",
        ],
        good: &[
            "Les produits sont bien décrits, je sais ce que j'achète.",
            "Photos très fidèles, {produit} est exactement comme sur le site.",
            "Les fiches sont complètes, avec les dimensions et l'entretien.",
            "J'apprécie que l'origine des matières soit indiquée.",
            "Bonnes photos, on peut zoomer sur le tissu.",
            "Les conseils d'entretien sur la fiche m'ont décidée.",
        ],
    },
    Theme {
        column: "disponibilite",
        bad: &[
            "Le site annonçait du stock à {ville}, le rayon était vide.",
            "Impossible de savoir en ligne si {produit} est en magasin.",
            "La page des disponibilités ne s'affiche pas chez moi.",
            "J'ai fait trente kilomètres pour un article affiché disponible et qui ne l'était pas.",
            "Sur Google je tombe sur vos pages produits mais jamais sur les horaires de retrait.",
            "« Stock limité » ne veut rien dire, dites combien il en reste.",
            "Je n'ai pas trouvé où voir le stock par magasin.",
            "Disponible sur l'appli, indisponible sur le site, et en rayon il y en avait deux.",
        ],
        good: &[
            "Pratique de voir le stock de mon magasin avant de venir.",
            "Le stock affiché était juste, je suis venue pour {produit} et il était là.",
            "J'ai pu vérifier la disponibilité avant de me déplacer.",
            "La mise de côté m'a évité un voyage pour rien.",
            "On voit tout de suite dans quel magasin aller.",
            "Réserver en ligne et essayer sur place, c'est parfait pour moi.",
        ],
    },
    Theme {
        column: "panier",
        bad: &[
            "Le code promo a disparu au moment de payer.",
            "J'ai dû recréer un compte pour payer, je déteste ça.",
            "Le panier s'est vidé quand je me suis connectée.",
            "Les frais de livraison n'apparaissent qu'à la dernière étape.",
            "Paiement refusé deux fois puis débité deux fois, il a fallu appeler.",
            "Trop d'étapes pour payer {produit}.",
            "Sur mobile le bouton payer est caché par le clavier.",
        ],
        good: &[
            "Paiement simple et rapide.",
            "J'ai commandé en cinq minutes depuis mon canapé.",
            "Le panier se garde d'un appareil à l'autre, très pratique.",
            "Payer en trois fois m'a bien aidée pour {produit}.",
            "Pas besoin de compte pour commander, merci.",
            "Le total est clair dès le début, frais compris.",
        ],
    },
    Theme {
        column: "appli",
        bad: &[
            "L'application plante quand j'ouvre mes commandes.",
            "L'appli me déconnecte à chaque fois.",
            "Trop de notifications, j'ai fini par les couper.",
            "L'appli ne montre pas les mêmes prix que le site.",
            "Impossible de modifier mon adresse dans l'application.",
            "L'appli est lente, je repasse par le site.",
        ],
        good: &[
            "L'appli est bien faite, je commande dans le bus.",
            "J'aime scanner l'étiquette en magasin avec l'appli pour voir les avis.",
            "Ma carte de fidélité dans l'appli, plus besoin de fouiller mon sac.",
            "Application claire, je retrouve toutes mes commandes.",
            "Les listes d'envies de l'appli sont géniales pour aménager mon appartement.",
            "Notifications utiles et pas trop nombreuses.",
        ],
    },
];
