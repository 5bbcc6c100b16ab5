//! Notes for a one-to-one as a page, as private as they came.

mod from_last_time;
pub(crate) mod growing;
mod identities;
mod knowledge;
mod onboarding;
mod preparation;

pub use onboarding::onboarding;

use git_coach_model::Private;

use super::{not_seen, remarks, shown};
use crate::page::{Block, Depth, Line, Page};
use crate::report::{Notes, Praise, Share, Situation, Together, Voice};
use crate::words;

const SHARED: &str = "Private, and meant for both of you: share it before you meet, strike what does \
                      not help. It lists situations, not scores, and sees only what Git sees.";
const OWN: &str = "Private, and for yourself: the same eyes that look at others' work. It lists \
                   situations, not scores, and sees only what Git sees.";

/// Lays out the notes.
pub fn notes(report: Private<Notes>) -> Private<Page> {
    report.map(|report| page(&report))
}

fn page(report: &Notes) -> Page {
    let is_own = report.voice == Voice::Own;
    let dates = words::dates(report.window);
    let (title, about) = if is_own {
        (Line::from(format!("My own work · {dates}")), OWN)
    } else {
        let title = Line::from("Notes for a conversation with ").name(&report.name);
        (title.text(format!(" · {dates}")), SHARED)
    };
    let mut blocks = vec![Block::Aside(Line::from(about))];
    blocks.extend(around(report).map(Block::Paragraph));
    blocks.extend(for_others(report).map(Block::Paragraph));
    blocks.extend(how_much(report).map(|text| Block::Paragraph(Line::from(text))));
    let strengths: Vec<Line> = report
        .strengths
        .iter()
        .map(strength)
        .chain(report.together.as_ref().map(together))
        .collect();
    if !strengths.is_empty() {
        blocks.push(heading(if is_own { "Worth keeping" } else { "Worth saying" }));
        blocks.push(Block::List(strengths));
    }
    if let Some(points) = from_last_time::from_last_time(&report.from_last_time) {
        blocks.push(heading("From last time"));
        blocks.push(points);
    }
    if !report.situations.is_empty() {
        blocks.push(heading(if is_own {
            "Situations to think over"
        } else {
            "Situations to talk over"
        }));
        let mut before = None;
        for one in &report.situations {
            let commit = one.example.as_ref().map(|example| example.commit);
            blocks.push(Block::Lines(situation(one, commit == before)));
            before = commit;
        }
    }
    blocks.extend(knowledge::knowledge(report));
    if let Some(growth) = &report.growth {
        blocks.push(heading("Growing"));
        blocks.extend(growing::growing(growth));
    }
    blocks.push(heading(if is_own {
        "Questions to put to the team"
    } else {
        "Your questions to me"
    }));
    blocks.push(Block::List(report.questions.iter().map(|one| Line::from(*one)).collect()));
    if let Some(preparation) = &report.preparation {
        blocks.push(heading("For you alone, before you meet"));
        blocks.extend(preparation::preparation(preparation));
    }
    blocks.extend(identities::identities(report).map(Block::Aside));
    blocks.extend(not_seen(&report.unseen).map(Block::Aside));
    blocks.extend(remarks(&report.header).into_iter().map(Block::Aside));
    Page { title, blocks }
}

fn heading(text: &str) -> Block {
    Block::Heading(Depth::Section, Line::from(text))
}

/// What has to be known of how much there is to go by.
fn how_much(report: &Notes) -> Option<&'static str> {
    let is_silent = report.strengths.is_empty()
        && report.together.is_none()
        && report.situations.is_empty()
        && report.brought_in.is_none();
    Some(match (report.nothing, report.too_little) {
        (_, true) if report.brought_in.is_some() => {
            "Of changes of one's own there is little here in this time, so little is said of them."
        }
        (true, _) if !report.few_know.is_empty() => {
            "No change of this time is here, and what few others know goes by the whole history. \
             `--since` looks further back."
        }
        (true, _) => "Nothing of this time is here. `--since` looks further back.",
        (_, true) => {
            "There is little here to go by in this time, so little is said. Git shows what landed, and \
             not what it took."
        }
        _ if is_silent => {
            "By what Git shows nothing here stands out, which says nothing of how good the work is: begin \
             with what you saw yourselves."
        }
        _ => return None,
    })
}

/// Where the work was and what sort it was, without amounts.
fn around(report: &Notes) -> Option<Line> {
    if report.places.is_empty() && report.kinds.is_empty() {
        return None;
    }
    let mut line = Line::from("The work of this time");
    if !report.places.is_empty() {
        let places = words::list(report.places.iter().map(|path| Line::new().path(path)));
        line = match report.share {
            Share::All => line.text(" was in ").line(places),
            Share::Most => line.text(" was mostly in ").line(places),
            Share::Some => {
                line.text(" was in a good number of places, ").line(places).text(" among them")
            }
        };
    }
    if !report.kinds.is_empty() {
        let kinds = report.kinds.iter().map(|kind| Line::from(*kind));
        let joint = if report.places.is_empty() { " was mostly " } else { ": " };
        line = line.text(joint).line(words::list(kinds));
    }
    Some(line.text("."))
}

/// Work that leaves no change of one's own.
fn for_others(report: &Notes) -> Option<Line> {
    let example = report.brought_in.as_ref()?;
    let before = match (report.places.is_empty(), report.is_mostly_brought_in) {
        (true, _) => "The work of this time was to bring in what others wrote, as ",
        (_, true) => "Most of it, as far as Git shows, was to bring in what others wrote, as ",
        (_, false) => "Bringing in what others wrote was part of the work, as ",
    };
    Some(
        Line::from(before)
            .line(shown(example))
            .text(". What that takes, to read, to ask and to decide, leaves little trace in Git."),
    )
}

fn together(made: &Together) -> Line {
    Line::new().line(shown(&made.example)).text(if made.is_suggestion {
        " took up what somebody suggested."
    } else {
        " was made together with somebody."
    })
}

fn strength(praise: &Praise) -> Line {
    let line = match &praise.example {
        Some(example) => Line::new().line(shown(example)).text(" "),
        None => Line::from("A change "),
    };
    line.line(praise.words.clone()).text(".")
}

/// Situation, what was seen, possible effect, open question; `again` where the situation is that of
/// the lines before.
fn situation(situation: &Situation, again: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    if again {
        lines.push(Line::new().strong("In the same change"));
    } else if let Some(example) = &situation.example {
        lines.push(Line::new().strong("When:").text(" ").line(shown(example)));
    }
    lines.push(Line::new().emphasis("Seen:").text(" ").line(situation.seen.clone()));
    lines.push(Line::new().emphasis("Why it may matter:").text(" ").line(situation.effect.clone()));
    if let Some(question) = &situation.question {
        lines.push(Line::new().emphasis("Ask:").text(" ").line(question.clone()));
    }
    lines
}
