//! Reading a `plugin.yaml`: its structure, then what its parts say of one another. Nothing of the plugin runs.

use std::collections::BTreeSet;

use super::source::{LARGEST, unreachable};
use super::{
    Breakdown, Estimate, Kind, Located, Manifest, Node, Parameter, ParameterKind, Read, Report, Shape, Spot, decode,
    parse, source,
};
use crate::diagnostics::{Place, Problem, Problems, Severity, closest, suggestion};
use crate::files::FileError;
use crate::language::Text;

/// The version of the contract this parcours speaks.
const PROTOCOL: u32 = 1;

/// The words a breakdown may use.
const BREAKDOWNS: [&str; 5] = ["persona", "channel", "stage", "period", "dimension"];

/// The JSON Schema of `plugin.yaml`.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Manifest).to_value()
}

/// Reads the `plugin.yaml` at `path` (a path for messages only; the bytes are given). `None` when anything is wrong
/// with it; every problem is told.
pub fn read(path: &str, bytes: &[u8], problems: &mut Problems) -> Option<Manifest> {
    if bytes.len() as u64 > LARGEST {
        let error = FileError::TooLarge {
            path: path.to_owned(),
            len: bytes.len() as u64,
            limit: LARGEST,
        };
        problems.push(unreachable(&error, path, None));
        return None;
    }
    let text = source::decode(path, bytes.to_vec(), problems)?;
    let before = problems.len();
    let mut node = parse(path, &text, problems)?;
    if node.is_null() {
        problems.push(source::empty(path));
        return None;
    }
    // A manifest of another protocol may look quite different: say that, and nothing about its keys.
    if let Some(problem) = unknown_protocol(&node, path) {
        problems.push(problem.line(source::line(&text, node.at.line)));
        return None;
    }
    if !Shape::of::<Manifest>().check(&mut node, &mut Report::new(path, &text, problems)) {
        return None;
    }
    let manifest: Manifest = decode(path, &node, problems)?;
    let mut check = Check {
        manifest: &manifest,
        node: &node,
        report: Report::new(path, &text, problems),
    };
    check.all();
    let sound = problems
        .iter()
        .skip(before)
        .all(|problem| problem.severity == Severity::Warning);
    sound.then_some(manifest)
}

fn unknown_protocol(node: &Node, path: &str) -> Option<Problem> {
    let protocol = node.get("protocol")?;
    let version = protocol.text()?;
    if version.parse() == Ok(PROTOCOL) {
        return None;
    }
    Some(
        Problem::error(
            "plugin/unknown-protocol",
            Text::prose(
                format!("unknown protocol {version}: this parcours speaks protocol {PROTOCOL}"),
                format!("protocole {version} inconnu : cette version de parcours parle le protocole {PROTOCOL}"),
            ),
        )
        .why(Text::prose(
            "a plugin made for another contract could be misunderstood, and its figures with it",
            "une extension écrite pour un autre contrat pourrait être mal comprise, et ses chiffres avec elle",
        ))
        .help(Text::prose(
            format!("write `protocol: {PROTOCOL}`, or use the version of parcours the plugin was made for"),
            format!(
                "écrivez `protocol: {PROTOCOL}`, ou prenez la version de parcours pour laquelle l'extension est faite"
            ),
        ))
        .at(protocol.at.place(path)),
    )
}

/// A key and whether it is written.
type Written = (&'static str, bool);

struct Check<'a> {
    manifest: &'a Manifest,
    node: &'a Node,
    report: Report<'a>,
}

