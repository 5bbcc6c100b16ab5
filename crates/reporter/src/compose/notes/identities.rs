//! Who was taken for one person, where that could be wrong.

use git_coach_model::Person;

use crate::page::Line;
use crate::report::Notes;
use crate::words;

/// How many identities are named.
const MOST: usize = 5;

/// "Taken for one person: …": what the readers have to know to see a mistake; nothing where there is
/// one identity alone.
pub(super) fn identities(report: &Notes) -> Option<Line> {
    let are_several = report.identities.len() > 1;
    if !are_several && report.apart.is_empty() {
        return None;
    }
    let mut line = Line::new();
    if are_several {
        line = line.text("Taken for one person: ").line(listed(&report.identities)).text(". ");
    }
    if !report.apart.is_empty() {
        let only = if report.apart.len() == 1 {
            ", which shares a name or an address. "
        } else {
            ", which share a name or an address. "
        };
        line = line.text("Left out: ").line(listed(&report.apart)).text(only);
    }
    Some(line.text("If that is wrong, ").code(".mailmap").text(" can say who is who."))
}

fn listed(people: &[Person]) -> Line {
    let named = people
        .iter()
        .take(MOST)
        .map(|one| Line::new().name(format!("{} <{}>", one.name, one.email).trim()));
    let more = people.len().saturating_sub(MOST);
    let others = (more > 0).then(|| Line::from(words::count(more as u64, "other", "others")));
    words::list(named.chain(others))
}
