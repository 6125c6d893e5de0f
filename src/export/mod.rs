//! Exports: figures as files, the same as on the page.
//!
//! Figures come from a protected report and from nothing else (invariant 1); own words have a file and a
//! sheet of their own. Every file gives the figure as
//! it is shown, its range, and in a column of its own the published integer; for ten to nineteen
//! who took part the word, and no number about answers.

mod own;
mod row;
mod sheet;
mod text;

#[cfg(test)]
mod shown;
#[cfg(test)]
mod tests;

use crate::domain::disclosure::Protected;
use crate::domain::own_words::OwnWords;
use crate::domain::report::{Finding, Report, WideReport};

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The CSV could not be written.
    #[error("the CSV could not be written")]
    Csv(#[from] csv::Error),
    /// The bytes could not be gathered.
    #[error("the file could not be written")]
    Io(#[from] std::io::Error),
    /// The workbook could not be written.
    #[error("the workbook could not be written")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
}

/// One question as CSV; none for an unknown question.
#[must_use]
pub fn question_csv(report: &Protected<Report>, question: &str) -> Option<Result<Vec<u8>, ExportError>> {
    let finding = report.finding(question)?;
    Some(text::csv(&[(report, vec![finding])]))
}

/// All questions as one CSV, those whose themes were counted among them.
///
/// # Errors
/// [`ExportError`] when it cannot be written.
pub fn all_csv(report: &Protected<Report>, themes: &[&Protected<Report>]) -> Result<Vec<u8>, ExportError> {
    let all = std::iter::once(report).chain(themes.iter().copied());
    let findings: Vec<(&Protected<Report>, Vec<&Finding>)> = all.map(|report| (report, report.findings.iter().collect())).collect();
    text::csv(&findings)
}

/// All questions as an Excel workbook: a sheet of bases, a sheet a question, a sheet for the themes of each question
/// for own words, and a sheet of own words, if any.
///
/// # Errors
/// [`ExportError`] when it cannot be written.
pub fn all_xlsx(report: &Protected<Report>, themes: &[&Protected<Report>], words: &OwnWords) -> Result<Vec<u8>, ExportError> {
    sheet::xlsx(report, themes, words)
}

/// Quotes, and what the group agreed, as CSV.
///
/// # Errors
/// [`ExportError`] when it cannot be written.
pub fn words_csv(words: &OwnWords) -> Result<Vec<u8>, ExportError> {
    own::csv(words)
}

/// A wide table as CSV.
///
/// # Errors
/// [`ExportError`] when it cannot be written.
pub fn wide_csv(report: &Protected<WideReport>) -> Result<Vec<u8>, ExportError> {
    text::wide(report)
}

/// What is said of one figure of a file.
fn note_of(report: &Protected<Report>, row: &row::Row<'_>) -> String {
    let below = row.ledger.filter(|published| *published < 0);
    let below = below.map(|_| "ledger below zero: every count was changed at random, read it as very few");
    [Some(note(report)).filter(|made_up| !made_up.is_empty()), below].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// What is said of all figures of a file.
fn note(report: &Protected<Report>) -> &'static str {
    if report.about.demonstration { "made up" } else { "" }
}

/// The policies under which the figures of a file were released.
fn protection(report: &Protected<Report>) -> String {
    report.policies().into_iter().map(crate::domain::policy::Policy::as_str).collect::<Vec<_>>().join("; ")
}