impl Check<'_> {
    fn all(&mut self) {
        self.id();
        for (name, read) in &self.manifest.reads {
            self.read(name, read);
        }
        if let Some(estimate) = &self.manifest.estimate {
            let at = at_of(estimate);
            self.estimate(estimate, at);
        }
        let beside: Vec<_> = self.manifest.beside.iter().collect();
        for (name, beside) in beside {
            let at = self.spot(&["beside", name, "estimate"]);
            self.estimate(&beside.estimate, at);
        }
        self.breakdowns();
        self.levels();
        self.parameters();
        self.kind();
        self.unique(
            "criteria",
            self.manifest.criteria.iter().map(|one| one.id.as_str()).collect(),
        );
        self.unique("items", self.manifest.items.iter().map(|one| one.id.as_str()).collect());
        for (key, text) in &self.manifest.messages {
            if text.iter().count() < 2 {
                let spot = self.spot(&["messages", key]);
                self.push(one_language(key), spot);
            }
        }
    }

    /// The spot of a nested value; of the nearest one above it where it is not written.
    fn spot(&self, path: &[&str]) -> Spot {
        let mut node = self.node;
        for name in path {
            match name
                .parse::<usize>()
                .ok()
                .and_then(|index| node.items().get(index))
                .or_else(|| node.get(name))
            {
                Some(found) => node = found,
                None => break,
            }
        }
        node.at
    }

    fn push(&mut self, problem: Problem, at: Spot) {
        self.report.push(problem, at);
    }

    fn id(&mut self) {
        let id = &self.manifest.id;
        if !is_kebab(id) {
            self.push(bad_id(id), at_of(id));
        }
    }

    fn read(&mut self, name: &str, read: &Located<Read>) {
        let set = [
            ("question", read.question.is_some()),
            ("result", read.result.is_some()),
            ("project", read.project.is_some()),
            ("website", read.website.is_some()),
            ("items", read.items.is_some()),
        ];
        let at = at_of(read);
        self.exactly_one(&format!("reads.{name}"), &set, at);
        for (key, written, word) in [
            ("website", read.website.as_deref(), "snapshot"),
            ("items", read.items.as_deref(), "rated"),
        ] {
            if let Some(written) = written
                && written != word
            {
                let spot = self.spot(&["reads", name, key]);
                self.push(unknown_word(written, &[word]), spot);
            }
        }
        if let Some(question) = &read.question
            && let Some([low, high]) = question.scale
            && low >= high
        {
            let spot = self.spot(&["reads", name, "question", "scale"]);
            self.push(order(low, high), spot);
        }
    }

    fn estimate(&mut self, estimate: &Estimate, at: Spot) {
        let set = [
            ("net-share", estimate.net_share.is_some()),
            ("share", estimate.share.is_some()),
            ("mean", estimate.mean.is_some()),
        ];
        self.exactly_one("estimate", &set, at);
        if let Some(share) = &estimate.share {
            let set = [("values", share.values.is_some()), ("top", share.top.is_some())];
            self.exactly_one("share", &set, at);
        }
        let ranges = estimate.net_share.iter().flat_map(|net| [net.plus, net.minus]);
        for [low, high] in ranges.chain(estimate.share.iter().filter_map(|share| share.values)) {
            if low > high {
                self.push(order(low, high), at);
            }
        }
        let of = [
            estimate.net_share.as_ref().map(|net| &net.of),
            estimate.share.as_ref().map(|share| &share.of),
            estimate.mean.as_ref().map(|mean| &mean.of),
        ];
        for name in of.into_iter().flatten() {
            match self.manifest.reads.get(name) {
                None => {
                    let known: Vec<&str> = self.manifest.reads.keys().map(String::as_str).collect();
                    self.push(unknown_read(name, &known), at);
                }
                Some(read) if read.question.is_none() => self.push(not_a_question(name), at),
                Some(_) => {}
            }
        }
    }

    fn breakdowns(&mut self) {
        for (index, breakdown) in self.manifest.breakdowns.iter().enumerate() {
            let words: Vec<&str> = match breakdown {
                Breakdown::One(word) => vec![word],
                Breakdown::Crossed(words) => words.iter().map(String::as_str).collect(),
            };
            for word in words {
                if !BREAKDOWNS.contains(&word) {
                    let spot = self.spot(&["breakdowns", &index.to_string()]);
                    self.push(unknown_word(word, &BREAKDOWNS), spot);
                }
            }
        }
    }

    fn levels(&mut self) {
        for (index, pair) in self.manifest.levels.windows(2).enumerate() {
            let [before, after] = pair else { continue };
            if i32::from(after.level) != i32::from(before.level) + 1 {
                let spot = self.spot(&["levels", &(index + 1).to_string(), "level"]);
                self.push(gap(before.level, after.level), spot);
            }
        }
    }

    fn parameters(&mut self) {
        for (name, parameter) in &self.manifest.parameters {
            if !is_kebab(name) {
                let spot = self.spot(&["parameters", name]);
                self.push(bad_id(name), spot);
            }
            if !default_fits(parameter) {
                let spot = self.spot(&["parameters", name, "default"]);
                self.push(wrong_default(name, parameter.kind), spot);
            }
        }
    }

    /// What each kind needs, and what it has no use for.
    fn kind(&mut self) {
        let manifest = self.manifest;
        let (needed, foreign): (&[Written], &[Written]) = match manifest.kind {
            Kind::Kpi => (
                &[
                    ("estimate", manifest.estimate.is_some()),
                    ("unit", manifest.unit.is_some()),
                    ("direction", manifest.direction.is_some()),
                ],
                &[
                    ("criteria", !manifest.criteria.is_empty()),
                    ("levels", !manifest.levels.is_empty()),
                    ("items", !manifest.items.is_empty()),
                ],
            ),
            Kind::Maturity => (
                &[("levels", !manifest.levels.is_empty())],
                &[
                    ("criteria", !manifest.criteria.is_empty()),
                    ("estimate", manifest.estimate.is_some()),
                ],
            ),
            Kind::Website => (
                &[("criteria", !manifest.criteria.is_empty())],
                &[
                    ("levels", !manifest.levels.is_empty()),
                    ("items", !manifest.items.is_empty()),
                    ("estimate", manifest.estimate.is_some()),
                ],
            ),
        };
        let at = self.spot(&["kind"]);
        for (key, _) in needed.iter().filter(|(_, written)| !written) {
            self.push(needs(manifest.kind, key), at);
        }
        for (key, _) in foreign.iter().filter(|(_, written)| *written) {
            let spot = self.spot(&[key]);
            self.push(no_use(manifest.kind, key), spot);
        }
    }

    fn unique(&mut self, list: &str, ids: Vec<&str>) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.into_iter().enumerate() {
            let spot = self.spot(&[list, &index.to_string(), "id"]);
            if !is_kebab(id) {
                self.push(bad_id(id), spot);
            }
            if !seen.insert(id) {
                self.push(twice(id), spot);
            }
        }
    }

    fn exactly_one(&mut self, what: &str, set: &[(&str, bool)], at: Spot) {
        if set.iter().filter(|(_, written)| *written).count() != 1 {
            let names: Vec<&str> = set.iter().map(|(name, _)| *name).collect();
            self.push(not_exactly_one(what, &names), at);
        }
    }
}

