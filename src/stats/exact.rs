//! Sums of doubles that do not depend on the order: every addition is exact, and there is one rounding at the end.
//!
//! A fixed-point number wide enough for every double, of which only the part in use is kept (Kulisch's
//! accumulator with carries put off, as in Neal, “Fast exact summation using small and large superaccumulators”,
//! 2015). Weights of one survey lie within a few powers of two of one another, so three to five limbs hold them.

use serde::{Deserialize, Serialize};

/// Bits of each limb that hold the number; the rest of the `i64` is room for carries.
const LIMB_BITS: u32 = 32;
const LIMB: i64 = 1 << LIMB_BITS;
/// Additions after which carries must be settled: each adds less than 2³² to a limb, and 2³⁰ of them fit.
const MAX_PENDING: u32 = 1 << 30;
/// An addition touches this many limbs: 53 bits shifted by up to 31.
const TOUCHED: usize = 3;

/// An exact sum. Adding and merging in any order gives the same value, to the bit.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ExactSum {
    /// Index of the first limb kept; limb k counts multiples of 2^(32k − 1074).
    base: usize,
    limbs: Vec<i64>,
    pending: u32,
    /// What no fixed-point number holds: infinities and what is no number.
    special: Option<f64>,
}

impl ExactSum {
    /// Zero.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `value`, exactly.
    pub fn add(&mut self, value: f64) {
        let bits = value.to_bits();
        let exponent = ((bits >> 52) & 0x7ff) as usize;
        let fraction = bits & ((1 << 52) - 1);
        if exponent == 0x7ff {
            self.special = Some(self.special.map_or(value, |before| before + value));
            return;
        }
        if exponent == 0 && fraction == 0 {
            return;
        }
        // A double is mantissa × 2^(position − 1074).
        let (mantissa, position) = match exponent {
            0 => (fraction, 0),
            exponent => (fraction | (1 << 52), exponent - 1),
        };
        let first = position / LIMB_BITS as usize;
        self.reserve(first, TOUCHED);
        let shifted = u128::from(mantissa) << (position % LIMB_BITS as usize);
        let negative = value.is_sign_negative();
        let at = first - self.base;
        for (step, limb) in self.limbs[at..at + TOUCHED].iter_mut().enumerate() {
            let part = i64::from((shifted >> (LIMB_BITS as usize * step)) as u32);
            if negative {
                *limb -= part;
            } else {
                *limb += part;
            }
        }
        self.pending += 1;
        if self.pending >= MAX_PENDING {
            self.settle();
        }
    }

    /// Adds another sum, exactly.
    pub fn merge(&mut self, other: &ExactSum) {
        if let Some(special) = other.special {
            self.special = Some(self.special.map_or(special, |before| before + special));
        }
        if other.limbs.is_empty() {
            return;
        }
        let mut other = other.clone();
        other.settle();
        self.settle();
        self.reserve(other.base, other.limbs.len());
        let at = other.base - self.base;
        for (limb, part) in self.limbs[at..].iter_mut().zip(&other.limbs) {
            *limb += part;
        }
        self.settle();
    }

    /// The sum, rounded once to the nearest double, ties to even.
    pub fn value(&self) -> f64 {
        if let Some(special) = self.special {
            return special;
        }
        let mut settled = self.clone();
        settled.settle();
        // Only the last limb can be below zero after settling, and it gives the whole its sign.
        let negative = settled.limbs.last().is_some_and(|limb| *limb < 0);
        if negative {
            for limb in &mut settled.limbs {
                *limb = -*limb;
            }
            settled.settle();
        }
        let magnitude = round(&settled.limbs, settled.base);
        if negative { -magnitude } else { magnitude }
    }

    /// Makes room for `count` limbs from index `first`.
    fn reserve(&mut self, first: usize, count: usize) {
        if self.limbs.is_empty() {
            self.base = first;
        }
        if first < self.base {
            let more = self.base - first;
            self.limbs.splice(0..0, std::iter::repeat_n(0, more));
            self.base = first;
        }
        let needed = first + count - self.base;
        if self.limbs.len() < needed {
            self.limbs.resize(needed, 0);
        }
    }

