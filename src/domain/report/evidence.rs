//! Evidence: what the ledger says of one table, over one release or several put together.

use super::Form;
use super::figure::{Base, Certainty, Figure, Known};
use super::noise::half_width;
use super::reconcile::{self, Cells};
use crate::domain::disclosure::{SMALLEST, in_shape, rounded};
use crate::domain::policy::Policy;
use crate::domain::questionnaire::{Kind, Question};
use crate::domain::release::{ProtectedTable, Release};
use crate::domain::tally::{self, Cell};

/// A table of the ledger with what its figures rest on.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) table: &'a ProtectedTable,
    pub(super) took_part: u32,
    pub(super) policy: Policy,
}

/// One cell over all sources.
#[derive(Clone, Default)]
struct Total {
    /// The sum of what was published; none if any of it is held back.
    published: Option<i64>,
    /// How far below and above it the truth may lie because of rounding.
    below: f64,
    above: f64,
}

/// One table, over one release or several.
pub(super) struct Evidence<'a> {
    question: &'a Question,
    pub(super) took_part: u32,
    cells: Vec<Cell>,
    totals: Vec<Total>,
    /// Estimates of the cells, agreeing with base and groups where that is possible.
    pub(super) estimates: Cells,
    /// How many random draws are in the sum of each cell.
    draws: usize,
    pub(super) certainty: Certainty,
    /// Whether rounding is in it: who answered cannot be told then.
    rounded: bool,
}

impl<'a> Evidence<'a> {
    /// Puts sources together. None without any.
    pub(super) fn of(question: &'a Question, sources: &[Source<'_>]) -> Option<Self> {
        if sources.is_empty() {
            return None;
        }
        let cells = tally::cells(question);
        let mut totals = vec![Total { published: Some(0), ..Total::default() }; cells.len()];
        for source in sources {
            let published: Vec<Option<i64>> = cells.iter().map(|cell| source.table.get(cell)).collect();
            for (published, total) in published.iter().zip(&mut totals) {
                total.published = total.published.zip(*published).map(|(sum, n)| sum.saturating_add(n));
            }
            if source.policy == Policy::Rounded {
                let published: Vec<Option<u64>> = published.iter().map(|n| n.and_then(|n| u64::try_from(n).ok())).collect();
                let ranges = in_shape(question, |shape| rounded::ranges(&published, shape, u64::from(source.took_part)));
                for ((published, (low, high)), total) in published.iter().zip(ranges).zip(&mut totals) {
                    let n = published.unwrap_or(0);
                    total.below += small(n.saturating_sub(low));
                    total.above += small(high.saturating_sub(n));
                }
            }
        }
        let draws = sources.iter().filter(|s| s.policy == Policy::Protected).count();
        let rounded = sources.iter().any(|s| s.policy == Policy::Rounded);
        let took_part = sources.iter().map(|s| s.took_part).sum();
        let mut estimates: Cells = totals.iter().map(|t| as_f64(t.published.unwrap_or(0))).collect();
        if draws > 0 && !rounded && !question.kind.ticks() {
            reconcile::to_base(&mut estimates, f64::from(took_part));
        }
        let certainty = match (draws, rounded) {
            (0, false) => Certainty::Exact,
            (0, true) => Certainty::Sure,
            _ => Certainty::Likely,
        };
        Some(Self { question, took_part, cells, totals, estimates, draws, certainty, rounded })
    }

    /// The evidence of a question over all children of some releases. None if one of them has no
    /// such table.
    pub(super) fn over(question: &'a Question, releases: &[&Release]) -> Option<Self> {
        let sources: Option<Vec<Source<'_>>> = releases
            .iter()
            .map(|r| Some(Source { table: r.table(&question.code, None)?, took_part: r.took_part, policy: r.policy }))
            .collect();
        Self::of(question, &sources?)
    }

    fn at(&self, cell: &Cell) -> Option<usize> {
        self.cells.iter().position(|c| c == cell)
    }

    /// What is known of the sum of some cells; none if one of them is held back.
    pub(super) fn known(&self, cells: &[Cell]) -> Option<Known> {
        let noise = f64::from(half_width(self.draws * cells.len()));
        let mut known = Known { value: 0.0, below: noise, above: noise, certainty: self.certainty };
        for cell in cells {
            let at = self.at(cell)?;
            let (total, estimate) = (self.totals.get(at)?, self.estimates.get(at)?);
            total.published?;
            known.value += estimate;
            known.below += total.below;
            known.above += total.above;
        }
        Some(known)
    }

    /// The published integer of a cell, summed over its sources.
    pub(super) fn published(&self, cell: &Cell) -> Option<i64> {
        self.totals.get(self.at(cell)?)?.published
    }

    /// What shares are of: who answered (took part − released skipped − released not asked; derived,
    /// never counted), or who took part where rounding holds that back.
    pub(super) fn base(&self) -> Base {
        let took_part = f64::from(self.took_part);
        if self.rounded {
            return Base { children: took_part, estimated: false };
        }
        let left_out = [Cell::Skipped, Cell::NotAsked].iter().filter_map(|c| self.estimates.get(self.at(c)?)).sum::<f64>();
        Base { children: (took_part - left_out).clamp(1.0, took_part.max(1.0)), estimated: self.draws > 0 }
    }

    /// Whether shares are of all who took part.
    pub(super) fn of_all(&self) -> bool {
        self.rounded
    }

    /// About how many wrote, where figures are of them: those of themes, but where rounding holds back who did not.
    /// It comes from what was released, so what is made of it tells nothing more.
    pub(super) fn wrote(&self) -> Option<u32> {
        (self.question.kind == Kind::Themes && !self.of_all()).then(|| self.base().children.round() as u32)
    }

    /// The most that a count could be.
    pub(super) fn most(&self) -> u32 {
        self.wrote().unwrap_or(self.took_part)
    }

    /// The form of its figures. It goes by who took part; where few of them wrote, a share of those who did would
    /// have a range wider than itself, so then it goes by them.
    pub(super) fn form(&self) -> Form {
        Form::of(self.took_part.min(self.most()))
    }

    /// The figure of the sum of some cells. What fewer than ten wrote is not told.
    pub(super) fn figure(&self, form: Form, cells: &[Cell]) -> Figure {
        let too_few = self.wrote().is_some_and(|wrote| (wrote as usize) < SMALLEST);
        match self.known(cells).filter(|_| !too_few) {
            Some(known) => Figure::new(form, known, self.base(), self.most()),
            None => Figure::HeldBack,
        }
    }

    /// The question.
    pub(super) fn question(&self) -> &'a Question {
        self.question
    }
}

