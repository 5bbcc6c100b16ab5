//! What was delivered, what was left for later, what was decided.

use git_coach_model::{Delivered, Kind, Marks};

use super::super::shown;
use crate::measure::TOO_FEW;
use crate::page::{Block, Line};
use crate::report::{Briefing, Debt, Decided, Decisions};
use crate::words;

/// How many tags are named.
const MOST_TAGS: usize = 4;

/// What was released, taken back and mended; none where nothing of it happened.
pub(in crate::compose) fn delivery(report: &Briefing) -> Option<Vec<Block>> {
    let count = |kind: Kind| {
        report.kinds.iter().find(|(known, _)| *known == kind).map_or(0, |(_, count)| *count)
    };
    let follow_ups = follow_ups(&report.delivered);
    let tags = tags(&report.delivered);
    let whole = report.changes;
    let happened = count(Kind::Release) + count(Kind::Revert) > 0;
    if !happened && follow_ups.is_none() && tags.is_none() {
        return None;
    }
    let lines = [kinds(whole, count), tags, follow_ups];
    Some(vec![Block::List(lines.into_iter().flatten().collect())])
}

/// "Of 12 changes, 1 made a release ready and 9 were fixes."; none where there are none of those kinds.
fn kinds(whole: u32, count: impl Fn(Kind) -> u32) -> Option<Line> {
    const TOLD: [(Kind, &str, &str); 3] = [
        (Kind::Release, "made a release ready", "made releases ready"),
        (Kind::Revert, "took an earlier change back", "took earlier changes back"),
        (Kind::Fix, "was a fix", "were fixes"),
    ];
    let mut parts = Vec::new();
    for (kind, one, many) in TOLD {
        match count(kind) {
            0 => {}
            1 if whole == 1 => return Some(Line::from(format!("The one change {one}."))),
            all if all == whole => {
                return Some(Line::from(format!(
                    "All {} changes {many}.",
                    words::number(all.into())
                )));
            }
            1 => parts.push(Line::from(format!("1 {one}"))),
            some => parts.push(Line::from(format!("{} {many}", words::number(some.into())))),
        }
    }
    let changes = words::count(whole.into(), "change", "changes");
    (!parts.is_empty())
        .then(|| Line::from(format!("Of {changes}, ")).line(words::list(parts)).text("."))
}

/// "Tagged: `v1.1` and `v1.2`."
fn tags(delivered: &Delivered) -> Option<Line> {
    let tags = delivered.tags.as_ref().filter(|tags| !tags.is_empty())?;
    let named = tags.iter().take(MOST_TAGS).map(|tag| Line::new().path(tag));
    let more = tags.len().saturating_sub(MOST_TAGS);
    let more = (more > 0).then(|| Line::from(format!("{} more", words::number(more as u64))));
    Some(Line::from("Tagged: ").line(words::list(named.chain(more))).text("."))
}

/// "2 of 5 fixes rewrote lines that had come in within 14 days before."
fn follow_ups(delivered: &Delivered) -> Option<Line> {
    let Delivered { fixes, follow_ups, young_days, .. } = *delivered;
    let times = words::of(follow_ups.into(), fixes.into(), "fix", "fixes");
    let said = format!("{times} rewrote lines that had come in at most {young_days} days before.");
    // A third of a few is one.
    let often = fixes >= TOO_FEW && follow_ups * 3 >= fixes;
    let ask = if often { " What would have shown it before it landed?" } else { "" };
    (follow_ups > 0).then(|| Line::from(format!("{said}{ask}")))
}

/// What was left for later, and what of it was done.
pub(super) fn debt(debt: &Debt) -> Vec<Block> {
    let flow = |marks: Marks, noun: &str| {
        let came = match marks.opened {
            0 => format!("no {noun} came in"),
            1 => format!("1 {noun} came in"),
            many => format!("{} {noun}s came in", words::number(many.into())),
        };
        format!(
            "{came} and {} went",
            if marks.paid == 0 { "none".to_owned() } else { words::number(marks.paid.into()) }
        )
    };
    let mut said = flow(debt.now, "mark");
    if let Some(first) = said.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let said =
        said.replacen(" came in", " of work left for later (TODO, FIXME, XXX, HACK) came in", 1);
    let before = match debt.before {
        Marks { opened: 0, paid: 0 } => "; in the windows before, none came or went.".to_owned(),
        before => format!("; in the windows before together, {}.", flow(before, "mark")),
    };
    let line = Line::from(said + &before);
    let line = match &debt.place {
        Some((area, marks)) if *marks == debt.now.opened => {
            line.text(" All that came are in ").file(area).text(".")
        }
        Some((area, marks)) => {
            let count = words::number((*marks).into());
            line.text(format!(" Of those that came, {count} are in ")).file(area).text(".")
        }
        None => line,
    };
    vec![Block::Paragraph(line)]
}

