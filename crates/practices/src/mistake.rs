//! What is wrong with a practice file, and where.

use std::fmt;
use std::ops::Range;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as it was named when it was read.
    pub file: String,
    /// Its line, from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// Its column, from 1, in characters.
    pub column: usize,
    /// The part of the line around the place; lines may be long.
    excerpt: String,
    /// How many characters of it stand before the place.
    before: usize,
    /// How many characters of the line are meant, at least 1.
    pub length: usize,
}

/// How many characters of a line are shown, and how many of them stand before the place.
const SHOWN: usize = 100;
const BEFORE: usize = 60;

impl Place {
    /// A span of bytes in a file's text.
    pub(crate) fn at(file: &str, text: &str, span: Range<usize>) -> Self {
        let start = floor(text, span.start);
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = floor(text, span.end).clamp(start, line_end);
        let column = text[line_start..start].chars().count() + 1;
        let skip = column.saturating_sub(1 + BEFORE);
        let skipped = if skip > 0 { "…" } else { "" };
        let mut rest = text[line_start..line_end].trim_end_matches('\r').chars().skip(skip);
        let mut excerpt = format!("{skipped}{}", rest.by_ref().take(SHOWN).collect::<String>());
        if rest.next().is_some() {
            excerpt.push('…');
        }
        Self {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column,
            excerpt,
            before: column - 1 - skip + skipped.chars().count(),
            length: text[start..end].chars().count().max(1),
        }
    }

    /// A file as a whole, such as one that cannot be read, or what stands for one.
    pub(crate) fn whole(file: impl Into<String>) -> Self {
        let file = file.into();
        Self { file, line: 0, column: 0, excerpt: String::new(), before: 0, length: 0 }
    }
}

/// The file and the line.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible(&self.file))?;
        if self.line > 0 { write!(f, ":{}", self.line) } else { Ok(()) }
    }
}

/// One mistake in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where it is.
    pub place: Place,
    /// What is wrong.
    pub what: String,
    /// What was expected, or the nearest right name.
    pub help: Option<String>,
}

impl Mistake {
    /// A mistake at a span of bytes in a file's text.
    pub(crate) fn at(file: &str, text: &str, span: Range<usize>, what: impl Into<String>) -> Self {
        Self::of_place(Place::at(file, text, span), what)
    }

    /// A mistake of a file as a whole, such as one that cannot be read.
    pub fn of_file(file: impl Into<String>, what: impl Into<String>) -> Self {
        Self::of_place(Place::whole(file), what)
    }

    /// A mistake at a place.
    pub(crate) fn of_place(place: Place, what: impl Into<String>) -> Self {
        Self { place, what: what.into(), help: None }
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
        let Place { file, line, column, excerpt, before, length } = &self.place;
        let (file, what, text) = (visible(file), visible(&self.what), visible(excerpt));
        if *line == 0 {
            write!(f, "{file}: {what}")?;
            return match &self.help {
                Some(help) => write!(f, "; {}", visible(help)),
                None => Ok(()),
            };
        }
        writeln!(f, "{file}:{line}:{column}: {what}")?;
        let blank = " ".repeat(line.to_string().len());
        // Tabs stay tabs, so that the caret stands where the words do.
        let indent: String =
            text.chars().take(*before).map(|c| if c == '\t' { c } else { ' ' }).collect();
        let room = text.chars().count().saturating_sub(*before).max(1);
        writeln!(f, " {line} | {text}")?;
        write!(f, " {blank} | {indent}{}", "^".repeat(room.min(*length)))?;
        if let Some(help) = &self.help {
            write!(f, "\n {blank} = {}", visible(help))?;
        }
        Ok(())
    }
}

/// The text without what could move a terminal's cursor or turn its text around: files are
/// anybody's.
pub fn visible(text: &str) -> String {
    text.chars().map(harmless).collect()
}

fn harmless(c: char) -> char {
    match c {
        '\t' => c,
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => '\u{fffd}',
        _ if c.is_control() => '\u{fffd}',
        _ => c,
    }
}

/// How like a name has to be before it is suggested: enough for a slip, too much for an opposite.
const LIKE: f64 = 0.6;

/// The name among `known` that `word` was most likely meant to be.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|name| (strsim::normalized_damerau_levenshtein(word, name), name))
        .filter(|(likeness, _)| *likeness >= LIKE)
        .max_by(|(left, _), (right, _)| left.total_cmp(right))
        .map(|(_, name)| name)
}

/// The `count` names among `known` most like `word`, the likest first.
pub(crate) fn most_like<'a>(word: &str, mut known: Vec<&'a str>, count: usize) -> Vec<&'a str> {
    let distance = |name: &str| strsim::normalized_damerau_levenshtein(word, name);
    known.sort_by(|left, right| distance(right).total_cmp(&distance(left)));
    known.truncate(count);
    known
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
    fn shows_nothing_that_acts() {
        let mistake = Mistake::at("f\u{202e}", "a\u{feff}", 0..1, "x\n\u{7}").with_help("\u{1b}");
        assert_eq!(
            mistake.to_string(),
            "f\u{fffd}:1:1: x\u{fffd}\u{fffd}\n 1 | a\u{fffd}\n   | ^\n   = \u{fffd}"
        );
        assert_eq!(Mistake::of_file("a", "no text").to_string(), "a: no text");
        let helped = Mistake::of_file("--only", "no such id").with_help("did you mean `a/b`?");
        assert_eq!(helped.to_string(), "--only: no such id; did you mean `a/b`?");
    }

    #[test]
    fn survives_odd_spans() {
        for span in [0..0, 5..900, 900..901] {
            assert_eq!(Place::at("f", "é\nñ", span).length, 1);
        }
    }

    #[test]
    fn long_and_hostile_lines_are_cut_and_made_harmless() {
        let text = format!("{}\u{1b}[31mHERE{}", "x".repeat(500), "y".repeat(500));
        let at = text.find("HERE").unwrap();
        let shown = Mistake::at("f", &text, at..at + 4, "no").to_string();
        assert!(!shown.contains('\u{1b}'));
        let lines: Vec<&str> = shown.lines().collect();
        let caret = lines[2].chars().position(|c| c == '^').unwrap();
        let word: String = lines[1].chars().skip(caret).take(4).collect();
        assert_eq!(word, "HERE");
        assert!(lines[1].chars().count() < 120);
    }

    #[test]
    fn finds_the_nearest_name() {
        assert_eq!(nearest("absent", ["present", "missing"]), None);
        assert_eq!(nearest("sorce", ["source", "test"]), Some("source"));
        assert_eq!(nearest("zzz", ["source", "test"]), None);
    }
}
