//! Faults in a questionnaire file: what is wrong, where, and how to mend it.

use std::fmt;
use std::ops::Range;

/// The most faults that are told at once: nobody mends more before checking again.
pub const TOLD: usize = 50;

/// One fault, with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// What is wrong, in plain words.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}. {}", self.line, self.column, self.what, self.mend)
    }
}

/// Collects faults while a file is read, so that all of them can be told at once.
pub(super) struct Faults<'a> {
    text: &'a str,
    list: Vec<Fault>,
}

impl<'a> Faults<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, list: Vec::new() }
    }

    /// Notes a fault at a byte range of the file.
    pub(super) fn add(&mut self, at: &Range<usize>, what: impl Into<String>, mend: impl Into<String>) {
        let before = self.text.get(..at.start).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        self.list.push(Fault { line, column, what: what.into(), mend: mend.into() });
    }

    /// All faults in the order of the file.
    pub(super) fn finish(mut self) -> Vec<Fault> {
        self.list.sort_by_key(|fault| (fault.line, fault.column));
        // The rows of a grid share what stands above them: what is wrong with it is told once.
        let mut told: Vec<Fault> = Vec::with_capacity(self.list.len());
        for fault in self.list {
            if !told.iter().rev().take_while(|t| (t.line, t.column) == (fault.line, fault.column)).any(|t| *t == fault) {
                told.push(fault);
            }
        }
        told
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
