//! The one table that is printed, and the notes below it.

use std::fmt;

use crate::score::{Figure, Score};

/// What was scored so far.
#[derive(Default)]
pub(crate) struct Table {
    lines: Vec<String>,
    orders: Vec<String>,
    notes: Vec<String>,
}

impl Table {
    /// Adds what one judge came to on one part.
    pub(crate) fn row(&mut self, part: &str, judge: &str, score: &Score) {
        let Score { rows, wanted, precision, recall, f1 } = score;
        let cells = match wanted {
            0 => ["–"; 3].join(" | "),
            _ => [precision, recall, f1].map(cell).join(" | "),
        };
        self.lines.push(format!("| {part} | {judge} | {rows} | {cells} |"));
    }

    /// Adds how well an order of changes puts those first that brought a bug.
    pub(crate) fn order(&mut self, part: &str, judge: &str, rows: usize, area: Figure) {
        self.orders.push(format!("| {part} | {judge} | {rows} | {} |", cell(&area)));
    }

    /// Adds a line below the table.
    pub(crate) fn note(&mut self, note: String) {
        self.notes.push(note);
    }
}

fn cell(figure: &Figure) -> String {
    format!("{:.3} ({:.2}–{:.2})", figure.value, figure.from, figure.to)
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.lines.is_empty() {
            writeln!(f, "| part | judged by | rows | precision | recall | F1 |")?;
            writeln!(f, "| --- | --- | ---: | ---: | ---: | ---: |")?;
        }
        for line in &self.lines {
            writeln!(f, "{line}")?;
        }
        if !self.orders.is_empty() {
            writeln!(f, "\n| changes of | ordered by | rows | area under the curve |")?;
            writeln!(f, "| --- | --- | ---: | ---: |")?;
        }
        for line in &self.orders {
            writeln!(f, "{line}")?;
        }
        if !self.notes.is_empty() {
            writeln!(f)?;
        }
        for note in &self.notes {
            writeln!(f, "- {note}")?;
        }
        Ok(())
    }
}
