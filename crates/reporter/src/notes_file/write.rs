//! Writes what came of a conversation, and adds it to what stands there.

use std::collections::BTreeSet;

use git_coach_model::{PracticeId, Private, Time};

use super::{Kept, Owner, SCHEMA};
use crate::compose::{growing, shown};
use crate::page::{Block, Depth, Line, Mark, Page};
use crate::render;
use crate::report::{Growth, Notes, Voice};
use crate::words;

/// How many digits of a commit tell it from others.
const DIGITS: usize = 12;

const YOURS: &str = "Private, and yours to edit: tick, reword, reorder or strike what stands here, and \
                     add points of your own. Keep the first line of the file; where a point ends in \
                     code, the next notes say what the repository shows since.";
const NOTHING: &str = "Nothing was proposed this time. What you agree on goes here, as a point with a box \
                       like those of other days.";

/// The file after notes: what stood there as it is, and below it what they propose, unless it
/// stands there already.
pub fn write(
    notes: &Private<Notes>,
    owner: &Owner,
    old: Option<&Private<Kept>>,
) -> Private<String> {
    let notes = notes.for_notes();
    let old = old.map(Private::for_notes);
    Private::new(file(notes, owner, old))
}

fn file(notes: &Notes, owner: &Owner, old: Option<&Kept>) -> String {
    let mut text = first_line(notes, owner, old);
    let section = section(notes);
    match old {
        None => {
            let title = match &notes.voice {
                Voice::Own => Line::from("What I want to try"),
                Voice::Colleague { .. } => Line::from("Agreements with ").name(&notes.name),
            };
            let mut blocks = vec![Block::Paragraph(Line::from(YOURS))];
            let nothing =
                || vec![heading(notes.window.until), Block::Paragraph(Line::from(NOTHING))];
            blocks.extend(section.unwrap_or_else(nothing));
            text.push_str(&render::markdown(&Page { title, blocks }));
        }
        Some(old) => {
            text.push_str(&old.rest);
            if let Some(blocks) = section {
                let ends = if old.rest.ends_with('\n') { "\n" } else { "\n\n" };
                text.push_str(ends);
                text.push_str(&render::markdown(&Page { title: Line::new(), blocks }));
            }
        }
    }
    text
}

/// What is git-coach's own: a person's addresses of today join those of before, and what was
/// offered once is known.
fn first_line(notes: &Notes, owner: &Owner, old: Option<&Kept>) -> String {
    let mut people = owner.people.clone();
    people.extend(old.iter().flat_map(|old| old.people.clone()));
    let people: Vec<String> = people.into_iter().collect();
    let before = old.iter().flat_map(|old| old.offered.iter());
    let offered = notes.growth.iter().map(|growth| &growth.practice).chain(before);
    let offered: Vec<&str> =
        offered.map(PracticeId::as_str).collect::<BTreeSet<_>>().into_iter().collect();
    let asked: Vec<&str> = notes.asked.iter().map(String::as_str).collect();
    format!(
        "<!-- {SCHEMA} repository={} people={} offered={} asked={} -->\n",
        owner.repository,
        people.join(","),
        offered.join(","),
        asked.join(","),
    )
}

/// The points of this time with what they are about, below their day; none where there are none.
fn section(notes: &Notes) -> Option<Vec<Block>> {
    let growth = notes.growth.as_ref()?;
    let id = format!("{}@{}", growth.practice, notes.header.tip.short(DIGITS));
    let point = growth.step.clone().text(" ").code(id);
    let points = Block::CheckList(vec![(Mark::Open, point)]);
    let mut blocks = vec![heading(notes.window.until), points];
    let about = about(notes, growth);
    if !about.is_empty() {
        blocks.push(Block::Lines(about));
    }
    Some(blocks)
}

/// What a point came from, and what may help with it: whoever reads it in some weeks was elsewhere in
/// the meantime.
fn about(notes: &Notes, growth: &Growth) -> Vec<Line> {
    let labelled = |label: &str, line: Line| Line::new().emphasis(label).text(" ").line(line);
    let mut lines = Vec::new();
    if let Some(from) = notes.situations.iter().find(|one| one.practice == growth.practice) {
        let seen = match &from.example {
            Some(example) => shown(example).text(": ").line(from.seen.clone()),
            None => from.seen.clone(),
        };
        lines.push(labelled("It came from", seen));
        lines.push(labelled("Why it may matter:", from.effect.clone()));
    }
    lines.extend(growing::model(growth).map(|(label, model)| labelled(label, model)));
    lines.extend(growing::readings(growth));
    lines
}

fn heading(day: Time) -> Block {
    Block::Heading(Depth::Section, Line::from(words::date(day)))
}
