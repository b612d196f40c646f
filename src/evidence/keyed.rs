//! The rows of a table put together by whose they are, before they are counted: a customer's purchases become one row.
//!
//! Groups that no longer fit are written to scratch files of the cache, by hash partition, and put together partition
//! by partition, so that memory depends on the partitions and not on the rows. Everything kept of a group is the same
//! whatever the order of its rows: sums are exact, days are the first and the last, texts are those of the first day.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::io::{self, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::Mutex;

use foldhash::fast::FixedState;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::field::{BETWEEN_STEPS, number};
use super::plan::SurveyPlan;
use super::rule::RowRule;
use crate::data::{Count, DateOrder, DecimalMark, Header, Row};
use crate::diagnostics::Problem;
use crate::files::Cache;
use crate::language::Text;
use crate::manifest::{FieldType, TableRead};
use crate::project::{Project, Table};
use crate::stats::ExactSum;

/// Groups that a thread holds before it writes them away.
const HELD: usize = if cfg!(test) { 1 << 10 } else { 1 << 13 };

/// Groups that are held in all where nothing can be written.
const MOST_HELD: usize = if cfg!(test) { 1 << 12 } else { 1 << 19 };

/// Parts that groups are written away in; a power of two.
const PARTITIONS: usize = 64;

/// The fields that rows put together have besides those of the file: they stand in columns behind it.
pub(super) const TOGETHER: [&str; 3] = ["rows", "first", "last"];

/// What is kept of the rows of one customer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Group {
    rows: u64,
    /// The first line, for what is wrong with it.
    line: u64,
    first: Option<Date>,
    last: Option<Date>,
    /// Day and texts of the first row by day, then by text: what dimensions and personas look at.
    earliest: Option<(Option<Date>, Vec<Box<str>>)>,
    sums: Vec<Summed>,
    steps: BTreeSet<Box<str>>,
}

/// A number added up; or a text that is none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Summed {
    sum: Option<ExactSum>,
    bad: Option<Box<str>>,
}

impl Group {
    fn merge(&mut self, other: Group) {
        self.line = if self.rows == 0 {
            other.line
        } else {
            self.line.min(other.line)
        };
        self.rows += other.rows;
        self.first = match (self.first, other.first) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        self.last = self.last.max(other.last);
        if let Some(theirs) = other.earliest {
            // Rows without a day come after those with one.
            let comes_first = |mine: &(Option<Date>, Vec<Box<str>>)| {
                (theirs.0.is_none(), theirs.0, &theirs.1) < (mine.0.is_none(), mine.0, &mine.1)
            };
            if self.earliest.as_ref().is_none_or(comes_first) {
                self.earliest = Some(theirs);
            }
        }
        self.sums
            .resize_with(self.sums.len().max(other.sums.len()), Summed::default);
        for (mine, theirs) in self.sums.iter_mut().zip(other.sums) {
            if let Some(sum) = &theirs.sum {
                mine.sum.get_or_insert_default().merge(sum);
            }
            mine.bad = match (mine.bad.take(), theirs.bad) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
        }
        self.steps.extend(other.steps);
    }
}

/// A field of numbers that is added up.
struct Added {
    column: usize,
    kind: FieldType,
    values: Vec<(String, f64)>,
}

/// How rows are put together: columns by number.
pub(super) struct Keying {
    key: usize,
    day: Option<usize>,
    order: Option<DateOrder>,
    window: Option<[Date; 2]>,
    decimal: DecimalMark,
    added: Vec<Added>,
    step: Option<usize>,
    /// Every other column that somebody looks at.
    carried: Vec<usize>,
    width: usize,
}

impl Keying {
    /// For a plan that reads rows put together; columns that are missing were reported by the pass, whose `columns`
    /// are those that somebody looks at.
    pub(super) fn new(
        project: &Project,
        plan: &SurveyPlan,
        table: &Table,
        header: &Header,
        (decimal, order): (DecimalMark, Option<DateOrder>),
        columns: &[usize],
    ) -> Option<Self> {
        let read: &TableRead = &plan.questions.first()?.derived.as_ref()?.read;
        let at = |field: &str| header.column(&table.column(field)?).ok();
        let key = at(read.per.as_deref()?)?;
        let day = table.kind.value.day().and_then(at);
        let added: Vec<Added> = read
            .fields()
            .into_iter()
            .filter(|field| field.kind.is_number())
            .filter_map(|field| {
                let declared = table.columns.get(field.name)?;
                Some(Added {
                    column: at(field.name)?,
                    kind: field.kind,
                    values: declared.value.values.clone().into_iter().collect(),
                })
            })
            .collect();
        let step = at("step");
        let carried = columns
            .iter()
            .copied()
            .filter(|column| *column < header.width() && *column != key && Some(*column) != step)
            .filter(|column| added.iter().all(|added| added.column != *column))
            .collect();
        let window = read.during.and_then(|_| table.window(project.period));
        Some(Keying {
            key,
            day,
            order,
            window: window.map(|window| [window.from.0, window.to.0]),
            decimal,
            added,
            step,
            carried,
            width: header.width(),
        })
    }

