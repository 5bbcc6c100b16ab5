//! Makes text of a repository harmless for every format.
//!
//! Owns what is dangerous wherever it is shown: control characters, characters that turn the
//! direction of text or hide in it, line ends, excess length. It must never know a format's own
//! active characters; escaping those is each renderer's part.
//!
//! - A control character becomes its picture (`␛` for ESC), one outside ASCII its number
//!   (`<U+009B>`).
//! - A character that turns the direction of text, and a code point that is no character, becomes
//!   its number (`<U+202E>`): whoever reads the page should know that it is there.
//! - An invisible character (zero-width space, soft hyphen, byte order mark, tag) is left out of
//!   sentences; in a path it becomes its number, so that different paths look different. A joiner
//!   stays where it joins: inside an emoji or a script that needs it.
//! - Any run of white space, line ends included, becomes one space; in a path each one but the
//!   plain and the ideographic space is shown.
//! - Of marks that pile up on one letter the first eight stay.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::page::{Fate, Line, Share, Span, Word};

/// What is shown where the repository has no text at all.
const EMPTY: &str = "(empty)";

/// Marks that may stand on one letter.
const MOST_MARKS: usize = 8;

/// A run of text that is safe to show but for a format's own active characters.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shown {
    Text(String),
    Strong(String),
    Emphasis(String),
    Quoted(String),
    Name(String),
    Path(String),
    Commit(String),
    Code(String),
    Changed(Vec<Word>),
    Trend(Vec<Option<Share>>),
    Linked(Box<Shown>, String),
}

/// The spans of a line, made harmless.
pub(crate) fn shown(line: &Line) -> Vec<Shown> {
    line.spans().iter().map(show_span).collect()
}

/// The line as plain text, its trend left out.
pub(crate) fn plain(line: &Line) -> String {
    shown(line)
        .into_iter()
        .map(|shown| match shown.unlinked() {
            Shown::Text(text)
            | Shown::Strong(text)
            | Shown::Emphasis(text)
            | Shown::Quoted(text)
            | Shown::Name(text)
            | Shown::Path(text)
            | Shown::Commit(text)
            | Shown::Code(text) => text,
            Shown::Changed(words) => word_diff(&words),
            Shown::Trend(_) | Shown::Linked(..) => String::new(),
        })
        .collect()
}

impl Shown {
    /// What is shown, without where it leads.
    pub(crate) fn unlinked(self) -> Self {
        match self {
            Self::Linked(shown, _) => shown.unlinked(),
            other => other,
        }
    }
}

fn show_span(span: &Span) -> Shown {
    match span {
        Span::Text(text) => Shown::Text(sentence(text)),
        Span::Strong(text) => Shown::Strong(sentence(text)),
        Span::Emphasis(text) => Shown::Emphasis(sentence(text)),
        Span::Quoted(text) => Shown::Quoted(phrase(text, Span::MOST_QUOTED)),
        Span::Name(text) => Shown::Name(phrase(text, Span::MOST_NAMED)),
        Span::Path(path) => Shown::Path(cut_middle(&code(path), Span::MOST_OF_PATH, chars)),
        Span::File(path, line) | Span::FileAt(path, line, _) => {
            let path = cut_middle(&code(path), Span::MOST_OF_PATH, chars);
            Shown::Path(line.map_or_else(|| path.clone(), |line| format!("{path}:{line}")))
        }
        Span::Linked(span, address) => {
            Shown::Linked(Box::new(show_span(span)), address.as_str().to_owned())
        }
        Span::Commit(id) => Shown::Commit(id.short(Span::COMMIT_DIGITS)),
        Span::Code(text) => Shown::Code(code(text)),
        Span::Changed(words) => Shown::Changed(changed(words)),
        Span::Trend(shares) => Shown::Trend(shares.clone()),
    }
}

/// A changed line, cut at its end.
fn changed(words: &[Word]) -> Vec<Word> {
    let mut left = Span::MOST_OF_LINE;
    let mut out: Vec<Word> = Vec::new();
    for word in words.iter().filter(|word| !word.text.is_empty()) {
        if left == 0 {
            break;
        }
        // White space is no path: where all of a stretch is blank it stays so.
        let text = match word.text.trim() {
            "" => " ".repeat(chars(&word.text).min(left)),
            _ => cut_end(&code(&word.text), left),
        };
        // What marks it is shown too.
        let mark = if word.fate == Fate::Stays { 0 } else { 4 };
        left = left.saturating_sub(chars(&text) + mark);
        out.push(Word { fate: word.fate, text });
    }
    out
}

