//! From `parcours.yaml` and the files it names to a checked [`Project`]; all problems in one run.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::ids::{self, Declared, Ids, Noun, Parts};
use super::reader::Reader;
use super::{
    Brand, Journey, Listed, One, Project, ProjectFile, Ratings, Website, check, earlier, options, pages, sheet,
    template,
};
use crate::diagnostics::{Place, Problem, Problems};
use crate::files::Files;
use crate::language::{Lang, Text};
use crate::manifest::{Key, Located, NodeKind, Scalar, Shape, Spot, decode};

/// The file every project has at its root.
pub const PROJECT_FILE: &str = "parcours.yaml";

/// The theme of a project that names none.
const THEME: &str = "agency";

/// The currency of a project that names none.
const CURRENCY: &str = "€";

/// Fewest people in a cell that is shown, where the project does not say.
const MINIMUM_CELL: u32 = 5;

/// Fewest comments in a group whose verbatims are shown, where the project does not say.
const MINIMUM_VERBATIMS: u32 = 10;

/// What no project goes below: of two people each knows the other's answer.
pub(super) const LEAST_PROTECTION: u32 = 3;

/// Reads the project whose folder `files` gives access to. Every problem is added to `problems`; `None` when one of
/// those added is an error.
pub fn load(files: &dyn Files, problems: &mut Problems) -> Option<Project> {
    let mut reader = Reader::new(files);
    let project = assemble(&mut reader);
    let (told, sound) = reader.finish();
    problems.extend(told);
    project.filter(|_| sound)
}

fn assemble(reader: &mut Reader<'_>) -> Option<Project> {
    if reader.files.info(PROJECT_FILE).is_err() {
        let problem = no_project(reader.files);
        reader.push(problem);
        return None;
    }
    let mut ids = Ids::default();
    let file = read_project_file(reader, &mut ids)?;

    let personas = list(file.personas.as_ref(), Some(Noun::Persona.into()), reader, &mut ids);
    let channels = list(file.channels.as_ref(), Some(Noun::Channel.into()), reader, &mut ids);
    let surveys = list(file.surveys.as_ref(), Some(Noun::Survey.into()), reader, &mut ids);
    let tables = list(file.tables.as_ref(), Some(Noun::Table.into()), reader, &mut ids);
    let ideas = list(file.ideas.as_ref(), Some(Declared::Listed("ideas")), reader, &mut ids);
    let lexicon = file.lexicon.as_ref().and_then(|one| single(one, &one.place(), reader));
    let reconcile = list(file.reconcile.as_ref(), None, reader, &mut ids);
    let notes = list(file.notes.as_ref(), Some(Noun::Note.into()), reader, &mut ids);
    let mut actions = list(file.actions.as_ref(), Some(Noun::Action.into()), reader, &mut ids);
    if let Some(path) = &file.actions_sheet
        && let Some(text) = reader.text(path, Some(&path.place()))
    {
        for problem in sheet::lay_over(&mut actions, path, &text) {
            reader.push(problem);
        }
    }
    let frictions = list(
        file.frictions.as_ref(),
        Some(Declared::Listed("frictions")),
        reader,
        &mut ids,
    );
    let references = list(file.references.as_ref(), Some(Noun::Reference.into()), reader, &mut ids);
    let hand_overs = list(file.hand_overs.as_ref(), None, reader, &mut ids);
    let benchmarks = list(file.benchmarks.as_ref(), None, reader, &mut ids);
    let journey = read_journey(file.journey.as_ref(), reader, &mut ids);
    let mut website: Option<Website> = file.website.as_ref().and_then(|one| single(one, &one.place(), reader));
    let review = website
        .as_ref()
        .and_then(|website| website.review.as_ref())
        .and_then(|one| single(one, &one.place(), reader));
    if let Some(website) = &mut website {
        website.tools = expanded(&website.tools, reader);
    }
    let mut maturity: Option<Ratings> = file.maturity.as_ref().and_then(|one| single(one, &one.place(), reader));
    if let Some(maturity) = &mut maturity {
        maturity.workbooks = expanded(&maturity.workbooks, reader);
    }
    let value_at_stake = file
        .value_at_stake
        .as_ref()
        .and_then(|one| single(one, &one.place(), reader));
    let brand = whole(file.brand.as_ref(), ids::BRAND, reader, &mut ids);
    let data_map = whole(file.data_map.as_ref(), ids::DATA_MAP, reader, &mut ids);
    let organisation = whole(file.organisation.as_ref(), ids::ORGANISATION, reader, &mut ids);
    let glossary = list(
        file.glossary.as_ref(),
        Some(Declared::Listed("glossary")),
        reader,
        &mut ids,
    );
    let timeline = list(file.timeline.as_ref(), None, reader, &mut ids);
    let earlier = earlier::read(file.earlier.as_ref(), reader);
    let pages = pages::read(file.pages.as_ref(), reader);

    for problem in ids.take_duplicates() {
        reader.push(problem);
    }
    let mut project = Project {
        brand: brand.unwrap_or_default(),
        languages: file.languages.iter().map(|lang| lang.value).collect(),
        theme: file
            .theme
            .clone()
            .unwrap_or_else(|| Located::unwritten(THEME.to_owned())),
        period: file.period.as_ref().map(|period| period.value),
        as_of: file.as_of.as_ref().map(|day| day.value),
        minimum_cell: file.protection.minimum_cell.as_deref().copied().unwrap_or(MINIMUM_CELL),
        minimum_verbatims: file
            .protection
            .minimum_verbatims
            .as_deref()
            .copied()
            .unwrap_or(MINIMUM_VERBATIMS),
        personas,
        channels,
        hand_overs,
        journey,
        surveys,
        tables,
        reconcile,
        currency: file
            .currency
            .as_ref()
            .map_or_else(|| CURRENCY.to_owned(), |word| word.value.clone()),
        notes,
        ideas,
        lexicon: lexicon.unwrap_or_default(),
        seed: file.seed,
        website,
        review: review.unwrap_or_default(),
        maturity: maturity.unwrap_or_default(),
        actions,
        actions_sheet: file.actions_sheet.clone(),
        frictions,
        earlier,
        value_at_stake,
        benchmarks,
        references,
        data_map: data_map.unwrap_or_default(),
        organisation: organisation.unwrap_or_default(),
        glossary,
        timeline,
        pages,
        title: file.title.value.clone(),
        client: file.client.clone(),
        scope: file.scope.clone(),
        notice: file.notice.clone(),
        verdict: file.verdict.clone(),
        checks: file.checks.clone(),
    };
    check::all(&file, &project, &ids, reader);
    options::spread(&mut project.surveys);
    if project.languages.is_empty() {
        project.languages = vec![Lang::Fr, Lang::En];
    }
    let lang = project.languages.first().copied().unwrap_or(Lang::Fr);
    name_brand(&mut project.brand, &project.client, &project.title, lang);
    Some(project)
}

