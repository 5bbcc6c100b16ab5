//! What the last commits tell of a team's settled habits.

use git_coach_model::{Change, Commit, CommitId, Kind, Repository, SubjectForm};

use crate::Error;
use crate::around;
use crate::commits::{self, Lens, is_work};
use crate::kind;
use crate::repo::{Repo, oid};
use crate::tags;

/// How many of the last commits tell what a team is used to.
const COMMITS: u32 = 200;
/// Under how many commits there is no telling.
const LEAST: u32 = 20;
/// How many of the last changes of the main line tell whether reviews leave traces.
const CHANGES: u32 = 100;
/// How many of a hundred subjects make a form the team's own.
const SETTLED: u32 = 80;
/// The longest subject that fits a line, in characters: `git log` and forges cut longer ones.
const LINE: usize = 72;

/// Habits being counted, the newest commit first.
#[derive(Default)]
pub(crate) struct Habits {
    commits: u32,
    linked: u32,
    fitting: u32,
    forms: [u32; SubjectForm::ALL.len()],
    changes: u32,
    traced: u32,
    bot_updates: bool,
    releases: u32,
    tags: Option<u32>,
    worth_telling: u32,
    told: u32,
}

impl Habits {
    /// Counts the last commits before and at a commit.
    pub(crate) fn read(repo: &Repo, lens: &Lens, at: CommitId) -> Result<Self, Error> {
        let mut walk = repo.git().revwalk().map_err(Error::git("walking the history"))?;
        walk.push(oid(at)).map_err(Error::git("walking the history"))?;
        let mut habits = Self { tags: tags::count(repo, at)?, ..Self::default() };
        for id in walk.filter_map(Result::ok) {
            habits.count(&commits::read_words(repo, lens, id)?);
            if habits.commits == COMMITS {
                break;
            }
        }
        habits.read_traces(repo, lens, at)?;
        Ok(habits)
    }

    /// Counts traces of review along the main line.
    fn read_traces(&mut self, repo: &Repo, lens: &Lens, at: CommitId) -> Result<(), Error> {
        let mut next = Some(oid(at));
        // Programs' work is passed over, but not without end.
        for _ in 0..2 * CHANGES {
            let Some(id) = next.filter(|id| !repo.is_boundary(*id)) else { break };
            let commit = commits::read_words(repo, lens, id)?;
            self.count_change(&commit);
            next = commit.parents.first().copied().map(oid);
            if self.changes == CHANGES {
                break;
            }
        }
        Ok(())
    }

    /// Counts one more change of the main line, by the commit that it stands for.
    pub(crate) fn count_change(&mut self, commit: &Commit) {
        let subject = commit.message.subject.as_str();
        if kind::joins_histories(subject, std::iter::empty())
            || (!commit.is_merge() && (!is_work(commit) || commit.kind == Kind::Release))
        {
            return;
        }
        self.changes += 1;
        self.traced += u32::from(commit.is_merge() || commit.message.review_trace);
    }

    /// Counts what users are told along with the newest of these changes of the main line, which are
    /// read with their files.
    pub(crate) fn count_told(&mut self, changes: &[Change]) {
        for change in changes.iter().filter(|change| !change.by_bot).take(COMMITS as usize) {
            if around::is_worth_telling(change) {
                self.worth_telling += 1;
                self.told += u32::from(around::change_logs(change) > 0);
            }
        }
    }

    /// Counts one more commit; merges tell nothing, and of programs only that they raise
    /// dependencies and make releases.
    pub(crate) fn count(&mut self, commit: &Commit) {
        self.bot_updates |= commit.by_bot && commit.kind == Kind::Dependencies;
        self.releases += u32::from(commit.kind == Kind::Release);
        if commit.is_merge() || !is_work(commit) {
            return;
        }
        self.commits += 1;
        self.linked += u32::from(commit.message.references > 0);
        self.fitting += u32::from(commit.message.subject_length() <= LINE);
        self.forms[commit.message.form as usize] += 1;
    }

    /// Tells a repository what was counted.
    pub(crate) fn settle(&self, repository: &mut Repository) {
        let share = |part: u32| (self.commits >= LEAST).then(|| part * 100 / self.commits);
        repository.issue_links = share(self.linked);
        repository.subject_fits = share(self.fitting);
        repository.subject_form = (self.commits >= LEAST).then(|| self.form());
        repository.review_traces =
            (self.changes >= LEAST).then(|| self.traced * 100 / self.changes);
        repository.change_log_habit =
            (self.worth_telling >= LEAST).then(|| self.told * 100 / self.worth_telling);
        repository.bot_updates = Some(self.bot_updates);
        repository.releases = Some(self.releases);
        repository.tags = self.tags;
    }

