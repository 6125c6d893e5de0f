//! What Sayso is about, without any IO: questionnaires, answers, protection, figures, words.
//!
//! Invariant 9: nothing in here reads a file, a clock, a socket or a database.
//! What fails returns all its faults at once.

pub mod adult;
pub mod advice;
pub mod agreed;
pub mod clip;
pub mod code;
pub mod disclosure;
pub mod drawing;
pub mod envelope;
pub mod event;
pub mod example;
pub mod framework;
pub mod glossary;
pub mod hand;
pub mod outbox;
pub mod own_words;
pub mod papers;
pub mod policy;
pub mod pool;
pub mod questionnaire;
pub mod quote;
pub mod reading;
pub mod release;
pub mod remark;
pub mod report;
pub mod response;
pub mod safeguarding;
pub mod service;
pub mod spoken;
pub mod staff;
pub mod tablet;
pub mod tally;
pub mod theme;
pub mod typed;
pub mod vote;
pub mod watch;
pub mod wording;
pub mod words;
