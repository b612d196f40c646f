//! Where the marks of a table stand in 64 bytes, as bits: bit k is byte k.

use wide::u8x16;

/// Bytes in a block.
pub(super) const BLOCK: usize = 64;

/// The marks of one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) quote: u64,
    pub(super) delimiter: u64,
    /// Line feeds.
    pub(super) feed: u64,
    /// Carriage returns.
    pub(super) back: u64,
    /// Bytes beyond ASCII; only whether there are any matters.
    pub(super) high: u64,
}

/// Finds the marks of a block, sixteen bytes at a time.
#[inline]
pub(super) fn marks(block: &[u8; BLOCK], delimiter: u8) -> Marks {
    let lane = |at: usize| {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&block[at..at + 16]);
        u8x16::new(bytes)
    };
    let lanes = [lane(0), lane(16), lane(32), lane(48)];
    let bits = |masks: [u32; 4]| {
        let [a, b, c, d] = masks.map(u64::from);
        a | b << 16 | c << 32 | d << 48
    };
    let equal = |byte: u8| {
        let wanted = u8x16::splat(byte);
        bits(lanes.map(|lane| lane.simd_eq(wanted).to_bitmask()))
    };
    Marks {
        quote: equal(b'"'),
        delimiter: equal(delimiter),
        feed: equal(b'\n'),
        back: equal(b'\r'),
        high: bits(lanes.map(u8x16::to_bitmask)),
    }
}

/// Bit k of the result is the parity of the bits of `bits` up to k.
#[inline]
pub(super) fn parities(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_where_they_are() {
        let mut seed = 7_u64;
        for _ in 0..2000 {
            let mut block = [0; BLOCK];
            for byte in &mut block {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let choices = [
                    b'"',
                    b';',
                    b'\n',
                    b'\r',
                    0,
                    0x7f,
                    0x80,
                    0xff,
                    b'!',
                    b'#',
                    (seed >> 50) as u8,
                ];
                *byte = choices[(seed >> 40) as usize % choices.len()];
            }
            let place = |wanted: &dyn Fn(u8) -> bool| {
                (0..BLOCK)
                    .filter(|at| wanted(block[*at]))
                    .fold(0_u64, |bits, at| bits | 1 << at)
            };
            let expected = Marks {
                quote: place(&|byte| byte == b'"'),
                delimiter: place(&|byte| byte == b';'),
                feed: place(&|byte| byte == b'\n'),
                back: place(&|byte| byte == b'\r'),
                high: place(&|byte| byte >= 0x80),
            };
            assert_eq!(marks(&block, b';'), expected);
        }
    }

    #[test]
    fn parities_tell_inside_from_outside() {
        // Inside from the quote that opens to before the one that closes.
        assert_eq!(parities(0b0100_1000), 0b0011_1000);
        assert_eq!(parities(1), u64::MAX);
    }
}