    /// The columns that are read of the file.
    pub(super) fn columns(&self) -> Vec<usize> {
        let mut columns = vec![self.key];
        columns.extend(self.day);
        columns.extend(self.step);
        columns.extend(&self.carried);
        columns.extend(self.added.iter().map(|added| added.column));
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    /// The row that a group is, field by field.
    fn row(&self, key: &[u8], group: &Group) -> Together {
        let mut fields = BTreeMap::from([(self.key, key.to_vec())]);
        let texts = group.earliest.as_ref().map_or(&[][..], |(_, texts)| texts);
        for (column, text) in self.carried.iter().zip(texts) {
            fields.insert(*column, text.as_bytes().to_vec());
        }
        for (added, summed) in self.added.iter().zip(&group.sums) {
            let text = match (&summed.bad, &summed.sum) {
                (Some(bad), _) => bad.to_string(),
                (None, Some(sum)) => {
                    let text = sum.value().to_string();
                    if self.decimal == DecimalMark::Comma {
                        text.replace('.', ",")
                    } else {
                        text
                    }
                }
                (None, None) => String::new(),
            };
            fields.insert(added.column, text.into_bytes());
        }
        if let Some(step) = self.step {
            let steps: Vec<&str> = group.steps.iter().map(|step| &**step).collect();
            fields.insert(step, steps.join(&BETWEEN_STEPS.to_string()).into_bytes());
        }
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default().into_bytes();
        let behind = [group.rows.to_string().into_bytes(), day(group.first), day(group.last)];
        fields.extend(
            behind
                .into_iter()
                .enumerate()
                .map(|(place, text)| (self.width + place, text)),
        );
        Together(fields)
    }
}

/// A row made of several.
pub(super) struct Together(BTreeMap<usize, Vec<u8>>);

impl Row for Together {
    fn field(&self, column: usize) -> &[u8] {
        self.0.get(&column).map_or(&[], Vec::as_slice)
    }
}

/// Where groups are written away.
pub(super) struct Scratch {
    parts: Option<Vec<Mutex<File>>>,
}

impl Scratch {
    /// Of a cache that can give scratch files.
    pub(super) fn new(cache: Option<&dyn Cache>) -> Self {
        let parts = cache.and_then(|cache| {
            let files: Option<Vec<File>> = (0..PARTITIONS).map(|_| cache.scratch()).collect();
            Some(files?.into_iter().map(Mutex::new).collect())
        });
        Scratch { parts }
    }
}

type Groups = HashMap<Box<[u8]>, Group, FixedState>;

/// Puts rows together, on one thread.
pub(super) struct Keyer<'k> {
    keying: &'k Keying,
    rule: Option<RowRule>,
    scratch: &'k Scratch,
    groups: Groups,
    /// Rows that say of nobody whose they are.
    nobody: u64,
    failed: Option<io::Error>,
    too_many: bool,
}

impl<'k> Keyer<'k> {
    /// Puts those rows together that pass `rule`, where there is one.
    pub(super) fn new(keying: &'k Keying, scratch: &'k Scratch, rule: Option<RowRule>) -> Self {
        Keyer {
            keying,
            rule,
            scratch,
            groups: Groups::default(),
            nobody: 0,
            failed: None,
            too_many: false,
        }
    }

    fn group(&self, row: &impl Row, line: u64) -> Option<Group> {
        let keying = self.keying;
        let text = |column: usize| std::str::from_utf8(row.field(column)).unwrap_or_default().trim();
        let day = keying
            .day
            .and_then(|day| keying.order.unwrap_or(DateOrder::Iso).date(text(day)));
        if let Some([from, to]) = keying.window
            && !day.is_some_and(|day| from <= day && day <= to)
        {
            return None;
        }
        let sums = keying.added.iter().map(|added| {
            let text = text(added.column);
            if text.is_empty() {
                return Summed::default();
            }
            match number(added.kind, &added.values, keying.decimal, text) {
                Some(number) => {
                    let mut sum = ExactSum::new();
                    sum.add(number);
                    Summed {
                        sum: Some(sum),
                        bad: None,
                    }
                }
                None => Summed {
                    sum: None,
                    bad: Some(text.into()),
                },
            }
        });
        let step = keying.step.map(text).filter(|step| !step.is_empty());
        Some(Group {
            rows: 1,
            line,
            first: day,
            last: day,
            earliest: Some((day, keying.carried.iter().map(|column| text(*column).into()).collect())),
            sums: sums.collect(),
            steps: step.into_iter().map(Into::into).collect(),
        })
    }

