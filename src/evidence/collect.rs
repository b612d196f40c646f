//! Data files → evidence: one streaming pass per survey, protection as the last step.

use std::io;
use std::num::NonZero;

use super::cache::Kept;
use super::calibrator::Factors;
use super::declared::declared;
use super::exchange::{self, StandIn};
use super::keyed::{self, Done, Keyer, Keying, Scratch};
use super::pass::{Pass, Reading, each_row};
use super::period::Cut;
use super::plan::{Plan, SurveyPlan};
use super::raw::RawSurvey;
use super::respondent::RawRespondents;
use super::rule::RowRule;
use super::{
    DimensionFacts, Evidence, Input, SurveyEvidence, calibrate, calibrator, invitations, protect, questionnaire,
    reconcile, snapshot,
};
use crate::data::{Count as _, DateOrder, DecimalMark, Declared, Header, Progress, Read, TableFile, Unwatched};
use crate::diagnostics::{Problem, Problems};
use crate::files::{FileError, Files, Source};
use crate::language::Text;
use crate::manifest::Located;
use crate::project::{Project, Survey, Table};
use crate::text::compiled;

/// Reads what `plan` asks for, each data file once, and gives it back protected. What is wrong with the data goes to
/// `problems`; a survey that cannot be read at all is left out of the evidence. Uses as many threads as there are
/// processors, which changes nothing of what is found.
pub fn collect(project: &Project, plan: &Plan, files: &dyn Files, problems: &mut Problems) -> Evidence {
    collect_watched(project, plan, files, &Unwatched, problems)
}

/// [`collect`], telling `progress` how far the reading of data files has come.
pub fn collect_watched(
    project: &Project,
    plan: &Plan,
    files: &dyn Files,
    progress: &dyn Progress,
    problems: &mut Problems,
) -> Evidence {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    collect_on(threads, project, plan, files, progress, problems)
}

/// [`collect`] on a number of threads; surveys are taken in the order of the plan whichever is done first.
fn collect_on(
    threads: usize,
    project: &Project,
    plan: &Plan,
    files: &dyn Files,
    progress: &dyn Progress,
    problems: &mut Problems,
) -> Evidence {
    let mut evidence = Evidence::default();
    let tables: Vec<Survey> = project.tables.iter().map(Table::as_survey).collect();
    let asked: Vec<(&Survey, &SurveyPlan)> = plan
        .surveys
        .iter()
        .chain(&plan.tables)
        .filter_map(|asked| {
            let mut sources = project.surveys.iter().chain(&tables);
            Some((sources.find(|survey| survey.id.value == asked.source())?, asked))
        })
        .collect();
    let sources = asked.len();
    let one = |(survey, asked): &(&Survey, &SurveyPlan)| {
        let mut met = Problems::new();
        // Surveys that are read at the same time share the threads.
        let threads = threads / sources.clamp(1, threads.max(1));
        let context = Context {
            project,
            files,
            progress,
            threads: threads.max(1),
        };
        let mut found = match exchange::read(project, survey, asked, files, &mut met) {
            StandIn::Found(found) => Some(*found),
            StandIn::Unusable => None,
            StandIn::Absent => context.read(survey, asked, &mut met),
        };
        if let Some((_, found)) = &mut found {
            found.told = met.iter().cloned().collect();
        }
        (found, met)
    };
    for batch in asked.chunks(threads.max(1)) {
        let done = match batch {
            [alone] => vec![one(alone)],
            several => std::thread::scope(|scope| {
                let running: Vec<_> = several.iter().map(|asked| scope.spawn(|| one(asked))).collect();
                running
                    .into_iter()
                    .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                    .collect()
            }),
        };
        for (found, met) in done {
            problems.extend(met);
            let Some((input, found)) = found else { continue };
            if evidence.inputs.iter().all(|known| known.path != input.path) {
                evidence.inputs.push(input);
            }
            let last = found.dates.map(|[_, last]| last);
            evidence.latest = evidence.latest.max(last);
            evidence.surveys.push(found);
        }
    }
    invitations::collect(project, plan, &mut evidence, problems);
    reconcile::collect(project, files, &mut evidence, problems);
    if let Some((input, facts)) = snapshot::collect(project, plan, files, problems) {
        evidence.inputs.push(input);
        evidence.website = Some(facts);
    }
    let (inputs, ratings) = questionnaire::collect(project, plan, files, problems);
    evidence.inputs.extend(inputs);
    evidence.ratings = ratings;
    evidence.inputs.sort_by(|a, b| a.path.cmp(&b.path));
    evidence
}

