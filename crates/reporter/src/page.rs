//! A page: what every report becomes before it is text.
//!
//! Owns the blocks and spans that all formats share. It must never know a format, a report or a
//! practice. Text of the repository stands in spans of its own ([`Span::Quoted`], [`Span::Name`],
//! [`Span::Path`]), raw: making it harmless is the renderers' work, in one place each.

mod chart;

use git_coach_model::CommitId;

pub use chart::{At, Chart, Dot, Picture};

/// A whole text: a title and what follows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The first line.
    pub title: Line,
    /// What follows it, in order.
    pub blocks: Vec<Block>,
}

impl Page {
    pub(crate) fn each_line(&mut self, change: &mut dyn FnMut(&mut Line)) {
        change(&mut self.title);
        for block in &mut self.blocks {
            match block {
                Block::Heading(_, line) | Block::Paragraph(line) | Block::Aside(line) => {
                    change(line)
                }
                Block::Lines(lines) | Block::List(lines) => lines.iter_mut().for_each(&mut *change),
                Block::CheckList(items) => items.iter_mut().for_each(|(_, line)| change(line)),
                Block::Table(table) => table.each_line(change),
                Block::Chart(chart) => chart.each_line(change),
            }
        }
    }
}

impl Table {
    fn each_line(&mut self, change: &mut dyn FnMut(&mut Line)) {
        self.columns.iter_mut().for_each(|column| change(&mut column.head));
        self.rows.iter_mut().flatten().for_each(change);
    }
}

/// A part of a page that stands on lines of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The heading of a section.
    Heading(Depth, Line),
    /// A few sentences.
    Paragraph(Line),
    /// Sentences that belong together and each start on a line: what was seen, why it matters,
    /// the question, the next step.
    Lines(Vec<Line>),
    /// Points in no order that matters.
    List(Vec<Line>),
    /// Points that are settled or still open.
    CheckList(Vec<(Mark, Line)>),
    /// Rows and columns.
    Table(Table),
    /// A picture, for the formats that can draw.
    Chart(Chart),
    /// The small line at the end: what was not seen, where this came from. Ends with a full stop.
    Aside(Line),
}

/// How deep a heading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// A section of the page.
    Section,
    /// A part of a section.
    Part,
}

/// Whether a point is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is.
    Done,
    /// Not yet.
    Open,
}

/// Rows and columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// The rows, one cell a column; cells that are left out are empty, more are not shown.
    pub rows: Vec<Vec<Line>>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What stands above it.
    pub head: Line,
    /// Where its cells stand.
    pub align: Align,
}

/// Where the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left: words.
    Left,
    /// At the right: numbers to compare.
    Right,
}

impl Column {
    /// A column of words.
    pub fn left(head: impl Into<Line>) -> Self {
        Self { head: head.into(), align: Align::Left }
    }

    /// A column of numbers.
    pub fn right(head: impl Into<Line>) -> Self {
        Self { head: head.into(), align: Align::Right }
    }
}

/// A run of text of one kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Span {
    /// Our words.
    Text(String),
    /// Our words, to catch the eye.
    Strong(String),
    /// Our words, in another voice.
    Emphasis(String),
    /// Text of the repository as a quotation: the subject of a commit, the title of a change. At
    /// most [`Span::MOST_QUOTED`] characters of it are shown.
    Quoted(String),
    /// A name of the repository in the flow of a sentence: a person's, the repository's own. At
    /// most [`Span::MOST_NAMED`] characters of it are shown.
    Name(String),
    /// A path of the repository, or a branch, shown as code. At most [`Span::MOST_OF_PATH`]
    /// characters of it are shown: a longer one loses its middle.
    Path(String),
    /// A file or folder of the state that the page speaks of, shown like a path, with a line of it
    /// where one is meant.
    File(String, Option<u32>),
    /// A file as a commit left it, shown like a path, with a line of it where one is meant.
    FileAt(String, Option<u32>, CommitId),
    /// A commit, shown by its first seven digits.
    Commit(CommitId),
    /// Our words as code: a command to run.
    Code(String),
    /// A changed line of the repository, word by word, shown as code. At most
    /// [`Span::MOST_OF_LINE`] characters of it are shown.
    Changed(Vec<Word>),
    /// Parts of a whole, the oldest first, as a row of bars; none where there was too little to
    /// tell.
    Trend(Vec<Option<Share>>),
    /// Another span that leads to an address.
    Linked(Box<Span>, Address),
}

/// A stretch of a changed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// What became of it.
    pub fate: Fate,
    /// Its text, raw.
    pub text: String,
}

/// What became of a stretch of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stayed.
    Stays,
    /// It went.
    Goes,
    /// It came.
    Comes,
}

