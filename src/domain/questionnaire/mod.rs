//! Questionnaires: what is asked, in which words, and which tables come of it.
//!
//! A questionnaire is read from a TOML file ([`parse`]), which is documented in
//! `docs/QUESTIONNAIRES.md`. What has been published never changes (invariant 6).

mod check;
mod fault;
mod grid;
mod kind;
mod parse;
mod reader;
#[cfg(test)]
mod tests;

pub use fault::{Fault, TOLD};
pub use kind::{Bin, Draw, Kind};
pub use parse::{parse, parse_published};

use super::code::Code;
use super::wording::{Band, Language, Wording};
use serde::Serialize;

/// A questionnaire as its file says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Questionnaire {
    /// Its stable code; versions are numbered under it.
    pub code: Code,
    /// Its title, as readers see it.
    pub title: String,
    /// Where its questions come from.
    pub source: String,
    /// Languages in which it is offered; the first is the one fallen back to.
    pub languages: Vec<Language>,
    /// Languages in which every text must have a voice before it may be published.
    pub spoken: Vec<Language>,
    /// Languages whose translations no native speaker has read yet.
    pub awaiting_reader: Vec<Language>,
    /// The bands for which wordings are written: "How do you want your questions?".
    pub wordings: Vec<Band>,
    /// Days after a release until everything but the ledger is destroyed.
    pub retention_days: u16,
    /// The most that one answer may cost, in ε (docs/design: 3.0).
    pub budget: f64,
    /// The words of the first page: who asks, why, what happens to the answers.
    pub welcome: Welcome,
    /// The questions in the order in which they are asked.
    pub questions: Vec<Question>,
}

/// The words of the first page.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Welcome {
    /// Who asks.
    pub who: Wording,
    /// Why.
    pub why: Wording,
    /// What happens to the answers.
    pub what: Wording,
}

/// Whether a question is about who the child is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Profile {
    /// Staff know the answer anyway (age, kind of home); its head counts are public.
    Known,
    /// Not known to staff (disability): never used to split a table.
    Sensitive,
}

/// A condition under which a question is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShowIf {
    /// The question that it hangs on.
    pub question: Code,
    /// The choices of which at least one must have been taken.
    pub choices: Vec<Code>,
}

/// Which row of a grid a question is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GridRow {
    /// The grid's code.
    pub grid: Code,
    /// What is asked of all rows: it stands above the row's own words.
    pub stem: Wording,
    /// Its place among the rows, from 1.
    pub row: usize,
    /// How many rows there are.
    pub of: usize,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Question {
    /// Its stable code.
    pub code: Code,
    /// The row of a grid that it is, if it is one.
    pub grid: Option<GridRow>,
    /// How it is answered.
    pub kind: Kind,
    /// How its figures are drawn.
    pub draw: Draw,
    /// Its one wording for reports.
    pub report: String,
    /// A few words for lists.
    pub short: String,
    /// A clause for sentences to quote, with `{choice}` where the choice goes.
    pub sentence: Option<String>,
    /// Whether it asks who the child is.
    pub profile: Option<Profile>,
    /// The known profile question by which it is also tabulated.
    pub breakdown: Option<Code>,
    /// Sets of its choices that are merged where a group is too small, first those that stand first
    /// (known profile questions only; empty: neighbours merge in the written order).
    pub merge: Vec<Vec<Code>>,
    /// When it is asked.
    pub show_if: Option<ShowIf>,
    /// Headings of frameworks, as `framework/heading`.
    pub tags: Vec<String>,
    /// The name of its scene.
    pub picture: Option<String>,
    /// Whether it is about safety: *Talk to someone* is offered after it.
    pub safety: bool,
    /// Its text.
    pub wording: Wording,
    /// A second line under it.
    pub hint: Wording,
    /// Pooled groups of a scale or of faces, in order.
    pub pools: Vec<Pool>,
    /// Its choices in order.
    pub choices: Vec<Choice>,
    /// The themes by which what children wrote is counted, in order (text only). They are fixed before anybody
    /// writes: a theme that was thought of afterwards would tell that somebody wrote of it.
    pub themes: Vec<Theme>,
}

