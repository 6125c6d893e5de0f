//! Bounding: from all that was read to the fewest and the most children that can have given an answer.
//!
//! True counts are unknown whole numbers. What was read are linear constraints on them, and so is what everybody knows: how many
//! took part, and that each child is in one cell, or ticked something or skipped. Integer programming then finds the fewest and
//! the most of each. What holds for every solution is proven.

use crate::crawl::{CELLS, TICKS};
use crate::reading::{Reading, SKIPPED, Said, Unit};
use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Variable};
use sayso::domain::disclosure::rounded::{self, Published};

/// The rule by which figures are made, which an attacker knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// As counted.
    Exact,
    /// To the nearest five.
    NearestFive,
    /// As counted; below five held back.
    SmallHeldBack,
    /// To the nearest five up to a cap, each cell alone; below ten held back.
    EachAlone,
    /// The same, but one figure may have been lowered so that nobody can tell what is held back: ours.
    Rounded,
    /// Figures put together that are known one by one: only the range beside their sum may tell more.
    Together,
}

/// What the true count is between; and its highest if the figure was lowered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stands {
    low: u64,
    high: u64,
    lowered: u64,
}

impl Stands {
    fn at(low: u64, high: u64) -> Self {
        Self { low, high, lowered: high }
    }
}

/// The most that a figure says of n children.
fn cap(n: u64) -> u64 {
    n.saturating_sub(5) / 5 * 5
}

impl Rule {
    /// What a figure stands for.
    fn figure(self, value: u64, n: u64) -> Stands {
        let near = Stands::at(value.saturating_sub(2), (value + 2).min(n));
        match self {
            Self::Together => Stands::at(0, n),
            Self::NearestFive => near,
            // What is no multiple of five was never rounded: it is the count itself.
            Self::EachAlone | Self::Rounded if value.is_multiple_of(5) => {
                let alone = Stands::at(near.low.max(10), if value >= cap(n) { n } else { near.high });
                let lowered = if self == Self::Rounded { rounded::range(Some(value), n).1.max(alone.high) } else { alone.high };
                Stands { lowered, ..alone }
            }
            _ => Stands::at(value, value),
        }
    }

    /// What a figure that is held back stands for.
    fn held_back(self, n: u64) -> Stands {
        let alone = Stands::at(0, if cap(n) < 10 { n } else { 9 });
        match self {
            Self::EachAlone => alone,
            Self::Rounded => Stands { lowered: rounded::range(None, n).1.max(alone.high), ..alone },
            Self::SmallHeldBack => Stands::at(0, 4),
            Self::Exact | Self::NearestFive | Self::Together => Stands::at(0, n),
        }
    }

    /// What something that is said stands for. Per cent are whole, so half a per cent may be missing at both ends.
    fn stands(self, said: Said, n: u64) -> Stands {
        let (fewest, most) = (
            |percent: f64| whole((percent * as_f64(n) / 100.0 - 1e-9).ceil()),
            |percent: f64| whole((percent * as_f64(n) / 100.0 + 1e-9).floor()),
        );
        match said {
            Said::HeldBack => self.held_back(n),
            Said::Figure(value, Unit::Children) => self.figure(value, n),
            Said::Figure(percent, Unit::Percent) => {
                let rounds = |value: &u64| (100.0 * as_f64(*value) / as_f64(n)).round() as u64 == percent;
                let fives: Vec<Stands> = (0..=n).step_by(5).filter(rounds).map(|value| self.figure(value, n)).collect();
                match (self, fives.first(), fives.last()) {
                    (Self::NearestFive | Self::EachAlone | Self::Rounded, Some(first), Some(last)) => Stands { low: first.low, ..*last },
                    (Self::Together, ..) => Stands::at(0, n),
                    _ => Stands::at(fewest(as_f64(percent) - 0.5), most(as_f64(percent) + 0.5)),
                }
            }
            Said::Between(low, high, Unit::Children) => Stands::at(low.unwrap_or(0), high.unwrap_or(n).min(n)),
            Said::Between(low, high, Unit::Percent) => {
                Stands::at(low.map_or(0, |p| fewest(as_f64(p) - 0.5)), high.map_or(n, |p| most(as_f64(p) + 0.5)).min(n))
            }
            // Some way above or below: not the share itself. Under our rule it is said of no figure below ten.
            Said::Above(percent) => {
                let low = most(percent) + 1;
                Stands::at(if self == Self::Rounded { low.max(10) } else { low }, n)
            }
            Said::Below(percent) => Stands::at(0, fewest(percent).saturating_sub(1)),
        }
    }
}

/// Head counts are far below 2^52.
fn as_f64(n: u64) -> f64 {
    n as f64
}

/// And never negative.
fn whole(x: f64) -> u64 {
    x.max(0.0) as u64
}

/// Something known of a sum of true counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fact {
    /// The events whose counts are put together.
    pub(crate) events: Vec<usize>,
    pub(crate) question: usize,
    pub(crate) cells: Vec<usize>,
    stands: Stands,
}

impl Fact {
    pub(crate) fn of(reading: &Reading, events: &[usize], n: u64, rule: Rule) -> Self {
        // Figures of several answers together were not rounded together: what counts is the range beside them.
        let rule = if rule == Rule::Rounded && reading.cells.len() > 1 { Rule::Together } else { rule };
        Self { events: events.to_vec(), question: reading.question, cells: reading.cells.clone(), stands: rule.stands(reading.said, n) }
    }

    pub(crate) fn allows(&self, count: u64) -> bool {
        (self.stands.low..=self.stands.lowered).contains(&count)
    }
}

