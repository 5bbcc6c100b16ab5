//! Rows that name the authors of places.

use git_coach_analyzer::{Places, pseudonym};
use git_coach_model::{Ownership, TruckFactor};

use crate::args::{Facts, What};
use crate::exit;
use crate::failure::Failure;

/// Who is an author of each file.
pub(super) fn of_files(places: &Places, anonymous: bool) -> Vec<Ownership> {
    let mut files = places.ownership();
    if anonymous {
        files.iter_mut().filter_map(|file| file.authors.as_mut()).for_each(pseudonym::hide);
    }
    files
}

/// The few without whom most of the code has no author.
pub(super) fn few(places: &Places, anonymous: bool) -> TruckFactor {
    let mut factor = places.truck_factor();
    if anonymous {
        pseudonym::hide(&mut factor.who);
    }
    factor
}

/// Who wrote a file is told by all of its history: a part of it would name others.
pub(super) fn refuse_a_part(asked: &Facts) -> Result<(), Failure> {
    let range = asked.range.as_deref().unwrap_or_default();
    let is_part = range.contains("..") || range.ends_with("^!");
    if is_part && matches!(asked.what, What::Ownership | What::TruckFactor) {
        let hint = "name one revision, as in `git coach facts truck-factor --at v1.0`";
        return Err(Failure::new("authors are told by a whole history", hint, exit::USAGE));
    }
    Ok(())
}
