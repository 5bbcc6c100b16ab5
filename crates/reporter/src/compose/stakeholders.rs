//! The briefing in plain words, for those who wait for the work and do not do it: no path, no
//! person, no commit, no word of the trade.
//!
//! Practices speak to developers, so sentences of the reporter's own stand here for those that others
//! have a stake in. A claim is what was measured, with its numbers.

mod across;
mod plain;
mod product;
mod work;

use std::collections::BTreeMap;

use git_coach_model::{Kind, PracticeId, Scope};

pub use across::stakeholders_across;

use self::plain::{Counted, Plain, Told};
use super::not_seen_plainly;
use crate::measure::TOO_FEW;
use crate::page::{Block, Depth, Line, Page};
use crate::report::{Briefing, Measured};
use crate::words;

/// From which share of presence on a habit is looked after.
const LOOKED_AFTER: f64 = 0.8;
/// How much is told of what is looked after, and how much of one topic.
const MOST_KEPT: usize = 6;
const MOST_OF_TOPIC: usize = 2;

/// Lays out a briefing for stakeholders.
pub fn stakeholders(report: &Briefing) -> Page {
    let title = Line::from("Where the work stands: ")
        .name(&report.header.repository)
        .text(format!(" · {}", words::dates(report.window)));
    let mut blocks = Vec::new();
    if report.changes == 0 {
        blocks.push(Block::Paragraph(Line::from("Nothing was delivered in this time.")));
        return Page { title, blocks };
    }
    let risks = risks(report);
    let published = published(report);
    section(
        &mut blocks,
        "What was delivered",
        [delivered(report)].into_iter().chain(published).collect(),
    );
    let kept = looked_after(report, &risks);
    section(
        &mut blocks,
        "What is looked after",
        sentences(kept.iter().map(|one| alone(one, true))),
    );
    let at_risk = sentences(risks.iter().map(|one| alone(one, false)));
    let at_risk: Vec<Line> = at_risk.into_iter().chain(left(report)).collect();
    let presses = report.themes.iter().any(|theme| theme.presses);
    let urgency = urgency(!at_risk.is_empty(), presses);
    section(&mut blocks, "What is at risk", at_risk);
    blocks.extend(urgency.map(|said| Block::Paragraph(said.into())));
    section(&mut blocks, "What we will try", steps(risks.iter().map(|(plain, _)| *plain)));
    blocks.push(Block::Aside(not_seen_plainly()));
    Page { title, blocks }
}

/// What was seen of a practice.
type Seen = (&'static Plain, Counted);

fn alone((plain, counted): &Seen, is_kept: bool) -> Told<'static> {
    Told { plain, is_kept, seen: vec![(None, *counted)] }
}

fn sentences<'a>(told: impl Iterator<Item = Told<'a>>) -> Vec<Line> {
    told.map(|told| told.sentence()).collect()
}

/// What is to be said where not everything is urgent, or nothing at risk.
const fn urgency(is_at_risk: bool, presses: bool) -> Option<&'static str> {
    match (is_at_risk, presses) {
        (true, true) => None,
        (true, false) => Some("None of this presses: it is worth keeping an eye on."),
        (false, _) => Some("Nothing of what was measured stood out."),
    }
}

/// What themes and areas put at risk, each practice once: themes first.
fn risks(report: &Briefing) -> Vec<Seen> {
    let notes = [&report.frail_areas, &report.contested, &report.narrow_areas];
    let notes = notes.into_iter().flatten().map(|note| &note.practice);
    let mut risks: Vec<Seen> = Vec::new();
    for practice in report.themes.iter().map(|theme| &theme.practice).chain(notes) {
        let measured = report.practices.iter().find(|one| one.practice == *practice);
        let Some(counted) = measured.map(lacking) else {
            continue;
        };
        let plain = plain::of(practice);
        if !risks.iter().any(|(known, _)| known.practice == plain.practice) {
            risks.push((plain, counted));
        }
    }
    risks
}

fn lacking(measured: &Measured) -> Counted {
    let now = measured.measure.now;
    Counted { part: now.missing, whole: now.decided(), scope: measured.scope }
}

