//! One report on several repositories: the themes that they share, and each one's own.

mod names;

use std::collections::BTreeMap;
use std::path::PathBuf;

use git_coach_model::{
    BriefSurvey, Confidence, Finding, Level, Practice, PracticeId, Scope, Tally, Template, Value,
    Values, Window, WindowTally,
};

use super::praise::example;
use super::{Audience, Briefing, Example, brief, theme};
use crate::measure::Measure;
use crate::page::Line;
use crate::words;

/// How many shared themes a meeting can hold.
const MOST: usize = 3;
/// In how many repositories a habit is missing, at least, so that it is a theme of several.
const LEAST: usize = 2;

/// What several repositories have to say together.
#[derive(Clone, Debug)]
pub struct Across {
    /// From the first to the last moment of any.
    pub window: Window,
    /// Up to three themes that they share, the most helpful first.
    pub themes: Vec<SharedTheme>,
    /// Each repository's own briefing, without the themes that are shared.
    pub members: Vec<Briefing>,
    /// The repositories that could not be read.
    pub unread: Vec<Unread>,
}

/// A repository that could not be read.
#[derive(Clone, Debug)]
pub struct Unread {
    /// Where it was looked for.
    pub path: String,
    /// Why it could not be read.
    pub why: String,
}

/// A theme of several repositories.
#[derive(Clone, Debug)]
pub struct SharedTheme {
    /// The practice.
    pub practice: PracticeId,
    /// The habit.
    pub title: String,
    /// How firmly it is raised.
    pub level: Level,
    /// How sure the detection is.
    pub confidence: Confidence,
    /// What the numbers of all say together, as a heading goes on.
    pub numbers: String,
    /// What its verdicts are about.
    pub scope: Scope,
    /// What each repository adds to them, those with most of what is missing first.
    pub shares: Vec<Contribution>,
    /// Why it matters.
    pub why: Line,
    /// The sources.
    pub cited: Vec<String>,
    /// A good one to look at together, with its repository by its place among the members: of the
    /// one that has the habit most often.
    pub exemplar: Option<(usize, Example)>,
    /// An open question.
    pub question: Option<Line>,
    /// One small next step.
    pub next: Option<Line>,
    /// What the detection cannot see.
    pub limits: Option<String>,
}

/// What one repository adds to a shared theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The repository by its place among the members.
    pub member: usize,
    /// Its newest window.
    pub tally: Tally,
}

/// One repository's briefing, with what is needed to compare it with others.
pub struct Gist {
    /// Where the repository lies, as far as it may be told.
    place: Option<PathBuf>,
    briefing: Briefing,
    practices: BTreeMap<PracticeId, Practice>,
    tallies: BTreeMap<PracticeId, WindowTally>,
    exemplars: BTreeMap<PracticeId, Finding>,
}

impl Gist {
    /// The gist of a survey; its changes are let go. By its place it is told from others of the same
    /// name; without one, by a number.
    pub fn of(survey: BriefSurvey, audience: Audience, place: Option<PathBuf>) -> Self {
        Self {
            place,
            briefing: brief::briefing(&survey, audience),
            practices: survey.practices,
            tallies: survey.tallies,
            exemplars: survey.exemplars,
        }
    }
}

/// Draws together what several repositories say.
pub fn across(gists: Vec<Gist>, unread: Vec<Unread>) -> Across {
    let mut gists = gists;
    let names = names::apart(
        gists.iter().map(|one| (one.briefing.header.repository.as_str(), one.place.as_deref())),
    );
    for (gist, name) in gists.iter_mut().zip(names) {
        gist.briefing.header.repository = name;
    }
    let themes = themes(&gists);
    let mut members: Vec<Briefing> = gists.into_iter().map(|gist| gist.briefing).collect();
    for member in &mut members {
        member.themes.retain(|own| themes.iter().all(|shared| shared.practice != own.practice));
    }
    let windows = || members.iter().map(|member| member.window);
    let empty = git_coach_model::Time::utc(0);
    let window = Window {
        from: windows().map(|one| one.from).min_by_key(|time| time.seconds).unwrap_or(empty),
        until: windows().map(|one| one.until).max_by_key(|time| time.seconds).unwrap_or(empty),
    };
    Across { window, themes, members, unread }
}

fn themes(gists: &[Gist]) -> Vec<SharedTheme> {
    let practices: BTreeMap<&PracticeId, &Practice> =
        gists.iter().rev().flat_map(|gist| &gist.practices).collect();
    let mut weighed: Vec<(f64, SharedTheme)> = practices
        .into_values()
        .filter(|practice| practice.words.missing.is_some() && practice.scope != Scope::Area)
        .filter_map(|practice| shared(gists, practice))
        .collect();
    weighed.sort_by(|(left, a), (right, b)| {
        right.total_cmp(left).then_with(|| a.practice.cmp(&b.practice))
    });
    weighed.into_iter().take(MOST).map(|(_, theme)| theme).collect()
}

