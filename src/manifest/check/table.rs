//! What a manifest says of tables: fields that its kind of table has, measures that are there, estimates that fit.

use super::super::breach::{not_exactly_one, unknown_word};
use super::super::{Code, Condition, Estimate, FieldType, Manifest, Measure, ParameterKind, Rate, Ratio, TableRead};
use crate::diagnostics::{Problem, suggestion};
use crate::language::Text;

/// A problem and the path of keys where it stands.
pub(super) type Told = (Problem, Vec<String>);

/// Everything that is wrong with what `manifest` says of tables.
pub(super) fn told(manifest: &Manifest) -> Vec<Told> {
    let mut told = Vec::new();
    let mut estimates: Vec<(Vec<String>, &Estimate)> = Vec::new();
    estimates.extend(manifest.estimate.iter().map(|one| (path(&["estimate"]), &one.value)));
    let beside = manifest.beside.iter();
    estimates.extend(beside.map(|(name, one)| (path(&["beside", name, "estimate"]), &one.estimate)));
    let Some((name, read)) = manifest
        .reads
        .iter()
        .find_map(|(name, read)| Some((name, read.value.table.as_ref()?)))
    else {
        let of_table = |(_, one): &&(Vec<String>, &Estimate)| one.is_of_table() && !one.measures().is_empty();
        if let Some((at, _)) = estimates.iter().find(of_table) {
            told.push((no_table(), at.clone()));
        }
        return told;
    };
    let mut check = Tables { manifest, read, told };
    check.needs(name);
    for (id, measure) in &manifest.measures {
        check.measure(id, measure);
    }
    for (at, estimate) in &estimates {
        check.estimate(estimate, at);
    }
    check.told
}

fn path(keys: &[&str]) -> Vec<String> {
    keys.iter().map(ToString::to_string).collect()
}

struct Tables<'m> {
    manifest: &'m Manifest,
    read: &'m TableRead,
    told: Vec<Told>,
}

