//! The questionnaire as a workbook that raters fill in and the project reads back (`evidence/questionnaire.rs`). The
//! same questionnaire gives the same bytes: its date of creation is fixed.

use rust_xlsxwriter::{
    DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook,
    Worksheet, XlsxError,
};

use super::{Asked, Filled, Questionnaire};
use crate::evidence::questionnaire::layout;
use crate::language::{Args, Lang, quote};
use crate::report::titles::phrase;

/// Rows above the first dimension; the last of them holds the names of the columns.
const HEAD: u32 = 6;

/// The workbook, with what the rater answered already filled in.
pub fn workbook(questionnaire: &Questionnaire, filled: &Filled) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let styles = Styles::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(layout::SHEET)?;
    head(sheet, questionnaire, filled, &styles)?;
    let mut row = HEAD;
    for asked in &questionnaire.dimensions {
        row = dimension(sheet, asked, questionnaire.lang, filled, row, &styles)?;
    }
    workbook.save_to_buffer()
}

/// How cells look.
struct Styles {
    title: Format,
    heading: Format,
    note: Format,
    label: Format,
    statement: Format,
    input: Format,
    level: Format,
}

impl Styles {
    fn new() -> Self {
        let wrapped = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let boxed = || wrapped().set_border(FormatBorder::Thin).set_border_color("#8a8f98");
        Styles {
            title: Format::new().set_bold().set_font_size(16),
            heading: wrapped().set_bold().set_font_size(13).set_background_color("#e8edf3"),
            note: wrapped().set_font_color("#4b515c"),
            label: wrapped().set_bold(),
            statement: boxed(),
            input: boxed().set_unlocked(),
            level: boxed().set_align(FormatAlign::Center).set_bold().set_unlocked(),
        }
    }
}

fn head(
    sheet: &mut Worksheet,
    questionnaire: &Questionnaire,
    filled: &Filled,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let word = |key: &str| phrase(questionnaire.lang, key, Args::new());
    let form = questionnaire.form.word();
    for (column, width) in [
        (layout::STATEMENT, 70.0),
        (layout::LEVEL, 18.0),
        (layout::EVIDENCE, 45.0),
        (layout::LINK, 30.0),
    ] {
        sheet.set_column_width(column, width)?;
    }
    sheet
        .set_column_hidden(layout::CHECK)?
        .set_column_hidden(layout::ITEM)?;
    sheet.write_with_format(0, layout::STATEMENT, word("questionnaire-title"), &styles.title)?;
    sheet.write_with_format(1, layout::STATEMENT, &questionnaire.audit, &styles.note)?;
    sheet
        .write(2, layout::CHECK, layout::FORM)?
        .write(2, layout::ITEM, form)?;
    sheet.write_with_format(
        2,
        layout::STATEMENT,
        word(&format!("questionnaire-{form}")),
        &styles.note,
    )?;
    sheet
        .write(3, layout::CHECK, layout::RATER)?
        .write(3, layout::ITEM, layout::RATER)?;
    sheet.write_with_format(3, layout::STATEMENT, word("questionnaire-rater"), &styles.label)?;
    sheet.write_with_format(3, layout::LEVEL, &filled.rater, &styles.input)?;
    let roles: Vec<&str> = questionnaire.raters.iter().map(|(id, _)| id.as_str()).collect();
    // A list in a validation holds 255 characters; more roles than that are checked when the file is read.
    if !roles.is_empty() && roles.join(",").len() <= 255 {
        sheet.add_data_validation(
            3,
            layout::LEVEL,
            3,
            layout::LEVEL,
            &DataValidation::new().allow_list_strings(&roles)?,
        )?;
    }
    let known: Vec<String> = questionnaire
        .raters
        .iter()
        .map(|(id, words)| format!("{id}: {words}"))
        .collect();
    sheet.write_with_format(3, layout::EVIDENCE, known.join("\n"), &styles.note)?;
    sheet.write_with_format(4, layout::STATEMENT, word("questionnaire-how"), &styles.note)?;
    for (column, key) in [
        (layout::STATEMENT, "questionnaire-statement"),
        (layout::LEVEL, "questionnaire-level"),
        (layout::EVIDENCE, "questionnaire-evidence"),
        (layout::LINK, "questionnaire-link"),
    ] {
        sheet.write_with_format(HEAD - 1, column, word(key), &styles.label)?;
    }
    sheet.set_freeze_panes(HEAD, 0)?.set_repeat_rows(HEAD - 1, HEAD - 1)?;
    // A4, landscape, as wide as one sheet.
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    // Without a password: against slips, not against people.
    sheet.protect();
    Ok(())
}

/// Writes a dimension from `row` on and gives the row after it.
fn dimension(
    sheet: &mut Worksheet,
    asked: &Asked,
    lang: Lang,
    filled: &Filled,
    mut row: u32,
    styles: &Styles,
) -> Result<u32, XlsxError> {
    row += 1;
    sheet.write_with_format(row, layout::STATEMENT, &asked.title, &styles.heading)?;
    row += 1;
    if !asked.summary.is_empty() {
        sheet.write_with_format(row, layout::STATEMENT, &asked.summary, &styles.note)?;
        row += 1;
    }
    for (level, title, rubric) in &asked.levels {
        let words = format!("{level} · {title} – {rubric}");
        sheet.write_with_format(row, layout::STATEMENT, words, &styles.note)?;
        row += 1;
    }
    let [low, high] = asked.answers;
    let range = DataValidationRule::Between(i32::from(low), i32::from(high));
    let wrong = phrase(
        lang,
        "questionnaire-wrong",
        [
            ("low".to_owned(), low.to_string().into()),
            ("high".to_owned(), high.to_string().into()),
        ],
    );
    let validation = DataValidation::new()
        .allow_whole_number(range)
        .set_error_title(quote(lang, &phrase(lang, "questionnaire-level", Args::new())))?
        .set_error_message(&wrong)?;
    for item in &asked.items {
        sheet
            .write(row, layout::CHECK, &asked.check)?
            .write(row, layout::ITEM, &item.id)?;
        let statement = match item.part.as_str() {
            "" => item.title.clone(),
            part => format!("{part} · {}", item.title),
        };
        sheet.write_with_format(row, layout::STATEMENT, statement, &styles.statement)?;
        let given = filled.answers.get(&(asked.check.clone(), item.id.clone()));
        match given {
            Some((level, evidence, link)) => {
                sheet.write_with_format(row, layout::LEVEL, *level, &styles.level)?;
                sheet.write_string_with_format(row, layout::EVIDENCE, evidence, &styles.input)?;
                sheet.write_string_with_format(row, layout::LINK, link, &styles.input)?;
            }
            None => {
                for (column, style) in [
                    (layout::LEVEL, &styles.level),
                    (layout::EVIDENCE, &styles.input),
                    (layout::LINK, &styles.input),
                ] {
                    sheet.write_blank(row, column, style)?;
                }
            }
        }
        sheet.add_data_validation(row, layout::LEVEL, row, layout::LEVEL, &validation)?;
        row += 1;
    }
    Ok(row)
}