/// What one pass over a survey found.
struct Found {
    input: Input,
    raw: RawSurvey,
    dimensions: Vec<DimensionFacts>,
    /// What is wrong with the rows.
    told: Problems,
}

/// What is the same for all surveys.
struct Context<'p> {
    project: &'p Project,
    files: &'p dyn Files,
    progress: &'p dyn Progress,
    /// For each of the surveys read at the same time.
    threads: usize,
}

impl Context<'_> {
    /// Reads one survey.
    fn read(&self, survey: &Survey, plan: &SurveyPlan, problems: &mut Problems) -> Option<(Input, SurveyEvidence)> {
        let Found {
            mut input,
            mut raw,
            mut dimensions,
            told,
        } = self.counted(survey, plan, None, problems)?;
        let mut weights = None;
        if let (Some(wanted), Some(calibration)) = (&survey.weights, &raw.calibration) {
            let minimum = protect::minimum(self.project, survey);
            let done = calibrate::run(survey, wanted, calibration, &dimensions, minimum, problems);
            weights = done.facts;
            if calibration.cells.len() > calibrator::most_cells(survey) {
                let again = self.counted(survey, plan, Some(&done.factors), &mut Problems::new())?;
                // The file is told once, by the pass that read the answers too.
                problems.extend(again.told);
                input = again.input;
                raw = again.raw;
                dimensions = again.dimensions;
            } else {
                problems.extend(told);
                calibrate::fold(&mut raw, &done.factors);
                let is_panel = raw.respondents.as_ref().is_some_and(RawRespondents::is_panel);
                if !plan.matrix.is_empty() || is_panel {
                    // Pairs of answers by calibration cell would be too many sums: they are read with their factors.
                    let again = self.counted(survey, plan, Some(&done.factors), &mut Problems::new())?;
                    raw.matrix = again.raw.matrix;
                    raw.respondents = again.raw.respondents;
                }
            }
        } else {
            problems.extend(told);
        }
        let weights = weights.or_else(|| protect::weights(self.project, survey, &raw));
        let evidence = protect::protect(self.project, survey, plan, &raw, dimensions, weights);
        problems.extend(protect::too_finely_cut(survey, &evidence));
        Some((input, evidence))
    }

    /// One pass over the file of a survey, in the second one with the factors of its calibration cells.
    fn counted<'p>(
        &'p self,
        survey: &'p Survey,
        plan: &'p SurveyPlan,
        factors: Option<&'p Factors>,
        problems: &mut Problems,
    ) -> Option<Found> {
        let path = survey.file.value.as_str();
        let (declared, reading) = words(self.project, survey);
        let dictionaries = (!plan.opinions.is_empty()).then(|| compiled(&self.project.lexicon));
        let reading = Reading {
            factors,
            dictionaries: dictionaries.as_ref(),
            ..reading
        };
        let source = match self.files.open(path) {
            Ok(source) => source,
            Err(error) => {
                problems.push(unreachable_file(&survey.file, &error));
                return None;
            }
        };
        let broken = |error: std::io::Error| {
            let error = FileError::Io {
                path: path.to_owned(),
                source: error,
            };
            unreachable_file(&survey.file, &error)
        };
        let file = match TableFile::open(&*source, path, &declared) {
            Ok(Ok(file)) => file,
            Ok(Err(problem)) => {
                problems.push(problem.related(survey.file.place(), Text::prose("the survey", "l'enquête")));
                return None;
            }
            Err(error) => {
                problems.push(broken(error));
                return None;
            }
        };
        let pass = Pass::new(self.project, survey, plan, file.header(), reading, problems)?;
        // Of the same file for the same plan: whatever is wrong was told by the first.
        let again = |header: &Header| Pass::new(self.project, survey, plan, header, reading, &mut Problems::new());
        let kept = self.files.cache();
        let kept = kept.and_then(|cache| Kept::new(cache, self.project, survey, plan, factors.is_some()));
        let counted = match kept.as_ref().and_then(|kept| kept.find(&*source)) {
            Some((met, raw)) => Ok((pass, raw, file.finish_with(met))),
            None if plan.is_keyed() => match self.count_keyed(kept.as_ref(), &*source, (pass, plan), file, problems) {
                Ok(None) => return None,
                Ok(Some(counted)) => Ok(counted),
                Err(error) => Err(error),
            },
            None => self.count_and_keep(kept.as_ref(), &*source, pass, file, again),
        };
        let (pass, raw, mut read) = match counted {
            Ok(counted) => counted,
            Err(error) => {
                problems.push(broken(error));
                return None;
            }
        };
        let mut told = Problems::new();
        told.extend(std::mem::take(&mut read.problems));
        let dimensions = pass.tell(&raw, path, &mut told);
        Some(Found {
            input: input(path, read),
            raw,
            dimensions,
            told,
        })
    }

    /// Counts the rows of a file and keeps what was found, unless the file changed meanwhile.
    fn count_and_keep<'p>(
        &self,
        kept: Option<&Kept<'_>>,
        source: &dyn Source,
        pass: Pass<'p>,
        file: TableFile<'_>,
        again: impl Fn(&Header) -> Option<Pass<'p>>,
    ) -> io::Result<(Pass<'p>, RawSurvey, Read)> {
        let (begun, stamp) = (kept.and_then(Kept::now), source.stamp());
        self.progress.begins(source.len());
        let counted = self.count(pass, file, again);
        self.progress.ends();
        let (pass, raw, read) = counted?;
        if let (Some(kept), Some(met)) = (kept, &read.met)
            && source.stamp() == stamp
        {
            kept.put(stamp, begun, met, &raw);
        }
        Ok((pass, raw, read))
    }

    /// Puts the rows of a table together and counts what they become, and keeps it like
    /// [`Context::count_and_keep`]; `None` where there are too many to hold, which was told.
    fn count_keyed<'p>(
        &self,
        kept: Option<&Kept<'_>>,
        source: &dyn Source,
        (mut pass, plan): (Pass<'p>, &SurveyPlan),
        file: TableFile<'_>,
        problems: &mut Problems,
    ) -> io::Result<Option<(Pass<'p>, RawSurvey, Read)>> {
        let (begun, stamp) = (kept.and_then(Kept::now), source.stamp());
        let table = self.project.tables.iter().find(|table| table.id.value == plan.source());
        let marks = pass.marks();
        let keying =
            table.and_then(|table| Keying::new(self.project, plan, table, file.header(), marks, &pass.columns()));
        let (Some(table), Some(keying)) = (table, keying) else {
            return Ok(None);
        };
        pass.take_every_row();
        let scratch = Scratch::new(self.files.cache());
        let header = file.header();
        let rule = || {
            let rows = table.rows.as_ref()?;
            RowRule::new(&rows.rule, header, marks.0, &mut Problems::new())
        };
        let threads = file.plain().map_or(1, |plain| plain.threads(self.threads));
        let mut keyers: Vec<Keyer<'_>> = (0..threads).map(|_| Keyer::new(&keying, &scratch, rule())).collect();
        self.progress.begins(source.len());
        let read = self.put_together(&mut keyers, &keying, file);
        self.progress.ends();
        let read = read?;
        let done = keyed::finish(&keying, keyers, &scratch, |row, line| pass.row(row, line))?;
        if done == Done::TooMany {
            problems.push(keyed::too_many(table));
            return Ok(None);
        }
        let mut raw = RawSurvey::default();
        pass.found_into(&mut raw);
        (raw.rows, raw.rejected) = (read.rows, read.rejected);
        if let (Some(kept), Some(met)) = (kept, &read.met)
            && source.stamp() == stamp
        {
            kept.put(stamp, begun, met, &raw);
        }
        Ok(Some((pass, raw, read)))
    }

    /// Reads every row of a file into groups, on several threads where it can be cut.
    fn put_together(&self, keyers: &mut [Keyer<'_>], keying: &Keying, mut file: TableFile<'_>) -> io::Result<Read> {
        if let Some(plain) = file.plain() {
            let met = plain.count(keyers, &keying.columns(), self.progress)?;
            return Ok(file.finish_with(met));
        }
        each_row(&mut file, self.progress, |file, line| {
            for keyer in &mut *keyers {
                keyer.row(file, line);
            }
        })?;
        file.finish()
    }

    /// Counts the rows of a file, on several threads where it can be cut.
    fn count<'p>(
        &self,
        pass: Pass<'p>,
        mut file: TableFile<'_>,
        again: impl Fn(&Header) -> Option<Pass<'p>>,
    ) -> io::Result<(Pass<'p>, RawSurvey, Read)> {
        let mut passes = vec![pass];
        let mut raw = RawSurvey::default();
        let Some(plain) = file.plain() else {
            passes[0].run(&mut file, self.progress)?;
            let read = file.finish()?;
            passes[0].found_into(&mut raw);
            (raw.rows, raw.rejected) = (read.rows, read.rejected);
            return Ok((passes.swap_remove(0), raw, read));
        };
        let columns = passes[0].columns();
        passes.extend((1..plain.threads(self.threads)).filter_map(|_| again(file.header())));
        let mut met = plain.count(&mut passes, &columns, self.progress)?;
        for pass in &passes {
            pass.found_into(&mut raw);
        }
        if passes.len() > 1
            && raw
                .dimensions
                .values()
                .any(|dimension| dimension.too_many().count() > 0)
        {
            // Which values are one too many depends on the order of rows. Such a survey is refused, and told alike
            // whatever the threads.
            passes = again(file.header()).into_iter().collect();
            raw = RawSurvey::default();
            met = plain.count(&mut passes, &columns, self.progress)?;
            for pass in &passes {
                pass.found_into(&mut raw);
            }
        }
        let read = file.finish_with(met);
        (raw.rows, raw.rejected) = (read.rows, read.rejected);
        Ok((passes.swap_remove(0), raw, read))
    }
}

