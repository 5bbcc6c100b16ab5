//! Strings whose ends depend on how they began, characters, and patterns between slashes.

use git_coach_model::LinePlace::{Comment, String};

use super::find::{find, is_name, repeats};
use super::reader::Reader;
use crate::language::syntax::{Heredoc, Token};

/// The longest delimiter that C++ allows in a raw string.
const LONGEST_DELIMITER: usize = 16;

/// How far a string between free delimiters is followed.
const LONGEST_FREE: usize = 10_000;

/// Words after which a slash starts a pattern and does not divide.
const BEFORE_PATTERN: [&[u8]; 22] = [
    b"return", b"typeof", b"case", b"in", b"of", b"do", b"else", b"void", b"delete", b"throw",
    b"new", b"await", b"yield", b"if", b"unless", b"and", b"or", b"not", b"when", b"while",
    b"split", b"grep",
];

impl Token {
    /// The bytes with which the token may begin.
    pub(super) fn first_bytes(&self) -> &'static [u8] {
        match self {
            Self::Line(open)
            | Self::LineNotUrl(open)
            | Self::LineAtWord(open)
            | Self::LineFirst(open)
            | Self::LineString(open)
            | Self::Block(open, _)
            | Self::Nested(open, _)
            | Self::Lines(open, _) => first(open),
            Self::LineDashes => b"-",
            Self::Pod => b"=",
            Self::Quote(quote) => first(quote.open),
            Self::Char => b"'",
            Self::RustRaw => b"r",
            Self::CppRaw => b"R",
            Self::HashString => b"#",
            Self::ManyQuotes => b"\"$",
            Self::LongBracket("") => b"[",
            Self::LongBracket(prefix) => first(prefix),
            Self::Heredoc(Heredoc::Shell | Heredoc::Ruby | Heredoc::Php) => b"<",
            Self::Regex => b"/",
            Self::PythonPrefix => b"rRbBuUfF",
            Self::PerlQuote => b"qmsty",
            Self::RubyPercent => b"%",
            Self::PhpEnd => b"?",
            Self::Element(..) => b"<",
        }
    }
}

