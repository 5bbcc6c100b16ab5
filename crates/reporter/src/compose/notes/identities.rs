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
    let identities = told(&report.identities);
    let are_several = identities.len() > 1;
    if !are_several && report.apart.is_empty() {
        return None;
    }
    let mut line = Line::new();
    if are_several {
        line = line.text("Taken for one person: ").line(listed(&identities)).text(". ");
    }
    let apart = told(&report.apart);
    if !apart.is_empty() {
        let only = if apart.len() == 1 {
            ", who bears the same name. "
        } else {
            ", who bear the same name. "
        };
        line = line.text("Left out: ").line(listed(&apart)).text(only);
    }
    Some(line.text("If that is wrong, ").code(".mailmap").text(" can say who is who."))
}

/// Identities that differ by more than letter case: nobody takes those for two.
fn told(people: &[Person]) -> Vec<&Person> {
    let mut told: Vec<&Person> = Vec::new();
    for person in people {
        let is_same = |known: &&Person| {
            known.name.to_lowercase() == person.name.to_lowercase()
                && known.email.eq_ignore_ascii_case(&person.email)
        };
        if !told.iter().any(is_same) {
            told.push(person);
        }
    }
    told
}

fn listed(people: &[&Person]) -> Line {
    let named = people
        .iter()
        .take(MOST)
        .map(|one| Line::new().name(format!("{} <{}>", one.name, one.email).trim()));
    let more = people.len().saturating_sub(MOST);
    let others = (more > 0).then(|| Line::from(words::count(more as u64, "other", "others")));
    words::list(named.chain(others))
}
