//! The examples of practice files, turned into facts by the very rules that a real repository is
//! read with, and judged.

use std::collections::BTreeMap;

use git_coach_model::{
    Around, Change, ChangeId, Commit, CommitId, CoveredLines, Dependencies, Evidence, FileChange,
    FileStatus, Inspection, Kind, Message, Person, RepoPath, Time, Verdict,
};
use git_coach_practices::{
    Compiles, Conditions, Example, ExampleBefore, ExampleCoverage, ExamplePast, Rule, Sight,
    Subject,
};

use crate::commits::Lens;
use crate::dependencies::Manifest;
use crate::inspection::{self, After};
use crate::mailmap::Mailmap;
use crate::pipelines::Described;
use crate::role::Roles;
use crate::{around, changes, dependencies, kind, message, pipelines};

mod files;
mod history;
mod repository;

use files::{file, files};
use repository::repository;

#[cfg(test)]
pub(crate) use history::worked;

/// An example that came to something else than its file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The example's name.
    pub example: String,
    /// Its line in the file.
    pub line: usize,
    /// What the file says.
    pub expected: Verdict,
    /// What it came to.
    pub found: Verdict,
    /// Whether that was worth praise.
    pub praised: bool,
    /// What decided: `[present]` does not hold: message.references is 0, at least 1 was asked for.
    pub why: String,
}

/// What a practice comes to on an example, whatever its file says that it has to.
pub fn verdict(rule: &Rule, example: &Example) -> Verdict {
    came_to(rule, example).found
}

/// Runs the examples of a practice.
pub fn check(rule: &Rule) -> Vec<Mismatch> {
    rule.examples.iter().filter_map(|example| mismatch(rule, example)).collect()
}

/// What a practice comes to on an example, where it is not what the file says.
fn mismatch(rule: &Rule, example: &Example) -> Option<Mismatch> {
    let expected = example.verdict?;
    let Came { found, praised, why } = came_to(rule, example);
    let as_praised = example.praised.is_none_or(|wanted| wanted == praised);
    (found != expected || !as_praised).then(|| Mismatch {
        example: example.name.clone(),
        line: example.line,
        expected,
        found,
        praised,
        why,
    })
}

/// What a practice came to on an example.
struct Came {
    found: Verdict,
    praised: bool,
    /// Why it is not what the file says.
    why: String,
}

fn came_to(rule: &Rule, example: &Example) -> Came {
    let repository = repository(example);
    let repository = &repository;
    match &rule.conditions {
        Conditions::Commit(compiled) => {
            let commit = commit(example);
            held(example, compiled, Sight { subject: &commit, repository, past: &[] })
        }
        Conditions::Change(compiled) => {
            let mut change = change(example);
            let past: Vec<Change> = example
                .past
                .iter()
                .flat_map(|one| (0..one.changes).map(|_| past_change(*one)))
                .chain(history::changes(example))
                .chain(example.before.iter().flat_map(before))
                .collect();
            history::settle_change(example, &mut change, &past, repository);
            let (change, past) = settled(example, change, past);
            let past: Vec<&Change> = past.iter().collect();
            held(example, compiled, Sight { subject: &change, repository, past: &past })
        }
        Conditions::Repository(compiled) => {
            held(example, compiled, Sight { subject: repository, repository, past: &[] })
        }
        Conditions::Area(compiled) => {
            let area = history::area(example, repository);
            held(example, compiled, Sight { subject: &area, repository, past: &[] })
        }
    }
}

fn held<S: Subject>(example: &Example, conditions: &Compiles<S>, sight: Sight<'_, S>) -> Came {
    let found = conditions.verdict_anywhere(sight);
    let praised = conditions.is_praiseworthy(sight, found);
    let why = example.verdict.map(|expected| conditions.reason(sight, expected));
    Came { found, praised, why: why.unwrap_or_default() }
}

