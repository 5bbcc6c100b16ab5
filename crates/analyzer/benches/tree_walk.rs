//! How long it takes to find the files that differ between two trees, over a made-up history of 400
//! commits on 3,000 files in one pack, beside libgit2's diff of the same trees. Run with
//! `cargo bench -p git-coach-analyzer --bench tree_walk`.

use std::collections::BTreeSet;
use std::error::Error;

use divan::counter::ItemsCount;
use git_coach_analyzer::Repo;
use git_coach_analyzer::bench::files_between;
use git2::{ObjectType, Odb, Oid, Repository};
use tempfile::TempDir;

const COMMITS: u32 = 400;
/// Folders in folders, as wide as this at each of two depths, and files in the innermost.
const FOLDERS: usize = 10;
const FILES: usize = 30;
/// Has no factor in common with the number of files: reaches each, out of order.
const STRIDE: u32 = 1231;
/// How many files each commit changes.
const CHANGED: u32 = 3;

fn main() {
    divan::main();
}

/// A bare repository of the trees in a folder, which goes with it.
struct History {
    folder: TempDir,
    trees: Vec<Oid>,
}

impl History {
    fn new() -> Result<Self, Box<dyn Error>> {
        let folder = TempDir::new()?;
        let git = Repository::init_bare(folder.path())?;
        let mut forest = Forest::new(&git)?;
        let mut trees = vec![forest.root()?];
        for commit in 0..COMMITS {
            for change in 0..CHANGED {
                let file = (commit * CHANGED + change) * STRIDE;
                forest.change(file as usize, commit)?;
            }
            trees.push(forest.root()?);
        }
        forest.pack()?;
        Ok(Self { folder, trees })
    }

    /// Opens it as users do: from a folder in it.
    fn open(&self) -> Result<Repo, Box<dyn Error>> {
        std::env::set_current_dir(self.folder.path())?;
        Ok(Repo::discover()?)
    }

    fn changes(&self, repo: &Repo) -> Result<usize, git_coach_analyzer::Error> {
        self.trees.windows(2).map(|pair| files_between(repo, pair[0], pair[1])).sum()
    }

    fn changes_by_libgit2(&self, git: &Repository) -> Result<usize, git2::Error> {
        let of_pair = |pair: &[Oid]| {
            let (old, new) = (git.find_tree(pair[0])?, git.find_tree(pair[1])?);
            let diff = git.diff_tree_to_tree(Some(&old), Some(&new), None)?;
            Ok(diff.deltas().len())
        };
        self.trees.windows(2).map(of_pair).sum()
    }
}

/// The files as they are now, and every tree there ever was of them, in memory.
struct Forest<'g> {
    git: &'g Repository,
    odb: Odb<'g>,
    contents: Vec<Oid>,
    written: BTreeSet<Oid>,
}

impl<'g> Forest<'g> {
    fn new(git: &'g Repository) -> Result<Self, git2::Error> {
        let odb = git.odb()?;
        odb.add_new_mempack_backend(1000)?;
        let contents = vec![Oid::ZERO_SHA1; FOLDERS * FOLDERS * FILES];
        let mut forest = Self { git, odb, contents, written: BTreeSet::new() };
        for file in 0..forest.contents.len() {
            forest.change(file, u32::MAX)?;
        }
        Ok(forest)
    }

    /// Gives a file another content. The trees alone are read: its name will do.
    fn change(&mut self, file: usize, commit: u32) -> Result<(), git2::Error> {
        let file = file % self.contents.len();
        let content = format!("{file} as of {commit}");
        self.contents[file] = Oid::hash_object(ObjectType::Blob, content.as_bytes())?;
        Ok(())
    }

    fn root(&mut self) -> Result<Oid, git2::Error> {
        let contents = std::mem::take(&mut self.contents);
        let mut folders = Vec::new();
        for outer in contents.chunks(FOLDERS * FILES) {
            let inner: Result<Vec<Oid>, _> =
                outer.chunks(FILES).map(|files| self.tree("100644 berth_", files)).collect();
            folders.push(self.tree("40000 pier_", &inner?)?);
        }
        self.contents = contents;
        self.tree("40000 harbor_", &folders)
    }

    fn tree(&mut self, mode_and_name: &str, ids: &[Oid]) -> Result<Oid, git2::Error> {
        let mut tree = Vec::new();
        for (at, id) in ids.iter().enumerate() {
            tree.extend_from_slice(format!("{mode_and_name}{at:02}\0").as_bytes());
            tree.extend_from_slice(id.as_bytes());
        }
        let id = self.odb.write(ObjectType::Tree, &tree)?;
        self.written.insert(id);
        Ok(id)
    }

    /// Writes all trees into one pack.
    fn pack(self) -> Result<(), git2::Error> {
        let mut pack = self.git.packbuilder()?;
        pack.set_threads(1);
        for id in &self.written {
            pack.insert_object(*id, Some("tree"))?;
        }
        pack.write(&self.git.path().join("objects/pack"), 0)
    }
}

#[divan::bench(sample_count = 20)]
fn first_time(bencher: divan::Bencher<'_, '_>) {
    let history = history();
    bencher
        .counter(ItemsCount::new(COMMITS))
        .with_inputs(|| open(&history))
        .bench_local_values(|repo| checked(history.changes(&repo)));
}

#[divan::bench(sample_count = 20)]
fn from_the_cache(bencher: divan::Bencher<'_, '_>) {
    let history = history();
    let repo = open(&history);
    checked(history.changes(&repo));
    bencher
        .counter(ItemsCount::new(COMMITS))
        .bench_local(|| checked(history.changes(divan::black_box(&repo))));
}

#[divan::bench(sample_count = 20)]
fn first_time_by_libgit2(bencher: divan::Bencher<'_, '_>) {
    let history = history();
    // With libgit2's options as the analyzer sets them.
    open(&history);
    bencher
        .counter(ItemsCount::new(COMMITS))
        .with_inputs(|| Repository::open_bare(history.folder.path()))
        .bench_local_values(|git| {
            let git = git.unwrap_or_else(|error| panic!("{error}"));
            checked(history.changes_by_libgit2(&git))
        });
}

fn history() -> History {
    History::new().unwrap_or_else(|error| panic!("making up a history: {error}"))
}

fn open(history: &History) -> Repo {
    history.open().unwrap_or_else(|error| panic!("opening it: {error}"))
}

/// All have to find the same: what is fast and wrong is not fast.
fn checked<E: std::fmt::Display>(found: Result<usize, E>) {
    let found = found.unwrap_or_else(|error| panic!("reading it: {error}"));
    assert_eq!(found, (COMMITS * CHANGED) as usize);
}
