//! The pass over a text: what is not code, from front to back.

use git_coach_model::LinePlace;

use super::Span;
use super::find::{find, find_tag_end, is_name, repeats};
use super::here::Announced;
use crate::language::syntax::{Docs, Escape, Opens, Quote, Syntax, Token};

/// Searches that may fail to find their end before searches of that kind are given up, so that the
/// time stays linear whatever the text.
const PATIENCE: u32 = 16;

/// A piece of code inside a string.
struct Hole {
    quote: &'static Quote,
    opens: u8,
    closes: u8,
    depth: u32,
}

/// The state of the pass.
pub(super) struct Reader<'a> {
    pub(super) text: &'a [u8],
    pub(super) at: usize,
    /// Where the last span ended.
    pub(super) last_end: usize,
    pub(super) patience: u32,
    pub(super) announced: Vec<Announced>,
    /// Before this place, quotes that have no end on their line were seen.
    unclosed: [usize; 2],
    /// The last byte of code before the last span; a quote stands for a string.
    pub(super) carried: u8,
    syntax: &'static Syntax,
    starts: [bool; 256],
    spans: Vec<Span>,
    holes: Vec<Hole>,
    /// Brackets open in code, for languages whose statements end with the line.
    pub(super) depth: u32,
}

/// The spans of a text that are not code, in order.
pub(super) fn spans(text: &str, syntax: &'static Syntax) -> Vec<Span> {
    let mut reader = Reader::new(text.as_bytes(), syntax);
    if syntax.tokens.iter().any(|token| matches!(token, Token::PhpEnd)) {
        reader.at = super::here::next_php(reader.text, 0).unwrap_or(0);
    }
    reader.run();
    reader.spans
}

impl<'a> Reader<'a> {
    fn new(text: &'a [u8], syntax: &'static Syntax) -> Self {
        let mut starts = [false; 256];
        for byte in b"\n\\(){}[]" {
            starts[usize::from(*byte)] = true;
        }
        for token in syntax.tokens {
            for byte in token.first_bytes() {
                starts[usize::from(*byte)] = true;
            }
        }
        Self {
            text,
            at: 0,
            last_end: 0,
            patience: PATIENCE,
            announced: Vec::new(),
            unclosed: [0; 2],
            carried: b'\n',
            syntax,
            starts,
            spans: Vec::new(),
            holes: Vec::new(),
            depth: 0,
        }
    }

    fn run(&mut self) {
        while let Some(&byte) = self.text.get(self.at) {
            if !self.starts[usize::from(byte)] {
                self.at += 1;
            } else if byte == b'\n' {
                self.newline();
            } else if byte == b'\\' && self.syntax.escapes_in_code {
                self.at += if self.peek(1) == b'\n' { 1 } else { 2 };
            } else if !self.token() {
                self.bracket(byte);
            }
        }
    }

    fn newline(&mut self) {
        self.at += 1;
        while self.holes.last().is_some_and(|hole| !hole.quote.lines) {
            self.holes.pop();
        }
        if !self.announced.is_empty() {
            self.read_announced();
        }
    }