fn at_of<T>(located: &Located<T>) -> Spot {
    let Place {
        line, column, length, ..
    } = located.place();
    Spot { line, column, length }
}

/// Whether an id is in kebab case: small letters and digits without accents, parted by single hyphens.
pub fn is_kebab(id: &str) -> bool {
    !id.is_empty()
        && id.split('-').all(|part| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|char| char.is_ascii_lowercase() || char.is_ascii_digit())
        })
}

/// `words` in kebab case: accents taken off, everything else that is no letter or digit turned into hyphens.
pub fn to_kebab(words: &str) -> String {
    let mut kebab = String::new();
    for char in words.chars().flat_map(char::to_lowercase) {
        match char {
            'a'..='z' | '0'..='9' => kebab.push(char),
            'à' | 'â' | 'ä' | 'á' => kebab.push('a'),
            'é' | 'è' | 'ê' | 'ë' => kebab.push('e'),
            'î' | 'ï' | 'í' => kebab.push('i'),
            'ô' | 'ö' | 'ó' => kebab.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => kebab.push('u'),
            'ç' => kebab.push('c'),
            'œ' => kebab.push_str("oe"),
            'æ' => kebab.push_str("ae"),
            _ if kebab.is_empty() || kebab.ends_with('-') => {}
            _ => kebab.push('-'),
        }
    }
    kebab.trim_end_matches('-').to_owned()
}