/// "In 2 parts of the product, …"
fn left(report: &Briefing) -> Option<Line> {
    let parts = report.left_areas.len() as u64;
    let said = words::count(parts, "part", "parts");
    (parts > 0).then(|| {
        Line::from(format!(
            "In {said} of the product, those who made most of it changed nothing in the last year."
        ))
    })
}

/// One small step each, none twice.
fn steps(risks: impl Iterator<Item = &'static Plain>) -> Vec<Line> {
    let mut steps: Vec<&str> = Vec::new();
    for plain in risks {
        if !steps.contains(&plain.will_try) {
            steps.push(plain.will_try);
        }
    }
    steps.into_iter().map(Line::from).collect()
}

fn section(blocks: &mut Vec<Block>, title: &str, items: Vec<Line>) {
    if !items.is_empty() {
        blocks.push(Block::Heading(Depth::Section, Line::from(title)));
        blocks.push(Block::List(items));
    }
}

/// "41 finished pieces of work, among them 12 additions and 9 corrections."
fn delivered(report: &Briefing) -> Line {
    const TOLD: [(Kind, &str, &str); 5] = [
        (Kind::Feature, "addition", "additions"),
        (Kind::Fix, "correction", "corrections"),
        (Kind::Refactoring, "improvement under the surface", "improvements under the surface"),
        (Kind::Docs, "improvement of documents", "improvements of documents"),
        (Kind::Revert, "piece taken back", "pieces taken back"),
    ];
    let whole = report.changes;
    let pieces = words::count(whole.into(), "finished piece of work", "finished pieces of work");
    let parts = TOLD.iter().filter_map(|(kind, one, many)| {
        let (_, count) = report.kinds.iter().find(|(known, _)| known == kind)?;
        Some(Line::from(words::count((*count).into(), one, many)))
    });
    let parts = words::list(parts);
    let line = Line::from(pieces);
    if parts.is_empty() { line.text(".") } else { line.text(", among them ").line(parts).text(".") }
}

/// "Published: 8.1 and 8.2."
fn published(report: &Briefing) -> Option<Line> {
    const MOST: usize = 4;
    let tags = report.delivered.tags.as_ref().filter(|tags| !tags.is_empty())?;
    let named = tags.iter().take(MOST).map(|tag| Line::new().name(tag));
    let more = (tags.len() > MOST).then(|| Line::from("others"));
    Some(Line::from("Published: ").line(words::list(named.chain(more))).text("."))
}

/// What the numbers show to be kept: habits that are there nearly always, states that are there, and
/// nothing where what should not be there was found. The first by what stakeholders have most stake in.
fn looked_after(report: &Briefing, risks: &[Seen]) -> Vec<Seen> {
    let measured: BTreeMap<&PracticeId, &Measured> =
        report.practices.iter().map(|one| (&one.practice, one)).collect();
    let mut topics: BTreeMap<&str, usize> = BTreeMap::new();
    plain::all()
        .filter(|plain| plain.is_told_when_kept())
        .filter(|plain| !risks.iter().any(|(risk, _)| risk.practice == plain.practice))
        .filter_map(|plain| {
            let one = measured.get(&PracticeId::parse(plain.practice)?)?;
            let now = one.measure.now;
            // Of what should not be there, it is told how often it was: never.
            let is_never = one.counts_misses && one.scope != Scope::Area;
            let part = if is_never { now.missing } else { now.present };
            let counted = Counted { part, whole: now.decided(), scope: one.scope };
            is_kept(one).then_some((plain, counted))
        })
        .filter(|(plain, _)| {
            let of_topic = topics.entry(plain.topic()).or_default();
            *of_topic += 1;
            *of_topic <= MOST_OF_TOPIC
        })
        .take(MOST_KEPT)
        .collect()
}

fn is_kept(one: &Measured) -> bool {
    let now = one.measure.now;
    match one.scope {
        Scope::Repository => now.present > 0 && now.missing == 0,
        _ if one.counts_misses => now.missing == 0 && now.decided() >= TOO_FEW,
        _ => {
            now.decided() >= TOO_FEW
                && f64::from(now.present) >= LOOKED_AFTER * f64::from(now.decided())
        }
    }
}
