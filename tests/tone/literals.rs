//! The texts that a Rust file says: its string literals, joined as the compiler joins them.

/// Every string literal outside of comments and of the test module, which comes last.
pub(crate) fn literals(source: &str) -> Vec<String> {
    let source = source.find("\n#[cfg(test)]\nmod tests").map_or(source, |end| &source[..end]);
    let mut texts = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        rest = &rest[at..];
        if rest.starts_with("//") {
            rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
        } else if rest.starts_with('"') {
            let (text, after) = text(&rest[1..]);
            texts.push(text);
            rest = after;
        } else if rest.starts_with("'\"'") {
            rest = &rest[3..];
        } else {
            rest = &rest[1..];
        }
    }
    texts
}

/// A literal after its opening quote, and what follows it.
fn text(rest: &str) -> (String, &str) {
    let mut text = String::new();
    let mut letters = rest.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (text, &rest[at + 1..]),
            '\\' => match letters.next() {
                Some((at, '\n')) => {
                    let after = rest[at + 1..].trim_start();
                    letters = rest.char_indices();
                    let goes_on = rest.len() - after.len();
                    letters.by_ref().take_while(|(at, _)| *at + 1 < goes_on).for_each(drop);
                }
                Some((_, 'n')) => text.push(' '),
                Some((_, other)) => text.push(other),
                None => break,
            },
            other => text.push(other),
        }
    }
    (text, "")
}

#[test]
fn a_text_goes_on_where_the_compiler_goes_on() {
    let source = "f(\"a\"); // \"no\"\nlet b = \"one \\\n     two\\\" \\n three\"; '\"'; \"c\"";
    assert_eq!(literals(source), ["a", "one two\"   three", "c"]);
}
