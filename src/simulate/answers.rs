//! Made-up answers from a file: `question,choice,weight`.
//!
//! Weights are met as nearly as counts allow (largest remainders), so that a demonstration of 150
//! responses has exactly the shares that its file says. Questions are answered independently.

use crate::domain::disclosure::laplace::{Bits, OutOfRandomness};
use crate::domain::response::{Letter, SKIP};
use crate::seal::shuffle;
use std::collections::BTreeMap;

/// What can be wrong with such a file.
#[derive(Debug, thiserror::Error)]
pub enum AnswersError {
    /// A line does not read.
    #[error("line {line}: {why}")]
    Line {
        /// The line, counted from 1.
        line: u64,
        /// Why.
        why: String,
    },
    /// No answer has a weight.
    #[error("the file names no answer")]
    Empty,
    /// No randomness.
    #[error(transparent)]
    OutOfRandomness(#[from] OutOfRandomness),
}

/// Weights of choices, by question.
#[derive(Debug, Clone)]
pub struct Distribution {
    /// How many children the weights were counted over, for *many*.
    questions: BTreeMap<String, Vec<(String, u64)>>,
    many: Vec<String>,
}

impl Distribution {
    /// Reads a file. `many` names the questions of which several choices may be ticked: there a
    /// weight is how many of `of` children tick the choice.
    ///
    /// # Errors
    /// [`AnswersError`] with the first line that does not read.
    pub fn parse(text: &str, many: &[String]) -> Result<Self, AnswersError> {
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).trim(csv::Trim::All).from_reader(text.as_bytes());
        let mut questions: BTreeMap<String, Vec<(String, u64)>> = BTreeMap::new();
        for row in reader.records() {
            let row = row.map_err(|e| AnswersError::Line { line: e.position().map_or(0, csv::Position::line), why: e.to_string() })?;
            let line = row.position().map_or(0, csv::Position::line);
            let bad = |why: &str| AnswersError::Line { line, why: why.to_owned() };
            let (Some(question), Some(choice), Some(weight)) = (row.get(0), row.get(1), row.get(2)) else {
                return Err(bad("there are not three columns: question,choice,weight"));
            };
            let weight = weight.parse().map_err(|_| bad("the weight is not a whole number"))?;
            questions.entry(question.to_owned()).or_default().push((choice.to_owned(), weight));
        }
        if questions.values().flatten().all(|(_, w)| *w == 0) {
            return Err(AnswersError::Empty);
        }
        Ok(Self { questions, many: many.to_vec() })
    }

    /// Makes letters for so many children. For a question of kind *many*, `of` is the number of
    /// children that its weights were counted over.
    ///
    /// # Errors
    /// [`AnswersError::OutOfRandomness`] if the system gives none.
    pub fn letters(&self, children: usize, of: u64, bits: &mut impl Bits) -> Result<Vec<Letter>, AnswersError> {
        let mut letters = vec![Letter::default(); children];
        for (question, weights) in &self.questions {
            if self.many.contains(question) {
                self.tick(question, weights, of, &mut letters, bits)?;
            } else {
                let mut drawn: Vec<&str> = Vec::with_capacity(children);
                for ((choice, _), n) in weights.iter().zip(quotas(weights, children)) {
                    drawn.extend(std::iter::repeat_n(choice.as_str(), n));
                }
                shuffle(&mut drawn, bits)?;
                for (letter, choice) in letters.iter_mut().zip(drawn) {
                    if choice != SKIP {
                        letter.answers.insert(question.clone(), vec![choice.to_owned()]);
                    }
                }
            }
        }
        Ok(letters)
    }

