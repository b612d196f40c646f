//! The column of a dimension: the value of a row, by a code given when it is first met.

use std::collections::BTreeMap;

use super::memo::Memo;
use super::mistakes::Unmapped;
use super::raw::{MOST_VALUES, RawDimension, Set};
use crate::data::{Row, Trouble, rows, same_code};
use crate::diagnostics::{Place, Problem};
use crate::language::{Lang, Text, quote};
use crate::manifest::Located;
use crate::project::Code;

/// How many values that mean nothing are named in the problem.
const NAMED: usize = 20;

/// What a field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    Code(u32),
    /// Blank or declared to say nothing.
    Nothing,
    /// Not among the values there are.
    Unmapped,
    /// One too many.
    TooMany,
}

/// What the project says of a column whose values are a dimension.
pub(super) struct Declared<'p> {
    /// What the project calls it, and where.
    pub(super) id: &'p Located<String>,
    /// Value in the file → id.
    pub(super) values: BTreeMap<&'p str, &'p str>,
    /// Values that say nothing.
    pub(super) not_an_answer: &'p [Code],
    /// The ids there are, in their order, for a dimension that knows them; any value is one where left out.
    pub(super) known: Option<Vec<&'p str>>,
}

/// Reads a dimension from its column.
pub(super) struct DimensionReader<'p> {
    declared: Declared<'p>,
    column: usize,
    memo: Memo<Value>,
    codes: BTreeMap<String, u32>,
    ids: Vec<String>,
    unmapped: Unmapped,
    too_many: Trouble,
}

impl<'p> DimensionReader<'p> {
    pub(super) fn new(declared: Declared<'p>, column: usize) -> Self {
        DimensionReader {
            declared,
            column,
            memo: Memo::new(),
            codes: BTreeMap::new(),
            ids: vec![String::new()],
            unmapped: Unmapped::default(),
            too_many: Trouble::default(),
        }
    }

    pub(super) fn column(&self) -> usize {
        self.column
    }

    /// The code of the value of a row, 0 for none.
    #[inline]
    pub(super) fn read(&mut self, row: &(impl Row + ?Sized), line: u64) -> u32 {
        let (declared, codes, ids) = (&self.declared, &mut self.codes, &mut self.ids);
        match self
            .memo
            .get(row, self.column, |text| value(declared, codes, ids, text))
        {
            Value::Code(code) => return code,
            Value::Nothing => {}
            Value::TooMany => self.too_many.at(line),
            Value::Unmapped => {
                let text = std::str::from_utf8(row.field(self.column)).unwrap_or_default().trim();
                self.unmapped.at(text, line);
            }
        }
        0
    }

    /// The id of a code.
    pub(super) fn id(&self, code: u32) -> Option<&str> {
        self.ids.get(code as usize).map(String::as_str)
    }

    /// The values in the order pages show them: that of the project where it has one, else numbers by size and words
    /// by alphabet.
    pub(super) fn ordered(&self, mut ids: Vec<String>) -> Vec<String> {
        match &self.declared.known {
            Some(known) => ids.sort_by_key(|id| known.iter().position(|known| known == id)),
            None => ids.sort_by_cached_key(|id| (id.parse::<i64>().map_or((1, 0), |number| (0, number)), id.clone())),
        }
        ids
    }

    /// What was found so far, given the rows of each set of values.
    pub(super) fn found(&self, rows: BTreeMap<Set, u64>) -> RawDimension {
        RawDimension {
            rows,
            unmapped: self.unmapped.clone(),
            too_many: self.too_many.clone(),
        }
    }

    /// What went wrong.
    pub(super) fn problems(&self, found: &RawDimension, path: &str) -> Vec<Problem> {
        let id = &self.declared.id.value;
        let here = Text::prose("the dimension", "la dimension");
        let unmapped = {
            let list = |lang| {
                let mut named: Vec<String> = found
                    .unmapped
                    .values
                    .iter()
                    .take(NAMED)
                    .map(|(value, trouble)| {
                        let shown: String = value.chars().take(40).collect();
                        format!("{} ({})", quote(lang, &shown), rows(trouble.count()).get(lang))
                    })
                    .collect();
                if found.unmapped.values.len() > NAMED {
                    named.push("…".to_owned());
                }
                named.join(", ")
            };
            let rows = found.unmapped.rows.rows();
            Problem::warning(
                "data/unmapped-value",
                Text::prose(
                    format!(
                        "{} with a value that is no {id}: {}",
                        rows.get(Lang::En),
                        list(Lang::En)
                    ),
                    format!(
                        "{} avec une valeur inconnue pour {}\u{202f}: {}",
                        rows.get(Lang::Fr),
                        quote(Lang::Fr, id),
                        list(Lang::Fr)
                    ),
                ),
            )
            .why(Text::prose(
                "These rows are in the total and in no value of this breakdown.",
                "Ces lignes comptent dans le total, mais dans aucune valeur de cette ventilation.",
            ))
            .help(Text::prose(
                "Add the values to `values:` of the dimension, or to its `not-an-answer:`.",
                "Ajoutez ces valeurs à `values:` de la dimension, ou à `not-an-answer:`.",
            ))
        };
        let too_many = Problem::error(
            "data/too-many-values",
            Text::prose(
                format!("{} has more than 1,000 values", quote(Lang::En, id)),
                format!("{} a plus de 1\u{202f}000 valeurs", quote(Lang::Fr, id)),
            ),
        )
        .why(Text::prose(
            "Such a column identifies rows; a figure for each of them tells nothing and protects nobody.",
            "Une telle colonne identifie des lignes ; un chiffre pour chacune n'apprend rien et ne protège personne.",
        ))
        .help(Text::prose(
            "Break down by another column, or group the values with `values:`.",
            "Ventilez par une autre colonne, ou regroupez les valeurs avec `values:`.",
        ));
        let mut problems: Vec<Problem> = found.unmapped.rows.problem(path, unmapped).into_iter().collect();
        problems.extend(found.too_many().problem(path, too_many));
        let place: Place = self.declared.id.place();
        problems
            .into_iter()
            .map(|problem| problem.related(place.clone(), here.clone()))
            .collect()
    }
}

