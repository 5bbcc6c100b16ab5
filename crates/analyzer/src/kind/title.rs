//! What a change is called: the words of the people who made it, not those of the merge button.

use std::sync::LazyLock;

use git_coach_model::Message;
use regex::Regex;

use super::words;
use crate::pattern::literal;

/// Subjects that a forge or a merge queue writes, above a body that starts with the title.
static BY_FORGE: LazyLock<Regex> = LazyLock::new(|| {
    literal(concat!(
        r"^(?:Merge (?:pull request|PR|pr|MR) [#!]?\d+|Auto merge of #\d+|Rollup merge of #\d+",
        r"|Merge #\d+|Merge !\d+|Merged in \S+ \(pull request #\d+\)",
        r"|Merge branch '[^']+' into '[^']+'$|Merge commit from fork$)",
    ))
});

/// Azure DevOps puts the title behind its own words.
static AZURE: LazyLock<Regex> = LazyLock::new(|| literal(r"^Merged PR \d+: (.+)$"));

/// bors-ng puts the number before the title, and the reviewer behind it.
static BORS: LazyLock<Regex> = LazyLock::new(|| literal(r"^\d+: (.*?)(?: r=.*| a=.*)?$"));

/// What a change is called.
///
/// That is the subject, save for the merge commits that forges and merge queues write: there it is
/// the title of the request, the body's first line. A merge that git itself describes ("Merge
/// branch 'ab/topic'") keeps its subject, and so does one without a body.
pub(crate) fn title(message: &Message) -> String {
    let subject = message.subject.trim();
    if let Some(found) = AZURE.captures(subject)
        && let Some(title) = found.get(1)
    {
        return title.as_str().to_owned();
    }
    if !BY_FORGE.is_match(subject) {
        return subject.to_owned();
    }
    let Some(first) = first_line(message) else { return subject.to_owned() };
    match BORS.captures(&first).and_then(|found| found.get(1)) {
        Some(title) if subject.starts_with("Merge #") => title.as_str().to_owned(),
        _ => first,
    }
}

/// Whether a merge commit of that subject was written by a forge or a merge queue.
pub(crate) fn is_by_forge(subject: &str) -> bool {
    let subject = subject.trim();
    BY_FORGE.is_match(subject) || AZURE.is_match(subject)
}

/// The body's first line, unless the forge wrote that as well.
///
/// A body that is nothing but `fix: mend it` has the form of a trailer.
fn first_line(message: &Message) -> Option<String> {
    let from_trailer = || {
        let first = message.trailers.first()?;
        let line = format!("{}: {}", first.key, first.value);
        words::conventional(&line).is_some().then_some(line)
    };
    let by_forge = |line: &str| {
        ["See merge request ", "Conflicts:", "# Conflicts", "This pull request", "Approved-by"]
            .iter()
            .any(|start| line.starts_with(start))
    };
    match message.body.lines().map(str::trim).find(|line| !line.is_empty()) {
        Some(line) if by_forge(line) => None,
        // A squash lists its commits.
        Some(line) => Some(line.strip_prefix("* ").unwrap_or(line).to_owned()),
        None => from_trailer(),
    }
}
