//! Findings drawn together: the themes of a window.

mod weight;

use std::collections::BTreeMap;

use git_coach_model::{
    BriefSurvey, Finding, Practice, RepoPath, Scope, Tally, Template, Value, Values, Verdict,
};

use super::praise::example;
use super::{AreaNote, Example, Theme, subjects};
use crate::measure::{Measure, Trend};
use crate::page::Line;
use crate::words;
pub(super) use weight::{Around, FIRM, is_lost, is_often, weight};
use weight::{Bar, GENTLE, presses};

/// How many themes a meeting can hold.
const MOST: usize = 3;
/// How many themes there are where nothing presses.
const MOST_GENTLE: usize = 2;

/// Up to three themes, those first that it would help most to talk about. Where nothing presses, up
/// to two that are worth a few minutes: places that trouble comes back to before habits.
pub(crate) fn themes(survey: &BriefSurvey, troubled: &[AreaNote]) -> Vec<Theme> {
    let firm = weighed(survey, FIRM);
    if firm.iter().any(|(practice, measure)| presses(practice, measure)) {
        let firm = firm.into_iter().take(MOST);
        return firm.map(|(practice, measure)| theme(survey, practice, measure)).collect();
    }
    let places = troubled.iter().take(1).filter_map(|note| of_area(survey, note));
    // A state that nobody is in a hurry about is there at every meeting: one of them will do.
    let mut states = 0;
    let habits = weighed(survey, GENTLE).into_iter().filter(|(practice, _)| {
        states += u32::from(practice.scope == Scope::Repository);
        practice.scope != Scope::Repository || states == 1
    });
    let habits = habits.map(|(practice, measure)| theme(survey, practice, measure));
    let gentle = places.chain(habits).take(MOST_GENTLE);
    gentle.map(|theme| Theme { presses: false, ..theme }).collect()
}

/// The practices that reach the bar, the weightiest first.
fn weighed(survey: &BriefSurvey, bar: Bar) -> Vec<(&Practice, Measure)> {
    let mut weighed: Vec<(f64, &Practice, Measure)> = survey
        .practices
        .values()
        .filter(|practice| practice.words.missing.is_some() && practice.scope != Scope::Area)
        .filter_map(|practice| {
            let measure = Measure::of(survey.tallies.get(&practice.id)?);
            let weight = weight(practice, &measure, bar, &around(survey, practice))?;
            Some((weight, practice, measure))
        })
        .collect();
    weighed
        .sort_by(|(left, a, _), (right, b, _)| right.total_cmp(left).then_with(|| a.id.cmp(&b.id)));
    weighed.into_iter().map(|(_, practice, measure)| (practice, measure)).collect()
}

/// What lies around a theme: in how many places it shows, and how small the next step is.
fn around(survey: &BriefSurvey, practice: &Practice) -> Around {
    let of_practice = || survey.findings.iter().filter(|one| one.practice == practice.id);
    let missing: Vec<&Finding> =
        of_practice().filter(|one| one.verdict == Verdict::Missing).collect();
    let all: Vec<&Finding> = of_practice().collect();
    let words = &practice.words;
    let is_state = practice.scope == Scope::Repository;
    Around {
        places: places(survey, &missing).len(),
        all_places: places(survey, &all).len(),
        has_step: words.team_next.is_some() || is_state && words.next.is_some(),
        has_model: model(survey, practice).is_some(),
    }
}

fn theme(survey: &BriefSurvey, practice: &Practice, measure: Measure) -> Theme {
    let missing: Vec<&Finding> = survey
        .findings
        .iter()
        .filter(|one| one.practice == practice.id && one.verdict == Verdict::Missing)
        .collect();
    let places = places(survey, &missing);
    let words = &practice.words;
    let whole = practice.scope == Scope::Repository;
    let first = missing.first().map(|finding| &finding.values).cloned().unwrap_or_default();
    let facts = theme_facts(&places, &measure);
    let said = |team: Option<&Template>, single: Option<&Template>| {
        team.map(|template| words::fill(template, &facts))
            .or_else(|| single.filter(|_| whole).map(|template| words::fill(template, &first)))
            .map(Line::at_tip)
    };
    Theme {
        practice: practice.id.clone(),
        title: practice.title.clone(),
        level: practice.level,
        confidence: practice.confidence,
        numbers: match whole {
            true if is_lost(practice, &measure) => "no longer so".to_owned(),
            true => "not yet".to_owned(),
            false => numbers(practice, &measure),
        },
        observation: if whole {
            words.missing.as_ref().map(|template| words::fill(template, &first).at_tip())
        } else {
            where_it_shows(&places, measure.now.missing, practice)
        },
        why: words::fill(&words.why, &first),
        cited: practice.evidence.clone(),
        exemplar: model(survey, practice),
        question: said(words.team_question.as_ref(), words.question.as_ref()),
        next: said(words.team_next.as_ref(), words.next.as_ref()),
        limits: words.limits.clone(),
        preparation: None,
        area: None,
        presses: presses(practice, &measure),
        measure,
    }
}