impl Tables<'_> {
    fn tell(&mut self, problem: Problem, at: &[String]) {
        self.told.push((problem, at.to_vec()));
    }

    fn field(&mut self, name: &str, fits: impl Fn(FieldType) -> bool, wanted: &Text, at: &[String]) {
        match self.read.field(name) {
            None => {
                let fields = self.read.fields();
                let known = fields.iter().map(|field| field.name);
                self.tell(unknown_field(name, self.read, known), at);
            }
            Some(field) if !fits(field.kind) => self.tell(wrong_field(name, wanted), at),
            Some(_) => {}
        }
    }

    fn needs(&mut self, name: &str) {
        let at = path(&["reads", name, "table"]);
        for need in &self.read.needs {
            for field in need.fields() {
                if self.read.kind.field(field).is_none() {
                    let known = self.read.kind.fields().iter().map(|field| field.name);
                    self.tell(unknown_field(field, self.read, known), &at);
                }
            }
        }
        let per = self.read.per.as_deref();
        let text = |name: &str| self.read.kind.field(name).map(|field| field.kind) == Some(FieldType::Text);
        if let Some(per) = per
            && !text(per)
        {
            let known: Vec<&str> = ["customer", "session", "order", "contact"]
                .into_iter()
                .filter(|name| text(name))
                .collect();
            self.tell(unknown_word(per, &known), &at);
        }
    }

    fn measure(&mut self, id: &str, measure: &Measure) {
        let at = path(&["measures", id]);
        for field in measure.fields() {
            self.field(field, FieldType::is_number, &a_number(), &at);
        }
        if measure.sum.is_none() && measure.fields().next().is_some() {
            self.tell(not_exactly_one(&format!("measures.{id}"), &["sum"]), &at);
        }
        if let Some(condition) = &measure.condition {
            self.condition(condition, &at);
        }
    }

    fn condition(&mut self, condition: &Condition, at: &[String]) {
        let groups = [
            condition.all.is_some(),
            condition.any.is_some(),
            condition.not.is_some(),
            condition.field.is_some(),
        ];
        let tests = [
            condition.is.is_some(),
            condition.one_of.is_some(),
            condition.at_least.is_some() || condition.at_most.is_some(),
            condition.blank.is_some(),
            condition.before.is_some(),
            condition.during.is_some(),
            condition.after.is_some(),
            condition.reached.is_some(),
        ];
        let count = |set: &[bool]| set.iter().filter(|written| **written).count();
        if count(&groups) != 1 || (count(&tests) == 1) != condition.field.is_some() || count(&tests) > 1 {
            let one_test = [
                "is", "in", "at-least", "at-most", "blank", "before", "during", "after", "reached",
            ];
            let (what, names): (&str, &[&str]) = if condition.field.is_some() {
                ("field", &one_test)
            } else {
                ("where", &["all", "any", "not", "field"])
            };
            self.tell(not_exactly_one(what, names), at);
        }
        if let Some(field) = &condition.field {
            let windowed = condition.before.is_some() || condition.during.is_some() || condition.after.is_some();
            let number = condition.at_least.is_some() || condition.at_most.is_some();
            if windowed {
                self.field(field, |kind| kind == FieldType::Date, &a_date(), at);
            } else if number {
                self.field(field, FieldType::is_number, &a_number(), at);
            } else {
                self.field(field, |_| true, &a_number(), at);
            }
        }
        for value in [&condition.at_least, &condition.at_most].into_iter().flatten() {
            self.number(value, at);
        }
        for value in condition
            .is
            .iter()
            .chain(condition.one_of.iter().flatten())
            .chain(&condition.reached)
        {
            self.parameter(value, None, at);
        }
        let deeper = condition.all.iter().chain(&condition.any).flatten();
        for condition in deeper.chain(condition.not.as_deref()) {
            self.condition(condition, at);
        }
    }

    /// A number, or a parameter that is one.
    fn number(&mut self, value: &Code, at: &[String]) {
        if value.parameter().is_some() {
            self.parameter(value, Some(ParameterKind::Number), at);
        } else if value.number().is_none() {
            self.tell(no_number(&value.0), at);
        }
    }

    fn parameter(&mut self, value: &Code, kind: Option<ParameterKind>, at: &[String]) {
        let Some(name) = value.parameter() else { return };
        let parameters = &self.manifest.parameters;
        let found = parameters.get(name);
        if found.is_none_or(|found| kind.is_some_and(|kind| found.kind != kind)) {
            let known = parameters.keys().map(String::as_str);
            self.tell(unknown_parameter(name, known), at);
        }
    }

    fn estimate(&mut self, estimate: &Estimate, at: &[String]) {
        for name in estimate.measures() {
            if !self.manifest.measures.contains_key(name) {
                let known = self.manifest.measures.keys().map(String::as_str);
                self.tell(unknown_measure(name, known), at);
            }
        }
        let parts = estimate.formula.iter().flat_map(|formula| formula.of.values());
        let (mut rates, mut ratios): (Vec<&Rate>, Vec<&Ratio>) = (Vec::new(), Vec::new());
        rates.extend(&estimate.rate);
        ratios.extend(&estimate.ratio);
        for part in parts {
            rates.extend(&part.rate);
            ratios.extend(&part.ratio);
        }
        let sums_sessions = |name: &str| {
            let measure = self.manifest.measures.get(name);
            measure.and_then(|measure| measure.sum.as_deref()) == Some("sessions")
        };
        let sums_users = |name: &str| {
            let measure = self.manifest.measures.get(name);
            measure.and_then(|measure| measure.sum.as_deref()) == Some("users")
        };
        let of_sessions = !rates.is_empty() && self.read.kind.counts_sessions();
        let mixed = ratios.iter().any(|ratio| {
            (sums_sessions(&ratio.of) && sums_users(&ratio.over))
                || (sums_users(&ratio.of) && sums_sessions(&ratio.over))
        });
        if of_sessions || (mixed && self.manifest.unit == Some(super::super::Unit::Percent)) {
            self.tell(sessions_as_users(), at);
        }
        if let Some(survival) = &estimate.survival {
            self.field(&survival.time, FieldType::is_number, &a_number(), at);
            self.number(&survival.at, at);
        }
        if let Some(growth) = &estimate.growth {
            self.field(&growth.date, |kind| kind == FieldType::Date, &a_date(), at);
        }
        if let Some(difference) = &estimate.difference {
            self.field(&difference.by, |kind| kind == FieldType::Text, &words(), at);
            for value in &difference.between {
                self.parameter(value, None, at);
            }
        }
        if let Some(quantile) = &estimate.quantile
            && !(0.0..1.0).contains(&quantile.at)
        {
            self.tell(no_number(&quantile.at.to_string()), at);
        }
    }
}

fn a_number() -> Text {
    Text::prose("a number", "un nombre")
}

fn a_date() -> Text {
    Text::prose("a date", "une date")
}

fn words() -> Text {
    Text::prose("text", "un texte")
}

