//! Documents that still name what a change took away.

use std::collections::HashSet;
use std::sync::LazyLock;

use git_coach_model::{Evidence, FileChange, FileStatus, RepoPath, Role};
use git2::{ObjectType, Tree, TreeWalkMode, TreeWalkResult};
use regex::Regex;

use super::{After, seen};
use crate::pattern::literal;
use crate::repo::Repo;
use crate::role::Roles;

/// The most documents that are read.
const MOST: usize = 1000;
/// The largest that is, in bytes.
const LARGEST: usize = 256 * 1024;
const ENDINGS: &[&str] = &["md", "markdown", "rst", "adoc", "asciidoc", "org", "txt"];

/// What tells of the past, and rightly names what is no more.
static PAST: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"(?i)(^|/)(change(s|log)?|history|news|releases?|release[-_ ]?notes|relnotes|upgrad\w*|migrat\w*|adrs?|decisions?|rfcs?|archive[sd]?|blog|posts?)([-_./]|$)|change-?log",
    )
});
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"(?i)\b(removed?|renamed|moved|former(ly)?|deprecated|used to|no longer|until|previously)\b",
    )
});
/// A path in a text, with what may stand before it in a link.
static NAMED: LazyLock<Regex> = LazyLock::new(|| literal(r"[\w@+.\-]*(/[\w@+.\-]+)+"));
/// Links to the newest state on a forge.
static NEWEST: LazyLock<Regex> =
    LazyLock::new(|| literal(r"^.*/(blob|tree|raw|edit)/(main|master|develop|trunk|HEAD)/"));

/// The lines that name a path which is gone.
pub(super) fn outdated(files: &[FileChange], after: &dyn After) -> Option<Vec<Evidence>> {
    let gone: HashSet<&str> = files
        .iter()
        .filter(|file| file.role.is_written_here() && file.role != Role::Docs)
        .filter_map(|file| match file.status {
            FileStatus::Deleted => Some(file.path.as_str()),
            FileStatus::Renamed => file.old_path.as_ref().map(RepoPath::as_str),
            _ => None,
        })
        .filter(|path| path.contains('/'))
        .collect();
    if gone.is_empty() {
        return Some(Vec::new());
    }
    let documents = after.documents()?;
    let mut places = Vec::new();
    for (path, text) in &documents {
        if PAST.is_match(path.as_str()) {
            continue;
        }
        for (line, number) in text.lines().zip(1..) {
            let names = |found: regex::Match<'_>| {
                // What a program printed once: a path alone, or with a line's number.
                let rest = &line.as_bytes()[found.end()..];
                let is_printed = matches!(rest, [b':', b'0'..=b'9', ..]);
                if is_printed || line.trim() == found.as_str() {
                    return false;
                }
                let told = found.as_str().trim_end_matches('.');
                let told = NEWEST.find(told).map_or(told, |link| &told[link.end()..]);
                gone.contains(told.strip_prefix("./").unwrap_or(told))
            };
            if line.contains('/') && NAMED.find_iter(line).any(names) && !TOLD.is_match(line) {
                let text = Some(line.into());
                places.push(Evidence { path: path.clone(), line: Some(number), text });
            }
        }
    }
    seen(places, true)
}

/// The documents of a tree; none where one is not in this clone, or they are too many.
pub(super) fn in_tree(
    repo: &Repo,
    tree: &Tree<'_>,
    roles: &Roles,
) -> Option<Vec<(RepoPath, String)>> {
    let mut found = Vec::new();
    let walked = tree.walk(TreeWalkMode::PreOrder, |folder, entry| {
        let path = [folder.as_bytes(), entry.name_bytes()].concat();
        let path = RepoPath::from_bytes(&path);
        let ending = path.name().rsplit_once('.').map_or("", |(_, ending)| ending);
        if entry.kind() == Some(ObjectType::Blob)
            && ENDINGS.contains(&ending)
            && !PAST.is_match(path.as_str())
            && roles.of(path.without_quotes(), None).0 == Role::Docs
        {
            found.push((path, entry.id()));
        }
        if found.len() > MOST { TreeWalkResult::Abort } else { TreeWalkResult::Ok }
    });
    if walked.is_err() || found.len() > MOST {
        return None;
    }
    found
        .into_iter()
        .filter_map(|(path, id)| match repo.git().find_blob(id) {
            Ok(blob) if blob.size() > LARGEST => None,
            Ok(blob) => Some(Some((path, String::from_utf8_lossy(blob.content()).into_owned()))),
            Err(_) => Some(None),
        })
        .collect()
}
