//! CSV: the figures as they are shown, one a line.

use super::{ExportError, note_of, protection, row};
use crate::domain::disclosure::Protected;
use crate::domain::report::{Finding, Report, WideReport};

/// The columns, in order.
pub(super) const COLUMNS: [&str; 18] = [
    "question_code",
    "question",
    "group",
    "answer_code",
    "answer",
    "figure",
    "low",
    "high",
    "unit",
    "took_part",
    "answered",
    "ledger",
    "protection",
    "event",
    "service",
    "held",
    "fixed_on",
    "note",
];

/// Writes findings as CSV: UTF-8 with a byte order mark, by which Excel knows it.
pub(super) fn csv(reports: &[(&Protected<Report>, Vec<&Finding>)]) -> Result<Vec<u8>, ExportError> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(COLUMNS)?;
    for (report, finding) in reports.iter().flat_map(|(report, findings)| findings.iter().map(move |finding| (report, finding))) {
        let about = &report.about;
        for row in row::of(finding) {
            let number = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
            writer.write_record([
                finding.code.as_str(),
                &safe(&finding.asked),
                &safe(row.group),
                row.code,
                &safe(row.answer),
                &row.figure,
                &number(row.low),
                &number(row.high),
                row.unit,
                &row.took_part.to_string(),
                &number(row.answered),
                &row.ledger.map_or_else(String::new, |n| n.to_string()),
                &protection(report),
                &safe(&about.event),
                &safe(&about.service),
                &safe(&about.held),
                // Dates print as 2026-03-12.
                &report.fixed_on.to_string(),
                &note_of(report, &row),
            ])?;
        }
    }
    writer.into_inner().map_err(|error| ExportError::Io(error.into_error()))
}

/// Writes a wide table as CSV: one figure a line, each group's answers together.
pub(super) fn wide(report: &Protected<WideReport>) -> Result<Vec<u8>, ExportError> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record([
        "question_code",
        "question",
        "by",
        "group",
        "answer_code",
        "answer",
        "figure",
        "low",
        "high",
        "unit",
        "answered",
        "took_part",
        "ledger",
        "protection",
        "service",
        "held",
        "fixed_on",
        "note",
    ])?;
    let about = &report.about;
    for group in &report.groups {
        for row in &group.rows {
            let span = row.figure.span();
            let number = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
            writer.write_record([
                report.code.as_str(),
                &safe(&report.asked),
                &safe(&report.by),
                &safe(&group.title),
                row.code.as_str(),
                &safe(&row.label),
                &row.figure.short(),
                &number(span.filter(|s| !s.reaches_zero()).map(|s| s.low)),
                &number(span.filter(|s| !s.reaches_top()).map(|s| s.high)),
                "percent",
                &group.answered.value.to_string(),
                &report.took_part.to_string(),
                &row.ledger.map_or_else(String::new, |n| n.to_string()),
                "wide, b = 20",
                &safe(&about.service),
                &safe(&about.held),
                &report.fixed_on.to_string(),
                if about.demonstration { "made up" } else { "" },
            ])?;
        }
    }
    writer.into_inner().map_err(|error| ExportError::Io(error.into_error()))
}

/// A text that no spreadsheet takes for a formula.
pub(super) fn safe(text: &str) -> String {
    let formula = text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r', '\n']);
    if formula { format!("'{text}") } else { text.to_owned() }
}
