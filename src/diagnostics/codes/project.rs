//! The codes of `project/`: what can be wrong with project files. Sorted; one entry per code, never reused.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        code: "project/alias-bomb",
        en: "YAML aliases that refer to one another can stand for billions of values in a few lines. parcours \
             stops before that.",
        fr: "Des alias YAML qui se renvoient les uns aux autres peuvent tenir lieu de milliards de valeurs en \
             quelques lignes. parcours s'arrête avant.",
    },
    Code {
        code: "project/bad-address",
        en: "The address of the website is not one. It tells links of the copy from links to elsewhere.",
        fr: "L'adresse du site web n'en est pas une. Elle distingue les liens internes de la copie des liens \
             vers l'extérieur.",
    },
    Code {
        code: "project/bad-assumption",
        en: "An assumption by which frictions are put into money is no number from 0 up, or a share is not \
             between 0 and 1.",
        fr: "Une hypothèse qui chiffre les irritants n'est pas un nombre positif ou nul, ou une part n'est pas \
             entre 0 et 1.",
    },
    Code {
        code: "project/bad-colour",
        en: "A colour is written `#rrggbb`, so that contrasts can be computed from it.",
        fr: "Une couleur s'écrit `#rrggbb`, pour que les contrastes puissent se calculer.",
    },
    Code {
        code: "project/bad-date",
        en: "A date is a day of the calendar, written `2026-10-31`.",
        fr: "Une date est un jour du calendrier, écrit `2026-10-31`.",
    },
    Code {
        code: "project/bad-delimiter",
        en: "The delimiter of a data file is a single character of ASCII.",
        fr: "Le séparateur d'un fichier de données est un seul caractère ASCII.",
    },
    Code {
        code: "project/bad-earlier-audit",
        en: "A file named under `earlier` is not the `audit.json` of a site made by parcours.",
        fr: "Un fichier nommé dans `earlier` n'est pas l'`audit.json` d'un site fait par parcours.",
    },
    Code {
        code: "project/bad-flow",
        en: "A flow of data leads from a store to itself.",
        fr: "Un flux de données mène d'une base à elle-même.",
    },
    Code {
        code: "project/bad-glob",
        en: "A pattern of file names is not valid; it would match no file.",
        fr: "Un motif de noms de fichiers n'est pas valide ; il ne correspondrait à aucun fichier.",
    },
    Code {
        code: "project/bad-hand-over",
        en: "A hand-over leads from a channel to itself.",
        fr: "Un relais mène d'un canal à lui-même.",
    },
    Code {
        code: "project/bad-id",
        en: "An id is in kebab case: lower-case letters without accents, digits and single hyphens.",
        fr: "Un identifiant s'écrit en minuscules sans accent, chiffres et traits d'union simples.",
    },
    Code {
        code: "project/bad-link",
        en: "The link to what shows a rating is not an address that can be followed.",
        fr: "Le lien vers ce qui appuie une note n'est pas une adresse que l'on peut suivre.",
    },
    Code {
        code: "project/bad-logo",
        en: "The logo is not a picture that browsers draw.",
        fr: "Le logo n'est pas une image que les navigateurs affichent.",
    },
    Code {
        code: "project/bad-margin",
        en: "A margin of `weights` names dimensions of the survey and gives each of their values a share above zero, \
             once.",
        fr: "Une marge de `weights` nomme des dimensions de l'enquête et donne à chacune de leurs valeurs une part \
             positive, une seule fois.",
    },
    Code {
        code: "project/bad-range",
        en: "A range is written from its lower end to its upper end.",
        fr: "Un intervalle s'écrit de sa borne basse à sa borne haute.",
    },
    Code {
        code: "project/bad-reconciliation",
        en: "Two tables cannot be brought together as `reconcile` says: a table with itself, too few fields to find people by \
             likeness, or a probability that is none.",
        fr: "Deux tables ne peuvent pas être rapprochées comme le dit `reconcile` : une table avec elle-même, trop peu de champs pour \
             retrouver les personnes par ressemblance, ou une probabilité qui n'en est pas une.",
    },
    Code {
        code: "project/bad-sheet",
        en: "The sheet of actions has a column, a line or a cell that cannot be laid over the actions.",
        fr: "La feuille des actions a une colonne, une ligne ou une cellule qui ne peut pas s'appliquer aux \
             actions.",
    },
    Code {
        code: "project/bad-ticket",
        en: "The ticket of an action is not an address that can be followed.",
        fr: "Le ticket d'une action n'est pas une adresse que l'on peut suivre.",
    },
    Code {
        code: "project/benchmark-scale",
        en: "A benchmark was asked on another scale than the question it is put beside; the two figures cannot be compared.",
        fr: "Un repère a été demandé sur une autre échelle que la question qu'il accompagne ; les deux chiffres ne se comparent pas.",
    },
    Code {
        code: "project/check-not-run",
        en: "A check that the project asks for reads something that the project does not declare: a table of its kind \
             with the fields it needs, a question of its role. `parcours explain` says what a check reads.",
        fr: "Un contrôle que le projet demande lit une chose que le projet ne déclare pas : une table de son type avec \
             les champs voulus, une question de son rôle. `parcours explain` dit ce que lit un contrôle.",
    },
    Code {
        code: "project/codes-repeated",
        en: "Codes or links of comments cannot be told apart where several rows are one respondent.",
        fr: "Les codes ou liens des verbatims se confondent quand plusieurs lignes sont un même répondant.",
    },
    Code {
        code: "project/duplicate-id",
        en: "Two things of one kind have the same id, so that a reference to it could mean either.",
        fr: "Deux éléments du même genre portent le même identifiant : une référence pourrait désigner l'un ou \
             l'autre.",
    },
    Code {
        code: "project/duplicate-key",
        en: "A key is written twice in the same map. Many tools keep one of the two without a word; parcours \
             asks which.",
        fr: "Une clé est écrite deux fois au même niveau. Bien des outils en gardent une sans rien dire ; \
             parcours demande laquelle.",
    },
    Code {
        code: "project/duplicate-language",
        en: "A language is listed twice.",
        fr: "Une langue est citée deux fois.",
    },
    Code {
        code: "project/empty-file",
        en: "The file is empty. Most often it was not saved.",
        fr: "Le fichier est vide. Le plus souvent, il n'a pas été enregistré.",
    },
    Code {
        code: "project/empty-rule",
        en: "A list in a rule is empty: it would select every row or none.",
        fr: "Une liste d'une règle est vide : elle retiendrait toutes les lignes ou aucune.",
    },
    Code {
        code: "project/finding-gone",
        en: "An action that is not done answers a finding which earlier audits had and this one has no more.",
        fr: "Une action qui n'est pas faite répond à un constat que des audits antérieurs avaient et que \
             celui-ci n'a plus.",
    },
    Code {
        code: "project/hand-over-cycle",
        en: "Hand-overs between channels lead round: each loses the case, none lets the customer finish.",
        fr: "Des relais entre canaux tournent en rond : chacun perd la demande, aucun ne permet au client de \
             finir.",
    },
    Code {
        code: "project/incomplete-stake",
        en: "A value at stake lacks one of the figures it is the product of.",
        fr: "Un enjeu chiffré manque de l'un des chiffres dont il est le produit.",
    },
    Code {
        code: "project/level-out-of-range",
        en: "A rating names a level that the rubric does not have.",
        fr: "Une évaluation cite un niveau que la grille n'a pas.",
    },
    Code {
        code: "project/maps-contradict",
        en: "Two maps of one actor contradict each other: only one can be true.",
        fr: "Deux cartes d'un même acteur se contredisent : une seule peut être vraie.",
    },
    Code {
        code: "project/missing-file",
        en: "The project names a file that does not exist. Paths start from the project folder.",
        fr: "Le projet cite un fichier qui n'existe pas. Les chemins partent du dossier du projet.",
    },
    Code {
        code: "project/missing-key",
        en: "A key that has no default is missing.",
        fr: "Il manque une clé qui n'a pas de valeur par défaut.",
    },
    Code {
        code: "project/missing-scale",
        en: "A question with this role needs a `scale`; without it an answer of 5 could be good or bad.",
        fr: "Une question de ce rôle demande une échelle (`scale`) ; sans elle, un 5 peut être bon ou mauvais.",
    },
    Code {
        code: "project/mixed-scales",
        en: "Questions that are scored together have different scales; a mean over them would be of nothing. Ask them on one scale.",
        fr: "Des questions notées ensemble ont des échelles différentes ; leur moyenne ne serait celle de rien. Posez-les sur une même échelle.",
    },
    Code {
        code: "project/moved-key",
        en: "A key stands where it stood once; its place is another now.",
        fr: "Une clé se trouve là où elle était autrefois ; sa place est ailleurs.",
    },
    Code {
        code: "project/no-match",
        en: "No file matches a pattern of the project, so that the list stays empty.",
        fr: "Aucun fichier ne correspond à un motif du projet : la liste reste vide.",
    },
    Code {
        code: "project/no-projection",
        en: "A figure that the project wants projected is not: it has no figures by period, fewer than eight, or periods that do \
             not lie at even distances. Its page says why.",
        fr: "Un chiffre que le projet veut projeter ne l'est pas : il n'a pas de chiffres par période, en a moins de huit, ou ses \
             périodes sont inégalement espacées. Sa page dit pourquoi.",
    },
    Code {
        code: "project/not-exactly-one",
        en: "Exactly one of several keys must be given here.",
        fr: "Une et une seule de plusieurs clés doit être donnée ici.",
    },
    Code {
        code: "project/not-in-sql",
        en: "A survey is cut by more dimensions and margins than an SQL engine groups by at once, or a table is no \
             survey. A summary does the same where its file can be read.",
        fr: "Une enquête est découpée par plus de dimensions et de marges qu'un moteur SQL n'en regroupe à la fois, ou \
             une table n'est pas une enquête. Un résumé rend le même service là où son fichier est lisible.",
    },
    Code {
        code: "project/not-utf-8",
        en: "Project files are text in UTF-8. Save the file in that encoding. (Survey exports may use others.)",
        fr: "Les fichiers du projet sont du texte en UTF-8. Enregistrez le fichier dans cet encodage. (Les \
             exports d'enquête peuvent en employer d'autres.)",
    },
    Code {
        code: "project/one-column-two-scales",
        en: "Two questions read one column on different scales: answers to two versions of a question would be pooled.",
        fr: "Deux questions lisent une même colonne sur des échelles différentes : les réponses à deux versions seraient confondues.",
    },
    Code {
        code: "project/only-for-comments",
        en: "A key that only comments take is given to a question with a scale.",
        fr: "Une clé réservée aux verbatims est donnée à une question notée.",
    },
    Code {
        code: "project/out-of-range",
        en: "A number lies outside what the key takes.",
        fr: "Un nombre est hors de ce que la clé accepte.",
    },
    Code {
        code: "project/outside-folder",
        en: "A path leads out of the project folder, perhaps through a symbolic link. A project must be \
             complete in itself, unless the command line allows another folder.",
        fr: "Un chemin mène hors du dossier du projet, peut-être par un lien symbolique. Un projet doit se \
             suffire à lui-même, sauf si la ligne de commande autorise un autre dossier.",
    },
    Code {
        code: "project/parameter-type",
        en: "A parameter of a check has a value of another type than the plugin declares.",
        fr: "Un paramètre d'une évaluation a une valeur d'un autre type que celui que le plugin déclare.",
    },
    Code {
        code: "project/periods-overlap",
        en: "Two periods share a day, so that an answer of that day would be counted in both.",
        fr: "Deux périodes ont un jour en commun : une réponse de ce jour compterait dans les deux.",
    },
    Code {
        code: "project/protection-lowered",
        en: "The minimum cell protects respondents. A project may raise it, never lower it below 3.",
        fr: "L'effectif minimal protège les répondants. Un projet peut le relever, jamais l'abaisser sous 3.",
    },
    Code {
        code: "project/quoted-without-source",
        en: "A claim graded `quoted` names its source, so that a reader can tell it from our own figures.",
        fr: "Une affirmation notée `quoted` nomme sa source, pour que le lecteur la distingue de nos propres \
             chiffres.",
    },
    Code {
        code: "project/rate-of-another-time",
        en: "A rate is of another time than what it is held against, such as a yearly discount beside a monthly retention.",
        fr: "Un taux porte sur une autre durée que ce à quoi il est rapporté, par exemple une actualisation annuelle face à une rétention mensuelle.",
    },
    Code {
        code: "project/reserved-id",
        en: "An id stands for something of parcours itself and cannot be taken.",
        fr: "Un identifiant désigne déjà quelque chose de parcours et ne peut pas être repris.",
    },
    Code {
        code: "project/same-period",
        en: "An action compares a period with itself, which shows no effect.",
        fr: "Une action compare une période avec elle-même, ce qui ne montre aucun effet.",
    },
    Code {
        code: "project/scale-does-not-fit",
        en: "The scale does not fit the role of the question: an NPS is asked from 0 to 10, nothing else.",
        fr: "L'échelle ne convient pas au rôle de la question : un NPS se demande de 0 à 10, et rien d'autre.",
    },
    Code {
        code: "project/sessions-as-users",
        en: "Sessions are given as a number of users. One visitor makes several sessions, so the figure would be wrong.",
        fr: "Des sessions sont données comme un nombre d'utilisateurs. Un visiteur fait plusieurs sessions : le chiffre serait \
             faux.",
    },
    Code {
        code: "project/sheet-finding",
        en: "A line of the sheet of actions was written when its action answered other findings.",
        fr: "Une ligne de la feuille des actions a été écrite quand son action répondait à d'autres \
             constats.",
    },
    Code {
        code: "project/too-deep",
        en: "Lists and maps are nested deeper than any project needs, and deep nesting exhausts the parser.",
        fr: "Listes et clés sont imbriquées plus qu'aucun projet n'en a besoin, et l'imbrication épuise \
             l'analyseur.",
    },
    Code {
        code: "project/too-large",
        en: "A text file of the project is larger than parcours reads. Data belongs in `data/`, as CSV.",
        fr: "Un fichier de texte du projet est plus gros que ce que parcours lit. Les données vont dans \
             `data/`, en CSV.",
    },
    Code {
        code: "project/too-long",
        en: "Texts of actions go into the cells of a workbook, which hold 32,767 characters.",
        fr: "Les textes des actions entrent dans les cellules d'un classeur, qui contiennent 32 767 caractères.",
    },
    Code {
        code: "project/too-many-problems",
        en: "There are more problems than are useful to show. Mend the first ones; often the others go with \
             them.",
        fr: "Il y a plus de problèmes qu'il n'est utile d'en montrer. Corrigez les premiers ; souvent les \
             autres partent avec eux.",
    },
    Code {
        code: "project/unit-does-not-fit",
        en: "The rows of this kind of table are not people, so they cannot be protected as such.",
        fr: "Les lignes de ce type de table ne sont pas des personnes : elles ne peuvent pas être protégées comme telles.",
    },
    Code {
        code: "project/unknown-action",
        en: "Something refers to an action that the project does not declare.",
        fr: "Un élément renvoie à une action que le projet ne déclare pas.",
    },
    Code {
        code: "project/unknown-answer",
        en: "What an action says it answers is no finding, check, criterion, touchpoint or friction.",
        fr: "Ce à quoi une action dit répondre n'est ni un constat, ni un contrôle, ni un critère, ni un \
             point de contact, ni un irritant.",
    },
    Code {
        code: "project/unknown-branch",
        en: "A branch is named that the journey does not declare.",
        fr: "Une branche est nommée que le parcours ne déclare pas.",
    },
    Code {
        code: "project/unknown-channel",
        en: "Something refers to a channel that the project does not declare.",
        fr: "Un élément renvoie à un canal que le projet ne déclare pas.",
    },
    Code {
        code: "project/unknown-check",
        en: "The project names a check that no plugin provides. `parcours plugin list` shows them all.",
        fr: "Le projet cite une évaluation qu'aucun plugin ne fournit. `parcours plugin list` les montre \
             toutes.",
    },
    Code {
        code: "project/unknown-construct",
        en: "A question names a construct that no check has.",
        fr: "Une question cite un construit qu'aucun contrôle ne connaît.",
    },
    Code {
        code: "project/unknown-criterion",
        en: "The review of the website names a criterion that the rule does not have.",
        fr: "La revue du site cite un critère que la règle n'a pas.",
    },
    Code {
        code: "project/unknown-dimension",
        en: "A margin names something that is not declared under the survey's `dimensions`.",
        fr: "Une marge nomme une chose qui n'est pas déclarée sous `dimensions` de l'enquête.",
    },
    Code {
        code: "project/unknown-field",
        en: "A table names a field that its kind does not have, or `block` of a reconciliation one that is not among its `fields`.",
        fr: "Une table nomme un champ que son type n'a pas, ou `block` d'un rapprochement un champ absent de ses `fields`.",
    },
    Code {
        code: "project/unknown-item",
        en: "A maturity rating names an item that the plugin does not have.",
        fr: "Une évaluation de maturité cite un élément que le plugin n'a pas.",
    },
    Code {
        code: "project/unknown-key",
        en: "A key that nobody reads would be ignored in silence, and with it what you meant to say.",
        fr: "Une clé que personne ne lit serait ignorée en silence, et avec elle ce que vous vouliez dire.",
    },
    Code {
        code: "project/unknown-note",
        en: "Something refers to a note that the project does not hold.",
        fr: "Un élément renvoie à une note que le projet ne contient pas.",
    },
    Code {
        code: "project/unknown-parameter",
        en: "A check is given a parameter that its plugin does not have. `parcours explain` lists those it has.",
        fr: "Une évaluation reçoit un paramètre que son plugin n'a pas. `parcours explain` montre ceux qu'il a.",
    },
    Code {
        code: "project/unknown-period",
        en: "Something refers to a period that the survey does not declare.",
        fr: "Un élément renvoie à une période que l'enquête ne déclare pas.",
    },
    Code {
        code: "project/unknown-persona",
        en: "Something refers to a persona that the project does not declare.",
        fr: "Un élément renvoie à un persona que le projet ne déclare pas.",
    },
    Code {
        code: "project/unknown-question",
        en: "Something refers to a question that no survey declares.",
        fr: "Un élément renvoie à une question qu'aucune enquête ne déclare.",
    },
    Code {
        code: "project/unknown-rater",
        en: "A rating names somebody who is not among the `raters`.",
        fr: "Une évaluation cite quelqu'un qui ne figure pas parmi les évaluateurs (`raters`).",
    },
    Code {
        code: "project/unknown-reference",
        en: "Something cites a reference that the project does not list.",
        fr: "Un élément cite une référence que le projet ne recense pas.",
    },
    Code {
        code: "project/unknown-role",
        en: "A role is named that the organisation does not declare.",
        fr: "Un rôle est nommé que l'organisation ne déclare pas.",
    },
    Code {
        code: "project/unknown-source",
        en: "The source of a claim is no reference, note or question of the project.",
        fr: "La source d'une affirmation n'est ni une référence, ni une note, ni une question du projet.",
    },
    Code {
        code: "project/unknown-stage",
        en: "Something refers to a stage that the journey does not have.",
        fr: "Un élément renvoie à une étape que le parcours n'a pas.",
    },
    Code {
        code: "project/unknown-store",
        en: "A store of data is named that the data map does not declare.",
        fr: "Une base de données est nommée que la carte des données ne déclare pas.",
    },
    Code {
        code: "project/unknown-survey",
        en: "Something refers to a survey that the project does not declare.",
        fr: "Un élément renvoie à une enquête que le projet ne déclare pas.",
    },
    Code {
        code: "project/unknown-table",
        en: "Nothing has the id of this table.",
        fr: "Rien ne porte l'identifiant de cette table.",
    },
    Code {
        code: "project/unknown-topic",
        en: "An idea names a topic that no dictionary and no column of codes knows.",
        fr: "Une idée nomme un thème qu'aucun dictionnaire ni aucune colonne de codes ne connaît.",
    },
    Code {
        code: "project/unknown-touchpoint",
        en: "Something refers to a touchpoint that the journey does not have.",
        fr: "Un élément renvoie à un point de contact que le parcours n'a pas.",
    },
    Code {
        code: "project/unknown-word",
        en: "The key takes one of a few words, and this is none of them.",
        fr: "La clé accepte quelques mots précis, et celui-ci n'en fait pas partie.",
    },
    Code {
        code: "project/unreadable-file",
        en: "A file of the project cannot be opened.",
        fr: "Un fichier du projet ne peut pas être ouvert.",
    },
    Code {
        code: "project/unused-key",
        en: "A key has no meaning beside another one, so that what it says would be passed over in silence.",
        fr: "Une clé n'a pas de sens à côté d'une autre : ce qu'elle dit serait ignoré en silence.",
    },
    Code {
        code: "project/value-outside-scale",
        en: "An answer stands for a value that lies outside the question's scale.",
        fr: "Une réponse vaut un chiffre hors de l'échelle de la question.",
    },
    Code {
        code: "project/wrong-type",
        en: "A value is of another type than the key takes: a text instead of a number, a list instead of a \
             map.",
        fr: "Une valeur est d'un autre type que celui de la clé : un texte au lieu d'un nombre, une liste au \
             lieu de clés.",
    },
    Code {
        code: "project/wrong-value",
        en: "A value has the right type but cannot be used here.",
        fr: "Une valeur est du bon type, mais ne convient pas ici.",
    },
    Code {
        code: "project/yaml-syntax",
        en: "The file is not valid YAML. Often a missing quote, a tab, or an indentation that is off by one.",
        fr: "Le fichier n'est pas du YAML valide. Souvent un guillemet oublié, une tabulation, ou un retrait \
             décalé d'une espace.",
    },
];