    /// Settles carries: every limb but the last ends between 0 and 2³² − 1.
    fn settle(&mut self) {
        let mut carry = 0;
        for limb in &mut self.limbs {
            let sum = *limb + carry;
            carry = sum.div_euclid(LIMB);
            *limb = sum.rem_euclid(LIMB);
        }
        if carry != 0 {
            // −1 above a limb of ones is the same number as a negative last limb, and needs no limb more.
            match self.limbs.last_mut() {
                Some(last) if carry == -1 => *last -= LIMB,
                _ => self.limbs.push(carry),
            }
        }
        self.pending = 0;
    }
}

/// The double nearest to the sum of limbs (all at least 0 and below 2³²), ties to even.
fn round(limbs: &[i64], base: usize) -> f64 {
    let Some(top) = limbs.iter().rposition(|limb| *limb != 0) else {
        return 0.0;
    };
    let limb = |index: Option<usize>| index.and_then(|index| limbs.get(index)).map_or(0, |limb| *limb as u128);
    // The four highest limbs hold at least 97 bits; what lies below only breaks ties.
    let window = (limb(Some(top)) << 96)
        | (limb(top.checked_sub(1)) << 64)
        | (limb(top.checked_sub(2)) << 32)
        | limb(top.checked_sub(3));
    let sticky = limbs[..top.saturating_sub(3)].iter().any(|limb| *limb != 0);
    let highest_in_window = 127 - i64::from(window.leading_zeros());
    // Positions count from the last bit of the smallest double; the window's own last bit may lie below it.
    // Sixty-six limbs hold every double, so that an index is far below where it could wrap.
    let window_at = i64::try_from((base + top) * LIMB_BITS as usize).unwrap_or(i64::MAX) - 96;
    let highest = window_at + highest_in_window;
    // A double keeps 53 bits, but none below position 0.
    let last_kept = (highest - 52).max(0);
    let dropped = (last_kept - window_at) as u32;
    let kept = (window >> dropped) as u64;
    let rest = window & ((1_u128 << dropped) - 1);
    let half = 1_u128 << (dropped - 1);
    let up = rest > half || (rest == half && (sticky || kept & 1 == 1));
    // The leading bit adds one to the exponent field, and so does a carry out of the mantissa.
    let bits = ((last_kept as u64) << 52) + kept + u64::from(up);
    if last_kept >= 2046 || bits >= f64::INFINITY.to_bits() {
        return f64::INFINITY;
    }
    f64::from_bits(bits)
}

impl PartialEq for ExactSum {
    /// Whether both hold the same number, however they came by it.
    fn eq(&self, other: &Self) -> bool {
        match (self.special, other.special) {
            (None, None) => {
                let mut difference = self.clone();
                let mut negated = other.clone();
                negated.settle();
                for limb in &mut negated.limbs {
                    *limb = -*limb;
                }
                difference.merge(&negated);
                difference.limbs.iter().all(|limb| *limb == 0)
            }
            (left, right) => left.map(f64::to_bits) == right.map(f64::to_bits),
        }
    }
}

impl FromIterator<f64> for ExactSum {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut sum = ExactSum::new();
        for value in values {
            sum.add(value);
        }
        sum
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these figures are exact")]
mod tests {
    use super::*;

    /// A small generator of pseudo-random numbers (Marsaglia's xorshift), so that tests need no crate and repeat.
    struct Shuffled(u64);

    impl Shuffled {
        fn next(&mut self) -> u64 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            self.0
        }

        /// Any finite double, all exponents alike.
        fn any(&mut self) -> f64 {
            loop {
                let value = f64::from_bits(self.next());
                if value.is_finite() {
                    return value;
                }
            }
        }

        /// A weight as surveys have them.
        fn weight(&mut self) -> f64 {
            (self.next() % 10_000_000) as f64 / 1e6 + 0.01
        }

        fn shuffle(&mut self, values: &mut [f64]) {
            for index in (1..values.len()).rev() {
                values.swap(index, (self.next() % (index as u64 + 1)) as usize);
            }
        }
    }

    fn sum(values: &[f64]) -> f64 {
        values.iter().copied().collect::<ExactSum>().value()
    }

