//! A matcher that knows in which order children answered, and lays this order beside any other order that it can read off
//! files: if the two have anything to do with each other, it can tell whose a response is better than by guessing.
//!
//! It looks at three things. Of `n` children whose order tells nothing,
//!
//! - about 1 is where it came in, forwards or backwards (each number is Poisson's with mean 1: 12 or more once in 10⁹);
//! - Spearman's rank correlation is 0 with a standard deviation of 1/√(n−1); six of these are passed twice in 10⁹;
//! - about 2 neighbours came one right after the other (Poisson's with mean 2: 16 or more once in 2·10⁹).
//!
//! An honest order fails one of them by chance 4 times in 10⁹; a test lays about 60 orders beside the order of arrival.

use std::collections::{HashMap, HashSet};

/// Bytes of a page of both databases' files: SQLite's usual 4096.
pub(crate) const PAGE: usize = 4096;

/// How far an order of children, told by their places in the order of arrival, is from a random one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Odds {
    /// Children who are in the very place in which they came, forwards or backwards, whichever is more.
    pub(crate) linked: usize,
    /// Spearman's rank correlation with the order of arrival, in its own standard deviations.
    pub(crate) rank: f64,
    /// Neighbours who came one right after the other.
    pub(crate) neighbours: usize,
}

/// Reads the odds off an order: `order[place]` is the place in which the child came in.
pub(crate) fn odds(order: &[usize]) -> Odds {
    let n = order.len();
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    assert!(n > 20 && sorted.iter().enumerate().all(|(i, child)| i == *child), "not every child once: {order:?}");
    let forwards = order.iter().enumerate().filter(|(place, child)| place == *child).count();
    let backwards = order.iter().rev().enumerate().filter(|(place, child)| place == *child).count();
    let squares: f64 = order.iter().enumerate().map(|(place, child)| (place.abs_diff(*child) as f64).powi(2)).sum();
    let n = n as f64;
    let rho = 1.0 - 6.0 * squares / (n * (n * n - 1.0));
    let neighbours = order.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) == 1).count();
    Odds { linked: forwards.max(backwards), rank: rho * (n - 1.0).sqrt(), neighbours }
}

/// Fails if an order has anything to do with the order of arrival.
pub(crate) fn assert_chance(told: &str, order: &[usize]) {
    let odds = odds(order);
    assert!(odds.linked < 12 && odds.rank.abs() < 6.0 && odds.neighbours < 16, "{told} links children to answers: {odds:?}");
}

/// The orders that lie in a file: by place, and by page with the last row of each first, as SQLite fills pages.
/// Fails if some child is not there, or is there twice.
pub(crate) fn orders_in(places: &[(usize, usize)]) -> [Vec<usize>; 2] {
    let mut places = places.to_vec();
    places.sort_unstable();
    let by_place = places.iter().map(|(_, child)| *child).collect();
    places.sort_unstable_by_key(|(at, _)| (at / PAGE, std::cmp::Reverse(*at)));
    [by_place, places.iter().map(|(_, child)| *child).collect()]
}

/// Fails if where children's rows lie in a file has anything to do with the order of arrival.
pub(crate) fn assert_places_tell_nothing(told: &str, places: &[(usize, usize)]) {
    for order in orders_in(places) {
        assert_chance(told, &order);
    }
}

/// Where in a file the first 16 bytes of each needle stand: (place, which needle).
pub(crate) fn places(file: &[u8], needles: &[Vec<u8>]) -> Vec<(usize, usize)> {
    let wanted: HashMap<&[u8], usize> = needles.iter().enumerate().map(|(i, needle)| (&needle[..16], i)).collect();
    let mut begins = vec![false; 1 << 16];
    for needle in needles {
        begins[usize::from(needle[0]) << 8 | usize::from(needle[1])] = true;
    }
    let likely = file.windows(16).enumerate().filter(|(_, w)| begins[usize::from(w[0]) << 8 | usize::from(w[1])]);
    likely.filter_map(|(at, w)| Some((at, *wanted.get(w)?))).collect()
}

/// How many of the needles have left something in a file: eight of their bytes at a place that is a multiple of eight, and
/// so any fifteen of them in a row. By chance a file of a few megabytes holds eight bytes of a megabyte of needles once in
/// ten million times.
pub(crate) fn left_of(file: &[u8], needles: &[Vec<u8>]) -> usize {
    let mut pieces: HashMap<[u8; 8], usize> = HashMap::new();
    let mut begins = vec![false; 1 << 24];
    let begin = |piece: &[u8; 8]| usize::from(piece[0]) << 16 | usize::from(piece[1]) << 8 | usize::from(piece[2]);
    for (i, needle) in needles.iter().enumerate() {
        for piece in needle.as_chunks::<8>().0 {
            pieces.insert(*piece, i);
            begins[begin(piece)] = true;
        }
    }
    let windows = (0..file.len().saturating_sub(7)).filter_map(|at| file[at..].first_chunk::<8>());
    let found: HashSet<usize> = windows.filter(|w| begins[begin(w)]).filter_map(|w| pieces.get(w)).copied().collect();
    found.len()
}
