//! The codes of `brand/`, `report/` and `theme/`: what can be wrong with pages: brand, theme, pictures. Sorted; one entry per code, never reused.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        code: "brand/dark-surface",
        en: "The brand's surface colour is too dark for a page that is read in daylight and printed; white is \
             used.",
        fr: "La couleur de fond de la marque est trop sombre pour une page lue en plein jour et imprimée ; le \
             blanc est utilisé.",
    },
    Code {
        code: "brand/not-a-colour",
        en: "A colour of the brand is not written `#rrggbb`.",
        fr: "Une couleur de la marque n'est pas écrite `#rrggbb`.",
    },
    Code {
        code: "brand/unreadable-colour",
        en: "A colour of the brand has too little contrast on the page; the nearest readable one is used.",
        fr: "Une couleur de la marque manque de contraste sur la page ; la plus proche qui soit lisible est \
             utilisée.",
    },
    Code {
        code: "report/missing-picture",
        en: "A picture that the project or the theme names cannot be read.",
        fr: "Une image que citent le projet ou le thème est illisible.",
    },
    Code {
        code: "report/not-a-picture",
        en: "The file is not a picture that a page can show: take SVG, PNG, JPEG, WebP, GIF or AVIF.",
        fr: "Le fichier n'est pas une image qu'une page peut montrer : prenez SVG, PNG, JPEG, WebP, GIF ou \
             AVIF.",
    },
    Code {
        code: "theme/manifest",
        en: "`theme.yaml` does not have the form that the contract asks for. themes/README.md describes it.",
        fr: "`theme.yaml` n'a pas la forme que demande le contrat. themes/README.md la décrit.",
    },
    Code {
        code: "theme/missing-word",
        en: "A page asks for words that the theme does not have in its language.",
        fr: "Une page demande des mots que le thème n'a pas dans sa langue.",
    },
    Code {
        code: "theme/not-text",
        en: "A template or a word list is not text in UTF-8.",
        fr: "Un gabarit ou une liste de mots n'est pas du texte en UTF-8.",
    },
    Code {
        code: "theme/protocol",
        en: "The theme follows another version of the contract. Update parcours or the theme.",
        fr: "Le thème suit une autre version du contrat. Mettez à jour parcours ou le thème.",
    },
    Code {
        code: "theme/template",
        en: "A template cannot be rendered: a name it uses does not exist, or its syntax is wrong.",
        fr: "Un gabarit ne peut pas être rendu : un nom qu'il emploie n'existe pas, ou sa syntaxe est fausse.",
    },
    Code {
        code: "theme/unknown",
        en: "There is no theme of this name, neither built in nor in the project's `themes/` folder.",
        fr: "Aucun thème ne porte ce nom, ni parmi les thèmes intégrés ni dans le dossier `themes/` du projet.",
    },
    Code {
        code: "theme/unreadable",
        en: "A file of the theme cannot be opened.",
        fr: "Un fichier du thème ne peut pas être ouvert.",
    },
    Code {
        code: "theme/words",
        en: "A word list of the theme is not valid Fluent.",
        fr: "Une liste de mots du thème n'est pas du Fluent valide.",
    },
];
