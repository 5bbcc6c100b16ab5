//! Notes for a one-to-one, made from their survey; they stay private all the way.

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{
    Confidence, Finding, Kind, NotesSurvey, PersonalWork, Practice, Private, Unseen, Verdict,
};

mod from_last_time;
mod onboarding;
mod questions;

pub use onboarding::onboarding;

use super::praise::{example, praise};
use super::{Growth, Notes, NotesPreparation, Praise, Situation, Voice};
use crate::notes_file::Kept;
use crate::words;

/// Few, not many.
const MOST: usize = 3;
/// Under how many changes little can be said.
const LEAST_CHANGES: usize = 5;

/// Makes the notes of one colleague's work; `kept` is what came of earlier ones.
pub fn notes(
    survey: Private<NotesSurvey>,
    voice: Voice,
    kept: Option<&Private<Kept>>,
) -> Private<Notes> {
    let kept = kept.map(Private::for_notes);
    survey.map(|survey| {
        let work = &survey.work;
        let situations = situations(&survey, kept);
        let strengths = strengths(&survey);
        let questions = questions::general(voice == Voice::Own, survey.header.tip, kept);
        let prepares = voice == Voice::Colleague { prepare: true };
        Notes {
            name: name(work),
            identities: work.who.identities.clone(),
            apart: work.who.apart.clone(),
            voice,
            preparation: prepares.then(|| preparation(&survey, &strengths, &situations)),
            window: survey.window,
            too_little: work.changes.len() < LEAST_CHANGES,
            places: work.folders.iter().take(MOST).cloned().collect(),
            kinds: kinds(work),
            strengths,
            growth: growth(&survey, &situations, kept),
            from_last_time: from_last_time::recalled(&survey, kept),
            asked: questions
                .iter()
                .map(|question| questions::hash(question))
                .chain(situations.iter().filter_map(|situation| situation.asked.clone()))
                .collect(),
            questions,
            situations,
            known_alone: work.alone_in.iter().take(MOST).cloned().collect(),
            // Practices that compare with a past have none to compare with here.
            unseen: survey
                .unseen
                .iter()
                .filter(|one| !matches!(one, Unseen::Undecided { .. }))
                .cloned()
                .collect(),
            header: survey.header.clone(),
        }
    })
}

/// What a lead prepares, out of what the notes say.
fn preparation(
    survey: &NotesSurvey,
    strengths: &[Praise],
    situations: &[Situation],
) -> NotesPreparation {
    let practices = || situations.iter().filter_map(|one| survey.practices.get(&one.practice));
    let limits: BTreeSet<&String> =
        practices().filter_map(|practice| practice.words.limits.as_ref()).collect();
    NotesPreparation {
        open_with: strengths.iter().find_map(|praise| praise.example.clone()),
        about: practices().map(|practice| practice.serves).collect(),
        limits: limits.into_iter().cloned().collect(),
    }
}

fn name(work: &PersonalWork) -> String {
    let person = &work.who.person;
    if person.name.is_empty() { person.email.clone() } else { person.name.clone() }
}

/// What sort of work it was, most frequent first, without amounts.
fn kinds(work: &PersonalWork) -> Vec<&'static str> {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for change in &work.changes {
        *counts.entry(change.kind).or_default() += 1;
    }
    let mut kinds: Vec<(Kind, usize)> = counts.into_iter().collect();
    kinds.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    kinds.into_iter().filter_map(|(kind, _)| spoken(kind)).take(MOST).collect()
}

/// What a kind is called in a sentence about somebody's work.
const fn spoken(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Feature => "new features",
        Kind::Fix => "fixes",
        Kind::Refactoring => "refactoring",
        Kind::Test => "tests",
        Kind::Docs => "documentation",
        Kind::Build => "build work",
        Kind::Mechanical => "tidying",
        Kind::Dependencies => "dependencies",
        Kind::Release => "releases",
        Kind::Revert | Kind::Merge | Kind::Other => return None,
    })
}

/// Findings of one verdict, one a practice, the newest of each.
fn newest_of_each(survey: &NotesSurvey, verdict: Verdict) -> Vec<(&Practice, &Finding)> {
    let mut seen: Vec<(&Practice, &Finding)> = Vec::new();
    for finding in survey.work.findings.iter().filter(|one| one.verdict == verdict) {
        let known = seen.iter().any(|(practice, _)| practice.id == finding.practice);
        if let Some(practice) = survey.practices.get(&finding.practice).filter(|_| !known) {
            seen.push((practice, finding));
        }
    }
    seen
}

fn strengths(survey: &NotesSurvey) -> Vec<Praise> {
    newest_of_each(survey, Verdict::Present)
        .into_iter()
        .filter_map(|(practice, finding)| praise(practice, finding))
        .take(MOST)
        .collect()
}

/// Situations to talk over, the firmest practice first; none from a single weak sign.
fn situations(survey: &NotesSurvey, kept: Option<&Kept>) -> Vec<Situation> {
    let mut found = newest_of_each(survey, Verdict::Missing);
    found.retain(|(practice, _)| practice.words.missing.is_some() && is_firm(survey, practice));
    found.sort_by(|(left, _), (right, _)| {
        (right.level, right.confidence)
            .cmp(&(left.level, left.confidence))
            .then_with(|| left.id.cmp(&right.id))
    });
    found
        .into_iter()
        .take(MOST)
        .filter_map(|(practice, finding)| {
            let fill = |template| words::fill(template, &finding.values);
            let question = questions::of(practice, survey.header.tip, kept);
            Some(Situation {
                practice: practice.id.clone(),
                example: example(finding),
                seen: fill(practice.words.missing.as_ref()?),
                effect: fill(&practice.words.why),
                question: question.map(fill),
                asked: question.map(|question| questions::hash(&question.source())),
            })
        })
        .collect()
}

/// Whether a sign is sure, or was seen again and again: a single weak one is no situation.
fn is_firm(survey: &NotesSurvey, practice: &Practice) -> bool {
    const AGAIN: usize = 3;
    let misses = survey
        .work
        .findings
        .iter()
        .filter(|one| one.practice == practice.id && one.verdict == Verdict::Missing)
        .count();
    practice.confidence > Confidence::Low || misses >= AGAIN
}

/// One small step, out of the first situation that has one and that no earlier agreement is about:
/// what is still open needs no second point, and what was struck is not wanted.
fn growth(survey: &NotesSurvey, situations: &[Situation], kept: Option<&Kept>) -> Option<Growth> {
    if kept.is_some_and(|kept| from_last_time::are_enough(kept, survey.header.tip)) {
        return None;
    }
    let is_spoken_of =
        |practice| kept.is_some_and(|kept| from_last_time::speaks_of(kept, practice));
    situations.iter().filter(|one| !is_spoken_of(&one.practice)).find_map(|situation| {
        let practice = survey.practices.get(&situation.practice)?;
        let next = practice.words.next.as_ref()?;
        let finding = survey.work.findings.iter().find(|finding| {
            finding.practice == situation.practice && finding.verdict == Verdict::Missing
        })?;
        Some(Growth {
            practice: practice.id.clone(),
            after: example(finding),
            step: words::fill(next, &finding.values),
            model: survey.exemplars.get(&practice.id).and_then(example),
        })
    })
}
