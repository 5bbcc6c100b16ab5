//! Code that was commented out, or came in as a comment.

use std::collections::HashSet;
use std::sync::LazyLock;

use git_coach_model::{ChangedLine, Evidence, FileChange, Role, is_cjk};
use regex::Regex;

use super::{After, is_comment, place, runs, seen};
use crate::pattern::literal;

/// How many lines of a comment have to be code that the same change takes out.
const LEAST_TAKEN_OUT: usize = 2;
/// How many lines a comment needs that has nothing but code in it.
const LEAST_CODE: usize = 4;
/// How many lines at the head of a comment, or right above it, can say why.
const HEAD: usize = 3;
/// From how many words on a line is prose.
const PROSE: usize = 4;
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

/// Marks and words of somebody who says why, or leads to where it is said.
static TELLS: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"https?://|(?:^|\s)#\d+\b|\b(?:TODO|FIXME|XXX|HACK|NOTE|NB|BUG|WORKAROUND)\b|(?i)\b(?:todo|note|for example|example|e\.g\.|i\.e\.|usage|disabled|temporar(?:y|ily)|until|because|uncomment|for now)\b.*[^;{}]$",
    )
});

/// Where code that is commented out was added, without a word of why.
pub(super) fn out(files: &[FileChange], after: &dyn After) -> Option<Vec<Evidence>> {
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
        let mut found = Vec::new();
        let mut start = 0;
        for run in runs(added) {
            if !is_only_reworded(run, start, deleted) {
                found.extend(commented_out(run, (&taken_out, &before), file));
            }
            start += run.len();
        }
        if found.is_empty() {
            continue;
        }
        let text = after.text(&file.path);
        let whole: Vec<&str> = text.as_deref().map_or_else(Vec::new, |text| text.lines().collect());
        found.retain(|first| !is_explained_above(first, &whole));
        places.extend(found.into_iter().map(|first| place(file, first)));
    }
    seen(places, all_seen)
}

/// The first lines of the comments in a run that are code, and say no word of why.
fn commented_out<'l>(
    run: &'l [ChangedLine],
    known: (&HashSet<&str>, &HashSet<&str>),
    file: &FileChange,
) -> impl Iterator<Item = &'l ChangedLine> {
    run.chunk_by(|one, next| is_plain_comment(one) == is_plain_comment(next))
        .filter(|comment| comment.first().is_some_and(is_plain_comment))
        .filter(move |comment| is_commented_out(comment, known, file))
        .filter(|comment| !comment.iter().take(HEAD).any(|line| explains(inside(line))))
        .filter_map(<[ChangedLine]>::first)
}

/// Whether the hunk of a run of added lines, `start` of which come before it, takes out as many
/// lines of comments as it brings: they only read otherwise now.
fn is_only_reworded(run: &[ChangedLine], start: usize, deleted: &[ChangedLine]) -> bool {
    // A hunk stands after as many unchanged lines on either side.
    let unchanged = |line: &ChangedLine, at: usize| (line.number as usize).checked_sub(at + 1);
    let here = run.first().and_then(|line| unchanged(line, start));
    let gone = deleted.iter().enumerate().filter(|(at, line)| unchanged(line, *at) == here);
    let gone = gone.filter(|(_, line)| is_comment(line)).count();
    gone > 0 && gone >= run.iter().filter(|line| is_comment(line)).count()
}

/// Whether the lines right above, changed or not, say why, as far as the file is known.
fn is_explained_above(first: &ChangedLine, whole: &[&str]) -> bool {
    let at = (first.number as usize).saturating_sub(1);
    if whole.get(at).is_none_or(|text| text.trim() != first.text.trim()) {
        return false;
    }
    let is_comment = |text: &&&str| {
        ["//", "#", "*", "/*", "<!--"].iter().any(|mark| text.trim_start().starts_with(mark))
    };
    whole[..at]
        .iter()
        .rev()
        .take(HEAD)
        .take_while(is_comment)
        .any(|text| explains(text.trim().trim_matches(['/', '#', '*', '!', '<', '>', '-']).trim()))
}

/// Whether a line of a comment is for people: it tells what is to come, leads to a page or an issue,
/// or is prose, in whatever script.
fn explains(text: &str) -> bool {
    if TELLS.is_match(text) {
        return true;
    }
    if BRACES.is_match(text)
        || PLAIN.is_match(text)
        || text.contains([';', '{', '}', '=', '(', '['])
    {
        return false;
    }
    let is_word = |word: &&str| {
        word.trim_matches(|sign: char| !sign.is_alphanumeric()).chars().all(char::is_alphabetic)
    };
    text.chars().filter(|sign| is_cjk(*sign)).count() >= 2
        || text.split_whitespace().filter(is_word).count() >= PROSE
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
