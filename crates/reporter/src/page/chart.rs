//! Pictures of numbers, as values: what is drawn, never how.

use super::{Line, Table};

/// A picture of numbers that the words beside it tell too: formats that cannot draw leave it out.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What it shows and how to read it.
    pub caption: Line,
    /// What is drawn.
    pub picture: Picture,
    /// The same numbers as rows, for whoever cannot see it; empty where the picture has them.
    pub numbers: Table,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Picture {
    /// Columns side by side, with lines at what is to be compared with.
    Columns {
        /// The columns from the left: their names and heights.
        columns: Vec<(String, u32)>,
        /// The lines.
        marks: Vec<At>,
    },
    /// Dots on two axes that both start at nothing; the one across grows by powers of ten.
    Dots {
        /// What grows to the right.
        across: String,
        /// What grows upwards.
        up: String,
        /// The dots.
        dots: Vec<Dot>,
        /// The names of their groups; at most five are told apart.
        groups: Vec<Line>,
    },
    /// Bars under each other, each with its name and number.
    Rows(Vec<(Line, u32)>),
}

/// A line across columns.
#[derive(Clone, Debug, PartialEq)]
pub struct At {
    /// Where it stands, in columns from the left: 1.5 is in the middle of the second.
    pub place: f64,
    /// What it says.
    pub label: String,
    /// Whether it is a guideline of others, or the team's own figure.
    pub is_guideline: bool,
}

/// A dot.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// What it stands for.
    pub name: Line,
    /// How far to the right.
    pub across: u32,
    /// How far up.
    pub up: u32,
    /// Its group, by its place among the groups.
    pub group: usize,
}

impl Chart {
    /// All lines but the names of dots, which are drawn.
    pub(super) fn each_line(&mut self, change: &mut dyn FnMut(&mut Line)) {
        change(&mut self.caption);
        match &mut self.picture {
            Picture::Columns { .. } => {}
            Picture::Dots { groups, .. } => groups.iter_mut().for_each(&mut *change),
            Picture::Rows(rows) => rows.iter_mut().for_each(|(name, _)| change(name)),
        }
        self.numbers.each_line(change);
    }
}
