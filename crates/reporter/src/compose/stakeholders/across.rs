//! Several repositories in plain words.

use super::plain::{self, Counted, Told};
use super::{Seen, delivered, looked_after, published, risks, section, sentences, steps, urgency};
use crate::compose::across::unread;
use crate::compose::not_seen_plainly;
use crate::page::{Block, Line, Page};
use crate::report::{Across, Briefing};
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
    let at_risk: Vec<(&Briefing, Vec<Seen>)> =
        active().map(|(at, member)| (member, lacking(report, at))).collect();
    let kept: Vec<(&Briefing, Vec<Seen>)> =
        at_risk.iter().map(|(member, risks)| (*member, looked_after(member, risks))).collect();
    section(&mut blocks, "What is looked after", sentences(each(&kept, true).into_iter()));
    let left = at_risk.iter().filter_map(|(member, _)| {
        let name = Line::new().name(&member.header.repository).text(": ");
        Some(name.line(super::left(member)?))
    });
    let risks: Vec<Line> =
        sentences(each(&at_risk, false).into_iter()).into_iter().chain(left).collect();
    let presses = !report.themes.is_empty()
        || report.members.iter().flat_map(|member| &member.themes).any(|theme| theme.presses);
    let urgency = urgency(!risks.is_empty(), presses);
    section(&mut blocks, "What is at risk", risks);
    blocks.extend(urgency.map(|said| Block::Paragraph(said.into())));
    let all = at_risk.iter().flat_map(|(_, risks)| risks).map(|(plain, _)| *plain);
    section(&mut blocks, "What we will try", steps(all));
    blocks.push(Block::Aside(not_seen_plainly()));
    Page { title, blocks }
}

/// What one product lacks: of the habits of shared themes, and of its own.
fn lacking(report: &Across, at: usize) -> Vec<Seen> {
    let shared = report.themes.iter().filter_map(|theme| {
        let share = theme.shares.iter().find(|share| share.member == at)?;
        let (part, whole) = (share.tally.missing, share.tally.decided());
        let counted = Counted { part, whole, scope: theme.scope };
        (part > 0).then(|| (plain::of(&theme.practice), counted))
    });
    let mut seen: Vec<Seen> = shared.collect();
    for own in report.members.get(at).map(risks).unwrap_or_default() {
        if !seen.iter().any(|(known, _)| known.practice == own.0.practice) {
            seen.push(own);
        }
    }
    seen
}

/// Each practice once, with the products that it was seen in.
fn each<'a>(seen: &[(&'a Briefing, Vec<Seen>)], is_kept: bool) -> Vec<Told<'a>> {
    let mut told: Vec<Told<'a>> = Vec::new();
    for (member, seen) in seen {
        for (plain, counted) in seen {
            let of_member = (Some(member.header.repository.as_str()), *counted);
            match told.iter_mut().find(|one| one.plain.practice == plain.practice) {
                Some(one) => one.seen.push(of_member),
                None => told.push(Told { plain, is_kept, seen: vec![of_member] }),
            }
        }
    }
    told
}
