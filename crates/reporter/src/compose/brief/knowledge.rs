//! Who knows what, as places, and which places go back and forth.

use git_coach_model::RepoPath;

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
    let lines = if lines.is_empty() { shared(&report.known).into_iter().collect() } else { lines };
    (!lines.is_empty())
        .then(|| std::iter::once(Block::List(lines)).chain(charts::known(&report.known)).collect())
}

/// "Of the areas with three changes or more, each is known to two people or more.": where no area gives
/// reason to speak, how it stands.
fn shared(known: &[(RepoPath, u32)]) -> Option<Line> {
    let fewest = known.iter().map(|(_, people)| *people).min()?;
    let few = known.iter().filter(|(_, people)| *people == fewest).count() as u64;
    let said = match fewest {
        1 => format!(
            "in {} one person did a tenth of the work or more, and others a little each",
            words::number(few)
        ),
        people => format!("each is known to {} people or more", words::number(people.into())),
    };
    Some(Line::from(format!("Of the areas with three changes or more, {said}.")))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::harmless::plain;

    #[test]
    fn how_knowledge_stands_is_told_in_singular_and_plural() {
        let check = |people: &[u32], expected: Option<&str>| {
            let known: Vec<(RepoPath, u32)> =
                people.iter().map(|count| (RepoPath::from("src"), *count)).collect();
            assert_eq!(shared(&known).map(|line| plain(&line)).as_deref(), expected);
        };
        check(&[], None);
        let each = "Of the areas with three changes or more, each is known to 2 people or more.";
        check(&[2, 3, 4], Some(each));
        let one = "Of the areas with three changes or more, in 1 one person did a tenth of the work \
                   or more, and others a little each.";
        check(&[1, 3, 4], Some(one));
        check(&[1, 1, 4], Some(&one.replace("in 1 ", "in 2 ")));
    }
}
