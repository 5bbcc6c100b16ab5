//! The briefing as a page.

pub(super) mod agenda;
mod charts;
mod delivery;
mod from_last_time;
mod knowledge;
mod preparation;

use git_coach_model::{Confidence, Scope, Tally};

use super::{not_seen, remarks, shown};
use crate::page::{Block, Column, Depth, Line, Page, Table};
use crate::report::{AreaNote, Briefing, Measured, Praise, Theme};
use crate::words;

/// Lays out a briefing for the team, or for its lead where it was made for one. `minutes` is how long
/// the meeting is; none for as long as it needs, half an hour at most.
pub fn briefing(report: &Briefing, minutes: Option<u32>) -> Page {
    let title = Line::from("Team review: ")
        .name(&report.header.repository)
        .text(format!(" · {}", words::dates(report.window)));
    let mut blocks = vec![Block::Paragraph(summary(report))];
    if report.changes == 0 {
        blocks.push(Block::Paragraph(Line::from(
            "Nothing happened here in this time. A longer window, as in `--since 1y`, may tell more.",
        )));
        blocks.extend(not_seen(&report.unseen).map(Block::Aside));
        blocks.extend(remarks(&report.header).into_iter().map(Block::Aside));
        return Page { title, blocks };
    }
    section(&mut blocks, "Went well", went_well(&report.went_well));
    let last_time = report.follow_up.as_ref().and_then(from_last_time::from_last_time);
    section(&mut blocks, "From last time", last_time);
    section(&mut blocks, "Talk about this", themes(report).or_else(|| Some(nothing(report))));
    for (title, content) in beside_themes(report) {
        section(&mut blocks, title, content);
    }
    let (heading, content) = agenda::agenda(report, minutes);
    section(&mut blocks, &heading, Some(content));
    for (title, content) in in_numbers(report) {
        section(&mut blocks, title, content);
    }
    blocks.extend(not_seen(&report.unseen).map(Block::Aside));
    blocks.extend(remarks(&report.header).into_iter().map(Block::Aside));
    Page { title, blocks }
}