/// All that is known of one question at some events.
pub(crate) struct Puzzle<'a> {
    question: usize,
    /// How many took part in each event.
    heads: &'a [u64],
    facts: Vec<&'a Fact>,
}

type Cells = [Variable; 4];

impl<'a> Puzzle<'a> {
    pub(crate) fn new(question: usize, heads: &'a [u64], facts: impl IntoIterator<Item = &'a Fact>) -> Self {
        Self { question, heads, facts: facts.into_iter().filter(|fact| fact.question == question).collect() }
    }

    fn solve(&self, direction: OptimizationDirection, event: usize, cell: usize) -> u64 {
        let mut problem = Problem::new(direction);
        let counts: Vec<Cells> = (self.heads.iter().enumerate())
            .map(|(e, n)| {
                let most = i32::try_from(*n).expect("few");
                [0, 1, 2, 3].map(|c| problem.add_integer_var(f64::from(u8::from((e, c) == (event, cell))), (0, most)))
            })
            .collect();
        for (cells, n) in counts.iter().zip(self.heads) {
            if self.question == TICKS {
                // Who does not skip ticks something, and nothing twice.
                problem.add_constraint(cells.iter().map(|c| (*c, 1.0)), ComparisonOp::Ge, as_f64(*n));
                for tick in &cells[..SKIPPED] {
                    problem.add_constraint([(*tick, 1.0), (cells[SKIPPED], 1.0)], ComparisonOp::Le, as_f64(*n));
                }
            } else {
                problem.add_constraint(cells.iter().map(|c| (*c, 1.0)), ComparisonOp::Eq, as_f64(*n));
            }
        }
        // In each table one figure at the most was lowered.
        let lowered: Vec<Cells> = counts.iter().map(|_| [0, 1, 2, 3].map(|_| problem.add_binary_var(0.0))).collect();
        for cells in &lowered {
            problem.add_constraint(cells.iter().map(|c| (*c, 1.0)), ComparisonOp::Le, 1.0);
        }
        for fact in &self.facts {
            let mut sum = LinearExpr::empty();
            fact.events.iter().for_each(|e| fact.cells.iter().for_each(|c| sum.add(counts[*e][*c], 1.0)));
            let Stands { low, high, lowered: most } = fact.stands;
            problem.add_constraint(sum.clone(), ComparisonOp::Ge, as_f64(low));
            if let ([event], [cell], true) = (&fact.events[..], &fact.cells[..], most > high) {
                sum.add(lowered[*event][*cell], -as_f64(most - high));
                problem.add_constraint(sum, ComparisonOp::Le, as_f64(high));
            } else {
                problem.add_constraint(sum, ComparisonOp::Le, as_f64(most));
            }
        }
        let solved = problem.solve().unwrap_or_else(|e| panic!("{e}: {:?} of {:#?}", self.heads, self.facts));
        let solution = solved.into_solution().expect("there is no limit of time");
        assert_eq!(solution.status(), microlp::SolutionStatus::Optimal);
        whole(solution.objective().round())
    }

    /// The fewest and the most children who can have given an answer at an event.
    fn bounds(&self, event: usize, cell: usize) -> (u64, u64) {
        (self.solve(OptimizationDirection::Minimize, event, cell), self.solve(OptimizationDirection::Maximize, event, cell))
    }

    /// The same of all answers.
    pub(crate) fn all_bounds(&self, event: usize) -> [(u64, u64); 4] {
        [0, 1, 2, 3].map(|cell| self.bounds(event, cell))
    }

    /// All that is proven of an event.
    pub(crate) fn proven(&self, event: usize) -> Vec<(&'static str, Proof)> {
        let each = CELLS[self.question].1.into_iter().zip(self.all_bounds(event));
        each.flat_map(|(cell, bounds)| proofs(bounds, self.heads[event], self.question).map(move |proof| (cell, proof))).collect()
    }
}

/// What must not be proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proof {
    /// One to four gave this answer.
    Few,
    /// Nobody gave it.
    Nobody,
    /// All gave it, or all but two at the most.
    NearlyAll,
    /// One to four did not tick it.
    FewDidNot,
}

/// What follows from bounds.
pub(crate) fn proofs((min, max): (u64, u64), n: u64, question: usize) -> impl Iterator<Item = Proof> {
    let told = [
        (min >= 1 && max <= 4, Proof::Few),
        (max == 0, Proof::Nobody),
        (min + 2 >= n, Proof::NearlyAll),
        (question == TICKS && min + 4 >= n && max < n, Proof::FewDidNot),
    ];
    told.into_iter().filter_map(|(holds, proof)| holds.then_some(proof))
}

/// The bounds of each cell over all tables within these bounds of which our rule makes these figures (none: not known).
/// For *one* and *scale*: what is known of the rounding to the last, since the rule itself is asked.
pub(crate) fn preimage(within: [(u64, u64); 4], n: u64, figures: [Option<Published>; 4]) -> [(u64, u64); 4] {
    let mut bounds = [(u64::MAX, 0); 4];
    let each = |cell: usize| within[cell].0..=within[cell].1;
    for a in each(0) {
        for b in each(1) {
            for c in each(2) {
                let Some(d) = n.checked_sub(a + b + c).filter(|d| each(SKIPPED).contains(d)) else { continue };
                let counts = [a, b, c, d];
                let made = rounded::partition(&counts);
                if made.iter().zip(figures).all(|(made, figure)| figure.is_none_or(|figure| *made == figure)) {
                    bounds.iter_mut().zip(counts).for_each(|((low, high), count)| (*low, *high) = ((*low).min(count), (*high).max(count)));
                }
            }
        }
    }
    assert!(bounds[0].0 <= n, "no table gives {figures:?} of {n} within {within:?}");
    bounds
}
