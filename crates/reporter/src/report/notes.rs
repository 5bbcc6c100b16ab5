//! Notes for a one-to-one, made from their survey; they stay private all the way.

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{
    ChangeId, Commit, CommitId, Confidence, Finding, Kind, Level, NotesSurvey, PersonalWork,
    Practice, PracticeId, Private, Unseen, Verdict,
};

mod from_last_time;
mod onboarding;
mod questions;

pub use onboarding::onboarding;

use super::praise::{example, praise};
use super::{
    Example, Growth, Model, Notes, NotesPreparation, Praise, Share, Situation, Together, Voice,
};
use crate::notes_file::Kept;
use crate::words;

/// Few, not many.
const MOST: usize = 3;
/// How many sources are named to read on.
const MOST_READINGS: usize = 2;
/// Under how many changes little can be said, and how many strengths are little.
const LEAST_CHANGES: usize = 5;
const LITTLE: usize = 1;

/// Makes the notes of one colleague's work; `kept` is what came of earlier ones.
pub fn notes(
    survey: Private<NotesSurvey>,
    voice: Voice,
    kept: Option<&Private<Kept>>,
) -> Private<Notes> {
    let kept = kept.map(Private::for_notes);
    survey.map(|survey| {
        let work = &survey.work;
        let too_little = work.changes.len() < LEAST_CHANGES;
        let situations = if too_little { Vec::new() } else { situations(&survey, kept) };
        let together = together(&survey);
        let most = if too_little { LITTLE } else { MOST };
        let strengths = strengths(&survey, most - usize::from(together.is_some()));
        // What waits on a lead waits however little they did lately.
        let tells_of_knowledge = !too_little || voice == Voice::Own;
        let questions = questions::general(voice == Voice::Own, work.who.turn, kept);
        let prepares = voice == Voice::Colleague { prepare: true };
        Notes {
            name: name(work),
            identities: work.who.identities.clone(),
            apart: work.who.apart.clone(),
            voice,
            preparation: prepares.then(|| {
                let made = strengths.iter().find_map(|praise| praise.example.clone());
                let made = made.or_else(|| Some(together.as_ref()?.example.clone()));
                preparation(&survey, made.or_else(|| newest(work)), &situations)
            }),
            window: survey.window,
            nothing: work.changes.is_empty() && work.brought_in.is_empty(),
            too_little,
            together,
            brought_in: brought_in(work),
            is_mostly_brought_in: work.brought_in.len() > work.changes.len(),
            places: work.folders.iter().take(MOST).cloned().collect(),
            share: match work.folders.len() {
                0..=MOST => Share::All,
                _ if work.is_mostly_there => Share::Most,
                _ => Share::Some,
            },
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
            few_know: few(tells_of_knowledge, &work.few_know),
            others_know: few(!too_little, &work.others_know),
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

/// The first few of what is told at all.
fn few<T: Clone>(is_told: bool, all: &[T]) -> Vec<T> {
    all.iter().take(if is_told { MOST } else { 0 }).cloned().collect()
}

/// The newest thing they did: of their own, or else what they brought in.
fn newest(work: &PersonalWork) -> Option<Example> {
    let own = work.changes.iter().filter_map(|change| match change.id {
        ChangeId::Commit(commit) => Some(Example { commit, title: change.title.clone() }),
        _ => None,
    });
    let brought_in = work.brought_in.iter();
    let brought_in = brought_in.map(|one| Example { commit: one.commit, title: one.title.clone() });
    own.chain(brought_in).next()
}

/// What a lead prepares, out of what the notes say.
fn preparation(
    survey: &NotesSurvey,
    open_with: Option<Example>,
    situations: &[Situation],
) -> NotesPreparation {
    let practices = || situations.iter().filter_map(|one| survey.practices.get(&one.practice));
    let limits: BTreeSet<&String> =
        practices().filter_map(|practice| practice.words.limits.as_ref()).collect();
    NotesPreparation {
        open_with,
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

/// The newest finding of each practice with that verdict, each practice with another commit as far
/// as there are others: one change is no habit.
fn newest_of_each(survey: &NotesSurvey, verdict: Verdict) -> Vec<(&Practice, &Finding)> {
    let of_verdict = || survey.work.findings.iter().filter(move |one| one.verdict == verdict);
    let mut used: BTreeSet<CommitId> = BTreeSet::new();
    let mut practices: Vec<&PracticeId> = Vec::new();
    for finding in of_verdict() {
        if !practices.contains(&&finding.practice) {
            practices.push(&finding.practice);
        }
    }
    practices
        .into_iter()
        .filter_map(|id| {
            let practice = survey.practices.get(id)?;
            let of_it = || of_verdict().filter(|one| one.practice == *id);
            let is_new =
                |one: &&Finding| one.subject.commit().is_some_and(|it| !used.contains(&it));
            let finding = of_it().find(is_new).or_else(|| of_it().next())?;
            used.extend(finding.subject.commit());
            Some((practice, finding))
        })
        .collect()
}

/// What went well, each with a change of its own.
fn strengths(survey: &NotesSurvey, most: usize) -> Vec<Praise> {
    let mut seen = BTreeSet::new();
    newest_of_each(survey, Verdict::Present)
        .into_iter()
        .filter_map(|(practice, finding)| praise(practice, finding))
        .filter(|praise| praise.example.as_ref().is_none_or(|one| seen.insert(one.commit)))
        .take(most)
        .collect()
}

/// The newest change of somebody else that was brought in, where that was work and no accident.
fn brought_in(work: &PersonalWork) -> Option<Example> {
    let newest = work.brought_in.first().filter(|_| work.brought_in.len() >= LEAST_CHANGES)?;
    Some(Example { commit: newest.commit, title: newest.title.clone() })
}

/// The newest change that was made together with somebody: what several people made is praised in
/// none of them, and is theirs all the same.
fn together(survey: &NotesSurvey) -> Option<Together> {
    let person = &survey.work.who.person;
    let commits = survey.work.changes.iter().flat_map(|change| change.commits.iter().rev());
    let found = |commit: &&Commit| {
        !commit.by_bot
            && !commit.is_merge()
            && (commit.coauthors.contains(person)
                || commit.author == *person && !commit.coauthors.is_empty())
    };
    // What forges call the commits in which a reviewer's words become code.
    let is_suggestion = |commit: &Commit| {
        let subject = commit.message.subject.as_str();
        let of_a_file = |path: &str| !path.contains(' ') && path.contains(['.', '/']);
        subject.starts_with("Apply suggestion")
            || subject.strip_prefix("Update ").is_some_and(of_a_file)
    };
    let made: Vec<&Commit> = commits.filter(found).collect();
    let commit = made.iter().find(|it| !is_suggestion(it)).or_else(|| made.first())?;
    Some(Together {
        example: Example { commit: commit.id, title: commit.message.subject.clone() },
        is_suggestion: is_suggestion(commit),
    })
}

/// Situations to talk over, the firmest practice first, then those that come up most. Nothing that
/// happened once among many is one.
fn situations(survey: &NotesSurvey, kept: Option<&Kept>) -> Vec<Situation> {
    let mut found = newest_of_each(survey, Verdict::Missing);
    found.retain(|(practice, _)| practice.words.missing.is_some() && is_firm(survey, practice));
    let share = |practice: &Practice| {
        let (misses, occasions) = misses(survey, practice);
        misses * 1000 / occasions.max(1)
    };
    found.sort_by(|(left, _), (right, _)| {
        (right.level, share(right), right.confidence)
            .cmp(&(left.level, share(left), left.confidence))
            .then_with(|| left.id.cmp(&right.id))
    });
    // A place that two of them lead to is one situation.
    let place = survey.work.places.first();
    found.extend(place.and_then(|one| Some((survey.practices.get(&one.practice)?, one))));
    let own = found.len() - usize::from(place.is_some());
    // One of few has to do with a place, where there is one.
    if own >= MOST && place.is_some() {
        found.drain(MOST - 1..own);
    }
    found
        .into_iter()
        .take(MOST)
        .filter_map(|(practice, finding)| {
            let fill = |template| words::fill(template, &finding.values);
            let question = questions::of(practice, survey.work.who.turn, kept);
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

/// Whether there is something to talk over: what was seen surely, or again and again, and in no fewer
/// than one of so many occasions, as what happens once among many is no habit. A warning always is.
fn is_firm(survey: &NotesSurvey, practice: &Practice) -> bool {
    const AGAIN: usize = 3;
    let (misses, occasions) = misses(survey, practice);
    let is_sure = practice.confidence > Confidence::Low || misses >= AGAIN;
    let odd_one = match practice.level {
        Level::Warning => return is_sure,
        Level::Suggestion => 20,
        Level::Note => 10,
    };
    is_sure && misses * odd_one >= occasions
}

/// In how many of how many occasions a habit was missing.
fn misses(survey: &NotesSurvey, practice: &Practice) -> (usize, usize) {
    let of_it = || survey.work.findings.iter().filter(|one| one.practice == practice.id);
    (of_it().filter(|one| one.verdict == Verdict::Missing).count(), of_it().count())
}

/// One small step, out of the first situation that has one, that came up again or in a third of its
/// occasions, and that no earlier agreement is about: what is still open needs no second point, and what was struck is not wanted.
fn growth(survey: &NotesSurvey, situations: &[Situation], kept: Option<&Kept>) -> Option<Growth> {
    if kept.is_some_and(|kept| from_last_time::are_enough(kept, survey.header.tip)) {
        return None;
    }
    let is_spoken_of =
        |practice| kept.is_some_and(|kept| from_last_time::speaks_of(kept, practice));
    situations.iter().filter(|one| !is_spoken_of(&one.practice)).find_map(|situation| {
        let practice = survey.practices.get(&situation.practice)?;
        let (misses, occasions) = misses(survey, practice);
        let is_worth_it = misses > 1 || misses * 3 >= occasions || practice.level == Level::Warning;
        let next = practice.words.next.as_ref().filter(|_| is_worth_it)?;
        let shown = situation.example.as_ref().map(|example| example.commit);
        let finding = survey.work.findings.iter().find(|finding| {
            finding.practice == situation.practice
                && finding.verdict == Verdict::Missing
                && finding.subject.commit() == shown
        })?;
        let readings = survey.readings.get(&practice.id);
        Some(Growth {
            practice: practice.id.clone(),
            after: example(finding),
            step: words::fill(next, &finding.values),
            model: survey.models.get(&practice.id).and_then(|model| {
                Some(Model {
                    example: example(&model.finding)?,
                    is_own: model.is_own,
                    is_sure: practice.confidence > Confidence::Low,
                })
            }),
            readings: readings.into_iter().flatten().take(MOST_READINGS).cloned().collect(),
        })
    })
}