/// The problem of an id that is not in kebab case.
pub fn bad_id(id: &str) -> Problem {
    let better = to_kebab(id);
    let help = if better.is_empty() {
        Text::prose(
            "use small letters, digits and hyphens, as in `click-and-collect`",
            "utilisez des minuscules sans accent, des chiffres et des traits d'union, comme `retrait-magasin`",
        )
    } else {
        Text::prose(format!("write `{better}`"), format!("écrivez `{better}`"))
    };
    Problem::error(
        "project/bad-id",
        Text::prose(
            format!("the id `{id}` is not in kebab case"),
            format!("l'identifiant `{id}` n'est pas de la forme `mots-en-minuscules`"),
        ),
    )
    .why(Text::prose(
        "ids become addresses of pages and keys in `audit.json`, where accents, spaces and capitals cause trouble",
        "les identifiants deviennent des adresses de pages et des clés de `audit.json`, où accents, espaces et \
         majuscules posent problème",
    ))
    .help(help)
}

fn default_fits(parameter: &Parameter) -> bool {
    match (&parameter.default, parameter.kind) {
        (None, _) => true,
        (Some(value), ParameterKind::Number) => value.is_number(),
        (Some(value), ParameterKind::Text) => value.is_string(),
        (Some(value), ParameterKind::Boolean) => value.is_boolean(),
    }
}

fn why_manifest() -> Text {
    Text::prose(
        "everything a check is must be known before it runs",
        "tout ce qu'est une évaluation doit être connu avant son exécution",
    )
}

fn unknown_word(word: &str, known: &[&str]) -> Problem {
    Problem::error(
        "project/unknown-word",
        Text::prose(
            format!("`{word}` is not one of the words this key takes"),
            format!("`{word}` ne fait pas partie des mots que cette clé accepte"),
        ),
    )
    .why(why_manifest())
    .help(suggestion(word, known.iter().copied()))
}

fn not_exactly_one(what: &str, names: &[&str]) -> Problem {
    let listed = names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ");
    Problem::error(
        "project/not-exactly-one",
        Text::prose(
            format!("`{what}` needs exactly one of {listed}"),
            format!("`{what}` demande exactement une de ces clés : {listed}"),
        ),
    )
    .why(Text::prose(
        "with none or several of them it would not be clear what is meant",
        "avec aucune ou plusieurs d'entre elles, on ne saurait pas ce qui est voulu",
    ))
    .help(Text::prose("keep one of them", "gardez-en une seule"))
}

fn order(low: i32, high: i32) -> Problem {
    Problem::error(
        "project/bad-range",
        Text::prose(
            format!("the range `[{low}, {high}]` is the wrong way round"),
            format!("l'intervalle `[{low}, {high}]` est à l'envers"),
        ),
    )
    .why(Text::prose(
        "no answer could lie in it",
        "aucune réponse ne pourrait s'y trouver",
    ))
    .help(Text::prose(
        format!("write `[{high}, {low}]`"),
        format!("écrivez `[{high}, {low}]`"),
    ))
}

fn unknown_read(name: &str, known: &[&str]) -> Problem {
    Problem::error(
        "plugin/unknown-read",
        Text::prose(
            format!("the estimate is `of: {name}`, which `reads` does not declare"),
            format!("l'estimation porte sur `of: {name}`, que `reads` ne déclare pas"),
        ),
    )
    .why(why_manifest())
    .help(match closest(name, known.iter().copied()) {
        Some(near) => Text::prose(
            format!("did you mean `{near}`?"),
            format!("vouliez-vous dire `{near}` ?"),
        ),
        None => Text::prose(
            format!("declare `{name}` under `reads`"),
            format!("déclarez `{name}` sous `reads`"),
        ),
    })
}

fn not_a_question(name: &str) -> Problem {
    Problem::error(
        "plugin/unknown-read",
        Text::prose(
            format!("the estimate is `of: {name}`, which is not a question"),
            format!("l'estimation porte sur `of: {name}`, qui n'est pas une question"),
        ),
    )
    .why(Text::prose(
        "only answers to a question can be estimated",
        "seules les réponses à une question peuvent être estimées",
    ))
    .help(Text::prose(
        format!("write `{name}: {{question: {{role: …}}}}` under `reads`"),
        format!("écrivez `{name}: {{question: {{role: …}}}}` sous `reads`"),
    ))
}

