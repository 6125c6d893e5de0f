//! Reports: what a reader is shown of a release, the same in page, chart, words and files.
//!
//! Everything here is a function of the ledger ([`Protected<Release>`]) and the questionnaire.
//! The forms follow the table at the end of the design's §2: words only for 10 to 19 who took part,
//! counts with ranges from 20, shares with ranges from 60. A range is 90 %.

mod compare;
mod evidence;
mod figure;
mod finding;
mod group;
mod noise;
mod reconcile;
mod wide;

pub use compare::{Comparison, SMALLEST_COMPARED};
pub use figure::{Certainty, Figure, HELD_BACK, Span};
pub use wide::{WideGroup, WideReport};

use super::code::Code;
use super::disclosure::Protected;
use super::policy::Policy;
use super::questionnaire::{Draw, Kind, Profile, Questionnaire};
use super::release::Release;
use super::words;
use time::Date;

/// In which form figures are shown. Decided by who took part, never by answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// 10 to 19: words only, no picture.
    Words,
    /// 20 to 59: "About 12 of 30 (likely 9 to 15)".
    Counts,
    /// 60 and over: "18% (give or take 3)".
    Shares,
}

impl Form {
    /// The form for so many who took part.
    #[must_use]
    pub fn of(took_part: u32) -> Self {
        match took_part {
            0..20 => Self::Words,
            20..60 => Self::Counts,
            _ => Self::Shares,
        }
    }
}

/// What is told about an event besides its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The event's name.
    pub event: String,
    /// The service's name.
    pub service: String,
    /// The days on which it was held, as text.
    pub held: String,
    /// Whether its figures are made up.
    pub demonstration: bool,
    /// The questionnaire version's number.
    pub version: i32,
    /// Why plain counts are shown, as an administrator wrote: one for each event that shows them.
    pub reasons: Vec<String>,
}

/// One of the releases that a report rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The day on which it was fixed.
    pub fixed_on: Date,
    /// How its small numbers are protected.
    pub policy: Policy,
    /// How many took part.
    pub took_part: u32,
}

/// The summary of one release, or of several of one questionnaire version put together.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The questionnaire's title.
    pub title: String,
    /// What is told about the event.
    pub about: About,
    /// The day on which the last of the figures were fixed.
    pub fixed_on: Date,
    /// The releases that it rests on, each counted once.
    pub releases: Vec<Fixed>,
    /// The strictest policy among them, which decides how figures are shown.
    pub policy: Policy,
    /// Children who came.
    pub attended: u32,
    /// Children whose answers are in it.
    pub took_part: u32,
    /// The fewest and most who answered a question, as near as can be said; none for words only.
    pub answered: Option<(u32, u32)>,
    /// The form of its plain tables.
    pub form: Form,
    /// Head counts of the groups that may be shown: the question's words, and each group.
    pub groups: Vec<(String, Vec<(String, u32)>)>,
    /// One finding a question.
    pub findings: Vec<Finding>,
    /// Days until everything but these figures is destroyed.
    pub retention_days: u16,
}

/// What one question found.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The question.
    pub code: Code,
    /// Its number among the findings, from 1.
    pub number: usize,
    /// How it was answered.
    pub kind: Kind,
    /// How its figures are drawn.
    pub draw: Draw,
    /// The question in its wording for reports.
    pub asked: String,
    /// A few words for lists.
    pub short: String,
    /// Headings of frameworks, in words.
    pub tags: Vec<String>,
    /// Who was asked, if not everybody: "Asked of those who …".
    pub asked_of: Option<String>,
    /// What was found: strong and plain parts in turn.
    pub headline: Vec<Part>,
    /// What else was found.
    pub second: Vec<String>,
    /// A sentence to quote, with base, place and date.
    pub sentence: String,
    /// All children.
    pub all: Panel,
    /// The breakdown: its groups in order (empty: none planned).
    pub groups: Vec<Panel>,
    /// All children in the form of the groups, to stand beside them.
    pub all_beside: Panel,
    /// The form of all panels of the breakdown: that of the smallest group.
    pub groups_form: Form,
    /// Why a planned breakdown is not shown.
    pub withheld: Option<String>,
    /// The two groups that are compared, row by row.
    pub comparison: Option<Comparison>,
    /// Pooled groups of a scale, for brackets and words: label, indexes of rows, figure.
    pub pools: Vec<Pooled>,
    /// The running totals of a scale, one after each answer but the last, for marks on edges.
    pub edges: Vec<Figure>,
}

/// A part of a headline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The figure and what was said.
    Strong(String),
    /// Its range.
    Plain(String),
}

/// A table of shown figures: all children, or one group.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// Whose answers: "All children", or the group.
    pub title: String,
    /// How many of them took part (exact: head counts are public).
    pub took_part: u32,
    /// The most that a count could be: all who took part; of themes, about how many wrote.
    pub of: u32,
    /// About how many answered; none for words only.
    pub answered: Option<u32>,
    /// About how many skipped it, with range; none for words only.
    pub skipped: Option<Span>,
    /// The form of its figures.
    pub form: Form,
    /// What its ranges mean.
    pub certainty: Certainty,
    /// Whether shares are of all who took part, since who answered is held back.
    pub of_all: bool,
    /// Its rows in the order of the questionnaire.
    pub rows: Vec<Shown>,
}

