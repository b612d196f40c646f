//! Value at stake: ranges the right way round, shares that are shares, claims with their source.

use std::collections::BTreeMap;

use super::{Check, bad_range, not_exactly_one, persona};
use crate::diagnostics::{Place, Problem};
use crate::language::Text;
use crate::manifest::Located;
use crate::project::ids::{Noun, twice};
use crate::project::{Assumption, Project, Stake};

pub(super) fn check(project: &Project, check: &mut Check<'_, '_>) {
    let Some(whole) = &project.value_at_stake else {
        return;
    };
    if let Some(currency) = &whole.currency {
        check.push(moved(currency));
    }
    assumption(&whole.customers, f64::INFINITY, check);
    for one in [&whole.value, &whole.contact_cost].into_iter().flatten() {
        assumption(one, f64::INFINITY, check);
    }
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    for stake in &whole.stakes {
        check.known(Noun::Touchpoint, &stake.touchpoint);
        match first.get(stake.touchpoint.as_str()) {
            Some(earlier) => check.push(twice(&stake.touchpoint, stake.touchpoint.place(), earlier.clone())),
            None => {
                first.insert(&stake.touchpoint, stake.touchpoint.place());
            }
        }
        self::stake(stake, check);
        let needs = [
            (&stake.lost, &whole.value, "lost", "value"),
            (&stake.contacts, &whole.contact_cost, "contacts", "contact-cost"),
        ];
        for (own, other, name, missing) in needs {
            if let (Some(own), None) = (own, other) {
                check.absent(without(name, missing, own.low.place()));
            }
        }
    }
}

fn stake(stake: &Stake, check: &mut Check<'_, '_>) {
    for share in [&stake.passing, &stake.affected_share, &stake.lost]
        .into_iter()
        .flatten()
    {
        assumption(share, 1.0, check);
    }
    if let Some(contacts) = &stake.contacts {
        assumption(contacts, f64::INFINITY, check);
    }
    if let Some(affected) = &stake.affected {
        check.check_id(&affected.check);
        let [low, high] = affected.answers.value;
        if low > high {
            check.push(bad_range(low, high, affected.answers.place()));
        }
    }
    if stake.affected.is_some() == stake.affected_share.is_some() {
        check.absent(not_exactly_one(
            Text::prose(
                "a stake says who is badly served by `affected` or by `affected-share`, one of the two",
                "un enjeu dit qui est mal servi par `affected` ou par `affected-share`, l'un des deux",
            ),
            Text::prose(
                "name the check and the answers that tell it, or assume a share",
                "nommez le contrôle et les réponses qui le disent, ou supposez une part",
            ),
            stake.touchpoint.place(),
        ));
    }
}

/// A range the right way round, from 0 to `most`, with what a claim needs.
fn assumption(one: &Assumption, most: f64, check: &mut Check<'_, '_>) {
    persona::founded(&one.grade, one.source.as_ref(), check);
    let mut within = true;
    for end in [&one.low, &one.high] {
        if !(0.0..=most).contains(&end.value) || !end.value.is_finite() {
            within = false;
            check.push(beyond(end, most));
        }
    }
    if within && one.low.value > one.high.value {
        check.push(bad_range(one.low.value, one.high.value, one.high.place()));
    }
}

fn beyond(end: &Located<f64>, most: f64) -> Problem {
    let value = end.value;
    let what = if most.is_finite() {
        Text::prose(
            format!("{value} is no share: it is below 0 or above {most}"),
            format!("{value} n'est pas une part : c'est moins de 0 ou plus de {most}"),
        )
    } else {
        Text::prose(
            format!("{value} is below 0 or no number"),
            format!("{value} est négatif ou n'est pas un nombre"),
        )
    };
    Problem::error("project/bad-assumption", what)
        .why(Text::prose(
            "what is at stake is the product of these figures, and would be nonsense",
            "l'enjeu est le produit de ces chiffres, et n'aurait pas de sens",
        ))
        .help(Text::prose(
            "write shares from 0 to 1 (`0.04` for 4 in a hundred), numbers and amounts from 0 up",
            "écrivez les parts de 0 à 1 (`0.04` pour 4 sur cent), les nombres et montants à partir de 0",
        ))
        .at(end.place())
}

fn without(name: &str, missing: &str, place: Place) -> Problem {
    Problem::error(
        "project/incomplete-stake",
        Text::prose(
            format!("`{name}` is assumed here and `{missing}` nowhere"),
            format!("`{name}` est supposé ici et `{missing}` nulle part"),
        ),
    )
    .why(Text::prose(
        "without both, no amount can be computed",
        "sans les deux, aucun montant ne peut être calculé",
    ))
    .help(Text::prose(
        format!("add `{missing}` to `value-at-stake`, with `low`, `high` and `grade`"),
        format!("ajoutez `{missing}` à `value-at-stake`, avec `low`, `high` et `grade`"),
    ))
    .at(place)
}

/// One project has one currency, said once.
fn moved(currency: &Located<String>) -> Problem {
    Problem::error(
        "project/moved-key",
        Text::prose(
            "`value-at-stake` has no `currency` of its own",
            "`value-at-stake` n'a pas de `currency` à elle",
        ),
    )
    .why(Text::prose(
        "amounts of indicators and of value at stake stand on the same pages: two currencies could differ unseen",
        "les montants des indicateurs et de la valeur en jeu figurent sur les mêmes pages : deux devises pourraient \
         différer sans que cela se voie",
    ))
    .help(Text::prose(
        format!("move it to the top of `parcours.yaml`: `currency: {}`", currency.value),
        format!("placez-la en tête de `parcours.yaml` : `currency: {}`", currency.value),
    ))
    .at(currency.place())
}
