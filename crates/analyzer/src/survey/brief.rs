//! The survey behind a briefing: a window of history, compared with five before it.

mod anonymous;
mod busy;
mod delivered;
mod marks;
mod neighbours;
mod records;

use std::collections::BTreeMap;

use git_coach_model::{
    BriefSurvey, CommitId, Delivered, Header, Marks, PracticeId, Tally, Time, Window,
};
use git2::Oid;

use crate::Error;
use crate::changes::{self, MainLine};
use crate::commits::Lens;
use crate::habits::Habits;
use crate::judge::{Docket, Judge};
use crate::people;
use crate::survey::stretch::{self, Stretch};
use crate::survey::{Desk, past};
use crate::tree;

/// The window and the equal ones before it.
const WINDOWS: usize = 6;
/// What a window that nobody asked otherwise for widens to, in days, where it is shorter.
const WIDER_DAYS: [i64; 4] = [60, 90, 180, 365];
/// What a window without ends would be.
const EMPTY: Window = Window { from: Time::utc(0), until: Time::utc(0) };

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The branch or revision to read; HEAD for none.
    pub revision: Option<String>,
    /// The first moment; 30 days before the last for none, or more where little happened.
    pub since: Option<Time>,
    /// The last moment; the tip's commit for none.
    pub until: Option<Time>,
    /// Whether every identity is replaced by a stable pseudonym.
    pub anonymous: bool,
}

/// Reads and judges what a briefing needs.
///
/// # Errors
/// A repository or revision that cannot be read.
pub fn brief(desk: &Desk<'_>, asked: &Asked) -> Result<BriefSurvey, Error> {
    let mut tip = desk.repo.tip(asked.revision.as_deref())?;
    let until = match asked.until {
        Some(until) => until,
        None => desk.repo.time_of(tip.commit)?,
    };
    // What came after the window is not known in it: all is judged as it was at its end.
    let Some(end) = changes::newest_until(desk.repo, tip.commit, until)? else {
        let origin = desk.repo.origin_of(tip.commit)?;
        let header = desk.header(&tip.name, tip.commit);
        let survey = BriefSurvey { origin, ..before_all(desk, header, asked, until) };
        return if asked.anonymous { anonymous::hide(desk, survey) } else { Ok(survey) };
    };
    tip.commit = end;
    let lens = desk.lens(tip.commit)?;
    let line = main_line(desk, tip.commit, asked, until)?;
    let windows = windows(asked, until, &line, desk.settings.windows);
    let oldest = windows.spans.last().map_or(until, |span| span.from);
    let ids_of_line: Vec<Oid> = line.iter().map(|one| one.id).collect();
    let mut within: Vec<&MainLine> = line
        .iter()
        .filter(|one| one.time.seconds <= until.seconds && one.time.seconds >= oldest.seconds)
        .collect();
    // Clocks differ, and so dates go back and forth along the line: each window takes its own.
    within.sort_by_key(|one| std::cmp::Reverse(one.time.seconds));
    let ids: Vec<Oid> = within.into_iter().map(|one| one.id).collect();
    let stretch = stretch::read(
        desk,
        &stretch::Asked {
            libraries: &[desk.library],
            line: &ids_of_line,
            ids: &ids,
            past: &[],
            at: tip.commit,
            days: Some(period(&windows.spans)),
        },
    )?;
    let survey = Survey { desk, lens: &lens, stretch: &stretch, windows: &windows };
    let survey = survey.whole(desk.header(&tip.name, tip.commit))?;
    if asked.anonymous { anonymous::hide(desk, survey) } else { Ok(survey) }
}

/// The survey of a window before the first commit: nothing happened, and nothing was there.
fn before_all(desk: &Desk<'_>, header: Header, asked: &Asked, until: Time) -> BriefSurvey {
    let windows = windows(asked, until, &[], desk.settings.windows);
    BriefSurvey {
        header,
        origin: None,
        windows: windows.spans,
        widened_from_days: windows.widened_from_days,
        is_thin: false,
        changes: Vec::new(),
        people: 0,
        practices: desk.practices(),
        tallies: BTreeMap::new(),
        findings: Vec::new(),
        exemplars: BTreeMap::new(),
        models: BTreeMap::new(),
        areas: Vec::new(),
        sizes: Vec::new(),
        busy_places: Vec::new(),
        marks: Vec::new(),
        marked: Vec::new(),
        delivered: Delivered::default(),
        records: Vec::new(),
        left_areas: None,
        neighbours: Vec::new(),
        unseen: past::unseen(desk, &[], &Docket::default()),
    }
}

fn main_line(
    desk: &Desk<'_>,
    tip: CommitId,
    asked: &Asked,
    until: Time,
) -> Result<Vec<MainLine>, Error> {
    let longest = || lengths(desk.settings.windows).fold(1, i64::max);
    let days = asked.since.map_or_else(longest, |since| until.days_since(since).max(1));
    changes::main_line(desk.repo, tip, until.days_before(days.saturating_mul(WINDOWS as i64)))
}

struct Windows {
    spans: Vec<Window>,
    widened_from_days: Option<i64>,
    /// Whether the newest holds fewer changes than there should be.
    is_thin: bool,
}

