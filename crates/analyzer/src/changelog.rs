//! Which files tell users what a change brings: change logs, release notes, and the pieces that a
//! release joins to one (towncrier, changesets, reno and the like).

use std::sync::LazyLock;

use git_coach_model::RepoPath;
use regex::Regex;

use crate::language::{self, LanguageKind};
use crate::pattern::literal;

static LOG: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"(?i)(^|/)(\d+-)?((change[-_]?logs?|changes|news|history|what'?s-?new)([-_.][^/]*)?|(release[-_ ]?notes|relnotes)([-_.\d][^/]*)?)$",
    )
});
static PIECE: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"(?i)(^|/)(change[-_]?logs?(\.d)?|news\.d|newsfragments|unreleased|\.changesets?|\.changes|\.chronus|relnotes|release[-_ ]?notes|next-release|upcoming[-_]changes)/([^/]+/)*[^/]+$",
    )
});

/// Whether the file at `path` is one.
pub(crate) fn is(path: &RepoPath) -> bool {
    let path = path.without_quotes();
    let kind = language::row_of_path(path).map(|row| row.kind);
    let is_code =
        kind.is_some_and(|kind| !matches!(kind, LanguageKind::Prose | LanguageKind::Data));
    // Towncrier's pieces of that name are no scenarios.
    let is_code = is_code && !path.ends_with(".feature");
    let is_settings = kind == Some(LanguageKind::Data) && LOG.is_match(path);
    !is_code && (PIECE.is_match(path) || LOG.is_match(path) && !is_settings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logs_and_pieces_are_told_from_code_of_such_names() {
        for (path, expected) in [
            ("CHANGES.rst", true),
            ("docs/changelog.md", true),
            ("00-RELEASENOTES", true),
            ("Documentation/RelNotes/2.56.0.adoc", true),
            ("changelog.d/12.feature", true),
            ("changelogs/unreleased/a.yml", true),
            (".changeset/brave-cats.md", true),
            ("releasenotes/notes/a-12.yaml", true),
            ("HISTORY.md", true),
            ("src/history.rs", false),
            ("src/changelog/read.py", false),
            ("config/news.json", false),
            ("docs/history-of-rates.md", true),
            ("doc/ReleaseNotes4.13.2.md", true),
            ("release notes/v1.2.0.md", true),
            ("docs/exchanges.md", false),
            ("README.md", false),
        ] {
            assert_eq!(is(&path.into()), expected, "{path}");
        }
    }
}
