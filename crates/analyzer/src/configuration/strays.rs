//! Files that lie where settings and practices do and are read as neither.

use std::fs;
use std::path::Path;

use git2::{ObjectType, Tree};

use super::{DEEPEST, PRACTICES, SETTINGS, Source};
use crate::repo::{Repo, oid};

/// The folder around the practices.
const FOLDER: &str = ".git-coach";
/// What settings are called that are not read: at the top, letter case aside.
const OTHER_NAMES: &[&str] = &[
    ".git-coach.json",
    ".git-coach.yaml",
    ".git-coach.yml",
    ".gitcoach.toml",
    "git-coach.toml",
    "git-coach.yaml",
    "git-coach.yml",
    "gitcoach.toml",
];
/// How many entries are looked at.
const MOST_ENTRIES: usize = 2000;
/// How like a folder has to be to the right one, to be meant for it.
const LIKE: f64 = 0.6;

/// A file that was most likely meant for settings or a practice, and is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// Its path below the top of the repository.
    pub path: String,
    /// Where it would be read.
    pub nearest: String,
}

impl Repo {
    /// The strays of a repository, by path; none where its files cannot be read.
    pub fn strays(&self, source: Source) -> Vec<Stray> {
        let mut paths = Vec::new();
        let mut left = MOST_ENTRIES;
        let commit = match (source, self.git().workdir()) {
            (Source::Nowhere, _) => None,
            (Source::Own, Some(top)) => {
                let entries = fs::read_dir(top).into_iter().flatten().flatten();
                let files =
                    entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
                let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
                paths.extend(names.filter(|name| is_other_name(name)));
                let folder = top.join(FOLDER);
                if folder.symlink_metadata().is_ok_and(|found| found.is_dir()) {
                    below(&folder, FOLDER, 0, &mut left, &mut paths);
                }
                None
            }
            (Source::Own, None) => self.head().ok().map(|head| head.commit),
            (Source::Commit(commit), _) => Some(commit),
        };
        let top = commit
            .and_then(|commit| self.git().find_commit(oid(commit)).ok())
            .and_then(|commit| commit.tree().ok());
        if let Some(top) = &top {
            let files = top.iter().filter(|entry| entry.kind() == Some(ObjectType::Blob));
            let names = files.map(|file| String::from_utf8_lossy(file.name_bytes()).into_owned());
            paths.extend(names.filter(|name| is_other_name(name)));
        }
        let tree = top
            .and_then(|tree| tree.get_name(FOLDER).map(|entry| entry.id()))
            .and_then(|id| self.git().find_tree(id).ok());
        if let Some(tree) = tree {
            self.paths_below(&tree, FOLDER, 0, &mut left, &mut paths);
        }
        paths.sort();
        let stray = |path: String| nearest(&path).map(|nearest| Stray { path, nearest });
        paths.into_iter().filter_map(stray).collect()
    }

    fn paths_below(
        &self,
        tree: &Tree<'_>,
        folder: &str,
        depth: usize,
        left: &mut usize,
        paths: &mut Vec<String>,
    ) {
        for entry in tree.iter().take(*left) {
            *left = left.saturating_sub(1);
            let path = format!("{folder}/{}", String::from_utf8_lossy(entry.name_bytes()));
            match entry.kind() {
                Some(ObjectType::Blob) => paths.push(path),
                Some(ObjectType::Tree) if depth < DEEPEST => {
                    if let Ok(tree) = self.git().find_tree(entry.id()) {
                        self.paths_below(&tree, &path, depth + 1, left, paths);
                    }
                }
                _ => {}
            }
        }
    }
}

fn below(folder: &Path, name: &str, depth: usize, left: &mut usize, paths: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten().take(*left) {
        *left = left.saturating_sub(1);
        let path = format!("{name}/{}", entry.file_name().to_string_lossy());
        // Of the entry itself: links are not followed.
        match entry.file_type() {
            Ok(kind) if kind.is_file() => paths.push(path),
            Ok(kind) if kind.is_dir() && depth < DEEPEST => {
                below(&entry.path(), &path, depth + 1, left, paths);
            }
            _ => {}
        }
    }
}