/// The file as the audit names it, once it was read.
pub(super) fn input(path: &str, read: Read) -> Input {
    Input {
        path: path.to_owned(),
        digest: read.digest,
        bytes: read.bytes,
        rows: Some(read.rows),
        rejected_rows: Some(read.rejected),
        format: read.tool.map(|tool| tool.title().to_owned()),
    }
}

/// What the survey says of how its file is to be read. The project was checked: a word nobody knows never comes here.
pub(super) fn words<'p>(project: &Project, survey: &'p Survey) -> (Declared, Reading<'p>) {
    let periods = survey.periods.as_ref();
    let by = periods.and_then(|periods| periods.by.as_ref());
    let between = periods.and_then(|periods| periods.between.as_ref());
    let format = survey.date.as_ref().and_then(|date| date.format.as_ref());
    let reading = Reading {
        decimal: survey
            .decimal
            .as_ref()
            .and_then(|word| DecimalMark::from_word(word))
            .unwrap_or_default(),
        order: format.and_then(|word| DateOrder::from_word(word)),
        cut: match (by, between) {
            (Some(word), _) => cut(word),
            (None, Some(periods)) => Cut::Between(periods),
            (None, None) => Cut::None,
        },
        dates: project
            .tables
            .iter()
            .find(|table| table.id.value == survey.id.value)
            .and_then(|table| table.date_format.as_ref())
            .and_then(|word| DateOrder::from_word(word)),
        factors: None,
        dictionaries: None,
        as_of: project
            .as_of
            .or(project.period.map(|period| period.to))
            .map(|day| day.0),
    };
    (declared(project, survey), reading)
}

