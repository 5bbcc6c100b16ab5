//! The forms of manifests, and what each declares.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use git_coach_model::RepoPath;
use regex::Regex;

use crate::pattern::literal;

/// Names with what is asked for.
pub(super) type Declared = BTreeMap<String, Asked>;

/// What a manifest asks for under one name.
#[derive(Default)]
pub(super) struct Asked {
    /// What the lock file repeats of it; none where it knows nothing of it.
    pub(super) locked: Option<String>,
    /// The lowest major version that will do, where the text tells.
    pub(super) major: Option<u64>,
    /// Whether it lies in the same repository.
    pub(super) is_local: bool,
    /// Whether it only builds, checks or tests: nobody who uses the result gets it.
    pub(super) is_tool: bool,
}

/// A form of manifest.
pub(super) struct Form {
    /// The file's name.
    pub(super) name: &'static str,
    /// The lock files that repeat what it declares.
    pub(super) locks: &'static [&'static str],
    pub(super) read: fn(&str) -> Option<Declared>,
    /// Names that are no dependencies of the team's choosing: the language itself.
    pub(super) is_platform: fn(&str) -> bool,
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

pub(super) fn form(path: &RepoPath) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.name == path.name())
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

/// Adds every name of a table with its value as written; a name that stands among what is shipped
/// as well is no tool.
fn collect(table: Option<&toml::Value>, is_tool: bool, into: &mut Declared) {
    for (name, asked) in table.and_then(toml::Value::as_table).into_iter().flatten() {
        let version = asked.as_str().or_else(|| asked.get("version")?.as_str());
        let asked = Asked {
            locked: Some(format!("{asked:?}")),
            major: version.and_then(major),
            is_local: asked.get("path").is_some(),
            is_tool: is_tool && into.get(name).is_none_or(|known| known.is_tool),
        };
        into.insert(name.clone(), asked);
    }
}

/// Names of all kinds together: a lock file does not tell what a dependency is for.
fn cargo(text: &str) -> Option<Declared> {
    const SECTIONS: [(&str, bool); 3] =
        [("dependencies", false), ("dev-dependencies", true), ("build-dependencies", true)];
    let manifest: toml::Table = text.parse().ok()?;
    let mut declared = Declared::new();
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let targets = targets.into_iter().flatten().filter_map(|(_, target)| target.as_table());
    for table in std::iter::once(&manifest).chain(targets) {
        for (section, is_tool) in SECTIONS {
            collect(table.get(section), is_tool, &mut declared);
        }
    }
    declared.values_mut().for_each(|asked| asked.locked = Some(String::new()));
    Some(declared)
}

fn npm(text: &str) -> Option<Declared> {
    const SECTIONS: &[(&str, bool)] =
        &[("devDependencies", true), ("optionalDependencies", false), ("dependencies", false)];
    let mut declared = json(text, SECTIONS, |asked| {
        // What lies in the same repository is in no registry, and in some lock files not at all.
        !["workspace:", "file:", "link:", "portal:", "catalog:"]
            .iter()
            .any(|local| asked.starts_with(local))
    })?;
    for (name, asked) in &mut declared {
        asked.is_tool |= name.starts_with("@types/");
    }
    Some(declared)
}

fn composer(text: &str) -> Option<Declared> {
    json(text, &[("require-dev", true), ("require", false)], |_| true)
}

/// Of sections that say whether they hold tools; the last one goes first.
fn json(text: &str, sections: &[(&str, bool)], counts: fn(&str) -> bool) -> Option<Declared> {
    let manifest: serde_json::Value = serde_json::from_str(text).ok()?;
    let declared = sections
        .iter()
        .filter_map(|(section, is_tool)| Some((manifest.get(section)?.as_object()?, *is_tool)))
        .flat_map(|(section, is_tool)| section.iter().map(move |entry| (entry, is_tool)))
        .filter_map(|((name, asked), is_tool)| Some((name.clone(), asked.as_str()?, is_tool)))
        .map(|(name, asked, is_tool)| {
            let is_local = !counts(asked);
            let locked = (!is_local).then(|| asked.to_owned());
            (name, Asked { locked, major: major(asked), is_local, is_tool })
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
    requirements(at(&["project", "dependencies"]), false, &mut declared);
    for (groups, is_tool) in [
        (at(&["project", "optional-dependencies"]), false),
        (at(&["dependency-groups"]), true),
        (at(&["tool", "pdm", "dev-dependencies"]), true),
    ] {
        for (_, group) in groups.and_then(toml::Value::as_table).into_iter().flatten() {
            requirements(Some(group), is_tool, &mut declared);
        }
    }
    collect(at(&["tool", "poetry", "dependencies"]), false, &mut declared);
    collect(at(&["tool", "poetry", "dev-dependencies"]), true, &mut declared);
    let groups = at(&["tool", "poetry", "group"]).and_then(toml::Value::as_table);
    for (_, group) in groups.into_iter().flatten() {
        collect(group.get("dependencies"), true, &mut declared);
    }
    Some(declared)
}

/// `"flask[async] >= 2; python_version < '3.12'"`: the name, then what is asked for.
static REQUIREMENT: LazyLock<Regex> = LazyLock::new(|| literal(r"^\s*([A-Za-z0-9][\w.-]*)(.*)$"));

fn requirements(list: Option<&toml::Value>, is_tool: bool, into: &mut Declared) {
    let texts = list.and_then(toml::Value::as_array).into_iter().flatten();
    for text in texts.filter_map(toml::Value::as_str) {
        if let Some((_, [name, asked])) = REQUIREMENT.captures(text).map(|found| found.extract()) {
            let name = name.to_lowercase().replace(['_', '.'], "-");
            let asked: String = asked.split_whitespace().collect();
            // The same name may stand in several groups, asked for differently.
            let entry = into.entry(name).or_insert(Asked { is_tool, ..Asked::default() });
            entry.is_tool &= is_tool;
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
    collect(manifest.get("packages"), false, &mut declared);
    collect(manifest.get("dev-packages"), true, &mut declared);
    Some(declared)
}

static GEM: LazyLock<Regex> = LazyLock::new(|| literal(r#"^\s*gem[\s(]+["']([\w.-]+)["'](.*)$"#));

/// What a gem is asked for in: `"~> 7.0"`.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| literal(r#"["']([<>=~! ]*\d[^"']*)["']"#));

/// The head of a group of gems for the team alone, and the same behind one gem.
static TOOLS: LazyLock<Regex> =
    LazyLock::new(|| literal(r"^\s*group\b.*:(development|test)\b.*\bdo\b"));
static TOOL: LazyLock<Regex> =
    LazyLock::new(|| literal(r"\bgroups?(:| =>)\s*(\[\s*)?:(development|test)\b"));

fn gemfile(text: &str) -> Option<Declared> {
    let mut declared = Declared::new();
    let mut among_tools = false;
    for line in text.lines() {
        among_tools = (among_tools || TOOLS.is_match(line)) && line.trim() != "end";
        let Some((_, [name, rest])) = GEM.captures(line).map(|found| found.extract()) else {
            continue;
        };
        let versions = QUOTED.captures_iter(rest);
        let asked = Asked {
            locked: Some(String::new()),
            major: versions.filter_map(|found| major(found.get(1)?.as_str())).min(),
            is_local: rest.contains("path:"),
            is_tool: among_tools || TOOL.is_match(rest),
        };
        declared.insert(name.to_owned(), asked);
    }
    Some(declared)
}
