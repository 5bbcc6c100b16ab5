//! The briefing in plain words, for those who wait for the work and do not do it: no path, no
//! person, no commit, no word of the trade.
//!
//! Practices speak to developers, so here stands one plain sentence for each of the folders that
//! they are filed under. A claim is never stronger than the numbers behind it.

mod across;

use git_coach_model::{Kind, PracticeId};

pub use across::stakeholders_across;

use super::not_seen_plainly;
use crate::measure::TOO_FEW;
use crate::page::{Block, Depth, Line, Page};
use crate::report::Briefing;
use crate::words;

/// From which share of presence on a habit is looked after.
const LOOKED_AFTER: f64 = 0.8;

/// What is said of the practices of one folder.
struct Plain {
    folder: &'static str,
    looked_after: &'static str,
    at_risk: &'static str,
    will_try: &'static str,
}

const PLAIN: [Plain; 12] = [
    Plain {
        folder: "tests",
        looked_after: "New work comes with automatic checks that show when it breaks later.",
        at_risk: "Some of the work came without an automatic check, so a later change could break \
                  it without anybody noticing.",
        will_try: "Write the automatic check first the next time something is corrected.",
    },
    Plain {
        folder: "ci",
        looked_after: "Every change is checked by machine before it counts.",
        at_risk: "The machine that checks changes does not look at everything yet.",
        will_try: "Let the machine check one more thing that people check by hand today.",
    },
    Plain {
        folder: "security",
        looked_after: "The precautions against intrusion that can be seen here are in place.",
        at_risk: "A precaution against intrusion is missing in places.",
        will_try: "Close the gap that was found, and agree who watches over it.",
    },
    Plain {
        folder: "size",
        looked_after: "Work is delivered in small steps, which colleagues can check with care.",
        at_risk: "Some steps are too large for colleagues to check with care.",
        will_try: "Cut the next large piece of work into two.",
    },
    Plain {
        folder: "commits",
        looked_after: "It is written down why things were changed.",
        at_risk: "It is not always written down why something was changed, which costs time later.",
        will_try: "Write one sentence of reason with each change of behaviour.",
    },
    Plain {
        folder: "decisions",
        looked_after: "Decisions are written down where those who come later will find them.",
        at_risk: "Some decisions are known to those who took them and written down nowhere.",
        will_try: "Write down the next decision on one page.",
    },
    Plain {
        folder: "docs",
        looked_after: "Instructions and documents are kept.",
        at_risk: "Instructions or documents fall behind the work in places.",
        will_try: "Bring one document up to date along with the next change.",
    },
    Plain {
        folder: "ownership",
        looked_after: "Knowledge of the product rests on several people.",
        at_risk: "Parts of the product are known to one person only, which makes leave and changes \
                  of staff harder.",
        will_try: "Let two people work together where only one knows the way around.",
    },
    Plain {
        folder: "debt",
        looked_after: "What was left for later is kept in sight.",
        at_risk: "Work was left for later without a note of who will come back to it.",
        will_try: "Give each thing that is left for later a place on the list of work.",
    },
    Plain {
        folder: "delivery",
        looked_after: "What is delivered is marked and described.",
        at_risk: "What is delivered is not always marked or described.",
        will_try: "Describe the next delivery in words that its users understand.",
    },
    Plain {
        folder: "collaboration",
        looked_after: "Those whom a change affects hear of it.",
        at_risk: "Not everybody whom a change affects hears of it in time.",
        will_try: "Tell those whom the next change affects before it is made.",
    },
    Plain {
        folder: "standards",
        looked_after: "The team's agreements about its work are kept.",
        at_risk: "An agreement of the team about its work is kept less often than wanted.",
        will_try: "Talk about that agreement, and keep it or change it.",
    },
];

/// What is said of practices that a team files elsewhere.
const OTHER: Plain = Plain {
    folder: "",
    looked_after: "The team keeps the habits that it set itself.",
    at_risk: "A habit that the team set itself is kept less often than wanted.",
    will_try: "Talk about that habit, and keep it or change it.",
};

