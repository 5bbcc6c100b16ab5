//! The survey behind notes for a one-to-one: one colleague's work, which leaves only in private.

mod folders;
mod hands;
mod models;
mod places;
mod since;

use git_coach_model::{
    Agreement, BroughtIn, Change, Colleague, CommitId, Kind, NotesSurvey, PersonalWork, Private,
    RepoPath, Time, Window,
};
use git2::Oid;

use crate::Error;
use crate::areas;
use crate::around;
use crate::changes::{self, Brought};
use crate::commits::is_work;
use crate::diff::Detail;
use crate::facts;
use crate::habits::Habits;
use crate::judge::{Docket, Judge};
use crate::people::{self, Known};
use crate::places::knowledge::Knowledge;
use crate::repo::{commit_id, oid};
use crate::survey::{Desk, past, readings, whole};
use crate::tree;

/// The default window in days.
const DEFAULT_DAYS: i64 = 90;
/// For how many days an agreement is looked back to.
const LONGEST_DAYS: i64 = 365;
/// How many of the newest changes of others are read closely, for local examples; of all of them it is
/// known where they were made.
const COMPANY: usize = 150;

/// Whose work it is.
#[derive(Clone, Copy, Debug)]
pub enum Whom<'a> {
    /// The one person whom this names: a name, an address, or a unique part of either.
    Named(&'a str),
    /// Whoever commits here, by the identity that git would use.
    Own,
}

/// What was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The first moment; 90 days before the last for none.
    pub since: Option<Time>,
    /// The last moment; the tip's commit for none.
    pub until: Option<Time>,
    /// What was agreed on earlier.
    pub agreed: &'a [Agreement],
}

/// Finds one person among all who had a hand in the history.
///
/// # Errors
/// Nobody of that name, several, a program, or a repository that cannot be read.
pub fn colleague(desk: &Desk<'_>, whom: Whom<'_>) -> Result<Private<Colleague>, Error> {
    let tip = desk.repo.head()?.commit;
    let lens = desk.lens(tip)?;
    let everybody = people::everybody(desk, &lens, tip)?;
    let known = Known::of(&everybody, &lens);
    let found = match whom {
        Whom::Named(who) => known.find(who),
        Whom::Own => known.own(desk.repo),
    };
    found.map(Private::new)
}

/// Reads and judges what notes for a one-to-one need: the work of one person.
///
/// # Errors
/// A repository that cannot be read.
pub fn notes(
    desk: &Desk<'_>,
    who: Private<Colleague>,
    asked: Asked<'_>,
) -> Result<Private<NotesSurvey>, Error> {
    who.try_map(|who| survey(desk, who, asked))
}