impl Fate {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Stays, Self::Goes, Self::Comes];
}

/// An address of the web that was made by [`crate::links`], of parts that can do nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    pub(crate) const fn new(text: String) -> Self {
        Self(text)
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A part of a whole: 14 of 22.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// How many of them.
    pub part: u32,
    /// How many there are.
    pub of: u32,
}

impl Share {
    /// The part from 0 to 1; 0 of nothing.
    pub fn value(self) -> f64 {
        if self.of == 0 { 0.0 } else { (f64::from(self.part) / f64::from(self.of)).min(1.0) }
    }
}

impl Span {
    /// The characters of a quotation that are shown.
    pub const MOST_QUOTED: usize = 200;
    /// The characters of a name that are shown.
    pub const MOST_NAMED: usize = 60;
    /// The characters of a path that are shown.
    pub const MOST_OF_PATH: usize = 120;
    /// The characters of a changed line that are shown.
    pub const MOST_OF_LINE: usize = 160;
    /// The digits of a commit that are shown.
    pub const COMMIT_DIGITS: usize = 7;
}

/// Spans that read as one line, however it is broken later.
///
/// ```
/// use git_coach_reporter::page::Line;
///
/// let line = Line::new().strong("A fix brought its test.").text(" ").quoted("Fix the `<br>`");
/// assert_eq!(line.spans().len(), 3);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line(Vec<Span>);

impl Line {
    /// An empty line.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The spans, in order.
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    pub(crate) fn each_span(&mut self, change: &mut dyn FnMut(&mut Span)) {
        self.0.iter_mut().for_each(change);
    }

    /// Whether nothing stands on it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The line with one more span.
    #[must_use]
    pub fn span(mut self, span: Span) -> Self {
        self.0.push(span);
        self
    }

    /// The line with all of another after it.
    #[must_use]
    pub fn line(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The line with its plain words made strong; what else stands on it keeps its kind.
    #[must_use]
    pub fn strengthened(self) -> Self {
        Self(
            self.0
                .into_iter()
                .map(|span| match span {
                    Span::Text(text) => Span::Strong(text),
                    other => other,
                })
                .collect(),
        )
    }

    /// The line with its paths as files of the state that the page speaks of.
    #[must_use]
    pub fn at_tip(self) -> Self {
        self.with_paths(|path| Span::File(path, None))
    }

    /// The line with its paths as files that a commit left.
    #[must_use]
    pub fn as_of(self, commit: CommitId) -> Self {
        self.with_paths(|path| Span::FileAt(path, None, commit))
    }

    fn with_paths(self, make: impl Fn(String) -> Span) -> Self {
        let make = |span| match span {
            Span::Path(path) => make(path),
            other => other,
        };
        Self(self.0.into_iter().map(make).collect())
    }

    /// The line with a [`Span::Text`] after it.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> Self {
        self.span(Span::Text(text.into()))
    }

    /// The line with a [`Span::Strong`] after it.
    #[must_use]
    pub fn strong(self, text: impl Into<String>) -> Self {
        self.span(Span::Strong(text.into()))
    }

    /// The line with a [`Span::Emphasis`] after it.
    #[must_use]
    pub fn emphasis(self, text: impl Into<String>) -> Self {
        self.span(Span::Emphasis(text.into()))
    }

    /// The line with a [`Span::Quoted`] after it.
    #[must_use]
    pub fn quoted(self, text: impl Into<String>) -> Self {
        self.span(Span::Quoted(text.into()))
    }

    /// The line with a [`Span::Name`] after it.
    #[must_use]
    pub fn name(self, name: impl Into<String>) -> Self {
        self.span(Span::Name(name.into()))
    }

    /// The line with a [`Span::Path`] after it.
    #[must_use]
    pub fn path(self, path: impl ToString) -> Self {
        self.span(Span::Path(path.to_string()))
    }

    /// The line with a [`Span::File`] after it.
    #[must_use]
    pub fn file(self, path: impl ToString) -> Self {
        self.span(Span::File(path.to_string(), None))
    }

    /// The line with a [`Span::Commit`] after it.
    #[must_use]
    pub fn commit(self, id: CommitId) -> Self {
        self.span(Span::Commit(id))
    }

    /// The line with a [`Span::Code`] after it.
    #[must_use]
    pub fn code(self, code: impl Into<String>) -> Self {
        self.span(Span::Code(code.into()))
    }

    /// The line with a [`Span::Trend`] after it.
    #[must_use]
    pub fn trend(self, shares: Vec<Option<Share>>) -> Self {
        self.span(Span::Trend(shares))
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Self::new().text(text)
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Self::new().text(text)
    }
}
