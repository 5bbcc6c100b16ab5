//! Reads what a commit says: subject, body, trailers, references, co-authors.
//!
//! Owns the shape of a message. The subject is the one of `git log --format=%s`; the trailers are
//! those of `git interpret-trailers --parse` on a message alone (a `---` line divides nothing), with
//! one difference: a link (`https://…`), which git takes for a trailer called `https`, stays in the
//! body.

mod form;
mod references;
mod trace;
mod trailers;

use std::sync::LazyLock;

use encoding_rs::{Encoding, UTF_8};
use git_coach_model::Message;
use regex::Regex;

use crate::pattern::literal;

/// Takes a message apart.
pub(crate) fn parse(text: &str) -> Message {
    let message = without_references(text);
    let referred = references::of(&message.subject, &message.body, &message.trailers);
    let form = form::of(&message.subject);
    let review_trace = trace::is_in(&message);
    let (references, links) = (referred.issues(), referred.pages());
    Message { references, links, form, review_trace, ..message }
}

/// Takes a message apart without looking for what it refers to, which takes longer than the rest.
pub(crate) fn without_references(text: &str) -> Message {
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches(is_blank)).collect();
    let start = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    let end = start + lines[start..].iter().take_while(|line| !line.is_empty()).count();
    let subject = lines[start..end].join(" ");
    let (body, trailers) = trailers::split(&lines[end..]);
    Message { subject, body, trailers, ..Message::default() }
}

/// What git takes for white space.
fn is_blank(letter: char) -> bool {
    letter.is_ascii_whitespace() || letter == '\x0b'
}

/// Decodes a message's bytes as the commit's `encoding` header says.
///
/// Without a header, or with one that names no encoding, they are UTF-8; bytes that are not are
/// replaced. `ISO-8859-1` is read as its superset Windows-1252, as browsers do.
pub(crate) fn decode(bytes: &[u8], encoding: Option<&str>) -> String {
    let encoding = encoding.and_then(|label| Encoding::for_label(label.as_bytes()));
    let (text, _) = encoding.unwrap_or(UTF_8).decode_without_bom_handling(bytes);
    text.into_owned()
}

static IDENTITY: LazyLock<Regex> = LazyLock::new(|| literal(r"([^<>]*)<([^<>]*)>"));

/// The names and addresses of `Co-authored-by` and `Co-developed-by` trailers, in order.
///
/// One trailer can name several people; one without an address is a name alone.
pub(crate) fn coauthors(message: &Message) -> Vec<(String, String)> {
    let mut people = Vec::new();
    for trailer in &message.trailers {
        let key = trailer.key.to_ascii_lowercase();
        if !matches!(key.as_str(), "co-authored-by" | "co-developed-by" | "coauthored-by") {
            continue;
        }
        let before = people.len();
        for found in IDENTITY.captures_iter(&trailer.value) {
            let part = |at| found.get(at).map_or("", |part: regex::Match<'_>| part.as_str());
            let name =
                part(1).trim_start_matches([',', ';', ' ', '"']).trim_end_matches([' ', '"']);
            let name = name.strip_prefix("and ").unwrap_or(name);
            people.push((name.trim().to_owned(), part(2).trim().to_owned()));
        }
        if people.len() == before && !trailer.value.is_empty() {
            people.push((trailer.value.clone(), String::new()));
        }
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, subject: &str, body: &str) {
        let message = parse(text);
        assert_eq!((message.subject.as_str(), message.body.as_str()), (subject, body));
    }

    #[test]
    fn the_subject_is_the_first_paragraph() {
        check("one\n", "one", "");
        check("one\ntwo\n\nbody\n\nmore\n", "one two", "body\n\nmore");
        check("\n \n  one  \n\ttwo \r\nthree\t\n \nbody\n\n", "  one \ttwo three", "body");
        check("a\n\n  indented\n b\n", "a", "  indented\n b");
        check("a\r\n\r\nb\r\n\r\nSigned-off-by: x\r\n", "a", "b");
        check("wide\u{3000}\n\u{3000}\n\nbody", "wide\u{3000} \u{3000}", "body");
        check("", "", "");
    }

    #[test]
    fn decodes_what_the_header_names() {
        for (bytes, label, expected) in [
            (&b"caf\xe9"[..], Some("ISO-8859-1"), "café"),
            (b"caf\xe9", Some("latin1"), "café"),
            (b"caf\xe9", None, "caf\u{fffd}"),
            (b"caf\xe9", Some("no-such-thing"), "caf\u{fffd}"),
            ("café".as_bytes(), Some("utf-8"), "café"),
            (b"\xbd\xa4\xc0\xb5", Some("EUC-JP"), "修正"),
            (b"\x8f\x43\x90\xb3", Some("Shift_JIS"), "修正"),
            (b"\xd0\xde\xb8\xb4", Some("GBK"), "修复"),
        ] {
            assert_eq!(decode(bytes, label), expected, "{label:?}");
        }
    }

    #[test]
    fn names_the_coauthors() {
        let message = parse(
            "s\n\nCo-authored-by: Ann Lee <ann@x>\nco-authored-by: <b@x>\n\
             Co-Authored-By: C <c@x>, D E <d@x> and F <f@x>\nCo-authored-by: Claude Opus\n\
             Co-developed-by: \"G, H\" <g@x>\nSigned-off-by: I <i@x>\n",
        );
        let expected = [
            ("Ann Lee", "ann@x"),
            ("", "b@x"),
            ("C", "c@x"),
            ("D E", "d@x"),
            ("F", "f@x"),
            ("Claude Opus", ""),
            ("G, H", "g@x"),
        ];
        let found = coauthors(&message);
        let found: Vec<_> = found.iter().map(|(name, email)| (&**name, &**email)).collect();
        assert_eq!(found, expected);
    }
}
