//! What the files of a change say about it, whatever its message says.

use git_coach_model::{FileChange, FileStatus, Kind, LineCount, Role};

/// The sort of work where all files are of one sort.
pub(super) fn sort(files: &[FileChange]) -> Option<Kind> {
    let all = |holds: fn(&FileChange) -> bool| !files.is_empty() && files.iter().all(holds);
    if all(is_moved) || all(|file| matches!(file.role, Role::Generated | Role::Vendored)) {
        return Some(Kind::Mechanical);
    }
    if all(|file| is_test(file) || file.role == Role::Fixture) {
        return Some(Kind::Test);
    }
    if all(|file| matches!(file.role, Role::Docs | Role::Asset))
        && files.iter().any(|file| file.role == Role::Docs)
    {
        return Some(Kind::Docs);
    }
    let build = |file: &FileChange| {
        use Role::{Build, Ci, Config, Infrastructure, Lock, Manifest};
        matches!(file.role, Ci | Build | Config | Infrastructure | Manifest | Lock)
    };
    all(build).then_some(Kind::Build)
}

/// Whether nothing but manifests and lock files changed, a lock file among them.
pub(super) fn pins(files: &[FileChange]) -> bool {
    files.iter().any(|file| file.role == Role::Lock)
        && files.iter().all(|file| matches!(file.role, Role::Lock | Role::Manifest))
}

/// Whether lines were added to source code, as far as can be seen.
pub(super) fn add_source(files: &[FileChange]) -> bool {
    files.iter().any(|file| {
        file.role == Role::Source && file.added().is_none_or(|added| added > file.test_added)
    })
}

/// Whether source is what most of the added lines are, and more than a few.
pub(super) fn are_mostly_source(files: &[FileChange]) -> bool {
    const FEW: u32 = 20;
    let added = |file: &FileChange| file.added().unwrap_or(0);
    let all: u32 = files.iter().map(added).fold(0, u32::saturating_add);
    let source: u32 = files
        .iter()
        .filter(|file| file.role == Role::Source)
        .map(|file| added(file).saturating_sub(file.test_added))
        .fold(0, u32::saturating_add);
    source >= FEW && u64::from(source) * 3 >= u64::from(all)
}

/// Whether the same few lines changed in many files: a sweep through the tree.
pub(super) fn are_swept(files: &[FileChange]) -> bool {
    const MANY: usize = 30;
    const FEW: u32 = 4;
    let small = files
        .iter()
        .filter(|file| file.status == FileStatus::Modified)
        .filter(|file| {
            file.added().is_some_and(|added| added <= FEW) && file.added() == file.deleted()
        })
        .count();
    files.len() >= MANY && small * 10 >= files.len() * 9
}

fn is_moved(file: &FileChange) -> bool {
    file.status == FileStatus::Renamed && file.lines == LineCount::Counted { added: 0, deleted: 0 }
}

/// Whether it is a test file, or a source file of which only test code changed.
fn is_test(file: &FileChange) -> bool {
    match (file.role, file.lines) {
        (Role::Test, _) => true,
        (Role::Source, LineCount::Counted { added, deleted }) => {
            (added, deleted) != (0, 0) && file.test_added == added && file.test_deleted == deleted
        }
        _ => false,
    }
}
