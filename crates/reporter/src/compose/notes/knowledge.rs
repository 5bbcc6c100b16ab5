//! What few others know, and what others know best.

use git_coach_model::{KnownToFew, RepoPath};

use crate::page::{Block, Depth, Line};
use crate::report::{Notes, Voice};
use crate::words;

/// Lays both out, each below its heading, as far as there is something to say.
pub(super) fn knowledge(report: &Notes) -> Vec<Block> {
    let is_own = report.voice == Voice::Own;
    let mut blocks = Vec::new();
    if !report.few_know.is_empty() {
        // What one or two others know as well does not wait.
        let waits = is_own && report.few_know.iter().all(|one| one.others == 0);
        let title = if waits { "What waits on me" } else { "What few others know" };
        let ask = if is_own {
            "Who could make the next change there, and with whom beside them?"
        } else {
            "Whom would you like to show it to?"
        };
        blocks.push(Block::Heading(Depth::Section, Line::from(title)));
        blocks.push(Block::Paragraph(known(&report.few_know).text(ask)));
    }
    if !report.others_know.is_empty() {
        let title = if is_own { "Where others know more" } else { "Where to reach out" };
        let ask = if is_own {
            " most of the work of this time was somebody else's: what could be left to them, or \
             learnt beside them?"
        } else {
            " most of the work of this time was somebody else's. Should something come up there again, \
             who would be good to ask, or to sit down with?"
        };
        let places = places(report.others_know.iter());
        blocks.push(Block::Heading(Depth::Section, Line::from(title)));
        blocks.push(Block::Paragraph(Line::from("In ").line(places).text(ask)));
    }
    blocks
}

/// "In `a` and `b` nobody else made changes in this time. In `c` one other person did. "
fn known(few: &[KnownToFew]) -> Line {
    const HOW_MANY: [&str; 3] = ["nobody else", "one other person", "two others"];
    let mut line = Line::new();
    let mut is_said = false;
    for (others, who) in HOW_MANY.into_iter().enumerate() {
        let of_them = || few.iter().filter(|one| one.others as usize == others);
        if of_them().next().is_none() {
            continue;
        }
        let places = places(of_them().map(|one| &one.path));
        let did = if is_said { " did" } else { " made changes in this time" };
        line = line.text("In ").line(places).text(format!(" {who}{did}. "));
        is_said = true;
    }
    line
}

fn places<'p>(paths: impl Iterator<Item = &'p RepoPath>) -> Line {
    words::list(paths.map(|path| Line::new().path(path)))
}
