//! What a path is for.

use serde::{Deserialize, Serialize};

/// What a file is for; every file has exactly one, chosen by the analyzer's order of precedence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Code that the project ships.
    Source,
    /// Code that checks other code.
    Test,
    /// Text for people.
    Docs,
    /// What runs on a forge or a build server.
    Ci,
    /// How the project is built.
    Build,
    /// Where dependencies are declared.
    Manifest,
    /// Where dependencies are pinned.
    Lock,
    /// Settings of the project's tools, editors included.
    Config,
    /// Written by a program.
    Generated,
    /// Copied from another project.
    Vendored,
    /// Changes a data store's schema.
    Migration,
    /// Describes machines, containers or their network.
    Infrastructure,
    /// Input and expected output of tests.
    Fixture,
    /// Pictures, data and everything else.
    Asset,
}

impl Role {
    /// All roles, in the order in which they are shown.
    pub const ALL: [Self; 14] = [
        Self::Source,
        Self::Test,
        Self::Docs,
        Self::Ci,
        Self::Build,
        Self::Manifest,
        Self::Lock,
        Self::Config,
        Self::Generated,
        Self::Vendored,
        Self::Migration,
        Self::Infrastructure,
        Self::Fixture,
        Self::Asset,
    ];

    /// The role's name, as practice files and rows of facts write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Test => "test",
            Self::Docs => "docs",
            Self::Ci => "ci",
            Self::Build => "build",
            Self::Manifest => "manifest",
            Self::Lock => "lock",
            Self::Config => "config",
            Self::Generated => "generated",
            Self::Vendored => "vendored",
            Self::Migration => "migration",
            Self::Infrastructure => "infrastructure",
            Self::Fixture => "fixture",
            Self::Asset => "asset",
        }
    }

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Whether its lines are what makes a change large to review: code and settings that people
    /// write. Tests and documents are read along with them, and faster.
    pub const fn makes_large(self) -> bool {
        matches!(
            self,
            Self::Source
                | Self::Ci
                | Self::Build
                | Self::Manifest
                | Self::Config
                | Self::Migration
                | Self::Infrastructure
        )
    }

    /// Whether a person wrote it for this project, so that its lines count as work to review.
    pub const fn is_written_here(self) -> bool {
        !matches!(self, Self::Generated | Self::Vendored | Self::Lock | Self::Fixture | Self::Asset)
    }
}

/// Every role that holds for one path: vendored code can be generated too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RoleSet(u16);

impl RoleSet {
    /// The set with `role` in it as well.
    #[must_use]
    pub const fn with(self, role: Role) -> Self {
        Self(self.0 | 1 << role as u16)
    }

    /// Whether `role` is in the set.
    pub const fn contains(self, role: Role) -> bool {
        self.0 & (1 << role as u16) != 0
    }

    /// The roles of the set, in the order of [`Role::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.contains(*role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_roles() {
        for role in Role::ALL {
            assert_eq!(Role::from_name(role.name()), Some(role));
        }
        assert_eq!(Role::from_name("sauce"), None);
    }

    #[test]
    fn a_set_holds_several() {
        let set = RoleSet::default().with(Role::Vendored).with(Role::Generated);
        assert_eq!(set.iter().collect::<Vec<_>>(), [Role::Generated, Role::Vendored]);
        assert!(!set.contains(Role::Source));
    }
}
