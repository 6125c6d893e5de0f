//! Disclosure control: the one way from true counts to figures that a person may see.
//!
//! Policy *protected*: each cell gets exact discrete Laplace noise with b = 4/3, drawn once and
//! kept as an integer. Whoever knows every other answer changes his odds about this one by at
//! most e^1.5 a table. Nothing is released below ten responses or ten children.

pub mod group;
pub mod laplace;

use super::event::Policy;
use super::questionnaire::Questionnaire;
use super::release::{GroupBase, ProtectedTable, Release};
use super::response::Response;
use super::tally::{self, Table};
use group::Groups;
use laplace::{Bits, OutOfRandomness};
use std::ops::Deref;
use time::Date;

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

    /// What follows from a protected value alone is protected too (post-processing costs nothing).
    /// Only the domain derives: `from` must look at nothing but the value and public words.
    pub(in crate::domain) fn derive<U>(&self, from: impl FnOnce(&T) -> U) -> Protected<U> {
        Protected::new(from(&self.0))
    }
}

impl Protected<Release> {
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
    /// Children who came.
    pub attended: u32,
}

/// Why nothing was released.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotReleased {
    /// Fewer than ten took part or came.
    #[error("fewer than ten took part or came")]
    TooFew,
    /// The system gave no random bytes.
    #[error(transparent)]
    OutOfRandomness(#[from] OutOfRandomness),
}

/// Counts and protects. The decision whether to release, and which groups, rests on head counts
/// alone, never on answers (Kenthapadi, Mishra and Nissim 2013: simulatable auditing).
///
/// # Errors
/// [`NotReleased::TooFew`] below [`SMALLEST`] responses or children.
pub fn release(
    questionnaire: &Questionnaire,
    responses: &[Response],
    terms: &Terms,
    bits: &mut impl Bits,
) -> Result<Protected<Release>, NotReleased> {
    let took_part = u32::try_from(responses.len()).unwrap_or(u32::MAX);
    if responses.len() < SMALLEST || usize::try_from(terms.attended).is_ok_and(|n| n < SMALLEST) {
        return Err(NotReleased::TooFew);
    }
    let groups = Groups::of_responses(questionnaire, responses);
    let tables = tally::count(questionnaire, responses, &groups);
    let tables = tables.into_iter().map(|t| protect(t, terms.policy, bits)).collect::<Result<_, _>>()?;
    let groups = groups.into_bases().into_iter().map(|(group, took_part)| GroupBase { group, took_part }).collect();
    Ok(Protected::new(Release {
        number: terms.number,
        released_on: terms.released_on,
        policy: terms.policy,
        attended: terms.attended,
        took_part,
        groups,
        tables,
    }))
}

fn protect(table: Table, policy: Policy, bits: &mut impl Bits) -> Result<ProtectedTable, OutOfRandomness> {
    let Table { question, group, cells } = table;
    let cells = cells.into_iter().map(|(cell, count)| {
        let noise = match policy {
            Policy::Protected => laplace::draw(bits, laplace::B)?,
        };
        Ok((cell, i64::try_from(count).unwrap_or(i64::MAX).saturating_add(noise)))
    });
    Ok(ProtectedTable { question, group, cells: cells.collect::<Result<_, OutOfRandomness>>()? })
}
