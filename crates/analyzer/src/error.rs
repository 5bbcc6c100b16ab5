//! What can go wrong while a repository is read, in the user's words.

use std::path::PathBuf;

/// Why a repository, a revision or a person could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No repository there or above.
    #[error("{} is not in a Git repository", path.display())]
    NotARepository {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// Git refuses repositories of other users unless told otherwise.
    #[error("the repository at {} belongs to another user", path.display())]
    ForeignOwner {
        /// Where it is.
        path: PathBuf,
    },
    /// A repository format that cannot be read yet.
    #[error("the repository uses {what}, which git-coach cannot read yet")]
    Unsupported {
        /// The part of the format.
        what: String,
    },
    /// No commit at all.
    #[error("the repository has no commits yet")]
    Empty,
    /// HEAD names a branch without a commit, though there are others.
    #[error("the branch `{branch}` has no commits yet")]
    Unborn {
        /// The branch.
        branch: String,
    },
    /// Nothing of that name.
    #[error("there is no revision `{name}`")]
    UnknownRevision {
        /// What was asked for.
        name: String,
        /// Branches and tags with a like name.
        nearest: Vec<String>,
    },
    /// More than one object begins that way.
    #[error("`{name}` could be more than one revision")]
    AmbiguousRevision {
        /// What was asked for.
        name: String,
    },
    /// The name leads to a tree or a blob.
    #[error("`{name}` is not a commit")]
    NotACommit {
        /// What was asked for.
        name: String,
    },
    /// Two histories without a common commit.
    #[error("`{base}` and `{head}` have no commit in common")]
    NoMergeBase {
        /// The one.
        base: String,
        /// The other.
        head: String,
    },
    /// No upstream and no remote with a default branch.
    #[error(
        "there is nothing to compare `{head}` with: no upstream and no remote's default branch"
    )]
    NoBase {
        /// What was to be reviewed.
        head: String,
    },
    /// The base holds all that the branch has.
    #[error("`{base}` has all that `{head}` has: there is nothing new to review")]
    NothingNew {
        /// What was to be reviewed.
        head: String,
        /// What it was compared with.
        base: String,
    },
    /// The range holds no commit.
    #[error("there are no changes in `{range}`")]
    EmptyRange {
        /// What was asked for.
        range: String,
    },
    /// A bare repository has neither.
    #[error("a bare repository has no index and no work tree")]
    Bare,
    /// Nothing staged, nothing changed.
    #[error("there is nothing {what}")]
    NothingThere {
        /// "staged", or "changed in the work tree".
        what: &'static str,
    },
    /// Nobody of that name.
    #[error("nobody here is called `{who}`")]
    UnknownPerson {
        /// What was asked for.
        who: String,
        /// Like names.
        nearest: Vec<String>,
    },
    /// Git knows no identity of whoever asks.
    #[error("git has no name and address of yours here")]
    NoIdentity,
    /// Several people of that name.
    #[error("`{who}` could be several people")]
    AmbiguousPerson {
        /// What was asked for.
        who: String,
        /// Who it could be: the first of them.
        candidates: Vec<String>,
        /// How many besides.
        more: usize,
    },
    /// A program is no colleague.
    #[error("`{who}` is a program, and notes are for people")]
    NotAPerson {
        /// Which program.
        who: String,
    },
    /// A date that cannot be read.
    #[error(transparent)]
    When(#[from] crate::when::WhenError),
    /// An object that is not in this clone, where nothing can be said without it.
    #[error("{what}: something that this needs is not in this clone")]
    MissingObject {
        /// What was attempted.
        what: String,
    },
    /// What libgit2 says.
    #[error("{attempt}: {}", source.message())]
    Git {
        /// What was attempted.
        attempt: String,
        /// What libgit2 answered.
        source: git2::Error,
    },
}

impl Error {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        let text = match self {
            Self::NotARepository { .. } => {
                "run it inside a clone, or name one with `git coach -C PATH`".to_owned()
            }
            Self::ForeignOwner { path } => format!(
                "if you trust it: git config --global --add safe.directory '{}'",
                path.display()
            ),
            Self::Unsupported { .. } => {
                "a clone in the usual format (SHA-1, files for references) can be read".to_owned()
            }
            Self::Empty => "come back after the first commit".to_owned(),
            Self::Unborn { .. } => "switch to a branch that has commits".to_owned(),
            Self::NothingNew { .. } => {
                "name what to review, as in `git coach review HEAD~3..HEAD`, or one commit".to_owned()
            }
            Self::UnknownRevision { nearest, .. } if !nearest.is_empty() => {
                format!("did you mean {}?", listed(nearest))
            }
            Self::UnknownRevision { .. } => {
                "`git branch --all` and `git tag` list what there is; a shallow clone, as pipelines \
                 make them, lacks branches and older commits"
                    .to_owned()
            }
            Self::AmbiguousRevision { .. } => "give more digits of the commit's id".to_owned(),
            Self::NotACommit { .. } => "name a commit, a branch or a tag of a commit".to_owned(),
            Self::NoMergeBase { .. } => {
                "in a shallow clone, fetch more history: git fetch --unshallow".to_owned()
            }
            Self::NoBase { .. } => {
                "name a range, as in `git coach review main..HEAD`, or set an upstream".to_owned()
            }
            Self::EmptyRange { .. } => {
                "the older end comes first, as in `git coach review main..HEAD`".to_owned()
            }
            Self::Bare => "run it in a clone with a work tree, or review a range".to_owned(),
            Self::NothingThere { .. } => {
                "review commits instead: `git coach review main..HEAD`".to_owned()
            }
            Self::UnknownPerson { nearest, .. } if !nearest.is_empty() => {
                format!("did you mean {}?", listed(nearest))
            }
            Self::UnknownPerson { .. } => {
                "`git shortlog -se` lists who there is; a part of a name or address will do"
                    .to_owned()
            }
            Self::NoIdentity => {
                "set them (git config user.name, user.email), or name yourself with --person"
                    .to_owned()
            }
            Self::AmbiguousPerson { candidates, more: 0, .. } => {
                format!("say which one: {}", listed(candidates))
            }
            Self::AmbiguousPerson { candidates, more: 1, .. } => {
                format!("say which one: {}, or one other", listed(candidates))
            }
            Self::AmbiguousPerson { candidates, more, .. } => {
                format!("say which one: {}, or one of {more} others", listed(candidates))
            }
            Self::When(error) => error.hint().to_owned(),
            Self::MissingObject { .. } => {
                "fetch more: git fetch --unshallow in a shallow clone (in a pipeline, its fetch \
                 depth), git fetch --refetch in a partial one"
                    .to_owned()
            }
            Self::NotAPerson { .. } => "name a colleague; `git shortlog -se` lists them".to_owned(),
            Self::Git { .. } => return None,
        };
        Some(text)
    }

    /// Wraps what libgit2 says about `attempt`.
    pub(crate) fn git(attempt: impl Into<String>) -> impl FnOnce(git2::Error) -> Self {
        let attempt = attempt.into();
        move |source| match source.code() {
            git2::ErrorCode::NotFound if source.class() == git2::ErrorClass::Odb => {
                Self::MissingObject { what: attempt }
            }
            _ => Self::Git { attempt, source },
        }
    }
}

fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
