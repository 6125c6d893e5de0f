//! Disclosure control: the one way from true counts to figures that a person may see.
//!
//! Nothing is released below ten responses or ten children. Above that, by policy:
//!
//! - *protected*: each cell gets exact discrete Laplace noise with b = 4/3, drawn once and kept as
//!   an integer ([`laplace`]). Whoever knows every other answer changes his odds about this one by
//!   at most e^1.5 a table.
//! - *rounded*: to the nearest five, small and very large counts held back ([`rounded`]).
//! - *plain counts*: as counted.

#[cfg(test)]
mod accountant;
pub mod budget;
pub mod group;
pub mod laplace;
pub mod rounded;
pub mod wide;

use super::code::Code;
use super::policy::Policy;
use super::questionnaire::{Question, Questionnaire};
use super::release::{GroupBase, ProtectedTable, Release};
use super::response::Response;
use super::tally::{self, Cell, Table};
use budget::OverBudget;
use group::Groups;
use laplace::{Bits, OutOfRandomness};
use rounded::Shape;
use std::ops::Deref;
use time::Date;
use wide::NoWideTable;

/// Nothing is shown of fewer responses, fewer children who came, or a smaller group.
pub const SMALLEST: usize = 10;

/// A value that has been through the protection. Invariant 1: it has one constructor, which is
/// private to this module; charts, exports and summary pages take nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protected<T>(T);

impl<T> Deref for Protected<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> Protected<T> {
    fn new(value: T) -> Self {
        Self(value)
    }
}

impl Protected<Release> {
    /// What follows from several releases alone is protected too.
    pub(in crate::domain) fn derive_all<U>(releases: &[Self], from: impl FnOnce(&[&Release]) -> Option<U>) -> Option<Protected<U>> {
        let releases: Vec<&Release> = releases.iter().map(|r| &r.0).collect();
        from(&releases).map(Protected::new)
    }

    /// Takes a release back out of the ledger, where it was put after [`release`].
    /// Only the store calls this: what stands in the ledger has been protected.
    #[must_use]
    pub fn from_ledger(release: Release) -> Self {
        Self::new(release)
    }
}

/// What is needed to release, besides the responses.
#[derive(Debug, Clone)]
pub struct Terms {
    /// The number of the release within its event.
    pub number: u32,
    /// The day.
    pub released_on: Date,
    /// The event's policy.
    pub policy: Policy,
    /// Children who came, and were not told of in an earlier release of the event.
    pub attended: u32,
    /// Children declared who may be among the responses: those who came, less those counted before.
    pub declared: u32,
}

