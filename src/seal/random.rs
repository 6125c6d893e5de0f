//! Randomness of the operating system.

use crate::domain::disclosure::laplace::{Bits, OutOfRandomness};

/// `N` random bytes.
///
/// # Errors
/// [`OutOfRandomness`] if the system gives none; nothing may go on then.
pub fn random_bytes<const N: usize>() -> Result<[u8; N], OutOfRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| OutOfRandomness)?;
    Ok(bytes)
}

/// The system's random numbers, fetched 64 at a time.
#[derive(Debug, Default)]
pub struct SystemBits {
    waiting: Vec<u64>,
}

impl Bits for SystemBits {
    fn next(&mut self) -> Result<u64, OutOfRandomness> {
        if let Some(number) = self.waiting.pop() {
            return Ok(number);
        }
        let bytes = random_bytes::<512>()?;
        let (numbers, _) = bytes.as_chunks::<8>();
        self.waiting.extend(numbers.iter().map(|n| u64::from_le_bytes(*n)));
        self.waiting.pop().ok_or(OutOfRandomness)
    }
}

/// Shuffles fairly (Fisher and Yates).
///
/// # Errors
/// [`OutOfRandomness`] if the system gives none.
pub fn shuffle<T>(items: &mut [T], bits: &mut impl Bits) -> Result<(), OutOfRandomness> {
    for last in (1..items.len()).rev() {
        let n = u64::try_from(last).map_err(|_| OutOfRandomness)? + 1;
        let other = crate::domain::disclosure::laplace::below(bits, n)?;
        items.swap(last, usize::try_from(other).map_err(|_| OutOfRandomness)?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{SystemBits, shuffle};

    #[test]
    fn shuffling_keeps_everything_and_every_place_is_as_likely() {
        let mut bits = SystemBits::default();
        let mut first_place = [0_u32; 4];
        for _ in 0..4000 {
            let mut items = [0_usize, 1, 2, 3];
            shuffle(&mut items, &mut bits).expect("randomness");
            first_place[items[0]] += 1;
            items.sort_unstable();
            assert_eq!(items, [0, 1, 2, 3]);
        }
        // Expected 1000 each, sd 27: six sd either way is passed by chance once in 10^8.
        assert!(first_place.iter().all(|n| (836..1164).contains(n)), "{first_place:?}");
    }
}
