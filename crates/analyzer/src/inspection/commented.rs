//! Code that was commented out, or came in as a comment.

use std::collections::HashSet;
use std::sync::LazyLock;

use git_coach_model::{ChangedLine, Evidence, FileChange, Role};
use regex::Regex;

use super::{is_comment, place, runs, seen};
use crate::pattern::literal;

/// How many lines of a comment have to be code that the same change takes out.
const LEAST_TAKEN_OUT: usize = 2;
/// How many lines a comment needs that has nothing but code in it.
const LEAST_CODE: usize = 4;
/// Under how many characters a line is too common to be known again.
const SHORTEST: usize = 8;

/// What ends a statement or opens and closes a block, in languages with braces.
static BRACES: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"[\w)\]'\x22}]\s*;$|^[\w.:<>&*\s\[\],]+\(.*\)\s*(->.*)?\{$|^\}?\s*(else|if|for|while|switch|match|return|try|catch)\b.*[;{]$|^[})\]]+[;,]?$",
    )
});
/// The same where indentation tells.
static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"^(def \w+\(.*\):?|class \w+.*:|(if|elif|for|while|with|except)\b.*:|else:|try:|return\b( [\w.\[\](]+.*)?|(from [\w.]+ )?import [\w.*, ]+|[\w.\[\]']+\s*(=|\+=|-=|==)\s*\S.*|[\w.]+\(.*\)|end|[})\]]+,?)$",
    )
});

/// Where code that is commented out was added.
pub(super) fn out(files: &[FileChange]) -> Option<Vec<Evidence>> {
    let mut all_seen = true;
    let mut places = Vec::new();
    let is_code = |file: &&FileChange| matches!(file.role, Role::Source | Role::Test);
    for file in files.iter().filter(is_code) {
        let (Some(added), Some(deleted)) = (&file.added_lines, &file.deleted_lines) else {
            all_seen = false;
            continue;
        };
        if !added.iter().any(is_plain_comment) {
            continue;
        }
        let taken_out: HashSet<&str> = deleted
            .iter()
            .filter(|line| !is_comment(line))
            .map(|line| line.text.trim())
            .filter(|text| text.len() >= SHORTEST)
            .collect();
        let before: HashSet<&str> = deleted
            .iter()
            .filter(|line| is_comment(line))
            .map(inside)
            .filter(|text| text.len() >= SHORTEST)
            .collect();
        for run in runs(added) {
            for comment in run.chunk_by(|one, next| is_plain_comment(one) == is_plain_comment(next))
            {
                let first = comment.first().filter(|line| is_plain_comment(line));
                if let Some(first) =
                    first.filter(|_| is_commented_out(comment, (&taken_out, &before), file))
                {
                    places.push(place(file, first));
                }
            }
        }
    }
    seen(places, all_seen)
}

fn is_commented_out(
    comment: &[ChangedLine],
    (taken_out, before): (&HashSet<&str>, &HashSet<&str>),
    file: &FileChange,
) -> bool {
    // What was a comment before only looks otherwise now.
    if comment.iter().any(|line| before.contains(inside(line))) {
        return false;
    }
    let known = comment.iter().filter(|line| taken_out.contains(inside(line))).count();
    if known >= LEAST_TAKEN_OUT {
        return true;
    }
    let code = match file.path.name().rsplit_once('.').map(|(_, ending)| ending) {
        Some("py" | "rb") => &PLAIN,
        Some(
            "js" | "jsx" | "ts" | "tsx" | "mjs" | "cjs" | "java" | "c" | "h" | "cc" | "cpp" | "hpp"
            | "cs" | "go" | "rs" | "php" | "swift" | "kt" | "scala",
        ) => &BRACES,
        _ => return false,
    };
    let written = || comment.iter().map(inside).filter(|text| !text.is_empty());
    !comment.iter().any(|line| line.moved)
        && written().count() >= LEAST_CODE
        && written().all(|text| code.is_match(text))
        && written().any(|text| text.contains(['(', '=']))
}

/// Whether a line is an ordinary comment, and no documentation.
fn is_plain_comment(line: &ChangedLine) -> bool {
    let text = line.text.trim_start();
    let is_marked = text.starts_with("//") || text.starts_with('#');
    let is_documentation = text.starts_with("///")
        || text.starts_with("//!")
        || text.starts_with("//go:")
        || text.starts_with("#!");
    is_marked && !is_documentation && is_comment(line)
}

/// What stands behind the marks of a comment.
fn inside(line: &ChangedLine) -> &str {
    line.text.trim().trim_start_matches(['/', '#']).trim()
}
