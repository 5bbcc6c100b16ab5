//! Where the clone of a repository is.

use std::path::{Path, PathBuf};

/// The clone of `owner/name` below the folder: `owner/name`, `owner+name` or `name`, bare or not.
pub(crate) fn clone_of(folder: &Path, repository: &str) -> Option<PathBuf> {
    let (_, name) = repository.split_once('/')?;
    [repository.to_owned(), repository.replace('/', "+"), name.to_owned()]
        .iter()
        .flat_map(|known| [folder.join(known), folder.join(known).join("repo")])
        .find(|path| path.join("HEAD").is_file() || path.join(".git").exists())
}

/// The binary under test, which Cargo builds beside the examples.
pub(crate) fn binary() -> PathBuf {
    let own = std::env::current_exe().unwrap_or_default();
    own.ancestors().nth(2).unwrap_or(Path::new(".")).join("git-coach-under-test")
}
