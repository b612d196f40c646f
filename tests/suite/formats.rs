//! The same answers in every format a tool may write, read to the same evidence.

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};
use parcours::diagnostics::{Problem, Problems};
use parcours::evidence::{Evidence, Protected, collect, plan};
use parcours::files::Memory;
use parcours::language::Lang;
use parcours::manifest::Manifest;
use parcours::plugins::Registry;
use parcours::project::load;
use zip::write::SimpleFileOptions;

use crate::data::{HEADER, PROJECT, rows, text, told};

/// The evidence of a project whose data are the files given, and every problem met.
pub(crate) fn read(yaml: &str, files: &[(&str, &[u8])]) -> (Evidence, Vec<Problem>) {
    let mut memory = Memory::new().with("parcours.yaml", yaml);
    for (path, bytes) in files {
        memory = memory.with(*path, bytes);
    }
    let mut problems = Problems::new();
    let Some(project) = load(&memory, &mut problems) else {
        return (Evidence::default(), problems.sorted());
    };
    let registry = Registry::load(None, &mut problems);
    let manifests: Vec<&Manifest> = registry.manifests().collect();
    let plan = plan(&project, &manifests);
    let evidence = collect(&project, &plan, &memory, &mut problems);
    (evidence, problems.sorted())
}

pub(crate) fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// `A`, `B`, … for a column.
fn letter(column: usize) -> char {
    char::from(b'A' + u8::try_from(column).unwrap())
}

/// A workbook of named sheets, each of rows of cells already written as XML.
pub(crate) fn workbook(sheets: &[(&str, Vec<Vec<String>>)]) -> Vec<u8> {
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let mut parts = vec![
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship \
                 Id=\"r1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml".to_owned(),
            // Style 1 shows a number as a date, as Excel's short date does.
            format!(
                "<styleSheet xmlns=\"{main}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
        ),
    ];
    let mut listed = String::new();
    let mut related = String::new();
    for (place, (name, rows)) in sheets.iter().enumerate() {
        let number = place + 1;
        listed += &format!(
            "<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"r{number}\"/>",
            escaped(name)
        );
        related += &format!(
            "<Relationship Id=\"r{number}\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
        let mut cells = String::new();
        for (row, fields) in rows.iter().enumerate() {
            cells += &format!("<row r=\"{}\">{}</row>", row + 1, fields.concat());
        }
        parts.push((
            format!("xl/worksheets/sheet{number}.xml"),
            format!("<worksheet xmlns=\"{main}\"><sheetData>{cells}</sheetData></worksheet>"),
        ));
    }
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets>{listed}</sheets></workbook>"),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{related}</Relationships>"),
    ));
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    zipped(&parts)
}

/// A cell of text.
pub(crate) fn words(row: usize, column: usize, text: &str) -> String {
    let (column, row) = (letter(column), row + 1);
    format!(
        "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
        escaped(text)
    )
}

/// The header and rows of the survey as cells: dates as Excel keeps them, numbers as numbers, the rest as text.
fn cells(rows: &[[String; 9]]) -> Vec<Vec<String>> {
    let header = HEADER
        .iter()
        .enumerate()
        .map(|(column, name)| words(0, column, name))
        .collect();
    let cell = |row: usize, column: usize, text: &str| {
        let place = format!("{}{}", letter(column), row + 1);
        match HEADER[column] {
            _ if text.is_empty() => String::new(),
            "date" => {
                let day: f64 = text[..2].parse().unwrap();
                let month: usize = text[3..5].parse().unwrap();
                // The first of January 2026 is day 46,023 of Excel's calendar.
                let before = [0.0, 31.0, 59.0][month - 1];
                format!("<c r=\"{place}\" s=\"1\"><v>{}</v></c>", 46_022.0 + before + day)
            }
            "note" | "ancienneté" | "poids" if text.parse::<f64>().is_ok() => {
                format!("<c r=\"{place}\"><v>{text}</v></c>")
            }
            _ => words(row, column, text),
        }
    };
    let body = rows.iter().enumerate().map(|(row, fields)| {
        let fields = fields.iter().enumerate();
        fields.map(|(column, text)| cell(row + 1, column, text)).collect()
    });
    [header].into_iter().chain(body).collect()
}

/// The list of parts that an ODS file has, without any locked.
pub(crate) const MANIFEST: &str =
    "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";

