//! What became of the themes of an earlier briefing.

use std::cmp::Ordering;

use git_coach_model::{BriefSurvey, Finding, Practice, Scope, SubjectId, Tally, Time, Verdict};

use super::theme::{is_often, share_of};
use super::{Became, FollowUp, Followed, subjects};
use crate::harmless::plain;
use crate::json::{Previous, PreviousTheme};
use crate::measure::{Measure, TOO_FEW, Trend};
use crate::page::Line;
use crate::words;

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
    let now = now.copied().filter(|tally| tally.decided() > 0);
    let practice = survey.practices.get(&theme.practice);
    let (became, numbers) = match (practice, now) {
        (Some(practice), Some(now)) => {
            let measure = Measure::of(&vec![now, theme.tally]);
            let told = practice.scope != Scope::Repository && theme.area.is_none();
            let became = match &theme.area {
                Some(area) => became_of_area(survey, practice, area),
                None => became(practice, &measure),
            };
            (became, told.then(|| numbers(practice, now, theme.tally)))
        }
        _ => (Became::Unseen, None),
    };
    Followed {
        practice: theme.practice.clone(),
        title: theme.title.clone(),
        area: theme.area.clone(),
        became,
        numbers,
        next: theme.next.clone(),
    }
}

/// "7 of 7 changes, then 1 of 6".
fn numbers(practice: &Practice, now: Tally, then: Tally) -> String {
    let (one, many) = subjects(practice.scope);
    let now = share_of(practice, now, &words::count(now.decided().into(), one, many));
    let then = share_of(practice, then, &words::number(then.decided().into()));
    format!("{now}, then {then}")
}

fn became(practice: &Practice, measure: &Measure) -> Became {
    let (now, then) = (measure.now, measure.before());
    match practice.scope {
        Scope::Repository if now.missing == 0 => Became::Settled,
        Scope::Repository => Became::Same,
        // All areas are looked at, so that a difference is one, however small.
        Scope::Area => match now.missing.cmp(&then.missing) {
            _ if now.missing == 0 => Became::Settled,
            Ordering::Less => Became::Better,
            Ordering::Equal => Became::Same,
            Ordering::Greater => Became::Worse,
        },
        Scope::Change | Scope::Commit if now.decided() < TOO_FEW => Became::TooFew,
        Scope::Change | Scope::Commit => match measure.trend() {
            _ if now.missing == 0 => Became::Settled,
            Trend::Up if !is_often(practice, now) => Became::Settled,
            Trend::Up => Became::Better,
            Trend::Down => Became::Worse,
            Trend::Steady | Trend::Unknown => Became::Same,
        },
    }
}

/// Of a theme of one place.
fn became_of_area(survey: &BriefSurvey, practice: &Practice, area: &str) -> Became {
    let of_area = |one: &&Finding| {
        one.practice == practice.id
            && matches!(&one.subject, SubjectId::Area(path) if plain(&Line::new().path(path)) == area)
    };
    match survey.findings.iter().find(of_area).map(|one| one.verdict) {
        Some(Verdict::Missing) => Became::Same,
        Some(_) => Became::Settled,
        None => Became::Unseen,
    }
}
