//! The columns of rows about places: areas, authors, pairs, hotspots, the truck factor.

use git_coach_model as model;

use super::facts::{names, shown};
use super::{Cell, Row};
use crate::words::{count, number, of};

/// Rows of `facts areas`.
pub struct Area;

impl Row for Area {
    type Fact<'a> = &'a model::AreaHistory;

    fn columns() -> Vec<String> {
        names(&[
            "path",
            "files",
            "commits",
            "fixes",
            "added",
            "deleted",
            "people",
            "authors",
            "contested",
            "last_change",
        ])
    }

    fn cells(area: &model::AreaHistory) -> Vec<Cell> {
        vec![
            Cell::text(&area.path),
            Cell::number(area.files),
            Cell::number(area.commits),
            Cell::number(area.fixes),
            area.added.map_or(Cell::Nothing, Cell::large),
            area.deleted.map_or(Cell::Nothing, Cell::large),
            Cell::number(area.people),
            Cell::count(area.authors),
            Cell::number(area.contested),
            Cell::time(area.last_change),
        ]
    }
}

/// Rows of `facts ownership`.
pub struct Ownership;

impl Row for Ownership {
    type Fact<'a> = &'a model::Ownership;

    fn columns() -> Vec<String> {
        names(&["path", "role", "people", "authors", "last_change"])
    }

    fn cells(file: &model::Ownership) -> Vec<Cell> {
        vec![
            Cell::text(&file.path),
            Cell::text(file.role.name()),
            Cell::number(file.people),
            file.authors.as_deref().map_or(Cell::Nothing, people),
            Cell::Number(file.last_change.seconds),
        ]
    }
}

fn people(people: &[model::Person]) -> Cell {
    Cell::List(people.iter().map(shown).collect())
}

/// Rows of `facts coupling`.
pub struct Coupling;

impl Row for Coupling {
    type Fact<'a> = &'a model::Coupling;

    fn columns() -> Vec<String> {
        names(&[
            "path",
            "other",
            "support",
            "path_commits",
            "other_commits",
            "confidence",
            "other_confidence",
        ])
    }

    fn cells(pair: &model::Coupling) -> Vec<Cell> {
        vec![
            Cell::text(&pair.path),
            Cell::text(&pair.other),
            Cell::number(pair.together),
            Cell::number(pair.path_commits),
            Cell::number(pair.other_commits),
            Cell::number(pair.confidence()),
            Cell::number(pair.other_confidence()),
        ]
    }
}

/// Rows of `facts hotspots`.
pub struct Hotspot;

impl Row for Hotspot {
    type Fact<'a> = &'a model::Hotspot;

    fn columns() -> Vec<String> {
        names(&[
            "path",
            "heat",
            "lines",
            "commits",
            "recent",
            "fixes",
            "churn",
            "churn_rank",
            "size_rank",
            "recency_rank",
            "contested",
            "reason",
        ])
    }

    fn cells(spot: &model::Hotspot) -> Vec<Cell> {
        vec![
            Cell::text(&spot.path),
            Cell::number(spot.heat()),
            Cell::number(spot.lines),
            Cell::number(spot.commits),
            Cell::number(spot.recent),
            Cell::number(spot.fixes),
            Cell::large(spot.churn),
            Cell::number(spot.churn_rank),
            Cell::number(spot.size_rank),
            Cell::number(spot.recency_rank),
            Cell::Flag(spot.contested),
            Cell::Text(reason(spot)),
        ]
    }
}

/// Why a place is worth a look, in words.
fn reason(spot: &model::Hotspot) -> String {
    let commits = u64::from(spot.commits);
    let fixes = match spot.fixes {
        0 => String::new(),
        fixes => format!(" and {}", count(u64::from(fixes), "fix", "fixes")),
    };
    let contested = if spot.contested { "; it went back and forth between people" } else { "" };
    format!(
        "{}, {} in the last {} days{fixes}; {} added or deleted since it was new, {} now; larger \
         than {}{contested}",
        count(commits, "commit", "commits"),
        number(u64::from(spot.recent)),
        spot.recent_days,
        count(spot.churn, "line", "lines"),
        number(u64::from(spot.lines)),
        of(u64::from(spot.smaller), u64::from(spot.source_files), "source file", "source files"),
    )
}

/// Rows of `facts truck-factor`.
pub struct TruckFactor;

impl Row for TruckFactor {
    type Fact<'a> = &'a model::TruckFactor;

    fn columns() -> Vec<String> {
        names(&["truck_factor", "people", "files", "orphaned", "at", "time"])
    }

    fn cells(factor: &model::TruckFactor) -> Vec<Cell> {
        vec![
            Cell::count(factor.people),
            people(&factor.who),
            Cell::number(factor.files),
            Cell::number(factor.orphaned),
            Cell::text(factor.at),
            Cell::Number(factor.time.seconds),
        ]
    }
}

/// Rows of `facts percentiles`.
pub struct Percentiles;

impl Row for Percentiles {
    type Fact<'a> = &'a model::Percentiles;

    fn columns() -> Vec<String> {
        let percents = model::Percentiles::PERCENTS;
        let first = ["measure", "commits"].map(str::to_owned);
        first.into_iter().chain(percents.map(|percent| format!("p{percent}"))).collect()
    }

    fn cells(measured: &model::Percentiles) -> Vec<Cell> {
        let mut cells = vec![Cell::text(measured.measure), Cell::large(measured.commits)];
        cells.extend(measured.values.map(|value| value.map_or(Cell::Nothing, Cell::large)));
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot() -> model::Hotspot {
        model::Hotspot {
            path: "src/tax.rs".into(),
            lines: 812,
            commits: 41,
            recent: 6,
            recent_days: 180,
            fixes: 9,
            churn: 2_310,
            churn_rank: 90,
            size_rank: 88,
            recency_rank: 95,
            smaller: 22,
            source_files: 25,
            contested: false,
        }
    }

    #[test]
    fn the_reason_tells_each_number_with_its_base() {
        assert_eq!(
            reason(&spot()),
            "41 commits, 6 in the last 180 days and 9 fixes; 2,310 lines added or deleted since it \
             was new, 812 now; larger than 22 of 25 source files"
        );
    }

    #[test]
    fn the_reason_of_a_quiet_place_keeps_to_what_there_is() {
        let spot = model::Hotspot { fixes: 0, contested: true, ..spot() };
        assert_eq!(
            reason(&spot),
            "41 commits, 6 in the last 180 days; 2,310 lines added or deleted since it was new, \
             812 now; larger than 22 of 25 source files; it went back and forth between people"
        );
    }
}