/// A local example: one that is praised, or else one that has the habit.
fn model(survey: &BriefSurvey, practice: &Practice) -> Option<Example> {
    let praised = survey.exemplars.get(&practice.id);
    praised.or_else(|| survey.models.get(&practice.id)).and_then(example)
}

/// What a practice says of one area, as a theme.
fn of_area(survey: &BriefSurvey, note: &AreaNote) -> Option<Theme> {
    let practice = survey.practices.get(&note.practice)?;
    let measure = Measure::of(survey.tallies.get(&practice.id)?);
    Some(Theme {
        area: Some(note.area.clone()),
        observation: Some(note.seen.clone()),
        question: note.question.clone(),
        next: note.next.clone(),
        ..theme(survey, practice, measure)
    })
}

impl Theme {
    /// Whether it tells what a note on an area says.
    pub(super) fn is_of(&self, note: &AreaNote) -> bool {
        self.practice == note.practice && self.observation.as_ref() == Some(&note.seen)
    }
}

/// "14 of 22 changes, down from 19 of 21"; for what is counted, "all but 3 of 41 changes, down from all
/// 90".
pub(crate) fn numbers(practice: &Practice, measure: &Measure) -> String {
    let (one, many) = subjects(practice.scope);
    let (now, before) = (measure.now, measure.before());
    let here = share_of(practice, now, &words::count(now.decided().into(), one, many));
    let there = share_of(practice, before, &words::number(before.decided().into()));
    let compared = match measure.trend() {
        Trend::Down => format!(", down from {there}"),
        Trend::Up => format!(", up from {there}"),
        Trend::Steady => format!(", much as before ({there})"),
        Trend::Unknown => String::new(),
    };
    format!("{here}{compared}")
}

/// "14 of 22"; for what is counted "all but 3 of 41", "all 41" or "none of 3".
pub(super) fn share_of(practice: &Practice, tally: Tally, whole: &str) -> String {
    match (practice.counts_misses, tally.present, tally.missing) {
        (false, present, _) => format!("{} of {whole}", words::number(present.into())),
        (true, _, 0) => format!("all {whole}"),
        (true, 0, _) => format!("none of {whole}"),
        (true, _, missing) => format!("all but {} of {whole}", words::number(missing.into())),
    }
}

/// The areas (or else folders) with most of what is missing, the fullest first.
pub(super) fn places(survey: &BriefSurvey, missing: &[&Finding]) -> Vec<(RepoPath, u32)> {
    let mut counts: BTreeMap<RepoPath, u32> = BTreeMap::new();
    for finding in missing {
        // The first piece of evidence is the largest file: where the work was.
        let Some(path) = finding.evidence.first().map(|evidence| &evidence.path) else {
            continue;
        };
        let area = survey
            .areas
            .iter()
            .map(|area| &area.path)
            .filter(|area| path.is_below(area.as_str()))
            .max_by_key(|area| area.as_str().len())
            .cloned()
            .or_else(|| Some(path.folder()).filter(|f| !f.is_empty()).map(RepoPath::from));
        if let Some(area) = area {
            *counts.entry(area).or_default() += 1;
        }
    }
    let mut places: Vec<(RepoPath, u32)> = counts.into_iter().collect();
    places.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    places
}

fn theme_facts(places: &[(RepoPath, u32)], measure: &Measure) -> Values {
    let place = leading(places).map_or_else(
        || Value::Text("some places".to_owned()),
        |(path, _)| Value::Path(path.clone()),
    );
    [
        ("place".to_owned(), place),
        ("missing".to_owned(), Value::Number(measure.now.missing.into())),
        ("subjects".to_owned(), Value::Number(measure.now.decided().into())),
    ]
    .into()
}

/// The place that stands out among all: with at least three, and more than the next.
fn leading(places: &[(RepoPath, u32)]) -> Option<&(RepoPath, u32)> {
    const STANDS_OUT: u32 = 3;
    let first = places.first().filter(|(_, count)| *count >= STANDS_OUT)?;
    let next = places.get(1).map_or(0, |(_, count)| *count);
    (first.1 > next).then_some(first)
}

/// "Most of the 8 without are in `src/billing` (6)."; none where they are spread.
fn where_it_shows(places: &[(RepoPath, u32)], missing: u32, practice: &Practice) -> Option<Line> {
    let (place, count) = leading(places)?;
    let which = if practice.counts_misses { "" } else { " without" };
    let all = format!("{}{which}", words::number(missing.into()));
    Some(if *count == missing {
        Line::from(format!("All {all} are in ")).file(place).text(".")
    } else if count * 2 > missing {
        let most = Line::from(format!("Most of the {all} are in ")).file(place);
        most.text(format!(" ({count})."))
    } else {
        let some = Line::from(format!("Of the {all}, {count} are in ")).file(place);
        some.text(", more than elsewhere.")
    })
}
