//! The files of the workspace.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder that holds the workspace.
fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    root.canonicalize().expect("the workspace is there")
}

/// The folders directly below `crates/`, by name.
pub(crate) fn crates() -> Vec<String> {
    let entries = fs::read_dir(root().join("crates")).expect("crates/ can be read");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("crates/ can be read"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().expect("crates have plain names"))
        .collect();
    names.sort();
    names
}

/// The manifest in a folder of the workspace.
pub(crate) fn manifest(folder: &str) -> toml::Table {
    let path = root().join(folder).join("Cargo.toml");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    text.parse().unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

/// Every Rust file below `crates/`: its path from the root of the workspace, and its text.
pub(crate) fn sources() -> Vec<(String, String)> {
    let root = root();
    let mut found = Vec::new();
    let mut folders = vec![root.join("crates")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("source folders can be read") {
            let path = entry.expect("source folders can be read").path();
            // What Cargo made of the fuzz targets is nobody's source.
            if path.is_dir() && !path.ends_with("target") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).expect("it was found there");
                let name = name.to_str().expect("sources have plain names").replace('\\', "/");
                found.push((name, fs::read_to_string(&path).expect("sources are UTF-8")));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no sources found under crates/");
    found
}
