//! What linear combinations of published sums determine.
//!
//! Computed modulo the prime 2⁶¹ − 1: exact for the sums of counts met here, and without the growth of fractions.

/// The Mersenne prime 2⁶¹ − 1.
const PRIME: u64 = (1 << 61) - 1;

/// A vector by its components that are not zero: place and value, places ascending.
pub(super) type Vector = Vec<(u32, u64)>;

/// The vector that is one at the ascending `places`.
pub(super) fn ones(places: impl IntoIterator<Item = u32>) -> Vector {
    places.into_iter().map(|place| (place, 1)).collect()
}

/// The value −1.
pub(super) const MINUS_ONE: u64 = PRIME - 1;

/// The span of vectors, in echelon form: every row leads at a place where all later ones are zero.
pub(super) struct Span {
    /// By place: the row that leads there, divided by its first value.
    rows: Vec<Option<Vector>>,
}

impl Span {
    /// Of no vector, in a space of `width` dimensions.
    pub(super) fn new(width: usize) -> Self {
        Span {
            rows: vec![None; width],
        }
    }

    /// What is left of `vector` without the part that lies in the span: empty if all of it does, and zero wherever a
    /// row leads. Adds the steps taken to `work`.
    pub(super) fn rest(&self, vector: &[(u32, u64)], work: &mut u64) -> Vector {
        let Some((first, _)) = vector.first() else {
            return Vector::new();
        };
        let mut dense = vec![0; self.rows.len()];
        for (place, value) in vector {
            dense[*place as usize] = *value;
        }
        let mut left = Vector::new();
        *work += (dense.len() - *first as usize) as u64;
        for place in *first as usize..dense.len() {
            let factor = dense[place];
            if factor == 0 {
                continue;
            }
            match &self.rows[place] {
                None => left.push((place as u32, factor)),
                Some(row) => {
                    *work += row.len() as u64;
                    for (place, value) in row {
                        let value = multiply(factor, *value);
                        dense[*place as usize] = subtract(dense[*place as usize], value);
                    }
                }
            }
        }
        left
    }

    /// Adds a vector that [`Span::rest`] gave.
    pub(super) fn add(&mut self, mut rest: Vector) {
        let Some((lead, value)) = rest.first().copied() else {
            return;
        };
        let inverse = inverse(value);
        for (_, value) in &mut rest {
            *value = multiply(*value, inverse);
        }
        self.rows[lead as usize] = Some(rest);
    }
}

/// The value at `place`.
pub(super) fn at(vector: &[(u32, u64)], place: u32) -> u64 {
    vector
        .binary_search_by_key(&place, |(place, _)| *place)
        .map_or(0, |found| vector[found].1)
}

/// `one` less `factor` times `other`.
pub(super) fn less(one: &[(u32, u64)], factor: u64, other: &[(u32, u64)]) -> Vector {
    let mut result = Vector::with_capacity(one.len() + other.len());
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    loop {
        let place = match (one.peek(), other.peek()) {
            (Some((a, _)), Some((b, _))) => *a.min(b),
            (Some((a, _)), None) => *a,
            (None, Some((b, _))) => *b,
            (None, None) => return result,
        };
        let mine = one.next_if(|(at, _)| *at == place).map_or(0, |(_, value)| *value);
        let theirs = other.next_if(|(at, _)| *at == place).map_or(0, |(_, value)| *value);
        let value = subtract(mine, multiply(factor, theirs));
        if value != 0 {
            result.push((place, value));
        }
    }
}

/// `vector` divided by its value at `place`, which is not zero.
pub(super) fn divided(vector: &[(u32, u64)], place: u32) -> Vector {
    let inverse = inverse(at(vector, place));
    let one = |(place, value): &(u32, u64)| (*place, multiply(*value, inverse));
    vector.iter().map(one).collect()
}

fn subtract(a: u64, b: u64) -> u64 {
    if a >= b { a - b } else { a + PRIME - b }
}

fn multiply(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    // 2⁶¹ is 1: the high bits count like the low ones.
    let sum = (product as u64 & PRIME) + (product >> 61) as u64;
    if sum >= PRIME { sum - PRIME } else { sum }
}

/// Fermat: aᵖ⁻² · a is 1.
fn inverse(value: u64) -> u64 {
    let (mut base, mut exponent, mut result) = (value, PRIME - 2, 1);
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

    /// Adds the vector that is one at `places`.
    fn add(span: &mut Span, places: &[u32]) {
        let rest = span.rest(&ones(places.iter().copied()), &mut 0);
        span.add(rest);
    }

    fn contains(span: &Span, places: &[u32]) -> bool {
        span.rest(&ones(places.iter().copied()), &mut 0).is_empty()
    }

    #[test]
    fn a_total_and_all_but_one_of_its_parts_determine_that_one() {
        let mut span = Span::new(3);
        add(&mut span, &[0, 1, 2]);
        add(&mut span, &[0]);
        assert!(!contains(&span, &[1]));
        assert!(contains(&span, &[1, 2]));
        add(&mut span, &[2]);
        assert!(contains(&span, &[1]));
    }

    #[test]
    fn halves_count_as_combinations() {
        // (a+b) + (b+c) + (a+c) is twice a+b+c.
        let mut span = Span::new(3);
        for pair in [[0, 1], [1, 2], [0, 2]] {
            add(&mut span, &pair);
        }
        assert!(contains(&span, &[0, 1, 2]));
        assert!(contains(&span, &[1]));
    }

    #[test]
    fn arithmetic_is_that_of_the_field() {
        for value in [1, 2, 3, 1 << 60, PRIME - 1] {
            assert_eq!(multiply(value, inverse(value)), 1, "{value}");
        }
        // −1 · −1 = 1, and 2⁶⁰ · 2 = 2⁶¹ = 1.
        assert_eq!(multiply(MINUS_ONE, MINUS_ONE), 1);
        assert_eq!(multiply(1 << 60, 2), 1);
        // (a + 2b) − 2·(b + c) = a − 2c.
        let minus_two = subtract(0, 2);
        assert_eq!(less(&[(0, 1), (1, 2)], 2, &[(1, 1), (2, 1)]), [(0, 1), (2, minus_two)]);
    }
}
