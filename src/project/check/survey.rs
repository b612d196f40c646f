//! Surveys: their file, their format words, their dimensions and periods. Columns are looked up when data is read.

use std::collections::BTreeMap;

use super::{Check, bad_range, not_exactly_one, question, rule, weights};
use crate::diagnostics::{Place, Problem};
use crate::language::Text;
use crate::manifest::Located;
use crate::project::ids::{Noun, twice};
use crate::project::{Dimension, Invited, Periods, Project, Spread, Survey, WaveColumn, WavePeriod};

/// The words of `format:`; `data` knows what they mean, and a test there that these are all.
const FORMATS: [&str; 11] = [
    "table",
    "qualtrics",
    "limesurvey",
    "surveymonkey",
    "typeform",
    "google-forms",
    "microsoft-forms",
    "alchemer",
    "tally",
    "ga4",
    "matomo",
];

const ENCODINGS: [&str; 4] = ["utf-8", "utf-16le", "utf-16be", "windows-1252"];

pub(super) fn check(project: &Project, check: &mut Check<'_, '_>) {
    for survey in &project.surveys {
        check.kebab(&survey.id);
        check.data(survey, std::iter::empty());
        shared(survey, check);
        if let Some(rows) = &survey.rows {
            rule::check(&rows.rule, check);
        }
        if let Some(weights) = &survey.weights {
            weights::check(survey, weights, check);
        }
        for question in &survey.questions {
            question::check(survey, question, check);
        }
    }
}

/// What a survey has in common with a table: the format of its file, its periods and its dimensions.
pub(super) fn shared(survey: &Survey, check: &mut Check<'_, '_>) {
    format(survey, check);
    if let Some(periods) = &survey.periods {
        self::periods(survey, periods, check);
    }
    if let Some(invited) = &survey.invited
        && let Invited::ByPeriod(periods) = &invited.value
    {
        for id in periods.keys() {
            check.known(Noun::Period, &Located::at(id.clone(), &invited.place()));
        }
    }
    let mut first = BTreeMap::new();
    for dimension in &survey.dimensions {
        unique(&mut first, &dimension.id, check);
        self::dimension(dimension, check);
    }
}

fn unique<'s>(first: &mut BTreeMap<&'s str, Place>, id: &'s Located<String>, check: &mut Check<'_, '_>) {
    if let Some(earlier) = first.get(id.as_str()) {
        check.push(twice(id, id.place(), earlier.clone()));
    } else {
        first.insert(id, id.place());
    }
}

fn format(survey: &Survey, check: &mut Check<'_, '_>) {
    if let Some(delimiter) = &survey.delimiter
        && !matches!(delimiter.as_bytes(), [byte] if byte.is_ascii() && !b"\"\n\r".contains(byte))
    {
        check.push(bad_delimiter(delimiter));
    }
    if let Some(encoding) = &survey.encoding {
        check.word(encoding, &ENCODINGS);
    }
    if let Some(format) = &survey.format {
        check.word(format, &FORMATS);
    }
    layout(survey, check);
    if let Some(decimal) = &survey.decimal
        && check.word(decimal, &[".", ","])
        && survey.delimiter.as_deref() == Some(&decimal.value)
    {
        check.push(same_character(decimal));
    }
    if let Some(format) = survey.date.as_ref().and_then(|date| date.format.as_ref()) {
        check.word(format, &["iso", "dmy", "mdy"]);
    }
}

/// What a layout with several rows per respondent needs.
fn layout(survey: &Survey, check: &mut Check<'_, '_>) {
    if survey.layout != Spread::Wide && survey.respondent.is_none() {
        check.absent(no_respondent(survey.id.place()));
    }
    match (survey.layout, &survey.long) {
        (Spread::Long, None) => check.absent(no_long_columns(survey.id.place())),
        (Spread::Wide | Spread::Repeated, Some(long)) => check.push(not_long(long.question.place())),
        _ => {}
    }
}

fn no_respondent(place: Place) -> Problem {
    Problem::error(
        "project/missing-key",
        Text::prose(
            "several rows per respondent need the key `respondent` in the survey",
            "plusieurs lignes par répondant demandent la clé `respondent` dans l'enquête",
        ),
    )
    .why(Text::prose(
        "rows are put together by the column that says whose they are",
        "les lignes sont réunies d'après la colonne qui dit à qui elles sont",
    ))
    .help(Text::prose(
        "add `respondent: …` with the name of that column, or remove `layout`",
        "ajoutez `respondent: …` avec le nom de cette colonne, ou retirez `layout`",
    ))
    .at(place)
}

