//! What few others know, and where others have been for long.

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
        let (title, ask) = if is_own {
            (
                "Where to share or to learn",
                " somebody else has been for long, too: what could be left to them, or learnt beside \
                 them?",
            )
        } else {
            (
                "Where to reach out",
                " somebody else has been for long, too. Should something come up there again, who would \
                 be good to ask, or to sit down with?",
            )
        };
        let places = places(report.others_know.iter());
        blocks.push(Block::Heading(Depth::Section, Line::from(title)));
        blocks.push(Block::Paragraph(Line::from("In ").line(places).text(ask)));
    }
    blocks
}

/// "By the whole history nobody else has done more than come by in `a` and `b`, one other person has in
/// `c`. "
fn known(few: &[KnownToFew]) -> Line {
    const HOW_MANY: [&str; 3] = ["nobody else has", "one other person has", "two others have"];
    let of = |others: usize| few.iter().filter(move |one| one.others as usize == others);
    let said = HOW_MANY.into_iter().enumerate().filter(|(others, _)| of(*others).next().is_some());
    let mut line = Line::from("By the whole history");
    for (at, (others, who)) in said.enumerate() {
        let places = places(of(others).map(|one| &one.path));
        let (before, did) = if at == 0 { (" ", " done more than come by") } else { (", ", "") };
        line = line.text(format!("{before}{who}{did} in ")).line(places);
    }
    line.text(". ")
}

fn places<'p>(paths: impl Iterator<Item = &'p RepoPath>) -> Line {
    words::list(paths.map(|path| Line::new().path(path)))
}
