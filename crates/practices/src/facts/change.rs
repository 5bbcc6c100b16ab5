//! The facts of one change.

use std::collections::BTreeSet;

use git_coach_model::{Change, ChangeId, Commit, FileChange, Kind, Message, RepoPath, Scope};

use super::around::AROUND;
use super::changed::Changed;
use super::tail;
use super::{Fact, Read, Subject};
use crate::rule::{Compiles, Conditions};

impl Subject for Change {
    const SCOPE: Scope = Scope::Change;
    const FACTS: &'static [&'static [Fact<Self>]] = &[
        Self::SHARED,
        AROUND,
        &[
            Fact {
                name: "commits",
                about: "how many commits it brings, merges left out",
                read: Read::Number(|change| {
                    (!change.is_cut_off()).then_some(change.commits.len() as u64)
                }),
            },
            Fact {
                name: "authors",
                about: "how many people wrote it, co-authors included",
                read: Read::Number(|change| Some(change.authors.len() as u64)),
            },
            Fact {
                name: "co-authors",
                about: "how many people the trailers of its commits name beside the commit's author",
                read: Read::Number(|change| Some(co_authors(change))),
            },
            Fact {
                name: "uncommitted",
                about: "whether it is not committed yet, so that nothing is said of it",
                read: Read::Flag(|change| {
                    Some(matches!(change.id, ChangeId::Staged | ChangeId::Worktree))
                }),
            },
            Fact {
                name: "root",
                about: "whether it has no parent: nothing comes before it",
                read: Read::Flag(|change| Some(change.is_root())),
            },
            Fact {
                name: "body-words",
                about: "how many words the longest body has among its message and those of the \
                        commits it brought; two Chinese or Japanese signs count as a word",
                read: Read::Number(|change| most(change, Message::body_words)),
            },
            Fact {
                name: "told-references",
                about: "how many issues, tickets, requests or other pages one of these messages \
                        refers to at most; its own request is not counted",
                read: Read::Number(|change| most(change, told_references)),
            },
            Fact {
                name: "dependencies-added",
                about: "how many dependencies it declares that the manifests it touches did not \
                        (of Cargo, npm, Python's pyproject and Pipfile, Bundler, Composer)",
                read: Read::Number(|change| {
                    change.dependencies.as_ref().map(|found| found.added.len() as u64)
                }),
            },
            Fact {
                name: "dependencies-new",
                about: "how many of these are new to the project: of other people, declared in a \
                        manifest that was there before, and unknown to the lock files beside and \
                        above it",
                read: Read::Number(|change| {
                    change.dependencies.as_ref().map(|found| found.new.len() as u64)
                }),
            },
            Fact {
                name: "dependency-new",
                about: "the first of them by name",
                read: Read::Text(|change| {
                    Some(change.dependencies.as_ref()?.new.first()?.as_str())
                }),
            },
            Fact {
                name: "major-upgrades",
                about: "how many dependencies ask for a higher major version at least than before \
                        (by manifests; type definitions and years left out)",
                read: Read::Number(|change| {
                    change.dependencies.as_ref().map(|found| found.major_raised.len() as u64)
                }),
            },
            Fact {
                name: "major-upgrade",
                about: "the first of them by name",
                read: Read::Text(|change| {
                    Some(change.dependencies.as_ref()?.major_raised.first()?.as_str())
                }),
            },
            Fact {
                name: "review-trace",
                about: "whether it bears a trace of a review: it is a merge, or its message has a \
                        request's number behind the subject, or a trailer that names a reviewer or \
                        a review, or another person than its author committed it (unseen before it \
                        lands)",
                read: Read::Flag(Change::review_trace),
            },
            Fact {
                name: "dependencies-removed",
                about: "how many dependencies the manifests it touches no longer declare",
                read: Read::Number(|change| {
                    change.dependencies.as_ref().map(|found| found.removed.len() as u64)
                }),
            },
            Fact {
                name: "dependency-removed",
                about: "the first of them by name",
                read: Read::Text(|change| {
                    Some(change.dependencies.as_ref()?.removed.first()?.as_str())
                }),
            },
            Fact {
                name: "locked-manifests",
                about: "how many manifests declare other dependencies than before and have a lock \
                        file beside them that repeats them",
                read: Read::Number(|change| {
                    change
                        .dependencies
                        .as_ref()
                        .map(|found| (found.followed.len() + found.unfollowed.len()) as u64)
                }),
            },
            Fact {
                name: "unfollowed-manifests",
                about: "how many of these have a lock file that did not change along",
                read: Read::Number(|change| {
                    change.dependencies.as_ref().map(|found| found.unfollowed.len() as u64)
                }),
            },
            Fact {
                name: "unfollowed-manifest",
                about: "the first of them by path",
                read: Read::Path(|change| change.dependencies.as_ref()?.unfollowed.first()),
            },
            Fact {
                name: "softened-checks",
                about: "how many steps of pipelines that test or check style may fail now, and \
                        could not before",
                read: Read::Number(|change| Some(u64::from(change.pipelines.as_ref()?.softened))),
            },
            Fact {
                name: "softened-check",
                about: "the command of the first of them",
                read: Read::Text(|change| change.pipelines.as_ref()?.softened_step.as_deref()),
            },
            Fact {
                name: "removed-checks",
                about: "how many of tests and style checks the pipelines that it touches ran \
                        before and run no longer",
                read: Read::Number(|change| Some(change.pipelines.as_ref()?.removed.len() as u64)),
            },
            Fact {
                name: "removed-check",
                about: "the first of them: `tests` or `style checks`",
                read: Read::Text(|change| {
                    change.pipelines.as_ref()?.removed.first().map(String::as_str)
                }),
            },
            Fact {
                name: "weakened-tests",
                about: "the test files that stay and whose remaining tests lose at least two more \
                        assertions than they gain; tests that go as a whole, and lines that are \
                        moved, are left out",
                read: Read::Places(|change| change.inspection.weakened_tests.as_deref()),
            },
            Fact {
                name: "pauses-in-tests",
                about: "the places where it adds a pause of fixed length to a test; those inside a \
                        loop, or in a function that a test hands on or calls, are left out",
                read: Read::Places(|change| change.inspection.pauses_in_tests.as_deref()),
            },
            Fact {
                name: "commented-out-code",
                about: "the places where it adds comments that are code: lines that the change takes \
                        out of the same file, or at least four lines without a word of prose; those \
                        that say why at their head or right above are left out",
                read: Read::Places(|change| change.inspection.commented_out.as_deref()),
            },
            Fact {
                name: "copied-blocks",
                about: "the places where it adds a block of at least twelve lines of source that it \
                        adds elsewhere too, or nearly so; what stood here before is not looked at",
                read: Read::Places(|change| change.inspection.copies.as_deref()),
            },
            Fact {
                name: "large-binaries",
                about: "the binary files of at least a megabyte (1,048,576 bytes) that it adds or \
                        replaces",
                read: Read::Places(|change| change.inspection.large_binaries.as_deref()),
            },
            Fact {
                name: "outdated-documents",
                about: "the lines of documents that still name a path which it deletes or moves \
                        away; change logs and decisions tell of the past and are left out (at most \
                        1,000 documents are read)",
                read: Read::Places(|change| change.inspection.outdated_documents.as_deref()),
            },
            Fact {
                name: "measured-lines",
                about: "how many of the lines that it adds can be run, by the coverage reports that \
                        `--coverage` names; none where there are none",
                read: Read::Number(|change| {
                    let coverage = change.inspection.coverage.as_ref();
                    Some(coverage.map_or(0, |coverage| u64::from(coverage.measured)))
                }),
            },
            Fact {
                name: "lines-not-run",
                about: "those of them that no test ran",
                read: Read::Places(|change| {
                    let coverage = change.inspection.coverage.as_ref();
                    Some(coverage.map_or(&[], |coverage| coverage.not_run.as_slice()))
                }),
            },
            Fact {
                name: "percent-run",
                about: "of a hundred of them, how many tests ran, rounded down",
                read: Read::Number(percent_run),
            },
        ],
        tail::FACTS,
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
    const ABOUT_SUBJECT: &'static str = "what it is called: the first paragraph of its message; of a forge's merge (`Merge pull \
         request #12 from a/b`) the request's title from the lines below; of a merge of one commit \
         that names only a branch, that commit's";
    const ABOUT_BODY: &'static str = "its own message without subject and trailers: a merge's, not those of the commits it \
         brings (in a review of several commits, the last one's); of a forge's merge it begins \
         with the request's title";
    const ABOUT_REFERENCES: &'static str = "how many issues, tickets or requests its own message refers to, not those of the commits \
         it brings; its own request (`(#12)` at the end of the subject, `Merge pull request #12`, \
         `See merge request x!12`, `PR-URL`) is not counted";

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

/// People named by trailers. Somebody who goes by one name and two addresses is no pair.
fn co_authors(change: &Change) -> u64 {
    let mut names = BTreeSet::new();
    let joint = |commit: &&Commit| !commit.by_bot && !commit.coauthors.is_empty();
    for commit in change.commits.iter().filter(joint) {
        let author = commit.author.name.to_lowercase();
        let others = commit.coauthors.iter().map(|person| person.name.to_lowercase());
        names.extend(others.filter(|name| *name != author));
    }
    names.len() as u64
}

fn percent_run(change: &Change) -> Option<u64> {
    let coverage = change.inspection.coverage.as_ref()?;
    let measured = u64::from(coverage.measured);
    let ran = measured.saturating_sub(coverage.not_run.len() as u64);
    (ran * 100).checked_div(measured)
}

/// The most of something in what was said of a change and of the commits that it brought; none where
/// not all of these are known.
fn most(change: &Change, of: impl Fn(&Message) -> u64) -> Option<u64> {
    let messages = change.commits.iter().map(|commit| &commit.message).chain(&change.message);
    messages.map(of).max().filter(|_| !change.is_cut_off())
}

/// A link to an issue is a reference and a link: it counts once where there is nothing else.
fn told_references(message: &Message) -> u64 {
    u64::from(message.references.max(message.links))
}
