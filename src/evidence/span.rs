//! What linear combinations of published sums determine.
//!
//! Computed modulo the prime 2⁶¹ − 1: exact for the sums of counts met here, and without the growth of fractions.

/// The Mersenne prime 2⁶¹ − 1.
const PRIME: u64 = (1 << 61) - 1;

/// The span of vectors.
pub(super) struct Span {
    /// Rows in echelon form: the place of the leading one, and the row.
    rows: Vec<(usize, Vec<u64>)>,
}

impl Span {
    pub(super) fn new() -> Self {
        Span { rows: Vec::new() }
    }

    /// Adds the vector that is one at `places` and zero elsewhere, of `width` components.
    pub(super) fn add(&mut self, places: &[usize], width: usize) {
        let mut vector = self.reduced(places, width);
        let Some(lead) = vector.iter().position(|value| *value != 0) else {
            return;
        };
        let inverse = power(vector[lead], PRIME - 2);
        for value in &mut vector {
            *value = multiply(*value, inverse);
        }
        self.rows.push((lead, vector));
    }

    /// Whether the vector that is one at `places` is a combination of those added.
    pub(super) fn contains(&self, places: &[usize], width: usize) -> bool {
        self.reduced(places, width).iter().all(|value| *value == 0)
    }

    fn reduced(&self, places: &[usize], width: usize) -> Vec<u64> {
        let mut vector = vec![0; width];
        for place in places {
            vector[*place] = 1;
        }
        for (lead, row) in &self.rows {
            let factor = vector[*lead];
            if factor == 0 {
                continue;
            }
            for (value, part) in vector.iter_mut().zip(row) {
                *value = (*value + PRIME - multiply(factor, *part)) % PRIME;
            }
        }
        vector
    }
}

fn multiply(a: u64, b: u64) -> u64 {
    (u128::from(a) * u128::from(b) % u128::from(PRIME)) as u64
}

fn power(mut base: u64, mut exponent: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = multiply(result, base);
        }
        base = multiply(base, base);
        exponent >>= 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_and_all_but_one_of_its_parts_determine_that_one() {
        let mut span = Span::new();
        span.add(&[0, 1, 2], 3);
        span.add(&[0], 3);
        assert!(!span.contains(&[1], 3));
        assert!(span.contains(&[1, 2], 3));
        span.add(&[2], 3);
        assert!(span.contains(&[1], 3));
    }

    #[test]
    fn halves_count_as_combinations() {
        // (a+b) + (b+c) + (a+c) is twice a+b+c.
        let mut span = Span::new();
        for pair in [[0, 1], [1, 2], [0, 2]] {
            span.add(&pair, 3);
        }
        assert!(span.contains(&[0, 1, 2], 3));
        assert!(span.contains(&[1], 3));
    }
}
