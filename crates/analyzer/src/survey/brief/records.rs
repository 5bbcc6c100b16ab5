//! Records of decisions that a window added: what was asked, weighed and chosen, beside the code.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use git_coach_model::{Change, FileStatus, RepoPath, TreeFile};
use regex::Regex;

use crate::pattern::literal;

/// The usual folders, and texts in them.
static RECORD: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"(?i)(^|/)(adrs?|decisions|decision[-_]records|architecture[-_]decisions|rfcs?|rfds|proposals|keps|enhancements|design[-_]docs|peps?)/([^/]+/)*[^/]+\.(mdx?|rst|adoc|txt)$",
    )
});
static FRAME: LazyLock<Regex> =
    LazyLock::new(|| literal(r"(?i)(^|/)(readme|index|template|0+-?template)[^/]*$"));

/// The records that these changes added, as far as the tree still has them, by path.
pub(super) fn added(changes: &[Change], files: &[TreeFile]) -> Vec<RepoPath> {
    let is_here = |path: &RepoPath| files.binary_search_by(|file| file.path.cmp(path)).is_ok();
    let added: BTreeSet<&RepoPath> = changes
        .iter()
        .filter(|change| !change.by_bot)
        .flat_map(|change| &change.files)
        .filter(|file| file.status == FileStatus::Added && is_record(&file.path))
        .map(|file| &file.path)
        .filter(|path| is_here(path))
        .collect();
    added.into_iter().cloned().collect()
}

fn is_record(path: &RepoPath) -> bool {
    let path = path.without_quotes();
    RECORD.is_match(path) && !FRAME.is_match(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_known_by_their_folder() {
        for (path, expected) in [
            ("docs/adr/0007-one-ledger.md", true),
            ("rfcs/text/0012-rates.md", true),
            ("docs/adr/README.md", false),
            ("docs/adr/template.md", false),
            ("src/adr/lib.rs", false),
            ("docs/quadratic/a.md", false),
        ] {
            assert_eq!(is_record(&path.into()), expected, "{path}");
        }
    }
}
