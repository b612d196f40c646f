//! The codes of `data/`: what can be wrong with data files. Sorted; one entry per code, never reused.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        code: "data/ambiguous-date",
        en: "A date such as 03/04/2026 has two readings. Say the order of day and month in the survey's `date`.",
        fr: "Une date telle que 03/04/2026 a deux lectures. Précisez l'ordre du jour et du mois dans `date` de \
             l'enquête.",
    },
    Code {
        code: "data/bad-date",
        en: "Rows have no date that can be read, so that they belong to no period. They are counted, not \
             dropped in silence.",
        fr: "Des lignes n'ont pas de date lisible et n'appartiennent donc à aucune période. Elles sont \
             comptées, non écartées en silence.",
    },
    Code {
        code: "data/bad-weight",
        en: "Rows have no weight that can be read: a number from 0 up. Leaving them out would change who is \
             represented, so nothing is computed.",
        fr: "Des lignes n'ont pas de poids lisible : un nombre positif ou nul. Les écarter changerait qui est \
             représenté : rien n'est calculé.",
    },
    Code {
        code: "data/blank-header",
        en: "A column has no name, so that nothing can refer to it.",
        fr: "Une colonne n'a pas de nom : rien ne peut la désigner.",
    },
    Code {
        code: "data/duplicate-header",
        en: "Two columns have the same name, so that a question could mean either.",
        fr: "Deux colonnes portent le même nom : une question pourrait désigner l'une ou l'autre.",
    },
    Code {
        code: "data/empty-file",
        en: "The data file is empty: there is no header, hence no column to read.",
        fr: "Le fichier de données est vide : sans en-tête, il n'y a aucune colonne à lire.",
    },
    Code {
        code: "data/encoding-guessed",
        en: "The file is not UTF-8 and was read as Windows-1252. If accents look wrong, name its encoding in \
             the survey.",
        fr: "Le fichier n'est pas en UTF-8 et a été lu comme du Windows-1252. Si les accents sont faux, \
             indiquez son encodage dans l'enquête.",
    },
    Code {
        code: "data/no-rows",
        en: "The data file has a header and no answer.",
        fr: "Le fichier de données a un en-tête et aucune réponse.",
    },
    Code {
        code: "data/not-text",
        en: "Rows hold bytes that are no text in the file's encoding. They are left out and counted.",
        fr: "Des lignes contiennent des octets qui ne sont pas du texte dans l'encodage du fichier. Elles sont \
             écartées et comptées.",
    },
    Code {
        code: "data/open-quote",
        en: "A quote is opened and never closed, so that the rest of the file is inside it.",
        fr: "Un guillemet est ouvert et jamais refermé : toute la suite du fichier s'y trouve prise.",
    },
    Code {
        code: "data/out-of-scale",
        en: "Answers lie off the scale of their question. They are not counted; declare the codes that stand \
             for no answer.",
        fr: "Des réponses sont hors de l'échelle de leur question. Elles ne sont pas comptées ; déclarez les \
             codes qui signifient une absence de réponse.",
    },
    Code {
        code: "data/ragged-row",
        en: "A row of the file has more or fewer fields than its first line. It is left out and counted, so \
             that no answer slides into another column.",
        fr: "Une ligne du fichier compte plus ou moins de champs que la première. Elle est écartée et comptée, \
             pour qu'aucune réponse ne glisse dans une autre colonne.",
    },
    Code {
        code: "data/row-too-long",
        en: "A row is longer than 4 MiB. Most often a quote opens in one row and closes much further on.",
        fr: "Une ligne dépasse 4 Mio. Le plus souvent, un guillemet s'ouvre dans une ligne et se referme bien \
             plus loin.",
    },
    Code {
        code: "data/too-many-values",
        en: "One dimension has more values than parcours compares. More than a thousand groups are no \
             breakdown.",
        fr: "Une dimension a plus de valeurs que parcours n'en compare. Plus de mille groupes ne font plus une \
             ventilation.",
    },
    Code {
        code: "data/unknown-column",
        en: "The survey names a column that the file does not have.",
        fr: "L'enquête cite une colonne que le fichier n'a pas.",
    },
    Code {
        code: "data/unmapped-value",
        en: "Rows hold a value that no declared persona, channel or stage stands for. Add it to the value map \
             or declare it as no answer.",
        fr: "Des lignes contiennent une valeur à laquelle ne répond aucun persona, canal ou étape déclaré. \
             Ajoutez-la à la table de valeurs ou déclarez-la comme absence de réponse.",
    },
    Code {
        code: "data/unreadable-file",
        en: "The data file cannot be read, so that its survey measures nothing.",
        fr: "Le fichier de données est illisible : son enquête ne mesure rien.",
    },
    Code {
        code: "data/unreadable-header",
        en: "The first line of the file cannot be read: a quote that never closes, or bytes that are no text.",
        fr: "La première ligne du fichier est illisible : un guillemet jamais refermé, ou des octets qui ne \
             sont pas du texte.",
    },
];
