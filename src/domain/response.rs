//! Responses: one child's set of answers, checked against the questionnaire that was asked.

use super::code::Code;
use super::questionnaire::{Kind, Question, Questionnaire};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The word for a question that a child chose not to answer.
pub const SKIP: &str = "skip";

/// Answers as they come in: texts under texts, unchecked.
pub type Raw = BTreeMap<String, Vec<String>>;

/// What is sealed in an envelope.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// The answers, by question code.
    pub answers: Raw,
}

/// A response: the choices given, by stable codes. Skipped questions are not in it; whether a
/// question was asked at all follows from the others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Response {
    given: BTreeMap<Code, Vec<Code>>,
}

/// How a question stands in a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer<'a> {
    /// These choices.
    Given(&'a [Code]),
    /// Asked, and not answered.
    Skipped,
    /// Not asked, because of what was answered before.
    NotAsked,
}

/// What is wrong with a set of answers. Names the question, never the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerFault {
    /// There is no such question.
    NoSuchQuestion,
    /// There is no such choice.
    NoSuchChoice(Code),
    /// More choices than may be taken.
    TooMany(Code, u8),
}

impl Response {
    /// Checks a set of answers against a questionnaire.
    ///
    /// An answer to a question that was not to be asked becomes "not asked"; "skip" beside other
    /// ticks is taken back by them, and an exclusive choice beside others gives way to them.
    ///
    /// # Errors
    /// All faults at once.
    pub fn check(questionnaire: &Questionnaire, raw: &Raw) -> Result<Self, Vec<AnswerFault>> {
        let mut faults = Vec::new();
        let mut response = Self::default();
        for (name, values) in raw {
            let Some(question) = questionnaire.question(name) else {
                faults.push(AnswerFault::NoSuchQuestion);
                continue;
            };
            match choices(question, values) {
                Ok(codes) if codes.is_empty() => {}
                Ok(codes) => {
                    response.given.insert(question.code.clone(), codes);
                }
                Err(fault) => faults.push(fault),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let not_asked: Vec<Code> = questionnaire.questions.iter().filter(|q| !response.asked(q)).map(|q| q.code.clone()).collect();
        for code in not_asked {
            response.given.remove(&code);
        }
        Ok(response)
    }

    /// How a question of the same questionnaire stands in this response.
    #[must_use]
    pub fn answer(&self, question: &Question) -> Answer<'_> {
        if !self.asked(question) {
            return Answer::NotAsked;
        }
        match self.given.get(&question.code) {
            Some(codes) => Answer::Given(codes),
            None => Answer::Skipped,
        }
    }

    fn asked(&self, question: &Question) -> bool {
        let Some(show_if) = &question.show_if else { return true };
        self.given.get(&show_if.question).is_some_and(|taken| taken.iter().any(|c| show_if.choices.contains(c)))
    }
}

fn choices(question: &Question, values: &[String]) -> Result<Vec<Code>, AnswerFault> {
    let mut taken = Vec::new();
    for value in values.iter().filter(|v| v.as_str() != SKIP && !v.is_empty()) {
        let choice = question.choice(value).ok_or_else(|| AnswerFault::NoSuchChoice(question.code.clone()))?;
        if !taken.contains(&choice) {
            taken.push(choice);
        }
    }
    if taken.len() > 1 {
        taken.retain(|c| !c.exclusive);
    }
    let most = match question.kind {
        Kind::One | Kind::Scale => 1,
        Kind::Many { limit } => limit.unwrap_or(u8::MAX),
    };
    if taken.len() > usize::from(most) {
        return Err(AnswerFault::TooMany(question.code.clone(), most));
    }
    let mut codes: Vec<Code> = taken.into_iter().map(|c| c.code.clone()).collect();
    // The order of ticking is nobody's business.
    codes.sort_unstable();
    Ok(codes)
}
