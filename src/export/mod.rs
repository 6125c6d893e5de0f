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
    Some(text::csv(report, &[finding]))
}

/// All questions as one CSV.
///
/// # Errors
/// [`ExportError`] when it cannot be written.
pub fn all_csv(report: &Protected<Report>) -> Result<Vec<u8>, ExportError> {
    let findings: Vec<&Finding> = report.findings.iter().collect();
    text::csv(report, &findings)
}

/// All questions as an Excel workbook: a sheet of bases, a sheet a question, and a sheet of own words, if any.
///
/// # Errors
/// [`ExportError`] when it cannot be written.
pub fn all_xlsx(report: &Protected<Report>, words: &OwnWords) -> Result<Vec<u8>, ExportError> {
    sheet::xlsx(report, words)
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

/// What is said of all figures of a file.
fn note(report: &Protected<Report>) -> &'static str {
    if report.about.demonstration { "made up" } else { "" }
}

/// The policies under which the figures of a file were released.
fn protection(report: &Protected<Report>) -> String {
    report.policies().into_iter().map(crate::domain::policy::Policy::as_str).collect::<Vec<_>>().join("; ")
}
