//! The survey behind notes for a one-to-one: one colleague's work, which leaves only in private.

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{Change, NotesSurvey, Person, PersonalWork, Private, RepoPath, Time, Window};
use git2::Oid;

use crate::Error;
use crate::areas;
use crate::around;
use crate::changes::{self, Brought, MainLine};
use crate::commits::{self, is_work};
use crate::diff::Detail;
use crate::habits::Habits;
use crate::judge::{Docket, Judge};
use crate::people;
use crate::repo::{Repo, oid};
use crate::survey::{Desk, has_hand, past};
use crate::tree;

/// The default window in days.
const DEFAULT_DAYS: i64 = 90;
/// How many of the newest changes are read for local examples and for who else works where.
const COMPANY: usize = 150;

/// Whose work it is.
#[derive(Clone, Copy, Debug)]
pub enum Whom<'a> {
    /// The one person whom this names: a name, an address, or a unique part of either.
    Named(&'a str),
    /// Whoever commits here, by the identity that git would use.
    Own,
}

/// Reads and judges what notes for a one-to-one need: the work of one person, since `since` (90 days
/// before the tip for none).
///
/// # Errors
/// Nobody of that name, several, a program, or a repository that cannot be read.
pub fn notes(
    desk: &Desk<'_>,
    whom: Whom<'_>,
    since: Option<Time>,
    until: Option<Time>,
) -> Result<Private<NotesSurvey>, Error> {
    let tip = desk.repo.head()?;
    let lens = desk.lens(tip.commit)?;
    let known = everybody(desk.repo, &lens, tip.commit)?;
    let person = match whom {
        Whom::Named(who) => people::find(who, &known, &lens)?,
        Whom::Own => people::own(desk.repo, &known, &lens)?,
    };
    let newest = desk
        .repo
        .git()
        .find_commit(oid(tip.commit))
        .map_err(Error::git("reading the newest commit"))?;
    let until = until.unwrap_or_else(|| commits::time(newest.time()));
    let since = since.unwrap_or_else(|| until.days_before(DEFAULT_DAYS));
    let mut line = changes::main_line(desk.repo, tip.commit, since)?;
    let whole: Vec<Oid> = line.iter().map(|one| one.id).collect();
    let brought = Brought::by(desk.repo, &whole)?;
    line.retain(|one| one.time.seconds <= until.seconds);
    let theirs = with_hand(desk, (&lens, &brought), &line, &person)?;
    let company: Vec<Oid> =
        line.iter().map(|one| one.id).filter(|id| !theirs.contains(id)).take(COMPANY).collect();
    let mut own = past::read_changes(desk, &lens, &brought, (&theirs, Detail::Lines))?;
    let others = past::read_changes(desk, &lens, &brought, (&company, Detail::Lines))?;
    let mut all_read: Vec<Change> = own.drain(..).chain(others).collect();
    all_read.sort_by_key(|change| std::cmp::Reverse(change.time.seconds));
    around::settle(&mut all_read);
    let mut state = tree::repository(desk.repo, &lens.roles, tip.commit)?;
    let mut habits = Habits::read(desk.repo, &lens, tip.commit)?;
    habits.count_told(&all_read);
    habits.settle(&mut state);
    let is_own = |change: &Change| theirs.contains(&oid(changes::main_line_id(change)));
    let (own, others): (Vec<Change>, Vec<Change>) = all_read.into_iter().partition(is_own);
    let judge = Judge::new(desk.library, &state);
    let mut docket = Docket::default();
    for change in &own {
        // What several people made together is nobody's habit.
        if change.authors == [person.clone()] {
            judge.change(change, &[], &mut docket);
        }
        for commit in change.commits.iter().filter(|one| is_work(one) && one.author == person) {
            judge.commit(commit, &mut docket);
        }
    }
    let mut around = Docket::default();
    judge.changes(&others, others.len(), &mut around);
    let everyone: Vec<Change> = own.iter().chain(&others).cloned().collect();
    let all: Vec<_> = around.findings.iter().chain(&docket.findings).cloned().collect();
    let unseen = past::unseen(desk, &own, &docket);
    let folders =
        folders(&areas::areas(&state.files, &desk.settings.areas), &own, &others, &person);
    Ok(Private::new(NotesSurvey {
        header: desk.header(&tip.name, tip.commit),
        window: Window { from: since, until },
        practices: desk.practices(),
        exemplars: past::exemplars(desk.library, &all, &everyone),
        unseen,
        work: PersonalWork {
            person,
            changes: own,
            findings: docket.findings,
            folders: folders.worked_in,
            alone_in: folders.alone_in,
        },
    }))
}

/// Everybody who wrote a commit that `tip` reaches, with how many.
fn everybody(
    repo: &Repo,
    lens: &commits::Lens,
    tip: git_coach_model::CommitId,
) -> Result<BTreeMap<Person, u32>, Error> {
    let mut people = BTreeMap::new();
    for id in crate::walk::range(repo, &repo.history(tip))? {
        let commit = commits::read_words(repo, lens, id)?;
        for person in std::iter::once(commit.author).chain(commit.coauthors) {
            *people.entry(person).or_default() += 1;
        }
    }
    Ok(people)
}

/// The commits of the main line whose change a person had a hand in, newest first.
fn with_hand(
    desk: &Desk<'_>,
    (lens, brought): (&commits::Lens, &Brought),
    line: &[MainLine],
    person: &Person,
) -> Result<Vec<Oid>, Error> {
    let found = crate::workers::read_all(
        desk.repo,
        desk.threads,
        line,
        (desk.progress, "commits"),
        |repo, one| {
            let authors = changes::authors_of(repo, lens, brought, one.id)?;
            Ok(has_hand(&authors, person).then_some(one.id))
        },
    )?;
    Ok(found.into_iter().flatten().collect())
}

struct Folders {
    worked_in: Vec<RepoPath>,
    alone_in: Vec<RepoPath>,
}

/// The areas a person worked in, those they touched most first, and which of them nobody else did.
fn folders(areas: &[RepoPath], own: &[Change], others: &[Change], person: &Person) -> Folders {
    let mut touched: BTreeMap<&RepoPath, usize> = BTreeMap::new();
    let mut shared: BTreeSet<&RepoPath> = BTreeSet::new();
    for change in own.iter().chain(others) {
        for commit in change.commits.iter().filter(|commit| !commit.by_bot) {
            let theirs = commit.author == *person || commit.coauthors.contains(person);
            let alone = theirs && commit.author == *person && commit.coauthors.is_empty();
            let places: BTreeSet<&RepoPath> =
                commit.files.iter().filter_map(|file| areas::area_of(areas, &file.path)).collect();
            for place in places {
                if theirs {
                    *touched.entry(place).or_default() += 1;
                }
                if !alone {
                    shared.insert(place);
                }
            }
        }
    }
    let mut worked_in: Vec<(&RepoPath, usize)> = touched.into_iter().collect();
    worked_in.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(right.0)));
    let alone_in = worked_in
        .iter()
        .filter(|(place, commits)| *commits >= 3 && !shared.contains(place))
        .map(|(place, _)| (*place).clone())
        .collect();
    Folders { worked_in: worked_in.into_iter().map(|(place, _)| place.clone()).collect(), alone_in }
}
