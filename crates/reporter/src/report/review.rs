//! Coaching on one change, made from its survey.

use std::collections::BTreeMap;

use git_coach_model::{
    CommitId, Evidence, FileChange, Finding, Practice, PracticeId, RepoPath, ReviewSurvey, Role,
    Scope, SubjectId, Template, Values, Verdict,
};

use super::praise::{example, praise};
use super::{Coaching, Example, Note, Praise};
use crate::page::Line;
use crate::words;

/// How many notes a change gets; more are counted.
const MOST_NOTES: usize = 5;
/// How many files are named to be read first.
const MOST_FILES: usize = 3;
/// Under how many past changes there is nothing to compare with.
const LEAST_PAST: usize = 50;

/// Makes the coaching on a change.
pub fn coaching(survey: &ReviewSurvey) -> Coaching {
    let change = &survey.change;
    let mut notes = notes(survey);
    let further = notes.split_off(notes.len().min(MOST_NOTES));
    Coaching {
        header: survey.header.clone(),
        change: change.id,
        title: change.title.clone(),
        commits: if change.is_cut_off() { 0 } else { number(change.commits.len()) },
        files: number(change.files.len()),
        size: survey.size,
        smaller: survey.size.and_then(|size| smaller(size, &survey.past_sizes)),
        notes,
        further,
        praise: praised(survey),
        read_first: read_first(&change.files),
        largest: largest(&change.files),
        linters: survey.tools.clone(),
        unseen: survey.unseen.clone(),
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn smaller(size: u64, past: &[u64]) -> Option<(u32, u32)> {
    let below = past.iter().filter(|other| **other < size).count();
    (past.len() >= LEAST_PAST).then(|| (number(below), number(past.len())))
}

/// One note a practice, the firmest and surest first.
fn notes(survey: &ReviewSurvey) -> Vec<Note> {
    let mut missing: BTreeMap<&PracticeId, Vec<&Finding>> = BTreeMap::new();
    for finding in survey.findings.iter().filter(|one| one.verdict == Verdict::Missing) {
        missing.entry(&finding.practice).or_default().push(finding);
    }
    let mut notes: Vec<Note> = missing
        .into_iter()
        .filter_map(|(id, findings)| note(survey, survey.practices.get(id)?, &findings))
        .collect();
    // What is about the change as a whole comes before what is about single commits.
    let weight = |note: &Note| (note.level, note.commits.is_empty(), note.confidence);
    notes.sort_by(|left, right| {
        weight(right).cmp(&weight(left)).then_with(|| left.practice.cmp(&right.practice))
    });
    notes
}

fn note(survey: &ReviewSurvey, practice: &Practice, findings: &[&Finding]) -> Option<Note> {
    let first = findings.first()?;
    let commits = findings
        .iter()
        .filter(|_| practice.scope == Scope::Commit)
        .filter_map(|finding| match finding.subject {
            SubjectId::Commit(id) => Some(id),
            _ => None,
        })
        .collect::<Vec<_>>();
    let seen = Seen {
        commits,
        evidence: findings.iter().flat_map(|finding| finding.evidence.clone()).collect(),
        values: first.values.clone(),
        exemplar: survey.exemplars.get(&practice.id).and_then(example),
    };
    let note = worded(practice, seen, survey.change.commits.len() == 1)?;
    Some(match norm(survey, practice.words.missing.as_ref()?) {
        Some(norm) => Note { observation: note.observation.text(norm), ..note },
        None => note,
    })
}

/// What a note is made from, beside its practice.
pub(crate) struct Seen {
    /// The commits it is about, where it is about single ones.
    pub(crate) commits: Vec<CommitId>,
    /// Where to see it.
    pub(crate) evidence: Vec<Evidence>,
    /// What its words are filled with.
    pub(crate) values: Values,
    /// A local example.
    pub(crate) exemplar: Option<Example>,
}

/// The note in the words of its practice. A single commit in the change is the change.
pub(crate) fn worded(practice: &Practice, seen: Seen, is_single: bool) -> Option<Note> {
    let words = &practice.words;
    let fill = |template| words::fill(template, &seen.values);
    let told = fill(words.missing.as_ref()?);
    let observation = match seen.commits.as_slice() {
        [] => told,
        [_] if is_single => told,
        [one] => Line::new().commit(*one).text(": ").line(told),
        [one, others @ ..] => Line::new()
            .commit(*one)
            .text(": ")
            .line(told)
            .text(format!(" The same goes for {} more: ", others.len()))
            .line(words::list(others.iter().take(3).map(|id| Line::new().commit(*id))))
            .text(if others.len() > 3 { " and others." } else { "." }),
    };
    Some(Note {
        practice: practice.id.clone(),
        title: practice.title.clone(),
        level: practice.level,
        confidence: practice.confidence,
        observation,
        why: fill(&words.why),
        question: words.question.as_ref().map(fill),
        next: words.next.as_ref().map(fill),
        commits: seen.commits,
        evidence: seen.evidence,
        values: seen.values,
        exemplar: seen.exemplar,
    })
}

/// How a size that a sentence names compares with this repository's own changes.
fn norm(survey: &ReviewSurvey, sentence: &Template) -> Option<String> {
    let (below, all) = smaller(survey.size?, &survey.past_sizes)?;
    let names_size = sentence.facts().any(|fact| fact == "size");
    names_size.then(|| format!(" That is larger than {below} of your last {all} changes."))
}

/// One thing that was done well; the change is named above it already.
fn praised(survey: &ReviewSurvey) -> Option<Praise> {
    let earned = survey.findings.iter().find_map(|finding| {
        let practice = survey.practices.get(&finding.practice)?;
        praise(practice, finding).filter(|_| practice.scope == Scope::Change)
    })?;
    Some(Praise { example: None, ..earned })
}

/// Where reading takes longest: the files of source to which most lines are added.
fn read_first(files: &[FileChange]) -> Vec<(RepoPath, u32)> {
    if files.len() <= MOST_FILES {
        return Vec::new();
    }
    let mut read: Vec<(&RepoPath, u32)> = files
        .iter()
        .filter(|file| matches!(file.role, Role::Source | Role::Migration))
        .filter_map(|file| Some((&file.path, file.added()?.saturating_sub(file.test_added))))
        .filter(|(_, added)| *added > 0)
        .collect();
    read.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(right.0)));
    read.into_iter().take(MOST_FILES).map(|(path, added)| (path.clone(), added)).collect()
}

/// The file to which most lines are added; of several the first by its path.
fn largest(files: &[FileChange]) -> Option<RepoPath> {
    let weight = |file: &&FileChange| file.added().unwrap_or_default();
    let heaviest = files.iter().map(|file| weight(&file)).max()?;
    files.iter().filter(|file| weight(file) == heaviest).map(|file| file.path.clone()).min()
}
