//! A repository, declared commit by commit.

use std::cell::{Cell, OnceCell};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::clock::Clock;
use crate::store::Store;
use crate::{Commit, Sandbox, git, read_only};

/// The folder of every repository that is given no name.
const NAME: &str = "harbor";

/// A repository in a temporary folder, removed when dropped.
///
/// HEAD starts on `main`, with no commit. The work tree and the index are brought up to HEAD when
/// somebody looks: by [`Repo::path`], [`Repo::git`] or [`coach!`](crate::coach).
pub struct Repo {
    sandbox: Sandbox,
    store: OnceCell<Store>,
    clock: Clock,
    /// Whether the work tree is behind HEAD.
    behind: Cell<bool>,
}

impl Default for Repo {
    fn default() -> Self {
        Self::new()
    }
}

impl Repo {
    /// A repository with no commits, in a folder called `harbor`.
    pub fn new() -> Self {
        Self::named(NAME)
    }

    /// A repository with no commits, in a folder of this name.
    pub fn named(name: &str) -> Self {
        let sandbox = Sandbox::named(name);
        let store = OnceCell::from(Store::create(sandbox.path()));
        Self { sandbox, store, clock: Clock::new(), behind: Cell::new(false) }
    }

    /// A repository that git has made in a sandbox, as late as `other`.
    pub(crate) fn made_from(other: &Self, sandbox: Sandbox) -> Self {
        Self { sandbox, store: OnceCell::new(), clock: other.clock, behind: Cell::new(false) }
    }

    /// A sandbox for a view of this repository, in a folder of the same name.
    pub(crate) fn sandbox_for_view(&self) -> Sandbox {
        let name = self.sandbox.path().file_name().and_then(OsStr::to_str);
        Sandbox::without_place(name.unwrap_or(NAME))
    }

    /// Lets so many hours pass from one commit to the next, in place of 24.
    #[must_use]
    pub const fn hours_between_commits(mut self, hours: i64) -> Self {
        self.clock.set_step_hours(hours);
        self
    }

    /// Commits on the current branch.
    #[must_use]
    pub fn commit(self, commit: impl Into<Commit>) -> Self {
        self.join(&[], commit.into(), false)
    }

    /// Commits `count` times, each as `make` declares for 0, 1, 2, ….
    #[must_use]
    pub fn commits(self, count: usize, make: impl Fn(usize) -> Commit) -> Self {
        (0..count).fold(self, |repo, number| repo.commit(make(number)))
    }

    /// Goes to a branch, started here if there is none of this name, lets `build` work on it, and
    /// comes back.
    #[must_use]
    pub fn branch(self, name: &str, build: impl FnOnce(Self) -> Self) -> Self {
        self.on(build, |store| store.start_or_resume(name))
    }

    /// Like [`Repo::branch`], on a new branch that shares no history with any other.
    #[must_use]
    pub fn orphan(self, name: &str, build: impl FnOnce(Self) -> Self) -> Self {
        self.on(build, |store| store.switch(name))
    }

    fn on(mut self, build: impl FnOnce(Self) -> Self, go: impl FnOnce(&Store)) -> Self {
        let home = self.store().current_branch();
        go(self.store());
        let mut repo = build(self);
        repo.store().switch(&home);
        repo
    }

    /// Merges a branch with a merge commit, never by fast-forward. A declared [`Commit`] may change
    /// files on top, and has to where the branches conflict.
    #[must_use]
    pub fn merge(self, branch: &str, commit: impl Into<Commit>) -> Self {
        self.join(&[branch], commit.into(), false)
    }

    /// Merges several branches at once.
    #[must_use]
    pub fn octopus(self, branches: &[&str], commit: impl Into<Commit>) -> Self {
        self.join(branches, commit.into(), false)
    }

    /// Takes over what a branch did as one commit with one parent.
    #[must_use]
    pub fn squash(self, branch: &str, commit: impl Into<Commit>) -> Self {
        self.join(&[branch], commit.into(), true)
    }

