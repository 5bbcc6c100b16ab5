//! Rust source without what the compiler does not run.

/// The code of a Rust file, without its comments, without what its strings say, and without its
/// test module, which by this project's habit comes last. Line breaks stay.
pub(crate) fn code_of(source: &str) -> String {
    let source = source.find("\n#[cfg(test)]\nmod tests").map_or(source, |end| &source[..=end]);
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    let mut last = ' ';
    while let Some(first) = rest.chars().next() {
        let silent = silent_prefix(rest, last);
        let taken = silent.unwrap_or(first.len_utf8());
        let (head, tail) = rest.split_at(taken);
        match silent {
            Some(_) => code.extend(head.chars().filter(|&character| character == '\n')),
            None => code.push(first),
        }
        last = head.chars().next_back().unwrap_or(last);
        rest = tail;
    }
    code
}

/// How many bytes of a comment or a literal `rest` starts with, if with one.
fn silent_prefix(rest: &str, last: char) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(block_comment(rest));
    }
    if rest.starts_with('"') {
        return Some(escaped_until(rest, b'"'));
    }
    if rest.starts_with('\'') {
        // A lifetime has no closing quote where a character has one.
        let mut characters = rest.chars().skip(1);
        let is_character = characters.next() == Some('\\') || characters.next() == Some('\'');
        return is_character.then(|| escaped_until(rest, b'\''));
    }
    let in_a_word = last.is_alphanumeric() || last == '_';
    let hashes = rest.strip_prefix('r').filter(|_| !in_a_word || last == 'b')?;
    let count = hashes.bytes().take_while(|&byte| byte == b'#').count();
    hashes[count..].starts_with('"').then(|| {
        let end = format!("\"{}", "#".repeat(count));
        let opening = 1 + count + 1;
        rest[opening..].find(&end).map_or(rest.len(), |at| opening + at + end.len())
    })
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    for (at, pair) in rest.as_bytes().windows(2).enumerate() {
        match pair {
            b"/*" => depth += 1,
            b"*/" => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return at + 2;
        }
    }
    rest.len()
}

fn escaped_until(rest: &str, quote: u8) -> usize {
    let mut escaped = false;
    for (at, &byte) in rest.as_bytes().iter().enumerate().skip(1) {
        if !escaped && byte == quote {
            return at + 1;
        }
        escaped = !escaped && byte == b'\\';
    }
    rest.len()
}

#[test]
fn keeps_what_is_run() {
    for (source, expected) in [
        ("a // unsafe\nb", "a \nb"),
        ("a /* x /* y */ unsafe */ b", "a  b"),
        (r#"f("unsafe \" unsafe") + 1"#, "f() + 1"),
        (r##"f(r#"un"safe"#, br"\", b"x")"##, "f(, b, b)"),
        ("f::<'a>('\"', '\\'', b'x', 'é')", "f::<'a>(, , b, )"),
        ("a = \"1\n2\";\nb", "a = \n;\nb"),
        ("for r in r#type {}", "for r in r#type {}"),
        ("fn f() {}\n\n#[cfg(test)]\nmod tests { unsafe {} }", "fn f() {}\n\n"),
    ] {
        assert_eq!(code_of(source), expected, "{source}");
    }
}
