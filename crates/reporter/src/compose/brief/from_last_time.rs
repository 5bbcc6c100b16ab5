//! What became of what was agreed the last time.

use crate::page::{Block, Line, Mark};
use crate::report::{Became, FollowUp, Followed};
use crate::words;

/// The themes of the briefing before, and what became of each in the team's own numbers.
pub(super) fn from_last_time(follow_up: &FollowUp) -> Option<Vec<Block>> {
    let mut about = format!(
        "Themes of the briefing up to {}, and what shows since.",
        words::date(follow_up.until)
    );
    if follow_up.shared_days > 0 {
        let days = words::count(follow_up.shared_days.unsigned_abs(), "day", "days");
        about.push_str(&format!(" The two share {days}, so some of it is the same work."));
    }
    let items: Vec<(Mark, Line)> = follow_up.themes.iter().map(item).collect();
    (!items.is_empty()).then(|| vec![Block::Paragraph(Line::from(about)), Block::CheckList(items)])
}

fn item(followed: &Followed) -> (Mark, Line) {
    let is_settled = followed.became == Became::Settled;
    let mark = if is_settled { Mark::Done } else { Mark::Open };
    let line = Line::new().strong(followed.title.clone());
    let line = match &followed.area {
        Some(area) => line.text(" (").quoted(area).text(")"),
        None => line,
    };
    let became = match followed.became {
        Became::Settled => "settled",
        Became::Better => "better",
        Became::Same => "the same",
        Became::Worse => "worse",
        Became::TooFew => "too little to tell",
        Became::Unseen => "no occasion for it since",
    };
    let line = line.text(": ").emphasis(became);
    let line = match &followed.numbers {
        Some(numbers) => line.text(format!(", {numbers}.")),
        None => line.text("."),
    };
    let step = followed.next.as_ref().filter(|_| !is_settled);
    let line = match step {
        Some(step) => line.text(" The step was: ").quoted(step).text(" Is it still wanted?"),
        None => line,
    };
    (mark, line)
}
