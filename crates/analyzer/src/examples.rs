//! The examples of practice files, turned into facts by the very rules that a real repository is
//! read with, and judged.

use std::collections::BTreeMap;

use git_coach_model::{
    Area, Change, ChangeId, ChangedLine, Commit, CommitId, FileChange, FileStatus, LineCount,
    Message, Person, RepoPath, Repository, Role, Time, TreeFile, Verdict,
};
use git_coach_practices::{Compiles, Conditions, Example, Rule, Sight, Subject};

use crate::role::Roles;
use crate::scan::scan;
use crate::{areas, kind, language, message, test_code};

/// An example that came to something else than its file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The example's name.
    pub example: String,
    /// What the file says.
    pub expected: Verdict,
    /// What it came to.
    pub found: Verdict,
    /// Whether that was worth praise.
    pub praised: bool,
}

/// Runs the examples of a practice.
pub fn check(rule: &Rule) -> Vec<Mismatch> {
    rule.examples
        .iter()
        .filter_map(|example| {
            let expected = example.verdict?;
            let (found, praised) = verdict(rule, example);
            let as_praised = example.praised.is_none_or(|wanted| wanted == praised);
            let name = || example.name.clone();
            (found != expected || !as_praised).then(|| Mismatch {
                example: name(),
                expected,
                found,
                praised,
            })
        })
        .collect()
}

/// What a practice comes to on an example, and whether that is worth praise.
fn verdict(rule: &Rule, example: &Example) -> (Verdict, bool) {
    let repository = repository(example);
    let repository = &repository;
    match &rule.conditions {
        Conditions::Commit(compiled) => {
            let commit = commit(example);
            held(compiled, Sight { subject: &commit, repository, past: &[] })
        }
        Conditions::Change(compiled) => {
            let change = change(example);
            let past: Vec<Change> = example
                .past
                .iter()
                .flat_map(|(count, size)| (0..*count).map(|_| past_change(*size)))
                .collect();
            let past: Vec<&Change> = past.iter().collect();
            held(compiled, Sight { subject: &change, repository, past: &past })
        }
        Conditions::Repository(compiled) => {
            held(compiled, Sight { subject: repository, repository, past: &[] })
        }
        Conditions::Area(compiled) => {
            let area = area(example, repository);
            held(compiled, Sight { subject: &area, repository, past: &[] })
        }
    }
}

fn held<S: Subject>(conditions: &Compiles<S>, sight: Sight<'_, S>) -> (Verdict, bool) {
    let verdict = conditions.verdict(sight);
    (verdict, conditions.is_praiseworthy(sight, verdict))
}

const NOWHERE: CommitId = CommitId::new([0; 20]);

fn repository(example: &Example) -> Repository {
    let roles = Roles::default();
    let mut files: Vec<TreeFile> = example
        .tree
        .iter()
        .map(|path| {
            let (role, all) = roles.of(path, None);
            let language = language::of_path(path);
            TreeFile { path: path.clone().into(), role, roles: all, language, lines: None }
        })
        .collect();
    files.sort_by(|left, right| left.path.cmp(&right.path));
    let tests_inside_source = files
        .iter()
        .filter(|file| file.role == Role::Source)
        .any(|file| file.language.is_some_and(test_code::keeps_tests_inside));
    let issue_links = example.issue_links;
    Repository { files, tests_inside_source, issue_links, ..Repository::default() }
}

fn commit(example: &Example) -> Commit {
    let message = message::parse(example.message.as_deref().unwrap_or_default());
    let files = files(example);
    Commit {
        id: NOWHERE,
        parents: vec![NOWHERE],
        author: person("Anna"),
        author_time: Time::utc(0),
        committer_time: Time::utc(0),
        coauthors: Vec::new(),
        kind: kind::of(&message, false, &files),
        message,
        by_bot: false,
        files,
    }
}

fn change(example: &Example) -> Change {
    let commit = commit(example);
    let authors = example.authors.iter().map(|name| person(name)).collect();
    Change {
        id: ChangeId::Commit(NOWHERE),
        title: commit.message.subject.clone(),
        message: Some(commit.message.clone()),
        kind: commit.kind,
        time: Time::utc(0),
        authors,
        by_bot: false,
        files: commit.files.clone(),
        commits: vec![commit],
        dependencies: None,
    }
}

