//! Practices held against facts.

use std::collections::BTreeMap;
use std::ops::Range;

use git_coach_model::{
    Area, Change, Commit, CommitId, Finding, Kind, PracticeId, Repository, SubjectId, Tally,
    Verdict,
};
use git_coach_practices::{Held, Library, Sight, Subject};

use crate::commits::is_work;
use crate::workers::{self, Threads};

/// How many changes before a subject it is compared with.
pub(crate) const MOST_PAST: usize = 200;

/// One verdict on one subject.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The practice.
    pub practice: PracticeId,
    /// What it was held against.
    pub subject: SubjectId,
    /// What that is called: the title of a change, the subject of a commit, a path.
    pub title: String,
    /// What it came to.
    pub verdict: Verdict,
}

/// Whoever wants to know of verdicts.
pub(crate) trait Hears {
    /// Hears one; `named` says on what, `finding` what shows it.
    fn hear(
        &mut self,
        practice: &PracticeId,
        verdict: Verdict,
        named: &dyn Fn() -> (SubjectId, String),
        finding: &dyn Fn() -> Finding,
    );
}

/// Every verdict.
impl Hears for Vec<Judged> {
    fn hear(
        &mut self,
        practice: &PracticeId,
        verdict: Verdict,
        named: &dyn Fn() -> (SubjectId, String),
        _: &dyn Fn() -> Finding,
    ) {
        let (subject, title) = named();
        self.push(Judged { practice: practice.clone(), subject, title, verdict });
    }
}

/// Verdicts counted, and those worth words kept.
#[derive(Default)]
pub(crate) struct Docket {
    pub(crate) tallies: BTreeMap<PracticeId, Tally>,
    /// Present and missing ones, in the order of subjects.
    pub(crate) findings: Vec<Finding>,
}

impl Hears for Docket {
    fn hear(
        &mut self,
        practice: &PracticeId,
        verdict: Verdict,
        _: &dyn Fn() -> (SubjectId, String),
        finding: &dyn Fn() -> Finding,
    ) {
        self.tallies.entry(practice.clone()).or_default().count(verdict);
        if matches!(verdict, Verdict::Present | Verdict::Missing) {
            self.findings.push(finding());
        }
    }
}

/// Holds practices against subjects of one repository.
pub(crate) struct Judge<'a> {
    library: &'a Library,
    repository: &'a Repository,
}

impl<'a> Judge<'a> {
    pub(crate) const fn new(library: &'a Library, repository: &'a Repository) -> Self {
        Self { library, repository }
    }

    /// Judges each of `changes` (newest first) and its commits, up to `count` of them; those after
    /// it are the past that a change is compared with. Programs' work is left out.
    pub(crate) fn changes(&self, changes: &[Change], count: usize, heard: &mut impl Hears) {
        let (people, judged) = of_people(changes, count);
        self.part(&people, 0..judged, heard);
    }

    /// The same on several threads, each part heard by one of its own, in order.
    pub(crate) fn changes_in_parts<H: Hears + Default + Send>(
        &self,
        changes: &[Change],
        count: usize,
        threads: Threads,
    ) -> Vec<H> {
        let (people, judged) = of_people(changes, count);
        workers::in_parts(threads, judged, |part| {
            let mut heard = H::default();
            self.part(&people, part, &mut heard);
            heard
        })
    }

    fn part(&self, people: &[&Change], part: Range<usize>, heard: &mut impl Hears) {
        for at in part {
            let change = people[at];
            let past = &people[at + 1..people.len().min(at + 1 + MOST_PAST)];
            self.change(change, past, heard);
            if change.kind == Kind::Merge {
                continue;
            }
            for commit in change.commits.iter().filter(|commit| is_work(commit)) {
                self.commit(commit, heard);
            }
        }
    }

    /// Judges one change against those before it.
    pub(crate) fn change(&self, change: &Change, past: &[&Change], heard: &mut impl Hears) {
        // Histories that are joined were reviewed where they were made.
        if change.kind == Kind::Merge {
            return;
        }
        let sight = Sight { subject: change, repository: self.repository, past };
        let named = || (SubjectId::Change(change.id), change.title.clone());
        self.each(heard, sight, named);
    }

    /// Judges one commit.
    pub(crate) fn commit(&self, commit: &Commit, heard: &mut impl Hears) {
        let sight = Sight { subject: commit, repository: self.repository, past: &[] };
        let named = || (SubjectId::Commit(commit.id), commit.message.subject.clone());
        self.each(heard, sight, named);
    }

    /// Judges the repository as it is at a commit.
    pub(crate) fn repository(&self, at: CommitId, name: &str, heard: &mut impl Hears) {
        let sight = Sight { subject: self.repository, repository: self.repository, past: &[] };
        let named = || (SubjectId::Repository(at), name.to_owned());
        self.each(heard, sight, named);
    }

    /// Judges a part of the tree.
    pub(crate) fn area(&self, area: &Area, heard: &mut impl Hears) {
        let sight = Sight { subject: area, repository: self.repository, past: &[] };
        let named = || (SubjectId::Area(area.path.clone()), area.path.to_string());
        self.each(heard, sight, named);
    }

    fn each<S: Subject>(
        &self,
        heard: &mut impl Hears,
        sight: Sight<'_, S>,
        named: impl Fn() -> (SubjectId, String),
    ) {
        let mut held = Vec::new();
        self.library.hold(sight, &mut held);
        for Held { rule, conditions, verdict } in held {
            let practice = &rule.practice;
            let finding = || conditions.finding(sight, verdict, practice, named());
            heard.hear(&practice.id, verdict, &named, &finding);
        }
    }
}

/// The changes by people, and how many of the first `count` are among them.
fn of_people(changes: &[Change], count: usize) -> (Vec<&Change>, usize) {
    let people = changes.iter().filter(|change| !change.by_bot).collect();
    let judged = changes.iter().take(count).filter(|change| !change.by_bot).count();
    (people, judged)
}
