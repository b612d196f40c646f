//! A row, wherever it comes from: what counting needs of it.

/// The row being read. Whatever format a file has, its rows are counted through this.
pub trait Row {
    /// The field in a column: valid UTF-8, spaces kept; empty if there is none.
    fn field(&self, column: usize) -> &[u8];

    /// All of the same field as a number, where it is short.
    #[inline]
    fn short(&self, column: usize) -> Option<Short> {
        Short::of(self.field(column))
    }
}

/// One field is a row whose every column it is.
impl Row for [u8] {
    fn field(&self, _column: usize) -> &[u8] {
        self
    }
}

/// The bytes of a field of at most fifteen, lowest first, and above them how many they are: two fields have the same
/// if and only if they are the same. What is coded is looked up by this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Short([u64; 2]);

/// Where a field of each length has its bytes.
const MASKS: [[u64; 2]; 16] = {
    let mut masks = [[0; 2]; 16];
    let mut length = 1;
    while length < 16 {
        let bits = u128::MAX >> (128 - 8 * length);
        masks[length] = [bits as u64, (bits >> 64) as u64];
        length += 1;
    }
    masks
};

impl Short {
    /// What no field has.
    pub const NONE: Short = Short([u64::MAX; 2]);

    /// Of a field; `None` for one that is longer.
    pub fn of(field: &[u8]) -> Option<Short> {
        let mut sixteen = [0; 16];
        sixteen.get_mut(..field.len())?.copy_from_slice(field);
        Short::first(&sixteen, field.len())
    }

    /// Of the first `length` of sixteen bytes; `None` for a field that is longer. The processor has nothing to guess
    /// that hangs on the length.
    #[inline]
    pub(super) fn first(sixteen: &[u8; 16], length: usize) -> Option<Short> {
        let [low, high] = MASKS.get(length)?;
        let both = u128::from_le_bytes(*sixteen);
        Some(Short([
            both as u64 & low,
            (both >> 64) as u64 & high | (length as u64) << 56,
        ]))
    }

    /// A number that differs where fields do, mostly in its highest bits.
    #[inline]
    pub fn hash(self) -> u64 {
        let [low, high] = self.0;
        low.wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .wrapping_add(high.wrapping_mul(0xC2B2_AE3D_27D4_EB4F))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_has_the_same_number_whatever_stands_behind_it() {
        let text = b"0123456789abcdefghi";
        for length in 0..16 {
            let field = &text[..length];
            let mut behind = [b'"'; 16];
            behind[..length].copy_from_slice(field);
            let number = Short::of(field);
            assert!(number.is_some() && number != Some(Short::NONE));
            assert_eq!(number, Short::first(&behind, length), "{length}");
            assert_ne!(number, Short::of(&text[1..=length + 1]), "{length}");
        }
        // A zero byte is no end.
        assert_ne!(Short::of(b"a\0"), Short::of(b"a"));
        assert_eq!(
            (Short::of(&text[..16]), Short::first(b"0123456789abcdef", 16)),
            (None, None)
        );
    }
}
