//! The facts of a repository at one moment; every scope can ask for them below `repository`.

use git_coach_model::{FileChange, RepoPath, Repository, Scope};

use super::{Fact, Read, Subject};
use crate::rule::{Compiles, Conditions};

impl Subject for Repository {
    const SCOPE: Scope = Scope::Repository;
    const FACTS: &'static [&'static [Fact<Self>]] = &[&[
        Fact {
            name: "files",
            about: "how many files the tree has",
            read: Read::Number(|repository| Some(repository.files.len() as u64)),
        },
        Fact {
            name: "files",
            about: "how many files of that role the tree has",
            read: Read::OfRole(|repository, role| {
                Some(repository.files.iter().filter(|file| file.role == role).count() as u64)
            }),
        },
        Fact { name: "paths", about: "the paths of the tree", read: Read::Paths },
        Fact {
            name: "tests-inside-source",
            about: "whether it has source in a language that keeps tests in the files they test",
            read: Read::Flag(|repository| Some(repository.tests_inside_source)),
        },
        Fact {
            name: "issue-links",
            about: "of a hundred commits, how many refer to an issue (over the last 200; unseen \
                    under 20)",
            read: Read::Number(|repository| repository.issue_links.map(u64::from)),
        },
        Fact {
            name: "subject-fits",
            about: "of a hundred commits, how many have a subject of at most 72 characters (over \
                    the last 200; unseen under 20)",
            read: Read::Number(|repository| repository.subject_fits.map(u64::from)),
        },
        Fact {
            name: "bot-updates",
            about: "whether a program raised a dependency since the oldest of the last 200 commits",
            read: Read::Flag(|repository| repository.bot_updates),
        },
        Fact {
            name: "releases",
            about: "how many commits make a release since the oldest of the last 200 commits",
            read: Read::Number(|repository| repository.releases.map(u64::from)),
        },
        Fact {
            name: "tags",
            about: "how many tags stand on commits that are no newer, on other branches too (at most \
                    2,000 are looked at; unseen in a shallow clone, and where tags are not fetched)",
            read: Read::Number(|repository| repository.tags.map(u64::from)),
        },
    ]];

    fn conditions(of: &Conditions) -> Option<&Compiles<Self>> {
        match of {
            Conditions::Repository(compiled) => Some(compiled),
            _ => None,
        }
    }

    fn changed_files(&self) -> Option<&[FileChange]> {
        None
    }

    fn any_path(&self, look: &mut dyn FnMut(&RepoPath) -> bool) -> bool {
        self.files.iter().any(|file| look(&file.path))
    }
}
