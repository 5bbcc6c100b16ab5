//! The objects and references of a fixture, written byte by byte.
//!
//! No hook, filter, identity or signing key of the machine has a say in them, so that ids are the
//! same everywhere.

use std::path::Path;

use git2::{
    FileMode, Index, IndexEntry, IndexTime, ObjectType, Oid, Repository, RepositoryInitOptions,
};

use crate::Commit;
use crate::commit::{Mode, Step};

/// A repository that is being written.
pub(crate) struct Store {
    git: Repository,
    /// The tree that the last commit was made of: the next one mostly goes on from it.
    tree: Tree,
}

struct Tree {
    index: Index,
    id: Option<Oid>,
}

impl Store {
    /// Makes an empty repository.
    pub(crate) fn create(path: &Path) -> Self {
        let mut options = RepositoryInitOptions::new();
        options.external_template(false).initial_head("main").no_reinit(true);
        Self::new(Repository::init_opts(path, &options).unwrap())
    }

    /// Goes on with a repository that is there.
    pub(crate) fn open(path: &Path) -> Self {
        Self::new(Repository::open(path).expect("libgit2 can go on with this repository"))
    }

    fn new(git: Repository) -> Self {
        Self { git, tree: Tree { index: Index::new().unwrap(), id: None } }
    }

    /// The commit that HEAD stands for; none before the first.
    pub(crate) fn head(&self) -> Option<Oid> {
        self.git.head().ok().and_then(|head| head.target())
    }

    /// Whether there is a work tree, and a commit to fill it with.
    pub(crate) fn has_checkout(&self) -> bool {
        !self.git.is_bare() && self.head().is_some()
    }

    /// The branch that HEAD is on, as a full name.
    pub(crate) fn current_branch(&self) -> String {
        let head = self.git.find_reference("HEAD").unwrap();
        let target = head.symbolic_target().unwrap();
        target.expect("HEAD is on a branch").to_owned()
    }

    /// Puts HEAD on a branch, made here if there is none of this name.
    pub(crate) fn start_or_resume(&self, branch: &str) {
        let name = full_name(branch);
        if let (Err(_), Some(head)) = (self.git.find_reference(&name), self.head()) {
            self.point(&name, head);
        }
        self.git.set_head(&name).unwrap();
    }

    /// Puts HEAD on a branch, which may not have a commit yet.
    pub(crate) fn switch(&self, branch: &str) {
        self.git.set_head(&full_name(branch)).unwrap();
    }

    /// The tip of a branch.
    pub(crate) fn tip(&self, branch: &str) -> Oid {
        self.git.refname_to_id(&full_name(branch)).unwrap_or_else(|_| panic!("no branch {branch}"))
    }

    /// Points a reference at a commit.
    pub(crate) fn point(&self, reference: &str, target: Oid) {
        self.git.reference(reference, target, true, "fixture").unwrap();
    }

    /// Commits on the current branch: what `commit` does to the tree of the first parent joined
    /// with those of `others`; `parents` are what it names as its own.
    pub(crate) fn commit(&mut self, commit: &Commit, second: i64, others: &[Oid], squash: bool) {
        let head = self.head();
        match (head, others) {
            (None, []) => self.tree.clear(),
            (None, _) => panic!("a merge needs a commit to merge into"),
            (Some(head), []) => self.tree.load(&self.git, tree_of(&self.git, head)),
            (Some(head), others) => self.tree.index = self.joined(head, others),
        }
        commit.steps().iter().for_each(|step| self.tree.apply(&self.git, step));
        let tree = self.tree.write(&self.git);
        let parents = head.iter().chain(if squash { &[] } else { others });
        let mut object = format!("tree {tree}\n").into_bytes();
        parents.for_each(|parent| object.extend(format!("parent {parent}\n").into_bytes()));
        object.extend(commit.object_tail(second));
        let id = self.git.odb().unwrap().write(ObjectType::Commit, &object).unwrap();
        self.point(&self.current_branch(), id);
    }

