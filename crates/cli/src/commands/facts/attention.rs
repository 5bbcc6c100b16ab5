//! Which commits deserve a closer look first.

use git_coach_analyzer::Range;
use git_coach_analyzer::attention;
use git_coach_analyzer::facts::{self, Reading};
use git_coach_analyzer::survey::Desk;
use git_coach_model::{CommitId, FileChange};
use git_coach_reporter::rows;

use super::{Rows, tell_of_limit};
use crate::args::Facts;
use crate::failure::Failure;

/// Writes the rows: every one needs all others first.
pub(super) fn write(
    desk: &Desk<'_>,
    asked: &Facts,
    (range, at): (&Range, CommitId),
) -> Result<(), Failure> {
    let (mut ids, mut added, mut limited) = (Vec::new(), Vec::new(), 0);
    facts::commits(desk, range, at, Reading::Lines, |commit| {
        limited += u32::from(commit.renames_limited);
        if commit.parents.len() < 2 {
            let lines = commit.files.iter().map(|file| FileChange::added(file).map(u64::from));
            added.push(if commit.unseen { None } else { lines.sum() });
            ids.push(commit.id);
        }
        Ok::<_, Failure>(())
    })?;
    let mut rows = Rows::begin::<rows::Attention>(asked)?;
    for ((id, added), share) in ids.into_iter().zip(&added).zip(attention::shares(&added)) {
        rows.write::<rows::Attention>((id, *added, share))?;
    }
    rows.finish()?;
    tell_of_limit(limited)
}