/// The theme with its weight; none where fewer than two repositories lack the habit, or where it
/// would be no theme in one repository with the numbers of all.
fn shared(gists: &[Gist], practice: &Practice) -> Option<(f64, SharedTheme)> {
    let mut sum = WindowTally::new();
    let mut shares = Vec::new();
    for (member, gist) in gists.iter().enumerate() {
        // A team's own practice of that name may be another.
        let is_same = gist.practices.get(&practice.id).is_some_and(|own| {
            (&own.title, own.scope, own.counts_misses)
                == (&practice.title, practice.scope, practice.counts_misses)
        });
        let Some(windows) = gist.tallies.get(&practice.id).filter(|_| is_same) else {
            continue;
        };
        sum.resize(sum.len().max(windows.len()), Tally::default());
        for (all, own) in sum.iter_mut().zip(windows) {
            all.present += own.present;
            all.missing += own.missing;
            all.unseen += own.unseen;
        }
        if let Some(tally) = windows.first().copied().filter(|tally| tally.decided() > 0) {
            shares.push(Contribution { member, tally });
        }
    }
    if shares.iter().filter(|share| share.tally.missing > 0).count() < LEAST {
        return None;
    }
    // Where one of them has no past, a trend would tell who came and not what changed.
    if shares.iter().any(|share| !has_past(gists, share.member, &practice.id)) {
        sum.truncate(1);
    }
    let measure = Measure::of(&sum);
    let lacks = |share: &&Contribution| share.tally.missing > 0;
    let words = &practice.words;
    let around = theme::Around {
        places: shares.iter().filter(lacks).count(),
        all_places: shares.len(),
        has_step: words.team_next.is_some() || words.next.is_some(),
        has_model: shares.iter().any(|share| {
            gists.get(share.member).is_some_and(|one| one.exemplars.contains_key(&practice.id))
        }),
    };
    let weight = theme::weight(practice, &measure, theme::FIRM, &around)?;
    let exemplar = shares
        .iter()
        .filter_map(|share| {
            let found = gists.get(share.member)?.exemplars.get(&practice.id).and_then(example)?;
            Some((f64::from(share.tally.present) / f64::from(share.tally.decided()), share, found))
        })
        .reduce(|best, one| if one.0 > best.0 { one } else { best })
        .map(|(_, share, found)| (share.member, found));
    shares.sort_by_key(|share| (std::cmp::Reverse(share.tally.missing), share.member));
    // No single change stands for several repositories; the one that lacks most is their place.
    let team = theme_facts(gists, shares.first()?);
    let general = |template: Option<&Template>| {
        let template = template.filter(|template| template.facts().next().is_none())?;
        Some(words::fill(template, &Values::new()))
    };
    let for_team = |template: Option<&Template>| Some(words::fill(template?, &team));
    let theme = SharedTheme {
        practice: practice.id.clone(),
        title: practice.title.clone(),
        level: practice.level,
        confidence: practice.confidence,
        numbers: match practice.scope {
            Scope::Repository => {
                let of = words::of(
                    measure.now.missing.into(),
                    measure.now.decided().into(),
                    "repository",
                    "repositories",
                );
                format!("missing in {of}")
            }
            _ => theme::numbers(practice, &measure),
        },
        scope: practice.scope,
        shares,
        why: words::fill(&words.why, &Values::new()),
        cited: practice.evidence.clone(),
        exemplar,
        question: for_team(words.team_question.as_ref())
            .or_else(|| general(words.question.as_ref())),
        next: for_team(words.team_next.as_ref()).or_else(|| general(words.next.as_ref())),
        limits: words.limits.clone(),
    };
    Some((weight, theme))
}

fn has_past(gists: &[Gist], member: usize, practice: &PracticeId) -> bool {
    let windows = gists.get(member).and_then(|gist| gist.tallies.get(practice));
    windows.is_some_and(|windows| windows.iter().skip(1).any(|one| one.decided() > 0))
}

/// What the words for a team name: the repository with most of what is missing.
fn theme_facts(gists: &[Gist], most: &Contribution) -> Values {
    let name = gists.get(most.member).map(|gist| gist.briefing.header.repository.as_str());
    [
        ("place".to_owned(), Value::Path(name.unwrap_or_default().into())),
        ("missing".to_owned(), Value::Number(most.tally.missing.into())),
        ("subjects".to_owned(), Value::Number(most.tally.decided().into())),
    ]
    .into()
}