/// `parcours.yaml` as written, as far as it fits. Its one required key is stood in for, so that a project without a
/// title still shows its other problems.
fn read_project_file(reader: &mut Reader<'_>, ids: &mut Ids) -> Option<ProjectFile> {
    let mut opened = reader.open(PROJECT_FILE, None)?;
    ids.collect_root(&opened.root, PROJECT_FILE);
    reader.check::<ProjectFile>(&mut opened);
    let NodeKind::Map(entries) = &mut opened.root.kind else {
        return None;
    };
    if !entries.iter().any(|(key, _)| &*key.name == "title") {
        let at = Spot::default();
        let name = "title".into();
        let kind = NodeKind::Scalar(Scalar::Text, "".into());
        entries.push((Key { name, at }, crate::manifest::Node { at, kind }));
    }
    decode(PROJECT_FILE, &opened.root, &mut reader.problems)
}

fn list<T>(
    listed: Option<&Located<Listed<T>>>,
    noun: Option<Declared>,
    reader: &mut Reader<'_>,
    ids: &mut Ids,
) -> Vec<T>
where
    T: JsonSchema + DeserializeOwned + Clone,
{
    let Some(listed) = listed else { return Vec::new() };
    let pattern = match &listed.value {
        Listed::Inline(items) => return items.clone(),
        Listed::Files(pattern) => pattern,
    };
    let named = listed.place();
    let shape = Shape::of::<T>();
    let mut items = Vec::new();
    for path in reader.matching(pattern, &named) {
        match (reader.open(&path, Some(&named)), noun) {
            (Some(mut opened), noun) => {
                if let Some(noun) = noun {
                    ids.collect(noun, &opened.root, &opened.path);
                }
                items.extend(reader.many(&mut opened, &shape));
            }
            (None, Some(noun)) => ids.miss(noun),
            (None, None) => {}
        }
    }
    items
}

/// The files that paths or globs name, each where its pattern is written.
fn expanded(patterns: &[Located<String>], reader: &mut Reader<'_>) -> Vec<Located<String>> {
    patterns
        .iter()
        .flat_map(|pattern| {
            let place = pattern.place();
            let files = reader.matching(pattern, &place);
            files.into_iter().map(move |file| Located::at(file, &place))
        })
        .collect()
}