fn no_long_columns(place: Place) -> Problem {
    Problem::error(
        "project/missing-key",
        Text::prose(
            "`layout: long` needs the key `long` in the survey",
            "`layout: long` demande la clé `long` dans l'enquête",
        ),
    )
    .why(Text::prose(
        "with one row per answer, one column names the question and another holds the answer",
        "avec une ligne par réponse, une colonne nomme la question et une autre contient la réponse",
    ))
    .help(Text::prose(
        "add `long: {question: …, answer: …}` with the names of these columns",
        "ajoutez `long: {question: …, answer: …}` avec les noms de ces colonnes",
    ))
    .at(place)
}

fn not_long(place: Place) -> Problem {
    Problem::error(
        "project/unused-key",
        Text::prose(
            "`long` is only read with `layout: long`",
            "`long` n'est lu qu'avec `layout: long`",
        ),
    )
    .why(Text::prose(
        "without it each row is a respondent, and these columns mean nothing",
        "sans lui, chaque ligne est un répondant, et ces colonnes ne veulent rien dire",
    ))
    .help(Text::prose(
        "add `layout: long`, or remove `long`",
        "ajoutez `layout: long`, ou retirez `long`",
    ))
    .at(place)
}

fn bad_delimiter(delimiter: &Located<String>) -> Problem {
    Problem::error(
        "project/bad-delimiter",
        Text::prose(
            format!("the delimiter `{}` is not one plain character", delimiter.value),
            format!("le séparateur `{}` n'est pas un seul caractère simple", delimiter.value),
        ),
    )
    .why(Text::prose(
        "columns of a data file are parted by one character of ASCII, no quotation mark and no line end",
        "les colonnes d'un fichier de données sont séparées par un seul caractère ASCII, ni guillemet ni fin de ligne",
    ))
    .help(Text::prose(
        "write `\";\"`, `\",\"` or `\"\\t\"`, or remove the key: the delimiter is found out",
        "écrivez `\";\"`, `\",\"` ou `\"\\t\"`, ou retirez la clé : le séparateur est reconnu tout seul",
    ))
    .at(delimiter.place())
}

fn same_character(decimal: &Located<String>) -> Problem {
    Problem::error(
        "project/bad-delimiter",
        Text::prose(
            "the decimal mark is also the delimiter",
            "la marque décimale est aussi le séparateur de colonnes",
        ),
    )
    .why(Text::prose(
        "`1,5` would be read as two columns",
        "`1,5` serait lu comme deux colonnes",
    ))
    .help(Text::prose(
        "exports with decimal commas part their columns by `;`",
        "les exports à virgule décimale séparent leurs colonnes par `;`",
    ))
    .at(decimal.place())
}

fn dimension(dimension: &Dimension, check: &mut Check<'_, '_>) {
    check.kebab(&dimension.id);
    if let (Some(separator), false) = (&dimension.separator, dimension.columns.is_empty()) {
        check.push(either(separator));
    }
    let noun = match dimension.id.as_str() {
        "channel" => Noun::Channel,
        "stage" => Noun::Stage,
        "persona" | "period" | "dimension" => {
            check.push(reserved(&dimension.id));
            return;
        }
        _ => return,
    };
    for id in dimension.values.values().chain(dimension.columns.values()) {
        check.known(noun, id);
    }
}

fn either(separator: &Located<String>) -> Problem {
    Problem::error(
        "project/unused-key",
        Text::prose(
            "a dimension has `columns` or a `separator`, not both",
            "une dimension a des `columns` ou un `separator`, pas les deux",
        ),
    )
    .why(Text::prose(
        "options stand in a column each, or in one cell with something between them",
        "les options sont chacune dans une colonne, ou toutes dans une cellule avec quelque chose entre elles",
    ))
    .help(Text::prose(
        "keep the one that fits the file",
        "gardez celle qui convient au fichier",
    ))
    .at(separator.place())
}

fn reserved(id: &Located<String>) -> Problem {
    let name = &id.value;
    Problem::error(
        "project/reserved-id",
        Text::prose(
            format!("a dimension cannot be called `{name}`"),
            format!("une dimension ne peut pas s'appeler `{name}`"),
        ),
    )
    .why(Text::prose(
        "personas come from the rules in their `segments`, periods from `periods`",
        "les personas viennent des règles de leurs `segments`, les périodes de `periods`",
    ))
    .help(Text::prose(
        "use those keys, or give the dimension another id",
        "utilisez ces clés, ou donnez un autre identifiant à la dimension",
    ))
    .at(id.place())
}

