//! Several repositories in plain words.

use super::{Plain, delivered, looked_after, published, risks, section};
use crate::compose::across::unread;
use crate::compose::not_seen_plainly;
use crate::page::{Block, Line, Page};
use crate::report::{Across, Briefing, SharedTheme};
use crate::words;

/// Lays out what several repositories say for those who wait for the work.
pub fn stakeholders_across(report: &Across) -> Page {
    let count = words::count(report.members.len() as u64, "product", "products");
    let title =
        Line::from(format!("Where the work stands: {count} · {}", words::dates(report.window)));
    let mut blocks: Vec<Block> = unread(report).into_iter().map(Block::Paragraph).collect();
    let active = || report.members.iter().enumerate().filter(|(_, member)| member.changes > 0);
    let work = report.members.iter().map(|member| {
        let name = Line::new().name(&member.header.repository).text(": ");
        if member.changes == 0 {
            return name.text("nothing was delivered in this time.");
        }
        let line = name.line(delivered(member));
        published(member).map_or_else(|| line.clone(), |told| line.clone().text(" ").line(told))
    });
    section(&mut blocks, "What was delivered", work.collect());
    let at_risk: Vec<(&Briefing, Vec<&'static Plain>)> = active()
        .map(|(at, member)| (member, super::unique(lacking(report, at).chain(risks(member)))))
        .collect();
    let kept: Vec<(&Briefing, Vec<&'static Plain>)> =
        at_risk.iter().map(|(member, risks)| (*member, looked_after(member, risks))).collect();
    section(&mut blocks, "What is looked after", each(&kept, |one| one.looked_after));
    section(&mut blocks, "What is at risk", each(&at_risk, |one| one.at_risk));
    let steps = super::unique(at_risk.iter().flat_map(|(_, risks)| risks).copied());
    section(&mut blocks, "What we will try", super::said(&steps, |one| one.will_try));
    if steps.is_empty() {
        let none = "Nothing stood out that would have to change now.";
        blocks.push(Block::Paragraph(Line::from(none)));
    }
    blocks.push(Block::Aside(not_seen_plainly()));
    Page { title, blocks }
}

/// What the shared themes say of one product that lacks their habits.
fn lacking(report: &Across, member: usize) -> impl Iterator<Item = &'static Plain> {
    let lacks = move |theme: &&SharedTheme| {
        theme.shares.iter().any(|share| share.member == member && share.tally.missing > 0)
    };
    report.themes.iter().filter(lacks).map(|theme| super::plain(&theme.practice))
}

/// Each sentence once, with the products that it is about where it is not about all of them.
fn each(said: &[(&Briefing, Vec<&'static Plain>)], which: fn(&Plain) -> &'static str) -> Vec<Line> {
    super::unique(said.iter().flat_map(|(_, said)| said).copied())
        .into_iter()
        .map(|plain| {
            let about: Vec<Line> = said
                .iter()
                .filter(|(_, said)| said.iter().any(|one| one.folder == plain.folder))
                .map(|(member, _)| Line::new().name(&member.header.repository))
                .collect();
            let sentence = Line::from(which(plain));
            if about.len() == said.len() {
                sentence
            } else {
                sentence.text(" (").line(words::list(about)).text(")")
            }
        })
        .collect()
}
