//! Who may depend on whom: data flows one way, and I/O stays at the two ends.

use toml::{Table, Value};

use crate::workspace::{crates, manifest};

/// What a crate may use.
struct Promise {
    name: &'static str,
    /// The only crates of ours, without `git-coach-`.
    ours: &'static [&'static str],
    /// Which crates of others.
    others: Others,
}

enum Others {
    /// These alone.
    Only(&'static [&'static str]),
    /// Any but these.
    Never(&'static [&'static str]),
}

use Others::{Never, Only};

/// Crates that know how anything is shown.
const SHOWING: &[&str] =
    &["anstream", "anstyle", "clap", "indicatif", "terminal_size", "textwrap", "ureq"];

const PROMISES: &[Promise] = &[
    Promise { name: "model", ours: &[], others: Only(&["jiff", "serde"]) },
    Promise {
        name: "practices",
        ours: &["model"],
        others: Only(&[
            "annotate-snippets",
            "globset",
            "regex",
            "serde",
            "serde_json",
            "strsim",
            "thiserror",
            "toml",
        ]),
    },
    Promise { name: "analyzer", ours: &["model", "practices"], others: Never(SHOWING) },
    Promise {
        name: "reporter",
        ours: &["model"],
        others: Never(&["clap", "git2", "globset", "indicatif", "toml", "ureq"]),
    },
    Promise { name: "forge", ours: &["model"], others: Never(&["clap", "git2", "indicatif"]) },
    Promise {
        name: "cli",
        ours: &["analyzer", "forge", "model", "practices", "reporter"],
        others: Never(&[]),
    },
];

/// What any crate may use in its own tests alone.
const FOR_TESTS: &[&str] = &["tests"];

#[test]
fn crates_use_only_what_they_may() {
    let mistakes: Vec<String> =
        PROMISES.iter().flat_map(|promise| mistakes(promise, &manifest_of(promise.name))).collect();
    assert!(mistakes.is_empty(), "{}\nSee ARCHITECTURE.md.", mistakes.join("\n"));
}

#[test]
fn every_crate_has_a_promise() {
    let promised: Vec<_> = PROMISES.iter().map(|promise| promise.name).collect();
    for name in crates() {
        assert!(
            promised.contains(&name.as_str()),
            "crates/{name} is new: say in ARCHITECTURE.md what it may use, and add it to PROMISES"
        );
    }
}

#[test]
fn every_crate_takes_the_lints_of_the_workspace() {
    for name in crates() {
        let manifest = manifest_of(&name);
        let lints = manifest.get("lints").and_then(|lints| lints.get("workspace"));
        assert_eq!(
            lints.and_then(Value::as_bool),
            Some(true),
            "crates/{name}/Cargo.toml: write `[lints]` and `workspace = true`"
        );
    }
}

fn manifest_of(name: &str) -> Table {
    manifest(&format!("crates/{name}"))
}

/// What a manifest asks for against its promise, in words.
fn mistakes(promise: &Promise, manifest: &Table) -> Vec<String> {
    let name = promise.name;
    let mut mistakes = Vec::new();
    for (package, for_tests) in dependencies(manifest) {
        if let Some(ours) = package.strip_prefix("git-coach-") {
            let allowed = promise.ours.contains(&ours) || for_tests && FOR_TESTS.contains(&ours);
            if !allowed {
                mistakes.push(format!(
                    "crates/{name} must not know crates/{ours}: pass a value of crates/model, or \
                     let crates/cli bring the two together"
                ));
            }
        } else if !for_tests && !allows(&promise.others, &package) {
            mistakes.push(format!(
                "crates/{name} must not use {package}: let the crate that owns the job do it"
            ));
        }
    }
    mistakes
}

fn allows(others: &Others, package: &str) -> bool {
    match others {
        Only(allowed) => allowed.contains(&package),
        Never(refused) => !refused.contains(&package),
    }
}

/// The packages that a manifest asks for, by their real names, and whether only for tests.
fn dependencies(manifest: &Table) -> Vec<(String, bool)> {
    let targets = manifest.get("target").and_then(Value::as_table);
    let tables = targets.into_iter().flat_map(Table::values).filter_map(Value::as_table);
    let mut found = Vec::new();
    for table in tables.chain([manifest]) {
        for kind in ["dependencies", "build-dependencies", "dev-dependencies"] {
            for (key, value) in table.get(kind).and_then(Value::as_table).into_iter().flatten() {
                let renamed = value.get("package").and_then(Value::as_str);
                let package = renamed.unwrap_or(key).to_owned();
                found.push((package, kind == "dev-dependencies"));
            }
        }
    }
    found
}

#[test]
fn a_broken_promise_is_found() {
    let promise = Promise { name: "x", ours: &["model"], others: Never(&["git2"]) };
    for (manifest, expected) in [
        ("[dependencies]\ngit-coach-model.workspace = true\nserde = '1'", 0),
        ("[dependencies]\ngit2.workspace = true", 1),
        ("[dependencies]\nstore = { package = 'git2', version = '1' }", 1),
        ("[target.'cfg(unix)'.dependencies]\ngit2 = '1'", 1),
        ("[build-dependencies]\ngit2 = '1'", 1),
        ("[dev-dependencies]\ngit2 = '1'\ngit-coach-tests = '1'", 0),
        ("[dev-dependencies]\ngit-coach-forge = '1'", 1),
        ("[dependencies]\ngit-coach-tests = '1'", 1),
    ] {
        let table = manifest.parse().expect("a manifest");
        assert_eq!(mistakes(&promise, &table).len(), expected, "{manifest}");
    }
}