/// Why nothing was released.
#[derive(Debug, PartialEq, thiserror::Error)]
pub enum NotReleased {
    /// Fewer than ten took part or came.
    #[error("fewer than ten took part or came")]
    TooFew,
    /// The tables would tell more about an answer than was promised.
    #[error(transparent)]
    OverBudget(#[from] OverBudget),
    /// The system gave no random bytes.
    #[error(transparent)]
    OutOfRandomness(#[from] OutOfRandomness),
}

/// Counts and protects. The decision whether to release, and which groups, rests on head counts
/// alone, never on answers (Kenthapadi, Mishra and Nissim 2013: simulatable auditing).
///
/// # Errors
/// [`NotReleased::TooFew`] below [`SMALLEST`] responses or declared children;
/// [`NotReleased::OverBudget`] if the planned tables cost more than the questionnaire's budget.
pub fn release(
    questionnaire: &Questionnaire,
    responses: &[Response],
    terms: &Terms,
    bits: &mut impl Bits,
) -> Result<Protected<Release>, NotReleased> {
    let took_part = u32::try_from(responses.len()).unwrap_or(u32::MAX);
    if responses.len() < SMALLEST || usize::try_from(terms.declared).is_ok_and(|n| n < SMALLEST) {
        return Err(NotReleased::TooFew);
    }
    // Every answer is in one release only: its envelope becomes a receipt. So nothing was spent before.
    budget::check(questionnaire, 0.0)?;
    let groups = if terms.policy.breaks_down() { Groups::of_responses(questionnaire, responses) } else { Groups::default() };
    let tables = tally::count(questionnaire, responses, &groups, terms.policy);
    let tables = tables.into_iter().map(|t| protect(questionnaire, t, took_part, terms.policy, bits)).collect::<Result<_, _>>()?;
    let groups = groups.into_bases().into_iter().map(|(group, took_part)| GroupBase { group, took_part }).collect();
    Ok(Protected::new(Release {
        number: terms.number,
        released_on: terms.released_on,
        policy: terms.policy,
        attended: terms.attended,
        took_part,
        groups,
        tables,
        wide: false,
    }))
}

/// Makes a wide table of one question by another, a sensitive one, over some responses.
///
/// # Errors
/// [`NoWideTable`] if they are too few or the questions are not for it.
pub fn wide(
    questionnaire: &Questionnaire,
    question_and_by: (&Code, &Code),
    responses: &[Response],
    terms: &Terms,
    bits: &mut impl Bits,
) -> Result<Protected<Release>, NoWideTable> {
    wide::table(questionnaire, question_and_by, responses, terms, bits).map(Protected::new)
}

/// How the cells of a question's table hang together, which readers know too.
pub(in crate::domain) fn in_shape<T>(question: &Question, work: impl FnOnce(Shape<'_>) -> T) -> T {
    if !question.kind.ticks() {
        return work(Shape::Partition);
    }
    let alone = |cell: &Cell| match cell {
        Cell::Row(code) => question.choice(code.as_str()).is_some_and(|c| c.exclusive),
        Cell::Skipped | Cell::NotAsked => true,
    };
    let alone: Vec<bool> = tally::cells(question).iter().map(alone).collect();
    work(Shape::Ticks { alone: &alone, limit: question.kind.limit().map(u64::from) })
}

fn protect(
    questionnaire: &Questionnaire,
    table: Table,
    took_part: u32,
    policy: Policy,
    bits: &mut impl Bits,
) -> Result<ProtectedTable, OutOfRandomness> {
    let Table { question, group, cells } = table;
    let (cells, counts): (Vec<_>, Vec<u64>) = cells.into_iter().unzip();
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let published: Vec<Option<i64>> = match policy {
        Policy::Protected => {
            counts.iter().map(|n| Ok(Some(whole(*n).saturating_add(laplace::draw(bits, laplace::B)?)))).collect::<Result<_, _>>()?
        }
        Policy::Rounded => {
            let published = |q| in_shape(q, |shape| rounded::publish(&counts, shape, u64::from(took_part)));
            // A question that is not there has no table; nothing would be shown of it.
            let rounded = questionnaire.question(question.as_str()).map_or_else(|| vec![None; counts.len()], published);
            rounded.into_iter().map(|shown| shown.map(whole)).collect()
        }
        Policy::PlainCounts => counts.iter().map(|n| Some(whole(*n))).collect(),
    };
    Ok(ProtectedTable { question, group, cells: cells.into_iter().zip(published).collect() })
}

#[cfg(test)]
mod tests {
    use super::in_shape;
    use super::rounded::Shape;
    use crate::domain::questionnaire::parse;

    #[test]
    fn a_child_is_in_one_cell_of_every_kind_but_many() {
        let gallery = parse(include_str!("../../../assets/questionnaires/gallery.toml")).expect("no fault");
        for question in &gallery.questions {
            let partition = in_shape(question, |shape| matches!(shape, Shape::Partition));
            assert_eq!(partition, question.kind.name() != "many", "{}", question.code);
        }
        let of = |code: &str, check: fn(Shape<'_>) -> bool| gallery.question(code).is_some_and(|q| in_shape(q, check));
        // Six choices, of which two are ticked alone, and skipped.
        let alone = [false, false, false, false, true, true, true];
        assert!(of("day-out", |shape| matches!(shape, Shape::Ticks { limit: Some(2), .. })));
        let day_out = gallery.question("day-out").expect("is there");
        assert!(in_shape(day_out, |shape| matches!(shape, Shape::Ticks { alone: found, .. } if found == alone)));
        assert!(of("this-week", |shape| matches!(shape, Shape::Ticks { limit: None, .. })));
    }
}
