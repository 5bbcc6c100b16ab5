//! Lays tables out in columns of a terminal.
//!
//! Owns how wide each column is and what happens where there is no room. It must never know what a
//! table tells.

use anstyle::Style;

use super::wrap::{Row, wrap};
use super::{BOLD, DIM, NONE, cell, cloth, longest_word, natural_width};
use crate::page::{Align, Line, Table};

/// Columns between two columns.
const GAP: usize = 2;

/// The narrowest that a column of long words gets.
const NARROWEST: usize = 8;

/// The table as rows of at most `width` columns.
pub(super) fn lay_out(table: &Table, width: usize) -> Vec<Row> {
    match widths(table, width) {
        Some(widths) => columns(table, &widths),
        None => records(table, width),
    }
}

/// How wide each column is: as wide as its cells if there is room, else the widest give way first,
/// down to their longest word or [`NARROWEST`]; none if that is not enough.
fn widths(table: &Table, width: usize) -> Option<Vec<usize>> {
    let measure = |at: usize, of: fn(&Line) -> usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(at)).map(of);
        cells.chain([of(&table.columns[at].head)]).max().unwrap_or_default()
    };
    let count = table.columns.len();
    let mut widths: Vec<usize> = (0..count).map(|at| measure(at, natural_width)).collect();
    let least: Vec<usize> = (0..count).map(|at| measure(at, longest_word).min(NARROWEST)).collect();
    let room = width.checked_sub(GAP * count.saturating_sub(1))?;
    while widths.iter().sum::<usize>() > room {
        let (at, _) = widths
            .iter()
            .enumerate()
            .filter(|(at, width)| **width > least[*at])
            .max_by_key(|(_, width)| **width)?;
        widths[at] -= 1;
    }
    Some(widths)
}

fn columns(table: &Table, widths: &[usize]) -> Vec<Row> {
    let heads = table.columns.iter().map(|column| &column.head).collect();
    let mut rows = row(table, heads, widths, BOLD);
    let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    rows.push(Row::of(rules.join(&" ".repeat(GAP)), DIM));
    for cells in &table.rows {
        rows.extend(row(table, cells.iter().take(widths.len()).collect(), widths, NONE));
    }
    rows
}

/// One row of the table: as many rows of the terminal as its highest cell has.
fn row(table: &Table, cells: Vec<&Line>, widths: &[usize], style: Style) -> Vec<Row> {
    let cells: Vec<Vec<Row>> =
        cells.iter().zip(widths).map(|(line, width)| cell(line, *width, style)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or_default();
    (0..height)
        .map(|at| {
            let mut out = Row::default();
            let mut column_start = 0;
            for ((rows, width), column) in cells.iter().zip(widths).zip(&table.columns) {
                if let Some(row) = rows.get(at).filter(|row| row.columns() > 0) {
                    let before = match column.align {
                        Align::Left => column_start,
                        Align::Right => column_start + width.saturating_sub(row.columns()),
                    };
                    out.append(&" ".repeat(before.saturating_sub(out.columns())), NONE);
                    out.join(row);
                }
                column_start += width + GAP;
            }
            out
        })
        .collect()
}

/// The table without columns, for want of room: each cell on lines of its own under its row's
/// first.
fn records(table: &Table, width: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for cells in &table.rows {
        for (at, (line, column)) in cells.iter().zip(&table.columns).enumerate() {
            if at == 0 {
                rows.extend(cell(line, width, BOLD));
            } else {
                let line = column.head.clone().text(": ").line(line.clone());
                rows.extend(wrap(&cloth(&line, NONE), width.saturating_sub(2)).into_iter().map(
                    |mut row| {
                        row.prepend("  ", NONE);
                        row
                    },
                ));
            }
        }
    }
    rows
}