fn no_table() -> Problem {
    Problem::error(
        "plugin/unknown-read",
        Text::prose(
            "this estimate is of the rows of a table, and the check reads none",
            "cette estimation porte sur les lignes d'une table, et le contrôle n'en lit aucune",
        ),
    )
    .why(Text::prose(
        "what is not declared under `reads` cannot be counted",
        "ce qui n'est pas déclaré sous `reads` ne peut pas être compté",
    ))
    .help(Text::prose(
        "add for example `reads: {base: {table: {kind: customers, needs: [lost]}}}`",
        "ajoutez par exemple `reads: {base: {table: {kind: customers, needs: [lost]}}}`",
    ))
}

fn unknown_field<'k>(name: &str, read: &TableRead, known: impl Iterator<Item = &'k str>) -> Problem {
    let word = read.kind.word();
    Problem::error(
        "plugin/unknown-field",
        Text::prose(
            format!("tables of the kind `{word}` have no field `{name}` here"),
            format!("les tables de type `{word}` n'ont pas ici de champ `{name}`"),
        ),
    )
    .why(Text::prose(
        "no project could give it a column, so the check would never run",
        "aucun projet ne pourrait lui donner de colonne : le contrôle ne tournerait jamais",
    ))
    .help(suggestion(name, known))
}

fn wrong_field(name: &str, wanted: &Text) -> Problem {
    use crate::language::Lang;
    Problem::error(
        "plugin/unknown-field",
        Text::prose(
            format!("the field `{name}` is not {} as is needed here", wanted.get(Lang::En)),
            format!(
                "le champ `{name}` n'est pas {}, ce qu'il faut ici",
                wanted.get(Lang::Fr)
            ),
        ),
    )
    .why(Text::prose(
        "a value of another type can be neither added up nor compared this way",
        "une valeur d'un autre type ne peut être ni additionnée ni comparée ainsi",
    ))
    .help(Text::prose(
        "plugins/README.md lists the fields of each kind of table with their types",
        "plugins/README.md donne les champs de chaque type de table, avec leurs types",
    ))
}

fn unknown_measure<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Problem {
    Problem::error(
        "plugin/unknown-measure",
        Text::prose(
            format!("the manifest declares no measure `{name}`"),
            format!("le manifeste ne déclare pas de mesure `{name}`"),
        ),
    )
    .why(Text::prose(
        "an estimate is made of what `measures` says is counted or summed",
        "une estimation se fait à partir de ce que `measures` dit de compter ou d'additionner",
    ))
    .help(suggestion(name, known))
}

fn unknown_parameter<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Problem {
    Problem::error(
        "plugin/unknown-parameter",
        Text::prose(
            format!("`${name}` is no parameter of a type that fits here"),
            format!("`${name}` n'est pas un paramètre d'un type qui convient ici"),
        ),
    )
    .why(Text::prose(
        "`$` stands before the name of a parameter that a project may set",
        "`$` précède le nom d'un paramètre que le projet peut régler",
    ))
    .help(suggestion(name, known))
}

fn no_number(text: &str) -> Problem {
    Problem::error(
        "project/wrong-type",
        Text::prose(
            format!("`{text}` is not a number that fits here"),
            format!("`{text}` n'est pas un nombre qui convient ici"),
        ),
    )
    .why(Text::prose(
        "rows are compared with a number",
        "les lignes sont comparées à un nombre",
    ))
    .help(Text::prose(
        "write a number, or `$name` of a parameter; a quantile lies between 0 and 1",
        "écrivez un nombre, ou `$nom` d'un paramètre ; un quantile est entre 0 et 1",
    ))
}

fn sessions_as_users() -> Problem {
    Problem::error(
        "plugin/sessions-as-users",
        Text::prose(
            "this estimate treats sessions as if they were independent people",
            "cette estimation traite des sessions comme des personnes indépendantes",
        ),
    )
    .why(Text::prose(
        "one visitor makes several sessions: a share of sessions is no share of users, and its interval by counting \
         comes out too narrow",
        "un visiteur fait plusieurs sessions : une part de sessions n'est pas une part d'utilisateurs, et son intervalle \
         calculé sur leur nombre est trop étroit",
    ))
    .help(Text::prose(
        "use `ratio: {of: …, over: …}` with sessions above and below the line (days are its units), or `rate` on a \
         table of events with `per: customer`",
        "prenez `ratio: {of: …, over: …}` avec des sessions au numérateur et au dénominateur (ses unités sont les \
         jours), ou `rate` sur une table d'événements avec `per: customer`",
    ))
}
