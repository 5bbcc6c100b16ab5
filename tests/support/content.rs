//! What fixture files hold.

/// `count` different lines of text.
pub fn lines(count: usize) -> String {
    lines_of("line", count)
}

/// `count` different lines that start with `word`: files of different words share no line, so that
/// none is taken for a copy or a rename of another.
pub fn lines_of(word: &str, count: usize) -> String {
    (1..=count).map(|number| format!("{word} {number}\n")).collect()
}

/// `length` bytes that git takes for binary, different for every `seed`.
pub fn binary(seed: u32, length: usize) -> Vec<u8> {
    let mut state = seed;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..length).map(|at| if at == 0 { 0 } else { noise() }).collect()
}
