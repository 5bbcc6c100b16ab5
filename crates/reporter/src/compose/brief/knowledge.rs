//! Who knows what, as places, and which places go back and forth.

use super::charts;
use crate::page::{Block, Line};
use crate::report::{AreaNote, Briefing, Pairing};
use crate::words;

/// Areas that few know or that were left, and from where somebody could come in.
pub(in crate::compose) fn who_knows(report: &Briefing) -> Option<Vec<Block>> {
    let narrow = report.narrow_areas.iter().map(AreaNote::with_step);
    let left = report.left_areas.iter().map(|area| {
        let files = words::of(area.left.into(), area.files.into(), "file", "files");
        Line::from("In ").file(&area.path).text(format!(
            ", the authors of {files}, by their share of the commits, changed nothing in this \
             repository in the last year."
        ))
    });
    let lines: Vec<Line> = narrow.chain(left).chain(report.pairing.iter().map(pairing)).collect();
    (!lines.is_empty())
        .then(|| std::iter::once(Block::List(lines)).chain(charts::known(&report.known)).collect())
}

/// "`infra` changed together with `src/api` 4 times; 3 people know `src/api`, …"
fn pairing(one: &Pairing) -> Line {
    let line =
        Line::new().strong("To pair:").text(" ").file(&one.area).text(" changed together with ");
    let changes = words::count(one.together.into(), "change", "changes");
    let people = words::count(one.keepers.into(), "person knows", "people know");
    let line = line
        .file(&one.near)
        .text(format!(" in {changes}, and {people} the latter: a good place to come from"));
    if one.people.is_empty() {
        return line.text(".");
    }
    let names = words::list(one.people.iter().map(|name| Line::new().name(name)));
    line.text(" (for you alone: ").line(names).text(").")
}

/// Places that went back and forth, with a question for all who work there.
pub(in crate::compose) fn contested(report: &Briefing) -> Option<Vec<Block>> {
    let lines: Vec<Line> = report.contested.iter().map(AreaNote::with_question).collect();
    (!lines.is_empty()).then(|| vec![Block::List(lines)])
}
