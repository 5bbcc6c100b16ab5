//! The pictures of a briefing, with the words that go along.

use git_coach_model::RepoPath;

use crate::page::{At, Block, Chart, Column, Dot, Line, Picture, Table};
use crate::report::{Busy, Sizes};
use crate::words;

/// The upper ends of the columns of sizes; the last has none.
const ENDS: [u64; 5] = [10, 30, 100, 300, 1000];
/// What Google's guide for reviewers calls usually reasonable, and usually too large.
const GUIDELINES: [u64; 2] = [100, 1000];
/// How many areas have a colour of their own; the rest share one.
const COLOURED: usize = 4;

/// How large changes are: in words, and as columns.
pub(super) fn sizes(sizes: &Sizes) -> Vec<Block> {
    let all = words::count(sizes.all.len() as u64, "change", "changes");
    let (half, nine) = (words::number(sizes.half), words::number(sizes.nine_in_ten));
    let said = format!(
        "Of {all} to code or settings, half touch at most {half} lines of it, nine in ten at most \
         {nine}. Google's guide for reviewers calls 100 lines usually reasonable and 1,000 usually too \
         large, and sets no hard rule."
    );
    let starts = std::iter::once(0).chain(ENDS);
    let ends = ENDS.into_iter().map(Some).chain([None]);
    let columns: Vec<(String, u32)> = starts
        .zip(ends)
        .map(|(start, end)| {
            let first = start == 0;
            let fits = |size: u64| (size > start || first) && end.is_none_or(|end| size <= end);
            let count = sizes.all.iter().filter(|size| fits(**size)).count();
            let name = match end {
                Some(end) => format!("to {}", words::number(end)),
                None => "more".to_owned(),
            };
            (name, u32::try_from(count).unwrap_or(u32::MAX))
        })
        .collect();
    let guidelines = GUIDELINES.map(|lines| At {
        place: place(lines),
        label: format!("guide: {}", words::number(lines)),
        is_guideline: true,
    });
    let own = [("half", sizes.half), ("nine in ten", sizes.nine_in_ten)].map(|(name, lines)| At {
        place: place(lines),
        label: format!("{name}: {}", words::number(lines)),
        is_guideline: false,
    });
    let rows = columns
        .iter()
        .map(|(name, count)| {
            vec![Line::from(name.clone()), Line::from(words::number((*count).into()))]
        })
        .collect();
    let numbers = Table { columns: vec![Column::left("lines"), Column::right("changes")], rows };
    let caption = Line::from(
        "Changes by their lines. Solid: the team's own half and nine in ten; dashed: the guide.",
    );
    let marks = guidelines.into_iter().chain(own).collect();
    let picture = Picture::Columns { columns, marks };
    vec![Block::Paragraph(Line::from(said)), Block::Chart(Chart { caption, picture, numbers })]
}

/// Where a number of lines stands among the columns, which grow by about the same factor.
fn place(lines: u64) -> f64 {
    let at = ENDS.iter().position(|end| lines <= *end).unwrap_or(ENDS.len());
    let start = if at == 0 { 1 } else { ENDS.get(at - 1).copied().unwrap_or(1) };
    let end = ENDS.get(at).copied().unwrap_or(3000);
    // The casts lose nothing that a picture shows.
    let log = |value: u64| (value.max(1) as f64).ln();
    let within = (log(lines) - log(start)) / (log(end) - log(start));
    at as f64 + within.clamp(0.0, 1.0)
}

/// The busy files, large ones to the right, coloured by area.
pub(super) fn busy(busy: &[Busy]) -> Option<Block> {
    let mut areas: Vec<(&RepoPath, usize)> = Vec::new();
    for area in busy.iter().filter_map(|one| one.area.as_ref()) {
        match areas.iter_mut().find(|(known, _)| *known == area) {
            Some((_, count)) => *count += 1,
            None => areas.push((area, 1)),
        }
    }
    areas.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(right.0)));
    areas.truncate(COLOURED);
    let group = |one: &Busy| {
        let area = one.area.as_ref();
        areas.iter().position(|(known, _)| Some(*known) == area).unwrap_or(areas.len())
    };
    let dots: Vec<Dot> = busy
        .iter()
        .map(|one| Dot {
            name: Line::new().path(&one.path),
            across: one.lines,
            up: one.changes,
            group: group(one),
        })
        .collect();
    let mut groups: Vec<Line> = areas.iter().map(|(area, _)| Line::new().path(area)).collect();
    if dots.iter().any(|dot| dot.group == areas.len()) {
        groups.push(Line::from("elsewhere"));
    }
    let rows = busy
        .iter()
        .map(|one| {
            vec![
                Line::new().file(&one.path),
                Line::from(words::number(one.lines.into())),
                Line::from(words::number(one.changes.into())),
            ]
        })
        .collect();
    let numbers = Table {
        columns: vec![Column::left("file"), Column::right("lines"), Column::right("changes")],
        rows,
    };
    let caption = Line::from(
        "Files that several changes touched. The higher, the more often; the further right, the \
         larger: what is both costs most to work in.",
    );
    let (across, up) = ("lines".to_owned(), "changes of this time".to_owned());
    let picture = Picture::Dots { across, up, dots, groups };
    (!busy.is_empty()).then_some(Block::Chart(Chart { caption, picture, numbers }))
}

/// How many people know each area.
pub(super) fn known(known: &[(RepoPath, u32)]) -> Option<Block> {
    let bars = known.iter().map(|(area, people)| (Line::new().path(area), *people)).collect();
    let caption = Line::from(
        "How many people know each area: who had a hand in three of its commits, and in a tenth of \
         them, in all windows together.",
    );
    let picture = Picture::Rows(bars);
    (!known.is_empty()).then_some(Block::Chart(Chart {
        caption,
        picture,
        numbers: Table::default(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_stands_in_its_column() {
        for (lines, column) in [(0, 0.0), (1, 0.0), (10, 1.0), (100, 3.0), (1000, 5.0)] {
            assert!((place(lines) - column).abs() < 1e-9, "{lines}: {}", place(lines));
        }
        assert!((5.0..=6.0).contains(&place(900_000)));
    }

    #[test]
    fn every_change_is_in_one_column() {
        let all: Vec<u64> = vec![0, 1, 10, 11, 30, 31, 100, 101, 300, 1000, 1001, 50_000];
        let blocks = sizes(&Sizes { half: 31, nine_in_ten: 1001, all: all.clone() });
        let Some(Block::Chart(Chart { picture: Picture::Columns { columns, .. }, .. })) =
            blocks.last()
        else {
            panic!("{blocks:?}");
        };
        let counts: Vec<u32> = columns.iter().map(|(_, count)| *count).collect();
        assert_eq!(counts, [3, 2, 2, 2, 1, 2]);
        assert_eq!(counts.iter().sum::<u32>() as usize, all.len());
    }
}