/// The window asked for and five of its length before it; one that nobody asked for widens until
/// there is something to go by. One that somebody asked for stays, and is called thin.
fn windows(
    asked: &Asked,
    until: Time,
    line: &[MainLine],
    set: git_coach_practices::Windows,
) -> Windows {
    let from = |from: Time| -> Vec<Window> {
        let length = until.seconds.saturating_sub(from.seconds).max(1);
        let back = |time: Time, windows: usize| Time {
            seconds: time.seconds.saturating_sub(length.saturating_mul(windows as i64)),
            ..time
        };
        (0..WINDOWS)
            .map(|at| Window {
                from: back(from, at),
                // Windows touch without sharing a second.
                until: if at == 0 { until } else { back(from, at - 1).second_before() },
            })
            .collect()
    };
    let enough = |since: Time| {
        let within = since.seconds..=until.seconds;
        line.iter().filter(|one| within.contains(&one.time.seconds)).count()
            >= usize::from(set.least_changes)
    };
    if let Some(since) = asked.since {
        let is_thin = !enough(since);
        return Windows { spans: from(since), widened_from_days: None, is_thin };
    }
    let usual = i64::from(set.days);
    let filled = lengths(set).find(|days| enough(until.days_before(*days)));
    let days = filled.or_else(|| lengths(set).last()).unwrap_or(usual);
    Windows {
        spans: from(until.days_before(days)),
        widened_from_days: (days != usual).then_some(usual),
        is_thin: filled.is_none(),
    }
}

/// How long a window that nobody asked otherwise for may be, in days: the usual first.
fn lengths(set: git_coach_practices::Windows) -> impl Iterator<Item = i64> {
    let usual = i64::from(set.days);
    std::iter::once(usual).chain(WIDER_DAYS.into_iter().filter(move |days| *days > usual))
}

/// How long the windows are together, in days.
fn period(spans: &[Window]) -> u32 {
    let days = match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => first.until.days_since(last.from),
        _ => 0,
    };
    u32::try_from(days).unwrap_or(u32::MAX)
}

/// All that a briefing is made of, before it is put together.
struct Survey<'a> {
    desk: &'a Desk<'a>,
    lens: &'a Lens,
    /// Of all windows, and the repository at the tip.
    stretch: &'a Stretch,
    windows: &'a Windows,
}

impl Survey<'_> {
    fn whole(&self, header: Header) -> Result<BriefSurvey, Error> {
        let desk = self.desk;
        let Stretch { changes, state: now, folders, areas } = self.stretch;
        let spans = &self.windows.spans;
        let mut newest = Docket::default();
        let mut all_findings = Vec::new();
        let mut tallies: BTreeMap<PracticeId, Vec<Tally>> = BTreeMap::new();
        let judge = Judge::new(desk.library, now);
        for (at, span) in spans.iter().enumerate() {
            let mut docket = Docket::default();
            let (start, count) = self.of_window(span);
            judge.changes(&changes[start..], count, &mut docket);
            self.judge_repository(&header, at, span, &mut docket)?;
            all_findings.extend(docket.findings.iter().cloned());
            for (id, tally) in &docket.tallies {
                let windows = tallies.entry(id.clone()).or_default();
                windows.resize(spans.len(), Tally::default());
                windows[at] = *tally;
            }
            if at == 0 {
                newest = docket;
            }
        }
        for area in areas {
            judge.area(area, &mut newest);
        }
        for (id, tally) in &newest.tallies {
            tallies.entry(id.clone()).or_insert_with(|| vec![*tally]);
        }
        let (start, count) = spans.first().map_or((0, 0), |span| self.of_window(span));
        let window = &changes[start..start + count];
        let unseen = past::unseen(desk, window, &newest);
        let span = spans.first().copied().unwrap_or(EMPTY);
        Ok(BriefSurvey {
            marks: spans.iter().map(|span| self.marks(span)).collect(),
            marked: marks::by_area(folders, window),
            delivered: delivered::of(desk.repo, (header.tip, span), changes)?,
            records: records::added(window, &now.files),
            left_areas: now.standing.as_ref().map(|standing| standing.left_areas.clone()),
            neighbours: neighbours::of(areas, changes),
            people: people::count(window),
            sizes: window
                .iter()
                .filter(|change| !change.by_bot)
                .filter_map(past::size)
                .filter(|size| *size > 0)
                .collect(),
            busy_places: busy::of(desk.repo, header.tip, window)?,
            origin: desk.repo.origin_of(header.tip)?,
            windows: spans.to_vec(),
            widened_from_days: self.windows.widened_from_days,
            is_thin: self.windows.is_thin,
            changes: window.to_vec(),
            practices: desk.practices(),
            tallies,
            exemplars: past::exemplars(desk.library, &all_findings, changes),
            models: past::models(desk.library, &all_findings, changes),
            findings: newest.findings,
            areas: areas.clone(),
            unseen,
            header,
        })
    }

    fn marks(&self, span: &Window) -> Marks {
        let (start, count) = self.of_window(span);
        marks::of(&self.stretch.changes[start..start + count])
    }

    /// Where a window's changes begin among all, and how many they are.
    fn of_window(&self, span: &Window) -> (usize, usize) {
        let changes = &self.stretch.changes;
        let start = changes
            .iter()
            .position(|change| change.time.seconds <= span.until.seconds)
            .unwrap_or(changes.len());
        let count = changes[start..]
            .iter()
            .take_while(|change| change.time.seconds >= span.from.seconds)
            .count();
        (start, count)
    }

    /// The state of the repository at the end of a window.
    fn judge_repository(
        &self,
        header: &Header,
        at: usize,
        span: &Window,
        docket: &mut Docket,
    ) -> Result<(), Error> {
        if at == 0 {
            let judge = Judge::new(self.desk.library, &self.stretch.state);
            judge.repository(header.tip, &header.repository, docket);
            return Ok(());
        }
        let (start, _) = self.of_window(span);
        let Some(commit) = self.stretch.changes.get(start).map(changes::main_line_id) else {
            return Ok(());
        };
        let mut state = tree::repository(self.desk.repo, &self.lens.roles, commit)?;
        Habits::read(self.desk.repo, self.lens, commit)?.settle(&mut state);
        Judge::new(self.desk.library, &state).repository(commit, &header.repository, docket);
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod tests;
