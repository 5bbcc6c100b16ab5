//! What a change did to the dependencies that manifests declare.
//!
//! Owns the forms of manifests and which lock file repeats what of them. A manifest that is not in
//! its form tells nothing. What is kept beside a name is what the lock file repeats of it: for Cargo
//! and Bundler the name alone (their lock files stay as they are when a version in use still fits),
//! for the others what was asked for as well. Go polices itself: it builds nothing that `go.sum`
//! does not know.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use git_coach_model::{Dependencies, FileChange, FileStatus, RepoPath};
use git2::Tree;
use regex::Regex;

use crate::pattern::literal;
use crate::repo::Repo;

/// Names with what is asked for.
type Declared = BTreeMap<String, Asked>;

/// What a manifest asks for under one name.
#[derive(Default)]
struct Asked {
    /// What the lock file repeats of it; none where it knows nothing of it.
    locked: Option<String>,
    /// The lowest major version that will do, where the text tells.
    major: Option<u64>,
    /// Whether it lies in the same repository.
    is_local: bool,
}

/// A form of manifest.
struct Form {
    /// The file's name.
    name: &'static str,
    /// The lock files that repeat what it declares.
    locks: &'static [&'static str],
    read: fn(&str) -> Option<Declared>,
    /// Names that are no dependencies of the team's choosing: the language itself.
    is_platform: fn(&str) -> bool,
}

const FORMS: &[Form] = &[
    Form { name: "Cargo.toml", locks: &["Cargo.lock"], read: cargo, is_platform: |_| false },
    Form {
        name: "package.json",
        locks: &[
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "bun.lock",
            "bun.lockb",
        ],
        read: npm,
        is_platform: |_| false,
    },
    Form {
        name: "pyproject.toml",
        locks: &["uv.lock", "poetry.lock", "pdm.lock"],
        read: pyproject,
        is_platform: |name| name == "python",
    },
    Form { name: "Pipfile", locks: &["Pipfile.lock"], read: pipfile, is_platform: |_| false },
    Form { name: "Gemfile", locks: &["Gemfile.lock"], read: gemfile, is_platform: |_| false },
    Form {
        name: "composer.json",
        locks: &["composer.lock"],
        read: composer,
        is_platform: |name| name == "php" || name.starts_with("ext-"),
    },
];

