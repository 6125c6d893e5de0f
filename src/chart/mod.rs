//! Charts: one question's figures as a picture, for the page, a phone and a slide.
//!
//! Charts take a protected report and nothing else (invariant 1). They are rectangles and text:
//! bars with ranges, and for a scale from sixty on one stacked bar. No colour stands alone, no
//! figure stands without its range, and nothing is drawn for words only. Output is deterministic.

mod bars;
mod canvas;
mod cloud;
mod describe;
mod groups;
mod mark;
mod measure;
mod page;
mod png;
mod slide;
mod stacked;
mod wall;

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

pub use png::{PngError, png, square};

use crate::domain::code::Code;
use crate::domain::disclosure::Protected;
use crate::domain::report::{Panel, Report};

/// A finished picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// A complete `<svg>` with `role="img"`, title and description; safe to put into a page as it is.
    pub svg: String,
    /// Its width in CSS pixels.
    pub width: u32,
    /// Its height in CSS pixels.
    pub height: u32,
}

/// A question's chart for the page column, 688 px wide; none for words only or an unknown question.
#[must_use]
pub fn wide(report: &Protected<Report>, question: &str) -> Option<Picture> {
    page::wide(report.finding(question)?)
}

/// The same, drawn anew for a phone, 358 px wide.
#[must_use]
pub fn narrow(report: &Protected<Report>, question: &str) -> Option<Picture> {
    page::narrow(report.finding(question)?)
}

/// The same in the column of a table, 284 px wide.
#[must_use]
pub fn small(report: &Protected<Report>, question: &str) -> Option<Picture> {
    page::small(report.finding(question)?)
}

/// The bar of one row of a question alone, 92 px wide, to stand beside its figure in a table.
#[must_use]
pub fn bar(report: &Protected<Report>, question: &str, row: &Code) -> Option<Picture> {
    let finding = report.finding(question)?;
    page::bar(finding, finding.all.rows.iter().find(|shown| shown.code == *row)?)
}

/// A question’s chart as a slide of 1600 × 900 with finding, question, base, fixed date and protection on it.
#[must_use]
pub fn slide(report: &Protected<Report>, question: &str) -> Option<Picture> {
    slide::slide(report, report.finding(question)?)
}

/// A question’s chart for the wall of a hall, 1600 px wide: broad bars and large words; none for words only.
#[must_use]
pub fn wall(report: &Protected<Report>, question: &str) -> Option<Picture> {
    wall::wall(report.finding(question)?)
}

/// A breakdown over the whole page, 1104 px wide: one panel a group, first all children, on one
/// axis; none without shown groups, and where the smallest group is shown in words.
#[must_use]
pub fn wide_groups(report: &Protected<Report>, question: &str) -> Option<Picture> {
    groups::wide(report.finding(question)?)
}

/// The same for a phone, 358 px wide, one panel below the other.
#[must_use]
pub fn narrow_groups(report: &Protected<Report>, question: &str) -> Option<Picture> {
    groups::narrow(report.finding(question)?)
}

/// The text alternative of a question's chart: every figure and range, in the words of the table.
#[must_use]
pub fn description(report: &Protected<Report>, question: &str) -> Option<String> {
    report.finding(question).map(describe::panel)
}

/// The text alternative of a breakdown; none without shown groups.
#[must_use]
pub fn groups_description(report: &Protected<Report>, question: &str) -> Option<String> {
    let finding = report.finding(question)?;
    let panels: Vec<&Panel> = std::iter::once(&finding.all_beside).chain(&finding.groups).collect();
    (panels.len() > 1).then(|| describe::groups(&panels))
}