/// Decisions of each sort, and the records of them.
pub(super) fn decisions(decisions: &Decisions) -> Vec<Block> {
    let mut lines: Vec<Line> = decisions.decided.iter().map(decided).collect();
    if !decisions.records.is_empty() {
        let named = decisions.records.iter().map(|path| Line::new().file(path));
        let more = (decisions.further_records > 0).then(|| {
            Line::from(format!("{} more", words::number(decisions.further_records.into())))
        });
        let line = Line::new().strong("Written down:").text(" ");
        lines.push(line.line(words::list(named.chain(more))).text("."));
    }
    vec![Block::List(lines)]
}

fn decided(one: &Decided) -> Line {
    let all = one.tally.decided();
    let line = if one.is_measured {
        let times = words::of(one.tally.present.into(), all.into(), "change", "changes");
        Line::new().strong(format!("{}: {times}.", one.title))
    } else {
        Line::new()
    };
    let line = match one.shown.as_ref().and_then(|praise| Some((praise, praise.example.as_ref()?)))
    {
        Some((praise, example)) => {
            let line = if line.is_empty() { line } else { line.text(" For instance, ") };
            line.line(shown(example)).text(" ").line(praise.words.clone()).text(".")
        }
        None => line,
    };
    match &one.question {
        Some(question) => line.text(" ").line(question.clone()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::harmless::plain;

    #[test]
    fn debt_is_told_in_singular_and_plural() {
        let marks = |opened, paid| Marks { opened, paid };
        for (now, before, expected) in [
            (
                marks(1, 0),
                marks(0, 0),
                "1 mark of work left for later (TODO, FIXME, XXX, HACK) came in and none went; in \
                 the windows before, none came or went.",
            ),
            (
                marks(0, 3),
                marks(12, 1),
                "No mark of work left for later (TODO, FIXME, XXX, HACK) came in and 3 went; in the \
                 windows before together, 12 marks came in and 1 went.",
            ),
        ] {
            let blocks = debt(&Debt { now, before, place: None });
            let [Block::Paragraph(line)] = blocks.as_slice() else { panic!("{blocks:?}") };
            assert_eq!(plain(line), expected);
        }
    }

    #[test]
    fn kinds_are_told_in_singular_and_plural() {
        let check = |whole, releases, fixes, expected: Option<&str>| {
            let count = |kind| match kind {
                Kind::Release => releases,
                Kind::Fix => fixes,
                _ => 0,
            };
            assert_eq!(kinds(whole, count).map(|line| plain(&line)).as_deref(), expected);
        };
        check(5, 0, 0, None);
        check(1, 1, 0, Some("The one change made a release ready."));
        check(12, 0, 12, Some("All 12 changes were fixes."));
        check(12, 1, 9, Some("Of 12 changes, 1 made a release ready and 9 were fixes."));
        check(2, 0, 1, Some("Of 2 changes, 1 was a fix."));
    }

    #[test]
    fn fixes_of_fresh_lines_are_asked_about_where_they_are_many() {
        let of = |fixes, follow_ups| {
            let delivered = Delivered { tags: None, fixes, follow_ups, young_days: 14 };
            super::follow_ups(&delivered).map(|line| plain(&line))
        };
        assert_eq!(of(9, 0), None);
        let said = of(1, 1).unwrap();
        assert_eq!(said, "1 of 1 fix rewrote lines that had come in at most 14 days before.");
        assert!(of(9, 3).unwrap().ends_with("What would have shown it before it landed?"));
        assert!(!of(9, 2).unwrap().contains('?'));
    }
}
