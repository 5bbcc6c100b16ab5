//! What a lead reads below a theme before the meeting.

use super::shown;
use crate::page::{Line, Span};
use crate::report::Preparation;
use crate::words;

/// The changes behind a theme, whom to bring in, what to decide.
pub(super) fn lines(preparation: &Preparation) -> Vec<Line> {
    let mut lines = vec![Line::new().strong("To prepare, for you alone")];
    if !preparation.behind.is_empty() {
        let more = match preparation.more {
            0 => String::new(),
            more => format!("; and {}", words::count(more.into(), "more", "more")),
        };
        let changes = preparation.behind.iter().enumerate().fold(Line::new(), |line, (at, one)| {
            let between = if at == 0 { "" } else { "; " };
            line.text(between).line(shown(one))
        });
        lines.push(labelled("Read first:").line(changes).text(format!("{more}.")));
    }
    for hunk in &preparation.hunks {
        let place = Span::FileAt(hunk.path.to_string(), Some(hunk.line), hunk.commit);
        let place = Line::new().span(place);
        lines.push(
            labelled("Look at:").line(place).text(" ").span(Span::Changed(hunk.words.clone())),
        );
    }
    if !preparation.involve.is_empty() {
        let areas = preparation.involve.iter().enumerate();
        let areas = areas.fold(Line::new(), |line, (at, (area, people))| {
            let between = if at == 0 { "for " } else { "; for " };
            let people = words::list(people.iter().map(|name| Line::new().name(name)));
            line.text(between).file(area).text(" ").line(people)
        });
        lines.push(labelled("Bring in who worked there:").line(areas).text("."));
    }
    lines.push(labelled("To decide:").line(preparation.decide.clone()));
    lines
}

fn labelled(label: &str) -> Line {
    Line::new().emphasis(label).text(" ")
}
