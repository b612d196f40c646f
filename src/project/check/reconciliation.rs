//! Tables to bring together: both are there, and enough is said of how people are found.

use super::{Check, not_exactly_one};
use crate::diagnostics::{Problem, suggestion};
use crate::language::Text;
use crate::manifest::Located;
use crate::project::ids::Noun;
use crate::project::{Project, Reconciliation};

pub(super) fn check(project: &Project, check: &mut Check<'_, '_>) {
    for one in &project.reconcile {
        check.kebab(&one.id);
        check.known(Noun::Table, &one.online);
        check.known(Noun::Table, &one.offline);
        if one.online == one.offline {
            check.push(with_itself(&one.offline));
        }
        fields(one, check);
        for least in [&one.link, &one.review].into_iter().flatten() {
            if !(0.0..=1.0).contains(&least.value) {
                check.push(no_probability(least));
            }
        }
        if let (Some(link), Some(review)) = (&one.link, &one.review)
            && review.value > link.value
        {
            check.push(super::bad_range(review.value, link.value, review.place()));
        }
    }
}

fn fields(one: &Reconciliation, check: &mut Check<'_, '_>) {
    if one.keys.is_empty() && one.fields.is_empty() {
        check.push(not_exactly_one(
            Text::prose(
                format!("`{}` has neither `keys` nor `fields`", one.id.value),
                format!("`{}` n'a ni `keys` ni `fields`", one.id.value),
            ),
            Text::prose(
                "name a key that both tables hold, or at least three fields by which people resemble one another",
                "nommez une clé présente dans les deux tables, ou au moins trois champs par lesquels les personnes se ressemblent",
            ),
            one.id.place(),
        ));
    }
    if !one.fields.is_empty() && (one.fields.len() < 3 || one.block.is_empty()) {
        check.push(too_few_fields(&one.id));
    }
    for field in &one.fields {
        check.kebab(&field.id);
    }
    let known = || one.fields.iter().map(|field| field.id.as_str());
    for block in &one.block {
        if !known().any(|id| id == block.value) {
            check.push(unknown_field(block, known()));
        }
    }
}

fn with_itself(table: &Located<String>) -> Problem {
    Problem::error(
        "project/bad-reconciliation",
        Text::prose(
            format!("the table `{}` is brought together with itself", table.value),
            format!("la table `{}` est rapprochée d'elle-même", table.value),
        ),
    )
    .why(Text::prose(
        "everybody would be found, and nothing learned",
        "tout le monde serait retrouvé, et rien appris",
    ))
    .help(Text::prose("name two tables", "nommez deux tables"))
    .at(table.place())
}

fn too_few_fields(id: &Located<String>) -> Problem {
    Problem::error(
        "project/bad-reconciliation",
        Text::prose(
            format!("`{}` says too little to find people by likeness", id.value),
            format!("`{}` n'en dit pas assez pour retrouver les personnes par ressemblance", id.value),
        ),
    )
    .why(Text::prose(
        "from fewer than three fields nobody can estimate how often two people agree by chance, and without `block` everybody \
         would be compared with everybody",
        "avec moins de trois champs, on ne peut pas estimer à quelle fréquence deux personnes s'accordent par hasard, et sans \
         `block` tout le monde serait comparé à tout le monde",
    ))
    .help(Text::prose(
        "give three `fields` or more, such as surname, first name, date of birth and postcode, and name in `block` those of \
         which one must agree",
        "donnez au moins trois `fields`, comme le nom, le prénom, la date de naissance et le code postal, et nommez dans `block` \
         ceux dont un doit s'accorder",
    ))
    .at(id.place())
}

fn unknown_field<'a>(block: &Located<String>, known: impl Iterator<Item = &'a str>) -> Problem {
    Problem::error(
        "project/unknown-field",
        Text::prose(
            format!("`{}` is none of the `fields`", block.value),
            format!("`{}` n'est pas un des `fields`", block.value),
        ),
    )
    .why(Text::prose(
        "only people who agree on a field named in `block` are compared",
        "seules sont comparées les personnes qui s'accordent sur un champ nommé dans `block`",
    ))
    .help(suggestion(block, known))
    .at(block.place())
}

fn no_probability(least: &Located<f64>) -> Problem {
    Problem::error(
        "project/bad-reconciliation",
        Text::prose(
            format!("{} is no probability", least.value),
            format!("{} n'est pas une probabilité", least.value),
        ),
    )
    .why(Text::prose(
        "pairs are linked from a probability on that they are one person, between 0 and 1",
        "des paires sont reliées à partir d'une probabilité, entre 0 et 1, qu'elles soient une même personne",
    ))
    .help(Text::prose("write 0.95, for example", "écrivez 0.95, par exemple"))
    .at(least.place())
}
