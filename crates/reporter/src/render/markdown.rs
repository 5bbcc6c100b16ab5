//! A page as Markdown for forges and files.
//!
//! Owns what is active in GitHub's and GitLab's Markdown and how it is switched off. It must never
//! know a report or a forge's interface.
//!
//! Everything active is escaped in every span, ours too, for a team's own practices are text of
//! the repository. A mention, a reference or an address is found by the forges in the finished
//! HTML, where an escape is no longer seen; so a zero-width space (`&#8203;`) is put inside it,
//! which neither forge links. A bare commit id is left as it is: it can link to nothing but a
//! commit of its own repository.

use crate::harmless::{Shown, bars, chars, shown, word_diff};
use crate::page::{Align, Block, Depth, Line, Mark, Page, Table};

/// What keeps a forge from seeing two neighbours as one thing.
const APART: &str = "&#8203;";

/// Where the text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In a heading or in the middle of a line.
    Inside,
    /// At the start of a line, where a digit or a dash can open a list.
    LineStart,
    /// In a cell of a table, where `|` ends it even inside code.
    Cell,
    /// In emphasis, where more emphasis would end it.
    Aside,
}

/// The page as a document of its own, from a first-level heading on.
///
/// ```
/// use git_coach_reporter::page::{Block, Line, Page};
/// use git_coach_reporter::render::markdown;
///
/// let page = Page {
///     title: Line::from("Team review"),
///     blocks: vec![Block::List(vec![Line::new().text("Look at ").quoted("Fix <br> for #12")])],
/// };
/// let text = markdown(&page);
/// assert_eq!(text, "# Team review\n\n- Look at *Fix &lt;br&gt; for \\#&#8203;12*\n");
/// ```
pub fn markdown(page: &Page) -> String {
    blocks(page, 1)
}

/// The page as a comment on a forge, where a first-level heading would shout: headings start at
/// the third level.
pub fn comment(page: &Page) -> String {
    blocks(page, 3)
}

fn blocks(page: &Page, top: usize) -> String {
    let heading = |depth: usize, line: &Line| {
        format!("{} {}", "#".repeat(top + depth), inline(line, Place::Inside))
    };
    let mut out = Vec::new();
    if !page.title.is_empty() {
        out.push(heading(0, &page.title));
    }
    out.extend(page.blocks.iter().map(|block| match block {
        Block::Heading(Depth::Section, line) => heading(1, line),
        Block::Heading(Depth::Part, line) => heading(2, line),
        Block::Paragraph(line) => inline(line, Place::LineStart),
        Block::Lines(lines) => each(lines, "\\\n", |line| inline(line, Place::LineStart)),
        Block::List(items) => {
            each(items, "\n", |item| format!("- {}", inline(item, Place::LineStart)))
        }
        Block::CheckList(items) => each(items, "\n", |(mark, item)| {
            let mark = if *mark == Mark::Done { 'x' } else { ' ' };
            format!("- [{mark}] {}", inline(item, Place::LineStart))
        }),
        Block::Table(table) => rows(table),
        Block::Chart(_) => String::new(),
        Block::Aside(line) => emphasised("*", &inline(line, Place::Aside)),
    }));
    out.retain(|block| !block.is_empty());
    out.join("\n\n") + "\n"
}

fn each<T>(items: &[T], between: &str, make: impl Fn(&T) -> String) -> String {
    items.iter().map(make).collect::<Vec<_>>().join(between)
}

fn rows(table: &Table) -> String {
    if table.columns.is_empty() {
        return String::new();
    }
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let heads = table.columns.iter().map(|column| inline(&column.head, Place::Cell)).collect();
    let rules = table.columns.iter().map(|column| match column.align {
        Align::Left => "---".to_owned(),
        Align::Right => "---:".to_owned(),
    });
    let mut lines = vec![row(heads), row(rules.collect())];
    lines.extend(table.rows.iter().map(|cells| {
        let cell = |at| cells.get(at).map(|line| inline(line, Place::Cell)).unwrap_or_default();
        row((0..table.columns.len()).map(cell).collect())
    }));
    lines.join("\n")
}

/// The line as Markdown, without spaces at its ends.
fn inline(line: &Line, place: Place) -> String {
    let parts = joined(shown(line), place);
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        let next = parts.get(at + 1).and_then(Part::first);
        match part {
            Part::Plain(text) => out.push_str(&escaped(text)),
            Part::Marked { mark, text, quote } => {
                let before =
                    text.starts_with(' ') || out.chars().next_back().is_none_or(sets_apart);
                if before && (text.ends_with(' ') || next.is_none_or(sets_apart)) {
                    out.push_str(&emphasised(mark, &escaped(text)));
                } else if *quote {
                    out.push_str(&format!("“{}”", escaped(text)));
                } else {
                    out.push_str(&escaped(text));
                }
            }
            Part::Link(text, address) => {
                let text = match place {
                    Place::Cell if text.contains("\\|") => escaped(text),
                    _ => code(text, place),
                };
                out.push_str(&format!("[{text}](<{address}>)"));
            }
            Part::Code(text) if place == Place::Cell && text.contains("\\|") => {
                // No escape can tell a cell's code that its backslash is not one.
                out.push_str(&escaped(text));
            }
            Part::Code(text) => {
                if out.ends_with('`') {
                    out.push_str(APART);
                }
                out.push_str(&code(text, place));
            }
        }
    }
    let out = out.trim_matches(' ');
    if place == Place::LineStart { at_line_start(out) } else { out.to_owned() }
}

