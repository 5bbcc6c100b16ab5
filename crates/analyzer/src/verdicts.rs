//! Verdicts handed out for rows: what the practices say of a stretch of history, and what others
//! would have said of it.

use std::collections::HashMap;

use git_coach_model::{CommitId, PracticeId, SubjectId, Verdict};
use git_coach_practices::Library;
use git2::Oid;

use crate::Error;
use crate::changes;
use crate::facts::main_line;
use crate::judge::{Judge, Judged, MOST_PAST};
use crate::revision::Range;
use crate::survey::Desk;
use crate::survey::stretch::{self, Stretch};

/// Every verdict on the changes of a range, their commits, and the repository and its areas at
/// its tip.
///
/// # Errors
/// A commit that cannot be read.
pub fn verdicts(desk: &Desk<'_>, range: &Range, at: CommitId) -> Result<Vec<Judged>, Error> {
    let line = main_line(desk, range)?;
    let stretch = read((desk, &[desk.library]), &line, line.len(), at)?;
    let judged = judged(desk, desk.library, &stretch, (line.len(), at));
    // Giving back line by line takes as long as judging them, and the process is about to end.
    std::mem::forget(stretch);
    Ok(judged)
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
    let count = last.min(line.len());
    let stretch = read((desk, &[desk.library, others]), &line, count, at)?;
    let mut both: Vec<Replayed> = Vec::new();
    let mut known: HashMap<(PracticeId, SubjectId), usize> = HashMap::new();
    for (library, is_today) in [(desk.library, true), (others, false)] {
        for Judged { practice, subject, title, verdict } in
            judged(desk, library, &stretch, (count, at))
        {
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

/// What verdicts are given on: so many changes of a line, the rest of it their past.
fn read(
    (desk, libraries): (&Desk<'_>, &[&Library]),
    line: &[Oid],
    count: usize,
    at: CommitId,
) -> Result<Stretch, Error> {
    let (ids, past) = line.split_at(count);
    stretch::read(desk, &stretch::Asked { libraries, line: ids, ids, past, at, days: None })
}

fn judged(
    desk: &Desk<'_>,
    library: &Library,
    stretch: &Stretch,
    (count, at): (usize, CommitId),
) -> Vec<Judged> {
    let judge = Judge::new(library, &stretch.state);
    let mut judged: Vec<Judged> =
        judge.changes_in_parts::<Vec<Judged>>(&stretch.changes, count, desk.threads).concat();
    judge.repository(at, &desk.repo.name(), &mut judged);
    for area in &stretch.areas {
        judge.area(area, &mut judged);
    }
    judged
}