/// The same as an ODS file with rows and columns repeated to the end of the sheet, as office suites write them.
fn ods(rows: &[[String; 9]]) -> Vec<u8> {
    let cell = |name: &str, text: &str| match name {
        _ if text.is_empty() => "<table:table-cell/>".to_owned(),
        "date" => format!(
            "<table:table-cell office:value-type=\"date\" office:date-value=\"{}-{}-{}\"><text:p>{text}</text:p>\
             </table:table-cell>",
            &text[6..],
            &text[3..5],
            &text[..2]
        ),
        "note" | "ancienneté" | "poids" if text.parse::<f64>().is_ok() => {
            format!(
                "<table:table-cell office:value-type=\"float\" office:value=\"{text}\"><text:p>{text}</text:p></table:table-cell>"
            )
        }
        _ => {
            let lines: Vec<String> = text
                .split('\n')
                .map(|line| format!("<text:p>{}</text:p>", escaped(line)))
                .collect();
            format!(
                "<table:table-cell office:value-type=\"string\">{}</table:table-cell>",
                lines.concat()
            )
        }
    };
    let mut table = String::new();
    let header: Vec<String> = HEADER.iter().map(|name| cell("", name)).collect();
    table += &format!(
        "<table:table-row>{}<table:table-cell table:number-columns-repeated=\"16375\"/></table:table-row>",
        header.concat()
    );
    for row in rows {
        let fields: Vec<String> = HEADER.iter().zip(row).map(|(name, text)| cell(name, text)).collect();
        table += &format!("<table:table-row>{}</table:table-row>", fields.concat());
    }
    table += "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let names = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
                 xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
                 xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";
    let content = format!(
        "<office:document-content {names}><office:body><office:spreadsheet><table:table table:name=\"Feuille1\">{table}\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", MANIFEST),
        ("content.xml", &content),
    ])
}

fn objects(rows: &[[String; 9]]) -> Vec<String> {
    rows.iter()
        .map(|row| {
            let fields = HEADER.iter().zip(row).filter(|(_, text)| !text.is_empty());
            let object: serde_json::Map<String, serde_json::Value> = fields
                .map(|(name, text)| {
                    (
                        (*name).to_owned(),
                        text.parse::<u8>().map_or_else(|_| text.as_str().into(), Into::into),
                    )
                })
                .collect();
            serde_json::to_string(&object).unwrap()
        })
        .collect()
}

#[test]
fn every_format_gives_the_same_evidence() {
    let rows = rows(300);
    let yaml = |path: &str| {
        PROJECT
            .replace("data/s.csv", path)
            .replace("    EXTRA\n", "    weight: poids\n")
    };
    let csv = text(&rows, ";", "\r\n");
    let (plain, problems) = read(&yaml("data/s.csv"), &[("data/s.csv", csv.as_bytes())]);
    assert_eq!(told(&problems), []);
    let plain = plain.survey("s").unwrap();
    assert_eq!(plain.rows, 300);
    let lines = objects(&rows).join("\n");
    let array = format!("[{}]\n", objects(&rows).join(",\n"));
    let files: [(&str, Vec<u8>); 8] = [
        ("data/s.csv.gz", packed(csv.as_bytes())),
        ("data/s.jsonl", lines.clone().into_bytes()),
        ("data/s.jsonl.gz", packed(lines.as_bytes())),
        ("data/s.json", array.into_bytes()),
        ("data/s.xlsx", workbook(&[("Réponses", cells(&rows))])),
        ("data/s.ods", ods(&rows)),
        // The content counts, not what somebody called it.
        ("data/renamed.csv", workbook(&[("Réponses", cells(&rows))])),
        ("data/plain", packed(csv.as_bytes())),
    ];
    for (path, bytes) in files {
        let (evidence, problems) = read(&yaml(path), &[(path, &bytes)]);
        assert_eq!(told(&problems), [], "{path}");
        assert_eq!(evidence.survey("s"), Some(plain), "{path}");
        assert_eq!(evidence.inputs[0].bytes, bytes.len() as u64);
        assert_eq!(evidence.inputs[0].digest, parcours::files::digest(&bytes), "{path}");
    }
}

const NOTES: &str = "\
title: T
surveys:
  - id: s
    file: s.xlsx
    EXTRA
    questions: [{id: note, role: nps, scale: [0, 10]}]
";

