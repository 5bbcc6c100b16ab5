//! Rust's items that are compiled for tests only.

use super::Code;

/// The last names of attributes that make a function a test.
const TEST_ATTRIBUTES: [&str; 9] = [
    "test",
    "rstest",
    "bench",
    "test_case",
    "quickcheck",
    "wasm_bindgen_test",
    "proptest",
    "test_log",
    "gtest",
];

/// Words that start an item; anything else behind an attribute is a field, a variant or an arm.
const ITEM_WORDS: [&str; 16] = [
    "fn",
    "mod",
    "impl",
    "struct",
    "enum",
    "trait",
    "type",
    "use",
    "const",
    "static",
    "async",
    "unsafe",
    "extern",
    "macro_rules",
    "let",
    "union",
];

/// First and last lines of the items that are compiled for tests only.
pub(super) fn items(code: &Code) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(byte) = code.byte(at) {
        if byte != b'#' {
            at += 1;
            continue;
        }
        if code.byte(at + 1) == Some(b'!') && code.byte(at + 2) == Some(b'[') {
            let end = code.behind_bracket(at + 2);
            if is_test(&inside(code, at + 3, end)) && code.line(at) == first_line_of_code(code) {
                return vec![(1, code.starts.len() as u32 + 1)];
            }
            at = end;
        } else if code.byte(at + 1) == Some(b'[') {
            let (test, item) = attributes(code, at);
            if test {
                let end = end_of_item(code, item);
                found.push((code.line(at), code.line(end.saturating_sub(1))));
                at = end.max(item);
            } else {
                at = item;
            }
        } else {
            at += 1;
        }
    }
    found
}

fn first_line_of_code(code: &Code) -> u32 {
    let white = code.bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    code.line(white)
}

/// Whether one of the attributes that follow each other from `at` says test, and where the item
/// behind them starts.
fn attributes(code: &Code, mut at: usize) -> (bool, usize) {
    let mut test = false;
    while code.byte(at) == Some(b'#') && code.byte(at + 1) == Some(b'[') {
        let end = code.behind_bracket(at + 1);
        test = test || is_test(&inside(code, at + 2, end));
        at = end;
        while code.byte(at).is_some_and(|byte| byte.is_ascii_whitespace()) {
            at += 1;
        }
    }
    (test, at)
}

fn inside(code: &Code, from: usize, end: usize) -> String {
    let bytes = code.bytes.get(from..end.saturating_sub(1)).unwrap_or(b"");
    String::from_utf8_lossy(bytes).into_owned()
}

fn is_test(attribute: &str) -> bool {
    let path: &str = attribute.split(['(', '=', '[', '{']).next().unwrap_or("").trim();
    let last = path.rsplit("::").next().unwrap_or(path).trim();
    if last == "cfg" { asks_for_test(attribute) } else { TEST_ATTRIBUTES.contains(&last) }
}

/// Whether a condition names `test` outside any `not(…)`.
fn asks_for_test(condition: &str) -> bool {
    let mut depth = 0_u32;
    let mut denied: Option<u32> = None;
    let mut word = String::new();
    for letter in condition.chars().chain([' ']) {
        if letter.is_alphanumeric() || letter == '_' {
            word.push(letter);
            continue;
        }
        if word == "test" && denied.is_none() {
            return true;
        }
        match letter {
            '(' => {
                depth += 1;
                if word == "not" && denied.is_none() {
                    denied = Some(depth);
                }
            }
            ')' => {
                if denied == Some(depth) {
                    denied = None;
                }
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        word.clear();
    }
    false
}

/// The place behind an item that starts at `from`.
fn end_of_item(code: &Code, from: usize) -> usize {
    let item = is_item(code, from);
    let mut at = from;
    while let Some(byte) = code.byte(at) {
        match byte {
            b';' => return at + 1,
            b',' if !item => return at + 1,
            b'{' => return code.behind_bracket(at),
            b'(' | b'[' => at = code.behind_bracket(at),
            b')' | b']' | b'}' => return at,
            _ => at += 1,
        }
    }
    at
}

fn is_item(code: &Code, from: usize) -> bool {
    let near = code.bytes.get(from..(from + 120).min(code.bytes.len())).unwrap_or(b"");
    let near = String::from_utf8_lossy(near);
    let mut rest = near.trim_start();
    if let Some(public) = rest.strip_prefix("pub") {
        let public = public.trim_start();
        rest = match public.strip_prefix('(').and_then(|scope| scope.split_once(')')) {
            Some((_, rest)) => rest.trim_start(),
            None => public,
        };
    }
    let word: &str = rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or("");
    ITEM_WORDS.contains(&word)
}
