//! Bytes looked for in a text.

/// The first place of a closing tag of that name.
pub(super) fn find_tag_end(text: &[u8], name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = find(&text[from..], b"</").map(|at| from + at) {
        let found = text.get(at + 2..at + 2 + name.len());
        if found.is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes())) {
            return Some(at);
        }
        from = at + 2;
    }
    None
}

/// How often the text repeats `byte` at its start.
pub(super) fn repeats(text: &[u8], byte: u8) -> usize {
    text.iter().take_while(|found| **found == byte).count()
}

/// Where `word` first stands.
pub(super) fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut from = 0;
    while let Some(at) = text[from..].iter().position(|byte| *byte == first) {
        if text[from + at..].starts_with(word) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

/// Whether a byte can belong to a name.
pub(super) const fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}
