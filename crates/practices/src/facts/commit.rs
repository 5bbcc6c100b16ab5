//! The facts of one commit.

use git_coach_model::{Commit, FileChange, Kind, Message, RepoPath, Scope};

use super::changed::Changed;
use super::{Fact, Read, Subject};
use crate::rule::{Compiles, Conditions};

impl Subject for Commit {
    const SCOPE: Scope = Scope::Commit;
    const FACTS: &'static [&'static [Fact<Self>]] = &[
        Self::SHARED,
        &[Fact {
            name: "co-authors",
            about: "how many people its trailers name as co-authors",
            read: Read::Number(|commit| Some(commit.coauthors.len() as u64)),
        }],
    ];

    fn conditions(of: &Conditions) -> Option<&Compiles<Self>> {
        match of {
            Conditions::Commit(compiled) => Some(compiled),
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

impl Changed for Commit {
    const ABOUT_SUBJECT: &'static str = "the first paragraph of its message";
    const ABOUT_BODY: &'static str = "its message without subject and trailers";
    const ABOUT_REFERENCES: &'static str = "how many issues, tickets or requests the message refers to; the request that brought it \
         (`(#12)` at the end of the subject, `See merge request x!12`, `PR-URL`) is not counted";

    fn files(&self) -> &[FileChange] {
        &self.files
    }

    fn message(&self) -> Option<&Message> {
        Some(&self.message)
    }

    fn kind(&self) -> Kind {
        self.kind
    }
}