/// The line as `git diff --word-diff` writes it: `[-what went-]{+what came+}`.
pub(crate) fn word_diff(words: &[Word]) -> String {
    words
        .iter()
        .map(|word| match word.fate {
            Fate::Stays => word.text.clone(),
            Fate::Goes => format!("[-{}-]", word.text),
            Fate::Comes => format!("{{+{}+}}", word.text),
        })
        .collect()
}

/// A phrase of the repository: trimmed, cut at its end, never empty.
fn phrase(text: &str, most: usize) -> String {
    let cut = cut_end(sentence(text).trim(), most);
    if cut.is_empty() { EMPTY.to_owned() } else { cut }
}

/// Text with what is dangerous shown and what is invisible left out.
fn sentence(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    let mut last = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c.is_whitespace() {
            if rest.peek().is_none_or(|next| !next.is_whitespace()) {
                out.push(' ');
                (last, marks) = (' ', 0);
            }
        } else if must_show(c) {
            show(c, &mut out);
            (last, marks) = ('>', 0);
        } else if is_joiner(c) {
            let joins = |c: char| !c.is_ascii() && !c.is_whitespace() && !is_invisible(c);
            if joins(last) && rest.peek().is_some_and(|next| joins(*next) && !must_show(*next)) {
                out.push(c);
                last = c;
            }
        } else if is_invisible(c) {
        } else if c.width() == Some(0) {
            marks += 1;
            if marks <= MOST_MARKS && last != ' ' {
                out.push(c);
                last = c;
            }
        } else {
            out.push(c);
            (last, marks) = (c, 0);
        }
    }
    out
}

/// A path or a command: everything that can't be seen is shown.
fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = MOST_MARKS;
    for c in text.chars() {
        let plain_space = matches!(c, ' ' | '\u{3000}');
        if !plain_space && (c.is_whitespace() || must_show(c) || is_invisible(c) || is_joiner(c)) {
            show(c, &mut out);
            marks = MOST_MARKS;
        } else if c.width() == Some(0) {
            marks += 1;
            if marks <= MOST_MARKS { out.push(c) } else { show(c, &mut out) }
        } else {
            out.push(c);
            marks = if plain_space { MOST_MARKS } else { 0 };
        }
    }
    if out.trim().is_empty() { EMPTY.to_owned() } else { out }
}

/// Shows a character that must not act: the picture of an ASCII control, the number of any other.
fn show(c: char, out: &mut String) {
    match u32::from(c) {
        code @ 0..0x20 => out.extend(char::from_u32(0x2400 + code)),
        0x7f => out.push('␡'),
        code => out.push_str(&format!("<U+{code:04X}>")),
    }
}

/// Controls, characters that turn the direction of text, code points that are no characters.
fn must_show(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2066}'..='\u{206F}' | '\u{FDD0}'..='\u{FDEF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Characters that join their neighbours and show nothing themselves.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Unicode's default ignorable characters and annotation marks, but for the two that choose how an
/// emoji looks.
const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}' | '\u{2060}'..='\u{2065}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0D}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The length of a text in characters.
pub(crate) fn chars(text: &str) -> usize {
    text.chars().count()
}

/// The length of a text in columns of a terminal.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// The text, or as much of its start as `most` allows with a `…` after it.
fn cut_end(text: &str, most: usize) -> String {
    if chars(text) <= most {
        return text.to_owned();
    }
    let kept = head(text, most.saturating_sub(1), chars);
    format!("{}…", text[..kept].trim_end())
}

/// The text, or as much of its start and its end as `most` allows with a `…` between; of a path
/// the end tells more, so it gets the greater part.
pub(crate) fn cut_middle(text: &str, most: usize, measure: fn(&str) -> usize) -> String {
    if measure(text) <= most {
        return text.to_owned();
    }
    let room = most.saturating_sub(1);
    let start = head(text, room / 3, measure);
    let mut end = text.len();
    let mut used = measure(&text[..start]);
    for (at, cluster) in text.grapheme_indices(true).rev() {
        used += measure(cluster);
        if used > room || at < start {
            break;
        }
        end = at;
    }
    format!("{}…{}", &text[..start], &text[end..])
}

/// The byte length of the longest start of a text that measures at most `most`.
pub(crate) fn head(text: &str, most: usize, measure: fn(&str) -> usize) -> usize {
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        used += measure(cluster);
        if used > most {
            return at;
        }
    }
    text.len()
}

