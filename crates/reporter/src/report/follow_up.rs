//! What became of the themes of an earlier briefing.

use git_coach_model::{BriefSurvey, Scope, Time};

use super::theme::numbers;
use super::{FollowUp, Followed};
use crate::json::{Previous, PreviousTheme};
use crate::measure::{Measure, Trend};

/// Holds the themes of an earlier briefing against this window.
pub fn follow_up(survey: &BriefSurvey, previous: &Previous) -> FollowUp {
    let from = survey.windows.first().map_or(0, |window| window.from.seconds);
    let until = Time::utc(previous.until);
    FollowUp {
        until,
        shared_days: until.days_since(Time::utc(from)).max(0),
        themes: previous.themes.iter().map(|theme| followed(survey, theme)).collect(),
    }
}

fn followed(survey: &BriefSurvey, theme: &PreviousTheme) -> Followed {
    let now = survey.tallies.get(&theme.practice).and_then(|windows| windows.first());
    let now = now.filter(|tally| tally.decided() > 0);
    let practice = survey.practices.get(&theme.practice);
    let (is_settled, numbers) = match (practice, now) {
        (Some(practice), Some(now)) if practice.scope == Scope::Repository => {
            (now.missing == 0, None)
        }
        (Some(practice), Some(now)) => {
            let measure = Measure::of(&vec![*now, theme.tally]);
            let is_settled = measure.trend() == Trend::Up || now.missing == 0;
            (is_settled, Some(numbers(practice, &measure)))
        }
        _ => (false, None),
    };
    Followed {
        practice: theme.practice.clone(),
        title: theme.title.clone(),
        is_settled,
        was_seen: now.is_some(),
        numbers,
        next: theme.next.clone(),
    }
}
