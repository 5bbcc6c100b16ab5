//! The briefing, made from its survey.

mod areas;
mod closer_look;
mod debt;
mod decisions;
mod knowledge;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use git_coach_model::{BriefSurvey, BusyPlace, LeftBehind};

use areas::Concern;

use super::numbers;
use super::{AreaNote, Audience, Briefing, Measured, Place, praise, preparation, theme};
use crate::measure::Measure;
use crate::page::Line;
use crate::words;

/// How many places are named, and in how many changes they have to turn up.
const MOST_PLACES: usize = 5;
const LEAST_CHANGES: u32 = 3;
/// How many files are named that changed without their companions.
const MOST_LEFT: usize = 2;

/// Makes the briefing of a window; what only a lead should see is made for a lead alone.
pub fn briefing(survey: &BriefSurvey, audience: Audience) -> Briefing {
    let bot_changes = survey.changes.iter().filter(|change| change.by_bot).count();
    let window = survey.windows.first().copied().unwrap_or(git_coach_model::Window {
        from: git_coach_model::Time::utc(0),
        until: git_coach_model::Time::utc(0),
    });
    let changes = number(survey.changes.len() - bot_changes);
    let mut frail_areas = areas::notes(survey, Concern::Trouble);
    let mut themes = theme::themes(survey, &frail_areas);
    if audience == Audience::Lead {
        for theme in &mut themes {
            theme.preparation = Some(preparation::preparation(survey, theme));
        }
    }
    // What is a theme is told there.
    let is_theme = |note: &AreaNote| themes.iter().any(|theme| theme.is_of(note));
    frail_areas.retain(|note| !is_theme(note));
    let narrow_areas = areas::notes(survey, Concern::Knowledge);
    let left_areas = knowledge::left(survey);
    Briefing {
        window,
        days: window.until.days_since(window.from),
        windows_before: survey.windows.len().saturating_sub(1),
        widened_from_days: survey.widened_from_days,
        is_thin: survey.is_thin,
        changes,
        people: survey.people,
        bot_changes: number(bot_changes),
        kinds: numbers::kinds(survey),
        went_well: praise::went_well(survey),
        themes,
        places: survey
            .busy_places
            .iter()
            .filter(|place| place.changes >= LEAST_CHANGES)
            .take(MOST_PLACES)
            .map(|place| busy(place, changes))
            .chain(left_behind(survey))
            .collect(),
        closer_look: match audience {
            Audience::Lead => closer_look::closer_look(&survey.changes),
            Audience::Team | Audience::Stakeholders => Vec::new(),
        },
        sizes: numbers::sizes(&survey.sizes),
        busy: numbers::busy(survey),
        known: numbers::known(survey),
        frail_areas,
        contested: areas::notes(survey, Concern::Contest),
        pairing: knowledge::pairing(survey, (&narrow_areas, &left_areas), audience),
        narrow_areas,
        left_areas,
        debt: debt::debt(survey),
        delivered: survey.delivered.clone(),
        decisions: decisions::decisions(survey),
        practices: practices(survey),
        follow_up: None,
        unseen: survey.unseen.clone(),
        header: survey.header.clone(),
        origin: survey.origin,
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// "9 of 41 changes, 3 of them fixes; 1,204 lines".
fn busy(place: &BusyPlace, changes: u32) -> Place {
    let mut reason = if place.changes == changes && changes > 1 {
        format!("all {} changes", words::number(changes.into()))
    } else {
        words::of(place.changes.into(), changes.into(), "change", "changes")
    };
    match place.fixes {
        0 => {}
        all if all == place.changes => reason.push_str(", each a fix"),
        1 => reason.push_str(", 1 of them a fix"),
        fixes => reason.push_str(&format!(", {fixes} of them fixes")),
    }
    if let Some(lines) = place.lines {
        reason.push_str(&format!("; {}", words::count(lines.into(), "line", "lines")));
    }
    Place { path: place.path.clone(), reason: Line::new().text(reason) }
}

/// Files that changed without the one that nearly always came along, the closest companions first;
/// which change it was is not said.
fn left_behind(survey: &BriefSurvey) -> Vec<Place> {
    let by_people = survey.changes.iter().filter(|change| !change.by_bot);
    let mut left: Vec<&LeftBehind> = by_people
        .filter_map(|change| change.tail.as_ref())
        .flat_map(|tail| &tail.left_behind)
        .collect();
    let apart = |one: &LeftBehind| one.changes.saturating_sub(one.together);
    left.sort_by_key(|one| (apart(one), Reverse(one.together), &one.path, &one.companion));
    left.dedup_by_key(|one| (&one.path, &one.companion));
    let mut places = BTreeSet::new();
    left.retain(|one| places.insert(&one.path));
    let reason = |one: &LeftBehind| {
        let times = words::of(one.together.into(), one.changes.into(), "change", "changes");
        let after = format!(" in {times} before, and not in one of this time");
        Line::from("came with ").file(&one.companion).text(after)
    };
    let place = |one: &LeftBehind| Place { path: one.path.clone(), reason: reason(one) };
    left.into_iter().take(MOST_LEFT).map(place).collect()
}

fn practices(survey: &BriefSurvey) -> Vec<Measured> {
    survey
        .practices
        .values()
        // Where nothing can be missing, there is nothing to measure.
        .filter(|practice| practice.words.missing.is_some())
        .filter_map(|practice| {
            let measure = Measure::of(survey.tallies.get(&practice.id)?);
            (measure.now.decided() > 0).then(|| Measured {
                practice: practice.id.clone(),
                title: practice.title.clone(),
                scope: practice.scope,
                measure,
                counts_misses: practice.counts_misses,
            })
        })
        .collect()
}
