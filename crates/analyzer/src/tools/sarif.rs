//! What linters found, as SARIF 2.1.0 (OASIS, 2020) tells it.

mod log;

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{Evidence, FileChange, RepoPath, ToolFindings, ToolRule};

use super::{Unreadable, paths};

/// A finding of more lines than this is looked for on its first line alone: it speaks of a whole
/// function, and not of what changed in it.
const MOST_LINES: u32 = 10;

/// What linters found, by the paths that they write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings(Vec<Found>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    tool: String,
    rule: String,
    message: String,
    help: Option<String>,
    path: String,
    first: u32,
    last: u32,
}

impl Findings {
    /// Reads a file. Findings that are suppressed, that an earlier run knew, or that are none (`pass`,
    /// level `none`) are left out, and so are those without a line.
    ///
    /// # Errors
    /// What is wrong with it, as a sentence.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let log: log::Log = serde_json::from_slice(bytes)
            .map_err(|error| Unreadable(format!("this is no SARIF: {error}")))?;
        if !log.version.starts_with("2.1") {
            let version: String = log.version.chars().take(20).collect();
            let what = format!("SARIF 2.1.0 is read, and this is version `{version}`");
            return Err(Unreadable(what));
        }
        Ok(Self(log.runs.iter().flat_map(of_run).collect()))
    }

    /// Adds the findings of another file.
    pub fn add(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Those on the lines that a change added, by rule.
    pub(super) fn of_change(&self, files: &[FileChange], tree: &[&RepoPath]) -> ToolFindings {
        let written: BTreeSet<&str> = self.0.iter().map(|found| found.path.as_str()).collect();
        let meant = paths::found(written.into_iter(), tree);
        let mut rules: BTreeMap<(&str, &str), ToolRule> = BTreeMap::new();
        let mut findings = ToolFindings::default();
        let mut seen = BTreeSet::new();
        for found in &self.0 {
            let path = meant.get(found.path.as_str());
            // The same finding may stand in several files, as one run a target writes them.
            if !seen.insert((path.map_or(found.path.as_str(), RepoPath::as_str), found.key())) {
                continue;
            }
            let file = path.and_then(|path| files.iter().find(|file| file.path == *path));
            let Some(place) = file.and_then(|file| found.on_added_line(file)) else {
                findings.elsewhere += 1;
                continue;
            };
            findings.on_changed_lines += 1;
            let rule = rules.entry((&found.tool, &found.rule)).or_insert_with(|| ToolRule {
                tool: found.tool.clone(),
                rule: found.rule.clone(),
                message: found.message.clone(),
                help: None,
                places: Vec::new(),
            });
            rule.help = rule.help.take().or_else(|| found.help.clone());
            rule.places.push(place);
        }
        findings.rules = rules.into_values().collect();
        for rule in &mut findings.rules {
            rule.places
                .sort_by(|left, right| (&left.path, left.line).cmp(&(&right.path, right.line)));
        }
        // The names decide where counts are equal, as they are in order already.
        findings.rules.sort_by_key(|rule| std::cmp::Reverse(rule.places.len()));
        findings
    }
}

impl Found {
    fn key(&self) -> (&str, &str, u32, u32, &str) {
        (&self.tool, &self.rule, self.first, self.last, &self.message)
    }

    /// The first line of the finding that the change added.
    fn on_added_line(&self, file: &FileChange) -> Option<Evidence> {
        let last = if self.last - self.first < MOST_LINES { self.last } else { self.first };
        let lines = file.added_lines.as_deref().unwrap_or_default();
        let line = lines.iter().find(|line| (self.first..=last).contains(&line.number))?;
        Some(Evidence {
            path: file.path.clone(),
            line: Some(line.number),
            text: Some(line.text.clone()),
        })
    }
}

fn of_run(run: &log::Run) -> Vec<Found> {
    run.results.iter().flatten().filter_map(|result| of_result(run, result)).collect()
}

fn of_result(run: &log::Run, result: &log::Finding) -> Option<Found> {
    let is_known = matches!(result.baseline_state.as_deref(), Some("unchanged" | "absent"));
    let is_none = result.kind.as_deref().is_some_and(|kind| kind != "fail")
        || result.level.as_deref() == Some("none");
    let is_suppressed =
        result.suppressions.iter().flatten().any(|one| one.status.as_deref() != Some("rejected"));
    if is_known || is_none || is_suppressed {
        return None;
    }
    let rule = run.rule(result);
    let id = result.rule_id.as_deref().or(result.rule.as_ref().and_then(|rule| rule.id.as_deref()));
    let id = id.or_else(|| rule.map(|rule| rule.id.as_str())).unwrap_or("without a rule");
    let place = result.locations.iter().flatten().find_map(|one| one.physical_location.as_ref())?;
    let region = place.region.as_ref()?;
    let first = region.start_line.filter(|line| *line > 0)?;
    let message = result.message.text.as_deref();
    let short = || rule?.short_description.as_ref()?.text.as_deref();
    Some(Found {
        tool: run.tool.driver.name.clone(),
        rule: id.to_owned(),
        message: message.or_else(short).unwrap_or_default().to_owned(),
        // An address that no browser opens is none.
        help: rule
            .and_then(|rule| rule.help_uri.clone())
            .filter(|uri| uri.starts_with("https://") || uri.starts_with("http://")),
        path: run.path(place.artifact_location.as_ref()?)?,
        first,
        last: region.end_line.unwrap_or(first).max(first),
    })
}

#[cfg(test)]
mod tests;
