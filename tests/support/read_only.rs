//! Repositories that cannot be written to.
//!
//! Root may write whatever the modes say: there the files are given to the user `nobody`, and so
//! are the programs that run on them.

#[cfg(unix)]
use std::fs;
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::process::Command;

use crate::Sandbox;

/// The user `nobody`, in the number that nearly every system gives it.
#[cfg(unix)]
const NOBODY: u32 = 65_534;

/// Takes away the right to write from a sandbox's place, and leaves its home writable.
#[cfg(unix)]
pub(crate) fn freeze(sandbox: &mut Sandbox) {
    use std::os::unix::fs::{MetadataExt, lchown};
    if fs::metadata(sandbox.root()).unwrap().uid() == 0 {
        each(sandbox.root(), &mut |path| lchown(path, Some(NOBODY), Some(NOBODY)).unwrap());
        sandbox.run_as = Some(NOBODY);
    }
    each(sandbox.path(), &mut |path| change_mode(path, |mode| mode & !0o222));
    sandbox.read_only = true;
}

/// Gives the right to write back, so that the folder can be removed.
#[cfg(unix)]
pub(crate) fn make_writable(root: &Path) {
    each(root, &mut |path| change_mode(path, |mode| mode | 0o200));
}

/// The binary where the sandbox's user can start it: a copy inside, as the user `nobody` may have
/// no way into the folder that it was built in.
#[cfg(unix)]
pub(crate) fn reachable(sandbox: &Sandbox, binary: &Path) -> PathBuf {
    if sandbox.run_as.is_none() {
        return binary.to_owned();
    }
    let copy = sandbox.root().join("binary-under-test");
    if !copy.exists() {
        // By a program of its own: a file that this process has open for writing while another
        // test starts a child is open in that child too, and then can't be run.
        let copied = Command::new("cp").arg(binary).arg(&copy).status().unwrap();
        assert!(copied.success(), "cp {binary:?} {copy:?}");
        change_mode(&copy, |mode| mode | 0o555);
    }
    copy
}

#[cfg(unix)]
fn change_mode(path: &Path, change: impl Fn(u32) -> u32) {
    use std::os::unix::fs::PermissionsExt;
    let metadata = fs::symlink_metadata(path).unwrap();
    if !metadata.is_symlink() {
        let mode = change(metadata.permissions().mode());
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
}

/// Visits a folder and all below it, a folder before what it holds.
#[cfg(unix)]
fn each(path: &Path, visit: &mut impl FnMut(&Path)) {
    visit(path);
    if fs::symlink_metadata(path).unwrap().is_dir() {
        fs::read_dir(path).unwrap().for_each(|entry| each(&entry.unwrap().path(), visit));
    }
}

#[cfg(not(unix))]
pub(crate) fn freeze(_: &mut Sandbox) {
    panic!("read-only folders need the modes of Unix");
}

#[cfg(not(unix))]
pub(crate) fn make_writable(_: &Path) {}

#[cfg(not(unix))]
pub(crate) fn reachable(_: &Sandbox, binary: &Path) -> PathBuf {
    binary.to_owned()
}