/// A section with its title; none where there is nothing to say.
pub(super) type Section = (&'static str, Option<Vec<Block>>);

/// What is told beside the themes.
pub(super) fn beside_themes(report: &Briefing) -> [Section; 7] {
    [
        ("Where to look first", places(report)),
        ("Worth a closer look, for you alone", closer_look(report)),
        ("Back and forth", knowledge::contested(report)),
        ("Who knows what", knowledge::who_knows(report)),
        ("Delivery", delivery::delivery(report)),
        ("Left for later", report.debt.as_ref().map(delivery::debt)),
        ("Decisions", report.decisions.as_ref().map(delivery::decisions)),
    ]
}

/// The numbers behind all of it.
pub(super) fn in_numbers(report: &Briefing) -> [Section; 2] {
    [
        ("Practices", practices(&report.practices)),
        ("How large changes are", report.sizes.as_ref().map(charts::sizes)),
    ]
}

fn section(blocks: &mut Vec<Block>, title: &str, content: Option<Vec<Block>>) {
    if let Some(content) = content {
        blocks.push(Block::Heading(Depth::Section, Line::from(title)));
        blocks.extend(content);
    }
}

/// The changes that add most, with how they compare; nothing where none was asked for.
fn closer_look(report: &Briefing) -> Option<Vec<Block>> {
    let lines: Vec<Line> = report
        .closer_look
        .iter()
        .map(|one| {
            let lines = words::count(one.added, "line", "lines");
            let others = if one.fewer == one.others {
                "any other change of this time".to_owned()
            } else {
                words::of(one.fewer.into(), one.others.into(), "other change", "other changes")
            };
            let reason = format!(": {lines} of code and settings added, more than in {others}.");
            shown(&one.example).text(reason)
        })
        .collect();
    (!lines.is_empty()).then(|| vec![Block::List(lines)])
}

pub(super) fn summary(report: &Briefing) -> Line {
    let mut line = Line::from(words::count(report.changes.into(), "change", "changes"));
    if report.people > 0 {
        line = line.text(format!(" by {}", words::count(report.people.into(), "person", "people")));
    }
    line = line.text(" on ").path(&report.header.revision);
    let has_past = report.practices.iter().any(|one| one.measure.before().decided() > 0);
    let before = spelled(report.windows_before);
    line = line.text(match (has_past, length(report.days)) {
        (true, Some(days)) => format!(", compared with the {before} windows of {days} before."),
        (true, None) => {
            format!(" in less than a day, compared with the {before} windows as short before it.")
        }
        (false, days) => {
            let days = days.unwrap_or_else(|| "less than a day".to_owned());
            format!(" in {days}, with nothing before to compare with.")
        }
    });
    if let Some(days) = report.widened_from_days {
        line = line.text(format!(
            " The last {days} days held too little to go by, so the window is longer."
        ));
    }
    if report.is_thin && report.changes > 0 {
        let still = if report.widened_from_days.is_some() { "still " } else { "" };
        line = line
            .text(format!(" This is {still}little to go by: read the numbers as single cases."));
    }
    let bots = match report.bot_changes {
        0 => "Generated and vendored files are left out.".to_owned(),
        bots => format!(
            "Bots ({}), generated and vendored files are left out.",
            words::count(bots.into(), "change", "changes")
        ),
    };
    line.text(format!(" {bots}"))
}

/// "30 days"; none where it is less than one.
fn length(days: i64) -> Option<String> {
    (days > 0).then(|| words::count(days.unsigned_abs(), "day", "days"))
}

fn spelled(number: usize) -> String {
    const WORDS: [&str; 7] = ["zero", "one", "two", "three", "four", "five", "six"];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

fn went_well(praised: &[Praise]) -> Option<Vec<Block>> {
    let lines = praises(praised);
    (!lines.is_empty()).then(|| vec![Block::List(lines)])
}

/// What went well, a line each.
pub(super) fn praises(praises: &[Praise]) -> Vec<Line> {
    praises
        .iter()
        .map(|praise| {
            // What one change did is no habit yet, and its title would claim one.
            let habit = praise.numbers.as_ref().map(|numbers| {
                let heading = Line::new().strong(format!("{}: {numbers}.", praise.title));
                heading.text(" For instance, ")
            });
            let line = habit.unwrap_or_default();
            match &praise.example {
                Some(example) => line.line(shown(example)).text(" "),
                None => Line::from("The repository "),
            }
            .line(praise.words.clone())
            .text(".")
        })
        .collect()
}

fn themes(report: &Briefing) -> Option<Vec<Block>> {
    let mut blocks = theme_blocks(report);
    if report.themes.iter().all(|theme| !theme.presses) && !blocks.is_empty() {
        let one = if report.themes.len() == 1 { "This is" } else { "These are" };
        let gentle = format!("Nothing presses. {one} worth a few minutes, if there is room.");
        blocks.insert(0, Block::Paragraph(Line::from(gentle)));
    }
    (!blocks.is_empty()).then_some(blocks)
}

/// The themes, each a part with its heading.
pub(super) fn theme_blocks(report: &Briefing) -> Vec<Block> {
    report
        .themes
        .iter()
        .zip(1..)
        .flat_map(|(theme, number)| {
            let heading = Block::Heading(Depth::Part, heading(theme, number));
            let prepare = theme.preparation.as_ref().map(preparation::lines);
            [heading, Block::Lines(body(theme))].into_iter().chain(prepare.map(Block::Lines))
        })
        .collect()
}

/// A meeting without a theme still has a question.
fn nothing(report: &Briefing) -> Vec<Block> {
    let mut line = Line::from(
        "Nothing stands out in this time. If you meet anyway, ask what was harder to change than it \
         had to be",
    );
    if let Some(place) = report.places.first() {
        line = line.text("; ").file(&place.path).text(", touched most often, is a place to start");
    }
    vec![Block::Paragraph(line.text("."))]
}

fn heading(theme: &Theme, number: usize) -> Line {
    let title = Line::from(format!("{number} · {}", theme.title));
    if theme.numbers.is_empty() { title } else { title.text(format!(": {}", theme.numbers)) }
}

fn body(theme: &Theme) -> Vec<Line> {
    let mut lines: Vec<Line> = theme.observation.iter().cloned().collect();
    lines.push(why(&theme.why, &theme.cited));
    if let Some(exemplar) = &theme.exemplar {
        // A weak sign makes no model.
        let label = match theme.confidence {
            Confidence::Low => "One to compare with:",
            Confidence::Medium | Confidence::High => "A good one to look at together:",
        };
        lines.push(Line::new().emphasis(label).text(" ").line(shown(exemplar)).text("."));
    }
    lines.extend(to_do(theme.question.as_ref(), theme.next.as_ref(), theme.limits.as_deref()));
    lines
}

/// Why it matters, with the sources.
pub(super) fn why(why: &Line, cited: &[String]) -> Line {
    let line = Line::new().emphasis("Why it matters.").text(" ").line(why.clone());
    if cited.is_empty() { line } else { line.text(format!(" ({})", cited.join("; "))) }
}

/// What to ask, what to try, and what to keep in mind.
pub(super) fn to_do(
    question: Option<&Line>,
    next: Option<&Line>,
    limits: Option<&str>,
) -> impl Iterator<Item = Line> {
    let labelled =
        |label: &str, words: &Line| Line::new().emphasis(label).text(" ").line(words.clone());
    let question = question.map(|words| labelled("Ask:", words));
    let next = next.map(|words| labelled("Next step:", words));
    let limits = limits.map(|words| labelled("What this cannot see:", &Line::from(words)));
    [question, next, limits].into_iter().flatten()
}

fn places(report: &Briefing) -> Option<Vec<Block>> {
    let rows: Vec<Vec<Line>> = report
        .places
        .iter()
        .map(|place| vec![Line::new().file(&place.path), place.reason.clone()])
        .collect();
    let columns = vec![Column::left("place"), Column::left("why now")];
    let table = (!rows.is_empty()).then_some(Block::Table(Table { columns, rows }));
    let frail: Vec<Line> = report.frail_areas.iter().map(AreaNote::with_step).collect();
    let frail = (!frail.is_empty()).then_some(Block::List(frail));
    let blocks: Vec<Block> = table.into_iter().chain(frail).collect();
    // A picture alone would be a section without a word where nothing can be drawn.
    (!blocks.is_empty()).then(|| blocks.into_iter().chain(charts::busy(&report.busy)).collect())
}

/// Measured practices with their trend; what is counted only where there is something to count,
/// and what is in place, and was whenever it was seen, in one line.
fn practices(measured: &[Measured]) -> Option<Vec<Block>> {
    let (in_place, others): (Vec<&Measured>, Vec<&Measured>) =
        measured.iter().partition(|one| is_in_place(one));
    let rows: Vec<Vec<Line>> = others
        .into_iter()
        .filter(|one| {
            !one.counts_misses || one.measure.now.missing + one.measure.before().missing > 0
        })
        .map(|one| {
            let (now, before) = (one.measure.now, one.measure.before());
            vec![
                Line::from(one.title.clone()),
                Line::from(cell(one, now)),
                Line::from(cell(one, before)),
                Line::new().trend(one.measure.bars(one.scope)),
            ]
        })
        .collect();
    let columns = vec![
        Column::left("practice"),
        Column::right("now"),
        Column::right("before"),
        Column::left("trend"),
    ];
    let table = (!rows.is_empty()).then_some(Block::Table(Table { columns, rows }));
    let told = in_place_line(&in_place).map(Block::Paragraph);
    let blocks: Vec<Block> = table.into_iter().chain(told).collect();
    (!blocks.is_empty()).then_some(blocks)
}

/// What is in place: by name where it is little, else how much of each folder of practices.
fn in_place_line(in_place: &[&Measured]) -> Option<Line> {
    const BY_NAME: usize = 3;
    let label = Line::new().emphasis("In place:").text(" ");
    if in_place.len() <= BY_NAME {
        let titles: Vec<&str> = in_place.iter().map(|one| one.title.as_str()).collect();
        return (!titles.is_empty()).then(|| label.text(format!("{}.", titles.join("; "))));
    }
    let mut topics: Vec<(&str, u32)> = Vec::new();
    for one in in_place {
        let topic = one.practice.as_str().split('/').next().unwrap_or_default();
        match topics.iter_mut().find(|(known, _)| *known == topic) {
            Some((_, count)) => *count += 1,
            None => topics.push((topic, 1)),
        }
    }
    topics.sort_by_key(|(topic, count)| (std::cmp::Reverse(*count), *topic));
    let topics = words::list(topics.iter().map(|(topic, count)| {
        let topic = if *topic == "ci" { "pipelines" } else { topic };
        Line::from(format!("{topic} {count}"))
    }));
    let all = words::number(in_place.len() as u64);
    Some(label.text(format!("{all} states of the repository (")).line(topics).text(")."))
}

/// Whether the repository is in this state, and was at the end of every window that could be seen.
fn is_in_place(one: &Measured) -> bool {
    one.scope == Scope::Repository
        && one.measure.now.present > 0
        && one.measure.windows.iter().all(|tally| tally.missing == 0)
}

/// "14 of 22"; "yes" or "no" for the state of the repository; "all but 3 of 41" for what is counted.
fn cell(one: &Measured, tally: Tally) -> String {
    let part = |part: u32| {
        format!("{} of {}", words::number(part.into()), words::number(tally.decided().into()))
    };
    match (tally.decided(), one.scope) {
        (0, _) => "–".to_owned(),
        (all, Scope::Repository) if tally.present == all => "yes".to_owned(),
        (all, Scope::Repository) if tally.missing == all => "no".to_owned(),
        (all, _) if one.counts_misses && tally.missing == 0 => {
            format!("all {}", words::number(all.into()))
        }
        _ if one.counts_misses => format!("all but {}", part(tally.missing)),
        _ => part(tally.present),
    }
}
