//! Policy *rounded*: multiples of five without chance, or nothing at all.
//!
//! First each cell alone, from its count and n: below ten, or where not even ten could be shown, it is held back; else it is
//! rounded to the nearest five and capped at `5⌊(n−5)/5⌋`. This is the Office for National Statistics' “10-5”, with a cap so
//! that no figure can say “nearly all”. It leaves one thing that can be proven: figures that fill n to the brim leave nobody
//! for a held-back cell (20 children, ten and ten shown).
//!
//! So then figures are *lowered*: while two children who put together what they answered could prove of a held-back cell that
//! none of the others is in it, one figure goes a step down, by five, or from ten to held back. The smallest above ten goes
//! first; only where all are ten does a ten go. This looks at figures and n alone (Kenthapadi, Mishra and Nissim 2013:
//! simulatable auditing) and stops at figures that other counts give without being lowered: nobody can tell which it was, and
//! those other counts alone already keep everything open. The tests try every table of small numbers.

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
pub enum Shape<'a> {
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

impl Shape<'_> {
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
    publish(counts, Shape::Partition, sum(counts.iter().copied()))
}

/// Publishes a table of ticks (a *many* question) of `n` children: each cell, skipped included, alone against n.
/// Only for a question without exclusive choices, and without a limit that is lower than the number of its choices:
/// those need [`publish`], since with them ticks add up.
#[must_use]
pub fn ticks(counts: &[u64], n: u64) -> Vec<Published> {
    publish(counts, Shape::Ticks { alone: &[], limit: None }, n)
}

/// Publishes a table of any shape. Takes the true counts of `n` children; gives what is published of each, in the same order.
#[must_use]
pub fn publish(counts: &[u64], shape: Shape<'_>, n: u64) -> Vec<Published> {
    lower(counts.iter().map(|count| round(*count, n)).collect(), shape, n)
}

/// The fewest and the most children that a published cell can stand for, from the cell and `n` alone, in a table of any shape.
/// Takes what is published. Mostly wider than [`ranges`], which looks at the whole table.
#[must_use]
pub fn range(published: Published, n: u64) -> (u64, u64) {
    (lowest(published), highest(raised(published, n).or(published), n))
}

/// The fewest and the most children that each published cell can stand for, from the whole table: mostly as narrow as the
/// rounding. Takes what is published, in the order of the shape; gives as many ranges. A cell's range is wider only where a
/// reader who knows the rule cannot rule out that the cell was lowered. He may narrow it by what all cells add up to.
#[must_use]
pub fn ranges(published: &[Published], shape: Shape<'_>, n: u64) -> Vec<(u64, u64)> {
    let before: Vec<_> = (0..published.len()).map(|cell| Before::of(published, cell, shape, n)).collect();
    let last = before.iter().flatten().filter(|b| b.is_telling).map(|b| b.turn).max();
    let most = |now: Published, before: Option<Before>| match before {
        // Where it is enough to lower one, the figures before had no room for more than a coalition.
        Some(Before { turn, is_telling: true }) if !turn.is_tick => lowest(Some(turn.value)).saturating_add(COALITION),
        Some(Before { turn, .. }) if turn.is_tick && Some(turn) <= last => highest(Some(turn.value), n),
        _ => highest(now, n),
    };
    published.iter().zip(before).map(|(now, before)| (lowest(*now), most(*now, before))).collect()
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

/// When it is a figure's turn to be lowered: cells that stand alone before ticks, tens at the end, the smallest first, and of
/// equals the last in the table. (The order of the fields is that of the comparison.)
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Turn {
    is_tick: bool,
    is_ten: bool,
    value: u64,
    cell: Reverse<usize>,
}

impl Turn {
    fn of(shape: Shape<'_>, cell: usize, value: u64) -> Self {
        Self { is_tick: !shape.is_alone(cell), is_ten: value <= SMALLEST, value, cell: Reverse(cell) }
    }

    fn all(published: &[Published], shape: Shape<'_>) -> impl Iterator<Item = Self> {
        published.iter().enumerate().filter_map(move |(cell, p)| p.map(|value| Self::of(shape, cell, value)))
    }
}

/// Lowers figures until they prove nothing, each at most once. One is enough, unless a limit binds the ticks.
/// Where no n children can have given the figures, nothing is shown.
fn lower(mut published: Vec<Published>, shape: Shape<'_>, n: u64) -> Vec<Published> {
    if !Least::of(&published, shape, n).is_possible() {
        return vec![None; published.len()];
    }
    let mut turns: Vec<Turn> = Turn::all(&published, shape).collect();
    turns.sort_unstable();
    let mut turns = turns.into_iter();
    while Least::of(&published, shape, n).is_telling() {
        let Some(turn) = turns.next() else { return vec![None; published.len()] };
        if let Some(figure) = published.get_mut(turn.cell.0) {
            *figure = lowered(turn.value);
        }
    }
    published
}

/// How it was if a cell was the last that was lowered.
#[derive(Clone, Copy)]
struct Before {
    /// The cell's.
    turn: Turn,
    /// Whether it can have been so: the figures were possible and proved something, and it was the cell's turn.
    is_telling: bool,
}

impl Before {
    fn of(published: &[Published], cell: usize, shape: Shape<'_>, n: u64) -> Option<Self> {
        let mut before = published.to_vec();
        let figure = before.get_mut(cell)?;
        let turn = Turn::of(shape, cell, raised(*figure, n)?);
        *figure = Some(turn.value);
        let least = Least::of(&before, shape, n);
        // Ticks may have been lowered before this one, so it need not be the first.
        let its_turn = turn.is_tick || Turn::all(&before, shape).min() == Some(turn);
        Some(Self { turn, is_telling: its_turn && least.is_possible() && least.is_telling() })
    }
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
    fn of(published: &[Published], shape: Shape<'_>, n: u64) -> Self {
        let (alone, ticks): (Vec<_>, Vec<_>) = published.iter().enumerate().partition(|(cell, _)| shape.is_alone(*cell));
        let least = |cells: &[(usize, &Published)]| cells.iter().map(|(_, p)| lowest(**p)).collect::<Vec<_>>();
        let held_back = |cells: &[(usize, &Published)]| cells.iter().any(|(_, p)| p.is_none());
        let limit = match shape {
            Shape::Ticks { limit, .. } => limit.filter(|limit| usize::try_from(*limit).is_ok_and(|l| l < ticks.len())),
            Shape::Partition => None,
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

#[cfg(test)]
mod tests;
