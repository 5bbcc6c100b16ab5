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

/// Names with what the lock file repeats of them; none where it knows nothing of them.
type Declared = BTreeMap<String, Option<String>>;

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
) -> Dependencies {
    let mut found = Dependencies::default();
    let (mut before, mut after) = (BTreeSet::new(), BTreeSet::new());
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
    found
}

fn locked(declared: &Declared) -> impl Iterator<Item = (&String, &String)> {
    declared.iter().filter_map(|(name, asked)| Some((name, asked.as_ref()?)))
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
    Some(of(&manifests, files, |path| new.get_path(path.as_ref()).is_ok()))
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
        into.insert(name.clone(), Some(format!("{asked:?}")));
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
    declared.values_mut().for_each(|asked| *asked = Some(String::new()));
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
        .map(|(name, asked)| (name, counts(asked).then(|| asked.to_owned())))
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
            let all = into.entry(name).or_default().get_or_insert_default();
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

fn gemfile(text: &str) -> Option<Declared> {
    let gems = GEM.captures_iter(text).map(|found| found.extract());
    Some(gems.map(|(_, [name, _])| (name.to_owned(), Some(String::new()))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, before: &str, after: &str, (added, removed): (&str, &str), follows: bool) {
        let path = RepoPath::from(path);
        let manifest = Manifest { path: &path, before: Some(before), after: Some(after) };
        let found = of(&[manifest], &[], |path| !path.ends_with(".toml"));
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
}
