//! The paths that tools write, found in the repository: they were run elsewhere, in another folder
//! or below a part of the tree.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use git_coach_model::RepoPath;

/// For each path that a tool wrote, the path of the repository that it means. One that could be
/// several, or none, is left out.
///
/// A path of the repository is meant where it ends the written one (the tool ran in another folder),
/// the longest such first; else where it is the only one that the written one ends (the tool ran
/// below the root). A file at the root is meant only below a folder that holds other files of the
/// repository as well: any project has a `setup.py`.
pub(super) fn found<'w>(
    written: impl Iterator<Item = &'w str>,
    tree: &[&RepoPath],
) -> BTreeMap<&'w str, RepoPath> {
    let mut named: HashMap<&str, Vec<&RepoPath>> = HashMap::new();
    for path in tree {
        named.entry(path.name()).or_default().push(path);
    }
    let mut roots = BTreeSet::from([String::new()]);
    let mut at_root = Vec::new();
    let mut found = BTreeMap::new();
    for path in written {
        let parts = parts(path);
        let Some(candidates) = parts.last().and_then(|name| named.get(name.as_str())) else {
            continue;
        };
        let Some(meant) = meant(&parts, candidates) else { continue };
        let depth = meant.as_str().split('/').count();
        let root = parts[..parts.len().saturating_sub(depth)].join("/");
        if depth > 1 || root.is_empty() {
            roots.insert(root);
            found.insert(path, meant.clone());
        } else {
            at_root.push((path, root, meant.clone()));
        }
    }
    let known = at_root.into_iter().filter(|(_, root, _)| roots.contains(root));
    found.extend(known.map(|(path, _, meant)| (path, meant)));
    found
}

fn meant<'t>(parts: &[String], candidates: &[&'t RepoPath]) -> Option<&'t RepoPath> {
    let of =
        |path: &RepoPath| -> Vec<String> { path.as_str().split('/').map(str::to_owned).collect() };
    let ending = candidates.iter().filter(|path| parts.ends_with(&of(path)));
    let longest = ending.max_by_key(|path| path.as_str().len());
    longest.copied().or_else(|| {
        let mut below = candidates.iter().filter(|path| of(path).ends_with(parts));
        let only = below.next()?;
        below.next().is_none().then_some(*only)
    })
}

/// The parts of a path as any system writes it.
fn parts(path: &str) -> Vec<String> {
    let path = path.strip_prefix("file://").unwrap_or(path);
    let mut parts: Vec<String> = Vec::new();
    for part in path.split(['/', '\\']).filter(|part| !matches!(*part, "" | ".")) {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part.to_owned());
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &[&str], expected: &[&str]) {
        let tree: Vec<RepoPath> =
            ["setup.py", "src/app/util.py", "lib/util.py", "core/src/main/java/a/Tax.java"]
                .into_iter()
                .map(RepoPath::from)
                .collect();
        let tree: Vec<&RepoPath> = tree.iter().collect();
        let found = found(written.iter().copied(), &tree);
        let found: Vec<String> =
            found.iter().map(|(path, meant)| format!("{path} = {meant}")).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_path_is_found_from_other_folders() {
        check(&["src/app/util.py"], &["src/app/util.py = src/app/util.py"]);
        check(&["/builds/x/src/app/util.py"], &["/builds/x/src/app/util.py = src/app/util.py"]);
        check(&["C:\\work\\lib\\util.py"], &["C:\\work\\lib\\util.py = lib/util.py"]);
        check(&["./src/../lib/util.py"], &["./src/../lib/util.py = lib/util.py"]);
        check(&["file:///w/lib/util.py"], &["file:///w/lib/util.py = lib/util.py"]);
    }

    #[test]
    fn a_path_below_a_part_of_the_tree_is_found_where_it_is_the_only_one() {
        check(&["a/Tax.java"], &["a/Tax.java = core/src/main/java/a/Tax.java"]);
        check(&["app/util.py"], &["app/util.py = src/app/util.py"]);
        check(&["util.py"], &[]);
        check(&["b/Tax.java"], &[]);
        check(&[""], &[]);
    }

    #[test]
    fn a_file_of_the_root_needs_company() {
        check(&["setup.py"], &["setup.py = setup.py"]);
        check(&["/usr/lib/python3/setup.py"], &[]);
        check(
            &["/w/setup.py", "/w/lib/util.py"],
            &["/w/lib/util.py = lib/util.py", "/w/setup.py = setup.py"],
        );
    }
}
