//! What a change did to the dependencies that manifests declare.
//!
//! Owns the forms of manifests and which lock file repeats what of them. A manifest that is not in
//! its form tells nothing. What is kept beside a name is what the lock file repeats of it: for Cargo
//! and Bundler the name alone (their lock files stay as they are when a version in use still fits),
//! for the others what was asked for as well. Go polices itself: it builds nothing that `go.sum`
//! does not know.

mod forms;

use std::collections::BTreeSet;

use git_coach_model::{Dependencies, FileChange, FileStatus, RepoPath};
use git2::Tree;

use crate::repo::Repo;
use forms::{Asked, Declared, Form, form};

/// One manifest before and after a change.
pub(crate) struct Manifest<'a> {
    pub(crate) path: &'a RepoPath,
    /// Its text before; none where it is new.
    pub(crate) before: Option<&'a str>,
    /// Its text after; none where it was deleted.
    pub(crate) after: Option<&'a str>,
}

/// What these manifests, and the files that changed with them, tell; `is_there` knows the paths of
/// the tree after the change.
pub(crate) fn of(
    manifests: &[Manifest<'_>],
    files: &[FileChange],
    is_there: impl Fn(&str) -> bool,
    lock_before: impl Fn(&str) -> Option<String>,
) -> Dependencies {
    let mut found = Dependencies::default();
    let (mut before, mut after) = (BTreeSet::new(), BTreeSet::new());
    let mut come: Vec<(&Manifest<'_>, &Form, String)> = Vec::new();
    for manifest in manifests {
        let Some(form) = form(manifest.path) else {
            continue;
        };
        let old = manifest.before.map_or_else(|| Some(Declared::new()), form.read);
        let new = manifest.after.map(form.read);
        let (Some(old), Some(Some(new))) = (old, new) else {
            continue;
        };
        let chosen = |declared: &Declared| -> Vec<String> {
            declared.keys().filter(|name| !(form.is_platform)(name)).cloned().collect()
        };
        before.extend(chosen(&old));
        after.extend(chosen(&new));
        for (name, asked) in new.iter().filter(|(name, _)| !(form.is_platform)(name)) {
            match old.get(name) {
                Some(was) if !asked.is_tool && raises_major(name, was, asked) => {
                    found.major_raised.push(name.clone());
                }
                None if manifest.before.is_some() && !asked.is_local && !asked.is_tool => {
                    come.push((manifest, form, name.clone()));
                }
                _ => {}
            }
        }
        if locked(&old).eq(locked(&new)) || manifest.before.is_none() {
            continue;
        }
        let folder = manifest.path.folder();
        let beside = |name: &str| {
            if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
        };
        let locks: Vec<String> = form.locks.iter().map(|lock| beside(lock)).collect();
        let changed = |lock: &String| files.iter().any(|file| file.path.as_str() == lock);
        if locks.iter().any(changed) {
            found.followed.push(manifest.path.clone());
        } else if locks.iter().any(|lock| is_there(lock)) {
            found.unfollowed.push(manifest.path.clone());
        }
    }
    found.added = after.difference(&before).cloned().collect();
    found.removed = before.difference(&after).cloned().collect();
    found.major_raised.sort();
    found.major_raised.dedup();
    come.retain(|(_, _, name)| found.added.contains(name));
    come.retain(|(manifest, form, name)| !was_locked(manifest, form, name, &lock_before));
    found.new = come.into_iter().map(|(_, _, name)| name).collect();
    found.new.sort();
    found.new.dedup();
    found
}

fn locked(declared: &Declared) -> impl Iterator<Item = (&String, &String)> {
    declared.iter().filter_map(|(name, asked)| Some((name, asked.locked.as_ref()?)))
}

/// Whether a higher major version is the lowest that will do. Type definitions follow what they
/// describe, and a year is no major version.
fn raises_major(name: &str, was: &Asked, is: &Asked) -> bool {
    const FIRST_YEAR: u64 = 1900;
    let (Some(before), Some(after)) = (was.major, is.major) else { return false };
    before < after && after < FIRST_YEAR && !name.starts_with("@types/")
}

/// Whether a lock file beside the manifest or above it knew the name before the change.
fn was_locked(
    manifest: &Manifest<'_>,
    form: &Form,
    name: &str,
    lock_before: impl Fn(&str) -> Option<String>,
) -> bool {
    let folder = manifest.path.folder();
    let above = folder.match_indices('/').map(|(at, _)| &folder[..at]);
    let mut folders: Vec<&str> = above.chain(["", folder]).collect();
    folders.dedup();
    folders.into_iter().any(|folder| {
        form.locks.iter().any(|lock| {
            let path =
                if folder.is_empty() { (*lock).to_owned() } else { format!("{folder}/{lock}") };
            lock_before(&path).is_some_and(|text| has_word(&text, name))
        })
    })
}

/// Whether a text has a name that is no part of a longer one.
fn has_word(text: &str, name: &str) -> bool {
    let inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    text.match_indices(name).any(|(at, _)| {
        !text[..at].ends_with(|letter: char| inside(letter) || letter == '.')
            && !text[at + name.len()..].starts_with(inside)
    })
}

/// What happened between two trees, of which `files` are the difference; none where a manifest's
/// content is not in this clone.
pub(crate) fn between(
    repo: &Repo,
    (old, new): (Option<&Tree<'_>>, &Tree<'_>),
    files: &[FileChange],
) -> Option<Dependencies> {
    let touched = touched(files);
    let mut texts = Vec::with_capacity(touched.len());
    for file in &touched {
        let was = file.old_path.as_ref().unwrap_or(&file.path);
        let before = match old.filter(|_| file.status != FileStatus::Added) {
            Some(tree) => Some(text(repo, tree, was)?),
            None => None,
        };
        let after = match file.status {
            FileStatus::Deleted => None,
            _ => Some(text(repo, new, &file.path)?),
        };
        texts.push((&file.path, before, after));
    }
    let manifests: Vec<Manifest<'_>> = texts
        .iter()
        .map(|(path, before, after)| Manifest {
            path,
            before: before.as_deref(),
            after: after.as_deref(),
        })
        .collect();
    let is_there = |path: &str| new.get_path(path.as_ref()).is_ok();
    let lock_before = |path: &str| text(repo, old?, &RepoPath::from(path));
    Some(of(&manifests, files, is_there, lock_before))
}

/// What is known without reading a content: nothing happened where no manifest was touched.
pub(crate) fn unread(files: &[FileChange]) -> Option<Dependencies> {
    touched(files).is_empty().then(Dependencies::default)
}

fn touched(files: &[FileChange]) -> Vec<&FileChange> {
    files.iter().filter(|file| form(&file.path).is_some() && file.role.is_written_here()).collect()
}

fn text(repo: &Repo, tree: &Tree<'_>, path: &RepoPath) -> Option<String> {
    let entry = tree.get_path(path.as_str().as_ref()).ok()?;
    let blob = repo.git().find_blob(entry.id()).ok()?;
    Some(String::from_utf8_lossy(blob.content()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, before: &str, after: &str, (added, removed): (&str, &str), follows: bool) {
        let path = RepoPath::from(path);
        let manifest = Manifest { path: &path, before: Some(before), after: Some(after) };
        let found = of(&[manifest], &[], |path| !path.ends_with(".toml"), |_| None);
        assert_eq!(found.added.join(" "), added, "added in {after}");
        assert_eq!(found.removed.join(" "), removed, "removed in {after}");
        assert_eq!(!found.unfollowed.is_empty(), follows, "the lock has to follow {after}");
        assert_eq!(found.followed, [] as [RepoPath; 0]);
    }

    #[test]
    fn cargo_locks_names() {
        let before = "[package]\nversion = \"1.0.0\"\n[dependencies]\nlog = \"1\"\n";
        let path = "a/Cargo.toml";
        for (after, names, follows) in [
            ("[package]\nversion = \"1.0.1\"\n[dependencies]\nlog = \"1\"\n", ("", ""), false),
            (
                "[dependencies]\nlog = { version = \"1.2\", features = [\"std\"] }\n",
                ("", ""),
                false,
            ),
            ("[dev-dependencies]\nlog = \"1\"\n", ("", ""), false),
            (
                "[dependencies]\nlog = \"1\"\n[dependencies.serde]\nversion = \"1\"\n",
                ("serde", ""),
                true,
            ),
            ("[target.'cfg(unix)'.dependencies]\nlog = \"1\"\nnix = \"1\"\n", ("nix", ""), true),
            ("[dependencies]\n", ("", "log"), true),
            ("[dependencies\n", ("", ""), false),
        ] {
            check(path, before, after, names, follows);
        }
    }

    #[test]
    fn npm_locks_what_is_asked_for() {
        let before = r#"{"version": "1.0.0", "dependencies": {"vue": "^3.0.0"}}"#;
        for (after, names, follows) in [
            (
                r#"{"version": "1.0.1", "scripts": {"a": "b"}, "dependencies": {"vue": "^3.0.0"}}"#,
                ("", ""),
                false,
            ),
            (r#"{"dependencies": {"vue": "^3.1.0"}}"#, ("", ""), true),
            (r#"{"dependencies": {"vue": "^3.0.0", "own": "workspace:*"}}"#, ("own", ""), false),
            (r#"{"dependencies": {"vue": "catalog:"}}"#, ("", ""), true),
            (
                r#"{"devDependencies": {"vite": "1"}, "dependencies": {"vue": "^3.0.0"}}"#,
                ("vite", ""),
                true,
            ),
            ("{", ("", ""), false),
        ] {
            check("package.json", before, after, names, follows);
        }
    }

    #[test]
    fn python_locks_what_is_asked_for() {
        let before = "[project]\nversion = \"1\"\ndependencies = [\"Flask >= 2\"]\n";
        for (after, names, follows) in [
            ("[project]\nversion = \"2\"\ndependencies = [\n  'flask>=2',\n]\n", ("", ""), false),
            ("[project]\ndependencies = [\"flask>=3\"]\n", ("", ""), true),
            (
                "[project]\ndependencies = [\"flask>=2\"]\n[dependency-groups]\ntests = [\"pytest\"]\n",
                ("pytest", ""),
                true,
            ),
            ("[tool.poetry.dependencies]\npython = \"^3\"\nflask = \"2\"\n", ("", ""), true),
        ] {
            check("pyproject.toml", before, after, names, follows);
        }
        check("Pipfile", "[packages]\na = '*'\n", "[packages]\nb = '*'\n", ("b", "a"), true);
    }

    #[test]
    fn ruby_and_php() {
        check(
            "Gemfile",
            "gem 'rails', '1'\n",
            "gem \"rails\", \"2\"\n  gem('pg')\n",
            ("pg", ""),
            true,
        );
        let before = r#"{"require": {"php": "8", "a/b": "1"}}"#;
        check("composer.json", before, r#"{"require": {"php": "9", "a/b": "1"}}"#, ("", ""), true);
        check("composer.json", before, r#"{"require": {"a/b": "1"}}"#, ("", ""), true);
    }

    /// What came and what was raised.
    #[track_caller]
    fn check_new(path: &str, before: &str, after: &str, lock: &str, (new, raised): (&str, &str)) {
        let path = RepoPath::from(path);
        let manifest = Manifest { path: &path, before: Some(before), after: Some(after) };
        let lock_before = |asked: &str| asked.ends_with("lock").then(|| lock.to_owned());
        let found = of(&[manifest], &[], |_| true, lock_before);
        assert_eq!(found.new.join(" "), new, "new in {after}");
        assert_eq!(found.major_raised.join(" "), raised, "raised in {after}");
    }

    #[test]
    fn what_the_project_has_is_not_new() {
        let before = "[dependencies]\nlog = \"1\"\n";
        let after = "[dependencies]\nlog = \"1\"\nserde = \"1\"\nown = { path = \"../own\" }\n";
        check_new("a/Cargo.toml", before, after, "", ("serde", ""));
        check_new("a/Cargo.toml", before, after, "name = \"serde\"", ("", ""));
        check_new("a/Cargo.toml", before, after, "name = \"serde-json\"", ("serde", ""));
        let own = r#"{"dependencies": {"own": "workspace:*", "vue": "3"}}"#;
        check_new("package.json", "{}", own, "", ("vue", ""));
        check_new("package.json", "{}", own, "vue@^3.1:", ("", ""));
    }

    #[test]
    fn the_lowest_major_version_counts() {
        for (before, after, raised) in [
            ("1", "2", "a"),
            ("1", "1.9", ""),
            ("0.3", "0.4", ""),
            ("0.9", "1", "a"),
            ("^1 || ^2", "^1 || ^2 || ^3", ""),
            ("^1 || ^2", "^2 || ^3", "a"),
            (">=1 <2", ">=1 <3", ""),
            ("*", "2", ""),
            ("2", "1", ""),
            ("2023.1", "2024.1", ""),
            ("v1", "v2", "a"),
            ("npm:b@1", "npm:b@2", ""),
        ] {
            let manifest = |version| format!(r#"{{"dependencies": {{"a": "{version}"}}}}"#);
            check_new("package.json", &manifest(before), &manifest(after), "", ("", raised));
        }
        let types = |at| format!(r#"{{"dependencies": {{"@types/node": "{at}"}}}}"#);
        check_new("package.json", &types(18), &types(20), "", ("", ""));
        check_new("Gemfile", "gem 'a', '~> 1.2'\n", "gem 'a', '~> 2.0'\n", "", ("", "a"));
        let python =
            |at: &str| format!("[project]\ndependencies = [\"a[x2]{at}; python_version<'3.9'\"]");
        check_new("pyproject.toml", &python(">=1"), &python(">= 2"), "", ("", "a"));
        let table = |at: &str| format!("[dependencies]\na = {{ version = \"{at}\" }}\n");
        check_new("Cargo.toml", &table("1"), &table("2.1"), "", ("", "a"));
    }
}
