//! What a lead prepares for a conversation: how to open, what to listen for, what not to assume.

use git_coach_model::Serves;

use crate::compose::shown;
use crate::page::{Block, Line};
use crate::report::NotesPreparation;

/// Lays it out below its heading.
pub(super) fn preparation(preparation: &NotesPreparation) -> Vec<Block> {
    let open = match &preparation.open_with {
        Some(example) => {
            Line::from("Ask how ").line(shown(example)).text(" came about, before anything else.")
        }
        None => Line::from("Ask what the last weeks were like: Git shows little of them."),
    };
    let labelled = |label: &str, line: Line| Line::new().emphasis(label).text(" ").line(line);
    let mut lines = vec![labelled("How to open.", open)];
    lines.extend(
        preparation
            .about
            .iter()
            .map(|serves| labelled("Listen for:", Line::from(listen_for(*serves)))),
    );
    let work = "Git shows the work that landed. Reviews, help given, plans and waiting leave no \
                trace in it.";
    lines.push(labelled("Do not assume that all is here.", Line::from(work)));
    if !preparation.limits.is_empty() {
        let limits = Line::from(preparation.limits.join(" "));
        lines.push(labelled("Nor that it is all true.", limits));
    }
    vec![Block::Lines(lines)]
}

/// What may lie behind a situation of that sort.
const fn listen_for(serves: Serves) -> &'static str {
    match serves {
        Serves::Quality => {
            "whether something else was waited for, and whether the checks are hard to run or to \
             write here."
        }
        Serves::Mentorship => "what was known at the time, and whom there was to ask.",
        Serves::Collaboration => "who else had to know, and how they usually hear of it.",
        Serves::Decisions => {
            "how the decision came about; the reason may be good and stand elsewhere."
        }
        Serves::ProblemSolving => "what was there before, and whether the place left a choice.",
        Serves::Accountability => "what was promised to whom, and what that left undone.",
    }
}
