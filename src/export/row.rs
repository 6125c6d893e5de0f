//! One line of a file: a figure with its question, group, range and base.

use crate::domain::report::{Figure, Finding, Panel, Shown};

/// A figure as files give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row<'a> {
    pub(super) group: &'a str,
    pub(super) code: &'a str,
    pub(super) answer: &'a str,
    pub(super) figure: String,
    pub(super) low: Option<u32>,
    pub(super) high: Option<u32>,
    pub(super) unit: &'static str,
    pub(super) took_part: u32,
    pub(super) answered: Option<u32>,
    pub(super) ledger: Option<i64>,
}

/// The code of the line of those who skipped the question (no choice may have it).
const SKIP: &str = "skip";

/// All lines of a question: all children, then each group; in each the answers as written, then
/// those who skipped it.
pub(super) fn of(finding: &Finding) -> Vec<Row<'_>> {
    std::iter::once(&finding.all).chain(&finding.groups).flat_map(panel).collect()
}

fn panel(panel: &Panel) -> Vec<Row<'_>> {
    let answers = panel.rows.iter().map(|row| shown(panel, row));
    let skipped = panel.skipped.map(|span| {
        let figure = Figure::Count(span);
        Row { code: SKIP, answer: "Skipped this question", ..row(panel, &figure) }
    });
    answers.chain(skipped).collect()
}

fn shown<'a>(panel: &'a Panel, shown: &'a Shown) -> Row<'a> {
    Row { code: shown.code.as_str(), answer: &shown.label, ledger: shown.ledger, ..row(panel, &shown.figure) }
}

fn row<'a>(panel: &'a Panel, figure: &Figure) -> Row<'a> {
    let span = figure.span();
    Row {
        group: &panel.title,
        code: "",
        answer: "",
        figure: figure.short(),
        // An end at zero or at everybody is not a figure: "5 or fewer" has no lower end.
        low: span.filter(|s| !s.reaches_zero()).map(|s| s.low),
        high: span.filter(|s| !s.reaches_top()).map(|s| s.high),
        unit: match figure {
            Figure::Word(_) | Figure::Phrase(..) => "words",
            Figure::HeldBack => "",
            Figure::Count(_) if figure.short().ends_with("in 10") => "share; low and high are children",
            Figure::Count(_) => "children",
            Figure::Share(_) => "percent",
        },
        took_part: panel.took_part,
        answered: panel.answered,
        ledger: None,
    }
}
