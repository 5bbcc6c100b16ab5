//! Reads back the rows that `facts` prints.

use serde_json::Value;
use support::{Repo, coach};

/// Rows of `facts`: the columns' names, and the cells of each row as CSV shows them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Rows {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Rows {
    /// What `git coach facts ARGS` prints as CSV.
    #[track_caller]
    pub(crate) fn as_csv(repo: &Repo, args: &[&str]) -> Self {
        Self::csv(&coach!(repo, [&["facts"], args].concat()).ok())
    }

    /// What `git coach facts ARGS` prints, the same in both forms.
    #[track_caller]
    pub(crate) fn of(repo: &Repo, args: &[&str]) -> Self {
        let args = [&["facts"], args].concat();
        let read = Self::csv(&coach!(repo, &args).ok());
        let json = coach!(repo, [&args[..], &["--format", "jsonl"]].concat()).ok();
        if !read.rows.is_empty() {
            assert_eq!(Self::jsonl(&json), read, "{args:?}: the two forms differ");
        }
        read
    }

    pub(crate) fn csv(text: &str) -> Self {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let mut records = reader.records().map(|record| {
            record.expect("whole rows").iter().map(str::to_owned).collect::<Vec<_>>()
        });
        let columns = records.next().expect("a header");
        Self { columns, rows: records.collect() }
    }

    fn jsonl(text: &str) -> Self {
        let objects: Vec<Value> =
            text.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
        // The order of keys is part of the text; a parsed object has lost it.
        let keys = |line: &str| {
            let parts = line.split("\":").map(|part| part.rsplit('"').next().unwrap_or_default());
            let object: Value = serde_json::from_str(line).expect("an object");
            parts.filter(|key| object.get(key).is_some()).map(str::to_owned).collect::<Vec<_>>()
        };
        let columns = text.lines().next().map(keys).unwrap_or_default();
        let rows = objects
            .iter()
            .map(|object| columns.iter().map(|column| cell(&object[column])).collect())
            .collect();
        Self { columns, rows }
    }

    /// The cells of one column.
    #[track_caller]
    pub(crate) fn column(&self, name: &str) -> Vec<&str> {
        let at = self.columns.iter().position(|column| column == name);
        let at = at.unwrap_or_else(|| panic!("no column {name} in {:?}", self.columns));
        self.rows.iter().map(|row| row[at].as_str()).collect()
    }

    /// Some columns of every row.
    #[track_caller]
    pub(crate) fn pick(&self, names: &[&str]) -> Vec<Vec<&str>> {
        let columns: Vec<Vec<&str>> = names.iter().map(|name| self.column(name)).collect();
        (0..self.rows.len()).map(|row| columns.iter().map(|cells| cells[row]).collect()).collect()
    }
}

/// A JSON value as CSV shows it.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}
