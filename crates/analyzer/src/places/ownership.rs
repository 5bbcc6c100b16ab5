//! Who is an author of a file: the degree of authorship.
//!
//! Of Fritz et al. (ICSE 2010), with the weights and the limits of Avelino et al., *A novel approach
//! for estimating truck factors* (ICPC 2016). For a person and a file
//!
//! > DOA = 3.293 + 1.098 · FA + 0.164 · DL − 0.321 · ln(1 + AC)
//!
//! where FA is 1 for whoever added the file, DL counts the person's commits to it, and AC those that
//! others made. An author is who has a DOA of at least 3.293, and of more than 0.75 of the largest
//! of any person. As in the paper's own tool, adding a file is told by FA and not counted in DL or
//! AC again, and whoever added the file in another branch has an FA of 1 as well.
//!
//! Each helper of a commit counts as its author does; a commit by two counts once for each, and
//! for the others once a person. Programs count for nothing.

use super::file::FileSum;
use super::persons::PersonId;

/// What everybody has who ever changed a file, and the least that an author has.
const BASE: f64 = 3.293;
const FIRST_AUTHOR: f64 = 1.098;
const DELIVERY: f64 = 0.164;
const ACCEPTANCE: f64 = 0.321;
/// The least share of the largest degree that an author has; exactly this much is too little.
const SHARE: f64 = 0.75;

/// The authors of a file.
pub(super) fn authors(sum: &FileSum) -> Vec<PersonId> {
    let all: u32 = sum.deliveries.values().sum();
    let degrees: Vec<(PersonId, f64)> = sum
        .deliveries
        .iter()
        .map(|(person, own)| {
            let first = if sum.creators.contains(person) { FIRST_AUTHOR } else { 0.0 };
            (*person, degree(first, *own, all - own))
        })
        .collect();
    let largest = degrees.iter().map(|(_, degree)| *degree).fold(0.0, f64::max);
    degrees
        .into_iter()
        .filter(|(_, degree)| *degree >= BASE && degree / largest > SHARE)
        .map(|(person, _)| person)
        .collect()
}

fn degree(first: f64, own: u32, others: u32) -> f64 {
    BASE + first + DELIVERY * f64::from(own) - ACCEPTANCE * f64::from(others).ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_degree_is_that_of_the_paper() {
        for (first, own, others, expected) in [
            (0.0, 0, 0, 3.293),
            (FIRST_AUTHOR, 0, 0, 4.391),
            (FIRST_AUTHOR, 10, 0, 6.031),
            (0.0, 3, 10, 3.015_270),
            (FIRST_AUTHOR, 0, 30, 3.288_691),
        ] {
            let found = degree(first, own, others);
            assert!((found - expected).abs() < 1e-5, "{found} for {own} of {others}");
        }
    }
}