    /// The tree of `head` with what each of the others did since it left `head`'s history.
    fn joined(&mut self, head: Oid, others: &[Oid]) -> Index {
        self.tree.id = None;
        let mut ours = tree_of(&self.git, head);
        let mut index = Index::new().unwrap();
        for (at, &other) in others.iter().enumerate() {
            let base = match self.git.merge_base(head, other) {
                Ok(base) => tree_of(&self.git, base),
                Err(_) => empty_tree(&self.git),
            };
            let [base, left, right] =
                [base, ours, tree_of(&self.git, other)].map(|id| self.git.find_tree(id).unwrap());
            index = self.git.merge_trees(&base, &left, &right, None).unwrap();
            if at + 1 < others.len() {
                ours = index.write_tree_to(&self.git).expect("an octopus merges without conflict");
            }
        }
        index
    }
}

impl Tree {
    fn clear(&mut self) {
        self.index.clear().unwrap();
        self.id = None;
    }

    fn load(&mut self, git: &Repository, id: Oid) {
        if self.id != Some(id) {
            self.index.read_tree(&git.find_tree(id).unwrap()).unwrap();
        }
    }

    fn write(&mut self, git: &Repository) -> Oid {
        assert!(!self.index.has_conflicts(), "the merge conflicts: declare the files it leaves");
        let id = self.index.write_tree_to(git).unwrap();
        self.id = Some(id);
        id
    }

    fn apply(&mut self, git: &Repository, step: &Step) {
        match step {
            Step::Write { path, content, mode } => {
                self.put(path, git.blob(content).unwrap(), file_mode(*mode));
            }
            Step::SetMode { path, mode } => {
                let (id, _) = self.take(path);
                self.put(path, id, file_mode(*mode));
            }
            Step::Remove { path } => {
                self.take(path);
            }
            Step::Rename { from, to } => {
                let (id, mode) = self.take(from);
                self.put(to, id, mode);
            }
            Step::Submodule { path, commit } => {
                self.put(path, Oid::from_str(commit).unwrap(), FileMode::Commit.into());
            }
        }
    }

    /// Takes an entry out, with its conflict if it has one.
    fn take(&mut self, path: &[u8]) -> (Oid, u32) {
        let shown = String::from_utf8_lossy(path);
        let found = self.index.iter().find(|entry| entry.path == path);
        let entry = found.unwrap_or_else(|| panic!("no file {shown} to change"));
        self.clear_stages(path);
        (entry.id, entry.mode)
    }

    fn clear_stages(&mut self, path: &[u8]) {
        for stage in 0..=3 {
            // Most paths have no entry in most stages, and none is no mistake.
            self.index.remove(path_of(path), stage).ok();
        }
    }

    fn put(&mut self, path: &[u8], id: Oid, mode: u32) {
        self.clear_stages(path);
        let never = IndexTime::new(0, 0);
        let entry = IndexEntry {
            ctime: never,
            mtime: never,
            dev: 0,
            ino: 0,
            mode,
            uid: 0,
            gid: 0,
            file_size: 0,
            id,
            flags: 0,
            flags_extended: 0,
            path: path.to_vec(),
        };
        self.index.add(&entry).unwrap();
    }
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> &Path {
    use std::os::unix::ffi::OsStrExt;
    Path::new(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> &Path {
    Path::new(std::str::from_utf8(bytes).expect("paths are UTF-8 here"))
}

fn file_mode(mode: Mode) -> u32 {
    match mode {
        Mode::Plain => FileMode::Blob.into(),
        Mode::Executable => FileMode::BlobExecutable.into(),
        Mode::Symlink => FileMode::Link.into(),
    }
}

fn tree_of(git: &Repository, commit: Oid) -> Oid {
    git.find_commit(commit).unwrap().tree_id()
}

fn empty_tree(git: &Repository) -> Oid {
    git.treebuilder(None).unwrap().write().unwrap()
}

fn full_name(branch: &str) -> String {
    if branch.starts_with("refs/") { branch.to_owned() } else { format!("refs/heads/{branch}") }
}
