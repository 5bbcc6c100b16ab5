//! The examples of practice files, turned into facts by the very rules that a real repository is
//! read with, and judged.

use std::collections::BTreeMap;

use git_coach_model::{
    Around, Change, ChangeId, ChangedLine, Commit, CommitId, CoveredLines, Dependencies, Evidence,
    FileChange, FileStatus, Inspection, Kind, LineCount, Message, Person, RepoPath, Repository,
    Role, SubjectForm, Time, TreeFile, Verdict,
};
use git_coach_practices::{
    Compiles, Conditions, Example, ExampleBefore, ExampleCoverage, ExampleHabits, ExampleLine,
    ExamplePast, Rule, Sight, Subject,
};

use crate::commits::Lens;
use crate::dependencies::Manifest;
use crate::habits::Habits;
use crate::inspection::{self, After};
use crate::mailmap::Mailmap;
use crate::pipelines::Described;
use crate::role::Roles;
use crate::scan::scan;
use crate::{
    around, changes, content, dependencies, kind, language, message, pipelines, test_code,
};

mod history;

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

fn repository(example: &Example) -> Repository {
    let roles = Roles::default();
    // What was changed is there.
    let changed: Vec<String> = example.history.iter().flat_map(history::paths).collect();
    let mut files: Vec<TreeFile> = example
        .tree
        .iter()
        .chain(&changed)
        .chain(example.contents.iter().map(|content| &content.path))
        .map(|path| {
            let (role, all) = roles.of(path, None);
            let language = language::of_path(path);
            TreeFile { path: path.clone().into(), role, roles: all, language, lines: None }
        })
        .collect();
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files.dedup_by(|left, right| left.path == right.path);
    let tests_inside_source = files
        .iter()
        .filter(|file| file.role == Role::Source)
        .any(|file| file.language.is_some_and(test_code::keeps_tests_inside));
    let text = |path: &str| {
        Some(example.contents.iter().find(|content| content.path == path)?.text.clone())
    };
    let pipelines = pipelines::of(&files, &text);
    let mut repository =
        Repository { files, tests_inside_source, pipelines, ..Repository::default() };
    let paths: Vec<RepoPath> = repository.files.iter().map(|file| file.path.clone()).collect();
    content::settle(&mut repository, &[], |at| text(paths[at].as_str()));
    habits(&example.repository, &mut repository);
    let tags = example.tags.as_ref();
    repository.tags = tags.map(|tags| u32::try_from(tags.len()).unwrap_or(u32::MAX));
    repository.standing = history::standing(example, &repository);
    repository
}

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
    Change { dependencies, pipelines, inspection, ..change }
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

    fn folder(&self, folder: &str) -> Option<Vec<String>> {
        let stated = self.0.tree.iter().chain(self.0.files.iter().map(|file| &file.path));
        let paths = stated.map(|path| RepoPath::from(path.as_str()));
        Some(
            paths
                .filter(|path| path.folder() == folder)
                .map(|path| path.name().to_owned())
                .collect(),
        )
    }

    fn each_path(&self, look: &mut dyn FnMut(&RepoPath) -> bool) -> Option<()> {
        let mut paths = self.0.tree.iter().map(|path| RepoPath::from(path.as_str()));
        let _ = paths.all(|path| look(&path));
        Some(())
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

/// A history of 100 commits with these habits, counted as any other.
fn habits(stated: &ExampleHabits, repository: &mut Repository) {
    let mut habits = Habits::default();
    let (linked, fitting) = (stated.issue_links.unwrap_or(0), stated.subject_fits.unwrap_or(0));
    for at in 0..100 {
        let length = if at < fitting { 40 } else { 90 };
        let reference = if at < linked { "See #12." } else { "See there." };
        let start = match stated.subject_form.unwrap_or_default() {
            SubjectForm::Ticket => "ABC-12 ",
            SubjectForm::Conventional => "fix: ",
            SubjectForm::Tag => "[tax] ",
            SubjectForm::Component => "tax: ",
            SubjectForm::Plain => "",
        };
        habits.count(&commit_of("Anna", &format!("{start:x<length$}\n\n{reference}"), Vec::new()));
        let number = if at < stated.review_traces.unwrap_or(0) { " (#12)" } else { "" };
        habits.count_change(&commit_of("Anna", &format!("Round half to even{number}"), Vec::new()));
    }
    let told: Vec<Change> = (0..100)
        .map(|at| {
            let log =
                if at < stated.change_log_habit.unwrap_or(0) { "CHANGELOG.md" } else { "a.rs" };
            let touched =
                [log, "src/tax.rs"].map(|path| file(path, FileStatus::Modified, (9, 0), &[]));
            changes::of_one(commit_of("Anna", "Fix the rounding", touched.to_vec()))
        })
        .collect();
    habits.count_told(&told);
    for at in 0..stated.releases.unwrap_or(0) {
        let release = commit_of("Robot", &format!("Release 1.{at}.0"), Vec::new());
        habits.count(&Commit { by_bot: true, ..release });
    }
    if stated.bot_updates == Some(true) {
        let update = commit_of("Renovate", "Bump serde from 1.0.1 to 1.0.2", Vec::new());
        habits.count(&Commit { by_bot: true, ..update });
    }
    habits.settle(repository);
    // What an example leaves out is not seen.
    repository.issue_links = repository.issue_links.filter(|_| stated.issue_links.is_some());
    repository.subject_fits = repository.subject_fits.filter(|_| stated.subject_fits.is_some());
    repository.change_log_habit =
        repository.change_log_habit.filter(|_| stated.change_log_habit.is_some());
    repository.bot_updates = repository.bot_updates.filter(|_| stated.bot_updates.is_some());
    repository.subject_form = repository.subject_form.filter(|_| stated.subject_form.is_some());
    repository.review_traces = repository.review_traces.filter(|_| stated.review_traces.is_some());
    repository.releases = repository.releases.filter(|_| stated.releases.is_some());
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
    for line in &example.deleted_lines {
        let at = files.iter().position(|file| file.path.as_str() == line.path);
        let at = at.unwrap_or_else(|| {
            files.push(file(&line.path, FileStatus::Modified, (0, 0), &[]));
            files.len() - 1
        });
        delete(&mut files[at], line);
    }
    files.extend(example.binaries.iter().map(|one| FileChange {
        lines: LineCount::Binary,
        ..file(&one.path, FileStatus::Added, (0, 0), &[])
    }));
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}

/// Takes one more line out of a file, below those that were taken out before.
fn delete(file: &mut FileChange, line: &ExampleLine) {
    let lines = file.deleted_lines.get_or_insert_default();
    let number = u32::try_from(lines.len() + 1).unwrap_or(u32::MAX);
    let in_test = file.role == Role::Test;
    let runs = file.language.map(|language| scan(&line.text, language).runs(1).into());
    let line = ChangedLine {
        number,
        text: line.text.as_str().into(),
        in_test,
        moved: false,
        runs: runs.unwrap_or_default(),
    };
    lines.push(line);
    if let LineCount::Counted { added, deleted } = file.lines {
        file.lines = LineCount::Counted { added, deleted: deleted.max(number) };
    }
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
    fn every_example_of_every_built_in_practice_holds() {
        let library = Library::built_in().expect("the built-in files are right");
        for rule in library.rules() {
            assert_eq!(check(rule), [], "{}", rule.practice.id);
        }
    }
}
