//! The repository that an example states: its tree, and what its history has settled into.

use git_coach_model::{
    Change, Commit, FileStatus, RepoPath, Repository, Role, SubjectForm, TreeFile,
};
use git_coach_practices::{Example, ExampleHabits};

use super::{commit_of, file, history};
use crate::habits::Habits;
use crate::role::Roles;
use crate::{changes, content, language, pipelines, test_code};

/// The repository as it is, with the files that were changed in it.
pub(super) fn repository(example: &Example) -> Repository {
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