fn notes(extra: &str, bytes: &[u8]) -> (Option<u64>, Vec<Problem>) {
    let (evidence, problems) = read(
        &NOTES.replace("EXTRA", extra).replace("    \n", ""),
        &[("s.xlsx", bytes)],
    );
    let counted = evidence
        .question("s", "note")
        .and_then(|question| question.total.shown().map(parcours::evidence::Summary::n));
    (counted, problems)
}

fn column(name: &str, notes: std::ops::Range<usize>, above: usize) -> Vec<Vec<String>> {
    let mut rows = vec![Vec::new(); above];
    rows.push(vec![words(above, 0, name)]);
    for note in notes {
        let row = rows.len();
        rows.push(vec![format!("<c r=\"A{}\"><v>{}</v></c>", row + 1, note % 11)]);
    }
    rows
}

#[test]
fn the_sheet_and_the_row_of_the_header_can_be_chosen() {
    let mut titled = column("note", 0..40, 3);
    titled[0] = vec![words(0, 0, "Export du 3 mars")];
    let book = workbook(&[
        ("Lisez-moi", column("texte", 0..1, 0)),
        ("Réponses", titled),
        ("Tests", column("note", 0..30, 0)),
    ]);
    // Without a word the first sheet is read, and that is said.
    let (_, problems) = notes("", &book);
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["data/unknown-column"]);
    let (_, problems) = notes("sheet: Réponse", &book);
    assert_eq!(problems[0].code, "data/unknown-sheet");
    assert!(
        problems[0].help.get(Lang::En).starts_with("did you mean `Réponses`?"),
        "{problems:#?}"
    );
    for extra in ["sheet: Réponses\n    header-row: 4", "sheet: 2\n    header-row: 4"] {
        let (counted, problems) = notes(extra, &book);
        assert_eq!((counted, told(&problems)), (Some(40), vec![]), "{extra}");
    }
    assert_eq!(notes("sheet: Tests", &book).0, Some(30));
    let (counted, problems) = notes(
        "",
        &workbook(&[("A", column("note", 0..20, 0)), ("B", column("x", 0..2, 0))]),
    );
    assert_eq!(counted, Some(20));
    assert_eq!(told(&problems), [("data/several-sheets", "s.xlsx".to_owned(), 1)]);
    // What is wrong in a row is told with the row of the sheet.
    let mut wrong = column("note", 0..20, 2);
    wrong[5] = vec!["<c r=\"A6\"><v>99</v></c>".to_owned()];
    let (_, problems) = notes("header-row: 3", &workbook(&[("A", wrong)]));
    assert_eq!(told(&problems), [("data/out-of-scale", "s.xlsx:6".to_owned(), 1)]);
}

#[test]
fn lines_above_the_header_of_a_text_are_left_out() {
    let yaml = NOTES.replace("s.xlsx", "s.csv").replace("EXTRA", "header-row: 3");
    let notes = (0..30)
        .map(|note| format!("{},x\n", note % 11))
        .collect::<Vec<_>>()
        .concat();
    let file = format!("Export of 3 March\n\"; a quote that is never closed\nnote,why\n{notes}99,x\n");
    let (evidence, problems) = read(&yaml, &[("s.csv", file.as_bytes())]);
    assert_eq!(told(&problems), [("data/out-of-scale", "s.csv:34".to_owned(), 1)]);
    assert_eq!(evidence.survey("s").unwrap().rows, 31);
    // What parts the columns shows below those lines, whatever ends them.
    for end in ["\n", "\r\n"] {
        let semicolons: String = notes.replace(',', ";").replace('\n', end);
        let file = format!("Export, of 3 March, by hand\nAnswers, all of them, once\nnote;why{end}{semicolons}");
        let (evidence, problems) = read(&yaml, &[("s.csv", file.as_bytes())]);
        assert!(told(&problems).is_empty(), "{:?}", told(&problems));
        assert_eq!(evidence.survey("s").unwrap().rows, 30);
    }
}

