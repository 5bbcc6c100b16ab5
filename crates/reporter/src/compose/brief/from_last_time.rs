//! What became of what was agreed the last time.

use crate::page::{Block, Line, Mark};
use crate::report::{FollowUp, Followed};
use crate::words;

/// The themes of the briefing before, settled or still open.
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
    let mark = if followed.is_settled { Mark::Done } else { Mark::Open };
    let line = Line::new().strong(followed.title.clone());
    let line = match (&followed.numbers, followed.was_seen, followed.is_settled) {
        (Some(numbers), ..) => line.text(format!(": {numbers}.")),
        (None, false, _) => line.text(": there was no occasion for it since."),
        (None, true, true) => line.text(": so it is now."),
        (None, true, false) => line.text(": not yet."),
    };
    let step = followed.next.as_ref().filter(|_| !followed.is_settled);
    let line = match step {
        Some(step) => line.text(" The step was: ").quoted(step).text(" Is it still wanted?"),
        None => line,
    };
    (mark, line)
}
