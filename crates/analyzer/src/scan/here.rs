//! Documents that follow the line which announces them, and the text around PHP.

use git_coach_model::LinePlace;

use super::find::{find, is_name};
use super::reader::Reader;
use crate::language::syntax::Heredoc;

/// A document that starts on the next line.
pub(super) struct Announced {
    word: Vec<u8>,
    indented: bool,
    /// Whether code may follow the closing word.
    followed: bool,
}

/// The longest closing word that is believed.
const LONGEST_WORD: usize = 80;

impl Reader<'_> {
    /// Reads what announces a document; the announcement itself stays code.
    pub(super) fn announce(&mut self, kind: Heredoc) -> bool {
        if !self.starts_with("<<") || self.patience == 0 {
            return false;
        }
        let mut ahead = 2;
        let mut indented = false;
        match kind {
            Heredoc::Php => {
                if self.peek(2) != b'<' {
                    return false;
                }
                ahead = 3;
                while self.peek(ahead) == b' ' {
                    ahead += 1;
                }
                indented = true;
            }
            Heredoc::Shell | Heredoc::Ruby => {
                if self.before(1) == b'<' || self.peek(2) == b'<' {
                    return false;
                }
                if matches!(self.peek(2), b'-' | b'~') {
                    indented = true;
                    ahead = 3;
                }
                while kind == Heredoc::Shell && self.peek(ahead) == b' ' {
                    ahead += 1;
                }
            }
        }
        let quote = self.peek(ahead);
        let quoted = matches!(quote, b'\'' | b'"' | b'`');
        if quoted || quote == b'\\' {
            ahead += 1;
        }
        let from = self.at + ahead;
        let rest = self.text.get(from..).unwrap_or(b"");
        let ends =
            |byte: &u8| if quoted { *byte == quote || *byte == b'\n' } else { !is_name(*byte) };
        let length = rest.iter().take(LONGEST_WORD).position(ends).unwrap_or(0);
        let word = &rest[..length];
        let shouted = word.first().is_some_and(|byte| byte.is_ascii_uppercase() || *byte == b'_');
        let name = word.first().is_some_and(|byte| !byte.is_ascii_digit());
        let believed = quoted || if kind == Heredoc::Ruby { shouted } else { name };
        if word.is_empty() || !believed {
            return false;
        }
        let followed = kind == Heredoc::Php;
        self.announced.push(Announced { word: word.to_vec(), indented, followed });
        self.at = from + length + usize::from(quoted);
        true
    }

    /// Reads the announced documents, at the start of the line after.
    pub(super) fn read_announced(&mut self) {
        for document in std::mem::take(&mut self.announced) {
            if self.patience == 0 {
                return;
            }
            match self.end_of_document(&document) {
                Some(end) => self.emit(self.at, end, LinePlace::String),
                None => self.patience -= 1,
            }
            if self.peek(0) == b'\n' && self.at < self.text.len() && !document.followed {
                self.at += 1;
            }
        }
    }

    fn end_of_document(&self, document: &Announced) -> Option<usize> {
        let mut at = self.at;
        for line in self.text.get(at..)?.split_inclusive(|byte| *byte == b'\n') {
            let bare = if document.indented { line.trim_ascii_start() } else { line };
            if let Some(rest) = bare.strip_prefix(document.word.as_slice()) {
                let closed = match rest.first() {
                    Some(byte) if document.followed => !is_name(*byte),
                    _ => rest.trim_ascii().is_empty(),
                };
                if closed {
                    return Some(at + line.len() - rest.len());
                }
            }
            at += line.len();
        }
        None
    }

    /// Reads `?>` and goes on behind the next `<?`; what stands between is left as code.
    pub(super) fn php_end(&mut self) -> bool {
        if !self.starts_with("?>") {
            return false;
        }
        self.at = next_php(self.text, self.at + 2).unwrap_or(self.text.len());
        true
    }
}

/// The place behind the next `<?php`, `<?=` or `<?` from `from` on.
pub(super) fn next_php(text: &[u8], from: usize) -> Option<usize> {
    find(text.get(from..)?, b"<?").map(|at| from + at + 2)
}
