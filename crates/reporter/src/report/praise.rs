//! What went well: earned, specific, and never from a weak sign.

use std::collections::BTreeSet;

use git_coach_model::{BriefSurvey, Confidence, Finding, Practice, Scope, Values};

use super::theme::numbers;
use super::{Example, Praise, subjects};
use crate::measure::{Measure, Trend};
use crate::words;

/// How much praise is still heard.
const MOST: usize = 3;

/// What says thank you to somebody, and tells a whole team nothing.
const THANKS: &str = "ownership/pairing-leaves-a-trace";

/// What a finding is praised for; none where the sign is weak or there is nothing behind the words.
pub(crate) fn praise(practice: &Practice, finding: &Finding) -> Option<Praise> {
    let earned = finding.praiseworthy.then(|| in_words(practice, finding.values.clone()))??;
    let words = match finding.subject.commit() {
        Some(commit) => earned.words.as_of(commit),
        None => earned.words.at_tip(),
    };
    Some(Praise { example: example(finding), words, ..earned })
}

/// The praise of a practice, in its words.
pub(crate) fn in_words(practice: &Practice, values: Values) -> Option<Praise> {
    let template = practice.words.praise.as_ref()?;
    let earned = practice.confidence > Confidence::Low && words::is_earned(template, &values);
    earned.then(|| Praise {
        practice: practice.id.clone(),
        title: practice.title.clone(),
        numbers: None,
        example: None,
        words: words::fill(template, &values),
        values,
    })
}

/// Up to three things that went well, one a practice: habits that grew first, then those that
/// others of the same window lacked.
pub(crate) fn went_well(survey: &BriefSurvey) -> Vec<Praise> {
    let mut earned: Vec<(f64, Praise)> = survey
        .practices
        .values()
        .filter(|practice| practice.id.as_str() != THANKS)
        .filter_map(|practice| {
            let measure = Measure::of(survey.tallies.get(&practice.id)?);
            let (weight, is_habit) = worth_praise(practice, &measure)?;
            let numbers = is_habit.then(|| habit(practice, &measure));
            Some((weight, Praise { numbers, ..shown(survey, practice)? }))
        })
        .collect();
    earned.sort_by(|(left, a), (right, b)| {
        right.total_cmp(left).then_with(|| a.practice.cmp(&b.practice))
    });
    // One change that did several things well is named once.
    let mut named = BTreeSet::new();
    earned.retain(|(_, praise)| praise.example.as_ref().is_none_or(|one| named.insert(one.commit)));
    earned.truncate(MOST);
    earned.into_iter().map(|(_, praise)| praise).collect()
}

/// From which share of presence on something is a habit of the team.
const HABIT: f64 = 0.8;

/// The numbers of a habit: "12 of 12 changes", and what they were where they have grown.
fn habit(practice: &Practice, measure: &Measure) -> String {
    if measure.trend() == Trend::Up {
        return numbers(practice, measure);
    }
    let (one, many) = subjects(practice.scope);
    words::of(measure.now.present.into(), measure.now.decided().into(), one, many)
}

/// How much a practice's presence is worth saying in this window, and whether it is one of the
/// whole team, to be told with its numbers.
fn worth_praise(practice: &Practice, measure: &Measure) -> Option<(f64, bool)> {
    let now = measure.now;
    if practice.scope == Scope::Repository {
        // What was there before this window is no news.
        let was_missing = measure.windows.get(1).is_some_and(|before| before.missing > 0);
        return (now.present > 0 && was_missing).then_some((3.0, false));
    }
    if now.present == 0 {
        return None;
    }
    let grew = measure.trend() == Trend::Up;
    let is_habit = grew || measure.share().is_some_and(|share| share >= HABIT);
    let rarity = f64::from(now.missing) / f64::from(now.decided().max(1));
    Some((f64::from(u8::from(grew)) * 2.0 + rarity, is_habit))
}

/// The praise of the newest window that shows a practice best: of the exemplar where it is of this
/// window, else the newest.
fn shown(survey: &BriefSurvey, practice: &Practice) -> Option<Praise> {
    let exemplar = survey.exemplars.get(&practice.id);
    let findings = || survey.findings.iter().filter(|finding| finding.practice == practice.id);
    findings()
        .filter(|finding| exemplar.is_some_and(|best| best.subject == finding.subject))
        .chain(findings())
        .find_map(|finding| praise(practice, finding))
}

/// The commit and title of a finding, where it has a commit.
pub(crate) fn example(finding: &Finding) -> Option<Example> {
    let commit = finding.subject.commit()?;
    Some(Example { commit, title: finding.title.clone() })
}
