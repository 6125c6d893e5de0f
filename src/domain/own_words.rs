//! Own words beside figures: what children wrote and two people approved, and what a group agreed.
//!
//! They are no figures, and nothing of them is counted. Quotes come in the order of their random ids.

use super::agreed::Agreed;
use super::code::Code;
use super::questionnaire::Questionnaire;
use super::quote::Published;

/// All own words that are shown of one event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnWords {
    /// The event's name.
    pub event: String,
    /// The days on which it was held, as text.
    pub held: String,
    /// Whether they are made up.
    pub demonstration: bool,
    /// The questions of the event, in order: code and words in reports.
    pub asked: Vec<(Code, String)>,
    /// The published quotes.
    pub quotes: Vec<Published>,
    /// What the group agreed, in the order in which it was typed.
    pub agreed: Vec<Agreed>,
}

impl OwnWords {
    /// The questions of a questionnaire, as they are told here.
    #[must_use]
    pub fn questions(questionnaire: &Questionnaire) -> Vec<(Code, String)> {
        questionnaire.questions.iter().map(|q| (q.code.clone(), q.report.clone())).collect()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.quotes.is_empty() && self.agreed.is_empty()
    }

    /// A question in its words in reports.
    #[must_use]
    pub fn asked(&self, question: &Code) -> Option<&str> {
        self.asked.iter().find(|(code, _)| code == question).map(|(_, asked)| asked.as_str())
    }

    /// The quotes that answer a question.
    pub fn quotes_of<'a>(&'a self, question: &'a Code) -> impl Iterator<Item = &'a Published> {
        self.quotes.iter().filter(move |quote| quote.question() == question)
    }

    /// What the group agreed about a question, or about the whole.
    pub fn agreed_on<'a>(&'a self, question: Option<&'a Code>) -> impl Iterator<Item = &'a Agreed> {
        self.agreed.iter().filter(move |agreed| agreed.question.as_ref() == question)
    }
}