fn survey(desk: &Desk<'_>, who: Colleague, asked: Asked<'_>) -> Result<NotesSurvey, Error> {
    let tip = desk.repo.head()?;
    let mut lens = desk.lens(tip.commit)?;
    lens.mailmap.take_together(&who.identities, &who.person);
    let until = match asked.until {
        Some(until) => until,
        None => desk.repo.time_of(tip.commit)?,
    };
    let since = asked.since.unwrap_or_else(|| until.days_before(DEFAULT_DAYS));
    let agreed = |one: &Agreement| since::moment(desk.repo, one).unwrap_or(since);
    let agreed: Vec<Time> = asked.agreed.iter().map(agreed).collect();
    let reach = until.days_before(LONGEST_DAYS).seconds.min(since.seconds);
    let oldest = agreed.iter().map(|time| time.seconds.max(reach)).fold(since.seconds, i64::min);
    let mut line = changes::main_line(desk.repo, tip.commit, Time { seconds: oldest, ..since })?;
    let whole: Vec<Oid> = line.iter().map(|one| one.id).collect();
    let brought = Brought::by(desk.repo, &whole)?;
    line.retain(|one| one.time.seconds <= until.seconds);
    let hands = hands::hands(desk, (&lens, &brought), &line, &who.person)?;
    let theirs = hands.own;
    let in_window: Vec<Oid> =
        line.iter().filter(|one| one.time.seconds >= since.seconds).map(|one| one.id).collect();
    let company: Vec<Oid> = in_window.iter().copied().filter(|one| !theirs.contains(one)).collect();
    let (company, far) = company.split_at(company.len().min(COMPANY));
    let far = past::read_changes(desk, &lens, &brought, (far, Detail::Sizes))?;
    let mut all_read = past::read_changes(desk, &lens, &brought, (&theirs, Detail::Lines))?;
    all_read.extend(past::read_changes(desk, &lens, &brought, (company, Detail::Lines))?);
    all_read.sort_by_key(|change| std::cmp::Reverse(change.time.seconds));
    around::settle(&mut all_read);
    let mut state = tree::repository(desk.repo, &lens.roles, tip.commit)?;
    let mut habits = Habits::read(desk.repo, &lens, tip.commit)?;
    habits.count_told(&all_read);
    habits.settle(&mut state);
    let is_own = |change: &Change| theirs.contains(&oid(changes::main_line_id(change)));
    let (own, others): (Vec<Change>, Vec<Change>) = all_read.into_iter().partition(is_own);
    let (own, earlier): (Vec<Change>, Vec<Change>) =
        own.into_iter().partition(|change| change.time.seconds >= since.seconds);
    let judge = Judge::new(desk.library, &state);
    let docket = judged(&judge, &own, &who);
    let before = judged(&judge, &earlier, &who);
    let mut around = Docket::default();
    judge.changes(&others, others.len(), &mut around);
    let since_agreed = {
        let findings: Vec<_> = docket.findings.iter().chain(&before.findings).cloned().collect();
        let mut times = since::times(&own);
        times.extend(since::times(&earlier));
        let known = (findings.as_slice(), &times);
        let shown =
            |(one, from): (&Agreement, &Time)| since::shown(desk.library, one, *from, known);
        asked.agreed.iter().zip(&agreed).map(shown).collect()
    };
    let mut everyone: Vec<Change> = own.iter().chain(&others).cloned().collect();
    everyone.sort_by_key(|change| std::cmp::Reverse(change.time.seconds));
    let brought_in = others
        .iter()
        .chain(&far)
        .filter(|change| !matches!(change.kind, Kind::Release | Kind::Merge))
        .map(|change| (changes::main_line_id(change), &change.title))
        .filter(|(commit, _)| hands.brought_in.contains(&oid(*commit)))
        .map(|(commit, title)| BroughtIn { commit, title: title.clone() })
        .collect();
    let all: Vec<_> = around.findings.iter().chain(&docket.findings).cloned().collect();
    let unseen = past::unseen(desk, &own, &docket);
    let areas = areas::areas(&state.files, &desk.settings.areas);
    let days = u32::try_from(until.days_since(since)).unwrap_or(u32::MAX);
    let judged_places =
        places::places((desk, &judge), (tip.commit, &state, &areas), (&own, &everyone), days)?;
    let before_window = match in_window.last() {
        Some(id) => desk.repo.commit(*id)?.parents.first().copied(),
        None => None,
    };
    let models = models::models(
        (desk, &lens, &judge),
        &who.person,
        (&all, &everyone),
        (&docket.findings, before_window.map(commit_id)),
    )?;
    let knowledge = known(desk, (tip.commit, until), &areas, &who)?;
    let folders = folders::folders(&areas, &own, knowledge.as_ref(), &who.person);
    Ok(NotesSurvey {
        header: desk.header(&tip.name, tip.commit),
        window: Window { from: since, until },
        practices: desk.practices(),
        models,
        readings: readings(desk.library),
        unseen,
        since: since_agreed,
        work: PersonalWork {
            who,
            changes: own,
            findings: docket.findings,
            places: judged_places,
            brought_in,
            folders: folders.worked_in,
            is_mostly_there: folders.is_mostly_there,
            few_know: folders.few_know,
            others_know: folders.others_know,
        },
    })
}

/// Who knows which of these areas at the end of the window, by all of the history before; none where
/// that cannot be seen.
fn known(
    desk: &Desk<'_>,
    (tip, until): (CommitId, Time),
    areas: &[RepoPath],
    who: &Colleague,
) -> Result<Option<Knowledge>, Error> {
    let Some(end) = changes::newest_until(desk.repo, tip, until)? else {
        return Ok(None);
    };
    let places = whole::places(desk, (end, areas), facts::files(desk, end)?)?;
    Ok(places.and_then(|places| places.knowledge(&who.identities)))
}

/// The verdicts on somebody's own changes and commits. What several people made together is
/// nobody's habit.
fn judged(judge: &Judge<'_>, own: &[Change], who: &Colleague) -> Docket {
    let mut docket = Docket::default();
    for change in own {
        if change.authors == [who.person.clone()] {
            judge.change(change, &[], &mut docket);
        }
        for commit in change.commits.iter().filter(|one| is_work(one) && one.author == who.person) {
            judge.commit(commit, &mut docket);
        }
    }
    docket
}
