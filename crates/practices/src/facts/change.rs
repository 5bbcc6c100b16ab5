//! The facts of one change.

use git_coach_model::{Change, FileChange, Kind, Message, RepoPath, Scope};

use super::changed::Changed;
use super::{Fact, Read, Subject};
use crate::rule::{Compiles, Conditions};

impl Subject for Change {
    const SCOPE: Scope = Scope::Change;
    const FACTS: &'static [&'static [Fact<Self>]] = &[
        Self::SHARED,
        &[
            Fact {
                name: "commits",
                about: "how many commits it brings, merges left out",
                read: Read::Number(|change| Some(change.commits.len() as u64)),
            },
            Fact {
                name: "authors",
                about: "how many people wrote it, co-authors included",
                read: Read::Number(|change| Some(change.authors.len() as u64)),
            },
        ],
    ];

    fn conditions(of: &Conditions) -> Option<&Compiles<Self>> {
        match of {
            Conditions::Change(compiled) => Some(compiled),
            _ => None,
        }
    }

    fn changed_files(&self) -> Option<&[FileChange]> {
        Some(&self.files)
    }

    fn any_path(&self, look: &mut dyn FnMut(&RepoPath) -> bool) -> bool {
        self.files.iter().any(|file| look(&file.path))
    }
}

impl Changed for Change {
    fn files(&self) -> &[FileChange] {
        &self.files
    }

    fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }

    fn kind(&self) -> Kind {
        self.kind
    }
}
