//! How far sums of protected cells may be from the truth.

use std::sync::LazyLock;

/// Half widths of 90 % ranges for sums of 1, 2, … cells under b = 4/3.
static HALF_WIDTHS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let one = discrete_laplace();
    let mut sum = one.clone();
    let mut widths = Vec::new();
    for _ in 0..24 {
        widths.push(half_width_of(&sum));
        sum = convolve(&sum, &one);
    }
    widths
});

/// The variance of one draw: 2q/(1−q)² with q = e^(−3/4).
const VARIANCE: f64 = 3.394;

/// The tail beyond which one draw is not followed (probability below 1e-9).
const TAIL: usize = 28;

/// The smallest k with P(|sum of `cells` draws| ≤ k) ≥ 0.9. Not a whole answer's worth of cells: 0.
#[must_use]
pub(super) fn half_width(cells: usize) -> u32 {
    match cells {
        0 => 0,
        n => HALF_WIDTHS.get(n - 1).copied().unwrap_or_else(|| {
            // A sum of many draws is near enough normal: 1.645 times its standard deviation, rounded up.
            // Counts of cells are far below 2^52.
            (1.645 * (n as f64 * VARIANCE).sqrt()).ceil() as u32
        }),
    }
}

/// P(k) for k from −TAIL to TAIL: (1−q)/(1+q)·q^|k| with q = e^(−3/4).
fn discrete_laplace() -> Vec<f64> {
    let q = (-0.75_f64).exp();
    (0..=2 * TAIL).map(|i| (1.0 - q) / (1.0 + q) * (-0.75 * (i.abs_diff(TAIL)) as f64).exp()).collect()
}

fn convolve(a: &[f64], b: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; a.len() + b.len() - 1];
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            if let Some(cell) = sum.get_mut(i + j) {
                *cell += x * y;
            }
        }
    }
    sum
}

fn half_width_of(p: &[f64]) -> u32 {
    let middle = p.len() / 2;
    let mut mass = p.get(middle).copied().unwrap_or(1.0);
    let mut k = 0;
    while mass < 0.9 && k < middle {
        k += 1;
        mass += p.get(middle + k).copied().unwrap_or(0.0) + p.get(middle - k).copied().unwrap_or(0.0);
    }
    u32::try_from(k).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{discrete_laplace, half_width};

    #[test]
    fn ranges_are_those_that_the_summary_prints() {
        assert_eq!(half_width(0), 0);
        assert_eq!(half_width(1), 3);
        assert_eq!(half_width(2), 4);
        // Where the exact sums end, the normal range goes on.
        assert!(half_width(24) <= half_width(25) && half_width(25) <= half_width(24) + 1);
        assert_eq!(half_width(100), 31);
        // "7 in 10 are within 1 of the true count, 93 in 100 within 3."
        let p = discrete_laplace();
        let middle = p.len() / 2;
        let within = |k: usize| p[middle - k..=middle + k].iter().sum::<f64>();
        assert!((within(1) - 0.70).abs() < 0.005, "{}", within(1));
        assert!((within(3) - 0.93).abs() < 0.005, "{}", within(3));
        assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-8);
    }
}
