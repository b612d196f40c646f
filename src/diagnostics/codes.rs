//! The one list of problem codes, which `parcours explain` prints. `tests/tidy` holds it against the sources.
//!
//! A code is `area/what-is-wrong`, never reused. French is written with plain spaces before its punctuation; the
//! typography is applied on the way out.

use crate::language::Text;

/// A problem code and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The code, such as `project/unknown-persona`.
    pub code: &'static str,
    en: &'static str,
    fr: &'static str,
}

impl Code {
    /// What is wrong, why it matters and what to do, in two or three sentences.
    pub fn explanation(&self) -> Text {
        Text::prose(self.en, self.fr)
    }
}

/// The code of this name.
pub fn explain(code: &str) -> Option<&'static Code> {
    CODES
        .binary_search_by(|known| known.code.cmp(code))
        .ok()
        .and_then(|index| CODES.get(index))
}

/// Every code, sorted by name.
pub const CODES: &[Code] = &[
    Code {
        code: "data/ragged-row",
        en: "A row of the file has more or fewer fields than its first line. It is left out and counted, so that \
             no answer slides into another column.",
        fr: "Une ligne du fichier compte plus ou moins de champs que la première. Elle est écartée et comptée, \
             pour qu'aucune réponse ne glisse dans une autre colonne.",
    },
    Code {
        code: "plugin/criteria",
        en: "A website rule is judged criterion by criterion, so its plugin must declare at least one.",
        fr: "Une règle de site web s'évalue critère par critère : son plugin doit en déclarer au moins un.",
    },
    Code {
        code: "plugin/cycle",
        en: "Checks that read one another's results wait for one another for ever. The message names every member \
             of the circle; remove one `result:` from one of them.",
        fr: "Des évaluations qui lisent les résultats les unes des autres s'attendent sans fin. Le message nomme \
             chaque membre du cercle ; retirez un `result:` de l'une d'elles.",
    },
    Code {
        code: "plugin/estimate",
        en: "A KPI is one figure with its interval; `estimate` says how it is computed, in a unit and a range \
             that fit.",
        fr: "Un indicateur est un chiffre avec son intervalle ; `estimate` dit comment il se calcule, dans une \
             unité et un intervalle qui conviennent.",
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
        code: "plugin/id",
        en: "An id is in kebab case: lower-case letters, digits and single hyphens. It becomes part of addresses \
             and of `audit.json`.",
        fr: "Un identifiant s'écrit en minuscules, chiffres et traits d'union simples. Il entre dans des adresses \
             et dans `audit.json`.",
    },
    Code {
        code: "plugin/items",
        en: "A maturity check needs items that people rate, or a script that finds the level from signals.",
        fr: "Une dimension de maturité demande des éléments que l'on évalue, ou un script qui établit le niveau à \
             partir de signaux.",
    },
    Code {
        code: "plugin/level-gap",
        en: "The levels of a rubric follow one another by one; a hole would make a level that nobody can reach.",
        fr: "Les niveaux d'une grille se suivent un à un ; un trou ferait un niveau que personne ne peut \
             atteindre.",
    },
    Code {
        code: "plugin/levels",
        en: "A rubric needs two levels or more, lowest first, without a gap.",
        fr: "Une grille demande au moins deux niveaux, du plus bas au plus haut, sans trou.",
    },
    Code {
        code: "plugin/manifest",
        en: "`plugin.yaml` does not have the form that the contract asks for. plugins/README.md describes every \
             key.",
        fr: "`plugin.yaml` n'a pas la forme que demande le contrat. plugins/README.md décrit chaque clé.",
    },
    Code {
        code: "plugin/message",
        en: "A message is a Fluent pattern such as `{ $share } of respondents`; this one cannot be read.",
        fr: "Un message est un modèle Fluent tel que `{ $share } des répondants` ; celui-ci est illisible.",
    },
    Code {
        code: "plugin/missing-words",
        en: "Everything a page shows exists in French and in English; here one of them is missing.",
        fr: "Tout ce qu'une page montre existe en français et en anglais ; il manque ici l'une des deux langues.",
    },
    Code {
        code: "plugin/no-manifest",
        en: "A folder under `plugins/` holds a script but no `plugin.yaml`; without its declaration it cannot \
             run.",
        fr: "Un dossier de `plugins/` contient un script, mais pas de `plugin.yaml` ; sans sa déclaration, il ne \
             peut pas s'exécuter.",
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
        code: "plugin/parameter",
        en: "The default of a parameter must be of the type that the parameter declares.",
        fr: "La valeur par défaut d'un paramètre doit être du type que ce paramètre déclare.",
    },
    Code {
        code: "plugin/read",
        en: "Each entry of `reads` names exactly one thing to read, so that the single pass over the data can be \
             planned.",
        fr: "Chaque entrée de `reads` nomme une seule chose à lire, pour que le passage unique sur les données \
             puisse être prévu.",
    },
    Code {
        code: "plugin/twice",
        en: "Two plugins have the same id. Only a project's own plugin may replace a built-in one.",
        fr: "Deux plugins portent le même identifiant. Seul un plugin du projet peut remplacer un plugin intégré.",
    },
    Code {
        code: "plugin/unit",
        en: "The unit of the plugin is not the one in which its estimate is computed.",
        fr: "L'unité du plugin n'est pas celle dans laquelle son estimation se calcule.",
    },
    Code {
        code: "plugin/unknown-protocol",
        en: "The plugin was written for another version of the contract. Update parcours or the plugin.",
        fr: "Le plugin a été écrit pour une autre version du contrat. Mettez à jour parcours ou le plugin.",
    },
    Code {
        code: "plugin/unknown-read",
        en: "The plugin uses a name that it does not read. What is not declared under `reads` cannot be reached.",
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
    Code {
        code: "project/alias-bomb",
        en: "YAML aliases that refer to one another can stand for billions of values in a few lines. parcours \
             stops before that.",
        fr: "Des alias YAML qui se renvoient les uns aux autres peuvent tenir lieu de milliards de valeurs en \
             quelques lignes. parcours s'arrête avant.",
    },
    Code {
        code: "project/bad-date",
        en: "A date is a day of the calendar, written `2026-10-31`.",
        fr: "Une date est un jour du calendrier, écrit `2026-10-31`.",
    },
    Code {
        code: "project/bad-id",
        en: "An id is in kebab case: lower-case letters without accents, digits and single hyphens.",
        fr: "Un identifiant s'écrit en minuscules sans accent, chiffres et traits d'union simples.",
    },
    Code {
        code: "project/bad-range",
        en: "A range is written from its lower end to its upper end.",
        fr: "Un intervalle s'écrit de sa borne basse à sa borne haute.",
    },
    Code {
        code: "project/duplicate-id",
        en: "Two things of one kind have the same id, so that a reference to it could mean either.",
        fr: "Deux éléments du même genre portent le même identifiant : une référence pourrait désigner l'un ou \
             l'autre.",
    },
    Code {
        code: "project/duplicate-key",
        en: "A key is written twice in the same map. Many tools keep one of the two without a word; parcours asks \
             which.",
        fr: "Une clé est écrite deux fois au même niveau. Bien des outils en gardent une sans rien dire ; \
             parcours demande laquelle.",
    },
    Code {
        code: "project/empty-file",
        en: "The file is empty. Most often it was not saved.",
        fr: "Le fichier est vide. Le plus souvent, il n'a pas été enregistré.",
    },
    Code {
        code: "project/level-out-of-range",
        en: "A rating names a level that the rubric does not have.",
        fr: "Une évaluation cite un niveau que la grille n'a pas.",
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
        code: "project/not-exactly-one",
        en: "Exactly one of several keys must be given here.",
        fr: "Une et une seule de plusieurs clés doit être donnée ici.",
    },
    Code {
        code: "project/not-utf-8",
        en: "Project files are text in UTF-8. Save the file in that encoding. (Survey exports may use others.)",
        fr: "Les fichiers du projet sont du texte en UTF-8. Enregistrez le fichier dans cet encodage. (Les \
             exports d'enquête peuvent en employer d'autres.)",
    },
    Code {
        code: "project/out-of-range",
        en: "A number lies outside what the key takes.",
        fr: "Un nombre est hors de ce que la clé accepte.",
    },
    Code {
        code: "project/outside-folder",
        en: "A path leads out of the project folder, perhaps through a symbolic link. A project must be complete \
             in itself; `--allow` on the command line names another folder.",
        fr: "Un chemin mène hors du dossier du projet, peut-être par un lien symbolique. Un projet doit se \
             suffire à lui-même ; `--allow` sur la ligne de commande désigne un autre dossier.",
    },
    Code {
        code: "project/parameter-type",
        en: "A parameter of a check has a value of another type than the plugin declares.",
        fr: "Un paramètre d'une évaluation a une valeur d'un autre type que celui que le plugin déclare.",
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
        fr: "Un fichier de texte du projet est plus gros que ce que parcours lit. Les données vont dans `data/`, \
             en CSV.",
    },
    Code {
        code: "project/unknown-check",
        en: "The project names a check that no plugin provides. `parcours plugin list` shows them all.",
        fr: "Le projet cite une évaluation qu'aucun plugin ne fournit. `parcours plugin list` les montre toutes.",
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
        code: "project/unknown-parameter",
        en: "A check is given a parameter that its plugin does not have. `parcours explain` lists those it has.",
        fr: "Une évaluation reçoit un paramètre que son plugin n'a pas. `parcours explain` montre ceux qu'il a.",
    },
    Code {
        code: "project/unknown-persona",
        en: "Something refers to a persona that the project does not declare.",
        fr: "Un élément renvoie à un persona que le projet ne déclare pas.",
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
        code: "project/wrong-type",
        en: "A value is of another type than the key takes: a text instead of a number, a list instead of a map.",
        fr: "Une valeur est d'un autre type que celui de la clé : un texte au lieu d'un nombre, une liste au lieu \
             de clés.",
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
    Code {
        code: "report/audit-json",
        en: "`audit.json` could not be written. This is a mistake in parcours: please report it.",
        fr: "`audit.json` n'a pas pu être écrit. C'est une erreur de parcours : merci de la signaler.",
    },
    Code {
        code: "report/missing-picture",
        en: "A picture that the project or the theme names cannot be read.",
        fr: "Une image que citent le projet ou le thème est illisible.",
    },
    Code {
        code: "report/not-a-picture",
        en: "The file is not a picture that a page can show: take SVG, PNG, JPEG, WebP, GIF or AVIF.",
        fr: "Le fichier n'est pas une image qu'une page peut montrer : prenez SVG, PNG, JPEG, WebP, GIF ou AVIF.",
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
    Code {
        code: "website/no-entry",
        en: "The home page that `website.yaml` names is not in the copy of the site.",
        fr: "La page d'accueil que cite `website.yaml` ne figure pas dans la copie du site.",
    },
    Code {
        code: "website/no-folder",
        en: "The folder that should hold the copy of the site does not exist. The rules look at files on disk, \
             never at the network.",
        fr: "Le dossier qui devrait contenir la copie du site n'existe pas. Les règles examinent des fichiers sur \
             le disque, jamais le réseau.",
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
        code: "website/too-many-pages",
        en: "The copy holds more pages than parcours reads; the share of the rules that was checked tells so.",
        fr: "La copie contient plus de pages que parcours n'en lit ; la part des règles réellement examinée le \
             dit.",
    },
    Code {
        code: "website/unknown-probe",
        en: "A criterion names a probe that does not exist, so that it cannot be assessed.",
        fr: "Un critère nomme une sonde qui n'existe pas : il ne peut pas être évalué.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    #[test]
    fn codes_are_sorted_and_each_once() {
        for pair in CODES.windows(2) {
            assert!(pair[0].code < pair[1].code, "{} after {}", pair[1].code, pair[0].code);
        }
    }

    #[test]
    fn codes_are_an_area_and_words_in_kebab_case() {
        for code in CODES {
            let (area, name) = code.code.split_once('/').unwrap();
            for part in [area, name] {
                assert!(
                    part.split('-')
                        .all(|word| !word.is_empty()
                            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())),
                    "{}",
                    code.code
                );
            }
        }
    }

    #[test]
    fn both_languages_say_something_different() {
        for code in CODES {
            let text = code.explanation();
            assert!(text.get(Lang::En).ends_with(['.', ')']), "{}", code.code);
            assert!(text.get(Lang::Fr).ends_with(['.', ')']), "{}", code.code);
            assert_ne!(text.get(Lang::En), text.get(Lang::Fr), "{}", code.code);
        }
    }

    #[test]
    fn a_code_is_found_by_its_name() {
        assert_eq!(
            explain("project/unknown-persona").unwrap().code,
            "project/unknown-persona"
        );
        assert_eq!(explain("project/unknown"), None);
    }
}