    fn join(mut self, branches: &[&str], commit: Commit, squash: bool) -> Self {
        let second = self.clock.tick(commit.timing());
        let store = self.store();
        let others: Vec<_> = branches.iter().map(|branch| store.tip(branch)).collect();
        store.commit(&commit, second, &others, squash);
        self.behind.set(true);
        self
    }

    /// Moves the current branch to the tip of another.
    #[must_use]
    pub fn fast_forward(mut self, branch: &str) -> Self {
        let store = self.store();
        store.point(&store.current_branch(), store.tip(branch));
        self.behind.set(true);
        self
    }

    /// Tags the current commit with a lightweight tag.
    #[must_use]
    pub fn tag(mut self, name: &str) -> Self {
        let store = self.store();
        let head = store.head().expect("a tag needs a commit");
        store.point(&format!("refs/tags/{name}"), head);
        self
    }

    /// Tags the current commit with a tag object.
    #[must_use]
    pub fn annotated_tag(self, name: &str, message: &str) -> Self {
        self.git(["tag", "-a", "-m", message, name]);
        self
    }

    /// Sets a configuration value of this repository.
    #[must_use]
    pub fn config(self, key: &str, value: &str) -> Self {
        self.git(["config", key, value]);
        self
    }

    /// Names a remote, which nothing is fetched from.
    #[must_use]
    pub fn remote(self, name: &str, url: &str) -> Self {
        self.git(["remote", "add", name, url]);
        self
    }

    /// Writes a file into the work tree and the index, uncommitted.
    #[must_use]
    pub fn staged(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let repo = self.unstaged(path, content);
        repo.git(["add", "--", path]);
        repo
    }

    /// Writes a file into the work tree alone.
    #[must_use]
    pub fn unstaged(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let file = self.path().join(path);
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).unwrap();
        fs::write(file, content).unwrap();
        self
    }

    /// Makes everything in it read-only, its `.git` too, for as long as it lives. Nothing more can
    /// be declared then.
    #[must_use]
    pub fn read_only(mut self) -> Self {
        self.settle();
        self.store.take();
        read_only::freeze(&mut self.sandbox);
        self
    }

    /// The work tree, or the repository itself where it is bare.
    pub fn path(&self) -> &Path {
        self.as_ref().path()
    }

    /// The folder of Git's own files.
    pub fn git_folder(&self) -> PathBuf {
        PathBuf::from(self.git(["rev-parse", "--absolute-git-dir"]).trim_end())
    }

    /// The home of every program that runs here: empty, unless one of them writes into it.
    pub fn home(&self) -> &Path {
        self.sandbox.home()
    }

    /// The id that a revision stands for, in 40 hexadecimal digits.
    #[track_caller]
    pub fn id(&self, revision: &str) -> String {
        self.git(["rev-parse", "--verify", revision]).trim_end().to_owned()
    }

    /// What the user's own git prints for these arguments; it has to succeed.
    #[track_caller]
    pub fn git(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> String {
        String::from_utf8(self.git_bytes(args)).expect("UTF-8: use git_bytes for more")
    }

    /// Like [`Repo::git`], where what git prints may not be UTF-8.
    #[track_caller]
    pub fn git_bytes(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Vec<u8> {
        self.settle();
        git::run(&self.sandbox, self.clock.now(), args)
    }

    fn store(&mut self) -> &mut Store {
        let path = self.sandbox.path();
        self.store.get_or_init(|| Store::open(path));
        self.store.get_mut().expect("it was opened a line ago")
    }

    /// Brings the index and the work tree up to HEAD. What was staged or unstaged before a later
    /// commit is lost.
    fn settle(&self) {
        if self.behind.replace(false) && self.store.get().is_some_and(Store::has_checkout) {
            git::run(&self.sandbox, 0, ["read-tree", "--reset", "-u", "HEAD"]);
        }
    }
}

impl AsRef<Sandbox> for Repo {
    fn as_ref(&self) -> &Sandbox {
        self.settle();
        &self.sandbox
    }
}

#[cfg(test)]
mod tests;
