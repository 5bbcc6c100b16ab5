//! Where a part of a text stands in the file that it was read from.
//!
//! A TOML reader gives a text without its quotes and escapes; a caret has to stand under what was
//! written.

use std::ops::Range;

/// The bytes of `written`, a TOML string with its quotes, that the `parts` of its `value` were
/// written as; none where the two do not fit together. Parts are in order and do not overlap, so
/// that one reading finds them all.
pub(super) fn written(
    written: &str,
    value: &str,
    parts: &[Range<usize>],
) -> Option<Vec<Range<usize>>> {
    let mut places = Vec::with_capacity(parts.len());
    let mut characters = Characters::new(written)?;
    let (mut at, mut start) = (0, None);
    while let Some(part) = parts.get(places.len()) {
        let (range, c) = characters.next()?;
        if !value.get(at..)?.starts_with(c) {
            return None;
        }
        if at == part.start {
            start = Some(range.start);
        }
        at += c.len_utf8();
        if at >= part.end {
            places.push(start.take()?..range.end);
        }
    }
    Some(places)
}

/// The characters that a TOML string stands for, each with the bytes it is written as.
struct Characters<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    escapes: bool,
}

impl<'t> Characters<'t> {
    fn new(text: &'t str) -> Option<Self> {
        let quotes = ["\"\"\"", "'''", "\"", "'"];
        let quote = quotes.into_iter().find(|quote| text.starts_with(quote))?;
        let end = text.len().checked_sub(quote.len()).filter(|end| *end >= quote.len())?;
        let mut at = quote.len();
        if quote.len() == 3 {
            // The line break right after the quotes is no part of the text.
            let rest = &text[at..];
            at +=
                ["\r\n", "\n"].into_iter().find(|line| rest.starts_with(line)).map_or(0, str::len);
        }
        Some(Self { text, at, end, escapes: quote.starts_with('"') })
    }

    /// The character of the escape after a backslash, and how long the escape is; none of an
    /// escape that stands for nothing, such as one at the end of a line.
    fn escape(rest: &str) -> Option<(char, usize)> {
        let digits = match rest.chars().next()? {
            'b' => return Some(('\u{8}', 1)),
            't' => return Some(('\t', 1)),
            'n' => return Some(('\n', 1)),
            'f' => return Some(('\u{c}', 1)),
            'r' => return Some(('\r', 1)),
            'e' => return Some(('\u{1b}', 1)),
            c @ ('"' | '\\') => return Some((c, 1)),
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => return None,
        };
        let number = u32::from_str_radix(rest.get(1..=digits)?, 16).ok()?;
        Some((char::from_u32(number)?, 1 + digits))
    }
}

impl Iterator for Characters<'_> {
    type Item = (Range<usize>, char);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.text.get(self.at..self.end)?;
            let start = self.at;
            let c = rest.chars().next()?;
            if c == '\\' && self.escapes {
                let after = &rest[1..];
                if let Some((escaped, length)) = Self::escape(after) {
                    self.at += 1 + length;
                    return Some((start..self.at, escaped));
                }
                // A backslash at the end of a line takes the white space after it along.
                self.at += rest.len() - after.trim_start().len();
                continue;
            }
            self.at += c.len_utf8();
            return Some((start..self.at, c));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::slice;

    use toml::de::DeTable;

    use super::*;

    /// What `HERE` of the text that `source` stands for was written as.
    fn find(source: &str, wanted: &str) -> Option<String> {
        let file = format!("a = {source}");
        let table = DeTable::parse(&file).unwrap();
        let node = table.get_ref().get("a").unwrap();
        let value = node.get_ref().as_str().unwrap();
        let start = value.find(wanted).unwrap();
        let literal = &file[node.span()];
        let part = start..start + wanted.len();
        let places = written(literal, value, slice::from_ref(&part))?;
        Some(literal[places[0].clone()].to_owned())
    }

    #[test]
    fn finds_a_part_in_every_sort_of_string() {
        for (source, expected) in [
            ("\"HERE\"", "HERE"),
            ("'a HERE b'", "HERE"),
            ("\"\\t\\\"é\\u00e9\\x41 HERE\"", "HERE"),
            ("\"H\\u0045RE\"", "H\\u0045RE"),
            ("'C:\\b HERE'", "HERE"),
            ("'''\na\nHERE\n'''", "HERE"),
            ("'''\r\na\r\nHERE'''", "HERE"),
            ("\"\"\"\na \\\n   b \"\" HERE\"\"\"", "HERE"),
            ("\"\"\"\r\na \\  \r\n\r\n   HERE\"\"\"", "HERE"),
        ] {
            assert_eq!(find(source, "HERE").as_deref(), Some(expected), "{source}");
        }
    }

    #[test]
    fn finds_all_parts_at_once() {
        let places = written("\"a\\tb\\tc\"", "a\tb\tc", &[0..1, 1..3, 4..5]);
        assert_eq!(places, Some(vec![1..2, 2..5, 7..8]));
    }

    #[test]
    fn finds_nothing_where_the_two_differ() {
        for text in ["", "\"", "a", "\"\"", "'b'", "\"\\q\"", "\"\\u00\"", "'''", "\"é"] {
            assert_eq!(written(text, "HERE", slice::from_ref(&(0..4))), None, "{text}");
            assert_eq!(written(text, "é", slice::from_ref(&(1..9))), None, "{text}");
        }
    }
}
