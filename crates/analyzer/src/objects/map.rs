//! Files as bytes in memory: beside libgit2's options the one place with `unsafe`.

use std::fs::File;
use std::path::Path;

use memmap2::Mmap;

/// Maps a file that is never written again once it has its name.
#[expect(unsafe_code, reason = "a mapped file can be cut short by others")]
pub(super) fn map(path: &Path) -> Option<Mmap> {
    let file = File::open(path).ok()?;
    // SAFETY: git writes packs and indexes aside, renames them, and never writes to them again; it
    // deletes them, which leaves the mapped bytes. Whoever truncates one under a running git
    // crashes it in the same way.
    unsafe { Mmap::map(&file) }.ok()
}
