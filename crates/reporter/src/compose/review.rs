//! Coaching on a change as a page.

mod linters;

use git_coach_model::{ChangeId, Evidence, Level};

use super::{not_seen, remarks, shown};
use crate::page::{Block, Line, Page, Span};
use crate::report::{Coaching, Note};
use crate::words;

/// Lays out the coaching on a change; a clean change gets one line.
pub fn coaching(report: &Coaching) -> Page {
    let blocks = parts(report).into_iter().map(|part| part.block).collect();
    Page { title: title(report), blocks }
}

/// A block of the page, with how soon it is given up where there is no room for all.
pub(crate) struct Part {
    /// What stands there.
    pub(crate) block: Block,
    /// The larger, the sooner it goes; none where it stays.
    pub(crate) yields: Option<u8>,
}

impl Part {
    /// A part that goes with the others of its rank.
    pub(crate) const fn new(block: Block, yields: Option<u8>) -> Self {
        Self { block, yields }
    }
}

/// The parts of the page, in order.
pub(crate) fn parts(report: &Coaching) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Some(praise) = &report.praise {
        let words = Line::from("Nice: this ").line(praise.words.clone()).text(".");
        parts.push(Part::new(Block::Paragraph(words), Some(2)));
    }
    if report.notes.is_empty() && report.praise.is_none() {
        let words = Line::from("Nothing to add: have a good review.");
        parts.push(Part::new(Block::Paragraph(words), None));
    }
    let notes = report.notes.iter().map(|note| Block::Lines(body(note)));
    parts.extend(notes.map(|block| Part::new(block, Some(1))));
    if !report.further.is_empty() {
        let more = words::count(report.further.len() as u64, "more note", "more notes");
        let words = Line::from(format!("And {more} of less weight."));
        parts.push(Part::new(Block::Paragraph(words), None));
    }
    let linters = report.linters.as_ref().and_then(linters::linters);
    parts.extend(linters.map(|block| Part::new(block, Some(4))));
    if !report.read_first.is_empty() {
        // The reason is said once; the numbers after it speak for themselves.
        let files = report.read_first.iter().enumerate().map(|(at, (path, added))| {
            let added = match at {
                0 => words::count((*added).into(), "line added", "lines added"),
                _ => words::number((*added).into()),
            };
            Line::new().file(path).text(format!(" ({added})"))
        });
        let words =
            Line::new().emphasis("Read first:").text(" ").line(words::list(files)).text(".");
        parts.push(Part::new(Block::Paragraph(words), Some(3)));
    }
    parts.push(Part::new(Block::Aside(footer(report)), None));
    // For one change, only what hides part of it matters.
    let hidden: Vec<_> = report
        .unseen
        .iter()
        .filter(|one| !matches!(one, git_coach_model::Unseen::ReviewComments))
        .cloned()
        .collect();
    let asides = not_seen(&hidden).into_iter().chain(remarks(&report.header));
    parts.extend(asides.map(|line| Part::new(Block::Aside(line), Some(5))));
    parts
}

/// "Coaching notes · 2 questions, 1 note".
pub(crate) fn title(report: &Coaching) -> Line {
    let mut parts = Vec::new();
    let questions = report.notes.iter().filter(|note| note.level >= Level::Suggestion).count();
    let notes = report.notes.len() - questions;
    if questions > 0 {
        parts.push(words::count(questions as u64, "question", "questions"));
    }
    if notes > 0 {
        parts.push(words::count(notes as u64, "note", "notes"));
    }
    if parts.is_empty() {
        return Line::from("Coaching notes");
    }
    Line::from(format!("Coaching notes · {}", parts.join(", ")))
}