fn first(word: &'static str) -> &'static [u8] {
    word.as_bytes().get(..1).unwrap_or(b"")
}

impl Reader<'_> {
    /// Reads `'x'` or `'\n'`; a lifetime, a digit separator and a primed name are code.
    pub(super) fn character(&mut self) -> bool {
        let prefixed = b"LuUb".contains(&self.before(1)) && !is_name(self.before(2));
        if self.peek(0) != b'\'' || (is_name(self.before(1)) && !prefixed) {
            return false;
        }
        let length = if self.peek(1) == b'\\' {
            let rest = self.text.get(self.at + 3..).unwrap_or(b"");
            let near = rest.iter().take(12).take_while(|byte| **byte != b'\n');
            near.clone().position(|byte| *byte == b'\'').map(|at| at + 3)
        } else if matches!(self.peek(1), b'\'' | b'\n') {
            None
        } else {
            let wide = match self.peek(1) {
                0xf0.. => 4,
                0xe0.. => 3,
                0xc0.. => 2,
                _ => 1,
            };
            (self.peek(1 + wide) == b'\'').then_some(1 + wide)
        };
        match length {
            Some(length) => self.emit(self.at, self.at + length + 1, String),
            None => return false,
        }
        true
    }

    pub(super) fn rust_raw(&mut self) -> bool {
        let prefixed = matches!(self.before(1), b'b' | b'c') && !is_name(self.before(2));
        if self.peek(0) != b'r' || (is_name(self.before(1)) && !prefixed) {
            return false;
        }
        let hashes = repeats(&self.text[self.at + 1..], b'#');
        if self.peek(1 + hashes) != b'"' {
            return false;
        }
        let end = self.end_with_hashes(self.at + 2 + hashes, b"\"", hashes);
        self.emit(self.at, end, String);
        true
    }

    pub(super) fn hash_string(&mut self) -> bool {
        if self.before(1) == b'#' {
            return false;
        }
        let hashes = repeats(&self.text[self.at..], b'#');
        if hashes == 0 || self.peek(hashes) != b'"' {
            return false;
        }
        let three = repeats(&self.text[self.at + hashes..], b'"') >= 3;
        let quotes: &[u8] = if three { b"\"\"\"" } else { b"\"" };
        let from = self.at + hashes + quotes.len();
        let end = self.end_with_hashes(from, quotes, hashes);
        self.emit(self.at, end, String);
        true
    }

    /// The end of the quotes that as many hashes follow, from `from` on.
    fn end_with_hashes(&self, from: usize, quotes: &[u8], hashes: usize) -> usize {
        let mut at = from;
        while let Some(found) = find(self.text.get(at..).unwrap_or(b""), quotes) {
            let after = at + found + quotes.len();
            if repeats(&self.text[after..(after + hashes).min(self.text.len())], b'#') == hashes {
                return after + hashes;
            }
            at += found + 1;
        }
        self.text.len()
    }

    pub(super) fn cpp_raw(&mut self) -> bool {
        let prefixed = matches!(self.before(1), b'L' | b'u' | b'U' | b'8');
        if !self.starts_with("R\"") || (is_name(self.before(1)) && !prefixed) {
            return false;
        }
        let rest = &self.text[self.at + 2..];
        let Some(length) = rest.iter().take(LONGEST_DELIMITER + 1).position(|b| *b == b'(') else {
            return false;
        };
        let close = [b")", &rest[..length], b"\""].concat();
        let end = self.end_of(self.at + 3 + length, &close);
        self.emit(self.at, end, String);
        true
    }

    pub(super) fn many_quotes(&mut self) -> bool {
        if self.before(1) == b'$' {
            return false;
        }
        let dollars = repeats(&self.text[self.at..], b'$');
        let quotes = repeats(&self.text[self.at + dollars..], b'"');
        if quotes < 3 {
            return false;
        }
        let from = self.at + dollars + quotes;
        let mut at = from;
        while let Some(found) = find(self.text.get(at..).unwrap_or(b""), b"\"\"\"") {
            let run = repeats(&self.text[at + found..], b'"');
            at += found + run;
            if run >= quotes {
                self.emit(self.at, at, String);
                return true;
            }
        }
        self.emit(self.at, self.text.len(), String);
        true
    }

    pub(super) fn long_bracket(&mut self, prefix: &str) -> bool {
        let from = self.at + prefix.len();
        if !self.starts_with(prefix) || self.text.get(from) != Some(&b'[') {
            return false;
        }
        let level = repeats(&self.text[from + 1..], b'=');
        if self.text.get(from + 1 + level) != Some(&b'[') {
            return false;
        }
        let close = [&b"]"[..], &vec![b'='; level], b"]"].concat();
        let end = self.end_of(from + 2 + level, &close);
        self.emit(self.at, end, if prefix.is_empty() { String } else { Comment });
        true
    }

    /// Reads the letters before a string of Python together with it.
    pub(super) fn prefixed(&mut self) -> bool {
        let letters = self.text[self.at..].iter().take(3).take_while(|b| is_name(**b)).count();
        if is_name(self.before(1)) || letters == 0 || letters > 2 {
            return false;
        }
        if !matches!(self.peek(letters), b'"' | b'\'') {
            return false;
        }
        let start = self.at;
        self.at += letters;
        let read = self.any_quote(start);
        if !read {
            self.at = start;
        }
        read
    }

    /// Reads a pattern between slashes, where no operand stands before it.
    pub(super) fn regex(&mut self) -> bool {
        if self.peek(0) != b'/' || matches!(self.peek(1), b'>' | b' ' | b'=' | b'\n') {
            return false;
        }
        let before = self.code_before(self.at);
        let opens = matches!(
            before,
            b'\n'
                | b'('
                | b','
                | b'='
                | b':'
                | b'['
                | b'!'
                | b'&'
                | b'|'
                | b'?'
                | b'{'
                | b'}'
                | b';'
                | b'~'
                | b'+'
        );
        if !(opens || is_name(before) && self.after_word()) {
            return false;
        }
        let mut class = false;
        let mut at = self.at + 1;
        // A pattern stays on its line and is short.
        let far = (self.at + 1000).min(self.text.len());
        while at < far {
            match self.text[at] {
                b'\n' => return false,
                b'\\' => at += 1,
                b'[' => class = true,
                b']' => class = false,
                b'/' if !class => {
                    self.emit(self.at, at + 1, String);
                    return true;
                }
                _ => {}
            }
            at += 1;
        }
        false
    }

    fn after_word(&self) -> bool {
        let near = &self.text[self.at.saturating_sub(16)..self.at];
        let word = near.trim_ascii_end();
        let length = word.iter().rev().take_while(|byte| is_name(**byte)).count();
        BEFORE_PATTERN.contains(&&word[word.len() - length..])
    }

    /// Reads `q{…}`, `qw(…)`, `m{…}`, `s{…}{…}` and `tr/…/…/`.
    pub(super) fn perl_quote(&mut self) -> bool {
        let before = self.before(1);
        if is_name(before) || b"$@%&>{-*".contains(&before) {
            return false;
        }
        let words: [(&str, u8); 8] =
            [("qq", 1), ("qw", 1), ("qr", 1), ("q", 1), ("tr", 2), ("m", 1), ("s", 2), ("y", 2)];
        let found = words.iter().find(|(word, _)| {
            self.starts_with(word) && b"{([</|!#".contains(&self.peek(word.len()))
        });
        found.is_some_and(|(word, parts)| self.free(self.at + word.len(), *parts))
    }

    /// Reads `%w[…]`, `%(…)` and the like, where no operand stands before it.
    pub(super) fn ruby_percent(&mut self) -> bool {
        let before = self.code_before(self.at);
        if self.peek(0) != b'%' || is_name(before) || b")]}\"".contains(&before) {
            return false;
        }
        let letter = usize::from(b"wWqQiIrxs".contains(&self.peek(1)));
        b"[({<|!".contains(&self.peek(1 + letter)) && self.free(self.at + 1 + letter, 1)
    }

    /// Reads one or two parts between delimiters, the first at `from`.
    fn free(&mut self, from: usize, parts: u8) -> bool {
        if self.patience == 0 {
            return false;
        }
        let open = self.text[from];
        let close = match open {
            b'{' => b'}',
            b'(' => b')',
            b'[' => b']',
            b'<' => b'>',
            other => other,
        };
        let far = (from + LONGEST_FREE).min(self.text.len());
        let (mut at, mut depth, mut left) = (from + 1, 1_u32, parts);
        while at < far {
            let byte = self.text[at];
            at += 1;
            if byte == b'\\' {
                at += 1;
            } else if byte == close {
                depth -= 1;
                if depth == 0 {
                    left -= 1;
                    if left == 0 {
                        self.emit(self.at, at, String);
                        return true;
                    }
                    // The second part has brackets of its own, or shares the delimiter.
                    if open != close {
                        let gap = self.text[at.min(far)..far].iter();
                        at += gap.take_while(|byte| byte.is_ascii_whitespace()).count() + 1;
                    }
                    depth = 1;
                }
            } else if byte == open {
                depth += 1;
            }
        }
        self.patience -= 1;
        false
    }
}