fn form(path: &RepoPath) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.name == path.name())
}

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
                Some(was) if raises_major(name, was, asked) => {
                    found.major_raised.push(name.clone());
                }
                None if manifest.before.is_some() && !asked.is_local => {
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

/// A version with what stands before it: `^1.2`, `>= 2`, `~> 7.0`.
static VERSION: LazyLock<Regex> =
    LazyLock::new(|| literal(r"([<>=!^~]*)\s*\bv?(\d+)(?:\.[\w*.+-]*)?"));

/// The lowest major version of a requirement; none of a link, an alias or a tag.
fn major(asked: &str) -> Option<u64> {
    if asked.contains(['/', ':', '@', '#']) {
        return None;
    }
    let versions = VERSION.captures_iter(asked).map(|found| found.extract());
    let low = versions.filter(|(_, [bound, _])| !bound.starts_with(['<', '!']));
    low.filter_map(|(_, [_, major])| major.parse().ok()).min()
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

/// Adds every name of a table with its value as written.
fn collect(table: Option<&toml::Value>, into: &mut Declared) {
    for (name, asked) in table.and_then(toml::Value::as_table).into_iter().flatten() {
        let version = asked.as_str().or_else(|| asked.get("version")?.as_str());
        let asked = Asked {
            locked: Some(format!("{asked:?}")),
            major: version.and_then(major),
            is_local: asked.get("path").is_some(),
        };
        into.insert(name.clone(), asked);
    }
}

/// Names of all kinds together: a lock file does not tell what a dependency is for.
fn cargo(text: &str) -> Option<Declared> {
    const SECTIONS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];
    let manifest: toml::Table = text.parse().ok()?;
    let mut declared = Declared::new();
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let targets = targets.into_iter().flatten().filter_map(|(_, target)| target.as_table());
    for table in std::iter::once(&manifest).chain(targets) {
        for section in SECTIONS {
            collect(table.get(section), &mut declared);
        }
    }
    declared.values_mut().for_each(|asked| asked.locked = Some(String::new()));
    Some(declared)
}

fn npm(text: &str) -> Option<Declared> {
    json(text, &["dependencies", "devDependencies", "optionalDependencies"], |asked| {
        // What lies in the same repository is in no registry, and in some lock files not at all.
        !["workspace:", "file:", "link:", "portal:", "catalog:"]
            .iter()
            .any(|local| asked.starts_with(local))
    })
}

fn composer(text: &str) -> Option<Declared> {
    json(text, &["require", "require-dev"], |_| true)
}

fn json(text: &str, sections: &[&str], counts: fn(&str) -> bool) -> Option<Declared> {
    let manifest: serde_json::Value = serde_json::from_str(text).ok()?;
    let declared = sections
        .iter()
        .filter_map(|section| manifest.get(section)?.as_object())
        .flatten()
        .filter_map(|(name, asked)| Some((name.clone(), asked.as_str()?)))
        .map(|(name, asked)| {
            let is_local = !counts(asked);
            let locked = (!is_local).then(|| asked.to_owned());
            (name, Asked { locked, major: major(asked), is_local })
        })
        .collect();
    Some(declared)
}

fn pyproject(text: &str) -> Option<Declared> {
    let manifest: toml::Table = text.parse().ok()?;
    let at = |path: &[&str]| {
        let (first, rest) = path.split_first()?;
        rest.iter().try_fold(manifest.get(*first)?, |value, key| value.get(key))
    };
    let mut declared = Declared::new();
    requirements(at(&["project", "dependencies"]), &mut declared);
    for groups in [
        at(&["project", "optional-dependencies"]),
        at(&["dependency-groups"]),
        at(&["tool", "pdm", "dev-dependencies"]),
    ] {
        for (_, group) in groups.and_then(toml::Value::as_table).into_iter().flatten() {
            requirements(Some(group), &mut declared);
        }
    }
    collect(at(&["tool", "poetry", "dependencies"]), &mut declared);
    collect(at(&["tool", "poetry", "dev-dependencies"]), &mut declared);
    let groups = at(&["tool", "poetry", "group"]).and_then(toml::Value::as_table);
    for (_, group) in groups.into_iter().flatten() {
        collect(group.get("dependencies"), &mut declared);
    }
    Some(declared)
}

/// `"flask[async] >= 2; python_version < '3.12'"`: the name, then what is asked for.
static REQUIREMENT: LazyLock<Regex> = LazyLock::new(|| literal(r"^\s*([A-Za-z0-9][\w.-]*)(.*)$"));

fn requirements(list: Option<&toml::Value>, into: &mut Declared) {
    let texts = list.and_then(toml::Value::as_array).into_iter().flatten();
    for text in texts.filter_map(toml::Value::as_str) {
        if let Some((_, [name, asked])) = REQUIREMENT.captures(text).map(|found| found.extract()) {
            let name = name.to_lowercase().replace(['_', '.'], "-");
            let asked: String = asked.split_whitespace().collect();
            // The same name may stand in several groups, asked for differently.
            let entry = into.entry(name).or_default();
            let bounds = asked.split(';').next().unwrap_or_default();
            let bounds = bounds.rsplit(']').next().unwrap_or_default();
            entry.major = entry.major.into_iter().chain(major(bounds)).min();
            let all = entry.locked.get_or_insert_default();
            all.push_str(&asked);
            all.push(' ');
        }
    }
}

fn pipfile(text: &str) -> Option<Declared> {
    let manifest: toml::Table = text.parse().ok()?;
    let mut declared = Declared::new();
    collect(manifest.get("packages"), &mut declared);
    collect(manifest.get("dev-packages"), &mut declared);
    Some(declared)
}

static GEM: LazyLock<Regex> =
    LazyLock::new(|| literal(r#"(?m)^\s*gem[\s(]+["']([\w.-]+)["'](.*)$"#));

/// What a gem is asked for in: `"~> 7.0"`.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| literal(r#"["']([<>=~! ]*\d[^"']*)["']"#));

fn gemfile(text: &str) -> Option<Declared> {
    let gems = GEM.captures_iter(text).map(|found| found.extract());
    let asked = |rest: &str| Asked {
        locked: Some(String::new()),
        major: QUOTED.captures_iter(rest).filter_map(|found| major(found.get(1)?.as_str())).min(),
        is_local: rest.contains("path:"),
    };
    Some(gems.map(|(_, [name, rest])| (name.to_owned(), asked(rest))).collect())
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