    fn bracket(&mut self, byte: u8) {
        self.at += 1;
        match byte {
            b'(' | b'[' | b'{' => self.depth += 1,
            b')' | b']' | b'}' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        let Some(hole) = self.holes.last_mut() else { return };
        if byte == hole.opens {
            hole.depth += 1;
        } else if byte == hole.closes && hole.depth > 0 {
            hole.depth -= 1;
        } else if byte == hole.closes {
            let quote = hole.quote;
            self.holes.pop();
            let start = self.at - 1;
            if !self.quoted(quote, start, self.at, LinePlace::String) {
                self.emit(start, self.at, LinePlace::String);
            }
        }
    }

    /// Reads what begins here, if anything but code does.
    fn token(&mut self) -> bool {
        let syntax = self.syntax;
        syntax.tokens.iter().any(|token| self.one(token))
    }

    fn one(&mut self, token: &'static Token) -> bool {
        match token {
            Token::Line(open) => self.starts_with(open) && self.line(LinePlace::Comment),
            Token::LineNotUrl(open) => {
                self.starts_with(open) && self.before(1) != b':' && self.line(LinePlace::Comment)
            }
            Token::LineAtWord(open) => {
                self.starts_with(open) && self.at_word() && self.line(LinePlace::Comment)
            }
            Token::LineFirst(open) => {
                self.starts_with(open) && self.first_on_line() && self.line(LinePlace::Comment)
            }
            // Of a row of dashes only the first is asked.
            Token::LineDashes if self.before(1) == b'-' => false,
            Token::LineDashes => {
                let after = self.text[self.at..].iter().find(|byte| **byte != b'-');
                let operator = after.is_some_and(|byte| b"!#$%&*+./<=>?@\\^~:".contains(byte));
                self.starts_with("--") && !operator && self.line(LinePlace::Comment)
            }
            Token::LineString(open) => self.starts_with(open) && self.line(LinePlace::String),
            Token::Block(open, close) => self.starts_with(open) && self.block(open, close),
            Token::Nested(open, close) => self.starts_with(open) && self.nested(open, close),
            Token::Lines(open, close) => {
                self.starts_with(open) && self.at_line_start() && self.whole_lines(open, close)
            }
            Token::Pod => {
                let pod = self.peek(0) == b'=' && self.peek(1).is_ascii_alphabetic();
                pod && self.at_line_start() && self.whole_lines("=", "=cut")
            }
            Token::Quote(quote) => self.starts_with(quote.open) && self.quote(quote, self.at),
            Token::Char => self.character(),
            Token::RustRaw => self.rust_raw(),
            Token::CppRaw => self.cpp_raw(),
            Token::HashString => self.hash_string(),
            Token::ManyQuotes => self.many_quotes(),
            Token::LongBracket(prefix) => self.long_bracket(prefix),
            Token::Heredoc(kind) => self.announce(*kind),
            Token::Regex => self.regex(),
            Token::PythonPrefix => self.prefixed(),
            Token::PerlQuote => self.perl_quote(),
            Token::RubyPercent => self.ruby_percent(),
            Token::PhpEnd => self.php_end(),
            Token::Element(name, syntax) => self.element(name, syntax),
        }
    }

    /// Notes a span and goes on behind it.
    pub(super) fn emit(&mut self, start: usize, end: usize, place: LinePlace) {
        let end = end.min(self.text.len());
        self.carried = match place {
            LinePlace::String => b'"',
            _ => self.code_before(start),
        };
        self.spans.push(Span { start, end, place });
        self.at = end;
        self.last_end = end;
    }

    fn line(&mut self, place: LinePlace) -> bool {
        let rest = &self.text[self.at..];
        let mut end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        if self.syntax.tokens.iter().any(|token| matches!(token, Token::PhpEnd)) {
            if self.starts_with("#[") {
                return false;
            }
            end = find(&rest[..end], b"?>").unwrap_or(end);
        }
        self.emit(self.at, self.at + end, place);
        true
    }

    fn block(&mut self, open: &str, close: &str) -> bool {
        let from = self.at + open.len();
        let end = self.end_of(from, close.as_bytes());
        self.emit(self.at, end, LinePlace::Comment);
        true
    }

    fn nested(&mut self, open: &str, close: &str) -> bool {
        let (open, close) = (open.as_bytes(), close.as_bytes());
        let mut depth = 1_u32;
        let mut at = self.at + open.len();
        while depth > 0 && at < self.text.len() {
            let rest = &self.text[at..];
            if rest.starts_with(close) {
                depth -= 1;
                at += close.len();
            } else if rest.starts_with(open) {
                depth += 1;
                at += open.len();
            } else {
                at += 1;
            }
        }
        self.emit(self.at, at, LinePlace::Comment);
        true
    }

    fn whole_lines(&mut self, open: &str, close: &str) -> bool {
        let mut at = self.at + open.len();
        while let Some(feed) = self.text[at.min(self.text.len())..].iter().position(|b| *b == b'\n')
        {
            at += feed + 1;
            if self.text[at..].starts_with(close.as_bytes()) {
                let rest = &self.text[at..];
                at += rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
                self.emit(self.at, at, LinePlace::Comment);
                return true;
            }
        }
        self.emit(self.at, self.text.len(), LinePlace::Comment);
        true
    }

    /// Reads a string that opens at the current place; `start` is where its prefix began.
    pub(super) fn quote(&mut self, quote: &'static Quote, start: usize) -> bool {
        let opens = match quote.opens {
            Opens::Anywhere => true,
            Opens::NotInName => !is_name(self.before(1)),
            Opens::NotAfterDollar => self.before(1) != b'$',
            Opens::AtWord => b" \t[{(,:=".contains(&self.before(1)) || self.at_line_start(),
            Opens::AfterEquals => self.before(1) == b'=',
        };
        let place = match quote.docs {
            Docs::Statement if self.starts_statement(start) => LinePlace::Comment,
            Docs::Attribute if self.behind_attribute() => LinePlace::Comment,
            _ => LinePlace::String,
        };
        opens && self.quoted(quote, start, self.at + quote.open.len(), place)
    }

    /// Reads whichever string opens at the current place; its prefix began at `start`.
    pub(super) fn any_quote(&mut self, start: usize) -> bool {
        let syntax = self.syntax;
        syntax.tokens.iter().any(|token| match token {
            Token::Quote(quote) => self.starts_with(quote.open) && self.quote(quote, start),
            _ => false,
        })
    }

    /// Reads the inside of a string from `from`, up to its end or a piece of code in it.
    fn quoted(
        &mut self,
        quote: &'static Quote,
        start: usize,
        from: usize,
        place: LinePlace,
    ) -> bool {
        let slot = usize::from(quote.open.ends_with('\''));
        if !quote.lines && start < self.unclosed[slot] {
            return false;
        }
        let close = quote.close.as_bytes();
        let (hole, closes) = quote.hole.map_or((&b""[..], 0), |(open, end)| (open.as_bytes(), end));
        let mut at = from;
        while let Some(&byte) = self.text.get(at) {
            let rest = &self.text[at..];
            if quote.escape == Escape::After(byte) && (hole.is_empty() || !rest.starts_with(hole)) {
                at += if rest.starts_with(b"\\\r\n") { 3 } else { 2 };
            } else if rest.starts_with(close) {
                let twice = rest.get(close.len()..).is_some_and(|rest| rest.starts_with(close));
                if quote.escape == Escape::Doubled && twice {
                    at += 2 * close.len();
                    continue;
                }
                // The last three of four quotes close a string that ends with one.
                let more = if close.len() == 3 {
                    repeats(&rest[..rest.len().min(5)], close[0]).saturating_sub(3)
                } else {
                    0
                };
                self.emit(start, at + close.len() + more, place);
                return true;
            } else if byte == b'\n' && !quote.lines {
                self.unclosed[slot] = at;
                return false;
            } else if !hole.is_empty() && rest.starts_with(hole) {
                if hole == b"{" && rest.starts_with(b"{{") {
                    at += 2;
                    continue;
                }
                self.emit(start, at + hole.len(), place);
                let opens = hole[hole.len() - 1];
                self.holes.push(Hole { quote, opens, closes, depth: 0 });
                return true;
            } else {
                at += 1;
            }
        }
        if quote.lines {
            self.emit(start, self.text.len(), place);
        } else {
            self.unclosed[slot] = self.text.len();
        }
        quote.lines
    }

    /// The end of the first `close` at or after `from`, or of the text.
    pub(super) fn end_of(&self, from: usize, close: &[u8]) -> usize {
        let rest = self.text.get(from..).unwrap_or(b"");
        find(rest, close).map_or(self.text.len(), |at| from + at + close.len())
    }

    pub(super) fn starts_with(&self, word: &str) -> bool {
        self.text[self.at..].starts_with(word.as_bytes())
    }

    /// The byte so far ahead, or a line feed beyond the end.
    pub(super) fn peek(&self, ahead: usize) -> u8 {
        self.text.get(self.at + ahead).copied().unwrap_or(b'\n')
    }

    fn element(&mut self, name: &str, syntax: &'static Syntax) -> bool {
        let tag = &self.text[self.at..];
        let named =
            tag.get(1..=name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()));
        let ends =
            tag.get(1 + name.len()).is_some_and(|it| it.is_ascii_whitespace() || *it == b'>');
        if tag.first() != Some(&b'<') || !named || !ends || self.patience == 0 {
            return false;
        }
        let Some(from) = find(tag, b">").map(|at| self.at + at + 1) else {
            self.patience -= 1;
            return false;
        };
        let close = find_tag_end(&self.text[from..], name);
        let to = close.map_or(self.text.len(), |at| from + at);
        let mut inner = Reader::new(&self.text[from..to], syntax);
        inner.run();
        let moved = |span: Span| Span { start: span.start + from, end: span.end + from, ..span };
        self.spans.extend(inner.spans.into_iter().map(moved));
        self.at = to;
        self.last_end = to;
        true
    }
}
