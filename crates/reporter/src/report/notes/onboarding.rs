//! Notes for somebody new, made from their survey.

use std::collections::BTreeSet;

use git_coach_model::{Care, Guide, OnboardingSurvey, Private, RepoPath, Unseen};

use crate::report::praise::praise;
use crate::report::{Example, Onboarding, Praise};

/// How many places of each sort are named.
const MOST_PLACES: usize = 3;
/// In how many areas people are named.
const MOST_AREAS: usize = 10;
/// How many examples of the team's work are shown.
const MOST_EXAMPLES: usize = 5;

/// Makes the notes for somebody new.
pub fn onboarding(survey: Private<OnboardingSurvey>) -> Private<Onboarding> {
    survey.map(|survey| {
        let good = survey
            .grounds
            .iter()
            .filter(|one| one.is_shared && one.is_tested && one.care.is_none());
        let mut good: Vec<RepoPath> = good.map(|one| one.path.clone()).take(MOST_PLACES).collect();
        if good.is_empty() {
            good = survey.safe_files.iter().take(MOST_PLACES).cloned().collect();
        }
        let asides = if good.is_empty() { survey.asides.clone() } else { Vec::new() };
        let careful =
            survey.grounds.iter().filter_map(|one| Some((one.path.clone(), one.care.clone()?)));
        let careful: Vec<(RepoPath, Care)> = careful.take(MOST_PLACES).collect();
        let ask = survey.grounds.iter().filter(|one| !one.ask.is_empty());
        Onboarding {
            window: survey.window,
            read: survey.written.iter().map(|(guide, path)| (*guide, path.clone())).collect(),
            unwritten: [Guide::Readme, Guide::Contributing, Guide::Architecture]
                .into_iter()
                .filter(|guide| !survey.written.contains_key(guide))
                .collect(),
            good,
            asides,
            careful,
            ask: ask.map(|one| (one.path.clone(), one.ask.clone())).take(MOST_AREAS).collect(),
            examples: examples(&survey),
            starts: survey
                .starts
                .iter()
                .map(|(commit, title)| Example { commit: *commit, title: title.clone() })
                .collect(),
            unseen: survey
                .unseen
                .iter()
                .filter(|one| !matches!(one, Unseen::Undecided { .. }))
                .cloned()
                .collect(),
            header: survey.header,
        }
    })
}

/// The best local examples, one a folder of practices and each of another commit, in the order of what they serve.
fn examples(survey: &OnboardingSurvey) -> Vec<Praise> {
    let (mut folders, mut commits) = (BTreeSet::new(), BTreeSet::new());
    let of = |id| Some((survey.practices.get(id)?, survey.exemplars.get(id)?));
    let mut known: Vec<_> = survey.exemplars.keys().filter_map(of).collect();
    known.sort_by_key(|(practice, _)| practice.serves);
    known
        .into_iter()
        .filter_map(|(practice, finding)| praise(practice, finding))
        .filter(|praise| {
            let folder = praise.practice.as_str().split('/').next().unwrap_or_default().to_owned();
            let is_new = |one: &Example| !commits.contains(&one.commit);
            if !praise.example.as_ref().is_none_or(is_new) || !folders.insert(folder) {
                return false;
            }
            commits.extend(praise.example.as_ref().map(|one| one.commit));
            true
        })
        .take(MOST_EXAMPLES)
        .collect()
}