    /// Writes the groups away.
    fn spill(&mut self, parts: &[Mutex<File>]) -> io::Result<()> {
        let mut written: Vec<Vec<u8>> = vec![Vec::new(); parts.len()];
        let sorted: BTreeMap<Box<[u8]>, Group> = std::mem::take(&mut self.groups).into_iter().collect();
        for (key, group) in sorted {
            let record = postcard::to_allocvec(&(&key, &group)).map_err(io::Error::other)?;
            let part = &mut written[partition(&key)];
            part.extend((record.len() as u64).to_le_bytes());
            part.extend(record);
        }
        for (bytes, part) in written.iter().zip(parts) {
            let mut file = part.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            file.write_all(bytes)?;
        }
        Ok(())
    }
}

impl Count for Keyer<'_> {
    fn row<R: Row>(&mut self, row: &R, line: u64) {
        if self.failed.is_some() || self.too_many {
            return;
        }
        if self.rule.as_mut().is_some_and(|rule| !rule.holds(row)) {
            return;
        }
        let key = row.field(self.keying.key).trim_ascii();
        if key.is_empty() {
            self.nobody += 1;
            return;
        }
        let Some(group) = self.group(row, line) else { return };
        match self.groups.get_mut(key) {
            Some(known) => known.merge(group),
            None => {
                self.groups.insert(key.into(), group);
            }
        }
        match &self.scratch.parts {
            Some(parts) if self.groups.len() >= HELD => self.failed = self.spill(parts).err(),
            None if self.groups.len() > MOST_HELD => self.too_many = true,
            _ => {}
        }
    }
}

/// Which part a key belongs to.
fn partition(key: &[u8]) -> usize {
    usize::from(blake3::hash(key).as_bytes()[0]) % PARTITIONS
}

/// What became of putting rows together.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// So many rows said of nobody whose they are.
    Counted(u64),
    /// There are too many customers to hold, and nowhere to write them.
    TooMany,
}

/// Gives every group of all threads to `count`, in the order of partitions and keys.
pub(super) fn finish(
    keying: &Keying,
    keyers: Vec<Keyer<'_>>,
    scratch: &Scratch,
    mut count: impl FnMut(&Together, u64),
) -> io::Result<Done> {
    let mut held: Vec<BTreeMap<Box<[u8]>, Group>> = vec![BTreeMap::new(); PARTITIONS];
    let mut nobody = 0;
    let too_many = keyers.iter().any(|keyer| keyer.too_many);
    for keyer in keyers {
        if let Some(error) = keyer.failed {
            return Err(error);
        }
        nobody += keyer.nobody;
        let sorted: BTreeMap<Box<[u8]>, Group> = keyer.groups.into_iter().collect();
        for (key, group) in sorted {
            held[partition(&key)].entry(key).or_default().merge(group);
        }
    }
    if too_many || (scratch.parts.is_none() && held.iter().map(BTreeMap::len).sum::<usize>() > MOST_HELD) {
        return Ok(Done::TooMany);
    }
    for (place, mut groups) in held.into_iter().enumerate() {
        if let Some(parts) = &scratch.parts {
            let mut file = parts[place].lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let len = file.stream_position()?;
            file.seek(SeekFrom::Start(0))?;
            let mut reader = BufReader::new(&mut *file).take(len);
            let mut record = Vec::new();
            let mut head = [0; 8];
            while reader.limit() > 0 {
                reader.read_exact(&mut head)?;
                record.clear();
                (&mut reader).take(u64::from_le_bytes(head)).read_to_end(&mut record)?;
                let (key, group): (Box<[u8]>, Group) = postcard::from_bytes(&record).map_err(io::Error::other)?;
                groups.entry(key).or_default().merge(group);
            }
        }
        for (key, group) in groups {
            count(&keying.row(&key, &group), group.line);
        }
    }
    Ok(Done::Counted(nobody))
}