/// "**Question: how would we find out?** What was seen. …"
fn body(note: &Note) -> Vec<Line> {
    let heading = match (note.level, &note.question) {
        (Level::Suggestion, Some(question)) => {
            Line::from("Question: ").line(with_code(question)).strengthened()
        }
        (Level::Warning, _) => Line::new().strong("Please look:"),
        _ => Line::new().strong("Note:"),
    };
    let mut first = heading.text(" ").line(with_code(&note.observation));
    // Lines of the file that is spoken of, where there are any: others would lead astray.
    let of_span = |span: &Span| match span {
        Span::Path(path) | Span::File(path, _) => Some(path.clone()),
        _ => None,
    };
    let named: Vec<String> = note.observation.spans().iter().filter_map(of_span).collect();
    let is_named = |evidence: &Evidence| named.contains(&evidence.path.to_string());
    let any_named = note.evidence.iter().any(|one| one.line.is_some() && is_named(one));
    let shown_lines: Vec<Line> = note
        .evidence
        .iter()
        .filter(|one| !any_named || is_named(one))
        .filter_map(|evidence| Some((evidence, evidence.line?)))
        .take(3)
        .map(|(evidence, line)| Line::new().span(Span::File(evidence.path.to_string(), Some(line))))
        .collect();
    if !shown_lines.is_empty() {
        first = first.text(" See ").line(words::list(shown_lines)).text(".");
    }
    let why = Line::new().emphasis("Why it matters.").text(" ").line(with_code(&note.why));
    let mut lines = vec![first, why];
    let asked = note.question.as_ref().filter(|_| note.level != Level::Suggestion);
    for (label, words) in [("Ask:", asked), ("Next step:", note.next.as_ref())] {
        if let Some(words) = words {
            lines.push(Line::new().emphasis(label).text(" ").line(with_code(words)));
        }
    }
    if let Some(exemplar) = &note.exemplar {
        lines.push(Line::new().emphasis("Compare:").text(" ").line(shown(exemplar)).text("."));
    }
    lines
}

/// The same sentence, where what stands between two backticks of ours is code in every format.
fn with_code(line: &Line) -> Line {
    line.spans().iter().fold(Line::new(), |out, span| match span {
        // A pair that is torn apart by a fact is no pair.
        Span::Text(text) if text.matches('`').count() % 2 == 0 => {
            text.split('`').enumerate().fold(out, |out, (at, part)| match part {
                "" => out,
                code if at % 2 == 1 => out.code(code),
                words => out.text(words),
            })
        }
        other => out.span(other.clone()),
    })
}

/// What was read: how much, and from where to where.
fn footer(report: &Coaching) -> Line {
    let mut line = match report.change {
        ChangeId::Commit(id) => Line::from("Read: ").commit(id),
        ChangeId::Range { base, head } => {
            Line::from("Read: ").commit(head).text(" from ").commit(base)
        }
        ChangeId::Staged => Line::from("Read: what is staged"),
        ChangeId::Worktree => {
            Line::from("Read: the work tree, with files that are not tracked yet")
        }
    };
    if report.commits > 0 {
        line = line.text(format!(", {}", words::count(report.commits.into(), "commit", "commits")));
    }
    let joint = if report.commits > 0 { " in" } else { ", in" };
    line = line.text(format!("{joint} {}", words::count(report.files.into(), "file", "files")));
    match report.size {
        None => {}
        Some(0) => line = line.text(", no line of code or settings"),
        Some(size) => {
            let lines = words::count(size, "line", "lines");
            line = line.text(format!(", {lines} of code and settings"));
            if let Some((below, all)) = report.smaller {
                let past = format!(", larger than {below} of the last {all} changes by people");
                line = line.text(past);
            }
        }
    }
    line.span(Span::Text(".".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backticks_of_ours_mark_code() {
        let coded = |text: &str| with_code(&Line::from(text));
        let expected = Line::from("Run ").code("git log").text(" and ").code("a-b").text(".");
        assert_eq!(coded("Run `git log` and `a-b`."), expected);
        assert_eq!(coded("`x`"), Line::new().code("x"));
        assert_eq!(coded("one ` alone"), Line::from("one ` alone"));
        // What the repository says is a quotation, whatever stands in it.
        let theirs = Line::new().quoted("a `b` c");
        assert_eq!(with_code(&theirs), theirs);
    }
}