/// The change and those before it, completed as those of a repository are.
fn settled(example: &Example, change: Change, past: Vec<Change>) -> (Change, Vec<Change>) {
    let mut all: Vec<Change> = std::iter::once(change).chain(past).collect();
    around::settle(&mut all);
    let mut change = all.remove(0);
    change.around.landed_with = Some(example.landed_with);
    if let Some(first) = change.commits.first_mut() {
        first.author_time = change.time.days_before(i64::from(example.days));
    }
    (change, all)
}

fn before(stated: &ExampleBefore) -> impl Iterator<Item = Change> {
    let files: Vec<FileChange> = stated
        .files
        .iter()
        .map(|one| file(&one.path, one.status, (one.added, one.deleted), &[]))
        .collect();
    let change = changes::of_one(commit_of("Anna", &stated.message, files));
    std::iter::repeat_n(change, usize::from(stated.times))
}

const NOWHERE: CommitId = CommitId::new([0; 20]);

fn commit(example: &Example) -> Commit {
    let author = example.authors.first().map_or("Anna", String::as_str);
    let files = files(example);
    commit_of(author, example.message.as_deref().unwrap_or_default(), files)
}

fn commit_of(author: &str, said: &str, files: Vec<FileChange>) -> Commit {
    let message = message::parse(said);
    let author = person(author);
    let lens = Lens { roles: Roles::default(), mailmap: Mailmap::default(), bots: Vec::new() };
    Commit {
        id: NOWHERE,
        parents: vec![NOWHERE],
        author_time: Time::utc(0),
        committer_time: Time::utc(0),
        coauthors: lens.coauthors(&message::coauthors(&message), &author),
        author,
        kind: kind::of(&message, false, &files),
        message,
        by_bot: false,
        unseen: false,
        files,
    }
}

/// One commit, or the merge of one by each author. A message that a forge writes over a merge makes
/// it one, as it does of commits that are read.
fn change(example: &Example) -> Change {
    let commit = commit(example);
    let files = commit.files.clone();
    let dependencies = Some(dependencies(example, &files));
    let described: Vec<Described<'_>> = example
        .manifests
        .iter()
        .map(|one| Described {
            path: &one.path,
            before: one.before.as_deref(),
            after: one.after.as_deref(),
        })
        .collect();
    let pipelines = pipelines::changed(&described);
    let inspection = Inspection {
        coverage: coverage(&example.coverage),
        ..inspection::of(&files, &Stated(example))
    };
    let others = example.authors.get(1..).unwrap_or_default();
    let change = if others.is_empty() && !kind::is_by_forge(&commit.message.subject) {
        changes::of_one(commit)
    } else {
        let id = CommitId::new([1; 20]);
        let merge = Commit { id, parents: vec![NOWHERE, NOWHERE], ..commit.clone() };
        let others = others.iter().map(|name| commit_of(name, "", Vec::new()));
        changes::of_merge(merge, std::iter::once(commit).chain(others).collect(), files)
    };
    let change = Change { dependencies, pipelines, inspection, ..change };
    if !example.uncommitted {
        return change;
    }
    Change { id: ChangeId::Staged, message: None, commits: Vec::new(), ..change }
}

/// The first lines of each file are those that no test ran.
fn coverage(stated: &[ExampleCoverage]) -> Option<CoveredLines> {
    let mut covered = CoveredLines::default();
    for one in stated {
        covered.measured += one.measured;
        covered.not_run.extend((1..=one.measured - one.ran).map(|line| Evidence {
            path: one.path.as_str().into(),
            line: Some(line),
            text: None,
        }));
    }
    (!stated.is_empty()).then_some(covered)
}

/// The tree after the change as an example states it.
struct Stated<'a>(&'a Example);

impl After for Stated<'_> {
    fn size(&self, path: &RepoPath) -> Option<u64> {
        self.0.binaries.iter().find(|one| one.path == path.as_str()).map(|one| one.bytes)
    }

    fn text(&self, path: &RepoPath) -> Option<String> {
        let one = self.0.contents.iter().find(|one| one.path == path.as_str())?;
        Some(one.text.clone())
    }

    fn documents(&self) -> Option<Vec<(RepoPath, String)>> {
        let mut texts: BTreeMap<&str, String> = BTreeMap::new();
        for line in &self.0.documents {
            let text = texts.entry(&line.path).or_default();
            text.push_str(&line.text);
            text.push('\n');
        }
        Some(texts.into_iter().map(|(path, text)| (path.into(), text)).collect())
    }
}

