//! What went wrong, as the user sees it: one sentence, a hint, an exit code.

use std::fmt;
use std::io::{self, Write as _};

use git_coach_analyzer::Error;

use crate::exit;

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    hint: Option<String>,
    /// The exit code of [`exit`].
    pub(crate) code: u8,
}

impl Failure {
    /// A failure to read or write `what`. A pipe that was closed is none: whoever read it has
    /// seen enough, and the command ends without a word.
    pub(crate) fn file(what: impl fmt::Display, error: &io::Error) -> Self {
        let code = match error.kind() {
            io::ErrorKind::BrokenPipe => exit::SUCCESS,
            _ => exit::FILE,
        };
        // The number of the system's error says nothing to people.
        let said = match error.kind() {
            io::ErrorKind::NotFound => "no such file or directory".to_owned(),
            _ => error.to_string().split(" (os error").next().unwrap_or_default().to_lowercase(),
        };
        let hint = match error.kind() {
            io::ErrorKind::NotFound => Some("name one that exists, in a folder that exists"),
            io::ErrorKind::PermissionDenied => Some("see who may read and write it"),
            _ => None,
        };
        Self { message: format!("{what}: {said}"), hint: hint.map(str::to_owned), code }
    }

    /// What went wrong, in one line.
    pub(crate) fn message(&self) -> String {
        one_line(&self.message)
    }

    /// Tells of it on standard error and goes on.
    pub(crate) fn tell(&self) {
        // Nobody is left to tell if standard error is closed.
        let _ = writeln!(io::stderr(), "{self}");
    }

    /// The failure under another exit code.
    pub(crate) fn with_code(self, code: u8) -> Self {
        Self { code, ..self }
    }

    /// A failure with a sentence of its own.
    pub(crate) fn new(message: impl Into<String>, hint: impl Into<String>, code: u8) -> Self {
        Self { message: message.into(), hint: Some(hint.into()), code }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let code = match &error {
            Error::NotARepository { .. }
            | Error::ForeignOwner { .. }
            | Error::Unsupported { .. }
            | Error::MissingObject { .. }
            | Error::Git { .. } => exit::REPOSITORY,
            Error::UnknownRevision { .. }
            | Error::AmbiguousRevision { .. }
            | Error::NotACommit { .. }
            | Error::NoMergeBase { .. }
            | Error::NoBase { .. }
            | Error::UnknownPerson { .. }
            | Error::NoIdentity
            | Error::AmbiguousPerson { .. }
            | Error::NotAPerson { .. } => exit::NOT_FOUND,
            Error::Empty
            | Error::Unborn { .. }
            | Error::EmptyRange { .. }
            | Error::NothingNew { .. }
            | Error::Bare
            | Error::NothingThere { .. } => exit::NOTHING,
            Error::When(_) => exit::USAGE,
        };
        Self { hint: error.hint(), message: error.to_string(), code }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "git-coach: {}", one_line(&self.message))?;
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {}", one_line(hint))?;
        }
        Ok(())
    }
}

/// Names in a message may come from the repository: no character gets through that acts on a terminal,
/// turns the direction of text or hides in it.
fn one_line(text: &str) -> String {
    let is_active = |c: char| {
        c.is_control()
            || matches!(c, '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
            || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            || matches!(c, '\u{e0000}'..='\u{e007f}')
    };
    text.chars().map(|c| if is_active(c) { '\u{fffd}' } else { c }).collect()
}