/// A theme of what children wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Theme {
    /// Its stable code.
    pub code: Code,
    /// Its words in reports.
    pub report: String,
}

/// A pooled group of a scale: what choices of different bands are counted as together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pool {
    /// Its stable code.
    pub code: Code,
    /// Its words in reports.
    pub report: String,
}

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Its stable code.
    pub code: Code,
    /// Its words in reports.
    pub report: String,
    /// The pooled group that it counts in (scales and faces only).
    pub pool: Option<Code>,
    /// The numbers that it stands for (number only).
    pub bin: Option<Bin>,
    /// The name of its picture.
    pub picture: Option<String>,
    /// The wordings in which it is offered; empty: in all.
    pub bands: Vec<Band>,
    /// Not on the scale ("not sure"): shown quietly apart.
    pub apart: bool,
    /// Ticked alone (many only).
    pub exclusive: bool,
    /// Its text; falls back to the words in reports.
    pub wording: Wording,
}

/// A cell of a question's plain table: what is counted and shown as one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The code of a choice or of a pooled group.
    pub code: Code,
    /// Its words in reports.
    pub report: String,
    /// Not on the scale.
    pub apart: bool,
}

impl Questionnaire {
    /// The question with this code.
    #[must_use]
    pub fn question(&self, code: &str) -> Option<&Question> {
        self.questions.iter().find(|q| q.code.as_str() == code)
    }

    /// The questions that children answer in their own words.
    pub fn texts(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(|q| q.kind == Kind::Text)
    }

    /// The language fallen back to.
    #[must_use]
    pub fn first_language(&self) -> Language {
        self.languages.first().cloned().unwrap_or_else(Language::english)
    }

    /// The wording that is offered for a band: the band itself if it is written, else the next
    /// simpler one, else the next older one.
    #[must_use]
    pub fn offered(&self, band: Band) -> Band {
        let simpler = self.wordings.iter().rev().find(|b| **b <= band);
        simpler.or_else(|| self.wordings.first()).copied().unwrap_or(band)
    }
}

impl Question {
    /// The choice with this code.
    #[must_use]
    pub fn choice(&self, code: &str) -> Option<&Choice> {
        self.choices.iter().find(|c| c.code.as_str() == code)
    }

    /// The choices offered in a wording.
    pub fn choices_for(&self, band: Band) -> impl Iterator<Item = &Choice> {
        self.choices.iter().filter(move |c| c.bands.is_empty() || c.bands.contains(&band))
    }

    /// Whether every wording offers the same choices, but for what stands apart. If not, its tables
    /// are over pooled groups.
    #[must_use]
    pub fn same_in_all_wordings(&self) -> bool {
        self.choices.iter().all(|c| c.apart || c.bands.is_empty())
    }

    /// Its code as an officer wrote it: a grid's for its rows.
    #[must_use]
    pub fn written_code(&self) -> &Code {
        self.grid.as_ref().map_or(&self.code, |row| &row.grid)
    }

    /// The rows of its tables, in order: choices, or pooled groups and what stands apart.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let of_choice = |c: &Choice| Row { code: c.code.clone(), report: c.report.clone(), apart: c.apart };
        if self.same_in_all_wordings() {
            return self.choices.iter().map(of_choice).collect();
        }
        let pools = self.pools.iter().map(|p| Row { code: p.code.clone(), report: p.report.clone(), apart: false });
        pools.chain(self.choices.iter().filter(|c| c.apart).map(of_choice)).collect()
    }

    /// The row in which a choice is counted.
    #[must_use]
    pub fn row_of(&self, choice: &Code) -> Option<Code> {
        let choice = self.choice(choice.as_str())?;
        if self.same_in_all_wordings() || choice.apart { Some(choice.code.clone()) } else { choice.pool.clone() }
    }
}
