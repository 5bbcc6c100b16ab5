//! Practices held against facts.

use std::collections::BTreeMap;

use git_coach_model::{
    Area, Change, Commit, CommitId, Finding, Kind, PracticeId, Repository, SubjectId, Tally,
    Verdict,
};
use git_coach_practices::{Held, Library, Sight, Subject};

use crate::commits::is_work;

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

/// Verdicts counted, and those worth words kept.
#[derive(Default)]
pub(crate) struct Docket {
    pub(crate) tallies: BTreeMap<PracticeId, Tally>,
    /// Present and missing ones, in the order of subjects.
    pub(crate) findings: Vec<Finding>,
    /// Every verdict.
    pub(crate) judged: Vec<Judged>,
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
    pub(crate) fn changes(&self, changes: &[Change], count: usize, docket: &mut Docket) {
        let people: Vec<&Change> = changes.iter().filter(|change| !change.by_bot).collect();
        let judged = changes.iter().take(count).filter(|change| !change.by_bot).count();
        for (at, change) in people.iter().take(judged).enumerate() {
            let past = &people[at + 1..people.len().min(at + 1 + MOST_PAST)];
            self.change(change, past, docket);
            if change.kind == Kind::Merge {
                continue;
            }
            for commit in change.commits.iter().filter(|commit| is_work(commit)) {
                self.commit(commit, docket);
            }
        }
    }

    /// Judges one change against those before it.
    pub(crate) fn change(&self, change: &Change, past: &[&Change], docket: &mut Docket) {
        // Histories that are joined were reviewed where they were made.
        if change.kind == Kind::Merge {
            return;
        }
        let sight = Sight { subject: change, repository: self.repository, past };
        let named = || (SubjectId::Change(change.id), change.title.clone());
        self.each(docket, sight, named);
    }

    /// Judges one commit.
    pub(crate) fn commit(&self, commit: &Commit, docket: &mut Docket) {
        let sight = Sight { subject: commit, repository: self.repository, past: &[] };
        let named = || (SubjectId::Commit(commit.id), commit.message.subject.clone());
        self.each(docket, sight, named);
    }

    /// Judges the repository as it is at a commit.
    pub(crate) fn repository(&self, at: CommitId, name: &str, docket: &mut Docket) {
        let sight = Sight { subject: self.repository, repository: self.repository, past: &[] };
        let named = || (SubjectId::Repository(at), name.to_owned());
        self.each(docket, sight, named);
    }

    /// Judges a part of the tree.
    pub(crate) fn area(&self, area: &Area, docket: &mut Docket) {
        let sight = Sight { subject: area, repository: self.repository, past: &[] };
        let named = || (SubjectId::Area(area.path.clone()), area.path.to_string());
        self.each(docket, sight, named);
    }

    fn each<S: Subject>(
        &self,
        docket: &mut Docket,
        sight: Sight<'_, S>,
        named: impl Fn() -> (SubjectId, String),
    ) {
        let mut held = Vec::new();
        self.library.hold(sight, &mut held);
        for Held { rule, conditions, verdict } in held {
            let id = &rule.practice.id;
            docket.tallies.entry(id.clone()).or_default().count(verdict);
            let (subject, title) = named();
            docket.judged.push(Judged {
                practice: id.clone(),
                subject: subject.clone(),
                title: title.clone(),
                verdict,
            });
            if matches!(verdict, Verdict::Present | Verdict::Missing) {
                let finding = conditions.finding(sight, verdict, &rule.practice, (subject, title));
                docket.findings.push(finding);
            }
        }
    }
}