fn cut(word: &str) -> Cut<'static> {
    match word {
        "month" => Cut::Month,
        "quarter" => Cut::Quarter,
        "year" => Cut::Year,
        _ => Cut::None,
    }
}

/// The file was there when the project was checked, or the system failed half way through it.
pub(super) fn unreachable_file(file: &Located<String>, error: &dyn std::fmt::Display) -> Problem {
    Problem::error(
        "data/unreadable-file",
        Text::prose(
            format!("the data file cannot be read: {error}"),
            format!("le fichier de données est illisible : {error}"),
        ),
    )
    .why(Text::prose(
        "Without its data the survey measures nothing.",
        "Sans ses données, l'enquête ne mesure rien.",
    ))
    .help(Text::prose(
        "check the path, written from the project folder, and that the file may be read",
        "vérifiez le chemin, écrit depuis le dossier du projet, et que le fichier peut être lu",
    ))
    .at(file.place())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Memory;
    use crate::manifest::{Manifest, typed};
    use crate::project::load;

    const NPS: &str = "{protocol: 1, id: nps, version: 1.0.0, kind: kpi, title: NPS, \
                       reads: {score: {question: {role: nps}}}, \
                       estimate: {net-share: {of: score, plus: [9, 10], minus: [0, 6]}}, \
                       breakdowns: [dimension]}";

    #[test]
    fn one_and_two_threads_find_the_same_in_the_same_order() {
        let survey = |id: &str, file: &str| {
            format!(
                "  - {{id: {id}, file: {file}, dimensions: [{{id: region}}], \
                 questions: [{{id: note, role: nps, scale: [0, 10]}}]}}\n"
            )
        };
        let yaml = format!(
            "title: T\nsurveys:\n{}{}{}",
            survey("a", "a.csv"),
            survey("b", "b.csv"),
            survey("c", "a.csv")
        );
        let rows = |shift: u32| -> String {
            let lines =
                (0..200).map(|row| format!("{},{}\n", (row * 7 + shift) % 12, ["n", "s", "e"][row as usize % 3]));
            ["note,region\n".to_owned()].into_iter().chain(lines).collect()
        };
        let files = Memory::new()
            .with("parcours.yaml", yaml)
            .with("a.csv", rows(1))
            .with("b.csv", rows(5));
        let mut problems = Problems::new();
        let project = load(&files, &mut problems).unwrap();
        let manifest: Manifest = typed("plugin.yaml", NPS, &mut problems).unwrap();
        let plan = super::super::plan(&project, &[&manifest]);
        let on = |threads| {
            let mut problems = Problems::new();
            let evidence = collect_on(threads, &project, &plan, &files, &Unwatched, &mut problems);
            (evidence, problems)
        };
        let (one, two) = (on(1), on(2));
        assert_eq!(one, two);
        let ids: Vec<&str> = one.0.surveys.iter().map(|survey| survey.survey.as_str()).collect();
        assert_eq!(ids, ["a", "b", "c"]);
        let inputs: Vec<&str> = one.0.inputs.iter().map(|input| input.path.as_str()).collect();
        assert_eq!(inputs, ["a.csv", "b.csv"]);
        // 11 is off the scale in all three.
        assert_eq!(
            one.1
                .iter()
                .filter(|problem| problem.code == "data/out-of-scale")
                .count(),
            3
        );
    }

    #[test]
    fn amounts_that_are_too_many_to_keep_are_refused_whatever_the_threads() {
        let yaml = "title: T\ntables: [{id: o, kind: transactions, file: o.csv, unit: thing, \
                    columns: {order: id, amount: sum}, dimensions: [{id: shop, column: shop}]}]";
        let check = "{protocol: 1, id: basket, version: 1.0.0, kind: kpi, title: B, unit: amount, \
                     direction: higher-is-better, reads: {orders: {table: {kind: transactions}}}, \
                     measures: {spent: {sum: amount}}, estimate: {quantile: {of: spent, at: 0.5}}, \
                     breakdowns: [dimension]}";
        let manifest: Manifest = typed("plugin.yaml", check, &mut Problems::new()).unwrap();
        // Two units long, with every amount in each half: no half has too many without its tables.
        let read = |threads: usize, amounts: usize| {
            let rows: Vec<String> = (0..40_000_usize)
                .map(|row| (row, row % amounts))
                .map(|(row, amount)| format!("{row:040},{}.{:02},north\n", amount / 100, amount % 100))
                .collect();
            let files = Memory::new()
                .with("parcours.yaml", yaml)
                .with("o.csv", format!("id,sum,shop\n{}", rows.concat()));
            let mut problems = Problems::new();
            let project = load(&files, &mut problems).unwrap_or_else(|| panic!("{problems:#?}"));
            let plan = super::super::plan(&project, &[&manifest]);
            let evidence = collect_on(threads, &project, &plan, &files, &Unwatched, &mut problems);
            let n = evidence
                .question("o", "basket")
                .and_then(|found| Some(found.total.shown()?.n()));
            let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
            (n, codes.contains(&"data/too-many-amounts"), evidence)
        };
        // The total and one shop: half of what is kept each.
        let most = super::super::amounts::MOST_AMOUNTS / 2;
        for threads in [1, 2, 3] {
            let (n, refused, _) = read(threads, most);
            assert_eq!((n, refused), (Some(40_000), false), "{threads}");
            let (n, refused, evidence) = read(threads, most + 1);
            assert!(refused && n.is_none_or(|n| n == 0), "{threads}");
            assert_eq!(evidence, read(1, most + 1).2);
        }
    }

    /// What people and dictionaries make of comments, and which stand for a topic, hangs on the data and the seed alone.
    #[test]
    fn comments_are_read_alike_on_any_number_of_threads_and_in_any_order() {
        let yaml = |seed: u64| {
            format!(
                "title: T\nseed: {seed}\nsurveys:\n  - {{id: a, file: a.csv, dimensions: [{{id: region}}], questions: [\
                 {{id: note, role: nps, scale: [0, 10]}}, {{id: why, role: verbatim, language: fr, replay: link, \
                 codes: {{sentiment: {{column: tone, values: {{p: positive, n: negative}}}}, \
                 topics: {{id: theme, column: theme}}}}}}]}}\n"
            )
        };
        let said = [
            "Très bon accueil",
            "Accueil désagréable",
            "Attente interminable",
            "Il faudrait un banc",
        ];
        // Long enough that the file is cut between threads.
        let rows: Vec<String> = (0..30_000_usize)
            .map(|row| {
                let comment = format!("{} numéro {}", said[row % 4], row % 900);
                let theme = ["welcome", "waiting", ""][row % 3];
                let region = ["n", "s", "e"][row / 7 % 3];
                let link = if row % 5 == 0 {
                    "https://replay.example/v?session=7&token=zz"
                } else {
                    ""
                };
                format!(
                    "{},{region},{comment} x,{},{theme},{link}\n",
                    row % 11,
                    ["p", "n", ""][row % 3]
                )
            })
            .collect();
        let head = "note,region,why,tone,theme,link\n".to_owned();
        let forward: String = std::iter::once(&head).chain(&rows).map(String::as_str).collect();
        let backward: String = std::iter::once(&head)
            .chain(rows.iter().rev())
            .map(String::as_str)
            .collect();
        let read = |threads, seed, csv: &str| {
            let files = Memory::new().with("parcours.yaml", yaml(seed)).with("a.csv", csv);
            let mut problems = Problems::new();
            let project = load(&files, &mut problems).unwrap();
            let manifest: Manifest = typed("plugin.yaml", NPS, &mut problems).unwrap();
            let plan = super::super::plan(&project, &[&manifest]);
            let mut evidence = collect_on(threads, &project, &plan, &files, &Unwatched, &mut problems);
            evidence.surveys.remove(0)
        };
        let one = read(1, 0, &forward);
        assert_eq!(one, read(3, 0, &forward));
        assert_eq!(one.verbatims, read(2, 0, &backward).verbatims);
        assert_eq!(one.opinions, read(2, 0, &backward).opinions);

        let read_of = &one.opinions[0];
        assert!(read_of.topics_by_people && read_of.sentiment_by_people);
        // A third of the comments has no code of sentiment, and is not counted; the others have one of two topics.
        assert_eq!(read_of.all.tones.n(), 20_000);
        let topics: Vec<(&str, u64)> = read_of
            .topics
            .iter()
            .map(|topic| (topic.topic.as_str(), topic.tones.n()))
            .collect();
        assert_eq!(topics, [("waiting", 10_000), ("welcome", 10_000)]);
        assert_eq!(read_of.all.suggestions, Some(5_000));
        assert!(read_of.sentiment_agreement.is_some() && !read_of.topic_agreement.is_empty());
        assert!(read_of.topics.iter().all(|topic| topic.quotes.len() == 3));
        let links: std::collections::BTreeSet<&str> = one
            .verbatims
            .iter()
            .filter_map(|verbatim| verbatim.replay.as_deref())
            .collect();
        assert_eq!(links, ["https://replay.example/v?session=7"].into());
        assert_ne!(read(1, 7, &forward).verbatims, one.verbatims);
    }
}
