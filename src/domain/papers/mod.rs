//! The papers of one event, filled in: the assessment for the data protection officer, notices for
//! children of each age band, for parents and carers and for staff, and a slip to opt out.
//!
//! Text only. They promise no more than `docs/PRIVACY.md` does. What Sayso cannot know is a line to
//! fill in by hand ([`Block::Blank`]), never a guess.

mod adults;
mod children;
mod dpia;
mod markdown;
mod own_words;
mod policy;
mod risks;
#[cfg(test)]
mod tests;

pub use markdown::markdown;
pub use own_words::Readers;

use super::disclosure;
use super::policy::Policy;
use super::questionnaire::{Profile, Questionnaire};

/// What the papers are filled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The event's name.
    pub event: String,
    /// The service that it is about.
    pub service: String,
    /// The day or days, as text: "12 March 2026" or "10 March 2026 to 12 April 2026".
    pub held: String,
    /// The questionnaire's title.
    pub title: String,
    /// The number of its version.
    pub version: i32,
    /// How small numbers are protected.
    pub policy: Policy,
    /// Why plain counts are shown, as an administrator wrote it.
    pub reason: Option<String>,
    /// How many children are expected.
    pub expected: u32,
    /// Days after the figures are fixed until the answers are destroyed.
    pub retention_days: u16,
    /// The questions, in the order in which they are asked.
    pub questions: Vec<Asked>,
    /// The names of the languages in which the questions can be read.
    pub languages: Vec<String>,
    /// The names of those whose translation no native speaker has read yet.
    pub unread: Vec<String>,
    /// Where children will see what was said, if the officer wrote it.
    pub shown_at: Option<String>,
    /// Whether a child is first asked if she can answer without anyone seeing.
    pub asks_alone: bool,
    /// Who reads what children write; none where they cannot write.
    pub readers: Option<Readers>,
}

/// A question as the papers tell about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its wording for reports.
    pub report: String,
    /// Whether it asks who the child is.
    pub profile: Option<Profile>,
    /// Whether it is about safety.
    pub safety: bool,
    /// The few words of the question by whose groups its figures are split ("Age"); none if the
    /// event's policy shows no such table.
    pub breakdown: Option<String>,
}

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its title.
    pub title: String,
    /// Who is to read it.
    pub for_whom: &'static str,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A part of a paper. All its text is plain: nothing in it is markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A list.
    List(Vec<String>),
    /// A table. An empty cell is one to fill in by hand.
    Table {
        /// The heads of its columns.
        head: Vec<String>,
        /// Its rows, each as long as the head.
        rows: Vec<Vec<String>>,
    },
    /// A line to fill in by hand: what belongs on it.
    Blank(String),
}

/// The papers of an event: the assessment, the notices from the youngest children to staff, the slip.
#[must_use]
pub fn papers(facts: &Facts) -> Vec<Paper> {
    vec![
        dpia::paper(facts),
        children::four_to_seven(facts),
        children::eight_to_eleven(facts),
        children::twelve_to_fifteen(facts),
        children::sixteen_and_over(facts),
        adults::parents(facts),
        adults::staff(facts),
        adults::slip(facts),
    ]
}

impl Asked {
    /// The questions of a questionnaire as the papers of an event under a policy tell about them.
    #[must_use]
    pub fn all(questionnaire: &Questionnaire, policy: Policy) -> Vec<Self> {
        let split = |by: &super::code::Code| questionnaire.question(by.as_str()).map(|by| by.short.clone());
        let asked = questionnaire.questions.iter().map(|q| Self {
            report: q.report.clone(),
            profile: q.profile,
            safety: q.safety,
            breakdown: q.breakdown.as_ref().filter(|_| policy.breaks_down()).and_then(split),
        });
        asked.collect()
    }
}

impl Facts {
    fn asks(&self, profile: Profile) -> bool {
        self.questions.iter().any(|q| q.profile == Some(profile))
    }

    fn asks_about_safety(&self) -> bool {
        self.questions.iter().any(|q| q.safety)
    }

    /// By what figures are split, each once, as a list in words; none if by nothing.
    fn splits(&self) -> Option<String> {
        let mut by: Vec<&str> = Vec::new();
        for split in self.questions.iter().filter_map(|q| q.breakdown.as_deref()) {
            if !by.contains(&split) {
                by.push(split);
            }
        }
        (!by.is_empty()).then(|| by.join(", "))
    }

    /// "90 days".
    fn days(&self) -> String {
        match self.retention_days {
            1 => "1 day".to_owned(),
            n => format!("{n} days"),
        }
    }

    fn expects_too_few(&self) -> bool {
        usize::try_from(self.expected).is_ok_and(|n| n < disclosure::SMALLEST)
    }
}

fn heading(text: &str) -> Block {
    Block::Heading(text.to_owned())
}

fn text(text: impl Into<String>) -> Block {
    Block::Text(text.into())
}

/// Where children can see what was said: as the officer wrote it, else a line to fill in.
fn shown(what: &str, facts: &Facts) -> Block {
    match &facts.shown_at {
        Some(place) => text(format!("{what}: {}.", place.trim_end_matches('.'))),
        None => Block::Blank(format!("{what} at")),
    }
}

fn blank(text: &str) -> Block {
    Block::Blank(text.to_owned())
}

fn list(items: &[&str]) -> Block {
    Block::List(cells(items))
}

fn cells(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|&c| c.to_owned()).collect()
}

fn table(head: &[&str], rows: Vec<Vec<String>>) -> Block {
    Block::Table { head: cells(head), rows }
}
