//! What is wrong with a practice file, and where.

use std::fmt;
use std::ops::Range;

/// One mistake in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file, as it was named when it was read.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// Its column, from 1, in characters.
    pub column: usize,
    /// The text of that line.
    pub source: String,
    /// How many characters of the line are meant, at least 1.
    pub length: usize,
    /// What is wrong.
    pub what: String,
    /// What was expected, or the nearest right name.
    pub help: Option<String>,
}

impl Mistake {
    /// A mistake at a span of bytes in a file's text.
    pub(crate) fn at(file: &str, text: &str, span: Range<usize>, what: impl Into<String>) -> Self {
        let start = floor(text, span.start);
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = floor(text, span.end).clamp(start, line_end);
        Self {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: text[line_start..start].chars().count() + 1,
            source: text[line_start..line_end].trim_end_matches('\r').to_owned(),
            length: text[start..end].chars().count().max(1),
            what: what.into(),
            help: None,
        }
    }

    /// The mistake with a word of help.
    #[must_use]
    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The largest character boundary at or below `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.what)?;
        let gutter = self.line.to_string();
        let blank = " ".repeat(gutter.len());
        let indent: String = self
            .source
            .chars()
            .take(self.column - 1)
            .map(|c| if c == '\t' { '\t' } else { ' ' })
            .collect();
        writeln!(f, " {gutter} | {}", self.source)?;
        write!(f, " {blank} | {indent}{}", "^".repeat(self.length))?;
        if let Some(help) = &self.help {
            write!(f, "\n {blank} = {help}")?;
        }
        Ok(())
    }
}

/// The name among `known` that `word` was most likely meant to be.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|name| (strsim::normalized_damerau_levenshtein(word, name), name))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|(left, _), (right, _)| left.total_cmp(right))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_at_the_words() {
        let text = "title = 1\nlével = \"loud\"\n";
        let start = text.find("\"loud\"").unwrap();
        let mistake = Mistake::at("a/b.toml", text, start..start + 6, "no such level")
            .with_help("one of note, suggestion, warning");
        assert_eq!(
            mistake.to_string(),
            "a/b.toml:2:9: no such level\n 2 | lével = \"loud\"\n   |         ^^^^^^\n   = one of note, \
             suggestion, warning"
        );
    }

    #[test]
    fn survives_odd_spans() {
        for span in [0..0, 5..900, 900..901] {
            assert_eq!(Mistake::at("f", "é\nñ", span, "x").length, 1);
        }
    }

    #[test]
    fn finds_the_nearest_name() {
        assert_eq!(nearest("sorce", ["source", "test"]), Some("source"));
        assert_eq!(nearest("zzz", ["source", "test"]), None);
    }
}
