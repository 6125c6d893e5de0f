//! Own words as a file and a sheet of their own: no row of them can be taken for a figure.
//!
//! A quote is credited to service and quarter alone: its row names neither event nor day.

use super::ExportError;
use super::text::safe;
use crate::domain::own_words::OwnWords;
use rust_xlsxwriter::{Format, Workbook};

/// The columns, in order.
const COLUMNS: [&str; 8] = ["kind", "question_code", "question", "words", "credited_to", "agreed_at", "read_back_on", "note"];

/// All rows: quotes under their questions in the order of the questionnaire, then what was agreed.
fn rows(words: &OwnWords) -> Vec<[String; 8]> {
    let note = |told: &str| if words.demonstration { format!("{told}; made up") } else { told.to_owned() };
    let quotes = words.asked.iter().flat_map(|(code, asked)| words.quotes_of(code).map(move |quote| (code, asked, quote)));
    let quotes = quotes.map(|(code, asked, quote)| {
        let credit = safe(&quote.credit().to_string());
        let (none, note) = (String::new(), note("a child’s words, approved by two people; what stands in [brackets] was put in and […] left out, so that nobody is recognised; chosen to illustrate, not counted"));
        ["quote".to_owned(), code.to_string(), safe(asked), safe(quote.text()), credit, none.clone(), none, note]
    });
    let agreed = words.agreed.iter().map(|agreed| {
        let code = agreed.question.as_ref().map(ToString::to_string).unwrap_or_default();
        let asked = agreed.question.as_ref().and_then(|code| words.asked(code)).unwrap_or_default();
        let at = safe(&format!("{}, {}", words.event, words.held));
        let note = note("a group’s words, read back in the room and confirmed; not counted");
        let kind = "agreed by the group".to_owned();
        [kind, code, safe(asked), safe(agreed.text.as_str()), String::new(), at, agreed.confirmed_on.to_string(), note]
    });
    quotes.chain(agreed).collect()
}

/// Writes own words as CSV: UTF-8 with a byte order mark, by which Excel knows it.
pub(super) fn csv(words: &OwnWords) -> Result<Vec<u8>, ExportError> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(COLUMNS)?;
    for row in rows(words) {
        writer.write_record(&row)?;
    }
    writer.into_inner().map_err(|error| ExportError::Io(error.into_error()))
}

/// Adds them to a workbook, on a sheet of their own; nothing where there are none.
pub(super) fn sheet(book: &mut Workbook, words: &OwnWords) -> Result<(), ExportError> {
    const HEADS: [&str; 8] = ["Kind", "Question code", "Question", "Words", "Credited to", "Agreed at", "Read back on", "Note"];
    const WIDTHS: [u32; 8] = [20, 14, 40, 70, 40, 40, 13, 50];
    if words.is_empty() {
        return Ok(());
    }
    let (bold, wrapped) = (Format::new().set_bold(), Format::new().set_text_wrap());
    let sheet = book.add_worksheet();
    // No question's sheet has this name: those begin with a number.
    sheet.set_name("Own words")?;
    for ((column, head), width) in (0_u16..).zip(HEADS).zip(WIDTHS) {
        sheet.write_string_with_format(0, column, head, &bold)?;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (line, row) in (1_u32..).zip(rows(words)) {
        for (column, cell) in (0_u16..).zip(row) {
            sheet.write_string_with_format(line, column, cell, &wrapped)?;
        }
    }
    Ok(())
}
