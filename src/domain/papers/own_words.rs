//! What the papers say where children may write: who reads it, by when, what is done with it. Nothing of this
//! stands in the papers of an event without a text box.

use super::{Block, Facts, blank, heading, list, text};

/// Who reads what children write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readers {
    /// The reader's name.
    pub reader: String,
    /// The deputy's name.
    pub deputy: String,
    /// By when everything is read: "18:00" or "the end of the day".
    pub read_by: String,
}

/// For the assessment, after how answers are processed.
pub(super) fn processing(facts: &Facts) -> Vec<Block> {
    let Some(Readers { reader, deputy, read_by }) = &facts.readers else { return Vec::new() };
    vec![
        heading("Children’s own words"),
        list(&[
            &format!(
                "A child may also write up to 1,000 characters. {reader} reads it, or {deputy}; both are from outside the service. Everything is read by {read_by} of the same day."
            ),
            "What is written travels and is kept apart from her answers, encrypted under a key of its own, and is joined to nothing: no \
             answer, no other text, no time, no device. What it tells, and how it is written, can still show who wrote it.",
            "Before the box she is told that the reader must pass on what says that someone is being hurt, and that they may not be able to \
             find her. What is passed on goes to those who keep children safe, with its referral’s reference.",
            "A text is destroyed 30 days after the decision on it, its key first; one that was passed on, not before its reference is in.",
            "A quote is redacted by one person and approved by a second, shown with at least four others from an event of 20 or more, and \
             credited to service and quarter.",
            "Own words may hold special category data about the child or others (Article 9), and accounts of crimes. Nobody asks for them.",
        ]),
        blank(
            "The ground for keeping and passing on such words (Article 9(2)(g) UK GDPR, Schedule 1 paragraph 18 of the Data Protection Act 2018, or another)",
        ),
        blank("Whom the reader calls, in hours and out of hours"),
    ]
}

/// For children of an age, by the words of it.
pub(super) fn for_children(facts: &Facts, words: &str) -> Vec<Block> {
    if facts.readers.is_some() { vec![text(words)] } else { Vec::new() }
}

/// For adults: what can be written, and who reads it.
pub(super) fn for_adults(facts: &Facts) -> String {
    match &facts.readers {
        None => "There is nowhere to write.".to_owned(),
        Some(Readers { read_by, .. }) => format!(
            "There is a box for own words. A safeguarding reader from outside the service reads them by {read_by} of the same day, and \
             passes on what says that someone is being hurt. Some may be shown as quotes, after two people took out what could tell who \
             wrote them."
        ),
    }
}
