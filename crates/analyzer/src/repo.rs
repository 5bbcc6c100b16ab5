//! A repository, opened as git opens it: from any folder inside it, a work tree, a bare
//! repository, or as `GIT_DIR` says.

use std::cell::{RefCell, RefMut};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use git_coach_model::CommitId;
use git2::{ErrorClass, ErrorCode, Oid, Repository};

use crate::diff::Pairs;
use crate::history::Counter;
use crate::history::raw_commit::RawCommit;
use crate::objects::{Bytes, Kind, Objects, Packs};
use crate::{Error, libgit2};

/// How many bytes of objects all threads together keep.
const KEPT: usize = 128 << 20;

/// An opened repository. Opening another of the same path is cheap: threads open their own.
pub struct Repo {
    git: Repository,
    boundary: BTreeSet<Oid>,
    objects: RefCell<Objects>,
    counter: RefCell<Counter>,
    pairs: RefCell<Pairs>,
}

impl Repo {
    /// Opens the repository that git would use in the current folder (`GIT_DIR` and its kin are
    /// heeded).
    ///
    /// # Errors
    /// No repository, one of another user, or a format that cannot be read.
    pub fn discover() -> Result<Self, Error> {
        libgit2::configure();
        // Where git was told to look, or else here.
        let told = std::env::var_os("GIT_DIR").map(PathBuf::from);
        let here = || std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        let here = told.unwrap_or_else(here);
        let git = Repository::open_from_env().map_err(|error| open_error(error, &here))?;
        Ok(Self::first(git))
    }

    /// Opens the repository that a folder is in, whatever the environment says.
    ///
    /// # Errors
    /// As [`Repo::discover`].
    pub fn at(path: &Path) -> Result<Self, Error> {
        libgit2::configure();
        let git = Repository::discover(path).map_err(|error| open_error(error, path))?;
        Ok(Self::first(git))
    }

