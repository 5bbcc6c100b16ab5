//! The coaching on a change as a comment that is edited in place, and the briefing as an issue: what
//! changed since the last round, and what is given up where a forge takes no more.
//!
//! Whole parts are given up, never the half of one, and the comment says so.

use std::collections::BTreeSet;

use crate::compose::{self, Part, parts, title};
use crate::page::{Block, Line, Page};
use crate::render;
use crate::report::{Briefing, Coaching};
use crate::words;

/// What became of the notes of the round before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    /// Raised before and not any more.
    pub settled: u64,
    /// Raised for the first time.
    pub new: u64,
    /// Raised before, and still.
    pub open: u64,
}

impl Round {
    /// What lies between the practices that were raised before and those that are now.
    ///
    /// ```
    /// use git_coach_reporter::comment::Round;
    ///
    /// let ids = |ids: &[&str]| ids.iter().map(|id| id.to_string()).collect::<Vec<_>>();
    /// let round = Round::between(&ids(&["a", "b", "c"]), &ids(&["c", "d"]));
    /// assert_eq!(round, Round { settled: 2, new: 1, open: 1 });
    /// ```
    pub fn between(before: &[String], now: &[String]) -> Self {
        let before: BTreeSet<&String> = before.iter().collect();
        let now: BTreeSet<&String> = now.iter().collect();
        Self {
            settled: before.difference(&now).count() as u64,
            new: now.difference(&before).count() as u64,
            open: now.intersection(&before).count() as u64,
        }
    }

    fn words(self) -> String {
        let parts = [(self.settled, "settled"), (self.new, "new"), (self.open, "open")];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{} {what}", words::number(*count)))
            .collect();
        if parts.is_empty() { "nothing new".to_owned() } else { parts.join(", ") }
    }
}

/// The practices that are raised, told or not, in order.
pub fn open(report: &Coaching) -> Vec<String> {
    let raised = report.notes.iter().chain(&report.further).map(|note| note.practice.to_string());
    raised.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Whether a request should hear of it where nothing was said before: praise alone, and a clean
/// change, call nobody.
pub fn is_worth_it(report: &Coaching) -> bool {
    let by_tools = report.linters.as_ref().is_some_and(|found| found.on_changed_lines > 0);
    !report.notes.is_empty() || by_tools
}

/// The comment, in at most `room` bytes of Markdown where that can be had by giving up parts.
pub fn comment(report: &Coaching, round: Option<Round>, room: usize) -> String {
    let mut parts = parts(report);
    if let Some(round) = round {
        if report.notes.is_empty() && round.settled > 0 {
            let words = Line::from("What was raised before is settled. Thank you!");
            parts.insert(0, Part::new(Block::Paragraph(words), None));
        }
        let words = format!("Since the last push: {}.", round.words());
        parts.push(Part::new(Block::Aside(Line::from(words)), None));
    }
    if let Some(note) = report.notes.first() {
        let command = format!("git coach practices explain {}", note.practice);
        let words = Line::from("Why these notes: ").code(command).text(".");
        parts.push(Part::new(Block::Aside(words), Some(6)));
    }
    let mut given_up = 0;
    loop {
        let mut blocks: Vec<Block> = parts.iter().map(|part| part.block.clone()).collect();
        if given_up > 0 {
            let count = words::count(given_up, "part", "parts");
            let words = Line::from(format!("{count} left out, as there is no room: "))
                .code("git coach review")
                .text(" shows all.");
            blocks.push(Block::Aside(words));
        }
        let text = render::comment(&Page { title: title(report), blocks });
        let last = parts.iter().rposition(|part| {
            part.yields.is_some() && part.yields == parts.iter().filter_map(|one| one.yields).max()
        });
        match last {
            Some(last) if text.len() > room => {
                parts.remove(last);
                given_up += 1;
            }
            _ => return text,
        }
    }
}

/// The practices of a briefing's themes, in order.
pub fn open_themes(report: &Briefing) -> Vec<String> {
    let themes = report.themes.iter().map(|theme| theme.practice.to_string());
    themes.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The briefing for a team, in at most `room` bytes of Markdown where that can be had by giving up
/// blocks, the last first.
pub fn briefing(report: &Briefing, room: usize) -> String {
    fitted(compose::briefing(report, None), room)
}

fn fitted(mut page: Page, room: usize) -> String {
    let mut given_up = 0;
    loop {
        let mut shown = page.clone();
        if given_up > 0 {
            let count = words::count(given_up, "part", "parts");
            let words = Line::from(format!("{count} left out, as there is no room: "))
                .code("git coach brief")
                .text(" shows all.");
            shown.blocks.push(Block::Aside(words));
        }
        let text = render::comment(&shown);
        if text.len() <= room || page.blocks.pop().is_none() {
            return text;
        }
        given_up += 1;
    }
}

#[cfg(test)]
pub(crate) mod tests;
