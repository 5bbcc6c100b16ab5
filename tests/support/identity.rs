//! The people who commit in fixtures.

use std::fmt;

/// A name and an address as a commit holds them: bytes, before any mailmap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    pub(crate) name: &'static [u8],
    pub(crate) email: &'static [u8],
}

/// Who commits where a fixture does not say.
pub const ANNA: Identity = Identity::new("Anna Özdemir", "anna@harbor.example");
/// A colleague whose name is not in Latin letters.
pub const BORIS: Identity = Identity::new("Борис Волков", "boris@harbor.example");
/// A colleague whose name has no space.
pub const CHEN: Identity = Identity::new("陈伟", "chen@harbor.example");
/// A program that commits.
pub const BOT: Identity =
    Identity::new("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com");

impl Identity {
    /// A name and an address in UTF-8.
    pub const fn new(name: &'static str, email: &'static str) -> Self {
        Self::raw(name.as_bytes(), email.as_bytes())
    }

    /// A name and an address in any encoding.
    pub const fn raw(name: &'static [u8], email: &'static [u8]) -> Self {
        Self { name, email }
    }

    /// `Name <address>`, as a commit header or a trailer holds it.
    pub(crate) fn line(self) -> Vec<u8> {
        [self.name, b" <", self.email, b">"].concat()
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.line()))
    }
}
