//! The codes of `plugin/`: what can be wrong with plugins. Sorted; one entry per code, never reused.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        code: "plugin/crash",
        en: "A function that the script called broke inside parcours. This is a mistake in parcours: please \
             report it.",
        fr: "Une fonction que le script appelait s'est interrompue dans parcours. C'est une erreur de parcours \
             : merci de la signaler.",
    },
    Code {
        code: "plugin/cycle",
        en: "Checks that read one another's results wait for one another for ever. The message names every \
             member of the circle; remove one `result:` from one of them.",
        fr: "Des évaluations qui lisent les résultats les unes des autres s'attendent sans fin. Le message \
             nomme chaque membre du cercle ; retirez un `result:` de l'une d'elles.",
    },
    Code {
        code: "plugin/depth",
        en: "A function of the script calls itself too deeply.",
        fr: "Une fonction du script s'appelle elle-même trop profondément.",
    },
    Code {
        code: "plugin/folder-name",
        en: "A plugin lives in a folder named after its id, so that anyone finds it.",
        fr: "Un plugin habite un dossier qui porte son identifiant, pour que chacun le trouve.",
    },
    Code {
        code: "plugin/foreign-key",
        en: "The manifest holds a key that this kind of check does not use. It would be ignored in silence.",
        fr: "Le manifeste contient une clé dont ce type d'évaluation ne se sert pas. Elle serait ignorée en \
             silence.",
    },
    Code {
        code: "plugin/formula",
        en: "A formula is an expression of numbers, of the estimates it names and of parameters, that gives a number.",
        fr: "Une formule est une expression de nombres, d'estimations qu'elle nomme et de paramètres, qui donne un nombre.",
    },
    Code {
        code: "plugin/items",
        en: "A maturity check needs items that people rate, or a script that finds the level from signals.",
        fr: "Une dimension de maturité demande des éléments que l'on évalue, ou un script qui établit le niveau \
             à partir de signaux.",
    },
    Code {
        code: "plugin/level-gap",
        en: "The levels of a rubric follow one another by one; a hole would make a level that nobody can reach.",
        fr: "Les niveaux d'une grille se suivent un à un ; un trou ferait un niveau que personne ne peut \
             atteindre.",
    },
    Code {
        code: "plugin/mean-as-csat",
        en: "The CSAT is the share of the two best answers. A mean of the answers is another figure and needs another name.",
        fr: "Le CSAT est la part des deux meilleures réponses. Une moyenne des réponses est un autre chiffre et demande un \
             autre nom.",
    },
    Code {
        code: "plugin/mean-as-nps",
        en: "A check calls the mean of the scores an NPS. The NPS is a share of promoters less a share of detractors.",
        fr: "Un contrôle appelle NPS la moyenne des notes. Le NPS est une part de promoteurs moins une part de détracteurs.",
    },
    Code {
        code: "plugin/memory",
        en: "The script holds more memory than a plugin may. Keep counts and shares, not copies.",
        fr: "Le script occupe plus de mémoire qu'un plugin n'en a le droit. Gardez des effectifs et des parts, \
             pas des copies.",
    },
    Code {
        code: "plugin/message",
        en: "A message is a Fluent pattern such as `{ $share } of respondents`; this one cannot be read.",
        fr: "Un message est un modèle Fluent tel que `{ $share } des répondants` ; celui-ci est illisible.",
    },
    Code {
        code: "plugin/message-value",
        en: "A message uses a value that the script did not give.",
        fr: "Un message emploie une valeur que le script n'a pas fournie.",
    },
    Code {
        code: "plugin/missing-words",
        en: "Everything a page shows exists in French and in English; here one of them is missing.",
        fr: "Tout ce qu'une page montre existe en français et en anglais ; il manque ici l'une des deux \
             langues.",
    },
    Code {
        code: "plugin/no-function",
        en: "The script does not define a function that its kind of check needs.",
        fr: "Le script ne définit pas une fonction dont ce type d'évaluation a besoin.",
    },
    Code {
        code: "plugin/no-manifest",
        en: "A folder under `plugins/` holds a script but no `plugin.yaml`; without its declaration it cannot \
             run.",
        fr: "Un dossier de `plugins/` contient un script, mais pas de `plugin.yaml` ; sans sa déclaration, il \
             ne peut pas s'exécuter.",
    },
    Code {
        code: "plugin/no-thread",
        en: "The system gave no thread to run the script. Close other programs and try again.",
        fr: "Le système n'a pas fourni de fil d'exécution pour le script. Fermez d'autres programmes et \
             recommencez.",
    },
    Code {
        code: "plugin/not-utf-8",
        en: "Files of a plugin are text in UTF-8. Save the file in that encoding.",
        fr: "Les fichiers d'un plugin sont du texte en UTF-8. Enregistrez le fichier dans cet encodage.",
    },
    Code {
        code: "plugin/one-language",
        en: "A message exists in one language only; pages of the other one would have nothing to say.",
        fr: "Un message n'existe que dans une langue ; les pages de l'autre n'auraient rien à dire.",
    },
    Code {
        code: "plugin/result",
        en: "What the script returns is not of the form that the contract asks for.",
        fr: "Ce que renvoie le script n'a pas la forme que demande le contrat.",
    },
    Code {
        code: "plugin/scoring",
        en: "What a maturity check says of its scoring, its signals or its fundamentals does not fit its levels: the \
             same ratings could make several levels, or none.",
        fr: "Ce qu'un contrôle de maturité dit de son calcul, de ses signaux ou de ses fondamentaux ne va pas avec ses \
             niveaux : les mêmes notes pourraient donner plusieurs niveaux, ou aucun.",
    },
    Code {
        code: "plugin/script",
        en: "The script stopped with an error of its own.",
        fr: "Le script s'est arrêté sur une erreur.",
    },
    Code {
        code: "plugin/selector",
        en: "The selector of a criterion cannot be read. `plugins/README.md` lists what may stand in one.",
        fr: "Le sélecteur d'un critère est illisible. `plugins/README.md` dit ce qui peut y figurer.",
    },
    Code {
        code: "plugin/sessions-as-users",
        en: "A share of sessions is no share of users, and its interval by counting sessions is too narrow.",
        fr: "Une part de sessions n'est pas une part d'utilisateurs, et son intervalle calculé sur le nombre de sessions est \
             trop étroit.",
    },
    Code {
        code: "plugin/size",
        en: "A text, a list or a map in the script grows beyond what a plugin may hold.",
        fr: "Un texte, une liste ou une table du script dépasse ce qu'un plugin peut contenir.",
    },
    Code {
        code: "plugin/steps",
        en: "The script does too much work and was stopped. Perhaps a loop never ends.",
        fr: "Le script fait trop d'opérations et a été arrêté. Une boucle ne se termine peut-être pas.",
    },
    Code {
        code: "plugin/syntax",
        en: "The script is not valid Rhai.",
        fr: "Le script n'est pas du Rhai valide.",
    },
    Code {
        code: "plugin/time",
        en: "The script takes too long and was stopped.",
        fr: "Le script dure trop longtemps et a été arrêté.",
    },
    Code {
        code: "plugin/twice",
        en: "Two plugins have the same id. Only a project's own plugin may replace a built-in one.",
        fr: "Deux plugins portent le même identifiant. Seul un plugin du projet peut remplacer un plugin \
             intégré.",
    },
    Code {
        code: "plugin/unit",
        en: "The unit of the plugin is not the one in which its estimate is computed.",
        fr: "L'unité du plugin n'est pas celle dans laquelle son estimation se calcule.",
    },
    Code {
        code: "plugin/unknown-chart",
        en: "The manifest asks for a kind of chart that nothing draws for this kind of check.",
        fr: "Le manifeste demande un graphique que rien ne dessine pour ce type d'évaluation.",
    },
    Code {
        code: "plugin/unknown-field",
        en: "A manifest names a field that its kind of table does not have, or one of another type.",
        fr: "Un manifeste nomme un champ que son type de table n'a pas, ou d'un autre type.",
    },
    Code {
        code: "plugin/unknown-function",
        en: "The script calls a function that does not exist, or with arguments that it does not take.",
        fr: "Le script appelle une fonction qui n'existe pas, ou avec des arguments qu'elle n'accepte pas.",
    },
    Code {
        code: "plugin/unknown-measure",
        en: "An estimate names a measure that the manifest does not declare.",
        fr: "Une estimation nomme une mesure que le manifeste ne déclare pas.",
    },
    Code {
        code: "plugin/unknown-message",
        en: "The script names a message that the manifest does not have.",
        fr: "Le script cite un message que le manifeste n'a pas.",
    },
    Code {
        code: "plugin/unknown-name",
        en: "The script uses a variable that does not exist. A function sees its parameters and what it defines \
             itself.",
        fr: "Le script emploie une variable qui n'existe pas. Une fonction voit ses paramètres et ce qu'elle \
             définit elle-même.",
    },
    Code {
        code: "plugin/unknown-parameter",
        en: "`$name` in a manifest stands for a parameter that it declares, of a type that fits.",
        fr: "`$nom` dans un manifeste désigne un paramètre qu'il déclare, d'un type qui convient.",
    },
    Code {
        code: "plugin/unknown-protocol",
        en: "The plugin was written for another version of the contract. Update parcours or the plugin.",
        fr: "Le plugin a été écrit pour une autre version du contrat. Mettez à jour parcours ou le plugin.",
    },
    Code {
        code: "plugin/unknown-read",
        en: "The plugin uses a name that it does not read. What is not declared under `reads` cannot be \
             reached.",
        fr: "Le plugin emploie un nom qu'il ne lit pas. Ce qui n'est pas déclaré sous `reads` n'est pas \
             accessible.",
    },
    Code {
        code: "plugin/unreadable-file",
        en: "A file of the plugin cannot be opened.",
        fr: "Un fichier du plugin ne peut pas être ouvert.",
    },
    Code {
        code: "plugin/wrong-default",
        en: "The default of a parameter is not of the type the parameter declares.",
        fr: "La valeur par défaut d'un paramètre n'est pas du type que ce paramètre déclare.",
    },
];
