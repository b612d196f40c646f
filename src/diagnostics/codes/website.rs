//! The codes of `website/`: what can be wrong with the copy of the website. Sorted; one entry per code, never reused.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        code: "website/no-entry",
        en: "The home page that `website.yaml` names is not in the copy of the site.",
        fr: "La page d'accueil que cite `website.yaml` ne figure pas dans la copie du site.",
    },
    Code {
        code: "website/no-folder",
        en: "The folder that should hold the copy of the site does not exist. The rules look at files on disk, \
             never at the network.",
        fr: "Le dossier qui devrait contenir la copie du site n'existe pas. Les règles examinent des fichiers \
             sur le disque, jamais le réseau.",
    },
    Code {
        code: "website/no-page",
        en: "The copy of the site holds no HTML page, so that no rule can be checked.",
        fr: "La copie du site ne contient aucune page HTML : aucune règle ne peut être examinée.",
    },
    Code {
        code: "website/page-outside",
        en: "A page is a link that leads outside the project and was not read.",
        fr: "Une page est un lien qui mène hors du projet et n'a pas été lue.",
    },
    Code {
        code: "website/page-too-big-a-tree",
        en: "A page has more elements than parcours keeps; what lies beyond was not checked.",
        fr: "Une page a plus d'éléments que parcours n'en garde ; le reste n'a pas été examiné.",
    },
    Code {
        code: "website/page-too-deep",
        en: "Elements of a page are nested deeper than any browser lays out; deeper ones were left out.",
        fr: "Des éléments d'une page sont imbriqués plus qu'aucun navigateur ne le supporte ; au-delà, ils ont \
             été ignorés.",
    },
    Code {
        code: "website/page-too-large",
        en: "A page is larger than parcours reads and was not checked.",
        fr: "Une page est plus grosse que ce que parcours lit et n'a pas été examinée.",
    },
    Code {
        code: "website/page-unreadable",
        en: "A page of the copy cannot be opened.",
        fr: "Une page de la copie ne peut pas être ouverte.",
    },
    Code {
        code: "website/sheet-not-read",
        en: "A style sheet is larger than parcours reads; what depends on it stays to be checked.",
        fr: "Une feuille de style dépasse ce que parcours lit ; ce qui en dépend reste à vérifier.",
    },
    Code {
        code: "website/too-many-pages",
        en: "The copy holds more pages than parcours reads; the share of the rules that was checked tells so.",
        fr: "La copie contient plus de pages que parcours n'en lit ; la part des règles réellement examinée le \
             dit.",
    },
    Code {
        code: "website/tool-no-page",
        en: "The results of a browser tool are about a page that is not in the copy of the site.",
        fr: "Les résultats d'un outil de navigateur portent sur une page absente de la copie du site.",
    },
    Code {
        code: "website/tool-other-host",
        en: "The results of a browser tool are about another site and were left out.",
        fr: "Les résultats d'un outil de navigateur portent sur un autre site et ont été écartés.",
    },
    Code {
        code: "website/tool-unreadable",
        en: "A file under `tools` is not what axe or Lighthouse writes.",
        fr: "Un fichier cité sous `tools` n'est pas de ceux qu'écrivent axe ou Lighthouse.",
    },
    Code {
        code: "website/unknown-probe",
        en: "A criterion names a probe that parcours does not have, and cannot be assessed without it.",
        fr: "Un critère cite une sonde que parcours n'a pas, et ne peut pas être évalué sans elle.",
    },
];