/// A row as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The row's stable code.
    pub code: Code,
    /// The answer, as in reports.
    pub label: String,
    /// Beside a cloud, whose words are short: what children read instead, with the ages where they differ.
    pub as_read: Vec<String>,
    /// Not on the scale ("not sure").
    pub apart: bool,
    /// The figure.
    pub figure: Figure,
    /// The published integer; none where it is held back or words only are shown.
    pub ledger: Option<i64>,
}

/// A pooled group of a scale with its figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Pooled {
    /// Its words in reports.
    pub label: String,
    /// The rows that it pools, by index.
    pub rows: Vec<usize>,
    /// The figure of their sum.
    pub figure: Figure,
}

impl Panel {
    /// Of whom themes are told: what comes after "those who".
    #[must_use]
    pub fn whose(&self) -> &'static str {
        if self.of_all { "took part" } else { "wrote" }
    }

    /// Whom figures count: "the 74 who took part", "the 37 or so who wrote"; where words only are shown of what was
    /// written, "those who wrote".
    #[must_use]
    pub fn whom(&self) -> String {
        match (self.of < self.took_part, self.form, self.certainty) {
            (false, ..) => format!("the {} who took part", self.took_part),
            (true, Form::Words, _) => "those who wrote".to_owned(),
            (true, _, Certainty::Exact) => format!("the {} who wrote", self.of),
            (true, ..) => format!("the {} or so who wrote", self.of),
        }
    }

    /// The indexes of its rows, most first; what stands apart last. Ties keep the written order.
    #[must_use]
    pub fn most_first(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by(|a, b| {
            let held_back = |r: &Shown| r.figure == Figure::HeldBack;
            let key = |i: &usize| self.rows.get(*i).map_or((true, true, 0.0), |r| (r.apart, held_back(r), -r.figure.at()));
            let ((apart_a, held_a, at_a), (apart_b, held_b, at_b)) = (key(a), key(b));
            apart_a.cmp(&apart_b).then(held_a.cmp(&held_b)).then(at_a.total_cmp(&at_b)).then(a.cmp(b))
        });
        order
    }
}

impl Report {
    /// Makes the report of releases of one questionnaire version; none without any. Each release
    /// is counted once: give none twice.
    #[must_use]
    pub fn of(releases: &[Protected<Release>], questionnaire: &Questionnaire, about: About) -> Option<Protected<Self>> {
        Protected::derive_all(releases, |releases| Self::from_releases(releases, questionnaire, about))
    }

    fn from_releases(releases: &[&Release], questionnaire: &Questionnaire, about: About) -> Option<Self> {
        let last = releases.iter().map(|r| r.released_on).max()?;
        let known = questionnaire.questions.iter().filter(|q| q.profile == Some(Profile::Known));
        let groups = known
            .filter_map(|by| {
                let common = group::common(by, releases);
                let heads: Vec<(String, u32)> = common.iter().map(|g| (group::label(by, &g.choices), g.took_part(releases))).collect();
                (!heads.is_empty()).then(|| (by.short.clone(), heads))
            })
            .collect();
        let asked = questionnaire.questions.iter().filter(|q| q.profile != Some(Profile::Known) && q.kind.is_counted());
        let mut findings: Vec<Finding> = asked.filter_map(|q| finding::of(releases, questionnaire, q, &about)).collect();
        for (number, finding) in (1..).zip(&mut findings) {
            finding.number = number;
        }
        let always = findings.iter().filter(|f| f.asked_of.is_none()).filter_map(|f| f.all.answered);
        let took_part = releases.iter().map(|r| r.took_part).sum();
        Some(Self {
            title: questionnaire.title.clone(),
            fixed_on: last,
            releases: releases.iter().map(|r| Fixed { fixed_on: r.released_on, policy: r.policy, took_part: r.took_part }).collect(),
            policy: releases.iter().map(|r| r.policy).max().unwrap_or(Policy::Protected),
            attended: releases.iter().map(|r| r.attended).sum(),
            took_part,
            answered: always.clone().min().zip(always.max()),
            form: Form::of(took_part),
            groups,
            findings,
            retention_days: questionnaire.retention_days,
            about,
        })
    }

    /// The policies under which its figures were released, each once.
    #[must_use]
    pub fn policies(&self) -> Vec<Policy> {
        Policy::ALL.into_iter().filter(|policy| self.releases.iter().any(|r| r.policy == *policy)).collect()
    }

    /// The finding of a question.
    #[must_use]
    pub fn finding(&self, code: &str) -> Option<&Finding> {
        self.findings.iter().find(|f| f.code.as_str() == code)
    }

    /// Who took part, where and when: the end of a sentence to quote.
    #[must_use]
    pub fn base(&self) -> String {
        base(self.took_part, &self.about)
    }
}

fn base(took_part: u32, about: &About) -> String {
    format!("{} took part, {}, {}.", words::children(took_part), about.service, about.held)
}
