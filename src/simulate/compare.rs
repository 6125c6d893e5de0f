//! What children answered against what was counted, answer by answer. Only for an event under *plain counts*,
//! where figures are true: nobody else could tell one lost answer from a changed figure.

use crate::domain::questionnaire::Questionnaire;
use crate::domain::release::Release;
use crate::domain::response::{Answer, Letter, Response};
use crate::domain::tally::Cell;

/// The difference between what was answered and what was counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Difference {
    /// Figures that were compared.
    pub figures: usize,
    /// Answers that were given and are in no figure.
    pub lost: u64,
    /// Answers that are in a figure more often than they were given.
    pub doubled: u64,
}

/// Holds the figures of a release against letters as children wrote them. What a letter says is read by the
/// questionnaire's rules; it is counted here, apart from the code that is tried.
#[must_use]
pub fn compare(questionnaire: &Questionnaire, letters: &[Letter], release: &Release) -> Difference {
    let said: Vec<Response> = letters.iter().filter_map(|l| Response::check(questionnaire, &l.answers).ok()).collect();
    let mut difference = Difference::default();
    let mut add = |given: usize, counted: Option<i64>| {
        let given = i64::try_from(given).unwrap_or(i64::MAX);
        let counted = counted.unwrap_or(0);
        difference.figures += 1;
        difference.lost += u64::try_from(given - counted).unwrap_or(0);
        difference.doubled += u64::try_from(counted - given).unwrap_or(0);
    };
    add(letters.len(), Some(i64::from(release.took_part)));
    for table in release.tables.iter().filter(|t| t.group.is_none()) {
        let Some(question) = questionnaire.question(table.question.as_str()) else { continue };
        for (cell, counted) in &table.cells {
            let gave = |response: &&Response| match (response.answer(question), cell) {
                (Answer::Given(choices), Cell::Row(row)) => choices.iter().any(|c| question.row_of(c).as_ref() == Some(row)),
                (Answer::Skipped, Cell::Skipped) | (Answer::NotAsked, Cell::NotAsked) => true,
                _ => false,
            };
            add(said.iter().filter(gave).count(), *counted);
        }
    }
    difference
}

#[cfg(test)]
mod tests {
    use super::compare;
    use crate::domain::disclosure::{Terms, release};
    use crate::domain::policy::Policy;
    use crate::domain::questionnaire::parse;
    use crate::domain::release::Release;
    use crate::domain::response::{Letter, Response};
    use crate::seal::SystemBits;
    use crate::simulate::Distribution;
    use time::macros::date;

    #[test]
    fn one_lost_or_doubled_child_is_seen() {
        let questionnaire = parse(include_str!("../../assets/questionnaires/messages-for-munro.toml")).expect("no fault");
        let mut bits = SystemBits::default();
        let weights = Distribution::parse(include_str!("../../assets/demo/day.csv"), &["ways".to_owned()]).expect("reads");
        let letters = weights.letters(150, 150, &mut bits).expect("letters");
        let mut counted = |letters: &[Letter]| {
            let responses: Vec<Response> = letters.iter().map(|l| Response::check(&questionnaire, &l.answers).expect("they fit")).collect();
            let terms = Terms { number: 1, released_on: date!(2026 - 01 - 01), policy: Policy::PlainCounts, attended: 150, declared: 150 };
            release(&questionnaire, &responses, &terms, &mut bits).expect("released")
        };
        let told = |release: &Release| compare(&questionnaire, &letters, release);
        let whole = told(&counted(&letters));
        assert!(whole.figures > 20 && (whole.lost, whole.doubled) == (0, 0), "{whole:?}");
        // One child less: gone from the head count and from every question that was counted.
        let less = told(&counted(&letters[1..]));
        assert!(less.lost >= 3 && less.doubled == 0, "{less:?}");
        let twice: Vec<Letter> = letters.iter().chain(&letters[..1]).cloned().collect();
        let more = told(&counted(&twice));
        assert!(more.doubled >= 3 && more.lost == 0, "{more:?}");
        // As many as there were, and one of them another one.
        let mut other = letters.clone();
        other[0] = Letter::default();
        let other = told(&counted(&other));
        assert!(other.lost > 0 && other.doubled > 0, "{other:?}");
    }
}
