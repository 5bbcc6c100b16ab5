//! Finds the practice files under `rules/` and writes the list that is embedded, so that adding a
//! practice touches one file and no registry.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default())
        .join("../../rules")
        .canonicalize()?;
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    for folder in entries(&root)? {
        if folder.is_dir() {
            println!("cargo::rerun-if-changed={}", folder.display());
            files.extend(entries(&folder)?.into_iter().filter(|p| has_extension(p, "toml")));
        }
    }
    let mut list = String::from("&[\n");
    for file in &files {
        let name = file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        let _ = writeln!(list, "    ({name:?}, include_str!({:?})),", file.display().to_string());
    }
    list.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("practice_files.rs"), list)?;
    fs::copy(root.join("evidence.toml"), out.join("evidence.toml"))?;
    println!("cargo::rerun-if-changed={}", root.join("evidence.toml").display());
    Ok(())
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?
        .map(|entry| entry.map(|found| found.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|found| found == wanted)
}