/// One row per answer gives what one row per respondent gives, in whatever order its rows are.
#[test]
fn a_long_table_gives_the_same_as_a_wide_one() {
    let rows = rows(200);
    let yaml = PROJECT.replace("    EXTRA\n", "    respondent: id\n    EXTRA\n");
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut wide = format!("id;{}\n", HEADER.join(";"));
    let mut long = Vec::new();
    for (id, row) in rows.iter().enumerate() {
        let fields: Vec<String> = row.iter().map(|field| quoted(field)).collect();
        wide += &format!("{id};{}\n", fields.join(";"));
        // The region and the date are repeated on every row, as exports do with what they know of a respondent.
        for (name, field) in HEADER.iter().zip(&fields) {
            if !["région", "date"].contains(name) {
                long.push(format!("{id};{name};{field};{};{}\n", quoted(&row[3]), row[6]));
            }
        }
    }
    let (wide, problems) = read(&yaml.replace("    EXTRA\n", ""), &[("data/s.csv", wide.as_bytes())]);
    assert_eq!(told(&problems), []);
    let wide = wide.survey("s").unwrap();
    let yaml = yaml.replace("EXTRA", "layout: long\n    long: {question: item, answer: valeur}");
    for step in [1, 11, 701] {
        let mut table = "id;item;valeur;région;date\n".to_owned();
        (0..long.len()).for_each(|row| table += &long[row * step % long.len()]);
        let (evidence, problems) = read(&yaml, &[("data/s.csv", table.as_bytes())]);
        assert_eq!(told(&problems), []);
        assert_eq!(evidence.survey("s"), Some(wide), "{step}");
    }
}

#[test]
fn several_rows_of_a_respondent_count_once_and_keep_all_comments() {
    let yaml = "\
title: T
surveys:
  - id: s
    file: s.csv
    respondent: who
    layout: repeated
    date: {column: day}
    questions:
      - {id: note, role: nps, scale: [0, 10]}
      - {id: why, role: verbatim, not-an-answer: [Did not answer]}
";
    let mut file = "who,note,why,day\n".to_owned();
    for who in 0..40 {
        let comment = if who % 4 == 0 { "Did not answer" } else { "first" };
        file += &format!(
            "r{who},{},{comment} {},2026-03-01\n",
            who % 11,
            if who % 4 == 0 { "" } else { "x" }
        );
    }
    for who in 0..40 {
        let day = if who == 3 { "2026-03-02" } else { "2026-03-01" };
        let note = if who == 5 { 10 } else { who % 11 };
        file += &format!("r{who},{note},second of {who},{day}\n");
    }
    file += ",9,nobody,2026-03-01\n";
    let (evidence, problems) = read(yaml, &[("s.csv", file.as_bytes())]);
    assert_eq!(
        told(&problems),
        [
            ("data/conflicting-rows", "s.csv:45".to_owned(), 1),
            ("data/conflicting-rows", "s.csv:47".to_owned(), 1),
            ("data/no-respondent", "s.csv:82".to_owned(), 1),
        ]
    );
    let survey = evidence.survey("s").unwrap();
    assert_eq!((survey.rows, survey.rejected_rows), (40, 1));
    // One of forty gave two answers, and so none; ten gave one comment, thirty gave two.
    let question = evidence.question("s", "note").unwrap();
    assert_eq!(question.total.shown().unwrap().n(), 39);
    assert_eq!(survey.comments["why"], 70);
    assert_eq!(told(&problems).len(), 3);
}

#[test]
fn options_are_a_dimension_whose_values_overlap() {
    let yaml = "\
title: T
channels: [{id: web, name: Web, kind: digital}, {id: shop, name: Shop, kind: physical}]
surveys:
  - id: s
    file: s.csv
    dimensions: [DIMENSION]
    questions: [{id: note, role: nps, scale: [0, 10]}]
";
    let columns = "{id: channel, columns: {\"Which? [Web]\": web, \"Which? [Shop]\": shop}}";
    let cell = "{id: channel, column: Which?, separator: \";\", values: {Web: web, Shop: shop}}";
    let mut wide = "note,Which? [Web],Which? [Shop]\n".to_owned();
    let mut together = "note,Which?\n".to_owned();
    for row in 0..90 {
        let (web, shop) = (row % 3 != 0, row % 3 != 1);
        wide += &format!("9,{},{}\n", if web { "Web" } else { "" }, if shop { "1" } else { "No" });
        together += &format!(
            "9,{}{}\n",
            if web { "Web;" } else { "" },
            if shop { "Shop" } else { "" }
        );
    }
    let (one, problems) = read(&yaml.replace("DIMENSION", columns), &[("s.csv", wide.as_bytes())]);
    assert_eq!(told(&problems), []);
    let (other, problems) = read(&yaml.replace("DIMENSION", cell), &[("s.csv", together.as_bytes())]);
    assert_eq!(told(&problems), []);
    assert_eq!(one.survey("s"), other.survey("s"));
    let question = one.question("s", "note").unwrap();
    for option in ["web", "shop"] {
        let Some(Protected::Shown(cell)) = question.cell(&["channel"], &[option]) else {
            panic!("{option}")
        };
        assert_eq!(cell.n(), 60);
    }
    assert!(one.survey("s").unwrap().dimensions[0].overlapping);
}

