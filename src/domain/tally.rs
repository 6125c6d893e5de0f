//! Tallies: true counts, which nobody but the protection may see.

use super::code::Code;
use super::disclosure::group::Groups;
use super::policy::Policy;
use super::questionnaire::{Profile, Question, Questionnaire};
use super::response::{Answer, Response};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Cell {
    /// A row of the question: a choice or a pooled group.
    Row(Code),
    /// Asked, and not answered.
    Skipped,
    /// Not asked.
    NotAsked,
}

/// A group of children: those who gave one of these choices to a known profile question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Group {
    /// The known profile question.
    pub by: Code,
    /// Its choices that were merged, in order.
    pub choices: Vec<Code>,
}

/// A table of true counts. It has no `Debug` and no `Serialize`: it goes into the protection
/// and nowhere else.
#[derive(Clone)]
pub struct Table {
    pub(super) question: Code,
    pub(super) group: Option<Group>,
    pub(super) cells: Vec<(Cell, u64)>,
}

/// The cells of a question's tables, in order.
#[must_use]
pub fn cells(question: &Question) -> Vec<Cell> {
    let mut cells: Vec<Cell> = question.rows().into_iter().map(|row| Cell::Row(row.code)).collect();
    cells.push(Cell::Skipped);
    if question.show_if.is_some() {
        cells.push(Cell::NotAsked);
    }
    cells
}

/// Counts one question over some responses: a table.
fn table<'a>(question: &Question, group: Option<Group>, responses: impl Iterator<Item = &'a Response>) -> Table {
    Table { question: question.code.clone(), group, cells: count_one(question, responses) }
}

/// Counts the cells of one question over some responses.
pub(super) fn count_one<'a>(question: &Question, responses: impl Iterator<Item = &'a Response>) -> Vec<(Cell, u64)> {
    let cells = cells(question);
    let place = |cell: &Cell| cells.iter().position(|c| c == cell);
    let (skipped, not_asked) = (place(&Cell::Skipped), place(&Cell::NotAsked));
    // Looked up once for each choice, not for each response: there may be 100,000 of them.
    let rows: HashMap<&str, Option<usize>> =
        question.choices.iter().map(|c| (c.code.as_str(), question.row_of(&c.code).and_then(|row| place(&Cell::Row(row))))).collect();
    let mut counts = vec![0_u64; cells.len()];
    let mut add = |place: Option<usize>| {
        if let Some(count) = place.and_then(|i| counts.get_mut(i)) {
            *count += 1;
        }
    };
    for response in responses {
        match response.answer(question) {
            Answer::Skipped => add(skipped),
            Answer::NotAsked => add(not_asked),
            Answer::Given(codes) => codes.iter().for_each(|c| add(rows.get(c.as_str()).copied().flatten())),
        }
    }
    cells.into_iter().zip(counts).collect()
}

/// Counts all tables of the questionnaire's plan: every question but the known profile ones (whose
/// head counts are public) and those for own words (whose themes have a release of their own), plain and by its breakdown where the groups allow one. Without random
/// noise a question that is shown only sometimes has no table: two tables that rest on one answer
/// could be held against each other.
#[must_use]
pub fn count(questionnaire: &Questionnaire, responses: &[Response], groups: &Groups, policy: Policy) -> Vec<Table> {
    let mut tables = Vec::new();
    let counted =
        |q: &&Question| q.profile != Some(Profile::Known) && q.kind.is_counted() && (policy == Policy::Protected || q.show_if.is_none());
    for question in questionnaire.questions.iter().filter(counted) {
        tables.push(table(question, None, responses.iter()));
        let Some(by) = question.breakdown.as_ref().and_then(|b| questionnaire.question(b.as_str())) else { continue };
        for group in groups.of(&by.code) {
            let inside = responses.iter().filter(|r| in_group(r, by, group));
            tables.push(table(question, Some(group.clone()), inside));
        }
    }
    tables
}

/// Whether a response belongs to a group.
pub(super) fn in_group(response: &Response, by: &Question, group: &Group) -> bool {
    match response.answer(by) {
        Answer::Given(codes) => codes.iter().any(|c| group.choices.contains(c)),
        Answer::Skipped | Answer::NotAsked => false,
    }
}
