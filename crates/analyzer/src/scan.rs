//! Where on each line of a text code, comments and strings stand.
//!
//! Owns the reading of a whole text in one pass, by the tokens that the language's table gives. It
//! is light: no grammar, no tree, only what is needed to say whether a word stands in a comment, a
//! string or code. Time grows linearly with the text and so does memory; any text has an answer.
//! What is doubtful (an apostrophe that nothing closes, a slash that could divide) is code.
//!
//! Regular expressions and characters between apostrophes count as strings; a string of Python or
//! Julia that starts a statement, and one behind Elixir's `@doc`, count as comments.

use git_coach_model::{Language, LinePlace};

mod before;
mod find;
mod here;
mod raw;
mod reader;

use crate::language;

/// A part of a text that is not code, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    start: usize,
    end: usize,
    place: LinePlace,
}

/// What stands where in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scan {
    /// For every line where its runs begin in `runs`, and the end of the last.
    lines: Vec<u32>,
    runs: Vec<(u32, LinePlace)>,
}

/// The longest text that is scanned, in bytes; offsets have to fit their type.
const LONGEST: usize = u32::MAX as usize / 2;

/// Finds the comments and strings of a text.
pub(crate) fn scan(text: &str, language: Language) -> Scan {
    let tokens = language::row(language).map(|row| row.syntax);
    match tokens {
        Some(syntax) if !syntax.tokens.is_empty() && text.len() <= LONGEST => {
            Scan::of_spans(text, &reader::spans(text, syntax))
        }
        _ => Scan::default(),
    }
}

impl Scan {
    /// The runs of a line, counted from 1: each starts at a byte of the line and lasts until the
    /// next; the first starts at 0. None means that the whole line is code.
    pub(crate) fn runs(&self, line: u32) -> &[(u32, LinePlace)] {
        let at = line as usize;
        let bounds =
            at.checked_sub(1).and_then(|before| self.lines.get(before).zip(self.lines.get(at)));
        bounds.and_then(|(from, to)| self.runs.get(*from as usize..*to as usize)).unwrap_or(&[])
    }

    fn of_spans(text: &str, spans: &[Span]) -> Self {
        let mut scan = Self { lines: vec![0], runs: Vec::new() };
        let mut rest = spans;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let end = start + without_end(line).len();
            let mut cursor = start;
            let first = scan.runs.len();
            while let Some(span) = rest.first().filter(|span| span.start < start + line.len()) {
                let (from, to) = (span.start.max(cursor), span.end.min(end));
                if from < to {
                    if from > cursor {
                        scan.push(first, cursor - start, LinePlace::Code);
                    }
                    scan.push(first, from - start, span.place);
                    cursor = to;
                }
                if span.end > start + line.len() {
                    break;
                }
                rest = rest.get(1..).unwrap_or(&[]);
            }
            if cursor < end && scan.runs.len() > first {
                scan.push(first, cursor - start, LinePlace::Code);
            }
            scan.lines.push(scan.runs.len() as u32);
            start += line.len();
        }
        scan
    }

    fn push(&mut self, first: usize, offset: usize, place: LinePlace) {
        let same = self.runs.get(first..).and_then(<[_]>::last).is_some_and(|last| last.1 == place);
        if !same {
            self.runs.push((offset as u32, place));
        }
    }
}

/// A line without its line feed, and the carriage return before it.
pub(crate) fn without_end(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

#[cfg(test)]
mod tests;
