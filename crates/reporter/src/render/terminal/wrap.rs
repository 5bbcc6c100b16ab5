//! Breaks styled text into rows of a terminal.
//!
//! Owns display widths and break places: at spaces, and inside a word that is wider than a whole
//! row. It must never know pages or blocks. Its text is harmless already.

use anstyle::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::Styling;
use crate::harmless::{columns, cut_middle, head};

/// Text of one style.
#[derive(Clone, Debug)]
struct Thread {
    text: String,
    style: Style,
    /// Whether it is a path or a commit: a name that had better stay whole.
    whole: bool,
}

/// What stands between two spaces; its parts may differ in style.
#[derive(Clone, Debug, Default)]
struct Word(Vec<Thread>);

impl Word {
    fn columns(&self) -> usize {
        self.0.iter().map(|thread| columns(&thread.text)).sum()
    }
}

/// Styled text before it is wrapped.
#[derive(Clone, Debug, Default)]
pub(super) struct Cloth {
    words: Vec<Word>,
    /// Whether a space stands at the end, so that what comes next starts a word.
    spaced: bool,
}

impl Cloth {
    /// Adds text that may be broken at its spaces.
    pub(super) fn add(&mut self, text: &str, style: Style) {
        for (at, part) in text.split(' ').enumerate() {
            if at > 0 {
                self.spaced = true;
            }
            if !part.is_empty() {
                self.push(Thread { text: part.to_owned(), style, whole: false });
            }
        }
    }

    /// Adds text that stays on one row if it can, its spaces included.
    pub(super) fn add_whole(&mut self, text: &str, style: Style) {
        self.push(Thread { text: text.to_owned(), style, whole: true });
    }

    fn push(&mut self, thread: Thread) {
        match self.words.last_mut() {
            Some(word) if !self.spaced => word.0.push(thread),
            _ => self.words.push(Word(vec![thread])),
        }
        self.spaced = false;
    }

    /// The width when nothing breaks it.
    pub(super) fn columns(&self) -> usize {
        let words: usize = self.words.iter().map(Word::columns).sum();
        words + self.words.len().saturating_sub(1)
    }

    /// The width of the longest word.
    pub(super) fn longest_word(&self) -> usize {
        self.words.iter().map(Word::columns).max().unwrap_or_default()
    }

    /// The same text where a name that is wider than `width` has lost its middle.
    pub(super) fn with_cut_wholes(mut self, width: usize) -> Self {
        for word in &mut self.words {
            let over = word.columns().saturating_sub(width);
            for thread in word.0.iter_mut().filter(|thread| over > 0 && thread.whole) {
                let room = columns(&thread.text).saturating_sub(over).max(3);
                thread.text = cut_middle(&thread.text, room, columns);
            }
        }
        self
    }
}

/// One row of a terminal.
#[derive(Clone, Debug, Default)]
pub(super) struct Row(Vec<(String, Style)>);

impl Row {
    /// A row of one style.
    pub(super) fn of(text: String, style: Style) -> Self {
        Self(vec![(text, style)])
    }

    /// Its width.
    pub(super) fn columns(&self) -> usize {
        self.0.iter().map(|(text, _)| columns(text)).sum()
    }

    /// Puts text at its end.
    pub(super) fn append(&mut self, text: &str, style: Style) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some((last, same)) if *same == style => last.push_str(text),
            _ => self.0.push((text.to_owned(), style)),
        }
    }

    /// Puts text at its start.
    pub(super) fn prepend(&mut self, text: &str, style: Style) {
        if !text.is_empty() {
            self.0.insert(0, (text.to_owned(), style));
        }
    }

    /// Puts a whole row at its end.
    pub(super) fn join(&mut self, other: &Self) {
        for (text, style) in &other.0 {
            self.append(text, *style);
        }
    }

    fn join_word(&mut self, word: &Word) {
        let styled = word.0.first().map(|thread| thread.style);
        if let Some((last, style)) = self.0.last_mut() {
            if styled == Some(*style) {
                last.push(' ');
            } else {
                self.append(" ", Style::new());
            }
        }
        for thread in &word.0 {
            self.append(&thread.text, thread.style);
        }
    }

    /// Writes it, with escape sequences if colours are wanted.
    pub(super) fn write(&self, styling: Styling, out: &mut String) {
        for (text, style) in &self.0 {
            match styling {
                Styling::Plain => out.push_str(text),
                Styling::Coloured => out.push_str(&format!("{style}{text}{style:#}")),
            }
        }
    }
}

/// The text as rows of at most `width` columns; at least one row.
pub(super) fn wrap(cloth: &Cloth, width: usize) -> Vec<Row> {
    wrap_hung(cloth, width, 0)
}

/// The text as rows, the first of at most `width` columns, the others `hang` columns narrower.
pub(super) fn wrap_hung(cloth: &Cloth, width: usize, hang: usize) -> Vec<Row> {
    let narrow = width.saturating_sub(hang).max(1);
    let mut rows = vec![Row::default()];
    let mut used = 0;
    for word in &cloth.words {
        for (at, part) in broken(word, narrow).iter().enumerate() {
            let room = if rows.len() == 1 { width } else { narrow };
            let gap = usize::from(used > 0);
            if at > 0 || used + gap + part.columns() > room {
                if used > 0 {
                    rows.push(Row::default());
                }
                used = 0;
            }
            used += usize::from(used > 0) + part.columns();
            if let Some(row) = rows.last_mut() {
                row.join_word(part);
            }
        }
    }
    rows
}

/// The word in parts of at most `width` columns: one part unless it is wider.
fn broken(word: &Word, width: usize) -> Vec<Word> {
    if word.columns() <= width {
        return vec![word.clone()];
    }
    let mut parts = vec![Word::default()];
    let mut used = 0;
    for thread in &word.0 {
        let mut rest = thread.text.as_str();
        while !rest.is_empty() {
            let mut end = head(rest, width - used, columns);
            if end == 0 && used > 0 {
                parts.push(Word::default());
                used = 0;
                continue;
            }
            if end == 0 {
                // One letter wider than a whole row: it has to stand somewhere.
                end = rest.graphemes(true).next().map_or(rest.len(), str::len);
            }
            used = (used + columns(&rest[..end])).min(width);
            if let Some(part) = parts.last_mut() {
                part.0.push(Thread { text: rest[..end].to_owned(), ..*thread });
            }
            rest = &rest[end..];
        }
    }
    parts
}