/// A run of text of one look.
enum Part {
    Plain(String),
    Marked { mark: &'static str, text: String, quote: bool },
    Code(String),
    Link(String, String),
}

impl Part {
    /// The first character as it will be seen by the run before it.
    fn first(&self) -> Option<char> {
        match self {
            Self::Plain(text) => text.chars().next(),
            Self::Marked { .. } => Some('*'),
            Self::Code(_) => Some('`'),
            Self::Link(..) => Some('['),
        }
    }
}

/// The runs of the line, neighbours of plain text made one, so that nothing hides between two.
fn joined(spans: Vec<Shown>, place: Place) -> Vec<Part> {
    let marked = |mark, text: String, quote| match place {
        Place::Aside if quote => Part::Plain(format!("“{text}”")),
        Place::Aside => Part::Plain(text),
        _ => Part::Marked { mark, text, quote },
    };
    let mut parts: Vec<Part> = Vec::new();
    for span in spans {
        let part = match span {
            Shown::Text(text) | Shown::Name(text) => Part::Plain(text),
            Shown::Trend(shares) => Part::Plain(bars(&shares)),
            Shown::Strong(text) => marked("**", text, false),
            Shown::Emphasis(text) => marked("*", text, false),
            Shown::Quoted(text) => marked("*", text, true),
            Shown::Path(text) | Shown::Commit(text) | Shown::Code(text) => Part::Code(text),
            Shown::Changed(words) => Part::Code(word_diff(&words)),
            Shown::Linked(shown, address) => match shown.unlinked() {
                // An image or an emphasis inside would need more than this.
                Shown::Path(text) | Shown::Commit(text) => Part::Link(text, address),
                other => {
                    parts.extend(joined(vec![other], place));
                    continue;
                }
            },
        };
        match (parts.last_mut(), part) {
            (Some(Part::Plain(before)), Part::Plain(text)) => before.push_str(&text),
            (_, part) => parts.push(part),
        }
    }
    parts
}

/// Whether emphasis may stand next to the character: white space or punctuation that is not
/// emphasis itself.
fn sets_apart(c: char) -> bool {
    c.is_whitespace()
        || c.is_ascii_punctuation() && !matches!(c, '*' | '_' | '\\')
        || matches!(c, '·' | '–' | '—' | '…' | '“' | '”' | '‘' | '’' | '→')
}

/// Emphasis round the words themselves: spaces at their ends would switch it off.
fn emphasised(mark: &str, text: &str) -> String {
    let words = text.trim_matches(' ');
    if words.is_empty() {
        return text.to_owned();
    }
    let start = text.len() - text.trim_start_matches(' ').len();
    format!("{}{mark}{words}{mark}{}", &text[..start], &text[start + words.len()..])
}

/// A code span: its fence is longer than any run of backticks inside.
fn code(text: &str, place: Place) -> String {
    let longest = text.split(|c| c != '`').map(chars).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let padded = text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']);
    let space = if padded { " " } else { "" };
    let text = if place == Place::Cell { text.replace('|', "\\|") } else { text.to_owned() };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Text with everything active switched off.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        let before = &text[..at];
        let after = &text[at + c.len_utf8()..];
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            // Also before the dot of `www.`.
            '.' if ends_with_ignoring_case(before, "www") => {
                out.push_str(APART);
                out.push(c);
            }
            _ => out.push(c),
        }
        if links(before, c, after) {
            out.push_str(APART);
        }
    }
    out
}

/// Whether a forge may see the start of a mention, a reference or an address in `c`.
fn links(before: &str, c: char, after: &str) -> bool {
    let next = after.chars().next();
    let digit = next.is_some_and(|next| next.is_ascii_digit());
    match c {
        '@' => next.is_some_and(|next| !next.is_whitespace()),
        // Issues, merge requests, snippets and epics.
        '#' | '!' | '$' | '&' => digit,
        '-' => digit && ends_with_ignoring_case(before, "gh"),
        // Milestones and labels, by name too.
        '%' | '~' => next.is_some_and(|next| next.is_alphanumeric() || next == '"'),
        '[' => next == Some('['),
        ':' => next == Some('/'),
        _ => false,
    }
}

fn ends_with_ignoring_case(text: &str, end: &str) -> bool {
    let start = text.len().checked_sub(end.len());
    start.and_then(|start| text.get(start..)).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

/// The line with what opens a block (a list, an underlined heading, a table, a forge's command)
/// escaped at its start.
fn at_line_start(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = line.split_at(digits);
    let opens = match number {
        "" => rest.starts_with(['-', '+', '=', ':', '/']),
        _ => rest.starts_with(['.', ')']),
    };
    if opens { format!("{number}\\{rest}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests;
