//! Releases: what is fixed in the ledger for good.

use super::code::Code;
use super::policy::Policy;
use super::tally::{Cell, Group};
use serde::{Deserialize, Serialize};
use time::Date;

/// A release: protected tables, with the public head counts that they rest on.
/// Only ever held inside [`Protected`](super::disclosure::Protected).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// The number of the release within its event, from 1.
    pub number: u32,
    /// The day on which the figures were fixed.
    pub released_on: Date,
    /// The policy of its event.
    pub policy: Policy,
    /// Children who came, as staff counted them.
    pub attended: u32,
    /// Children whose answers are in it.
    pub took_part: u32,
    /// Head counts of the groups that may be shown.
    pub groups: Vec<GroupBase>,
    /// Protected tables, in the order of the questionnaire.
    pub tables: Vec<ProtectedTable>,
    /// Whether it is a wide table: one question by a sensitive one, with noise of a scale of its own.
    #[serde(default)]
    pub wide: bool,
}

/// The head count of a group that may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupBase {
    /// The group.
    pub group: Group,
    /// How many of those who took part are in it.
    pub took_part: u32,
}

/// A table after protection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtectedTable {
    /// The question.
    pub question: Code,
    /// The group, or all.
    pub group: Option<Group>,
    /// The published integers; none: held back. They may be below zero: clamping is for display alone.
    pub cells: Vec<(Cell, Option<i64>)>,
}

impl Release {
    /// The table of a question over all or over one group.
    #[must_use]
    pub fn table(&self, question: &Code, group: Option<&Group>) -> Option<&ProtectedTable> {
        self.tables.iter().find(|t| t.question == *question && t.group.as_ref() == group)
    }

    /// The groups by a known profile question, in order.
    pub fn groups_by(&self, by: &Code) -> impl Iterator<Item = &GroupBase> {
        self.groups.iter().filter(move |g| g.group.by == *by)
    }
}

impl ProtectedTable {
    /// The published integer of a cell, if the table has it and it is not held back.
    #[must_use]
    pub fn get(&self, cell: &Cell) -> Option<i64> {
        self.cells.iter().find(|(c, _)| c == cell).and_then(|(_, n)| *n)
    }
}