#[test]
fn a_respondent_who_stands_twice_is_told() {
    let yaml = NOTES.replace("s.xlsx", "s.csv").replace("EXTRA", "respondent: id");
    let rows = (0..30)
        .map(|row| format!("{},{}\n", row % 28, row % 11))
        .collect::<Vec<_>>()
        .concat();
    let (_, problems) = read(&yaml, &[("s.csv", format!("id,note\n{rows}").as_bytes())]);
    assert_eq!(
        told(&problems),
        [("data/duplicate-respondent", "s.csv:30".to_owned(), 2)]
    );
}

/// What a reading tells of how far it has come.
#[derive(Default)]
struct Told {
    begun: std::sync::atomic::AtomicU64,
    bytes: std::sync::atomic::AtomicU64,
    rows: std::sync::atomic::AtomicU64,
}

impl parcours::data::Progress for Told {
    fn begins(&self, bytes: u64) {
        self.begun.fetch_add(bytes, std::sync::atomic::Ordering::Relaxed);
    }
    fn advanced(&self, bytes: u64, rows: u64) {
        self.bytes.fetch_add(bytes, std::sync::atomic::Ordering::Relaxed);
        self.rows.fetch_add(rows, std::sync::atomic::Ordering::Relaxed);
    }
    fn ends(&self) {}
}

/// Bytes are those of the file on the disk, packed or not, or the time left would be nonsense.
#[test]
fn how_far_a_reading_has_come_is_told_in_bytes_of_the_file() {
    let lines: String = (0..50_000)
        .map(|row| format!("{},c{},2026-03-01,12.50\n", row % 11, row % 900))
        .collect::<Vec<_>>()
        .concat();
    let csv = format!("note,who,day,amount\n{lines}");
    let objects: String = (0..50_000)
        .map(|row| {
            format!(
                "{{\"note\": {}, \"who\": \"c{}\", \"day\": \"2026-03-01\", \"amount\": 12.5}}\n",
                row % 11,
                row % 900
            )
        })
        .collect::<Vec<_>>()
        .concat();
    let files = [
        ("s.csv", csv.clone().into_bytes()),
        ("s.csv.gz", packed(csv.as_bytes())),
        ("s.jsonl", objects.clone().into_bytes()),
        ("s.jsonl.gz", packed(objects.as_bytes())),
    ];
    for (name, bytes) in &files {
        let survey = "surveys:\n  - {id: s, file: FILE, questions: [{id: note, role: nps, scale: [0, 10]}]}\n";
        // Rows put together by customer are read on another way.
        let table = "tables:\n  - {id: s, kind: transactions, file: FILE, columns: {customer: who, date: day, amount: amount}}\n";
        for part in [survey, table] {
            let yaml = format!(
                "title: T\nperiod: {{from: 2026-01-01, to: 2026-06-30}}\n{}",
                part.replace("FILE", name)
            );
            let memory = parcours::files::Memory::new()
                .with("parcours.yaml", yaml)
                .with(*name, bytes.clone());
            let told = std::sync::Arc::new(Told::default());
            let options = parcours::pipeline::Options {
                progress: parcours::pipeline::Watcher(Some(told.clone())),
                ..parcours::pipeline::Options::default()
            };
            let outcome = parcours::pipeline::audit(&memory, &options);
            assert!(outcome.problems.is_empty(), "{:#?}", outcome.problems);
            let [begun, read, rows] =
                [&told.begun, &told.bytes, &told.rows].map(|figure| figure.load(std::sync::atomic::Ordering::Relaxed));
            let passes = begun / bytes.len() as u64;
            assert!(passes >= 1, "{name}");
            assert_eq!((begun, read), (passes * bytes.len() as u64, begun), "{name}");
            assert_eq!(rows, passes * 50_000, "{name}");
        }
    }
}
