//! A page as text for a terminal, a pager or a plain mail.
//!
//! Owns lines, columns and colours. Reads well without any colour: sections stand under a rule,
//! quotations in quotation marks, commands in backticks. It must never know a report, nor whether
//! a terminal is there: the caller says how wide and how.

mod table;
mod wrap;

use anstyle::{AnsiColor, Style};

use self::wrap::{Cloth, Row, wrap, wrap_hung};
use crate::harmless::{Shown, bars, shown, word_diff};
use crate::page::{Block, Depth, Line, Mark, Page};

/// Whether colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Styling {
    /// Text alone.
    Plain,
    /// Escape sequences for bold headings, cyan commits and dim asides; nothing that plain text
    /// does not say as well.
    Coloured,
}

/// The narrowest text that is laid out; a narrower terminal gets lines of this width.
const NARROWEST: usize = 20;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const ITALIC: Style = Style::new().italic();
const COMMIT: Style = AnsiColor::Cyan.on_default();
const NONE: Style = Style::new();

/// The page as lines of at most `width` columns, without spaces at their ends, each with a line
/// feed.
///
/// ```
/// use git_coach_reporter::page::{Block, Line, Page};
/// use git_coach_reporter::render::{Styling, terminal};
///
/// let page = Page {
///     title: Line::from("Team review"),
///     blocks: vec![Block::List(vec![Line::new().text("Look at ").quoted("Fix\x1b[2J")])],
/// };
/// let text = terminal(&page, 80, Styling::Plain);
/// assert_eq!(text, "Team review\n═══════════\n\n• Look at “Fix␛[2J”\n");
/// ```
pub fn terminal(page: &Page, width: usize, style: Styling) -> String {
    let mut sheet = Sheet { width: width.max(NARROWEST), style, indent: 0, out: String::new() };
    sheet.title(&page.title);
    let mut after_heading = page.title.is_empty();
    for block in &page.blocks {
        let before = sheet.out.len();
        if !after_heading {
            sheet.out.push('\n');
        }
        sheet.block(block);
        if sheet.out[before..].trim().is_empty() {
            sheet.out.truncate(before);
        } else {
            after_heading = matches!(block, Block::Heading(..));
        }
    }
    sheet.out
}

/// The text so far, and how the next lines are set.
struct Sheet {
    width: usize,
    style: Styling,
    indent: usize,
    out: String,
}

impl Sheet {
    fn title(&mut self, title: &Line) {
        if title.is_empty() {
            return;
        }
        let rows = wrap(&cloth(title, BOLD), self.width);
        let rule = rows.iter().map(Row::columns).max().unwrap_or_default();
        self.rows("", rows);
        self.rows("", vec![Row::of("═".repeat(rule), DIM)]);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(Depth::Section, line) => self.section(line),
            Block::Heading(Depth::Part, line) => {
                self.indent = 0;
                self.hung("", "", line, BOLD);
                self.indent = 2;
            }
            Block::Paragraph(line) => self.hung("", "", line, NONE),
            Block::Lines(lines) => lines.iter().for_each(|line| self.hung("", "  ", line, NONE)),
            Block::List(items) => items.iter().for_each(|item| self.hung("• ", "  ", item, NONE)),
            Block::CheckList(items) => items.iter().for_each(|(mark, item)| {
                let mark = if *mark == Mark::Done { "[x] " } else { "[ ] " };
                self.hung(mark, "    ", item, NONE);
            }),
            Block::Table(table) => {
                let rows = table::lay_out(table, self.width - self.indent);
                self.rows("", rows);
            }
            Block::Chart(_) => {}
            Block::Aside(line) => {
                self.indent = 0;
                self.hung("", "", line, DIM);
            }
        }
    }

    /// `── Went well ─────`: the words with a rule through the rest of their line.
    fn section(&mut self, line: &Line) {
        self.indent = 0;
        let mut rows = wrap(&cloth(line, BOLD), self.width.saturating_sub(3));
        if let Some(first) = rows.first_mut() {
            first.prepend("── ", DIM);
        }
        if let [row] = rows.as_mut_slice()
            && let Some(rest) = self.width.checked_sub(row.columns() + 1).filter(|rest| *rest > 0)
        {
            row.append(&format!(" {}", "─".repeat(rest)), DIM);
        }
        self.rows("   ", rows);
    }

    /// A line whose first row starts with `first`, empty or as wide as the `later` of the others.
    fn hung(&mut self, first: &str, later: &str, line: &Line, style: Style) {
        let (hang, room) = (later.len(), self.width - self.indent);
        let cloth = cloth(line, style);
        let mut rows = match first {
            "" => wrap_hung(&cloth, room, hang),
            _ => wrap(&cloth, room - hang),
        };
        if let Some(row) = rows.first_mut() {
            row.prepend(first, NONE);
        }
        self.rows(later, rows);
    }

    /// Rows as they are; all but the first start with `later`.
    fn rows(&mut self, later: &str, rows: Vec<Row>) {
        for (at, row) in rows.into_iter().enumerate() {
            let before = if at == 0 { "" } else { later };
            self.out.push_str(&" ".repeat(self.indent));
            self.out.push_str(before);
            row.write(self.style, &mut self.out);
            self.out.truncate(self.out.trim_end_matches(' ').len());
            self.out.push('\n');
        }
    }
}

/// The line as styled text that can still be wrapped.
fn cloth(line: &Line, base: Style) -> Cloth {
    let mut cloth = Cloth::default();
    for span in shown(line) {
        match span.unlinked() {
            Shown::Text(text) | Shown::Name(text) => cloth.add(&text, base),
            Shown::Trend(shares) => cloth.add(&bars(&shares), base),
            Shown::Linked(..) => {}
            Shown::Strong(text) => cloth.add(&text, base.bold()),
            Shown::Emphasis(text) => cloth.add(&text, base.italic()),
            Shown::Quoted(text) => cloth.add(&format!("“{text}”"), over(base, ITALIC)),
            Shown::Path(path) => cloth.add_whole(&path, base),
            Shown::Commit(id) => cloth.add_whole(&id, over(base, COMMIT)),
            Shown::Code(code) => cloth.add(&format!("`{code}`"), base),
            Shown::Changed(words) => cloth.add(&word_diff(&words), base),
        }
    }
    cloth
}

/// What `style` asks for on top of `base`.
fn over(base: Style, style: Style) -> Style {
    let style = style.effects(base.get_effects() | style.get_effects());
    style.fg_color(style.get_fg_color().or(base.get_fg_color()))
}

/// The width of a line when nothing breaks it.
fn natural_width(line: &Line) -> usize {
    cloth(line, NONE).columns()
}

/// The width of the part that had better not be broken: the longest word.
fn longest_word(line: &Line) -> usize {
    cloth(line, NONE).longest_word()
}

/// The line as rows of a table's cell, its paths cut so that they fit on one row.
fn cell(line: &Line, width: usize, base: Style) -> Vec<Row> {
    wrap(&cloth(line, base).with_cut_wholes(width), width)
}

#[cfg(test)]
mod tests;
