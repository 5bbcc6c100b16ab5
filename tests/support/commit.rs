//! What one commit of a fixture is declared to be.

use crate::clock::{Timing, days_before};
use crate::{ANNA, Identity};

/// One commit: what it says, who made it when, and what it does to the tree.
///
/// A string is a commit with that message and no changes: an empty commit, or a plain merge.
#[derive(Clone, Debug)]
pub struct Commit {
    message: Message,
    trailers: Vec<String>,
    headers: Vec<(String, String)>,
    author: Identity,
    committer: Option<Identity>,
    timing: Timing,
    written_days_before: i64,
    zone_minutes: i32,
    steps: Vec<Step>,
}

#[derive(Clone, Debug)]
enum Message {
    Text(String),
    Raw(Vec<u8>),
}

/// One thing that a commit does to the tree, in the order declared.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Writes a file of this mode.
    Write { path: Vec<u8>, content: Vec<u8>, mode: Mode },
    /// Changes the mode of a file.
    SetMode { path: Vec<u8>, mode: Mode },
    /// Takes a file away.
    Remove { path: Vec<u8> },
    /// Gives a file another path.
    Rename { from: Vec<u8>, to: Vec<u8> },
    /// Points at a commit of another repository, 40 hexadecimal digits.
    Submodule { path: Vec<u8>, commit: String },
}

/// What sort of tree entry a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Plain,
    Executable,
    Symlink,
}

impl Commit {
    /// A commit by [`ANNA`] that says `message`, one step of the clock after the one before. A line
    /// break is put at the end, as git does.
    pub fn new(message: impl Into<String>) -> Self {
        Self::saying(Message::Text(message.into()))
    }

    /// A commit whose message is exactly these bytes; it can have no trailers.
    pub fn raw(message: impl AsRef<[u8]>) -> Self {
        Self::saying(Message::Raw(message.as_ref().to_vec()))
    }

    const fn saying(message: Message) -> Self {
        Self {
            message,
            trailers: Vec::new(),
            headers: Vec::new(),
            author: ANNA,
            committer: None,
            timing: Timing::Next,
            written_days_before: 0,
            zone_minutes: 0,
            steps: Vec::new(),
        }
    }

    /// Who wrote it, and who committed it unless told otherwise.
    #[must_use]
    pub const fn by(mut self, author: Identity) -> Self {
        self.author = author;
        self
    }

    /// Who committed it.
    #[must_use]
    pub const fn committed_by(mut self, committer: Identity) -> Self {
        self.committer = Some(committer);
        self
    }

    /// Adds a `Co-authored-by` trailer.
    #[must_use]
    pub fn with(self, coauthor: Identity) -> Self {
        self.trailer("Co-authored-by", coauthor.to_string())
    }

    /// Adds a `Key: value` line at the end of the message.
    #[must_use]
    pub fn trailer(mut self, key: &str, value: impl AsRef<str>) -> Self {
        self.trailers.push(format!("{key}: {}", value.as_ref()));
        self
    }

    /// Adds a header line to the commit object, such as `encoding` or `gpgsig`.
    #[must_use]
    pub fn header(mut self, key: &str, value: &str) -> Self {
        self.headers.push((key.to_owned(), value.to_owned()));
        self
    }

    /// Made so many days after the commit before, in place of one step of the clock.
    #[must_use]
    pub const fn after(mut self, days: i64) -> Self {
        self.timing = Timing::After(days);
        self
    }

    /// Made at this second since 1970 (negative before), whatever the clock says; the clock stays.
    #[must_use]
    pub const fn at(mut self, second: i64) -> Self {
        self.timing = Timing::At(second);
        self
    }

    /// Written so many days before it was committed.
    #[must_use]
    pub const fn written_days_before(mut self, days: i64) -> Self {
        self.written_days_before = days;
        self
    }

