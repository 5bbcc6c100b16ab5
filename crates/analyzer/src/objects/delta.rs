//! A content made from another, as packs keep it: copies of parts of the base, and new bytes.

use super::LARGEST;

/// Applies a delta to its base; none where the two do not belong together.
pub(super) fn apply(base: &[u8], delta: &[u8]) -> Option<Vec<u8>> {
    let mut rest = delta;
    if size(&mut rest)? != base.len() {
        return None;
    }
    let wanted = size(&mut rest).filter(|wanted| *wanted <= LARGEST)?;
    let mut made = Vec::with_capacity(wanted);
    while let Some((&order, after)) = rest.split_first() {
        rest = after;
        if order & 0x80 != 0 {
            let offset = number(&mut rest, order & 0x0f)?;
            let length = match number(&mut rest, (order >> 4) & 0x07)? {
                0 => 0x1_0000,
                length => length,
            };
            made.extend_from_slice(base.get(offset..offset.checked_add(length)?)?);
        } else {
            let (new, after) = rest.split_at_checked(usize::from(order))?;
            // An order of zero is kept free for later versions.
            if new.is_empty() {
                return None;
            }
            made.extend_from_slice(new);
            rest = after;
        }
        if made.len() > wanted {
            return None;
        }
    }
    (made.len() == wanted).then_some(made)
}

/// A size in groups of seven bits, the lowest first.
fn size(rest: &mut &[u8]) -> Option<usize> {
    let mut size = 0_usize;
    for at in 0..9 {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        size |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some(size);
        }
    }
    None
}

/// A little-endian number of which only the bytes are there whose bits are set.
fn number(rest: &mut &[u8], present: u8) -> Option<usize> {
    let mut number = 0;
    for at in 0..4 {
        if present & (1 << at) != 0 {
            let (&byte, after) = rest.split_first()?;
            *rest = after;
            number |= usize::from(byte) << (8 * at);
        }
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::apply;

    #[test]
    fn copies_and_adds() {
        // Of ten bytes: two from offset three, then "xy", then the first one.
        let delta = [10, 5, 0x91, 3, 2, 2, b'x', b'y', 0x90, 1];
        assert_eq!(apply(b"0123456789", &delta).as_deref(), Some(&b"34xy0"[..]));
    }

    #[test]
    fn refuses_what_does_not_fit() {
        for delta in [
            &[9, 1, 0x90, 1][..],
            &[10, 2, 0x90, 1],
            &[10, 1, 0x91, 10, 1],
            &[10, 1, 5, b'x'],
            &[10, 1, 0],
            &[10, 1, 0x90],
            &[0x80; 12],
            &[],
        ] {
            assert_eq!(apply(b"0123456789", delta), None, "{delta:?}");
        }
    }
}
