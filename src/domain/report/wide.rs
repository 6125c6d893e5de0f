//! What a reader is shown of a wide table.

use super::figure::{Base, Certainty, Figure, Known, Span};
use super::{About, Form, Shown};
use crate::domain::code::Code;
use crate::domain::disclosure::Protected;
use crate::domain::questionnaire::{Question, Questionnaire};
use crate::domain::release::{ProtectedTable, Release};
use crate::domain::tally::Cell;
use crate::domain::words;
use time::Date;

/// The half width of the 90 % range of one cell under b = 20: the smallest k with P(|draw| ≤ k) ≥ 0.9.
const HALF: f64 = 46.0;

/// A group of fewer, by the published cells, tells nothing: its ranges would be wider than a quarter.
const SMALLEST_SHOWN: f64 = 200.0;

/// A wide table as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct WideReport {
    /// The question's code.
    pub code: Code,
    /// The question in its wording for reports.
    pub asked: String,
    /// A few words for the question, and for what splits it.
    pub short: String,
    /// A few words for what splits it.
    pub by: String,
    /// What is told besides the figures.
    pub about: About,
    /// The day on which it was fixed.
    pub fixed_on: Date,
    /// Children whose answers are in it.
    pub took_part: u32,
    /// Its groups; last those who did not say.
    pub groups: Vec<WideGroup>,
    /// What differs between the two largest groups, in sentences.
    pub differences: Vec<String>,
}

/// One group of a wide table.
#[derive(Debug, Clone, PartialEq)]
pub struct WideGroup {
    /// The group.
    pub title: String,
    /// About how many answered in it.
    pub answered: Span,
    /// Whether it is large enough for its figures to tell anything.
    pub tells: bool,
    /// The answers.
    pub rows: Vec<Shown>,
}

impl WideReport {
    /// Makes the report of a wide table; none if its questions are not in the questionnaire.
    #[must_use]
    pub fn of(release: &Protected<Release>, questionnaire: &Questionnaire, about: About) -> Option<Protected<Self>> {
        Protected::derive_all(std::slice::from_ref(release), |releases| {
            releases.first().and_then(|release| Self::from_release(release, questionnaire, about))
        })
    }

    fn from_release(release: &Release, questionnaire: &Questionnaire, about: About) -> Option<Self> {
        let first = release.tables.first()?;
        let question = questionnaire.question(first.question.as_str())?;
        let by = questionnaire.question(first.group.as_ref()?.by.as_str())?;
        let groups: Vec<WideGroup> = release.tables.iter().map(|table| group(question, by, table, release.took_part)).collect();
        Some(Self {
            code: question.code.clone(),
            asked: question.report.clone(),
            short: question.short.clone(),
            by: by.short.clone(),
            about,
            fixed_on: release.released_on,
            took_part: release.took_part,
            differences: differences(&groups),
            groups,
        })
    }
}

fn likely(value: f64, half: f64) -> Known {
    Known { value, below: half, above: half, certainty: Certainty::Likely }
}

fn group(question: &Question, by: &Question, table: &ProtectedTable, took_part: u32) -> WideGroup {
    // Published integers are far below 2^52.
    let published = |code: &Code| table.get(&Cell::Row(code.clone())).unwrap_or(0) as f64;
    let rows = question.rows();
    // Sums of independent draws: their range grows with the root of their number.
    let cells = f64::from(u32::try_from(rows.len()).unwrap_or(1));
    let answered = rows.iter().map(|row| published(&row.code)).sum::<f64>().max(1.0);
    let title = match table.group.as_ref().map(|g| g.choices.as_slice()) {
        Some([one]) => by.choice(one.as_str()).map(|c| c.report.clone()).unwrap_or_default(),
        _ => "Did not say".to_owned(),
    };
    let shown = rows.into_iter().map(|row| {
        let count = published(&row.code);
        let share = (count / answered).clamp(0.0, 1.0);
        // The base is the sum of all cells, this one too: its part of the range is the share of theirs.
        let half = HALF * (share * (cells - 1.0).sqrt()).hypot(1.0 - share);
        let base = Base { children: answered, estimated: false };
        let shows = answered >= SMALLEST_SHOWN;
        Shown {
            figure: if shows { Figure::new(Form::Shares, likely(count, half), base, took_part) } else { Figure::HeldBack },
            ledger: table.get(&Cell::Row(row.code.clone())),
            code: row.code,
            as_read: Vec::new(),
            label: row.report,
            apart: row.apart,
        }
    });
    WideGroup {
        title,
        rows: shown.collect(),
        tells: answered >= SMALLEST_SHOWN,
        answered: Span::new(likely(answered, HALF * cells.sqrt()), took_part),
    }
}

/// What was said more often in one of the two largest groups, beyond the ranges of both.
fn differences(groups: &[WideGroup]) -> Vec<String> {
    let mut largest: Vec<&WideGroup> = groups.iter().filter(|g| g.tells).collect();
    largest.sort_by_key(|g| std::cmp::Reverse(g.answered.value));
    let [a, b, ..] = largest[..] else { return Vec::new() };
    let mut told = Vec::new();
    for (more, less) in [(a, b), (b, a)] {
        let beyond =
            more.rows.iter().zip(&less.rows).filter(|(m, l)| m.figure.span().zip(l.figure.span()).is_some_and(|(m, l)| m.low > l.high));
        let answers: Vec<String> = beyond.map(|(m, _)| words::quoted(&words::small(&m.label))).collect();
        if !answers.is_empty() {
            told.push(format!(
                "{} {} said more often in the group ‘{}’ than in ‘{}’.",
                words::and(&answers),
                if answers.len() == 1 { "was" } else { "were" },
                words::small(&more.title),
                words::small(&less.title)
            ));
        }
    }
    if told.is_empty() {
        told.push(format!("No clear difference between ‘{}’ and ‘{}’.", words::small(&a.title), words::small(&b.title)));
    }
    told
}