    #[test]
    fn one_value_comes_back_as_it_went_in() {
        let mut random = Shuffled(7);
        for value in (0..20_000).map(|_| random.any()).chain([
            0.0,
            5e-324,
            -5e-324,
            f64::MIN_POSITIVE,
            f64::MIN_POSITIVE - 5e-324,
            f64::MAX,
            f64::MIN,
            1.0,
            -1.0,
            0.1,
        ]) {
            assert_eq!(sum(&[value]).to_bits(), value.to_bits(), "{value:e}");
        }
    }

    #[test]
    fn two_values_round_as_the_processor_does() {
        let mut random = Shuffled(11);
        for _ in 0..50_000 {
            let a = random.any();
            // Near enough for the sum to need rounding.
            let shift = (random.next() % 120) as i32 - 60;
            let b = a * 2.0_f64.powi(shift) * ((random.next() as f64) / u64::MAX as f64 - 0.5);
            if (a + b).is_finite() {
                assert_eq!(sum(&[a, b]), a + b, "{a:e} + {b:e}");
            }
        }
    }

    #[test]
    fn what_cancels_leaves_what_is_left() {
        assert_eq!(sum(&[1e308, 1.0, -1e308]), 1.0);
        assert_eq!(sum(&[1e16, 1.0, 1.0, -1e16]), 2.0);
        assert_eq!(sum(&[0.1; 10]), 1.0);
        assert_eq!(sum(&[f64::MAX, f64::MAX, -f64::MAX, -f64::MAX, -3.0]), -3.0);
        assert_eq!(sum(&[f64::MAX, f64::MAX]), f64::INFINITY);
        assert_eq!(sum(&[-f64::MAX, -f64::MAX]), f64::NEG_INFINITY);
        assert_eq!(sum(&[]).to_bits(), 0.0_f64.to_bits());
        assert_eq!(sum(&[1.5, -1.5]).to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn ties_go_to_even_and_dust_breaks_them() {
        let half = 2.0_f64.powi(-53);
        assert_eq!(sum(&[1.0, half]), 1.0);
        assert_eq!(sum(&[1.0 + 2.0 * half, half]), 1.0 + 4.0 * half);
        assert_eq!(sum(&[1.0, half, 5e-324]), 1.0 + 2.0 * half);
        assert_eq!(sum(&[1.0, half, -5e-324]), 1.0);
    }

    #[test]
    fn order_and_grouping_do_not_matter() {
        let mut random = Shuffled(3);
        for kind in 0..2 {
            let mut values: Vec<f64> = (0..2_000)
                .map(|index| match kind {
                    0 => random.weight(),
                    _ if index % 2 == 0 => random.any() / 4096.0,
                    _ => -random.any() / 4096.0,
                })
                .collect();
            let whole: ExactSum = values.iter().copied().collect();
            for _ in 0..20 {
                random.shuffle(&mut values);
                let cut = (random.next() % 1_999) as usize;
                let (left, right) = values.split_at(cut);
                let mut merged: ExactSum = right.iter().copied().collect();
                merged.merge(&left.iter().copied().collect());
                assert_eq!(merged.value().to_bits(), whole.value().to_bits());
                assert_eq!(merged, whole);
            }
        }
    }

    #[test]
    fn sums_that_differ_are_not_equal() {
        let one: ExactSum = [1e300, 5e-324].into_iter().collect();
        let other: ExactSum = [1e300].into_iter().collect();
        assert_eq!(one.value(), other.value());
        assert_ne!(one, other);
    }

    #[test]
    fn many_additions_settle_their_carries() {
        let mut many = ExactSum::new();
        many.add(-1.0);
        for _ in 0..100 {
            let copy = many.clone();
            many.merge(&copy);
            many.settle();
        }
        assert_eq!(many.value(), -(2.0_f64.powi(100)));
    }

    #[test]
    fn infinities_and_no_numbers_pass_through() {
        assert_eq!(sum(&[1.0, f64::INFINITY]), f64::INFINITY);
        assert!(sum(&[f64::NEG_INFINITY, 1.0, f64::INFINITY]).is_nan());
    }

    #[test]
    fn a_sum_survives_json() {
        let sum: ExactSum = [0.1, -2e10, 3e-9].into_iter().collect();
        let back: ExactSum = serde_json::from_str(&serde_json::to_string(&sum).unwrap()).unwrap();
        assert_eq!(back, sum);
        assert_eq!(back.value().to_bits(), sum.value().to_bits());
    }
}
