//! Decisions that a window took, as far as Git shows them, and whether it says why.

use git_coach_model::{BriefSurvey, Practice, Scope, Serves, Tally, Values};

use crate::page::Line;
use crate::report::praise::praise;
use crate::report::{Decided, Decisions};
use crate::words;

/// What serves decisions and is none: a habit of everyday.
const NO_DECISION: &str = "decisions/lockfile-follows-manifest";
/// How many records are named.
const MOST_RECORDS: usize = 5;

/// What practices that serve decisions say of changes, by id, and the records that were added; none
/// where there is neither.
pub(super) fn decisions(survey: &BriefSurvey) -> Option<Decisions> {
    let decided: Vec<Decided> = survey
        .practices
        .values()
        .filter(|practice| practice.serves == Serves::Decisions && practice.scope == Scope::Change)
        .filter(|practice| practice.id.as_str() != NO_DECISION)
        .filter_map(|practice| of_practice(survey, practice))
        .collect();
    let records: Vec<_> = survey.records.iter().take(MOST_RECORDS).cloned().collect();
    let further = survey.records.len() - records.len();
    let is_told = !decided.is_empty() || !records.is_empty();
    is_told.then(|| Decisions {
        decided,
        records,
        further_records: u32::try_from(further).unwrap_or(u32::MAX),
    })
}

fn of_practice(survey: &BriefSurvey, practice: &Practice) -> Option<Decided> {
    let tally = survey.tallies.get(&practice.id).and_then(|windows| windows.first());
    let tally = tally.copied().filter(|tally| tally.decided() > 0)?;
    let mut findings = survey.findings.iter().filter(|finding| finding.practice == practice.id);
    let shown = findings.find_map(|finding| praise(practice, finding));
    // What can only be praised is told where it was.
    if practice.words.missing.is_none() && shown.is_none() {
        return None;
    }
    Some(Decided {
        practice: practice.id.clone(),
        title: practice.title.clone(),
        is_measured: practice.words.missing.is_some(),
        tally,
        shown,
        question: question(practice, tally),
    })
}

/// The question that goes with what is missing, where it needs no single change.
fn question(practice: &Practice, tally: Tally) -> Option<Line> {
    let question = practice.words.team_question.as_ref().or(practice.words.question.as_ref())?;
    let is_general = question.facts().next().is_none();
    (tally.missing > 0 && is_general).then(|| words::fill(question, &Values::new()))
}
