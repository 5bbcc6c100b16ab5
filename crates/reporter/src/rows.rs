//! Facts as rows for other tools: CSV with a header, or one JSON object a line.
//!
//! Ids are whole, times are seconds since 1970 in UTC (no zone, no hour of anybody's day), an empty
//! cell (`null`) stands for what cannot be counted. In CSV, lists are parted by single spaces.

mod facts;
mod places;

use std::io::{self, Write};

use git_coach_model::Time;
use serde::ser::{Serialize, SerializeMap, Serializer};

pub use facts::{Attention, Change, Commit, File, Line, Replayed, Verdict};
pub use places::{Area, Coupling, Hotspot, Ownership, Percentiles, TruckFactor};

/// The form of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Comma-separated values (RFC 4180, lines ended by `\n`), with a header.
    Csv,
    /// One JSON object a line.
    JsonLines,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text as it is.
    Text(String),
    /// A count, or seconds.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A share from 0 to 1, with four decimals.
    Share(f64),
    /// Several texts.
    List(Vec<String>),
    /// Nothing to count.
    Nothing,
}

impl Cell {
    fn number(value: impl Into<i64>) -> Self {
        Self::Number(value.into())
    }

    fn count(value: Option<u32>) -> Self {
        value.map_or(Self::Nothing, Self::number)
    }

    fn large(value: u64) -> Self {
        Self::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }

    fn time(value: Option<Time>) -> Self {
        value.map_or(Self::Nothing, |time| Self::Number(time.seconds))
    }

    fn text(value: impl ToString) -> Self {
        Self::Text(value.to_string())
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Share(share) => serializer.serialize_f64((share * 1e4).round() / 1e4),
            Self::List(items) => items.serialize(serializer),
            Self::Nothing => serializer.serialize_none(),
        }
    }
}

/// A kind of row: what its columns are called, and how a fact becomes cells.
pub trait Row {
    /// The fact that a row shows.
    type Fact<'a>;

    /// The columns' names.
    fn columns() -> Vec<String>;

    /// The cells of one fact, as many as there are columns.
    fn cells(fact: Self::Fact<'_>) -> Vec<Cell>;
}

/// Writes rows one by one.
pub struct RowWriter<W: Write> {
    columns: Vec<String>,
    to: Sink<W>,
}

enum Sink<W: Write> {
    Csv(Box<csv::Writer<W>>),
    JsonLines(W),
}

impl<W: Write> RowWriter<W> {
    /// Begins with the header where the form has one.
    ///
    /// # Errors
    /// What the writer answers.
    pub fn new<R: Row>(form: Form, to: W) -> io::Result<Self> {
        let columns = R::columns();
        let to = match form {
            Form::Csv => {
                let mut csv = csv::WriterBuilder::new().has_headers(false).from_writer(to);
                csv.write_record(&columns).map_err(of_io)?;
                Sink::Csv(Box::new(csv))
            }
            Form::JsonLines => Sink::JsonLines(to),
        };
        Ok(Self { columns, to })
    }

    /// Writes one row.
    ///
    /// # Errors
    /// What the writer answers.
    pub fn write<R: Row>(&mut self, fact: R::Fact<'_>) -> io::Result<()> {
        let cells = R::cells(fact);
        match &mut self.to {
            Sink::Csv(csv) => csv.write_record(cells.iter().map(as_csv)).map_err(of_io)?,
            Sink::JsonLines(to) => {
                let row = Object { columns: &self.columns, cells: &cells };
                serde_json::to_writer(&mut *to, &row)?;
                to.write_all(b"\n")?;
            }
        }
        Ok(())
    }

    /// Writes what is still buffered.
    ///
    /// # Errors
    /// What the writer answers.
    pub fn finish(self) -> io::Result<()> {
        match self.to {
            Sink::Csv(mut csv) => csv.flush(),
            Sink::JsonLines(mut to) => to.flush(),
        }
    }
}

/// The writer's own error, so that a closed pipe can be told from a full disk.
fn of_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn as_csv(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Share(share) => format!("{share:.4}"),
        Cell::List(items) => items.join(" "),
        Cell::Nothing => String::new(),
    }
}

struct Object<'a> {
    columns: &'a [String],
    cells: &'a [Cell],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            map.serialize_entry(column, cell)?;
        }
        map.end()
    }
}
