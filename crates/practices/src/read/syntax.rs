//! A text read as TOML; what is wrong with it in words for people who write patterns and ids.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, Error};

use super::fields::Reader;

/// The tables of the reader's file; none where it is no TOML, with every mistake noted.
pub(crate) fn document<'a>(reader: &mut Reader<'a>) -> Option<Spanned<DeTable<'a>>> {
    let text = reader.source();
    let (document, mut errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Some(document);
    }
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    // One text in double quotes may have many escapes that are none.
    let mut told = 0;
    for error in errors {
        let span = error.span().unwrap_or(0..1);
        if span.start < told {
            continue;
        }
        told = tell(reader, text, &error, span);
    }
    None
}

/// Notes an error; returns where the text ends that all has been said of.
fn tell(reader: &mut Reader<'_>, text: &str, error: &Error, span: Range<usize>) -> usize {
    let message = error.message();
    // Words are looked for in lines, which may be long: not for mistakes that nobody reads.
    if reader.is_full() {
        reader.mistake(span, message);
    } else if message.starts_with("missing escaped value") {
        return escape(reader, text, span.start);
    } else if message.starts_with("invalid unquoted key")
        && let Some((key, help)) = unquoted(text, &span)
    {
        let what = "a key with `/` has to stand in quotes";
        reader.mistake_with_help(key, what, help);
    } else {
        reader.mistake(span, message);
    }
    0
}

/// Notes a backslash just before `at` that begins no escape; returns where the text in quotes ends.
fn escape(reader: &mut Reader<'_>, text: &str, at: usize) -> usize {
    let wrong = text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| !c.is_control());
    let end = at + wrong.map_or(0, char::len_utf8);
    let what = match wrong {
        Some(c) => format!("`\\{c}` means nothing in double quotes"),
        None => "a `\\` that means nothing in double quotes".to_owned(),
    };
    let literal = quoted(text, at);
    let inner = literal.clone().map(|literal| literal.start + 1..literal.end - 1);
    let plain = inner.map(|inner| text[inner].replace("\\\"", "\"").replace("\\\\", "\\"));
    let help = in_single_quotes(plain.as_deref());
    reader.mistake_with_help(at.saturating_sub(1)..end, what, help);
    literal.map_or(0, |literal| literal.end)
}

/// How to write an expression whose backslashes are to stay.
pub(super) fn in_single_quotes(text: Option<&str>) -> String {
    let shown = text.filter(|text| {
        text.chars().count() <= 60 && !text.chars().any(char::is_control) && !text.ends_with('\'')
    });
    let example = match shown {
        Some(text) if !text.contains('\'') => format!("'{text}'"),
        Some(text) if !text.contains("'''") => format!("'''{text}'''"),
        _ => "as in '\\bword'".to_owned(),
    };
    format!("write it in single quotes, where a backslash stays one: {example}")
}

/// The text in double quotes around a place, within its line.
fn quoted(text: &str, at: usize) -> Option<Range<usize>> {
    let line = text.get(..at)?.rfind('\n').map_or(0, |at| at + 1);
    let mut open: Option<(usize, char)> = None;
    let mut escaped = false;
    for (offset, c) in text[line..].char_indices() {
        let place = line + offset;
        match open {
            _ if c == '\n' => return None,
            Some(_) if escaped => escaped = false,
            Some((_, '"')) if c == '\\' => escaped = true,
            Some((start, quote)) if c == quote => {
                if (start..place).contains(&at) {
                    return (quote == '"').then_some(start..place + 1);
                }
                open = None;
            }
            None if place >= at => return None,
            None if matches!(c, '"' | '\'') => open = Some((place, c)),
            _ => {}
        }
    }
    None
}

/// The part of a dotted key that needs quotes for its `/`, and how to write the whole.
fn unquoted(text: &str, span: &Range<usize>) -> Option<(Range<usize>, String)> {
    let of_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '*');
    let start = text.get(..span.start)?.trim_end_matches(of_key).len();
    let rest = &text[start..];
    let key = &rest[..rest.find(|c| !of_key(c)).unwrap_or(rest.len())];
    let mut at = start;
    let mut part = None;
    let quoted: Vec<String> = key
        .split('.')
        .map(|name| {
            let place = at..at + name.len();
            at = place.end + 1;
            if !name.contains('/') {
                return name.to_owned();
            }
            part.get_or_insert(place);
            format!("\"{name}\"")
        })
        .collect();
    let quoted = quoted.join(".");
    let is_table = text[..start].ends_with('[');
    let whole = if is_table { format!("[{quoted}]") } else { format!("{quoted} = …") };
    Some((part?, format!("quote it: `{whole}`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_reason_to_fail() {
        for text in [
            "\"\\",
            "a = \"\\",
            "a = \"\\é",
            "a = \"\\\n",
            "a/",
            "/",
            "é/é = 1",
            "[é.a/b",
            "'\"\\d",
        ] {
            let mut reader = Reader::new("x", text);
            assert!(document(&mut reader).is_none(), "{text}");
            assert!(!reader.finish().is_empty(), "{text}");
        }
    }

    #[test]
    fn one_line_of_many_mistakes_is_read_in_no_time() {
        let one = format!("a = \"{}\"", "\\d".repeat(100_000));
        let many = format!("a = [{}]", "\"\\d\",".repeat(50_000));
        for (text, expected) in [(one, 1), (many, 51)] {
            let mut reader = Reader::new("x", &text);
            assert!(document(&mut reader).is_none());
            assert_eq!(reader.finish().len(), expected);
        }
    }
}
