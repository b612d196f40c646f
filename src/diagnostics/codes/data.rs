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
        code: "data/bad-cells",
        en: "The `source` of a survey is not the result of the query that `parcours sql` prints for it: a header or a \
             line is another.",
        fr: "La `source` d'une enquête n'est pas le résultat de la requête qu'imprime `parcours sql` pour elle : un \
             en-tête ou une ligne diffère.",
    },
    Code {
        code: "data/bad-count",
        en: "Rows have no readable count of people: a whole number from 0 up. Leaving them out would change who is \
             represented, so nothing is computed.",
        fr: "Des lignes n'ont pas d'effectif lisible : un nombre entier positif ou nul. Les écarter changerait qui est \
             représenté : rien n'est calculé.",
    },
    Code {
        code: "data/bad-date",
        en: "Rows have no date that can be read, so that they belong to no period. They are counted, not \
             dropped in silence.",
        fr: "Des lignes n'ont pas de date lisible et n'appartiennent donc à aucune période. Elles sont \
             comptées, non écartées en silence.",
    },
    Code {
        code: "data/bad-field",
        en: "A field of a table holds something that is not of its type. These rows are left out of every figure that \
             looks at the field.",
        fr: "Un champ d'une table contient autre chose que son type. Ces lignes sont laissées hors de tout chiffre qui \
             regarde ce champ.",
    },
    Code {
        code: "data/bad-summary",
        en: "The summary of a survey or table cannot be read: it is no summary, of another version, of another survey, or made \
             with less protection than the project asks for. `parcours summarise` writes it anew from the data.",
        fr: "Le résumé d'une enquête ou d'une table est inutilisable : ce n'en est pas un, il est d'une autre version, d'une autre \
             enquête, ou fait avec moins de protection que le projet n'en demande. `parcours summarise` le réécrit à \
             partir des données.",
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
        code: "data/conflicting-rows",
        en: "Rows of one respondent differ where there can be one value only. It counts as blank.",
        fr: "Les lignes d'un même répondant diffèrent là où une seule valeur est possible. Elle compte comme \
             vide.",
    },
    Code {
        code: "data/damaged-gzip",
        en: "A packed file does not match its own checksum: it was damaged. Fetch it again.",
        fr: "Un fichier compressé ne correspond pas à sa propre somme de contrôle : il est abîmé. \
             Téléchargez-le de nouveau.",
    },
    Code {
        code: "data/duplicate-header",
        en: "Two columns have the same name, so that a question could mean either.",
        fr: "Deux colonnes portent le même nom : une question pourrait désigner l'une ou l'autre.",
    },
    Code {
        code: "data/duplicate-respondent",
        en: "Several rows of one wave have the same respondent, each of which counts as a person. Say with `layout: \
             repeated` that they are one.",
        fr: "Plusieurs lignes d'une même vague ont le même répondant, et chacune compte comme une personne. Dites avec \
             `layout: repeated` que c'en est une seule.",
    },
    Code {
        code: "data/empty-file",
        en: "The data file is empty: there is no header, hence no column to read.",
        fr: "Le fichier de données est vide : sans en-tête, il n'y a aucune colonne à lire.",
    },
    Code {
        code: "data/empty-margin-cell",
        en: "The population has a value that nobody in the survey has, so that no answer can be weighted to stand for it. \
             Join it with a neighbour.",
        fr: "La population a une valeur que personne n'a dans l'enquête : aucune réponse ne peut être pondérée pour la \
             représenter. Réunissez-la avec une voisine.",
    },
    Code {
        code: "data/encoding-guessed",
        en: "The file is not UTF-8 and was read as Windows-1252. If accents look wrong, name its encoding in \
             the survey.",
        fr: "Le fichier n'est pas en UTF-8 et a été lu comme du Windows-1252. Si les accents sont faux, \
             indiquez son encodage dans l'enquête.",
    },
    Code {
        code: "data/from-summary",
        en: "The data file of a survey or table is not there, and its summary was read in its place. The figures are the same; \
             what the project asks of the survey since then is not in it.",
        fr: "Le fichier de données d'une enquête ou d'une table est absent, et son résumé a été lu à sa place. Les chiffres sont les \
             mêmes ; ce que le projet demande à l'enquête depuis n'y est pas.",
    },
    Code {
        code: "data/future-date",
        en: "Rows have a date after the day the audit speaks of (`as_of`). They are counted; the dates are \
             probably wrong.",
        fr: "Des lignes ont une date postérieure au jour dont parle l'audit (`as_of`). Elles sont comptées ; \
             les dates sont sans doute fausses.",
    },
    Code {
        code: "data/mixed-date-orders",
        en: "Dates in one column are written in two orders of day and month. Those that fit the declared \
             order are read, even where they could be either.",
        fr: "Les dates d'une même colonne sont écrites dans deux ordres du jour et du mois. Celles qui \
             suivent l'ordre déclaré sont lues, même si elles pourraient être les deux.",
    },
    Code {
        code: "data/more-than-all",
        en: "A share counts more than there are to count among: two columns of a table speak of different things.",
        fr: "Une part compte plus que l'ensemble parmi lequel elle compte : deux colonnes d'une table parlent de choses \
             différentes.",
    },
    Code {
        code: "data/no-respondent",
        en: "Rows are to be put together by respondent, and some name none. They are left out and counted.",
        fr: "Les lignes sont à réunir par répondant, et certaines n'en nomment aucun. Elles sont écartées et \
             comptées.",
    },
    Code {
        code: "data/no-rows",
        en: "The data file has a header and no answer.",
        fr: "Le fichier de données a un en-tête et aucune réponse.",
    },
    Code {
        code: "data/not-a-questionnaire",
        en: "A workbook named as a questionnaire lacks the rows and hidden columns that say which item each row is.",
        fr: "Un classeur cité comme questionnaire n'a pas les lignes et colonnes masquées qui disent quel item est sur quelle ligne.",
    },
    Code {
        code: "data/not-in-summary",
        en: "A check asks for a question, a breakdown or a count of rows that a summary does not hold. `parcours summarise` \
             adds it where the data is.",
        fr: "Un contrôle demande une question, un découpage ou un décompte de lignes qu'un résumé ne contient pas. `parcours \
             summarise` l'ajoute là où sont les données.",
    },
    Code {
        code: "data/not-json",
        en: "What should be a JSON object for each respondent is none. Such rows are left out and counted.",
        fr: "Ce qui devrait être un objet JSON par répondant n'en est pas un. Ces lignes sont écartées et \
             comptées.",
    },
    Code {
        code: "data/not-linked",
        en: "Two tables that `reconcile` names could not be brought together by likeness: too many pairs, none, or fields \
             that do not tell people apart. Shared keys are used all the same.",
        fr: "Deux tables que nomme `reconcile` n'ont pas pu être rapprochées par ressemblance : trop de paires, aucune, ou des \
             champs qui ne distinguent pas les personnes. Les clés communes servent quand même.",
    },
    Code {
        code: "data/not-text",
        en: "Rows hold bytes that are no text in the file's encoding. They are left out and counted.",
        fr: "Des lignes contiennent des octets qui ne sont pas du texte dans l'encodage du fichier. Elles sont \
             écartées et comptées.",
    },
    Code {
        code: "data/nul-byte",
        en: "Rows hold NUL bytes, which no text does: the file was damaged. They are left out and counted.",
        fr: "Des lignes contiennent des octets nuls, ce qu'aucun texte ne fait : le fichier est abîmé. Elles \
             sont écartées et comptées.",
    },
    Code {
        code: "data/open-array",
        en: "A JSON array is never closed: the file was cut, and nobody knows how many answers are missing.",
        fr: "Un tableau JSON n'est jamais refermé : le fichier a été coupé, et on ignore combien de réponses \
             manquent.",
    },
    Code {
        code: "data/open-quote",
        en: "A quote is opened and never closed, so that the rest of the file is inside it.",
        fr: "Un guillemet est ouvert et jamais refermé : toute la suite du fichier s'y trouve prise.",
    },
    Code {
        code: "data/other-container",
        en: "The file is a workbook of before 2007, one with a password, or one packed once more. Save it as \
             XLSX or CSV.",
        fr: "Le fichier est un classeur d'avant 2007, avec mot de passe, ou compressé une fois de plus. \
             Enregistrez-le en XLSX ou en CSV.",
    },
    Code {
        code: "data/other-format",
        en: "The file is no export of the tool that `format:` names. The message says by what one knows such \
             an export, and what the file looks like.",
        fr: "Le fichier n'est pas un export de l'outil nommé par `format:`. Le message dit à quoi on \
             reconnaît un tel export, et à quoi le fichier ressemble.",
    },
    Code {
        code: "data/out-of-scale",
        en: "Answers lie off the scale of their question. They are not counted; declare the codes that stand \
             for no answer.",
        fr: "Des réponses sont hors de l'échelle de leur question. Elles ne sont pas comptées ; déclarez les \
             codes qui signifient une absence de réponse.",
    },
    Code {
        code: "data/outdated-summary",
        en: "The project describes a survey otherwise than when its summary was made (columns, scales, rules of \
             personas, periods). The figures are those of then; `parcours summarise` makes them anew.",
        fr: "Le projet décrit une enquête autrement que lors de son résumé (colonnes, échelles, règles des personas, \
             périodes). Les chiffres sont ceux d'alors ; `parcours summarise` les refait.",
    },
    Code {
        code: "data/outside-base",
        en: "Rows count in what a share looks for and are none of those it is a share of, such as customers gained and \
             lost within the period. They are left out.",
        fr: "Des lignes comptent dans ce qu'une part recherche sans être de celles dont elle est une part, par exemple des \
             clients gagnés puis perdus pendant la période. Elles sont écartées.",
    },
    Code {
        code: "data/questionnaire-blank",
        en: "A questionnaire holds no level: nobody filled it in yet.",
        fr: "Un questionnaire ne contient aucun niveau : personne ne l'a encore rempli.",
    },
    Code {
        code: "data/questionnaire-item",
        en: "A questionnaire rates an item that no plugin asks on that form.",
        fr: "Un questionnaire évalue un item qu'aucune extension ne demande sous cette forme.",
    },
    Code {
        code: "data/questionnaire-level",
        en: "A cell of a questionnaire holds something that is no level of its item.",
        fr: "Une cellule d'un questionnaire contient autre chose qu'un niveau de son item.",
    },
    Code {
        code: "data/questionnaire-rater",
        en: "A questionnaire does not say who filled it in; the report says who rated, by role.",
        fr: "Un questionnaire ne dit pas qui l'a rempli ; le rapport dit qui a évalué, par fonction.",
    },
    Code {
        code: "data/questionnaire-twice",
        en: "The same rater rates the same item twice: only one of the two levels can be meant.",
        fr: "Le même évaluateur note deux fois le même item : un seul des deux niveaux peut être voulu.",
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
        code: "data/several-sheets",
        en: "A workbook has several sheets and the survey names none: the first that is shown was read.",
        fr: "Un classeur a plusieurs feuilles et l'enquête n'en nomme aucune : la première visible a été \
             lue.",
    },
    Code {
        code: "data/small-margin-cell",
        en: "A value that answers are weighted to rests on fewer than 30 of them: a few answers then speak for many people.",
        fr: "Une valeur sur laquelle les réponses sont redressées repose sur moins de 30 d'entre elles : quelques réponses \
             parlent alors pour beaucoup de personnes.",
    },
    Code {
        code: "data/spss-file",
        en: "SPSS files are not read. The message says how to convert one, with its missing values.",
        fr: "Les fichiers SPSS ne sont pas lus. Le message dit comment en convertir un, avec ses valeurs \
             manquantes.",
    },
    Code {
        code: "data/too-finely-cut",
        en: "A survey is cut in so many ways (dimensions, personas that overlap, questions with several options) that it cannot \
             be examined which cells give others away. Those that were not examined are withheld. Take fewer dimensions.",
        fr: "Une enquête est découpée de tant de façons (dimensions, personas qui se recoupent, questions à plusieurs \
             réponses) qu'on ne peut examiner quelles cases en trahissent d'autres. Celles qui n'ont pas été examinées \
             sont non diffusées. Prenez moins de dimensions.",
    },
    Code {
        code: "data/too-large-together",
        en: "The rows of a file need more than 256 MiB of memory to be put together by respondent, or to be put right.",
        fr: "Les lignes d'un fichier demandent plus de 256 Mio de mémoire pour être réunies par répondant, ou remises en \
             forme.",
    },
    Code {
        code: "data/too-many-amounts",
        en: "A median or a curve of survival has so many different values in its cells that they cannot be kept. Round the \
             column or break the check down by less.",
        fr: "Une médiane ou une courbe de survie a tant de valeurs différentes dans ses cases qu'on ne peut les garder. \
             Arrondissez la colonne ou ventilez moins le contrôle.",
    },
    Code {
        code: "data/too-many-columns",
        en: "The file has more columns than a workbook could: its keys are probably values.",
        fr: "Le fichier a plus de colonnes qu'un classeur ne peut en avoir : ses clés sont sans doute des \
             valeurs.",
    },
    Code {
        code: "data/too-many-keys",
        en: "A table has more customers than can be put together in memory, and there is no folder for scratch files.",
        fr: "Une table a plus de clients que l'on ne peut en réunir en mémoire, et il n'y a pas de dossier pour des \
             fichiers de travail.",
    },
    Code {
        code: "data/too-many-people",
        en: "A table that `reconcile` names holds more people than can be kept in memory to be found in another.",
        fr: "Une table que nomme `reconcile` contient plus de personnes qu'on ne peut en garder en mémoire pour les retrouver \
             dans une autre.",
    },
    Code {
        code: "data/too-many-values",
        en: "One dimension has more values than parcours compares. More than a thousand groups are no \
             breakdown.",
        fr: "Une dimension a plus de valeurs que parcours n'en compare. Plus de mille groupes ne font plus une \
             ventilation.",
    },
    Code {
        code: "data/too-small-margin-cell",
        en: "A value that answers are weighted to has fewer of them than a figure may rest on. Join it with a \
             neighbour.",
        fr: "Une valeur sur laquelle les réponses sont redressées en a moins qu'il n'en faut pour diffuser un chiffre. \
             Réunissez-la avec une voisine.",
    },
    Code {
        code: "data/truncated-gzip",
        en: "A packed file ends in the middle. How many answers are missing is not known, so nothing is \
             computed from it.",
        fr: "Un fichier compressé s'arrête au milieu. On ignore combien de réponses manquent : rien n'en est \
             calculé.",
    },
    Code {
        code: "data/unchecked-respondents",
        en: "The file has more respondents than are remembered: beyond them, repeated ids are not noticed.",
        fr: "Le fichier a plus de répondants qu'on n'en retient : au-delà, les identifiants répétés ne sont \
             plus remarqués.",
    },
    Code {
        code: "data/unknown-column",
        en: "The survey names a column that the file does not have.",
        fr: "L'enquête cite une colonne que le fichier n'a pas.",
    },
    Code {
        code: "data/unknown-margin-value",
        en: "Answers have a value that a margin of the survey's `weights` does not hold, so that nobody knows how many \
             people they stand for.",
        fr: "Des réponses ont une valeur qu'une marge de `weights` ne contient pas : on ne sait pas combien de personnes \
             elles représentent.",
    },
    Code {
        code: "data/unknown-sheet",
        en: "The workbook has no sheet of the name or number that `sheet:` gives.",
        fr: "Le classeur n'a pas de feuille du nom ou du numéro donné par `sheet:`.",
    },
    Code {
        code: "data/unmapped-value",
        en: "Rows hold a value that no declared persona, channel or stage stands for. Add it to the value map \
             or declare it as no answer.",
        fr: "Des lignes contiennent une valeur à laquelle ne répond aucun persona, canal ou étape déclaré. \
             Ajoutez-la à la table de valeurs ou déclarez-la comme absence de réponse.",
    },
    Code {
        code: "data/unpacks-too-much",
        en: "A packed file unpacks to more than 200 times its size, which no survey does. Reading stopped \
             there.",
        fr: "Un fichier compressé se décompresse en plus de 200 fois sa taille, ce qu'aucune enquête ne \
             fait. La lecture s'est arrêtée là.",
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
    Code {
        code: "data/unreadable-workbook",
        en: "A workbook is damaged, has a password, or is neither XLSX nor ODS.",
        fr: "Un classeur est abîmé, protégé par un mot de passe, ou n'est ni XLSX ni ODS.",
    },
    Code {
        code: "data/weights-capped",
        en: "The caps on weights keep a value from reaching its share of the population. The report says how far it \
             stays.",
        fr: "Les plafonds des poids empêchent une valeur d'atteindre sa part dans la population. Le rapport dit l'écart \
             qui reste.",
    },
    Code {
        code: "data/weights-not-converged",
        en: "The margins contradict one another in this sample: no weights meet them all.",
        fr: "Les marges se contredisent dans cet échantillon : aucun poids ne les tient toutes.",
    },
    Code {
        code: "data/workbook-too-large",
        en: "A workbook unpacks to more than 256 MiB, measured while unpacking. Save the sheet as CSV.",
        fr: "Un classeur dépasse 256 Mio une fois décompressé, mesurés en le décompressant. Enregistrez la \
             feuille en CSV.",
    },
];