fn past_change(size: u32) -> Change {
    let file = file("src/past.rs", FileStatus::Modified, (size, 0), &[]);
    Change {
        id: ChangeId::Commit(NOWHERE),
        title: String::new(),
        message: Some(Message::default()),
        kind: git_coach_model::Kind::Other,
        time: Time::utc(0),
        authors: Vec::new(),
        by_bot: false,
        files: vec![file],
        commits: Vec::new(),
        dependencies: None,
    }
}

fn person(name: &str) -> Person {
    Person { name: name.to_owned(), email: format!("{}@example.org", name.to_lowercase()) }
}

/// The files that an example names, with the lines it adds to them.
fn files(example: &Example) -> Vec<FileChange> {
    let mut lines: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in &example.lines {
        lines.entry(&line.path).or_default().push(&line.text);
    }
    let mut files: Vec<FileChange> = example
        .files
        .iter()
        .map(|one| {
            let own = lines.remove(one.path.as_str()).unwrap_or_default();
            file(&one.path, one.status, (one.added, one.deleted), &own)
        })
        .collect();
    files.extend(lines.into_iter().map(|(path, own)| {
        let added = u32::try_from(own.len()).unwrap_or(u32::MAX);
        file(path, FileStatus::Modified, (added, 0), &own)
    }));
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}

fn file(
    path: &str,
    status: FileStatus,
    (added, deleted): (u32, u32),
    lines: &[&str],
) -> FileChange {
    let (role, roles) = Roles::default().of(path, None);
    let language = language::of_path(path);
    let text = lines.join("\n");
    let scanned = language.map(|language| {
        let scan = scan(&text, language);
        let tests = test_code::test_lines(&text, language, &scan);
        (scan, tests)
    });
    let added_lines: Vec<ChangedLine> = lines
        .iter()
        .zip(1..)
        .map(|(line, number)| {
            let (runs, inside) = scanned.as_ref().map_or((&[][..], false), |(scan, tests)| {
                (scan.runs(number), tests.contains(number))
            });
            ChangedLine {
                number,
                text: (*line).into(),
                in_test: role == Role::Test || inside,
                moved: false,
                runs: runs.into(),
            }
        })
        .collect();
    let inside = added_lines.iter().filter(|line| line.in_test).count();
    FileChange {
        path: RepoPath::from(path),
        old_path: None,
        status,
        role,
        roles,
        language,
        lines: LineCount::Counted { added, deleted },
        test_added: if role == Role::Source { u32::try_from(inside).unwrap_or(0) } else { 0 },
        test_deleted: 0,
        added_lines: Some(added_lines),
        deleted_lines: Some(Vec::new()),
    }
}

/// The first area of the example's tree in which something happened.
fn area(example: &Example, repository: &Repository) -> Area {
    const DAYS: u32 = 180;
    let changes: Vec<Change> = example
        .history
        .iter()
        .flat_map(|history| (0..history.changes).map(move |_| history))
        .map(|history| {
            let author = person(&history.author);
            let files = vec![file(&history.path, FileStatus::Modified, (10, 0), &[])];
            let commit = Commit {
                id: NOWHERE,
                parents: vec![NOWHERE],
                author: author.clone(),
                author_time: Time::utc(0),
                committer_time: Time::utc(0),
                coauthors: Vec::new(),
                message: Message::default(),
                kind: git_coach_model::Kind::Other,
                by_bot: false,
                files: files.clone(),
            };
            Change { authors: vec![author], commits: vec![commit], files, ..past_change(0) }
        })
        .collect();
    let folders = areas::split(&repository.files);
    areas::of_changes(&folders, &repository.files, &changes, DAYS)
        .into_iter()
        .max_by_key(|area| area.changes)
        .unwrap_or(Area {
            path: RepoPath::from(""),
            files: 0,
            changes: 0,
            people: 0,
            fixes: 0,
            days: DAYS,
            keepers: 0,
            active_keepers: None,
            recent_days: DAYS / 3,
            refixed: None,
            refixes: 0,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use git_coach_practices::Library;

    #[test]
    fn every_example_of_every_built_in_practice_holds() {
        let library = Library::built_in().expect("the built-in files are right");
        for rule in library.rules() {
            assert_eq!(check(rule), [], "{}", rule.practice.id);
        }
    }
}