/// Where a file would be read that is not; none for one that is, and for notes and the like, which
/// may lie beside.
fn nearest(path: &str) -> Option<String> {
    if is_other_name(path) {
        return Some(SETTINGS.to_owned());
    }
    let below = path.strip_prefix(FOLDER)?.strip_prefix('/')?;
    let is_practice = path.strip_prefix(PRACTICES).is_some_and(|rest| rest.starts_with('/'));
    if is_practice && path.ends_with(".toml") {
        return None;
    }
    let mut folders: Vec<&str> = below.split('/').collect();
    let file = folders.pop()?;
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let is_settings = folders.is_empty()
        && ["config", "settings", "git-coach", ".git-coach"]
            .contains(&stem.to_lowercase().as_str());
    if !(is_meant(stem, ending) || is_settings) {
        return None;
    }
    if is_settings {
        return Some(SETTINGS.to_owned());
    }
    let (_, right) = PRACTICES.split_once('/')?;
    let is_like =
        |name: &str| name == "rules" || strsim::normalized_damerau_levenshtein(name, right) >= LIKE;
    if folders.first().is_some_and(|first| is_like(first)) {
        folders.remove(0);
    }
    let folder = folders.first().copied().unwrap_or("ours");
    let name: String = stem
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    Some(format!("{PRACTICES}/{folder}/{name}.toml"))
}

fn is_other_name(name: &str) -> bool {
    OTHER_NAMES.contains(&name.to_lowercase().as_str())
}

/// Whether the name is one of settings or a practice, misspelt or not.
fn is_meant(stem: &str, ending: &str) -> bool {
    let ending = ending.to_lowercase();
    match ending.as_str() {
        // What an editor keeps of an older version.
        _ if ending.ends_with('~') => false,
        "" => stem.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-' | '_')),
        "yaml" | "yml" => !stem.is_empty(),
        _ => !stem.is_empty() && strsim::normalized_damerau_levenshtein(&ending, "toml") >= LIKE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_where_a_file_was_meant_to_be() {
        for (path, expected) in [
            (".git-coach/practice/x.toml", Some(".git-coach/practices/ours/x.toml")),
            (".git-coach/practice/a/x.toml", Some(".git-coach/practices/a/x.toml")),
            (".git-coach/a/x.toml", Some(".git-coach/practices/a/x.toml")),
            (".git-coach/practices/a/No_Prints.tml", Some(".git-coach/practices/a/no-prints.toml")),
            (".git-coach/practices/a/x.TOML", Some(".git-coach/practices/a/x.toml")),
            (".git-coach/practices/a/x.yml", Some(".git-coach/practices/a/x.toml")),
            (".git-coach/practices/a/x", Some(".git-coach/practices/a/x.toml")),
            (".git-coach/x.toml", Some(".git-coach/practices/ours/x.toml")),
            (".git-coach/config.toml", Some(".git-coach.toml")),
            (".git-coach/.git-coach.toml", Some(".git-coach.toml")),
            ("git-coach.toml", Some(".git-coach.toml")),
            (".Git-Coach.yml", Some(".git-coach.toml")),
            (".git-coach.toml", None),
            (".git-coach/practices/a/x.toml", None),
            (".git-coach/practices/x.toml", None),
            (".git-coach/README.md", None),
            (".git-coach/practices/a/README", None),
            (".git-coach/practices/a/x.toml.bak", None),
            (".git-coach/practices/a/x.toml~", None),
            (".git-coach/practices/.gitkeep", None),
            (".git-coach/practice.schema.json", None),
        ] {
            assert_eq!(nearest(path).as_deref(), expected, "{path}");
        }
    }
}
