//! Traces that a review leaves in a message. A rebase merge leaves none.

use std::sync::LazyLock;

use git_coach_model::Message;
use regex::Regex;

use crate::pattern::literal;

/// The number that a forge puts behind the title of the request that it squashes.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| literal(r"\([#!]\d+\)$"));

/// The whole title that a forge gives to what it merges, also where it is squashed to one parent.
/// GitHub's last one is that of a private fork, where holes are mended before they are told.
static MERGED: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"^Merge(d PR|d? pull request) #?\d+\b|^Merged in \S+ \(pull request #\d+\)|^Merge commit from fork$",
    )
});

/// Lines that tools write below a reviewed change.
static LINE: LazyLock<Regex> = LazyLock::new(|| {
    literal(concat!(
        r"(?mi)^(?:differential revision:|reviewed by:|pull request resolved:|see merge request |",
        r"closes #\d+ from |(?:pull|merge) request: ?(?:#|https?:))",
    ))
});

/// Keys of trailers that name who reviewed, or where.
const KEYS: &[&str] = &[
    "reviewed-by",
    "acked-by",
    "approved-by",
    "reviewed-on",
    "reviewed-at",
    "change-id",
    "pr-url",
    "pull-request",
    "pull-request-url",
    "merge-request",
    "differential-revision",
    "part-of",
];

/// Whether a message bears such a trace.
pub(super) fn is_in(message: &Message) -> bool {
    NUMBER.is_match(message.subject.trim_end())
        || MERGED.is_match(&message.subject)
        || message.trailers.iter().any(|one| KEYS.contains(&one.key.to_ascii_lowercase().as_str()))
        || LINE.is_match(&message.body)
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[test]
    fn traces_are_seen() {
        for text in [
            "Mend it (#12)",
            "Mend it (!12)",
            "Merge pull request #12 from a/b",
            "Merged PR 12: Mend it",
            "Merge commit from fork\n\n* fix: mend it",
            "Mend it\n\nReviewed-by: A <a@x>\n",
            "Mend it\n\nChange-Id: I0123\n",
            "Mend it\n\nWhy.\n\nDifferential Revision: https://reviews.example/D12\n",
            "Mend it\n\nCloses #12 from a/b.\n",
        ] {
            assert!(parse(text).review_trace, "{text:?}");
        }
        for text in [
            "Mend it",
            "Merge commit from forks",
            "Mend (#12) it",
            "Mend it\n\nFixes #12",
            "x\n\nSigned-off-by: A <a@x>\n",
        ] {
            assert!(!parse(text).review_trace, "{text:?}");
        }
    }
}
