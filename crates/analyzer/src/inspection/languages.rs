//! Programming languages that a tree had no file of.

use std::collections::{BTreeMap, HashSet};

use git_coach_model::{Evidence, FileChange, FileStatus, Language, RepoPath, Role};

use super::After;
use crate::language::{self, LanguageKind};

/// How many lines of a language make it more than a few.
const LEAST: u32 = 20;

/// The first new file of each language that comes in, with the language's name. None where the tree
/// cannot be looked through; nothing where the project begins.
pub(super) fn new(files: &[FileChange], after: &dyn After) -> Option<Vec<Evidence>> {
    let mut lines: BTreeMap<Language, (u32, &RepoPath)> = BTreeMap::new();
    let added: Vec<&FileChange> =
        files.iter().filter(|file| file.status == FileStatus::Added).collect();
    for file in added.iter().filter(|file| file.role == Role::Source) {
        if let Some(language) = programming(file.path.without_quotes()) {
            let counted = lines.entry(language).or_insert((0, &file.path));
            counted.0 = counted.0.saturating_add(file.added().unwrap_or(0));
        }
    }
    lines.retain(|_, (lines, _)| *lines >= LEAST);
    for file in files.iter().filter(|file| file.status != FileStatus::Added) {
        if let Some(language) = programming(file.path.without_quotes()) {
            lines.remove(&language);
        }
    }
    if lines.is_empty() {
        return Some(Vec::new());
    }
    let new: HashSet<&str> = added.iter().map(|file| file.path.as_str()).collect();
    let mut has_others = false;
    let whole = after.each_path(&mut |path| {
        if let Some(language) = programming(path.without_quotes())
            && !new.contains(path.as_str())
        {
            has_others = true;
            lines.remove(&language);
        }
        !lines.is_empty()
    });
    whole?;
    // Where there was nothing before, everything is new.
    let lines = if has_others { lines } else { BTreeMap::new() };
    let place = |(language, (_, path)): (Language, (u32, &RepoPath))| Evidence {
        path: path.clone(),
        line: None,
        text: Some(language.name().into()),
    };
    Some(lines.into_iter().map(place).collect())
}

fn programming(path: &str) -> Option<Language> {
    let row = language::row_of_path(path)?;
    (row.kind == LanguageKind::Programming).then_some(row.language)
}

#[cfg(test)]
mod tests {
    use super::super::Nowhere;
    use super::super::tests::{Known, changed, new as added};
    use super::*;

    fn found(files: &[FileChange], paths: &'static [&'static str]) -> Vec<String> {
        let places = new(files, &Known { paths, document: "", text: None }).unwrap();
        places.into_iter().filter_map(|place| place.text.map(Into::into)).collect()
    }

    #[test]
    fn a_language_is_new_where_the_tree_has_no_other_file_of_it() {
        let lua = [added("tools/a.lua", "", 20)];
        assert_eq!(found(&lua, &["src/a.rs", "tools/a.lua"]), ["Lua"]);
        assert_eq!(found(&lua, &["src/a.rs", "old/b.lua", "tools/a.lua"]), [""; 0]);
        assert_eq!(found(&[added("tools/a.lua", "", 19)], &["src/a.rs"]), [""; 0]);
        assert_eq!(found(&[added("docs/a.md", "", 90)], &["src/a.rs"]), [""; 0]);
        let beside = [added("tools/a.lua", "", 20), changed("b.lua", "x", "")];
        assert_eq!(found(&beside, &["src/a.rs", "tools/a.lua"]), [""; 0]);
    }

    #[test]
    fn a_project_that_begins_introduces_nothing() {
        let lua = [added("tools/a.lua", "", 20)];
        assert_eq!(found(&lua, &["README.md", "tools/a.lua"]), [""; 0]);
        assert_eq!(new(&lua, &Nowhere), None);
    }
}
