//! Merges that join histories and bring no work of their own: between long-lived branches, from
//! other repositories, and subtree syncs.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::literal;

/// `Merge branch '3.0.x'`, `Merge branch '6.x-maintenance'`, `Merge remote-tracking branch
/// 'origin/main'`.
static LONG_LIVED: LazyLock<Regex> = LazyLock::new(|| {
    literal(concat!(
        r"^(?:[a-z]+: )?Merge (?:(?:remote-tracking )?branch(?:es)? |tag )?['`](?:",
        r"(?:refs/heads/|origin/|upstream/)?(?:main|master|trunk|develop(?:ment)?|dev|stable|next|release|maint(?:enance)?|(?:release|stable|support)[-/.]\S+|(?:[\w./]*[-/])?v?\d+(?:\.\d+)+(?:\.x)?|\d+\.x|v\d+)",
        r"|(?:[\w./-]+/)?v?\d+(?:\.(?:\d+|x))+(?:-[\w.]+)?-(?:maint(?:enance)?|release|stable)",
        r")['`]|^Merge pull request #\d+ from [\w.-]+/(?:(?:release|stable|maint(?:enance)?|support)[-/.]?v?\d[\w.]*|v?\d+(?:\.\d+)*\.x)$",
    ))
});
/// `Merge branch 'master' of https://…`, `of github.com:…`.
static ELSEWHERE: LazyLock<Regex> =
    LazyLock::new(|| literal(r"^Merge .*\bof (?:\w+://|\S+@\S+:|[\w.-]+\.[a-z]{2,}[:/])"));
/// `Merge commit '49e2f89…' into subtree-update`: another history as a whole.
static SUBTREE: LazyLock<Regex> =
    LazyLock::new(|| literal(r"^(?:Merge commit '[0-9a-f]{7,40}'|Squashed '\S+' changes from)"));
static JOINT: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"^(?:[a-z]+: )?Merge (?:commit|branch|branches|remote-tracking branch|tag) '|^Squashed '\S+' changes|^Merge commit from fork$",
    )
});

/// Whether a commit of that subject joins others, with one parent or with several.
pub(crate) fn is_joint(subject: &str) -> bool {
    JOINT.is_match(subject)
}

/// Whether a change of that title, or one of the commits it brought, joins whole histories; squashed
/// or not.
pub(crate) fn joins_histories<'s>(title: &str, mut brought: impl Iterator<Item = &'s str>) -> bool {
    LONG_LIVED.is_match(title)
        || ELSEWHERE.is_match(title)
        || SUBTREE.is_match(title)
        || brought.any(|subject| SUBTREE.is_match(subject))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_joined_histories_from_topics() {
        for title in [
            "Merge branch 'apache-3.2' into apache-3.3",
            "Merge branch '3.0.x'",
            "Merge branch 'stable'",
            "Merge branch 'v2'",
            "Merge branch 'development'",
            "chore: Merge branch 'main' into minor",
            "Merge branch '1.0-maintenance'",
            "Merge remote-tracking branch 'origin/6.x-maintenance'",
            "Merge branch 'refs/heads/3.3.0-beta.5-release' into apache-3.3",
            "Merge remote-tracking branch 'apache/3.0.5-release' into apache-3.0",
            "Merge branch 'release/1.4' into main",
            "Merge remote-tracking branch 'origin/main' into develop",
            "Merge branch 'master' of https://github.com/j6t/gitk",
            "Merge branch 'main' of github.com:org/project",
            "Merge commit '49e2f89ab' into subtree-update",
            "Merge `stable` into `main` after the change log moved",
            "Merge tag '4.13.1'",
            "Merge pull request #19000 from prometheus/release-3.13",
        ] {
            assert!(joins_histories(title, [].into_iter()), "{title}");
        }
        for title in [
            "Merge branch 'ds/sparse-index-ita-crash'",
            "Merge branch 'fix/issue-12'",
            "Merge branch 'jk/rev-list-2'",
            "Merge branch 'jc/relnotes-2.55-rust-fix'",
            "Merge branch 'fix/rounding' into develop",
            "Merge remote-tracking branch 'anna/master'",
            "Merge pull request #12 from anna/main",
            "Merge pull request #12 from anna/release-notes",
            "Merge `parse_rates` into the parser",
            "Teach the parser rates",
        ] {
            assert!(!joins_histories(title, [].into_iter()), "{title}");
        }
        assert!(joins_histories("Rustup", ["Merge commit '49e2f89abc' into sync"].into_iter()));
    }
}