    /// The form that nearly all subjects have; a type is a name of a part as well.
    fn form(&self) -> SubjectForm {
        let of = |form: SubjectForm| match form {
            SubjectForm::Component => {
                self.forms[form as usize] + self.forms[SubjectForm::Conventional as usize]
            }
            _ => self.forms[form as usize],
        };
        let settled = |form: &SubjectForm| of(*form) * 100 >= SETTLED * self.commits;
        SubjectForm::ALL.into_iter().find(settled).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use git_coach_model::{Person, Time};

    use super::*;
    use crate::{kind, message};

    fn commit(said: &str, by_bot: bool, parents: usize) -> Commit {
        let message = message::parse(said);
        Commit {
            id: CommitId::new([0; 20]),
            parents: vec![CommitId::new([0; 20]); parents],
            author: Person { name: String::new(), email: String::new() },
            author_time: Time::utc(0),
            committer_time: Time::utc(0),
            coauthors: Vec::new(),
            kind: kind::of(&message, parents > 1, &[]),
            message,
            by_bot,
            unseen: false,
            files: Vec::new(),
        }
    }

    fn settled(commits: &[Commit]) -> Repository {
        let mut habits = Habits::default();
        commits.iter().for_each(|commit| habits.count(commit));
        let mut repository = Repository::default();
        habits.settle(&mut repository);
        repository
    }

    #[test]
    fn shares_are_of_what_people_commit() {
        let long = "x".repeat(73);
        let mut commits = vec![commit("Mend it\n\nFixes #12", false, 1); 15];
        commits.extend(vec![commit(&long, false, 1); 5]);
        commits.extend(vec![commit(&long, false, 2); 9]);
        commits.extend(vec![commit(&long, true, 1); 9]);
        let repository = settled(&commits);
        assert_eq!(repository.issue_links, Some(75));
        assert_eq!(repository.subject_fits, Some(75));
        assert_eq!(repository.bot_updates, Some(false));
    }

    #[test]
    fn a_form_is_settled_by_four_in_five() {
        for (said, form) in [
            (["fix: a", "ABC-1 a"], SubjectForm::Conventional),
            (["fix: a", "parser: a"], SubjectForm::Component),
            (["[a] b", "b"], SubjectForm::Tag),
            (["a", "b"], SubjectForm::Plain),
        ] {
            let most = if form == SubjectForm::Component { 15 } else { 16 };
            let mut commits = vec![commit(said[0], false, 1); most];
            commits.extend(vec![commit(said[1], false, 1); 20 - most]);
            assert_eq!(settled(&commits).subject_form, Some(form), "{said:?}");
        }
        assert_eq!(settled(&vec![commit("fix: a", false, 1); 19]).subject_form, None);
    }

    #[test]
    fn traces_are_of_changes_by_people() {
        let mut habits = Habits::default();
        for (said, by_bot, parents, times) in [
            ("Mend it (#12)", false, 1, 10),
            ("Mend it", false, 1, 5),
            ("Merge pull request #12 from a/b", false, 2, 5),
            ("Release 1.0.0", false, 1, 9),
            ("Mend it", true, 1, 9),
        ] {
            (0..times).for_each(|_| habits.count_change(&commit(said, by_bot, parents)));
        }
        let mut repository = Repository::default();
        habits.settle(&mut repository);
        assert_eq!(repository.review_traces, Some(75));
    }

    #[test]
    fn releases_are_told_by_their_commits() {
        let mut commits = vec![commit("Release 1.2.0", false, 1), commit("v1.1.0", false, 1)];
        commits.push(commit("Mend it", false, 1));
        assert_eq!(settled(&commits).releases, Some(2));
    }

    #[test]
    fn few_commits_tell_nothing_but_what_a_program_did() {
        let mut commits = vec![commit("Mend it", false, 1); 19];
        commits.push(commit("Bump serde from 1.0.1 to 1.0.2", true, 1));
        let repository = settled(&commits);
        assert_eq!((repository.issue_links, repository.subject_fits), (None, None));
        assert_eq!(repository.bot_updates, Some(true));
    }
}