    /// Opens the repository at a path.
    #[cfg(test)]
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        Repository::open(path).map_err(|error| open_error(error, path)).map(Self::first)
    }

    fn first(git: Repository) -> Self {
        let packs = Packs::open(&git.commondir().join("objects"));
        Self::of(git, Arc::new(packs), 1)
    }

    /// Opens the same repository once more, for one of so many threads.
    pub(crate) fn again(&self, threads: usize) -> Result<Self, Error> {
        let path = self.git.path();
        let git = Repository::open(path).map_err(|error| open_error(error, path))?;
        Ok(Self::of(git, self.objects.borrow().packs(), threads))
    }

    fn of(git: Repository, packs: Arc<Packs>, threads: usize) -> Self {
        let boundary = std::fs::read_to_string(git.commondir().join("shallow"))
            .unwrap_or_default()
            .lines()
            .filter_map(|line| Oid::from_str(line.trim()).ok())
            .collect();
        let objects = RefCell::new(Objects::new(packs, KEPT / threads.max(1)));
        Self { git, boundary, objects, counter: RefCell::default(), pairs: RefCell::default() }
    }

    fn object(&self, id: Oid, kind: Kind) -> Result<Bytes, git2::Error> {
        let (found, bytes) = self.objects.borrow_mut().read(&self.git, id)?;
        if found == kind {
            return Ok(bytes);
        }
        let what = format!("{id} is a {found:?} where a {kind:?} was expected").to_lowercase();
        Err(git2::Error::new(ErrorCode::Invalid, ErrorClass::Object, what))
    }

    /// The raw tree of that name.
    pub(crate) fn tree(&self, id: Oid) -> Result<Bytes, Error> {
        self.object(id, Kind::Tree).map_err(Error::git(format!("reading tree {id}")))
    }

    /// The raw content of that name; none where it is not in this clone.
    pub(crate) fn blob(&self, id: Oid) -> Result<Option<Bytes>, Error> {
        match self.object(id, Kind::Blob) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(Error::git(format!("reading content {id}"))(error)),
        }
    }

    /// The commit of that name.
    pub(crate) fn commit(&self, id: Oid) -> Result<RawCommit, Error> {
        let attempt = || Error::git(format!("reading commit {id}"));
        let bytes = self.object(id, Kind::Commit).map_err(attempt())?;
        RawCommit::of(bytes).ok_or_else(|| {
            let what = "it has no tree";
            attempt()(git2::Error::new(ErrorCode::Invalid, ErrorClass::Object, what))
        })
    }

    /// What counts lines on this thread.
    pub(crate) fn counter(&self) -> RefMut<'_, Counter> {
        self.counter.borrow_mut()
    }

    /// What was read of pairs of contents, while that is kept.
    pub(crate) fn pairs(&self) -> RefMut<'_, Pairs> {
        self.pairs.borrow_mut()
    }

    /// libgit2's repository.
    pub(crate) const fn git(&self) -> &Repository {
        &self.git
    }

    /// Whether it has no work tree. Without a `core.bare` setting libgit2 takes the folder around for
    /// a work tree; git asks whether the repository is called `.git`.
    pub fn is_bare(&self) -> bool {
        let told = self.git.config().and_then(|config| config.get_bool("core.bare"));
        let is_dot_git = self.git.commondir().file_name().is_some_and(|name| name == ".git");
        self.git.is_bare() || (told.is_err() && !is_dot_git)
    }

    /// The folder of the work tree, whole and without links; none where there is none.
    pub fn work_tree(&self) -> Option<PathBuf> {
        self.git.workdir()?.canonicalize().ok()
    }

    /// Whether older commits are missing.
    pub fn is_shallow(&self) -> bool {
        !self.boundary.is_empty()
    }

    /// Whether contents may be left out of this clone until they are asked for.
    pub(crate) fn is_partial(&self) -> bool {
        self.has_setting(r"^(remote\..*\.promisor|extensions\.partialclone)$", |_| true)
    }

    /// Whether there is a setting whose name fits an expression, with such a value.
    pub(crate) fn has_setting(&self, name: &str, is: impl Fn(&str) -> bool) -> bool {
        let Ok(config) = self.git.config() else { return false };
        let Ok(mut entries) = config.entries(Some(name)) else { return false };
        while let Some(Ok(entry)) = entries.next() {
            if entry.has_value() && entry.value().is_ok_and(&is) {
                return true;
            }
        }
        false
    }

    /// Whether a shallow clone ends at this commit: its parents, and so its diff, are not here.
    pub(crate) fn is_boundary(&self, commit: Oid) -> bool {
        self.boundary.contains(&commit)
    }

    /// The name of the repository: the last part of the address of `origin`, or else the name of
    /// the folder it is in.
    pub fn name(&self) -> String {
        let origin = self.git.find_remote("origin").ok();
        let address = origin.as_ref().and_then(|remote| remote.url().ok());
        let last = address.and_then(|url| url.trim_end_matches('/').rsplit(['/', ':']).next());
        match last.map(|name| name.trim_end_matches(".git")) {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => self.folder_name(),
        }
    }

    /// Whether a file, there or still to be made, lies in the repository: in its folder or in one of
    /// the work trees that are known here. Links are followed as far as they lead somewhere.
    pub fn holds(&self, path: &Path) -> bool {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let there = absolute.ancestors().find_map(|one| {
            let rest = absolute.strip_prefix(one).ok()?;
            Some(one.canonicalize().ok()?.join(rest))
        });
        let file = there.unwrap_or(absolute);
        let common = self.git.commondir();
        let main = common.parent().filter(|_| common.ends_with(".git"));
        let folders = [self.git.workdir(), Some(self.git.path()), Some(common), main];
        folders.into_iter().flatten().any(|folder| {
            let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
            file.starts_with(real)
        })
    }

    /// The folder it is in, as the file system calls it: the work tree, or the repository itself.
    pub fn place(&self) -> PathBuf {
        let path = self.git.workdir().unwrap_or_else(|| self.git.commondir());
        path.canonicalize().unwrap_or_else(|_| path.to_owned())
    }

    fn folder_name(&self) -> String {
        let absolute = self.place();
        let named = |path: &Path| {
            path.file_name().map(|name| {
                name.to_string_lossy().trim_end_matches(".git").trim_matches('.').to_owned()
            })
        };
        named(&absolute)
            .filter(|name| !name.is_empty())
            .or_else(|| absolute.parent().and_then(named))
            .unwrap_or_default()
    }
}

/// The commit's name in the model's terms.
pub(crate) fn commit_id(oid: Oid) -> CommitId {
    CommitId::new(<[u8; 20]>::try_from(oid.as_bytes()).unwrap_or_default())
}

/// The commit's name in libgit2's terms.
pub(crate) fn oid(id: CommitId) -> Oid {
    Oid::from_bytes(id.as_bytes()).unwrap_or(Oid::ZERO_SHA1)
}

fn open_error(error: git2::Error, path: &Path) -> Error {
    let path = path.to_owned();
    match (error.code(), error.class()) {
        (ErrorCode::NotFound, _) => Error::NotARepository { path },
        (ErrorCode::Owner, _) => Error::ForeignOwner { path },
        (_, ErrorClass::Repository)
            if ["extension", "version", "object format"]
                .iter()
                .any(|what| error.message().contains(what)) =>
        {
            Error::Unsupported { what: error.message().to_owned() }
        }
        _ => Error::git(format!("opening {}", path.display()))(error),
    }
}