fn periods(survey: &Survey, periods: &Periods, check: &mut Check<'_, '_>) {
    let set = [periods.by.is_some(), periods.between.is_some(), periods.wave.is_some()];
    let place = periods.by.as_ref().map_or_else(|| survey.id.place(), Located::place);
    if set.iter().filter(|written| **written).count() != 1 {
        check.absent(not_exactly_one(
            Text::prose(
                "`periods` needs exactly one of `by`, `between`, `wave`",
                "`periods` demande exactement une de ces clés : `by`, `between`, `wave`",
            ),
            Text::prose(
                "`by: month` cuts by date, `between` names periods, `wave` reads a column",
                "`by: month` découpe selon la date, `between` nomme des périodes, `wave` lit une colonne",
            ),
            place.clone(),
        ));
    }
    if let Some(by) = &periods.by {
        check.word(by, &["month", "quarter", "year"]);
    }
    if (periods.by.is_some() || periods.between.is_some()) && survey.date.is_none() {
        check.absent(no_date(place));
    }
    if let Some(named) = &periods.between {
        between(named, check);
    }
    if let Some(wave) = &periods.wave {
        waves(wave, check);
    }
}

fn no_date(place: Place) -> Problem {
    Problem::error(
        "project/missing-key",
        Text::prose(
            "periods by date need the key `date` in the survey",
            "des périodes selon la date demandent la clé `date` dans l'enquête",
        ),
    )
    .why(Text::prose(
        "rows are put into periods by the date of the answer",
        "les lignes sont rangées par période selon la date de la réponse",
    ))
    .help(Text::prose(
        "add `date: {column: …}` to the survey",
        "ajoutez `date: {column: …}` à l'enquête",
    ))
    .at(place)
}

fn between(named: &[WavePeriod], check: &mut Check<'_, '_>) {
    let mut first = BTreeMap::new();
    let mut ordered: Vec<&WavePeriod> = Vec::new();
    for period in named {
        check.label(&period.id);
        unique(&mut first, &period.id, check);
        if period.from > period.to {
            check.push(bad_range(period.from, period.to, period.id.place()));
        } else {
            ordered.push(period);
        }
    }
    ordered.sort_by_key(|period| (period.from, period.to));
    for pair in ordered.windows(2) {
        if let [before, after] = pair
            && after.from <= before.to
        {
            check.push(overlap(before, after));
        }
    }
}

fn overlap(before: &WavePeriod, after: &WavePeriod) -> Problem {
    let (one, other) = (&before.id.value, &after.id.value);
    let (day_en, day_fr) = (after.from, after.from);
    Problem::error(
        "project/periods-overlap",
        Text::prose(
            format!("the periods `{one}` and `{other}` both hold {day_en}"),
            format!("les périodes `{one}` et `{other}` contiennent toutes deux le {day_fr}"),
        ),
    )
    .why(Text::prose(
        "an answer of that day would belong to two periods, and their comparison would count it twice",
        "une réponse de ce jour appartiendrait à deux périodes, et leur comparaison la compterait deux fois",
    ))
    .help(Text::prose(
        format!("end `{one}` before {day_en}, or begin `{other}` after {}", before.to),
        format!(
            "terminez `{one}` avant le {day_fr}, ou commencez `{other}` après le {}",
            before.to
        ),
    ))
    .at(after.id.place())
    .related(before.id.place(), Text::prose(format!("`{one}`"), format!("`{one}`")))
}

fn waves(wave: &WaveColumn, check: &mut Check<'_, '_>) {
    let mut ids = BTreeMap::new();
    let mut values: BTreeMap<&str, Place> = BTreeMap::new();
    for one in &wave.waves {
        check.label(&one.id);
        unique(&mut ids, &one.id, check);
        let value = one.value.as_ref().map_or(one.id.as_str(), |code| code.0.as_str());
        if let Some(earlier) = values.get(value) {
            // The same id twice is told already.
            if one.value.is_some() {
                check.push(same_value(value, one.id.place(), earlier.clone()));
            }
        } else {
            values.insert(value, one.id.place());
        }
    }
}

fn same_value(value: &str, place: Place, first: Place) -> Problem {
    Problem::error(
        "project/periods-overlap",
        Text::prose(
            format!("two waves have the value `{value}`"),
            format!("deux vagues ont la valeur `{value}`"),
        ),
    )
    .why(Text::prose(
        "rows with this value would belong to two waves",
        "les lignes qui portent cette valeur appartiendraient à deux vagues",
    ))
    .help(Text::prose(
        "give each wave its own value",
        "donnez à chaque vague sa propre valeur",
    ))
    .at(place)
    .related(first, Text::prose("first used here", "utilisée ici d'abord"))
}
