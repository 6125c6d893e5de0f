//! Comparing two groups: only from thirty in each, and only what the ranges allow.

use super::Panel;

/// Groups smaller than this are not compared.
pub const SMALLEST_COMPARED: u32 = 30;

/// Two groups, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The indexes of the two groups.
    pub groups: (usize, usize),
    /// Their titles.
    pub titles: (String, String),
    /// What can be said of each row.
    pub rows: Vec<Difference>,
}

/// What can be said of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// More in the first group.
    MoreInFirst,
    /// More in the second group.
    MoreInSecond,
    /// Within the range.
    NotClear,
}

impl Comparison {
    /// The words for a row.
    #[must_use]
    pub fn told(&self, row: usize) -> String {
        match self.rows.get(row) {
            Some(Difference::MoreInFirst) => format!("More in {}", lower(&self.titles.0)),
            Some(Difference::MoreInSecond) => format!("More in {}", lower(&self.titles.1)),
            _ => "No clear difference".to_owned(),
        }
    }
}

fn lower(title: &str) -> String {
    crate::domain::words::small(title)
}

/// A group's estimates, as needed to compare: shares of who answered and half widths, by row.
pub(super) struct Estimates {
    pub(super) shares: Vec<(f64, f64)>,
}

/// Compares the two largest groups of thirty or more; none if there are not two.
pub(super) fn compare(panels: &[Panel], estimates: &[Estimates]) -> Option<Comparison> {
    let mut large: Vec<usize> = (0..panels.len()).filter(|i| panels.get(*i).is_some_and(|p| p.took_part >= SMALLEST_COMPARED)).collect();
    large.sort_by_key(|i| std::cmp::Reverse(panels.get(*i).map_or(0, |p| p.took_part)));
    large.truncate(2);
    large.sort_unstable();
    let [a, b] = large[..] else { return None };
    let (first, second) = (estimates.get(a)?, estimates.get(b)?);
    let rows = first.shares.iter().zip(&second.shares).map(|((p, half_p), (q, half_q))| {
        let range = half_p.hypot(*half_q);
        match p - q {
            d if d > range => Difference::MoreInFirst,
            d if d < -range => Difference::MoreInSecond,
            _ => Difference::NotClear,
        }
    });
    Some(Comparison { groups: (a, b), titles: (panels.get(a)?.title.clone(), panels.get(b)?.title.clone()), rows: rows.collect() })
}
