//! The facts of a part of the tree.

use git_coach_model::{Area, FileChange, RepoPath, Scope};

use super::{Fact, Read, Subject};
use crate::rule::{Compiles, Conditions};

impl Subject for Area {
    const SCOPE: Scope = Scope::Area;
    const FACTS: &'static [&'static [Fact<Self>]] = &[&[
        Fact { name: "path", about: "the folder", read: Read::Path(|area| Some(&area.path)) },
        Fact {
            name: "files",
            about: "its source and test files now",
            read: Read::Number(|area| Some(u64::from(area.files))),
        },
        Fact {
            name: "changes",
            about: "the changes of the period that touched it",
            read: Read::Number(|area| Some(u64::from(area.changes))),
        },
        Fact {
            name: "people",
            about: "how many people wrote them",
            read: Read::Number(|area| Some(u64::from(area.people))),
        },
        Fact {
            name: "fixes",
            about: "how many of the changes were fixes",
            read: Read::Number(|area| Some(u64::from(area.fixes))),
        },
        Fact {
            name: "days",
            about: "the length of the period in days",
            read: Read::Number(|area| Some(u64::from(area.days))),
        },
        Fact {
            name: "keepers",
            about: "how many people know it: who had a hand in three of the commits to it, and in a tenth",
            read: Read::Number(|area| Some(u64::from(area.keepers))),
        },
        Fact {
            name: "active-keepers",
            about: "how many of them changed anything in the repository in the last third of the \
                    period (unseen under 90 days)",
            read: Read::Number(|area| area.active_keepers.map(u64::from)),
        },
        Fact {
            name: "recent-days",
            about: "the last third of the period in days",
            read: Read::Number(|area| Some(u64::from(area.recent_days))),
        },
        Fact {
            name: "refixed",
            about: "the source file in which most fixes rewrote lines of an earlier fix",
            read: Read::Path(|area| area.refixed.as_ref()),
        },
        Fact {
            name: "refixes",
            about: "how many fixes of the period rewrote lines in that file which an earlier fix, \
                    at most 60 days before, had added",
            read: Read::Number(|area| Some(u64::from(area.refixes))),
        },
    ]];

    fn conditions(of: &Conditions) -> Option<&Compiles<Self>> {
        match of {
            Conditions::Area(compiled) => Some(compiled),
            _ => None,
        }
    }

    fn changed_files(&self) -> Option<&[FileChange]> {
        None
    }

    fn any_path(&self, look: &mut dyn FnMut(&RepoPath) -> bool) -> bool {
        look(&self.path)
    }
}