/// Published integers are far below 2^52.
fn as_f64(n: i64) -> f64 {
    n as f64
}

/// The widths of ranges are too.
fn small(n: u64) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::{Evidence, Source};
    use crate::domain::code::Code;
    use crate::domain::policy::Policy;
    use crate::domain::questionnaire::{Questionnaire, parse};
    use crate::domain::release::ProtectedTable;
    use crate::domain::report::{Certainty, Form};
    use crate::domain::tally::Cell;

    fn questionnaire() -> Questionnaire {
        parse(
            r#"
code = "small"
title = "Small"
source = "Made up for this test"
languages = ["en"]
wordings = ["8-11"]
welcome = { "8-11" = { en = { who = "w", why = "w", what = "w" } } }
[[question]]
code = "q"
kind = "one"
report = "Q?"
wording = { "8-11" = { en = "Q?" } }
choice = [{ code = "a", report = "A" }, { code = "b", report = "B" }]
"#,
        )
        .expect("no fault")
    }

    fn row(code: &str) -> Cell {
        Cell::Row(Code::parse(code).expect("a code"))
    }

    fn table(a: Option<i64>, b: Option<i64>, skipped: Option<i64>) -> ProtectedTable {
        ProtectedTable {
            question: Code::parse("q").expect("a code"),
            group: None,
            cells: vec![(row("a"), a), (row("b"), b), (Cell::Skipped, skipped)],
        }
    }

    #[test]
    fn protected_releases_add_up_and_their_ranges_widen() {
        let q = questionnaire();
        let (one, two) = (table(Some(20), Some(11), Some(-1)), table(Some(31), Some(12), Some(2)));
        let source = |table, took_part| Source { table, took_part, policy: Policy::Protected };
        let e = Evidence::of(&q.questions[0], &[source(&one, 30), source(&two, 45)]).expect("evidence");
        assert_eq!((e.took_part, e.certainty, e.published(&row("a"))), (75, Certainty::Likely, Some(51)));
        // One draw: 3. Two: 4. The sum of two cells over two releases: four draws.
        let width = |cells: &[Cell]| e.known(cells).expect("known").above;
        assert!((width(&[row("a")]) - 4.0).abs() < 1e-9 && (width(&[row("a"), row("b")]) - 6.0).abs() < 1e-9);
        assert!((e.estimates.iter().sum::<f64>() - 75.0).abs() < 1e-9, "cells agree with the base");
    }

    #[test]
    fn what_one_release_holds_back_the_sum_holds_back() {
        let q = questionnaire();
        let (noisy, rounded) = (table(Some(20), Some(11), Some(-1)), table(Some(15), None, None));
        let e = Evidence::of(
            &q.questions[0],
            &[
                Source { table: &noisy, took_part: 30, policy: Policy::Protected },
                Source { table: &rounded, took_part: 24, policy: Policy::Rounded },
            ],
        )
        .expect("evidence");
        assert_eq!(e.published(&row("b")), None);
        assert_eq!(e.figure(Form::Counts, &[row("b")]).short(), "held back");
        assert_eq!(e.figure(Form::Counts, &[row("a"), row("b")]).short(), "held back");
        assert!(e.of_all() && e.certainty == Certainty::Likely);
        let a = e.known(&[row("a")]).expect("known");
        assert!((a.value - 35.0).abs() < 1e-9 && a.below > 3.0, "{a:?}");
    }

    #[test]
    fn plain_counts_are_what_they_are() {
        let q = questionnaire();
        let plain = table(Some(20), Some(7), Some(3));
        let e = Evidence::of(&q.questions[0], &[Source { table: &plain, took_part: 30, policy: Policy::PlainCounts }]).expect("evidence");
        assert_eq!(e.certainty, Certainty::Exact);
        assert!((e.base().children - 27.0).abs() < 1e-9 && !e.base().estimated);
        assert_eq!(e.figure(Form::Counts, &[row("b")]).told(), ("7 of 30".to_owned(), None));
    }
}
