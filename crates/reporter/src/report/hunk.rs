//! A line that stands as evidence, beside what stood there before: which words came and went.

use git_coach_model::{BriefSurvey, Change, ChangeId, CommitId, Evidence, Finding};
use similar::{ChangeTag, TextDiff};

use super::Hunk;
use crate::page::{Fate, Word};

/// How alike two lines are at least, so that the one became the other.
const ALIKE: f32 = 0.5;
/// How many lines that went are looked at, the nearest first, and how many characters of each.
const MOST_LINES: usize = 40;
const MOST_CHARS: usize = 400;
/// In how many stretches a line is read with ease.
const MOST_STRETCHES: usize = 12;

/// The lines that a finding of a change of the window points at, as far as their text is known.
pub(super) fn hunks(survey: &BriefSurvey, finding: &Finding) -> Vec<Hunk> {
    let Some(commit) = finding.subject.commit() else {
        return Vec::new();
    };
    let change = survey.changes.iter().find(|change| is_of(change, commit));
    finding
        .evidence
        .iter()
        .filter_map(|evidence| {
            let (line, text) = (evidence.line?, evidence.text.as_deref()?);
            let before = change.and_then(|change| before(change, evidence, line, text));
            Some(Hunk { path: evidence.path.clone(), line, commit, words: words(before, text) })
        })
        .collect()
}

fn is_of(change: &Change, commit: CommitId) -> bool {
    change.id == ChangeId::Commit(commit) || change.commits.iter().any(|one| one.id == commit)
}

/// The line that became this one: of those that went from the file, the most alike.
fn before<'a>(change: &'a Change, evidence: &Evidence, line: u32, text: &str) -> Option<&'a str> {
    let file = change.files.iter().find(|file| file.path == evidence.path)?;
    let mut gone: Vec<_> = file.deleted_lines.iter().flatten().collect();
    gone.sort_by_key(|one| (one.number.abs_diff(line), one.number));
    let alike = |one: &str| {
        (!one.trim().is_empty())
            .then(|| TextDiff::from_unicode_words(cut(one), cut(text)).ratio())
            .filter(|ratio| *ratio >= ALIKE)
    };
    gone.into_iter()
        .take(MOST_LINES)
        .filter_map(|one| Some((alike(&one.text)?, &*one.text)))
        .reduce(|best, one| if one.0 > best.0 { one } else { best })
        .map(|(_, text)| text)
}

/// The words of a line, marked where there was one before; without indentation.
pub(crate) fn words(before: Option<&str>, text: &str) -> Vec<Word> {
    let text = cut(text);
    let Some(before) = before.map(cut) else {
        return vec![Word { fate: Fate::Stays, text: text.to_owned() }];
    };
    let mut words: Vec<Word> = Vec::new();
    for change in TextDiff::from_unicode_words(before, text).iter_all_changes() {
        let fate = match change.tag() {
            ChangeTag::Equal => Fate::Stays,
            ChangeTag::Delete => Fate::Goes,
            ChangeTag::Insert => Fate::Comes,
        };
        match words.last_mut() {
            Some(last) if last.fate == fate => last.text.push_str(change.value()),
            _ => words.push(Word { fate, text: change.value().to_owned() }),
        }
    }
    // What changed in so many places is another line.
    if words.len() > MOST_STRETCHES {
        return vec![Word { fate: Fate::Stays, text: text.to_owned() }];
    }
    words
}

/// A line without its indentation, as far as it is looked at.
fn cut(line: &str) -> &str {
    let line = line.trim();
    line.char_indices().nth(MOST_CHARS).map_or(line, |(at, _)| &line[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::harmless::{plain, word_diff};
    use crate::page::{Line, Span};

    #[test]
    fn changed_words_are_marked() {
        for (before, text, expected) in [
            (None, "    // TODO: round", "// TODO: round"),
            (
                Some("let total = rates.of(year);"),
                "let total = rates.of(month);",
                "let total = rates.of([-year-]{+month+});",
            ),
            (Some("same"), "same", "same"),
            (Some("日本 語"), "日本 人", "日本 [-語-]{+人+}"),
        ] {
            assert_eq!(word_diff(&words(before, text)), expected);
        }
    }

    #[test]
    fn a_line_of_any_length_is_cut() {
        let (old, new) = ("a ".repeat(5_000), "b ".repeat(5_000));
        let line = Line::new().span(Span::Changed(words(Some(&old), &new)));
        assert!(plain(&line).chars().count() <= Span::MOST_OF_LINE, "{}", plain(&line));
        let (old, new) = ("a".repeat(10_000), "b".repeat(10_000));
        let line = Line::new().span(Span::Changed(words(Some(&old), &new)));
        assert!(plain(&line).chars().count() <= Span::MOST_OF_LINE + 4, "{}", plain(&line));
        let hostile = words(Some("a \u{202e}b"), "a \u{1b}[31m<b>");
        let said = plain(&Line::new().span(Span::Changed(hostile)));
        assert!(!said.contains(['\u{202e}', '\u{1b}']), "{said}");
    }
}
