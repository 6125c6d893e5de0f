//! The sampler of *protected* against another implementation, and what an attacker who knows all
//! answers but one can make of a table.

#![allow(clippy::expect_used, reason = "a test stops where something is not as it should be")]

use opendp::domains::AtomDomain;
use opendp::measurements::make_laplace;
use opendp::measures::MaxDivergence;
use opendp::metrics::AbsoluteDistance;
use sayso::domain::disclosure::budget::epsilon;
use sayso::domain::disclosure::laplace::{B, draw};
use sayso::seal::SystemBits;

const DRAWS: usize = 40_000;
/// Draws beyond this are counted together.
const TAIL: i64 = 9;

fn histogram(mut draw: impl FnMut() -> i64) -> Vec<f64> {
    let mut seen = vec![0.0; 19];
    for _ in 0..DRAWS {
        let at = usize::try_from(draw().clamp(-TAIL, TAIL) + TAIL).expect("within the tails");
        seen[at] += 1.0;
    }
    seen
}

/// OpenDP samples the same distribution (Canonne, Kamath and Steinke 2020), written by others.
#[test]
fn our_noise_is_the_noise_that_opendp_draws() {
    let scale = 4.0 / 3.0;
    let theirs = make_laplace::<_, _, MaxDivergence>(AtomDomain::<i64>::default(), AbsoluteDistance::<i64>::default(), scale, None)
        .expect("OpenDP knows the mechanism");
    // One changed answer moves two cells by one.
    let promised = theirs.map(&2).expect("a privacy map");
    assert!((promised - epsilon(2, B)).abs() < 1e-9 && (promised - 1.5).abs() < 1e-9, "{promised}");
    let mut bits = SystemBits::default();
    let (a, b) = (histogram(|| draw(&mut bits, B).expect("randomness")), histogram(|| theirs.invoke(&0).expect("a draw")));
    // Two samples of one size: χ² = Σ (a−b)²/(a+b), here with 18 degrees of freedom. 59 is passed by chance twice in a million.
    let chi2: f64 = a.iter().zip(&b).map(|(x, y)| (x - y).powi(2) / (x + y).max(1.0)).sum();
    assert!(chi2 < 59.0, "χ² = {chi2}\n{a:?}\n{b:?}");
}

/// P(k) in its closed form: (1−q)/(1+q)·q^|k| with q = e^(−3/4).
fn p(k: i32) -> f64 {
    let q = (-0.75_f64).exp();
    (1.0 - q) / (1.0 + q) * q.powi(k.abs())
}

/// Whoever knows every answer but one knows every cell but for one child: here it is in the first or
/// in the second. No published table makes one of them likelier than e^1.5 times the other.
#[test]
fn all_but_one_known_answers_do_not_give_the_last() {
    let mut most: f64 = 0.0;
    for first in -30..=30 {
        for second in -30..=30 {
            let in_first = p(first - 1) * p(second);
            let in_second = p(first) * p(second - 1);
            most = most.max(in_first / in_second);
        }
    }
    let promised = epsilon(2, B).exp();
    assert!(most <= promised * (1.0 + 1e-9), "{most} is more than {promised}");
    assert!(most > promised * 0.999, "the bound is met, not missed by far: {most}");
    // The attacker is not blind: of tables rounded to the nearest five, one in five gives the last child away for certain.
    let rounded = |n: i32| (n + 2) / 5 * 5;
    let given_away = (10..60).filter(|n| rounded(*n) != rounded(n + 1)).count();
    assert_eq!(given_away, 10, "of 50");
}
