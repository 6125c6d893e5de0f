//! The budget: what the released tables may tell about one answer, in ε.
//!
//! A table whose cells are noised with scale b tells at most (change of its cells)/b about one
//! answer (Dwork, McSherry, Nissim and Smith 2006). Costs add up over tables. Planned when a
//! questionnaire is published, checked again before every release. Known profile questions are
//! public and are not charged.

use super::laplace::{B, Scale};
use crate::domain::code::Code;
use crate::domain::questionnaire::{Kind, Profile, Question, Questionnaire};

/// The most that all tables together may tell about one answer.
pub const MOST: f64 = 3.0;

/// The most that all tables together may tell about one tick among others (*many*).
pub const MOST_OF_A_TICK: f64 = MOST / 2.0;

/// A release would tell more about an answer than was promised.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error(
    "nothing was released: answers to “{question}” have been in tables that cost {released:.2} of {budget:.2}; what was asked for costs {asked:.2}, and {:.2} is left",
    budget - released
)]
pub struct OverBudget {
    /// The question.
    pub question: Code,
    /// What was released before.
    pub released: f64,
    /// What this release costs.
    pub asked: f64,
    /// The questionnaire's budget.
    pub budget: f64,
}

/// ε for so many cells that change by one.
#[must_use]
pub fn epsilon(cells: u32, scale: Scale) -> f64 {
    // b = s/t; both are a few units, so f64 holds them exactly.
    f64::from(cells) * scale.t as f64 / scale.s as f64
}

/// The cells of one table of a question that one changed answer to *it* can move: from one cell to
/// another. (A tick among other ticks moves one cell; the only tick also moves “skipped”.)
const OWN_CELLS: u32 = 2;

/// The cells of one table of a question that a changed answer to the question *it hangs on* can
/// move: “not asked”, and whatever was answered.
fn hanging_cells(question: &Question) -> u32 {
    let most = question.kind.most(question.choices.len());
    1 + u32::try_from(most).unwrap_or(u32::MAX - 1)
}

/// How many tables of a question are planned: plain, and by one breakdown.
fn tables(question: &Question) -> u32 {
    match question.kind {
        // Of what was written there is one table at most: that of its themes.
        Kind::Text => u32::from(!question.themes.is_empty()),
        _ if question.profile == Some(Profile::Known) => 0,
        _ => 1 + u32::from(question.breakdown.is_some()),
    }
}

/// What one answer to a question costs over all planned tables: its own, and those of questions
/// that hang on it.
#[must_use]
pub fn cost(questionnaire: &Questionnaire, question: &Question) -> f64 {
    if question.profile == Some(Profile::Known) {
        return 0.0;
    }
    let hanging = questionnaire.questions.iter().filter(|q| q.show_if.as_ref().is_some_and(|s| s.question == question.code));
    let cells = tables(question) * OWN_CELLS + hanging.map(|q| tables(q) * hanging_cells(q)).sum::<u32>();
    epsilon(cells, B)
}

/// What one tick among others costs over all planned tables; none if the question has no ticks.
#[must_use]
pub fn cost_of_a_tick(questionnaire: &Questionnaire, question: &Question) -> Option<f64> {
    if !question.kind.ticks() {
        return None;
    }
    // One cell a table of its own, where the whole answer moves two.
    Some(cost(questionnaire, question) - epsilon(tables(question), B))
}

/// Checks that a release of all planned tables stays within the budget, with what was spent on the
/// same answers before.
///
/// # Errors
/// [`OverBudget`] for the first question that does not.
pub fn check(questionnaire: &Questionnaire, spent: f64) -> Result<(), OverBudget> {
    for question in &questionnaire.questions {
        let asked = cost(questionnaire, question);
        if asked > 0.0 && spent + asked > questionnaire.budget.min(MOST) + 1e-9 {
            return Err(OverBudget { question: question.code.clone(), released: spent, asked, budget: questionnaire.budget.min(MOST) });
        }
    }
    Ok(())
}
