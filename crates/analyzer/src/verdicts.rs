//! Verdicts handed out for rows: what the practices say of a stretch of history, and what others
//! would have said of it.

use std::collections::HashMap;

use git_coach_model::{Area, Change, CommitId, PracticeId, Repository, SubjectId, Verdict};
use git_coach_practices::Library;
use git2::Oid;

use crate::Error;
use crate::areas;
use crate::around;
use crate::changes::{self, Brought};
use crate::diff::Detail;
use crate::facts::main_line;
use crate::habits::Habits;
use crate::judge::{Docket, Judge, Judged, MOST_PAST};
use crate::revision::Range;
use crate::survey::{Desk, past, whole};
use crate::tree;

/// Every verdict on the changes of a range, their commits, and the repository and its areas at
/// its tip.
///
/// # Errors
/// A commit that cannot be read.
pub fn verdicts(desk: &Desk<'_>, range: &Range, at: CommitId) -> Result<Vec<Judged>, Error> {
    let line = main_line(desk, range)?;
    Ok(Read::of((desk, &[desk.library]), &line, line.len(), at)?.judged_by(desk, desk.library))
}

/// What two libraries of practices say of one subject.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// The practice, of one or of both.
    pub practice: PracticeId,
    /// What it was held against.
    pub subject: SubjectId,
    /// What that is called: the title of a change, the subject of a commit, a path.
    pub title: String,
    /// What the practices in force come to; none where they have no such practice.
    pub today: Option<Verdict>,
    /// What the others come to.
    pub replayed: Option<Verdict>,
}

/// Every verdict on the last changes of the main line before and at a commit, their commits, and
/// the repository and its areas there: by the practices of the desk, and by `others`. The 200
/// changes before them are what they are compared with. Sorted by practice, then newest first.
///
/// # Errors
/// A commit that cannot be read.
pub fn replayed(
    desk: &Desk<'_>,
    others: &Library,
    at: CommitId,
    last: usize,
) -> Result<Vec<Replayed>, Error> {
    let line = changes::line_back(desk.repo, at, last.saturating_add(MOST_PAST))?;
    let read = Read::of((desk, &[desk.library, others]), &line, last.min(line.len()), at)?;
    let mut both: Vec<Replayed> = Vec::new();
    let mut known: HashMap<(PracticeId, SubjectId), usize> = HashMap::new();
    for (library, is_today) in [(desk.library, true), (others, false)] {
        for Judged { practice, subject, title, verdict } in read.judged_by(desk, library) {
            let at = *known.entry((practice.clone(), subject.clone())).or_insert(both.len());
            if at == both.len() {
                both.push(Replayed { practice, subject, title, today: None, replayed: None });
            }
            let side = &mut both[at];
            *(if is_today { &mut side.today } else { &mut side.replayed }) = Some(verdict);
        }
    }
    both.sort_by(|left, right| left.practice.cmp(&right.practice));
    Ok(both)
}

/// What verdicts are given on.
struct Read {
    /// Newest first; those behind `count` are the past of the others.
    changes: Vec<Change>,
    count: usize,
    state: Repository,
    areas: Vec<Area>,
    at: CommitId,
}

impl Read {
    fn of(
        asking: (&Desk<'_>, &[&Library]),
        line: &[Oid],
        count: usize,
        at: CommitId,
    ) -> Result<Self, Error> {
        let (desk, _) = asking;
        let lens = desk.lens(at)?;
        let mut state = tree::repository(desk.repo, &lens.roles, at)?;
        let folders = areas::areas(&state.files, &desk.settings.areas);
        let (wanted, past) = line.split_at(count);
        let brought = Brought::by(desk.repo, wanted)?;
        let mut changes = past::read_changes(desk, &lens, &brought, (wanted, Detail::Lines))?;
        let older = past::read_changes(desk, &lens, &brought, (past, Detail::Sizes))?;
        changes.extend(older);
        around::settle(&mut changes);
        let older = changes.split_off(count);
        let mut habits = Habits::read(desk.repo, &lens, at)?;
        habits.count_told(&changes);
        habits.settle(&mut state);
        past::settle_tails(asking, (&lens, &folders), &mut changes, wanted.last().copied())?;
        whole::settle(asking, (at, &folders), &mut state, &mut changes)?;
        let days = match (changes.first(), changes.last()) {
            (Some(newest), Some(oldest)) => newest.time.days_since(oldest.time),
            _ => 0,
        };
        let days = u32::try_from(days).unwrap_or_default();
        let mut areas = areas::of_changes(&folders, &state.files, &changes, days);
        whole::settle_areas(asking, at, (&mut areas, &state), &changes)?;
        changes.extend(older);
        Ok(Self { changes, count, state, areas, at })
    }

    fn judged_by(&self, desk: &Desk<'_>, library: &Library) -> Vec<Judged> {
        let judge = Judge::new(library, &self.state);
        let mut docket = Docket::default();
        judge.changes(&self.changes, self.count, &mut docket);
        judge.repository(self.at, &desk.repo.name(), &mut docket);
        for area in &self.areas {
            judge.area(area, &mut docket);
        }
        docket.judged
    }
}