/// Bars of seven heights, from empty to full; a `·` where there was too little to tell.
pub(crate) fn bars(shares: &[Option<Share>]) -> String {
    const BARS: [char; 7] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇'];
    shares
        .iter()
        .map(|share| match share {
            Some(share) => {
                // The cast can't truncate: a share is at most one.
                let height = (share.value() * (BARS.len() - 1) as f64).round() as usize;
                BARS.get(height).copied().unwrap_or('·')
            }
            None => '·',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> String {
        match show_span(&Span::Quoted(text.to_owned())) {
            Shown::Quoted(text) => text,
            other => panic!("{other:?}"),
        }
    }

    fn path(text: &str) -> String {
        match show_span(&Span::Path(text.to_owned())) {
            Shown::Path(text) => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_subject_can_do_nothing() {
        for (name, hostile, harmless) in [
            ("plain", "Fix the build", "Fix the build"),
            ("escape sequence", "\x1b[31mred", "␛[31mred"),
            ("link of a terminal", "\x1b]8;;http://x\x07y", "␛]8;;http://x␇y"),
            ("C1 control", "a\u{9b}31m", "a<U+009B>31m"),
            ("backspace", "ab\x08c", "ab␈c"),
            ("folded", " a\r\n\tb\u{2028}c\u{85}d ", "a b c d"),
            ("turned", "a\u{202e}b\u{2066}c\u{200f}", "a<U+202E>b<U+2066>c<U+200F>"),
            ("hidden", "p\u{200b}a\u{ad}y\u{feff}", "pay"),
            ("tags", "x\u{e0041}\u{e0042}", "x"),
            ("no character", "\u{ffff}", "<U+FFFF>"),
            ("joined emoji", "👩\u{200d}💻 at work", "👩\u{200d}💻 at work"),
            ("emoji style", "♻\u{fe0f} reuse", "♻\u{fe0f} reuse"),
            ("Persian", "می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("joiner in ASCII", "a\u{200d}b", "ab"),
            ("mark on nothing", "\u{301}a", "a"),
            ("empty", "", "(empty)"),
            ("blank", " \u{200b}\n", "(empty)"),
        ] {
            assert_eq!(quoted(hostile), harmless, "{name}");
        }
    }

    #[test]
    fn different_paths_look_different() {
        for (name, hostile, harmless) in [
            ("plain", "src/a b.rs", "src/a b.rs"),
            ("line end", "a\nb", "a␊b"),
            ("hidden", "a\u{200b}b", "a<U+200B>b"),
            ("joiner", "a\u{200d}b", "a<U+200D>b"),
            ("no-break space", "a\u{a0}b", "a<U+00A0>b"),
            ("ideographic space", "資料\u{3000}一", "資料\u{3000}一"),
            ("mark on nothing", "a/ \u{301}b", "a/ <U+0301>b"),
            ("blank", "  ", "(empty)"),
        ] {
            assert_eq!(path(hostile), harmless, "{name}");
        }
    }

    #[test]
    fn marks_do_not_pile_up() {
        let text = format!("z{}!", "\u{301}".repeat(50));
        assert_eq!(quoted(&text), format!("z{}!", "\u{301}".repeat(8)));
    }

    #[test]
    fn long_text_is_cut_between_letters() {
        assert_eq!(cut_end("abcdef", 6), "abcdef");
        assert_eq!(cut_end("abcdefg", 6), "abcde…");
        assert_eq!(cut_end("abcd efg", 6), "abcd…");
        assert_eq!(cut_end("abe\u{301}\u{302}x", 4), "ab…", "a letter keeps its marks");
        assert_eq!(chars(&quoted(&"x".repeat(5000))), Span::MOST_QUOTED);
        let crowd = "👩\u{200d}".repeat(500) + "👩";
        assert!(chars(&quoted(&crowd)) <= Span::MOST_QUOTED);
    }

    #[test]
    fn a_long_path_keeps_its_ends() {
        assert_eq!(cut_middle("src/scheduler/queue.rs", 22, columns), "src/scheduler/queue.rs");
        assert_eq!(cut_middle("src/scheduler/queue.rs", 14, columns), "src/…/queue.rs");
        assert_eq!(cut_middle("日本語日本語.md", 9, columns), "日…語.md");
        assert_eq!(cut_middle("abc", 1, columns), "…");
    }

    #[test]
    fn bars_follow_the_shares() {
        let share = |part, of| Some(Share { part, of });
        let shares = [share(0, 9), share(14, 22), share(3, 3), None, share(0, 0), share(7, 1)];
        assert_eq!(bars(&shares), "▁▅▇·▁▇");
    }
}