    fn tick(
        &self,
        question: &str,
        weights: &[(String, u64)],
        of: u64,
        letters: &mut [Letter],
        bits: &mut impl Bits,
    ) -> Result<(), AnswersError> {
        let children = letters.len();
        let mut order: Vec<usize> = (0..children).collect();
        shuffle(&mut order, bits)?;
        let share = |weight: u64| usize::try_from(weight * u64::try_from(children).unwrap_or(0) / of.max(1)).unwrap_or(0).min(children);
        let skipped = weights.iter().find(|(c, _)| c == SKIP).map_or(0, |(_, w)| share(*w));
        let answering = order.split_off(skipped);
        for (choice, weight) in weights.iter().filter(|(c, _)| c != SKIP) {
            let mut who = answering.clone();
            shuffle(&mut who, bits)?;
            for i in who.into_iter().take(share(*weight)) {
                if let Some(letter) = letters.get_mut(i) {
                    letter.answers.entry(question.to_owned()).or_default().push(choice.clone());
                }
            }
        }
        Ok(())
    }
}

/// Whole numbers in proportion to the weights that add up to `total` (largest remainders).
fn quotas(weights: &[(String, u64)], total: usize) -> Vec<usize> {
    let sum: u128 = weights.iter().map(|(_, w)| u128::from(*w)).sum::<u128>().max(1);
    let wanted = total as u128;
    let mut quotas: Vec<usize> = Vec::new();
    let mut left: Vec<(u128, usize)> = Vec::new();
    for (i, (_, weight)) in weights.iter().enumerate() {
        let exact = u128::from(*weight) * wanted;
        quotas.push(usize::try_from(exact / sum).unwrap_or(0));
        left.push((exact % sum, i));
    }
    left.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let given: usize = quotas.iter().sum();
    for (_, i) in left.into_iter().take(total.saturating_sub(given)) {
        if let Some(quota) = quotas.get_mut(i) {
            *quota += 1;
        }
    }
    quotas
}

#[cfg(test)]
mod tests {
    use super::{AnswersError, Distribution};
    use crate::domain::questionnaire::parse;
    use crate::domain::response::Response;
    use crate::seal::SystemBits;

    /// Tablets that do not exist answer every kind of question: a choice by its code, a number by
    /// itself or by its bin.
    #[test]
    fn every_kind_can_be_answered() {
        let gallery = parse(include_str!("../../assets/questionnaires/gallery.toml")).expect("no fault");
        let mut text = "question,choice,weight\n".to_owned();
        for question in &gallery.questions {
            for choice in &question.choices {
                text += &format!("{},{},1\n", question.code, choice.code);
            }
        }
        text += "books,7,2\nbooks,٣,2\n";
        let many: Vec<String> = gallery.questions.iter().filter(|q| q.kind.ticks()).map(|q| q.code.to_string()).collect();
        let letters = Distribution::parse(&text, &many).expect("reads").letters(90, 90, &mut SystemBits::default()).expect("letters");
        let responses: Vec<Response> = letters.iter().map(|l| Response::check(&gallery, &l.answers).expect("it fits")).collect();
        let kept = serde_json::to_string(&responses).expect("writes");
        assert!(kept.contains("\"books\":[\"4-9\"]") && kept.contains("\"books\":[\"1-3\"]"));
        assert!(!kept.contains("\"7\"") && !kept.contains('٣'), "no number is kept");
    }

    #[test]
    fn shares_are_met_exactly() {
        let text = "# made up\nquestion,choice,weight\nalone,always,22\nalone,never,101\nalone,skip,27\nways,draw,75\nways,write,150\n";
        let d = Distribution::parse(text, &["ways".to_owned()]).expect("reads");
        let letters = d.letters(150, 150, &mut SystemBits::default()).expect("letters");
        let said = |question: &str, choice: &str| {
            letters.iter().filter(|l| l.answers.get(question).is_some_and(|v| v.iter().any(|c| c == choice))).count()
        };
        assert_eq!((said("alone", "always"), said("alone", "never"), said("alone", "skip")), (22, 101, 0));
        assert_eq!((said("ways", "draw"), said("ways", "write")), (75, 150));
    }

    #[test]
    fn faults_name_their_line() {
        let fault = Distribution::parse("question,choice,weight\na,b,x\n", &[]).expect_err("a fault");
        assert!(matches!(fault, AnswersError::Line { line: 2, .. }), "{fault}");
        assert!(matches!(Distribution::parse("question,choice,weight\n", &[]), Err(AnswersError::Empty)));
    }
}
