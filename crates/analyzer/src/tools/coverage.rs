//! Which lines tests ran: LCOV, Cobertura and JaCoCo reports.

mod lcov;
mod xml;

use std::collections::BTreeMap;

use git_coach_model::{CoveredLines, Evidence, FileChange, RepoPath};

use super::{Unreadable, paths};

/// Which lines of which files tests ran, by the paths that the reports write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage(BTreeMap<String, Lines>);

/// For each line that could be run, whether it was.
type Lines = BTreeMap<u32, bool>;

impl Coverage {
    /// Reads a report: LCOV (`geninfo`'s tracefile), Cobertura (its `coverage-04` DTD) or JaCoCo (its
    /// `report` 1.1), told apart by how they begin.
    ///
    /// # Errors
    /// What is wrong with it, as a sentence.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let found = if text.starts_with(b"<") { xml::read(text)? } else { lcov::read(text)? };
        if found.0.is_empty() {
            return Err(Unreadable("it tells of no line of any file".to_owned()));
        }
        Ok(found)
    }

    /// Adds another report: a line that any of them ran was run.
    pub fn add(&mut self, other: Self) {
        for (path, lines) in other.0 {
            let known = self.0.entry(path).or_default();
            for (line, ran) in lines {
                *known.entry(line).or_default() |= ran;
            }
        }
    }

    fn line(&mut self, path: &str, line: u32, ran: bool) {
        // Most lines follow others of their file.
        let lines = match self.0.get_mut(path) {
            Some(lines) => lines,
            None => self.0.entry(path.to_owned()).or_default(),
        };
        *lines.entry(line).or_default() |= ran;
    }

    /// What it says of the lines that a change added; none where it knows none of its files.
    pub(super) fn of_change(
        &self,
        files: &[FileChange],
        tree: &[&RepoPath],
    ) -> Option<CoveredLines> {
        let found = paths::found(self.0.keys().map(String::as_str), tree);
        let mut by_path: BTreeMap<&RepoPath, Vec<&Lines>> = BTreeMap::new();
        for (written, path) in &found {
            by_path.entry(path).or_default().extend(self.0.get(*written));
        }
        let mut covered = CoveredLines::default();
        let mut is_known = false;
        for file in files {
            let (Some(reports), Some(added)) = (by_path.get(&file.path), &file.added_lines) else {
                continue;
            };
            is_known = true;
            for line in added {
                let ran: Vec<bool> =
                    reports.iter().filter_map(|lines| lines.get(&line.number)).copied().collect();
                if ran.is_empty() {
                    continue;
                }
                covered.measured += 1;
                if !ran.contains(&true) {
                    covered.not_run.push(Evidence {
                        path: file.path.clone(),
                        line: Some(line.number),
                        text: Some(line.text.clone()),
                    });
                }
            }
        }
        is_known.then_some(covered)
    }
}

#[cfg(test)]
mod tests;