/// The problem with more customers than can be held.
pub(super) fn too_many(table: &Table) -> Problem {
    Problem::error(
        "data/too-many-keys",
        Text::prose(
            format!(
                "`{}` has more customers than can be put together without a folder for scratch files",
                table.id.value
            ),
            format!(
                "`{}` a plus de clients que l'on ne peut en réunir sans dossier pour des fichiers de travail",
                table.id.value
            ),
        ),
    )
    .why(Text::prose(
        "rows are put together by customer; more than half a million are written to `.parcours/cache` meanwhile",
        "les lignes sont réunies par client ; au-delà d'un demi-million, elles passent par `.parcours/cache`",
    ))
    .help(Text::prose(
        "make the project folder writable, or give a table with one row per customer",
        "rendez le dossier du projet modifiable, ou donnez une table d'une ligne par client",
    ))
    .at(table.file.place())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test lays its own files")]
mod tests {
    use super::*;
    use crate::diagnostics::Problems;
    use crate::evidence::{Evidence, Summary, collect, plan};
    use crate::files::{Disk, Files, Memory};
    use crate::manifest::{Manifest, typed};
    use crate::project::load;

    const PROJECT: &str = "\
title: T
tables:
  - id: orders
    kind: transactions
    file: o.csv
    unit: thing
    columns: {customer: who, date: day, amount: sum}
    window: {from: 2026-01-01, to: 2026-03-31}
    dimensions: [{id: shop, column: shop}]
";

    const CHECK: &str = "{protocol: 1, id: loyal, version: 1.0.0, kind: kpi, title: L, unit: percent, \
                         direction: higher-is-better, \
                         reads: {orders: {table: {kind: transactions, per: customer, during: window}}}, \
                         measures: {again: {where: {field: rows, at-least: 2}}, all: {}, spent: {sum: amount}}, \
                         estimate: {rate: {of: again, among: all}}, \
                         beside: {spending: {title: S, unit: amount, estimate: {average: {of: spent}}}}, \
                         breakdowns: [dimension]}";

    fn found(files: &dyn Files) -> Evidence {
        let mut problems = Problems::new();
        let project = load(files, &mut problems).unwrap_or_else(|| panic!("{problems:#?}"));
        let manifest: Manifest = typed("plugin.yaml", CHECK, &mut problems).unwrap_or_else(|| panic!("{problems:#?}"));
        let plan = plan(&project, &[&manifest]);
        let evidence = collect(&project, &plan, files, &mut problems);
        assert!(problems.is_empty(), "{problems:#?}");
        evidence
    }

    fn total(evidence: &Evidence, question: &str) -> Summary {
        let found = evidence.question("orders/customer/window", question).unwrap();
        found.total.shown().unwrap().clone()
    }

    #[test]
    fn a_customer_is_one_row_with_what_fell_into_the_window() {
        let rows = "who,day,sum,shop\nana,2026-01-05,10.5,north\nben,2026-02-01,20,south\nana,2026-01-04,0.25,south\n\
                    ben,2025-12-31,99,north\n ana ,2026-03-31,1,north\n,2026-01-01,7,north\n";
        let evidence = found(&Memory::new().with("parcours.yaml", PROJECT).with("o.csv", rows));
        let loyal = total(&evidence, "loyal");
        assert_eq!((loyal.count(1, 1), loyal.count(0, 0)), (1, 1));
        let spent = total(&evidence, "loyal/spending").all_moments();
        assert!((spent.sum(0) - 31.75).abs() < 1e-12 && (spent.product(0, 0) - (11.75 * 11.75 + 400.0)).abs() < 1e-9);
        // Ana's first purchase was in the south, and so was Ben's in the window.
        let loyal = evidence.question("orders/customer/window", "loyal").unwrap();
        let keys: Vec<&str> = loyal.tables[0].cells.iter().map(|cell| cell.key[0].as_str()).collect();
        assert_eq!(keys, ["south"]);
    }

    #[test]
    fn neither_the_order_of_rows_nor_scratch_files_change_a_bit() {
        // More customers than a thread holds, met again far from where they were met first.
        let customers = HELD + HELD / 4;
        let line = |row: usize| {
            let customer = row * 7919 % customers;
            let (day, cents, shop) = (
                1 + row % 28,
                row % 9973,
                ["n", "s", "e"][(row / customers + customer) % 3],
            );
            format!(
                "c{customer},2026-02-{day:02},{}.{:02},{shop}\n",
                cents / 100,
                cents % 100
            )
        };
        let text = |rows: &mut dyn Iterator<Item = usize>| {
            rows.fold("who,day,sum,shop\n".to_owned(), |text, row| text + line(row).as_str())
        };
        let rows = customers * 3 / 2;
        let forward = text(&mut (0..rows));
        let in_memory = found(&Memory::new().with("parcours.yaml", PROJECT).with("o.csv", &forward));
        assert_eq!(total(&in_memory, "loyal").n(), customers as u64);
        assert_eq!(total(&in_memory, "loyal").count(1, 1), (rows - customers) as u64);
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("parcours.yaml"), PROJECT).unwrap();
        for text in [forward, text(&mut (0..rows).rev())] {
            std::fs::write(folder.path().join("o.csv"), text).unwrap();
            let on_disk = found(&Disk::new(folder.path()).unwrap().with_cache());
            assert_eq!(on_disk.surveys, in_memory.surveys);
        }
        let left: Vec<_> = std::fs::read_dir(folder.path().join(".parcours/cache"))
            .unwrap()
            .collect();
        assert!(
            left.iter().all(|entry| !format!("{entry:?}").contains("scratch")),
            "{left:?}"
        );
    }
}