fn dependencies(example: &Example, files: &[FileChange]) -> Dependencies {
    let paths: Vec<RepoPath> =
        example.manifests.iter().map(|one| one.path.as_str().into()).collect();
    let manifests: Vec<Manifest<'_>> = example
        .manifests
        .iter()
        .zip(&paths)
        .map(|(one, path)| Manifest {
            path,
            before: one.before.as_deref(),
            after: one.after.as_deref(),
        })
        .collect();
    let lock_before = |path: &str| {
        let one = example.manifests.iter().find(|one| one.path == path)?;
        one.before.clone()
    };
    let is_there = |path: &str| example.tree.iter().any(|one| one == path);
    dependencies::of(&manifests, files, is_there, lock_before)
}

fn past_change(past: ExamplePast) -> Change {
    // The first file has the lines that do not divide.
    let (files, lines) = (u32::from(past.files), past.lines);
    let share = |at| lines / files + if at == 0 { lines % files } else { 0 };
    let files = (0..files)
        .map(|at| file(&format!("src/past{at}.rs"), FileStatus::Modified, (share(at), 0), &[]))
        .collect();
    Change {
        id: ChangeId::Commit(NOWHERE),
        title: String::new(),
        message: Some(Message::default()),
        kind: Kind::Other,
        time: Time::utc(0),
        authors: Vec::new(),
        by_bot: false,
        files,
        commits: Vec::new(),
        dependencies: None,
        pipelines: None,
        inspection: Inspection::default(),
        tail: None,
        is_first_work: None,
        around: Around::default(),
    }
}

fn person(name: &str) -> Person {
    Person { name: name.to_owned(), email: format!("{}@example.org", name.to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use git_coach_practices::Library;

    #[test]
    fn a_forges_merge_is_called_what_its_request_is() {
        for (message, subject) in [
            ("Merge pull request #12 from a/b\n\nTeach it rates", "Teach it rates"),
            ("Merge pull request #12 from a/b", "Merge pull request #12 from a/b"),
            ("Merged PR 12: Teach it rates", "Teach it rates"),
            ("Merge branch 'rates' into 'main'\n\nTeach it rates", "Teach it rates"),
            ("Merge branch 'rates'\n\nTeach it rates", "Merge branch 'rates'"),
            ("Teach it rates\n\nMerge pull request #12 from a/b", "Teach it rates"),
        ] {
            for authors in [&[][..], &["Anna".to_owned(), "Boris".to_owned()]] {
                let message = Some(message.to_owned());
                let example = Example { message, authors: authors.to_vec(), ..Example::default() };
                let change = change(&example);
                let found = change.message.map(|message| message.subject);
                assert_eq!(found.as_deref(), Some(subject), "{authors:?}");
            }
        }
    }

    #[test]
    fn a_merge_tells_what_its_commits_tell() {
        let said = "Take qs\n\nFor its encoding of brackets, see https://example.org/rfc3986";
        let merge = commit_of("Anna", "Merge branch 'qs'", Vec::new());
        let change =
            changes::of_merge(merge, vec![commit_of("Boris", said, Vec::new())], Vec::new());
        for (fact, expected) in
            [("body-words", 7), ("told-references", 1), ("message.body-words", 0)]
        {
            let found = git_coach_practices::value_of(&change, fact);
            assert_eq!(found, Some(git_coach_model::Value::Number(expected)), "{fact}");
        }
    }

    #[test]
    fn every_example_of_every_built_in_practice_holds() {
        let library = Library::built_in().expect("the built-in files are right");
        for rule in library.rules() {
            assert_eq!(check(rule), [], "{}", rule.practice.id);
        }
    }
}
