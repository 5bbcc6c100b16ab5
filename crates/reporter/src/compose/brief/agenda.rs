//! The agenda of a meeting: minutes that add up, and that end with next steps.

use crate::page::{Block, Column, Line, Table};
use crate::report::{Briefing, Theme};

/// How long the meeting is where nobody said, at most.
const USUAL: u32 = 30;
/// The same where no theme was found, and what is talked about then.
const SHORT: u32 = 15;
const WITHOUT_THEME: [&str; 2] =
    ["What to keep as it is", "What was harder to change than it had to be"];
/// What one topic takes at least and at most.
const LEAST: u32 = 5;
const MOST: u32 = 10;
/// What is left over is worth a slot of its own from here on.
const WORTH_A_SLOT: u32 = 5;

/// A meeting's minutes, one slot after the other.
#[derive(Debug, PartialEq, Eq)]
struct Agenda {
    slots: Vec<(u32, String)>,
    /// What there is no time for.
    left: Vec<String>,
}

/// The heading and the table. `minutes` is how long the meeting is, where somebody said.
pub(super) fn agenda(report: &Briefing, minutes: Option<u32>) -> (String, Vec<Block>) {
    let contested = (!report.contested.is_empty())
        .then(|| "What the places that go back and forth should do".to_owned());
    let pairing = (!report.narrow_areas.is_empty()).then(|| "Who pairs with whom".to_owned());
    let themes = report.themes.iter().map(|theme| theme.title.clone());
    let topics: Vec<String> = themes.chain(contested).chain(pairing).collect();
    // What does not press gets a few minutes.
    let presses = |theme: &Theme| theme.presses;
    let most = if report.themes.iter().any(presses) { MOST } else { LEAST };
    of_topics((topics, most), !report.went_well.is_empty(), minutes)
}

/// The same for topics of whatever origin.
pub(in crate::compose) fn across(
    topics: Vec<String>,
    went_well: bool,
    minutes: Option<u32>,
) -> (String, Vec<Block>) {
    of_topics((topics, MOST), went_well, minutes)
}

/// Topics with the most minutes that each may take; where there is none, a short meeting.
fn of_topics(
    (mut topics, most): (Vec<String>, u32),
    went_well: bool,
    minutes: Option<u32>,
) -> (String, Vec<Block>) {
    let mut minutes = minutes;
    if topics.is_empty() {
        topics.extend(WITHOUT_THEME.map(str::to_owned));
        minutes = minutes.or(Some(SHORT));
    }
    let Agenda { slots, left } = plan((topics, most), went_well, minutes);
    let sum: u32 = slots.iter().map(|(minutes, _)| minutes).sum();
    let rows = slots
        .into_iter()
        .map(|(minutes, title)| vec![Line::from(minutes.to_string()), Line::from(title)])
        .collect();
    let columns = vec![Column::right("min"), Column::left("topic")];
    let mut blocks = vec![Block::Table(Table { columns, rows })];
    if !left.is_empty() {
        let left = format!("Left for another time: {}.", left.join("; "));
        blocks.push(Block::Paragraph(Line::from(left)));
    }
    (format!("Agenda ({sum} minutes)"), blocks)
}

/// What went well first, next steps last, topics between them, each long enough to be worth it.
fn plan((topics, most): (Vec<String>, u32), went_well: bool, minutes: Option<u32>) -> Agenda {
    let whole = minutes.unwrap_or(USUAL);
    let (well, closing) = if whole < 20 { (2, 3) } else { (3, 5) };
    let well = if went_well { well } else { 0 };
    let room = whole.saturating_sub(well + closing);
    // The casts lose nothing: there are six topics at most.
    let fits = usize::try_from(room / LEAST).unwrap_or(usize::MAX).clamp(1, topics.len().max(1));
    let mut topics = topics;
    let left = topics.split_off(fits.min(topics.len()));
    let each = (room / u32::try_from(fits).unwrap_or(u32::MAX)).min(most);
    let mut slots = Vec::new();
    if well > 0 {
        slots.push((well, "What went well".to_owned()));
    }
    slots.extend(topics.into_iter().map(|title| (each, title)));
    let used: u32 = slots.iter().map(|(minutes, _)| minutes).sum();
    let spare = whole.saturating_sub(used + closing);
    // A meeting that nobody gave a length ends when it is over.
    if minutes.is_some() && spare >= WORTH_A_SLOT {
        slots.push((spare.min(MOST), "What else is on your minds".to_owned()));
    }
    slots.push((closing, "Next steps: who tries what".to_owned()));
    Agenda { slots, left }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(topics: usize, went_well: bool, minutes: Option<u32>) -> (Vec<u32>, usize) {
        let topics = (0..topics).map(|at| format!("Topic {at}")).collect();
        let agenda = plan((topics, MOST), went_well, minutes);
        assert!(agenda.slots.last().is_some_and(|(_, title)| title.starts_with("Next steps")));
        (agenda.slots.into_iter().map(|(minutes, _)| minutes).collect(), agenda.left.len())
    }

    #[test]
    fn a_meeting_keeps_its_time() {
        for (topics, went_well, minutes, slots, left) in [
            (1, true, None, vec![3, 10, 5], 0),
            (4, true, None, vec![3, 5, 5, 5, 5, 5], 0),
            (1, true, Some(30), vec![3, 10, 10, 5], 0),
            (3, true, Some(15), vec![2, 5, 5, 3], 1),
            (3, false, Some(10), vec![7, 3], 2),
            (3, true, Some(10), vec![2, 5, 3], 2),
            (3, true, Some(45), vec![3, 10, 10, 10, 7, 5], 0),
            (4, true, Some(60), vec![3, 10, 10, 10, 10, 10, 5], 0),
        ] {
            let case = format!("{topics} {went_well} {minutes:?}");
            assert_eq!(planned(topics, went_well, minutes), (slots, left), "{case}");
        }
    }

    #[test]
    fn without_a_theme_a_meeting_is_short() {
        for (went_well, minutes, title) in [
            (true, None, "Agenda (15 minutes)"),
            (false, None, "Agenda (13 minutes)"),
            (true, Some(30), "Agenda (28 minutes)"),
        ] {
            assert_eq!(of_topics((Vec::new(), LEAST), went_well, minutes).0, title);
        }
    }

    #[test]
    fn no_meeting_is_longer_than_was_asked() {
        for minutes in 10..=240 {
            for topics in 1..=6 {
                let (slots, _) = planned(topics, true, Some(minutes));
                assert!(slots.iter().sum::<u32>() <= minutes, "{minutes}: {slots:?}");
            }
        }
    }
}
