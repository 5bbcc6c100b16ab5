//! What a closer look at the contents of a change shows.

use serde::{Deserialize, Serialize};

use crate::{CoveredLines, Evidence};

/// Places that a change leads to, each list none where this clone cannot tell. A list that is not
/// empty may be short of what could not be seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspection {
    /// Test files whose remaining tests lost more assertions than they gained.
    pub weakened_tests: Option<Vec<Evidence>>,
    /// Fixed pauses that came into tests, those inside a loop left out.
    pub pauses_in_tests: Option<Vec<Evidence>>,
    /// Where code that is commented out came in.
    pub commented_out: Option<Vec<Evidence>>,
    /// Where a block of code was added that the change adds elsewhere too.
    pub copies: Option<Vec<Evidence>>,
    /// Large binary files that were added or replaced.
    pub large_binaries: Option<Vec<Evidence>>,
    /// Documents that name a path which the change removed or moved away.
    pub outdated_documents: Option<Vec<Evidence>>,
    /// What coverage reports say of its lines; none where none was given that knows its files.
    pub coverage: Option<CoveredLines>,
    /// Source files of which nothing but the layout changed.
    pub reformatted: Option<Vec<Evidence>>,
    /// Options of a command line that were added where documents name the options beside them.
    pub new_options: Option<Vec<Evidence>>,
    /// Those of them that no document names.
    pub undocumented_options: Option<Vec<Evidence>>,
}

impl Inspection {
    /// What is left of it where only some places are looked at.
    #[must_use]
    pub fn narrowed(&self, holds: impl Fn(&Evidence) -> bool) -> Self {
        let kept = |places: &Option<Vec<Evidence>>| {
            let places = places.as_ref()?;
            Some(places.iter().filter(|place| holds(place)).cloned().collect())
        };
        Self {
            weakened_tests: kept(&self.weakened_tests),
            pauses_in_tests: kept(&self.pauses_in_tests),
            commented_out: kept(&self.commented_out),
            copies: kept(&self.copies),
            large_binaries: kept(&self.large_binaries),
            outdated_documents: kept(&self.outdated_documents),
            coverage: self.coverage.as_ref().map(|coverage| CoveredLines {
                measured: coverage.measured,
                not_run: coverage.not_run.iter().filter(|place| holds(place)).cloned().collect(),
            }),
            reformatted: kept(&self.reformatted),
            new_options: kept(&self.new_options),
            undocumented_options: kept(&self.undocumented_options),
        }
    }
}
