//! How far two words are apart: the letters to change, leave out, put in or swap.

/// How many slips a word of a length may have and still be meant.
pub(super) fn slips(letters: usize) -> usize {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// The distance between two words if it is at most `most`: changes, omissions, additions, swaps of neighbours.
pub(super) fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut last_a = None;
    for (i, &x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(above.len());
        row.push(i + 1);
        let mut last_b = None;
        for (j, &y) in b.iter().enumerate() {
            let get = |line: &[usize], at: usize| line.get(at).copied().unwrap_or(usize::MAX - 1);
            let mut best = (get(&above, j) + usize::from(x != y)).min(get(&above, j + 1) + 1).min(get(&row, j) + 1);
            if last_a == Some(y) && last_b == Some(x) && j > 0 {
                best = best.min(get(&before, j - 1) + 1);
            }
            row.push(best);
            last_b = Some(y);
        }
        if row.iter().all(|d| *d > most) {
            return None;
        }
        before = std::mem::replace(&mut above, row);
        last_a = Some(x);
    }
    above.last().copied().filter(|d| *d <= most)
}

/// Which letters and digits a word has, as bits: words that differ in many cannot be near.
pub(super) fn letters(word: &str) -> u64 {
    word.chars().fold(0, |bits, c| bits | 1 << (u32::from(c) % 63))
}

/// Whether the letters leave it possible that two words are within `most` slips.
pub(super) fn possible(a: u64, b: u64, most: usize) -> bool {
    // One slip changes at most two letters: one goes and one comes.
    (a & !b).count_ones() as usize <= most && (b & !a).count_ones() as usize <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_counted_by_hand() {
        for (a, b, d) in [
            ("karen", "karen", 0),
            ("karen", "karin", 1),
            ("karen", "kaern", 1),
            ("karen", "karrenn", 2),
            ("threlfall", "threlfal", 1),
            ("", "ab", 2),
        ] {
            assert_eq!(distance(a, b, 2), Some(d), "{a} {b}");
            assert_eq!(distance(b, a, 2), Some(d), "{b} {a}");
            assert!(possible(letters(a), letters(b), d), "{a} {b}");
        }
        assert_eq!(distance("karen", "darren", 1), None);
        assert_eq!(distance("kitten", "sitting", 2), None);
    }
}