    /// On a clock so many minutes east of UTC.
    #[must_use]
    pub const fn zone(mut self, minutes: i32) -> Self {
        self.zone_minutes = minutes;
        self
    }

    /// Adds a file, or gives one that is there new content.
    #[must_use]
    pub fn file(self, path: impl AsRef<[u8]>, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content, Mode::Plain)
    }

    /// Adds an executable file.
    #[must_use]
    pub fn script(self, path: impl AsRef<[u8]>, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content, Mode::Executable)
    }

    /// Adds a symbolic link.
    #[must_use]
    pub fn symlink(self, path: impl AsRef<[u8]>, target: impl AsRef<[u8]>) -> Self {
        self.write(path, target, Mode::Symlink)
    }

    fn write(self, path: impl AsRef<[u8]>, content: impl AsRef<[u8]>, mode: Mode) -> Self {
        let (path, content) = (path.as_ref().to_vec(), content.as_ref().to_vec());
        self.step(Step::Write { path, content, mode })
    }

    /// Sets the executable bit of a file that is there.
    #[must_use]
    pub fn make_executable(self, path: impl AsRef<[u8]>) -> Self {
        self.step(Step::SetMode { path: path.as_ref().to_vec(), mode: Mode::Executable })
    }

    /// Takes a file away.
    #[must_use]
    pub fn remove(self, path: impl AsRef<[u8]>) -> Self {
        self.step(Step::Remove { path: path.as_ref().to_vec() })
    }

    /// Gives a file another path; a [`Commit::file`] after it edits the file there.
    #[must_use]
    pub fn rename(self, from: impl AsRef<[u8]>, to: impl AsRef<[u8]>) -> Self {
        self.step(Step::Rename { from: from.as_ref().to_vec(), to: to.as_ref().to_vec() })
    }

    /// Adds a submodule at this commit, 40 hexadecimal digits.
    #[must_use]
    pub fn submodule(self, path: impl AsRef<[u8]>, commit: &str) -> Self {
        self.step(Step::Submodule { path: path.as_ref().to_vec(), commit: commit.to_owned() })
    }

    fn step(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    pub(crate) const fn timing(&self) -> Timing {
        self.timing
    }

    pub(crate) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The commit object's bytes after its `tree` and `parent` lines.
    pub(crate) fn object_tail(&self, second: i64) -> Vec<u8> {
        let written = days_before(second, self.written_days_before);
        let committer = self.committer.unwrap_or(self.author);
        let mut out = Vec::new();
        out.extend(self.moment_line("author", self.author, written));
        out.extend(self.moment_line("committer", committer, second));
        for (key, value) in &self.headers {
            let folded = value.trim_end().replace('\n', "\n ");
            out.extend(format!("{key} {folded}\n").into_bytes());
        }
        out.push(b'\n');
        out.extend(self.message_bytes());
        out
    }

    fn moment_line(&self, role: &str, who: Identity, second: i64) -> Vec<u8> {
        let sign = if self.zone_minutes < 0 { '-' } else { '+' };
        let zone = self.zone_minutes.unsigned_abs();
        let when = format!(" {second} {sign}{:02}{:02}\n", zone / 60, zone % 60);
        [format!("{role} ").as_bytes(), &who.line(), when.as_bytes()].concat()
    }

    fn message_bytes(&self) -> Vec<u8> {
        match &self.message {
            Message::Raw(bytes) => {
                assert!(self.trailers.is_empty(), "write the trailers into the raw message");
                bytes.clone()
            }
            Message::Text(text) if self.trailers.is_empty() => {
                format!("{}\n", text.trim_end_matches('\n')).into_bytes()
            }
            Message::Text(text) => {
                let text = text.trim_end_matches('\n');
                format!("{text}\n\n{}\n", self.trailers.join("\n")).into_bytes()
            }
        }
    }
}

impl From<&str> for Commit {
    fn from(message: &str) -> Self {
        Self::new(message)
    }
}
