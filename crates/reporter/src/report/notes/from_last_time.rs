//! What became of what was agreed on earlier.

use git_coach_model::{CommitId, NotesSurvey, PracticeId, Since};

use crate::notes_file::{Item, Kept};
use crate::report::praise::example;
use crate::report::{Recalled, SeenSince};

/// How many points that are settled are still told of: the last ones.
const MOST_DONE: usize = 3;
/// How many open points are told of: the last ones.
const MOST_OPEN: usize = 10;
/// With how many open points there is nothing to add.
const ENOUGH: usize = 3;

/// The points of the file, in its order, with what the repository shows of each.
pub(super) fn recalled(survey: &NotesSurvey, kept: Option<&Kept>) -> Vec<Recalled> {
    let mut since = survey.since.iter();
    let items = kept.map_or(&[][..], |kept| &kept.items);
    let mut recalled: Vec<Recalled> = items
        .iter()
        .map(|item| Recalled {
            text: item.text.clone(),
            is_done: item.is_done,
            seen: match &item.agreement {
                None => SeenSince::NotAsked,
                Some(agreement) => since
                    .next()
                    .map_or(SeenSince::NotHeld, |since| seen(survey, &agreement.practice, since)),
            },
        })
        .collect();
    for (is_done, most) in [(true, MOST_DONE), (false, MOST_OPEN)] {
        let all = recalled.iter().filter(|one| one.is_done == is_done).count();
        let mut too_many = all.saturating_sub(most);
        recalled.retain(|one| {
            let goes = one.is_done == is_done && too_many > 0;
            too_many -= usize::from(goes);
            !goes
        });
    }
    recalled
}

fn seen(survey: &NotesSurvey, practice: &PracticeId, since: &Since) -> SeenSince {
    if !since.is_held {
        return SeenSince::NotHeld;
    }
    let shown = since.present.as_ref().and_then(example);
    let open = since.missing.as_ref().and_then(example);
    // Where something should not be there, every change without it would be an example.
    let counts_misses = survey.practices.get(practice).is_some_and(|one| one.counts_misses);
    match (shown, open) {
        (None, None) => SeenSince::NoOccasion,
        (Some(_), None) if counts_misses => SeenSince::NotAgain,
        (Some(shown), None) => SeenSince::Shown(shown),
        (Some(shown), Some(open)) if !counts_misses => SeenSince::Both { shown, open },
        (_, Some(open)) => SeenSince::Open(open),
    }
}

/// Whether a step for another practice would be one too many: some are open, or one was proposed
/// at this very commit.
pub(super) fn are_enough(kept: &Kept, tip: CommitId) -> bool {
    let open = || kept.items.iter().filter(|item| !item.is_done);
    let tip = tip.to_string();
    let is_of_today =
        |item: &Item| item.agreement.as_ref().is_some_and(|one| tip.starts_with(&one.at));
    open().count() >= ENOUGH || open().any(is_of_today)
}

/// Whether a step for a practice is still open, or was struck after it was offered.
pub(super) fn speaks_of(kept: &Kept, practice: &PracticeId) -> bool {
    let of_it = || {
        kept.items
            .iter()
            .filter(|item| item.agreement.as_ref().is_some_and(|one| one.practice == *practice))
    };
    let is_open = of_it().any(|item| !item.is_done);
    let was_struck = kept.offered.contains(practice) && of_it().next().is_none();
    is_open || was_struck
}
