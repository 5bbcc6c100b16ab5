//! What stands before the place that the pass has come to.

use super::reader::Reader;

impl Reader<'_> {
    /// Whether a string that starts at `start` is a statement by itself.
    pub(super) fn starts_statement(&self, start: usize) -> bool {
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r');
        let before = &self.text[..start];
        let code = before.len() - before.iter().rev().take_while(|byte| blank(byte)).count();
        match code.checked_sub(1).map(|at| before[at]) {
            _ if self.depth > 0 => false,
            None | Some(b';' | b':') => true,
            Some(b'\n') => !matches!(self.code_before(start), b'\\' | b'='),
            Some(_) => false,
        }
    }

    pub(super) fn behind_attribute(&self) -> bool {
        let from = self.at.saturating_sub(48);
        let line = self.text[from..self.at].rsplit(|byte| *byte == b'\n').next().unwrap_or(b"");
        let line = line.trim_ascii();
        [&b"@doc"[..], b"@moduledoc", b"@typedoc", b"@shortdoc", b"doc ~S", b"doc ~s"]
            .iter()
            .any(|attribute| line.ends_with(attribute))
    }

    /// The byte so far back, or a line feed before the start.
    pub(super) fn before(&self, back: usize) -> u8 {
        self.at.checked_sub(back).map_or(b'\n', |at| self.text[at])
    }

    /// The last byte of code before `place` that is not white; a quote stands for a string.
    pub(super) fn code_before(&self, place: usize) -> u8 {
        let since = self.text.get(self.last_end..place).unwrap_or(b"");
        let seen = since.iter().rev().find(|byte| !byte.is_ascii_whitespace());
        seen.copied().unwrap_or(self.carried)
    }

    pub(super) fn at_line_start(&self) -> bool {
        self.before(1) == b'\n'
    }

    pub(super) fn at_word(&self) -> bool {
        self.before(1).is_ascii_whitespace() || b";&|()".contains(&self.before(1))
    }

    pub(super) fn first_on_line(&self) -> bool {
        let before = &self.text[self.at.saturating_sub(64)..self.at];
        let white = before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let first = before.len() - white;
        if first == 0 { self.at <= 64 } else { before[first - 1] == b'\n' }
    }
}
