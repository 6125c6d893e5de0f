//! Excel: a sheet of bases, a sheet a question, one for the themes of each text question, and one of own words.

use super::{ExportError, note, own, protection, row, text::safe};
use crate::domain::disclosure::Protected;
use crate::domain::own_words::OwnWords;
use crate::domain::report::{Finding, Report};
use crate::domain::words;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

/// Excel's longest name of a sheet.
const LONGEST_NAME: usize = 31;

/// Writes the workbook. The same report gives the same bytes: its date of making is the day on
/// which the figures were fixed.
pub(super) fn xlsx(report: &Protected<Report>, themes: &[&Protected<Report>], words: &OwnWords) -> Result<Vec<u8>, ExportError> {
    let mut book = Workbook::new();
    let day = report.fixed_on;
    let made = ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(1970), u8::from(day.month()), day.day())?;
    book.set_properties(&DocProperties::new().set_title(&report.title).set_company(&report.about.service).set_creation_datetime(&made));
    bases(book.add_worksheet(), report)?;
    for finding in &report.findings {
        let sheet = book.add_worksheet();
        // Codes are letters, digits and hyphens; the number keeps cut names apart.
        let name: String = format!("{} {}", finding.number, finding.code).chars().take(LONGEST_NAME).collect();
        sheet.set_name(name)?;
        question(sheet, finding)?;
    }
    for finding in themes.iter().flat_map(|themes| &themes.findings) {
        let sheet = book.add_worksheet();
        let name: String = format!("Themes {}", finding.code).chars().take(LONGEST_NAME).collect();
        sheet.set_name(name)?;
        question(sheet, finding)?;
    }
    own::sheet(&mut book, words)?;
    Ok(book.save_to_buffer()?)
}

fn bases(sheet: &mut Worksheet, report: &Protected<Report>) -> Result<(), ExportError> {
    let (bold, about) = (Format::new().set_bold(), &report.about);
    sheet.set_name("Bases")?;
    sheet.set_column_width(0, 34)?;
    sheet.set_column_width(1, 60)?;
    sheet.write_string_with_format(0, 0, safe(&report.title), &Format::new().set_bold().set_font_size(14))?;
    let mut facts: Vec<(&str, String)> = vec![
        ("Event", safe(&about.event)),
        ("Service", safe(&about.service)),
        ("Held", safe(&about.held)),
        ("Fixed on", words::day(report.fixed_on)),
        ("Releases", report.releases.len().to_string()),
        ("Questionnaire version", about.version.to_string()),
        ("Protection", protection(report)),
    ];
    facts.extend(about.reasons.iter().map(|reason| ("Why plain counts", safe(reason))));
    if !note(report).is_empty() {
        facts.push(("Figures", note(report).to_owned()));
    }
    let mut line = 2;
    for (name, value) in facts {
        sheet.write_string_with_format(line, 0, name, &bold)?;
        sheet.write_string(line, 1, value)?;
        line += 1;
    }
    let heads = [("Children came", report.attended), ("Children took part", report.took_part)];
    for (name, n) in heads {
        sheet.write_string_with_format(line, 0, name, &bold)?;
        sheet.write_number(line, 1, n)?;
        line += 1;
    }
    for (question, groups) in &report.groups {
        line += 1;
        sheet.write_string_with_format(line, 0, safe(question), &bold)?;
        for (title, n) in groups {
            line += 1;
            sheet.write_string(line, 0, safe(title))?;
            sheet.write_number(line, 1, *n)?;
        }
        line += 1;
    }
    line += 1;
    for policy in report.policies() {
        sheet.write_string(line, 0, policy.told())?;
        line += 1;
    }
    sheet.write_string(line, 0, "Low and high are the range of a figure: after random changes it is right 9 times in 10, after rounding always. Ledger is the count as it was fixed: where counts were changed at random it may be below zero, which means very few. This says nothing about children we did not hear from.")?;
    Ok(())
}

fn question(sheet: &mut Worksheet, finding: &Finding) -> Result<(), ExportError> {
    const HEADS: [&str; 9] = ["Group", "Answer", "Figure", "Low", "High", "Unit", "Took part", "Answered (about)", "Ledger"];
    const WIDTHS: [u32; 9] = [24, 44, 20, 8, 8, 28, 11, 17, 9];
    let bold = Format::new().set_bold();
    sheet.write_string_with_format(0, 0, safe(&finding.asked), &bold)?;
    if let Some(asked_of) = &finding.asked_of {
        sheet.write_string(1, 0, safe(asked_of))?;
    }
    for ((column, head), width) in (0_u16..).zip(HEADS).zip(WIDTHS) {
        sheet.write_string_with_format(2, column, head, &bold)?;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(3, 0)?;
    for (line, row) in (3_u32..).zip(row::of(finding)) {
        sheet.write_string(line, 0, safe(row.group))?;
        sheet.write_string(line, 1, safe(row.answer))?;
        sheet.write_string(line, 2, row.figure)?;
        sheet.write_string(line, 5, row.unit)?;
        // Published integers are far below 2^52, so f64 holds them exactly.
        let numbers = [
            (3, row.low.map(f64::from)),
            (4, row.high.map(f64::from)),
            (6, Some(f64::from(row.took_part))),
            (7, row.answered.map(f64::from)),
            (8, row.ledger.map(|n| n as f64)),
        ];
        for (column, number) in numbers {
            if let Some(number) = number {
                sheet.write_number(line, column, number)?;
            }
        }
    }
    Ok(())
}
