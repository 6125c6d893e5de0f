//! Policy *rounded*: multiples of five without chance, or nothing at all.
//!
//! First each cell alone, from its count and n: below ten, or where not even ten could be shown, it is held back; else
//! it is rounded to the nearest five and capped at `5⌊(n−5)/5⌋`. This is the Office for National Statistics' “10-5” with a
//! cap, so that no figure can say “nearly all”. What is left is that figures which fill n to the brim prove that nobody is in
//! a held-back cell (20 children, 10 and 10 shown).
//!
//! So then the figures are *lowered*: while two children who put together what they answered could prove of a held-back cell
//! that none of the others is in it, the smallest figure goes one step down: from ten to held back, else by five. No figure
//! goes down twice. This looks at figures and n alone (Kenthapadi, Mishra and Nissim 2013: simulatable auditing), and ends at
//! figures that other counts give without being lowered. Nobody can tell which it was, and more possibilities never prove more.
//!
//! The tests try every table of small numbers against coalitions of up to two.

use std::cmp::Reverse;

/// What is published of a cell: a multiple of five, or nothing at all (“held back”).
pub type Published = Option<u64>;

/// Figures are multiples of this.
const STEP: u64 = 5;
/// No figure is lower, and none stands for fewer children.
const SMALLEST: u64 = 10;
/// So many children may put together what they answered.
const COALITION: u64 = 2;

/// What everybody knows of how the cells of a table hang together, for it can be reckoned with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form<'a> {
    /// Each child is in one cell: *one*, *scale*, the first place of a *rank*, a *number*'s bins.
    Partition,
    /// Each child has ticked at least one choice, or is in one cell that stands alone.
    Ticks {
        /// For each cell whether who is in it is in no other: skipped, an exclusive choice. What is missing is a tick.
        alone: &'a [bool],
        /// The most that a child may tick.
        limit: Option<u64>,
    },
}

impl Form<'_> {
    fn is_alone(&self, cell: usize) -> bool {
        match self {
            Self::Partition => true,
            Self::Ticks { alone, .. } => alone.get(cell).copied().unwrap_or(false),
        }
    }
}

/// Publishes a table whose cells are a partition of the children (a *one* or *scale* question: its choices, then skipped).
/// Takes the true counts; gives what is published of each, in the same order.
#[must_use]
pub fn partition(counts: &[u64]) -> Vec<Published> {
    publish(counts, Form::Partition, sum(counts.iter().copied()))
}

/// Publishes a table of ticks (a *many* question) of `n` children: each cell, skipped included, alone against n.
/// Only for a question without exclusive choices, and without a limit that is lower than the number of its choices:
/// those need [`publish`], since with them ticks add up.
#[must_use]
pub fn ticks(counts: &[u64], n: u64) -> Vec<Published> {
    publish(counts, Form::Ticks { alone: &[], limit: None }, n)
}

/// Publishes a table of any form. Takes the true counts of `n` children; gives what is published of each, in the same order.
#[must_use]
pub fn publish(counts: &[u64], form: Form<'_>, n: u64) -> Vec<Published> {
    lower(counts.iter().map(|count| round(*count, n)).collect(), form, n)
}

/// The fewest and the most children that a published cell can stand for in a table of any form, from the cell and n alone.
/// Wider than [`ranges`], which looks at the whole table and is mostly as narrow as the rounding.
#[must_use]
pub fn range(published: Published, n: u64) -> (u64, u64) {
    (lowest(published), raised(published, n).map_or(highest(published, n), |before| highest(Some(before), n)))
}

/// The fewest and the most children that each cell of a published table can stand for, reckoned as a reader can who knows the
/// rule, the form, n and the whole table; but what the cells must add up to is used only to tell what may have been lowered.
#[must_use]
pub fn ranges(published: &[Published], form: Form<'_>, n: u64) -> Vec<(u64, u64)> {
    let before = |cell: usize| published.get(cell).and_then(|p| raised(*p, n)).map(|value| (turn(form, cell, value), value));
    // Who was lowered last left figures that proved nothing, and before that they did.
    let last = (0..published.len()).filter_map(|cell| {
        let (turn, value) = before(cell)?;
        let mut earlier = published.to_vec();
        *earlier.get_mut(cell)? = Some(value);
        let least = Least::of(&earlier, form, n);
        (least.is_possible() && least.is_telling()).then_some(turn)
    });
    let last = last.max();
    let most = |cell: usize, now: Published| match before(cell) {
        Some((turn, value)) if Some(turn) <= last => highest(Some(value), n),
        _ => highest(now, n),
    };
    published.iter().enumerate().map(|(cell, now)| (lowest(*now), most(cell, *now))).collect()
}

/// The highest figure among n; below [`SMALLEST`] there are none.
fn cap(n: u64) -> u64 {
    n.saturating_sub(STEP) / STEP * STEP
}

