//! The text alternative: every figure and range, in the words of the table.

use crate::domain::questionnaire::Kind;
use crate::domain::report::{Certainty, Figure, Finding, Form, Panel, Shown};
use crate::domain::words;

/// What a finding's chart shows.
pub(super) fn panel(finding: &Finding) -> String {
    let panel = &finding.all;
    let mut parts = vec![match panel.form {
        Form::Words => format!("In words, for {}:", panel.whom()),
        Form::Counts => format!("About how many of {}:", panel.whom()),
        Form::Shares if panel.of_all => "Share of those who took part:".to_owned(),
        Form::Shares if finding.kind == Kind::Themes => "Share of those who wrote:".to_owned(),
        Form::Shares => "Share of those who answered:".to_owned(),
    }];
    if panel.certainty == Certainty::Exact && panel.form == Form::Counts {
        parts = vec![format!("How many of {}:", panel.whom())];
    }
    parts.push(rows(&panel.rows.iter().collect::<Vec<&Shown>>()));
    let sums = finding.pools.iter().filter(|p| p.rows.len() > 1).map(|p| item(&p.label, &p.figure));
    let sums: Vec<String> = sums.collect();
    if !sums.is_empty() {
        parts.push(format!("Together: {}.", sums.join("; ")));
    }
    parts.push(base(panel));
    parts.join(" ")
}

/// What the panels of a breakdown show.
pub(super) fn groups(panels: &[&Panel]) -> String {
    let each = panels.iter().map(|p| format!("{}: {} {}", p.title, rows(&p.rows.iter().collect::<Vec<&Shown>>()), base(p)));
    each.collect::<Vec<String>>().join(" ")
}

/// "Always: 18%, likely 15 to 21%; usually: …."
fn rows(rows: &[&Shown]) -> String {
    let items: Vec<String> = rows.iter().map(|row| item(&row.label, &row.figure)).collect();
    format!("{}.", items.join("; "))
}

pub(super) fn item(label: &str, figure: &Figure) -> String {
    let range = figure.range().map_or_else(String::new, |range| format!(", {}", figure.beside(&range)));
    format!("{label}: {}{range}", figure.short())
}

/// "131 took part. About 123 answered; about 8 skipped it (likely 5 to 11)."
fn base(panel: &Panel) -> String {
    let took_part = format!("{} took part.", words::grouped(panel.took_part));
    let exact = panel.certainty == Certainty::Exact;
    let answered = panel.answered.map(|n| format!("{}{} answered", if exact { "" } else { "About " }, words::grouped(n)));
    let skipped = panel.skipped.map(|span| {
        let skipped = Figure::Count(span);
        match skipped.range() {
            Some(range) => format!("about {} skipped it ({})", skipped.short(), skipped.beside(&range)),
            None => format!("{} skipped it", skipped.short()),
        }
    });
    let said: Vec<String> = answered.into_iter().chain(skipped).collect();
    if said.is_empty() { took_part } else { format!("{took_part} {}.", words::capital(&said.join("; "))) }
}