fn plain(practice: &PracticeId) -> &'static Plain {
    let folder = practice.as_str().split('/').next().unwrap_or_default();
    PLAIN.iter().find(|plain| plain.folder == folder).unwrap_or(&OTHER)
}

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
    let risks = unique(risks(report));
    let published = published(report);
    section(
        &mut blocks,
        "What was delivered",
        [delivered(report)].into_iter().chain(published).collect(),
    );
    let kept = looked_after(report, &risks);
    section(&mut blocks, "What is looked after", said(&kept, |one| one.looked_after));
    section(&mut blocks, "What is at risk", said(&risks, |one| one.at_risk));
    section(&mut blocks, "What we will try", said(&risks, |one| one.will_try));
    if risks.is_empty() {
        let none = "Nothing stood out that would have to change now.";
        blocks.push(Block::Paragraph(Line::from(none)));
    }
    blocks.push(Block::Aside(not_seen_plainly()));
    Page { title, blocks }
}

/// What themes and areas that one person knows put at risk.
fn risks(report: &Briefing) -> impl Iterator<Item = &'static Plain> {
    let knows_alone = !report.narrow_areas.is_empty();
    let alone = PLAIN.iter().filter(move |plain| knows_alone && plain.folder == "ownership");
    let themes = report.themes.iter().filter(|theme| theme.presses);
    themes.map(|theme| plain(&theme.practice)).chain(alone)
}

fn section(blocks: &mut Vec<Block>, title: &str, items: Vec<Line>) {
    if !items.is_empty() {
        blocks.push(Block::Heading(Depth::Section, Line::from(title)));
        blocks.push(Block::List(items));
    }
}

fn said(all: &[&'static Plain], which: fn(&Plain) -> &'static str) -> Vec<Line> {
    all.iter().map(|plain| Line::from(which(plain))).collect()
}

/// The same without repetitions, in the order of their first.
fn unique(all: impl Iterator<Item = &'static Plain>) -> Vec<&'static Plain> {
    let mut kept: Vec<&Plain> = Vec::new();
    for plain in all {
        if !kept.iter().any(|known| known.folder == plain.folder) {
            kept.push(plain);
        }
    }
    kept
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

/// What the numbers show to be kept: a folder with a habit that is there nearly always, and none
/// that is there less than nearly always, nor a theme.
fn looked_after(report: &Briefing, risks: &[&'static Plain]) -> Vec<&'static Plain> {
    let is_kept = |one: &crate::report::Measured| {
        let now = one.measure.now;
        match one.scope {
            git_coach_model::Scope::Repository => Some(now.missing == 0),
            _ => (now.decided() >= TOO_FEW)
                .then(|| f64::from(now.present) >= LOOKED_AFTER * f64::from(now.decided())),
        }
    };
    let verdicts: Vec<(&'static Plain, bool)> = report
        .practices
        .iter()
        .filter_map(|one| Some((plain(&one.practice), is_kept(one)?)))
        .collect();
    let folders = unique(PLAIN.iter().filter(|plain| {
        let mut of_folder =
            verdicts.iter().filter(|(known, _)| known.folder == plain.folder).peekable();
        of_folder.peek().is_some() && of_folder.all(|(_, kept)| *kept)
    }));
    folders
        .into_iter()
        .filter(|plain| !risks.iter().any(|risk| risk.folder == plain.folder))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_the_trade() {
        for plain in PLAIN.iter().chain([&OTHER]) {
            for sentence in [plain.looked_after, plain.at_risk, plain.will_try] {
                for word in
                    ["commit", "pipeline", "test", "merge", "branch", "code", "refactor", "/"]
                {
                    assert!(!sentence.to_lowercase().contains(word), "{word} in {sentence}");
                }
                assert!(sentence.ends_with('.'), "{sentence}");
            }
        }
    }
}
