//! Delivery tracking, telephone, chatbot, loyalty.

use super::Theme;

/// One theme per touchpoint.
pub(super) const THEMES: &[Theme] = &[
    Theme {
        column: "suivi",
        bad: &[
            "Aucune nouvelle de ma livraison pendant neuf jours.",
            "Le lien de suivi mène à une page vide.",
            "On ne sait jamais si c'est le matin ou l'après-midi.",
            "Livré un jour où j'étais absente, sans prévenir.",
            "Le suivi disait « livré », le colis était chez un voisin inconnu.",
            "Il faut appeler pour savoir où en est {produit}.",
        ],
        good: &[
            "Les messages de suivi à chaque étape sont rassurants.",
            "Livraison à l'heure dite, avec un SMS une heure avant.",
            "On sait toujours où en est le colis, bravo.",
            "J'ai pu changer le jour de livraison depuis le message, très bien.",
            "Suivi précis et livreur aimable.",
            "Le nouveau suivi par e-mail est vraiment mieux qu'avant.",
        ],
    },
    Theme {
        column: "telephone",
        bad: &[
            "{min} minutes d'attente au téléphone avant de parler à quelqu'un.",
            "Le service client m'a promis de rappeler, j'attends toujours.",
            "Trois appels, trois réponses différentes.",
            "Menu vocal interminable pour finir sur une musique.",
            "Au téléphone ils n'ont pas l'historique de mes commandes.",
            "On m'a raccroché au nez.",
        ],
        good: &[
            "Rappelée le lendemain, c'était réglé.",
            "Le service client a été très patient avec moi.",
            "Une vraie personne au bout du fil, et une solution.",
            "Mon dossier a été réglé en un seul appel.",
            "Conseillère efficace, elle a tout retrouvé avec mon nom.",
        ],
    },
    Theme {
        column: "chatbot",
        bad: &[
            "Le robot du site tourne en rond.",
            "Impossible de parler à un humain, l'assistant répond toujours la même chose.",
            "L'assistant ne comprend pas « où est ma commande ».",
            "Le chat m'envoie vers la FAQ que je venais de lire.",
            "Depuis cet été le robot s'ouvre tout seul et cache la moitié de l'écran.",
            "Le chatbot m'a donné des horaires faux.",
            "J'ai expliqué mon problème au robot, puis on m'a tout redemandé par e-mail.",
        ],
        good: &[
            "Le chat m'a répondu tout de suite, un dimanche soir.",
            "L'assistant a retrouvé ma facture en une minute.",
            "Pratique pour les questions simples.",
            "Le robot m'a passé une conseillère dès que je l'ai demandé.",
            "J'ai eu tout de suite les dimensions que je cherchais.",
        ],
    },
    Theme {
        column: "fidelite",
        bad: &[
            "Mes points ont expiré sans que je sois prévenue.",
            "Le bon d'anniversaire ne marche pas en ligne.",
            "Les avantages ne sont valables qu'en magasin, dommage.",
            "Trop de mails de promotion, trois par semaine.",
            "La carte ne sert à rien quand on achète peu.",
            "Mes achats du site n'apparaissent pas sur ma carte.",
        ],
        good: &[
            "Le programme de fidélité est généreux.",
            "Les soirées pour les porteurs de la carte sont une belle idée.",
            "Le bon d'anniversaire fait toujours plaisir.",
            "Cliente fidèle, je m'y sens reconnue.",
            "Les points se cumulent en ligne et en magasin, très bien.",
        ],
    },
];
