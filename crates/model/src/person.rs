//! Somebody who commits.

use serde::{Deserialize, Serialize};

/// A person as the mailmap knows them: one value for all of their identities.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Person {
    /// The name after the mailmap; may be empty.
    pub name: String,
    /// The address after the mailmap, without angle brackets; may be empty.
    pub email: String,
}