fn gap(before: u8, after: u8) -> Problem {
    let next = u16::from(before) + 1;
    Problem::error(
        "plugin/level-gap",
        Text::prose(
            format!("level {after} follows level {before}"),
            format!("le niveau {after} suit le niveau {before}"),
        ),
    )
    .why(Text::prose(
        "levels are reached one after the other, so their numbers follow one another, lowest first",
        "les niveaux s'atteignent l'un après l'autre : leurs numéros se suivent, le plus bas d'abord",
    ))
    .help(Text::prose(
        format!("write `level: {next}`"),
        format!("écrivez `level: {next}`"),
    ))
}

fn wrong_default(name: &str, kind: ParameterKind) -> Problem {
    let (en, fr) = match kind {
        ParameterKind::Number => ("a number", "un nombre"),
        ParameterKind::Text => ("text", "un texte"),
        ParameterKind::Boolean => ("`true` or `false`", "`true` ou `false`"),
    };
    Problem::error(
        "plugin/wrong-default",
        Text::prose(
            format!("the default of `{name}` is not {en}"),
            format!("la valeur par défaut de `{name}` n'est pas {fr}"),
        ),
    )
    .why(Text::prose(
        "a project that gives no value would get this one",
        "un projet qui ne donne pas de valeur recevrait celle-ci",
    ))
    .help(Text::prose(
        "give a default of the parameter's type, or change the type",
        "donnez une valeur du type du paramètre, ou changez le type",
    ))
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Kpi => "kpi",
        Kind::Maturity => "maturity",
        Kind::Website => "website",
    }
}

fn needs(kind: Kind, key: &str) -> Problem {
    let kind = kind_word(kind);
    Problem::error(
        "project/missing-key",
        Text::prose(
            format!("a check of kind `{kind}` needs the key `{key}`"),
            format!("une évaluation de type `{kind}` demande la clé `{key}`"),
        ),
    )
    .why(why_manifest())
    .help(Text::prose(
        format!("add `{key}:`, as the plugins under `plugins/{kind}` do"),
        format!("ajoutez `{key}:`, comme le font les extensions de `plugins/{kind}`"),
    ))
}

fn no_use(kind: Kind, key: &str) -> Problem {
    let kind = kind_word(kind);
    Problem::error(
        "plugin/foreign-key",
        Text::prose(
            format!("a check of kind `{kind}` has no use for `{key}`"),
            format!("une évaluation de type `{kind}` n'a que faire de `{key}`"),
        ),
    )
    .why(Text::prose(
        "what nobody reads would be ignored in silence",
        "ce que personne ne lit serait ignoré en silence",
    ))
    .help(Text::prose(
        "take it out, or change `kind`",
        "retirez cette clé, ou changez `kind`",
    ))
}

fn twice(id: &str) -> Problem {
    Problem::error(
        "project/duplicate-id",
        Text::prose(
            format!("the id `{id}` is declared twice"),
            format!("l'identifiant `{id}` est déclaré deux fois"),
        ),
    )
    .why(Text::prose(
        "whatever names this id could mean either",
        "ce qui nomme cet identifiant pourrait désigner l'un ou l'autre",
    ))
    .help(Text::prose(
        "give one of them another id",
        "donnez un autre identifiant à l'un des deux",
    ))
}

fn one_language(key: &str) -> Problem {
    Problem::warning(
        "plugin/one-language",
        Text::prose(
            format!("the message `{key}` exists in one language only"),
            format!("le message `{key}` n'existe que dans une langue"),
        ),
    )
    .why(Text::prose(
        "the other half of a bilingual report would show words in the wrong language",
        "l'autre moitié d'un rapport bilingue montrerait des mots dans la mauvaise langue",
    ))
    .help(Text::prose(
        "write it under `fr:` and `en:`",
        "écrivez-le sous `fr:` et `en:`",
    ))
}
