//! Several repositories as one page: what they share first, then each one's own.

use git_coach_model::Scope;

use super::brief::{agenda, beside_themes, in_numbers, praises, summary, theme_blocks, to_do, why};
use super::{not_seen, remarks, shown};
use crate::links::Links;
use crate::page::{Block, Column, Depth, Line, Page, Table};
use crate::report::{Across, Briefing, SharedTheme};
use crate::words;

/// How many themes of single repositories are on the agenda.
const MOST_OWN: usize = 3;

/// Lays out what several repositories say, each with where its commits and files lead. `minutes` is
/// how long the meeting is, where somebody said.
pub fn across(report: &Across, links: &[Links], minutes: Option<u32>) -> Page {
    let count = words::count(report.members.len() as u64, "repository", "repositories");
    let title = Line::from(format!("Team review: {count} · {}", words::dates(report.window)));
    let mut blocks: Vec<Block> = unread(report).into_iter().map(Block::Paragraph).collect();
    blocks.push(Block::Table(overview(report)));
    blocks.push(heading("Talk about this together"));
    if report.themes.is_empty() {
        let none = "No theme shows in several repositories at once; each has its own below.";
        blocks.push(Block::Paragraph(Line::from(none)));
    }
    for (theme, number) in report.themes.iter().zip(1..) {
        let title = Line::from(format!("{number} · {}: {}", theme.title, theme.numbers));
        blocks.push(Block::Heading(Depth::Part, title));
        blocks.push(Block::Lines(body(report, links, theme)));
    }
    let shared = report.themes.iter().map(|theme| theme.title.clone());
    let own = report.members.iter().filter_map(|member| {
        Some(format!("{}: {}", member.header.repository, member.themes.first()?.title))
    });
    let topics = shared.chain(own.take(MOST_OWN)).collect();
    let went_well = report.members.iter().any(|member| !member.went_well.is_empty());
    if report.members.iter().any(|member| member.changes > 0) {
        let (title, table) = agenda::across(topics, went_well, minutes);
        blocks.push(heading(&title));
        blocks.extend(table);
    }
    for (at, member) in report.members.iter().enumerate() {
        let page = Page { title: Line::new(), blocks: part(member) };
        blocks.extend(match links.get(at) {
            Some(links) => links.lay(page).blocks,
            None => page.blocks,
        });
    }
    blocks.push(Block::Aside(
        Line::from("Each repository's own briefing, with all its numbers: ")
            .code("git coach brief REPO")
            .text("."),
    ));
    Page { title, blocks }
}

fn heading(title: &str) -> Block {
    Block::Heading(Depth::Section, Line::from(title))
}

/// "2 repositories could not be read: `a` (…) and `b` (…)."
pub(super) fn unread(report: &Across) -> Option<Line> {
    let named =
        report.unread.iter().map(|one| Line::new().path(&one.path).text(format!(" ({})", one.why)));
    let count = words::count(report.unread.len() as u64, "repository", "repositories");
    let line =
        Line::from(format!("{count} could not be read: ")).line(words::list(named)).text(".");
    (!report.unread.is_empty()).then_some(line)
}

/// One row a repository: how much happened, and what its first theme is; those that could not be read
/// as well.
fn overview(report: &Across) -> Table {
    let columns = vec![
        Column::left("repository"),
        Column::right("changes"),
        Column::right("people"),
        Column::left("its own theme"),
    ];
    let row = |member: &Briefing| {
        let theme = match member.themes.first() {
            Some(theme) => theme.title.as_str(),
            None if member.changes == 0 => "nothing happened",
            None => "–",
        };
        vec![
            Line::new().name(&member.header.repository),
            Line::from(words::number(member.changes.into())),
            Line::from(words::number(member.people.into())),
            Line::from(theme),
        ]
    };
    let none = || Line::from("–");
    let unread = report.unread.iter().map(|one| {
        vec![Line::new().path(&one.path), none(), none(), Line::from("could not be read")]
    });
    Table { columns, rows: report.members.iter().map(row).chain(unread).collect() }
}

fn body(report: &Across, links: &[Links], theme: &SharedTheme) -> Vec<Line> {
    let named = |member: usize| {
        let name = report.members.get(member).map(|one| one.header.repository.as_str());
        Line::new().name(name.unwrap_or_default())
    };
    let mut lines = vec![contributions(theme, &named)];
    lines.push(why(&theme.why, &theme.cited));
    if let Some((member, example)) = &theme.exemplar {
        let example = match links.get(*member) {
            Some(links) => links.line(shown(example)),
            None => shown(example),
        };
        let label = Line::new().emphasis("A good one to look at together:").text(" ");
        lines.push(label.line(example).text(" in ").line(named(*member)).text("."));
    }
    lines.extend(to_do(theme.question.as_ref(), theme.next.as_ref(), theme.limits.as_deref()));
    lines
}

/// "Without: harbor 5 of 7, pier 2 of 9."; the names alone for what a whole repository has or not.
fn contributions(theme: &SharedTheme, named: &dyn Fn(usize) -> Line) -> Line {
    let missing = theme.shares.iter().filter(|share| share.tally.missing > 0);
    let parts = missing.map(|share| match theme.scope {
        Scope::Repository => named(share.member),
        _ => {
            let (missing, all) = (share.tally.missing.into(), share.tally.decided().into());
            let count = format!(" {} of {}", words::number(missing), words::number(all));
            named(share.member).text(count)
        }
    });
    let rest = theme.shares.iter().filter(|share| share.tally.missing == 0);
    let rest = words::list(rest.map(|share| named(share.member)));
    let line = Line::from("Without: ").line(words::list(parts)).text(".");
    if rest.is_empty() { line } else { line.text(" All with it: ").line(rest).text(".") }
}

/// One repository's own part of the page.
fn part(member: &Briefing) -> Vec<Block> {
    let title = Line::new().name(&member.header.repository);
    let mut blocks = vec![Block::Heading(Depth::Section, title)];
    if member.changes == 0 {
        blocks.push(Block::Paragraph(Line::from("Nothing happened here in this time.")));
        return blocks;
    }
    blocks.push(Block::Paragraph(summary(member)));
    let praises = praises(&member.went_well);
    let went_well = ("Went well", (!praises.is_empty()).then(|| vec![Block::List(praises)]));
    blocks.extend(theme_blocks(member));
    let parts = std::iter::once(went_well).chain(beside_themes(member)).chain(in_numbers(member));
    for (title, content) in parts {
        if let Some(content) = content {
            blocks.push(Block::Heading(Depth::Part, Line::from(title)));
            blocks.extend(content);
        }
    }
    blocks.extend(not_seen(&member.unseen).map(Block::Aside));
    blocks.extend(remarks(&member.header).into_iter().map(Block::Aside));
    blocks
}