/// A cell alone.
fn round(count: u64, n: u64) -> Published {
    let cap = cap(n);
    (count >= SMALLEST && cap >= SMALLEST).then(|| (count.saturating_add(STEP / 2) / STEP * STEP).min(cap))
}

/// The fewest that [`round`] makes this of.
fn lowest(published: Published) -> u64 {
    published.map_or(0, |value| value.saturating_sub(STEP / 2).max(SMALLEST))
}

/// The most that [`round`] makes this of.
fn highest(published: Published, n: u64) -> u64 {
    match published {
        None if cap(n) < SMALLEST => n,
        None => n.min(SMALLEST - 1),
        Some(value) if value >= cap(n) => n,
        Some(value) => value + STEP / 2,
    }
}

/// One step down.
fn lowered(value: u64) -> Published {
    value.checked_sub(STEP).filter(|v| *v >= SMALLEST)
}

/// One step up, if there is such a figure.
fn raised(published: Published, n: u64) -> Option<u64> {
    Some(published.map_or(SMALLEST, |value| value.saturating_add(STEP))).filter(|v| *v <= cap(n))
}

/// When a figure is lowered: cells that stand alone before ticks, then the smallest, then the last in the table.
fn turn(form: Form<'_>, cell: usize, value: u64) -> (bool, u64, Reverse<usize>) {
    (!form.is_alone(cell), value, Reverse(cell))
}

/// Lowers figures until they prove nothing. One is enough, unless a limit binds the ticks; and there each once is.
fn lower(mut published: Vec<Published>, form: Form<'_>, n: u64) -> Vec<Published> {
    let mut turns: Vec<_> = published.iter().enumerate().filter_map(|(cell, p)| p.map(|value| (turn(form, cell, value), value))).collect();
    turns.sort_unstable();
    let mut turns = turns.into_iter();
    while Least::of(&published, form, n).is_telling() {
        // Counts that no children can have given may come to an end here: nothing of them is shown.
        let Some(((.., Reverse(cell)), value)) = turns.next() else { return vec![None; published.len()] };
        if let Some(figure) = published.get_mut(cell) {
            *figure = lowered(value);
        }
    }
    published
}

/// The fewest children that figures can stand for.
struct Least {
    /// Children who may be elsewhere than in the cells that stand alone; none if the figures are not possible.
    elsewhere: Option<u64>,
    /// The most ticks of a choice.
    most: u64,
    /// All ticks.
    ticks: u64,
    /// The most that a child may tick, if that is not all.
    limit: Option<u64>,
    /// Whether a cell that stands alone is held back.
    alone_held_back: bool,
    /// Whether a choice is held back.
    tick_held_back: bool,
}

impl Least {
    fn of(published: &[Published], form: Form<'_>, n: u64) -> Self {
        let (alone, ticks): (Vec<_>, Vec<_>) = published.iter().enumerate().partition(|(cell, _)| form.is_alone(*cell));
        let least = |cells: &[(usize, &Published)]| cells.iter().map(|(_, p)| lowest(**p)).collect::<Vec<_>>();
        let held_back = |cells: &[(usize, &Published)]| cells.iter().any(|(_, p)| p.is_none());
        let limit = match form {
            Form::Ticks { limit, .. } => limit.filter(|limit| usize::try_from(*limit).is_ok_and(|l| l < ticks.len())),
            Form::Partition => None,
        };
        Self {
            elsewhere: n.checked_sub(sum(least(&alone).into_iter())),
            most: least(&ticks).into_iter().max().unwrap_or(0),
            ticks: sum(least(&ticks).into_iter()),
            limit,
            alone_held_back: held_back(&alone),
            tick_held_back: held_back(&ticks),
        }
    }

    /// Whether children enough to give these ticks are left if so many are set aside.
    fn leaves(&self, aside: u64, most: u64, ticks: u64) -> bool {
        let left = self.elsewhere.and_then(|elsewhere| elsewhere.checked_sub(aside));
        left.is_some_and(|left| most <= left && self.limit.is_none_or(|limit| ticks <= limit.saturating_mul(left)))
    }

    fn is_possible(&self) -> bool {
        self.leaves(0, self.most, self.ticks)
    }

    /// Whether a coalition may prove of a held-back cell that none of the others is in it. In a cell that stands alone
    /// there must be room for the coalition and one more child, in a choice for one more tick by another.
    fn is_telling(&self) -> bool {
        let alone = !self.alone_held_back || self.leaves(COALITION + 1, self.most, self.ticks);
        let tick = !self.tick_held_back || self.leaves(COALITION, 1, self.ticks.saturating_add(1));
        !(alone && tick)
    }
}

fn sum(counts: impl Iterator<Item = u64>) -> u64 {
    counts.fold(0, u64::saturating_add)
}
