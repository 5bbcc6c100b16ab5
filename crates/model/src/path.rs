//! A path inside a repository.

use std::borrow::Borrow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A path from the root of the tree, parts separated by `/`.
///
/// Git's paths are bytes. One that is UTF-8 stands for itself; any other stands in the quoted form
/// that git itself prints (`"caf\351.txt"`), so that different paths stay different.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RepoPath(Box<str>);

impl RepoPath {
    /// Reads the bytes of a tree entry's path.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self(text.into()),
            Err(_) => Self(quoted(bytes).into()),
        }
    }

    /// Reads a path as git prints it: in quotes with escapes, or as it is.
    pub fn from_printed(printed: &[u8]) -> Self {
        let inner = printed.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\""));
        match inner.and_then(unquoted) {
            Some(bytes) => Self::from_bytes(&bytes),
            None => Self::from_bytes(printed),
        }
    }

    /// The path without the quotes that one has which is not UTF-8: what names and endings are
    /// told by.
    pub fn without_quotes(&self) -> &str {
        self.0.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(&self.0)
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part: the file's own name.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// Whether it lies somewhere below that folder.
    pub fn is_below(&self, folder: &str) -> bool {
        self.0.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }

    /// The folder that holds it, empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// Git's C-style quoting: printable ASCII as it is, the usual escapes, octal for the rest.
fn quoted(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 8);
    out.push('"');
    for &byte in bytes {
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            0x20..=0x7e => out.push(char::from(byte)),
            _ => out.push_str(&format!("\\{byte:03o}")),
        }
    }
    out.push('"');
    out
}

/// The bytes that git's quoting stands for; none where it is no such quoting.
fn unquoted(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.iter().copied();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        bytes.push(match rest.next()? {
            b'a' => 7,
            b'b' => 8,
            b't' => b'\t',
            b'n' => b'\n',
            b'v' => 11,
            b'f' => 12,
            b'r' => b'\r',
            plain @ (b'"' | b'\\') => plain,
            first @ b'0'..=b'3' => {
                let digit = |byte: u8| (b'0'..=b'7').contains(&byte).then(|| byte - b'0');
                let (second, third) = (digit(rest.next()?)?, digit(rest.next()?)?);
                (first - b'0') * 64 + second * 8 + third
            }
            _ => return None,
        });
    }
    Some(bytes)
}

impl From<&str> for RepoPath {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for RepoPath {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl Borrow<str> for RepoPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RepoPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_utf8_and_quotes_the_rest() {
        assert_eq!(RepoPath::from_bytes("día/ñ.rs".as_bytes()).as_str(), "día/ñ.rs");
        assert_eq!(RepoPath::from_bytes(b"caf\xe9.txt").as_str(), r#""caf\351.txt""#);
    }

    #[test]
    fn reads_what_git_prints() {
        for (printed, path) in [
            (r#""caf\303\251.rs""#, "café.rs"),
            (r#""we\"ird.go""#, "we\"ird.go"),
            ("src/a b.rs", "src/a b.rs"),
            (r#""odd\q""#, r#""odd\q""#),
            (r#""b\377d.py""#, r#""b\377d.py""#),
        ] {
            assert_eq!(RepoPath::from_printed(printed.as_bytes()).as_str(), path);
        }
        assert_eq!(RepoPath::from_bytes(b"tests/b\xffd.py").without_quotes(), r"tests/b\377d.py");
    }

    #[test]
    fn splits_folder_and_name() {
        let path = RepoPath::from("src/tax/mod.rs");
        assert_eq!((path.folder(), path.name()), ("src/tax", "mod.rs"));
        assert_eq!(RepoPath::from("README").folder(), "");
        assert!(path.is_below("src") && path.is_below("src/tax"));
        assert!(!path.is_below("sr") && !path.is_below("src/tax/mod.rs"));
    }
}
