//! What practices about areas say, each where it belongs.

use git_coach_model::{Area, BriefSurvey, Finding, Practice, RepoPath, Scope, Serves, Verdict};

use crate::page::Line;
use crate::report::AreaNote;
use crate::words;

/// How many areas are named of a kind.
const MOST: usize = 3;

/// What an area is named for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Concern {
    /// Trouble that comes back: where to look.
    Trouble,
    /// What goes back and forth between people.
    Contest,
    /// Who knows it.
    Knowledge,
}

impl Concern {
    const fn of(practice: &Practice) -> Self {
        match practice.serves {
            Serves::Collaboration => Self::Contest,
            Serves::Accountability | Serves::Mentorship => Self::Knowledge,
            _ => Self::Trouble,
        }
    }
}

/// What practices say of areas for that concern, the areas with most changes first.
pub(super) fn notes(survey: &BriefSurvey, concern: Concern) -> Vec<AreaNote> {
    // With one person in the whole repository there is nobody to share with.
    if survey.people < 2 {
        return Vec::new();
    }
    let changes = |finding: &Finding| {
        let area = survey.areas.iter().find(|area| area.path.as_str() == finding.title);
        area.map_or(0, |area: &Area| area.changes)
    };
    let mut missing: Vec<(&Finding, &Practice)> = survey
        .findings
        .iter()
        .filter(|finding| finding.verdict == Verdict::Missing)
        .filter_map(|finding| Some((finding, survey.practices.get(&finding.practice)?)))
        .filter(|(_, practice)| practice.scope == Scope::Area && Concern::of(practice) == concern)
        .collect();
    missing.sort_by(|(left, _), (right, _)| {
        changes(right).cmp(&changes(left)).then_with(|| left.title.cmp(&right.title))
    });
    missing
        .into_iter()
        .filter_map(|(finding, practice)| note(finding, practice))
        .take(MOST)
        .collect()
}

fn note(finding: &Finding, practice: &Practice) -> Option<AreaNote> {
    let fill = |template| words::fill(template, &finding.values).at_tip();
    Some(AreaNote {
        practice: practice.id.clone(),
        area: RepoPath::from(finding.title.as_str()),
        seen: fill(practice.words.missing.as_ref()?),
        question: practice.words.question.as_ref().map(fill),
        next: practice.words.next.as_ref().map(fill),
    })
}

impl AreaNote {
    /// What was seen, and one small step.
    pub(crate) fn with_step(&self) -> Line {
        match &self.next {
            Some(next) => self.seen.clone().text(" ").line(next.clone()),
            None => self.seen.clone(),
        }
    }

    /// What was seen, and the question for all who work there.
    pub(crate) fn with_question(&self) -> Line {
        match &self.question {
            Some(question) => self.seen.clone().text(" ").line(question.clone()),
            None => self.seen.clone(),
        }
    }
}