fn value(declared: &Declared<'_>, codes: &mut BTreeMap<String, u32>, ids: &mut Vec<String>, text: &str) -> Value {
    if text.is_empty() || declared.not_an_answer.iter().any(|code| same_code(&code.0, text)) {
        return Value::Nothing;
    }
    let id = match declared.values.get(text) {
        Some(id) => *id,
        None => match declared.values.iter().find(|(code, _)| same_code(code, text)) {
            Some((_, id)) => *id,
            None => text,
        },
    };
    if declared.known.as_ref().is_some_and(|known| !known.contains(&id)) {
        return Value::Unmapped;
    }
    if let Some(code) = codes.get(id) {
        return Value::Code(*code);
    }
    if codes.len() >= MOST_VALUES {
        return Value::TooMany;
    }
    let code = ids.len() as u32;
    ids.push(id.to_owned());
    codes.insert(id.to_owned(), code);
    Value::Code(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader<'p>(
        id: &'p Located<String>,
        values: &[(&'p str, &'p str)],
        known: Option<&[&'p str]>,
    ) -> DimensionReader<'p> {
        DimensionReader::new(
            Declared {
                id,
                values: values.iter().copied().collect(),
                not_an_answer: &[],
                known: known.map(<[&str]>::to_vec),
            },
            0,
        )
    }

    #[test]
    fn values_are_mapped_and_several_may_become_one() {
        let id = Located::unwritten("channel".to_owned());
        let mut reader = reader(
            &id,
            &[("Magasin", "shop"), ("Boutique", "shop")],
            Some(&["web", "shop"]),
        );
        let codes: Vec<u32> = ["Boutique", "web", "", "Magasin", "shop"]
            .iter()
            .map(|field| reader.read(field.as_bytes(), 2))
            .collect();
        assert_eq!(codes, [1, 2, 0, 1, 1]);
        assert_eq!(reader.ordered(reader.ids[1..].to_vec()), ["web", "shop"]);
        assert_eq!(reader.problems(&reader.found(BTreeMap::new()), "d.csv"), []);
    }

    #[test]
    fn a_value_that_is_no_channel_is_listed_with_its_rows() {
        let id = Located::unwritten("channel".to_owned());
        let mut reader = reader(&id, &[], Some(&["web"]));
        for (line, field) in [(2, "web"), (3, "Fax"), (4, "Fax"), (5, "Télex")] {
            reader.read(field.as_bytes(), line);
        }
        let problems = reader.problems(&reader.found(BTreeMap::new()), "d.csv");
        assert_eq!(problems.len(), 1);
        assert_eq!((problems[0].code, problems[0].count), ("data/unmapped-value", 3));
        assert_eq!(
            problems[0].what.get(Lang::En),
            "3 rows with a value that is no channel: “Fax” (2 rows), “Télex” (1 row)"
        );
    }

    #[test]
    fn an_identifier_is_no_dimension() {
        let id = Located::unwritten("who".to_owned());
        let mut reader = reader(&id, &[], None);
        for number in 0..1005_u64 {
            reader.read(format!("r{number}").as_bytes(), number + 2);
        }
        let problems = reader.problems(&reader.found(BTreeMap::new()), "d.csv");
        assert_eq!((problems[0].code, problems[0].count), ("data/too-many-values", 5));
    }

    #[test]
    fn further_values_are_ordered_by_number_then_by_alphabet() {
        let id = Located::unwritten("age".to_owned());
        let mut reader = reader(&id, &[], None);
        for field in ["10", "9", "autre", "2"] {
            reader.read(field.as_bytes(), 2);
        }
        assert_eq!(reader.ordered(reader.ids[1..].to_vec()), ["2", "9", "10", "autre"]);
    }
}