fn single<T>(one: &One<T>, named: &Place, reader: &mut Reader<'_>) -> Option<T>
where
    T: JsonSchema + DeserializeOwned + Clone,
{
    match one {
        One::Inline(value) => Some(value.clone()),
        One::File(path) => {
            let mut opened = reader.open(path, Some(named))?;
            reader.one(&mut opened)
        }
    }
}

/// One thing whose parts have ids, from `parcours.yaml` or from its own file.
fn whole<T>(one: Option<&Located<One<T>>>, parts: Parts, reader: &mut Reader<'_>, ids: &mut Ids) -> Option<T>
where
    T: JsonSchema + DeserializeOwned + Clone,
{
    let one = one?;
    match &one.value {
        One::Inline(value) => Some(value.clone()),
        One::File(path) => {
            let Some(mut opened) = reader.open(path, Some(&one.place())) else {
                for (_, noun) in parts {
                    ids.miss(*noun);
                }
                return None;
            };
            ids.collect_parts(parts, &opened.root, &opened.path);
            reader.one(&mut opened)
        }
    }
}

fn read_journey(one: Option<&Located<One<Journey>>>, reader: &mut Reader<'_>, ids: &mut Ids) -> Journey {
    let Some(place) = one.map(Located::place) else {
        return Journey::default();
    };
    let mut journey = whole(one, ids::JOURNEY, reader, ids).unwrap_or_default();
    if let Some(template) = journey.template
        && journey.stages.is_empty()
    {
        journey.stages = template::stages(template, &place);
        for stage in &journey.stages {
            ids.add(Noun::Stage, &stage.id, place.clone());
        }
    }
    journey
}

/// A brand without a name takes the client's, else the title of the audit, in the first language of the project.
fn name_brand(brand: &mut Brand, client: &Text, title: &Text, lang: Lang) {
    if brand.name.as_ref().is_none_or(|name| name.trim().is_empty()) {
        let from = if client.is_empty() { title } else { client };
        brand.name = Some(from.get(lang).to_owned());
    }
}

fn no_project(files: &dyn Files) -> Problem {
    let near = files.list("").unwrap_or_default().into_iter().find(|path| {
        let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
        path.matches('/').count() <= 1 && matches!(name.as_str(), "parcours.yaml" | "parcours.yml")
    });
    let help = match near {
        Some(path) => match path.strip_suffix(&format!("/{PROJECT_FILE}")) {
            Some(folder) => Text::prose(
                format!("there is one in `{folder}`: run parcours on that folder"),
                format!("il y en a un dans `{folder}` : lancez parcours sur ce dossier"),
            ),
            None => Text::prose(
                format!("rename `{path}` to `{PROJECT_FILE}`"),
                format!("renommez `{path}` en `{PROJECT_FILE}`"),
            ),
        },
        None => Text::prose(
            "go to the folder that holds it, or start a project with `parcours new`",
            "placez-vous dans le dossier qui le contient, ou créez un projet avec `parcours new`",
        ),
    };
    Problem::error(
        "project/missing-file",
        Text::prose(
            format!("this folder holds no `{PROJECT_FILE}`"),
            format!("ce dossier ne contient pas de fichier `{PROJECT_FILE}`"),
        ),
    )
    .why(Text::prose(
        "a project begins with this file: it names all the others",
        "un projet commence par ce fichier : il nomme tous les autres",
    ))
    .help(help)
    .at(Place::file(PROJECT_FILE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Memory;

    fn good(files: &Memory) -> Project {
        let mut problems = Problems::new();
        let project = load(files, &mut problems);
        let told: Vec<_> = problems.iter().map(|problem| problem.headline(Lang::En)).collect();
        assert!(told.is_empty(), "{told:#?}");
        project.unwrap()
    }

    #[test]
    fn a_project_of_one_file_takes_the_defaults() {
        let project = good(&Memory::new().with("parcours.yaml", "title: Audit\nclient: Maison\n"));
        assert_eq!(project.languages, [Lang::Fr, Lang::En]);
        assert_eq!((project.minimum_cell, project.minimum_verbatims), (5, 10));
        assert_eq!(project.brand.name.as_deref(), Some("Maison"));
        assert_eq!(project.theme.value, "agency");
    }

    #[test]
    fn lists_are_read_from_globs_and_files_of_one_or_many() {
        let files = Memory::new()
            .with(
                "parcours.yaml",
                "title: Audit\npersonas: personas/*.yaml\nchannels: channels.yaml\njourney: journey.yaml\n",
            )
            .with("personas/a.yaml", "id: anna\nname: Anna\nchannels: [shop]\n")
            .with("personas/b.yaml", "- {id: ben, name: Ben}\n- {id: cleo, name: Cléo}\n")
            .with("personas/deeper/d.yaml", "id: dora\nname: Dora\n")
            .with("channels.yaml", "- id: shop\n  name: Shop\n  kind: physical\n")
            .with(
                "journey.yaml",
                "template: retail\ntouchpoints:\n  - {id: till, title: Till, stage: purchase, channel: shop}\n",
            );
        let project = good(&files);
        let ids: Vec<_> = project.personas.iter().map(|persona| persona.id.as_str()).collect();
        assert_eq!(ids, ["anna", "ben", "cleo"]);
        assert_eq!(project.personas[2].id.place().to_string(), "personas/b.yaml:2:8");
        assert_eq!(project.journey.stages.len(), 7);
        assert_eq!(project.journey.stages[3].title.get(Lang::Fr), "Livraison ou retrait");
    }
}
