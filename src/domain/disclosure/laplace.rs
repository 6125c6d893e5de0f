//! An exact sampler of the discrete Laplace distribution, in integers only.
//!
//! P(k) ∝ exp(−|k|/b) for b = s/t. Method: Canonne, Kamath and Steinke, “The Discrete Gaussian for
//! Differential Privacy” (2020), algorithms 1 and 2. No floating point, so no rounding leaks.

/// The scale b of the policy *protected*: 4/3.
pub const B: Scale = Scale { s: 4, t: 3 };

/// A scale b = s/t.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// The numerator.
    pub s: u64,
    /// The denominator.
    pub t: u64,
}

/// The system gave no random bytes; nothing may be released then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the system gave no random bytes")]
pub struct OutOfRandomness;

/// A source of random 64-bit numbers. Outside tests: the operating system.
pub trait Bits {
    /// The next number.
    ///
    /// # Errors
    /// [`OutOfRandomness`] if there is none.
    fn next(&mut self) -> Result<u64, OutOfRandomness>;
}

/// A sequence that is always the same, for examples and tests: it protects nobody.
pub(in crate::domain) struct Repeatable(pub(in crate::domain) u64);

impl Bits for Repeatable {
    fn next(&mut self) -> Result<u64, OutOfRandomness> {
        // SplitMix64 (Steele, Lea and Flood 2014).
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Ok(z ^ (z >> 31))
    }
}

/// A uniform number below `n`, by rejection.
pub(crate) fn below(bits: &mut impl Bits, n: u64) -> Result<u64, OutOfRandomness> {
    let fair = u64::MAX - u64::MAX % n;
    loop {
        let x = bits.next()?;
        if x < fair {
            return Ok(x % n);
        }
    }
}

/// True with probability exp(−num/den), for num ≤ den (algorithm 1).
fn bernoulli_exp_fraction(bits: &mut impl Bits, num: u64, den: u64) -> Result<bool, OutOfRandomness> {
    let mut k: u64 = 1;
    // Each round goes on with probability (num/den)/k: num successes in den, one in k.
    while below(bits, den)? < num && below(bits, k)? == 0 {
        k += 1;
    }
    Ok(k % 2 == 1)
}

/// True with probability exp(−1).
fn bernoulli_exp_one(bits: &mut impl Bits) -> Result<bool, OutOfRandomness> {
    bernoulli_exp_fraction(bits, 1, 1)
}

/// Draws an integer with P(k) ∝ exp(−|k|·t/s) (algorithm 2).
///
/// # Errors
/// [`OutOfRandomness`] if the source gives no more.
pub fn draw(bits: &mut impl Bits, scale: Scale) -> Result<i64, OutOfRandomness> {
    loop {
        let u = below(bits, scale.s)?;
        if !bernoulli_exp_fraction(bits, u, scale.s)? {
            continue;
        }
        let mut v: u64 = 0;
        while bernoulli_exp_one(bits)? {
            v += 1;
        }
        let magnitude = (u + scale.s * v) / scale.t;
        let negative = below(bits, 2)? == 1;
        if negative && magnitude == 0 {
            continue;
        }
        let k = i64::try_from(magnitude).map_err(|_| OutOfRandomness)?;
        return Ok(if negative { -k } else { k });
    }
}

#[cfg(test)]
mod tests {
    use super::{B, Bits, OutOfRandomness, Repeatable, draw};
    use std::collections::BTreeMap;

    #[test]
    fn draws_follow_the_closed_form() {
        let n = 200_000_u32;
        let mut bits = Repeatable(20_260_312);
        let mut seen: BTreeMap<i64, u32> = BTreeMap::new();
        for _ in 0..n {
            *seen.entry(draw(&mut bits, B).expect("bits").clamp(-9, 9)).or_default() += 1;
        }
        // P(k) = (1−q)/(1+q)·q^|k|, q = e^(−3/4); the tails are counted together at ±9.
        let q = (-0.75_f64).exp();
        let chi2: f64 = (-9_i32..=9)
            .map(|k| {
                let magnitude = k.abs();
                let p = if magnitude == 9 { q.powi(9) / (1.0 + q) } else { (1.0 - q) / (1.0 + q) * q.powi(magnitude) };
                let expected = f64::from(n) * p;
                let got = f64::from(seen.get(&i64::from(k)).copied().unwrap_or(0));
                (got - expected).powi(2) / expected
            })
            .sum();
        // 18 degrees of freedom: 42.3 is passed by chance once in a thousand.
        assert!(chi2 < 42.3, "χ² = {chi2}");
    }

    #[test]
    fn no_random_bits_no_draw() {
        struct Empty;
        impl Bits for Empty {
            fn next(&mut self) -> Result<u64, OutOfRandomness> {
                Err(OutOfRandomness)
            }
        }
        assert_eq!(draw(&mut Empty, B), Err(OutOfRandomness));
    }
}
